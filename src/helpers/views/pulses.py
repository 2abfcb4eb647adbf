"""A signal in time: mRNA and protein, occupancy, the whole pulse."""

import functools
from dataclasses import dataclass

import numpy as np

from helpers import tables
from helpers.models import brief_signal, jak_stat, receptor_binding
from helpers.models import expression_pulse as expression
from helpers.views.scales import FloatArray, decades, denser

# ---------------------------------------------------------------------------- mRNA and protein

# Starting values: how long the stimulus lasts, half-lives of the mRNA (published for IL6) and of the protein.
USUAL_STIMULUS_H = 2.0
USUAL_MRNA_H = expression.IL6_MRNA.half_life_h
USUAL_PROTEIN_H = 1.0
_HOURS = denser(np.linspace(0, 24, 121), *range(9), reach=1.0, points=16)
_SHORT_CONDITIONS = {
    expression.TNF_MRNA: "human whole blood",
    expression.IL8_MRNA_BLOOD: "human whole blood",
}


@dataclass(frozen=True, slots=True)
class ExpressionPulse:
    """mRNA and protein after a stimulus, in % of their peaks at the starting values.

    The protein peaks after `peak_time_h` at `height_percent` and stays above half of its own peak for `width_h`
    hours. `usual_percent` is the protein at the starting values; `usual` says that these are shown.
    `published_for` names the mRNAs with this half-life.
    """

    hours: FloatArray
    mrna_percent: FloatArray
    protein_percent: FloatArray
    usual_percent: FloatArray
    usual: bool
    mrna_half_life_h: float
    duration_h: float
    peak_time_h: float
    height_percent: float
    width_h: float
    usual_width_h: float
    published_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedPulse:
    """A published mRNA half-life, and how long the model's protein then stays above half of its peak (hours)."""

    name: str
    half_life_h: float
    at_least: bool
    width_h: float


@dataclass(frozen=True, slots=True)
class PulseLength:
    """How long a protein stays above half of its peak (hours) over the half-life of its mRNA (hours).

    `published` half-lives are in ascending order.
    """

    half_lives_h: FloatArray
    widths_h: FloatArray
    published: tuple[PublishedPulse, ...]
    duration_h: float
    protein_half_life_h: float


def expression_pulse(mrna_half_life_h: float, duration_h: float, protein_half_life_h: float) -> ExpressionPulse:
    """Return mRNA and protein after a stimulus of `duration_h` hours. Raises ValueError for what is not positive."""
    mine = (duration_h, mrna_half_life_h, protein_half_life_h)
    usual = (USUAL_STIMULUS_H, USUAL_MRNA_H, USUAL_PROTEIN_H)
    mrna_peak = float(expression.mrna(usual[0], usual[0], usual[1]))
    top, width = _peak_and_width(*mine)
    peak, usual_width = _peak_and_width(*usual)
    return ExpressionPulse(
        hours=_HOURS,
        mrna_percent=100 * expression.mrna(_HOURS, duration_h, mrna_half_life_h) / mrna_peak,
        protein_percent=100 * expression.protein(_HOURS, *mine) / peak,
        usual_percent=100 * expression.protein(_HOURS, *usual) / peak,
        usual=mine == usual,
        mrna_half_life_h=mrna_half_life_h,
        duration_h=duration_h,
        peak_time_h=float(expression.peak_time(*mine)),
        height_percent=100 * top / peak,
        width_h=width,
        usual_width_h=usual_width,
        published_for=tuple(
            f"{message.message} mRNA ({message.condition})"
            for message in expression.MESSAGES
            if message.half_life_h == mrna_half_life_h
        ),
    )


def pulse_length(duration_h: float = USUAL_STIMULUS_H, protein_half_life_h: float = USUAL_PROTEIN_H) -> PulseLength:
    """Return pulse length over mRNA half-life, with the published half-lives. Raises ValueError as the model does."""
    half_lives = np.logspace(np.log10(0.1), np.log10(24), 60)
    published = [
        PublishedPulse(
            name=f"{message.message}, {_SHORT_CONDITIONS.get(message, message.condition)}",
            half_life_h=message.half_life_h,
            at_least=message.at_least,
            width_h=float(expression.protein_pulse_width(duration_h, message.half_life_h, protein_half_life_h)),
        )
        for message in expression.MESSAGES
    ]
    return PulseLength(
        half_lives_h=half_lives,
        widths_h=expression.protein_pulse_width(duration_h, half_lives, protein_half_life_h),
        published=tuple(sorted(published, key=lambda pulse: pulse.half_life_h)),
        duration_h=duration_h,
        protein_half_life_h=protein_half_life_h,
    )


@functools.cache
def _peak_and_width(duration_h: float, mrna_half_life_h: float, protein_half_life_h: float) -> tuple[float, float]:
    """Return (peak of the protein, hours above half of it), read from a fine course: faster than by bisection."""
    arguments = (duration_h, mrna_half_life_h, protein_half_life_h)
    peak = float(expression.protein(expression.peak_time(*arguments), *arguments))
    times = np.linspace(0, duration_h + 8 * (mrna_half_life_h + protein_half_life_h), 4001)
    return peak, brief_signal.time_above(times, expression.protein(times, *arguments), peak / 2)


# ---------------------------------------------------------------------------- occupancy

