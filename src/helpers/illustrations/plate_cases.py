"""The plate of a case to decide: the patient, three drugs, and what speaks for and against the chosen one."""

import functools
from collections.abc import Mapping, Sequence

from helpers import tables
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import Format, drug
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.cases import Argument, Candidate, Side, WeighedCase
from helpers.words import counted, first_upper

_FORMATS: Mapping[str, Format] = {"Fc fusion": "Fc fusion", "receptor antagonist protein": "cytokine"}
_HUES: Mapping[Side, str] = {"for": "green", "against": "vermilion"}
_HEADS: Mapping[Side, str] = {"for": "speaks for it", "against": "speaks against it"}
_GAP = 20.0  # between columns, and between reasons
_SIGN = 26.0  # room of the sign beside a reason
_TAB = 52.0  # height of a drug among the three


def weighed_case(view: WeighedCase) -> Illustration:
    """Return a case with the reasons for and against the chosen drug, each with the row that carries it."""
    references = dict.fromkeys(key for each in view.chosen.arguments for key in each.references)
    return Illustration(
        name="weighed-case",
        title=_title(view),
        description=_told(view),
        table=view.columns,
        draw=functools.partial(_laid_out, view),
        key="Plus: it speaks for the drug in this case. Minus: against it. Bold: the fact, from a row. Choose a drug.",
        sources=f"{tables.short_names(';'.join(references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: WeighedCase, width: int) -> Drawing:
    wide, inner = width == PAGE, width - 2 * MARGIN
    patient = label(view.told, width=inner).at(MARGIN, PLAIN).with_rows(Row("cases", view.case))
    marks = [patient]
    tabs = _tabs(view, inner, wide=wide).at(MARGIN, patient.box.bottom + 14)
    marks.append(tabs)
    column = (inner - _GAP) / 2 if wide else inner
    top, low = tabs.box.bottom + 18, 0.0
    for i, side in enumerate(("for", "against")):
        reasons = _column(view, side, column).at(MARGIN + (i * (column + _GAP) if wide else 0), top)
        marks.append(reasons)
        low = max(low, reasons.box.bottom)
        top = top if wide else reasons.box.bottom + _GAP
    added = f"A clinician would add: {view.clinician}"
    marks.append(label(added, size=SMALL, colour="quiet", width=inner).at(MARGIN, low + 26))
    return Drawing(tuple(marks), marks[-1].box.bottom + 12)


def _tabs(view: WeighedCase, inner: float, *, wide: bool) -> Mark:
    """Return the drugs, side by side, or one below the other on a telephone."""
    count = len(view.candidates)
    width = (inner - (count - 1) * _GAP) / count if wide else inner
    marks = []
    for i, each in enumerate(view.candidates):
        tab = _tab(each, width, f"{view.title}: {each.drug}", chosen=each is view.chosen)
        marks.append(tab.at(i * (width + _GAP) if wide else 0, 0 if wide else i * (_TAB + 8)))
    return together(marks)


def _tab(each: Candidate, width: float, option: str, *, chosen: bool) -> Mark:
    frame = Node.made(
        "rect", width=width, height=_TAB, rx=9, fill="var(--purple-tint)" if chosen else "var(--page)",
        stroke="var(--purple)", stroke_width=2.4 if chosen else 1,
    )  # fmt: skip
    sides = " and ".join(f"{len(each.on(side))} {side}" for side in _HUES)
    marks = [
        Mark((frame,), Box(0, 0, width, _TAB)),
        drug(_FORMATS.get(each.modality, "antibody"), "purple", 14).at(26, _TAB / 2),
        label(each.drug, weight="bold" if chosen else "normal").at(50, 22),
        label(sides, size=SMALL, colour="quiet").at(50, 40),
    ]
    return together(marks).named(f"{each.drug}: {sides}", control="weighed", value=option)


def _column(view: WeighedCase, side: Side, width: float) -> Mark:
    """Return the reasons of one side, one below the other."""
    head = label(_HEADS[side], weight="bold", colour=_HUES[side]).at(0, PLAIN)
    marks, top = [head], head.box.bottom + 10
    for reason in view.chosen.on(side):
        mark = _reason(view, reason, width).at(0, top)
        marks.append(mark)
        top = mark.box.bottom + 12
    return together(marks)


def _reason(view: WeighedCase, reason: Argument, width: float) -> Mark:
    fact = label(reason.fact, size=SMALL, weight="bold", width=width - _SIGN).at(_SIGN, SMALL)
    why = label(reason.why, size=SMALL, width=width - _SIGN).at(_SIGN, fact.box.bottom + SMALL)
    mark = together([_sign(reason.side).at(9, 9), fact, why])
    key = " ".join((view.case, view.chosen.drug, reason.side, reason.table, reason.row))
    mark = mark.with_rows(Row(reason.table, reason.row), Row("case_arguments", key))
    return mark.named(f"{_HEADS[reason.side]}, from the table {reason.table}: {reason.fact}")


def _sign(side: Side) -> Mark:
    """Return a plus or a minus in a ring."""
    hue = f"var(--{_HUES[side]})"
    strokes: Sequence[Sequence[Point]] = [[Point(-4, 0), Point(4, 0)]]
    if side == "for":
        strokes = [*strokes, [Point(0, -4), Point(0, 4)]]
    path = "".join(line_path(stroke) for stroke in strokes)
    nodes = (
        Node.made("circle", r=8, fill="var(--page)", stroke=hue, stroke_width=1.6),
        Node.made("path", d=path, stroke=hue, stroke_width=2.2),
    )
    return Mark(nodes, Box(-9, -9, 9, 9))


# ---------------------------------------------------------------------------- words


def _title(view: WeighedCase) -> str:
    reasons = [counted(len(view.chosen.on(side)), "reason") for side in _HUES]
    drug_, title = first_upper(view.chosen.drug), view.title
    return f"{title}: {reasons[0]} for {drug_.lower()} and {reasons[1]} against it, none of them the last word"


def _told(view: WeighedCase) -> str:
    """Return the count of the reasons: each of them is a part with its own words, and a row of the table."""
    counts = " and ".join(f"{counted(len(view.chosen.on(side)), 'reason')} {side} it" for side in _HUES)
    others = ", ".join(each.drug for each in view.candidates if each is not view.chosen)
    return f"{view.title}. {first_upper(view.chosen.drug)}: {counts}. Also weighed: {others}."
