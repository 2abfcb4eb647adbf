"""Why the ligand rises when it is blocked: receptor blocker and ligand neutraliser.

A cytokine is made at a constant rate and removed in two ways. A drug closes one of them.

Receptor blocker (tocilizumab): free ligand L is lost by itself (k0) and through its receptor (kR);
the drug C leaves the fraction phi = 1/(1 + C/Kd) of the receptors open:

    dL/dt = s - (k0 + kR phi) L          before the drug L0 = s / (k0 + kR)

Ligand neutraliser (siltuximab, canakinumab): of the total ligand LT the fraction f = Kd/(Kd + A)
is free, A being the free antibody sites; free ligand is lost at kF, by its receptor and all else, the complex at kC:

    dLT/dt = s - (kF f + kC (1 - f)) LT  before the drug L0 = s / kF

Everything is given as a multiple of the ligand before the drug. Drug and Kd in nM, rates per hour.
"""

from dataclasses import dataclass

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Numbers

_MOST_TIMES = 5000
_MOST_PER_H = 10**6


@dataclass(frozen=True, slots=True)
class ReceptorBlocker:
    """A drug that occupies the receptor.

    `kd_nM` is the dissociation constant of drug and receptor, positive; `free_elimination_per_h` k0, the loss of
    free ligand without its receptor, positive; `receptor_elimination_per_h` kR, the loss through all receptors
    open, zero or more; `reference` says where the numbers were published, or that they are illustrative.
    """

    kd_nM: float
    free_elimination_per_h: float
    receptor_elimination_per_h: float
    reference: str = "illustrative"

    def __post_init__(self) -> None:
        """Refuse rates and constants that cannot be."""
        checks.keep(self, "kd_nM", checks.positive, "Kd", "nM")
        name = "Free elimination rate k0"
        checks.keep(self, "free_elimination_per_h", checks.positive, name, "1/h", 0.1, least=1e-6, most=_MOST_PER_H)
        name = "Receptor-mediated elimination rate kR"
        checks.keep(self, "receptor_elimination_per_h", checks.not_negative, name, "1/h", 0.5, most=_MOST_PER_H)
        checks.keep_text(self, "reference")


@dataclass(frozen=True, slots=True)
class LigandNeutraliser:
    """A drug that occupies the ligand.

    `kd_nM` is the dissociation constant of drug and ligand, positive; `free_elimination_per_h` kF, the loss of
    free ligand, positive; `complex_elimination_per_h` kC, the loss of the drug-ligand complex, positive;
    `reference` says where the numbers were published, or that they are illustrative.
    """

    kd_nM: float
    free_elimination_per_h: float
    complex_elimination_per_h: float
    reference: str = "illustrative"

    def __post_init__(self) -> None:
        """Refuse rates and constants that cannot be."""
        checks.keep(self, "kd_nM", checks.positive, "Kd", "nM")
        limits: checks.Limits = {"least": 1e-6, "most": _MOST_PER_H}
        name = "Free elimination rate kF"
        checks.keep(self, "free_elimination_per_h", checks.positive, name, "1/h", 0.5, **limits)
        name = "Complex elimination rate kC"
        checks.keep(self, "complex_elimination_per_h", checks.positive, name, "1/h", 0.01, **limits)
        checks.keep_text(self, "reference")


@dataclass(frozen=True, slots=True, eq=False)
class Blocked:
    """Under a receptor blocker: open receptors; free ligand and signal as multiples of before."""

    open_receptors: FloatArray
    free_ligand: FloatArray
    signal: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True, eq=False)
class Neutralised:
    """Under a ligand neutraliser: free fraction; total and free ligand as multiples of before."""

    free_fraction: FloatArray
    total_ligand: FloatArray
    free_ligand: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def receptor_blocker_steady_state(drug: Numbers, blocker: ReceptorBlocker) -> Blocked:
    """Return open receptors, free ligand and signal once a constant drug level has acted, in the shape of `drug`.

    Free ligand (k0 + kR)/(k0 + kR phi) rises towards 1 + kR/k0; the signal is phi times that. `drug` is free
    drug, nM, zero or more. Raises ValueError for a negative drug level and for what is not a ReceptorBlocker.

    >>> level = receptor_blocker_steady_state(9, ReceptorBlocker(1, 0.1, 0.9))
    >>> round(float(level.free_ligand), 3), round(float(level.signal), 3)
    (5.263, 0.526)

    Source: Nishimoto 2008, doi:10.1182/blood-2008-05-155846 (loss of receptor-mediated
    consumption), written as a turnover equation.
    """
    phi = _open_fraction(drug, blocker, ReceptorBlocker)
    before, now = _blocker_rates(phi, blocker)
    return Blocked(phi, before / now, phi * before / now)


@checks.guarded
def receptor_blocker_limit(blocker: ReceptorBlocker) -> float:
    """Return the largest rise of free ligand that a receptor blocker can cause, as a multiple: 1 + kR/k0.

    Raises ValueError for what is not a ReceptorBlocker.

    >>> round(receptor_blocker_limit(ReceptorBlocker(1, 0.1, 0.9)), 6)
    10.0

    Source: limit of `receptor_blocker_steady_state` with all receptors closed.
    """
    checks.record(blocker, "Blocker", ReceptorBlocker)
    return 1 + blocker.receptor_elimination_per_h / blocker.free_elimination_per_h


