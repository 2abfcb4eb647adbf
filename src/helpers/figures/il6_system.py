"""Figures of the IL-6 system: who responds, where IL-6 is, what drugs do."""

import numpy as np
import pandas

from helpers.figures.figure import Figure
from helpers.figures.figure import number_words as say
from helpers.figures.lines import Curve, Mark, lines
from helpers.figures.measured_levels import levels
from helpers.figures.template import BLUE, ORANGE, PALE, TEXT, VERMILION
from helpers.models.molar_mass import to_nM
from helpers.views.source import drawn_from, too_few

_MODES = (("classic", BLUE, ""), ("trans", VERMILION, "/"), ("unspecified", PALE, "."))


def responders(cells, classic_percent, trans_percent, fluid):
    """Return how much of each cell's gp130 is occupied, by which way.

    `cells` are names, `classic_percent` and `trans_percent` the gp130 occupied through membrane and
    through soluble IL-6R (same length), `fluid` says in words what surrounds the cells.
    """
    total = np.add(classic_percent, trans_percent)
    traces = [
        _bar(cells, values, *style) for values, style in zip((classic_percent, trans_percent), _MODES, strict=False)
    ]
    layout = {
        "barmode": "stack",
        "height": 330,
        "showlegend": True,
        "margin": {"t": 86, "r": 90},
        "xaxis": {"title": {"text": "gp130 of the cell that is occupied (%)"}, "range": [0, 100]},
        "yaxis": {"autorange": "reversed"},
        "annotations": [
            {
                "x": float(value),
                "y": cell,
                "text": f"{say(value, 2)} %",
                "showarrow": False,
                "xanchor": "left",
                "xshift": 6,
                "font": {"size": 13, "color": TEXT},
            }
            for cell, value in zip(cells, total, strict=True)
        ],
    }
    told = [
        f"{cell.replace('<br>', ' ')} {say(c + t, 2)} % (classic {say(c, 2)} %, trans {say(t, 2)} %)"
        for cell, c, t in zip(cells, classic_percent, trans_percent, strict=True)
    ]
    table = {
        "cell": [cell.replace("<br>", " ") for cell in cells],
        "classic (% of gp130)": classic_percent,
        "trans (% of gp130)": trans_percent,
    }
    return Figure(
        traces,
        layout,
        title="Who responds to IL-6?",
        table=table,
        description=f"With {fluid}, gp130 is occupied in these cells: {'; '.join(told)}.",
    )


def _bar(cells, values, name, colour, pattern):
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(values),
        "y": list(cells),
        "marker": {
            "color": colour,
            "pattern": {"shape": pattern, "fgcolor": "#FFFFFF", "fillmode": "overlay", "size": 7},
        },
        "hovertemplate": f"{name}: %{{x:.3g}} %<extra></extra>",
    }


