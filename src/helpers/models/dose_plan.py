"""One patient under a plan of doses that need not be equal or on time, and whose clearance may rise on the way.

Antibodies that the body makes against a drug carry it away. Here they come on a day and from then on multiply the
clearance by a constant: how many and how fast they come differs from patient to patient and is not modelled.
"""

from dataclasses import dataclass, replace

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Numbers
from helpers.models.pharmacokinetics import OneCompartment, one_compartment

_LAST_D = 10_000.0
_MOST_DOSES = 200
_MOST_TIMES = 100_000


@dataclass(frozen=True, slots=True)
class Antibodies:
    """Antibodies against the drug: the day from which they are there, and what the clearance is then multiplied by."""

    from_d: float = 112.0
    factor: float = 3.0

    def __post_init__(self) -> None:
        """Refuse a day or a factor that cannot be."""
        checks.keep(self, "from_d", checks.not_negative, "Day of the antibodies", "d", 112.0, most=_LAST_D)
        checks.keep(self, "factor", checks.positive, "Factor of the clearance", "", 3.0, least=0.01, most=1000)


@checks.guarded
def planned_course(
    times: Numbers, given_d: Numbers, given_mg: Numbers, drug: OneCompartment, antibodies: Antibodies | None = None
) -> FloatArray:
    """Return the concentration (mg/L, shape (t,)) under doses of `given_mg`, each on its day of `given_d`.

    `times` are increasing days, zero or more; `given_d` increasing days and `given_mg` mg, zero or more, of one length,
    at most 200 doses. With `antibodies` the clearance rises on their day; absorption and volume stay. Raises
    ValueError for an argument out of range and for what is not a OneCompartment or Antibodies.

    >>> from helpers.models.pharmacokinetics import USTEKINUMAB
    >>> planned_course([28, 112, 196], [0, 28, 112], [45, 45, 45], USTEKINUMAB).round(2).tolist()
    [1.36, 0.37, 0.29]
    >>> planned_course([196], [0, 28, 112], [45, 45, 45], USTEKINUMAB, Antibodies()).round(4).tolist()
    [0.0024]

    Source: superposition of Bateman 1910, Proc Camb Philos Soc 15:423, begun anew on the day of the antibodies.
    """
    times = checks.times(times, "Time", "d", last=_LAST_D, most=_MOST_TIMES)
    given_d = checks.times(given_d, "Days of the doses", "d", last=_LAST_D, most=_MOST_DOSES)
    given_mg = checks.not_negative(given_mg, "Dose", "mg", 45.0, most=1e6)
    if given_mg.shape != given_d.shape:
        raise ValueError(
            f"Every dose needs its day, but there are {given_mg.size} doses and {given_d.size} days. Give as many."
        )
    checks.record(drug, "Drug", OneCompartment)
    if antibodies is None:
        return _summed(times, given_d, given_mg, drug)
    checks.record(antibodies, "Antibodies", Antibodies)
    day, faster = antibodies.from_d, replace(drug, clearance_L_per_d=drug.clearance_L_per_d * antibodies.factor)
    early = given_d < day
    before = _summed(np.minimum(times, day), given_d[early], given_mg[early], drug)
    held = _summed(np.array([day]), given_d[early], given_mg[early], drug)[0]
    waiting = np.sum(given_mg[early] * np.exp(-drug.absorption_per_d * (day - given_d[early])))
    since = np.maximum(times - day, 0.0)
    kept = held * np.exp(-faster.clearance_L_per_d / faster.volume_L * since) + one_compartment(since, waiting, faster)
    after = kept + _summed(times, given_d[~early], given_mg[~early], faster)
    return np.where(times <= day, before, after)


def _summed(times: FloatArray, given_d: FloatArray, given_mg: FloatArray, drug: OneCompartment) -> FloatArray:
    """Return the sum of single doses at the times, shape (t,)."""
    total = np.zeros(times.shape)
    for day, dose in zip(given_d.tolist(), given_mg.tolist(), strict=True):
        since = times - day
        total += np.where(since >= 0, one_compartment(np.maximum(since, 0.0), dose, drug), 0.0)
    return total
