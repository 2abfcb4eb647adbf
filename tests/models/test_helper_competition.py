"""Helper cells in competition: every state by two other ways, the threshold by following it, the paper's numbers."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.polynomial import Polynomial
from scipy.integrate import solve_ivp
from scipy.optimize import root

from helpers.models import helper_competition as helpers
from helpers.models.helper_competition import MELANOMA_NODE, LymphNode

RANGES = {  # Table 1 of the paper, where it gives one
    "mu_T": (5e-4, 5e-3), "r_T": (1e2, 1e4), "b_1": (0.07, 0.8), "b_2": (0.03, 0.2), "mu_G": (0.45, 1.0),
    "q_G": (5e-8, 5e-7), "p_G": (5e-4, 1.5), "a_G": (0.5, 0.67), "b_G": (0.06, 0.2), "mu_I": (0.27, 0.6),
    "q_I": (4e-9, 5e-6), "p_I": (2e-4, 10.0), "c_1": (7.0, 60.0), "d_1": (0.1, 1.5), "c_G": (1.0, 20.0),
    "d_G": (0.02, 0.1),
}  # fmt: skip
WITHOUT = replace(MELANOMA_NODE, c_G=0.0, e_G=0.0)  # IL-12 does not raise interferon-γ
SWITCH = replace(  # far from the paper: the two hold each other back so well that either can win
    MELANOMA_NODE, a_G=0.0, a_I=0.0, p_G=0.0018, p_I=0.15, q_G=2.4e-5, q_I=2.6e-6, b_1=0.38, b_2=0.16, b_G=0.064,
    b_I=0.0073,
)  # fmt: skip


def deposited(x, il12: float, n: LymphNode) -> list[float]:
    """Rates of T1, T2, G and I as the laws of the deposited file."""
    t1, t2, g, i = x
    return [
        (1 + n.c_1 * il12 / (il12 + n.d_1)) * n.r_T * n.b_1 / (n.b_1 + i) - n.mu_T * t1,
        (n.c_2 + (1 - n.c_2) * n.d_1 / (il12 + n.d_1)) * n.r_T * n.b_2 / (n.b_2 + g) - n.mu_T * t2,
        n.p_G * (1 + n.c_G * il12 / (il12 + n.d_G))
        + n.q_G * t1 * (n.a_G + (1 - n.a_G) * n.b_G / (i + n.b_G)) * (1 + n.e_G * il12 / (il12 + n.f_G))
        - n.mu_G * g,
        n.p_I * (n.a_I + (1 - n.a_I) * n.b_I / (g + n.b_I)) + n.q_I * t2 - n.mu_I * i,
    ]


def followed(start: list[float], hours: list[float], il12: float, n: LymphNode) -> np.ndarray:
    """T1, T2, G and I at these hours by BDF."""
    end = (0, hours[-1])
    options = {"t_eval": hours, "rtol": 1e-8, "atol": [1e-2, 1e-2, 1e-9, 1e-9]}
    return solve_ivp(lambda _, x: deposited(x, il12, n), end, start, "BDF", **options).y


def by_polynomial(il12: float, n: LymphNode) -> list[float]:
    """Every positive interferon-γ at rest: the equations multiplied out leave one polynomial of degree five."""
    g = Polynomial([0, 1])
    th2 = n.r_T * n.b_2 / n.mu_T * (n.c_2 + (1 - n.c_2) * n.d_1 / (il12 + n.d_1))  # times 1/(g + b_2)
    below = (g + n.b_I) * (g + n.b_2)
    above = (n.p_I * ((n.a_I * (g + n.b_I) + (1 - n.a_I) * n.b_I) * (g + n.b_2)) + n.q_I * th2 * (g + n.b_I)) / n.mu_I
    own = n.p_G * (1 + n.c_G * il12 / (il12 + n.d_G))
    th1 = n.r_T * n.b_1 / n.mu_T * (1 + n.c_1 * il12 / (il12 + n.d_1)) * n.q_G * (1 + n.e_G * il12 / (il12 + n.f_G))
    first, second = above + n.b_1 * below, above + n.b_G * below  # I + b_1 and I + b_G, times `below`
    balance = (n.mu_G * g - own) * first * second - th1 * below * (n.a_G * second + (1 - n.a_G) * n.b_G * below)
    roots = balance.roots()
    return sorted(r.real for r in roots if abs(r.imag) < 1e-7 * abs(r) and r.real > 0)


def drawn(number: int) -> list[LymphNode]:
    """Nodes whose parameters lie in the ranges of the paper, evenly in their logarithm."""
    dice = np.random.default_rng(7)
    return [
        replace(MELANOMA_NODE, **{name: float(np.exp(dice.uniform(*np.log(ends)))) for name, ends in RANGES.items()})
        for _ in range(number)
    ]


@pytest.mark.parametrize("il12", [0.0, 0.1, 100.0])
def test_the_state_that_stays_is_where_the_course_ends(il12: float) -> None:
    (rest,) = helpers.rests(il12)
    assert rest.stable
    ends = [followed(start, [60_000.0], il12, MELANOMA_NODE)[:, -1] for start in ([0, 1e6, 0, 9], [2e7, 0, 20, 0])]
    for end in ends:
        np.testing.assert_allclose([rest.th1, rest.th2, rest.ifng, rest.il10], end, rtol=1e-5)


def test_there_is_one_state_within_the_ranges_of_the_paper() -> None:
    """As the paper found for 100 sets of parameters: one state, and what is near it comes back."""
    for node in drawn(100):
        for il12 in (0.0, 0.3):
            (rest,) = helpers.rests(il12, node)
            assert rest.stable
            assert [rest.ifng] == pytest.approx(by_polynomial(il12, node), rel=1e-6)


def test_three_states_are_found_where_there_are_three() -> None:
    states = helpers.rests(0.0, SWITCH)
    assert [state.ifng for state in states] == pytest.approx(by_polynomial(0.0, SWITCH), rel=1e-6)
    assert [state.stable for state in states] == [True, False, True]
    middle = states[1]
    for factor, end in ((0.99, states[0]), (1.01, states[2])):
        start = [middle.th1 * factor, middle.th2, middle.ifng, middle.il10]
        assert followed(start, [100_000.0], 0.0, SWITCH)[2, -1] == pytest.approx(end.ifng, rel=1e-4)


def test_the_slowest_way_back_is_that_of_the_jacobian_by_differences() -> None:
    (rest,) = helpers.rests(0.1)
    at = np.array([rest.th1, rest.th2, rest.ifng, rest.il10])
    steps = 1e-6 * at
    sides = [[np.array(deposited(at + sign * step, 0.1, MELANOMA_NODE)) for sign in (1, -1)] for step in np.diag(steps)]
    jacobian = np.array([(up - down) / (2 * step) for (up, down), step in zip(sides, steps, strict=True)]).T
    assert rest.slowest_per_h == pytest.approx(np.linalg.eigvals(jacobian).real.max(), rel=1e-5)


@pytest.mark.parametrize(("node", "expected"), [(MELANOMA_NODE, 8.5431e-3), (WITHOUT, 1.95220e-2)])
def test_the_threshold_is_met_on_the_way_up(node: LymphNode, expected: float) -> None:
    """By continuation: the state without IL-12 is followed in small steps of IL-12 by Newton's method."""
    scale = np.array([1e6, 1e6, 1.0, 1.0])
    at = np.array([3e5, 7e5, 0.06, 0.7]) / scale
    steps, leads = np.linspace(0, 0.03, 301), []
    for il12 in steps:
        at = root(lambda x, il12=il12: deposited(x * scale, il12, node) / scale, at, tol=1e-13).x
        leads.append(np.log(at[0] / at[1]))
    assert leads[0] < 0 < leads[-1] and np.all(np.diff(leads) > 0)
    assert helpers.il12_to_balance(node) == pytest.approx(float(np.interp(0, leads, steps)), rel=1e-4)
    assert helpers.il12_to_balance(node) == pytest.approx(expected, rel=1e-4)


