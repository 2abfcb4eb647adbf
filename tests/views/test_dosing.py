"""Views of dose and time: the models behind them, and what they refuse."""

import numpy as np
import pytest

from helpers import views
from helpers.models import pharmacokinetics as pk
from helpers.views import dosing


def test_no_drug_and_doses_without_the_compared_pair_are_sentences():
    with pytest.raises(ValueError, match="Give a dose above zero"):
        views.dose_course([0, 1], {"nothing": [0, 0]}, title="T", log=True)
    with pytest.raises(ValueError, match="compares 4 and 8 mg/kg: add 8 to the doses"):
        views.exposure_by_dose([2, 4, 6], {"drug": [1, 2, 3]}, reference=4)


@pytest.mark.parametrize("courses", [{}, [1, 2], "drug A"])
def test_curves_need_names(courses):
    with pytest.raises(ValueError, match="Give at least one curve with its name"):
        views.concentration_response([1, 2], courses, title="T")


def test_a_curve_has_as_many_values_as_its_axis():
    with pytest.raises(ValueError, match="'drug A' has 3 values and the axis below it 2"):
        views.concentration_response([1, 2], {"drug A": [1, 2, 3]}, title="T")
    with pytest.raises(ValueError, match="'drug A' has 1 values and the axis below it 2"):
        views.dose_course([0, 1], {"drug A": 5}, title="T")


def test_linear_dosing_in_its_parameters():
    view = views.linear_dosing(0.214, 3.66, 11.0, 3.0)
    assert view.average_ug_per_mL == pytest.approx(770 / 0.214 / 21)
    assert view.half_life_d == pytest.approx(pk.half_lives(pk.SILTUXIMAB).elimination_d)
    assert view.concentration_ug_per_mL.max() == pytest.approx(view.peak_ug_per_mL)
    assert np.all(np.diff(view.time_d) >= 0)
    double = views.linear_dosing(0.214, 3.66, 22.0, 3.0)
    np.testing.assert_allclose(double.concentration_ug_per_mL, 2 * view.concentration_ug_per_mL)
    assert double.reached_d == view.reached_d
    faster = views.linear_dosing(0.428, 3.66, 11.0, 3.0)
    assert faster.average_ug_per_mL == pytest.approx(view.average_ug_per_mL / 2)
    bigger = views.linear_dosing(0.214, 7.32, 11.0, 3.0)
    assert bigger.average_ug_per_mL == pytest.approx(view.average_ug_per_mL)
    assert bigger.half_life_d > view.half_life_d


def test_the_band_holds_the_typical_patient_and_grows_with_dose():
    view = views.tocilizumab_patients(8.0, 4.0, 70.0)
    assert np.all((view.low < view.typical) & (view.typical < view.high))
    assert np.all((view.low < view.mean) & (view.mean < view.high))
    assert view.patients == 1000
    assert np.all(views.tocilizumab_patients(12.0, 4.0, 70.0).mean > view.mean)
    assert len(view.time_d) < 150


def test_percentiles_are_those_of_numpy():
    values = np.random.default_rng(1).random((7, 101))
    np.testing.assert_allclose(dosing._percentiles(values), np.percentile(values, (5, 50, 95), axis=1))


def test_the_label_is_reproduced_within_the_tolerance():
    for dose in (4, 8):
        simulated = views.tocilizumab_exposure(dose).everyone
        for measure, tolerance in (("cmax", 0.05), ("cmin", 0.15), ("auc_h", 0.05)):
            mean, _ = pk.LABEL_EXPOSURE[dose][measure]
            assert getattr(simulated, measure).mean() == pytest.approx(mean, rel=tolerance)


def test_no_displayed_digit_stands_on_a_rounding_edge():
    """What is shown with three digits is the same on every machine: no value lies within 1e-6 of an edge."""
    shown: list[float] = []
    for dose in (4, 8):
        exposure = views.tocilizumab_exposure(dose)
        everyone, typical = exposure.everyone.cmin, exposure.typical.cmin
        shown += [float(np.median(everyone)), float(typical[0]), float(everyone.mean())]
    for value in shown:
        assert f"{value * (1 - 1e-6):.3g}" == f"{value:.3g}" == f"{value * (1 + 1e-6):.3g}"
    troughs = views.tocilizumab_exposure(8).everyone.cmin
    highest = float(np.percentile(troughs, 98))
    edges = np.linspace(0, highest, 41)[1:-1]
    assert np.min(np.abs(troughs[:, None] - edges) / edges) > 1e-9


def test_patients_are_the_same_each_time():
    dosing._exposure.cache_clear()
    first = views.tocilizumab_exposure(8, patients=200).everyone.cmin
    dosing._exposure.cache_clear()
    np.testing.assert_array_equal(first, views.tocilizumab_exposure(8, patients=200).everyone.cmin)


@pytest.mark.parametrize("dose", [-8, "8", float("nan")])
def test_a_dose_that_cannot_be_given_is_a_sentence(dose):
    with pytest.raises(ValueError, match="Dose must be zero or a positive number of mg/kg.*Give a value such as 8"):
        views.tocilizumab_exposure(dose)


def test_saturable_exposure_grows_more_than_the_dose():
    exposures = views.dose_exposures([4, 8])
    assert exposures["siltuximab"][1] / exposures["siltuximab"][0] == pytest.approx(2)
    assert 2.4 < exposures["tocilizumab"][1] / exposures["tocilizumab"][0] < 2.9


def test_spread_gathers_the_highest_in_the_last_bin():
    view = views.spread(np.arange(1.0, 101.0), 40.0, title="T", quantity="Cmin", unit="µg/mL", bins=10)
    assert view.share_percent.sum() == pytest.approx(100)
    assert view.highest < 100
    assert (view.typical, view.median, view.mean, view.below_mean_percent) == (40.0, 50.5, 50.5, 50.0)


def test_anakinra_by_kidney():
    weak, normal = (views.anakinra_course(kidney, 24.0, hours=240.0).values for kidney in (20.0, 100.0))
    slower = pk.anakinra_clearance(100.0) / pk.anakinra_clearance(20.0)
    hours = dosing._hours(240.0)
    one, other = (np.interp(np.linspace(216, 240, 97), hours, course).sum() for course in (weak, normal))
    assert one / other == pytest.approx(float(slower), rel=0.1)
    assert weak[-1] > 10 * normal[-1]
    assert [course.name for course in views.anakinra_kidney(20.0, 48.0).courses] == [
        "20 mL/min, every 48 h",
        "100 mL/min, every 24 h",
    ]
    assert len(views.anakinra_kidney(100.0, 24.0).courses) == 1
