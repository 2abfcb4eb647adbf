"""The IL-6 system: who responds, where IL-6 is, what drugs do.

The fluid is solved exactly by `helpers.models.il6_buffer`. A cell then reads what is in the fluid: its membrane IL-6R
with gp130 is a site for free IL-6, its gp130 a site for the pair of IL-6 and sIL-6R. Cells are few, so that what they
bind does not change the fluid.
"""

import functools
import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers import tables
from helpers.models import il6_buffer
from helpers.models.checks import Numbers
from helpers.models.molar_mass import to_nM
from helpers.views.scales import FloatArray

CELL_SITE_NM = 0.03
"""Kd of IL-6 and a cell that has IL-6R and gp130: 30 pM, human CESS cells (table `affinities`)."""

KD_SOURCES = {
    "0.44 nM (pharmacology database)": il6_buffer.KD_GTOPDB,
    "5.5 nM (assumed)": il6_buffer.KD_ASSUMED,
    "20 nM (Ward 1995)": il6_buffer.KD_WARD,
}
"""Dissociation constants of IL-6 and IL-6R: two by the source that prints them, and one assumed between them."""
K1_USUAL = "5.5 nM (assumed)"
ASSUMED_K1_NM = il6_buffer.KD_ASSUMED.receptor_nM
"""The one of them that no paper and no record gives: it lies between the two that are published."""

K2_USUAL_NM = il6_buffer.KD_ASSUMED.gp130_nM
K2_NM = (0.01, K2_USUAL_NM, 0.5, 1.0, 3.0)
"""Constants of the pair of IL-6 and IL-6R with gp130 that are tried: none was found measured in solution."""
_K1_BETWEEN_NM = (1.0, 2.0, 10.0)

SGP130_NG_PER_ML = {
    "390 ng/mL (Narazaki 1993)": 390.0,
    "43 ng/mL (Mitsuyama 2006)": 43.0,
    "none": 0.0,
}
SIL6R_STOPS = (0.0, 5.0, 17.0, 77.0, 89.0, 114.6, 164.4, 185.3, 300.0, 1000.0)

TOCILIZUMAB = "tocilizumab"
TOCILIZUMAB_KD = "tocilizumab-il6r-gtopdb_2020"
"""Its row in the table `affinities`."""
SILTUXIMAB = "siltuximab (antibody to IL-6)"
SGP130FC = "sgp130Fc"
IL6_DRUGS = (TOCILIZUMAB, SILTUXIMAB, SGP130FC)
DRUG_NM = {"plenty (5,000 nM)": 5000.0, "less (100 nM)": 100.0}
"""Amounts of a drug, binding sites: one far above every dissociation constant, and one at which K2 matters."""


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
class FluidLevels:
    """IL-6 (pg/mL) and sIL-6R (ng/mL) of a preset."""

    il6_pg_per_ml: float
    sil6r_ng_per_ml: float


@dataclass(frozen=True)
class Il6Shares:
    """Where the IL-6 of a fluid is, in per cent of all of it; `fluid` says in words what is in it."""

    free_percent: float
    pair_percent: float
    sgp130_percent: float
    fluid: str


@dataclass(frozen=True)
class FreePrediction:
    """The share of free IL-6 (%) that the model predicts from one choice of a K1 and of levels.

    `source` says whose Kd of IL-6 and IL-6R it is, `kd_nM` how large.
    """

    constants: str
    source: str
    kd_nM: float
    percent: float


@dataclass(frozen=True)
class FreeMap:
    """The predicted share of free IL-6 (%) over K1 (rows) and K2 (columns), nM, both ascending.

    `published_k1_nM` are the K1 of a paper or a database, `assumed_nM` is the one between; of the `combinations` of
    these and published levels, `above_half` (one for each K2) predict that most IL-6 is free. `fluid` says in words
    what is in it.
    """

    k1_nM: tuple[float, ...]
    k2_nM: tuple[float, ...]
    percent: FloatArray
    published_k1_nM: tuple[float, ...]
    above_half: tuple[int, ...]
    combinations: int
    fluid: str
    assumed_nM: float = ASSUMED_K1_NM


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
class SignalLeft:
    """What is left of a signal (%): with the usual K2, and the least and the most with any of `K2_NM`."""

    percent: float
    low: float
    high: float


@dataclass(frozen=True)
class DrugSignal:
    """What a drug leaves of the signal of two cells; None where the cell without IL-6R had none before."""

    drug: str
    with_receptor: SignalLeft
    without_receptor: SignalLeft | None


