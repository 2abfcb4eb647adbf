"""Explorers of the IL-6 system.

The fluid is solved exactly by `helpers.models.il6_buffer`. A cell then reads what is in the fluid:
its membrane IL-6R with gp130 is a site for free IL-6, its gp130 a site for the pair of IL-6 and sIL-6R.
Cells are few, so that what they bind does not change the fluid.
"""

import numpy as np

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer, log_stops
from helpers.models import il6_buffer
from helpers.models.molar_mass import KDA, to_nM

CELL_SITE_NM = 0.03
"""Kd of IL-6 and a cell that has IL-6R and gp130: 30 pM, human CESS cells (table ``il6_quantities``)."""

SOURCES = {
    "0.44 nM (pharmacology database)": il6_buffer.KD_GTOPDB,
    "5.5 nM (SBH Sciences)": il6_buffer.KD_SBH,
    "20 nM (Ward 1995)": il6_buffer.KD_WARD,
}
"""Published dissociation constants of IL-6 and IL-6R, by their source."""

SGP130 = {
    "390 ng/mL (Narazaki 1993)": 390.0,
    "43 ng/mL (Mitsuyama 2006)": 43.0,
    "none": 0.0,
}
SIL6R_STOPS = (0.0, 5.0, 17.0, 36.75, 77.0, 89.0, 114.6, 164.4, 185.3, 300.0, 1000.0)
_TOTAL_NM = figures.decades(1e-6, 1e3, 12)
_START_SOURCE, _START_SGP130 = "5.5 nM (SBH Sciences)", "390 ng/mL (Narazaki 1993)"


def gp130_occupancy(free_il6_nM, pair_nM, kd_pair_nM, site_nM=CELL_SITE_NM, has_receptor=True, has_gp130=True):
    """Return (classic, trans): the part of a cell's gp130 occupied through membrane and through soluble IL-6R.

    `free_il6_nM` and `pair_nM` (IL-6 with sIL-6R) are free in the fluid; both ways compete for gp130.
    """
    by_membrane = np.asarray(free_il6_nM) / site_nM if has_receptor else np.zeros(np.shape(free_il6_nM))
    by_soluble = np.asarray(pair_nM) / kd_pair_nM
    everything = 1 + by_membrane + by_soluble
    return by_membrane / everything * has_gp130, by_soluble / everything * has_gp130


CELLS = (
    ("hepatocyte<br>(IL-6R and gp130)", True, True),
    ("endothelial cell<br>(gp130, no IL-6R)", False, True),
    ("invented cell<br>(no gp130)", False, False),
)


def who_responds_at(il6_ng_ml, sil6r_ng_ml, sgp130_ng_ml):
    """Return what `figures.responders` draws, for total concentrations in ng/mL."""
    fluid = il6_buffer.equilibrium(
        to_nM(il6_ng_ml, "IL-6"), to_nM(sil6r_ng_ml, "sIL-6R"), to_nM(sgp130_ng_ml, "sgp130"), il6_buffer.KD_SBH
    )
    shares = [
        gp130_occupancy(fluid.free_il6, fluid.binary_soluble, il6_buffer.KD_SBH.gp130_nM, has_receptor=r, has_gp130=g)
        for _, r, g in CELLS
    ]
    words = f"{il6_ng_ml:g} ng/mL IL-6, {sil6r_ng_ml:g} ng/mL sIL-6R and {sgp130_ng_ml:g} ng/mL sgp130"
    return (
        [name for name, _, _ in CELLS],
        [100 * float(c) for c, _ in shares],
        [100 * float(t) for _, t in shares],
        words,
    )


@explorer
def who_responds(**start: Value) -> Explorer:
    """Explore which cells respond to IL-6, with and without soluble receptors.

    `start` sets the first value of a control by its name, for example ``sil6r_ng_ml=77.0``.
    """
    return Explorer(
        "Who responds to IL-6?",
        [
            Slider("il6_ng_ml", "IL-6", "ng/mL", (0.0, 0.01, 0.1, 1.0, 10.0, 100.0), 10.0),
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", SIL6R_STOPS, 0.0),
            Slider("sgp130_ng_ml", "Soluble gp130 (sgp130)", "ng/mL", (0.0, 43.0, 100.0, 390.0, 1000.0, 5000.0), 0.0),
        ],
        who_responds_at,
        lambda result: figures.responders(*result),
        {
            "IL-6 alone": {"sil6r_ng_ml": 0.0, "sgp130_ng_ml": 0.0},
            "sIL-6R alone": {"il6_ng_ml": 0.0, "sil6r_ng_ml": 77.0},
            "IL-6 with sIL-6R": {"sil6r_ng_ml": 77.0, "sgp130_ng_ml": 0.0},
            "IL-6, sIL-6R and sgp130": {"sil6r_ng_ml": 77.0, "sgp130_ng_ml": 390.0},
        },
        start,
    )


