"""The plate of benefit and harm: a hundred people for each, the surplus on the drug in colour."""

import functools
from collections.abc import Sequence

from helpers import tables
from helpers.illustrations.illustration import MARGIN, PAGE, Drawing, Illustration
from helpers.illustrations.lettering import SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.signs import Sign, only
from helpers.illustrations.svg import Box, Point, line_path
from helpers.views.weighing import Outcome, Weighing
from helpers.words import first_upper, listed, number_words

_PEOPLE = 100
_IN_A_LINE = 25
_STEP = 13.0  # from one person to the next
_RADIUS = 4.4
_TEXT = 388.0  # width of the words beside the people
_GAP = 16.0  # between two outcomes


def benefit_and_harm(view: Weighing) -> Illustration:
    """Return a hundred people for each outcome: the share of both groups, and what is more or fewer on the drug."""
    references = dict.fromkeys(key for each in view.outcomes for key in each.references)
    kinds = {(kind, each.wanted) for each in view.outcomes for kind in _kinds(each)}
    return Illustration(
        name="benefit-and-harm",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=(
            Sign(None, f"Each dot one of {_PEOPLE} people."),
            Sign(_person("anyway", wanted=True), "has it: the share of both groups"),
            *only(
                (Sign(_person("more", wanted=True), f"gains: the surplus on {view.inn}"), ("more", True) in kinds),
                (
                    Sign(_person("more", wanted=False), f"has the harm: the surplus on {view.inn}"),
                    ("more", False) in kinds,
                ),
                (
                    Sign(_person("fewer", wanted=True), f"has it not: fewer on {view.inn}"),
                    any(kind == "fewer" for kind, _ in kinds),
                ),
                (
                    Sign(_person("chance", wanted=True), "more or fewer, which may be chance"),
                    any(kind == "chance" for kind, _ in kinds),
                ),
                (Sign(_person("none", wanted=True), "has it not"), True),
            ),
        ),
        sources=f"{tables.short_names(';'.join(references))}.",
    )


def _laid_out(view: Weighing, width: int) -> Drawing:
    """Return the outcomes one below the other: words beside people on a page, above them on a telephone."""
    wide = width == PAGE
    who = f"{first_upper(view.inn)}, {view.arm}, against {view.comparator}: {view.population}."
    head = label(who, size=SMALL, width=width - 2 * MARGIN).at(MARGIN, SMALL)
    marks, top = [head], head.box.bottom + 10
    for outcome in view.outcomes:
        words = _words(outcome, _TEXT if wide else width - 2 * MARGIN).at(MARGIN, top)
        x, y = (MARGIN + _TEXT + 24, top + 6) if wide else (MARGIN + 6, words.box.bottom + 10)
        people = _people(outcome).at(x, y)
        row = Row("harm_benefits" if outcome.wanted else "harms", outcome.row)
        marks += [together([words, people]).with_rows(row)]
        top = max(words.box.bottom, people.box.bottom) + _GAP
    return Drawing(tuple(marks), top)


def _words(outcome: Outcome, width: float) -> Mark:
    """Return the name of an outcome, both rates, and the number needed with its interval, or what the data allow."""
    name = label(first_upper(_name(outcome)), weight="bold", width=width).at(0, SMALL)
    marks = [name]
    for line in (_rates(outcome), _needed(outcome)):
        below = marks[-1].box.bottom
        marks.append(label(line, size=SMALL, width=width).at(0, below + SMALL))
    return together(marks)


def _added(outcome: Outcome) -> int:
    """Return how many more of a hundred have it on the drug; a negative number where fewer have."""
    return round(outcome.difference.estimate)


def _kinds(outcome: Outcome) -> list[str]:
    """Return what each of a hundred people is, the share of both groups first."""
    added = _added(outcome)
    anyway = round(min(outcome.treated, outcome.control))
    surplus = "chance" if outcome.difference.includes_zero else "more" if added > 0 else "fewer"
    kinds = ["anyway"] * anyway + [surplus] * abs(added)
    return (kinds + ["none"] * _PEOPLE)[:_PEOPLE]


