"""Doses that are late, unequal or left out, and antibodies that raise the clearance: limits, and a second solver."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import dose_plan
from helpers.models import pharmacokinetics as pk
from helpers.models.dose_plan import Antibodies, planned_course

DRUG = pk.USTEKINUMAB
GIVEN, MG = [0.0, 28.0, 112.0, 196.0], [90.0, 90.0, 90.0, 45.0]


def test_the_usual_antibodies_come_after_sixteen_weeks_and_treble_the_clearance():
    assert Antibodies() == Antibodies(112.0, 3.0)
    assert planned_course([196], GIVEN[:3], MG[:3], DRUG, Antibodies()) == pytest.approx(0.004818, rel=0.001)


def test_equal_doses_on_time_are_those_of_superposition():
    days = np.linspace(0, 300, 61)
    expected = pk.repeat_doses(lambda since: pk.one_compartment(since, 45, DRUG), days, 84, 4)
    found = planned_course(days, 84.0 * np.arange(4), np.full(4, 45.0), DRUG)
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_antibodies_that_change_nothing_change_nothing():
    days = np.linspace(0, 400, 401)
    alone = planned_course(days, GIVEN, MG, DRUG)
    for day in (0.0, 50.0, 112.0, 9000.0):
        np.testing.assert_allclose(planned_course(days, GIVEN, MG, DRUG, Antibodies(day, 1.0)), alone, atol=1e-12)
    np.testing.assert_array_equal(planned_course(days, GIVEN, MG, DRUG, Antibodies(9000.0, 5.0)), alone)


def test_from_the_first_day_on_it_is_another_clearance():
    days = np.linspace(0, 400, 401)
    faster = replace(DRUG, clearance_L_per_d=3 * DRUG.clearance_L_per_d)
    expected = planned_course(days, GIVEN, MG, faster)
    np.testing.assert_allclose(planned_course(days, GIVEN, MG, DRUG, Antibodies(0.0, 3.0)), expected, atol=1e-12)


def test_arguments_refuse():
    with pytest.raises(ValueError, match="Every dose needs its day, but there are 1 doses and 2 days"):
        planned_course([1.0], [0.0, 7.0], [45.0], DRUG)
    with pytest.raises(ValueError, match="Days of the doses must be"):
        planned_course([1.0], [7.0, 0.0], [45.0, 45.0], DRUG)
    with pytest.raises(ValueError, match="Factor of the clearance must be"):
        Antibodies(factor=0.0)
    assert planned_course([10_000.0], [0.0], [45.0], DRUG) == pytest.approx(0, abs=1e-9)
    with pytest.raises(ValueError, match="Time must be"):
        planned_course([10_001.0], [0.0], [45.0], DRUG)


@pytest.mark.parametrize("antibodies", [None, Antibodies(100.0, 3.0), Antibodies(119.0, 0.5)])
def test_a_second_solver_finds_the_same(antibodies: dose_plan.Antibodies | None):
    days = np.linspace(0, 300, 301)

    def change(day: float, state: np.ndarray, factor: float) -> list[float]:
        absorbed = DRUG.absorption_per_d * state[0]
        return [-absorbed, absorbed - factor * DRUG.clearance_L_per_d / DRUG.volume_L * state[1]]

    change_at = [antibodies.from_d] if antibodies else []
    edges: list[float] = sorted({*GIVEN, 300.0, *change_at})
    state, found = np.zeros(2), np.zeros(days.size)
    for left, right in zip(edges[:-1], edges[1:], strict=True):
        state = state + np.array([dict(zip(GIVEN, MG, strict=True)).get(left, 0.0), 0.0])
        factor = antibodies.factor if antibodies and left >= antibodies.from_d else 1.0
        here = (days >= left) & (days <= right)
        grid = np.unique([left, *days[here], right])
        path = solve_ivp(change, (left, right), state, t_eval=grid, args=(factor,), rtol=1e-10, atol=1e-12).y
        found[here] = path[1][np.searchsorted(grid, days[here])] / DRUG.volume_L
        state = path[:, -1]
    np.testing.assert_allclose(planned_course(days, GIVEN, MG, DRUG, antibodies), found, rtol=1e-6, atol=1e-8)
