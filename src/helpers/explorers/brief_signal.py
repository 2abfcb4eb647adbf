"""Explorers of a brief signal."""

import functools
from dataclasses import replace

import numpy as np

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Slider, Value, even_stops, explorer, log_stops
from helpers.figures import number_words as say
from helpers.models import brief_signal, expression_pulse, jak_stat, receptor_binding

_HOURS = np.linspace(0, 24, 121)
# Starting values: stimulus, mRNA half-life (published for IL6) and protein half-life, in hours.
_START = (2.0, expression_pulse.IL6_MRNA.half_life_h, 1.0)
_HALF_LIVES_H = (0.1, 0.2, 0.5, 1.0, 2.0, 2.3, 4.6, 9.0, 16.0, 24.0)


def published_half_lives():
    """Return the published mRNA half-lives as pairs (name with condition, `expression_pulse.MessageHalfLife`)."""
    return [(f"{m.message} mRNA ({m.condition})", m) for m in expression_pulse.MESSAGES]


@functools.cache
def _peak_and_width(duration_h, mrna_half_life_h, protein_half_life_h):
    """Return (peak of the protein, hours above half of it), read from a fine course: faster than by bisection."""
    arguments = (duration_h, mrna_half_life_h, protein_half_life_h)
    peak = float(expression_pulse.protein(expression_pulse.peak_time(*arguments), *arguments))
    times = np.linspace(0, duration_h + 8 * (mrna_half_life_h + protein_half_life_h), 4001)
    return peak, brief_signal.time_above(times, expression_pulse.protein(times, *arguments), peak / 2)


def pulse_of(mrna_half_life_h, duration_h, protein_half_life_h):
    """Return (times, curves in % of the peak at the starting values, half-life, duration, description)."""
    model = expression_pulse
    mine, usual = (duration_h, mrna_half_life_h, protein_half_life_h), _START
    mrna_peak = float(model.mrna(usual[0], usual[0], usual[1]))
    top, width = _peak_and_width(*mine)
    peak, usual_width = _peak_and_width(*usual)
    curves = {
        "mRNA": 100 * model.mrna(_HOURS, duration_h, mrna_half_life_h) / mrna_peak,
        "protein": 100 * model.protein(_HOURS, *mine) / peak,
    }
    words = (
        f"The mRNA peaks when the stimulus ends, at {say(duration_h)} h, and the protein at "
        f"{say(float(model.peak_time(*mine)))} h. The protein stays above half of its peak for {say(width)} h."
    )
    if mine != usual:
        curves["protein at the starting values"] = 100 * model.protein(_HOURS, *usual) / peak
        words += (
            f" It reaches {say(100 * top / peak)} % of the peak at the starting values, where it stays above half for "
            f"{say(usual_width)} h."
        )
    published = [name for name, message in published_half_lives() if message.half_life_h == mrna_half_life_h]
    if published:
        words += f" This mRNA half-life is published for {' and '.join(published)}."
    return _HOURS, curves, mrna_half_life_h, duration_h, words


@explorer
def mrna_pulse(**start: Value) -> Explorer:
    """Explore how the half-life of an mRNA shapes the pulse of its protein; `start` sets first values by name."""
    return Explorer(
        "How long does a transcript speak?",
        [
            Slider("mrna_half_life_h", "mRNA half-life", "h", _HALF_LIVES_H, _START[1]),
            Slider("duration_h", "Stimulus lasts", "h", even_stops(1, 8, 1), _START[0]),
            Slider(
                "protein_half_life_h",
                "Half-life of the protein where it acts",
                "h",
                (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0),
                1.0,
            ),
        ],
        pulse_of,
        lambda r: figures.expression_pulse(r[0], r[1], half_life_h=r[2], duration_h=r[3], words=r[4]),
        {
            "IL6: 0.5 h": {"mrna_half_life_h": 0.5},
            "CXCL8, early: 2 h": {"mrna_half_life_h": 2.0},
            "TNF in blood: 2.3 h": {"mrna_half_life_h": 2.3},
            "CXCL8 in blood: 4.6 h": {"mrna_half_life_h": 4.6},
            "CXCL8, late: 9 h or more": {"mrna_half_life_h": 9.0},
        },
        start,
    )


