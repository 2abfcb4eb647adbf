"""The sandwich immunoassay: parts come with their step, rows are drawn, and the reader reads what the row says."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations.molecules import drug
from helpers.tables import store
from tests.illustrations.plates import as_drawn, keys


def drawn(step=5.0, interference="nothing"):
    return illustrations.sandwich_immunoassay(views.sandwich_immunoassay(step, interference))


def count(picture, hue):
    """Return how many antibodies of this hue are in the well (one of each stands in the key)."""
    sign = as_drawn(drug("antibody", hue, 20.0).nodes)
    return picture.svg().count(sign)


@pytest.mark.parametrize("step", views.immunoassay_steps())
def test_a_step_adds_its_row(step):
    names = list(tables.load("immunoassay_steps").sort_values("step")["name"])
    assert keys(drawn(step), "immunoassay_steps") == set(names[:step])
    assert f"Step {step} of 5" in drawn(step).description


@pytest.mark.parametrize("interference", views.interference_options())
def test_the_reader_reads_the_row(interference):
    picture = drawn(5.0, interference)
    row = tables.load("interferences").set_index("interference").loc[interference]
    assert keys(picture, "interferences") == {interference}
    assert count(picture, "purple") == row["read"] and count(picture, "blue") == 6
    assert f"the reader sees {row['read']}" in picture.description
    assert (row["told"] in picture.description) == (interference != "nothing")


def test_what_is_loose_is_washed_out():
    assert count(drawn(3.0, "too much IL-6"), "purple") == 1 + 6
    assert count(drawn(4.0, "too much IL-6"), "purple") == 1
    assert count(drawn(5.0, "heterophilic antibody"), "orange") == 3


def test_the_titles_say_what_is_seen():
    assert drawn().title == "Each IL-6 in a sandwich makes colour: the reader sees 3 of 3"
    assert drawn(5.0, "soluble receptor").title == "The reader sees 1 IL-6 where 3 are: soluble receptor"
    assert drawn(2.0).title == "Step 2 of 5: a sandwich around IL-6 is built up"


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "immunoassay_steps.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row for row in rows if row[1] != "enzyme")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert keys(drawn(5.0), "immunoassay_steps") == {"coat", "sample", "detect", "colour"}
    assert "enzyme</text>" not in drawn(5.0).svg()
