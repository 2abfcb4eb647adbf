"""The figure of senders and receivers on a plane."""

from helpers.colours import BLUE, GREY, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import Style, marks
from helpers.views.niche_planes import PLANE_UM, NichePlane
from helpers.words import number_words as say


def niche_senders(view: NichePlane) -> Figure:
    """Return the plane: senders, receivers that hear them, and receivers that do not."""
    hears = view.hears > 0
    kinds = (
        ("receivers that hear nothing", view.receivers_um[~hears], Style(GREY, symbol="circle-open", size=10)),
        ("receivers that hear", view.receivers_um[hears], Style(BLUE, symbol="circle", size=10)),
        ("senders", view.senders_um, Style(VERMILION, symbol="diamond", size=13)),
    )
    traces = [marks(at[:, 0], at[:, 1], style, name=name, showlegend=True) for name, at, style in kinds]
    reach = [-20.0, PLANE_UM + 20.0]
    layout = {
        "xaxis": {"title": {"text": "place (µm)"}, "range": reach},
        "yaxis": {"title": {"text": "place (µm)"}, "range": reach},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    }
    table = {
        "receiver at x (µm)": view.receivers_um[:, 0],
        "receiver at y (µm)": view.receivers_um[:, 1],
        "meets (pM)": view.meets_pM,
        "would meet if no receiver took any (pM)": view.alone_pM,
    }
    return Figure(traces, layout, title="Who hears whom on a plane of tissue", description=_told(view), table=table)


def _told(view: NichePlane) -> str:
    return (
        f"{say(len(view.senders_um))} senders and {say(len(view.receivers_um))} receivers with {say(view.receptors)} "
        f"receptors each. {say(float(view.hears.sum()))} receivers meet {say(view.threshold_pM)} pM or more; "
        f"{say(view.would_hear)} would if none of them took anything up. Together they take up "
        f"{say(view.taken_percent)} % of what is secreted."
    )
