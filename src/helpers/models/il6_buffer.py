"""IL-6 and its receptors at equilibrium: what is free, buffered, and signals by which way.

IL-6 binds IL-6R, soluble or on the membrane; only that pair binds gp130, on the membrane (signal)
or soluble (buffer). Everything is 1:1 (the real signalling complex is a 2:2:2 hexamer, Boulanger
2003, doi:10.1126/science.1083901; doubling it needs constants nobody has measured in solution).

    IL-6 + sIL-6R, IL-6 + IL-6R                    binary complex            K1
    binary + gp130                                 classic (from IL-6R) and trans (from sIL-6R)
    binary + sgp130, binary + sgp130Fc             buffered
    IL-6R or sIL-6R + tocilizumab                  blocked receptor
    IL-6 + antibody                                neutralised IL-6

Whether sgp130 and sgp130Fc also catch the binary complex on the membrane is disputed (Widjaja 2024
reports that they inhibit cis-signalling), so that it is an affinity to be given, by default none.
Membrane receptors enter as the concentration they would have in the volume around the cells.

Without competitors the free fraction of IL-6 is 1 / (1 + (R/K1)(1 + G/K2)), R and G free too.
Concentrations and constants in nM. The scheme predicts that little IL-6 is free where sIL-6R and
sgp130 are in excess; Baran 2018 (PMID 29559558) measured most of it free: model meets measurement.
"""

from dataclasses import astuple, dataclass, fields, replace

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Number, Numbers

_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Affinities:
    """Dissociation constants in nM; `None` where two partners do not bind (or are not used).

    `receptor_nM` is that of IL-6 and IL-6R, soluble or on the membrane; `gp130_nM` of the binary complex and gp130,
    soluble or on the membrane; `sgp130_on_membrane_nM` of sgp130 and the binary complex on the membrane;
    `sgp130fc_nM` and `sgp130fc_on_membrane_nM` of sgp130Fc and the soluble and the membrane's binary complex;
    `tocilizumab_nM` of tocilizumab (binding sites) and IL-6R, soluble or on the membrane; `antibody_nM` of the
    anti-IL-6 antibody (binding sites) and IL-6; `reference` says where the numbers were published.
    """

    receptor_nM: float
    gp130_nM: float
    sgp130_on_membrane_nM: float | None = None
    sgp130fc_nM: float | None = None
    sgp130fc_on_membrane_nM: float | None = None
    tocilizumab_nM: float | None = None
    antibody_nM: float | None = None
    reference: str = "illustrative"

    def __post_init__(self) -> None:
        """Refuse constants that are not positive numbers."""
        for name in (field.name for field in fields(self) if field.name != "reference"):
            if name in _ALWAYS or getattr(self, name) is not None:
                checks.keep(self, name, checks.positive, f"Kd {name.removesuffix('_nM')}", "nM", least=1e-9, most=1e9)
        checks.keep_text(self, "reference")


_ALWAYS = ("receptor_nM", "gp130_nM")
_PROTEINS = (
    "il6", "sil6r", "il6r", "sgp130", "gp130", "sgp130fc", "tocilizumab", "antibody",
)  # fmt: skip
_COMPLEXES = {  # name: members, constants to multiply
    "binary_soluble": ("il6 sil6r", "receptor_nM"),
    "binary_membrane": ("il6 il6r", "receptor_nM"),
    "classic_signal": ("il6 il6r gp130", "receptor_nM gp130_nM"),
    "trans_signal": ("il6 sil6r gp130", "receptor_nM gp130_nM"),
    "buffered_by_sgp130": ("il6 sil6r sgp130", "receptor_nM gp130_nM"),
    "membrane_sgp130": ("il6 il6r sgp130", "receptor_nM sgp130_on_membrane_nM"),
    "buffered_by_sgp130fc": ("il6 sil6r sgp130fc", "receptor_nM sgp130fc_nM"),
    "membrane_sgp130fc": ("il6 il6r sgp130fc", "receptor_nM sgp130fc_on_membrane_nM"),
    "tocilizumab_soluble": ("sil6r tocilizumab", "tocilizumab_nM"),
    "tocilizumab_membrane": ("il6r tocilizumab", "tocilizumab_nM"),
    "neutralised": ("il6 antibody", "antibody_nM"),
}

