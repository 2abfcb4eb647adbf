"""Canakinumab and its ligand in the body: why total IL-1β rises while free IL-1β falls.

The model of Chakraborty 2012, doi:10.2165/11599820-000000000-00000, for patients with cryopyrin-associated periodic
syndromes (70 kg), with five states: drug under the skin, drug and IL-1β (free and bound together) in a central and in a
peripheral compartment. Days, litres, nmol; drug is given in mg. IL-1β is made in the peripheral compartment.

    depot'  = -ka depot
    D_c'    = F ka depot 1000/drug_kDa - CL D_c/V_c - PS_D (D_c/V_c - D_p/V_p)
    D_p'    = PS_D (D_c/V_c - D_p/V_p)
    L_c'    = -CL_L l_c - CL x_c + PS_L (l_p - l_c) + PS_D (x_p - x_c)
    L_p'    = production - PS_L (l_p - l_c) - PS_D (x_p - x_c)

l and x are the concentrations of free IL-1β and of the complex. Binding is always in balance, l d = KD x, with d free
drug; the complex leaves and moves as the drug does. One drug is counted as one site, as published.
"""

import math
from dataclasses import dataclass

import numpy as np

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Limits, Number, Numbers
from helpers.models.pharmacokinetics import CANAKINUMAB, CANAKINUMAB_KD_NM, TwoCompartment

_FLOW: Limits = {"least": 1e-4, "most": 1e4}
_MOST_DOSES = 60
_MOST_MG = 1e5
_LAST_D = 10_000.0
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Il1bBinding:
    """The drug's own kinetics, and what Chakraborty 2012 found of IL-1β in patients.

    `ligand_clearance_L_per_d` is that of free IL-1β, `ligand_exchange_L_per_d` its exchange between the compartments,
    `production_ng_per_d` what the body makes; both molar masses are in kDa, as the model counts with them.
    """

    drug: TwoCompartment = CANAKINUMAB
    kd_nM: float = CANAKINUMAB_KD_NM
    ligand_clearance_L_per_d: float = 14.2
    ligand_exchange_L_per_d: float = 0.386
    production_ng_per_d: float = 9.57
    drug_kDa: float = 149.117
    ligand_kDa: float = 17.0
    reference: str = "Chakraborty 2012, doi:10.2165/11599820-000000000-00000"

    def __post_init__(self) -> None:
        """Refuse what cannot be, and a drug that is not given under the skin."""
        drug = checks.record(self.drug, "Drug", TwoCompartment)
        if drug.absorption_per_d is None or drug.maximum_rate_mg_per_d:
            raise ValueError("The drug must be absorbed and eliminated linearly. Give one such as CANAKINUMAB.")
        checks.keep(self, "kd_nM", checks.positive, "Kd", "nM", 1.07, least=1e-6, most=1e6)
        checks.keep(self, "ligand_clearance_L_per_d", checks.positive, "Clearance of IL-1β", "L/d", 14.2, **_FLOW)
        checks.keep(self, "ligand_exchange_L_per_d", checks.positive, "Exchange of IL-1β", "L/d", 0.386, **_FLOW)
        checks.keep(self, "production_ng_per_d", checks.positive, "Production of IL-1β", "ng/d", 9.57, **_FLOW)
        checks.keep(self, "drug_kDa", checks.positive, "Molar mass of the drug", "kDa", 149.0, least=1.0, most=1e4)
        checks.keep(self, "ligand_kDa", checks.positive, "Molar mass of IL-1β", "kDa", 17.0, least=1.0, most=1e4)
        checks.keep_text(self, "reference")


