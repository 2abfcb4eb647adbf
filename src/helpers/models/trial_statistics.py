"""What a trial's counts can say: proportions, their difference, numbers needed to treat and to harm.

All intervals are for independent groups and use the score method, which keeps its coverage for
small groups and for proportions near 0 or 1, where the textbook (Wald) interval fails.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from helpers.models import checks
from helpers.models.checks import FloatArray, Number, Numbers

_MOST_PATIENTS = 10**9
Effect = Literal["benefit", "harm", "no difference"]
EFFECTS: tuple[Effect, ...] = ("benefit", "harm", "no difference")


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """An estimate with the limits of its confidence interval."""

    estimate: FloatArray
    low: FloatArray
    high: FloatArray

    def __post_init__(self) -> None:
        """Refuse what is not numbers of one shape."""
        checks.keep_arrays(self)


@dataclass(frozen=True, slots=True)
class NumberNeededToTreat:
    """Patients to treat for one more who is better off (benefit), or worse off (harm), than the control group.

    `low` and `high` are the limits of `kind`; when the interval of the risk difference
    includes zero, `high` is infinite: no difference cannot be excluded.
    """

    estimate: float
    low: float
    high: float
    kind: Effect

    def __post_init__(self) -> None:
        """Refuse numbers that are not positive (infinity may be), and another kind."""
        for name in ("estimate", "low", "high"):
            value = getattr(self, name)
            if not isinstance(value, float) or value != math.inf:
                checks.keep(self, name, checks.positive, f"Number needed to treat, {name}", "", 5.0)
        checks.choice(self.kind, "Kind", EFFECTS)


@checks.guarded
def wilson_interval(events: Numbers, total: Numbers, level: Number = 0.95) -> Interval:
    """Return a proportion with Wilson's score interval, arrays in the shape of the arguments broadcast together.

    `events` are patients with the event, whole numbers from 0 to `total`; `total` are patients, whole numbers of
    at least 1; `level` is the confidence level, one number greater than 0 and less than 1. Raises ValueError for
    counts that are not whole, negative, or more events than patients.

    >>> found = wilson_interval(81, 263)
    >>> round(float(found.low), 4), round(float(found.high), 4)
    (0.2553, 0.3662)

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    events, total = _counts(events, total)
    z2 = _quantile(level) ** 2
    p = events / total
    centre = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = np.sqrt(z2 * (p * (1 - p) + z2 / (4 * total)) / total) / (1 + z2 / total)
    low = np.where(events == 0, 0.0, np.maximum(centre - half, 0.0))
    high = np.where(events == total, 1.0, np.minimum(centre + half, 1.0))
    return Interval(p, low, high)


@checks.guarded
def risk_difference(
    events: Numbers, total: Numbers, control_events: Numbers, control_total: Numbers, level: Number = 0.95
) -> Interval:
    """Return treated minus control proportion with Newcombe's interval (method 10), from -1 to 1.

    `events` and `total` are treated patients with the event and all of them, `control_events` and
    `control_total` those of the control group; shapes, `level` and errors as in `wilson_interval`.

    >>> found = risk_difference(56, 70, 48, 80)
    >>> round(float(found.estimate), 4), round(float(found.low), 4), round(float(found.high), 4)
    (0.2, 0.0524, 0.3339)

    Source: Newcombe 1998, Stat Med 17:873, method 10 (no continuity correction).
    """
    treated = wilson_interval(events, total, level)
    control = wilson_interval(control_events, control_total, level)
    checks.fit_together(treated=np.asarray(treated.estimate), control=np.asarray(control.estimate))
    difference = treated.estimate - control.estimate
    below = np.hypot(treated.estimate - treated.low, control.high - control.estimate)
    above = np.hypot(treated.high - treated.estimate, control.estimate - control.low)
    return Interval(difference, difference - below, difference + above)


@checks.guarded
def number_needed_to_treat(
    events: Number, total: Number, control_events: Number, control_total: Number, level: Number = 0.95
) -> NumberNeededToTreat:
    """Return 1 / |risk difference| with its interval, for an event that is wanted (a response).

    The counts are one whole number each, as in `risk_difference`. The kind is "benefit", "harm" or "no
    difference". If the interval of the risk difference includes zero, it runs from `low` through infinity to
    harm (or benefit); `high` is then infinity. Raises ValueError for counts that are not whole, negative, or
    more events than patients.

    >>> needed = number_needed_to_treat(56, 70, 48, 80)
    >>> needed.kind, round(needed.estimate, 1), round(needed.low, 1), round(needed.high, 1)
    ('benefit', 5.0, 3.0, 19.1)

    Source: Altman 1998, doi:10.1136/bmj.317.7168.1309; limits from Newcombe 1998, Stat Med 17:873.
    """
    found = risk_difference(events, total, control_events, control_total, level)
    estimate, low, high = (checks.single(x, "Number of groups") for x in (found.estimate, found.low, found.high))
    if estimate == 0:
        return NumberNeededToTreat(math.inf, 1 / max(-low, high), math.inf, "no difference")
    if estimate < 0:
        low, high = -high, -low
    kind = "benefit" if estimate > 0 else "harm"
    return NumberNeededToTreat(1 / abs(estimate), 1 / high, 1 / low if low > 0 else math.inf, kind)


@checks.guarded
def number_needed_to_harm(
    events: Number, total: Number, control_events: Number, control_total: Number, level: Number = 0.95
) -> NumberNeededToTreat:
    """Return 1 / |risk difference| with its interval, for an event that is not wanted (an infection).

    Arguments and errors as in `number_needed_to_treat`; the kinds are the other way round: more events among the
    treated are "harm", fewer are "benefit".

    >>> needed = number_needed_to_harm(25, 184, 1, 184)
    >>> needed.kind, round(needed.estimate, 1), round(needed.low, 1), round(needed.high, 1)
    ('harm', 7.7, 5.3, 12.3)

    Source: Altman 1998, doi:10.1136/bmj.317.7168.1309; limits from Newcombe 1998, Stat Med 17:873.
    """
    needed = number_needed_to_treat(events, total, control_events, control_total, level)
    other: dict[Effect, Effect] = {"benefit": "harm", "harm": "benefit", "no difference": "no difference"}
    return NumberNeededToTreat(needed.estimate, needed.low, needed.high, other[needed.kind])


def _counts(events: Numbers, total: Numbers) -> tuple[FloatArray, FloatArray]:
    """Return the checked whole numbers of events among whole numbers of patients."""
    events = checks.not_negative(events, "Number of events", "patients", 20, most=_MOST_PATIENTS)
    total = checks.positive(total, "Number of patients", "patients", 50, most=_MOST_PATIENTS)
    checks.fit_together(events=events, total=total)
    if np.any(events != np.floor(events)) or np.any(total != np.floor(total)):
        raise ValueError(
            "Events and patients must be whole numbers, but a fraction was given. Give counts such"
            " as 20 events among 50 patients, not a percentage."
        )
    if np.any(events > total):
        raise ValueError(
            "Events must not outnumber patients, but they do. Give counts such as 20 events among 50 patients."
        )
    return events, total


def _quantile(level: Number) -> float:
    """Return the standard normal quantile of a two-sided interval."""
    level = checks.single(checks.inner_fraction(level, "Confidence level", 0.95), "Confidence level")
    return -NormalDist().inv_cdf((1 - level) / 2)
