"""Explorers of balance and dysregulation: the endotoxin challenge and the switch."""

import functools
from dataclasses import replace

import numpy as np

from helpers import figures
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.models import bistable, lps_challenge

_TIMES_H = np.linspace(0, 8, 81)
_BOLUS, _INFUSION = "bolus", "4-hour infusion"
_SAME, _OTHER = "the same experiment", "the other experiment"
_NOTHING = "nothing"
_CHANGES = {
    _NOTHING: (),
    "remove IL-10": ("remove_il10",),
    "neutralise TNF": ("neutralise_tnf",),
    "block IL-6 feedback": ("block_il6_feedback",),
}
_WITHOUT = {
    "remove IL-10": "without IL-10's action",
    "neutralise TNF": "without TNF's action",
    "block IL-6 feedback": "without IL-6's feedback",
}
_FITTED_DOSE = 2.0


def challenge(way, fitted_to, change, dose_ng_per_kg):
    """Return what `figures.endotoxin_challenge` draws: (courses, measured, fit, title, note).

    `way` is how endotoxin is given, `fitted_to` whose fitted numbers are used, `change` what is
    taken away, `dose_ng_per_kg` the whole dose. Means were measured at 2 ng/kg only.
    """
    unchanged = _course(way, fitted_to, _NOTHING, dose_ng_per_kg)
    courses = (
        {"model": unchanged}
        if change == _NOTHING
        else {
            "model, unchanged": unchanged,
            f"model {_WITHOUT[change]}": _course(way, fitted_to, change, dose_ng_per_kg),
        }
    )
    at_fitted_dose = dose_ng_per_kg == _FITTED_DOSE
    measured, fit, note = None, None, "This series has no measurement at this dose: the curves are an extrapolation."
    if at_fitted_dose:
        measured, fit, note = _measured(way), _fit(way, fitted_to), ""
    article = "Endotoxin as a" if way == _BOLUS else "Endotoxin in a"
    title = f"{article} {way}, {dose_ng_per_kg:g} ng/kg: model" + (" and measured means" if at_fitted_dose else " only")
    return courses, measured, fit, title, note


@explorer
def endotoxin_challenge(**start: Value) -> Explorer:
    """Explore the endotoxin challenge in volunteers: how it is given, what is taken away, the dose.

    `start` sets the first value of a control by its name, for example ``change="remove IL-10"``.
    """
    return Explorer(
        "Endotoxin challenge in healthy volunteers",
        [
            Choice("way", "Endotoxin given as", (_BOLUS, _INFUSION), _BOLUS),
            Choice("change", "Take away", tuple(_CHANGES), _NOTHING),
            Choice("fitted_to", "Model's numbers fitted to", (_SAME, _OTHER), _SAME),
            Slider("dose_ng_per_kg", "Endotoxin dose", "ng/kg", (0.5, 1.0, 1.5, 2.0, 3.0, 4.0), _FITTED_DOSE),
        ],
        challenge,
        lambda result: figures.endotoxin_challenge(*result[:3], title=result[3], note=result[4]),
        {
            "Bolus": {},
            "Infusion": {"way": _INFUSION},
            "Without the brake": {"change": "remove IL-10"},
            "Numbers of the bolus on the infusion": {"way": _INFUSION, "fitted_to": _OTHER},
        },
        start,
    )


_TRIGGER, _TREATMENT = "at rest, then a trigger", "inflamed, then a treatment"


def switched(begin, level, amplification, brake):
    """Return what `figures.settling` draws: (course, stable levels, threshold or None, title).

    `begin` says whether the joint was at rest or in the high state of ``bistable.SUSCEPTIBLE``;
    `level` is the pro-inflammatory level just after the trigger or the treatment, `amplification`
    and `brake` are alpha2 and alpha4 of the model from then on. The anti-inflammatory level starts
    where it was before, so the threshold is read from the border at that level.
    """
    switch = bistable.Switch(alpha2=amplification, alpha4=brake)
    states, border = _portrait(switch)
    anti = (states[0] if begin == _TRIGGER else bistable.steady_states(bistable.SUSCEPTIBLE)[-1]).anti
    course = bistable.simulate(np.linspace(0, 30, 121), anti, level, switch)
    threshold = None
    if len(states) > 1:
        order = np.argsort(border[0])
        threshold = float(np.interp(anti, border[0][order], border[1][order]))
    title = f"Simulated inflammation: {begin}"
    return course, [state.pro for state in states if state.kind == "stable"], threshold, title


@explorer
def inflammation_switch(**start: Value) -> Explorer:
    """Explore when a simulated inflammation resolves and when it stays.

    `start` sets the first value of a control by its name.
    """
    levels = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.65, 1.0, 2.0, 5.0)
    return Explorer(
        "Does inflammation resolve or stay?",
        [
            Choice("begin", "The joint is", (_TRIGGER, _TREATMENT), _TRIGGER),
            Slider("level", "Level after the trigger or treatment", "", levels, 0.1),
            Slider("amplification", "Self-amplification (alpha2)", "", (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), 7.0),
            Slider("brake", "Strength of the brake (alpha4)", "", (0.5, 1.0, 1.5, 2.0, 3.5), 2.0),
        ],
        switched,
        lambda result: figures.settling(*result[:3], title=result[3]),
        {
            "Small trigger": {"level": 0.1},
            "Larger trigger": {"level": 0.2},
            "Treatment: lower the level": {"begin": _TREATMENT, "level": 0.25},
            "Treatment: stronger brake": {"begin": _TREATMENT, "level": 0.65, "brake": 3.5},
        },
        start,
    )


@functools.lru_cache(maxsize=128)
def _course(way, fitted_to, change, dose):
    return lps_challenge.simulate(_parameters(way, fitted_to, dose), _TIMES_H, _CHANGES[change])


@functools.lru_cache(maxsize=4)
def _fit(way, fitted_to):
    return lps_challenge.goodness_of_fit(_parameters(way, fitted_to, _FITTED_DOSE), _measured(way))


def _measured(way):
    return lps_challenge.MEASURED_BOLUS if way == _BOLUS else lps_challenge.MEASURED_INFUSION


def _parameters(way, fitted_to, dose):
    bolus_numbers = (way == _BOLUS) == (fitted_to == _SAME)
    own = lps_challenge.BOLUS if bolus_numbers else lps_challenge.INFUSION
    if way == _BOLUS:
        return replace(own, dose_ng_per_kg=dose, infusion_ng_per_kg_per_h=0.0, infusion_h=0.0)
    return replace(own, dose_ng_per_kg=0.0, infusion_ng_per_kg_per_h=dose / 4, infusion_h=4.0)


@functools.lru_cache(maxsize=64)
def _portrait(switch):
    return bistable.steady_states(switch), bistable.separatrix(switch, points=60)
