"""Occupancy and response: identities, limits, published numbers, wrong input."""

import numpy as np
import pytest

from helpers.models import receptor_binding as rb

EXACT = {"rtol": 1e-9, "atol": 0}
DOSES = np.logspace(-6, 6, 49)


@pytest.mark.parametrize("n", [0.5, 1.0, 2.0, 4.0])
def test_hill_langmuir_is_its_formula(n):
    expected = DOSES**n / (DOSES**n + 3.0**n)
    np.testing.assert_allclose(rb.hill_langmuir(DOSES, 3.0, n), expected, **EXACT)


def test_hill_langmuir_limits_without_warning(recwarn):
    assert rb.hill_langmuir([0.0, 3.0, 1e300], 3.0, 4.0).tolist() == [0.0, 0.5, 1.0]
    assert rb.hill_langmuir(1e-300, 1e300, 5.0) == 0.0
    assert not recwarn


def test_concentration_at_occupancy_inverts():
    f = np.linspace(0.01, 0.99, 25)
    back = rb.hill_langmuir(rb.concentration_at_occupancy(f, 2.0, 1.7), 2.0, 1.7)
    np.testing.assert_allclose(back, f, **EXACT)


def test_ec90_to_ec10():
    np.testing.assert_allclose(rb.ec90_to_ec10_ratio([1, 2, 4]), [81, 9, 3], **EXACT)
    ends = rb.concentration_at_occupancy([0.9, 0.1], 5.0, 1.3)
    np.testing.assert_allclose(ends[0] / ends[1], rb.ec90_to_ec10_ratio(1.3), **EXACT)


def test_gaddum_shifts_without_lowering():
    shift = rb.dose_ratio(30.0, 10.0)
    assert shift == 4.0
    np.testing.assert_allclose(rb.gaddum(DOSES * shift, 1.0, 30.0, 10.0), rb.hill_langmuir(DOSES, 1.0), **EXACT)
    np.testing.assert_allclose(rb.gaddum(DOSES, 2.0, 30.0, 10.0), DOSES / (DOSES + 2.0 * 4.0), **EXACT)


@pytest.mark.parametrize(("kb", "slope"), [(0.15, 1.0), (20.0, 1.3), (5.0, 0.8)])
def test_schild_fit_gives_back_what_was_put_in(kb, slope):
    antagonist = np.array([1.0, 3.0, 10.0, 30.0, 100.0])
    fit = rb.fit_schild(antagonist, rb.dose_ratio(antagonist, kb, slope))
    np.testing.assert_allclose([fit.kb_nM, fit.slope], [kb, slope], **EXACT)
    np.testing.assert_allclose(fit.pa2, -np.log10(kb * 1e-9), **EXACT)
    expected = np.log10(rb.dose_ratio(antagonist, kb, slope) - 1)
    np.testing.assert_allclose(rb.schild(antagonist, kb, slope), expected, rtol=1e-9, atol=1e-12)


def test_schild_fit_refuses():
    with pytest.raises(ValueError, match="two or more different"):
        rb.fit_schild([10.0, 10.0], [2.0, 3.0])
    with pytest.raises(ValueError, match="two or more different"):
        rb.fit_schild([10.0, 20.0, 30.0], [2.0, 3.0])
    with pytest.raises(ValueError, match="Dose ratio minus 1"):
        rb.fit_schild([10.0, 20.0], [1.0, 3.0])
    with pytest.raises(ValueError, match="must rise"):
        rb.fit_schild([10.0, 20.0], [3.0, 3.0])
    with pytest.raises(ValueError, match="must rise, but its slope is -1"):
        rb.fit_schild([1.0, 10.0], [11.0, 2.0])
    with pytest.raises(ValueError, match="Dose ratio must be a finite number"):
        rb.fit_schild([1, 10], ["a", "b"])


def test_ligand_depletion_obeys_mass_action():
    rng = np.random.default_rng(1)
    ligand, receptor, kd = 10 ** rng.uniform(-6, 3, (3, 1000))
    bound = rb.ligand_depletion(ligand, receptor, kd)
    free = (ligand - bound) * (receptor - bound)
    # Tight binding leaves a small difference of large numbers: compare on the scale of both.
    np.testing.assert_allclose(free, kd * bound, rtol=0, atol=1e-12 * np.max(ligand * receptor))
    assert np.all((bound > 0) & (bound <= np.minimum(ligand, receptor)))