def half_life_against_length(duration_h=2.0, protein_half_life_h=1.0):
    """Return the figure of pulse length against mRNA half-life, with the published half-lives marked (hours)."""
    x = np.logspace(np.log10(0.1), np.log10(24), 60)
    width = expression_pulse.protein_pulse_width(duration_h, x, protein_half_life_h)
    marks = [
        (
            f"{m.message}, {m.condition.split(', ')[0] if 'blood' in m.condition else m.condition}",
            m.half_life_h,
            float(expression_pulse.protein_pulse_width(duration_h, m.half_life_h, protein_half_life_h)),
            "at least" if m.at_least else "",
        )
        for _, m in published_half_lives()
    ]
    return figures.pulse_length(
        x, width, sorted(marks, key=lambda m: m[1]), duration_h=duration_h, protein_half_life_h=protein_half_life_h
    )


# ---------------------------------------------------------------------------- occupancy

RECEPTORS = {  # shown name: row of the table ``affinities``
    "IL-2, three-chain receptor": "il2-il2ra-trotta_2018",
    "IL-2, two-chain receptor": "il2-il2rb-trotta_2018",
    "IL-1β, type I receptor (mouse cells)": "il1b-il1r1-dripps_1991",
    "IL-6, IL-6R together with gp130": "il6-il6r-sbh_sil6r-with-gp130",
    "IL-13, IL-13Rα1 alone": "il13-il13ra1-il13ra1_caki-alone",
    "IL-13, IL-13Rα1 with IL-4Rα": "il13-il13ra1-il13ra1_caki-with-il4r",
}
_PICOMOLAR = figures.decades(0.1, 1e5, per_decade=12)


def reading(receptor, concentration_pM):
    """Return what `figures.occupancy_curve` draws for one of `RECEPTORS` at a concentration in pM."""
    kd_pM = 1000 * float(tables.load("affinities").set_index("affinity")["kd_nM"][RECEPTORS[receptor]])
    at = [100 * float(receptor_binding.hill_langmuir(c, kd_pM)) for c in (concentration_pM, 2 * concentration_pM)]
    return receptor, kd_pM, concentration_pM, *at


@explorer
def occupancy(**start: Value) -> Explorer:
    """Explore how many receptors a concentration occupies; `start` sets first values by name."""
    names = tuple(RECEPTORS)
    return Explorer(
        "From concentration to occupancy",
        [
            Choice("receptor", "Ligand and receptor", names, names[2]),
            Slider("concentration_pM", "Concentration around the cell", "pM", log_stops(0.1, 1e5), 50.0),
        ],
        reading,
        lambda r: figures.occupancy_curve(
            _PICOMOLAR,
            100 * receptor_binding.hill_langmuir(_PICOMOLAR, r[1]),
            name=r[0],
            kd_pM=r[1],
            marked_pM=r[2],
            marked_percent=r[3],
            doubled_percent=r[4],
        ),
        {
            "IL-2 at 10 pM, three chains": {"receptor": names[0], "concentration_pM": 10.0},
            "IL-2 at 10 pM, two chains": {"receptor": names[1], "concentration_pM": 10.0},
            "IL-13 at 100 pM, one chain": {"receptor": names[4], "concentration_pM": 100.0},
            "IL-13 at 100 pM, two chains": {"receptor": names[5], "concentration_pM": 100.0},
        },
        start,
    )


# ---------------------------------------------------------------------------- JAK-STAT and SOCS


@explorer
def signal_steps() -> Explorer:
    """Step through JAK-STAT signalling with SOCS feedback."""
    stops = tuple(range(1, len(jak_stat.STEPS) + 1))
    return Explorer(
        "Step by step from receptor to gene and back",
        [Slider("step", "Step", f"of {stops[-1]}", stops, 1)],
        lambda step: step,
        lambda step: figures.signal_steps(step, jak_stat.STEPS),
        {f"Step {step}": {"step": step} for step in stops},
    )


_LIFETIMES = np.linspace(0, 30, 151)
_NEVER = "never"


def switched(ligand_kd, socs_strength, washed_out):
    """Return (signal with SOCS, signal without, description) of the sketch of JAK-STAT.

    `ligand_kd` is the ligand in multiples of its Kd; `socs_strength` is without unit (0: a cell
    without SOCS); `washed_out` is the time of wash-out in lifetimes of phosphorylated STAT, or "never".
    """
    stop = None if washed_out == _NEVER else float(washed_out)
    signal = jak_stat.simulate(_LIFETIMES, ligand_kd, jak_stat.JakStat(strength=socs_strength), stop)
    without = jak_stat.simulate(_LIFETIMES, ligand_kd, jak_stat.JakStat(strength=0.0), stop)
    peak = float(signal.pstat.max())
    start = f"With ligand at {say(ligand_kd)} Kd, {say(100 * signal.occupancy[0])} % of the receptors are occupied. "
    if peak == 0:
        return signal, without, start + "Nothing is phosphorylated."
    words = start + (
        f"STAT-P peaks at {say(100 * peak)} % after {say(float(_LIFETIMES[signal.pstat.argmax()]))} lifetimes and "
        f"ends at {say(100 * float(signal.pstat[-1]))} %; without SOCS it ends at "
        f"{say(100 * float(without.pstat[-1]))} %. "
    )
    return (
        signal,
        without,
        words
        + ("The ligand is still there." if stop is None else f"The ligand is washed out after {say(stop)} lifetimes."),
    )