CAPS = Il1bBinding()


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Course in blood plasma: days, canakinumab (free and bound, µg/mL), total and free IL-1β (pg/mL)."""

    days: FloatArray
    drug: FloatArray
    total_il1b: FloatArray
    free_il1b: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@checks.guarded
def before_drug(binding: Il1bBinding = CAPS) -> FloatArray:
    """Return IL-1β (nmol) in the central and the peripheral compartment before any drug.

    Raises ValueError for what is not an Il1bBinding.

    >>> amount = before_drug()[0]
    >>> round(float(amount / CANAKINUMAB.central_L * CAPS.ligand_kDa * 1000), 3)  # pg/mL
    0.674

    Source: the module's equations without drug, set to zero.
    """
    b = checks.record(binding, "Binding", Il1bBinding)
    made = b.production_ng_per_d / 1000 / b.ligand_kDa
    central = made / b.ligand_clearance_L_per_d
    peripheral = central + made / b.ligand_exchange_L_per_d
    return np.array([central * b.drug.central_L, peripheral * b.drug.peripheral_L])


@checks.guarded
def repeated_doses(
    days: Numbers, dose: Number, interval: Number = 56.0, number: int = 1, binding: Il1bBinding = CAPS
) -> Course:
    """Return canakinumab and IL-1β in plasma after doses under the skin.

    `days` are increasing days since the first dose, shape (t,), at most 10,000; `dose` in mg, one number; `interval`
    between doses in days; `number` of doses, at most 60. Raises ValueError for an argument out of range and when
    the equations cannot be solved.

    >>> course = repeated_doses([0, 5.75, 56], 150)
    >>> course.drug.round(1).tolist(), (course.total_il1b / course.total_il1b[0]).round(1).tolist()
    ([0.0, 15.4, 3.7], [1.0, 16.3, 21.7])

    Solver: scipy odeint (LSODA), tolerance 1e-9, restarted at every dose.
    Source: Chakraborty 2012, doi:10.2165/11599820-000000000-00000.
    """
    days = checks.times(days, "days", "d", last=_LAST_D)
    dose = checks.single(checks.not_negative(dose, "Dose", "mg", 150.0, most=_MOST_MG), "Dose")
    limits: Limits = {"least": 0.01, "most": _LAST_D}
    gap = checks.single(checks.positive(interval, "Interval", "d", 56.0, **limits), "Interval")
    number = checks.whole_number(number, "Number of doses", example=6, most=_MOST_DOSES)
    b = checks.record(binding, "Binding", Il1bBinding)
    given = gap * np.arange(number)
    absorption = float(b.drug.absorption_per_d or 0.0)
    depots = _depots(b.drug.bioavailability * dose * 1000 / b.drug_kDa, absorption * gap, number)

    def change(time: float, state: FloatArray, since: tuple[float, float]) -> list[float]:
        start, depot = since
        return _rates(state, absorption * depot * math.exp(-absorption * max(time - start, 0.0)), b)

    start = [0.0, 0.0, *before_drug(b).tolist()]
    inputs = list(zip(given.tolist(), depots, strict=True))
    central, _, ligand, _ = piecewise.solve(change, start, days, given[1:].tolist(), inputs, _TOLERANCE).T
    drug, il1b = central / b.drug.central_L, ligand / b.drug.central_L
    free = _free(drug, il1b, b.kd_nM)
    return Course(days, drug * b.drug_kDa / 1000, il1b * b.ligand_kDa * 1000, free * b.ligand_kDa * 1000)


def _depots(arriving: float, decay: float, number: int) -> list[float]:
    """Return what is under the skin (nmol) right after each dose."""
    depots = [arriving]
    for _ in range(number - 1):
        depots.append(arriving + depots[-1] * float(np.exp(-decay)))
    return depots


def _bound(drug: float, ligand: float, kd: float) -> float:
    """Return the complex of total drug and ligand in balance, all in nM, in the form that does not cancel."""
    whole = kd + drug + ligand
    return 2 * drug * ligand / (whole + math.sqrt(max(whole * whole - 4 * drug * ligand, 0.0)))


def _free(drug: FloatArray, ligand: FloatArray, kd: float) -> FloatArray:
    """Return the free ligand of total drug and ligand in balance, all in nM: the rest would cancel."""
    bound = np.array([_bound(d, each, kd) for d, each in zip(drug.tolist(), ligand.tolist(), strict=True)])
    return kd * ligand / (kd + drug - bound)


def _rates(state: FloatArray, absorbed: float, b: Il1bBinding) -> list[float]:
    """Return how fast drug and IL-1β change in both compartments, nmol a day; plain floats, because they are fast."""
    kinetics = b.drug
    drug_here, drug_there, ligand_here, ligand_there = state.tolist()
    drug_here, ligand_here = drug_here / kinetics.central_L, ligand_here / kinetics.central_L
    drug_there, ligand_there = drug_there / kinetics.peripheral_L, ligand_there / kinetics.peripheral_L
    bound_here, bound_there = _bound(drug_here, ligand_here, b.kd_nM), _bound(drug_there, ligand_there, b.kd_nM)
    free_here, free_there = ligand_here - bound_here, ligand_there - bound_there
    moved = kinetics.exchange_L_per_d * (drug_here - drug_there)
    back = b.ligand_exchange_L_per_d * (free_there - free_here)
    back += kinetics.exchange_L_per_d * (bound_there - bound_here)
    lost = b.ligand_clearance_L_per_d * free_here + kinetics.clearance_L_per_d * bound_here
    made = b.production_ng_per_d / 1000 / b.ligand_kDa
    return [absorbed - kinetics.clearance_L_per_d * drug_here - moved, moved, back - lost, made - back]
