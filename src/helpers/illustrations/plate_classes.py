"""The plate of the classes of cytokine receptors: one typical receptor of each in one membrane, its signal below."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers import tables
from helpers.illustrations.arrows import arrow, brace
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, flow, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import adapter, kinase, phosphate, transcription_factor, trimer
from helpers.illustrations.receptors import CHAIN_HUES
from helpers.illustrations.signs import Sign, bar_sign, domain_sign, factor_sign, inside_sign, line_sign, only
from helpers.illustrations.standing import (
    MEMBRANE,
    Held,
    chain_parts,
    lifted,
    messenger_mark,
    partner_name,
    standing_chain,
)
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.classes import ClassMember, CytokineClass, CytokineClasses
from helpers.views.membrane import Partner, StandingChain
from helpers.words import first_upper, listed, number_name

_NARROW = 84.0  # the least width of a column
_SIZE = 11.0  # half the height of a messenger
_SPREAD = 21.0  # from the middle to a chain beside it
_NUCLEUS = 27.0  # height of the stretch of nucleus
_ROW_GAP = 20.0  # between two lines of classes
_LINE = SMALL * 1.15


@dataclass(frozen=True, slots=True)
class _Column:
    """A class in its column, y = 0 the outer face of the membrane: what stands, its signal, factor, and its list."""

    row: CytokineClass
    head: Mark
    standing: Mark
    inside: Mark | None
    factor: Mark | None
    words: Mark


def cytokine_classes(view: CytokineClasses) -> Illustration:
    """Return the classes of receptors side by side, each with the cytokines that it hears; the chosen stands out."""
    keys = ";".join(dict.fromkeys(key for each in view.classes for key in each.reference.split(";")))
    return Illustration(
        name="cytokine-classes",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"One receptor of each class: {tables.short_names(keys)}.",
        cards=_cards(view),
        looks={"shown": view.shown},
        rules="".join(
            f'&[data-shown="{each.label}"] .class:not(.class-{i}){{opacity:.3}}' for i, each in enumerate(view.classes)
        ),
    )


def _key(view: CytokineClasses) -> tuple[Sign, ...]:
    """Return the signs that this picture shows, each beside what it stands for."""
    chains = [chain for each in view.classes for chain in each.chains]
    held = {partner.kind for chain in chains for partner in chain.partners if partner.main}
    inner = {chain.inside for chain in chains}
    uncounted = any(chain.fibronectin is None for chain in chains)
    shared = any(chain.gene in CHAIN_HUES for chain in chains)
    return only(
        (domain_sign("fibronectin", "fibronectin"), any(chain.fibronectin for chain in chains)),
        (domain_sign("Ig", "immunoglobulin"), any(chain.ig for chain in chains)),
        (domain_sign("cysteine-rich", "cysteine-rich"), any(chain.cysteine_rich for chain in chains)),
        (line_sign("not counted", hue="grey", wide=7, dashes="7 4"), uncounted),
        (inside_sign("TIR", "TIR"), "TIR" in inner),
        (inside_sign("SEFIR", "SEFIR"), "SEFIR" in inner),
        (inside_sign("death", "death"), "death" in inner),
        (inside_sign("kinase", "a kinase"), "kinase" in inner),
        (bar_sign("held kinase", "purple", 7), "kinase" in held),
        (bar_sign("adapter", "grey", 2), bool({"adapter", "G protein"} & held)),
        (factor_sign("to the nucleus"), True),
        (Sign(phosphate(), "phosphate"), True),
        (Sign(None, "chain not green: shared"), shared),
        (Sign(None, "blue name: interleukin"), any(each.interleukins for each in view.classes)),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: CytokineClasses, width: int) -> Drawing:
    """Return the classes in as many columns as the `width` has room for, each line of them in its own membrane."""
    inner = width - 2 * MARGIN
    columns = max(1, min(len(view.classes), int(inner // _NARROW)))
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.classes), columns):
        classes = view.classes[start : start + columns]
        widths = _widths(classes, inner)
        row = [_column(one, wide) for one, wide in zip(classes, widths, strict=True)]
        top = _line(row, widths, top, marks, start) + _ROW_GAP
    return Drawing(tuple(marks), top - _ROW_GAP + 3)


def _widths(classes: Sequence[CytokineClass], inner: float) -> list[float]:
    """Return the widths of columns that fill `inner`: wider where more cytokines are to be listed."""
    long = [len(each.interleukins) + len(each.others) for each in classes]
    spare = inner - _NARROW * len(classes)
    return [round(_NARROW + spare * each / max(1, sum(long)), 1) for each in long]


def _line(row: Sequence[_Column], widths: Sequence[float], top: float, marks: list[Mark], first: int) -> float:
    """Put one line of classes, numbered from `first`, into their membrane below `top`, and return where it ends."""
    names = top + max(column.head.box.height for column in row)
    face = names + 3 + max(-column.standing.box.top for column in row)
    deepest = face + max(_deep(column) for column in row)
    nucleus = deepest + 7
    wide = sum(widths)
    marks.append(membrane(wide, MEMBRANE).at(MARGIN, face))
    if any(column.factor for column in row):
        ground = {"width": wide, "height": _NUCLEUS, "rx": 12, "fill": "var(--inside)", "stroke": "var(--line)"}
        marks.append(shape("rect", Box(0, 0, wide, _NUCLEUS), **ground).at(MARGIN, nucleus))
    low = (nucleus + _NUCLEUS if any(column.factor for column in row) else deepest) + 8 + SMALL
    x = float(MARGIN)
    for i, (column, each) in enumerate(zip(row, widths, strict=True)):
        head = column.head.at(0, top - column.head.box.top)
        marks.append(_placed(column, first + i, head, face, nucleus).at(x + each / 2, 0))
        marks.append(_listed(column, first + i).at(x + each / 2, low))
        x += each
    free = [i for i, column in enumerate(row) if not column.factor]
    if free and len(free) < len(row):
        x = MARGIN + sum(widths[: free[-1]]) + widths[free[-1]] / 2
        marks.append(label("nucleus", size=SMALL, colour="quiet", anchor="middle").at(x, nucleus + _NUCLEUS / 2 + 4))
    return low + max(column.words.box.bottom for column in row)


def _deep(column: _Column) -> float:
    """Return how far what a class holds inside reaches below the outer face of the membrane."""
    return column.inside.box.bottom if column.inside else column.standing.box.bottom


@functools.cache
def _column(row: CytokineClass, width: float) -> _Column:
    spots = _spots(row)
    held = _messenger(row, spots)
    standing = [standing_chain(chain, x, held) for chain, x in spots]
    high = min(held.mark.box.top, *(each.box.top for each in standing))
    lone = len(row.interleukins) + len(row.others) == 1
    words = row.cytokine if lone else f"e.g. {row.cytokine}"
    name = label(words, size=SMALL, weight="bold", colour="vermilion", anchor="middle")
    name = name.at(0, (held.mark.box.top if _clear(name, standing, held) else high) - 5)
    head = label(row.label, size=SMALL, weight="bold", anchor="middle", width=width - 4)
    inside = _inside(spots, max(each.box.bottom for each in standing), row.onward)
    return _Column(row, head, together([*standing, held.mark, name]), inside, _factor(row), _words(row, width - 6))


def _clear(name: Mark, standing: Sequence[Mark], held: Held) -> bool:
    """Whether a name right above what is held lies over no chain."""
    box = name.at(0, held.mark.box.top - 5).box
    return not any(box.meets(each.box) for each in standing)


def _placed(column: _Column, number: int, head: Mark, face: float, nucleus: float) -> Mark:
    """Return a class with its middle at x = 0: its name, the receptor, and the arrow to what goes to the nucleus."""
    row = column.row
    marks = [head, column.standing.at(0, face)]
    if column.factor:
        factor = column.factor.at(0, nucleus + _NUCLEUS / 2)
        start = Point(0, face + _deep(column))
        marks += [arrow(start, factor.ports["top"], "stimulates", colour="quiet"), factor]
    if column.inside:
        marks.append(column.inside.at(0, face))
    picture = together(marks).named(f"{row.label}: show this class", control="shown", value=row.label)
    return _of_class(picture.with_rows(Row("cytokine_classes", row.key)), number)


def _listed(column: _Column, number: int) -> Mark:
    return _of_class(column.words, number)


def _of_class(mark: Mark, number: int) -> Mark:
    return replace(mark, nodes=(Node.made("g", *mark.nodes, class_=f"class class-{number}"),))


# ---------------------------------------------------------------------------- a receptor


def _spots(row: CytokineClass) -> list[tuple[StandingChain, float]]:
    """Return the chains with their places; a trimer holds three receptors of one chain, a dimer two."""
    chains = list(row.chains) * (_copies(row) if len(row.chains) == 1 else 1)
    if len(chains) == 1:
        return [(chains[0], 0.0)]
    outer = _SPREAD if len(chains) == 2 else 1.3 * _SPREAD
    step = 2 * outer / (len(chains) - 1)
    return [(chain, step * i - outer) for i, chain in enumerate(chains)]


def _copies(row: CytokineClass) -> int:
    """Return how many receptors a messenger brings together that binds a single kind of chain."""
    return 3 if row.form == "trimer" else 2 if "dimer" in row.form else 1


def _messenger(row: CytokineClass, spots: Sequence[tuple[StandingChain, float]]) -> Held:
    """Return the messenger at the height at which every chain can touch it."""
    drawn = trimer(size=_SIZE) if row.form == "trimer" else messenger_mark(row.fold, row.form, _SIZE)
    return lifted(spots, Held.of(drawn), 30)


def _inside(spots: Sequence[tuple[StandingChain, float]], tails: float, onward: str) -> Mark | None:
    """Return what the chains hold, each where its tail is; what all of them hold stands once, in the middle.

    Where nothing stands in the middle, a brace below the `tails` (the y of their ends) joins them to the arrow.

    Below it stands what the signal does `onward`, with the arrow to it; nothing where that is "".
    """
    held: dict[str, list[float]] = {}
    partners: dict[str, Partner] = {}
    deep = MEMBRANE + 20
    for chain, x in spots:
        deep = max(deep, MEMBRANE + (18 if chain_parts(chain).inside in ("box1/box2", "short") else 62))
        for partner in chain.partners:
            if partner.main and partner.kind != "own kinase":
                held.setdefault(partner.gene, []).append(x)
                partners[partner.gene] = partner
                break
    marks = [_partner(partners[gene]).at(sum(xs) / len(xs), deep + 24 * i) for i, (gene, xs) in enumerate(held.items())]
    if len(spots) > 1 and len(held) != 1:
        marks.append(brace(spots[0][1], spots[-1][1], max([tails, *(mark.box.bottom for mark in marks)])))
    if onward:
        start = Point(0, marks[-1].box.bottom)
        words = label(onward, size=SMALL, anchor="middle", width=_NARROW - 6).at(0, start.y + 27)
        marks += [words, arrow(start, Point(0, words.box.top), "stimulates", colour="quiet")]
    return together(marks) if marks else None


def _partner(partner: Partner) -> Mark:
    name = partner_name(partner.gene)
    return kinase(name) if partner.kind == "kinase" else adapter(name)


def _factor(row: CytokineClass) -> Mark | None:
    found = [p.factor for chain in row.chains for p in chain.partners if p.main and p.factor]
    if not found:
        return None
    return transcription_factor(found[0], phosphates=1 if found[0].startswith(("STAT", "SMAD")) else 0)


def _words(row: CytokineClass, width: float) -> Mark:
    """Return the cytokines of a class: interleukins, each the way to its card, and after them the others."""
    words = [_interleukin(member) for member in row.interleukins]
    for member in row.others:
        rows = [Row(table, key) for table, key in member.rows]
        words.append(label(member.name, size=SMALL, colour="quiet").with_rows(*rows))
    return flow(words or [label("none", size=SMALL, colour="quiet")], width, 6, _LINE)


def _interleukin(member: ClassMember) -> Mark:
    word = label(member.name, size=SMALL, colour="blue")
    rows = [Row(table, key) for table, key in member.rows]
    return word.named(f"{member.name}: what it does", card=member.name).with_rows(*rows)


# ---------------------------------------------------------------------------- words


def _title(view: CytokineClasses) -> str:
    largest = max(view.classes, key=lambda each: len(each.interleukins))
    count, share = first_upper(number_name(len(view.classes))), f"{len(largest.interleukins)} of {view.interleukins}"
    return f"{count} receptor classes: {largest.label} hears {share} interleukins"


def _told(view: CytokineClasses) -> str:
    shown = view.marked
    counts = [f"{each.label} {len(each.interleukins)}" for each in view.classes if each.interleukins]
    if shown:
        chains = listed([chain.name for chain in shown.chains])
        members = listed([member.name for member in (*shown.interleukins, *shown.others)])
        return f"Marked is {shown.label}: {shown.cytokine} on {chains}; it hears {members}."
    told = [f"Interleukins by class: {', '.join(counts)}."]
    if view.unplaced:
        told.append(f"{listed(view.unplaced)} {'is' if len(view.unplaced) == 1 else 'are'} of no class.")
    return " ".join(told)


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
    known = tables.sources()
    return {known[key].name: known[key].link for key in keys.split(";")}


@tables.cached
def _table(view: CytokineClasses) -> dict[str, list[str]]:
    return {
        "class": [each.label for each in view.classes],
        "drawn": [f"{each.cytokine} on {listed([chain.name for chain in each.chains])}" for each in view.classes],
        "holds inside": [
            ", ".join(dict.fromkeys(partner_name(p.gene) for c in each.chains for p in c.partners if p.main))
            for each in view.classes
        ],
        "goes to the nucleus": [
            ", ".join(dict.fromkeys(p.factor for c in each.chains for p in c.partners if p.main and p.factor))
            for each in view.classes
        ],
        "else": [each.onward for each in view.classes],
        "interleukins": [", ".join(member.name for member in each.interleukins) for each in view.classes],
        "other cytokines": [", ".join(member.name for member in each.others) for each in view.classes],
        "source": [tables.short_names(each.reference) for each in view.classes],
    }
