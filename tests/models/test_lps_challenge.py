"""The endotoxin challenge: second solver, baseline, measured means, what-ifs, wrong input."""

import re
from dataclasses import astuple, fields, replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import lps_challenge as lps

TIMES = np.linspace(0, 8, 121)
STATES = [f.name for f in fields(lps.Course)][1:]
BOTH = pytest.mark.parametrize("p", [lps.BOLUS, lps.INFUSION], ids=["bolus", "infusion"])


def up(x, s, h):
    return x**h / (x**h + s**h)


def dn(x, s, h):
    return s**h / (x**h + s**h)


def published(t, y, p, rate):
    """Return the equations of the paper, written out once more."""
    E, MR, MA, T, I6, I8, I10 = np.maximum(y, 0.0)
    act = up(E, p.xME, p.hME) * (p.kM + p.kMTNF * up(T, p.xMTNF, p.hMTNF))
    act *= dn(I10, p.xM10, p.hM10) * MR
    return [
        rate - p.kE * E,
        p.kMR * MR * (1 - MR / p.Mmax) - act,
        act - p.kMA * MA,
        p.kTNFM * dn(I6, p.xTNF6, p.hTNF6) * dn(I10, p.xTNF10, p.hTNF10) * MA
        - p.kTNF * (T - p.wTNF),
        (p.k6M + p.k6TNF * up(T, p.x6TNF, p.h6TNF))
        * dn(I6, p.x66, p.h66) * dn(I10, p.x610, p.h610) * MA - p.k6 * (I6 - p.w6),
        (p.k8M + p.k8TNF * up(T, p.x8TNF, p.h8TNF)) * dn(I10, p.x810, p.h810) * MA
        - p.k8 * (I8 - p.w8),
        (p.k10M + p.k106 * up(I6, p.x106, p.h106)) * MA - p.k10 * (I10 - p.w10),
    ]  # fmt: skip


@BOTH
def test_without_endotoxin_the_cytokines_stay_at_baseline(p):
    none = replace(p, dose_ng_per_kg=0.0, infusion_ng_per_kg_per_h=0.0)
    course = lps.simulate(none, TIMES)
    for name, level in (("TNF", p.wTNF), ("IL6", p.w6), ("IL8", p.w8), ("IL10", p.w10)):
        np.testing.assert_array_equal(getattr(course, name), level)
    assert np.all(course.activated_monocytes == 0) and np.all(course.endotoxin == 0)
    assert 28200 < course.resting_monocytes[-1] < p.Mmax


@BOTH
def test_endotoxin_is_its_closed_form(p):
    rate = p.infusion_ng_per_kg_per_h
    during, after = np.minimum(TIMES, 4), np.maximum(TIMES - 4, 0)
    expected = p.dose_ng_per_kg * np.exp(-p.kE * TIMES)
    expected += rate / p.kE * -np.expm1(-p.kE * during) * np.exp(-p.kE * after)
    np.testing.assert_allclose(lps.simulate(p, TIMES).endotoxin, expected, rtol=0, atol=1e-6)


FITS = {  # R squared and error in standard deviations, TNF, IL-6, IL-8, IL-10
    "bolus": [(0.93269, 0.30528), (0.93464, 0.38289), (0.93896, 0.56894), (0.93737, 0.41723)],
    "infusion": [(0.87504, 0.36435), (0.79977, 0.67254), (0.96108, 0.33191), (0.95616, 0.25885)],
}


@pytest.mark.parametrize("way", FITS)
def test_fit_to_the_measured_means(way):
    """Any parameter or measured mean entered wrongly moves one of these numbers."""
    p = {"bolus": lps.BOLUS, "infusion": lps.INFUSION}[way]
    measured = {"bolus": lps.MEASURED_BOLUS, "infusion": lps.MEASURED_INFUSION}[way]
    fits = lps.goodness_of_fit(p, measured)
    assert tuple(fits) == lps.CYTOKINES
    np.testing.assert_allclose([astuple(fit) for fit in fits.values()], FITS[way], rtol=0, atol=1e-5)


def test_fit_is_perfect_on_its_own_course():
    course = lps.simulate(lps.BOLUS, np.arange(7.0))
    same = {name: lps.MeasuredCytokine(tuple(getattr(course, name)), (1.0,) * 7) for name in lps.CYTOKINES}
    fits = lps.goodness_of_fit(lps.BOLUS, lps.Measured(tuple(np.arange(7.0)), **same))
    assert all(fit.r_squared == pytest.approx(1) for fit in fits.values())


