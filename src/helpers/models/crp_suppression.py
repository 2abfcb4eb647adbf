"""From the dose of an antibody to CRP: IL-6 in blood, liver and gut under anti-IL-6 or anti-IL-6R.

The model of Dwivedi 2014, doi:10.1038/psp.2013.64, as deposited: BioModels BIOMD0000000534 (healthy volunteers), 535
and 537 (Crohn's disease, antibody to IL-6 and to IL-6R). The names of the parameters are those of the files; amounts in
nM, hours, and doses in mg.

IL-6 is made in blood and gut. With the soluble receptor sR it forms sR_IL6, which sgp130 takes away and gp130 of liver
and gut makes into an active receptor (in the liver its own receptor R does so, too). The active receptor phosphorylates
STAT3, which makes CRP, and CRP sets free more sR. Free molecules and complexes move between blood and both tissues; the
antibody goes to the periphery, too, and binds IL-6, or sR and R, with the same rates. Left out is what is never made
(a complex of antibody, sR and IL-6) and what acts on nothing (STAT3 of the gut).
"""

import functools
import itertools
from dataclasses import dataclass, fields

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Numbers

REFERENCE = "Dwivedi 2014, doi:10.1038/psp.2013.64"
DRUGS = ("anti-IL-6", "anti-IL-6R")
FIRST_DOSE_H = 0.1
_TISSUES = ("serum", "liver", "gut")
_FREE = ("IL6", "sR", "sgp130", "sR_IL6", "sR_IL6_sgp130")
_STATES = (
    *(f"{name}@{place}" for place in _TISSUES for name in (*_FREE, "Ab", "Ab_target")),
    *("Ab@periph", "CRP@serum", "CRP@liver"),
    *(f"{name}@liver" for name in ("gp130", "R", "R_IL6", "R_IL6_gp130", "Ractive", "pSTAT3", "Ab_R")),
    *(f"{name}@gut" for name in ("gp130", "R_IL6_gp130", "Ractive")),
)
_AT = {name: place for place, name in enumerate(_STATES)}
_LAST_H = 20_000.0
_MOST_DOSES = 60
_MOST_MG = 1e5
_SETTLED_H = 20_000.0
_WORK = 12_000


@dataclass(frozen=True, slots=True)
class Body:
    """Parameters under the names of the deposited files: per hour, nM, L, L/h; `STAT3` is all STAT3 of the liver.

    `nM_per_mg` is what 1 mg of antibody gives in serum.
    """

    kRLOn: float
    kRLOff: float
    kgp130On: float
    kgp130Off: float
    kRAct: float
    kRint: float
    kRsynth: float
    kRintBasal: float
    kintActiveR: float
    ksynthIL6: float
    kdegIL6: float
    ksynthIL6Gut: float
    kdegIL6Gut: float
    ksynthsR: float
    kdegsR: float
    kRShedding: float
    ksynthsgp130: float
    kdegsgp130: float
    VmRDephos: float
    KmRDephos: float
    kcatSTATPhos: float
    KmSTATPhos: float
    VmSTATDephos: float
    KmSTATDephos: float
    STAT3: float
    VmProtSynth: float
    KmProtSynth: float
    kCRPSecretion: float
    ksynthCRP: float
    kdegCRP: float
    kdistSerumToTissue: float
    kdistTissueToSerum: float
    kIL6AbBind: float
    kIL6AbUnbind: float
    kdegAb: float
    VSerum: float
    VLiver: float
    VGut: float
    VPeriph: float
    QSerumLiver: float
    QSerumGut: float
    QSerumPeriph: float
    nM_per_mg: float
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be."""
        for name in (field.name for field in fields(self) if field.name != "reference"):
            checks.keep(self, name, checks.positive, name, "", 1.0, least=1e-6, most=1e5)
        checks.keep_text(self, "reference")


CROHN = Body(
    kRLOn=0.384, kRLOff=1.92, kgp130On=20.52, kgp130Off=1.026, kRAct=155.0, kRint=1.96, kRsynth=0.0685,
    kRintBasal=0.1561, kintActiveR=0.01, ksynthIL6=0.0063, kdegIL6=34.82, ksynthIL6Gut=0.036, kdegIL6Gut=1.0,
    ksynthsR=0.1, kdegsR=0.3, kRShedding=0.0054, ksynthsgp130=3.9, kdegsgp130=1.0, VmRDephos=0.525, KmRDephos=155.3,
    kcatSTATPhos=145.0, KmSTATPhos=219.0, VmSTATDephos=0.62, KmSTATDephos=5.34, STAT3=10.0, VmProtSynth=330.0,
    KmProtSynth=10.0, kCRPSecretion=0.5, ksynthCRP=0.42, kdegCRP=0.36, kdistSerumToTissue=1.2125,
    kdistTissueToSerum=0.8473, kIL6AbBind=1000.0, kIL6AbUnbind=2.5, kdegAb=0.0018, VSerum=2.88, VLiver=2.88, VGut=1.44,
    VPeriph=0.576, QSerumLiver=0.06, QSerumGut=0.03, QSerumPeriph=0.001, nM_per_mg=2.346,
)  # fmt: skip
"""Crohn's disease, Dwivedi 2014; every number is a row of the table `model_parameters`."""

