"""Explorers of IL-6 in disease."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.explorers.standing import StandingExplorer


@explorer
def il6_levels(**start: Value) -> Explorer:
    """Explore published IL-6 levels by setting, on a logarithmic or a linear axis, with spread and assay."""
    sets = (views.OVERVIEW, *views.LEVEL_SETS)
    return Explorer(
        "How high is IL-6?",
        [
            Choice("which", "Conditions", sets, views.OVERVIEW),
            Choice("axis", "Axis", (views.LOGARITHMIC, views.LINEAR), views.LOGARITHMIC),
        ],
        views.il6_levels,
        figures.levels,
        {
            "Overview": {},
            "The same on a linear axis": {"axis": views.LINEAR},
            "Infection": {"which": "Infection and cytokine release"},
        },
        start,
    )


@explorer
def crp_readout(**start: Value) -> Explorer:
    """Explore how CRP follows IL-6: how late, and for how long."""
    human, rabbit = views.CRP_HALF_LIVES
    *_, blocked = views.BLOCKED_FROM_H
    stops = (1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 24.0, 36.0, 48.0, 72.0)
    return StandingExplorer(
        "CRP follows IL-6",
        [
            Slider("stimulus_h", "How long the stimulus lasts", "h", stops, 6.0),
            Choice("half_life", "Half-life of CRP", tuple(views.CRP_HALF_LIVES), human),
            Choice("blocked", "IL-6R is blocked", tuple(views.BLOCKED_FROM_H), views.RECEPTOR_FREE),
        ],
        views.crp_readout,
        figures.readout_course,
        {
            "Short stimulus": {"stimulus_h": 2.0},
            "Two days of stimulus": {"stimulus_h": 48.0},
            "With the half-life of rabbits": {"half_life": rabbit},
            "Three days of stimulus, IL-6R blocked": {"stimulus_h": 72.0, "blocked": blocked},
        },
        start,
    )


@explorer
def il6_chain(**start: Value) -> Explorer:
    """Explore the chain from a stimulus to a biomarker, and where a drug cuts it."""
    return Explorer(
        "From stimulus to biomarker",
        [
            Choice("biomarker", "Biomarker or effect", tuple(views.READOUTS), "CRP"),
            Choice("drug", "Drug", tuple(views.CHAIN_DRUGS), views.NO_DRUG),
        ],
        views.il6_chain,
        figures.chain,
        {
            "CRP without a drug": {},
            "CRP under tocilizumab": {"drug": views.RECEPTOR_ANTIBODY},
            "ICAM-1 under sgp130Fc": {"biomarker": "ICAM-1", "drug": views.SGP130FC_AS_DESIGNED},
        },
        start,
    )
