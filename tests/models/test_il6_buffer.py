"""IL-6 at equilibrium: mass balance, mass action, independent solvers, limits, wrong input."""

from dataclasses import astuple, fields, replace

import numpy as np
import pytest
from scipy.optimize import brentq, root

from helpers.models import il6_buffer as il6

ALL = il6.Affinities(0.44, 0.05, 2.0, 0.01, 0.5, 1.0, 0.03)
AXIS = np.logspace(-6, 3, 46)  # fM to uM
PARTS = {  # complex -> members, written down once more
    "binary_soluble": "LR", "binary_membrane": "LM", "classic_signal": "LMB",
    "trans_signal": "LRB", "buffered_by_sgp130": "LRG", "membrane_sgp130": "LMG",
    "buffered_by_sgp130fc": "LRF", "membrane_sgp130fc": "LMF", "tocilizumab_soluble": "RT",
    "tocilizumab_membrane": "MT", "neutralised": "LA",
}  # fmt: skip
FREE = dict(zip("LRMGBFTA", [f.name for f in fields(il6.Equilibrium)][:8], strict=True))


def constants(a):
    k = a.receptor_nM
    return {
        "binary_soluble": k, "binary_membrane": k, "classic_signal": k * a.gp130_nM,
        "trans_signal": k * a.gp130_nM, "buffered_by_sgp130": k * a.gp130_nM,
        "membrane_sgp130": k * a.sgp130_on_membrane_nM, "buffered_by_sgp130fc": k * a.sgp130fc_nM,
        "membrane_sgp130fc": k * a.sgp130fc_on_membrane_nM,
        "tocilizumab_soluble": a.tocilizumab_nM, "tocilizumab_membrane": a.tocilizumab_nM,
        "neutralised": a.antibody_nM,
    }  # fmt: skip


def solve(totals, affinities):
    """Call the model with the totals in the order of FREE."""
    L, R, M, G, B, F, T, A = totals
    return il6.equilibrium(L, R, G, affinities, il6.Others(M, B, F, T, A))


def random_sets(number, seed):
    rng = np.random.default_rng(seed)
    affinities = [il6.Affinities(*10 ** rng.uniform(-3, 3, 7)) for _ in range(number)]
    return 10 ** rng.uniform(-6, 3, (8, number)), affinities


@pytest.mark.parametrize("seed", range(40))
def test_one_dimensional_root_without_membrane(seed):
    """Serum alone reduces to one bracketed root in the binary complex."""
    rng = np.random.default_rng(seed)
    L, R, G, F, T, A = 10 ** rng.uniform(-6, 3, 6)
    a = replace(ALL, receptor_nM=10 ** rng.uniform(-3, 3), gp130_nM=10 ** rng.uniform(-3, 3))

    def free(total, other, k):  # positive root of x + x other/(k + x) = total
        b = k + other - total
        s = np.sqrt(b * b + 4 * k * total)
        return (s - b) / 2 if b <= 0 else 2 * k * total / (s + b)

    def gap(log_y):
        y = np.exp(log_y)
        bound = y * (1 + G / (a.gp130_nM + y) + F / (a.sgp130fc_nM + y))
        if bound >= min(L, R):
            return -1e9
        ligand = free(L - bound, A, a.antibody_nM)
        receptor = free(R - bound, T, a.tocilizumab_nM)
        return np.log(ligand) + np.log(receptor) - np.log(a.receptor_nM) - log_y

    y = np.exp(brentq(gap, -80, np.log(min(L, R)), xtol=1e-14, rtol=1e-14))
    found = il6.equilibrium(L, R, G, a, il6.Others(sgp130fc=F, tocilizumab=T, antibody=A))
    # Where nearly all of a partner is bound, the difference L - bound of this witness is rounded.
    assert found.binary_soluble == pytest.approx(y, rel=1e-5)


