"""IL-6's way to a signal: what touches, what keeps apart, and the rows behind each part."""

import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.colours import LIGHT
from helpers.illustrations.plate_assembly import _places
from helpers.illustrations.svg import Box
from helpers.tables import store
from tests.illustrations.plates import crowded, keys

CHOICES = [{"step": step, "way": way} for step in (1, 2, 3) for way in views.il6_way_options()]


def drawn(**choice):
    return illustrations.il6_assembly(views.il6_assembly(**choice))


def box(point, half):
    return Box(point.x - half, point.y - half, point.x + half, point.y + half)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_no_word_lies_over_another(choice):
    assert crowded(drawn(**choice)) == []


@pytest.mark.parametrize("step", [1, 2, 3])
def test_every_row_has_its_part_and_every_part_its_row(step):
    picture = drawn(step=step)
    contacts = tables.load("il6_contacts").query(f"step <= {step}")["contact"]
    ways, blockers = tables.load("il6_ways"), tables.load("il6_blockers")
    assert keys(picture, "il6_contacts") == set(contacts)
    assert keys(picture, "il6_ways") == set(ways["way"] + " " + ways["origin"])
    assert keys(picture, "il6_blockers") == set(
        blockers["blocker"] + " " + blockers["signalling_mode"] + " " + blockers["blocks"]
    )
    assert keys(picture, "receptor_architecture") == {"IL6R", "IL6ST"}
    assert keys(picture, "ligand_structures") == {"IL-6"}
    assert keys(picture, "signalling_pairs") == {"IL6ST JAK1 STAT3"}


@pytest.mark.parametrize("name", ["il6_contacts", "il6_ways"])
def test_a_row_that_is_removed_takes_its_part_with_it(name, tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / f"{name}.csv").write_text("".join([*lines[:3], *lines[4:]]), encoding="utf-8")
    before = keys(drawn(), name)
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert len(before - keys(drawn(), name)) == 1


def test_il6_touches_its_receptor_and_both_gp130_and_nothing_else_collides():
    il6r, gp130 = views.il6_assembly().ways[0].chains
    places = _places(gp130, il6r)
    il6 = Box(places.il6.x - 12, places.il6.y - 13, places.il6.x + 12, places.il6.y + 13)
    ig, *fibronectin = places.gp130
    other_ig = Box(-ig.x - 10, ig.y - 9, -ig.x + 10, ig.y + 9)
    for touched in (box(fibronectin[0], 8), other_ig, *(box(domain, 8) for domain in places.il6r[1:])):
        assert il6.grown(0.8).meets(touched), touched
        assert not il6.grown(-3).meets(touched), touched
    assert box(places.il6r[-1], 8.5).meets(box(fibronectin[1], 8.5))
    domains = [*places.gp130, *places.il6r]
    for i, one in enumerate(domains):
        for other in domains[i + 1 :]:
            assert not box(one, 7).meets(box(other, 7)), (one, other)
            assert not box(one, 7).meets(Box(-other.x - 7, other.y - 7, -other.x + 7, other.y + 7)), (one, other)


def test_the_bar_of_the_decoy_touches_the_pair_only_where_sources_agree():
    picture = drawn()
    answers = [dict(way.blocked)["sgp130Fc"] for way in views.il6_assembly().ways]
    assert "classic: disputed; trans: yes; cluster: yes, in cell lines." in picture.description
    bars = re.findall(rf'<path d="[^"]+" stroke="{LIGHT["ink"]}" stroke-width="3"/>', picture.svg())
    assert len(bars) == answers.count("yes") and ">disputed<" in picture.svg()
    assert picture.svg().count(">soluble gp130<") == len(answers)


def test_what_was_seen_in_cell_lines_only_says_so_in_picture_and_table():
    picture = drawn()
    lines = [way.way for way in views.il6_assembly().ways if "sgp130Fc" in way.in_lines]
    assert lines == ["cluster"] and picture.svg().count(">in cell lines<") == 1
    rows = zip(picture.table["row"], picture.table["what"], picture.table["how"], strict=True)
    assert [row for *row, how in rows if how == "blocks: yes, in cell lines"] == [["cluster way", "sgp130Fc"]]


def test_what_was_shown_in_animals_is_marked_and_what_a_drug_does_not_hold_there():
    view = views.il6_assembly()
    (cluster,) = [way for way in view.ways if way.species != "human"]
    assert cluster.idle == ("tocilizumab",) and all(not way.idle for way in view.ways if way != cluster)
    told = " ".join(word.text for word in drawn().draw(illustrations.PAGE).words)
    assert "CD4 T cell, shown in the mouse" in told
    assert "tocilizumab should stop it in people, not in the mouse" in told, "as a review draws it"


def test_the_title_follows_the_step_and_the_look_follows_the_way():
    assert drawn().title == "Three ways of IL-6 end in one complex, two of each molecule"
    assert drawn(step=1).title == "First IL-6 takes hold of IL-6R: gp130 still stands apart"
    picture = drawn(way="trans")
    assert picture.title == "The trans way of IL-6: two IL-6, two IL-6R, two gp130"
    assert 'data-way="trans"' in picture.svg() and set(picture.cards) == {"classic", "trans", "cluster"}
    assert len(picture.table["row"]) >= len(tables.load("il6_contacts")) + len(tables.load("il6_ways"))
    assert picture.svg() == drawn(way="trans").svg() and len(picture.svg().encode()) < 60_000
