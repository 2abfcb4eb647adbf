"""The plate of the classes of cytokine receptors: one typical receptor of each in one membrane, its signal below."""

import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers import tables
from helpers.illustrations.arrows import arrow, brace
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, flow, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import adapter, kinase, ligand, transcription_factor
from helpers.illustrations.receptors import CHAIN_HUES, OWN_HUE
from helpers.illustrations.signs import Sign, bar_sign, domain_sign, factor_sign, inside_sign, line_sign, only
from helpers.illustrations.standing import (
    MEMBRANE,
    Held,
    chain_parts,
    fold_words,
    lifted,
    messenger_mark,
    partner_name,
    standing_chain,
)
from helpers.illustrations.svg import Box, Node, Point
from helpers.views.classes import ClassMember, CytokineClass, CytokineClasses
from helpers.views.membrane import Partner, StandingChain
from helpers.words import counted, first_upper, listed, number_name

_NARROW = 84.0  # the least width of a column
_SIZE = 11.0  # half the height of a messenger
_SPREAD = 21.0  # from the middle to a chain beside it
_NUCLEUS = 27.0  # height of the stretch of nucleus
_ROW_GAP = 20.0  # between two lines of classes
_LINE = SMALL * 1.15


@dataclass(frozen=True, slots=True)
class _Column:
    """A class in its column, y = 0 the outer face of the membrane: what stands, its signal, factor, and how many."""

    row: CytokineClass
    head: Mark
    standing: Mark
    inside: Mark | None
    factor: Mark | None
    count: Mark


def cytokine_classes(view: CytokineClasses) -> Illustration:
    """Return the classes of receptors side by side, with how many interleukins each hears.

    The chosen one stands out: it alone has its parts in the key and its cytokines by name.
    """
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
    """Return the signs on the way to the nucleus; of a class that is chosen, those of all its parts."""
    if view.marked:
        return _parts(view.marked)
    held = {partner.kind for each in view.classes for chain in each.chains for partner in chain.partners}
    return only(
        (Sign(ligand("four-helix bundle", size=8), "messenger, drawn by its fold"), True),
        (bar_sign("borrowed kinase", "purple", 7), "kinase" in held),
        (bar_sign("adapter, G protein", "grey", 2), bool({"adapter", "G protein"} & held)),
        (factor_sign("goes to the nucleus"), True),
    )


def _parts(row: CytokineClass) -> tuple[Sign, ...]:
    """Return the signs of the messenger and of the receptor that stand for a class."""
    chains = row.chains
    held = {partner.kind for chain in chains for partner in chain.partners if partner.main}
    inner = {chain.inside for chain in chains}
    shared = next((CHAIN_HUES[chain.gene] for chain in chains if chain.gene in CHAIN_HUES), "")
    return only(
        (Sign(_drawn(row, 8), fold_words(row.fold, row.form)), True),
        (domain_sign("fibronectin", "fibronectin domain"), any(chain.fibronectin for chain in chains)),
        (domain_sign("Ig", "immunoglobulin domain"), any(chain.ig for chain in chains)),
        (domain_sign("cysteine-rich", "cysteine-rich domain"), any(chain.cysteine_rich for chain in chains)),
        (line_sign("domains not counted", hue="grey", wide=7, dashes="7 4"), _uncounted(row)),
        (inside_sign("TIR", "TIR domain"), "TIR" in inner),
        (inside_sign("SEFIR", "SEFIR domain"), "SEFIR" in inner),
        (inside_sign("death", "death domain"), "death" in inner),
        (inside_sign("kinase", "kinase of its own"), "kinase" in inner),
        (bar_sign("borrowed kinase", "purple", 7), "kinase" in held),
        (bar_sign("adapter", "grey", 2), "adapter" in held),
        (bar_sign("G protein", "grey", 2), "G protein" in held),
        (factor_sign("goes to the nucleus"), bool(_factors(row))),
        (line_sign("shared chain", hue=shared, wide=6), bool(shared)),
    )


def _uncounted(row: CytokineClass) -> bool:
    return any(chain.fibronectin is None for chain in row.chains)


# ---------------------------------------------------------------------------- layout


