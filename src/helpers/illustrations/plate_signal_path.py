"""The plate of JAK, STAT and SOCS: a real receptor, its kinases, and the way to the gene and back, step by step."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import gene, membrane
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, label, text_width
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import adapter, kinase, messenger_rna, phosphate, transcription_factor
from helpers.illustrations.receptors import CHAIN_HUES, OWN_HUE, chain_height, half_width, reaching, receptor_chain
from helpers.illustrations.signs import Sign, arrow_sign, bar_sign, factor_sign
from helpers.illustrations.standing import chain_name, chain_parts, messenger_mark
from helpers.illustrations.svg import Box, Node, Point, ring, smooth_path
from helpers.views.membrane import StandingChain
from helpers.views.signal_path import PathStep, SignalSteps
from helpers.words import first_upper

_MEMBRANE = 26.0
_TOGETHER, _APART = 58.0, 74.0  # half the distance between the two chains
_JAK, _PHOSPHATE, _STAT = 54.0, 92.0, 116.0  # how deep they lie below the outer face of the membrane
_TAG = 9.0
_SIZE = 15.0  # of the messenger
_BESIDE = 52.0  # from a chain of the pair to the next outside it
_MEET, _TIP = 11.0, 10.0  # how far from the middle two chains meet, and half the height of their outermost domain


@dataclass(frozen=True, slots=True)
class _Places:
    """Where things lie on a page; y = 0 is the outer face of the membrane."""

    middle: float
    dimer: Point
    nucleus: Point
    wide: float
    high: float
    gene: Point
    length: float
    bound: Point
    mrna: Point
    socs: Point


_PLACES: Mapping[bool, _Places] = {
    True: _Places(176, Point(304, 172), Point(566, 134), 196, 80, Point(512, 162), 190, Point(474, 138),
                  Point(318, 214), Point(176, 184)),
    False: _Places(180, Point(274, 190), Point(180, 338), 164, 92, Point(214, 348), 112, Point(172, 322),
                   Point(66, 214), Point(180, 156)),
}  # fmt: skip
# What each step says; {0} is the messenger, {1} and {2} the chains, {3} and {4} their kinases, {5} what carries on.
_SENTENCES: Mapping[str, str] = {
    "messenger binds receptor": "{0} binds its receptor",
    "messenger brings together chains": "{1} and {2} come together",
    "JAK phosphorylates JAK": "{3} and {4} phosphorylate each other",
    "JAK phosphorylates tail": "and the tail of {6}",
    "STAT binds tail": "{5} binds the phosphate with its SH2 domain",
    "JAK phosphorylates STAT": "a JAK phosphorylates {5}",
    "STAT joins STAT": "two {5} make a dimer",
    "STAT enters nucleus": "the dimer enters the nucleus",
    "STAT switches on gene": "and switches on genes, that of SOCS among them",
    "gene is copied into mRNA": "SOCS mRNA is made",
    "mRNA is translated into SOCS": "and translated into SOCS",
    "SOCS holds back JAK": "SOCS holds JAK back: the brake",
}


def signal_steps(view: SignalSteps) -> Illustration:
    """Return the steps from a receptor to a gene and back, up to one of them."""
    return Illustration(
        name="signal-steps",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            bar_sign("kinase", "purple", 7),
            Sign(phosphate(), "phosphate"),
            factor_sign("to the nucleus"),
            arrow_sign("stimulates", "phosphorylates"),
            arrow_sign("moves", "becomes"),
            arrow_sign("inhibits", "holds back", "vermilion"),
            Sign(_tag(view.step, now=True), "this step"),
        ),
        sources=f"{tables.short_names(';'.join(view.references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: SignalSteps, width: int) -> Drawing:
    places = _PLACES[width == PAGE]
    marks = [membrane(width - 2 * MARGIN, _MEMBRANE).at(MARGIN, 0), _nucleus(places)]
    marks += [mark.at(places.middle, 0) for mark in (*_outside(view), *_inside(view))]
    marks += [*_to_the_gene(view, places), *_brake(view, places), *_tags(view, places)]
    low = max(mark.box.bottom for mark in marks)
    if width == PAGE:  # the room beside the receptor takes the list
        left = places.middle + _APART + _BESIDE + 30
        words = _list(view, width - MARGIN - left)
        marks.append(words.at(left, -18 - words.box.bottom))
    else:
        words = _list(view, width - 2 * MARGIN)
        marks.append(words.at(MARGIN, low + 18))
    rise = 2 - min(mark.box.top for mark in marks)
    return Drawing(tuple(mark.at(0, rise) for mark in marks), rise + max(mark.box.bottom for mark in marks) + 8)


def _half(view: SignalSteps) -> float:
    return _TOGETHER if view.happened("messenger brings together chains") else _APART


def _outside(view: SignalSteps) -> list[Mark]:
    """Return the chains, which lean to the messenger when they are together, and the messenger that they hold."""
    near = view.happened("messenger brings together chains")
    places, level = _messengers_at(view), _level(view)
    drawn = [
        _chain(chain, x, level, min(places, key=lambda at: abs(at.x - x)) if near else None)
        for chain, x in _stands(view)
    ]
    messengers = [
        together([
            messenger_mark(view.signalling.fold, view.signalling.form, _SIZE),
            label(view.interleukin, weight="bold", anchor="middle").at(0, -_SIZE - 6),
        ]).at(at.x, at.y).with_rows(Row("ligand_structures", view.interleukin))
        for at in places
    ]  # fmt: skip
    return [*drawn, *messengers, *_chain_names(view)]


def _chain_names(view: SignalSteps) -> list[Mark]:
    """Return the names of the chains inside, beside where they pass the membrane; one that stands twice named once."""
    names: dict[str, Mark] = {}
    for chain, x in _stands(view):
        if chain.gene in names:
            continue
        other = chain in view.others
        side = 1 if x > 0 else -1
        anchor = "middle" if other else "start" if side > 0 else "end"
        name = label(chain_name(chain), size=SMALL, weight="bold", anchor=anchor)
        below = 26 if other else 46 if view.others else 18
        names[chain.gene] = name.at(x if other else x + 9 * side, _MEMBRANE + below)
    return list(names.values())


def _doubled(view: SignalSteps) -> bool:
    """Whether two of each molecule make the complex, as two halves that mirror each other."""
    return view.pair[0].gene == view.pair[1].gene and bool(view.others)


def _stands(view: SignalSteps) -> list[tuple[StandingChain, float]]:
    """Return each chain with the place at which it passes the membrane, from the left."""
    half = _half(view)
    others = [(chain, -half - _BESIDE * (i + 1)) for i, chain in enumerate(view.others)]
    mirrored = [(chain, -x) for chain, x in others] if _doubled(view) else []
    return [*reversed(others), (view.pair[0], -half), (view.pair[1], half), *mirrored]


def _level(view: SignalSteps) -> float:
    return max(58.0, *(chain_height(chain_parts(chain).domains) for chain, _ in _stands(view)))


def _messengers_at(view: SignalSteps) -> list[Point]:
    """Return where messengers lie: on the outer chains, or between all; before that they come from above."""
    level = _level(view)
    if not view.happened("messenger brings together chains"):
        lift = 0 if view.happened("messenger binds receptor") else 30
        outer = Point(_stands(view)[0][1], -level - _SIZE + 2 - lift)
        return [outer, Point(-outer.x, outer.y)] if _doubled(view) else [outer]
    if _doubled(view):  # each in the crook between its two chains
        reach = math.sqrt((level - _TIP) ** 2 - (_TOGETHER - _MEET) ** 2)
        return [Point(side * (_MEET + _TIP + 0.8 * _SIZE), -reach - 4) for side in (-1, 1)]
    return [Point(0, -level - 8 if view.others else -level + 8)]


def _chain(chain: StandingChain, x: float, level: float, messenger: Point | None) -> Mark:
    """Return a chain at `x`; where the messenger is held, it leans until it touches it."""
    parts, hue = chain_parts(chain), CHAIN_HUES.get(chain.gene, OWN_HUE)
    row = Row("receptor_chains", chain.key)
    if messenger is None:
        lift = level - chain_height(parts.domains)
        if parts.anchor == "secreted":
            return receptor_chain(parts, hue).at(x, -lift).with_rows(row)
        return receptor_chain(parts, hue, stalk=lift).at(x, 0).with_rows(row)
    side = math.copysign(1, x)
    under = messenger.y < -level  # a third chain holds the messenger from its side, the pair from below
    if messenger.x:  # one of two messengers: the inner chain meets its twin, the outer one comes from outside
        inner = abs(x) <= _TOGETHER
        reach = _SIZE * 0.85 + half_width(parts)
        target = Point(side * _MEET, messenger.y + 4) if inner else messenger.moved(side * reach, 2)
    elif under and abs(x) <= _TOGETHER:
        target = Point(side * 12, messenger.y + _SIZE + 7)
    else:
        target = Point(side * (_SIZE * 0.85 + half_width(parts)), messenger.y + 2)
    return reaching(parts, hue, Point(x, 0), target).with_rows(row)


def _inside(view: SignalSteps) -> list[Mark]:
    """Return the kinases at the inner side of the tails, what they phosphorylate, and STAT at the tail."""
    half, marks = _half(view), list[Mark]()
    jaks = []
    for side, partner in zip((-1, 1), view.kinases, strict=True):
        sign = kinase(partner.gene)
        sign = sign.with_rows(Row("signalling_pairs", partner.key))
        jaks.append(sign.at(side * (half - sign.box.width / 2 + 1), _JAK))
    if view.happened("JAK phosphorylates JAK"):
        left, right = jaks[0].box.right, jaks[1].box.left
        row = _row("JAK phosphorylates JAK")
        marks += [arrow(Point(left, _JAK - 5), Point(right, _JAK - 5), "stimulates").with_rows(row),
                  arrow(Point(right, _JAK + 5), Point(left, _JAK + 5), "stimulates"),
                  *(phosphate().at(side * (half - 10), _JAK - 15) for side in (-1, 1))]  # fmt: skip
    if view.happened("JAK phosphorylates tail"):
        sides = (-1, 1) if view.pair[0].gene == view.pair[1].gene else (1,)
        tails = together(phosphate().at(side * half, _PHOSPHATE) for side in sides)
        marks.append(tails.with_rows(_row("JAK phosphorylates tail")))
    if view.happened("STAT binds tail"):
        marks += _docked(view, half, jaks[1])
    return [*jaks, *marks]


def _docked(view: SignalSteps, half: float, jak: Mark) -> list[Mark]:
    """Return STAT, whose SH2 domain is a cup around the phosphate of the tail, and the kinase that acts on it."""
    done = view.happened("JAK phosphorylates STAT")
    factor = transcription_factor(view.factor)
    x = half + 10
    cup = [Point(-11, -3), Point(-9, 6), Point(0, 10), Point(9, 6), Point(11, -3)]
    node = Node.made("path", d=smooth_path(cup), fill="none", stroke="var(--green)", stroke_width=3,
                     stroke_linecap="round")  # fmt: skip
    marks = [factor.at(x, _STAT), Mark((node,), Box(-12, -3, 12, 11)).at(half, _PHOSPHATE)]
    if done:
        shoulder = Point(x + factor.box.right - 2, _STAT - 8)
        start = Point(half - 20, jak.box.bottom)
        marks.append(phosphate().at(shoulder.x, shoulder.y))
        marks.append(arrow(start, Point(x - 24, _STAT - 12), "stimulates"))
    rows = [_row(key) for key in ("STAT binds tail", "JAK phosphorylates STAT") if view.happened(key)]
    return [together(marks).with_rows(*rows)]


def _dimer(view: SignalSteps) -> Mark:
    """Return two STATs that hold each other's phosphate, with their common middle at the origin."""
    factor = transcription_factor(view.factor)
    half = factor.box.right - 5
    return together([factor.at(-half, 0), factor.at(half, 0), *(phosphate().at(x, y) for x, y in ((-5, -11), (5, 11)))])


