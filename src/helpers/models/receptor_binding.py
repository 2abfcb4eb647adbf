"""Ligand, receptor, antagonist: occupancy and response at equilibrium, in closed form.

Concentrations and dissociation constants are in nM throughout. Every function accepts numbers or
arrays that broadcast together and returns that shape.

Binding data alone cannot separate affinity from efficacy (Colquhoun 1998,
doi:10.1038/sj.bjp.0702164): an EC50 is not a Kd unless response follows occupancy.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from . import checks


@dataclass(frozen=True)
class BindingConstant:
    """Dissociation constant of one ligand at one receptor, in nM, and where it was published."""

    ligand: str
    receptor: str
    kd_nM: float
    reference: str


IL2_TRIMER = BindingConstant("IL-2", "IL-2R alpha-beta-gamma", 0.010, "Trotta 2018, doi:10.1038/s41591-018-0070-2")
IL2_DIMER = BindingConstant("IL-2", "IL-2R beta-gamma", 1.0, "Trotta 2018, doi:10.1038/s41591-018-0070-2")
IL2_ALPHA = BindingConstant("IL-2", "IL-2R alpha alone", 10.0, "Rickert 2004, doi:10.1016/j.jmb.2004.04.038")
IL2_BETA = BindingConstant("IL-2", "IL-2R beta alone", 144.0, "Rickert 2004, doi:10.1016/j.jmb.2004.04.038")
IL1RA_TYPE_I = BindingConstant(
    "IL-1Ra",
    "IL-1 receptor type I (mouse EL4 cells)",
    0.150,
    "Dripps 1991, J Biol Chem 266:10331, PMID 1828071",
)


class IL2Occupancy(NamedTuple):
    """Occupied fraction of the two IL-2 receptors, and trimer divided by dimer."""

    trimer: np.ndarray
    dimer: np.ndarray
    selectivity: np.ndarray


class SchildFit(NamedTuple):
    """Antagonist constant in nM, slope of the Schild plot, and pA2 = -log10(KB in mol/L)."""

    kb_nM: float
    slope: float
    pa2: float


def hill_langmuir(ligand, kd, n=1.0):
    """Return the fraction of receptors occupied: L^n / (L^n + Kd^n).

    Args:
        ligand: free ligand, nM, zero or more.
        kd: concentration of half occupancy, nM, positive.
        n: Hill coefficient, positive.

    Returns:
        Fraction from 0 to 1, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Hill 1910, J Physiol 40:iv; Langmuir 1918, doi:10.1021/ja02242a004.
    """
    ligand = checks.not_negative(ligand, "Ligand concentration", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    n = checks.positive(n, "Hill coefficient")
    return expit(n * (checks.log(ligand) - np.log(kd)))


def concentration_at_occupancy(occupancy, kd, n=1.0):
    """Return the free ligand (nM) that occupies the given fraction: Kd (f / (1 - f))^(1/n).

    Args:
        occupancy: fraction, greater than 0 and less than 1.
        kd: concentration of half occupancy, nM, positive.
        n: Hill coefficient, positive.

    Returns:
        Concentration in nM, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: the Hill equation (Hill 1910, J Physiol 40:iv) solved for the ligand.
    """
    occupancy = checks.inner_fraction(occupancy, "Occupancy")
    kd = checks.positive(kd, "Kd", "nM")
    n = checks.positive(n, "Hill coefficient")
    return kd * (occupancy / (1 - occupancy)) ** (1 / n)


def ec90_to_ec10_ratio(n=1.0):
    """Return EC90 / EC10 = 81^(1/n): the fold change in dose from 10 % to 90 % of the effect.

    Args:
        n: Hill coefficient, positive.

    Returns:
        Ratio without unit, shape of ``n``.

    Raises:
        ValueError: ``n`` not a positive number.

    Source: the Hill equation (Hill 1910, J Physiol 40:iv) solved at 90 % and 10 %.
    """
    return 81.0 ** (1 / checks.positive(n, "Hill coefficient"))


def gaddum(agonist, ka, antagonist, kb):
    """Return agonist occupancy beside a competitive antagonist: A / (A + KA (1 + B/KB)).

    Args:
        agonist: free agonist A, nM, zero or more.
        ka: agonist dissociation constant, nM, positive.
        antagonist: free antagonist B, nM, zero or more.
        kb: antagonist dissociation constant, nM, positive.

    Returns:
        Fraction of receptors that hold the agonist, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Gaddum 1937, J Physiol 89:7P.
    """
    ka = checks.positive(ka, "KA", "nM")
    return hill_langmuir(agonist, ka * dose_ratio(antagonist, kb))


def dose_ratio(antagonist, kb, slope=1.0):
    """Return the factor by which agonist must rise to restore its effect: 1 + (B/KB)^slope.

    Args:
        antagonist: free antagonist B, nM, zero or more.
        kb: antagonist dissociation constant, nM, positive.
        slope: Schild slope; 1 for simple competition.

    Returns:
        Dose ratio, 1 or more, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.not_negative(antagonist, "Antagonist concentration", "nM")
    kb = checks.positive(kb, "KB", "nM")
    return 1 + (antagonist / kb) ** checks.positive(slope, "Schild slope")


