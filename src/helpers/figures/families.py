"""Figures of families: three classifications laid over each other, names and genes on the chromosomes."""

import re
from statistics import fmean

import pandas as pd

from helpers.figures.columns import bent, heading
from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREY, PALE, TEXT, VERMILION
from helpers.views.source import drawn_from, too_few

SCHEMES = {"sequence and structure": "sequence-structure", "receptor chain": "receptor-chain", "function": "function"}
# Words of the classification that say "belongs to no family": whoever is there has no companions.
NO_FAMILY = ("no shared fold", "not established", "other receptor")
MOVERS = "who changes company"


def company(classification, first, second):
    """Return, for each interleukin, its companions under two schemes and whether it changes company.

    `classification` is the table of that name; `first` and `second` are keys of `SCHEMES`. The
    DataFrame has the columns interleukin, before, after (families), companions (a list), met_again
    (a list) and moves. An interleukin changes company when it had companions and meets fewer than
    half of them again. Raises ValueError for an unknown scheme or twice the same.
    """
    for scheme in (first, second):
        if scheme not in SCHEMES:
            raise ValueError(f"'{scheme}' is not a scheme; choose from: {', '.join(SCHEMES)}.")
    if first == second:
        raise ValueError(f"You compare '{first}' with itself. Choose two different schemes.")
    columns = [classification[name] for name in ("scheme", "interleukin", "family")]
    before, after = (
        {name: family for scheme, name, family in zip(*columns, strict=True) if scheme == SCHEMES[wanted]}
        for wanted in (first, second)
    )
    met_before, met_after = _companions(before), _companions(after)
    rows = []
    for name, family in before.items():
        companions = [other for other in met_before[family] if other != name]
        again = [other for other in companions if other in met_after[after[name]]]
        rows.append(
            {
                "interleukin": name,
                "before": family,
                "after": after[name],
                "companions": companions,
                "met_again": again,
                "moves": 2 * len(again) < len(companions),
            }
        )
    return pd.DataFrame(rows)


def families_compared(classification, first="sequence and structure", second="receptor chain", follow=MOVERS):
    """Return two classifications side by side, one line for each interleukin.

    `follow` is `MOVERS` (all who change company are marked) or one interleukin (it and its former
    companions are marked). Other arguments as in `company`.
    """
    rows = company(classification, first, second)
    if follow != MOVERS and follow not in set(rows["interleukin"]):
        raise ValueError(f"'{follow}' is not in the classification; choose an interleukin or '{MOVERS}'.")
    marked = _marks(rows, follow)
    left, left_labels = _stack(rows, "before", None)
    right, right_labels = _stack(rows, "after", left)
    top = max(max(left.values()), max(right.values()))
    traces = [_bands(rows, left, right, marked, kind) for kind in ("other", "companion", "chosen")]
    traces += [
        _names(column, x, side, marked) for column, x, side in ((left, 0, "middle left"), (right, 1, "middle right"))
    ]
    traces += [
        _family_labels(labels, x, side)
        for labels, x, side in ((left_labels, -0.17, "middle left"), (right_labels, 1.17, "middle right"))
    ]
    layout = {
        "height": int(14 * top + 110),
        "margin": {"l": 8, "r": 8, "t": 84, "b": 8},
        "xaxis": {"visible": False, "range": [-0.95, 1.95], "fixedrange": True},
        "yaxis": {"visible": False, "range": [top + 0.8, -0.8], "fixedrange": True},
        "annotations": [
            heading(0, f"by {first}", shift=22, anchor="right"),
            heading(1, f"by {second}", shift=22, anchor="left"),
        ],
    }
    table = {
        "interleukin": rows["interleukin"],
        f"family by {first}": rows["before"],
        f"family by {second}": rows["after"],
        "former companions": [len(c) for c in rows["companions"]],
        "met again": [len(c) for c in rows["met_again"]],
        "changes company": ["yes" if m else "no" for m in rows["moves"]],
    }
    return Figure(
        traces,
        layout,
        title=f"From {first} to {second}: {follow}",
        description=_compared_words(rows, first, second, follow),
        table=table,
    )


