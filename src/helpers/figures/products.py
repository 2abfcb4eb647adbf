"""Figures of licensed products: what each is licensed for, and when its biosimilars came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.colours import BLUE, GREY, VERMILION
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    STILL_LEGEND,
    Layout,
    Style,
    Trace,
    legend_rows,
    marks,
    note,
    row_axis,
    row_pitch,
    top_title,
)
from helpers.views.products import (
    Biosimilar,
    BiosimilarApprovals,
    LicencesCompared,
    ProductProfile,
)
from helpers.words import first_upper, wrapped

_FDA, _EMA = "first FDA approval", "first EU authorisation"
_LICENSED = {  # region, and whether the licence is listed as interchangeable: its name and its mark
    ("US", True): ("US, interchangeable", Style(BLUE, size=9)),
    ("US", False): ("US, no such designation listed", Style(BLUE, "circle-open", size=13)),
    ("EU", True): ("EU, interchangeable as every biosimilar there", Style(VERMILION, "square", size=9)),
}
_COMPARED = (Style(BLUE, size=15), Style(VERMILION, "square", size=15))


@dataclass(frozen=True)
class _Event:
    """One mark on a timeline: its day, its row, and what it tells on pointing."""

    day: str
    row: int
    told: str


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
    both = len({one.region for one in view.licences}) > 1
    where = "" if both else f" in the {view.licences[0].region}"
    title = f"Biosimilars of interleukin antibodies{where}, as of {view.as_of}"
    labels = [f"{one.substance}: {one.brand}" + f", {one.region}" * both for one in view.licences]
    found: dict[tuple[str, bool], list[_Event]] = {kind: [] for kind in _LICENSED}
    for row, one in enumerate(view.licences):
        if one.approved:
            found[one.region, one.interchangeable == "yes"].append(
                _Event(one.approved, row, f"{labels[row]} ({one.sponsor}): {one.approved}")
            )
    shown = {kind: look for kind, look in _LICENSED.items() if found[kind]}
    first = min(one.approved for one in view.licences if one.approved)
    years = (f"{int(first[:4]) - 1}-07-01", f"{int(view.as_of[:4]) + 1}-01-01")
    layout = _timeline(labels, title, years, [name for name, _ in shown.values()])
    layout["annotations"] = [
        _row_note(one.approved or first, row, text)
        for row, one in enumerate(view.licences)
        if (text := one.note or ("" if one.approved else "date not established"))
    ]
    traces = [_events(name, style, found[kind]) for kind, (name, style) in shown.items()]
    words, table = _biosimilar_words(view), _biosimilar_table(view.licences)
    return Figure(traces, layout, title=title, description=words, table=table)


def _biosimilar_words(view: BiosimilarApprovals) -> str:
    parts = []
    for substance in sorted({one.substance for one in view.licences}):
        mine = [one for one in view.licences if one.substance == substance]
        here = [one for one in mine if one.region == "US"]
        yes, there = sum(one.interchangeable == "yes" for one in here), len(mine) - len(here)
        regions = [f"{len(here)} in the US ({yes} listed as interchangeable)"] if here else []
        regions += [f"{there} in the EU (all of them interchangeable)"] if there else []
        parts.append(f"{substance} has {' and '.join(regions)}")
    undated = sum(not one.approved for one in view.licences)
    return (
        f"{len(view.licences)} biosimilar licences as of {view.as_of}: {'; '.join(parts)}."
        + f" The exact date of {undated} was not established." * bool(undated)
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