def schild(antagonist, kb, slope=1.0):
    """Return log10(dose ratio - 1), the ordinate of the Schild plot: slope x log10(B/KB).

    Args:
        antagonist: free antagonist B, nM, positive (its logarithm is the abscissa).
        kb: antagonist dissociation constant, nM, positive.
        slope: Schild slope; 1 for simple competition.

    Returns:
        Number without unit, shape of the arguments broadcast together; 0 where B = KB.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.positive(antagonist, "Antagonist concentration", "nM")
    kb = checks.positive(kb, "KB", "nM")
    return checks.positive(slope, "Schild slope") * (np.log10(antagonist) - np.log10(kb))


def fit_schild(antagonist, dose_ratios):
    """Fit the straight line of the Schild plot and read KB where it crosses zero.

    Args:
        antagonist: antagonist concentrations, nM, positive, at least two different ones.
        dose_ratios: measured dose ratios, one for each, all greater than 1.

    Returns:
        SchildFit with ``kb_nM``, ``slope`` and ``pa2``.

    Raises:
        ValueError: unequal lengths, fewer than two different concentrations, a dose ratio of 1
            or less, or a line without slope.

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.positive(antagonist, "Antagonist concentration", "nM").ravel()
    excess = checks.positive(np.subtract(dose_ratios, 1), "Dose ratio minus 1").ravel()
    if antagonist.size != excess.size or np.unique(antagonist).size < 2:
        raise ValueError(
            f"A Schild plot needs one dose ratio for each of two or more different antagonist"
            f" concentrations, but there are {antagonist.size} concentrations and {excess.size}"
            f" dose ratios. Give two rows of the same length."
        )
    slope, intercept = np.polyfit(np.log10(antagonist), np.log10(excess), 1)
    if abs(slope) < 1e-12:
        raise ValueError(
            "The Schild plot must rise, but its slope is 0. Check that the dose ratios grow"
            " with the antagonist concentration."
        )
    log10_kb = -intercept / slope
    return SchildFit(float(10**log10_kb), float(slope), float(9 - log10_kb))