@checks.guarded
def receptor_blocker_course(times: Numbers, drug: Numbers, blocker: ReceptorBlocker) -> Blocked:
    """Return the same as `receptor_blocker_steady_state`, over time: arrays of shape (t,).

    `times` are increasing hours since the first drug, shape (t,), at most 5,000; `drug` is free drug, nM, one
    number (constant) or one for each time, joined by straight lines. Free ligand is 1 at the first time. Raises
    ValueError for an argument out of range or of the wrong length.

    >>> receptor_blocker_course([0, 10, 100], 9, ReceptorBlocker(1, 0.1, 0.9)).free_ligand.round(3).tolist()
    [1.0, 4.626, 5.263]

    Source: Nishimoto 2008, doi:10.1182/blood-2008-05-155846, written as a turnover equation.
    """
    times = checks.times(times, most=_MOST_TIMES)
    phi = _open_fraction(_per_time(drug, times), blocker, ReceptorBlocker)
    before, closed = _blocker_rates(np.array([1.0, 0.0]), blocker)[1]
    ligand = _turnover(times, phi, before, _Rates(before, closed))
    phi = np.broadcast_to(phi, times.shape)
    return Blocked(phi, ligand, phi * ligand)


@checks.guarded
def neutraliser_steady_state(drug: Numbers, neutraliser: LigandNeutraliser) -> Neutralised:
    """Return free fraction, total and free ligand once a constant antibody level has acted, in the shape of `drug`.

    Total ligand kF/(kF f + kC (1 - f)) rises towards kF/kC while the free ligand falls. `drug` is free binding
    sites of the antibody, nM, zero or more. Raises ValueError for a negative drug level and for what is not a
    LigandNeutraliser.

    >>> level = neutraliser_steady_state(9, LigandNeutraliser(1, 0.5, 0.01))
    >>> round(float(level.total_ligand), 3), round(float(level.free_ligand), 3)
    (8.475, 0.847)

    Source: Hayashi 2007, doi:10.1111/j.1365-2125.2006.02803.x (binding at quasi-equilibrium).
    """
    free = _open_fraction(drug, neutraliser, LigandNeutraliser)
    total = neutraliser.free_elimination_per_h / _neutraliser_rate(free, neutraliser)
    return Neutralised(free, total, free * total)


@checks.guarded
def neutraliser_limit(neutraliser: LigandNeutraliser) -> float:
    """Return the total ligand when all of it is bound, as a multiple of that before the drug: kF/kC.

    Raises ValueError for what is not a LigandNeutraliser.

    >>> neutraliser_limit(LigandNeutraliser(1, 0.5, 0.01))
    50.0

    Source: limit of `neutraliser_steady_state` at high antibody.
    """
    checks.record(neutraliser, "Neutraliser", LigandNeutraliser)
    return neutraliser.free_elimination_per_h / neutraliser.complex_elimination_per_h


@checks.guarded
def neutraliser_course(times: Numbers, drug: Numbers, neutraliser: LigandNeutraliser) -> Neutralised:
    """Return the same as `neutraliser_steady_state`, over time: arrays of shape (t,).

    `times` are increasing hours since the first drug, shape (t,), at most 5,000; `drug` is free binding sites,
    nM, one number (constant) or one for each time, joined by straight lines. Total ligand is 1 at the first
    time. Raises ValueError for an argument out of range or of the wrong length.

    >>> neutraliser_course([0, 10, 100], 9, LigandNeutraliser(1, 0.5, 0.01)).total_ligand.round(2).tolist()
    [1.0, 4.33, 8.45]

    Source: Hayashi 2007, doi:10.1111/j.1365-2125.2006.02803.x (binding at quasi-equilibrium).
    """
    times = checks.times(times, most=_MOST_TIMES)
    free = _open_fraction(_per_time(drug, times), neutraliser, LigandNeutraliser)
    before, bound = _neutraliser_rate(np.array([1.0, 0.0]), neutraliser)
    total = _turnover(times, free, before, _Rates(before, bound))
    free = np.broadcast_to(free, times.shape)
    return Neutralised(free, total, free * total)


@dataclass(frozen=True, slots=True)
class _Rates:
    """Removal (1/h) with all of the target open (or free), and with all of it closed (or bound)."""

    open: float
    closed: float


def _open_fraction(
    drug: Numbers, record: ReceptorBlocker | LigandNeutraliser, kind: type[ReceptorBlocker] | type[LigandNeutraliser]
) -> FloatArray:
    """Return the fraction that the checked drug level leaves open."""
    checks.record(record, "Drug", kind)
    return 1 / (1 + checks.not_negative(drug, "Drug concentration", "nM", 100.0) / record.kd_nM)


def _blocker_rates(phi: FloatArray, blocker: ReceptorBlocker) -> tuple[float, FloatArray]:
    """Return the removal rate before the drug and at the open fraction phi."""
    free, receptor = blocker.free_elimination_per_h, blocker.receptor_elimination_per_h
    return free + receptor, free + receptor * phi


