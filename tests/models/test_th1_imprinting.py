"""Two steps to a Th1 cell: a second solver with the deposited laws, the threshold of IL-12, wrong input."""

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from helpers.models import th1_imprinting as th1

HOURS = np.linspace(0, 120, 241)


def deposited(il12: float = 1.0, a2: float = 0.42) -> np.ndarray:
    """T-bet, receptor and interferon-γ by Radau, written as the laws of the deposited file."""

    def change(time: float, x: np.ndarray) -> list[float]:
        tbet_mrna, ifn_mrna, ifn, rec, tbet, rec_mrna = x
        ag = 1 - time**10 / (34**10 + time**10)
        return [
            a2 * ag / (0.46 + ag) * ifn / (2.1 + ifn) + 5.1e-4 * il12 * rec + 0.044 - tbet_mrna,
            3.7 * tbet / (0.029 + tbet) * il12 * rec / (66 + il12 * rec) * ag / (0.014 + ag) - ifn_mrna,
            100 * ifn_mrna - ifn,
            100 * rec_mrna - 0.1 * rec,
            100 * tbet_mrna - 0.1 * tbet,
            0.0028 * tbet * 0.013 / (0.013 + ag) - rec_mrna,
        ]

    start = [0.044, 0.0, 0.0, 0.0, 44.0, 0.0]
    found = solve_ivp(change, (0, HOURS[-1]), start, "Radau", t_eval=HOURS, rtol=1e-9, atol=1e-9).y
    return found[[4, 3, 2]]


def test_hours_go_up_to_5000() -> None:
    """Until then, without antigen, T-bet and its receptor grow as the loop's own fastest mode; later is refused."""
    loop = np.array([[-1, 0, 0, 5.1e-4], [0, -1, 0.0028, 0], [100, 0, -0.1, 0], [0, 100, 0, -0.1]])
    tbet = th1.simulate([0.0, 4000.0, 5000.0]).tbet
    assert np.log(tbet[2] / tbet[1]) / 1000 == pytest.approx(np.linalg.eigvals(loop).real.max(), rel=1e-4)
    with pytest.raises(ValueError, match=r"time must be .* of h, at most 5,000, but it is 5500"):
        th1.simulate([0.0, 5500.0])


@pytest.mark.parametrize(("il12", "blocked"), [(1.0, 0.0), (0.0, 0.0), (0.5, 0.0), (2.0, 0.0), (1.0, 1.0), (1.0, 0.9)])
def test_second_solver(il12: float, blocked: float) -> None:
    course = th1.simulate(HOURS, il12, blocked)
    for name, expected in zip(("tbet", "il12_receptor", "ifng"), deposited(il12, 0.42 * (1 - blocked)), strict=True):
        scale = max(float(expected.max()), 1.0)
        np.testing.assert_allclose(getattr(course, name), expected, rtol=0, atol=1e-5 * scale, err_msg=name)


def test_the_order_of_the_two_steps() -> None:
    course = th1.simulate(HOURS)
    early, late = HOURS < 40, HOURS > 60
    assert course.ifng[-1] < 0.01 * course.ifng[early].max(), "interferon-γ needs antigen"
    assert course.il12_receptor[late].min() > 10 * course.il12_receptor[HOURS < 24].max(), "held back by antigen"
    assert th1.simulate(HOURS, ifng_blocked=1.0).tbet[early].max() < 0.5 * course.tbet[early].max()
    without = th1.simulate(HOURS, il12=0.0)
    np.testing.assert_allclose(without.tbet, 44.0, rtol=1e-6)
    assert not np.any(without.ifng)


def test_above_the_threshold_of_il12_tbet_lasts() -> None:
    """By the second kind of proof: the loop without antigen, as a matrix, has a growing mode just above it."""
    needed = th1.il12_needed()
    assert needed == pytest.approx(0.7003, abs=1e-4)
    for il12, grows in ((0.99 * needed, False), (1.01 * needed, True)):
        loop = np.array(
            [[-1, 0, 0, 5.1e-4 * il12], [0, -1, 0.0028, 0], [100, 0, -0.1, 0], [0, 100, 0, -0.1]]
        )  # messages of T-bet and of the receptor, T-bet, receptor
        assert (np.linalg.eigvals(loop).real.max() > 0) == grows
    slopes = [np.diff(th1.simulate([1000.0, 1500.0], il12).tbet)[0] for il12 in (0.6, 0.8)]
    assert abs(slopes[0]) < 1 < slopes[1]


def test_arguments_refuse() -> None:
    with pytest.raises(ValueError, match="IL-12 must be"):
        th1.simulate(HOURS, -1.0)
    with pytest.raises(ValueError, match="Blocked share must be"):
        th1.simulate(HOURS, 1.0, 90.0)
    with pytest.raises(ValueError, match="Th1Cell"):
        th1.il12_needed(1.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", [field.name for field in fields(th1.Th1Cell) if field.name != "reference"])
def test_parameters_refuse(field: str) -> None:
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(th1.MOUSE_TH1, **{field: -1.0})
