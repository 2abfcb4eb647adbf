"""What one receptor answers to one ligand, two drugs or two affinities."""

from collections.abc import Mapping
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
class TwoReceptors:
    """Occupancy (%) of the IL-2 receptors with three and two chains, and both read at `marked_pM`."""

    concentration_pM: FloatArray
    trimer_percent: FloatArray
    dimer_percent: FloatArray
    marked_pM: float
    marked_trimer_percent: float
    marked_dimer_percent: float


@dataclass(frozen=True)
class AntagonistExcess:
    """Molecules of antagonist for each of agonist that hold occupancy at a limit (%), one limit marked."""

    occupancy_percent: FloatArray
    fold_excess: FloatArray
    marked_percent: float
    marked_fold: float


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


def il2_two_receptors(il2_pM: float) -> TwoReceptors:
    """Return the occupancy of both IL-2 receptors over concentration, read at `il2_pM` picomolar."""
    x = decades(1e-4, 1e3)
    over, here = receptor_binding.il2_occupancy(x), receptor_binding.il2_occupancy(il2_pM / 1000)
    return TwoReceptors(
        concentration_pM=1000 * x,
        trimer_percent=100 * over.trimer,
        dimer_percent=100 * over.dimer,
        marked_pM=il2_pM,
        marked_trimer_percent=100 * float(here.trimer),
        marked_dimer_percent=100 * float(here.dimer),
    )


def anakinra_excess(tolerated_percent: float, affinity_ratio: float) -> AntagonistExcess:
    """Return how much IL-1Ra holds occupancy by saturating IL-1 at `tolerated_percent`, and at other limits.

    `affinity_ratio` is Ki of the antagonist divided by Kd of the agonist.
    """

    def excess(percent: npt.ArrayLike) -> FloatArray:
        return receptor_binding.antagonist_fold_excess(np.asarray(percent) / 100, ki=affinity_ratio, kd=1.0)

    limits = np.logspace(-1, np.log10(50), 80)
    return AntagonistExcess(limits, excess(limits), tolerated_percent, float(excess(tolerated_percent)))