KD_GTOPDB = Affinities(0.44, 0.05, reference="PMID 1995637 (pKd 9.36); gp130 50 pM, Dwivedi 2014")
KD_ASSUMED = Affinities(5.5, 0.05, reference="assumed, between the two; gp130 50 pM, Dwivedi 2014")
KD_WARD = Affinities(20.0, 0.05, reference="Ward 1995, doi:10.1021/bi00009a021 (SPR); gp130 50 pM, Dwivedi 2014")
"""Constants of IL-6 and IL-6R: two that were published, and one between them that is assumed.

That of the pair and gp130 is assumed: 0.05 nM is the ratio of two rate constants with which Dwivedi 2014,
doi:10.1038/psp.2013.64, computes (kon 20.52 /nM/h, koff 1.026 /h). Vary it with `with_gp130`.
"""


def _total(value: object, label: str) -> FloatArray:
    """Return a checked total concentration; so little that no molecule is left is refused."""
    total = checks.not_negative(value, label, "nM", most=1e9)
    if np.any((total > 0) & (total < 1e-30)):
        raise ValueError(f"{label} must be 0 or at least 1e-30 nM, but less than a molecule is given. Give 0 for none.")
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """What else is there, total nM: receptors of the cells in the volume around them, and drugs.

    `il6r` and `gp130` stand on the membrane; `sgp130fc` (olamkicept), `tocilizumab` and `antibody` (against IL-6)
    are counted in binding sites, two a molecule of antibody. Numbers or arrays, zero or more.
    """

    il6r: Numbers = 0.0
    gp130: Numbers = 0.0
    sgp130fc: Numbers = 0.0
    tocilizumab: Numbers = 0.0
    antibody: Numbers = 0.0

    def __post_init__(self) -> None:
        """Refuse concentrations that are negative or not numbers."""
        labels = ("Membrane IL-6R", "Membrane gp130", "sgp130Fc", "Tocilizumab", "Anti-IL-6 antibody")
        for field, label in zip(fields(self), labels, strict=True):
            object.__setattr__(self, field.name, _total(getattr(self, field.name), label))

    def totals(self) -> dict[str, FloatArray]:
        """Return the totals by the name of the protein."""
        return {field.name: np.asarray(getattr(self, field.name), float) for field in fields(self)}


NOTHING_ELSE = Others()


@dataclass(frozen=True, slots=True, eq=False)
class Equilibrium:
    """Every free protein and every complex in nM, arrays of one shape.

    `free_...` are the free proteins; signals and buffers are named by what they do.
    """

    free_il6: FloatArray
    free_sil6r: FloatArray
    free_il6r: FloatArray
    free_sgp130: FloatArray
    free_gp130: FloatArray
    free_sgp130fc: FloatArray
    free_tocilizumab: FloatArray
    free_antibody: FloatArray
    binary_soluble: FloatArray
    binary_membrane: FloatArray
    classic_signal: FloatArray
    trans_signal: FloatArray
    buffered_by_sgp130: FloatArray
    membrane_sgp130: FloatArray
    buffered_by_sgp130fc: FloatArray
    membrane_sgp130fc: FloatArray
    tocilizumab_soluble: FloatArray
    tocilizumab_membrane: FloatArray
    neutralised: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)

    @property
    def binary(self) -> FloatArray:
        """IL-6 in IL-6:IL-6R pairs, soluble and on the membrane, nM."""
        return self.binary_soluble + self.binary_membrane

    @property
    def ternary(self) -> FloatArray:
        """IL-6 in complexes with gp130 in any form, nM."""
        buffered = self.buffered_by_sgp130 + self.buffered_by_sgp130fc
        caught = self.membrane_sgp130 + self.membrane_sgp130fc
        return self.classic_signal + self.trans_signal + buffered + caught

    @property
    def total_il6(self) -> FloatArray:
        """All IL-6, free and bound, nM."""
        return self.free_il6 + self.binary + self.ternary + self.neutralised


@checks.guarded
def with_gp130(affinities: Affinities, gp130_nM: Number) -> Affinities:
    """Return `affinities` with another constant of the pair and gp130, nM, positive.

    Where sgp130Fc was taken to bind as gp130 does, it still is. Raises ValueError for a constant out of range and for
    what is not Affinities.

    >>> with_gp130(KD_WARD, 1.0).gp130_nM
    1.0

    Source: definition.
    """
    checks.record(affinities, "Affinities", Affinities)
    kd = checks.single(checks.positive(gp130_nM, "Kd gp130", "nM", least=1e-9, most=1e9), "Kd gp130")
    alike = affinities.sgp130fc_nM == affinities.gp130_nM
    return replace(affinities, gp130_nM=kd, sgp130fc_nM=kd if alike else affinities.sgp130fc_nM)


