"""What a trial's counts can say: proportions, their difference, number needed to treat.

All intervals are for independent groups and use the score method, which keeps its coverage for
small groups and for proportions near 0 or 1, where the textbook (Wald) interval fails.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from . import checks


class Interval(NamedTuple):
    """An estimate with the limits of its confidence interval."""

    estimate: np.ndarray
    low: np.ndarray
    high: np.ndarray


class NumberNeededToTreat(NamedTuple):
    """Patients to treat for one more (benefit) or one fewer (harm) event.

    ``low`` and ``high`` are the limits of ``kind``; when the interval of the risk difference
    includes zero, ``high`` is infinite: no difference cannot be excluded.
    """

    estimate: float
    low: float
    high: float
    kind: str


def wilson_interval(events, total, level=0.95):
    """Return a proportion with Wilson's score interval.

    Args:
        events: patients with the event, whole numbers from 0 to ``total``, any shape.
        total: patients, whole numbers of at least 1.
        level: confidence level, greater than 0 and less than 1.

    Returns:
        Interval, arrays in the shape of the arguments broadcast together.

    Raises:
        ValueError: counts that are not whole, negative, or more events than patients.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    events, total = _counts(events, total)
    z2 = _quantile(level) ** 2
    p = events / total
    centre = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = np.sqrt(z2 * (p * (1 - p) + z2 / (4 * total)) / total) / (1 + z2 / total)
    low = np.where(events == 0, 0.0, np.maximum(centre - half, 0.0))
    high = np.where(events == total, 1.0, np.minimum(centre + half, 1.0))
    return Interval(p, low[()], high[()])


def risk_difference(events, total, control_events, control_total, level=0.95):
    """Return treated minus control proportion with Newcombe's interval (method 10).

    Args:
        events: treated patients with the event, whole numbers, any shape.
        total: treated patients, whole numbers of at least 1.
        control_events: control patients with the event.
        control_total: control patients.
        level: confidence level, greater than 0 and less than 1.

    Returns:
        Interval from -1 to 1, arrays in the shape of the arguments broadcast together.

    Raises:
        ValueError: counts that are not whole, negative, or more events than patients.

    Source: Newcombe 1998, Stat Med 17:873, method 10 (no continuity correction).
    """
    p1, low1, high1 = wilson_interval(events, total, level)
    p2, low2, high2 = wilson_interval(control_events, control_total, level)
    difference = p1 - p2
    below = np.hypot(p1 - low1, high2 - p2)
    above = np.hypot(high1 - p1, p2 - low2)
    return Interval(difference, difference - below, difference + above)


def number_needed_to_treat(events, total, control_events, control_total, level=0.95):
    """Return 1 / |risk difference| with its interval, for an event that is wanted.

    Args:
        events: treated patients with the wanted event (a response), one whole number.
        total: treated patients, one whole number of at least 1.
        control_events: control patients with it.
        control_total: control patients.
        level: confidence level, greater than 0 and less than 1.

    Returns:
        NumberNeededToTreat of kind "benefit", "harm" or "no difference". If the interval of the
        risk difference includes zero, it runs from ``low`` through infinity to harm (or benefit);
        ``high`` is then infinity.

    Raises:
        ValueError: counts that are not whole, negative, or more events than patients.

    Source: Altman 1998, doi:10.1136/bmj.317.7168.1309; limits from Newcombe 1998, Stat Med 17:873.
    """
    difference = risk_difference(events, total, control_events, control_total, level)
    estimate, low, high = (checks.single(x, "Number of groups") for x in difference)
    if estimate == 0:
        return NumberNeededToTreat(np.inf, 1 / max(-low, high), np.inf, "no difference")
    if estimate < 0:
        low, high = -high, -low
    kind = "benefit" if estimate > 0 else "harm"
    return NumberNeededToTreat(1 / abs(estimate), 1 / high, 1 / low if low > 0 else np.inf, kind)


def _counts(events, total):
    """Check that there are whole numbers of events among whole numbers of patients."""
    events = checks.not_negative(events, "Number of events", "patients", 20)
    total = checks.positive(total, "Number of patients", "patients", 50)
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


def _quantile(level):
    """Return the standard normal quantile of a two-sided interval."""
    return ndtri((1 + checks.inner_fraction(level, "Confidence level", 0.95)) / 2)