def _to_the_gene(view: SignalSteps, places: _Places) -> list[Mark]:
    marks: list[Mark] = []
    if view.happened("STAT joins STAT"):
        dimer = _dimer(view).at(places.dimer.x, places.dimer.y).with_rows(_row("STAT joins STAT"))
        start = Point(places.middle + _half(view) + 10, _STAT + 12)
        marks += [dimer, arrow(start, _towards(dimer.box, start), "moves", colour="quiet")]
        if view.happened("STAT enters nucleus"):
            bound = _dimer(view).at(places.bound.x, places.bound.y)
            way = arrow(_towards(dimer.box, places.bound), _towards(bound.box, places.dimer), "moves", colour="quiet")
            marks += [bound, way.with_rows(_row("STAT enters nucleus"))]
    if view.happened("STAT switches on gene"):
        helix = gene(places.length).at(places.gene.x, places.gene.y).with_rows(_row("STAT switches on gene"))
        name = label("gene of SOCS", size=SMALL, colour="quiet").at(places.gene.x + 26, places.gene.y + 24)
        marks = [helix, name, *marks]
    return marks


def _brake(view: SignalSteps, places: _Places) -> list[Mark]:
    """Return SOCS mRNA on its way out of the nucleus, SOCS, and the bar with which it holds the kinases back."""
    marks: list[Mark] = []
    if view.happened("gene is copied into mRNA"):
        strand = messenger_rna(64).at(places.mrna.x, places.mrna.y)
        start = Point(places.gene.x + 10, places.gene.y + 9)
        ways = [start, Point(places.gene.x - 44, places.gene.y + 34)]
        marks += [_swing([*ways, *_exit(places)]), strand]
        marks.append(label("SOCS mRNA", size=SMALL, anchor="middle").at(places.mrna.x, places.mrna.y + 20))
        marks[-3] = marks[-3].with_rows(_row("gene is copied into mRNA"))
    if view.happened("mRNA is translated into SOCS"):
        socs = adapter("SOCS", hue="vermilion").at(places.socs.x, places.socs.y)
        socs = socs.with_rows(_row("mRNA is translated into SOCS"))
        start = Point(places.mrna.x - math.copysign(34, places.mrna.x - places.socs.x), places.mrna.y - 4)
        marks += [socs, arrow(start, _towards(socs.box, start), "moves", colour="quiet")]
    if view.happened("SOCS holds back JAK"):
        acting = kinase(view.kinases[1].gene)
        start = Point(places.middle + 6, places.socs.y - 10)
        end = Point(places.middle + _half(view) - acting.box.width + 12, _JAK + acting.box.bottom)
        bar = arrow(start, end, "inhibits", colour="vermilion", width=2)
        marks.append(bar.with_rows(_row("SOCS holds back JAK")))
    return marks