def test_free_fraction_formula():
    found = il6.equilibrium(AXIS, 1.5, 2.0, il6.KD_GTOPDB)
    expected = il6.free_fraction(found.free_sil6r, found.free_sgp130, il6.KD_GTOPDB)
    np.testing.assert_allclose(found.free_il6 / AXIS, expected, rtol=1e-9)
    np.testing.assert_allclose(found.total_il6, AXIS, rtol=1e-9)


def test_two_partners_are_the_quadratic():
    found = il6.equilibrium(AXIS, 1.5, 0.0, il6.KD_WARD)
    s = AXIS + 1.5 + 20.0
    expected = 2 * AXIS * 1.5 / (s + np.sqrt(s**2 - 4 * AXIS * 1.5))
    np.testing.assert_allclose(found.binary, expected, rtol=1e-9)
    assert np.all(found.ternary == 0)


def test_zeros_are_exactly_zero():
    found = il6.equilibrium([0.0, 1e-3], [1.0, 0.0], 2.0, ALL, il6.Others(il6r=0.1, gp130=[0.0, 0.5]))
    assert found.free_il6[0] == 0 and found.binary[0] == 0 and found.free_sil6r[1] == 0
    assert found.free_sgp130[0] == pytest.approx(2.0, rel=1e-12)
    assert found.trans_signal.tolist() == [0.0, 0.0] and found.classic_signal[1] > 0
    nothing = il6.equilibrium(0.0, 0.0, 0.0, ALL)
    assert all(value == 0 for value in astuple(nothing)) and nothing.total_il6 == 0


def test_cell_without_receptor_answers_only_with_soluble_receptor():
    alone = il6.equilibrium(0.01, 0.0, 0.0, ALL, il6.Others(gp130=0.1))
    helped = il6.equilibrium(0.01, 1.5, 0.0, ALL, il6.Others(gp130=0.1))
    assert alone.trans_signal + alone.classic_signal == 0
    assert helped.trans_signal > 0 and helped.classic_signal == 0


def test_drugs():
    selective = il6.Affinities(0.44, 0.05, sgp130fc_nM=0.01, tocilizumab_nM=1.0, antibody_nM=0.03)
    cell = il6.Others(il6r=0.05, gp130=0.1)
    base = il6.equilibrium(0.01, 1.5, 2.0, selective, cell)
    fc = il6.equilibrium(0.01, 1.5, 2.0, selective, replace(cell, sgp130fc=100.0))
    # sgp130Fc spares the membrane complex here, yet lowers both: it also traps the ligand.
    assert fc.trans_signal / base.trans_signal < 0.2
    assert fc.classic_signal < base.classic_signal and fc.membrane_sgp130fc == 0
    blocked = il6.equilibrium(0.01, 1.5, 2.0, selective, replace(cell, tocilizumab=500.0))
    assert blocked.free_il6 > base.free_il6
    assert blocked.classic_signal < 0.3 * base.classic_signal
    assert blocked.trans_signal < 0.3 * base.trans_signal
    bound = il6.equilibrium(0.01, 1.5, 2.0, selective, replace(cell, antibody=500.0))
    assert bound.free_il6 < 0.1 * base.free_il6 and bound.neutralised > 0.0099


def test_published_affinities_span_forty_five_fold():
    assert il6.KD_WARD.receptor_nM / il6.KD_GTOPDB.receptor_nM == pytest.approx(45, rel=0.02)
    assert all(k.reference for k in (il6.KD_GTOPDB, il6.KD_ASSUMED, il6.KD_WARD))


def test_shapes_and_extremes(recwarn):
    assert il6.equilibrium(0.01, 1.5, 2.0, ALL).free_il6.shape == ()
    assert il6.equilibrium(AXIS[:, None], [0.5, 1.5], 2.0, ALL).ternary.shape == (46, 2)
    tight = il6.Affinities(1e-6, 1e-6)
    found = il6.equilibrium(AXIS, 1e3, 1e3, tight)
    np.testing.assert_allclose(found.total_il6, AXIS, rtol=1e-9)
    assert not recwarn


