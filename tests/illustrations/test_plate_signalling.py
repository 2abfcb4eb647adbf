"""An interleukin's receptors in the membrane: every row a part, every part a row."""

import dataclasses
import re
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations import plate_signalling
from helpers.illustrations.receptors import ChainParts, Domain, half_width, reaching, receptor_chain
from helpers.illustrations.standing import chain_parts
from helpers.illustrations.svg import Point
from helpers.tables import store
from tests.illustrations.plates import crowded, keys, signs

NAMES = views.signalling_options()


@pytest.mark.parametrize("interleukin", NAMES)
def test_every_row_has_its_part_and_every_part_its_row(interleukin):
    view = views.signalling(interleukin)
    picture = illustrations.signalling(view)
    chains = tables.load("receptor_chains")
    own = chains[chains["interleukin"] == interleukin]
    assert keys(picture, "receptor_chains") == set(own["complex"] + " " + own["gene_symbol"])
    assert keys(picture, "receptor_complexes") == set(own["complex"])
    signalling = {receptor.key for receptor in view.receptors if receptor.signals}
    genes = set(own.loc[own["complex"].isin(signalling), "gene_symbol"])
    pairs = tables.load("signalling_pairs")
    held = pairs[pairs["gene_symbol"].isin(genes) & pairs["partner"].ne("")]
    wanted = {
        " ".join(filter(None, cells)) for cells in held[["gene_symbol", "partner", "transcription_factor"]].values
    }
    assert keys(picture, "signalling_pairs") == wanted


@pytest.mark.parametrize("interleukin", NAMES)
def test_no_word_lies_over_another(interleukin):
    assert crowded(illustrations.signalling(views.signalling(interleukin))) == []


@pytest.mark.parametrize("interleukin", NAMES)
def test_every_chain_touches_the_messenger(interleukin, monkeypatch):
    """The messenger is drawn where each outermost domain reaches its box, whatever the number of domains."""
    held = []

    def noted(chain, x, messenger):
        held.append((chain, drawn(chain, x, messenger), messenger))
        return held[-1][1]

    drawn = plate_signalling.standing_chain
    monkeypatch.setattr(plate_signalling, "standing_chain", noted)
    illustrations.signalling(views.signalling(interleukin)).svg()
    for chain, mark, messenger in held:
        body = messenger.mark.ports
        left, right, high, low = body["left"].x, body["right"].x, body["top"].y, body["bottom"].y
        tip = mark.ports.get("domain 1", mark.ports["top"])
        reach = half_width(chain_parts(chain)) + 6
        assert left - reach <= tip.x <= right + reach and high - reach <= tip.y <= low + 12, chain.key


def test_a_chain_that_presents_hangs_from_another_cell():
    told = illustrations.signalling(views.signalling("IL-15"))
    words = [word for word in told.draw(illustrations.PAGE).words if "of another cell" in word.text]
    (receptor,) = views.signalling("IL-15").receptors
    assert [chain.gene for chain in receptor.presenting] == ["IL15RA"] and len(receptor.standing) == 2
    assert len(words) == 1 and words[0].box.bottom < 90


def test_a_chain_reaches_its_target_wherever_that_is():
    some: tuple[tuple[Domain, ...], ...] = (("fibronectin", "fibronectin"), ("Ig", "fibronectin"), ())
    for domains in some:
        chain = reaching(ChainParts(domains, "transmembrane", "short"), "blue", Point(0, 0), Point(60, -90))
        tip = chain.ports["domain 1"] if domains else chain.ports["top"]
        assert tip.far_from(Point(60, -90)) < 1.5


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("IL-1β", "IL-1β is heard by 1 receptor, and a decoy holds it;"),
        ("IL-2", "IL-2 is heard by 2 receptors;"),
        ("IL-6", "IL-6 is heard by one receptor in two ways;"),
        ("IL-11", "IL-11 is heard by 1 receptor;"),
        ("IL-1Ra", "IL-1Ra sits on 1 receptor and gives no signal;"),
        ("IL-38", "IL-38 is heard by 1 receptor;"),
    ],
)
def test_the_title_counts_receptors_that_signal_and_names_a_decoy(name, words):
    assert illustrations.signalling(views.signalling(name)).title.startswith(words)


@pytest.mark.parametrize(("name", "sets"), [("IL-6", 4), ("IL-11", 2), ("IL-2", 2), ("IL-27", 1)])
def test_a_chain_that_signals_by_its_pair_stands_twice_and_names_others_once(name, sets, monkeypatch):
    drawn, stack = [], plate_signalling._stack
    monkeypatch.setattr(plate_signalling, "_stack", lambda chain: drawn.append(chain.row.name) or stack(chain))
    picture = illustrations.signalling(views.signalling(name))
    words = [word.text for word in picture.draw(illustrations.PAGE).words]
    shared = "gp130" if name != "IL-2" else "γc"
    assert words.count(shared) == sets == drawn.count(shared)
    assert words.count("also:") == sum(
        len(chain.users) > 1 for receptor in views.signalling(name).receptors for chain in receptor.chains
    )
    assert ("two gp130" in picture.description) == (name in ("IL-6", "IL-11"))