def test_the_threshold_is_none_where_il10_is_too_strong_and_nothing_where_there_is_none() -> None:
    assert helpers.il12_to_balance(replace(MELANOMA_NODE, p_I=1e4)) is None
    assert helpers.il12_to_balance(replace(MELANOMA_NODE, p_I=1e-3)) == 0


def test_the_example_of_the_paper() -> None:
    """0.52 ng/mL of IL-12, 1 ng/mL of interferon-γ, 7.8 million Th1 and 99,000 Th2 cells, a ratio of about 80."""
    (rest,) = helpers.rests(0.52, WITHOUT)
    assert (rest.th1, rest.th2, rest.ifng) == pytest.approx((7.8e6, 9.9e4, 1.0), rel=0.01)
    assert rest.th1 / rest.th2 == pytest.approx(80, rel=0.02)
    (printed,) = helpers.rests(0.52)
    assert printed.ifng > 5 and printed.th1 == pytest.approx(8.5e6, rel=0.01), "with IL-12 raising interferon-γ"


def test_more_il10_helps_th2_and_holds_th1_back() -> None:
    """Figure 3 of the paper."""
    for name, values in (("p_I", (0.01, 0.25, 0.5, 1.0)), ("q_I", (1e-8, 1e-7, 1e-6, 6e-6))):
        found = [helpers.rests(0.0, replace(MELANOMA_NODE, **{name: value}))[0] for value in values]
        assert np.all(np.diff([rest.th1 for rest in found]) < 0) and np.all(np.diff([rest.th2 for rest in found]) > 0)


