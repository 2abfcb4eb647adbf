"""Figures of licensed products: how many act on which interleukin, when they came, what each is licensed for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.colours import BLUE, GREY, RULE, VERMILION
from helpers.figures.drug_targets import ACTION_STYLES
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    STILL_LEGEND,
    Layout,
    Style,
    Trace,
    hidden_axis,
    legend_rows,
    marks,
    names,
    note,
    rooms,
    row_axis,
    row_pitch,
    rule,
    spans,
    top_title,
)
from helpers.views.products import (
    ACTIONS_IN_ORDER,
    Approvals,
    Biosimilar,
    BiosimilarApprovals,
    LicencesCompared,
    Product,
    ProductProfile,
    ProductsByAxis,
)
from helpers.words import counted, first_upper, listed, two_lines, wrapped

_WORDS = {  # action: in words, after how many products
    "ligand-neutralising": "neutralise a ligand",
    "receptor-blocking": "block a receptor",
    "decoy": "catch a ligand as decoy",
    "toxin-fusion": "carry a toxin",
    "agonist": "are agonists",
}
_FDA, _EMA = "first FDA approval", "first EU authorisation"
_APPROVALS = {_FDA: Style(BLUE, size=9), _EMA: Style(VERMILION, "square-open", size=13)}
_LICENSED = {  # region, and whether the licence is listed as interchangeable: its name and its mark
    ("US", True): ("US, interchangeable", Style(BLUE, size=9)),
    ("US", False): ("US, no such designation listed", Style(BLUE, "circle-open", size=13)),
    ("EU", True): ("EU, interchangeable as every biosimilar there", Style(VERMILION, "square", size=9)),
}
_COLUMNS = 3  # how many products stand beside each other
_NBSP = "\N{NO-BREAK SPACE}"
_COMPARED = (Style(BLUE, size=15), Style(VERMILION, "square", size=15))


@dataclass(frozen=True)
class _Event:
    """One mark on a timeline: its day, its row, and what it tells on pointing."""

    day: str
    row: int
    told: str


@dataclass(frozen=True)
class _Spot:
    """Where a product stands: its column and its line, counted from the upper left."""

    product: Product
    column: int
    line: int


# ---------------------------------------------------------------------------- products on their axes


def products_by_axis(view: ProductsByAxis) -> Figure:
    """Return every product as one mark with its name, under its axis; colour and shape say what it does.

    A hollow mark is a product that is no longer marketed.
    """
    title = f"Licensed interleukin products, as of {view.as_of}"
    spots, tops = _grid(view)
    shown = {product.action for product in view.products}
    lines = 1 + max(spot.line for spot in spots)
    height = 120 + round(row_pitch(lines, 29, 18) * lines)
    axis = {"tickfont": {"size": 13}, "range": [lines - 0.5, -0.5], "showgrid": False, "ticklen": 0, "fixedrange": True}
    layout = {
        "height": height,
        "showlegend": True,
        "margin": {"t": 92, "b": 14, "r": 8},
        "title": top_title(title, height),
        "legend": STILL_LEGEND,
        "xaxis": hidden_axis(-0.07, _COLUMNS),
        "meta": rooms(*((column, column + 0.97) for column in range(_COLUMNS))) | {"grid": _COLUMNS},
        "yaxis": {"tickvals": list(tops.values()), "ticktext": _axis_labels(view), **axis},
        "shapes": [rule("y", top - 0.5, Style(RULE, width=1)) for top in tops.values() if top],
    }
    traces = [_products_of(action, spots) for action in ACTIONS_IN_ORDER if action in shown]
    return Figure(traces, layout, title=title, description=_axis_words(view), table=_axis_table(view))


def _grid(view: ProductsByAxis) -> tuple[list[_Spot], dict[str, int]]:
    """Return where each product stands, and the first line of each axis."""
    spots: list[_Spot] = []
    tops: dict[str, int] = {}
    below = 0
    for axis, products in view.axes.items():
        tops[axis] = below
        spots += [_Spot(product, place % _COLUMNS, below + place // _COLUMNS) for place, product in enumerate(products)]
        below = spots[-1].line + 1
    return spots, tops


def _axis_labels(view: ProductsByAxis) -> list[str]:
    return [f"{axis} ({len(products)})" for axis, products in view.axes.items()]


def _products_of(action: str, spots: Iterable[_Spot]) -> Trace:
    style = ACTION_STYLES[action]
    mine = [spot for spot in spots if spot.product.action == action]
    return names(
        [spot.column for spot in mine],
        [spot.line for spot in mine],
        [_NBSP + two_lines(spot.product.inn, 33).replace("<br>", f"<br>{_NBSP}") for spot in mine],
        replace(style, size=14),
        name=action,
        hovertext=[_product_told(spot.product) for spot in mine],
        textfont={"size": 12.5},
        marker={
            "symbol": [style.symbol if spot.product.marketed else f"{style.symbol}-open" for spot in mine],
            "line": {"width": 2, "color": style.colour},
        },
    )


def _product_told(product: Product) -> str:
    brand = f" ({product.brand})" if product.brand else ""
    return (
        f"<b>{product.inn}</b>{brand}<br>{product.modality}, binds {product.molecular_target}<br>"
        f"{product.region}, {product.status}"
    )


def _axis_words(view: ProductsByAxis) -> str:
    products = view.products
    counts = [
        f"{sum(product.action == action for product in products)} {_WORDS[action]}" for action in ACTIONS_IN_ORDER
    ]
    agonists = [product.inn for product in products if product.action == "agonist"]
    gone = sum(not product.marketed for product in products)
    return (
        f"As of {view.as_of} the table lists {len(products)} products on {len(view.axes)} axes: {listed(counts)}. "
        f"{f'The agonists are {listed(agonists)}' if agonists else 'None of them is an agonist'}. "
        f"{gone} products are no longer marketed (hollow marks)."
    )


def _axis_table(view: ProductsByAxis) -> dict[str, list[str]]:
    products = view.products
    return {
        "axis": [product.axis for product in products],
        "product": [product.inn for product in products],
        "what it does": [product.action for product in products],
        "molecule": [product.modality for product in products],
        "region": [product.region for product in products],
        "status": [product.status for product in products],
    }


# ---------------------------------------------------------------------------- first approvals


def approvals(view: Approvals) -> Figure:
    """Return when each product was first approved by FDA and in the EU."""
    title = f"First approvals: {view.chosen}, as of {view.as_of}"
    days = [day for product in view.products for day in product.first_days]
    this_year = int(view.as_of[:4])
    years = (f"{(int(min(days)[:4]) if days else this_year - 5) - 1}-01-01", f"{this_year + 1}-01-01")
    layout = _timeline([_product_label(product) for product in view.products], title, years, list(_APPROVALS))
    layout["annotations"] = [
        _row_note(years[0], row, f"{product.region}: no FDA or EU date in the table")
        for row, product in enumerate(view.products)
        if not product.first_days
    ]
    return Figure(
        _approval_traces(view.products),
        layout,
        title=title,
        description=_approval_words(view),
        table=_approval_table(view.products),
    )


def _approval_traces(products: Sequence[Product]) -> list[Trace]:
    between = [(row, product.first_days) for row, product in enumerate(products) if len(product.first_days) > 1]
    pairs = [(days[0], days[1]) for _, days in between]
    joined = spans(pairs, [row for row, _ in between], Style(GREY, width=2), name="between", showlegend=False)
    found: dict[str, list[_Event]] = {_FDA: [], _EMA: []}
    for row, product in enumerate(products):
        for name, day in ((_FDA, product.first_fda), (_EMA, product.first_ema)):
            if day:
                found[name].append(_Event(day, row, f"{product.inn}: {name} {day}"))
    return [joined] + [_events(name, style, found[name]) for name, style in _APPROVALS.items()]


def _product_label(product: Product) -> str:
    return f"{product.inn} ({product.axis}{'' if product.marketed else ', ' + product.status})"


def _approval_words(view: Approvals) -> str:
    text = f"{counted(len(view.products), 'product')} ({view.chosen})."
    dated = [product for product in view.products if product.first_days]
    if not dated:
        return f"{text} None of them has an FDA or EU date in the table."
    text += f" The first is {dated[0].inn} ({min(dated[0].first_days)})."
    both = [product for product in dated if len(product.first_days) == 2]
    if both:
        fda = sum(product.first_fda < product.first_ema for product in both)
        ema = sum(product.first_fda > product.first_ema for product in both)
        text += f" Of {len(both)} with both dates, {fda} came first in the US and {ema} first in the EU."
    without = len(view.products) - len(dated)
    return text + (f" Without either date: {without}." if without else "")


def _approval_table(products: Sequence[Product]) -> dict[str, list[str]]:
    return {
        "product": [product.inn for product in products],
        "brand": [product.brand for product in products],
        "axis": [product.axis for product in products],
        "binds": [product.molecular_target for product in products],
        "what it does": [product.action for product in products],
        "region": [product.region for product in products],
        _FDA: [product.first_fda for product in products],
        _EMA: [product.first_ema for product in products],
        "status": [product.status for product in products],
        "note": [product.status_note for product in products],
    }


# ---------------------------------------------------------------------------- two products


def _licence_axis(columns: list[tuple[ProductProfile, str]]) -> Layout:
    """Return an axis above the plot with one column for each product and region."""
    return {
        "side": "top",
        "tickvals": list(range(len(columns))),
        "range": [-0.5, len(columns) - 0.5],
        "ticktext": [f"{wrapped(product.inn, 13)}<br><b>{region}</b>" for product, region in columns],
        "fixedrange": True,
    }


def licences_compared(view: LicencesCompared) -> Figure:
    """Return two products side by side: for each use, where which of them is licensed."""
    title = f"{view.first.inn} and {view.second.inn}: licensed uses, as of {view.as_of}"
    columns = [
        (product, region)
        for product in view.both
        for region in sorted({use.region for use in product.uses}, reverse=True)
    ]
    traces = [
        _uses(product, columns, view.indications, style) for product, style in zip(view.both, _COMPARED, strict=True)
    ]
    layout = {
        "height": 160 + 32 * max(len(view.indications), 2),
        "margin": {"t": 118, "b": 20},
        "title": {"text": title, "x": 0.01, "xref": "container", "y": 0.98, "yanchor": "top"},
        "xaxis": _licence_axis(columns),
        "yaxis": row_axis([wrapped(use, 45) for use in view.indications], 13) | {"fixedrange": True},
    }
    description = f"{' '.join(_profile_words(product) for product in view.both)} Uses that the table lists for both: "
    description += f"{', '.join(view.shared) or 'none'}."
    return Figure(traces, layout, title=title, description=description, table=_licence_table(view))


def _uses(
    product: ProductProfile, columns: list[tuple[ProductProfile, str]], indications: Sequence[str], style: Style
) -> Trace:
    return marks(
        [columns.index((product, use.region)) for use in product.uses],
        [indications.index(use.indication) for use in product.uses],
        style,
        name=product.inn,
        hovertext=[f"{product.inn}, {use.region}: {use.indication}" for use in product.uses],
    )


def _facts(product: ProductProfile) -> dict[str, str]:
    """Return what is said of a product, its note apart."""
    silent = "not listed"
    return {
        "brand": product.brand or silent,
        "molecule": product.molecule,
        "action": product.action,
        "binds": product.binds,
        _FDA: product.first_fda or silent,
        _EMA: product.first_ema or silent,
        "status": product.status,
        "supplied as": product.supplied or silent,
    }


def _profile_words(product: ProductProfile) -> str:
    return f"{first_upper(product.inn)}: {'; '.join(f'{fact} {text}' for fact, text in _facts(product).items())}."


def _licence_table(view: LicencesCompared) -> dict[str, list[str]]:
    properties = [*_facts(view.first), "note", *(f"licensed: {use}" for use in view.indications)]
    return {"property": properties} | {
        product.inn: [
            *_facts(product).values(),
            product.note,
            *(", ".join(product.regions(use)) or "not listed" for use in view.indications),
        ]
        for product in view.both
    }


# ---------------------------------------------------------------------------- biosimilars


def biosimilar_approvals(view: BiosimilarApprovals) -> Figure:
    """Return when each biosimilar was approved, by substance; the shape says where, and if interchangeable."""
    title = f"Biosimilars of interleukin antibodies, as of {view.as_of}"
    labels = [f"{one.substance}: {one.brand}, {one.region}" for one in view.licences]
    found: dict[tuple[str, bool], list[_Event]] = {kind: [] for kind in _LICENSED}
    for row, one in enumerate(view.licences):
        if one.approved:
            found[one.region, one.interchangeable == "yes"].append(
                _Event(one.approved, row, f"{labels[row]} ({one.sponsor}): {one.approved}")
            )
    first = min(one.approved for one in view.licences if one.approved)
    years = (f"{int(first[:4]) - 1}-07-01", f"{int(view.as_of[:4]) + 1}-01-01")
    layout = _timeline(labels, title, years, [name for name, _ in _LICENSED.values()])
    layout["annotations"] = [
        _row_note(one.approved or first, row, text)
        for row, one in enumerate(view.licences)
        if (text := one.note or ("" if one.approved else "date not established"))
    ]
    traces = [_events(name, style, found[kind]) for kind, (name, style) in _LICENSED.items()]
    words, table = _biosimilar_words(view), _biosimilar_table(view.licences)
    return Figure(traces, layout, title=title, description=words, table=table)


def _biosimilar_words(view: BiosimilarApprovals) -> str:
    parts = []
    for substance in sorted({one.substance for one in view.licences}):
        mine = [one for one in view.licences if one.substance == substance]
        here = [one for one in mine if one.region == "US"]
        yes = sum(one.interchangeable == "yes" for one in here)
        parts.append(
            f"{substance} has {len(here)} in the US ({yes} listed as interchangeable) "
            f"and {len(mine) - len(here)} in the EU (all of them interchangeable)"
        )
    undated = sum(not one.approved for one in view.licences)
    return (
        f"As of {view.as_of} the table lists {len(view.licences)} biosimilar licences: {'; '.join(parts)}. "
        f"The exact date of {undated} was not established."
    )


def _biosimilar_table(licences: Sequence[Biosimilar]) -> dict[str, list[str]]:
    return {
        "substance": [one.inn for one in licences],
        "brand": [one.brand for one in licences],
        "sponsor": [one.sponsor for one in licences],
        "region": [one.region for one in licences],
        "approved": [one.approved for one in licences],
        "interchangeable": [one.interchangeable for one in licences],
        "note": [one.note for one in licences],
    }


# ---------------------------------------------------------------------------- timelines


def _timeline(labels: Sequence[str], title: str, days: tuple[str, str], kinds: Sequence[str]) -> Layout:
    """Return rows over days, with room for the title above a legend of these `kinds` of marks."""
    top = 72 + 20 * legend_rows(kinds, 480)
    height = 48 + top + round(row_pitch(len(labels), 24) * len(labels))
    return {
        "height": height,
        "showlegend": True,
        "margin": {"t": top},
        "title": top_title(title, height),
        "legend": STILL_LEGEND,
        "xaxis": {"type": "date", "range": days, "title": {"text": "date"}, "hoverformat": "%Y-%m-%d"},
        "yaxis": row_axis(labels) | {"range": [len(labels) - 0.3, -0.7]},
    }


def _row_note(day: str, row: int, text: str) -> Layout:
    return note(day, row, text, xshift=6, font={"size": 12, "color": GREY})


def _events(name: str, style: Style, events: Iterable[_Event]) -> Trace:
    shown = list(events)
    return marks(
        [event.day for event in shown] or [None],
        [event.row for event in shown] or [None],
        style,
        name=name,
        hovertext=[event.told for event in shown],
        showlegend=True,
        marker={"line": {"width": 2, "color": style.colour}},
    )
