"""The cloud around a sender: the cells drawn are those of the model, and the words count what is drawn."""

import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import PAGE, TELEPHONE
from helpers.tables import store
from tests.illustrations.plates import keys


def drawn(**changes):
    start = {"receptors": 1000.0, "consumer_percent": 100.0, "secretion": 10.0, "threshold_pM": 1.0}
    view = views.niche_cloud(**start | changes)
    return view, illustrations.niche_cloud(view)


def dots(markup, name):
    """Return how many cells the crowd of this name has."""
    found = re.search(rf'<title>{name}</title><path d="([^"]+)"', markup)
    return found[1].count("h0") if found else 0


@pytest.mark.parametrize("percent", [5.0, 45.0, 100.0])
def test_the_cells_that_hear_are_drawn_and_counted(percent):
    view, picture = drawn(consumer_percent=percent)
    hearing = sum(one.consumes for one in view.within)
    for width in (PAGE, TELEPHONE):
        assert dots(picture.svg(width), "cells with receptors that meet enough") == hearing
    assert str(hearing) in picture.description and str(len(view.within)) in picture.description
    everybody = sum(
        dots(picture.svg(), f"cells {which}")
        for which in ("without receptors", "with receptors that meet too little", "with receptors that meet enough")
    )
    assert everybody == 27 * 9 - 1


def test_the_title_says_how_far_and_how_many():
    assert drawn()[1].title == "The signal of one cell ends 45 µm away, and 32 neighbours lie within"
    assert drawn(secretion=1.0, threshold_pM=50.0)[1].title.endswith("enough for none of its neighbours")


def test_a_ring_stands_only_where_it_can_be_seen():
    dashed = 'stroke-dasharray="7 4"'
    assert dashed in drawn()[1].svg()
    assert dashed not in drawn(secretion=1.0, threshold_pM=50.0)[1].svg(), "nobody hears"
    far = drawn(consumer_percent=20.0, receptors=100.0, secretion=100.0, threshold_pM=0.1)[1]
    assert dashed not in far.svg() and "in all of this picture and beyond" in far.description


def test_a_full_neighbour_is_said_to_take_up_less():
    assert "takes up less than the model says" in drawn(secretion=100.0)[1].description
    assert "takes up less" not in drawn()[1].description


def test_without_the_affinity_nothing_is_bound(tmp_path, monkeypatch):
    assert keys(drawn()[1], "affinities") == {"il2-il2ra-trotta_2018"}
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "affinities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("il2-il2ra-trotta")), encoding="utf-8")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn()[1]
    assert keys(picture, "affinities") == set()
    assert "bound" not in picture.description and "% bound" not in picture.svg()
