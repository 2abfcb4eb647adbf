"""Families drawn: what is said is what is plotted."""

import pytest

from helpers import figures, tables, views


def test_words_follow_the_plotted_lines():
    view = views.families_compared()
    figure = figures.families_compared(view)
    marked = next(t for t in figure.traces if t["name"] == "chosen")
    moved = [each for each in view.companies if each.moves]
    assert f"{len(moved)} of " in figure.description
    assert figure.table["changes company"].count("yes") == len(moved)
    assert 0 < sum(x is None for x in marked["x"]) <= sum(len(each.before) * len(each.after) for each in moved)
    for trace in (trace for trace in figure.traces if trace["name"] == "interleukins"):
        bold = [text for text in trace["text"] if text.startswith("<b>")]
        assert {name for text in bold for name in text[3:-4].split(", ")} == {each.interleukin for each in moved}
        written = [name for text in trace["text"] for name in text.replace("<b>", "").replace("</b>", "").split(", ")]
        assert set(written) == set(figure.table["interleukin"])
    assert len(figure.table["interleukin"]) == len(tables.load("interleukins"))


@pytest.mark.parametrize("name", ["IL-4", "IL-8", "IL-14"])
def test_one_interleukin_is_followed(name):
    figure = figures.families_compared(views.families_compared(follow=name))
    assert figure.description.count(name) and "compan" in figure.description
