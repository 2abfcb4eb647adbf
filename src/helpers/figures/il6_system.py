"""Figures of the IL-6 system: who responds, where IL-6 is, what drugs do."""

from helpers.colours import BLUE, TEXT, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    Layout,
    Style,
    Trace,
    bars,
    marks,
    note,
    row_axis,
    spans,
    writing,
)
from helpers.views.il6_system import (
    Cell,
    DrugSignals,
    FreeMap,
    Il6Shares,
    Responders,
    SignalLeft,
)
from helpers.words import listed
from helpers.words import number_words as say

_CLASSIC, _TRANS = Style(BLUE), Style(VERMILION, pattern="/")


def responders(view: Responders) -> Figure:
    """Return how much of each cell's gp130 is occupied, by which way."""
    cells = [_two_lines(one.cell) for one in view.cells]
    classic, trans = [one.classic_percent for one in view.cells], [one.trans_percent for one in view.cells]
    total = [one + two for one, two in zip(classic, trans, strict=True)]
    traces = [_percent(cells, classic, "classic", _CLASSIC), _percent(cells, trans, "trans", _TRANS)]
    layout = {
        "barmode": "stack",
        "height": 330,
        "showlegend": True,
        "margin": {"t": 86, "r": 90},
        "xaxis": {"title": {"text": "gp130 of the cell that is occupied (%)"}, "range": [0, 100]},
        "yaxis": {"autorange": "reversed"},
        "annotations": [
            note(value, cell, f"{say(value, 2)} %", xshift=6) for cell, value in zip(cells, total, strict=True)
        ],
    }
    told = "; ".join(
        f"{_one_line(one.cell)} {say(both, 2)} % "
        f"(classic {say(one.classic_percent, 2)} %, trans {say(one.trans_percent, 2)} %)"
        for one, both in zip(view.cells, total, strict=True)
    )
    table = {
        "cell": [_one_line(one.cell) for one in view.cells],
        "classic (% of gp130)": classic,
        "trans (% of gp130)": trans,
    }
    description = f"With {view.fluid}, gp130 is occupied in these cells: {told}."
    return Figure(traces, layout, title="Who responds to IL-6?", table=table, description=description)


def _one_line(cell: Cell) -> str:
    return f"{cell.name} ({cell.carries})"


def _two_lines(cell: Cell) -> str:
    return f"{cell.name}<br>({cell.carries})"


def _percent(cells: list[str], values: list[float], name: str, style: Style) -> Trace:
    return bars(cells, values, style, name=name, hovertemplate=f"{name}: %{{x:.3g}} %<extra></extra>")


def il6_shares(view: Il6Shares) -> Figure:
    """Return where 100 molecules of IL-6 are: free, in pairs, or carried off by sgp130."""
    shares = {"free": view.free_percent, "in pairs with sIL-6R": view.pair_percent, "with sgp130": view.sgp130_percent}
    rows, values = list(range(len(shares))), list(shares.values())
    layout: Layout = {
        "height": 270,
        "margin": {"r": 60},
        "xaxis": {"title": {"text": "molecules of IL-6, of 100"}, "range": [0, 101]},
        "yaxis": row_axis(list(shares), 12.5),
        "annotations": [note(value, row, say(value, 2), xshift=6) for row, value in zip(rows, values, strict=True)],
    }
    told = listed([f"{say(value, 2)} % {place}" for place, value in shares.items()])
    return Figure(
        [bars(rows, values, _CLASSIC, name="IL-6", hovertemplate="%{x:.3g} %<extra></extra>")],
        layout,
        title="Where are 100 molecules of IL-6? (model at equilibrium)",
        table={"place": list(shares), "IL-6 (%)": values},
        description=f"With {view.fluid}, the IL-6 of healthy blood is {told}.",
    )


def free_il6_map(view: FreeMap) -> Figure:
    """Return the predicted share of free IL-6 over both constants: the darker a square, the more is free."""
    rows, columns = len(view.k1_nM), len(view.k2_nM)
    x, y = [column for _ in range(rows) for column in range(columns)], [row for row in range(rows) for _ in view.k2_nM]
    percent = [float(value) for value in view.percent.ravel()]
    layout: Layout = {
        "height": 54 * rows + 150,
        "margin": {"l": 150, "b": 80},
        "xaxis": _steps("K2, pair and gp130 (nM)", [f"{k2:g}" for k2 in view.k2_nM]),
        "yaxis": _steps("K1, IL-6 and IL-6R (nM)", [_k1_name(view, k1) for k1 in view.k1_nM]),
    }
    description = (
        f"With {view.fluid}, the model puts {say(min(percent), 2)} to {say(max(percent), 2)} % of the IL-6 of healthy "
        f"blood free. Above 50 %, where the measurement lies, are {sum(value > 50 for value in percent)} of "
        f"{len(percent)} squares, those with a thick rim."
    )
    table = {
        "K1 (nM)": [view.k1_nM[row] for row in y],
        "K2 (nM)": [view.k2_nM[column] for column in x],
        "free IL-6 (%)": percent,
        f"above 50 % at this K2, whatever K1, of {view.combinations} published combinations": [
            view.above_half[column] for column in x
        ],
    }
    title = "How much IL-6 is free, by K1 and K2 (model at equilibrium)"
    return Figure(_squares(x, y, percent), layout, title=title, description=description, table=table)


