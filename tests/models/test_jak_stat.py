"""The JAK-STAT sketch: second solver, steady state, what SOCS does, wrong input."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import jak_stat as js

TIMES = np.linspace(0, 60, 241)
DEFAULT = js.JakStat()


def written_out(state, ligand, p):
    """The equations of the sketch, written out once more."""
    pstat, mrna, socs = state
    activation = p.gain * ligand / (1 + ligand) / (1 + (p.strength * socs) ** p.hill)
    return np.array(
        [activation * (1 - pstat) - pstat, (pstat - mrna) / p.mrna_lifetime, (mrna - socs) / p.socs_lifetime]
    )


def test_resting_cell_stays_at_rest():
    signal = js.simulate(TIMES, 0.0)
    for state in (signal.pstat, signal.socs_mrna, signal.socs, signal.occupancy):
        assert np.all(state == 0)


def test_feedback_turns_a_constant_ligand_into_a_pulse():
    signal = js.simulate(TIMES, 10.0)
    assert signal.pstat.max() > 2 * signal.pstat[-1]
    without = js.simulate(TIMES, 10.0, replace(DEFAULT, strength=0.0))
    assert np.all(np.diff(without.pstat) > -1e-8)
    rate = 10 * 10 / 11
    assert without.pstat[-1] == pytest.approx(rate / (1 + rate), rel=1e-7)


def test_steady_state_is_where_the_course_ends_and_nothing_changes():
    level = js.steady_state([0.0, 0.1, 10.0])
    assert level[0] == 0.0
    assert np.all(np.abs(written_out([level[2]] * 3, 10.0, DEFAULT)) < 1e-12)
    late = js.simulate([0.0, 2000.0], 0.1)
    np.testing.assert_allclose([late.pstat[-1], late.socs[-1]], level[1], rtol=1e-6)
    assert js.steady_state(10.0).shape == ()


def test_states_stay_fractions_and_occupancy_follows_the_ligand():
    signal = js.simulate(TIMES, 1e6, stop=10.0)
    for state in (signal.pstat, signal.socs_mrna, signal.socs):
        assert np.all((state > -1e-8) & (state < 1))
    assert signal.occupancy[0] == pytest.approx(1e6 / (1e6 + 1))
    assert np.all(signal.occupancy[TIMES > 10] == 0)
    dose = np.where(TIMES <= 10, 1e6, 0)
    expected = 10.0 * dose / (1 + dose) / (1 + (10.0 * signal.socs.clip(0)) ** 2)
    np.testing.assert_allclose(signal.activation, expected, rtol=1e-9)


def test_it_says_that_it_is_no_measurement():
    assert "not fitted" in DEFAULT.reference


@pytest.mark.parametrize("field", [f for f in js.JakStat.__dataclass_fields__ if f != "reference"])
@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf, "ten"])
def test_parameters_refuse(field, bad):
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(DEFAULT, **{field: bad})


def test_arguments_refuse():
    with pytest.raises(ValueError, match="Ligand"):
        js.simulate(TIMES, -1.0)
    with pytest.raises(ValueError, match="one number"):
        js.simulate(TIMES, [1.0, 2.0])
    with pytest.raises(ValueError, match="Stop"):
        js.simulate(TIMES, 1.0, stop=0.0)
    with pytest.raises(ValueError, match="increasing"):
        js.simulate([1.0, 1.0], 1.0)
    with pytest.raises(ValueError, match="JakStat"):
        js.steady_state(1.0, {"gain": 1})


def test_default_course_is_the_one_the_lesson_describes():
    signal = js.simulate(TIMES, 10.0)
    seen = [signal.pstat.max(), signal.pstat[-1], signal.socs_mrna.max(), signal.socs.max()]
    np.testing.assert_allclose(seen, [0.899915, 0.375637, 0.604962, 0.408593], rtol=1e-5)
    assert TIMES[signal.pstat.argmax()] == 0.75


@pytest.mark.parametrize("stop", [None, 20.0, 7.3])
def test_second_solver(stop):
    def run(start, t0, t1, dose, times):
        return solve_ivp(
            lambda _, y: written_out(np.maximum(y, 0), dose, DEFAULT), (t0, t1), start, "Radau",
            t_eval=times, rtol=1e-10, atol=1e-12,
        ).y  # fmt: skip

    end = TIMES[-1] if stop is None else stop
    expected = run(np.zeros(3), 0, end, 10.0, np.append(TIMES[end > TIMES], end))
    if stop is not None:
        later = run(expected[:, -1], end, TIMES[-1], 0.0, TIMES[end < TIMES])
        expected = np.hstack([expected[:, :-1] if end not in TIMES else expected, later])
    signal = js.simulate(TIMES, 10.0, stop=stop)
    for actual, second in zip((signal.pstat, signal.socs_mrna, signal.socs), expected, strict=True):
        np.testing.assert_allclose(actual, second, rtol=0, atol=1e-5 * second.max())
