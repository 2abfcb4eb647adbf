"""The IL-6 system: who responds, where IL-6 is, what drugs do.

The fluid is solved exactly by `helpers.models.il6_buffer`. A cell then reads what is in the fluid: its membrane IL-6R
with gp130 is a site for free IL-6, its gp130 a site for the pair of IL-6 and sIL-6R. Cells are few, so that what they
bind does not change the fluid.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers import tables
from helpers.models import il6_buffer
from helpers.models.molar_mass import to_nM
from helpers.views.scales import FloatArray, decades
from helpers.views.source import drawn_from, too_few

CELL_SITE_NM = 0.03
"""Kd of IL-6 and a cell that has IL-6R and gp130: 30 pM, human CESS cells (table `il6_quantities`)."""

KD_SOURCES = {
    "0.44 nM (pharmacology database)": il6_buffer.KD_GTOPDB,
    "5.5 nM (SBH Sciences)": il6_buffer.KD_SBH,
    "20 nM (Ward 1995)": il6_buffer.KD_WARD,
}
"""Published dissociation constants of IL-6 and IL-6R, by their source."""

SGP130_NG_PER_ML = {
    "390 ng/mL (Narazaki 1993)": 390.0,
    "43 ng/mL (Mitsuyama 2006)": 43.0,
    "none": 0.0,
}
SIL6R_STOPS = (0.0, 5.0, 17.0, 36.75, 77.0, 89.0, 114.6, 164.4, 185.3, 300.0, 1000.0)

TOCILIZUMAB = "tocilizumab"
TOCILIZUMAB_KD = "tocilizumab-il6r-gtopdb_2020"
"""Its row in the table `affinities`."""
SILTUXIMAB = "siltuximab (antibody to IL-6)"
SGP130FC = "sgp130Fc"
IL6_DRUGS = (TOCILIZUMAB, SILTUXIMAB, SGP130FC)


@dataclass(frozen=True)
class Cell:
    """A cell that listens: its name, what it carries in words, and whether it has IL-6R and gp130."""

    name: str
    carries: str
    has_receptor: bool
    has_gp130: bool


LISTENERS = (
    Cell("hepatocyte", "IL-6R and gp130", True, True),
    Cell("endothelial cell", "gp130, no IL-6R", False, True),
    Cell("invented cell", "no gp130", False, False),
)


@dataclass(frozen=True)
class Gp130Occupancy:
    """The part of a cell's gp130 (0 to 1) that is occupied through membrane and through soluble IL-6R."""

    classic: FloatArray
    trans: FloatArray

    @property
    def total(self) -> FloatArray:
        """Both ways together."""
        return self.classic + self.trans


@dataclass(frozen=True)
class Responder:
    """A cell, and how much of its gp130 is occupied by which way, in per cent."""

    cell: Cell
    classic_percent: float
    trans_percent: float


@dataclass(frozen=True)
class Responders:
    """Who responds in a fluid; `fluid` says in words what is in it."""

    cells: tuple[Responder, ...]
    fluid: str


@dataclass(frozen=True)
class SignallingModes:
    """Published effects of IL-6 by target and way of signalling, those targets first for which a way was shown.

    `counts` has one row for each target, with the columns classic, trans and unspecified; `named` is the part of it
    with a classic or a trans effect.
    """

    counts: pd.DataFrame
    named: pd.DataFrame


@dataclass(frozen=True)
class FluidLevels:
    """IL-6 (pg/mL) and sIL-6R (ng/mL) of a preset."""

    il6_pg_per_ml: float
    sil6r_ng_per_ml: float


@dataclass(frozen=True)
class Il6Shares:
    """Where IL-6 is, in per cent of all IL-6, over its total concentration (nM, ascending), and one level marked.

    `classic_percent` and `trans_percent` are the sites that a cell with, and one without IL-6R has occupied there.
    """

    total_nM: FloatArray
    free_percent: FloatArray
    pair_percent: FloatArray
    sgp130_percent: FloatArray
    marked_nM: float
    marked_pg_per_ml: float
    classic_percent: float
    trans_percent: float


@dataclass(frozen=True)
class FreePrediction:
    """The share of free IL-6 (%) that the model predicts from one choice of published numbers.

    `source` says whose Kd of IL-6 and IL-6R it is, `kd_nM` how large.
    """

    constants: str
    source: str
    kd_nM: float
    percent: float


@dataclass(frozen=True)
class FreePredictions:
    """All predictions, lowest first, and in words what was measured."""

    predictions: tuple[FreePrediction, ...]
    measured: str


@dataclass(frozen=True)
class Surroundings:
    """IL-6, sIL-6R and sgp130 around two cells, ng/mL."""

    il6_ng_per_ml: float
    sil6r_ng_per_ml: float
    sgp130_ng_per_ml: float


