"""The plate of IL-6's way to a signal: the complex put together step by step, in the three ways that IL-6R is there."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import arrow, brace
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import kinase, ligand, phosphate, transcription_factor
from helpers.illustrations.receptors import CHAIN_HUES, OWN_HUE, PITCH, Domain, passage, single_domain
from helpers.illustrations.signs import Sign, arrow_sign
from helpers.illustrations.standing import chain_name
from helpers.illustrations.svg import Box, Node, Point, line_path, smooth_path
from helpers.views.assembly import IL6Assembly, IL6Contact, IL6Way
from helpers.views.membrane import StandingChain
from helpers.words import counted, first_upper, listed, number_name

_MEMBRANE = 26.0
_LEG = 13.0  # half the distance between the two gp130
_HALF = {"fibronectin": 8.0, "Ig": 10.0}  # half the width of a domain
_BUNDLE = 14.0  # size of IL-6
_APART = 40.0  # where gp130 stands before IL-6 is there
_TAIL = 43.0
_COLUMN = 160.0  # the least width of a way: two stand side by side on a telephone
_OFFSET = 22.0  # how high a neighbour's membrane hangs over the complex
_ORIGINS: Mapping[str, str] = {
    "own membrane": "IL-6R in the cell's own membrane",
    "cut off by ADAM17": "IL-6R cut off by ADAM17",
    "spliced mRNA": "IL-6R made without its anchor, from a spliced mRNA",
    "membrane of a neighbour": "IL-6R held out by a neighbour",
}
_SEEN: Mapping[str, str] = {  # what a bar does not say
    "no": "left alone",
    "disputed": "disputed",
}
_DECOY = "sgp130Fc"
_STOPPING = {"yes": "blocks", "expected": "should block"}
"""What is said of a drug that stops a way, by what is known of it."""


_RING = Box(-3, -3, 3, 3)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the molecules of three lie; y = 0 is the outer face of the membrane, x > 0 the side of IL-6R.

    `gp130` and `il6r` are the middles of their domains from the outermost inwards.
    """

    gp130: tuple[Point, ...]
    il6r: tuple[Point, ...]
    il6: Point


def il6_assembly(view: IL6Assembly) -> Illustration:
    """Return IL-6, IL-6R and gp130 at one step, in the three ways side by side."""
    return Illustration(
        name="il6-assembly",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"{tables.short_names(';'.join(view.references))}.",
        cards=_cards(tuple(way.way for way in view.ways)),
        looks={"way": view.chosen or "all"},
        rules="".join(
            f'&[data-way="{way.way}"] .way:not(.way-{way.way}){{opacity:0.25}}' for way in view.ways
        ),
    )  # fmt: skip


# ---------------------------------------------------------------------------- layout