HEALTHY_IL6_PER_H = 0.0011  # Dwivedi 2014, healthy volunteers: IL-6 made in blood and in the gut, nM/h
HEALTHY_IL6_GUT_PER_H = 0.0017


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course in serum: hours, CRP (nM and % below that of before), free antibody, free IL-6 and free sR (nM)."""

    hours: FloatArray
    crp: FloatArray
    suppression_percent: FloatArray
    drug: FloatArray
    il6: FloatArray
    soluble_receptor: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class Doses:
    """Doses of one of `DRUGS`: mg each, the hours between them, and how many."""

    drug: str = "anti-IL-6R"
    dose_mg: float = 300.0
    interval_h: float = 672.0
    number: int = 3

    def __post_init__(self) -> None:
        """Refuse what is not a drug, a dose or a plan."""
        checks.choice(self.drug, "Drug", DRUGS)
        checks.keep(self, "dose_mg", checks.not_negative, "Dose", "mg", 300.0, most=_MOST_MG)
        checks.keep(self, "interval_h", checks.positive, "Interval", "h", 672.0, least=1.0, most=_LAST_H)
        object.__setattr__(self, "number", checks.whole_number(self.number, "Number of doses", most=_MOST_DOSES))


EVERY_FOUR_WEEKS = Doses()


@checks.guarded
def simulate(times: Numbers, doses: Doses = EVERY_FOUR_WEEKS, body: Body = CROHN, tolerance: float = 1e-6) -> Course:
    """Return CRP and what leads to it after doses of an antibody into the vein of somebody at rest.

    `times` are increasing hours, shape (t,), at most 20,000 h. As in the deposited files, the first dose is given at
    0.1 h and each later one a whole number of intervals after hour 0. `tolerance` is the relative error of a step, at
    most 0.001: CRP is then right to 0.0004 % of that of before at 1e-6, and to 0.003 % at 1e-5. Raises ValueError for
    an argument out of range and when the equations cannot be solved.

    >>> simulate([0, 336, 672]).suppression_percent.round(1).tolist()
    [0.0, 59.4, 6.8]

    Solver: scipy odeint (LSODA with the exact Jacobian), restarted at every dose.
    Source: Dwivedi 2014, doi:10.1038/psp.2013.64 (BioModels BIOMD0000000534, 535 and 537).
    """
    times = checks.times(times, last=_LAST_H)
    checks.record(doses, "Doses", Doses)
    checks.record(body, "Body", Body)
    error = checks.single(checks.positive(tolerance, "Tolerance", "", 1e-6, least=1e-9, most=1e-3), "Tolerance")
    system = _system(body, doses.drug)
    rest = np.array(_at_rest(body))
    crp = float(rest[_AT["CRP@serum"]])
    found = np.empty((times.size, rest.size))
    state = rest.copy()
    for left, right in _stretches(doses, float(times[-1])):
        state[_AT["Ab@serum"]] += body.nM_per_mg * doses.dose_mg if left else 0.0
        here = (times >= left) & (times <= right)
        grid = np.unique([left, *times[here], right])
        path = piecewise.stiff(system, state, grid, error, _WORK)
        found[here] = path[np.searchsorted(grid, times[here])]
        state = path[-1].copy()
    shown = {name: found[:, _AT[f"{name}@serum"]] for name in ("CRP", "Ab", "IL6", "sR")}
    return Course(times, shown["CRP"], 100 * (1 - shown["CRP"] / crp), shown["Ab"], shown["IL6"], shown["sR"])


def _stretches(doses: Doses, end: float) -> list[tuple[float, float]]:
    """Return from when to when nothing is given; each stretch but the first begins with a dose."""
    dosed = [max(FIRST_DOSE_H, number * doses.interval_h) for number in range(doses.number)]
    bounds = [0.0, *(at for at in dosed if at < end), max(end, FIRST_DOSE_H)]
    return list(itertools.pairwise(bounds))


@checks.guarded
def crp_before(body: Body = CROHN) -> float:
    """Return CRP (nM) of somebody at rest; raises ValueError for what is not a Body.

    >>> round(crp_before(), 2)
    221.06

    Source: the state at which nothing of the module's equations changes without antibody.
    """
    return float(_at_rest(checks.record(body, "Body", Body))[_AT["CRP@serum"]])


@functools.lru_cache(maxsize=64)
def _at_rest(body: Body) -> tuple[float, ...]:
    """Return the state at which nothing changes without antibody: far along the way, and then by Newton's steps."""
    system = _system(body, DRUGS[0])
    begin = np.zeros(len(_STATES))
    state = piecewise.stiff(system, begin, np.array([0.0, _SETTLED_H]), 1e-6, _WORK)[-1]
    for _ in range(4):
        state = state - np.linalg.solve(system.jacobian(0.0, state), system.rates(0.0, state))
    return tuple(state.tolist())