@pytest.mark.parametrize("field", [f.name for f in fields(il6.Affinities)][:-1])
@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf, "ten"])
def test_affinities_refuse(field, bad):
    with pytest.raises(ValueError, match="must be a positive number of nM"):
        replace(ALL, **{field: bad})


def test_each_set_may_have_its_own_affinities():
    each = (il6.KD_ASSUMED, il6.KD_WARD, il6.with_gp130(il6.KD_GTOPDB, 3.0))
    together = il6.equilibrium(0.1, [1.4, 1.0, 0.0], 0.43, each)
    for place, (receptor, one) in enumerate(zip((1.4, 1.0, 0.0), each, strict=True)):
        alone = il6.equilibrium(0.1, receptor, 0.43, one)
        for field in fields(alone):
            assert getattr(together, field.name)[place] == pytest.approx(getattr(alone, field.name), rel=1e-9)
    with pytest.raises(ValueError, match="need as many sets in a row"):
        il6.equilibrium(0.1, [[1.0], [2.0]], 0.43, each)
    with pytest.raises(ValueError, match="for the same drugs"):
        il6.equilibrium(0.1, 1.0, 0.43, (il6.KD_ASSUMED, replace(il6.KD_ASSUMED, antibody_nM=0.1)))
    with pytest.raises(ValueError, match="Affinities"):
        il6.equilibrium(0.1, 1.0, 0.43, (il6.KD_ASSUMED, 5.5))  # type: ignore[arg-type]


def test_arguments_refuse():
    with pytest.raises(ValueError, match="IL-6 must be zero or a positive number of nM"):
        il6.equilibrium(-1.0, 1.0, 1.0, ALL)
    with pytest.raises(ValueError, match="Soluble gp130 must be"):
        il6.equilibrium(1.0, 1.0, np.nan, ALL)
    with pytest.raises(ValueError, match="affinity of tocilizumab is needed"):
        il6.equilibrium(1.0, 1.0, 1.0, il6.KD_GTOPDB, il6.Others(tocilizumab=10.0))
    with pytest.raises(ValueError, match="Kd receptor"):
        il6.Affinities(None, 0.05)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Affinities record"):
        il6.equilibrium(1.0, 1.0, 1.0, 0.44)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Free sIL-6R"):
        il6.free_fraction(-1.0, 1.0, ALL)


def test_mass_balance_and_mass_action_on_a_thousand_random_sets():
    totals, affinities = random_sets(1000, 1)
    for column in range(1000):
        found = solve(totals[:, column], affinities[column])
        for letter, total in zip(FREE, totals[:, column], strict=True):
            bound = sum(getattr(found, name) for name, parts in PARTS.items() if letter in parts)
            assert getattr(found, FREE[letter]) + bound == pytest.approx(total, rel=1e-9)
        for name, k in constants(affinities[column]).items():
            product = np.prod([getattr(found, FREE[letter]) for letter in PARTS[name]])
            assert getattr(found, name) == pytest.approx(product / k, rel=1e-9)


def test_independent_solver_on_a_thousand_random_sets():
    """Scipy's hybrid method on log free concentrations, started elsewhere."""
    totals, affinities = random_sets(1000, 2)
    members = np.array([[letter in parts for letter in FREE] for parts in PARTS.values()], float)
    met = 0
    for column in range(1000):
        log_k = np.log([constants(affinities[column])[name] for name in PARTS])
        goal = np.log(totals[:, column])

        def residual(x, log_k=log_k, goal=goal):
            bound = np.exp(np.clip(members @ x - log_k, -700, 600))
            return np.log(np.exp(np.clip(x, -700, 600)) + members.T @ bound) - goal

        other = root(residual, goal - 3.0, method="hybr", tol=1e-13)
        if np.max(np.abs(other.fun)) < 1e-10:
            met += 1
            found = solve(totals[:, column], affinities[column])
            np.testing.assert_allclose(np.array(astuple(found))[:8], np.exp(other.x), rtol=1e-6)
    assert met > 900  # the other solver does not always arrive; where it does, both agree