@drawn_from(genes="genes", subunits="subunits", classification="classification")
def gene_map(genes, subunits, classification):
    """Return the genes that encode interleukins, by chromosome and band; bands with several genes are labelled.

    The three arguments are the tables of those names. The place along a chromosome is its band
    number: it gives the order, not the distance.
    """
    bands = _bands_of(genes, subunits, classification)
    chromosomes = sorted({band["chromosome"] for band in bands}, key=_chromosome_order)
    row = {name: i for i, name in enumerate(chromosomes)}
    shared = [b for b in bands if len(b["genes"]) > 1]
    traces = [_chromosome_lines(bands, row)]
    for group, colour, symbol in (
        ([b for b in bands if len(b["genes"]) == 1], GREY, "circle"),
        (shared, BLUE, "square"),
    ):
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": "genes",
                "x": [b["place"] for b in group],
                "y": [row[b["chromosome"]] for b in group],
                "marker": {
                    "color": colour,
                    "symbol": symbol,
                    "size": [8 + 1.2 * len(b["genes"]) for b in group],
                    "opacity": 1,
                },
                "hovertext": [f"{b['band']}: {', '.join(b['genes'])}" for b in group],
                "hoverinfo": "text",
            }
        )
    traces.append(_chromosome_labels(bands, row))
    layout = {
        "height": 60 + 27 * len(chromosomes) + 50,
        "xaxis": {
            "title": {"text": "band number (short arm p left, long arm q right; order, not distance)"},
            "range": [-40, 140],
            "tickvals": [-40, -20, 0, 20, 40],
            "ticktext": ["p40", "p20", "centromere", "q20", "q40"],
        },
        "yaxis": {
            "title": {"text": "chromosome"},
            "tickvals": list(row.values()),
            "ticktext": list(row),
            "range": [len(row) - 0.4, -0.6],
            "showgrid": False,
        },
    }
    if not shared:
        raise too_few("genes")
    kin = [b for b in shared if b["one family"]]
    together = sum(len(b["genes"]) for b in shared)
    largest = max(shared, key=lambda b: len(b["genes"]))
    strangers = [b["band"] for b in shared if not b["one family"]]
    apart = f"; not in {' and '.join(strangers)}" if strangers else ""
    description = (
        f"{sum(len(b['genes']) for b in bands)} genes lie in {len(bands)} bands. {len(shared)} bands "
        f"hold more than one of them, {together} genes together; the largest is {largest['band']} with "
        f"{len(largest['genes'])}. In {len(kin)} of these {len(shared)} bands all genes belong to one family "
        f"by sequence and structure{apart}."
    )
    order = sorted(bands, key=lambda b: (_chromosome_order(b["chromosome"]), b["place"]))
    table = {
        "band": [b["band"] for b in order],
        "genes": [", ".join(b["genes"]) for b in order],
        "number of genes": [len(b["genes"]) for b in order],
        "family by sequence and structure": ["; ".join(b["families"]) for b in order],
    }
    return Figure(traces, layout, title="Where the interleukin genes lie", description=description, table=table)


# ---------------------------------------------------------------------------- companions


def _companions(families):
    """Return family -> its members, from interleukin -> family; a word of `NO_FAMILY` has none."""
    members = {family: [] for family in families.values()}
    for name, family in families.items():
        if family not in NO_FAMILY:
            members[family].append(name)
    return members


def _marks(rows, follow):
    """Return interleukin -> "chosen", "companion" or "other"."""
    if follow == MOVERS:
        return {r.interleukin: "chosen" if r.moves else "other" for r in rows.itertuples()}
    companions = set(rows.loc[rows["interleukin"] == follow, "companions"].iloc[0])
    return {
        name: "chosen" if name == follow else "companion" if name in companions else "other"
        for name in rows["interleukin"]
    }


def _compared_words(rows, first, second, follow):
    if follow == MOVERS:
        moved, had = rows[rows["moves"]], rows[rows["companions"].map(len) > 0]
        names = ", ".join(moved["interleukin"]) or "nobody"
        return (
            f"From {first} to {second}, {len(moved)} of {len(had)} interleukins with companions "
            f"change company: {names}. "
            f"{len(rows) - len(had)} of {len(rows)} have no companions by {first}."
        )
    row = rows[rows["interleukin"] == follow].iloc[0]
    if not row["companions"]:
        return (
            f"{follow} has no companions by {first} ({row['before']}), so it cannot lose any. "
            f"By {second} it stands under: {row['after']}."
        )
    again = ", ".join(row["met_again"]) or "none"
    verdict = "it changes company" if row["moves"] else "it stays with its company"
    return (
        f"By {first}, {follow} stands under '{row['before']}' with {', '.join(row['companions'])}. "
        f"By {second} it stands under '{row['after']}'. It meets {len(row['met_again'])} of {len(row['companions'])} "
        f"companions again ({again}): {verdict}."
    )


