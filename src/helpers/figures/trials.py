"""Figures of trial results: response rates and risk differences with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.colours import BLUE, GREEN, GREY, TEXT, VERMILION, parts
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import STILL_LEGEND, Layout, Style, Trace, marks, note, row_axis, rule, spans, top_title
from helpers.views.trials import COMPARATORS, Comparison, ForestPlot, PercentInterval, ResponseRates, TrialRow

_STYLES = {"placebo": Style(BLUE), "treatment": Style(VERMILION, "square"), "none": Style(GREEN, "diamond")}
_DRUG, _COMPARATOR = "the drug", "the comparator"
_ARMS = {_DRUG: Style(BLUE), _COMPARATOR: Style(VERMILION, "square-open")}
_MEASURE = "risk difference (percentage points)"
_RATE = "patients with the end point (%)"
_OFFSET = 0.16  # how far the marks of two arms stand from the middle of their row


@dataclass(frozen=True)
class _Arm:
    """One arm of a trial as it is drawn: its rate at a height, and what its trial is called."""

    name: str
    height: float
    rate: PercentInterval
    label: str


def pivotal_trials(view: ForestPlot | ResponseRates) -> Figure:
    """Return risk differences or response rates, whichever the view holds."""
    return forest_plot(view) if isinstance(view, ForestPlot) else response_rates(view)


# ---------------------------------------------------------------------------- differences


def forest_plot(view: ForestPlot) -> Figure:
    """Return a forest plot: one row a comparison, its risk difference and 95 % interval."""
    title = f"Risk difference: {view.chosen}"
    rows = [one.row for one in view.comparisons]
    found = [one.difference for one in view.comparisons]
    ends = (min(0.0, *(one.low for one in found)), max(0.0, *(one.high for one in found)))
    layout = _rows_layout(rows, title, (_MEASURE, *ends), [_told(one) for one in found])
    layout["shapes"] = [rule("x", 0, Style(TEXT, dash="dot", width=1.5))]
    traces = [_intervals(found, list(range(len(rows))))]
    traces += [
        _marks_against(kind, mine, style)
        for kind, style in _STYLES.items()
        if (mine := [(place, one) for place, one in enumerate(view.comparisons) if one.row.kind == kind])
    ]
    return Figure(traces, layout, title=title, description=_forest_words(view), table=_forest_table(view))


def _marks_against(kind: str, mine: Sequence[tuple[int, Comparison]], style: Style) -> Trace:
    return _estimates(
        f"against {COMPARATORS[kind]}",
        style,
        [(one.difference.estimate, place) for place, one in mine],
        [f"{one.row.label}<br>{one.row.week}<br>{_counted(one.row)}<br>{_told(one.difference)}" for _, one in mine],
    )


def _forest_words(view: ForestPlot) -> str:
    bottom, top = (end(view.comparisons, key=lambda one: one.difference.estimate) for end in (min, max))
    zero = [one.row.label for one in view.comparisons if one.difference.includes_zero]
    if len(view.comparisons) == 1:
        includes = "includes" if zero else "does not include"
        return f"{top.row.label}: {_told(top.difference)} percentage points. The interval {includes} zero."
    text = (
        f"{len(view.comparisons)} comparisons ({view.chosen}). The smallest difference is {_told(bottom.difference)} "
        f"percentage points ({bottom.row.label}), the largest {_told(top.difference)} ({top.row.label}). "
        "The rows stand in the order of the alphabet: separate trials are not ranked."
    )
    if not zero:
        return f"{text} No interval includes zero."
    names = list(dict.fromkeys(zero))
    more = " and others" if len(names) > 4 else ""
    return f"{text} {len(zero)} of {len(view.comparisons)} intervals include zero: {'; '.join(names[:4])}{more}."


def _forest_table(view: ForestPlot) -> dict[str, list[str] | list[float]]:
    return {
        "trial": [one.row.label for one in view.comparisons],
        "counted in": [one.row.week for one in view.comparisons],
        "counts": [_counted(one.row) for one in view.comparisons],
        "against": [COMPARATORS[one.row.kind] for one in view.comparisons],
        _MEASURE: [round(one.difference.estimate, 1) for one in view.comparisons],
        "95 % interval, low": [round(one.difference.low, 1) for one in view.comparisons],
        "high": [round(one.difference.high, 1) for one in view.comparisons],
        "source": [one.row.source for one in view.comparisons],
        "note": [one.row.note for one in view.comparisons],
    }


# ---------------------------------------------------------------------------- rates


def response_rates(view: ResponseRates) -> Figure:
    """Return the share of patients with the end point in each arm, with Wilson's 95 % interval."""
    title = f"Response rates: {view.chosen}"
    arms = [arm for place, row in enumerate(view.rows) for arm in _arms(float(place), row)]
    layout = _rows_layout(view.rows, title, (_RATE, 0.0, 100.0), [_both_rates(row) for row in view.rows])
    layout["xaxis"]["tickvals"] = [0, 20, 40, 60, 80, 100]
    traces = [_intervals([arm.rate for arm in arms], [arm.height for arm in arms])]
    for name, style in _ARMS.items():
        mine = [arm for arm in arms if arm.name == name]
        if mine:
            points = [(arm.rate.estimate, arm.height) for arm in mine]
            hover = [f"{arm.label}<br>{name}: {_told(arm.rate)}" for arm in mine]
            traces.append(_estimates(name, style, points, hover))
    return Figure(traces, layout, title=title, description=_rate_words(view), table=_rate_table(view))