PLACES = {
    "in blood (sIL-6R exceeds IL-6)": Surroundings(0.9836, 77.0, 390.0),
    "in a dish where IL-6 exceeds sIL-6R": Surroundings(100.0, 5.0, 0.0),
    "in a dish without sIL-6R": Surroundings(10.0, 0.0, 0.0),
}


@dataclass(frozen=True)
class DrugSignals:
    """The signal of a cell with and one without membrane IL-6R under a drug, in per cent of that before the drug.

    `drug_nM` are binding sites (ascending); a cell that had no signal before has nan; both are read at `marked_nM`.
    """

    drug: str
    place: str
    drug_nM: FloatArray
    with_receptor: FloatArray
    without_receptor: FloatArray
    marked_nM: float
    marked_with_receptor: float
    marked_without_receptor: float


def gp130_occupancy(
    free_il6_nM: npt.ArrayLike,
    pair_nM: npt.ArrayLike,
    kd_pair_nM: float,
    cell: Cell = LISTENERS[0],
    site_nM: npt.ArrayLike = CELL_SITE_NM,
) -> Gp130Occupancy:
    """Return how much of the gp130 of `cell` is occupied; both ways compete for it.

    `free_il6_nM` and `pair_nM` (IL-6 with sIL-6R) are free in the fluid, `kd_pair_nM` is the dissociation constant of
    pair and gp130, `site_nM` that of IL-6 and a cell with IL-6R and gp130.
    """
    by_membrane = np.asarray(free_il6_nM, float) / np.asarray(site_nM, float) * cell.has_receptor
    by_soluble = np.asarray(pair_nM, float) / kd_pair_nM
    everything = 1 + by_membrane + by_soluble
    return Gp130Occupancy(by_membrane / everything * cell.has_gp130, by_soluble / everything * cell.has_gp130)


def who_responds(il6_ng_ml: float, sil6r_ng_ml: float, sgp130_ng_ml: float) -> Responders:
    """Return who responds, for total concentrations in ng/mL."""
    constants = il6_buffer.KD_SBH
    fluid = il6_buffer.equilibrium(
        to_nM(il6_ng_ml, "IL-6"), to_nM(sil6r_ng_ml, "sIL-6R"), to_nM(sgp130_ng_ml, "sgp130"), constants
    )
    cells = []
    for cell in LISTENERS:
        occupied = gp130_occupancy(fluid.free_il6, fluid.binary_soluble, constants.gp130_nM, cell)
        cells.append(Responder(cell, 100 * float(occupied.classic), 100 * float(occupied.trans)))
    words = f"{il6_ng_ml:g} ng/mL IL-6, {sil6r_ng_ml:g} ng/mL sIL-6R and {sgp130_ng_ml:g} ng/mL sgp130"
    return Responders(tuple(cells), words)


