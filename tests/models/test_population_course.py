"""Many patients at once: against the LSODA course and the Runge-Kutta population, and body weight."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.models import pharmacokinetics as pk
from helpers.models import population_course


@pytest.mark.parametrize(
    ("dose", "interval", "number"), [(280, 28, 4), (560, 28, 4), (1500, 56, 2), (100, 7, 6), (70, 21, 3)]
)
def test_the_typical_patient_against_lsoda(dose, interval, number):
    course = population_course.repeated_doses(dose, pk.TOCILIZUMAB, interval, number)
    times = course.times_d
    falling = np.append(np.diff(times) > 0, True) & (times > 0) & (np.diff(times, prepend=-1) > 0)
    expected = pk.saturable_course(
        np.append(0.0, times[falling]), dose, interval, number, pk.TOCILIZUMAB, infusion=1e-4
    )[1:]
    np.testing.assert_allclose(course.concentration_mg_per_L[falling, 0], expected, rtol=0, atol=5e-4 * expected.max())


def test_a_population_against_runge_kutta():
    patients = pk.virtual_patients(500)
    course = population_course.repeated_doses(560.0, patients, 28.0, 4)
    last = pk.population_exposure(560.0, patients, 28.0, 4).last
    troughs = course.concentration_mg_per_L[-1]
    np.testing.assert_allclose(troughs, last.cmin, rtol=0, atol=0.005 * last.cmax.max())
    assert troughs.mean() == pytest.approx(last.cmin.mean(), rel=0.005)
    assert course.concentration_mg_per_L[-57].mean() == pytest.approx(
        last.cmax.mean(), rel=0.01
    )  # an hour against a jump


def test_a_dose_is_a_jump_of_dose_over_volume():
    course = population_course.repeated_doses(350.0, pk.TOCILIZUMAB, 28.0, 2)
    at_dose = np.flatnonzero(course.times_d == 28.0)
    assert len(at_dose) == 2
    assert np.diff(course.concentration_mg_per_L[at_dose, 0])[0] == pytest.approx(350 / 3.5)
    assert course.concentration_mg_per_L[0, 0] == 0
    assert course.times_d.shape == course.concentration_mg_per_L.shape[:1]


def test_fast_exchange_does_not_overflow(recwarn):
    fast = replace(pk.TOCILIZUMAB, exchange_L_per_d=1e5, peripheral_L=2.0)
    course = population_course.repeated_doses(560.0, fast, 28.0, 2)
    one = replace(pk.TOCILIZUMAB, exchange_L_per_d=1e-6, central_L=5.5)  # mixed at once: one volume
    expected = population_course.repeated_doses(560.0, one, 28.0, 2).concentration_mg_per_L
    after = (course.times_d > 1) & (np.diff(course.times_d, prepend=0) > 0)  # the jump is not mixed yet
    np.testing.assert_allclose(course.concentration_mg_per_L[after], expected[after], rtol=0.02)
    assert not recwarn


def test_a_course_that_takes_too_long_is_refused():
    with pytest.raises(ValueError, match="at most 2500 days"):
        population_course.repeated_doses(1.0, pk.TOCILIZUMAB, 28.0, 1000)
    with pytest.raises(ValueError, match="fewer patients"):
        population_course.repeated_doses(1.0, pk.virtual_patients(100_000), 28.0, 4)


def test_no_dose_stays_at_nothing():
    assert np.all(population_course.repeated_doses(0.0, pk.virtual_patients(20), 14.0, 2).concentration_mg_per_L == 0)


def test_weight_changes_clearance_and_nothing_else():
    patients = pk.virtual_patients(50)
    heavy = population_course.of_weight(patients, 120.0)
    light = population_course.of_weight(heavy, 60.0)
    np.testing.assert_allclose(heavy.clearance_L_per_d / light.clearance_L_per_d, 2 ** (0.425 * 0.7))
    np.testing.assert_allclose(heavy.central_L, patients.central_L)
    again = population_course.of_weight(replace(patients, weight_kg=np.full(50, 70.0)), 70.0)
    np.testing.assert_allclose(again.clearance_L_per_d, patients.clearance_L_per_d)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1.0, pk.TOCILIZUMAB), "Dose"),
        ((1.0, pk.USTEKINUMAB), "Patients"),
        ((1.0, pk.TOCILIZUMAB, 0.0), "interval"),
        ((1.0, pk.TOCILIZUMAB, 28.0, 1.5), "Number"),
        ((float("nan"), pk.TOCILIZUMAB), "Dose"),
    ],
)
def test_bad_input_is_a_sentence(arguments, message):
    with pytest.raises(ValueError, match=message):
        population_course.repeated_doses(*arguments)


def test_bad_weight_is_a_sentence():
    with pytest.raises(ValueError, match="Weight"):
        population_course.of_weight(pk.virtual_patients(5), 0.0)
