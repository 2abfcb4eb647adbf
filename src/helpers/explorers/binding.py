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
def il2_two_receptors() -> Explorer:
    """Explore IL-2 on its three-chain and two-chain receptor, from low dose to high dose."""
    return Explorer(
        "Low dose or high dose of IL-2",
        [Slider("il2_pM", "IL-2 around the cell", "pM", log_stops(1, 100000), 10.0)],
        views.il2_two_receptors,
        figures.two_receptors,
        {"Low dose (10 pM)": {"il2_pM": 10.0}, "High dose (10,000 pM)": {"il2_pM": 10000.0}},
    )


@explorer
def anakinra_excess() -> Explorer:
    """Explore how many molecules of IL-1Ra (anakinra) are needed for each molecule of IL-1."""
    tolerated = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
    ratios = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
    return StandingExplorer(
        "IL-1 against its receptor antagonist",
        [
            Slider("tolerated_percent", "Occupancy by IL-1 that is tolerated", "%", tolerated, 5.0),
            Slider("affinity_ratio", "Ki of the antagonist / Kd of IL-1", "", ratios, 1.0),
        ],
        views.anakinra_excess,
        figures.antagonist_excess,
        {
            "No spare receptors (50 % tolerated)": {"tolerated_percent": 50.0},
            "Many spare receptors (1 %)": {"tolerated_percent": 1.0},
        },
    )
