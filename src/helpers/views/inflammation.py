"""An inflammation that rises and falls (the endotoxin challenge), and one that can stay (the switch)."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from helpers.models import bistable, checks, lps_challenge
from helpers.views.scales import denser

BOLUS = "bolus"
INFUSION = "4-hour infusion"
SAME_EXPERIMENT = "the same experiment"
OTHER_EXPERIMENT = "the other experiment"
NOTHING = "nothing"
AT_REST = "at rest, then a trigger"
INFLAMED = "inflamed, then a treatment"
FITTED_DOSE_NG_PER_KG = 2.0

Action = Literal["drives", "restrains"]
MONOCYTES = "monocytes"
CYTOKINE_NAMES = {"TNF": "TNF", "IL6": "IL-6", "IL8": "IL-8", "IL10": "IL-10"}
"""How the fields of the model's courses are called."""


@dataclass(frozen=True)
class Removal:
    """Something that can be taken away from the model: its `interventions`, and the model `without` it in words."""

    interventions: tuple[str, ...] = ()
    without: str = ""


REMOVALS = {
    NOTHING: Removal(),
    "remove IL-10": Removal(("remove_il10",), "without IL-10's action"),
    "neutralise TNF": Removal(("neutralise_tnf",), "without TNF's action"),
    "block IL-6 feedback": Removal(("block_il6_feedback",), "without IL-6's feedback"),
}


@dataclass(frozen=True)
class NamedCourse:
    """One course of the model and its name in the picture."""

    name: str
    course: lps_challenge.Course


@dataclass(frozen=True)
class EndotoxinChallenge:
    """Courses of the model (none, one or two to compare), the measured means and the fit of the first course.

    `note` is a sentence on what the picture does not hold.
    """

    title: str
    courses: tuple[NamedCourse, ...]
    measured: lps_challenge.Measured | None = None
    fit: Mapping[str, lps_challenge.Fit] | None = None
    note: str = ""


@dataclass(frozen=True)
class NetworkAction:
    """One arrow of the model's network: who acts on whom, and how."""

    source: str
    target: str
    action: Action


@dataclass(frozen=True)
class Settling:
    """A simulated inflammation, the levels of its stable states (ascending), and its threshold if there is one.

    `threshold` is the pro-inflammatory level above which this start settles high.
    """

    title: str
    course: bistable.Course
    stable_levels: tuple[float, ...]
    threshold: float | None


@dataclass(frozen=True)
class SwitchStates:
    """The steady states of the switch (pro-inflammatory levels, ascending) at each strength of the brake."""

    brakes: tuple[float, ...]
    levels: tuple[tuple[float, ...], ...]


# Read from the equations of Windoloski 2024 (doi:10.1113/EP091552); a test derives it from them again.
NETWORK: tuple[NetworkAction, ...] = (
    NetworkAction("endotoxin", MONOCYTES, "drives"),
    *(NetworkAction(MONOCYTES, cytokine, "drives") for cytokine in CYTOKINE_NAMES.values()),
    *(NetworkAction("TNF", target, "drives") for target in (MONOCYTES, "IL-6", "IL-8")),
    NetworkAction("IL-6", "IL-10", "drives"),
    *(NetworkAction("IL-6", target, "restrains") for target in ("TNF", "IL-6")),
    *(NetworkAction("IL-10", target, "restrains") for target in (MONOCYTES, "TNF", "IL-6", "IL-8")),
)


def endotoxin_courses(
    courses: Mapping[str, lps_challenge.Course],
    measured: lps_challenge.Measured | None = None,
    fit: Mapping[str, lps_challenge.Fit] | None = None,
    *,
    title: str,
) -> EndotoxinChallenge:
    """Return courses of the model by their names, with the measured means and the fit where they are given.

    Raises ValueError when there is nothing to draw.
    """
    if not courses and measured is None:
        raise ValueError("Give at least one course or the measured means: there is nothing to draw.")
    return EndotoxinChallenge(title, tuple(NamedCourse(*item) for item in courses.items()), measured, fit)