# The equations ------------------------------------------------------------------------------------

_Term = tuple[str, str, str, float, float]  # two that bind, what they make, and the rates of on and off


@functools.lru_cache(maxsize=64)
def _system(body: Body, drug: str) -> piecewise.Stiff:
    """Return rates of change and their Jacobian, for one drug.

    The rates are a matrix times a row: the states, the products of those that bind, what saturates, and one 1.
    """
    size, terms = len(_STATES), _bound(body, drug)
    first, second = np.array([[_AT[one], _AT[other]] for one, other, *_ in terms]).T
    matrix = np.column_stack([_moved(body, terms), _bindings(terms), _SATURATING, _made(body)])
    rows, pairs, end = np.arange(len(terms)), size + len(terms), matrix.shape[1] - 1
    row = np.ones(end + 1)
    bound = row[size:pairs]
    slopes = np.zeros((end, size))
    slopes[:size] = np.eye(size)

    def rates(_: float, state: FloatArray) -> FloatArray:
        row[:size] = state
        np.multiply(state[first], state[second], bound)
        row[pairs:end] = _saturated(state, body)
        return matrix.dot(row)

    def jacobian(_: float, state: FloatArray) -> FloatArray:
        slopes[size + rows, first] = state.take(second)
        slopes[size + rows, second] = state.take(first)
        slopes[pairs + _BY[0], _BY[1]] = _saturated_slopes(state, body)
        return matrix[:, :end] @ slopes

    return piecewise.Stiff(rates, jacobian)


def _bindings(terms: list[_Term]) -> FloatArray:
    """Return what a binding takes and makes, one column for each."""
    columns = np.zeros((len(_STATES), len(terms)))
    for number, (one, other, both, on, _) in enumerate(terms):
        columns[[_AT[one], _AT[other], _AT[both]], number] = (-on, -on, on)
    return columns


def _made(b: Body) -> FloatArray:
    """Return what is made at a constant rate."""
    made = np.zeros(len(_STATES))
    for name, rate in (
        ("IL6@serum", b.ksynthIL6),
        ("IL6@gut", b.ksynthIL6Gut),
        ("sR@serum", b.ksynthsR),
        ("sgp130@serum", b.ksynthsgp130),
        ("CRP@serum", b.ksynthCRP),
        ("R@liver", b.kRsynth),
        ("gp130@liver", b.kRsynth),
        ("gp130@gut", b.kRsynth),
    ):
        made[_AT[name]] = rate
    return made


def _moved(b: Body, terms: list[_Term]) -> FloatArray:
    """Return the matrix of what is lost, moves or becomes something else in proportion to itself."""
    linear = np.zeros((len(_STATES), len(_STATES)))
    for one, other, both, _, off in terms:
        linear[[_AT[one], _AT[other], _AT[both]], _AT[both]] += (off, off, -off)

    def lost(name: str, rate: float, to: str = "") -> None:
        linear[_AT[name], _AT[name]] -= rate
        if to:
            linear[_AT[to], _AT[name]] += rate

    for tissue, flow, volume in (("liver", b.QSerumLiver, b.VLiver), ("gut", b.QSerumGut, b.VGut)):
        for name in _FREE:
            lost(f"{name}@serum", b.kdistSerumToTissue, f"{name}@{tissue}")
            lost(f"{name}@{tissue}", b.kdistTissueToSerum, f"{name}@serum")
        for name in ("Ab", "Ab_target"):
            lost(f"{name}@serum", flow / b.VSerum, f"{name}@{tissue}")
            lost(f"{name}@{tissue}", flow / volume, f"{name}@serum")
        lost(f"gp130@{tissue}", b.kRintBasal)
        lost(f"R_IL6_gp130@{tissue}", b.kRint)
        lost(f"R_IL6_gp130@{tissue}", b.kRAct, f"Ractive@{tissue}")
        lost(f"Ractive@{tissue}", b.kintActiveR)
    lost("Ab@serum", b.QSerumPeriph / b.VSerum, "Ab@periph")
    lost("Ab@periph", b.QSerumPeriph / b.VPeriph, "Ab@serum")
    for name in (f"{name}@{place}" for place in _TISSUES for name in ("Ab", "Ab_target")):
        lost(name, b.kdegAb)
    lost("CRP@serum", b.kdistSerumToTissue, "CRP@liver")
    lost("CRP@liver", b.kdistTissueToSerum, "CRP@serum")
    for name, rate in (
        ("IL6@serum", b.kdegIL6),
        ("IL6@gut", b.kdegIL6Gut),
        ("sR@serum", b.kdegsR),
        ("sgp130@serum", b.kdegsgp130),
        ("CRP@serum", b.kdegCRP),
        ("R@liver", b.kRintBasal),
        ("R_IL6@liver", b.kRint),
        ("Ab_R@liver", b.kdegAb),
    ):
        lost(name, rate)
    linear[_AT["sR@serum"], _AT["CRP@serum"]] += b.kRShedding
    return linear