@drawn_from(activities="il6_activities")
def signalling_modes(activities: pd.DataFrame | None = None) -> SignallingModes:
    """Return how many published effects of IL-6 were shown to be classic or trans, by target.

    `activities` are rows of `il6_activities`.
    """
    activities = tables.load("il6_activities") if activities is None else activities
    counts = activities.groupby(["target", "signalling_mode"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["classic", "trans", "unspecified"], fill_value=0)
    named = counts[(counts["classic"] + counts["trans"]) > 0].sort_values(["trans", "classic"], ascending=False)
    if named.empty:
        raise too_few("il6_activities")
    return SignallingModes(counts, named)


def preset_levels() -> dict[str, FluidLevels]:
    """Return the levels of the presets by their names, read from the tables."""
    level = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    quantity = tables.load("il6_quantities").set_index("key")["value"]
    healthy = float(quantity["sil6r-level-healthy-sil6r_pcd"])
    arthritis = float(quantity["sil6r-level-rheumatoid-arthritis-montes_cano_2011"])
    return {
        "Health": FluidLevels(float(level["healthy-adults"]), healthy),
        "After 3 h of cycling": FluidLevels(float(level["cycling-without-carbohydrate"]), healthy),
        "Rheumatoid arthritis": FluidLevels(float(level["rheumatoid-arthritis-serum"]), arthritis),
        "Sepsis": FluidLevels(float(level["sepsis"]), healthy),
        "Rheumatoid joint fluid (IL-6 only)": FluidLevels(float(level["rheumatoid-arthritis-synovial-fluid"]), healthy),
    }


def il6_shares(il6_pg_ml: float, sil6r_ng_ml: float, sgp130: str, kd: str) -> Il6Shares:
    """Return where IL-6 is, over its total concentration, and what cells have occupied at one level.

    `sgp130` is a key of `SGP130_NG_PER_ML`, `kd` one of `KD_SOURCES`.
    """
    constants, sgp130_nM = KD_SOURCES[kd], to_nM(SGP130_NG_PER_ML[sgp130], "sgp130")
    here = float(to_nM(il6_pg_ml / 1000, "IL-6"))
    total = np.append(decades(1e-6, 1e3, 12), here)
    fluid = il6_buffer.equilibrium(total, to_nM(sil6r_ng_ml, "sIL-6R"), sgp130_nM, constants)
    order = np.argsort(total)
    return Il6Shares(
        total_nM=total[order],
        free_percent=100 * (fluid.free_il6 / total)[order],
        pair_percent=100 * (fluid.binary_soluble / total)[order],
        sgp130_percent=100 * (fluid.buffered_by_sgp130 / total)[order],
        marked_nM=here,
        marked_pg_per_ml=il6_pg_ml,
        classic_percent=100 * float(gp130_occupancy(fluid.free_il6[-1], 0.0, constants.gp130_nM).classic),
        trans_percent=100 * float(gp130_occupancy(0.0, fluid.binary_soluble[-1], constants.gp130_nM).trans),
    )


def predicted_free(measured: str = "measured: most IL-6 is free") -> FreePredictions:
    """Return the predicted free share for every choice of published numbers; `measured` says what was measured.

    IL-6 is at the healthy pooled mean; sIL-6R 17 (Marinou 2010), 77 and 185.3 ng/mL (Montes-Cano 2011),
    sgp130 43 (Mitsuyama 2006) and 390 ng/mL (Narazaki 1993), Kd from three sources.
    """
    il6 = to_nM(preset_levels()["Health"].il6_pg_per_ml / 1000, "IL-6")
    found = []
    for source, constants in KD_SOURCES.items():
        for sil6r in (17.0, 77.0, 185.3):
            for sgp130 in (43.0, 390.0):
                fluid = il6_buffer.equilibrium(il6, to_nM(sil6r, "sIL-6R"), to_nM(sgp130, "sgp130"), constants)
                name = f"sIL-6R {sil6r:g}, sgp130 {sgp130:g} ng/mL"
                found.append(FreePrediction(name, source, constants.receptor_nM, 100 * float(fluid.free_il6 / il6)))
    return FreePredictions(tuple(sorted(found, key=lambda one: one.percent)), measured)


def drug_constants() -> il6_buffer.Affinities:
    """Return the dissociation constants of the drugs, read from the table `affinities`.

    sgp130Fc is taken to bind the pair of IL-6 and sIL-6R as gp130 does (an assumption).
    """
    return il6_buffer.Affinities(
        il6_buffer.KD_SBH.receptor_nM,
        il6_buffer.KD_SBH.gp130_nM,
        sgp130fc_nM=il6_buffer.KD_SBH.gp130_nM,
        tocilizumab_nM=_kd_nM(TOCILIZUMAB_KD),
        antibody_nM=_kd_nM("siltuximab-il6-gtopdb_2020"),
    )


def _kd_nM(affinity: str) -> float:
    """Return the dissociation constant (nM) of a row of `affinities`."""
    return float(tables.load("affinities").set_index("affinity")["kd_nM"][affinity])


def drug_signals(drug: str, place: str, drug_nM: float) -> DrugSignals:
    """Return the signal of two cells under `drug` (one of `IL6_DRUGS`) in one of the `PLACES`.

    `drug_nM` are the binding sites at which both are read.
    """
    constants, around, over = drug_constants(), PLACES[place], decades(1e-3, 1e4, 12)
    doses = np.concatenate([[0.0, drug_nM], over])
    added = {
        TOCILIZUMAB: il6_buffer.Others(tocilizumab=doses),
        SILTUXIMAB: il6_buffer.Others(antibody=doses),
        SGP130FC: il6_buffer.Others(sgp130fc=doses),
    }
    fluid = il6_buffer.equilibrium(
        to_nM(around.il6_ng_per_ml, "IL-6"),
        to_nM(around.sil6r_ng_per_ml, "sIL-6R"),
        to_nM(around.sgp130_ng_per_ml, "sgp130"),
        constants,
        added[drug],
    )
    site = CELL_SITE_NM * (1 + fluid.free_tocilizumab / _kd_nM(TOCILIZUMAB_KD))  # IL-6 and drug share the receptor
    has, lacks = (
        gp130_occupancy(fluid.free_il6, fluid.binary_soluble, constants.gp130_nM, cell, site).total
        for cell in LISTENERS[:2]
    )
    has = 100 * has / has[0]
    lacks = 100 * lacks / lacks[0] if lacks[0] > 0 else np.full(len(lacks), np.nan)
    return DrugSignals(drug, place, over, has[2:], lacks[2:], drug_nM, float(has[1]), float(lacks[1]))
