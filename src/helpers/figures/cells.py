"""Figures of who makes an interleukin and who responds to it."""

from collections.abc import Sequence

from helpers.colours import BLUE, GREEN, GREY, VEIL, VERMILION
from helpers.figures.figure import Columns, Figure
from helpers.figures.vocabulary import (
    Layout,
    Style,
    Trace,
    bars,
    heading,
    hidden_axis,
    names,
    note,
    path,
    rooms,
    row_pitch,
    stacked_places,
)
from helpers.views.cells import Conversation, ProducerCount, ProducersByCell, Sender
from helpers.words import counted, wrapped

_YES = {True: "yes", False: "no"}


def conversation(view: Conversation) -> Figure:
    """Return senders, messenger and receivers of one interleukin, left to right."""
    answers = [wrapped(f"{cell.cell_type}: {cell.effect}", 43) for cell in view.receivers]
    left = stacked_places([1.3] * len(view.senders))
    right = stacked_places([1.6 + text.count("<br>") for text in answers])
    traces = [
        _spokes([(0, y, 1, 0.0) for y in left], "sends"),
        _spokes([(1, 0.0, 2, y) for y in right], "receives"),
        _cells(0, left, [_sender_words(cell) for cell in view.senders], Style(BLUE), "middle left"),
        _cells(1, [0.0], [""], Style(VERMILION, "diamond"), "top center"),
        _cells(2, right, answers, Style(GREEN, "square"), "middle right"),
    ]
    return Figure(
        traces,
        _conversation_layout(view.interleukin, max((abs(y) for y in left + right), default=0.0)),
        title=f"Who sends and who receives {view.interleukin}",
        description=" ".join(filter(None, (_senders_told(view), _stored_told(view), _receivers_told(view)))),
        table=_conversation_table(view),
    )


def producers_by_cell(view: ProducersByCell) -> Figure:
    """Return how many interleukins each cell type makes, white blood cells and others apart."""
    white = [count for count in view.counts if count.leukocyte]
    others = [count for count in view.counts if not count.leukocyte]
    traces = [
        _count_bars("white blood cells", white, Style(BLUE)),
        _count_bars("other cells", others, Style(VERMILION, pattern="/")) | {"xaxis": "x2", "yaxis": "y2"},
    ]
    leads = f"; {others[-1].cell_type} leads these with {others[-1].interleukins}." if others else "."
    description = (
        f"{view.made_elsewhere} of the {view.interleukins} interleukins with a listed producer are also made by cells "
        f"that are not white blood cells{leads} For {view.in_mice} of the {view.pairs} pairs of an interleukin and its "
        "producer the source given here is of mice."
    )
    table = {
        "cell type": [count.cell_type for count in view.counts[::-1]],
        "leukocyte": [_YES[count.leukocyte] for count in view.counts[::-1]],
        "interleukins made": [count.interleukins for count in view.counts[::-1]],
    }
    return Figure(
        traces, _counts_layout(white, others), title="Who makes interleukins", description=description, table=table
    )


# ---------------------------------------------------------------------------- the conversation


def _conversation_layout(messenger: str, tallest: float) -> Layout:
    # The lines that meet at the messenger pass behind its name.
    name = note(1, 0, f"<b>{messenger}</b>", xanchor="center", yanchor="bottom", yshift=9, bgcolor=VEIL)
    return {
        "height": max(320, round(2 * tallest * 17) + 150),
        "xaxis": hidden_axis(-1.3, 4.2),
        "yaxis": {"visible": False, "fixedrange": True, "automargin": False},
        "margin": {"l": 10, "r": 10, "t": 70, "b": 16},
        "meta": rooms((-1.3, 0), (0.9, 1.1), (2, 4.2)),
        "annotations": [heading(0, "makes it", yshift=14, xanchor="right"), heading(2, "responds", yshift=14), name],
    }