@drawn_from(activities="il6_activities")
def signalling_modes(activities):
    """Return how many published effects of IL-6 were shown to be classic or trans, by target.

    `activities` are rows of ``il6_activities``; targets with neither are counted in the description.
    """
    counts = activities.groupby(["target", "signalling_mode"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[name for name, _, _ in _MODES], fill_value=0)
    known = counts[(counts["classic"] + counts["trans"]) > 0].sort_values(["trans", "classic"], ascending=False)
    if known.empty:
        raise too_few("il6_activities")
    traces = [_bar(known.index, known[name].to_numpy(), name, colour, pattern) for name, colour, pattern in _MODES]
    for trace in traces:
        trace["hovertemplate"] = f"{trace['name']}: %{{x}}<extra></extra>"
    layout = {
        "barmode": "stack",
        "height": 30 * len(known) + 150,
        "showlegend": True,
        "margin": {"t": 86},
        "xaxis": {"title": {"text": "published effects (number)"}, "dtick": 2},
        "yaxis": {"autorange": "reversed", "tickfont": {"size": 13}},
    }
    totals = counts.sum()
    description = (
        f"Of {len(activities)} published effects, {totals['classic']} were shown to be classic and {totals['trans']} "
        f"to be trans; {totals['unspecified']} do not say. The target with most trans effects is: {known.index[0]} "
        f"({known['trans'].iloc[0]}). {len(counts) - len(known)} further targets have no effect with a named way."
    )
    table = {"target": counts.index, **{f"{name} (effects)": counts[name].to_numpy() for name, _, _ in _MODES}}
    return Figure(traces, layout, title="Which way was shown?", description=description, table=table)


@drawn_from(il6_levels="il6_levels", quantities="il6_quantities")
def molar_levels(il6_levels, quantities):
    """Return how many molecules of IL-6, sIL-6R and sgp130 healthy blood holds, in pM, source by source.

    `il6_levels` and `quantities` are the tables ``il6_levels`` and ``il6_quantities``.
    """
    if "healthy-adults" not in set(il6_levels["level"]):
        raise too_few("il6_levels")
    healthy = il6_levels.set_index("level").loc["healthy-adults"].rename({"value_pg_per_ml": "value"})
    scaled = healthy.to_dict() | {name: healthy[name] / 1000 for name in ("value", "low", "high")}  # pg/mL to ng/mL
    rows = [_molar_row("IL-6", scaled, healthy["statistic"])]
    apart = []
    levels_of_healthy = quantities[(quantities["measure"] == "level in blood") & (quantities["setting"] == "healthy")]
    for protein in ("sIL-6R", "sgp130"):
        found = levels_of_healthy[levels_of_healthy["molecule"] == protein].sort_values("value")
        if found.empty:
            raise too_few("il6_quantities")
        rows += [_molar_row(protein, row, row["statistic"]) for row in found.to_dict("records")]
        apart.append(f"{say(found['value'].max() / found['value'].min(), 2)}-fold on {protein}")
    il6, others = rows[0]["value"], [row["value"] for row in rows[1:]]
    return levels(
        rows,
        title="The IL-6 system in healthy blood",
        x_title="concentration (pM)",
        description=(
            f"IL-6 is at {say(il6)} pM; its soluble receptors at {say(min(others))} to {say(max(others))} pM, "
            f"{say(min(others) / il6, 2)} to {say(max(others) / il6, 2)} times as many molecules. "
            f"Sources differ {' and '.join(apart)}."
        ),
    )


def _molar_row(protein, row, kind):
    """Return a row of `levels` in pM from a row in ng/mL; without a number of people it is named by its source."""
    value, low, high = (
        1000 * float(to_nM(row[name], protein)) if row[name] == row[name] else float("nan")
        for name in ("value", "low", "high")
    )
    who = row["reference"].replace("_", " ").capitalize() if pandas.isna(row["n"]) else f"{row['n']:,} people"
    return {
        "label": f"{protein} ({who})",
        "value": value,
        "low": low,
        "high": high,
        "kind": kind,
        "note": row["reference"],
    }


def il6_shares(total_nM, free, pair, with_sgp130, mark, *, told=""):
    """Return where IL-6 is (per cent of all IL-6) over its total concentration.

    `total_nM` is ascending; `free`, `pair` and `with_sgp130` are shares in per cent (same shape);
    `mark` is (total in nM, its name); `told` is added to the description.
    """
    at = int(np.argmin(np.abs(np.log(total_nM) - np.log(mark[0]))))
    description = (
        f"At {mark[1]} of IL-6 ({say(mark[0] * 1000)} pM), the model puts {say(free[at])} % free, {say(pair[at])} % in "
        f"pairs with sIL-6R and {say(with_sgp130[at])} % in complexes with sgp130. {told}".strip()
    )
    curves = [Curve("free", free), Curve("pair with sIL-6R", pair), Curve("with sgp130", with_sgp130)]
    return lines(
        np.asarray(total_nM) * 1000,
        curves,
        title="Where is the IL-6? (model at equilibrium)",
        x_title="all IL-6 (pM)",
        y_title="share of all IL-6 (%)",
        description=description,
        log_x=True,
        y_range=(0, 105),
        positions=[Mark(mark[0] * 1000, mark[1])],
        label_at=[(round(place * (len(free) - 1)), "right") for place in (0.3, 0.02, 0.15)],
    )


def predicted_free(labels, percent, groups, *, measured):
    """Return the free share of IL-6 that the model predicts for each choice of published constants.

    `labels` name the choices, `percent` are the predictions, `groups` the name of the Kd's source
    of each (colour and marker); `measured` says in words what was measured.
    """
    percent = np.asarray(percent, float)
    order = np.argsort(percent)
    styles = dict(
        zip(dict.fromkeys(groups), ((BLUE, "circle"), (VERMILION, "square"), (ORANGE, "diamond")), strict=False)
    )
    traces = []
    for group, (colour, symbol) in styles.items():
        chosen = [place for place, i in enumerate(order) if groups[i] == group]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": f"Kd {group.split(' (')[0]}",
                "x": [percent[order[p]] for p in chosen],
                "y": chosen,
                "marker": {"color": colour, "symbol": symbol, "size": 11},
                "showlegend": True,
                "hovertemplate": "%{x:.3g} % free<extra></extra>",
            }
        )
    above = int(np.sum(percent > 50))
    layout = {
        "height": 26 * len(labels) + 170,
        "showlegend": True,
        "margin": {"t": 86},
        "xaxis": {"title": {"text": "IL-6 predicted to be free (%)"}, "range": [0, 100]},
        "yaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": [labels[i] for i in order],
            "tickfont": {"size": 12},
            "range": [-0.7, len(labels) - 0.3],
        },
        "shapes": [
            {
                "type": "rect",
                "x0": 50,
                "x1": 100,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": "#E6F2EC",
                "line": {"width": 0},
                "layer": "below",
            }
        ],
        "annotations": [
            {
                "x": 99,
                "y": 0.02,
                "yref": "paper",
                "yanchor": "bottom",
                "text": measured,
                "showarrow": False,
                "xanchor": "right",
                "font": {"size": 13, "color": TEXT},
            }
        ],
    }
    description = (
        f"The {len(labels)} predictions run from {say(percent.min())} % to {say(percent.max())} % free, all from "
        f"published numbers. {above} of them lie above 50 %, as the measurement does."
    )
    table = {
        "constants": [labels[i] for i in order],
        "source of Kd": [groups[i] for i in order],
        "predicted free (%)": percent[order],
    }
    return Figure(traces, layout, title="One model, many published constants", description=description, table=table)


