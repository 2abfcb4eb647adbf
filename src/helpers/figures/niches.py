"""Figures of how far a cytokine reaches."""

from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, lines


def concentration_profile(distance_um, concentration_pM, threshold_pM, reach_um, length_scale_um):
    """Return concentration against distance from one secreting cell, with the threshold of response.

    `distance_um` and `concentration_pM` are arrays; `reach_um` is where the profile falls to
    `threshold_pM` (nan when it never reaches it); `length_scale_um` is lambda of the niche.
    """
    if reach_um == reach_um:
        cells = reach_um / 20
        told = (
            f"The concentration stays above {say(threshold_pM)} pM up to {say(reach_um)} µm from the centre of the "
            f"sender, about {say(cells, 2)} cell spacings of 20 µm."
        )
        positions = [Mark(reach_um, f"signal ends at {say(reach_um)} µm")]
    else:
        told = f"The concentration stays below {say(threshold_pM)} pM everywhere: no neighbour receives the signal."
        positions = []
    description = f"{told} The length scale of this neighbourhood is {say(length_scale_um)} µm."
    return lines(
        distance_um,
        [Curve("cytokine", concentration_pM)],
        title="How far one cell's signal reaches",
        x_title="distance from the centre of the sender (µm)",
        y_title="concentration (pM)",
        description=description,
        log_y=True,
        y_range=(0.01, 1000),
        levels=[Mark(threshold_pM, f"threshold {say(threshold_pM)} pM")],
        positions=positions,
    )
