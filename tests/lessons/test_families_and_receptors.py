"""Every count that the lesson states in its prose or asks for, computed again from the tables."""

import pytest

from helpers import practice, tables, views
from tests.notebooks import path_of

NOTEBOOK = path_of("families-and-receptors")


@pytest.fixture(scope="module")
def prose():
    return NOTEBOOK.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def users():
    return views.users_of_chains()


def genes_of(*names):
    subunits = tables.load("subunits")
    return set(subunits[subunits["interleukin"].isin(names)]["gene_symbol"])


def movers(first, second):
    return [company.interleukin for company in views.company(first, second) if company.moves]


def test_names_that_hide_their_gene():
    genes = tables.load("subunits").groupby("interleukin")["gene_symbol"].agg(" and ".join)
    letters = {"-": "", "α": "A", "β": "B", "γ": "G", "Ra": "RN"}
    expected = genes.index.to_series().replace(letters, regex=True)
    assert (len(genes), int((genes != expected).sum())) == (51, 14)
    assert "51 interleukins" in practice.load("families-and-receptors-02").stem
    assert any("14 of 51" in option.feedback for option in practice.load("families-and-receptors-02").options)
    pairs = tables.load("subunits").groupby("interleukin")["gene_symbol"].nunique()
    assert set(pairs[pairs == 2].index) == {"IL-12", "IL-23", "IL-27", "IL-35", "IL-39"}


def test_p40_and_the_genes_of_four_dimers():
    subunits = tables.load("subunits")
    assert set(subunits[subunits["gene_symbol"] == "IL12B"]["interleukin"]) == {"IL-12", "IL-23"}
    item = practice.load("families-and-receptors-04")
    four = ("IL-12", "IL-23", "IL-27", "IL-35")
    assert item.value == len(genes_of(*four))
    assert [o.value for o in item.options] == [len(four), sum(len(genes_of(name)) for name in four)]


def test_who_changes_company(prose):
    there = movers("sequence and structure", "receptor chain")
    assert there == ["IL-3", "IL-4", "IL-5", "IL-12", "IL-13", "IL-17D", "IL-23", "IL-30", "IL-39"]
    assert f"{len(there)} interleukins change company" in prose
    back = movers("receptor chain", "sequence and structure")
    assert set(back) == {"IL-4", "IL-28A", "IL-28B", "IL-29", "IL-34", "IL-41"}
    assert f"{len(back)} interleukins move" in prose
    moves = [company.moves for company in views.company("sequence and structure", "function") if company.companions]
    assert sum(moves) / len(moves) > 0.6  # "nearly every family is scattered"


def test_order_of_met_companions():
    company = {each.interleukin: each for each in views.company("sequence and structure", "receptor chain")}
    shares = {n: (len(company[n].met_again), len(company[n].companions)) for n in ("IL-2", "IL-6", "IL-5", "IL-23")}
    assert shares == {"IL-2": (4, 4), "IL-6": (4, 8), "IL-5": (1, 3), "IL-23": (1, 8)}
    assert company["IL-4"].met_again == ("IL-13",) and "IL-13 only." in {
        option.text for option in practice.load("families-and-receptors-05").options if "shows" in option.feedback
    }
    assert [o.text for o in practice.load("families-and-receptors-06").options] == list(shares)


def test_sharing_counted(prose, users):
    shared = sum(len(names) > 1 for names in users.values())
    assert f"{shared} of {len(users)} chains serve at least two interleukins" in prose
    sharing = {name for names in users.values() if len(names) > 1 for name in names}
    listed = {name for names in users.values() for name in names}
    assert f"{len(sharing)} of {len(listed)} interleukins share a chain" in prose
    assert 0.4 < shared / len(users) < 0.5  # "a little less than half"
    assert users["IL2RG"] == ("IL-2", "IL-4", "IL-7", "IL-9", "IL-15", "IL-21")
    assert set(users["CSF2RB"]) == {"IL-3", "IL-5"}


def test_gp130_and_il4ra(users):
    item = practice.load("families-and-receptors-10")
    families = tables.load("classification")
    family = families[(families["scheme"] == "receptor-chain") & (families["family"] == "gp130 or its relative")]
    complexes = tables.load("receptor_complexes").set_index("complex")["species"]
    chains = tables.load("receptor_chains").query("gene_symbol == 'IL6ST'")
    in_people = set(chains[chains["complex"].map(complexes) == "human"]["interleukin"])
    assert (item.value, in_people) == (3, {"IL-6", "IL-11", "IL-27"})
    assert [o.value for o in item.options] == [1, len(users["IL6ST"]), len(family)]
    assert "IL-6, IL-11 and IL-27." in {o.text for o in practice.load("a-brief-signal-01").options}
    chains = tables.load("receptor_chains")
    item, rows = practice.load("families-and-receptors-17"), chains[chains["gene_symbol"] == "IL4R"]
    assert item.value == rows["complex"].nunique()
    assert [o.value for o in item.options] == [1, rows["interleukin"].nunique()]


def test_receptors_of_il4_and_il13():
    complexes = tables.load("receptor_complexes")
    signalling = complexes[complexes["signals"] == "yes"].groupby("interleukin")["complex"].nunique()
    assert (signalling["IL-4"], signalling["IL-13"]) == (2, 1)


def test_neighbours_on_chromosomes():
    bands = {band.band: band for band in views.gene_map().bands}
    assert (len(bands["2q14.1"].genes), bands["2q14.1"].families) == (9, ("IL-1-like",))
    assert bands["5q31.1"].genes == ("IL3", "IL4", "IL5", "IL9", "IL13") and len(bands["5q31.1"].families) > 1
    assert (bands["17q25.3"].genes, bands["17q25.3"].families) == (("C17orf99", "METRNL"), ("no shared fold",))
    families = tables.load("classification").query("scheme == 'sequence-structure'").set_index("interleukin")["family"]
    assert [families[n] for n in ("IL-3", "IL-4", "IL-5", "IL-13")] == ["IL-4-like class I helical"] * 4
    assert families["IL-9"] != families["IL-4"]
    assert set(families[families == "IL-1-like"].index) >= {"IL-18", "IL-33"}


def test_worked_example():
    rows = tables.load("classification").query("interleukin in ['IL-12', 'IL-23', 'IL-27']")
    family = rows.drop_duplicates(["interleukin", "scheme"]).set_index(["interleukin", "scheme"])["family"]
    assert family["IL-23", "function"] == "type 3 immunity" and family["IL-12", "function"] == "type 1 immunity"
    assert family["IL-23", "receptor-chain"] == family["IL-12", "receptor-chain"] == "IL-12Rβ1"
    assert family["IL-27", "receptor-chain"] == "gp130 or its relative"
    assert family["IL-27", "sequence-structure"] == family["IL-23", "sequence-structure"]


def test_every_objective_is_practised_and_two_items_come_from_messengers():
    practised = [item.objective for item in practice.items.of_lesson("families-and-receptors")]
    assert {f"families-and-receptors.{n}" for n in range(1, 6)} <= set(practised)
    assert sum(objective.startswith("messengers.") for objective in practised) >= 2


def test_classes_of_receptors(prose):
    view = views.cytokine_classes()
    counts = {each.key: len(each.interleukins) for each in view.classes}
    assert counts["type I"] + counts["type II"] > view.interleukins / 2
    assert "More than half of the interleukins stand under type I and type II" in prose
    factors = [p.factor for each in view.classes for c in each.chains for p in c.partners if p.main and p.factor]
    assert factors.count("NF-κB") > 1, "receptors of different build end at the same hexagon"
