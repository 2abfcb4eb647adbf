"""Figures of families: three classifications laid over each other, names and genes on the chromosomes."""

from collections.abc import Mapping, Sequence

from helpers.colours import BLUE, GREY, PALE, VERMILION
from helpers.figures.figure import Columns, Figure
from helpers.figures.vocabulary import (
    LINK,
    Layout,
    Link,
    Style,
    Trace,
    heading,
    hidden_axis,
    links,
    marks,
    rooms,
    row_axis,
    spans,
    writing,
)
from helpers.views.families import Company, FamiliesCompared, FamilyPlace, GeneBand, GeneMap, Standing, rows_of

_Rows = Mapping[str, Sequence[float]]  # interleukin: its rows from the top, one for each of its families
_STYLES: dict[Standing, Style] = {
    "other": LINK,
    "companion": Style(BLUE, dash="dash", width=2),
    "chosen": Style(VERMILION, width=3),
}
_LETTERS: dict[Standing, str] = {"other": GREY, "companion": BLUE, "chosen": VERMILION}


def families_compared(view: FamiliesCompared) -> Figure:
    """Return two classifications side by side, one line for each interleukin."""
    left, right = rows_of(view.before), rows_of(view.after)
    traces = [_lines(standing, view.standings, left, right) for standing in _STYLES]
    traces += [
        _interleukins(left, 0, "middle left", view.standings),
        _interleukins(right, 1, "middle right", view.standings),
    ]
    traces += [_family_names(view.before, -0.17, "middle left"), _family_names(view.after, 1.17, "middle right")]
    mine = view.followed
    return Figure(
        traces,
        _compared_layout(view, max(max(rows) for rows in (*left.values(), *right.values()))),
        title=f"From {view.first} to {view.second}: {view.follow}",
        description=_movers_told(view) if mine is None else _followed_told(view, mine),
        table=_compared_table(view),
    )


def gene_map(view: GeneMap) -> Figure:
    """Return the genes that encode interleukins, by chromosome and band; bands with several genes are labelled."""
    layout = {
        "height": 60 + 27 * len(view.chromosomes) + 50,
        "xaxis": {
            "title": {"text": "band number (short arm p left, long arm q right; order, not distance)"},
            "range": [-40, 140],
            "tickvals": [-40, -20, 0, 20, 40],
            "ticktext": ["p40", "p20", "centromere", "q20", "q40"],
        },
        "yaxis": {"title": {"text": "chromosome"}, **row_axis(view.chromosomes, 13), "showgrid": False},
    }
    return Figure(
        [
            _chromosomes(view),
            _band_marks(view, [band for band in view.bands if not band.shared], Style(GREY)),
            _band_marks(view, [band for band in view.bands if band.shared], Style(BLUE, "square")),
            _gene_names(view),
        ],
        layout,
        title="Where the interleukin genes lie",
        description=_genes_told(view),
        table=_bands_table(view),
    )


# ---------------------------------------------------------------------------- two classifications


def _lines(standing: Standing, standings: Mapping[str, Standing], left: _Rows, right: _Rows) -> Trace:
    here = [name for name in standings if standings[name] == standing]
    joined = [Link(0.02, one, 0.98, other) for name in here for one in left[name] for other in right[name]]
    return links(joined, _STYLES[standing], name=standing)


def _interleukins(rows: _Rows, x: float, side: str, standings: Mapping[str, Standing]) -> Trace:
    spots = [(name, row) for name, its_rows in rows.items() for row in its_rows]
    return writing(
        [x] * len(spots),
        [row for _, row in spots],
        [name if standings[name] == "other" else f"<b>{name}</b>" for name, _ in spots],
        side,
        name="interleukins",
        textfont={"color": [_LETTERS[standings[name]] for name, _ in spots]},
    )


def _family_names(places: Sequence[FamilyPlace], x: float, side: str) -> Trace:
    middles = [place.top + (len(place.members) - 1) / 2 for place in places]
    texts = [f"{place.family} ({len(place.members)})" for place in places]
    return writing([x] * len(places), middles, texts, side, name="families", textfont={"size": 12.5})


def _compared_layout(view: FamiliesCompared, lowest: float) -> Layout:
    return {
        "height": int(14 * lowest + 110),
        "margin": {"l": 8, "r": 8, "t": 84, "b": 8},
        "xaxis": hidden_axis(-0.95, 1.95),
        "meta": rooms((-0.95, -0.17), (-0.17, 0), (1, 1.17), (1.17, 1.95)),
        "yaxis": hidden_axis(lowest + 0.8, -0.8),
        "annotations": [
            heading(0, f"by {view.first}", yshift=22, xanchor="right"),
            heading(1, f"by {view.second}", yshift=22),
        ],
    }