def _arms(place: float, row: TrialRow) -> list[_Arm]:
    """Return what is drawn of one trial in the row at `place`: its arm or its two arms."""
    if row.control is None:
        return [_Arm(_DRUG, place, row.treated, row.label)]
    return [
        _Arm(_DRUG, place - _OFFSET, row.treated, row.label),
        _Arm(_COMPARATOR, place + _OFFSET, row.control, row.label),
    ]


def _both_rates(row: TrialRow) -> str:
    return f"{row.treated.estimate:.0f}" + ("" if row.control is None else f" v {row.control.estimate:.0f}")


def _rate_words(view: ResponseRates) -> str:
    low, high = (end(view.rows, key=lambda row: row.treated.estimate) for end in (min, max))
    text = f"{low.label}: {_told(low.treated)} % on the drug."
    if len(view.rows) > 1:
        first, last = (f"{_told(row.treated)} % ({row.label}: {_counted(row)})" for row in (low, high))
        text = f"{len(view.rows)} rows ({view.chosen}). On the drug, from {first} to {last}."
    controls = [row.control.estimate for row in view.rows if row.control is not None]
    if controls:
        text += f" On the comparator, from {min(controls):.1f} % to {max(controls):.1f} %."
    alone = len(view.rows) - len(controls)
    if alone:
        text += f" {alone} of {len(view.rows)} without a comparator: no difference can be computed."
    return text


def _rate_table(view: ResponseRates) -> dict[str, list[str] | list[str | None]]:
    return {
        "trial": [row.label for row in view.rows],
        "counted in": [row.week for row in view.rows],
        "counts": [_counted(row) for row in view.rows],
        "the drug: % (95 % interval)": [_told(row.treated) for row in view.rows],
        "the comparator: % (95 % interval)": [row.control and _told(row.control) for row in view.rows],
        "source": [row.source for row in view.rows],
        "note": [row.note for row in view.rows],
    }


# ---------------------------------------------------------------------------- both


def _told(interval: PercentInterval) -> str:
    return f"{interval.estimate:.1f} ({interval.low:.1f} to {interval.high:.1f})"


def _intervals(found: Sequence[PercentInterval], places: Sequence[float]) -> Trace:
    pairs = [(one.low, one.high) for one in found]
    return spans(pairs, places, Style(GREY), name="95 % interval", showlegend=True)


def _estimates(name: str, style: Style, points: Sequence[tuple[float, float]], hover: list[str]) -> Trace:
    return marks(
        [x for x, _ in points],
        [y for _, y in points],
        style,
        name=name,
        hovertext=hover,
        showlegend=True,
        marker={"line": {"width": 2, "color": style.colour}},
    )


def _rows_layout(rows: Sequence[TrialRow], title: str, axis: tuple[str, float, float], sides: Sequence[str]) -> Layout:
    """Return rows of trials over an axis (title, low, high), with `sides` written at their right end."""
    name, low, high = axis
    height, room = 150 + 38 * max(len(rows), 2), 0.5 * (high - low)
    return {
        "height": height,
        "showlegend": True,
        "margin": {"t": 96},
        "title": top_title(title, height, x=0.01, xref="container"),
        "legend": STILL_LEGEND,
        "xaxis": {"title": {"text": name}, "range": [low - 0.03 * room, high + room]},
        "yaxis": row_axis([_two_lines(row) for row in rows]),
        "annotations": [
            note(1, place, side, xref="paper", xanchor="right", font={"size": 12}) for place, side in enumerate(sides)
        ],
    }


def _two_lines(row: TrialRow) -> str:
    arm = "" if row.label == row.name else f"{row.arm}, "
    return f"{row.name}<br><span style='color: rgb{parts(GREY)}'>{arm}{row.week}: {row.counts}</span>"


def _counted(row: TrialRow) -> str:
    return f"{row.counts} ({row.denominator})"