def ligand_depletion(ligand_total, receptor_total, kd):
    """Return the bound complex when binding uses up the ligand (exact root of the quadratic).

    C = (s - sqrt(s^2 - 4 L R)) / 2 with s = L + R + Kd, computed as 2 L R / (s + sqrt(...)) so
    that no digits are lost when little is bound.

    Args:
        ligand_total: total ligand L, nM, zero or more.
        receptor_total: total receptor R, nM, zero or more.
        kd: dissociation constant, nM, positive.

    Returns:
        Complex in nM, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Morrison 1969, doi:10.1016/0005-2744(69)90420-3 (tight binding).
    """
    ligand = checks.not_negative(ligand_total, "Total ligand", "nM")
    receptor = checks.not_negative(receptor_total, "Total receptor", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    total = ligand + receptor + kd
    # (1 - 4LR/s^2) written as a sum of positive terms: exact where the difference would cancel.
    root = ((ligand - receptor) / total) ** 2
    root = root + (kd / total) * ((kd + 2 * (ligand + receptor)) / total)
    return 2 * ligand * (receptor / total) / (1 + np.sqrt(root))


def ligand_depletion_ec50(receptor_total, kd):
    """Return the total ligand (nM) that occupies half of the receptors: Kd + R/2.

    Args:
        receptor_total: total receptor R, nM, zero or more.
        kd: dissociation constant, nM, positive.

    Returns:
        Concentration in nM, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: mass balance at half occupancy (Morrison 1969, doi:10.1016/0005-2744(69)90420-3).
    """
    receptor = checks.not_negative(receptor_total, "Total receptor", "nM")
    return checks.positive(kd, "Kd", "nM") + receptor / 2


def operational_response(agonist, ka, tau, system_maximum=100.0, n=1.0):
    """Return the response E = Em (tau A)^n / ((KA + A)^n + (tau A)^n).

    Args:
        agonist: free agonist A, nM, zero or more.
        ka: agonist dissociation constant, nM, positive.
        tau: transducer ratio (efficacy and receptor number together), zero or more.
        system_maximum: largest response Em the tissue can give, any unit, positive.
        n: slope of the transducer, positive.

    Returns:
        Response in the unit of ``system_maximum``, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    agonist = checks.not_negative(agonist, "Agonist concentration", "nM")
    ka, tau, system_maximum, n = _operational(ka, tau, system_maximum, n)
    stimulus = checks.log(tau) + checks.log(agonist) - np.log(ka + agonist)
    return system_maximum * expit(n * stimulus)


def operational_emax(tau, system_maximum=100.0, n=1.0):
    """Return the response to a saturating dose: Em tau^n / (1 + tau^n).

    Arguments, result and errors as in :func:`operational_response`.

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    _, tau, system_maximum, n = _operational(1.0, tau, system_maximum, n)
    return system_maximum * expit(n * checks.log(tau))


def operational_ec50(ka, tau, n=1.0):
    """Return the agonist (nM) of half its own maximum: KA / ((2 + tau^n)^(1/n) - 1).

    At n = 1 this is KA / (1 + tau): with efficacy to spare, potency exceeds affinity.

    Arguments and errors as in :func:`operational_response`.

    Returns:
        Concentration in nM, shape of the arguments broadcast together.

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    ka, tau, _, n = _operational(ka, tau, 1.0, n)
    exponent = np.logaddexp(np.log(2.0), n * checks.log(tau)) / n
    return ka * np.exp(-exponent) / -np.expm1(-exponent)


def irreversible_antagonist_response(agonist, ka, tau, receptors_left, system_maximum=100.0, n=1.0):
    """Return the operational response when only a fraction of the receptors is left.

    An irreversible antagonist removes receptors, so tau falls to tau times the fraction left; with
    spare receptors the curve first shifts right and only then loses its maximum.

    Args:
        agonist: free agonist, nM, zero or more.
        ka: agonist dissociation constant, nM, positive.
        tau: transducer ratio before the antagonist, zero or more.
        receptors_left: fraction of receptors not inactivated, 0 to 1.
        system_maximum: largest response of the tissue, any unit, positive.
        n: slope of the transducer, positive.

    Returns:
        Response in the unit of ``system_maximum``, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Furchgott 1966, Adv Drug Res 3:21; Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    left = checks.fraction(receptors_left, "Fraction of receptors left")
    tau = checks.not_negative(tau, "Transducer ratio tau")
    return operational_response(agonist, ka, tau * left, system_maximum, n)


def non_competitive_occupancy(agonist, ka, antagonist, kb):
    """Return the fraction of receptors that hold agonist and no antagonist at its other site.

    A / (A + KA) x 1 / (1 + B/KB): the maximum falls, the concentration of half effect stays.

    Args:
        agonist: free agonist A, nM, zero or more.
        ka: agonist dissociation constant, nM, positive.
        antagonist: free antagonist B, nM, zero or more.
        kb: antagonist dissociation constant at the second site, nM, positive.

    Returns:
        Fraction from 0 to 1, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: independent binding at two sites; Gaddum 1957, Pharmacol Rev 9:211.
    """
    ka = checks.positive(ka, "KA", "nM")
    return hill_langmuir(agonist, ka) / dose_ratio(antagonist, kb)


def two_state(agonist, ka, alpha, l0):
    """Return the fraction of receptors in the active state of a two-state receptor.

    f = (1 + alpha x) / ((1 + alpha x) + L0 (1 + x)), x = A/KA. From 1/(1 + L0) without agonist to
    alpha/(alpha + L0) with plenty; alpha < 1 is an inverse agonist.

    Args:
        agonist: free agonist A, nM, zero or more.
        ka: dissociation constant at the resting state, nM, positive.
        alpha: affinity for the active state over affinity for the resting state, positive.
        l0: resting over active receptors without agonist, positive.

    Returns:
        Fraction from 0 to 1, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: Monod, Wyman & Changeux 1965, doi:10.1016/S0022-2836(65)80285-6, one site.
    """
    agonist = checks.not_negative(agonist, "Agonist concentration", "nM")
    ka = checks.positive(ka, "KA", "nM")
    alpha = checks.positive(alpha, "Affinity ratio alpha")
    l0 = checks.positive(l0, "Resting constant L0")
    bound = agonist / (ka + agonist)
    active = (1 - bound) + alpha * bound
    return active / (active + l0)


def antagonist_fold_excess(occupancy, ki, kd, ligand=None):
    """Return the molar excess of antagonist over agonist that holds occupancy at a ceiling.

    (Ki/Kd)(1/theta - 1) - Ki/L, never below zero. With equal constants and saturating ligand,
    19-fold for 5 % and 99-fold for 1 %: the "100-fold rule" of IL-1Ra says that a little
    occupancy is enough for a response (Arend 1993).

    Args:
        occupancy: ceiling theta, greater than 0 and less than 1.
        ki: antagonist dissociation constant, nM, positive.
        kd: agonist dissociation constant, nM, positive.
        ligand: free agonist L, nM, positive; ``None`` for a saturating concentration.

    Returns:
        Fold excess B/L, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: the equation of Gaddum 1937, J Physiol 89:7P, solved for the antagonist.
    """
    occupancy = checks.inner_fraction(occupancy, "Occupancy", 0.05)
    ki = checks.positive(ki, "Ki", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    excess = (ki / kd) * (1 - occupancy) / occupancy
    if ligand is not None:
        excess = excess - ki / checks.positive(ligand, "Agonist concentration", "nM")
    return np.maximum(excess, 0.0)


def il2_occupancy(ligand, trimer=IL2_TRIMER, dimer=IL2_DIMER):
    """Return how far IL-2 occupies its high-affinity trimer and its intermediate dimer.

    Args:
        ligand: free IL-2, nM, zero or more, number or array.
        trimer: BindingConstant of alpha-beta-gamma (regulatory T cell).
        dimer: BindingConstant of beta-gamma (resting NK cell, memory CD8 T cell).

    Returns:
        IL2Occupancy of arrays in the shape of ``ligand``; the selectivity trimer/dimer falls from
        the ratio of the constants (100) to 1 as the dose rises, and has its limit at zero dose.

    Raises:
        ValueError: a negative dose or something that is not a BindingConstant.

    Source: Langmuir 1918, doi:10.1021/ja02242a004; constants in the records' references.
    """
    checks.record(trimer, "Trimer", BindingConstant)
    checks.record(dimer, "Dimer", BindingConstant)
    ligand = checks.not_negative(ligand, "IL-2 concentration", "nM", 0.01)
    selectivity = (ligand + dimer.kd_nM) / (ligand + trimer.kd_nM)
    high = hill_langmuir(ligand, trimer.kd_nM)
    return IL2Occupancy(high, hill_langmuir(ligand, dimer.kd_nM), selectivity)


def _operational(ka, tau, system_maximum, n):
    """Check the parameters that the operational functions share."""
    return (
        checks.positive(ka, "KA", "nM"),
        checks.not_negative(tau, "Transducer ratio tau"),
        checks.positive(system_maximum, "Largest response of the tissue", example=100.0),
        checks.positive(n, "Transducer slope n"),
    )