@explorer
def socs_feedback(**start: Value) -> Explorer:
    """Explore a constant ligand on a cell with and without SOCS; `start` sets first values by name."""
    return Explorer(
        "The signal brings its own brake",
        [
            Slider("ligand_kd", "Ligand", "× Kd", (0.0, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0), 10.0),
            Slider("socs_strength", "Strength of SOCS", "", (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0), 10.0),
            Choice("washed_out", "Ligand is washed out after (lifetimes)", (_NEVER, "5", "10", "20"), _NEVER),
        ],
        switched,
        lambda result: figures.feedback(result[0], result[1], words=result[2]),
        {
            "Constant ligand, with SOCS": {},
            "Constant ligand, no SOCS": {"socs_strength": 0.0},
            "Twice the ligand": {"ligand_kd": 20.0},
            "Ligand washed out": {"washed_out": "10"},
        },
        start,
    )


# ---------------------------------------------------------------------------- the whole pulse

_PULSE_HOURS = np.linspace(0, 16, 161)
_ALL = "none: all brakes act"
_RELEASED = {
    _ALL: {},
    "unstable mRNA: half-life 9 h instead of 0.5 h": {"mrna_half_life_h": 9.0},
    "clearance: cytokine half-life 8 h instead of 0.5 h": {"cytokine_half_life_h": 8.0},
    "SOCS: a cell without it": {"signalling": jak_stat.JakStat(strength=0.0)},
    "end of the stimulus: it lasts 12 h instead of 2 h": {"duration_h": 12.0},
}
_BUTTONS = ("All brakes", "Stable mRNA", "Slow clearance", "No SOCS", "Long stimulus")
SILENT_PERCENT = 10.0


def pulse_without(brake):
    """Return (pulse, reference, title, description) when one of the brakes is taken away."""
    usual, pulse = _simulated(_ALL), _simulated(brake)
    title = (
        "From stimulus to silence (simulated)"
        if brake == _ALL
        else f"Without one brake: {brake.split(':')[0]} (simulated)"
    )
    parts = [f"{'With all brakes' if brake == _ALL else 'Without this brake'}, {_lengths(pulse, usual)}"]
    if brake != _ALL:
        parts.append(f"With all brakes (dashed), {_lengths(usual, usual)}")
    return pulse, usual, title, " ".join(parts)


@functools.cache
def _simulated(brake):
    return brief_signal.simulate(_PULSE_HOURS, replace(brief_signal.Brakes(), **_RELEASED[brake]))


def _lengths(pulse, usual):
    """Say how long cytokine, occupancy and STAT-P stand above half of the peak they have with all brakes."""
    hours = {
        name: brief_signal.time_above(pulse.time, getattr(pulse, name), float(getattr(usual, name).max()) / 2)
        for name in ("cytokine", "occupancy", "pstat")
    }
    limit = SILENT_PERCENT / 100 * float(usual.pstat.max())
    loud = pulse.time[pulse.pstat > limit]
    silent = (
        f"STAT-P falls below {say(SILENT_PERCENT)} % after {say(float(loud[-1]), 2)} h"
        if loud[-1] < pulse.time[-1]
        else f"STAT-P does not fall below {say(SILENT_PERCENT)} % within {say(float(pulse.time[-1]))} h"
    )
    return (
        f"the cytokine stands above half of its usual peak for {say(hours['cytokine'], 2)} h, occupancy for "
        f"{say(hours['occupancy'], 2)} h and STAT-P for {say(hours['pstat'], 2)} h; {silent}."
    )


@explorer
def whole_pulse(**start: Value) -> Explorer:
    """Explore the whole pulse and take away one brake after the other; `start` sets first values by name."""
    brakes = tuple(_RELEASED)
    return Explorer(
        "Which brake ends which part?",
        [Choice("brake", "Take away a brake", brakes, _ALL)],
        pulse_without,
        lambda result: figures.whole_pulse(result[0], result[1], title=result[2], words=result[3]),
        {name: {"brake": brake} for name, brake in zip(_BUTTONS, brakes, strict=True)},
        start,
    )
