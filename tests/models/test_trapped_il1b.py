"""Canakinumab and IL-1β: the published equations in a second solver, what was published, balance, wrong input."""

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import pharmacokinetics as pk
from helpers.models import trapped_il1b

DAYS = np.linspace(0, 336, 1345)


def as_published(kd: float) -> Callable[[float, np.ndarray], list[float]]:
    """The equations as the model file has them: amounts in nmol, the drug under the skin in mg."""
    cl, vc, vp, psd, ka, cll, rli, psl = 0.174, 3.30, 2.71, 0.429, 0.269, 14.2, 9.57, 0.386

    def change(_: float, state: np.ndarray) -> list[float]:
        depot, central, peripheral, central_il1b, peripheral_il1b = state
        sum_c, sum_p = kd * vc + central + central_il1b, kd * vp + peripheral + peripheral_il1b
        x_c = 0.5 * (sum_c - np.sqrt(sum_c**2 - 4 * central * central_il1b))
        x_p = 0.5 * (sum_p - np.sqrt(sum_p**2 - 4 * peripheral * peripheral_il1b))
        fd_c, fl_c, fl_p = central - x_c, central_il1b - x_c, peripheral_il1b - x_p
        return [
            -ka * depot,
            ka * depot * (1000 / 149.117) - fd_c * cl / vc - x_c * cl / vc + (peripheral / vp - central / vc) * psd,
            (central / vc - peripheral / vp) * psd,
            -fl_c * cll / vc - x_c * cl / vc + (fl_p / vp - fl_c / vc) * psl + (x_p / vp - x_c / vc) * psd,
            rli / 17000 + (fl_c / vc - fl_p / vp) * psl + (x_c / vc - x_p / vp) * psd,
        ]

    return change


def second_solver(dose: float, interval: float, number: int) -> np.ndarray:
    """Return drug (µg/mL) and total IL-1β (pg/mL) over DAYS by Radau, dose after dose."""
    free = 9.57 * 3.30 / (17000 * 14.2)
    state = np.array([0.0, 0.0, 0.0, free, 2.71 / 3.30 * free * (1 + 14.2 / 0.386)])
    parts = []
    for dosed in range(number):
        state[0] += 0.70 * dose
        begins, ends = dosed * interval, (dosed + 1) * interval if dosed + 1 < number else DAYS[-1]
        inner = DAYS[(begins <= DAYS) & (ends > DAYS)]
        run = solve_ivp(
            as_published(1.07), (begins, ends), state, "Radau", t_eval=np.append(inner, ends), rtol=1e-9, atol=1e-13
        )
        parts.append(run.y[:, : inner.size])
        state = run.y[:, -1].copy()
    found = np.hstack([*parts, state[:, None]])
    return np.array([found[1] / 3.30 * 149.117 / 1000, found[3] / 3.30 * 17000])


def test_a_dose_goes_up_to_100_000_mg() -> None:
    """At that limit the drug still answers in proportion, as its own kinetics are linear; a larger dose is refused."""
    usual, most = (trapped_il1b.repeated_doses([0.0, 5.75, 56.0], dose) for dose in (150.0, 1e5))
    np.testing.assert_allclose(most.drug, usual.drug * (1e5 / 150), rtol=1e-5)
    assert np.all(most.free_il1b[1:] < usual.free_il1b[1:])
    with pytest.raises(ValueError, match=r"Dose must be .* of mg, at most 100,000, but it is 110000"):
        trapped_il1b.repeated_doses(DAYS, 1.1e5)


@pytest.mark.parametrize(("dose", "interval", "number"), [(150, 56, 6), (600, 28, 3), (25, 112, 3), (2000, 400, 1)])
def test_second_solver(dose: float, interval: float, number: int) -> None:
    course, (drug, il1b) = (
        trapped_il1b.repeated_doses(DAYS, dose, interval, number),
        second_solver(dose, interval, number),
    )
    np.testing.assert_allclose(course.drug, drug, rtol=0, atol=1e-5 * drug.max())
    np.testing.assert_allclose(course.total_il1b, il1b, rtol=0, atol=1e-5 * il1b.max())


def test_the_published_numbers() -> None:
    course = trapped_il1b.repeated_doses(DAYS, 150.0, 56.0, 6)
    first = DAYS < 56
    assert course.drug[first].max() == pytest.approx(15.4, abs=0.05)
    assert DAYS[first][course.drug[first].argmax()] == 5.75
    assert course.total_il1b.max() / course.total_il1b[0] == pytest.approx(38.7, abs=0.05)


def test_the_drug_alone_is_the_linear_model() -> None:
    alone = pk.two_compartment_absorption(DAYS, 150.0, pk.CANAKINUMAB)
    np.testing.assert_allclose(trapped_il1b.repeated_doses(DAYS, 150.0).drug, alone, rtol=0, atol=1e-6 * alone.max())


def test_without_drug_nothing_changes_and_at_balance_what_is_made_is_lost() -> None:
    quiet = trapped_il1b.repeated_doses(DAYS, 0.0)
    np.testing.assert_allclose(quiet.total_il1b, 9.57 / 14.2, rtol=1e-6)
    np.testing.assert_allclose(quiet.free_il1b, quiet.total_il1b, rtol=1e-12)
    often = trapped_il1b.repeated_doses([0.0, 399.9], 20.0, 7.0, 58)
    bound = often.total_il1b[-1] - often.free_il1b[-1]
    assert 14.2 * often.free_il1b[-1] + 0.174 * bound == pytest.approx(9.57, rel=0.01)


def test_free_ligand_is_in_balance_with_drug_and_complex() -> None:
    course = trapped_il1b.repeated_doses(DAYS, 150.0, 56.0, 6)
    bound = (course.total_il1b - course.free_il1b) / 17000
    free_drug = course.drug * 1000 / 149.117 - bound
    np.testing.assert_allclose(free_drug * course.free_il1b / 17000, 1.07 * bound, rtol=1e-6, atol=1e-15)
    assert np.all(course.free_il1b <= course.free_il1b[0] * (1 + 1e-6))


def test_arguments_refuse() -> None:
    with pytest.raises(ValueError, match="Dose must be"):
        trapped_il1b.repeated_doses(DAYS, -1.0)
    with pytest.raises(ValueError, match="Interval must be"):
        trapped_il1b.repeated_doses(DAYS, 150.0, 0.0)
    with pytest.raises(ValueError, match="Number of doses"):
        trapped_il1b.repeated_doses(DAYS, 150.0, 56.0, 61)
    with pytest.raises(ValueError, match="absorbed and eliminated linearly"):
        replace(trapped_il1b.CAPS, drug=pk.TOCILIZUMAB)


@pytest.mark.parametrize(
    "field", [f.name for f in fields(trapped_il1b.Il1bBinding) if f.name not in ("reference", "drug")]
)
@pytest.mark.parametrize("bad", [-1.0, np.nan, "ten"])
def test_parameters_refuse(field: str, bad: object) -> None:
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(trapped_il1b.CAPS, **{field: bad})
