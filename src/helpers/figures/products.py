"""Figures of licensed products: how many act on which interleukin, when they came, what each is licensed for."""

from itertools import groupby

from helpers.figures.columns import wrapped
from helpers.figures.drug_targets import ACTIONS
from helpers.figures.figure import Figure
from helpers.figures.template import BLUE, GREY, VERMILION
from helpers.views.source import drawn_from, too_few

_WORDS = {  # action: in words, after how many products
    "ligand-neutralising": "neutralise a ligand",
    "receptor-blocking": "block a receptor",
    "decoy": "catch a ligand as decoy",
    "toxin-fusion": "carry a toxin",
    "agonist": "are agonists",
}
_AGONIST = ACTIONS["agonist"][0]
_APPROVALS = {
    "first_fda_approval": ("first FDA approval", BLUE, "circle"),
    "first_ema_approval": ("first EU authorisation", VERMILION, "square-open"),
}
_LICENSED = {
    "yes": ("US, interchangeable", BLUE, "circle"),
    "": ("US, no such designation listed", BLUE, "circle-open"),
    "not applicable": ("EU", VERMILION, "square"),
}


@drawn_from(products="therapeutics")
def products_by_axis(products, as_of):
    """Return every product as one mark: its interleukin axis is the row, colour and shape say what it does.

    `products` are rows of ``therapeutics``, `as_of` the date (ISO string) of the table. Agonists carry
    their name; a hollow mark is a product that is no longer marketed.
    """
    order = list(_WORDS)
    rows = products.to_dict("records")
    rows.sort(key=lambda row: (_natural(row["target"]), order.index(row["action"]), row["inn"]))
    places, axes = [], []
    for axis, members in groupby(rows, key=lambda r: r["target"]):
        axes.append(axis)
        places += [(place, len(axes) - 1) for place, _ in enumerate(members, start=1)]
    traces = [_products_of(action, rows, places) for action in order if any(r["action"] == action for r in rows)]
    widest = max(x for x, _ in places)
    layout = {
        "height": 150 + 27 * len(axes),
        "showlegend": True,
        "margin": {"t": 96},
        "title": {"text": f"Licensed interleukin products, as of {as_of}", "y": 0.98, "yanchor": "top"},
        "legend": {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"title": {"text": "products on this axis (number)"}, "dtick": 1, "range": [0.4, widest + 2.6]},
        "yaxis": {"tickvals": list(range(len(axes))), "ticktext": axes, "range": [len(axes) - 0.4, -0.6]},
        "annotations": _agonist_labels(rows, places),
    }
    table = {
        name: [row[column] for row in rows]
        for name, column in {
            "axis": "target",
            "product": "inn",
            "what it does": "action",
            "molecule": "modality",
            "region": "region",
            "status": "status",
        }.items()
    }
    return Figure(
        traces,
        layout,
        title=f"Licensed interleukin products, as of {as_of}",
        description=_axis_words(rows, as_of),
        table=table,
    )


