"""The figure of Th1 and Th2 cells that hold each other back."""

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.helper_competition import LAST_D, Competition
from helpers.words import number_words as say


def th1_against_th2(view: Competition) -> Figure:
    """Return how many Th1 and Th2 cells there are over days, while IL-12 is there and after."""
    curves = [Curve("Th1 cells", view.th1), Curve("Th2 cells", view.th2)]
    stops = [] if view.stays or not view.given_d else [Mark(view.given_d, "IL-12 stops")]
    frame = Frame(Axis("time since IL-12 came (days)"), Axis("cells (millions per mL)", log=True), positions=stops)
    return curve_figure(view.days, curves, frame, Words("Who is in the majority? (simulated)", _told(view)))


def _told(view: Competition) -> str:
    given = "all the time" if view.stays else f"for {say(view.given_d)} days"
    il12 = f"{say(view.il12_pg_per_ml)} pg/mL of IL-12 {given}" if view.given_d else "No IL-12"
    return (
        f"{il12}, {say(view.il10_percent)} % of the IL-10 of tumour and dendritic cells: at first {_ratio(view, 0)}; "
        f"{_ahead(view)}; after {say(LAST_D)} days {_ratio(view, -1)}. For Th1 cells to be as many for good it takes "
        f"{say(view.needed_pg_per_ml)} pg/mL of IL-12 that stays."
    )


def _ahead(view: Competition) -> str:
    if view.ahead_d is None:
        return "Th1 cells are never more"
    first, last = view.ahead_d
    return f"Th1 cells are more from day {say(first)} to {'the end' if last >= LAST_D else f'day {say(last)}'}"


def _ratio(view: Competition, place: int) -> str:
    th1, th2 = float(view.th1[place]), float(view.th2[place])
    many, few, ratio = ("Th1", "Th2", th1 / th2) if th1 > th2 else ("Th2", "Th1", th2 / th1)
    return f"{say(ratio)} {many} cells for each {few} cell"