def _bound(b: Body, drug: str) -> list[_Term]:
    """Return who binds whom, and how fast."""
    ligand, gp130, antibody = (b.kRLOn, b.kRLOff), (b.kgp130On, b.kgp130Off), (b.kIL6AbBind, b.kIL6AbUnbind)
    target = {"anti-IL-6": "IL6", "anti-IL-6R": "sR"}[drug]
    terms: list[_Term] = [
        ("R@liver", "IL6@liver", "R_IL6@liver", *ligand),
        ("R_IL6@liver", "gp130@liver", "R_IL6_gp130@liver", *gp130),
        ("sR_IL6@liver", "gp130@liver", "R_IL6_gp130@liver", *gp130),
        ("sR_IL6@gut", "gp130@gut", "R_IL6_gp130@gut", *gp130),
    ]
    for place in _TISSUES:
        terms += [
            (f"sR@{place}", f"IL6@{place}", f"sR_IL6@{place}", *ligand),
            (f"sR_IL6@{place}", f"sgp130@{place}", f"sR_IL6_sgp130@{place}", *gp130),
            (f"Ab@{place}", f"{target}@{place}", f"Ab_target@{place}", *antibody),
        ]
    return [*terms, ("Ab@liver", "R@liver", "Ab_R@liver", *antibody)] if drug == "anti-IL-6R" else terms


_RECEPTOR, _PSTAT3, _GUT_RECEPTOR = _AT["Ractive@liver"], _AT["pSTAT3@liver"], _AT["Ractive@gut"]
_BY = (np.array([0, 1, 2, 2, 3]), np.array([_RECEPTOR, _GUT_RECEPTOR, _PSTAT3, _RECEPTOR, _PSTAT3]))
"""Which of what saturates depends on which state."""
_SATURATING = np.zeros((len(_STATES), 4))
for _tissue, _column in (("liver", 0), ("gut", 1)):
    _SATURATING[[_AT[f"Ractive@{_tissue}"], _AT[f"R_IL6_gp130@{_tissue}"]], _column] = (-1, 1)
_SATURATING[[_PSTAT3, _AT["CRP@liver"]], [2, 3]] = 1


def _saturated(state: FloatArray, b: Body) -> tuple[float, float, float, float]:
    """Return what saturates: receptors going back in liver and gut, STAT3 phosphorylated, CRP secreted."""
    active, pstat3, gut = state.item(_RECEPTOR), state.item(_PSTAT3), state.item(_GUT_RECEPTOR)
    stat3 = b.STAT3 - pstat3
    return (
        b.VmRDephos * active / (b.KmRDephos + active),
        b.VmRDephos * gut / (b.KmRDephos + gut),
        b.kcatSTATPhos * active * stat3 / (b.KmSTATPhos + stat3) - b.VmSTATDephos * pstat3 / (b.KmSTATDephos + pstat3),
        b.kCRPSecretion * b.VmProtSynth * pstat3 / (b.KmProtSynth + pstat3),
    )


def _saturated_slopes(state: FloatArray, b: Body) -> tuple[float, float, float, float, float]:
    """Return the derivatives of what saturates, in the order of `_BY`."""
    active, pstat3, gut = state.item(_RECEPTOR), state.item(_PSTAT3), state.item(_GUT_RECEPTOR)
    stat3 = b.STAT3 - pstat3
    less = b.kcatSTATPhos * active * b.KmSTATPhos / (b.KmSTATPhos + stat3) ** 2
    return (
        b.VmRDephos * b.KmRDephos / (b.KmRDephos + active) ** 2,
        b.VmRDephos * b.KmRDephos / (b.KmRDephos + gut) ** 2,
        -less - b.VmSTATDephos * b.KmSTATDephos / (b.KmSTATDephos + pstat3) ** 2,
        b.kcatSTATPhos * stat3 / (b.KmSTATPhos + stat3),
        b.kCRPSecretion * b.VmProtSynth * b.KmProtSynth / (b.KmProtSynth + pstat3) ** 2,
    )