def approvals(products, chosen, as_of):
    """Return when each of `products` (rows of ``therapeutics``) was first approved by FDA and in the EU.

    `chosen` says in words which products these are; `as_of` is the date (ISO string) of the table.
    Raises ValueError when no product is left.
    """
    if products.empty:
        raise ValueError(f"No product of the table fits this choice ({chosen}). Set one of the choices back to 'all'.")
    rows = products.to_dict("records")
    for row in rows:
        row["dates"] = {column: _day(row[column]) for column in _APPROVALS}
    rows.sort(key=lambda r: (min((d for d in r["dates"].values() if d), default="9999"), r["inn"]))
    traces = [_spans([[d for d in row["dates"].values() if d] for row in rows])]
    traces += [
        _dates(
            name,
            colour,
            symbol,
            [
                (row["dates"][column], i, f"{row['inn']}: {name} {row['dates'][column]}")
                for i, row in enumerate(rows)
                if row["dates"][column]
            ],
        )
        for column, (name, colour, symbol) in _APPROVALS.items()
    ]
    notes = [
        (i, f"{row['region']}: no FDA or EU date in the table")
        for i, row in enumerate(rows)
        if not any(row["dates"].values())
    ]
    title = f"First approvals: {chosen}, as of {as_of}"
    layout = _timeline([_labelled(row) for row in rows], notes, title, _years(rows, as_of))
    table = {
        "product": [row["inn"] for row in rows],
        "brand": [row["brand"] for row in rows],
        "axis": [row["target"] for row in rows],
        "binds": [row["molecular_target"] for row in rows],
        "what it does": [row["action"] for row in rows],
        "region": [row["region"] for row in rows],
        "first FDA approval": [row["dates"]["first_fda_approval"] for row in rows],
        "first EU authorisation": [row["dates"]["first_ema_approval"] for row in rows],
        "status": [row["status"] for row in rows],
        "note": [row["status_note"] for row in rows],
    }
    return Figure(traces, layout, title=title, description=_approval_words(rows, chosen), table=table)


def licences_compared(first, second, as_of):
    """Return two products side by side: for each use, where which of them is licensed.

    Each product is a dictionary with ``inn``, ``facts`` (what, in words) and ``uses`` (a list of
    (use, region)). `as_of` is the date (ISO string) of the tables.
    """
    both = (first, second)
    columns = [
        (number, region)
        for number, product in enumerate(both)
        for region in sorted({region for _, region in product["uses"]}, reverse=True)
    ]
    uses = sorted(
        {use for product in both for use, _ in product["uses"]},
        key=lambda use: (_who(use, both) != [0, 1], _who(use, both), use),
    )
    traces = []
    for number, product in enumerate(both):
        points = [(columns.index((number, region)), uses.index(use), use, region) for use, region in product["uses"]]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": product["inn"],
                "x": [p[0] for p in points],
                "y": [p[1] for p in points],
                "marker": {"size": 15, "color": (BLUE, VERMILION)[number], "symbol": ("circle", "square")[number]},
                "hovertext": [f"{product['inn']}, {region}: {use}" for _, _, use, region in points],
                "hoverinfo": "text",
            }
        )
    title = f"{first['inn']} and {second['inn']}: licensed uses, as of {as_of}"
    layout = {
        "height": 160 + 32 * max(len(uses), 2),
        "margin": {"t": 118, "b": 20},
        "title": {"text": title, "x": 0.01, "xref": "container", "y": 0.98, "yanchor": "top"},
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "range": [-0.5, len(columns) - 0.5],
            "ticktext": [f"{wrapped(both[number]['inn'], 13)}<br><b>{region}</b>" for number, region in columns],
            "fixedrange": True,
        },
        "yaxis": {
            "tickvals": list(range(len(uses))),
            "ticktext": [wrapped(use, 45) for use in uses],
            "range": [len(uses) - 0.4, -0.6],
            "fixedrange": True,
        },
    }
    facts = list(first["facts"])
    table = {
        "property": facts + [f"licensed: {use}" for use in uses],
        **{p["inn"]: [p["facts"][fact] for fact in facts] + [_regions(p, use) for use in uses] for p in both},
    }
    words = " ".join(_profile_words(product) for product in both)
    shared = [use for use in uses if _who(use, both) == [0, 1]]
    words += f" Uses that the table lists for both: {', '.join(shared) if shared else 'none'}."
    return Figure(traces, layout, title=title, description=words, table=table)


