"""The plate of a sandwich immunoassay: a well with its antibodies step by step, and what the reader makes of it."""

import functools

from helpers import tables
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, PLAIN, SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import drug, ligand
from helpers.illustrations.receptors import single_domain
from helpers.illustrations.signs import Sign, only
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.immunoassay import WELL, Immunoassay
from helpers.words import counted

_ARM = 20.0  # half the height of an antibody
_TIP = 0.64 * _ARM  # how far aside its tips are
_IL6 = 10.0  # half the height of IL-6
_SEAT = 15.0  # between the tips of the two antibodies of a sandwich
_TALL = 196.0  # height of the well
_FOOT = 2 * _ARM - 0.1 * _ARM  # from the bottom to the tips of a capture antibody
_GAUGE = 132.0  # height of the reader's scale


def sandwich_immunoassay(view: Immunoassay) -> Illustration:
    """Return the well at its step, with what interferes, and the reader's scale beside it."""
    steps = [each.reference for each in view.steps]
    sources = tables.short_names(";".join(dict.fromkeys((*steps, *view.interference.reference.split(";")))))
    return Illustration(
        name="sandwich-immunoassay",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"{sources}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: Immunoassay, width: int) -> Drawing:
    wide = width == PAGE
    across = 518 if wide else width - 2 * MARGIN
    well = _well(view, across).at(MARGIN, 12 + _TALL)
    marks = [well]
    if wide:
        marks.append(_reader(view).at(MARGIN + across + 46, 12 + _TALL - 14))
        low = well.box.bottom + 12
    else:
        marks.append(_reader(view).at(MARGIN + 26, well.box.bottom + 34 + _GAUGE))
        low = marks[-1].box.bottom + 12
    said = _said(view, width - 2 * MARGIN).at(MARGIN, low + PLAIN)
    return Drawing((*marks, said), said.box.bottom + 10)


def _well(view: Immunoassay, across: float) -> Mark:
    """Return the well with what stands and floats in it; its origin is the left end of its bottom."""
    low, high = 10.0, -_TALL
    share = view.interference.read / WELL if view.added("colour") else 0.0
    fluid = Node.made("rect", x=2.5, y=high + 14, width=across - 5, height=_TALL - 14, fill="var(--sky-tint)",
                      fill_opacity="0.45")  # fmt: skip
    nodes = [fluid]
    if share:
        nodes.append(
            Node.made("rect", x=2.5, y=high + 14, width=across - 5, height=_TALL - 14, fill="var(--orange)",
                      fill_opacity=f"{0.08 + 0.5 * share:.2f}")
        )  # fmt: skip
    wall = [Point(0, high), Point(0, low), Point(across, low), Point(across, high)]
    nodes.append(Node.made("path", d=line_path(wall), fill="none", stroke="var(--line)", stroke_width=5,
                           stroke_linejoin="round"))  # fmt: skip
    base = Node.made("rect", x=2, y=0, width=across - 4, height=low, fill="var(--line)")
    marks = [Mark((*nodes, base), Box(0, high, across, low))]
    pitch = across / WELL
    size = min(1.0, pitch / 80)
    marks += [_spot(view, i).scaled(size).at(pitch * (i + 0.34), 0) for i in range(WELL)]
    return together([*marks, *_loose(view, across)]).with_rows(*_rows(view))


def _rows(view: Immunoassay) -> list[Row]:
    done = [Row("immunoassay_steps", each.name) for each in view.steps if each.step <= view.step]
    return [*done, Row("interferences", view.interference.interference)]


def _spot(view: Immunoassay, i: int) -> Mark:
    """Return one antibody of the well with all that it holds at this step; its origin is its foot."""
    marks = [drug("antibody", "blue", _ARM).at(0, -_ARM)]
    mechanism, seat = view.interference.mechanism, -_FOOT - _SEAT / 2
    if view.added("analyte") and i < view.held:
        marks.append(ligand("four-helix bundle", "vermilion", _IL6).at(_TIP, seat))
        if mechanism == "mask" and i >= view.interference.read:
            marks += _receptor()
    if mechanism == "bridge" and i < view.interference.read and view.added("analyte"):
        marks.append(drug("antibody", "orange", _ARM).turned(-90).at(_TIP + 0.9 * _ARM, seat))
    if i < view.interference.read and view.added("detection"):
        # It comes down beside the first: its own tip lies on another side of what the first one's tip holds.
        marks.append(drug("antibody", "purple", _ARM).turned(180).at(2 * _TIP, -_FOOT - _SEAT - 0.9 * _ARM))
        if view.added("enzyme"):
            marks.append(_enzyme().at(2 * _TIP, -_FOOT - _SEAT - 1.9 * _ARM - 8))
    return together(marks)


def _receptor() -> list[Mark]:
    """Return soluble IL-6R on top of IL-6, where the second antibody would bind."""
    top = -_FOOT - _SEAT
    return [single_domain(domain, "green").at(_TIP, top - 6 - 16 * i) for i, domain in enumerate(("fibronectin", "Ig"))]


def _enzyme() -> Mark:
    return shape("circle", Box(-9, -9, 9, 9), r=9, fill="var(--green-tint)", stroke="var(--green)", stroke_width=2)


def _colour() -> Mark:
    """Return a drop of the colour that the enzyme makes."""
    box = Box(-9, -7, 9, 7)
    return shape("rect", box, x=-9, y=-7, width=18, height=14, rx=3, fill="var(--orange)", fill_opacity="0.45")


def _loose(view: Immunoassay, across: float) -> list[Mark]:
    """Return what floats above when there is more IL-6 than antibodies, until it is washed out with the enzyme."""
    loose = view.interference.molecules - view.held
    if loose <= 0 or not view.added("analyte") or view.added("enzyme"):
        return []
    marks, size = [], min(1.0, across / loose / 60)
    for i in range(loose):
        x, y = across * (i + 0.5) / loose, -_TALL + (44 if i % 2 else 34)
        marks.append(ligand("four-helix bundle", "vermilion", _IL6).at(x, y))
        if view.added("detection"):
            marks.append(drug("antibody", "purple", _ARM).scaled(size).at(x, y + _SEAT / 2 + 0.9 * size * _ARM))
    return marks


def _reader(view: Immunoassay) -> Mark:
    """Return the scale of the reader: filled as far as it reads, with a line at what is there."""
    each = _GAUGE / WELL
    read, there = (view.interference.read if view.finished else 0), view.interference.molecules
    frame = Node.made("rect", y=-_GAUGE, width=34, height=_GAUGE, fill="var(--page)", stroke="var(--line)",
                      stroke_width=1.6)  # fmt: skip
    filled = Node.made("rect", y=-each * read, width=34, height=each * read, fill="var(--orange)", fill_opacity="0.6")
    ticks = [
        Node.made(
            "path", d=line_path([Point(0, -each * i), Point(34, -each * i)]), stroke="var(--line)", stroke_width=0.8
        )
        for i in range(1, WELL)
    ]
    truth = -each * min(there, WELL)
    line = Node.made(
        "path", d=line_path([Point(-9, truth), Point(43, truth)]), stroke="var(--vermilion)", stroke_width=3
    )
    bar = Mark((frame, filled, *ticks, line), Box(-9, -_GAUGE, 43, 0))
    numbers = [label(str(i), size=SMALL, colour="quiet", anchor="end").at(-13, 4 - each * i) for i in range(WELL + 1)]
    head = label("the reader", weight="bold").at(-9, -_GAUGE - 12)
    in_it = label(f"in the sample: {there} IL-6", size=SMALL, colour="vermilion").at(52, -_GAUGE / 2 - 8)
    words = label(f"reads: {read} IL-6" if view.finished else "not read yet", weight="bold").at(52, -_GAUGE / 2 + 14)
    return together([bar, head, *numbers, in_it, words])


def _said(view: Immunoassay, width: float) -> Mark:
    """Return what happens at this step, and what interferes."""
    current, trouble = view.current, view.interference
    head = label(f"Step {current.step} of {len(view.steps)}, {current.name}: {current.told}", width=width)
    marks = [head]
    if trouble.mechanism != "none" and view.added("analyte"):
        more = label(trouble.told, weight="bold", width=width)
        marks.append(more.at(0, head.box.bottom + PLAIN * LEADING))
        if view.finished:
            remedy = label(trouble.remedy, width=width)
            marks.append(remedy.at(0, marks[-1].box.bottom + PLAIN * LEADING))
    return together(marks)


# ---------------------------------------------------------------------------- words


def _key(view: Immunoassay) -> tuple[Sign, ...]:
    mechanism, met = view.interference.mechanism, view.added("analyte")
    return only(
        (Sign(drug("antibody", "blue", 8), "first antibody"), True),
        (Sign(ligand("four-helix bundle", "vermilion", 7), "IL-6"), met and view.held > 0),
        (Sign(drug("antibody", "purple", 8), "second antibody"), view.added("detection")),
        (Sign(_enzyme().scaled(0.8), "enzyme"), view.added("enzyme")),
        (Sign(_colour(), "colour that it makes"), view.added("colour")),
        (Sign(drug("antibody", "orange", 8), "antibody of the patient"), met and mechanism == "bridge"),
        (Sign(single_domain("Ig", "green").scaled(0.8), "soluble receptor"), met and mechanism == "mask"),
        (Sign(None, "Numbers chosen for drawing"), True),
    )


def _title(view: Immunoassay) -> str:
    one = view.interference
    if not view.finished:
        return f"Step {view.step} of {len(view.steps)}: a sandwich around IL-6 is built up"
    if one.mechanism == "none":
        return f"Each IL-6 in a sandwich makes colour: the reader sees {one.read} of {one.molecules}"
    return f"The reader sees {one.read} IL-6 where {one.molecules} are: {one.interference}"


def _told(view: Immunoassay) -> str:
    one = view.interference
    told = f"Step {view.step} of {len(view.steps)}, {view.current.name}. {view.current.told}"
    if one.mechanism != "none":
        told += f" What interferes: {one.interference}. {one.told}"
    if view.finished:
        told += f" The sample has {counted(one.molecules, 'molecule')} of IL-6, the reader sees {one.read}."
    return told


def _table(view: Immunoassay) -> dict[str, list[str | int]]:
    some = view.interferences
    return {
        "what interferes": [each.interference for each in some],
        "what happens": [each.told for each in some],
        "IL-6 in the drawn sample": [each.molecules for each in some],
        "the reader sees": [each.read for each in some],
        "what uncovers it": [each.remedy for each in some],
        "source": [tables.short_names(each.reference) for each in some],
    }