# ---------------------------------------------------------------------------- drawing two columns


def _stack(rows, column, neighbours):
    """Return (interleukin -> place from the top, [(family, number, middle place)]) of one column."""
    order = list(rows["interleukin"])
    place_of = neighbours or {name: i for i, name in enumerate(order)}
    groups = {family: [] for family in rows[column]}
    for name, family in zip(order, rows[column], strict=True):
        groups[family].append(name)
    ranked = sorted(groups, key=lambda f: (f in NO_FAMILY, fmean(place_of[n] for n in groups[f]), f))
    places, labels, at = {}, [], 0.0
    for family in ranked:
        members = sorted(groups[family], key=place_of.get)
        places |= {name: at + i for i, name in enumerate(members)}
        labels.append((family, len(members), at + (len(members) - 1) / 2))
        at += len(members) + 0.7
    return places, labels


def _bands(rows, left, right, marked, kind):
    xs, ys = bent((0.02, 0.02, 0.98, left[name], right[name]) for name in rows["interleukin"] if marked[name] == kind)
    style = {"other": (PALE, 1.3, "solid"), "companion": (BLUE, 2, "dash"), "chosen": (VERMILION, 3, "solid")}[kind]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": kind,
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "line": dict(zip(("color", "width", "dash"), style, strict=True)),
    }


def _names(places, x, side, marked):
    colours = {"other": GREY, "companion": BLUE, "chosen": VERMILION}
    return {
        "type": "scatter",
        "mode": "text",
        "name": "interleukins",
        "x": [x] * len(places),
        "y": list(places.values()),
        "text": [f"<b>{n}</b>" if marked[n] != "other" else n for n in places],
        "textposition": side,
        "textfont": {"size": 12, "color": [colours[marked[n]] for n in places]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _family_labels(labels, x, side):
    return {
        "type": "scatter",
        "mode": "text",
        "name": "families",
        "x": [x] * len(labels),
        "y": [place for *_, place in labels],
        "text": [f"{family} ({number})" for family, number, _ in labels],
        "textposition": side,
        "textfont": {"size": 12.5, "color": TEXT},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


# ---------------------------------------------------------------------------- chromosomes


def _bands_of(genes, subunits, classification):
    family = classification[classification["scheme"] == "sequence-structure"].set_index("interleukin")["family"]
    families = subunits.assign(family=subunits["interleukin"].map(family)).groupby("gene_symbol")["family"].agg(set)
    if not set(subunits["interleukin"]) <= set(family.index):
        raise too_few("classification")
    wanted = genes[genes["gene_symbol"].isin(set(subunits["gene_symbol"]))]
    bands = []
    for band, rows in wanted.groupby("chromosome_band", sort=False):
        chromosome, arm, number = re.match(r"(\d+|X|Y)([pq])(\d+(?:\.\d+)?)", band).groups()
        named = sorted(set().union(*families[list(rows["gene_symbol"])]))
        bands.append(
            {
                "band": band,
                "chromosome": chromosome,
                "place": float(number) * (1 if arm == "q" else -1),
                "genes": list(rows["gene_symbol"]),
                "families": named,
                "one family": len(named) == 1 and named[0] not in NO_FAMILY,
            }
        )
    return bands


def _chromosome_order(name):
    return int(name) if name.isdigit() else 23


def _chromosome_lines(bands, row):
    xs, ys = [], []
    for name, y in row.items():
        places = [b["place"] for b in bands if b["chromosome"] == name]
        xs += [min(0, *places), max(0, *places), None]
        ys += [y, y, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "chromosome",
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "line": {"color": PALE, "width": 5},
    }


def _chromosome_labels(bands, row):
    """Return the genes of each chromosome written at its end, those of a shared band in bold."""
    ends, texts = [], []
    for name in row:
        here = sorted((b for b in bands if b["chromosome"] == name), key=lambda b: b["place"])
        ends.append(max(0, *(b["place"] for b in here), 0) + 2)
        words = [f"{', '.join(b['genes'])} ({b['band']})" for b in here]
        texts.append("; ".join(f"<b>{w}</b>" if len(b["genes"]) > 1 else w for w, b in zip(words, here, strict=True)))
    return {
        "type": "scatter",
        "mode": "text",
        "name": "names",
        "x": ends,
        "y": list(row.values()),
        "text": texts,
        "textposition": "middle right",
        "textfont": {"size": 12, "color": TEXT},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
