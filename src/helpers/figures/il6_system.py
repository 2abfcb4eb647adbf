"""Figures of the IL-6 system: who responds, where IL-6 is, what drugs do."""

import numpy as np

from helpers.colours import BLUE, BLUE_TINT, TEXT, VERMILION, VERMILION_AREA
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    Layout,
    Style,
    Trace,
    area,
    bars,
    marks,
    note,
    writing,
)
from helpers.views.il6_system import (
    Cell,
    DrugSignals,
    FreeMap,
    Il6Shares,
    Responders,
    SignalRange,
)
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
    """Return where IL-6 is (per cent of all IL-6) over its total concentration."""
    curves = [
        Curve("free", view.free_percent),
        Curve("pair with sIL-6R", view.pair_percent),
        Curve("with sgp130", view.sgp130_percent),
    ]
    frame = Frame(
        Axis("all IL-6 (pg/mL)", log=True),
        Axis("share of all IL-6 (%)", limits=(0, 105)),
        positions=[Mark(view.marked_pg_per_ml, f"{say(view.marked_pg_per_ml)} pg/mL")],
    )
    words = Words("Where is the IL-6? (model at equilibrium)", _shares_words(view))
    return curve_figure(view.total_pg_per_ml, curves, frame, words)


def _shares_words(view: Il6Shares) -> str:
    free, pair, caught = (say(percent) for percent in view.marked_percent)
    return (
        f"At {say(view.marked_pg_per_ml)} pg/mL of IL-6 ({say(view.marked_nM * 1000)} pM), the model puts "
        f"{free} % free, {pair} % in pairs with sIL-6R and {caught} % in complexes with sgp130. "
        f"A cell with IL-6R then has {say(view.classic_percent, 2)} % of its sites occupied by free "
        f"IL-6; a cell with gp130 alone {say(view.trans_percent, 2)} % by pairs."
    )


def free_il6_map(view: FreeMap) -> Figure:
    """Return the predicted share of free IL-6 over both constants: the darker a square, the more is free."""
    rows, columns = len(view.k1_nM), len(view.k2_nM)
    x, y = [column for _ in range(rows) for column in range(columns)], [row for row in range(rows) for _ in view.k2_nM]
    percent = [float(value) for value in view.percent.ravel()]
    counts = zip(view.k2_nM, view.above_half, strict=True)
    layout: Layout = {
        "height": 54 * rows + 150,
        "margin": {"l": 150, "b": 96},
        "xaxis": _steps("K2, pair and gp130 (nM)", [f"{k2:g}<br>{n} of {view.combinations}" for k2, n in counts]),
        "yaxis": _steps("K1, IL-6 and IL-6R (nM)", [_k1_name(view, k1) for k1 in view.k1_nM]),
    }
    description = (
        f"With {view.fluid}, the model puts {say(min(percent), 2)} to {say(max(percent), 2)} % of the IL-6 of healthy "
        f"blood free; squares with a thick rim lie above 50 %, as the measurement does. Of the {view.combinations} "
        f"combinations of a source's K1 and published levels, {_counts_told(view)} lie above 50 %."
    )
    table = {
        "K1 (nM)": [view.k1_nM[row] for row in y],
        "K2 (nM)": [view.k2_nM[column] for column in x],
        "free IL-6 (%)": percent,
        "combinations above 50 %": [view.above_half[column] for column in x],
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


def _counts_told(view: FreeMap) -> str:
    return ", ".join(f"{n} for K2 = {k2:g} nM" for k2, n in zip(view.k2_nM, view.above_half, strict=True))


def drug_signals(view: DrugSignals) -> Figure:
    """Return the signal of two cells under a drug, in per cent of the signal before it."""
    curves = [Curve("cell with IL-6R", view.with_receptor)]
    told = "the cell without IL-6R had no signal before, as there is no sIL-6R"
    if np.any(np.isfinite(view.without_receptor)):
        curves.append(Curve("cell without IL-6R", view.without_receptor))
        told = f"the cell without IL-6R {say(view.marked_without_receptor, 2)} %"
    mark = f"{say(view.marked_nM)} nM"
    frame = Frame(
        Axis("drug (nM of binding sites)", log=True),
        Axis("signal (% of the signal before the drug)", limits=(0, 108)),
        positions=[Mark(view.marked_nM, mark)],
    )
    description = (
        f"At {mark} of {view.drug} {view.place}, the cell with IL-6R keeps {say(view.marked_with_receptor, 2)} % of "
        f"its signal{_range_told(view.with_receptor_range)}; {told}{_range_told(view.without_receptor_range)}."
    )
    figure = curve_figure(view.drug_nM, curves, frame, Words(f"Two cells and {view.drug} {view.place}", description))
    ranges = ((view.with_receptor_range, BLUE_TINT), (view.without_receptor_range, VERMILION_AREA))
    figure.traces[:0] = [_range_area(view, one, colour) for one, colour in ranges if one is not None]
    return figure


def _range_told(one: SignalRange | None) -> str:
    if one is None:
        return ""
    return f" ({say(one.marked_low, 2)} to {say(one.marked_high, 2)} % over all K2)"


def _range_area(view: DrugSignals, one: SignalRange, colour: str) -> Trace:
    return area(view.drug_nM.tolist(), one.low.tolist(), one.high.tolist(), colour, name="over all K2")