def preset_levels():
    """Return {name: (IL-6 in pg/mL, sIL-6R in ng/mL)} of the presets, read from the tables."""
    level = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    quantity = tables.load("il6_quantities").set_index("key")["value"]
    healthy = float(quantity["sil6r-level-healthy-sil6r_pcd"])
    arthritis = float(quantity["sil6r-level-rheumatoid-arthritis-montes_cano_2011"])
    return {
        "Health": (float(level["healthy-adults"]), healthy),
        "After 3 h of cycling": (float(level["cycling-without-carbohydrate"]), healthy),
        "Rheumatoid arthritis": (float(level["rheumatoid-arthritis-serum"]), arthritis),
        "Sepsis": (float(level["sepsis"]), healthy),
        "Rheumatoid joint fluid (IL-6 only)": (float(level["rheumatoid-arthritis-synovial-fluid"]), healthy),
    }


def buffer_at(il6_pg_ml, sil6r_ng_ml, sgp130, kd):
    """Return what `figures.il6_shares` draws: shares over total IL-6, and the occupancy of cells at one level."""
    constants, sgp130_nM = SOURCES[kd], to_nM(SGP130[sgp130], "sgp130")
    here = float(to_nM(il6_pg_ml / 1000, "IL-6"))
    total = np.append(_TOTAL_NM, here)
    fluid = il6_buffer.equilibrium(total, to_nM(sil6r_ng_ml, "sIL-6R"), sgp130_nM, constants)
    order = np.argsort(total)
    free, pair, caught = (
        100 * (part / total)[order] for part in (fluid.free_il6, fluid.binary_soluble, fluid.buffered_by_sgp130)
    )
    classic, _ = gp130_occupancy(fluid.free_il6[-1], 0.0, constants.gp130_nM)
    _, trans = gp130_occupancy(0.0, fluid.binary_soluble[-1], constants.gp130_nM)
    told = (
        f"A cell with IL-6R then has {figures.number_words(100 * float(classic), 2)} % of its sites occupied by free "
        f"IL-6; a cell with gp130 alone {figures.number_words(100 * float(trans), 2)} % by pairs."
    )
    return total[order], free, pair, caught, (here, f"{figures.number_words(il6_pg_ml)} pg/mL"), told


@explorer
def il6_buffer_shares(**start: Value) -> Explorer:
    """Explore how much IL-6 is free, in pairs with sIL-6R and in complexes with sgp130, from fM to µM."""
    presets = preset_levels()
    stops = tuple(sorted({*log_stops(1, 1e6), *(level for level, _ in presets.values())}))
    health = presets["Health"]
    return Explorer(
        "IL-6 and its soluble receptors in a fluid",
        [
            Slider("il6_pg_ml", "All IL-6", "pg/mL", stops, health[0]),
            Slider("sil6r_ng_ml", "Soluble IL-6R (sIL-6R)", "ng/mL", SIL6R_STOPS, health[1]),
            Choice("sgp130", "Soluble gp130 (sgp130), by source", tuple(SGP130), _START_SGP130),
            Choice("kd", "Kd of IL-6 and IL-6R, by source", tuple(SOURCES), _START_SOURCE),
        ],
        buffer_at,
        lambda result: figures.il6_shares(*result[:5], told=result[5]),
        {name: {"il6_pg_ml": il6, "sil6r_ng_ml": sil6r} for name, (il6, sil6r) in presets.items()},
        start,
    )


def free_share_predictions():
    """Return what `figures.predicted_free` draws: the predicted free share for every choice of published numbers.

    IL-6 is at the healthy pooled mean; sIL-6R 17 (Marinou 2010), 77 and 185.3 ng/mL (Montes-Cano 2011),
    sgp130 43 (Mitsuyama 2006) and 390 ng/mL (Narazaki 1993), Kd from three sources.
    """
    il6 = to_nM(preset_levels()["Health"][0] / 1000, "IL-6")
    labels, percent, groups = [], [], []
    for source, constants in SOURCES.items():
        for sil6r in (17.0, 77.0, 185.3):
            for sgp130 in (43.0, 390.0):
                fluid = il6_buffer.equilibrium(il6, to_nM(sil6r, "sIL-6R"), to_nM(sgp130, "sgp130"), constants)
                labels.append(f"sIL-6R {sil6r:g}, sgp130 {sgp130:g} ng/mL")
                percent.append(100 * float(fluid.free_il6 / il6))
                groups.append(source)
    return labels, percent, groups