def test_the_key_names_the_chain_that_a_colour_stands_for():
    said = {name: signs(illustrations.signalling(views.signalling(name))) for name in ("IL-2", "IL-4", "IL-6", "IL-8")}
    assert (
        "γc" in said["IL-2"] & said["IL-4"] and "gp130" in said["IL-6"] and "shared" not in set().union(*said.values())
    )
    assert "to nucleus" not in signs(illustrations.signalling(views.signalling("IL-1Ra"))), "where no signal is drawn"


@pytest.mark.parametrize("interleukin", NAMES)
def test_no_tail_runs_into_what_goes_to_the_nucleus(interleukin):
    for receptor in views.signalling(interleukin).receptors:
        rows = receptor.standing if receptor.signals else ()
        chains = [plate_signalling._Chain(row, chain_parts(row), 88.0 * i, False) for i, row in enumerate(rows)]
        names = {partner.factor for row in rows for partner in row.partners}
        inside = plate_signalling._inside(receptor, chains, 44.0)
        tops = [mark.ports["top"].y for mark in inside if names & {word.text for word in mark.words}]
        ends = [receptor_chain(chain.parts).ports["end"].y for chain in chains if chain.parts.anchor == "transmembrane"]
        assert not tops or max(ends) <= min(tops), receptor.key


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "receptor_chains.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "il2-il2ra-il2rb-il2rg,IL2RA" not in line), encoding="utf-8")
    before = keys(illustrations.signalling(views.signalling("IL-2")), "receptor_chains")
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    after = keys(illustrations.signalling(views.signalling("IL-2")), "receptor_chains")
    assert before - after == {"il2-il2ra-il2rb-il2rg IL2RA"}


def test_the_words_say_what_the_rows_say():
    picture = illustrations.signalling(views.signalling("IL-4"))
    assert picture.title == "IL-4 is heard by 2 receptors; it shares IL-4Rα, γc and IL-13Rα1 with others"
    assert "IL-4Rα holds JAK1 (minor: JAK2), γc holds JAK3, and STAT6 (minor: STAT3) goes" in picture.description
    assert picture.table["gene"] == ["IL4R", "IL2RG", "IL4R", "IL13RA1"]
    assert picture.table["holds inside"] == ["JAK1 (minor: JAK2)", "JAK3", "JAK1 (minor: JAK2)", "TYK2"]
    assert "IL-12Rβ2 holds JAK2, and STAT4 goes" in illustrations.signalling(views.signalling("IL-12")).description
    assert "no signal" in illustrations.signalling(views.signalling("IL-1β")).description


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_pale_is_called_minor(name):
    """Every partner and factor that no row calls main stands in the brackets of the sentence."""
    picture = illustrations.signalling(views.signalling(name))
    for receptor in views.signalling(name).receptors:
        for chain in receptor.chains:
            ranks = [(p.gene, p.main) for p in chain.partners] + [(p.factor, p.main) for p in chain.partners]
            main = {named for named, rank in ranks if rank}
            at = picture.table["gene"].index(chain.gene)
            told = picture.table["holds inside"][at] + " " + picture.table["transcription factors"][at]
            minor = {named for named, rank in ranks if named and not rank} - main
            in_brackets = " ".join(re.findall(r"\(minor: ([^)]*)\)", told))
            assert not main or all(named in in_brackets for named in minor)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("IL-32", "No receptor of IL-32 is established"), ("IL-6R", "'IL-6R' is not an interleukin of this course")],
)
def test_what_cannot_be_drawn_is_said(name, sentence):
    with pytest.raises(ValueError, match=sentence):
        views.signalling(name)


def test_very_many_receptors_stand_in_lines():
    view = views.signalling("IL-4")
    receptors = [dataclasses.replace(view.receptors[0], key=f"receptor-{i}") for i in range(40)]
    many = illustrations.signalling(dataclasses.replace(view, receptors=tuple(receptors)))
    assert crowded(many) == [] and len(keys(many, "receptor_complexes")) == 40


def test_four_receptors_stand_in_one_line_of_columns_as_wide_as_they_need():
    widths = plate_signalling._widths(views.signalling("IL-35"), 752)
    assert len(widths) == 4 and len({round(width) for width in widths}) == 4 and sum(widths) == pytest.approx(752)
    assert plate_signalling._widths(views.signalling("IL-35"), 332) == [332]


def test_the_key_says_what_the_shape_of_the_messenger_means():
    names = ("IL-2", "IL-1β", "IL-17A", "IL-8")
    drawn = {name: signs(illustrations.signalling(views.signalling(name))) for name in names}
    assert "four-helix bundle" in drawn["IL-2"] and "β-trefoil" in drawn["IL-1β"]
    assert "cystine knot, homodimer" in drawn["IL-17A"] and "chemokine" in drawn["IL-8"]
    unknown = tables.load("ligand_structures").query("fold == ''")["interleukin"]
    assert "IL-35" in set(unknown), "no fold, no sign for it"
    assert signs(illustrations.signalling(views.signalling("IL-35"))).isdisjoint({"heterodimer", ""})
