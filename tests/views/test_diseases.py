"""The explorer of diseases: every choice gives its rows, an empty choice a sentence."""

import pytest

from helpers import explorers, figures, tables, views


def options(name):
    return next(c["values"] for c in explorers.interleukins_in_disease().controls if c["name"] == name)


@pytest.mark.parametrize("column", ["condition", "interleukin", "evidence"])
def test_every_option_gives_its_rows(column):
    rows = tables.load("diseases")
    full = {"condition": "all", "interleukin": "all", "evidence": "all"}
    assert set(options(column)) == {"all", *rows[column]}
    for value in options(column):
        view = views.interleukins_in_disease(**full | {column: value})
        assert len(view.rows) == (len(rows) if value == "all" else int((rows[column] == value).sum()))
        assert len(figures.disease_roles(view).table["finding"]) == len(view.rows)


def test_an_empty_choice_is_a_sentence():
    with pytest.raises(ValueError, match="Set one of the choices back to 'all'"):
        explorers.interleukins_in_disease().at(condition="Gout", interleukin="IL-4")


def test_presets_show_something():
    explorer = explorers.interleukins_in_disease(interleukin="IL-17A")
    assert explorer.presets["IL-6"] == {"condition": "all", "interleukin": "IL-6", "evidence": "all"}
    for values in explorer.presets.values():
        assert explorer.at(**values).table["finding"]


def test_a_role_rests_on_what_the_trial_was_for():
    """What drives or protects did so by the trial's own aim, and for itself, not as a part of what was blocked."""
    rows = tables.load("diseases")
    told = rows.loc[(rows["evidence"] == "trial") & rows["role"].isin(["drives", "protects"]), "finding"]
    beside = r"not the end point|own share|at its first stage|missed"
    assert len(told) > 30 and not told.str.contains(beside).any()