@BOTH
def test_what_ifs(p):
    base = lps.simulate(p, TIMES)
    released = lps.simulate(p, TIMES, "remove_il10")
    assert all(getattr(released, n).max() > 1.9 * getattr(base, n).max() for n in lps.CYTOKINES)
    calmed = lps.simulate(p, TIMES, ["neutralise_tnf"])
    assert all(getattr(calmed, n).max() < 0.2 * getattr(base, n).max() for n in lps.CYTOKINES)
    freed = lps.simulate(p, TIMES, "block_il6_feedback")
    assert freed.IL6.max() > 1.5 * base.IL6.max() and freed.IL10.max() < base.IL10.max()
    both = lps.simulate(p, TIMES, ("remove_il10", "neutralise_tnf"))
    assert both.TNF.max() < released.TNF.max()


def test_published_peaks():
    bolus, infusion = lps.simulate(lps.BOLUS, TIMES), lps.simulate(lps.INFUSION, TIMES)
    peaks = [getattr(c, n).max() for c in (bolus, infusion) for n in lps.CYTOKINES]
    # Within a third of the highest measured means of the volunteers.
    measured = [331, 702, 714, 43.6, 532, 707, 456, 136]
    np.testing.assert_allclose(peaks, measured, rtol=0.34)


def test_awkward_times(recwarn):
    for times in ([0.0], [4.0], [4.0 - 1e-12, 4.0, 4.0 + 1e-12], [11.3]):
        assert np.all(np.isfinite(astuple(lps.simulate(lps.INFUSION, times))))
    assert not recwarn


def test_records_carry_their_reference():
    assert lps.BOLUS.reference == lps.MEASURED_BOLUS.reference == lps.REFERENCE
    assert re.search(r"doi:10\.1113/EP091552", lps.REFERENCE)


NAMES = [f.name for f in fields(lps.LpsParameters) if f.name != "reference"]


@pytest.mark.parametrize("name", NAMES)
def test_parameters_refuse(name):
    for bad in (-1.0, np.nan, "ten"):
        with pytest.raises(ValueError, match="Give a value such as"):
            replace(lps.BOLUS, **{name: bad})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("extreme", [1e-6, 0.01, 20.0, 1e6])
def test_parameters_that_are_accepted_are_solved_or_refused(name, extreme):
    """A solver that gives up leaves what stood in the memory: its status is read."""
    try:
        course = lps.simulate(replace(lps.BOLUS, **{name: extreme}), TIMES)
    except ValueError as error:
        assert "cannot be solved" in str(error) or "at most" in str(error)
    else:
        low = np.min([getattr(course, state) for state in STATES])
        assert low > -1e-3


def test_arguments_refuse():
    with pytest.raises(ValueError, match="kMTNF must be a positive number, at least 1e-06 and at most 1e"):
        replace(lps.BOLUS, kMTNF=1e12)
    with pytest.raises(ValueError, match="What-if must be one of 'remove_il10'"):
        lps.simulate(lps.BOLUS, TIMES, "remove_il12")
    with pytest.raises(ValueError, match="LpsParameters"):
        lps.simulate({}, TIMES)
    with pytest.raises(ValueError, match="increasing"):
        lps.simulate(lps.BOLUS, [1.0, 0.5])
    with pytest.raises(ValueError, match="Measured record"):
        lps.goodness_of_fit(lps.BOLUS, lps.BOLUS)
    with pytest.raises(ValueError, match="What-if"):
        lps.simulate(lps.BOLUS, TIMES, None)


def test_measured_means_are_those_of_the_paper():
    """Column sums, so that a slip in any one number shows."""
    sums = {
        "bolus": [(919.82, 514.83), (1890.43, 994.93), (2041.18, 699.49), (141.18, 46.23)],
        "infusion": [(1209.92, 774.01), (1205.0, 636.24), (1040.26, 449.55), (344.15, 184.86)],
    }
    for measured, expected in zip((lps.MEASURED_BOLUS, lps.MEASURED_INFUSION), sums.values(), strict=True):
        series = [getattr(measured, name) for name in lps.CYTOKINES]
        np.testing.assert_allclose([(sum(s.mean), sum(s.sd)) for s in series], expected, rtol=1e-9)
        assert all(len(s.mean) == len(s.sd) == len(measured.time_h) for s in series)


@BOTH
def test_second_solver(p):
    start = [p.dose_ng_per_kg, 28200.0, 0.0, p.wTNF, p.w6, p.w8, p.w10]

    def run(start, times, rate):
        return solve_ivp(
            published, (times[0], times[-1]), start, "Radau", t_eval=times, args=(p, rate),
            rtol=1e-10, atol=1e-9,
        ).y  # fmt: skip

    first = run(start, TIMES[TIMES <= 4.0], p.infusion_ng_per_kg_per_h)
    second = run(first[:, -1], TIMES[TIMES >= 4.0], 0.0)
    expected = np.hstack([first, second[:, 1:]])
    course = lps.simulate(p, TIMES)
    for name, row in zip(STATES, expected, strict=True):
        actual = getattr(course, name)
        np.testing.assert_allclose(actual, row, rtol=0, atol=1e-5 * row.max())
