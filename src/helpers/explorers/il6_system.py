"""Explorers of the IL-6 system."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer


@explorer
def who_responds(**start: Value) -> Explorer:
    """Explore which cells respond to IL-6, with and without soluble receptors.

    `start` sets the first value of a control by its name, for example `sil6r_ng_ml=77.0`.
    """
    sgp130 = (0.0, 43.0, 100.0, 390.0, 1000.0, 5000.0)
    return StandingExplorer(
        "Who responds to IL-6?",
        [
            Slider("il6_ng_ml", "IL-6", "ng/mL", (0.0, 0.01, 0.1, 1.0, 10.0, 100.0), 10.0),
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", views.SIL6R_STOPS, 0.0),
            Slider("sgp130_ng_ml", "Soluble gp130 (sgp130)", "ng/mL", sgp130, 0.0),
        ],
        views.who_responds,
        figures.responders,
        {
            "IL-6 alone": {"sil6r_ng_ml": 0.0, "sgp130_ng_ml": 0.0},
            "sIL-6R alone": {"il6_ng_ml": 0.0, "sil6r_ng_ml": 77.0},
            "IL-6 with sIL-6R": {"sil6r_ng_ml": 77.0, "sgp130_ng_ml": 0.0},
            "IL-6, sIL-6R and sgp130": {"sil6r_ng_ml": 77.0, "sgp130_ng_ml": 390.0},
        },
        start,
    )


@explorer
def il6_buffer_shares(**start: Value) -> Explorer:
    """Explore how much IL-6 is free, in pairs with sIL-6R and in complexes with sgp130."""
    much, little, none = views.SGP130_NG_PER_ML
    there = {"sgp130": (much, little)}
    return StandingExplorer(
        "100 molecules of IL-6 in healthy blood",
        [
            Choice("sgp130", "Soluble gp130 (sgp130), by source", (none, little, much), none),
            Slider("k2_nM", "Kd of the pair and gp130 (K2)", "nM", views.K2_NM, views.K2_USUAL_NM, there),
        ],
        views.il6_shares,
        figures.il6_shares,
        {
            "sIL-6R alone": {"sgp130": none},
            "With 390 ng/mL sgp130": {"sgp130": much},
            "The same, with K2 = 1 nM": {"sgp130": much, "k2_nM": 1.0},
        },
        start,
    )


@explorer
def free_il6_map(**start: Value) -> Explorer:
    """Explore how the share of free IL-6 hangs on the two dissociation constants."""
    sgp130 = tuple(views.SGP130_NG_PER_ML)
    return Explorer(
        "How much IL-6 is free? A map over both constants",
        [
            Choice("sgp130", "Soluble gp130 (sgp130), by source", sgp130, sgp130[0]),
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", views.SIL6R_STOPS, 77.0),
        ],
        views.free_il6_map,
        figures.free_il6_map,
        start=start,
    )


@explorer
def il6_drugs(**start: Value) -> Explorer:
    """Explore what tocilizumab, an antibody to IL-6 and sgp130Fc do to a cell with and one without IL-6R."""
    blood, excess, dish = views.PLACES
    amounts = tuple(views.DRUG_NM)
    return StandingExplorer(
        "Three ways to interrupt IL-6",
        [
            Choice("place", "Surroundings", (excess, dish, blood), excess),
            Choice("amount", "Amount of each drug (binding sites)", amounts, amounts[0]),
        ],
        views.drug_signals,
        figures.drug_signals,
        start=start,
    )