def _exit(places: _Places) -> list[Point]:
    """Return the end of the way of the mRNA, from the nucleus to where it is translated."""
    if places.mrna.x > places.middle:
        return [Point(places.mrna.x + 42, places.mrna.y)]
    left = places.nucleus.x - places.wide
    return [Point(left + 44, places.gene.y + 4), Point(left + 40, places.nucleus.y - places.high * 0.6),
            Point(places.mrna.x, places.mrna.y + 28)]  # fmt: skip


def _swing(points: Sequence[Point]) -> Mark:
    """Return a smooth way through points that ends in an open head."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    line = Node.made("path", d=smooth_path(points), fill="none", stroke="var(--quiet)", stroke_width=1.6)
    tip = arrow(points[-1].towards(points[-2], 2), points[-1], "moves", colour="quiet")
    return together([Mark((line,), Box(min(xs), min(ys), max(xs), max(ys))), tip])


def _nucleus(places: _Places) -> Mark:
    outline = [Point(point.x, point.y) for point in ring([places.wide] * 16, flat=places.high / places.wide)]
    body = Node.made("path", d=smooth_path(outline, closed=True), fill="var(--inside)", stroke="var(--head)",
                     stroke_width=4, stroke_dasharray="14 5")  # fmt: skip
    name = label("nucleus", size=SMALL, colour="quiet", anchor="middle").at(0, -places.high + 24)
    mark = Mark((body,), Box(-places.wide, -places.high, places.wide, places.high))
    return together([mark, name]).at(places.nucleus.x, places.nucleus.y)


def _towards(box: Box, other: Point) -> Point:
    """Return where the straight way from the middle of a box to `other` leaves it."""
    return arrow(box, other, "moves").ports["start"]


# ---------------------------------------------------------------------------- numbers and words


def _tags(view: SignalSteps, places: _Places) -> list[Mark]:
    """Return the number of each step that was reached beside what it added."""
    half, middle = _half(view), places.middle
    at = _messengers_at(view)[0]
    aside = max(32.0, text_width(view.interleukin, weight="bold") / 2 + _TAG + 4)
    beside = -aside if _doubled(view) else aside  # off the list and off what holds the messenger
    spots = {
        "messenger binds receptor": Point(middle + at.x + beside, at.y - 28),
        "messenger brings together chains": Point(middle, -10),
        "JAK phosphorylates JAK": Point(middle, _JAK - 20),
        "STAT binds tail": Point(middle + half + 24, _PHOSPHATE - 8),
        "JAK phosphorylates STAT": Point(middle + half + 66, _STAT - 10),
        "STAT joins STAT": places.dimer.moved(14, 26),
        "STAT enters nucleus": places.bound.moved(-14, -26),
        "gene is copied into mRNA": places.mrna.moved(54, 15),
        "SOCS holds back JAK": places.socs.moved(0, 24),
    }
    return [
        _tag(row.step, now=row.step == view.step).at(spots[row.key].x, spots[row.key].y)
        for row in view.steps
        if row.key in spots and row.step <= view.step
    ]


def _tag(step: int, *, now: bool) -> Mark:
    """Return the number of a step in a disc, with a broad edge for the step that is shown."""
    hue = "vermilion" if now else "ink"
    look = {"fill": "var(--page)", "stroke": f"var(--{hue})", "stroke_width": 2.8 if now else 1.2}
    disc = Mark((Node.made("circle", r=_TAG, **look),), Box(-_TAG, -_TAG, _TAG, _TAG))
    number = label(str(step), size=SMALL, weight="bold", colour=hue, anchor="middle")
    return together([disc, number.at(0, 4.3)])


def _list(view: SignalSteps, width: float) -> Mark:
    """Return the steps as a numbered list of this `width`; those to come stand pale."""
    stops = sorted({row.step for row in view.steps})
    marks, top = [], 0.0
    for step in stops:
        rows = [row for row in view.steps if row.step == step]
        words = " ".join(_sentence(view, row) for row in rows)
        words = first_upper(words) if words[:1].isascii() else words  # γc keeps its small letter
        text = label(words, size=SMALL, weight="bold" if step == view.step else "normal",
                     colour="ink" if step <= view.step else "quiet", width=width - 16)  # fmt: skip
        number = label(f"{step}", size=SMALL, weight="bold", colour="ink" if step <= view.step else "quiet")
        line = together([number, text.at(16, 0)]).named(f"Step {step}: show it", control="step", value=str(step))
        line = line.with_rows(*(Row("jak_stat_steps", row.key) for row in rows))
        marks.append(line.at(0, top + SMALL))
        top = marks[-1].box.bottom + 3
    return together(marks)


def _sentence(view: SignalSteps, row: PathStep) -> str:
    first, second = view.pair
    jaks = [partner.gene for partner in view.kinases]
    words = [view.interleukin, first.name, second.name, *jaks, view.factor, second.name]
    plain = f"{row.actor} {row.effect} {row.acts_on}"
    said = _SENTENCES.get(row.key, plain).format(*words)
    if _doubled(view) and row.key == "messenger binds receptor":
        said = f"each {said}"
    if first.gene == second.gene:
        said = said.replace(f"{first.name} and {second.name}", f"two {first.name}")
    return said.replace(f"{jaks[0]} and {jaks[1]}", f"two {jaks[0]}") if jaks[0] == jaks[1] else said


def _row(key: str) -> Row:
    return Row("jak_stat_steps", key)


def _title(view: SignalSteps) -> str:
    now = [_sentence(view, row) for row in view.steps if row.step == view.step]
    return f"Step {view.step} of {view.last}: {' '.join(now)}"


def _told(view: SignalSteps) -> str:
    now = [_sentence(view, row) for row in view.steps if row.step == view.step]
    brake = any(row.brake and row.step <= view.step for row in view.steps)
    last = " Which SOCS holds back which receptor differs." if brake else ""
    where = f"At the receptor of {view.interleukin} ({view.receptor.name})"
    return f"{where}, after {view.step} of {view.last} steps: {' '.join(now)}.{last}"


def _table(view: SignalSteps) -> dict[str, list[str | int]]:
    return {
        "step": [row.step for row in view.steps],
        "what happens": [_sentence(view, row) for row in view.steps],
        "place": [row.place for row in view.steps],
        "brake": ["yes" if row.brake else "no" for row in view.steps],
        "reached": ["yes" if row.step <= view.step else "no" for row in view.steps],
    }
