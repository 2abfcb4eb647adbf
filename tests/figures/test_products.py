"""Figures of licensed products: what they draw, count and say."""

from dataclasses import replace

import pandas as pd

from helpers import figures, tables, views


def profile(name, *uses):
    return replace(
        views.product_profile("anakinra"),
        inn=name,
        note="kept out of the sentence",
        uses=tuple(views.LicensedUse(*use) for use in uses),
    )


def test_licences_put_shared_uses_first():
    first = profile("aldokin", ("melanoma", "US"), ("arthritis", "EU"))
    second = profile("blokumab", ("arthritis", "US"))
    figure = figures.licences_compared(views.profiles_compared(first, second))
    assert figure.full_layout()["yaxis"]["ticktext"][0] == "arthritis"
    assert "Uses that the table lists for both: arthritis." in figure.description
    assert "kept out of the sentence" not in figure.description
    assert figure.table["aldokin"][-2:] == ["EU", "US"]
    assert figure.table["blokumab"][-2:] == ["US", "not listed"]
    assert "kept out of the sentence" in figure.table["blokumab"]


def test_what_a_table_does_not_say_is_said_to_be_missing():
    figure = figures.licences_compared(views.licences_compared("vunakizumab", "tocilizumab"))
    assert figure.table["vunakizumab"][figure.table["property"].index("brand")] == "not listed"
    assert figure.table["vunakizumab"][figure.table["property"].index("first FDA approval")] == "not listed"


def test_biosimilars_are_counted_by_region():
    rows = pd.DataFrame(
        {
            "reference_product": ["X"] * 3,
            "inn": ["blokumab"] * 3,
            "inn_with_suffix": ["blokumab-abcd", "blokumab", "blokumab"],
            "brand": ["P", "Q", "R"],
            "sponsor": ["S"] * 3,
            "region": ["US", "EU", "EU"],
            "approved": pd.to_datetime(["2024-01-01", "2023-05-01", None]),
            "interchangeable": ["yes", "yes", "yes"],
            "note": ["", "", "Announced in 2025."],
        }
    )
    figure = figures.biosimilar_approvals(views.biosimilar_approvals(rows))
    assert "3 biosimilar licences" in figure.description
    assert (
        "blokumab has 1 in the US (1 listed as interchangeable) and 2 in the EU (all of them interchangeable)"
        in figure.description
    )
    assert "The exact date of 1 was not established" in figure.description
    assert [note["text"] for note in figure.full_layout()["annotations"]] == ["Announced in 2025."]


def test_of_one_region_nothing_is_said_of_the_other():
    rows = tables.load("biosimilars")
    american = rows[rows["region"] == "US"]
    figure = figures.biosimilar_approvals(views.biosimilar_approvals(american))
    assert "in the US" in figure.description and "EU" not in figure.description
    assert "not established" not in figure.description
    assert [trace["name"] for trace in figure.traces] == ["US, interchangeable", "US, no such designation listed"]


def test_the_table_of_biosimilars_is_drawn_whole():
    rows = tables.load("biosimilars")
    figure = figures.biosimilar_approvals(views.biosimilar_approvals())
    assert len(figure.table["brand"]) == len(rows)
    drawn = sum(value is not None for trace in figure.traces for value in trace["x"])
    assert drawn == rows["approved"].notna().sum()


def test_text_is_large_enough():
    layout = figures.biosimilar_approvals(views.biosimilar_approvals()).full_layout()
    sizes = [note["font"]["size"] for note in layout["annotations"]] + [layout["yaxis"]["tickfont"]["size"]]
    assert min(sizes) >= 12
