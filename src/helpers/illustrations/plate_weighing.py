"""The plate of benefit and harm: a hundred people for each, the surplus on the drug in colour."""

import functools
import math
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
    more = [each for each in view.outcomes if _added(each) > 0]
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
                (
                    Sign(_person("more", wanted=True), f"gains: the surplus on {view.inn}"),
                    any(each.wanted for each in more),
                ),
                (
                    Sign(_person("more", wanted=False), f"is harmed: the surplus on {view.inn}"),
                    any(not each.wanted for each in more),
                ),
                (
                    Sign(_person("fewer", wanted=True), f"has it not: fewer on {view.inn}"),
                    any(_added(each) < 0 for each in view.outcomes),
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
    """Return the name of an outcome, both rates, and the number needed with its interval."""
    words = f"response ({outcome.name})" if outcome.wanted else outcome.name
    name = label(first_upper(words), weight="bold", width=width).at(0, SMALL)
    marks = [name]
    for line in (_rates(outcome), _needed(outcome)):
        below = marks[-1].box.bottom
        marks.append(label(line, size=SMALL, width=width).at(0, below + SMALL))
    return together(marks)


def _added(outcome: Outcome) -> int:
    """Return how many more of a hundred have it on the drug; a negative number where fewer have."""
    return round(outcome.difference.estimate)


def _people(outcome: Outcome) -> Mark:
    """Return a hundred people in four lines, the share of both groups first."""
    added = _added(outcome)
    anyway = round(min(outcome.treated, outcome.control))
    kinds = ["anyway"] * anyway + ["more" if added > 0 else "fewer"] * abs(added)
    kinds = (kinds + ["none"] * _PEOPLE)[:_PEOPLE]
    return together(
        _person(kind, wanted=outcome.wanted).at((i % _IN_A_LINE) * _STEP, (i // _IN_A_LINE) * _STEP)
        for i, kind in enumerate(kinds)
    )


@functools.cache
def _person(kind: str, *, wanted: bool) -> Mark:
    """Return a person as a dot: grey, in colour with a plus or a minus, a ring that is struck out, or a pale ring."""
    box = Box(-5, -5, 5, 5)
    hue = "blue" if wanted else "vermilion"
    if kind == "none":
        return shape("circle", box, r=_RADIUS, fill="none", stroke="var(--line)", stroke_width=0.8)
    if kind == "anyway":
        return shape("circle", box, r=_RADIUS, fill="var(--quiet)")
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


def _needed(outcome: Outcome) -> str:
    """Return the number needed in words, with its interval."""
    needed = outcome.needed
    if needed.kind == "no difference":
        return "No difference was seen."
    wanted = needed.kind == "benefit"
    name = "Number needed to treat" if wanted else "Number needed to harm"
    high = "no difference" if math.isinf(needed.high) else number_words(needed.high)
    return f"{name}: {number_words(needed.estimate)} (95 % interval {number_words(needed.low)} to {high})."


def _parts(outcomes: Sequence[Outcome]) -> list[str]:
    parts = []
    for outcome in outcomes:
        added = _added(outcome)
        one = abs(added) == 1
        verb = ("responds" if one else "respond") if outcome.wanted else f"{'is' if one else 'are'} harmed"
        how = f"{abs(added)} {'more' if added > 0 else 'fewer'}" if added else "as many"
        parts.append(f"{how} {verb} ({outcome.name})")
    return parts


def _title(view: Weighing) -> str:
    harms = [each for each in view.outcomes if not each.wanted]
    first = [*(each for each in view.outcomes if each.wanted), _strongest(harms)]
    return f"Of 100 on {view.inn} instead of {view.comparator}, {listed(_parts(first))}"


def _strongest(outcomes: Sequence[Outcome]) -> Outcome:
    return max(outcomes, key=lambda each: abs(each.difference.estimate))


def _told(view: Weighing) -> str:
    open_ = [each.name for each in view.outcomes if each.difference.includes_zero]
    counted_from = "All counts are published." if not any(each.derived for each in view.outcomes) else (
        "Counts of " + listed([each.name for each in view.outcomes if each.derived]) + " were derived from percentages."
    )  # fmt: skip
    unsure = f" No difference cannot be excluded for {listed(open_)}." if open_ else ""
    gained = "" if view.outcomes[0].wanted else " What these patients gained was not counted in the same source."
    return f"{view.trial}: {'; '.join(_parts(view.outcomes))}.{gained}{unsure} {counted_from}"


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
