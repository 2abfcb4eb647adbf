"""Ligand, receptor, antagonist: occupancy and response at equilibrium, in closed form.

Concentrations and dissociation constants are in nM throughout. Every function accepts numbers or
arrays that broadcast together and returns that shape.

Binding data alone cannot separate affinity from efficacy (Colquhoun 1998,
doi:10.1038/sj.bjp.0702164): an EC50 is not a Kd unless response follows occupancy.
"""

from dataclasses import dataclass

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Numbers


@dataclass(frozen=True, slots=True)
class BindingConstant:
    """Dissociation constant of one ligand at one receptor, in nM, and where it was published."""

    ligand: str
    receptor: str
    kd_nM: float
    reference: str

    def __post_init__(self) -> None:
        """Refuse a constant that is not a positive number, and names that are not words."""
        checks.keep(self, "kd_nM", checks.positive, "Kd", "nM")
        checks.keep_text(self, "ligand", "receptor", "reference")


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


@dataclass(frozen=True, slots=True, eq=False)
class IL2Occupancy:
    """Occupied fraction of the two IL-2 receptors, and trimer divided by dimer."""

    trimer: FloatArray
    dimer: FloatArray
    selectivity: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class SchildFit:
    """Antagonist constant in nM, slope of the Schild plot, and pA2 = -log10(KB in mol/L)."""

    kb_nM: float
    slope: float
    pa2: float

    def __post_init__(self) -> None:
        """Refuse a constant and a slope that are not positive."""
        checks.keep(self, "kb_nM", checks.positive, "KB", "nM")
        checks.keep(self, "slope", checks.positive, "Schild slope")
        checks.keep(self, "pa2", checks.finite, "pA2", "", 8.5)