def drug_signals(drug_nM, with_receptor, without_receptor, mark, *, drug, place, at_mark):
    """Return the signal of two cells, in per cent of the signal before the drug.

    `drug_nM` are binding sites (ascending), `with_receptor` and `without_receptor` the curves of a
    cell with and one without membrane IL-6R (nan where that cell never had a signal); `mark` is the
    concentration to read and `at_mark` the two signals there; `drug` and `place` say what was added and where.
    """
    one, two = at_mark
    silent = not np.any(np.isfinite(without_receptor))
    other = (
        "the cell without IL-6R had no signal before, as there is no sIL-6R"
        if silent
        else f"the cell without IL-6R {say(two, 2)} %"
    )
    curves = [Curve("cell with IL-6R", with_receptor)] + (
        [] if silent else [Curve("cell without IL-6R", without_receptor)]
    )
    spots = [(_crossing(with_receptor, 0.75), "right"), (_crossing(without_receptor, 0.3), "left")]
    return lines(
        drug_nM,
        curves,
        title=f"Two cells and {drug} {place}",
        x_title="drug (nM of binding sites)",
        y_title="signal (% of the signal before the drug)",
        log_x=True,
        y_range=(0, 108),
        label_at=spots[: len(curves)],
        positions=[Mark(mark, f"{say(mark)} nM")],
        description=(
            f"At {say(mark)} nM of {drug} {place}, the cell with IL-6R keeps {say(one, 2)} % of its signal; {other}."
        ),
    )


def _crossing(curve, share):
    below = np.flatnonzero(np.asarray(curve) <= 100 * share)
    return int(below[0]) if below.size else len(curve) // 2