@pytest.mark.parametrize(("il12", "given_h"), [(0.1, 1440.0), (0.5, 720.0), (0.005, 8640.0), (0.1, 0.0), (0.0, 1440.0)])
def test_second_solver(il12: float, given_h: float) -> None:
    hours = np.unique(np.r_[np.linspace(0, 8640, 73), given_h])
    course = helpers.simulate(hours, il12, given_h)
    (rest,) = helpers.rests()
    start, inside = np.array([rest.th1, rest.th2, rest.ifng, rest.il10]), hours <= given_h
    expected = np.repeat(start[:, None], hours.size, axis=1)
    if given_h:
        expected[:, inside] = followed(start.tolist(), hours[inside].tolist(), il12, MELANOMA_NODE)
    if np.any(~inside):
        last = expected[:, inside][:, -1].tolist()
        expected[:, ~inside] = followed(last, [0.0, *(hours[~inside] - given_h)], 0.0, MELANOMA_NODE)[:, 1:]
    np.testing.assert_allclose([course.th1, course.th2, course.ifng, course.il10], expected, rtol=1e-5)


def test_without_il12_it_goes_back_to_where_it_was() -> None:
    """As the paper says: relieved of IL-12 the balance returns."""
    course = helpers.simulate([0.0, 1440.0, 20_000.0], 0.1, 1440.0)
    assert course.th1[1] > course.th2[1]
    assert course.th1[2] == pytest.approx(course.th1[0], rel=1e-3)
    assert course.th2[2] == pytest.approx(course.th2[0], rel=1e-3)


def test_hours_go_up_to_100_000_and_il12_to_100() -> None:
    assert helpers.simulate([0.0, 100_000.0], 100.0, 100_000.0).th1[-1] == pytest.approx(helpers.rests(100.0)[0].th1)
    with pytest.raises(ValueError, match=r"time must be .* of h, at most 100,000, but it is 100001"):
        helpers.simulate([0.0, 100_001.0], 0.1, 0.0)
    with pytest.raises(ValueError, match=r"IL-12 must be .* at most 100, but it is 101"):
        helpers.rests(101.0)
    with pytest.raises(ValueError, match=r"Hours with IL-12 must be"):
        helpers.simulate([0.0, 1.0], 0.1, -1.0)


@pytest.mark.parametrize("field", [field.name for field in fields(LymphNode) if field.name != "reference"])
def test_parameters_refuse(field: str) -> None:
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(MELANOMA_NODE, **{field: -1.0})
