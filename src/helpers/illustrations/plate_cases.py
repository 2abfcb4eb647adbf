"""The plate of a case to decide: the patient, three drugs, and what speaks for and against the chosen one."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, label, text_width
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import Format, drug
from helpers.illustrations.signs import Sign
from helpers.illustrations.svg import Box, Node, Point, line_path
from helpers.views.cases import TOUCHED, Argument, Candidate, Side, Touched, WeighedCase
from helpers.words import first_upper, listed

_FORMATS: Mapping[str, Format] = {"Fc fusion": "Fc fusion", "receptor antagonist protein": "cytokine"}
_HUES: Mapping[Side, str] = {"for": "green", "against": "vermilion"}
_HEADS: Mapping[Side, str] = {"for": "speaks for it", "against": "speaks against it"}
_GAP = 20.0  # between columns
_SIGN = 26.0  # room of the sign beside a reason
_APART = 10.0  # from one reason to the next
_NEXT = 19.0  # from one sign to the next in a field
_DASHES = "2.6 2.4"  # the ring of a warning that is not weighed here


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the fields of the sheet lie: the room of the words, the width of a drug's column, the height of a line."""

    words: float
    column: float
    line: float

    def middle(self, i: int) -> float:
        """Return the middle of the column of the drug number `i`."""
        return self.words + (i + 0.5) * self.column


_WIDE, _NARROW = _Grid(112, 108, 22), _Grid(80, 84, 33)


def weighed_case(view: WeighedCase) -> Illustration:
    """Return a case with the reasons for and against the chosen drug, each with the row that carries it."""
    references = dict.fromkeys(key for each in view.chosen.arguments for key in each.references)
    return Illustration(
        name="weighed-case",
        title=_title(view),
        description=_told(view),
        table=view.columns,
        draw=functools.partial(_laid_out, view),
        key=(
            Sign(_sign("for"), "for the drug"),
            Sign(_sign("against"), "against it"),
            Sign(_sign("against", _DASHES), "its label warns, too"),
            Sign(None, "no sign: none listed; framed: read below; no score"),
        ),
        sources=f"{tables.short_names(';'.join(references))}.",
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: WeighedCase, width: int) -> Drawing:
    wide, inner = width == PAGE, width - 2 * MARGIN
    sheet = _sheet(view, _WIDE if wide else _NARROW)
    room = inner - sheet.box.right - _GAP if wide else inner
    patient = label(view.told, size=SMALL, width=room).with_rows(Row("cases", view.case))
    asks = f"{view.clinician[:1].lower()}{view.clinician[1:]}"
    added = label(f"A clinician would also ask {asks}", size=SMALL, colour="quiet", width=room)
    if wide:
        aside = MARGIN + sheet.box.right + _GAP
        marks = [sheet.at(MARGIN, 0), patient.at(aside, SMALL)]
        marks.append(added.at(aside, marks[-1].box.bottom + 10 + SMALL))
    else:
        marks = [patient.at(MARGIN, SMALL)]
        marks.append(sheet.at(MARGIN, marks[-1].box.bottom + 10))
    top = low = max(mark.box.bottom for mark in marks) + 10
    marks.append(label(f"What speaks for and against {view.chosen.drug}", weight="bold").at(MARGIN, top + PLAIN))
    top = marks[-1].box.bottom + 7
    for i, column in enumerate(_columns(view, inner, 2 if wide else 1)):
        marks.append(column.at(MARGIN + i * (inner + _GAP) / 2, top))
        low = max(low, marks[-1].box.bottom)
    if not wide:
        marks.append(added.at(MARGIN, low + 26))
    return Drawing(tuple(marks), max(low, marks[-1].box.bottom) + 8)


def _sheet(view: WeighedCase, grid: _Grid) -> Mark:
    """Return what the reasons touch, line by line, with a sign for each reason in the column of its drug."""
    top = 46.0
    room = Box(0, 0, grid.column, top + grid.line * len(view.touched))
    marks = [_drug_column(view, each, grid.middle(i), room, top) for i, each in enumerate(view.candidates)]
    right = grid.words + grid.column * len(view.candidates)
    for row, touches in enumerate(view.touched):
        y = top + grid.line * row
        rule = shape("path", Box(0, y, right, y), d=line_path([Point(0, y), Point(right, y)]), stroke="var(--line)",
                     stroke_width=0.7)  # fmt: skip
        words = label(TOUCHED[touches], size=SMALL, width=grid.words - 4)
        marks += [rule, words.at(0, y + grid.line / 2 - words.box.centre.y)]
        for i, each in enumerate(view.candidates):
            marks += _field(view, each, touches, grid.middle(i), y + grid.line / 2)
    return together(marks)