def _people(outcome: Outcome) -> Mark:
    """Return a hundred people in four lines."""
    return together(
        _person(kind, wanted=outcome.wanted).at((i % _IN_A_LINE) * _STEP, (i // _IN_A_LINE) * _STEP)
        for i, kind in enumerate(_kinds(outcome))
    )


@functools.cache
def _person(kind: str, *, wanted: bool) -> Mark:
    """Return a person as a dot: grey, in colour with a plus or a minus, or a ring: struck out, broken, or pale."""
    box = Box(-5, -5, 5, 5)
    hue = "blue" if wanted else "vermilion"
    if kind == "none":
        return shape("circle", box, r=_RADIUS, fill="none", stroke="var(--line)", stroke_width=0.8)
    if kind == "anyway":
        return shape("circle", box, r=_RADIUS, fill="var(--quiet)")
    if kind == "chance":
        dashes = {"stroke": "var(--quiet)", "stroke_width": 1.4, "stroke_dasharray": "2 1.6"}
        return shape("circle", box, r=_RADIUS, fill="none", **dashes)
    cross = [Point(-2.4, 0), Point(2.4, 0)]
    sign = line_path(cross) + (line_path([Point(0, -2.4), Point(0, 2.4)]) if wanted else "")
    if kind == "fewer":
        ring = shape("circle", box, r=_RADIUS, fill="none", stroke="var(--quiet)", stroke_width=1.2)
        return together([ring, shape("path", box, d=line_path([Point(-3, 3), Point(3, -3)]), stroke="var(--quiet)")])
    dot = shape("circle", box, r=_RADIUS, fill=f"var(--{hue})")
    return together([dot, shape("path", box, d=sign, stroke="var(--page)", stroke_width=1.4)])


# ---------------------------------------------------------------------------- words


def _rates(outcome: Outcome) -> str:
    events, patients, control_events, control_patients = outcome.counts
    until = f" by week {outcome.week:g}" if outcome.week is not None else ""
    return f"{events} of {patients} against {control_events} of {control_patients}{until}."


def _name(outcome: Outcome) -> str:
    return f"response ({outcome.name})" if outcome.wanted else outcome.name


def _needed(outcome: Outcome) -> str:
    """Return the number needed with its interval, or what the data allow where the interval includes zero."""
    difference, needed = outcome.difference, outcome.needed
    if difference.includes_zero:
        fewer, more = (number_words(round(each, 1)) for each in (-difference.low, difference.high))
        return f"No difference shown: {fewer} fewer to {more} more in {_PEOPLE} (95 % interval)."
    name = "Number needed to treat" if needed.kind == "benefit" else "Number needed to harm"
    low, high = number_words(needed.low), number_words(needed.high)
    return f"{name}: {number_words(needed.estimate)} (95 % interval {low} to {high})."


def _found(outcome: Outcome) -> str:
    """Return an outcome and how many more of a hundred have it, where a difference is shown."""
    if outcome.difference.includes_zero:
        return f"{_name(outcome)}, no difference shown"
    added = _added(outcome)
    return f"{_name(outcome)}, {abs(added)} {'more' if added > 0 else 'fewer'} in {_PEOPLE}"


def _title(view: Weighing) -> str:
    harms = [each for each in view.outcomes if not each.wanted]
    first = [*(each for each in view.outcomes if each.wanted), _strongest(harms)]
    who = f"{first_upper(view.inn)}, {view.arm}, instead of {view.comparator}"
    return f"{who}: {'; '.join(_found(each) for each in first)}"


def _strongest(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome with the widest difference, of those where one is shown before the others."""
    return max(outcomes, key=lambda each: (not each.difference.includes_zero, abs(each.difference.estimate)))


def _told(view: Weighing) -> str:
    derived = [_name(each) for each in view.outcomes if each.derived]
    counts = f"Counts of {listed(derived)} were derived from percentages." if derived else "All counts are published."
    gained = "" if view.outcomes[0].wanted else " What these patients gained was not counted in the same source."
    found = "; ".join(_found(each) for each in view.outcomes)
    return f"{first_upper(view.inn)}, {view.arm}, against {view.comparator} in {view.trial}: {found}.{gained} {counts}"


def _table(view: Weighing) -> dict[str, list[str | float]]:
    known = tables.sources()
    return {
        "outcome": [each.name for each in view.outcomes],
        "treated": [f"{each.counts[0]} of {each.counts[1]}" for each in view.outcomes],
        "control": [f"{each.counts[2]} of {each.counts[3]}" for each in view.outcomes],
        "difference (points)": [each.difference.estimate for each in view.outcomes],
        "low (points)": [each.difference.low for each in view.outcomes],
        "high (points)": [each.difference.high for each in view.outcomes],
        "number needed": [_needed(each) for each in view.outcomes],
        "note": [each.note for each in view.outcomes],
        "sources": ["; ".join(known[key].name for key in each.references) for each in view.outcomes],
    }