def _laid_out(view: CytokineClasses, width: int) -> Drawing:
    """Return the classes in as many columns as the `width` has room for, each line of them in its own membrane."""
    inner = width - 2 * MARGIN
    columns = max(1, min(len(view.classes), int(inner // _NARROW)))
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.classes), columns):
        classes = view.classes[start : start + columns]
        wide = inner / len(classes)
        row = [_column(one, wide, plain=view.marked is None) for one in classes]
        top = _line(row, wide, top, marks, start)
        if view.marked in classes:
            names = _names(view.marked, inner).at(width / 2, top + 8 + SMALL)
            marks.append(names)
            top = names.box.bottom
        top += _ROW_GAP
    return Drawing(tuple(marks), top - _ROW_GAP + 3)


def _line(row: Sequence[_Column], each: float, top: float, marks: list[Mark], first: int) -> float:
    """Put one line of classes, numbered from `first` and `each` as wide, below `top`, and return where it ends."""
    names = top + max(column.head.box.height for column in row)
    face = names + 3 + max(-column.standing.box.top for column in row)
    deepest = face + max(_deep(column) for column in row)
    nucleus = deepest + 7
    wide = each * len(row)
    marks.append(membrane(wide, MEMBRANE).at(MARGIN, face))
    if any(column.factor for column in row):
        ground = {"width": wide, "height": _NUCLEUS, "rx": 12, "fill": "var(--inside)", "stroke": "var(--line)"}
        marks.append(shape("rect", Box(0, 0, wide, _NUCLEUS), **ground).at(MARGIN, nucleus))
    low = (nucleus + _NUCLEUS if any(column.factor for column in row) else deepest) + 8 + SMALL
    for i, column in enumerate(row):
        x = MARGIN + each * (i + 0.5)
        head = column.head.at(0, top - column.head.box.top)
        marks.append(_placed(column, first + i, head, face, nucleus).at(x, 0))
        marks.append(_of_class(column.count, first + i).at(x, low))
    free = [i for i, column in enumerate(row) if not column.factor]
    if free and len(free) < len(row):
        x = MARGIN + each * (free[-1] + 0.5)
        marks.append(label("nucleus", size=SMALL, colour="quiet", anchor="middle").at(x, nucleus + _NUCLEUS / 2 + 4))
    return low + max(column.count.box.bottom for column in row)


def _deep(column: _Column) -> float:
    """Return how far what a class holds inside reaches below the outer face of the membrane."""
    return column.inside.box.bottom if column.inside else column.standing.box.bottom


@functools.cache
def _column(row: CytokineClass, width: float, *, plain: bool) -> _Column:
    """Return a class in its column; in `plain` ones all chains have one colour."""
    spots = _spots(row)
    held = _messenger(row, spots)
    standing = [standing_chain(chain, x, held, OWN_HUE if plain else None) for chain, x in spots]
    high = min(held.mark.box.top, *(each.box.top for each in standing))
    lone = len(row.interleukins) + len(row.others) == 1
    words = row.cytokine if lone else f"e.g. {row.cytokine}"
    name = label(words, size=SMALL, weight="bold", colour="vermilion", anchor="middle")
    name = name.at(0, (held.mark.box.top if _clear(name, standing, held) else high) - 5)
    head = label(row.label, size=SMALL, weight="bold", anchor="middle", width=width - 4)
    inside = _inside(spots, max(each.box.bottom for each in standing), row.onward)
    return _Column(row, head, together([*standing, held.mark, name]), inside, _factor(row), _count(row))


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
    return lifted(spots, Held.of(_drawn(row, _SIZE)), 30)


def _drawn(row: CytokineClass, size: float) -> Mark:
    return messenger_mark(row.fold, row.form, size)


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
    found = _factors(row)
    return transcription_factor(found[0]) if found else None


def _factors(row: CytokineClass) -> list[str]:
    """Return what goes to the nucleus from the receptor that stands for a class."""
    return list(dict.fromkeys(p.factor for chain in row.chains for p in chain.partners if p.main and p.factor))


def _count(row: CytokineClass) -> Mark:
    """Return how many interleukins a class hears; with it stand all cytokines that the tables place there."""
    words = counted(len(row.interleukins), "interleukin") if row.interleukins else "no interleukin"
    rows = [Row(table, key) for member in (*row.interleukins, *row.others) for table, key in member.rows]
    return label(words, size=SMALL, colour="quiet", anchor="middle", width=_NARROW - 14).with_rows(*rows)


def _names(row: CytokineClass, width: float) -> Mark:
    """Return the cytokines of a class: interleukins, each the way to its card, and after them the others."""
    words = [label(f"{row.label} hear", size=SMALL, weight="bold")]
    words += [_interleukin(member) for member in row.interleukins]
    words += [label(member.name, size=SMALL, colour="quiet") for member in row.others]
    return flow(words, width, 9, _LINE)


def _interleukin(member: ClassMember) -> Mark:
    return label(member.name, size=SMALL, colour="blue").named(f"{member.name}: what it does", card=member.name)


# ---------------------------------------------------------------------------- words


def _title(view: CytokineClasses) -> str:
    if view.marked:
        count = len(view.marked.interleukins)
        return f"{view.marked.label} hear {f'{count} of' if count else 'none of the'} {view.interleukins} interleukins"
    ends = Counter(factor for each in view.classes for factor in _factors(each))
    classes = f"{first_upper(number_name(len(view.classes)))} classes of receptors"
    factor, count = max(ends.items(), key=lambda end: end[1], default=("", 0))
    return f"{classes}, and {number_name(count)} of them end at {factor}" if count > 1 else classes


def _told(view: CytokineClasses) -> str:
    shown = view.marked
    if shown:
        chains = listed([chain.name for chain in shown.chains])
        members = listed([member.name for member in (*shown.interleukins, *shown.others)])
        return f"{shown.label}, for example {shown.cytokine} on {chains}. They hear {members}."
    counts = [f"{each.label} {len(each.interleukins)}" for each in view.classes if each.interleukins]
    told = [f"Interleukins by class: {', '.join(counts)}."]
    if view.unplaced:
        told.append(f"{listed(view.unplaced)} {'is' if len(view.unplaced) == 1 else 'are'} of no class.")
    return " ".join(told)


@tables.cached
def _cards(view: CytokineClasses) -> dict[str, Card]:
    """Return for each interleukin that is named its sentence from the table, its classes, and its sources."""
    classes = {name: [each.label for each in view.classes if name in {m.name for m in each.interleukins}]
               for name in {member.name for each in view.classes for member in each.interleukins}}  # fmt: skip
    return {
        member.name: Card(
            member.name, (member.says, f"Heard by: {listed(classes[member.name])}."), _links(member.reference)
        )
        for member in (view.marked.interleukins if view.marked else ())
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