@dataclass(frozen=True)
class DrugSignals:
    """What the same `amount` of each drug, a key of `DRUG_NM`, leaves in one of the `PLACES`."""

    place: str
    amount: str
    drugs: tuple[DrugSignal, ...]


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
    constants = il6_buffer.KD_ASSUMED
    fluid = il6_buffer.equilibrium(
        to_nM(il6_ng_ml, "IL-6"), to_nM(sil6r_ng_ml, "sIL-6R"), to_nM(sgp130_ng_ml, "sgp130"), constants
    )
    cells = []
    for cell in LISTENERS:
        occupied = gp130_occupancy(fluid.free_il6, fluid.binary_soluble, constants.gp130_nM, cell)
        cells.append(Responder(cell, 100 * float(occupied.classic), 100 * float(occupied.trans)))
    words = f"{il6_ng_ml:g} ng/mL IL-6, {sil6r_ng_ml:g} ng/mL sIL-6R and {sgp130_ng_ml:g} ng/mL sgp130"
    return Responders(tuple(cells), words)


def preset_levels() -> dict[str, FluidLevels]:
    """Return the levels of the presets by their names, read from the tables."""
    level = tables.load("il6_levels").set_index("level")["value_pg_per_ml"]
    quantity = tables.load("il6_quantities").set_index("key")["value"]
    healthy = float(quantity["sil6r-level-healthy-sil6r_pcd"])
    rows = {"Health": "healthy-adults", "Sepsis": "sepsis"}
    return {name: FluidLevels(float(level[row]), healthy) for name, row in rows.items()}


def il6_shares(sgp130: str, k2_nM: float = K2_USUAL_NM, level: str = "Health", kd: str = K1_USUAL) -> Il6Shares:
    """Return where the IL-6 of a fluid is.

    `sgp130` is a key of `SGP130_NG_PER_ML`, `k2_nM` the constant of the pair and gp130, `level` a name of
    `preset_levels`, `kd` a key of `KD_SOURCES`.
    """
    constants, sgp130_ng = il6_buffer.with_gp130(KD_SOURCES[kd], k2_nM), SGP130_NG_PER_ML[sgp130]
    here = preset_levels()[level]
    total, sil6r = to_nM(here.il6_pg_per_ml / 1000, "IL-6"), to_nM(here.sil6r_ng_per_ml, "sIL-6R")
    fluid = il6_buffer.equilibrium(total, sil6r, to_nM(sgp130_ng, "sgp130"), constants)
    parts = (fluid.free_il6, fluid.binary_soluble, fluid.buffered_by_sgp130)
    free, pair, caught = (float(100 * part / total) for part in parts)
    return Il6Shares(free, pair, caught, _fluid(here.sil6r_ng_per_ml, sgp130_ng))


def _fluid(sil6r_ng_ml: float, sgp130_ng_ml: float) -> str:
    return f"{sil6r_ng_ml:g} ng/mL sIL-6R and {f'{sgp130_ng_ml:g} ng/mL' if sgp130_ng_ml else 'no'} sgp130"


def predicted_free(k2_nM: float = K2_USUAL_NM) -> tuple[FreePrediction, ...]:
    """Return the predicted free share for every choice of a K1 and of levels, lowest first.

    IL-6 is at the healthy pooled mean; sIL-6R 17 (Marinou 2010), 77 and 185.3 ng/mL (Montes-Cano 2011),
    sgp130 43 (Mitsuyama 2006) and 390 ng/mL (Narazaki 1993), Kd as published twice and assumed once;
    `k2_nM`, an assumption, is that of the pair and gp130.
    """
    choices = list(itertools.product(KD_SOURCES, (17.0, 77.0, 185.3), (43.0, 390.0)))
    sources, sil6r, sgp130 = zip(*choices, strict=True)
    constants = tuple(il6_buffer.with_gp130(KD_SOURCES[source], k2_nM) for source in sources)
    percent = _free_percent(_healthy_il6_nM(), sil6r, sgp130, constants)
    found = [
        FreePrediction(f"sIL-6R {one:g}, sgp130 {other:g} ng/mL", source, kd.receptor_nM, float(free))
        for (source, one, other), kd, free in zip(choices, constants, percent, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: one.percent))


