"""Explorers of dose and time: whole range of every control, and the model behind them."""

import itertools

import numpy as np
import pytest

from helpers import explorers
from helpers.explorers import dosing
from helpers.models import pharmacokinetics as pk

EXPLORERS = (explorers.linear_dosing, explorers.tocilizumab_patients, explorers.anakinra_kidney, explorers.skin_or_vein)


@pytest.mark.parametrize("make", EXPLORERS)
def test_every_control_over_its_range(make):
    explorer = make()
    for control in explorer.controls:
        for value in control["values"]:
            figure = explorer.at(**{control["name"]: value})
            assert "nan" not in figure.description
            assert "infinite" not in figure.description
            assert "simulated" in figure.title
            assert all(len(trace["x"]) <= 260 for trace in figure.traces)
    ends = [(control["values"][0], control["values"][-1]) for control in explorer.controls]
    names = [control["name"] for control in explorer.controls]
    for values in itertools.product(*ends):
        assert explorer.at(**dict(zip(names, values, strict=True))).table
    for values in explorer.presets.values():
        assert explorer.at(**values).description


def test_value_that_is_not_a_stop_is_a_sentence():
    with pytest.raises(ValueError, match="is not a value of 'Body weight"):
        explorers.tocilizumab_patients().at(weight_kg=71.0)


def test_linear_dosing_in_its_parameters():
    days, course, average, half_life, reached, ends = dosing.linear_dosing_at(0.214, 3.66, 11.0, 3.0)
    assert average == pytest.approx(770 / 0.214 / 21)
    assert half_life == pytest.approx(pk.half_lives(pk.SILTUXIMAB).elimination_d)
    assert course.max() == pytest.approx(ends[0])
    assert np.all(np.diff(days) >= 0)
    double = dosing.linear_dosing_at(0.214, 3.66, 22.0, 3.0)
    np.testing.assert_allclose(double[1], 2 * course)
    assert double[4] == reached
    assert dosing.linear_dosing_at(0.428, 3.66, 11.0, 3.0)[2] == pytest.approx(average / 2)
    bigger = dosing.linear_dosing_at(0.214, 7.32, 11.0, 3.0)
    assert bigger[2] == pytest.approx(average)
    assert bigger[3] > half_life


def test_the_band_holds_the_typical_patient_and_grows_with_dose():
    days, low, high, mean, typical, _, told = dosing.tocilizumab_patients_at(8.0, 4.0, 70.0)
    assert np.all((low < typical) & (typical < high))
    assert np.all((low < mean) & (mean < high))
    assert "1,000 simulated patients" in told
    more = dosing.tocilizumab_patients_at(12.0, 4.0, 70.0)
    assert np.all(more[3] > mean)
    assert len(days) < 150


def test_percentiles_are_those_of_numpy():
    values = np.random.default_rng(1).random((7, 101))
    np.testing.assert_allclose(dosing._percentiles(values), np.percentile(values, (5, 50, 95), axis=1))


def test_the_label_is_reproduced_within_the_tolerance():
    rows = explorers.label_rows()
    assert len(rows) == 6
    for row in rows:
        assert row["simulated_mean"] == pytest.approx(row["label_mean"], rel=row["tolerance"])


def test_no_displayed_digit_stands_on_a_rounding_edge():
    """What is shown with three digits is the same on every machine: no value lies within 1e-6 of an edge."""
    shown = [row[key] for row in explorers.label_rows() for key in ("simulated_mean", "simulated_sd")]
    for dose in (4, 8):
        everyone, typical = explorers.tocilizumab_exposure(dose)
        shown += [float(np.median(everyone.cmin)), float(typical.cmin[0]), float(everyone.cmin.mean())]
    for value in shown:
        assert f"{value * (1 - 1e-6):.3g}" == f"{value:.3g}" == f"{value * (1 + 1e-6):.3g}"
    everyone, _ = explorers.tocilizumab_exposure(8)
    highest = float(np.percentile(everyone.cmin, 98))
    edges = np.linspace(0, highest, 41)[1:-1]
    assert np.min(np.abs(everyone.cmin[:, None] - edges) / edges) > 1e-9


def test_patients_are_the_same_each_time():
    dosing.tocilizumab_exposure.cache_clear()
    first = explorers.tocilizumab_exposure(8, patients=200)[0].cmin
    dosing.tocilizumab_exposure.cache_clear()
    np.testing.assert_array_equal(first, explorers.tocilizumab_exposure(8, patients=200)[0].cmin)


def test_saturable_exposure_grows_more_than_the_dose():
    exposures = explorers.dose_exposures([4, 8])
    assert exposures["siltuximab"][1] / exposures["siltuximab"][0] == pytest.approx(2)
    assert 2.4 < exposures["tocilizumab"][1] / exposures["tocilizumab"][0] < 2.9


def test_anakinra_by_kidney():
    _, weak, weak_average = dosing.anakinra_course(20.0, 24.0, hours=240.0)
    _, normal, normal_average = dosing.anakinra_course(100.0, 24.0, hours=240.0)
    assert weak_average / normal_average == pytest.approx(pk.anakinra_clearance(100.0) / pk.anakinra_clearance(20.0))
    assert weak[-1] > 10 * normal[-1]
    assert dosing.anakinra_course(20.0, 48.0)[2] == pytest.approx(weak_average / 2)
    assert len(dosing.anakinra_kidney_at(100.0, 24.0)[1]) == 1


def test_kidney_groups_are_the_measured_ones():
    _, _, groups = explorers.kidney_groups()
    assert [mean for *_, mean in groups] == list(pk.ANAKINRA_CLEARANCE_BY_KIDNEY_ML_PER_MIN.values())


def test_bioavailability_scales_the_area_and_absorption_does_not():
    half = dosing.skin_or_vein_at(0.5, 2.58)
    whole = dosing.skin_or_vein_at(1.0, 2.58)
    np.testing.assert_allclose(whole[1]["under the skin"], 2 * half[1]["under the skin"])
    assert half[2][1] == pytest.approx(half[2][0] / 2)
    slow = dosing.skin_or_vein_at(0.5, 10.0)
    assert slow[2] == pytest.approx(half[2])
    assert slow[1]["under the skin"].max() < half[1]["under the skin"].max()


@pytest.mark.parametrize("dose", [-8, "8", float("nan")])
def test_a_dose_that_cannot_be_given_is_a_sentence(dose):
    with pytest.raises(ValueError, match="Dose must be zero or a positive number of mg/kg.*Give a value such as 8"):
        explorers.tocilizumab_exposure(dose)
