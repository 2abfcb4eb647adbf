"""The map of IL-6 on a body: every arrow is a row, every row an arrow; nothing overlaps; a drug is a class."""

import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations.anatomy import body
from helpers.tables import store
from tests.illustrations.plates import crowded, keys

KEY = ["target", "effect", "reference"]


def drawn(**choice):
    return illustrations.il6_body(views.il6_body(**choice))


def test_every_row_is_drawn_and_nothing_else():
    rows = tables.load("il6_activities")[KEY].agg(" ".join, axis=1)
    assert keys(drawn(), "il6_activities") == set(rows)
    assert keys(drawn(), "organ_sectors") == set(tables.load("organ_sectors")["sector"])
    assert keys(drawn(), "rim_readouts") == set(tables.load("rim_readouts")["readout"])
    senders = tables.load("target_sectors").query("role == 'source'")["name"]
    assert keys(drawn(), "target_sectors") == set(senders + " source")


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    lines = (folder / "il6_activities.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "il6_activities.csv").write_text("".join([*lines[:3], *lines[4:]]), encoding="utf-8")
    before = keys(drawn(), "il6_activities")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    assert len(before - keys(drawn(), "il6_activities")) == 1


@pytest.mark.parametrize(
    "choice",
    [{}, {"drug": "sgp130Fc"}, {"organ": "liver"}, {"year": 1986}, {"year": 1995, "drug": "tocilizumab"}],
    ids=str,
)
def test_no_word_lies_over_another(choice):
    assert crowded(drawn(**choice)) == []


@pytest.mark.parametrize("drug", views.il6_drugs())
def test_a_drug_changes_a_class_and_not_the_picture(drug):
    plain, other = (
        [node.markup() for mark in drawn(drug=name).draw(illustrations.PAGE).marks for node in mark.nodes]
        for name in ("none", drug)
    )
    assert plain == other
    assert f'data-drug="{drug}"' in drawn(drug=drug).svg()
    assert f".{drug}-stops" in drawn().svg() or drug == "none"


def test_lines_from_the_columns_do_not_cross_the_middle_of_the_body():
    middle = illustrations.PAGE / 2
    curves = re.findall(r'd="M([\d.-]+) [\d.-]+C[^"]* ([\d.-]+) [\d.-]+"[^>]*stroke-opacity', drawn().svg())
    assert len(curves) == len(tables.load("organ_sectors"))
    for curve in curves:
        start, end = map(float, curve)
        assert (start < middle) == (end <= middle)


def test_the_title_claims_and_the_words_count():
    everything = drawn()
    assert everything.title == "11 parts of the body, each with its own answer to IL-6"
    references = {key for cell in tables.load("il6_activities")["reference"] for key in cell.split(";")}
    assert f"{len(references)} studies" in everything.description
    assert drawn(drug="tocilizumab").title == "Tocilizumab stops every effect of IL-6 on the map, wanted or not"
    found = re.search(r"Under sgp130Fc (\d+) stop and (\d+) cannot be decided", drawn(drug="sgp130Fc").description)
    assert int(found[1]) + int(found[2]) == len(views.il6_body().effects)
    assert len(everything.table["effects"]) == len(views.il6_body().effects)


def test_a_line_says_what_rises_or_falls():
    """A branch of which one cannot tell what its rise means is written as what was counted."""
    effects = {effect.key: effect for effect in views.il6_body().effects}
    assert not {"bone", "growth inhibition", "tumour support"} & {effect.branch for effect in effects.values()}
    growth = effects["tumour growth of tumour cells"]
    assert growth.down > growth.up == 0
    assert all(row.readout == "osteoclasts" for row in effects["joint_bone bone resorption"].rows)
    for effect in effects.values():
        ways = {direction for _, direction in effect.readouts}
        assert len(ways) <= 1, effect.key
        if ways == {"down"}:
            assert effect.down > effect.up


def test_every_organ_is_tied_to_its_name_by_a_line_or_by_a_number():
    """On a page a line ends on the organ; on a telephone, where there is none, both bear a number."""
    sectors = views.il6_body().sectors
    markup = drawn().svg()
    drawn_over = ' fill="none" stroke="[^"]+" stroke-width="[^"]+" stroke-opacity'
    ends = re.findall(rf'C[^"]* ([\d.]+) ([\d.]+)"{drawn_over}', markup)
    dots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="3.4" fill="[^"]+" stroke="[^"]+" stroke-w', markup)
    assert ends == dots and len(dots) == len(sectors)
    words = [word.text for word in drawn().draw(illustrations.TELEPHONE).words]
    for number in range(1, len(sectors) + 1):
        assert words.count(str(number)) >= 2


def test_each_line_opens_the_studies_behind_it():
    picture = drawn()
    assert set(picture.cards) == set(re.findall(r'data-card="([^"]+)"', picture.svg()))
    card = picture.cards["liver acute-phase proteins"]
    assert card.title == "Liver: acute-phase proteins" and len(card.sentences) >= 10
    assert all(link.startswith("http") for link in card.links.values())


def test_the_body_is_the_same_on_both_sides():
    box = body().box
    assert box.left == -box.right and box.height == 432