def _laid_out(view: IL6Assembly, width: int) -> Drawing:
    inner = width - 2 * MARGIN
    columns = min(len(view.ways), max(1, int(inner // _COLUMN)))
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.ways), columns):
        row = view.ways[start : start + columns]
        each = inner / len(row)
        heads = [_head(way, each - 14) for way in row]
        drawn = [_panel(view, way, each - 14) for way in row]
        face = top + 4 + max(head.box.height - panel.box.top for head, panel in zip(heads, drawn, strict=True))
        for i, (way, head, panel) in enumerate(zip(row, heads, drawn, strict=True)):
            both = together([head.at(0, top - head.box.top), panel.at(0, face)])
            both = both.named(f"{first_upper(way.way)} signalling", f"way way-{way.way}")
            marks.append(both.at(MARGIN + each * i + each / 2, 0))
        top = face + max(panel.box.bottom for panel in drawn) + 16
    return Drawing(tuple(marks), top - 13)


def _key(view: IL6Assembly) -> tuple[Sign, ...]:
    """Return what each mark is called, and the signs."""
    il6r, gp130 = view.ways[0].chains[:2]
    ring = Mark((Node.made("circle", r=2.8, fill="var(--page)", stroke="var(--ink)", stroke_width=1.5),), _RING)
    return (
        Sign(ligand("four-helix bundle", size=9), "IL-6"),
        *(Sign(_sample(chain), chain_name(chain)) for chain in (il6r, gp130)),
        Sign(single_domain("fibronectin", "grey"), "fibronectin"),
        Sign(single_domain("Ig", "grey"), "immunoglobulin"),
        Sign(ring, "contact"),
        Sign(phosphate(), "phosphate"),
        arrow_sign("inhibits", "catches"),
    )


def _sample(chain: StandingChain) -> Mark:
    return single_domain("fibronectin", _hue(chain))


def _head(way: IL6Way, width: float) -> Mark:
    """Return the name of a way, and a line for each place from which its IL-6R comes."""
    head = label(first_upper(way.way), weight="bold", anchor="middle")
    lines = [head.named(f"{first_upper(way.way)}: show it alone", control="way", value=way.way)]
    for origin in way.origins:
        words = f"{_ORIGINS[origin.origin]}{f' ({origin.carrier})' if origin.carrier else ''}"
        line = label(words, size=SMALL, colour="quiet", anchor="middle", width=width)
        lines.append(line.with_rows(Row("il6_ways", origin.key)))
    return _stacked(lines, 0)


def _panel(view: IL6Assembly, way: IL6Way, width: float) -> Mark:
    """Return one way: the complex in its membrane, who hears, and what stops it; beside it where there is room."""
    beside = width > 1.8 * _COLUMN
    room = 0.54 * width if beside else width
    outside = [membrane(room, _MEMBRANE).at(-room / 2, 0), *_neighbour(way, room), *_complex(view, way)]
    if beside:
        words = _stacked(_below(way, width - room), 0)
        high = (min(mark.box.top for mark in outside) - words.box.height) / 2
        return together([*(mark.at((room - width) / 2, 0) for mark in outside), words.at(room / 2, high)])
    return together([*outside, _stacked(_below(way, width), max(mark.box.bottom for mark in outside) + 6)])


def _stacked(marks: Sequence[Mark], top: float) -> Mark:
    """Return marks one below the other, the first at `top`."""
    placed = []
    for mark in marks:
        placed.append(mark.at(0, top - mark.box.top))
        top = placed[-1].box.bottom + 4
    return together(placed)


def _below(way: IL6Way, width: float) -> list[Mark]:
    animal = "" if way.species == "human" else f", shown in the {way.species}"
    needs = "hears with its own IL-6R" if way.own_il6r else "has gp130, and IL-6R from outside"
    lines = [
        label(f"{way.hearer}{animal}", size=SMALL, weight="bold", anchor="middle", width=width),
        label(needs, size=SMALL, colour="quiet", anchor="middle", width=width).at(0, -2),
    ]
    stops = _stops(way)
    if stops:
        stop = label(stops, size=SMALL, anchor="middle", width=width)
        lines.append(stop.named(f"What stops the {way.way} way", card=way.way))
    caught = _caught(way, width / 2)
    return [*lines, caught] if caught else lines


def _stops(way: IL6Way) -> str:
    """Return which antibodies stop a way, and which of them not in the species in which the way was shown."""
    answers = {drug: answer for drug, answer in way.blocked if answer in _STOPPING and drug != _DECOY}
    drugs = list(answers)
    if not drugs:
        return ""
    idle = [drug for drug in drugs if drug in way.idle]
    sure = "stops" if len(drugs) == 1 else "stop"
    told = f"{listed(drugs)} {'should stop' if 'expected' in answers.values() else sure} it"
    return f"{told} in people, {'' if idle == drugs else f'{listed(idle)} '}not in the {way.species}" if idle else told


# ---------------------------------------------------------------------------- the complex


def _places(gp130: StandingChain, il6r: StandingChain) -> _Places:
    """Return where the molecules of one three hold each other: IL-6 in the crook of IL-6R, both beside gp130."""
    inner = gp130.fibronectin or 0
    ys = [-4 - PITCH["fibronectin"] * (i + 0.5) for i in reversed(range(inner))]  # the outermost first
    outer = ys[0] - PITCH["fibronectin"] / 2 - 6 if ys else -60.0
    caps = [Point(-_LEG - 1, outer - 9 - PITCH["Ig"] * i) for i in range(gp130.ig or 0)]
    binding = (ys[0] if ys else outer) - 7.5
    edge = _LEG + _HALF["fibronectin"]
    il6 = Point(edge + 0.86 * _BUNDLE, binding)
    crook = [Point(edge + _HALF["fibronectin"], binding + _BUNDLE - 1.4 + 8), Point(il6.x + 20, binding + 8)]
    crook = list(reversed(crook[: il6r.fibronectin or 0]))
    tip = crook[0] if crook else il6
    head = [Point(tip.x + 5, tip.y - 21 - PITCH["Ig"] * i) for i in range(il6r.ig or 0)]
    return _Places((*reversed(caps), *(Point(_LEG, y) for y in ys)), (*reversed(head), *crook), il6)


def _complex(view: IL6Assembly, way: IL6Way) -> list[Mark]:
    il6r, gp130 = way.chains[:2]
    places = _places(gp130, il6r)
    joined = _joined(view)
    sides = (1, -1) if view.copies > 1 else (1,)
    lift = 0 if joined or way.way != "trans" else -24
    marks = [_gp130(gp130, places, side) for side in sides if joined]
    if not joined:
        marks.append(_gp130(gp130, places, 1, apart=True).at(-_APART - _LEG, 0))
    pairs = [mark for side in sides for mark in (_il6r(il6r, way, places, side), _il6(places, side))]
    rings = [ring for side in sides for ring in _rings(view, places, side)]
    return [
        *marks,
        *(mark.at(0, lift) for mark in (*pairs, *rings)),
        *_inside(view, gp130, sides, -_APART if not joined else 0),
    ]


def _joined(view: IL6Assembly) -> bool:
    """Whether gp130 is held by something at this step."""
    return any(contact.receptor == view.ways[0].chains[1].gene for contact in view.made)


def _gp130(chain: StandingChain, places: _Places, side: int, *, apart: bool = False) -> Mark:
    """Return gp130 with its tail; in a complex its outermost domain reaches over to the other side."""
    hue = _hue(chain)
    middles = [Point(side * point.x, point.y) for point in places.gp130]
    if apart:
        middles = [Point(_LEG, point.y + (6 if i < (chain.ig or 0) else 0)) for i, point in enumerate(middles)]
    foot = Point(side * _LEG, 0)
    tail = line_path([foot.moved(0, _MEMBRANE), foot.moved(0, _MEMBRANE + _TAIL)])
    neck = line_path([*middles, foot])
    # The necks of two gp130 pass each other: a gap shows that the one runs before the other.
    gap = [Node.made("path", d=neck, fill="none", stroke="var(--page)", stroke_width=7)] if side < 0 else []
    spine = Mark(
        (*gap, _line(neck, hue), _line(tail, hue)),
        Box(min(middle.x for middle in middles), middles[0].y, foot.x, _MEMBRANE + _TAIL),
    )
    domains = [
        single_domain(kind, hue).at(middle.x, middle.y) for kind, middle in zip(_kinds(chain), middles, strict=True)
    ]
    return together([spine, passage("transmembrane", hue, _MEMBRANE).at(foot.x, 0), *domains]).with_rows(
        Row("receptor_chains", chain.key), Row("receptor_architecture", chain.gene)
    )


def _il6r(chain: StandingChain, way: IL6Way, places: _Places, side: int) -> Mark:
    hue = _hue(chain)
    middles = [Point(side * point.x, point.y) for point in places.il6r]
    last = middles[-1].moved(0, 8)
    marks = []
    if way.way == "cluster":
        high = -_hanging(places)
        x = side * (places.il6r[0].x + 22)
        way_up = [last, Point(last.x + side * 6, last.y + 10), Point(x - side * 12, last.y + 6), Point(x, last.y - 24),
                  Point(x, high)]  # fmt: skip
        marks += [_curve(way_up, hue), passage("transmembrane", hue, _MEMBRANE).turned(180).at(x, high)]
    elif chain.role == "soluble":
        marks.append(_curve([last, last.moved(side * 4, 6), last.moved(side * 3, 12)], hue))
    else:
        x = side * (places.il6r[-1].x + 26)
        marks.append(_curve([last, Point(last.x + side * 2, last.y + 12), Point(x, last.y + 34), Point(x, 0)], hue))
        marks.append(passage("transmembrane", hue, _MEMBRANE).at(x, 0))
        marks.append(_curve([Point(x, _MEMBRANE), Point(x, _MEMBRANE + 6)], hue))
    spine = Mark((_line(line_path(middles), hue),), Box(last.x, middles[0].y, middles[0].x, last.y))
    kinds = _kinds(chain)
    domains = [single_domain(kind, hue).at(at.x, at.y) for kind, at in zip(kinds, middles, strict=True)]
    row = () if way.way == "cluster" else (Row("receptor_chains", chain.key),)
    return together([*marks, spine, *domains]).with_rows(*row, Row("receptor_architecture", chain.gene))


def _il6(places: _Places, side: int) -> Mark:
    mark = ligand("four-helix bundle", size=_BUNDLE).at(side * places.il6.x, places.il6.y)
    return mark.with_rows(Row("ligand_structures", "IL-6"))


def _rings(view: IL6Assembly, places: _Places, side: int) -> list[Mark]:
    """Return a ring where two molecules hold each other."""
    edge = _LEG + _HALF["fibronectin"]
    il6 = places.il6

    def place(contact: IL6Contact) -> Point:
        if contact.whose == "other":
            return Point(-places.gp130[0].x + 8, places.gp130[0].y + 6.5)
        if contact.receptor == "IL6R":
            return Point(il6.x + 3, il6.y + _BUNDLE - 1.4)
        return Point(edge, il6.y + 4 if contact.molecule == "IL-6" else places.il6r[-1].y + 2)

    look = {"r": 2.8, "fill": "var(--page)", "stroke": "var(--ink)", "stroke_width": 1.5}
    marks = []
    for contact in view.made:
        at = place(contact)
        ring = Mark((Node.made("circle", **look),), Box(-3, -3, 3, 3)).at(side * at.x, at.y)
        marks.append(ring.named(contact.key).with_rows(Row("il6_contacts", contact.key)))
    return marks


def _inside(view: IL6Assembly, gp130: StandingChain, sides: Sequence[int], shift: float) -> list[Mark]:
    """Return the kinase on each tail; when two gp130 stand together, the phosphates and what carries the signal on."""
    main = next((partner for partner in gp130.partners if partner.main), None)
    if main is None:
        return []
    row = Row("signalling_pairs", main.key)
    marks: list[Mark] = []
    for side in sides:
        sign = kinase(main.gene)
        x = shift or side * _LEG
        out = side if view.copies > 1 else -1  # away from IL-6R
        marks.append(sign.at(x + out * (sign.box.width / 2 - 1), _MEMBRANE + 23).with_rows(row))
    if view.copies > 1:
        low = _MEMBRANE + _TAIL
        marks += [phosphate().at(side * (_LEG + 1), low) for side in sides]
        factor = transcription_factor(main.factor, phosphates=1).at(0, low + 37).with_rows(row)
        gathered = brace(-_LEG - 1, _LEG + 1, low + 6)
        start = Point(0, gathered.box.bottom)
        marks += [gathered, arrow(start, factor.ports["top"], "stimulates", colour="quiet"), factor]
    return marks


# ---------------------------------------------------------------------------- beside the complex


def _hanging(places: _Places) -> float:
    """Return how high above the membrane a neighbour's membrane hangs."""
    return -places.gp130[0].y + _OFFSET


def _neighbour(way: IL6Way, width: float) -> list[Mark]:
    """Return the membrane of the cell that holds IL-6R out, over the complex; its name stands above it."""
    if way.way != "cluster":
        return []
    high = -_hanging(_places(way.chains[1], way.chains[0]))
    return [membrane(width, _MEMBRANE).at(-width / 2, high - _MEMBRANE)]


def _caught(way: IL6Way, room: float) -> Mark | None:
    """Return soluble gp130 and what it does to the pair of IL-6 and IL-6R: a bar, or a word between them.

    It reaches no further than `room` from the middle.
    """
    answer = dict(way.blocked).get(_DECOY)
    if answer is None:
        return None
    il6r, gp130 = way.chains[:2]
    hue = _hue(gp130)
    left = -min(96.0, room - 6)
    beads = [single_domain(kind, hue).scaled(0.62).at(left + 11.6 * i, 0) for i, kind in enumerate(_kinds(gp130)[::-1])]
    rod = Mark((_line(line_path([Point(left, 0), beads[-1].box.centre]), hue),), Box(left, -1, 0, 1))
    pair = together(
        [
            _il6(_Places((), (), Point(0, 0)), 1),
            *(single_domain("fibronectin", _hue(il6r)).at(*at) for at in ((-6, 20), (20, 8))),
            single_domain("Ig", _hue(il6r)).at(25, -13),
        ]
    ).scaled(0.7)
    pair = pair.at(min(58.0, room - pair.box.width) - pair.box.left, -3)
    start = Point(beads[-1].box.right + 2, 0)
    above = Mark((), Box(left, -23, 0, 0))
    marks = [above, rod, *beads, pair, label("soluble gp130", size=SMALL, anchor="middle").at(left + 36, -13)]
    if _DECOY in way.in_lines:
        marks.append(label("in cell lines", size=SMALL, colour="quiet", anchor="end").at(pair.box.left - 5, 15.5))
    if answer == "yes":
        marks.append(arrow(start, Point(pair.box.left - 1, 0), "inhibits"))
    else:
        middle, word = (start.x + pair.box.left) / 2, label(_SEEN[answer], size=SMALL, weight="bold", anchor="middle")
        if word.box.width > pair.box.left - start.x:
            word = label("?", weight="bold", anchor="middle")
        marks.append(word.at(middle, 4.3))
    rows = (Row("il6_blockers", key) for key in way.blocked_rows)
    return together(marks).with_rows(*rows).named(f"What soluble gp130 does to the {way.way} way", card=way.way)


def _kinds(chain: StandingChain) -> list[Domain]:
    return [
        cast("Domain", kind)
        for kind, number in (("Ig", chain.ig), ("fibronectin", chain.fibronectin))
        for _ in range(number or 0)
    ]


def _hue(chain: StandingChain) -> str:
    return CHAIN_HUES.get(chain.gene, OWN_HUE)


def _line(path: str, hue: str) -> Node:
    return Node.made("path", d=path, fill="none", stroke=f"var(--{hue})", stroke_width=2.5, stroke_linecap="round")


def _curve(points: Sequence[Point], hue: str) -> Mark:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Mark((_line(smooth_path(points), hue),), Box(min(xs) - 1, min(ys), max(xs) + 1, max(ys)))


# ---------------------------------------------------------------------------- words


def _title(view: IL6Assembly) -> str:
    il6r, gp130 = (chain_name(chain) for chain in view.ways[0].chains[:2])
    if view.copies > 1:
        if view.chosen:
            return f"The {view.chosen} way of IL-6: two IL-6, two {il6r}, two {gp130}"
        count = first_upper(number_name(len(view.ways)))
        return f"{count} ways of IL-6 end in one complex, two of each molecule"
    if _joined(view):
        return f"Then IL-6 and {il6r} hold one {gp130}: the complex is half made"
    return f"First IL-6 takes hold of {il6r}: {gp130} still stands apart"


def _told(view: IL6Assembly) -> str:
    names = {chain.gene: chain_name(chain) for chain in view.ways[0].chains}
    holds = [
        f"{names.get(contact.molecule, contact.molecule)} on {'the other ' if contact.whose == 'other' else ''}"
        f"{names[contact.receptor]}"
        for contact in view.made
    ]
    first = f"Step {view.step}: {counted(len(holds), 'contact')} ({listed(holds)})."
    caught = [
        f"{way.way}: {dict(way.blocked)[_DECOY]}{', in cell lines' if _DECOY in way.in_lines else ''}"
        for way in view.ways
        if _DECOY in dict(way.blocked)
    ]
    return f"{first} Does soluble gp130 stop the way? {'; '.join(caught)}."


@tables.cached
def _cards(ways: tuple[str, ...]) -> dict[str, Card]:
    known, blockers = tables.sources(), tables.load("il6_blockers")
    cards = {}
    for way in ways:
        rows = blockers[blockers["signalling_mode"] == way]
        sentences, links = [], {}
        for drug, answer, reference in rows[["blocker", "blocks", "reference"]].itertuples(index=False):
            sources = [known[key] for key in reference.split(";")]
            links |= {source.name: source.link for source in sources}
            does = _STOPPING.get(answer, "does not block")
            sentences.append(f"{drug} {does} it: {listed([source.name for source in sources])}.")
        cards[way] = Card(f"What stops the {way} way", tuple(sentences), links)
    return cards


def _table(view: IL6Assembly) -> dict[str, list[str | int]]:
    names = {chain.gene: chain_name(chain) for chain in view.ways[0].chains}
    contacts = [
        ("contact", contact.key, f"step {contact.step}, {names[contact.receptor]}: {contact.place} domain")
        for contact in view.contacts
    ]
    ways = [
        (f"{way.way} way", f"{_ORIGINS[origin.origin]}{f' ({origin.carrier})' if origin.carrier else ''}",
         f"heard by {way.hearer} ({way.species})")
        for way in view.ways for origin in way.origins
    ]  # fmt: skip
    stops = [
        (f"{way.way} way", drug, f"blocks: {answer}{', in cell lines' if drug in way.in_lines else ''}")
        for way in view.ways
        for drug, answer in way.blocked
    ]
    rows = [*contacts, *ways, *stops]
    return {"row": [row[0] for row in rows], "what": [row[1] for row in rows], "how": [row[2] for row in rows]}
