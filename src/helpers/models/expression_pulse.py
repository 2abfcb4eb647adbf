"""Why a cytokine pulse is short: unstable mRNA.

A stimulus switches transcription on for a while:

    dm/dt = k s(t) - (ln 2 / h_m) m        mRNA, s = 1 during the stimulus, otherwise 0
    dp/dt = kt m   - (ln 2 / h_p) p        protein

Both start at zero. Times and half-lives in hours; mRNA and protein in units of the reader's choice.
Solved in closed form, also where both half-lives are equal or almost equal. First-order synthesis
and decay as in Hargrove & Schmidt 1989, FASEB J 3:2360.

Between a messenger and the protein that follows it may lie steps that take time. They are a chain of n equal
transit steps, T hours in all:

    dx_1/dt = (n/T) (m - x_1), ..., dx_n/dt = (n/T) (x_(n-1) - x_n),  dp/dt = x_n - (ln 2 / h_p) p

Transit steps as in Savic et al. 2007, J Pharmacokinet Pharmacodyn 34:711, doi:10.1007/s10928-007-9066-0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from helpers.models import checks, piecewise
from helpers.models.checks import FloatArray, Number, Numbers

LN2 = np.log(2.0)
_MOST_WIDTHS = 2000  # found by bisection, 160 courses each
_MOST_STEPS = 12
_LEAST_H, _MOST_H = 1e-3, 1e5  # of half-lives, delays and times where a chain is solved


@dataclass(frozen=True, slots=True)
class MessageHalfLife:
    """A measured mRNA half-life in hours; `at_least` marks a lower bound."""

    message: str
    half_life_h: float
    condition: str
    reference: str
    at_least: bool = False

    def __post_init__(self) -> None:
        """Refuse a half-life that is not a positive number, and names that are not words."""
        checks.keep(self, "half_life_h", checks.positive, "mRNA half-life", "h", 0.5)
        checks.keep_text(self, "message", "condition", "reference")
        checks.keep_truth(self, "at_least")


IL6_MRNA = MessageHalfLife("IL6", 0.5, "cell culture", "Paschoud 2006, doi:10.1128/MCB.01155-06")
TNF_MRNA = MessageHalfLife(
    "TNF",
    2.3,
    "human whole blood, 2 h after LPS",
    "Villarete 1996, Am J Pathol 149:1685, PMID 8909257",
)
IL8_MRNA_BLOOD = MessageHalfLife(
    "CXCL8",
    4.6,
    "human whole blood, 2 h after LPS",
    "Villarete 1996, Am J Pathol 149:1685, PMID 8909257",
)
IL8_MRNA_EARLY = MessageHalfLife("CXCL8", 2.0, "neutrophils, early after LPS", "Kasama 1994, J Immunol 152:3559")
IL8_MRNA_LATE = MessageHalfLife(
    "CXCL8", 9.0, "neutrophils, late after LPS", "Kasama 1994, J Immunol 152:3559", at_least=True
)
MESSAGES = (IL6_MRNA, TNF_MRNA, IL8_MRNA_BLOOD, IL8_MRNA_EARLY, IL8_MRNA_LATE)


@checks.guarded
def mrna(times: Numbers, duration: Numbers, mrna_half_life: Numbers, transcription: Numbers = 1.0) -> FloatArray:
    """Return the mRNA while and after a stimulus acts, shape of the arguments broadcast together.

    `times` are hours since the stimulus began, zero or more; `duration` the hours that it lasts, positive;
    `mrna_half_life` is in hours, positive; `transcription` the mRNA made per hour while the stimulus acts, zero
    or more. Raises ValueError for an argument out of range or not a number.

    >>> mrna([0, 2, 2.5, 3], duration=2, mrna_half_life=0.5).round(3).tolist()
    [0.0, 0.676, 0.338, 0.169]

    Source: the first equation of this module (Hargrove & Schmidt 1989, FASEB J 3:2360).
    """
    times, duration = _stimulus(times, duration)
    half_life = checks.positive(mrna_half_life, "mRNA half-life", "h", 0.5)
    transcription = checks.not_negative(transcription, "Transcription rate")
    checks.fit_together(times=times, duration=duration, mrna_half_life=half_life, transcription=transcription)
    return _mrna(times, duration, half_life, transcription)


@checks.guarded
def protein(
    times: Numbers,
    duration: Numbers,
    mrna_half_life: Numbers,
    protein_half_life: Numbers,
    transcription: Numbers = 1.0,
    translation: Numbers = 1.0,
) -> FloatArray:
    """Return the protein while and after a stimulus acts, shape of the arguments broadcast together.

    `times` are hours since the stimulus began, zero or more; `duration` the hours that it lasts, positive; both
    half-lives are in hours, positive, and may be equal; `transcription` is the mRNA made per hour while the
    stimulus acts, `translation` the protein made per hour and mRNA, zero or more. Raises ValueError for an
    argument out of range or not a number.

    >>> protein([0, 2, 4], duration=2, mrna_half_life=0.5, protein_half_life=1).round(3).tolist()
    [0.0, 0.585, 0.329]

    Source: both equations of this module (Hargrove & Schmidt 1989, FASEB J 3:2360).
    """
    times, duration = _stimulus(times, duration)
    message = checks.positive(mrna_half_life, "mRNA half-life", "h", 0.5)
    lasting = checks.positive(protein_half_life, "Protein half-life", "h", 1.0)
    translation = checks.not_negative(translation, "Translation rate")
    transcription = checks.not_negative(transcription, "Transcription rate")
    checks.fit_together(
        times=times, duration=duration, mrna_half_life=message, protein_half_life=lasting,
        transcription=transcription, translation=translation,
    )  # fmt: skip
    return translation * _protein(times, duration, message, lasting, transcription)


@checks.guarded
def peak_time(duration: Numbers, mrna_half_life: Numbers, protein_half_life: Numbers) -> FloatArray:
    """Return when the protein peaks, in hours since the stimulus began.

    The mRNA peaks as the stimulus ends; the protein later, and the later the longer either lives. `duration`
    is the hours that the stimulus lasts, positive; both half-lives are in hours, positive. Shape of the
    arguments broadcast together. Raises ValueError for an argument out of range or not a number.

    >>> round(float(peak_time(duration=2, mrna_half_life=0.5, protein_half_life=1)), 2)
    2.32

    Source: where dp/dt of `protein` is zero.
    """
    duration = checks.positive(duration, "Stimulus duration", "h", 2.0)
    at_end = protein(duration, duration, mrna_half_life, protein_half_life)
    ratio = at_end / mrna(duration, duration, mrna_half_life)
    message_decay, decay = LN2 / np.asarray(mrna_half_life), LN2 / np.asarray(protein_half_life)
    lag = (1 - decay * ratio) / message_decay
    return duration + lag * _log1p_ratio((decay - message_decay) * lag)


@checks.guarded
def protein_pulse_width(duration: Numbers, mrna_half_life: Numbers, protein_half_life: Numbers) -> FloatArray:
    """Return for how many hours the protein is above half of its peak.

    Arguments and errors as in `peak_time`, at most 2,000 pulses at a time. Shape of the arguments broadcast
    together.

    >>> protein_pulse_width(2, mrna_half_life=[0.5, 9], protein_half_life=1).round(2).tolist()
    [2.95, 13.39]

    Source: full width at half maximum of `protein`, by bisection.
    """
    peak = np.asarray(peak_time(duration, mrna_half_life, protein_half_life))
    checks.fit_together(most=_MOST_WIDTHS, pulses=peak)
    lasts, message, lasting = (np.asarray(x, float) for x in (duration, mrna_half_life, protein_half_life))
    half = _protein(peak, lasts, message, lasting) / 2

    def above(time: FloatArray) -> npt.NDArray[np.bool_]:
        return _protein(time, lasts, message, lasting) >= half

    longest = peak + 60 * (message + lasting)
    return _bisect(above, longest, peak) - _bisect(above, np.zeros_like(peak), peak)


@checks.guarded
def delayed_protein(
    times: Numbers, duration: Number, mrna_half_life: Number, protein_half_life: Number, delay: Number, steps: int = 3
) -> FloatArray:
    """Return the protein where `steps` transit steps, `delay` hours in all, lie between the messenger and it.

    `times` are increasing hours since the stimulus began; `duration` the hours that it lasts; both
    half-lives and the delay are in hours, from 0.001 to 100,000. One unit of messenger and of protein is made an
    hour. As the delay goes to zero this is `protein`. Raises ValueError for an argument out of range or not a number.

    >>> delayed_protein([0, 8, 16, 36], 6, mrna_half_life=0.4, protein_half_life=19, delay=24).round(2).tolist()
    [0.0, 0.08, 0.62, 1.63]

    Source: the chain at the head of this module (Savic 2007).
    """
    hours = checks.times(times)
    checks.not_negative(hours, "Time", "h", most=_MOST_H)
    lasts = _hours(duration, "Stimulus duration")
    message, lasting = _hours(mrna_half_life, "mRNA half-life"), _hours(protein_half_life, "Protein half-life")
    number = checks.whole_number(steps, "Transit steps", most=_MOST_STEPS)
    passing = number / _hours(delay, "Delay")

    def change(_: float, state: FloatArray, made: float) -> list[float]:
        first, *chain, last = state.tolist()
        flows = [passing * (before - here) for before, here in pairwise([first, *chain])]
        return [made - LN2 / message * first, *flows, chain[-1] - LN2 / lasting * last]

    course = piecewise.solve(change, [0.0] * (number + 2), hours, [lasts], [1.0, 0.0])
    return np.maximum(course[:, -1], 0.0)


def _hours(value: Number, name: str) -> float:
    """Return one number of hours within the limits of a chain."""
    return checks.single(checks.positive(value, name, "h", 2.0, least=_LEAST_H, most=_MOST_H), name)


def _stimulus(times: Numbers, duration: Numbers) -> tuple[FloatArray, FloatArray]:
    """Return the checked times and duration of the stimulus."""
    times = checks.not_negative(times, "Time", "h")
    return times, checks.positive(duration, "Stimulus duration", "h", 2.0)


_Checked: TypeAlias = FloatArray | float


def _mrna(times: FloatArray, duration: _Checked, half_life: _Checked, transcription: _Checked = 1.0) -> FloatArray:
    decay = LN2 / half_life
    after = np.maximum(times - duration, 0.0)
    made = -np.expm1(-decay * np.minimum(times, duration)) / decay
    return transcription * made * np.exp(-decay * after)


def _protein(
    times: FloatArray,
    duration: _Checked,
    message: _Checked,
    lasting: _Checked,
    transcription: _Checked = 1.0,
) -> FloatArray:
    message_decay, decay = LN2 / message, LN2 / lasting
    during, after = np.minimum(times, duration), np.maximum(times - duration, 0.0)
    made = -np.expm1(-decay * during) / decay - _passed_on(during, message_decay, decay)
    at_end = transcription / message_decay * np.maximum(made, 0.0)
    left = _mrna(during, duration, message, transcription) * _passed_on(after, message_decay, decay)
    return at_end * np.exp(-decay * after) + left


def _passed_on(time: FloatArray, first: _Checked, second: _Checked) -> FloatArray:
    """Return (exp(-first t) - exp(-second t)) / (second - first), finite where both are equal."""
    slow, gap = np.minimum(first, second), np.abs(first - second)
    x = gap * time
    mean = np.where(x > 0, -np.expm1(-x) / x, 1.0)
    return time * np.exp(-slow * time) * mean


def _log1p_ratio(x: FloatArray) -> FloatArray:
    """Return log(1 + x) / x, which is 1 at zero."""
    return np.where(x == 0, 1.0, np.log1p(x) / x)


def _bisect(
    above: Callable[[FloatArray], npt.NDArray[np.bool_]], low: FloatArray, high: FloatArray, halvings: int = 80
) -> FloatArray:
    """Return where `above` turns from False (at `low`) to True (at `high`), elementwise."""
    low, high = np.broadcast_arrays(low * 1.0, high * 1.0)
    for _ in range(halvings):
        middle = (low + high) / 2
        inside = above(middle)
        low, high = np.where(inside, low, middle), np.where(inside, middle, high)
    return high
