"""The whole pulse: second solver, what each brake does, limits, wrong input."""

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from tests.models.test_jak_stat import written_out

from helpers.models import brief_signal as bs
from helpers.models import expression_pulse, jak_stat

TIMES = np.linspace(0, 16, 161)
DEFAULT = bs.Brakes()


def values_of(pulse):
    return [(field.name, getattr(pulse, field.name)) for field in fields(pulse)]


def cytokine(times, brakes):
    return brakes.production_kd_per_h * expression_pulse.protein(
        times, brakes.duration_h, brakes.mrna_half_life_h, brakes.cytokine_half_life_h
    )


def test_parts_are_those_of_the_two_models():
    pulse = bs.simulate(TIMES)
    np.testing.assert_allclose(pulse.cytokine, cytokine(TIMES, DEFAULT), rtol=1e-12)
    np.testing.assert_allclose(pulse.occupancy, pulse.cytokine / (1 + pulse.cytokine), rtol=1e-12)
    assert set(pulse.stimulus) == {0.0, 1.0}
    assert pulse.stimulus.sum() == np.sum(DEFAULT.duration_h > TIMES)
    for name in ("stimulus", "occupancy", "pstat", "socs"):
        assert np.all((getattr(pulse, name) >= -1e-9) & (getattr(pulse, name) <= 1))


def test_each_brake_acts_on_its_own_step_and_on_those_after_it():
    usual = bs.simulate(TIMES)
    steps = ("stimulus", "mrna", "cytokine", "occupancy", "pstat")
    released = {
        "stimulus": replace(DEFAULT, duration_h=12.0),
        "mrna": replace(DEFAULT, mrna_half_life_h=9.0),
        "cytokine": replace(DEFAULT, cytokine_half_life_h=8.0),
        "pstat": replace(DEFAULT, signalling=jak_stat.JakStat(strength=0.0)),
    }
    for first, brakes in released.items():
        pulse = bs.simulate(TIMES, brakes)
        for name in steps:
            same = np.allclose(getattr(pulse, name), getattr(usual, name), atol=1e-9)
            assert same == (steps.index(name) < steps.index(first)), (first, name)


def test_time_above_interpolates():
    times = np.array([0.0, 1.0, 2.0, 3.0])
    assert bs.time_above(times, [0, 1, 1, 0], 0.5) == pytest.approx(2.0)
    assert bs.time_above(times, [0, 0, 0, 0], 0.5) == 0
    assert bs.time_above(times, [1, 1, 1, 1], 0.5) == pytest.approx(3.0)


@pytest.mark.parametrize(
    "name", ["duration_h", "mrna_half_life_h", "cytokine_half_life_h", "production_kd_per_h", "pstat_lifetime_h"]
)
@pytest.mark.parametrize("value", [0, -1.0, float("nan"), "2"])
def test_zero_and_negative_values_are_a_sentence(name, value):
    with pytest.raises(ValueError, match="must be a positive number.*Give a value such as"):
        bs.Brakes(**{name: value})


def test_time_above_refuses():
    with pytest.raises(ValueError, match="Values must be a finite number, but it is nan"):
        bs.time_above([0, 1], [0.0, np.nan], 0.5)
    with pytest.raises(ValueError, match="one value for each of the 2 times"):
        bs.time_above([0, 1], [0.0, 1.0, 2.0], 0.5)


@pytest.mark.parametrize("duration", [0.01, 1000.0])
@pytest.mark.parametrize("half_life", [0.005, 500.0])
def test_the_cytokine_is_followed_however_short_or_long_it_is(duration, half_life):
    brakes = replace(DEFAULT, duration_h=duration, cytokine_half_life_h=half_life, production_kd_per_h=100.0)
    times = np.linspace(0, 2 * duration, 400)
    pulse = bs.simulate(times, brakes)
    found = solve_ivp(
        lambda t, y: written_out(y, float(cytokine(t, brakes)), brakes.signalling) / brakes.pstat_lifetime_h,
        (0, duration), np.zeros(3), "LSODA", t_eval=times[times < duration], rtol=1e-9, atol=1e-11,
        max_step=duration / 100,
    )  # fmt: skip
    np.testing.assert_allclose(pulse.pstat[times < duration], found.y[0], rtol=0, atol=2e-5)


def test_other_wrong_input():
    with pytest.raises(ValueError, match="increasing"):
        bs.simulate([2.0, 1.0])
    with pytest.raises(ValueError, match="Brakes"):
        bs.simulate(TIMES, "no brakes")
    with pytest.raises(ValueError, match="JakStat"):
        bs.Brakes(signalling=3)


def test_the_usual_pulse_has_the_shape_that_the_course_shows():
    """Hours above half of the peak, and the peaks themselves, with all brakes at their first values."""
    times = np.linspace(0, 24, 2401)
    pulse = bs.simulate(times, DEFAULT)
    width = {name: bs.time_above(times, values, values.max() / 2) for name, values in values_of(pulse)}
    assert width["stimulus"] == pytest.approx(2.0, abs=0.01)
    assert width["occupancy"] == pytest.approx(4.18, abs=0.02)
    assert width["pstat"] == pytest.approx(1.85, abs=0.02)
    assert pulse.occupancy.max() == pytest.approx(0.83, abs=0.005)


@pytest.mark.parametrize(
    "brakes",
    [DEFAULT, replace(DEFAULT, mrna_half_life_h=9.0), replace(DEFAULT, duration_h=5.05, cytokine_half_life_h=0.1)],
)
def test_second_solver(brakes):
    def change(time, state):
        dose = float(cytokine(time, brakes))
        return written_out(np.maximum(state, 0), dose, brakes.signalling) / brakes.pstat_lifetime_h

    end = brakes.duration_h
    first = solve_ivp(
        change, (0, end), np.zeros(3), "Radau", t_eval=TIMES[end >= TIMES], rtol=1e-9, atol=1e-11, dense_output=True
    )
    second = solve_ivp(change, (end, 16), first.sol(end), "Radau", t_eval=TIMES[end < TIMES], rtol=1e-9, atol=1e-11)
    expected = np.hstack([first.y, second.y])
    pulse = bs.simulate(TIMES, brakes)
    np.testing.assert_allclose(pulse.pstat, expected[0], rtol=0, atol=1e-5)
    np.testing.assert_allclose(pulse.socs, expected[2], rtol=0, atol=1e-5)