def _neutraliser_rate(free: FloatArray, neutraliser: LigandNeutraliser) -> FloatArray:
    """Return the mean removal rate of total ligand at the free fraction."""
    bound = neutraliser.complex_elimination_per_h * (1 - free)
    return neutraliser.free_elimination_per_h * free + bound


def _per_time(drug: Numbers, times: FloatArray) -> FloatArray:
    """Return the checked drug level: one, or one for each time."""
    drug = checks.not_negative(drug, "Drug concentration", "nM", 100.0)
    if drug.ndim and drug.shape != times.shape:
        raise ValueError(
            f"Drug concentration must be one number or one for each of the {times.size} times, but"
            f" its shape is {drug.shape}. Give an array of the same length as the times."
        )
    return drug


# The linear equation y' = production - r(t) y, solved stretch by stretch ----------------------------

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_NODES, _WEIGHTS = (_NODES + 1) / 2, _WEIGHTS / 2
_DEPTHS = np.exp2(np.arange(-2, 7))  # e^-64 of the ligand is left beyond the last one


def _turnover(times: FloatArray, share: FloatArray, production: float, rates: _Rates) -> FloatArray:
    """Return y of y' = production - r y from y = 1 at the first time.

    r = open `share` + closed (1 - share), and 1/share (1 + drug/Kd) is a straight line between the times. What was
    made a while ago is left by the factor e^-x, x being r summed up since then. So y after a stretch is
    y e^-x(whole) + production x integral of e^-x, by Gauss-Legendre on pieces at which x doubles.
    """
    if share.ndim == 0:
        rate = rates.closed + (rates.open - rates.closed) * share
        steady = production / rate
        return steady + (1 - steady) * np.exp(-rate * (times - times[0]))
    stretch = _Stretches(np.diff(times), 1 / share[:-1], 1 / share[1:], rates)
    whole = stretch.lost_since(np.ones(times.size - 1), stretch.first)
    made = production * _integral(stretch, whole)
    y = [1.0]
    for kept, new in zip(np.exp(-whole).tolist(), made.tolist(), strict=True):
        y.append(y[-1] * kept + new)
    return np.array(y)


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches between two times: their length, 1 + drug/Kd at both ends, and the removal rates.

    A place in each is a part from 0 (at the end) to 1 (at the beginning).
    """

    hours: FloatArray
    first: FloatArray
    last: FloatArray
    rates: _Rates

    def level(self, part: FloatArray) -> FloatArray:
        """Return 1 + drug/Kd at a place."""
        return self.last * (1 - part) + self.first * part

    def lost_since(self, part: FloatArray, level: FloatArray) -> FloatArray:
        """Return x, the removal rate summed up from a place, with its level, to the end."""
        rise = (self.last - level) / level
        log_ratio = np.where(np.abs(rise) < 0.1, np.log1p(rise), np.log(self.last / level))
        mean_share = np.where(np.abs(rise) > 1e-8, log_ratio / rise, 1 - rise / 2) / level
        return self.hours * part * (self.rates.closed + (self.rates.open - self.rates.closed) * mean_share)

    def part_with(self, depth: float) -> FloatArray:
        """Return the place from which x is about `depth`, found by halving the exponent of the part."""
        low, high = np.full(self.hours.shape, -1070.0), np.zeros(self.hours.shape)
        for _ in range(14):
            middle = (low + high) / 2
            part = np.exp2(middle)
            beyond = self.lost_since(part, self.level(part)) > depth
            low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
        return np.exp2(high)


def _integral(stretch: _Stretches, whole: FloatArray) -> FloatArray:
    """Return the integral of e^-x over every stretch, in hours."""
    total, begin = np.zeros(whole.size), np.zeros(whole.size)
    for depth in _DEPTHS:
        deeper = whole > depth
        end = np.where(deeper, stretch.part_with(depth), 1.0) if np.any(deeper) else np.ones(whole.size)
        total += _piece(stretch, begin, end)
        begin = end
        if not np.any(deeper):
            break
    return total


def _piece(stretch: _Stretches, begin: FloatArray, end: FloatArray) -> FloatArray:
    """Return the integral of e^-x between two places of every stretch, in hours.

    The nodes are even in the logarithm of 1 + drug/Kd, in which r is smooth however steep the drug rises.
    """
    here = stretch.level(begin)
    span = np.log(stretch.level(end) / here)
    even, whole = np.abs(span) < 1e-8, np.expm1(span)
    panels = int(np.ceil(max(np.max(np.abs(span)) / 6, 1.0)))
    total = np.zeros(begin.size)
    for panel in range(panels):
        for node, weight in zip((_NODES + panel) / panels, _WEIGHTS / panels, strict=True):
            place = np.where(even, node, np.expm1(span * node) / whole)
            speed = np.where(even, 1.0, span * np.exp(span * node) / whole)
            lost = stretch.lost_since(begin + (end - begin) * place, here * np.exp(span * node))
            total += weight * speed * np.exp(-lost)
    return total * (end - begin) * stretch.hours
