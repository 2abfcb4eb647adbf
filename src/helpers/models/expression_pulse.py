"""Why a cytokine pulse is short: unstable mRNA.

A stimulus switches transcription on for a while:

    dm/dt = k s(t) - (ln 2 / h_m) m        mRNA, s = 1 during the stimulus, otherwise 0
    dp/dt = kt m   - (ln 2 / h_p) p        protein

Both start at zero. Times and half-lives in hours; mRNA and protein in units of the reader's choice.
Solved in closed form, also where both half-lives are equal or almost equal. First-order synthesis
and decay as in Hargrove & Schmidt 1989, FASEB J 3:2360.
"""

from dataclasses import dataclass

import numpy as np

from . import checks

LN2 = np.log(2.0)


@dataclass(frozen=True)
class MessageHalfLife:
    """A measured mRNA half-life in hours; ``at_least`` marks a lower bound."""

    message: str
    half_life_h: float
    condition: str
    reference: str
    at_least: bool = False


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


def mrna(times, duration, mrna_half_life, transcription=1.0):
    """Return the mRNA while and after a stimulus acts.

    Args:
        times: hours since the stimulus began, zero or more, any shape.
        duration: hours that the stimulus lasts, positive.
        mrna_half_life: hours, positive.
        transcription: mRNA made per hour while the stimulus acts, zero or more.

    Returns:
        mRNA, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: the first equation of this module (Hargrove & Schmidt 1989, FASEB J 3:2360).
    """
    times, duration = _stimulus(times, duration)
    decay = LN2 / checks.positive(mrna_half_life, "mRNA half-life", "h", 0.5)
    transcription = checks.not_negative(transcription, "Transcription rate")
    after = np.maximum(times - duration, 0.0)
    made = -np.expm1(-decay * np.minimum(times, duration)) / decay
    return transcription * made * np.exp(-decay * after)


def protein(times, duration, mrna_half_life, protein_half_life, transcription=1.0, translation=1.0):
    """Return the protein while and after a stimulus acts.

    Args:
        times: hours since the stimulus began, zero or more, any shape.
        duration: hours that the stimulus lasts, positive.
        mrna_half_life: hours, positive.
        protein_half_life: hours, positive; equal to the mRNA's is allowed.
        transcription: mRNA made per hour while the stimulus acts, zero or more.
        translation: protein made per hour and mRNA, zero or more.

    Returns:
        Protein, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: both equations of this module (Hargrove & Schmidt 1989, FASEB J 3:2360).
    """
    times, duration = _stimulus(times, duration)
    message_decay = LN2 / checks.positive(mrna_half_life, "mRNA half-life", "h", 0.5)
    decay = LN2 / checks.positive(protein_half_life, "Protein half-life", "h", 1.0)
    translation = checks.not_negative(translation, "Translation rate")
    during, after = np.minimum(times, duration), np.maximum(times - duration, 0.0)
    transcription = checks.not_negative(transcription, "Transcription rate")
    made = -np.expm1(-decay * during) / decay - _passed_on(during, message_decay, decay)
    at_end = transcription / message_decay * np.maximum(made, 0.0)
    message = mrna(during, duration, mrna_half_life, transcription)
    left = at_end * np.exp(-decay * after) + message * _passed_on(after, message_decay, decay)
    return translation * left


def peak_time(duration, mrna_half_life, protein_half_life):
    """Return when the protein peaks, in hours since the stimulus began.

    The mRNA peaks as the stimulus ends; the protein later, and the later the longer either lives.

    Args:
        duration: hours that the stimulus lasts, positive.
        mrna_half_life: hours, positive.
        protein_half_life: hours, positive.

    Returns:
        Hours, shape of the arguments broadcast together.

    Raises:
        ValueError: an argument out of range or not a number.

    Source: where dp/dt of :func:`protein` is zero.
    """
    duration = checks.positive(duration, "Stimulus duration", "h", 2.0)
    at_end = protein(duration, duration, mrna_half_life, protein_half_life)
    ratio = at_end / mrna(duration, duration, mrna_half_life)
    message_decay, decay = LN2 / np.asarray(mrna_half_life), LN2 / np.asarray(protein_half_life)
    lag = (1 - decay * ratio) / message_decay
    return duration + lag * _log1p_ratio((decay - message_decay) * lag)


def protein_pulse_width(duration, mrna_half_life, protein_half_life):
    """Return for how many hours the protein is above half of its peak.

    Args and errors as in :func:`peak_time`.

    Returns:
        Hours, shape of the arguments broadcast together.

    Source: full width at half maximum of :func:`protein`, by bisection.
    """
    arguments = (duration, mrna_half_life, protein_half_life)
    peak = peak_time(*arguments)
    half = protein(peak, *arguments) / 2

    def above(time):
        return protein(time, *arguments) >= half

    longest = peak + 60 * (np.asarray(mrna_half_life) + np.asarray(protein_half_life))
    return _bisect(above, longest, peak) - _bisect(above, np.zeros_like(peak), peak)


def mrna_pulse_width(duration, mrna_half_life):
    """Return for how many hours the mRNA is above half of its peak.

    Args and errors as in :func:`mrna`.

    Returns:
        Hours, shape of the arguments broadcast together; one half-life longer than the stimulus
        lasts, less the time of the rise.

    Source: full width at half maximum of :func:`mrna`, in closed form.
    """
    duration = checks.positive(duration, "Stimulus duration", "h", 2.0)
    half_life = checks.positive(mrna_half_life, "mRNA half-life", "h", 0.5)
    decay = LN2 / half_life
    rise = -np.log1p(np.expm1(-decay * duration) / 2) / decay
    return duration + half_life - rise


def _stimulus(times, duration):
    """Check the times and the duration of the stimulus."""
    times = checks.not_negative(times, "Time", "h")
    return times, checks.positive(duration, "Stimulus duration", "h", 2.0)


def _passed_on(time, first, second):
    """Return (exp(-first t) - exp(-second t)) / (second - first), finite where both are equal."""
    slow, gap = np.minimum(first, second), np.abs(first - second)
    x = gap * time
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(x > 0, -np.expm1(-x) / x, 1.0)
    return time * np.exp(-slow * time) * mean


def _log1p_ratio(x):
    """Return log(1 + x) / x, which is 1 at zero."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(x == 0, 1.0, np.log1p(x) / x)


def _bisect(above, low, high, halvings=80):
    """Return where ``above`` turns from False (at ``low``) to True (at ``high``), elementwise."""
    low, high = np.broadcast_arrays(low * 1.0, high * 1.0)
    for _ in range(halvings):
        middle = (low + high) / 2
        inside = above(middle)
        low, high = np.where(inside, low, middle), np.where(inside, middle, high)
    return high