@checks.guarded
def free_fraction(free_sil6r: Numbers, free_sgp130: Numbers, affinities: Affinities) -> FloatArray:
    """Return the free fraction of IL-6, 0 to 1, for given FREE receptors: 1/(1 + (R/K1)(1 + G/K2)).

    `free_sil6r` R and `free_sgp130` G are free soluble IL-6R and gp130, nM, zero or more. Shape of the arguments
    broadcast together. Raises ValueError for a negative concentration and for what is not Affinities.

    >>> round(float(free_fraction(1.4, 0.43, KD_ASSUMED)), 3)
    0.29

    Source: law of mass action for the module's scheme.
    """
    receptor = checks.not_negative(free_sil6r, "Free sIL-6R", "nM")
    gp130 = checks.not_negative(free_sgp130, "Free sgp130", "nM")
    checks.record(affinities, "Affinities", Affinities)
    checks.fit_together(free_sil6r=receptor, free_sgp130=gp130)
    return 1 / (1 + receptor / affinities.receptor_nM * (1 + gp130 / affinities.gp130_nM))


@checks.guarded
def equilibrium(
    il6: Numbers,
    sil6r: Numbers,
    sgp130: Numbers,
    affinities: Affinities | tuple[Affinities, ...],
    others: Others = NOTHING_ELSE,
) -> Equilibrium:
    """Return every free protein and complex, nM, for given TOTAL concentrations.

    `il6`, `sil6r` and `sgp130` are total IL-6, soluble IL-6R and soluble gp130, nM, zero or more; `others` the
    Others there, receptors on membranes and drugs. At most 500 sets at a time; `affinities` is one for all of them, or
    a tuple with one for each. Arrays in the shape of the
    arguments broadcast together; mass is balanced to one part in 1e10. Raises ValueError for a negative
    concentration, for a drug whose affinity is not given, for affinities of unlike drugs, and where the balance is not
    found.

    >>> fluid = equilibrium(il6=0.1, sil6r=1.4, sgp130=0.43, affinities=KD_ASSUMED)
    >>> round(float(fluid.free_il6 / fluid.total_il6), 2)
    0.33

    Source: law of mass action for the module's scheme. Solved as the unique minimum of a convex
    function of the logarithms of the free concentrations, as in Dirks 2007,
    doi:10.1137/060651100, so that fM and µM are equally safe.
    """
    each = _each(affinities)
    totals = _totals(il6, sil6r, sgp130, checks.record(others, "Others", Others), each)
    _need_affinities(totals, each[0])
    shape = totals["il6"].shape
    table = np.stack([total.ravel() for total in totals.values()], axis=1)
    names, members, log_constants = _scheme(each)
    used = np.any(table > 0, axis=0)
    possible = ~np.any(members[:, ~used], axis=1)
    free = np.zeros_like(table)
    if np.any(used):
        free[:, used] = _solve(table[:, used], members[possible][:, used], log_constants[:, possible])
    bound = dict(zip(names, _bound(free, members, log_constants).T, strict=True))
    columns = [*free.T, *(bound.get(name, np.zeros(len(free))) for name in _COMPLEXES)]
    return Equilibrium(*(column.reshape(shape) for column in columns))


def _each(affinities: object) -> tuple[Affinities, ...]:
    """Return the affinities of each set, or those of all; raises ValueError where they know unlike drugs."""
    given = affinities if isinstance(affinities, tuple) and 0 < len(affinities) <= _MOST_ROWS else (affinities,)
    each = tuple(checks.record(one, "Affinities", Affinities) for one in given)
    if len({tuple(value is None for value in astuple(one)) for one in each}) > 1:
        raise ValueError("The Affinities of all sets must give constants for the same drugs. Give all, or None in all.")
    return each


def _totals(
    il6: Numbers, sil6r: Numbers, sgp130: Numbers, others: Others, each: tuple[Affinities, ...]
) -> dict[str, FloatArray]:
    """Return the checked totals by the name of the protein, all of one shape: that of several affinities, too."""
    fluid = (("il6", il6, "IL-6"), ("sil6r", sil6r, "Soluble IL-6R"), ("sgp130", sgp130, "Soluble gp130"))
    given = {name: _total(value, label) for name, value, label in fluid} | others.totals()
    sets = {"affinities": np.zeros(len(each))} if len(each) > 1 else {}
    shape = checks.fit_together(most=_MOST_ROWS, **given, **sets)
    if sets and shape != (len(each),):
        raise ValueError(f"{len(each)} Affinities need as many sets in a row. Give one for all, or one for each set.")
    return {name: np.broadcast_to(given[name], shape) for name in _PROTEINS}


def _need_affinities(totals: dict[str, FloatArray], affinities: Affinities) -> None:
    for drug in ("sgp130fc", "tocilizumab", "antibody"):
        if np.any(totals[drug] > 0) and getattr(affinities, f"{drug}_nM") is None:
            raise ValueError(
                f"The affinity of {drug} is needed because its concentration is not zero. Give"
                f" {drug}_nM in the Affinities, in nM."
            )