def test_ligand_depletion_keeps_its_digits_when_little_binds():
    np.testing.assert_allclose(rb.ligand_depletion(1e-12, 1.0, 1.0), 5e-13, rtol=1e-11)
    np.testing.assert_allclose(rb.ligand_depletion(1e-9, 1e-9, 1e3), 1e-21, rtol=1e-9)
    assert rb.ligand_depletion(0.0, 5.0, 1.0) == 0.0


def test_half_of_the_receptors_need_more_than_kd():
    np.testing.assert_allclose(rb.ligand_depletion(0.5 + 8.0 / 2, 8.0, 0.5), 4.0, **EXACT)


@pytest.mark.parametrize("tau", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("n", [0.7, 1.0, 2.5])
def test_operational_model_is_its_formula(tau, n):
    top = (tau * DOSES) ** n
    expected = 100 * top / ((50.0 + DOSES) ** n + top)
    np.testing.assert_allclose(rb.operational_response(DOSES, 50.0, tau, n=n), expected, **EXACT)
    emax, ec50 = rb.operational_emax(tau, n=n), rb.operational_ec50(50.0, tau, n=n)
    np.testing.assert_allclose(emax, 100 * tau**n / (1 + tau**n), **EXACT)
    half = rb.operational_response(ec50, 50.0, tau, n=n)
    np.testing.assert_allclose(half, emax / 2, **EXACT)


def test_operational_ec50_at_slope_one():
    np.testing.assert_allclose(rb.operational_ec50(50.0, [0.0, 9.0]), [50.0, 5.0], **EXACT)
    assert rb.operational_emax(0.0) == 0.0


def test_operational_extremes_without_warning(recwarn):
    assert np.all(np.isfinite(rb.operational_ec50(50.0, [0.0, 1e-300, 1e300], n=5.0)))
    assert rb.operational_ec50(50.0, 9.0, n=1e-3) == 0.0
    assert rb.operational_response(1e300, 1.0, 1e300) == 100.0
    assert not recwarn


def test_non_competitive_antagonist_keeps_the_ec50():
    occupied = rb.non_competitive_occupancy([2.0, 1e12], 2.0, 30.0, 10.0)
    np.testing.assert_allclose(occupied, [0.125, 0.25], rtol=1e-9)


def test_two_state_limits():
    ends = rb.two_state([0.0, 1e15], 10.0, 100.0, 1000.0)
    np.testing.assert_allclose(ends, [1 / 1001, 100 / 1100], rtol=1e-9)
    x = DOSES / 10.0
    expected = (1 + 5 * x) / ((1 + 5 * x) + 50 * (1 + x))
    np.testing.assert_allclose(rb.two_state(DOSES, 10.0, 5.0, 50.0), expected, **EXACT)


def test_two_agonists_share_one_site():
    alone = rb.operational_response(DOSES, 2.0, 9.0)
    np.testing.assert_allclose(rb.two_agonists(DOSES, 2.0, 9.0, 0.0, 1.0, 1.0), alone, **EXACT)
    np.testing.assert_allclose(rb.two_agonists(0.0, 2.0, 9.0, DOSES, 1.0, 0.5)[-1], 100 / 3, rtol=1e-5)
    beside = rb.operational_response(DOSES, 2.0 * rb.dose_ratio(30.0, 10.0), 9.0)
    np.testing.assert_allclose(rb.two_agonists(DOSES, 2.0, 9.0, 30.0, 10.0, 0.0), beside, rtol=1e-9)
    swapped = rb.two_agonists(DOSES, 2.0, 9.0, 5.0, 1.0, 0.5)
    np.testing.assert_allclose(rb.two_agonists(5.0, 1.0, 0.5, DOSES, 2.0, 9.0), swapped, **EXACT)


@pytest.mark.parametrize("bad", [-1.0, np.nan, "ten"])
def test_two_agonists_refuse(bad):
    for place in range(6):
        given = [1.0] * 6
        given[place] = bad
        with pytest.raises(ValueError, match="Give a value such as"):
            rb.two_agonists(*given)


def test_hundredfold_rule_is_the_spare_receptor_statement():
    kd = rb.IL1RA_TYPE_I.kd_nM
    np.testing.assert_allclose(rb.antagonist_fold_excess([0.05, 0.01], kd, kd), [19, 99], **EXACT)
    ligand = 0.3
    excess = rb.antagonist_fold_excess(0.05, 0.2, 0.1, ligand)
    np.testing.assert_allclose(rb.gaddum(ligand, 0.1, excess * ligand, 0.2), 0.05, **EXACT)
    assert rb.antagonist_fold_excess(0.9, 1.0, 1.0, 0.1) == 0.0


def test_il2_low_dose_is_selective():
    low = rb.il2_occupancy(0.010)
    np.testing.assert_allclose([low.trimer, low.dimer], [0.5, 0.01 / 1.01], **EXACT)
    ratio = rb.il2_occupancy([0.0, 1e-9, 1e9]).selectivity
    np.testing.assert_allclose(ratio, [100.0, 100.0, 1.0], rtol=1e-6)
    curve = rb.il2_occupancy(DOSES)
    np.testing.assert_allclose(curve.selectivity, curve.trimer / curve.dimer, **EXACT)
    assert np.all(np.diff(curve.selectivity) <= 0)


def test_arrays_broadcast():
    shape = rb.gaddum(DOSES[:, None], 1.0, np.array([0.0, 1.0, 10.0]), 2.0).shape
    assert shape == (49, 3)


CALLS = {
    "Kd": lambda x: rb.hill_langmuir(1.0, x),
    "Hill coefficient": lambda x: rb.hill_langmuir(1.0, 1.0, x),
    "KA": lambda x: rb.gaddum(1.0, x, 1.0, 1.0),
    "KB": lambda x: rb.dose_ratio(1.0, x),
    "Schild slope": lambda x: rb.schild(1.0, 1.0, x),
    "Resting constant L0": lambda x: rb.two_state(1.0, 1.0, 1.0, x),
    "Largest response": lambda x: rb.operational_response(1.0, 1.0, 1.0, x),
    "Ki": lambda x: rb.antagonist_fold_excess(0.05, x, 1.0),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten", None])
def test_constants_must_be_positive(name, bad):
    with pytest.raises(ValueError, match=f"{name}.* must be a positive number.*Give a value"):
        CALLS[name](bad)


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf, "ten"])
def test_concentrations_must_not_be_negative(bad):
    for call in (
        lambda: rb.hill_langmuir(bad, 1.0),
        lambda: rb.gaddum(bad, 1.0, 1.0, 1.0),
        lambda: rb.gaddum(1.0, 1.0, bad, 1.0),
        lambda: rb.ligand_depletion(bad, 1.0, 1.0),
        lambda: rb.ligand_depletion(1.0, bad, 1.0),
        lambda: rb.operational_response(bad, 1.0, 1.0),
        lambda: rb.operational_emax(bad),
        lambda: rb.two_state(bad, 1.0, 1.0, 1.0),
        lambda: rb.il2_occupancy(bad),
    ):
        with pytest.raises(ValueError, match="Give a value such as"):
            call()
    with pytest.raises(ValueError, match="BindingConstant"):
        rb.il2_occupancy(1.0, trimer=0.01)


def test_published_constants():
    constants = (rb.IL2_TRIMER, rb.IL2_DIMER, rb.IL2_ALPHA, rb.IL2_BETA, rb.IL1RA_TYPE_I)
    assert [c.kd_nM for c in constants] == [0.010, 1.0, 10.0, 144.0, 0.150]
    assert all(c.reference for c in constants)


def test_defaults_are_simple_binding_and_percent():
    np.testing.assert_allclose(rb.concentration_at_occupancy(0.9, 2.0), 18.0, **EXACT)
    np.testing.assert_allclose(rb.ec90_to_ec10_ratio(), 81.0, **EXACT)
    np.testing.assert_allclose(rb.schild(100.0, 10.0), 1.0, **EXACT)
    np.testing.assert_allclose(rb.operational_response(50.0, 50.0, 1.0), 100 / 3, **EXACT)
    np.testing.assert_allclose(rb.operational_emax(4.0), 80.0, **EXACT)
    np.testing.assert_allclose(rb.operational_ec50(50.0, 4.0), 10.0, **EXACT)
