"""Two kinds of helper cells that hold each other back, Th1 by interferon-γ and Th2 by IL-10, and IL-12 that tips them.

The model of Kogan 2013, doi:10.3934/dcdsb.2013.18.1017, for the lymph nodes beside a melanoma: its equations (2) with
Table 1, whose names the parameters keep (the printed zeros a_1 and a_2 are left out); deposited as BIOMD0000000881.
Hours, cells per mL, ng/mL; L is IL-12, T1 and T2 are Th1 and Th2 cells, G is interferon-γ and I is IL-10.

    T1' = r_T b_1/(I + b_1) (1 + c_1 L/(L + d_1)) - mu_T T1
    T2' = r_T b_2/(G + b_2) (c_2 + (1 - c_2) d_1/(L + d_1)) - mu_T T2
    G'  = p_G (1 + c_G L/(L + d_G)) + q_G T1 (1 + e_G L/(L + f_G)) (a_G + (1 - a_G) b_G/(I + b_G)) - mu_G G
    I'  = p_I (a_I + (1 - a_I) b_I/(G + b_I)) + q_I T2 - mu_I I

New cells are recruited all the time, and what is in the node tells them what to become; no cell remembers. The example
that the paper prints for 0.52 ng/mL of IL-12 comes out only when IL-12 does not raise interferon-γ (c_G = e_G = 0).
"""

from dataclasses import dataclass, fields

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Number, Numbers

REFERENCE = "Kogan 2013, doi:10.3934/dcdsb.2013.18.1017, equations (2) and Table 1"
_MOST_IL12 = 100.0
_LAST_H = 100_000.0
_TOLERANCE = 1e-9
_PLACES = 400  # between the lowest and the highest interferon-γ there can be, where a change of sign is looked for
_SHARES = ("a_G", "a_I", "c_2")
_FOLDS = ("c_1", "c_G", "e_G")


@dataclass(frozen=True, slots=True)
class LymphNode:
    """Parameters under the names of the paper: shares a_G, a_I, c_2 from 0 to 1, folds c_1, c_G, e_G zero or more."""

    mu_T: float
    r_T: float
    b_1: float
    b_2: float
    mu_G: float
    q_G: float
    p_G: float
    a_G: float
    b_G: float
    mu_I: float
    q_I: float
    p_I: float
    a_I: float
    b_I: float
    c_1: float
    d_1: float
    c_2: float
    c_G: float
    d_G: float
    e_G: float
    f_G: float
    reference: str = REFERENCE

    def __post_init__(self) -> None:
        """Refuse parameters that cannot be."""
        for name in (field.name for field in fields(self) if field.name != "reference"):
            if name in _SHARES:
                checks.keep(self, name, checks.fraction, name)
            elif name in _FOLDS:
                checks.keep(self, name, checks.not_negative, name, "", 1.0, most=1e4)
            else:
                checks.keep(self, name, checks.positive, name, "", 1.0, least=1e-10, most=1e8)
        checks.keep_text(self, "reference")


