"""Figures of licensed products: what they draw, count and say."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import figures, tables, views

AS_OF = tables.as_of("therapeutics")


def products(**columns):
    rows = {
        "inn": ["aldokin", "blokumab", "trapcept"],
        "brand": ["A", "B", "C"],
        "target": ["IL-2", "IL-6", "IL-1"],
        "molecular_target": ["IL2RB", "IL6R", "IL1B"],
        "action": ["agonist", "receptor-blocking", "decoy"],
        "modality": ["recombinant cytokine", "monoclonal antibody", "Fc fusion"],
        "region": ["US", "US and EU", "Russia"],
        "first_fda_approval": pd.to_datetime(["1992-05-05", "2010-01-08", None]),
        "first_ema_approval": pd.to_datetime([None, "2009-01-16", None]),
        "status": ["marketed", "withdrawn", "marketed"],
        "status_note": ["", "Gone.", ""],
    }
    return pd.DataFrame(rows | columns)


def by_axis(rows=None):
    return figures.products_by_axis(views.products_by_axis(products() if rows is None else rows))


def approvals(rows, chosen):
    return figures.approvals(views.approvals_of(rows, chosen))


def test_axes_stand_in_the_order_of_their_numbers():
    figure = by_axis()
    assert figure.full_layout()["yaxis"]["ticktext"] == ["IL-1 (1)", "IL-2 (1)", "IL-6 (1)"]
    assert figure.table["axis"] == ["IL-1", "IL-2", "IL-6"]


def test_the_description_counts_by_action_and_names_agonists():
    words = by_axis().description
    assert "3 products on 3 axes" in words
    assert "1 are agonists" in words
    assert "The agonists are aldokin." in words
    assert AS_OF in words


def test_hollow_marks_are_no_longer_marketed():
    figure = by_axis()
    symbols = {trace["name"]: trace["marker"]["symbol"] for trace in figure.traces}
    assert symbols["receptor-blocking"][0].endswith("-open")
    assert not symbols["agonist"][0].endswith("-open")


def test_every_product_of_the_table_is_one_mark_and_one_row():
    table = tables.load("therapeutics")
    figure = by_axis(table)
    assert sum(len(trace["x"]) for trace in figure.traces) == len(table) == len(figure.table["product"])
    assert len({(x, y) for trace in figure.traces for x, y in zip(trace["x"], trace["y"], strict=True)}) == len(table)


def test_every_mark_of_the_axes_carries_its_name():
    table = tables.load("therapeutics")
    written = [
        text.replace("<br>", " ").replace("\N{NO-BREAK SPACE}", "")
        for trace in by_axis(table).traces
        for text in trace["text"]
    ]
    assert sorted(written) == sorted(table["inn"])


def test_a_long_axis_goes_on_in_the_next_line():
    seven = pd.concat([products().iloc[1:2].assign(inn=f"blokumab {n}") for n in range(7)])
    figure = by_axis(pd.concat([seven, products().iloc[:1]]))
    [blockers] = [trace for trace in figure.traces if trace["name"] == "receptor-blocking"]
    assert list(zip(blockers["x"], blockers["y"], strict=True))[2:4] == [(2, 1), (0, 2)]
    assert figure.layout["yaxis"]["ticktext"] == ["IL-2 (1)", "IL-6 (7)"]
    assert figure.layout["yaxis"]["tickvals"] == [0, 1]


def test_approvals_sort_by_the_first_date_and_keep_the_undated():
    figure = approvals(products(), "all products")
    assert figure.table["product"] == ["aldokin", "blokumab", "trapcept"]
    assert "The first is aldokin (1992-05-05)" in figure.description
    assert "Of 1 with both dates, 0 came first in the US and 1 first in the EU" in figure.description
    assert figure.description.endswith("Without either date: 1.")
    notes = [note["text"] for note in figure.full_layout()["annotations"]]
    assert notes == ["Russia: no FDA or EU date in the table"]
    assert AS_OF in figure.title


def test_approvals_show_the_status_in_the_label():
    labels = approvals(products(), "all").full_layout()["yaxis"]["ticktext"]
    assert "blokumab (IL-6, withdrawn)" in labels


def test_approvals_without_any_date():
    figure = approvals(products().iloc[2:], "decoys")
    assert "None of them has an FDA or EU date" in figure.description


def test_a_product_without_a_known_brand_has_no_empty_brackets():
    figure = by_axis(products(brand=["A", "", "C"]))
    texts = [text for trace in figure.traces for text in trace.get("hovertext", [])]
    assert "<b>blokumab</b><br>monoclonal antibody, binds IL6R<br>US and EU, withdrawn" in texts
    assert "<b>aldokin</b> (A)<br>recombinant cytokine, binds IL2RB<br>US, marketed" in texts


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


def test_the_table_of_biosimilars_is_drawn_whole():
    rows = tables.load("biosimilars")
    figure = figures.biosimilar_approvals(views.biosimilar_approvals())
    assert len(figure.table["brand"]) == len(rows)
    drawn = sum(value is not None for trace in figure.traces for value in trace["x"])
    assert drawn == rows["approved"].notna().sum()


@pytest.mark.parametrize("size", ["font", "tickfont"])
def test_text_is_large_enough(size):
    figure = approvals(products(), "all")
    layout = figure.full_layout()
    sizes = [note["font"]["size"] for note in layout["annotations"]] + [layout["yaxis"]["tickfont"]["size"]]
    assert min(sizes) >= 12
