"""Explorers of the IL-6 system."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer, log_stops
from helpers.explorers.standing import StandingExplorer

_K2 = "Kd of the pair and gp130 (K2)"


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
    """Explore how much IL-6 is free, in pairs with sIL-6R and in complexes with sgp130, from fM to µM."""
    presets = views.preset_levels()
    health = presets["Health"]
    stops = tuple(sorted({*log_stops(1, 1e6, (1,)), *(level.il6_pg_per_ml for level in presets.values())}))
    sgp130, sources = tuple(views.SGP130_NG_PER_ML), tuple(views.KD_SOURCES)
    paired = {"sil6r_ng_ml": [level for level in views.SIL6R_STOPS if level > 0]}
    return StandingExplorer(
        "IL-6 and its soluble receptors in a fluid",
        [
            Slider("il6_pg_ml", "All IL-6", "pg/mL", stops, health.il6_pg_per_ml),
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", views.SIL6R_STOPS, health.sil6r_ng_per_ml),
            Choice("sgp130", "Soluble gp130 (sgp130), by source", sgp130, "390 ng/mL (Narazaki 1993)", paired),
            Choice("kd", "Kd of IL-6 and IL-6R (K1), by source", sources, "5.5 nM (assumed)", paired),
            Slider("k2_nM", _K2, "nM", views.K2_NM, views.K2_USUAL_NM, paired),
        ],
        views.il6_shares,
        figures.il6_shares,
        {
            name: {"il6_pg_ml": level.il6_pg_per_ml, "sil6r_ng_ml": level.sil6r_ng_per_ml}
            for name, level in presets.items()
        },
        start,
    )


@explorer
def free_il6_map(**start: Value) -> Explorer:
    """Explore how the share of free IL-6 hangs on the two dissociation constants."""
    sgp130 = tuple(views.SGP130_NG_PER_ML)
    much, little, none = sgp130
    return Explorer(
        "How much IL-6 is free? A map over both constants",
        [
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", views.SIL6R_STOPS, 77.0),
            Choice("sgp130", "Soluble gp130 (sgp130), by source", sgp130, much),
        ],
        views.free_il6_map,
        figures.free_il6_map,
        {"Much sgp130": {"sgp130": much}, "Little sgp130": {"sgp130": little}, "No sgp130": {"sgp130": none}},
        start,
    )


@explorer
def il6_drugs(**start: Value) -> Explorer:
    """Explore what tocilizumab, an antibody to IL-6 and sgp130Fc do to a cell with and one without IL-6R."""
    blood, excess, dish = views.PLACES
    return StandingExplorer(
        "Three ways to interrupt IL-6",
        [
            Choice("drug", "Drug", views.IL6_DRUGS, views.TOCILIZUMAB),
            Choice("place", "Surroundings", tuple(views.PLACES), blood),
            Slider("drug_nM", "Drug concentration", "nM of binding sites", log_stops(0.01, 5000), 100.0),
            Slider("k2_nM", _K2, "nM", views.K2_NM, views.K2_USUAL_NM, {"place": (blood, excess)}),
        ],
        views.drug_signals,
        figures.drug_signals,
        {
            "Tocilizumab in blood": {"drug": views.TOCILIZUMAB, "place": blood},
            "Siltuximab in blood": {"drug": views.SILTUXIMAB, "place": blood},
            "sgp130Fc in blood": {"drug": views.SGP130FC, "place": blood},
            "sgp130Fc where IL-6 exceeds sIL-6R": {"drug": views.SGP130FC, "place": excess},
            "sgp130Fc without sIL-6R": {"drug": views.SGP130FC, "place": dish},
        },
        start,
    )
