"""Explorers of receptor binding."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer, log_stops
from helpers.explorers.standing import StandingExplorer
from helpers.views.binding import ALONE, COMPETITIVE, NON_COMPETITIVE


@explorer
def two_drugs(**start: Value) -> Explorer:
    """Explore one agonist with and without an antagonist: EC50, maximum and dose ratio.

    `start` sets the first value of a control by its name, for example `antagonist="none"`.
    """
    agonist = log_stops(0.1, 100, (1, 3))
    amounts, second = log_stops(0.1, 1000, (1, 3)), (COMPETITIVE, NON_COMPETITIVE)
    return StandingExplorer(
        "Two drugs on one receptor",
        [
            Slider("ka_nM", "Affinity of the agonist (KA; lower binds tighter)", "nM", agonist, 10.0),
            Slider("efficacy", "Efficacy of the agonist (tau)", "", log_stops(0.1, 100), 10.0),
            Choice("antagonist", "Second drug", (ALONE, *second), COMPETITIVE),
            Slider(
                "kb_nM",
                "Affinity of the antagonist (KB)",
                "nM",
                log_stops(0.1, 100, (1,)),
                1.0,
                {"antagonist": second, "antagonist_nM": amounts},
            ),
            Slider("antagonist_nM", "Antagonist concentration", "nM", (0.0, *amounts), 10.0, {"antagonist": second}),
        ],
        views.two_drugs,
        figures.concentration_response,
        {
            "Full agonist, competitive antagonist": {},
            "Full agonist alone": {"antagonist": ALONE},
            "Partial agonist alone": {"efficacy": 1.0, "antagonist": ALONE},
            "Full agonist, non-competitive antagonist": {"antagonist": NON_COMPETITIVE},
            "Spare receptors hide a non-competitive antagonist": {"antagonist": NON_COMPETITIVE, "efficacy": 100.0},
        },
        start,
    )


@explorer
def partial_beside_full() -> Explorer:
    """Explore a partial agonist that is added to none, some or much of a full agonist."""
    pulls = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
    return StandingExplorer(
        "A partial agonist beside a full one",
        [
            Slider("full_nM", "Full agonist that is there already", "nM", (0.0, *log_stops(0.01, 100, (1,))), 0.0),
            Slider("partial_efficacy", "Efficacy of the partial agonist (tau)", "", pulls, 1.0),
        ],
        views.partial_beside_full,
        figures.partial_beside_full,
        {
            "No full agonist": {},
            "A trace of the full agonist": {"full_nM": 0.01},
            "Much of the full agonist": {"full_nM": 100.0},
        },
    )


@explorer
def il2_two_receptors() -> Explorer:
    """Explore IL-2 on its three-chain and two-chain receptor, from low dose to high dose, and what is eaten of it."""
    return StandingExplorer(
        "Low dose or high dose of IL-2",
        [
            Slider("il2_pM", "IL-2 given", "pM", log_stops(1, 100000), 10.0),
            Slider("eaten_pM", "Regulatory T cells eat up to", "pM", (0.0, 10.0, 30.0, 100.0, 150.0, 300.0), 0.0),
        ],
        views.il2_two_receptors,
        figures.two_receptors,
        {
            "Low dose (10 pM)": {},
            "High dose (10,000 pM)": {"il2_pM": 10000.0},
            "Low dose, some of it eaten": {"eaten_pM": 30.0},
            "Low dose, five times as many eat": {"eaten_pM": 150.0},
        },
    )
