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


def test_who_changes_company():
    there = movers("sequence and structure", "receptor chain")
    assert there == ["IL-3", "IL-4", "IL-5", "IL-12", "IL-13", "IL-17D", "IL-23", "IL-30", "IL-39"]
    eleven = {each.interleukin: each for each in views.company("sequence and structure", "receptor chain")}["IL-1β"]
    assert len(eleven.companions) == len(eleven.met_again) == 10, "the eleven of IL-1 seem to stay together"
    back = movers("receptor chain", "sequence and structure")
    assert set(back) == {"IL-4", "IL-28A", "IL-28B", "IL-29", "IL-34", "IL-41"}
    moves = [company.moves for company in views.company("sequence and structure", "function") if company.companions]
    assert sum(moves) / len(moves) > 0.6  # "nearly every family is scattered"


def test_names_of_folds_say_which_class_hears_them():
    heard = {each.key: {member.name for member in each.interleukins} for each in views.cytokine_classes().classes}
    rows = tables.load("classification").query("scheme == 'sequence-structure'")
    for key in ("class I", "class II"):
        named = set(rows.loc[rows["family"].str.endswith(f" {key} helical"), "interleukin"])
        known = named & {name for members in heard.values() for name in members}
        assert len(known) > 5 and known <= heard[key], key


def test_il4_meets_il13_again():
    company = {each.interleukin: each for each in views.company("sequence and structure", "receptor chain")}
    assert company["IL-4"].met_again == ("IL-13",) and "IL-13 only." in {
        option.text for option in practice.load("families-and-receptors-05").options if "shows" in option.feedback
    }


def test_sharing_counted(prose, users):
    sharing = {name for names in users.values() if len(names) > 1 for name in names}
    listed = {name for names in users.values() for name in names}
    assert f"{len(sharing)} of these {len(listed)} share a chain" in prose
    names = set(tables.load("subunits")["interleukin"])
    assert listed < names and f"of the {len(names)} names in the table {len(listed)} have a known receptor" in prose
    assert users["IL2RG"] == ("IL-2", "IL-4", "IL-7", "IL-9", "IL-15", "IL-21")
    assert set(users["CSF2RB"]) == {"IL-3", "IL-5"}
    assert set(users["IL1R1"]) == {"IL-1α", "IL-1β", "IL-1Ra"}


def test_who_loses_a_receptor(users):
    chains = tables.load("receptor_chains")
    complexes = tables.load("receptor_complexes").set_index("complex")["species"]
    gp130 = chains[(chains["gene_symbol"] == "IL6ST") & (chains["complex"].map(complexes) == "human")]
    assert set(gp130["interleukin"]) == {"IL-6", "IL-11", "IL-27"}
    assert "IL-6, IL-11 and IL-27." in {o.text for o in practice.load("a-brief-signal-01").options}


def test_who_falls_silent_without_the_common_gamma_chain(users):
    """Question 29: of its users those whose signalling receptors all hold the chain; IL-4 keeps a door."""
    item, signals = practice.load("families-and-receptors-29"), tables.load("receptor_complexes").set_index("complex")
    chains = tables.load("receptor_chains")
    heard = chains[chains["complex"].map(signals["signals"]) == "yes"]
    silent = {
        name
        for name in users["IL2RG"]
        if heard[heard["interleukin"] == name].groupby("complex")["gene_symbol"].agg(lambda c: "IL2RG" in set(c)).all()
    }
    assert silent == set(users["IL2RG"]) - {"IL-4"} and item.value == len(silent)
    assert all(name in item.feedback for name in silent)
    assert [o.value for o in item.options] == [1, len(users["IL2RG"])]


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
    assert "takes away one, the protein on IL-1R1 two, and the trap three" in prose


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


def test_the_eleven_have_few_names_with_one_in_them():
    families = tables.load("classification").query("scheme == 'sequence-structure'")
    eleven = families.loc[families["family"] == "IL-1-like", "interleukin"]
    numbers = eleven.str.extract(r"IL-(\d+)", expand=False).astype(int)
    assert list(eleven[numbers == 1]) == ["IL-1α", "IL-1β", "IL-1Ra"]
    assert (numbers[numbers > 1].min(), numbers.max()) == (18, 38)


def test_il2_and_il4_send_different_factors():
    main = {
        name: {p.factor for each in views.signalling(name).receptors for c in each.chains for p in c.partners if p.main}
        for name in ("IL-2", "IL-4")
    }
    assert (main["IL-2"] - {""}, main["IL-4"] - {""}) == ({"STAT5"}, {"STAT6"})


def test_receptors_of_il4_and_il13():
    complexes = tables.load("receptor_complexes")
    signalling = complexes[complexes["signals"] == "yes"].groupby("interleukin")["complex"].nunique()
    assert (signalling["IL-4"], signalling["IL-13"]) == (2, 1)
    assert signalling["IL-1β"] == 1 and "IL-1β" in set(complexes.query("signals == 'no'")["interleukin"]), "a decoy"


def test_neighbours_on_chromosomes():
    families = tables.load("classification").query("scheme == 'sequence-structure'").set_index("interleukin")["family"]
    genes = tables.load("subunits").merge(tables.load("genes"), on="gene_symbol")
    bands = genes.groupby("chromosome_band")["gene_symbol"].agg(lambda names: set(names))
    kinds = genes.assign(family=genes["interleukin"].map(families)).groupby("chromosome_band")["family"].agg(set)
    assert len(bands["2q14.1"]) == 9 and kinds["2q14.1"] == {"IL-1-like"}
    assert bands["5q31.1"] == {"IL3", "IL4", "IL5", "IL9", "IL13"}
    assert bands["17q25.3"] == {"C17orf99", "METRNL"} and kinds["17q25.3"] == {"no shared fold"}
    place = genes.set_index("gene_symbol")["chromosome_band"].str.extract(r"^(\w+?)[pq]", expand=False)
    assert "2" not in {place["IL18"], place["IL33"]}, "on other chromosomes"
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
    assert counts["class I"] + counts["class II"] > view.interleukins / 2
    assert "More than half of the interleukins in the picture are heard by class I and class II" in prose
    held = {p.gene for each in view.classes for c in each.chains for p in c.partners if each.key == "Ig/TIR"}
    assert held == {"MYD88"}, "the class of IL-1 holds no JAK"
    factors = [p.factor for each in view.classes for c in each.chains for p in c.partners if p.main and p.factor]
    assert factors.count("NF-κB") > 1, "receptors of different build end at the same hexagon"
    assert len(view.classes) == 8 and "heard by eight *classes* of receptors" in prose


def test_all_chains_of_il4_are_of_one_class():
    receptors = views.signalling("IL-4").receptors
    assert len(receptors) == 2 and len({chain.gene for each in receptors for chain in each.chains}) == 3
    assert {chain.chain_class for each in receptors for chain in each.chains} == {"class I"}
