"""Explorer of the diffusion niche."""

import numpy as np

from helpers import figures
from helpers.explorers.engine import Explorer, Slider, even_stops, explorer
from helpers.models import diffusion_niche

_DISTANCE_UM = np.linspace(5, 300, 119)


def profile(receptors, consumer_percent, secretion, threshold_pM):
    """Return what `figures.concentration_profile` draws: concentrations in pM over distances in µm."""
    niche = diffusion_niche.Niche(
        receptors_per_cell=receptors, consumer_fraction=consumer_percent / 100, secretion_molecules_per_s=secretion
    )
    values = 1000 * diffusion_niche.concentration(_DISTANCE_UM, niche)
    reach = float(diffusion_niche.reach(threshold_pM / 1000, niche))
    reached = reach if reach > niche.cell_radius_um else float("nan")
    return _DISTANCE_UM, values, threshold_pM, reached, float(diffusion_niche.length_scale(niche))


@explorer
def signalling_niche() -> Explorer:
    """Explore how receptors and consumers around a secreting cell decide where its signal ends."""
    return Explorer(
        "Where does a signal end?",
        [
            Slider(
                "receptors",
                "Receptors on each consuming cell",
                "",
                (100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0),
                1000.0,
            ),
            Slider("consumer_percent", "Neighbours that consume the cytokine", "%", even_stops(5, 100, 5), 100.0),
            Slider(
                "secretion", "Secretion by the sender", "molecules/s", (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0), 10.0
            ),
            Slider(
                "threshold_pM",
                "Concentration that a receiver needs",
                "pM",
                (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0),
                1.0,
            ),
        ],
        profile,
        lambda result: figures.concentration_profile(*result),
        {
            "Few receptors": {"receptors": 100.0},
            "Many receptors": {"receptors": 5000.0},
            "Few consumers": {"consumer_percent": 5.0},
        },
    )