@drawn_from(rows="biosimilars")
def biosimilar_approvals(rows, as_of):
    """Return when each biosimilar was approved, by reference product; the shape says what holds in the US.

    `rows` is the table ``biosimilars``, `as_of` its date (ISO string).
    """
    records = [row | {"date": _day(row["approved"]), "substance": row["inn"]} for row in rows.to_dict("records")]
    records.sort(key=lambda r: (r["substance"], r["region"] != "US", r["date"] or "9999", r["brand"]))
    labels = [f"{row['substance']}: {row['brand']}, {row['region']}" for row in records]
    traces = []
    for mark, (name, colour, symbol) in _LICENSED.items():
        points = [
            (row["date"], i, f"{labels[i]} ({row['sponsor']}): {row['date']}")
            for i, row in enumerate(records)
            if row["date"] and _mark(row) == mark
        ]
        traces.append(_dates(name, colour, symbol, points))
    notes = [
        (i, row["note"] or ("" if row["date"] else "date not established"), row["date"])
        for i, row in enumerate(records)
    ]
    dates = [row["date"] for row in records if row["date"]]
    if not dates:
        raise too_few("biosimilars")
    title = f"Biosimilars of interleukin antibodies, as of {as_of}"
    layout = _timeline(labels, [], title, [f"{int(min(dates)[:4]) - 1}-07-01", f"{int(as_of[:4]) + 1}-01-01"])
    layout["annotations"] = [_note(i, text, date or min(dates)) for i, text, date in notes if text]
    table = {
        "substance": [row["inn_with_suffix"] for row in records],
        "brand": [row["brand"] for row in records],
        "sponsor": [row["sponsor"] for row in records],
        "region": [row["region"] for row in records],
        "approved": [row["date"] for row in records],
        "interchangeable (US)": [row["interchangeable"] for row in records],
        "note": [row["note"] for row in records],
    }
    return Figure(traces, layout, title=title, description=_biosimilar_words(records, as_of), table=table)


# ---------------------------------------------------------------------------- parts


def _products_of(action, rows, places):
    colour, symbol, _ = ACTIONS[action]
    mine = [(row, place) for row, place in zip(rows, places, strict=True) if row["action"] == action]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": action,
        "x": [p[0] for _, p in mine],
        "y": [p[1] for _, p in mine],
        "marker": {
            "size": 14,
            "color": colour,
            "line": {"width": 2, "color": colour},
            "symbol": [symbol if row["status"] == "marketed" else f"{symbol}-open" for row, _ in mine],
        },
        "hovertext": [
            f"<b>{row['inn']}</b>{row['brand'] and ' (' + row['brand'] + ')'}<br>"
            f"{row['modality']}, binds {row['molecular_target']}<br>{row['region']}, {row['status']}"
            for row, _ in mine
        ],
        "hoverinfo": "text",
    }


def _agonist_labels(rows, places):
    labels = []
    for axis, members in groupby(zip(rows, places, strict=True), key=lambda pair: pair[1][1]):
        members = list(members)
        names = [row["inn"] for row, _ in members if row["action"] == "agonist"]
        if names:
            labels.append(
                {
                    "x": members[-1][1][0],
                    "y": axis,
                    "text": wrapped(", ".join(names), 31),
                    "align": "left",
                    "showarrow": False,
                    "xanchor": "left",
                    "xshift": 12,
                    "font": {"size": 12.5, "color": _AGONIST},
                }
            )
    return labels


def _axis_words(rows, as_of):
    counts = [f"{sum(row['action'] == action for row in rows)} {words}" for action, words in _WORDS.items()]
    agonists = [row["inn"] for row in rows if row["action"] == "agonist"]
    gone = sum(row["status"] != "marketed" for row in rows)
    axes = len({row["target"] for row in rows})
    return (
        f"As of {as_of} the table lists {len(rows)} products on {axes} axes: {_and(counts)}. "
        f"{f'The agonists are {_and(agonists)}' if agonists else 'None of them is an agonist'}. "
        f"{gone} products are no longer marketed (hollow marks)."
    )


