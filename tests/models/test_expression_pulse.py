"""Pulses of mRNA and protein: second solver, limits, peaks and widths, published half-lives."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import minimize_scalar

from helpers.models import expression_pulse as ep

PAIRS = [(0.5, 2.0), (2.0, 0.5), (1.0, 1.0), (1.0, 1.0 + 1e-9), (9.0, 0.1), (0.05, 20.0)]


def second_solver(times, duration, mrna_half_life, protein_half_life):
    d, g = np.log(2) / mrna_half_life, np.log(2) / protein_half_life

    def run(start, times, on):
        return solve_ivp(
            lambda _, y: [3.0 * on - d * y[0], 2.0 * y[0] - g * y[1]],
            (times[0], times[-1]), start, "Radau", t_eval=times, rtol=1e-10, atol=1e-12,
        ).y  # fmt: skip

    during = run([0.0, 0.0], np.append(times[times < duration], duration), 1.0)
    after = run(during[:, -1], np.append(duration, times[times > duration]), 0.0)
    return np.hstack([during[:, :-1], after[:, 1:]])


@pytest.mark.parametrize(("h_m", "h_p"), PAIRS)
def test_second_solver(h_m, h_p):
    times = np.linspace(0, 30, 100)
    mrna, protein = second_solver(times, 2.0, h_m, h_p)
    actual = ep.mrna(times, 2.0, h_m, 3.0)
    np.testing.assert_allclose(actual, mrna, rtol=0, atol=1e-5 * mrna.max())
    actual = ep.protein(times, 2.0, h_m, h_p, 3.0, 2.0)
    np.testing.assert_allclose(actual, protein, rtol=0, atol=1e-5 * protein.max())


def test_equal_rates_are_the_limit():
    times = np.linspace(0, 20, 50)
    equal = ep.protein(times, 2.0, 1.0, 1.0)
    for near in (1 + 1e-12, 1 - 1e-12, 1 + 1e-7):
        np.testing.assert_allclose(ep.protein(times, 2.0, 1.0, near), equal, rtol=1e-6, atol=1e-15)
    rate = np.log(2)
    on = times[times <= 2]
    expected = (1 - np.exp(-rate * on) * (1 + rate * on)) / rate**2
    np.testing.assert_allclose(equal[: on.size], expected, rtol=1e-9, atol=1e-15)


def test_steady_state_of_a_long_stimulus():
    level = ep.protein(1e4, 2e4, 0.5, 3.0, 4.0, 2.0)
    np.testing.assert_allclose(level, 4 * 2 * 0.5 * 3 / np.log(2) ** 2, rtol=1e-9)


@pytest.mark.parametrize(("h_m", "h_p"), PAIRS)
def test_peak_time_is_where_the_protein_peaks(h_m, h_p):
    peak = ep.peak_time(2.0, h_m, h_p)
    found = minimize_scalar(lambda t: -ep.protein(t, 2.0, h_m, h_p), bounds=(1e-6, 40.0), options={"xatol": 1e-9})
    assert peak == pytest.approx(found.x, abs=1e-4)
    assert peak > 2.0


@pytest.mark.parametrize(("h_m", "h_p"), PAIRS)
def test_width_is_measured_at_half_height(h_m, h_p):
    times = np.linspace(0, 150, 300001)
    protein = ep.protein(times, 2.0, h_m, h_p)
    expected = np.sum(protein >= protein.max() / 2) * (times[1] - times[0])
    assert ep.protein_pulse_width(2.0, h_m, h_p) == pytest.approx(expected, abs=2e-3)


def test_stable_message_makes_a_long_pulse():
    widths = ep.protein_pulse_width(2.0, np.array([0.5, 2.3, 9.0]), 1.0)
    assert np.all(np.diff(widths) > 0)


def test_nothing_made_stays_at_zero():
    times = np.linspace(0, 10, 11)
    assert np.all(ep.mrna(times, 2.0, 1.0, 0.0) == 0)
    assert np.all(ep.protein(times, 2.0, 1.0, 1.0, 0.0) == 0)
    assert ep.protein(0.0, 2.0, 1.0, 1.0) == 0


@pytest.mark.parametrize(("delay", "steps"), [(24.0, 3), (5.0, 1), (60.0, 8)])
def test_a_chain_of_steps_against_a_second_solver(delay, steps):
    times = np.linspace(0.5, 150, 100)

    def rates(_, y, on):
        passed = steps / delay * (y[:-2] - y[1:-1])
        return [on - np.log(2) / 0.4 * y[0], *passed, y[-2] - np.log(2) / 19 * y[-1]]

    def run(start, times, on):
        span = (times[0], times[-1])
        return solve_ivp(rates, span, start, "Radau", times, args=(on,), rtol=1e-10, atol=1e-13).y

    during = run(np.zeros(steps + 2), np.array([0.0, *times[times < 6.0], 6.0]), 1.0)
    after = run(during[:, -1], np.append(6.0, times[times > 6.0]), 0.0)
    expected = np.append(during[-1, 1:-1], after[-1] if 6.0 in times else after[-1, 1:])
    actual = ep.delayed_protein(times, 6.0, 0.4, 19.0, delay, steps)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-6 * expected.max())


def test_without_delay_the_chain_is_the_protein():
    times = np.linspace(0, 60, 50)
    expected = ep.protein(times, 6.0, 0.4, 19.0)
    actual = ep.delayed_protein(times, 6.0, 0.4, 19.0, 0.001)
    np.testing.assert_allclose(actual, expected, rtol=0, atol=2e-3 * expected.max())


def test_a_delay_moves_the_protein_and_loses_none_of_it():
    times = np.linspace(0, 600, 6001)
    areas = [np.trapezoid(ep.delayed_protein(times, 6.0, 0.4, 19.0, delay), times) for delay in (1.0, 24.0)]
    assert areas == pytest.approx([6.0 * 0.4 * 19.0 / np.log(2) ** 2] * 2, rel=1e-4)
    for wrong in ({"delay": 0.0}, {"delay": 1e9}, {"delay": 24.0, "steps": 0}, {"delay": 24.0, "steps": 99}):
        with pytest.raises(ValueError, match="must be"):
            ep.delayed_protein(times, 6.0, 0.4, 19.0, **wrong)


def test_published_half_lives():
    found = {(m.message, m.half_life_h) for m in ep.MESSAGES}
    assert found == {("IL6", 0.5), ("TNF", 2.3), ("CXCL8", 4.6), ("CXCL8", 2.0), ("CXCL8", 9.0)}
    assert [m.half_life_h for m in ep.MESSAGES if m.at_least] == [9.0]
    assert all(m.reference for m in ep.MESSAGES)


def test_extremes_without_warning(recwarn):
    times = np.array([0.0, 1e-12, 1.0, 1e6])
    for pair in ((1e-6, 1e6), (1e6, 1e-6)):
        values = ep.protein(times, 2.0, *pair)
        assert np.all(np.isfinite(values) & (values >= 0))
        assert np.isfinite(ep.peak_time(2.0, *pair))
    assert not recwarn


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten", None])
def test_half_lives_and_durations_refuse(bad):
    for call in (
        lambda: ep.mrna(1.0, bad, 1.0),
        lambda: ep.mrna(1.0, 1.0, bad),
        lambda: ep.protein(1.0, 1.0, 1.0, bad),
        lambda: ep.peak_time(1.0, bad, 1.0),
        lambda: ep.peak_time(1.0, 1.0, bad),
        lambda: ep.protein_pulse_width(bad, 1.0, 1.0),
    ):
        with pytest.raises(ValueError, match="must be a positive number of h"):
            call()


def test_times_and_rates_refuse():
    with pytest.raises(ValueError, match="Time"):
        ep.mrna(-1.0, 1.0, 1.0)
    with pytest.raises(ValueError, match="Transcription rate"):
        ep.protein(1.0, 1.0, 1.0, 1.0, -1.0)
    with pytest.raises(ValueError, match="Translation rate"):
        ep.protein(1.0, 1.0, 1.0, 1.0, 1.0, "fast")
