"""The figure of ratios: what goes with an inherited difference in the signal of IL-6, and what trials did."""

from helpers import tables
from helpers.colours import BLUE, GREEN, TEXT, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    STILL_LEGEND,
    Layout,
    Style,
    Trace,
    log_axis,
    marks,
    note,
    row_axis,
    rule,
    spans,
    top_title,
)
from helpers.views.inherited import InheritedRatios, RatioKind, RatioRow, RatioStep

_STYLES: dict[RatioKind, tuple[str, Style]] = {
    "amount": ("an amount, with the difference", Style(BLUE, "circle", size=11)),
    "disease": ("a disease, with the difference", Style(VERMILION, "square", size=11)),
    "trial": ("a disease, with the drug", Style(GREEN, "diamond", size=12)),
}
_AXIS = "ratio, with over without"
_HEADS: dict[RatioStep, str] = {
    "one copy": "One more copy of a variant",
    "CRP lower by 1 mg/L": "Variants that make<br>CRP lower by 1 mg/L",
    "the drug": "A drug, in a trial",
}


def inherited_ratios(view: InheritedRatios) -> Figure:
    """Return each ratio with its interval on a logarithmic axis, and a line at 1, where nothing differs.

    Ratios for unlike steps stand apart, each kind under a heading.
    """
    labels, places = _labels(view)
    told = [(place, row.low, row.high) for place, row in zip(places, view.rows, strict=True) if row.low and row.high]
    pairs = [(low, high) for _, low, high in told]
    traces = [spans(pairs, [place for place, *_ in told], Style(TEXT, width=1.6), showlegend=False)]
    traces += [_of_kind(view, kind, places) for kind in _STYLES if view.of(kind)]
    ends = [end for row in view.rows for end in (row.low, row.ratio, row.high) if end is not None]
    title, height = "From an inherited difference to a trial", 150 + 38 * len(labels)
    layout: Layout = {
        "height": height,
        "showlegend": True,
        "margin": {"t": 96},
        "title": top_title(title, height, x=0.01, xref="container"),
        "legend": STILL_LEGEND | {"y": 1.0, "yanchor": "bottom", "x": 0, "orientation": "h"},
        "xaxis": log_axis(_AXIS, (min(ends) / 1.05, max(ends) * 1.3)) | {"tickvals": [0.7, 0.8, 0.9, 1, 1.2, 1.4]},
        "yaxis": row_axis(labels),
        "shapes": [rule("x", 1, Style(TEXT, dash="dot", width=1.5))],
        "annotations": [
            note(1, place, f"{row.ratio:.3g}", xref="paper", xanchor="right", font={"size": 12})
            for place, row in zip(places, view.rows, strict=True)
        ],
    }
    return Figure(traces, layout, title=title, description=_words(view), table=_table(view))


def _labels(view: InheritedRatios) -> tuple[list[str], list[int]]:
    """Return what stands beside each line, headings and rows, and the line of each row."""
    labels: list[str] = []
    places = []
    for step in view.steps:
        labels.append(f"<b>{_HEADS[step]}</b>")
        for row in view.rows:
            if row.step == step:
                places.append(len(labels))
                labels.append(f"{row.what}:<br>{row.cause}")
    return labels, places


def _of_kind(view: InheritedRatios, kind: RatioKind, places: list[int]) -> Trace:
    name, style = _STYLES[kind]
    mine = view.of(kind)
    return marks(
        [row.ratio for _, row in mine],
        [places[index] for index, _ in mine],
        style,
        name=name,
        showlegend=True,
        hovertext=[f"{row.what}: {_told(row)} ({row.cause}; {row.step})" for _, row in mine],
    )


def _told(row: RatioRow) -> str:
    return f"{row.ratio:.3g}" + ("" if row.low is None else f" ({row.low:.3g} to {row.high:.3g})")


def _words(view: InheritedRatios) -> str:
    low, high = (end(view.rows, key=lambda row: row.ratio) for end in (min, max))
    open_ = [row for row in view.rows if row.low is not None and row.high is not None and row.low <= 1 <= row.high]
    text = f"{len(view.rows)} ratios, from {_told(low)} ({low.what}) to {_told(high)} ({high.what})."
    return f"{text} {len(open_)} of the intervals include 1." if open_ else f"{text} No interval includes 1."


def _table(view: InheritedRatios) -> dict[str, list[str] | list[float] | list[float | None]]:
    return {
        "what": [row.what for row in view.rows],
        "with": [row.cause for row in view.rows],
        "for": [row.step for row in view.rows],
        _AXIS: [row.ratio for row in view.rows],
        "95 % interval, low": [row.low for row in view.rows],
        "high": [row.high for row in view.rows],
        "source": [tables.short_names(row.reference) for row in view.rows],
    }