TOCILIZUMAB, ANTI_IL6, SGP130FC = "tocilizumab", "siltuximab (antibody to IL-6)", "sgp130Fc"
_DRUG_NM = figures.decades(1e-3, 1e4, 12)
PLACES = {  # name: IL-6, sIL-6R, sgp130 in ng/mL
    "in blood (sIL-6R exceeds IL-6)": (0.9836, 77.0, 390.0),
    "in a dish where IL-6 exceeds sIL-6R": (100.0, 5.0, 0.0),
    "in a dish without sIL-6R": (10.0, 0.0, 0.0),
}


def drug_constants():
    """Return the `il6_buffer.Affinities` of the drug explorer, read from the table ``affinities``.

    sgp130Fc is taken to bind the pair of IL-6 and sIL-6R as gp130 does (an assumption).
    """
    kd_nM = tables.load("affinities").set_index("affinity")["kd_nM"]
    return il6_buffer.Affinities(
        il6_buffer.KD_SBH.receptor_nM,
        il6_buffer.KD_SBH.gp130_nM,
        sgp130fc_nM=il6_buffer.KD_SBH.gp130_nM,
        tocilizumab_nM=float(kd_nM["tocilizumab-il6r-gtopdb_2020"]),
        antibody_nM=float(kd_nM["siltuximab-il6-gtopdb_2020"]),
    )


def drug_signals_at(drug, place, drug_nM):
    """Return what `figures.drug_signals` draws, for `drug_nM` of binding sites in one of the `PLACES`."""
    constants = drug_constants()
    il6, sil6r, sgp130 = (to_nM(value, name) for value, name in zip(PLACES[place], KDA, strict=True))
    doses = np.concatenate([[0.0, drug_nM], _DRUG_NM])
    name = {TOCILIZUMAB: "tocilizumab", ANTI_IL6: "antibody", SGP130FC: "sgp130fc"}[drug]
    fluid = il6_buffer.equilibrium(il6, sil6r, sgp130, constants, il6_buffer.Others(**{name: doses}))
    site = CELL_SITE_NM * (1 + fluid.free_tocilizumab / constants.tocilizumab_nM)  # IL-6 and drug share the receptor
    has = sum(gp130_occupancy(fluid.free_il6, fluid.binary_soluble, constants.gp130_nM, site))
    lacks = sum(gp130_occupancy(fluid.free_il6, fluid.binary_soluble, constants.gp130_nM, has_receptor=False))
    has = 100 * has / has[0]
    lacks = 100 * lacks / lacks[0] if lacks[0] > 0 else np.full(len(lacks), np.nan)
    return _DRUG_NM, has[2:], lacks[2:], drug_nM, drug, place, (float(has[1]), float(lacks[1]))


@explorer
def il6_drugs(**start: Value) -> Explorer:
    """Explore what tocilizumab, an antibody to IL-6 and sgp130Fc do to a cell with and one without IL-6R."""
    blood, excess, dish = PLACES
    return Explorer(
        "Three ways to interrupt IL-6",
        [
            Choice("drug", "Drug", (TOCILIZUMAB, ANTI_IL6, SGP130FC), TOCILIZUMAB),
            Choice("place", "Surroundings", tuple(PLACES), blood),
            Slider("drug_nM", "Drug concentration", "nM of binding sites", log_stops(0.01, 5000), 100.0),
        ],
        drug_signals_at,
        lambda r: figures.drug_signals(r[0], r[1], r[2], r[3], drug=r[4], place=r[5], at_mark=r[6]),
        {
            "Tocilizumab in blood": {"drug": TOCILIZUMAB, "place": blood},
            "Siltuximab in blood": {"drug": ANTI_IL6, "place": blood},
            "sgp130Fc in blood": {"drug": SGP130FC, "place": blood},
            "sgp130Fc where IL-6 exceeds sIL-6R": {"drug": SGP130FC, "place": excess},
            "sgp130Fc without sIL-6R": {"drug": SGP130FC, "place": dish},
        },
        start,
    )