READ_RECEPTORS = {  # shown name: row of the table `affinities`
    "IL-2, three-chain receptor": "il2-il2ra-trotta_2018",
    "IL-2, two-chain receptor": "il2-il2rb-trotta_2018",
    "IL-1β, type I receptor (mouse cells)": "il1b-il1r1-dripps_1991",
    "IL-6, IL-6R together with gp130": "il6-il6r-il6_cess_sites",
    "IL-13, IL-13Rα1 alone": "il13-il13ra1-il13ra1_caki-alone",
    "IL-13, IL-13Rα1 with IL-4Rα": "il13-il13ra1-il13ra1_caki-with-il4r",
}
_PICOMOLAR = decades(0.1, 1e5, per_decade=12)


@dataclass(frozen=True, slots=True)
class OccupancyCurve:
    """Occupied receptors (%) over concentration (pM), read at `marked_pM` and, `doubled_percent`, at twice that."""

    name: str
    kd_pM: float
    concentration_pM: FloatArray
    percent: FloatArray
    marked_pM: float
    marked_percent: float
    doubled_percent: float


def occupancy_curve(receptor: str, concentration_pM: float) -> OccupancyCurve:
    """Return the occupancy of one of `READ_RECEPTORS` over concentration, read at `concentration_pM`.

    Raises ValueError for a negative concentration.
    """
    affinities = tables.load("affinities")
    kd_nM = dict(zip(affinities["affinity"], affinities["kd_nM"], strict=True))
    kd_pM = 1000 * float(kd_nM[READ_RECEPTORS[receptor]])

    def percent(pM: float) -> float:
        return 100 * float(receptor_binding.hill_langmuir(pM, kd_pM))

    return OccupancyCurve(
        name=receptor,
        kd_pM=kd_pM,
        concentration_pM=_PICOMOLAR,
        percent=100 * receptor_binding.hill_langmuir(_PICOMOLAR, kd_pM),
        marked_pM=concentration_pM,
        marked_percent=percent(concentration_pM),
        doubled_percent=percent(2 * concentration_pM),
    )


# ---------------------------------------------------------------------------- the whole pulse

SILENT_PERCENT = 10.0
_PULSE_HOURS = denser(np.linspace(0, 16, 161), 0, 2, 12, reach=1.0, points=31)


@dataclass(frozen=True, slots=True)
class Brake:
    """A brake that can be taken away: what it is called, how that is offered, and what the pulse is left with."""

    name: str
    option: str
    button: str
    left: brief_signal.Brakes


ALL_BRAKES = Brake("none", "none: all brakes act", "All brakes", brief_signal.Brakes())
BRAKES = (
    ALL_BRAKES,
    Brake(
        "unstable mRNA",
        "unstable mRNA: half-life 9 h instead of 0.5 h",
        "Stable mRNA",
        brief_signal.Brakes(mrna_half_life_h=9.0),
    ),
    Brake(
        "clearance",
        "clearance: cytokine half-life 8 h instead of 0.5 h",
        "Slow clearance",
        brief_signal.Brakes(cytokine_half_life_h=8.0),
    ),
    Brake(
        "SOCS",
        "SOCS: a cell without it",
        "No SOCS",
        brief_signal.Brakes(signalling=jak_stat.JakStat(strength=0.0)),
    ),
    Brake(
        "end of the stimulus",
        "end of the stimulus: it lasts 12 h instead of 2 h",
        "Long stimulus",
        brief_signal.Brakes(duration_h=12.0),
    ),
)


@dataclass(frozen=True, slots=True)
class PulseLengths:
    """For how many hours cytokine, occupancy and STAT-P stand above half of the peak that they have with all brakes.

    `silent_after_h` is when STAT-P falls below `SILENT_PERCENT` of that peak for good; None when it does not within
    the `shown_h` hours.
    """

    cytokine_h: float
    occupancy_h: float
    pstat_h: float
    silent_after_h: float | None
    shown_h: float


@dataclass(frozen=True, slots=True)
class WholePulse:
    """The pulse from stimulus to silence without one brake, and the same with all of them, with their lengths."""

    brake: Brake
    pulse: brief_signal.Pulse
    usual: brief_signal.Pulse
    lengths: PulseLengths
    usual_lengths: PulseLengths


def whole_pulse(brake: str = ALL_BRAKES.option) -> WholePulse:
    """Return the pulse without `brake`, an option of one of `BRAKES`. Raises ValueError when there is none."""
    released = next((each for each in BRAKES if each.option == brake), None)
    if released is None:
        raise ValueError(f"There is no brake '{brake}'; choose one of: {'; '.join(each.option for each in BRAKES)}.")
    pulse, usual = _simulated(released.left), _simulated(ALL_BRAKES.left)
    return WholePulse(released, pulse, usual, _lengths(pulse, usual), _lengths(usual, usual))


@functools.cache
def _simulated(brakes: brief_signal.Brakes) -> brief_signal.Pulse:
    return brief_signal.simulate(_PULSE_HOURS, brakes)


def _lengths(pulse: brief_signal.Pulse, usual: brief_signal.Pulse) -> PulseLengths:
    def above_half(values: FloatArray, usually: FloatArray) -> float:
        return brief_signal.time_above(pulse.time, values, float(usually.max()) / 2)

    loud = pulse.time[pulse.pstat > SILENT_PERCENT / 100 * float(usual.pstat.max())]
    return PulseLengths(
        cytokine_h=above_half(pulse.cytokine, usual.cytokine),
        occupancy_h=above_half(pulse.occupancy, usual.occupancy),
        pstat_h=above_half(pulse.pstat, usual.pstat),
        silent_after_h=float(loud[-1]) if loud[-1] < pulse.time[-1] else None,
        shown_h=float(pulse.time[-1]),
    )