@functools.cache
def _counted() -> tuple[tuple[float, ...], ...]:
    """Return the predicted free shares (%) for each of `K2_NM`, which no control changes."""
    return tuple(tuple(one.percent for one in predicted_free(two)) for two in K2_NM)


def free_il6_map(sil6r_ng_ml: float, sgp130: str) -> FreeMap:
    """Return the share of free IL-6 over both constants, in healthy blood with these soluble receptors.

    `sgp130` is a key of `SGP130_NG_PER_ML`. The combinations counted are those of `predicted_free`.
    """
    printed = {constants.receptor_nM for constants in KD_SOURCES.values()}
    k1 = tuple(sorted({*printed, *_K1_BETWEEN_NM}))
    sgp130_ng = SGP130_NG_PER_ML[sgp130]
    constants = tuple(il6_buffer.Affinities(one, two) for one, two in itertools.product(k1, K2_NM))
    percent = _free_percent(_healthy_il6_nM(), sil6r_ng_ml, sgp130_ng, constants)
    counted = _counted()
    return FreeMap(
        k1_nM=k1,
        k2_nM=K2_NM,
        percent=percent.reshape(len(k1), len(K2_NM)),
        published_k1_nM=tuple(sorted(printed - {ASSUMED_K1_NM})),
        above_half=tuple(sum(value > 50 for value in values) for values in counted),
        combinations=len(counted[0]),
        fluid=_fluid(sil6r_ng_ml, sgp130_ng),
    )


def _healthy_il6_nM() -> float:
    return float(to_nM(preset_levels()["Health"].il6_pg_per_ml / 1000, "IL-6"))


def _free_percent(
    il6_nM: float, sil6r_ng_ml: Numbers, sgp130_ng_ml: Numbers, constants: tuple[il6_buffer.Affinities, ...]
) -> FloatArray:
    """Return the share (%) of IL-6 that is free with each of `constants`."""
    fluid = il6_buffer.equilibrium(il6_nM, to_nM(sil6r_ng_ml, "sIL-6R"), to_nM(sgp130_ng_ml, "sgp130"), constants)
    return 100 * fluid.free_il6 / il6_nM


@tables.cached
def drug_constants() -> il6_buffer.Affinities:
    """Return the dissociation constants of the drugs, read from the table `affinities`.

    sgp130Fc is taken to bind the pair of IL-6 and sIL-6R as gp130 does (an assumption).
    """
    return il6_buffer.Affinities(
        il6_buffer.KD_ASSUMED.receptor_nM,
        il6_buffer.KD_ASSUMED.gp130_nM,
        sgp130fc_nM=il6_buffer.KD_ASSUMED.gp130_nM,
        tocilizumab_nM=_kd_nM(TOCILIZUMAB_KD),
        antibody_nM=_kd_nM("siltuximab-il6-gtopdb_2020"),
    )


@tables.cached
def _kd_nM(affinity: str) -> float:
    """Return the dissociation constant (nM) of a row of `affinities`."""
    return float(tables.load("affinities").set_index("affinity")["kd_nM"][affinity])


def drug_signals(place: str, amount: str) -> DrugSignals:
    """Return what each of `IL6_DRUGS` leaves of two signals, in one of the `PLACES`; `amount` is a key of `DRUG_NM`."""
    drugs = tuple(_left_by(drug, place, DRUG_NM[amount]) for drug in IL6_DRUGS)
    return DrugSignals(place, amount, drugs)


def _left_by(drug: str, place: str, drug_nM: float) -> DrugSignal:
    every = {k2: signals_left(drug, place, drug_nM, k2) for k2 in K2_NM}
    has, lacks = zip(*every.values(), strict=True)
    usual = every[K2_USUAL_NM]
    without = None if np.isnan(usual[1]) else SignalLeft(usual[1], min(lacks), max(lacks))
    return DrugSignal(drug, SignalLeft(usual[0], min(has), max(has)), without)


def signals_left(drug: str, place: str, drug_nM: float, k2_nM: float = K2_USUAL_NM) -> tuple[float, float]:
    """Return what `drug` leaves of the signal of a cell with and of one without IL-6R, in % of that before it.

    `drug_nM` are binding sites, `k2_nM` is the constant of the pair and gp130; nan where there was no signal before.
    """
    around, constants = PLACES[place], il6_buffer.with_gp130(drug_constants(), k2_nM)
    doses = np.array([0.0, drug_nM])
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
    return float(100 * has[1] / has[0]), float(100 * lacks[1] / lacks[0]) if lacks[0] > 0 else float("nan")
