"""Explorers of a signal in time: expression, occupancy, JAK-STAT step by step, the whole pulse."""

from helpers import figures, illustrations, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, even_stops, explorer, log_stops
from helpers.explorers.standing import StandingExplorer

_MRNA_HALF_LIVES_H = (0.1, 0.2, 0.5, 1.0, 2.0, 2.3, 4.6, 9.0, 16.0, 24.0)
_PROTEIN_HALF_LIVES_H = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)


@explorer
def mrna_pulse(**start: Value) -> Explorer:
    """Explore how the half-life of an mRNA shapes the pulse of its protein; `start` sets first values by name."""
    protein = "Half-life of the protein where it acts"
    return StandingExplorer(
        "How long does a transcript speak?",
        [
            Slider("mrna_half_life_h", "mRNA half-life", "h", _MRNA_HALF_LIVES_H, views.USUAL_MRNA_H),
            Slider("duration_h", "Stimulus lasts", "h", even_stops(1, 8, 1), views.USUAL_STIMULUS_H),
            Slider("protein_half_life_h", protein, "h", _PROTEIN_HALF_LIVES_H, views.USUAL_PROTEIN_H),
        ],
        views.expression_pulse,
        figures.expression_pulse,
        {
            "IL6: 0.5 h": {"mrna_half_life_h": 0.5},
            "CXCL8, early: 2 h": {"mrna_half_life_h": 2.0},
            "TNF in blood: 2.3 h": {"mrna_half_life_h": 2.3},
            "CXCL8 in blood: 4.6 h": {"mrna_half_life_h": 4.6},
            "CXCL8, late: 9 h or more": {"mrna_half_life_h": 9.0},
        },
        start,
    )


@explorer
def occupancy(**start: Value) -> Explorer:
    """Explore how many receptors a concentration occupies; `start` sets first values by name."""
    names = tuple(views.READ_RECEPTORS)
    return StandingExplorer(
        "From concentration to occupancy",
        [
            Choice("receptor", "Ligand and receptor", names, names[2]),
            Slider("concentration_pM", "Concentration around the cell", "pM", log_stops(0.1, 1e5), 50.0),
        ],
        views.occupancy_curve,
        figures.occupancy_curve,
        {
            "IL-2 at 10 pM, three chains": {"receptor": names[0], "concentration_pM": 10.0},
            "IL-2 at 10 pM, two chains": {"receptor": names[1], "concentration_pM": 10.0},
            "IL-13 at 100 pM, one chain": {"receptor": names[4], "concentration_pM": 100.0},
            "IL-13 at 100 pM, two chains": {"receptor": names[5], "concentration_pM": 100.0},
        },
        start,
    )


@explorer
def signal_steps(**start: Value) -> Explorer:
    """Step through JAK-STAT signalling with SOCS feedback at the receptor of an interleukin.

    `start` sets the first step or interleukin, for example `step=9`.
    """
    stops = views.signal_stops()
    return Explorer(
        "Step by step from receptor to gene and back",
        [
            Slider("step", "Step", f"of {stops[-1]}", stops, stops[0]),
            Choice("interleukin", "Interleukin", views.signal_interleukins(), "IL-6"),
        ],
        views.signal_steps,
        illustrations.signal_steps,
        start=start,
    )


@explorer
def whole_pulse(**start: Value) -> Explorer:
    """Explore the whole pulse and take away one brake after the other; `start` sets first values by name."""
    options = tuple(brake.option for brake in views.BRAKES)
    return Explorer(
        "The whole pulse and its brakes",
        [Choice("brake", "Take away a brake", options, views.ALL_BRAKES.option)],
        views.whole_pulse,
        figures.whole_pulse,
        {brake.button: {"brake": brake.option} for brake in views.BRAKES},
        start,
    )
