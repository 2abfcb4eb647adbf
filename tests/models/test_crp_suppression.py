"""From antibody to CRP: the deposited models in another program, what was published, balance, wrong input."""

from dataclasses import fields, replace

import numpy as np
import pytest
from tests import published

from helpers.models import crp_suppression as cs
from helpers.models import piecewise

ROWS = published.stored(published.DWIVEDI)
BODIES = {
    534: replace(cs.CROHN, ksynthIL6=cs.HEALTHY_IL6_PER_H, ksynthIL6Gut=cs.HEALTHY_IL6_GUT_PER_H),
    535: cs.CROHN,
    537: cs.CROHN,
}
DRUGS = {534: "anti-IL-6", 535: "anti-IL-6", 537: "anti-IL-6R"}


@pytest.mark.parametrize("case", published.DWIVEDI_CASES, ids=str)
def test_every_course_is_that_of_the_deposited_models(case: tuple[int, int, int]) -> None:
    file, dose, interval = case
    rows = [row for row in ROWS if tuple(row[name] for name in published.DWIVEDI_COLUMNS[:3]) == case]
    doses = cs.Doses(DRUGS[file], dose, interval, 2016 // interval)
    course = cs.simulate(published.DWIVEDI_HOURS, doses, BODIES[file], 1e-8)
    for name in published.DWIVEDI_STATES:
        expected = np.array([row[name] for row in rows])
        np.testing.assert_allclose(
            getattr(course, name), expected, rtol=0, atol=1e-5 * max(expected.max(), 1e-9), err_msg=name
        )


def test_the_published_numbers() -> None:
    course = cs.simulate([0.0, 336.0, 671.0])
    np.testing.assert_allclose(course.suppression_percent, [0.0, 59.4, 6.9], rtol=0, atol=0.05)
    assert cs.crp_before() == pytest.approx(221.06367608557, rel=1e-9)
    assert cs.crp_before(BODIES[534]) == pytest.approx(40.196036452179, rel=1e-9)


def test_a_looser_step_is_as_right_as_it_says() -> None:
    hours = np.linspace(0, 2016, 85)
    for drug in cs.DRUGS:
        fine, tight, loose = (
            cs.simulate(hours, cs.Doses(drug), tolerance=error).suppression_percent for error in (1e-8, 1e-6, 1e-5)
        )
        np.testing.assert_allclose(tight, fine, rtol=0, atol=4e-4)
        np.testing.assert_allclose(loose, fine, rtol=0, atol=3e-3)


def test_the_jacobian_is_the_slope_of_the_rates() -> None:
    for drug in cs.DRUGS:
        system = cs._system(cs.CROHN, drug)
        state = np.array(cs._at_rest(cs.CROHN)) + 0.01
        found = np.asarray(system.jacobian(0.0, state))
        for place in range(state.size):
            step = np.zeros(state.size)
            step[place] = 1e-4
            slope = (np.array(system.rates(0, state + step)) - np.array(system.rates(0, state - step))) / 2e-4
            np.testing.assert_allclose(found[:, place], slope, rtol=1e-5, atol=1e-5)


def test_nothing_changes_without_drug_and_no_drug_is_made() -> None:
    quiet = cs.simulate(np.linspace(0, 2016, 13), cs.Doses("anti-IL-6", 0.0))
    np.testing.assert_allclose(quiet.suppression_percent, 0.0, atol=1e-6)
    assert not np.any(quiet.drug)
    inert = replace(cs.CROHN, kIL6AbBind=1e-6, kdegAb=1e-6)
    kept = cs.simulate([0.0, 5000.0], cs.Doses("anti-IL-6R", 100.0, 20_000.0, 1), inert)
    share = 1 + (inert.VLiver + inert.VGut + inert.VPeriph) / inert.VSerum
    assert kept.drug[-1] * share == pytest.approx(100 * inert.nM_per_mg, rel=0.02)


def test_arguments_refuse() -> None:
    with pytest.raises(ValueError, match="Drug must be one of"):
        cs.Doses("anti-IL-1")
    with pytest.raises(ValueError, match="Dose must be"):
        cs.Doses(dose_mg=-1.0)
    with pytest.raises(ValueError, match="Tolerance must be"):
        cs.simulate([0.0, 1.0], tolerance=0.1)
    with pytest.raises(ValueError, match="Jacobian must be a function"):
        piecewise.Stiff(lambda _, x: x, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", [field.name for field in fields(cs.Body) if field.name != "reference"])
def test_parameters_refuse(field: str) -> None:
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(cs.CROHN, **{field: -1.0})