def _field(view: WeighedCase, each: Candidate, touches: Touched, middle: float, y: float) -> list[Mark]:
    """Return the signs of one field: a drug's reasons that touch one thing, then what its label warns of as well."""
    signs = [
        _sign(reason.side).named(f"{each.drug}: {reason.fact}").with_rows(
            Row("case_arguments", _key(view, each, reason))
        )
        for reason in each.arguments if reason.touches == touches
    ]  # fmt: skip
    signs += [
        _sign("against", _DASHES).named(f"{each.drug}: {one.fact}").with_rows(Row("warnings", one.row))
        for one in each.warned if one.touches == touches
    ]  # fmt: skip
    return [mark.at(middle + (k - (len(signs) - 1) / 2) * _NEXT, y) for k, mark in enumerate(signs)]


def _drug_column(view: WeighedCase, each: Candidate, middle: float, room: Box, top: float) -> Mark:
    """Return the head of the column of a drug, a way to choose it; the column of the chosen one stands out."""
    chosen = each is view.chosen
    frame = shape(
        "rect", room, width=room.width, height=room.height, rx=9, fill="var(--purple-tint)" if chosen else "none",
        stroke="var(--purple)" if chosen else "none", stroke_width=1.6, pointer_events="all",
    )  # fmt: skip
    bold = text_width(each.drug, SMALL, "bold") < room.width  # else its frame alone tells that it is chosen
    marks = [
        frame.at(middle - room.width / 2, 0),
        label(each.drug, size=SMALL, weight="bold" if chosen and bold else "normal", anchor="middle").at(middle, 18),
        drug(_FORMATS.get(each.modality, "antibody"), "purple", 9).at(middle, top - 13),
    ]
    option = f"{view.title}: {each.drug}"
    return together(marks).named(f"{each.drug}: show its reasons", control="weighed", value=option)


def _key(view: WeighedCase, each: Candidate, reason: Argument) -> str:
    return " ".join((view.case, each.drug, reason.side, reason.table, reason.row))


def _columns(view: WeighedCase, inner: float, count: int) -> list[Mark]:
    """Return the reasons one below the other, in columns about as long, those for the drug first."""
    width = (inner - (count - 1) * _GAP) / count
    reasons = [_reason(view, reason, width) for side in _HUES for reason in view.chosen.on(side)]
    half = sum(mark.box.height + _APART for mark in reasons) / count
    columns: list[list[Mark]] = [[] for _ in range(count)]
    done = 0.0
    for mark in reasons:
        high = mark.box.height + _APART
        column = columns[min(count - 1, int((done + high / 2) // half))]
        column.append(mark.at(0, (column[-1].box.bottom + _APART if column else 0) - mark.box.top))
        done += high
    return [together(column) for column in columns if column]


def _reason(view: WeighedCase, reason: Argument, width: float) -> Mark:
    fact = label(reason.fact, size=SMALL, weight="bold", width=width - _SIGN).at(_SIGN, SMALL)
    why = label(reason.why, size=SMALL, width=width - _SIGN).at(_SIGN, fact.box.bottom + SMALL)
    mark = together([_sign(reason.side).at(9, 9), fact, why])
    key = _key(view, view.chosen, reason)
    mark = mark.with_rows(Row(reason.table, reason.row), Row("case_arguments", key))
    return mark.named(f"{_HEADS[reason.side]}, from the table {reason.table}: {reason.fact}")


@functools.cache
def _sign(side: Side, dashes: str = "none") -> Mark:
    """Return a plus or a minus in a ring, which may be broken."""
    hue = f"var(--{_HUES[side]})"
    strokes: Sequence[Sequence[Point]] = [[Point(-4, 0), Point(4, 0)]]
    if side == "for":
        strokes = [*strokes, [Point(0, -4), Point(0, 4)]]
    path = "".join(line_path(stroke) for stroke in strokes)
    nodes = (
        Node.made("circle", r=8, fill="var(--page)", stroke=hue, stroke_width=1.6, stroke_dasharray=dashes),
        Node.made("path", d=path, stroke=hue, stroke_width=2.2),
    )
    return Mark(nodes, Box(-9, -9, 9, 9))


# ---------------------------------------------------------------------------- words


def _title(view: WeighedCase) -> str:
    """Return what weighs against the chosen drug and against no other; where there is none, what weighs on both."""
    weighed = {reason.touches for reason in view.chosen.on("against")}
    alone = view.against_chosen_alone()
    told = listed([TOUCHED[each] for each in alone or view.touched if each in weighed])
    return f"{view.title}. Against {view.chosen.drug}{' alone' if alone else ' and another'}: {told}"


def _told(view: WeighedCase) -> str:
    """Return for each drug what speaks for it and against it: each reason is a part, and a row of the table."""
    return f"{view.title}. {' '.join(_told_of(each) for each in view.candidates)}"


def _told_of(each: Candidate) -> str:
    parts = []
    for side in _HUES:
        touched = dict.fromkeys(TOUCHED[reason.touches] for reason in each.on(side))
        parts.append(f"{side} it: {listed(list(touched)) or 'nothing'}")
    if each.warned:
        parts.append(f"its label also warns of: {listed([TOUCHED[one.touches] for one in each.warned])}")
    return f"{first_upper(each.drug)}, {'; '.join(parts)}."