def _conversation_table(view: Conversation) -> Columns:
    cells = (*view.senders, *view.receivers)
    stored = {True: "stored ready-made", False: "made on demand", None: ""}
    return {
        "side": ["makes it"] * len(view.senders) + ["responds"] * len(view.receivers),
        "cell type": [cell.cell_type for cell in cells],
        "leukocyte": [_YES[cell.leukocyte] for cell in cells],
        "seen in": [cell.species for cell in cells],
        "detail": [stored[cell.stored] for cell in view.senders] + [cell.effect for cell in view.receivers],
    }


def _senders_told(view: Conversation) -> str:
    outside = [cell.cell_type for cell in view.senders if not cell.leukocyte]
    kinds = ", all of them white blood cells" if view.senders else ""
    if outside:
        kinds = f", {len(outside)} of them not white blood cells ({', '.join(outside)})"
    number = counted(len(view.senders), "listed producer") if view.senders else "no listed producers"
    mice = [cell.cell_type for cell in view.senders if cell.species == "mouse"]
    seen = f" The source given here is of mice for: {', '.join(mice)}." if mice else ""
    return f"{view.interleukin} has {number}{kinds}.{seen}"


def _stored_told(view: Conversation) -> str:
    stored = [cell.cell_type for cell in view.senders if cell.stored]
    return f"It is stored ready-made in: {', '.join(stored)}." if stored else ""


def _receivers_told(view: Conversation) -> str:
    number = len(view.receivers)
    if not number:
        return "No responding cell type is listed."
    return f"{counted(number, 'cell type')} respond{'s' if number == 1 else ''} to it."


def _sender_words(cell: Sender) -> str:
    notes = ["stored"] * bool(cell.stored) + ["mice"] * (cell.species == "mouse")
    return cell.cell_type + (f" ({', '.join(notes)})" if notes else "") + ("" if cell.leukocyte else " ◇")


def _spokes(lines: Sequence[tuple[float, float, float, float]], name: str) -> Trace:
    """Return straight lines, each from (x, y) to (x, y): those of a column meet at the messenger in the middle."""
    xs = [x for start, _, end, _ in lines for x in (start, end, None)]
    ys = [y for _, start, _, end in lines for y in (start, end, None)]
    return path(xs, ys, Style(GREY, width=1.5), name=name)


def _cells(x: float, heights: Sequence[float], texts: Sequence[str], style: Style, side: str) -> Trace:
    return names([x] * len(heights), heights, texts, style, name="cells", textposition=side, marker={"size": 14})


def _counts_layout(white: Sequence[ProducerCount], others: Sequence[ProducerCount]) -> Layout:
    """Return two panels over one scale, white blood cells on the left and other cells on the right."""
    rows = max(len(white), len(others))
    most = max((count.interleukins for count in (*white, *others)), default=1)
    return {
        "height": round(row_pitch(rows, 22) * rows) + 120,
        "bargap": 0.25,
        "annotations": [
            heading(0, "white blood cells", xref="paper", yanchor="bottom", yshift=4),
            heading(0.65, "other cells", xref="paper", yanchor="bottom", yshift=4),
        ],
        **_counts_axes("", (0, 0.35), white, most),
        **_counts_axes("2", (0.65, 1), others, most),
    }


def _counts_axes(number: str, part: tuple[float, float], counts: Sequence[ProducerCount], most: int) -> Layout:
    return {
        f"xaxis{number}": {
            "title": {"text": "interleukins made (number)"},
            "dtick": 5,
            "range": [0, 1.04 * most],
            "domain": list(part),
            "anchor": f"y{number}",
        },
        f"yaxis{number}": {
            "categoryorder": "array",
            "categoryarray": [count.cell_type for count in counts],
            "tickfont": {"size": 12},
            "anchor": f"x{number}",
        },
    }


def _count_bars(name: str, counts: Sequence[ProducerCount], style: Style) -> Trace:
    cells, numbers = [count.cell_type for count in counts], [count.interleukins for count in counts]
    return bars(cells, numbers, style, name=name, hovertemplate="%{y}: %{x} interleukins<extra></extra>")
