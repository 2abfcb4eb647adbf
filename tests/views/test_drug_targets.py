"""Views of drug targets: the rule that joins drugs to signals comes to what the sources say."""

import pytest

from helpers import tables, views
from helpers.views.drug_targets import OPEN, SILENT, STOPPED, UNSETTLED

PAIRS = (
    ("canakinumab", "anakinra"),
    ("secukinumab", "brodalumab"),
    ("lebrikizumab", "dupilumab"),
    ("guselkumab", "ustekinumab"),
    ("benralizumab", "siltuximab"),
)


def test_every_drug_is_on_the_map_with_a_target():
    view = views.drug_map()
    assert set(view.drugs) == set(tables.load("therapeutics")["inn"])
    assert view.chosen == "every licensed drug"
    assert all(target.interleukins for target in view.targets)
    assert {target.action for target in view.targets} == set(views.MECHANISMS)


def test_a_filter_by_interleukin_keeps_all_that_its_drugs_bind():
    view = views.drug_map(interleukin="IL-1β")
    assert {target.gene for target in view.drugs["rilonacept"]} == {"IL1A", "IL1B", "IL1RN"}
    assert view.chosen == "IL-1β"


def test_drug_map_of_nothing_says_what_to_do():
    with pytest.raises(ValueError, match=r"No drug fits this choice \(agonist, IL-6\)"):
        views.drug_map(action="agonist", interleukin="IL-6")