def _scheme(each: tuple[Affinities, ...]) -> tuple[list[str], FloatArray, FloatArray]:
    """Return names, members (one row a complex) and log constants (one row a set) of the complexes that form."""
    names, members, log_constants = [], [], []
    for name, (parts, constants) in _COMPLEXES.items():
        values = [[getattr(one, constant) for constant in constants.split()] for one in each]
        if None not in values[0]:
            names.append(name)
            members.append([float(protein in parts.split()) for protein in _PROTEINS])
            log_constants.append(-np.sum(np.log(values), axis=1))
    return names, np.array(members), np.array(log_constants).T


def _bound(free: FloatArray, members: FloatArray, log_constants: FloatArray) -> FloatArray:
    """Return the complexes, shape (n, complexes), from the free proteins, shape (n, proteins)."""
    log_free = np.maximum(checks.log(free), -1e5)  # not minus infinity: 0 x infinity is nan
    return np.exp(log_free @ members.T + log_constants)


_TINY = 1e-200  # stands for "none" in a row, so that its logarithm exists
_MOST_TRIALS = 400


def _solve(totals: FloatArray, members: FloatArray, log_constants: FloatArray, tolerance: float = 1e-12) -> FloatArray:
    """Return the free concentrations, shape (n, proteins), by damped Newton steps in logarithms."""
    goal = np.maximum(totals, _TINY)
    log_free = _start(goal, members, log_constants)
    potential, excess, curvature = _convex(log_free, goal, members, log_constants)
    error, trials = _relative(excess, goal), 0
    while trials < _MOST_TRIALS and not np.all(error < tolerance):
        step = _newton_step(excess, curvature, goal)
        trial, new = log_free, potential
        slope = np.sum(excess * step, axis=1)
        length = np.ones(len(goal))
        for _ in range(40):  # halve the step of every row that does not come closer yet
            trials += 1
            trial = log_free + length[:, None] * step
            new, excess, curvature = _convex(trial, goal, members, log_constants)
            lower = new <= potential + 1e-4 * length * slope
            # A scarce protein is invisible in the sum beside an abundant one: its error decides.
            closer = lower | (_relative(excess, goal) < error)
            if np.all(closer | (error < tolerance)):
                break
            length[~closer] /= 2
        log_free, potential, error = trial, new, _relative(excess, goal)
    if not np.all(error <= 1e-10):
        raise ValueError(
            "The equilibrium is not found to one part in 1e10. Check that no concentration is more than fifteen"
            " orders of magnitude away from its Kd."
        )
    return np.where(totals > 0, np.exp(log_free), 0.0)


def _start(goal: FloatArray, members: FloatArray, log_constants: FloatArray) -> FloatArray:
    """Return logarithms low enough that no complex exceeds what its scarcest member allows."""
    if not len(members):
        return np.log(goal)
    log_goal = np.log(goal)
    scarcest = np.min(np.where(members > 0, log_goal[:, None, :], np.inf), axis=2)
    surplus = (log_goal @ members.T + log_constants - scarcest) / members.sum(axis=1)
    return log_goal - np.maximum(surplus.max(axis=1), 0.0)[:, None]


def _relative(excess: FloatArray, goal: FloatArray) -> FloatArray:
    """Return the largest error of the mass balance in each row, relative to the total."""
    return np.max(np.abs(excess) / goal, axis=1)


def _convex(
    log_free: FloatArray, goal: FloatArray, members: FloatArray, log_constants: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the convex function, its gradient (mass in excess) and its curvature."""
    free = np.exp(log_free)
    bound = np.exp(log_free @ members.T + log_constants)
    potential = free.sum(axis=1) + bound.sum(axis=1) - np.sum(goal * log_free, axis=1)
    curvature = np.einsum("nc,ci,cj->nij", bound, members, members)
    curvature += free[:, :, None] * np.eye(free.shape[1])
    return potential, free + bound @ members - goal, curvature


def _newton_step(excess: FloatArray, curvature: FloatArray, goal: FloatArray) -> FloatArray:
    """Return the Newton step, scaled so that no logarithm changes by more than four."""
    scale = 1 / np.sqrt(goal)
    matrix = curvature * scale[:, :, None] * scale[:, None, :]
    matrix *= 1 + 1e-13 * np.eye(matrix.shape[1])  # solvable even where nearly all is bound
    step = -np.linalg.solve(matrix, (excess * scale)[:, :, None])[:, :, 0] * scale
    largest = np.max(np.abs(step), axis=1)
    return step / np.maximum(largest / 4, 1.0)[:, None]