MELANOMA_NODE = LymphNode(
    mu_T=0.001, r_T=1000.0, b_1=0.35, b_2=0.18, mu_G=0.6, q_G=1e-7, p_G=0.016, a_G=0.59, b_G=0.13, mu_I=0.36, q_I=1e-7,
    p_I=0.5, a_I=0.12, b_I=0.025, c_1=30.0, d_1=0.8, c_2=0.1, c_G=12.0, d_G=0.05, e_G=5.4, f_G=0.22,
)  # fmt: skip
"""The lymph node beside a melanoma, Kogan 2013, Table 1; every number is a row of the table `model_parameters`."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A state that stays: cells per mL, cytokines in ng/mL, and how fast what is near it leaves (negative: comes back).

    `slowest_per_h` is the largest real part of the four eigenvalues.
    """

    th1: float
    th2: float
    ifng: float
    il10: float
    slowest_per_h: float

    def __post_init__(self) -> None:
        """Refuse amounts that are negative."""
        for name in ("th1", "th2", "ifng", "il10"):
            checks.keep(self, name, checks.not_negative, name)
        checks.keep(self, "slowest_per_h", checks.finite, "slowest_per_h")

    @property
    def stable(self) -> bool:
        """Whether what is a little off comes back."""
        return self.slowest_per_h < 0


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course of the node: hours, cells per mL, interferon-γ and IL-10 in ng/mL, each of shape (t,)."""

    hours: FloatArray
    th1: FloatArray
    th2: FloatArray
    ifng: FloatArray
    il10: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def rests(il12: Number = 0.0, node: LymphNode = MELANOMA_NODE) -> tuple[Rest, ...]:
    """Return every state that stays, at least one, from the least interferon-γ (most Th2 cells) to the most.

    `il12` is in ng/mL, zero to 100. At rest the cells and IL-10 follow from interferon-γ, and interferon-γ from these:
    a number that has to come back as itself. Where it does is found between the least and the most there can be.
    Raises ValueError for an argument out of range.

    >>> [(round(rest.th1, -3), round(rest.th2, -3), rest.stable) for rest in rests()]
    [(326000.0, 743000.0, True)]

    Solver: change of sign on a grid, then scipy brentq. Source: Kogan 2013, doi:10.3934/dcdsb.2013.18.1017.
    """
    from scipy.optimize import brentq  # takes a quarter of a second to load

    amount = _il12(il12)
    n = checks.record(node, "Node", LymphNode)
    own, per_cell = _ifng_made(amount, n)
    least, most = own / n.mu_G, (own + per_cell * _th1(0.0, amount, n)) / n.mu_G
    places = np.geomspace(least * (1 - 1e-9), most * (1 + 1e-9), _PLACES)
    off = _returned(places, amount, n) - places
    crossings = np.flatnonzero(np.signbit(off[:-1]) != np.signbit(off[1:]))

    def excess(ifng: float) -> float:
        return float(_returned(ifng, amount, n)) - ifng

    return tuple(
        _rest(brentq(excess, left, right, xtol=1e-15, rtol=1e-14), amount, n)
        for left, right in zip(places[crossings].tolist(), places[crossings + 1].tolist(), strict=True)
    )


@checks.guarded
def il12_to_balance(node: LymphNode = MELANOMA_NODE) -> float | None:
    """Return the IL-12 (ng/mL) at which Th1 and Th2 cells are equally many at rest, coming from the side of Th2.

    It is 0 where Th1 cells are not fewer without any, and None where 100 ng/mL do not make them as many. Raises
    ValueError for what is not a LymphNode.

    >>> round(il12_to_balance(), 5)
    0.00854

    Source: the module's equations; this threshold is worked out here, not in the paper.
    """
    from scipy.optimize import brentq  # takes a quarter of a second to load

    n = checks.record(node, "Node", LymphNode)

    def lead(il12: float) -> float:
        rest = rests(il12, n)[0]
        return float(np.log(rest.th1 / rest.th2))

    if lead(0.0) >= 0:
        return 0.0
    return brentq(lead, 0.0, _MOST_IL12, xtol=1e-12, rtol=1e-10) if lead(_MOST_IL12) > 0 else None


@checks.guarded
def simulate(times: Numbers, il12: Number, given_h: Number, node: LymphNode = MELANOMA_NODE) -> Course:
    """Return what becomes of a node that rests without IL-12 and then has some for a while.

    `times` are increasing hours, shape (t,), at most 100,000; `il12` (ng/mL, zero to 100) is there from hour 0 to hour
    `given_h` (zero or more). Raises ValueError for an argument out of range and when the equations cannot be solved.

    >>> (simulate([0, 1440, 8640], 0.1, 1440).th1 / 1e5).round(1).tolist()
    [3.3, 17.6, 3.3]

    Solver: scipy odeint (LSODA), tolerance 1e-9. Source: Kogan 2013, doi:10.3934/dcdsb.2013.18.1017.
    """
    times = checks.times(times, last=_LAST_H)
    amount = _il12(il12)
    given = checks.single(checks.not_negative(given_h, "Hours with IL-12", "h", most=_LAST_H), "Hours with IL-12")
    n = checks.record(node, "Node", LymphNode)
    begin = rests(0.0, n)[0]
    start = [begin.th1, begin.th2, begin.ifng, begin.il10]
    edges = [given] if given > 0 else []
    inputs = [amount, 0.0] if given > 0 else [0.0]

    def change(_: float, state: FloatArray, present: float) -> list[float]:
        return _rates(state, present, n)

    return Course(times, *piecewise.solve(change, start, times, edges, inputs, _TOLERANCE).T)


def _il12(value: Number) -> float:
    return checks.single(checks.not_negative(value, "IL-12", "ng/mL", 0.1, most=_MOST_IL12), "IL-12")


def _share(base: float, half: float, of: float | FloatArray) -> FloatArray:
    """Return what is left of 1 under an inhibitor `of` with half its effect at `half`, never less than `base`."""
    return base + (1 - base) * half / (np.asarray(of) + half)


def _ifng_made(il12: float, n: LymphNode) -> tuple[float, float]:
    """Return the interferon-γ made by other cells (ng/mL/h) and by each Th1 cell that no IL-10 reaches."""
    own = n.p_G * (1 + n.c_G * il12 / (il12 + n.d_G))
    return own, n.q_G * (1 + n.e_G * il12 / (il12 + n.f_G))


def _th1(il10: float | FloatArray, il12: float, n: LymphNode) -> FloatArray:
    """Return the Th1 cells at rest."""
    return n.r_T / n.mu_T * _share(0.0, n.b_1, il10) * (1 + n.c_1 * il12 / (il12 + n.d_1))


def _th2(ifng: float | FloatArray, il12: float, n: LymphNode) -> FloatArray:
    """Return the Th2 cells at rest."""
    return n.r_T / n.mu_T * _share(0.0, n.b_2, ifng) * _share(n.c_2, n.d_1, il12)


def _il10(ifng: float | FloatArray, il12: float, n: LymphNode) -> FloatArray:
    """Return the IL-10 at rest."""
    return (n.p_I * _share(n.a_I, n.b_I, ifng) + n.q_I * _th2(ifng, il12, n)) / n.mu_I


def _returned(ifng: float | FloatArray, il12: float, n: LymphNode) -> FloatArray:
    """Return the interferon-γ that comes back when everything else has settled to `ifng`."""
    own, per_cell = _ifng_made(il12, n)
    il10 = _il10(ifng, il12, n)
    return (own + per_cell * _th1(il10, il12, n) * _share(n.a_G, n.b_G, il10)) / n.mu_G


def _rest(ifng: float, il12: float, n: LymphNode) -> Rest:
    il10 = float(_il10(ifng, il12, n))
    th1, th2 = float(_th1(il10, il12, n)), float(_th2(ifng, il12, n))
    values = np.linalg.eigvals(_jacobian(th1, ifng, il10, il12, n))
    return Rest(th1, th2, ifng, il10, float(np.real(values).max()))


def _jacobian(th1: float, ifng: float, il10: float, il12: float, n: LymphNode) -> FloatArray:
    """Return the partial derivatives of the rates, order (Th1, Th2, interferon-γ, IL-10)."""
    _, per_cell = _ifng_made(il12, n)
    th2 = float(_th2(ifng, il12, n))
    kept = float(_share(n.a_G, n.b_G, il10))
    return np.array(
        [
            [-n.mu_T, 0, 0, -n.mu_T * th1 / (il10 + n.b_1)],
            [0, -n.mu_T, -n.mu_T * th2 / (ifng + n.b_2), 0],
            [per_cell * kept, 0, -n.mu_G, -per_cell * th1 * (1 - n.a_G) * n.b_G / (il10 + n.b_G) ** 2],
            [0, n.q_I, -n.p_I * (1 - n.a_I) * n.b_I / (ifng + n.b_I) ** 2, -n.mu_I],
        ]
    )


def _rates(state: FloatArray, il12: float, n: LymphNode) -> list[float]:
    """Return how fast cells and cytokines change; plain floats, because they are faster than arrays."""
    th1, th2, ifng, il10 = state.tolist()
    own, per_cell = _ifng_made(il12, n)
    return [
        n.r_T * n.b_1 / (il10 + n.b_1) * (1 + n.c_1 * il12 / (il12 + n.d_1)) - n.mu_T * th1,
        n.r_T * n.b_2 / (ifng + n.b_2) * (n.c_2 + (1 - n.c_2) * n.d_1 / (il12 + n.d_1)) - n.mu_T * th2,
        own + per_cell * th1 * (n.a_G + (1 - n.a_G) * n.b_G / (il10 + n.b_G)) - n.mu_G * ifng,
        n.p_I * (n.a_I + (1 - n.a_I) * n.b_I / (ifng + n.b_I)) + n.q_I * th2 - n.mu_I * il10,
    ]
