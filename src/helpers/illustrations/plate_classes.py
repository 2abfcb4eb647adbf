"""The plate of the classes of cytokine receptors: one typical receptor of each in one membrane, its signal below."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from helpers import tables
from helpers.illustrations.arrows import arrow
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, SMALL, flow, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import adapter, kinase, transcription_factor, trimer
from helpers.illustrations.receptors import (
    CHAIN_HUES,
    OWN_HUE,
    PITCH,
    ChainParts,
    chain_height,
    half_width,
    reaching,
    receptor_chain,
)
from helpers.illustrations.standing import MEMBRANE, chain_parts, messenger_mark
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.classes import ClassMember, CytokineClass, CytokineClasses
from helpers.views.membrane import Partner, StandingChain
from helpers.words import first_upper, listed, number_name

_NARROW = 92.0  # the least width of a column
_SIZE = 11.0  # half the height of a messenger
_SPREAD = 21.0  # from the middle to a chain beside it
_NUCLEUS = 54.0  # height of the stretch of nucleus
_LINE = SMALL * LEADING
# Usual names of partners that are known by another name than that of their gene.
_NAMES: Mapping[str, str] = {"MYD88": "MyD88", "TRAF3IP2": "Act1"}


@dataclass(frozen=True, slots=True)
class _Column:
    """A class in its column, y = 0 the outer face of the membrane: what stands, its signal, factor, and its list."""

    row: CytokineClass
    standing: Mark
    inside: Mark | None
    factor: Mark | None
    words: Mark


def cytokine_classes(view: CytokineClasses) -> Illustration:
    """Return the classes of receptors side by side, each with the cytokines that it hears; the chosen stands out."""

    def draw(width: int) -> Drawing:
        return _laid_out(view, width)

    keys = ";".join(dict.fromkeys(key for each in view.classes for key in each.reference.split(";")))
    return Illustration(
        name="cytokine-classes",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=draw,
        key=(
            "Squares: fibronectin domains; ovals: immunoglobulin domains; diamonds: cysteine-rich domains; dashed: not "
            "counted. Inside, rounded: kinase; angular: adapter or G protein; hexagon: goes to the nucleus."
        ),
        sources=f"One receptor of each class: {tables.short_names(keys)}.",
        cards=_cards(view),
        looks={"shown": view.shown},
        rules="".join(
            f'&[data-shown="{each.label}"] .class:not(.class-{i}){{opacity:.3}}' for i, each in enumerate(view.classes)
        ),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: CytokineClasses, width: int) -> Drawing:
    """Return the classes in as many columns as the `width` has room for, each line of them in its own membrane."""
    inner = width - 2 * MARGIN
    columns = max(1, min(len(view.classes), int(inner // _NARROW)))
    each = inner / columns
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.classes), columns):
        row = [_column(one, each) for one in view.classes[start : start + columns]]
        face = top + max(-column.standing.box.top for column in row)
        nucleus = face + max(column.inside.box.bottom if column.inside else MEMBRANE for column in row) + 26
        wide = each * len(row)
        ground = {"width": wide, "height": _NUCLEUS, "rx": 14, "fill": "var(--inside)", "stroke": "var(--line)"}
        marks.append(membrane(wide, MEMBRANE).at(MARGIN, face))
        if any(column.factor for column in row):
            marks.append(shape("rect", Box(0, 0, wide, _NUCLEUS), **ground).at(MARGIN, nucleus))
            marks.append(label("nucleus", size=SMALL, colour="quiet").at(MARGIN + 10, nucleus + _NUCLEUS - 7))
        else:
            nucleus -= _NUCLEUS
        low = nucleus + _NUCLEUS + 10 + SMALL
        for i, column in enumerate(row):
            marks.append(_placed(column, start + i, face, nucleus, low).at(MARGIN + each * (i + 0.5), 0))
        top = low + max(column.words.box.bottom for column in row) + 20
    return _with_foot(view, marks, top, inner)


def _with_foot(view: CytokineClasses, marks: Sequence[Mark], top: float, width: float) -> Drawing:
    if not view.unplaced:
        return Drawing(tuple(marks), top)
    text = f"{listed(view.unplaced)}: receptors with chains of none of these classes."
    foot = label(text, size=SMALL, colour="quiet", width=width).at(MARGIN, top)
    return Drawing((*marks, foot), foot.box.bottom + 10)


@functools.cache
def _column(row: CytokineClass, width: float) -> _Column:
    spots = _spots(row)
    messenger = _messenger(row, [chain_parts(chain) for chain, _ in spots])
    standing = [_standing(chain, x, messenger) for chain, x in spots]
    name = label(row.cytokine, size=SMALL, weight="bold", anchor="middle").at(0, messenger.box.top - 5)
    head = label(row.label, size=SMALL, weight="bold", anchor="middle", width=width - 6)
    high = min(name.box.top, *(each.box.top for each in standing))
    head = head.at(0, high - 8 - head.box.bottom)
    inside = _inside(spots)
    return _Column(row, together([*standing, messenger, name, head]), inside, _factor(row), _words(row, width - 6))


def _placed(column: _Column, number: int, face: float, nucleus: float, low: float) -> Mark:
    """Return a class with its middle at x = 0: the receptor, the arrow to what goes to the nucleus, and the list."""
    row = column.row
    marks = [column.standing.at(0, face)]
    if column.factor:
        factor = column.factor.at(0, nucleus + 21)
        start = Point(0, face + (column.inside.box.bottom if column.inside else MEMBRANE))
        marks += [arrow(start, factor.ports["top"], "stimulates", colour="quiet"), factor]
    if column.inside:
        marks.append(column.inside.at(0, face))
    picture = together(marks).named(f"{row.label}: show this class", control="shown", value=row.label)
    whole = together([picture, column.words.at(0, low)]).with_rows(Row("cytokine_classes", row.key))
    return replace(whole, nodes=(Node.made("g", *whole.nodes, class_=f"class class-{number}"),))


# ---------------------------------------------------------------------------- a receptor


def _spots(row: CytokineClass) -> list[tuple[StandingChain, float]]:
    """Return the chains with their places; a trimer holds three receptors of one chain."""
    chains = list(row.chains) * 3 if row.form == "trimer" and len(row.chains) == 1 else list(row.chains)
    if len(chains) == 1:
        return [(chains[0], 0.0)]
    outer = _SPREAD if len(chains) == 2 else 1.3 * _SPREAD
    step = 2 * outer / (len(chains) - 1)
    return [(chain, step * i - outer) for i, chain in enumerate(chains)]


def _messenger(row: CytokineClass, parts: Sequence[ChainParts]) -> Mark:
    """Return the messenger at the height at which every chain can touch it."""
    drawn = trimer(size=_SIZE) if row.form == "trimer" else messenger_mark(row.fold, row.form, _SIZE)
    if all(each.anchor == "seven-transmembrane" for each in parts):
        return drawn.at(0, -9 - 0.87 * _SIZE)
    tall = [chain_height(each.domains) for each in parts]
    if len(parts) % 2:  # one stands below it
        return drawn.at(0, -max(30.0, tall[len(tall) // 2] + drawn.ports["bottom"].y - 2))
    beside = [
        high - (PITCH[each.domains[0]] / 2 if each.domains else 0) for high, each in zip(tall, parts, strict=True)
    ]
    return drawn.at(0, -max(30.0, *beside))


def _standing(chain: StandingChain, x: float, messenger: Mark) -> Mark:
    """Return a chain whose outermost domain touches the messenger."""
    parts = chain_parts(chain)
    hue = CHAIN_HUES.get(chain.gene, OWN_HUE)
    if parts.anchor == "seven-transmembrane":
        return receptor_chain(parts, hue).at(x, 0)
    if x == 0:
        first = PITCH[parts.domains[0]] / 2 if parts.domains else 0
        target = messenger.ports["bottom"].moved(0, first - 2)
    else:
        side = 1 if x > 0 else -1
        target = messenger.ports["right" if side > 0 else "left"].moved(side * (half_width(parts) - 1.5), 0)
    return reaching(parts, hue, Point(x, 0), target)


def _inside(spots: Sequence[tuple[StandingChain, float]]) -> Mark | None:
    """Return what the chains hold, each where its tail is; what all of them hold stands once, in the middle."""
    held: dict[str, list[float]] = {}
    partners: dict[str, Partner] = {}
    deep = MEMBRANE + 20
    for chain, x in spots:
        deep = max(deep, MEMBRANE + (18 if chain.inside in ("box1/box2", "short") else 62))
        for partner in chain.partners:
            if partner.main:
                key = "own kinase" if partner.kind == "own kinase" else partner.gene
                held.setdefault(key, []).append(x)
                partners[key] = partner
                break
    marks = []
    for i, (key, xs) in enumerate(held.items()):
        drawn = _partner(partners[key])
        marks.append(drawn.at(sum(xs) / len(xs), deep + 24 * i))
    return together(marks) if marks else None


def _partner(partner: Partner) -> Mark:
    if partner.kind == "own kinase":
        return label("is a kinase", size=SMALL, anchor="middle").at(0, 14)
    name = _NAMES.get(partner.gene, partner.gene)
    return kinase(name) if partner.kind == "kinase" else adapter(name)


def _factor(row: CytokineClass) -> Mark | None:
    found = [p.factor for chain in row.chains for p in chain.partners if p.main and p.factor]
    if not found:
        return None
    return transcription_factor(found[0], phosphates=1 if found[0].startswith(("STAT", "SMAD")) else 0)


def _words(row: CytokineClass, width: float) -> Mark:
    """Return the cytokines of a class: interleukins, each the way to its card, and below them the others."""
    marks: list[Mark] = []
    if row.interleukins:
        words = [_interleukin(member) for member in row.interleukins]
        marks.append(flow(words, width, 6, _LINE))
    low = marks[0].box.bottom + _LINE if marks else 0.0
    for member in row.others:
        rows = [Row(table, key) for table, key in member.rows]
        word = label(member.name, size=SMALL, colour="quiet", anchor="middle").with_rows(*rows)
        marks.append(word.at(0, low))
        low += _LINE
    return together(marks) if marks else label("none", size=SMALL, colour="quiet", anchor="middle")


def _interleukin(member: ClassMember) -> Mark:
    word = label(member.name, size=SMALL, colour="blue")
    rows = [Row(table, key) for table, key in member.rows]
    return word.named(f"{member.name}: what it does", card=member.name).with_rows(*rows)


# ---------------------------------------------------------------------------- words


def _title(view: CytokineClasses) -> str:
    largest = max(view.classes, key=lambda each: len(each.interleukins))
    empty = [each.cytokine for each in view.classes if not each.interleukins]
    count = first_upper(number_name(len(view.classes)))
    title = f"{count} classes of receptors hear cytokines; {largest.label} hears most interleukins"
    share = f", {len(largest.interleukins)} of {view.interleukins}"
    return f"{title}{share}, and the classes of {listed(empty)} none" if empty else f"{title}{share}"


def _told(view: CytokineClasses) -> str:
    shown = view.marked
    counts = [f"{each.label} {len(each.interleukins)}" for each in view.classes if each.interleukins]
    told = f"Interleukins by the class of their receptors: {', '.join(counts)}; some receptors mix classes."
    if not shown:
        return told
    chains = listed([chain.name for chain in shown.chains])
    members = listed([member.name for member in (*shown.interleukins, *shown.others)])
    return f"{told} Marked is {shown.label}: {shown.cytokine} on {chains}; it hears {members}."


@tables.cached
def _cards(view: CytokineClasses) -> dict[str, Card]:
    """Return for each interleukin its sentence from the table, its classes, and its sources."""
    classes: dict[str, list[str]] = {}
    members: dict[str, ClassMember] = {}
    for each in view.classes:
        for member in each.interleukins:
            classes.setdefault(member.name, []).append(each.label)
            members[member.name] = member
    return {
        name: Card(name, (member.says, f"Class: {listed(classes[name])}."), _links(member.reference))
        for name, member in members.items()
    }


def _links(keys: str) -> dict[str, str]:
    return dict(_addresses()[key] for key in keys.split(";")[:1])


@tables.cached
def _addresses() -> dict[str, tuple[str, str]]:
    rows = tables.load("references").to_dict("records")
    return {str(row["reference"]): (tables.author_year(row), tables.address(row)) for row in rows}


@tables.cached
def _table(view: CytokineClasses) -> dict[str, list[str]]:
    return {
        "class": [each.label for each in view.classes],
        "drawn": [f"{each.cytokine} on {listed([chain.name for chain in each.chains])}" for each in view.classes],
        "holds inside": [
            ", ".join(dict.fromkeys(_NAMES.get(p.gene, p.gene) for c in each.chains for p in c.partners if p.main))
            for each in view.classes
        ],
        "goes to the nucleus": [
            ", ".join(dict.fromkeys(p.factor for c in each.chains for p in c.partners if p.main and p.factor))
            for each in view.classes
        ],
        "interleukins": [", ".join(member.name for member in each.interleukins) for each in view.classes],
        "other cytokines": [", ".join(member.name for member in each.others) for each in view.classes],
        "source": [tables.short_names(each.reference) for each in view.classes],
    }