def endotoxin_without(change: str, way: str = BOLUS) -> EndotoxinChallenge:
    """Return the model's courses at 2 ng/kg, unchanged and with `change` (a key of `REMOVALS`); nothing is measured.

    `way` is how endotoxin is given. Raises ValueError for another word, or when nothing is taken away.
    """
    way = checks.choice(way, "The way", (BOLUS, INFUSION))
    change = checks.choice(change, "What is taken away", [name for name in REMOVALS if name != NOTHING])
    without = REMOVALS[change].without
    courses = {
        "model, unchanged": _course(way, SAME_EXPERIMENT, NOTHING, FITTED_DOSE_NG_PER_KG),
        f"model {without}": _course(way, SAME_EXPERIMENT, change, FITTED_DOSE_NG_PER_KG),
    }
    return endotoxin_courses(courses, title=f"Endotoxin, {way}: the model {without} (simulated)")


def two_r_squared(too_high_by: float) -> pd.DataFrame:
    """Return both numbers that are called R², for the model's IL-6 after the bolus and for the same curve shifted.

    `too_high_by` is the shift in pg/mL, upwards; the rows are the curve as it was fitted and the shifted one.
    Raises ValueError for what is not a finite number.
    """
    shift = float(checks.finite(too_high_by, "The shift", "pg/mL", 150.0))
    measured = np.array(lps_challenge.MEASURED_BOLUS.IL6.mean)
    fitted = lps_challenge.simulate(lps_challenge.BOLUS, lps_challenge.MEASURED_BOLUS.time_h).IL6
    sst = float(np.sum((measured - measured.mean()) ** 2))
    shifts = (0.0, shift)
    return pd.DataFrame(
        {
            "curve of IL-6": ["as fitted", f"{shift:g} pg/mL higher throughout"],
            "1 - SSE/SST": [round(1 - float(np.sum((measured - fitted - up) ** 2)) / sst, 2) for up in shifts],
            "squared correlation": [round(float(np.corrcoef(measured, fitted + up)[0, 1]) ** 2, 2) for up in shifts],
        }
    )


def endotoxin_challenge(way: str, fitted_to: str, change: str, dose_ng_per_kg: float) -> EndotoxinChallenge:
    """Return the challenge as the model has it, beside the means, which were measured at 2 ng/kg only.

    `way` is how endotoxin is given, `fitted_to` whose fitted numbers are used, `change` what is taken away (a key of
    `REMOVALS`), `dose_ng_per_kg` the whole dose.
    """
    unchanged = _course(way, fitted_to, NOTHING, dose_ng_per_kg)
    courses = (NamedCourse("model", unchanged),)
    if change != NOTHING:
        changed = _course(way, fitted_to, change, dose_ng_per_kg)
        courses = (
            NamedCourse("model, unchanged", unchanged),
            NamedCourse(f"model {REMOVALS[change].without}", changed),
        )
    given = f"Endotoxin {'as a' if way == BOLUS else 'in a'} {way}, {dose_ng_per_kg:g} ng/kg"
    if dose_ng_per_kg != FITTED_DOSE_NG_PER_KG:
        note = "This series has no measurement at this dose: the curves are an extrapolation."
        return EndotoxinChallenge(f"{given}: model only", courses, note=note)
    return EndotoxinChallenge(f"{given}: model and measured means", courses, _measured(way), _fit(way, fitted_to))


def endotoxin_network() -> tuple[NetworkAction, ...]:
    """Return who drives and who restrains whom in the model of the endotoxin challenge."""
    return NETWORK