def _squares(x: list[int], y: list[int], percent: list[float]) -> list[Trace]:
    square = {
        "symbol": "square",
        "size": 44,
        "color": [f"rgba(0,114,178,{0.04 + 0.0045 * value:.3f})" for value in percent],
        "line": {"color": TEXT, "width": [3 if value > 50 else 0.5 for value in percent]},
    }
    texts = [say(value, 2) for value in percent]
    return [marks(x, y, Style(BLUE), marker=square, name="free"), writing(x, y, texts, "middle center")]


def _steps(title: str, labels: list[str]) -> Layout:
    return {
        "title": {"text": title},
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [-0.6, len(labels) - 0.4],
        "showgrid": False,
    }


def _k1_name(view: FreeMap, k1_nM: float) -> str:
    if k1_nM == view.assumed_nM:
        return f"{k1_nM:g} (assumed)"
    return f"{k1_nM:g} (published)" if k1_nM in view.published_k1_nM else f"{k1_nM:g}"


_WITH, _WITHOUT = Style(BLUE, width=2), Style(VERMILION, "square", dash="dot", width=2)
_APART = 0.17  # of a row, from its middle to the mark of a cell
_SEEN = 1.0  # how long (%) a line must be to be seen beside its mark


def drug_signals(view: DrugSignals) -> Figure:
    """Return what each drug leaves of the signal of two cells, with lines over all K2."""
    cells = {
        "cell with IL-6R": (_WITH, [one.with_receptor for one in view.drugs], -_APART),
        "cell without IL-6R": (_WITHOUT, [one.without_receptor for one in view.drugs], _APART),
    }
    traces, notes = [], []
    ranges = [one for _, left, _ in cells.values() for one in left if one is not None]
    seen = any(one.high - one.low > _SEEN for one in ranges)
    for name, (style, left, shift) in cells.items():
        known = [(row + shift, one) for row, one in enumerate(left) if one is not None]
        places = [place for place, _ in known]
        traces.append(_over_all_k2(known, style) | {"showlegend": seen and not traces})
        traces.append(marks([one.percent for _, one in known], places, style, name=name, showlegend=True))
        notes += [note(max(one.percent, one.high), place, _share(one.percent), xshift=10) for place, one in known]
    layout: Layout = {
        "height": 360,
        "showlegend": True,
        "margin": {"t": 86, "r": 70},
        "xaxis": {"title": {"text": "signal left (% of the signal before the drug)"}, "range": [-2, 102]},
        "yaxis": row_axis([one.drug for one in view.drugs], 12.5),
        "annotations": notes,
    }
    title = f"Signal left {view.place}"
    return Figure(traces, layout, title=title, description=_left_told(view), table=_left_table(view))


def _over_all_k2(known: list[tuple[float, SignalLeft]], style: Style) -> Trace:
    pairs, places = [(one.low, one.high) for _, one in known], [place for place, _ in known]
    return spans(pairs, places, style, name="line: over all K2")


def _left_told(view: DrugSignals) -> str:
    told = "; ".join(
        f"{one.drug} {_range_told(one.with_receptor)} and {_range_told(one.without_receptor)}" for one in view.drugs
    )
    silent = any(one.without_receptor is None for one in view.drugs)
    why = " The cell without IL-6R had no signal before, as there is no sIL-6R." if silent else ""
    return (
        f"Under {view.amount} of each drug {view.place}, this much signal is left in the cell with IL-6R and in "
        f"the one without: {told}. In brackets: over all K2.{why}"
    )


def _range_told(left: SignalLeft | None) -> str:
    if left is None:
        return "nothing"
    ends = [_share(left.low), _share(left.high)]
    return _share(left.percent) + (f" ({ends[0].removesuffix(' %')} to {ends[1]})" if ends[0] != ends[1] else "")


def _share(percent: float) -> str:
    return "less than 1 %" if percent < 1 else f"{say(percent, 2)} %"


def _left_table(view: DrugSignals) -> dict[str, list[str | float | None]]:
    has, lacks = [one.with_receptor for one in view.drugs], [one.without_receptor for one in view.drugs]
    columns: dict[str, list[str | float | None]] = {"drug": [one.drug for one in view.drugs]}
    for name, left in (("with IL-6R", has), ("without IL-6R", lacks)):
        for measure in ("percent", "low", "high"):
            shown = "left" if measure == "percent" else measure
            columns[f"{name}: {shown} (%)"] = [None if one is None else getattr(one, measure) for one in left]
    return columns
