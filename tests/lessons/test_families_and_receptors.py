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


def movers(first, second):
    return [company.interleukin for company in views.company(first, second) if company.moves]


def test_names_that_hide_their_gene(prose):
    genes = tables.load("subunits").groupby("interleukin")["gene_symbol"].agg(" and ".join)
    letters = {"-": "", "α": "A", "β": "B", "γ": "G", "Ra": "RN"}
    expected = genes.index.to_series().replace(letters, regex=True)
    assert (len(genes), int((genes != expected).sum())) == (51, 14)
    assert "of 51 names in the course's table 14 do not give their gene away" in prose
    pairs = tables.load("subunits").groupby("interleukin")["gene_symbol"].nunique()
    assert set(pairs[pairs == 2].index) == {"IL-12", "IL-23", "IL-27", "IL-35", "IL-39"}


def test_p40_is_in_two_dimers():
    subunits = tables.load("subunits")
    assert set(subunits[subunits["gene_symbol"] == "IL12B"]["interleukin"]) == {"IL-12", "IL-23"}


def test_who_changes_company(prose):
    there = movers("sequence and structure", "receptor chain")
    assert there == ["IL-3", "IL-4", "IL-5", "IL-12", "IL-13", "IL-17D", "IL-23", "IL-30", "IL-39"]
    assert f"{len(there)} interleukins change company" in prose
    back = movers("receptor chain", "sequence and structure")
    assert set(back) == {"IL-4", "IL-28A", "IL-28B", "IL-29", "IL-34", "IL-41"}
    moves = [company.moves for company in views.company("sequence and structure", "function") if company.companions]
    assert sum(moves) / len(moves) > 0.6  # "nearly every family is scattered"


def test_il4_meets_il13_again():
    company = {each.interleukin: each for each in views.company("sequence and structure", "receptor chain")}
    assert company["IL-4"].met_again == ("IL-13",) and "IL-13 only." in {
        option.text for option in practice.load("families-and-receptors-05").options if "shows" in option.feedback
    }


def test_sharing_counted(prose, users):
    shared = sum(len(names) > 1 for names in users.values())
    assert f"{shared} of {len(users)} chains serve at least two interleukins" in prose
    sharing = {name for names in users.values() if len(names) > 1 for name in names}
    listed = {name for names in users.values() for name in names}
    assert f"{len(sharing)} of {len(listed)} interleukins share a chain" in prose
    assert users["IL2RG"] == ("IL-2", "IL-4", "IL-7", "IL-9", "IL-15", "IL-21")
    assert set(users["CSF2RB"]) == {"IL-3", "IL-5"}


def test_who_loses_a_receptor(users):
    chains = tables.load("receptor_chains")
    complexes = tables.load("receptor_complexes").set_index("complex")["species"]
    gp130 = chains[(chains["gene_symbol"] == "IL6ST") & (chains["complex"].map(complexes) == "human")]
    assert set(gp130["interleukin"]) == {"IL-6", "IL-11", "IL-27"}
    assert "IL-6, IL-11 and IL-27." in {o.text for o in practice.load("a-brief-signal-01").options}
    item, rows = practice.load("families-and-receptors-17"), chains[chains["gene_symbol"] == "IL4R"]
    assert item.value == rows["complex"].nunique()
    assert [o.value for o in item.options] == [1, rows["interleukin"].nunique()]


def test_from_one_messenger_to_many(users):
    """The order of the item on four drugs: IL-1β; IL-1R1; IL-1RAcP; JAK1."""
    signals = tables.load("receptor_complexes").query("signals == 'yes'")["interleukin"]
    through = [set(users[gene]) & set(signals) for gene in ("IL1R1", "IL1RAP")]
    pairs = tables.load("signalling_pairs")
    holding = set(pairs.loc[pairs["partner"] == "JAK1", "gene_symbol"])
    by_jak1 = {name for gene in holding for name in users[gene]}
    assert through[0] == {"IL-1α", "IL-1β"}
    assert through[1] == {"IL-1α", "IL-1β", "IL-33", "IL-36α", "IL-36β", "IL-36γ"}
    assert len(by_jak1) > len(through[1])


def test_the_worked_example_names_who_needs_the_chain(prose, users):
    families = tables.load("classification").query("scheme == 'sequence-structure'").set_index("interleukin")["family"]
    relatives = set(families[families == "IL-1-like"].index)
    assert len(relatives) == 11 and "eleven molecules are IL-1-like" in prose
    assert relatives & set(users["IL1R1"]) <= {"IL-1α", "IL-1β", "IL-1Ra"}
    targets = tables.load("therapeutic_targets").groupby("inn")["gene_symbol"].agg(set)
    assert (targets["anakinra"], targets["canakinumab"]) == ({"IL1R1"}, {"IL1B"})
    assert targets["rilonacept"] == {"IL1A", "IL1B", "IL1RN"}


def test_defects_and_interferons():
    defects = tables.load("lymphocyte_defects").set_index("gene_symbol")
    assert list(defects.loc["IL2RG", ["t_cells", "nk_cells"]]) == list(defects.loc["JAK3", ["t_cells", "nk_cells"]])
    assert defects.at["IL7R", "nk_cells"] != defects.at["IL2RG", "nk_cells"]
    pairs = tables.load("signalling_pairs")
    assert set(pairs.loc[pairs["partner"] == "JAK3", "gene_symbol"]) == {"IL2RG", "IL2RB"}
    interferons = tables.load("interferons").set_index("type")
    assert interferons.at["type I", "factor"] == interferons.at["type III", "factor"]
    assert sorted(interferons.at["type I", "kinases"].split(" and ")) == sorted(
        interferons.at["type III", "kinases"].split(" and ")
    )


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


def test_every_objective_is_practised_and_two_items_come_from_messengers():
    practised = [item.objective for item in practice.items.of_lesson("families-and-receptors")]
    assert {f"families-and-receptors.{n}" for n in range(1, 6)} <= set(practised)
    assert sum(objective.startswith("messengers.") for objective in practised) >= 2


def test_classes_of_receptors(prose):
    view = views.cytokine_classes()
    counts = {each.key: len(each.interleukins) for each in view.classes}
    assert counts["type I"] + counts["type II"] > view.interleukins / 2
    assert "in the picture more than half stand under type I and type II" in prose
    factors = [p.factor for each in view.classes for c in each.chains for p in c.partners if p.main and p.factor]
    assert factors.count("NF-κB") > 1, "receptors of different build end at the same hexagon"
    assert len(view.classes) == 8 and "eight *classes* hear nearly all cytokines of this course" in prose


def test_receptors_of_il4_are_called_as_classes_are_and_all_of_one(prose):
    receptors = views.signalling("IL-4").receptors
    assert sorted(each.name.partition(" (")[0] for each in receptors) == ["type I", "type II"]
    assert {chain.chain_class for each in receptors for chain in each.chains} == {"type I"}
    assert "on the map of classes all three chains are of type I" in prose
