"""IL-6 on a hepatocyte: the published model in another program, another solver, balance, rest, wrong input."""

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from tests import published

from helpers.models import hepatocyte_signal as hs

ROWS = published.stored(published.SOBOTTA)
MINUTES = np.linspace(0, 240, 481)


def test_il6_goes_up_to_a_million_ng_per_ml() -> None:
    """At that limit more IL-6 has long made no difference; beyond it an amount is refused, with the limit."""
    nearly, most = hs.dose_response([1e5, 1e6]).peak
    assert nearly < most < 1.01 * nearly and most < hs.MOUSE.stat3_nM
    for beyond in (lambda: hs.simulate(MINUTES, 1.1e6), lambda: hs.dose_response([40.0, 1.1e6])):
        with pytest.raises(ValueError, match=r"IL-6 must be .* of ng/mL, at most 1e\+06, but it is 1100000"):
            beyond()


@pytest.mark.parametrize("case", published.SOBOTTA_CASES, ids=str)
def test_every_state_is_that_of_the_deposited_model(case: tuple[float, ...]) -> None:
    il6, *given = case
    rows = [row for row in ROWS if tuple(row[name] for name in published.SOBOTTA_COLUMNS[:4]) == case]
    course = hs.simulate(published.SOBOTTA_MINUTES, il6, hs.Schedule(*given))
    for name in published.SOBOTTA_STATES:
        expected = np.array([row[name] for row in rows])
        np.testing.assert_allclose(getattr(course, name), expected, rtol=0, atol=1e-6 * expected.max(), err_msg=name)


def test_the_published_peaks() -> None:
    alone = hs.simulate(MINUTES, 40.0)
    assert alone.pstat3.max() == pytest.approx(15.08, abs=0.005) and MINUTES[alone.pstat3.argmax()] == 16
    assert alone.pstat3[120] == pytest.approx(4.91, abs=0.005)
    drugged = hs.simulate(MINUTES, 40.0, hs.Schedule(500.0))
    assert drugged.pstat3.max() == pytest.approx(6.71, abs=0.005) and MINUTES[drugged.pstat3.argmax()] == 28


def test_a_cell_at_rest_is_that_of_the_deposited_model_and_stays() -> None:
    rest = hs.at_rest()
    np.testing.assert_allclose(rest[[3, 4, 5]], [hs.MOUSE.STAT3, hs.MOUSE.tpSTAT3, hs.MOUSE.nSTAT3], rtol=1e-7)
    published_start = [0.555214703828664, 0.000488088299181085, 0.00317810552352697]
    np.testing.assert_allclose(rest[:3], published_start, rtol=1e-7)
    np.testing.assert_allclose(rest[[6, 11, 12]], [0.00282883849585856, 0.000111649083183703, 0.0256011491229785], 1e-7)
    for cell in (hs.MOUSE, replace(hs.MOUSE, socs3_pro=0.0), replace(hs.MOUSE, jak1_act_basal=1.0)):
        course = hs.simulate([0, 10, 1000], 0.0, cell=cell)
        for name in ("pstat3", "socs3", "active_receptor"):
            np.testing.assert_allclose(getattr(course, name), getattr(course, name)[0], rtol=1e-6, atol=1e-12)


def test_stat3_is_only_moved_about() -> None:
    course = hs.simulate(MINUTES, 100.0, hs.Schedule(200.0, 30.0, 60.0))
    total = course.stat3 + course.pstat3 + course.nuclear_stat3 * hs.MOUSE.nuc / hs.MOUSE.cyt
    np.testing.assert_allclose(total, hs.MOUSE.stat3_nM, rtol=1e-8)


def test_second_solver() -> None:
    """The equations of the message, written out once more, driven by the course's own STAT3 and receptor."""
    c, grid = hs.MOUSE, np.linspace(0, 120, 2401)
    course = hs.simulate(grid, 40.0)

    def change(time: float, state: np.ndarray) -> list[float]:
        imported = 25.34 * c.stat3_imp * np.interp(time, grid, course.pstat3) * (1 + c.f_pstat3_imp)
        made = c.socs3rna_pro * imported**c.socs3rna_hill / c.scale_socs3
        steps = [made - c.socs3rna_delay * state[0]]
        steps += [c.socs3rna_delay * (state[i - 1] - state[i]) for i in range(1, 5)]
        return [*steps, c.socs3rna_delay * state[4] * 0.5 / 12.67 - c.socs3rna_des * state[5]]

    start = hs.at_rest()[6:12]
    found = solve_ivp(change, (0, 120), start, "Radau", t_eval=grid, rtol=1e-8, atol=1e-12, max_step=1.0).y[5]
    np.testing.assert_allclose(course.socs3_mrna, found, rtol=0, atol=1e-4 * found.max())


def test_without_socs3_a_constant_ligand_is_no_pulse() -> None:
    with_brake, without = (hs.simulate(MINUTES, 40.0, cell=cell) for cell in (hs.MOUSE, replace(hs.MOUSE, socs3_pro=0)))
    assert with_brake.pstat3[-1] < 0.4 * with_brake.pstat3.max()
    assert without.pstat3[-1] > 0.99 * without.pstat3.max() and not np.any(without.socs3)


def test_dose_response_reads_the_courses() -> None:
    response = hs.dose_response([0.0, 1.0, 40.0], 60.0)
    assert response.peak_min.tolist()[::2] == [0.0, 16.0]
    for dose, level in zip(response.il6, response.at_reading, strict=True):
        assert level == pytest.approx(hs.simulate([0, 60], dose).pstat3[-1], rel=1e-6)
    assert np.all(np.diff(hs.dose_response(np.logspace(-1, 3, 9)).peak) > 0)
    assert hs.dose_response([40.0], 1000.0).at_reading[0] == pytest.approx(hs.simulate([0, 1000], 40).pstat3[-1])


def test_arguments_refuse() -> None:
    with pytest.raises(ValueError, match="IL-6 must be"):
        hs.simulate(MINUTES, -1.0)
    with pytest.raises(ValueError, match="IL-6 must be one number"):
        hs.simulate(MINUTES, [1.0, 2.0])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="row of 1 to 60"):
        hs.dose_response(1.0)
    with pytest.raises(ValueError, match="Hepatocyte"):
        hs.at_rest({"cyt": 1})  # type: ignore[arg-type]


@pytest.mark.parametrize("field", [field.name for field in fields(hs.Hepatocyte) if field.name != "reference"])
@pytest.mark.parametrize("bad", [-1.0, np.nan, "ten"])
def test_parameters_refuse(field: str, bad: object) -> None:
    with pytest.raises(ValueError, match="Give a value such as"):
        replace(hs.MOUSE, **{field: bad})
