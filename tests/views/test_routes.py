"""The ways of a message as a record: every row, in the order of the table, with the looks of its cells."""

import pytest

from helpers import tables, views


def test_every_row_is_a_way_in_the_order_of_the_table():
    rows = tables.load("message_routes")
    view = views.message_routes()
    assert [each.key for each in view.routes] == list(rows["route"] + " " + rows["messenger"] + " " + rows["sender"])
    assert view.marked is None and views.route_options() == ("all ways", *dict.fromkeys(rows["route"]))


def test_a_way_can_be_chosen_and_its_cells_look_as_the_table_says():
    view = views.message_routes("juxtacrine")
    assert view.marked is not None and view.marked.messenger == "IL-1α" and view.marked.fold == "β-trefoil"
    assert (view.marked.receiver.shape, view.marked.receiver.nucleus) == ("flat", "round")


def test_a_way_that_is_not_listed_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match=r"'exocrine' is not a way of a message; choose one of: all ways, autocrine"):
        views.message_routes("exocrine")
