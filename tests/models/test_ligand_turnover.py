"""Ligand under a blocker or a neutraliser: limits, second solver, wrong input."""

from dataclasses import astuple

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import ligand_turnover as lt

BLOCKER = lt.ReceptorBlocker(1.0, 0.1, 0.9)
NEUTRALISER = lt.LigandNeutraliser(0.5, 0.4, 0.01)
DRUG = np.logspace(-4, 6, 41)
TIMES = np.linspace(0, 100, 201)


def test_blocker_formula_and_limits():
    result = lt.receptor_blocker_steady_state(DRUG, BLOCKER)
    phi = 1 / (1 + DRUG / 1.0)
    np.testing.assert_allclose(result.free_ligand, (0.1 + 0.9) / (0.1 + 0.9 * phi), rtol=1e-9)
    np.testing.assert_allclose(result.signal, phi * result.free_ligand, rtol=1e-9)
    assert lt.receptor_blocker_limit(BLOCKER) == pytest.approx(10.0, rel=1e-12)
    high = lt.receptor_blocker_steady_state(1e15, BLOCKER)
    assert high.free_ligand == pytest.approx(10.0, rel=1e-9)


def test_blocker_raises_ligand_and_lowers_signal():
    result = lt.receptor_blocker_steady_state(DRUG, BLOCKER)
    assert np.all(np.diff(result.free_ligand) > 0) and np.all(np.diff(result.signal) < 0)


def test_neutraliser_formula_and_limits():
    result = lt.neutraliser_steady_state(DRUG, NEUTRALISER)
    f = 0.5 / (0.5 + DRUG)
    np.testing.assert_allclose(result.total_ligand, 0.4 / (0.4 * f + 0.01 * (1 - f)), rtol=1e-9)
    np.testing.assert_allclose(result.free_ligand, f * result.total_ligand, rtol=1e-9)
    assert lt.neutraliser_limit(NEUTRALISER) == pytest.approx(40.0, rel=1e-12)
    assert lt.neutraliser_steady_state(1e15, NEUTRALISER).total_ligand == pytest.approx(40.0)
    assert np.all(np.diff(result.total_ligand) > 0) and np.all(np.diff(result.free_ligand) < 0)


def test_zero_dose_stays_at_baseline():
    for result in (
        lt.receptor_blocker_steady_state(0.0, BLOCKER),
        lt.neutraliser_steady_state(0.0, NEUTRALISER),
        lt.receptor_blocker_course(TIMES, 0.0, BLOCKER),
        lt.neutraliser_course(TIMES, 0.0, NEUTRALISER),
        lt.receptor_blocker_course(TIMES, np.zeros(201), BLOCKER),
    ):
        np.testing.assert_allclose(np.array([np.ravel(x) for x in astuple(result)]), 1.0, rtol=1e-9)


@pytest.mark.parametrize("falling", [False, True])
def test_second_solver(falling):
    drug = 50 * np.exp(-TIMES / 15) if falling else 3.0

    def level(t):
        return np.interp(t, TIMES, drug) if falling else drug

    def blocked(t, y):
        return 1.0 - (0.1 + 0.9 / (1 + level(t) / 1.0)) * y

    def neutralised(t, y):
        f = 1 / (1 + level(t) / 0.5)
        return 0.4 - (0.4 * f + 0.01 * (1 - f)) * y

    for change, actual in (
        (blocked, lt.receptor_blocker_course(TIMES, drug, BLOCKER).free_ligand),
        (neutralised, lt.neutraliser_course(TIMES, drug, NEUTRALISER).total_ligand),
    ):
        second = solve_ivp(change, (0, 100), [1.0], "Radau", t_eval=TIMES, rtol=1e-10, atol=1e-12, max_step=0.5).y[0]
        np.testing.assert_allclose(actual, second, rtol=0, atol=1e-5 * second.max())


@pytest.mark.parametrize("seed", range(12))
def test_any_course_of_the_drug_against_a_second_solver(seed):
    """Steep rises, pauses, rates that finish within a stretch and rates that hardly begin."""
    rng = np.random.default_rng(seed)
    times = np.cumsum(10 ** rng.uniform(-3, 2, 8))
    drug = np.where(rng.random(8) < 0.3, 0.0, 10 ** rng.uniform(-4, 6, 8))
    k0, extra = 10 ** rng.uniform(-3, 1, 2)
    for model, name, rates in (
        (lt.receptor_blocker_course, "free_ligand", (k0, k0 + extra)),
        (lt.neutraliser_course, "total_ligand", (extra, k0)),
    ):
        record = lt.ReceptorBlocker(2.0, k0, extra) if name == "free_ligand" else lt.LigandNeutraliser(2.0, k0, extra)
        actual, y = getattr(model(times, drug, record), name), [1.0]
        for i in range(7):

            def change(t, y, i=i, rates=rates):
                level = drug[i] + (drug[i + 1] - drug[i]) * t
                rate = rates[0] + (rates[1] - rates[0]) / (1 + level / 2.0)
                return (rates[1] - rate * y) * (times[i + 1] - times[i])

            y.append(solve_ivp(change, (0, 1), y[-1:], "LSODA", rtol=1e-11, atol=1e-13).y[0, -1])
        np.testing.assert_allclose(actual, y, rtol=1e-7)


def test_constant_drug_reaches_the_steady_state():
    late = lt.receptor_blocker_course([0.0, 1e5], 3.0, BLOCKER)
    steady = lt.receptor_blocker_steady_state(3.0, BLOCKER)
    np.testing.assert_allclose(late.free_ligand, [1.0, steady.free_ligand], rtol=1e-9)
    late = lt.neutraliser_course([0.0, 1e5], 3.0, NEUTRALISER)
    steady = lt.neutraliser_steady_state(3.0, NEUTRALISER)
    np.testing.assert_allclose(late.total_ligand, [1.0, steady.total_ligand], rtol=1e-9)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten", None])
def test_records_refuse(bad):
    for call in (
        lambda: lt.ReceptorBlocker(bad, 0.1, 0.9),
        lambda: lt.ReceptorBlocker(1.0, bad, 0.9),
        lambda: lt.LigandNeutraliser(bad, 0.1, 0.9),
        lambda: lt.LigandNeutraliser(1.0, bad, 0.9),
        lambda: lt.LigandNeutraliser(1.0, 0.1, bad),
    ):
        with pytest.raises(ValueError, match="must be a positive number"):
            call()
    with pytest.raises(ValueError, match="kR must be zero or"):
        lt.ReceptorBlocker(1.0, 0.1, -1.0)


def test_arguments_refuse():
    with pytest.raises(ValueError, match="Drug concentration must be zero or"):
        lt.receptor_blocker_steady_state(-1.0, BLOCKER)
    with pytest.raises(ValueError, match="ReceptorBlocker record"):
        lt.receptor_blocker_steady_state(1.0, NEUTRALISER)
    with pytest.raises(ValueError, match="same length as the times"):
        lt.neutraliser_course(TIMES, np.ones(3), NEUTRALISER)
    with pytest.raises(ValueError, match="increasing"):
        lt.neutraliser_course([1.0, 0.0], 1.0, NEUTRALISER)
    with pytest.raises(ValueError, match="LigandNeutraliser"):
        lt.neutraliser_limit(BLOCKER)
    with pytest.raises(ValueError, match="ReceptorBlocker"):
        lt.receptor_blocker_limit(NEUTRALISER)