@checks.guarded
def hill_langmuir(ligand: Numbers, kd: Numbers, n: Numbers = 1.0) -> FloatArray:
    """Return the fraction of receptors occupied, 0 to 1: L^n / (L^n + Kd^n).

    `ligand` is free ligand, nM, zero or more; `kd` the concentration of half occupancy, nM, positive; `n` the
    Hill coefficient, positive. Shape of the arguments broadcast together. Raises ValueError for an argument
    out of range or not a number.

    >>> hill_langmuir([0, 1, 9], kd=1).round(2).tolist()
    [0.0, 0.5, 0.9]

    Source: Hill 1910, J Physiol 40:iv; Langmuir 1918, doi:10.1021/ja02242a004.
    """
    ligand = checks.not_negative(ligand, "Ligand concentration", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    n = checks.positive(n, "Hill coefficient")
    checks.fit_together(ligand=ligand, kd=kd, n=n)
    return checks.share(n * (checks.log(ligand) - np.log(kd)))


@checks.guarded
def concentration_at_occupancy(occupancy: Numbers, kd: Numbers, n: Numbers = 1.0) -> FloatArray:
    """Return the free ligand (nM) that occupies the given fraction: Kd (f / (1 - f))^(1/n).

    `occupancy` is a fraction greater than 0 and less than 1; `kd` the concentration of half occupancy, nM,
    positive; `n` the Hill coefficient, positive. Shape of the arguments broadcast together. Raises ValueError
    for an argument out of range or not a number.

    >>> round(float(concentration_at_occupancy(0.9, kd=2)), 6)
    18.0

    Source: the Hill equation (Hill 1910, J Physiol 40:iv) solved for the ligand.
    """
    occupancy = checks.inner_fraction(occupancy, "Occupancy")
    kd = checks.positive(kd, "Kd", "nM")
    n = checks.positive(n, "Hill coefficient")
    checks.fit_together(occupancy=occupancy, kd=kd, n=n)
    return kd * (occupancy / (1 - occupancy)) ** (1 / n)


@checks.guarded
def ec90_to_ec10_ratio(n: Numbers = 1.0) -> FloatArray:
    """Return EC90 / EC10 = 81^(1/n): the fold change in dose from 10 % to 90 % of the effect, shape of `n`.

    `n` is the Hill coefficient. Raises ValueError when it is not a positive number.

    >>> ec90_to_ec10_ratio([1, 2, 4]).round(6).tolist()
    [81.0, 9.0, 3.0]

    Source: the Hill equation (Hill 1910, J Physiol 40:iv) solved at 90 % and 10 %.
    """
    return 81.0 ** (1 / checks.positive(n, "Hill coefficient"))


@checks.guarded
def gaddum(agonist: Numbers, ka: Numbers, antagonist: Numbers, kb: Numbers) -> FloatArray:
    """Return agonist occupancy beside a competitive antagonist, 0 to 1: A / (A + KA (1 + B/KB)).

    `agonist` A and `antagonist` B are free, nM, zero or more; `ka` and `kb` their dissociation constants, nM,
    positive. Shape of the arguments broadcast together. Raises ValueError for an argument out of range or
    not a number.

    >>> round(float(gaddum(agonist=1, ka=1, antagonist=30, kb=10)), 6)
    0.2

    Source: Gaddum 1937, J Physiol 89:7P.
    """
    agonist = checks.not_negative(agonist, "Agonist concentration", "nM")
    ka = checks.positive(ka, "KA", "nM")
    antagonist = checks.not_negative(antagonist, "Antagonist concentration", "nM")
    kb = checks.positive(kb, "KB", "nM")
    checks.fit_together(agonist=agonist, ka=ka, antagonist=antagonist, kb=kb)
    return checks.share(checks.log(agonist) - np.log(ka) - np.log1p(antagonist / kb))


@checks.guarded
def dose_ratio(antagonist: Numbers, kb: Numbers, slope: Numbers = 1.0) -> FloatArray:
    """Return the factor, 1 or more, by which agonist must rise to restore its effect: 1 + (B/KB)^slope.

    `antagonist` B is free, nM, zero or more; `kb` its dissociation constant, nM, positive; `slope` the Schild
    slope, 1 for simple competition. Shape of the arguments broadcast together. Raises ValueError for an
    argument out of range or not a number.

    >>> float(dose_ratio(antagonist=30, kb=10))
    4.0

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.not_negative(antagonist, "Antagonist concentration", "nM")
    kb = checks.positive(kb, "KB", "nM")
    slope = checks.positive(slope, "Schild slope")
    checks.fit_together(antagonist=antagonist, kb=kb, slope=slope)
    return 1 + (antagonist / kb) ** slope


@checks.guarded
def schild(antagonist: Numbers, kb: Numbers, slope: Numbers = 1.0) -> FloatArray:
    """Return log10(dose ratio - 1), the ordinate of the Schild plot: slope x log10(B/KB), 0 where B = KB.

    `antagonist` B is free, nM, positive (its logarithm is the abscissa); `kb` its dissociation constant, nM,
    positive; `slope` the Schild slope, 1 for simple competition. Shape of the arguments broadcast together.
    Raises ValueError for an argument out of range or not a number.

    >>> schild([1, 10, 100], kb=10).round(6).tolist()
    [-1.0, 0.0, 1.0]

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.positive(antagonist, "Antagonist concentration", "nM")
    kb = checks.positive(kb, "KB", "nM")
    slope = checks.positive(slope, "Schild slope")
    checks.fit_together(antagonist=antagonist, kb=kb, slope=slope)
    return slope * (np.log10(antagonist) - np.log10(kb))


@checks.guarded
def fit_schild(antagonist: Numbers, dose_ratios: Numbers) -> SchildFit:
    """Return the straight line of the Schild plot by least squares, and KB where it crosses zero.

    `antagonist` holds concentrations, nM, positive, at least two different ones; `dose_ratios` the measured
    dose ratios, one for each, all greater than 1. Raises ValueError for unequal lengths, fewer than two
    different concentrations, a dose ratio of 1 or less, or a line that does not rise.

    >>> round(fit_schild([3, 30], dose_ratio([3, 30], kb=3)).kb_nM, 6)
    3.0

    Source: Arunlakshana & Schild 1959, doi:10.1111/j.1476-5381.1959.tb00928.x.
    """
    antagonist = checks.positive(antagonist, "Antagonist concentration", "nM").ravel()
    excess = checks.positive(checks.finite(dose_ratios, "Dose ratio", "", 2.0) - 1, "Dose ratio minus 1").ravel()
    if antagonist.size != excess.size or np.unique(antagonist).size < 2:
        raise ValueError(
            f"A Schild plot needs one dose ratio for each of two or more different antagonist"
            f" concentrations, but there are {antagonist.size} concentrations and {excess.size}"
            f" dose ratios. Give two rows of the same length."
        )
    x, y = np.log10(antagonist), np.log10(excess)
    from_mean = x - x.mean()
    slope = np.sum(from_mean * y) / np.sum(from_mean**2)
    if not slope > 1e-12:
        raise ValueError(
            f"The Schild plot must rise, but its slope is {slope:.3g}. Check that the dose ratios grow"
            f" with the antagonist concentration."
        )
    log10_kb = x.mean() - y.mean() / slope
    return SchildFit(float(10**log10_kb), float(slope), float(9 - log10_kb))


@checks.guarded
def ligand_depletion(ligand_total: Numbers, receptor_total: Numbers, kd: Numbers) -> FloatArray:
    """Return the bound complex in nM when binding uses up the ligand (exact root of the quadratic).

    C = (s - sqrt(s^2 - 4 L R)) / 2 with s = L + R + Kd, computed as 2 L R / (s + sqrt(...)) so that no digits
    are lost when little is bound. Half of the receptors are occupied at L = Kd + R/2: more than Kd.
    `ligand_total` L and `receptor_total` R are nM, zero or more; `kd` is nM, positive. Shape of the arguments
    broadcast together. Raises ValueError for an argument out of range or not a number.

    >>> round(float(ligand_depletion(ligand_total=4.5, receptor_total=8, kd=0.5)), 6)
    4.0

    Source: Morrison 1969, doi:10.1016/0005-2744(69)90420-3 (tight binding).
    """
    ligand = checks.not_negative(ligand_total, "Total ligand", "nM")
    receptor = checks.not_negative(receptor_total, "Total receptor", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    checks.fit_together(ligand_total=ligand, receptor_total=receptor, kd=kd)
    total = ligand + receptor + kd
    # (1 - 4LR/s^2) written as a sum of positive terms: exact where the difference would cancel.
    root = ((ligand - receptor) / total) ** 2
    root = root + (kd / total) * ((kd + 2 * (ligand + receptor)) / total)
    return 2 * ligand * (receptor / total) / (1 + np.sqrt(root))


@checks.guarded
def operational_response(
    agonist: Numbers, ka: Numbers, tau: Numbers, system_maximum: Numbers = 100.0, n: Numbers = 1.0
) -> FloatArray:
    """Return the response E = Em (tau A)^n / ((KA + A)^n + (tau A)^n), in the unit of `system_maximum`.

    `agonist` A is free, nM, zero or more; `ka` its dissociation constant, nM, positive; `tau` the transducer
    ratio (efficacy and receptor number together), zero or more; `system_maximum` the largest response Em the
    tissue can give, any unit, positive; `n` the slope of the transducer, positive. Shape of the arguments
    broadcast together. Raises ValueError for an argument out of range or not a number.

    >>> round(float(operational_response(agonist=10, ka=10, tau=2)), 6)
    50.0

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    agonist = checks.not_negative(agonist, "Agonist concentration", "nM")
    ka, tau, system_maximum, n = _operational(ka, tau, system_maximum, n)
    checks.fit_together(agonist=agonist, ka=ka, tau=tau, system_maximum=system_maximum, n=n)
    bound = checks.log(agonist) - np.logaddexp(np.log(ka), checks.log(agonist))
    return system_maximum * checks.share(n * (checks.log(tau) + bound))


@checks.guarded
def two_agonists(
    first: Numbers, ka: Numbers, tau: Numbers, second: Numbers, kb: Numbers, second_tau: Numbers
) -> FloatArray:
    """Return the response (% of the largest possible) to two agonists that compete for one site.

    S / (1 + S) with S = (tau A/KA + tau_B B/KB) / (1 + A/KA + B/KB): each occupied receptor pulls as its own agonist
    does. `first` A and `second` B are free, nM, zero or more; `ka` and `kb` their dissociation constants, nM, positive;
    `tau` and `second_tau` their transducer ratios, zero or more (zero: an antagonist). Shape of the arguments broadcast
    together. Raises ValueError for an argument out of range or not a number.

    >>> two_agonists(first=[0, 1e3], ka=1, tau=9, second=1e7, kb=1, second_tau=1).round(1).tolist()
    [50.0, 50.0]

    Source: the transducer of Black & Leff 1983, doi:10.1098/rspb.1983.0093, with the competition of Gaddum 1937.
    """
    first = checks.not_negative(first, "First agonist", "nM")
    second = checks.not_negative(second, "Second agonist", "nM")
    ka, kb = checks.positive(ka, "KA", "nM"), checks.positive(kb, "KB", "nM")
    tau = checks.not_negative(tau, "Transducer ratio tau")
    second_tau = checks.not_negative(second_tau, "Transducer ratio tau of the second agonist")
    checks.fit_together(first=first, ka=ka, tau=tau, second=second, kb=kb, second_tau=second_tau)
    held, held_second = gaddum(first, ka, second, kb), gaddum(second, kb, first, ka)
    pull = tau * held + second_tau * held_second
    return 100 * pull / (1 + pull)


@checks.guarded
def operational_emax(tau: Numbers, system_maximum: Numbers = 100.0, n: Numbers = 1.0) -> FloatArray:
    """Return the response to a saturating dose, Em tau^n / (1 + tau^n); arguments as in `operational_response`.

    Raises ValueError for an argument out of range or not a number.

    >>> float(operational_emax(tau=4).round(6))
    80.0

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    _, tau, system_maximum, n = _operational(1.0, tau, system_maximum, n)
    checks.fit_together(tau=tau, system_maximum=system_maximum, n=n)
    return system_maximum * checks.share(n * checks.log(tau))


@checks.guarded
def operational_ec50(ka: Numbers, tau: Numbers, n: Numbers = 1.0) -> FloatArray:
    """Return the agonist (nM) of half its own maximum: KA / ((2 + tau^n)^(1/n) - 1).

    At n = 1 this is KA / (1 + tau): with efficacy to spare, potency exceeds affinity. Arguments as in
    `operational_response`. Raises ValueError for an argument out of range or not a number.

    >>> float(operational_ec50(ka=50, tau=9).round(6))
    5.0

    Source: Black & Leff 1983, doi:10.1098/rspb.1983.0093.
    """
    ka, tau, _, n = _operational(ka, tau, 1.0, n)
    checks.fit_together(ka=ka, tau=tau, n=n)
    exponent = np.logaddexp(np.log(2.0), n * checks.log(tau)) / n
    return ka * np.exp(-exponent) / -np.expm1(-exponent)


@checks.guarded
def non_competitive_occupancy(agonist: Numbers, ka: Numbers, antagonist: Numbers, kb: Numbers) -> FloatArray:
    """Return the fraction of receptors that hold agonist and no antagonist at its other site.

    A / (A + KA) x 1 / (1 + B/KB): the maximum falls, the concentration of half effect stays. `kb` is the
    dissociation constant of the antagonist at the second site; arguments and errors as in `gaddum`.

    >>> non_competitive_occupancy(agonist=[2, 2e6], ka=2, antagonist=10, kb=10).round(3).tolist()
    [0.25, 0.5]

    Source: independent binding at two sites; Gaddum 1957, Pharmacol Rev 9:211.
    """
    ka = checks.positive(ka, "KA", "nM")
    held, freed = hill_langmuir(agonist, ka), dose_ratio(antagonist, kb)
    checks.fit_together(agonist=np.asarray(held), antagonist=np.asarray(freed))
    return held / freed


@checks.guarded
def two_state(agonist: Numbers, ka: Numbers, alpha: Numbers, l0: Numbers) -> FloatArray:
    """Return the fraction of receptors in the active state of a two-state receptor.

    f = (1 + alpha x) / ((1 + alpha x) + L0 (1 + x)), x = A/KA. From 1/(1 + L0) without agonist to
    alpha/(alpha + L0) with plenty; alpha < 1 is an inverse agonist. `agonist` A is free, nM, zero or more;
    `ka` the dissociation constant at the resting state, nM, positive; `alpha` affinity for the active over
    affinity for the resting state, positive; `l0` resting over active receptors without agonist, positive.
    Shape of the arguments broadcast together. Raises ValueError for an argument out of range or not a number.

    >>> two_state(agonist=[0, 1e9], ka=10, alpha=100, l0=100).round(3).tolist()
    [0.01, 0.5]

    Source: Monod, Wyman & Changeux 1965, doi:10.1016/S0022-2836(65)80285-6, one site.
    """
    agonist = checks.not_negative(agonist, "Agonist concentration", "nM")
    ka = checks.positive(ka, "KA", "nM")
    alpha = checks.positive(alpha, "Affinity ratio alpha")
    l0 = checks.positive(l0, "Resting constant L0")
    checks.fit_together(agonist=agonist, ka=ka, alpha=alpha, l0=l0)
    bound = checks.share(checks.log(agonist) - np.log(ka))
    active = (1 - bound) + alpha * bound
    return active / (active + l0)


@checks.guarded
def antagonist_fold_excess(occupancy: Numbers, ki: Numbers, kd: Numbers, ligand: Numbers | None = None) -> FloatArray:
    """Return the molar excess of antagonist over agonist, B/L, that holds occupancy at a ceiling.

    (Ki/Kd)(1/theta - 1) - Ki/L, never below zero. With equal constants and saturating ligand, 19-fold for 5 %
    and 99-fold for 1 %: the "100-fold rule" of IL-1Ra says that a little occupancy is enough for a response
    (Arend 1993). `occupancy` is the ceiling theta, greater than 0 and less than 1; `ki` and `kd` the
    dissociation constants of antagonist and agonist, nM, positive; `ligand` the free agonist L, nM, positive,
    or None for a saturating concentration. Shape of the arguments broadcast together. Raises ValueError for
    an argument out of range or not a number.

    >>> antagonist_fold_excess([0.05, 0.01], ki=0.15, kd=0.15).round(6).tolist()
    [19.0, 99.0]

    Source: the equation of Gaddum 1937, J Physiol 89:7P, solved for the antagonist.
    """
    occupancy = checks.inner_fraction(occupancy, "Occupancy", 0.05)
    ki = checks.positive(ki, "Ki", "nM")
    kd = checks.positive(kd, "Kd", "nM")
    checks.fit_together(occupancy=occupancy, ki=ki, kd=kd)
    excess = (ki / kd) * (1 - occupancy) / occupancy
    if ligand is not None:
        ligand = checks.positive(ligand, "Agonist concentration", "nM")
        checks.fit_together(occupancy=occupancy, ki=ki, kd=kd, ligand=ligand)
        excess = excess - ki / ligand
    return np.maximum(excess, 0.0)


@checks.guarded
def il2_occupancy(
    ligand: Numbers, trimer: BindingConstant = IL2_TRIMER, dimer: BindingConstant = IL2_DIMER
) -> IL2Occupancy:
    """Return how far IL-2 occupies its high-affinity trimer and its intermediate dimer, shape of `ligand`.

    `ligand` is free IL-2, nM, zero or more; `trimer` the BindingConstant of alpha-beta-gamma (regulatory T
    cell), `dimer` that of beta-gamma (resting NK cell, memory CD8 T cell). The selectivity trimer/dimer falls
    from the ratio of the constants (100) to 1 as the dose rises, and has its limit at zero dose. Raises
    ValueError for a negative dose or something that is not a BindingConstant.

    >>> round(float(il2_occupancy(0.01).trimer), 6)
    0.5

    Source: Langmuir 1918, doi:10.1021/ja02242a004; constants in the records' references.
    """
    checks.record(trimer, "Trimer", BindingConstant)
    checks.record(dimer, "Dimer", BindingConstant)
    ligand = checks.not_negative(ligand, "IL-2 concentration", "nM", 0.01)
    selectivity = (ligand + dimer.kd_nM) / (ligand + trimer.kd_nM)
    high = hill_langmuir(ligand, trimer.kd_nM)
    return IL2Occupancy(high, hill_langmuir(ligand, dimer.kd_nM), selectivity)


def _operational(
    ka: Numbers, tau: Numbers, system_maximum: Numbers, n: Numbers
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return the checked parameters that the operational functions share."""
    return (
        checks.positive(ka, "KA", "nM"),
        checks.not_negative(tau, "Transducer ratio tau"),
        checks.positive(system_maximum, "Largest response of the tissue", "", 100.0),
        checks.positive(n, "Transducer slope n"),
    )
