"""What one receptor answers to one ligand, two drugs or two affinities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from helpers.models import receptor_binding
from helpers.views.courses import course_over, courses_over
from helpers.views.scales import FloatArray, decades

ALONE = "none"
COMPETITIVE = "competitive"
NON_COMPETITIVE = "non-competitive"
OF_THE_SYSTEM = "% of the system's maximum"


@dataclass(frozen=True)
class ReadCurve:
    """A concentration-response curve, and what a student would read from it.

    `ec50_nM` is where half of the curve's own `maximum` is crossed, nan where the curve is flat or does not cross it.
    """

    name: str
    response: FloatArray
    ec50_nM: float
    maximum: float


@dataclass(frozen=True)
class ConcentrationResponse:
    """Curves over one row of concentrations (nM, ascending); `unit` is that of the response."""

    title: str
    concentration_nM: FloatArray
    curves: tuple[ReadCurve, ...]
    unit: str = OF_THE_SYSTEM


@dataclass(frozen=True)
class SchildPlot:
    """Dose ratios of an agonist at several concentrations of an antagonist, and the line fitted to them."""

    antagonist_nM: FloatArray
    dose_ratios: FloatArray
    fit: receptor_binding.SchildFit


@dataclass(frozen=True)
class PartialBesideFull:
    """The response to a partial agonist, added to `full_nM` of a full one, over its concentration.

    `alone` is the response to the full agonist before the partial one is added, and `partial_maximum` what the partial
    agonist reaches without it.
    """

    partial_nM: FloatArray
    response: FloatArray
    full_nM: float
    alone: float
    partial_maximum: float


@dataclass(frozen=True)
class TwoReceptors:
    """Occupancy (%) of the IL-2 receptors with three and two chains over what is given, and both read at `given_pM`.

    What is given is told as the concentration that there would be if nothing ate it; up to `eaten_pM` of it, on the
    same scale, regulatory T cells can take up, and `left_pM` is what is left over at `given_pM`.
    """

    concentration_pM: FloatArray
    trimer_percent: FloatArray
    dimer_percent: FloatArray
    given_pM: float
    eaten_pM: float
    left_pM: float
    marked_trimer_percent: float
    marked_dimer_percent: float


def read_curve(name: str, concentration_nM: npt.ArrayLike, response: npt.ArrayLike) -> ReadCurve:
    """Return a curve with its EC50 (nM) and maximum, read from the curve itself.

    The maximum is the highest point; the EC50 is interpolated on log10(concentration).
    Raises ValueError when there are more or fewer responses than concentrations.
    """
    x, y = np.asarray(concentration_nM, float), course_over(concentration_nM, name, response).values
    top = float(np.max(y))
    above = np.flatnonzero(y >= top / 2)
    if top <= 0 or above.size == 0 or above[0] == 0:
        return ReadCurve(name, y, float("nan"), top)
    after = int(above[0])
    share = (top / 2 - y[after - 1]) / (y[after] - y[after - 1])
    low, high = np.log10(x[after - 1 : after + 1])
    return ReadCurve(name, y, float(10 ** (low + share * (high - low))), top)


def concentration_response(
    concentration_nM: npt.ArrayLike, responses: Mapping[str, npt.ArrayLike], *, title: str, unit: str = OF_THE_SYSTEM
) -> ConcentrationResponse:
    """Return curves to draw: `responses` maps a curve's name to its values (in `unit`) over `concentration_nM`.

    Raises ValueError when there is no curve, or one of another length than the concentrations.
    """
    courses = courses_over(concentration_nM, responses)
    curves = tuple(read_curve(course.name, concentration_nM, course.values) for course in courses)
    return ConcentrationResponse(title, np.asarray(concentration_nM, float), curves, unit)


def two_drugs(
    ka_nM: float, efficacy: float, antagonist: str, kb_nM: float, antagonist_nM: float
) -> ConcentrationResponse:
    """Return the response to an agonist, alone and with an antagonist.

    The agonist follows the operational model (Black and Leff 1983) with dissociation constant `ka_nM` and efficacy
    tau = `efficacy`. A competitive antagonist multiplies KA by 1 + B/KB (Gaddum); a non-competitive one divides
    tau by it.
    """
    x = decades(1e-3, 1e4)
    responses = {"agonist alone": receptor_binding.operational_response(x, ka_nM, efficacy)}
    factor = receptor_binding.dose_ratio(antagonist_nM, kb_nM)
    if antagonist == COMPETITIVE:
        responses["with antagonist"] = receptor_binding.operational_response(x, ka_nM * factor, efficacy)
    elif antagonist == NON_COMPETITIVE:
        responses["with antagonist"] = receptor_binding.operational_response(x, ka_nM, efficacy / factor)
    return concentration_response(x, responses, title="Agonist, with and without an antagonist")


def schild_plot(antagonist_nM: npt.ArrayLike, dose_ratios: npt.ArrayLike) -> SchildPlot:
    """Return dose ratios over antagonist concentrations (nM) with the line that `fit_schild` lays through them."""
    antagonist, ratios = np.asarray(antagonist_nM, float), np.asarray(dose_ratios, float)
    return SchildPlot(antagonist, ratios, receptor_binding.fit_schild(antagonist, ratios))


def schild_readings(antagonist_nM: Sequence[float], kb_nM: float) -> SchildPlot:
    """Return the Schild plot of a competitive antagonist whose dose ratios are read from simulated curves.

    The agonist follows the operational model with KA 10 nM and tau 10; each EC50 is read from its curve.
    """
    x, ka, tau = decades(1e-3, 1e5), 10.0, 10.0
    factors = [receptor_binding.dose_ratio(each, kb_nM) for each in (0.0, *antagonist_nM)]
    curves = [receptor_binding.operational_response(x, ka * factor, tau) for factor in factors]
    alone, *moved = (read_curve("agonist", x, curve).ec50_nM for curve in curves)
    return schild_plot(antagonist_nM, [ec50 / alone for ec50 in moved])


def partial_beside_full(full_nM: float, partial_efficacy: float) -> PartialBesideFull:
    """Return the response to a partial agonist over its concentration, beside `full_nM` of a full agonist.

    Both bind equally tightly (KA 10 nM) and compete; the full one has tau = 100, the partial one `partial_efficacy`.
    """
    x, ka, tau = decades(1e-1, 1e5), 10.0, 100.0
    return PartialBesideFull(
        partial_nM=x,
        response=receptor_binding.two_agonists(full_nM, ka, tau, x, ka, partial_efficacy),
        full_nM=full_nM,
        alone=float(receptor_binding.operational_response(full_nM, ka, tau)),
        partial_maximum=float(receptor_binding.operational_emax(partial_efficacy)),
    )


def il2_two_receptors(il2_pM: float, eaten_pM: float = 0.0) -> TwoReceptors:
    """Return the occupancy of both IL-2 receptors over the IL-2 given, read at `il2_pM` picomolar.

    `eaten_pM` is the most that regulatory T cells take up, on the same scale: as much as is given is lost otherwise or
    taken up, and uptake is half of the most where half of their receptors are occupied.
    """
    x = decades(1e-4, 1e3)
    left = _left_over(x, eaten_pM / 1000)
    here = _left_over(np.asarray(il2_pM / 1000), eaten_pM / 1000)
    over, marked = receptor_binding.il2_occupancy(left), receptor_binding.il2_occupancy(here)
    return TwoReceptors(
        concentration_pM=1000 * x,
        trimer_percent=100 * over.trimer,
        dimer_percent=100 * over.dimer,
        given_pM=il2_pM,
        eaten_pM=eaten_pM,
        left_pM=1000 * float(here),
        marked_trimer_percent=100 * float(marked.trimer),
        marked_dimer_percent=100 * float(marked.dimer),
    )


def _left_over(given_nM: FloatArray, eaten_nM: float) -> FloatArray:
    """Return free IL-2 (nM): given = left + eaten x occupancy has the form of a ligand that its receptor depletes."""
    return given_nM - receptor_binding.ligand_depletion(given_nM, eaten_nM, receptor_binding.IL2_TRIMER.kd_nM)