def _timeline(labels, notes, title, years):
    height = 140 + 24 * len(labels)
    return {
        "height": height,
        "showlegend": True,
        "margin": {"t": 92},
        "title": {"text": title, "y": 1 - 16 / height, "yanchor": "top"},
        "legend": {"itemclick": False, "itemdoubleclick": False},
        "xaxis": {"type": "date", "range": years, "title": {"text": "date"}, "hoverformat": "%Y-%m-%d"},
        "yaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
            "range": [len(labels) - 0.3, -0.7],
            "tickfont": {"size": 12},
        },
        "annotations": [_note(i, text, years[0]) for i, text in notes],
    }


def _note(i, text, date):
    return {
        "x": date,
        "y": i,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "xshift": 6,
        "font": {"size": 12, "color": GREY},
    }


def _spans(dates):
    x, y = [], []
    for i, pair in enumerate(dates):
        if len(pair) > 1:
            x += [*pair, None]
            y += [i, i, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "between",
        "x": x or [None],
        "y": y or [None],
        "line": {"color": GREY, "width": 2},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _dates(name, colour, symbol, points):
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [p[0] for p in points] or [None],
        "y": [p[1] for p in points] or [None],
        "hovertext": [p[2] for p in points],
        "hoverinfo": "text",
        "showlegend": True,
        "marker": {
            "size": 13 if symbol.endswith("open") else 9,
            "color": colour,
            "symbol": symbol,
            "line": {"width": 2, "color": colour},
        },
    }


def _years(rows, as_of):
    first = min((d for row in rows for d in row["dates"].values() if d), default=f"{int(as_of[:4]) - 5}")
    return [f"{int(first[:4]) - 1}-01-01", f"{int(as_of[:4]) + 1}-01-01"]


def _labelled(row):
    return f"{row['inn']} ({row['target']}{'' if row['status'] == 'marketed' else ', ' + row['status']})"


def _approval_words(rows, chosen):
    dated = [row for row in rows if any(row["dates"].values())]
    text = f"{_count(len(rows), 'product')} ({chosen})."
    if not dated:
        return f"{text} None of them has an FDA or EU date in the table."
    date = min(d for d in dated[0]["dates"].values() if d)
    text += f" The first is {dated[0]['inn']} ({date})."
    both = [row["dates"] for row in rows if all(row["dates"].values())]
    if both:
        fda = sum(d["first_fda_approval"] < d["first_ema_approval"] for d in both)
        ema = sum(d["first_fda_approval"] > d["first_ema_approval"] for d in both)
        text += f" Of {len(both)} with both dates, {fda} came first in the US and {ema} first in the EU."
    without = len(rows) - len(dated)
    return text + (f" Without either date: {without}." if without else "")


def _biosimilar_words(records, as_of):
    parts = []
    for substance in sorted({row["substance"] for row in records}):
        mine = [row for row in records if row["substance"] == substance]
        here = [row for row in mine if row["region"] == "US"]
        yes = sum(row["interchangeable"] == "yes" for row in here)
        parts.append(
            f"{substance} has {len(here)} in the US ({yes} listed as interchangeable) "
            f"and {len(mine) - len(here)} in the EU"
        )
    undated = sum(not row["date"] for row in records)
    return (
        f"As of {as_of} the table lists {len(records)} biosimilar licences: {'; '.join(parts)}. "
        f"The exact date of {undated} was not established."
    )


def _profile_words(product):
    name = product["inn"]
    facts = "; ".join(f"{fact} {text}" for fact, text in product["facts"].items() if fact != "note")
    return f"{name[0].upper()}{name[1:]}: {facts}."


def _mark(row):
    return row["interchangeable"] if row["interchangeable"] in _LICENSED else ""


def _who(use, both):
    return [number for number, product in enumerate(both) if any(u == use for u, _ in product["uses"])]


def _regions(product, use):
    return ", ".join(region for u, region in product["uses"] if u == use) or "not listed"


def _day(value):
    return "" if value != value or value is None else str(value)[:10]


def _natural(axis):
    digits = axis.removeprefix("IL-").split("/")[0]
    number = "".join(c for c in digits if c.isdigit())
    return (int(number or 0), axis)


def _count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _and(items):
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]