# What a drug does to a receptor complex, by a source: the course must come to the same from its tables.
STATES = {
    # doi:10.2119/molmed.2014.00232: canakinumab neutralises only IL-1β; anakinra prevents the binding
    # of IL-1β and of IL-1α; rilonacept neutralises primarily IL-1β but also IL-1α.
    ("canakinumab", "il1b-il1r1-il1rap"): STOPPED,
    ("canakinumab", "il1a-il1r1-il1rap"): OPEN,
    ("anakinra", "il1b-il1r1-il1rap"): STOPPED,
    ("anakinra", "il1a-il1r1-il1rap"): STOPPED,
    ("rilonacept", "il1b-il1r1-il1rap"): STOPPED,
    ("rilonacept", "il1a-il1r1-il1rap"): STOPPED,
    # doi:10.3389/fphar.2018.01157: IL-1Ra keeps IL-1α and IL-1β from the receptor; Garlanda 2013,
    # doi:10.1016/j.immuni.2013.11.010: IL-1R2 is a decoy. Occupied or decoy, it is never an open signal.
    ("canakinumab", "il1ra-il1r1"): SILENT,
    ("anakinra", "il1ra-il1r1"): SILENT,
    ("rilonacept", "il1ra-il1r1"): SILENT,
    ("canakinumab", "il1b-il1r2"): SILENT,
    ("canakinumab", "il1a-il1r2"): SILENT,
    # doi:10.1038/s41598-019-45626-w: IL-36α, β and γ signal through IL-36R with IL-1RAcP, IL-36Ra is the
    # antagonist; doi:10.1101/2025.02.22.639629: spesolimab antagonises IL-36R; IL-36Ra and IL-38 are antagonistic.
    ("spesolimab", "il36a-il1rl2-il1rap"): STOPPED,
    ("spesolimab", "il36b-il1rl2-il1rap"): STOPPED,
    ("spesolimab", "il36g-il1rl2-il1rap"): STOPPED,
    ("spesolimab", "il36ra-il1rl2"): SILENT,
    ("spesolimab", "il38-il1rl2"): SILENT,
    # siliq.com/hcp/how-siliq-works: brodalumab blocks IL-17A, IL-17C, IL-17E (IL-25) and IL-17F; others that target one
    # protein of this group have no effect on the other three. PMID 29275332: bimekizumab neutralises IL-17A and IL-17F.
    ("brodalumab", "il17a-il17ra-il17rc"): STOPPED,
    ("brodalumab", "il17c-il17ra-il17re"): STOPPED,
    ("brodalumab", "il17f-il17ra-il17rc"): STOPPED,
    ("brodalumab", "il25-il17ra-il17rb"): STOPPED,
    # Ramirez-Carrozzi 2019, doi:10.4049/jimmunol.1800696: in human lymphocytes IL-17B needs IL-17RA besides IL-17RB.
    ("brodalumab", "il17b-il17rb"): UNSETTLED,
    ("secukinumab", "il17a-il17ra-il17rc"): STOPPED,
    ("secukinumab", "il17f-il17ra-il17rc"): OPEN,
    ("secukinumab", "il17c-il17ra-il17re"): OPEN,
    ("ixekizumab", "il25-il17ra-il17rb"): OPEN,
    ("bimekizumab", "il17a-il17ra-il17rc"): STOPPED,
    ("bimekizumab", "il17f-il17ra-il17rc"): STOPPED,
    ("bimekizumab", "il17c-il17ra-il17re"): OPEN,
    # galenreasoner.com/substances/benralizumab: binds IL-5Rα, which is on eosinophils and basophils; mepolizumab and
    # reslizumab bind IL-5 itself. βc is shared with IL-3 (Martinez-Moczygemba 2003), which none of them binds.
    ("benralizumab", "il5-il5ra-csf2rb"): STOPPED,
    ("mepolizumab", "il5-il5ra-csf2rb"): STOPPED,
    ("reslizumab", "il5-il5ra-csf2rb"): STOPPED,
    ("benralizumab", "il3-il3ra-csf2rb"): OPEN,
    ("mepolizumab", "il3-il3ra-csf2rb"): OPEN,
    # PMC6930967: dupilumab targets IL-4Rα of the type I (IL-4) and the type II receptor (IL-4 and IL-13).
    # clarivate.com, Ebglyss: lebrikizumab binds IL-13 and prevents the pair of IL-13Rα1 and IL-4Rα.
    ("dupilumab", "il4-il4r-il2rg"): STOPPED,
    ("dupilumab", "il4-il4r-il13ra1"): STOPPED,
    ("dupilumab", "il13-il13ra1-il4r"): STOPPED,
    ("lebrikizumab", "il13-il13ra1-il4r"): STOPPED,
    ("lebrikizumab", "il4-il4r-il2rg"): OPEN,
    ("tralokinumab", "il4-il4r-il13ra1"): OPEN,
    ("lebrikizumab", "il13-il13ra2"): SILENT,
    # ashpublications.com/view-large/figure/7434657: tocilizumab inhibits classic and trans
    # signalling; ccjm.org, available IL-6 inhibitors: siltuximab keeps IL-6 from soluble and membrane IL-6R.
    ("tocilizumab", "il6-classic"): STOPPED,
    ("tocilizumab", "il6-trans"): STOPPED,
    ("siltuximab", "il6-classic"): STOPPED,
    ("siltuximab", "il6-trans"): STOPPED,
    ("tocilizumab", "il11-il11ra-il6st"): OPEN,
    # Community Register, annex of Stelara of 2009-01-16: antibody to IL-12/23; product information of Tremfya (key
    # smpc_tremfya of the references): binds IL-23 through its p19.
    ("ustekinumab", "il12-il12rb1-il12rb2"): STOPPED,
    ("ustekinumab", "il23-il12rb1-il23r"): STOPPED,
    ("guselkumab", "il23-il12rb1-il23r"): STOPPED,
    ("guselkumab", "il12-il12rb1-il12rb2"): OPEN,
    # scilit.com, Interleukin-2-Receptor Blockade with Daclizumab in Renal Transplantation: binds the α chain and
    # blocks the high-affinity receptor; Trotta 2018, doi:10.1038/s41591-018-0070-2: the βγ dimer answers without it.
    ("daclizumab", "il2-il2ra-il2rb-il2rg"): STOPPED,
    ("daclizumab", "il2-il2rb-il2rg"): OPEN,
    ("basiliximab", "il2-il2ra-il2rb-il2rg"): STOPPED,
    ("basiliximab", "il2-il2rb-il2rg"): OPEN,
}


def state(drug, key, beside):
    """Return what the explorer says of the complex `key` under `drug`, compared with the drug `beside`."""
    view = views.open_signals(drug, beside)
    return next(found for one, found in zip(view.complexes, view.states[drug], strict=True) if one.key == key)


@pytest.mark.parametrize(("drug", "key"), STATES)
def test_states_are_those_of_the_sources(drug, key):
    assert state(drug, key, drug) == STATES[drug, key]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_second_drug_changes_nothing_of_the_first(one, other):
    for (drug, key), expected in STATES.items():
        if drug == one:
            assert state(drug, key, other) == expected


def test_every_blocker_stops_a_signal_and_no_decoy_is_one():
    for drug in views.blockers():
        view = views.open_signals(drug, drug)
        assert view.in_state(drug, STOPPED) and len(view.states[drug]) == len(view.complexes)
    silent = {one.key for one in views.receptor_complexes().values() if not one.signals}
    assert {"il1ra-il1r1", "il36ra-il1rl2", "il13-il13ra2", "il18-il18bp", "il22-il22ra2"} <= silent


def test_basiliximab_leaves_the_two_chain_receptor_of_il2():
    assert views.stops("basiliximab") == {"il2-il2ra-il2rb-il2rg"}


def test_unknown_drug_is_a_sentence():
    with pytest.raises(ValueError, match="'aspirin' is not a drug"):
        views.stops("aspirin")