def inflammation_switch(begin: str, level: float, amplification: float, brake: float) -> Settling:
    """Return how a simulated inflammation goes on from `level`.

    `begin` says whether the joint was at rest or in the high state of `bistable.SUSCEPTIBLE`; `level` is the
    pro-inflammatory level just after the trigger or the treatment, `amplification` and `brake` are alpha2 and alpha4
    of the model from then on. The anti-inflammatory level starts where it was before, so the threshold is read from
    the border at that level.
    """
    switch = bistable.Switch(alpha2=amplification, alpha4=brake)
    states, border = _portrait(switch)
    anti = (states[0] if begin == AT_REST else bistable.steady_states(bistable.SUSCEPTIBLE)[-1]).anti
    course = bistable.simulate(denser(np.linspace(0, 30, 121), 0.0, reach=4.0), anti, level, switch)
    threshold = None
    if len(states) > 1:
        order = np.argsort(border.anti)
        threshold = float(np.interp(anti, border.anti[order], border.pro[order]))
    stable = tuple(state.pro for state in states if state.kind == "stable")
    return Settling(f"Simulated inflammation: {begin}", course, stable, threshold)


def switch_states(brakes: Sequence[float], states: Iterable[Sequence[bistable.SteadyState]]) -> SwitchStates:
    """Return the steady states of the switch over the strength of its brake.

    `brakes` is ascending; `states` holds, for each, what `bistable.steady_states` found there: one or three.
    """
    levels = tuple(tuple(sorted(state.pro for state in found)) for found in states)
    return SwitchStates(tuple(brakes), levels)


def switch_by_brake() -> SwitchStates:
    """Return the steady states of the joint that can stay inflamed, from a weak brake to a strong one.

    Among the brakes is the strongest, to a millionth, that leaves the high state: there it meets the threshold.
    """
    brakes = [0.5 + 0.05 * step for step in range(61)]
    low = max(brake for brake in brakes if len(_resting(brake)) > 1)
    high = min(brake for brake in brakes if len(_resting(brake)) == 1)
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if len(_resting(middle)) > 1 else (low, middle)
    brakes = sorted([*brakes, low])
    return switch_states(brakes, [_resting(brake) for brake in brakes])


@functools.lru_cache(maxsize=128)
def _resting(brake: float) -> tuple[bistable.SteadyState, ...]:
    return bistable.steady_states(replace(bistable.SUSCEPTIBLE, alpha4=brake))


@functools.lru_cache(maxsize=128)
def _course(way: str, fitted_to: str, change: str, dose_ng_per_kg: float) -> lps_challenge.Course:
    parameters = _parameters(way, fitted_to, dose_ng_per_kg)
    return lps_challenge.simulate(parameters, np.linspace(0, 8, 161), REMOVALS[change].interventions)


@functools.lru_cache(maxsize=4)
def _fit(way: str, fitted_to: str) -> Mapping[str, lps_challenge.Fit]:
    return lps_challenge.goodness_of_fit(_parameters(way, fitted_to, FITTED_DOSE_NG_PER_KG), _measured(way))


def _measured(way: str) -> lps_challenge.Measured:
    return lps_challenge.MEASURED_BOLUS if way == BOLUS else lps_challenge.MEASURED_INFUSION


def _parameters(way: str, fitted_to: str, dose_ng_per_kg: float) -> lps_challenge.LpsParameters:
    bolus_numbers = (way == BOLUS) == (fitted_to == SAME_EXPERIMENT)
    own = lps_challenge.BOLUS if bolus_numbers else lps_challenge.INFUSION
    if way == BOLUS:
        return replace(own, dose_ng_per_kg=dose_ng_per_kg, infusion_ng_per_kg_per_h=0.0, infusion_h=0.0)
    return replace(own, dose_ng_per_kg=0.0, infusion_ng_per_kg_per_h=dose_ng_per_kg / 4, infusion_h=4.0)


@functools.lru_cache(maxsize=64)
def _portrait(switch: bistable.Switch) -> tuple[tuple[bistable.SteadyState, ...], bistable.Border]:
    """Return the steady states of the switch, and the border between them."""
    return bistable.steady_states(switch), bistable.separatrix(switch, points=60)