def _compared_table(view: FamiliesCompared) -> Columns:
    return {
        "interleukin": [each.interleukin for each in view.companies],
        f"family by {view.first}": ["; ".join(each.before) for each in view.companies],
        f"family by {view.second}": ["; ".join(each.after) for each in view.companies],
        "former companions": [len(each.companions) for each in view.companies],
        "met again": [len(each.met_again) for each in view.companies],
        "changes company": ["yes" if each.moves else "no" for each in view.companies],
    }


def _movers_told(view: FamiliesCompared) -> str:
    moved = [each.interleukin for each in view.companies if each.moves]
    had = sum(bool(each.companions) for each in view.companies)
    return (
        f"From {view.first} to {view.second}, {len(moved)} of {had} interleukins with companions "
        f"change company: {', '.join(moved) or 'nobody'}. "
        f"{len(view.companies) - had} of {len(view.companies)} have no companions by {view.first}."
    )


def _followed_told(view: FamiliesCompared, mine: Company) -> str:
    if not mine.companions:
        return (
            f"{view.follow} has no companions by {view.first} ({_quoted(mine.before)}), so it cannot lose any. "
            f"By {view.second} it stands under {_quoted(mine.after)}."
        )
    again = ", ".join(mine.met_again) or "none"
    verdict = "it changes company" if mine.moves else "it stays with its company"
    return (
        f"By {view.first}, {view.follow} stands under {_quoted(mine.before)} with {', '.join(mine.companions)}. "
        f"By {view.second} it stands under {_quoted(mine.after)}. It meets {len(mine.met_again)} of "
        f"{len(mine.companions)} companions again ({again}): {verdict}."
    )


def _quoted(families: Sequence[str]) -> str:
    return " and ".join(f"'{family}'" for family in families)


# ---------------------------------------------------------------------------- chromosomes


def _bands_table(view: GeneMap) -> Columns:
    order = [band for chromosome in view.chromosomes for band in view.on(chromosome)]
    return {
        "band": [band.band for band in order],
        "genes": [", ".join(band.genes) for band in order],
        "number of genes": [len(band.genes) for band in order],
        "family by sequence and structure": ["; ".join(band.families) for band in order],
    }


def _chromosomes(view: GeneMap) -> Trace:
    places = [[band.place for band in view.on(chromosome)] for chromosome in view.chromosomes]
    ends = [(min(0, *here), max(0, *here)) for here in places]
    return spans(ends, range(len(ends)), Style(PALE, width=5), name="chromosome")


def _band_marks(view: GeneMap, bands: Sequence[GeneBand], style: Style) -> Trace:
    return marks(
        [band.place for band in bands],
        [view.chromosomes.index(band.chromosome) for band in bands],
        style,
        name="genes",
        marker={"size": [8 + 1.2 * len(band.genes) for band in bands], "opacity": 1},
        hovertext=[f"{band.band}: {', '.join(band.genes)}" for band in bands],
    )


def _gene_names(view: GeneMap) -> Trace:
    """Return the genes of each chromosome written at its end, those of a shared band in bold."""
    rows = [view.on(chromosome) for chromosome in view.chromosomes]
    ends = [max(0, *(band.place for band in here), 0) + 2 for here in rows]
    texts = ["; ".join(_band_words(band) for band in here) for here in rows]
    return writing(ends, list(range(len(rows))), texts, "middle right", name="names")


def _band_words(band: GeneBand) -> str:
    words = f"{', '.join(band.genes)} ({band.band})"
    return f"<b>{words}</b>" if band.shared else words


def _genes_told(view: GeneMap) -> str:
    shared = [band for band in view.bands if band.shared]
    largest = max(shared, key=lambda band: len(band.genes))
    strangers = [band.band for band in shared if not band.one_family]
    apart = f"; not in {' and '.join(strangers)}" if strangers else ""
    return (
        f"{sum(len(band.genes) for band in view.bands)} genes lie in {len(view.bands)} bands. {len(shared)} bands "
        f"hold more than one of them, {sum(len(band.genes) for band in shared)} genes together; the largest is "
        f"{largest.band} with {len(largest.genes)}. In {len(shared) - len(strangers)} of these {len(shared)} bands all "
        f"genes belong to one family by sequence and structure{apart}."
    )
