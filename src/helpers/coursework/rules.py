"""Due dates, late rules, excused items and groups: one small file beside the roster, applied anew each time.

`rules.toml` has a part for each assignment:

    [A1]
    due = 2026-11-20 23:59:00
    grace_minutes = 15
    percent_a_day = 10
    at_most_percent = 50
    extensions = { s1001 = 2026-11-27 23:59:00 }
    excused = { s1003 = ["A1-04"], s1004 = "all" }
    handed_in = { s1002 = 2026-11-20 18:00:00 }
    groups = [["s1005", "s1006"]]

Percent are of the marks possible, for each day begun after the due date and the grace. The extension of one member of a
group is that of the whole group. An excused item counts as if it
had earned the same share as all others.
"""

import contextlib
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from helpers.coursework import items
from helpers.coursework.assignments import ASSIGNMENTS, question_name
from helpers.coursework.grading import Graded, Late, Result
from helpers.coursework.problems import Code, ProblemLog, Where

FILE = "rules.toml"
ALL = "all"
DAY = timedelta(days=1)
YEAR = 366 * DAY  # of grace at most, and as much time as the calendar must have after a due date
KNOWN = (
    "due",
    "grace_minutes",
    "percent_a_day",
    "at_most_percent",
    "extensions",
    "excused",
    "handed_in",
    "groups",
)


class RulesError(ValueError):
    """The rules cannot be used; the message names every fault and says what to do."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one assignment. `excused` goes from the student to questions; times are local."""

    due: datetime | None = None
    grace: timedelta = timedelta()
    percent_a_day: float = 0.0
    at_most_percent: float = 100.0
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    excused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    handed_in: Mapping[str, datetime] = field(default_factory=dict)
    groups: tuple[frozenset[str], ...] = ()

    def due_for(self, student: str) -> datetime | None:
        """Return when a student's work is due; in a group, when that of the member with most time is."""
        members = next((group for group in self.groups if student in group), frozenset({student}))
        due = [moment for member in members if (moment := self.extensions.get(member, self.due))]
        return max(due) if len(due) == len(members) else None

    def late(self, student: str, handed_in: datetime) -> Late | None:
        """Return how late a student is, None where in time or where nothing is due."""
        due = self.due_for(student)
        if due is None or handed_in <= due + self.grace:
            return None
        days = math.ceil((handed_in - due - self.grace) / DAY)
        return Late(days, min(days * self.percent_a_day, self.at_most_percent), handed_in.isoformat(" ", "minutes"))


def read(path: Path, assignment: str, students: Mapping[str, object]) -> Rules:
    """Return the rules of an assignment; none where no file says any. Raises `RulesError` with all faults."""
    if not path.is_file():
        return Rules()
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise RulesError(f"{path.name} is not saved as UTF-8; save it so and try again.") from None
    except tomllib.TOMLDecodeError as error:
        raise RulesError(
            f"{path.name} cannot be read: {error}. An id with other signs than letters, digits, _ and - needs quotes; "
            "see the example in docs/instructors."
        ) from None
    reader = _Reader(path.name, assignment, students)
    faults = [f"{path.name}: there is no assignment '{name}'." for name in stored if name not in ASSIGNMENTS]
    part = stored.get(assignment, {})
    if not isinstance(part, dict):
        raise RulesError(f"{path.name}: {assignment} needs a part of its own, begun by [{assignment}].")
    rules = reader.rules(part)
    if faults or reader.faults:
        raise RulesError("\n".join([*faults, *reader.faults]))
    return rules


class _Reader:
    """Reads one part of the file and collects what is wrong with it."""

    def __init__(self, file: str, assignment: str, students: Mapping[str, object]) -> None:
        self._where, self._students = f"{file}, [{assignment}]", students
        self._questions = frozenset(items.questions(assignment))
        self.faults: list[str] = []

    def rules(self, part: Mapping[str, object]) -> Rules:
        """Return the rules in a part."""
        for name in part:
            if name not in KNOWN:
                self._fault(f"there is no rule '{name}'; there are {', '.join(KNOWN)}.")
        return Rules(
            due=self._moment("due", part["due"]) if "due" in part else None,
            grace=timedelta(minutes=self._number(part, "grace_minutes", 0, YEAR / timedelta(minutes=1))),
            percent_a_day=self._number(part, "percent_a_day", 0, 100),
            at_most_percent=self._number(part, "at_most_percent", 100, 100),
            extensions=self._moments(part, "extensions"),
            excused=dict(self._excused(part)),
            handed_in=self._moments(part, "handed_in"),
            groups=tuple(self._groups(part)),
        )

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self._where}: {what}")

    def _number(self, part: Mapping[str, object], name: str, otherwise: float, most: float) -> float:
        value = part.get(name, otherwise)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return float(value)
        self._fault(f"{name} is a number from 0 to {most:.0f}, not {value!r}.")
        return otherwise

    def _moment(self, name: str, value: object) -> datetime | None:
        """Return a time, local and without a zone; a date alone means its end."""
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time.max)
        if isinstance(value, datetime):
            with contextlib.suppress(OverflowError, ValueError):
                local = value.astimezone().replace(tzinfo=None) if value.tzinfo else value
                return local + YEAR - YEAR  # an error where the calendar ends before the grace may
        self._fault(f"{name} is a time such as 2026-11-20 23:59:00, not {value}.")
        return None

    def _by_student(self, part: Mapping[str, object], name: str) -> Iterator[tuple[str, object]]:
        stored = part.get(name, {})
        if not isinstance(stored, dict):
            self._fault(f"{name} goes from students to values: {name} = {{ s1001 = ... }}.")
            return
        for student, value in stored.items():
            if student in self._students:
                yield student, value
            else:
                quoted = " (an id with other signs than letters, digits, _ and - needs quotes)"
                hint = quoted if isinstance(value, dict) else ""
                self._fault(f"{name} names '{student}', who is not in the roster{hint}.")

    def _moments(self, part: Mapping[str, object], name: str) -> dict[str, datetime]:
        found = {who: self._moment(f"{name} of {who}", value) for who, value in self._by_student(part, name)}
        return {who: moment for who, moment in found.items() if moment}

    def _excused(self, part: Mapping[str, object]) -> Iterator[tuple[str, frozenset[str]]]:
        for student, value in self._by_student(part, "excused"):
            listed = value if isinstance(value, list) else [value]
            whole = isinstance(value, str) and value.casefold() == ALL
            named = self._questions if whole else frozenset(question_name(one) or str(one) for one in listed)
            unknown = sorted(named - self._questions)
            if unknown:
                self._fault(f"excused of {student} names {', '.join(unknown)}, which the assignment does not have.")
            yield student, named & self._questions

    def _groups(self, part: Mapping[str, object]) -> Iterator[frozenset[str]]:
        stored = part.get("groups", [])
        seen: set[str] = set()
        for group in stored if isinstance(stored, list) else [stored]:
            members = frozenset(map(str, group)) if isinstance(group, list) else frozenset()
            unknown = sorted(members - set(self._students))
            if len(members) < 2 or unknown or members & seen:
                told = f"; not in the roster: {', '.join(unknown)}" if unknown else ""
                self._fault(
                    "each of the groups is a list of two students or more, each in one group only; "
                    f"{group!r} is not{told}."
                )
                continue
            seen |= members
            yield members


# ---------------------------------------------------------------------------- applying them


def apply(graded: Graded, rules: Rules) -> Graded:
    """Return what was graded with excused items and late marks; whoever loses marks by it is listed."""
    results = {student: _ruled(student, result, graded, rules) for student, result in graded.results.items()}
    return replace(graded, results=results)


def _ruled(student: str, result: Result, graded: Graded, rules: Rules) -> Result:
    excused = rules.excused.get(student, frozenset())
    rows = tuple(
        replace(row, points=None, verdict="excused", sentence="You were excused from this question.", misconception="")
        if row.question in excused
        else row
        for row in result.rows
    )
    return replace(result, rows=rows, late=_late(student, result, graded, rules) if result.file else None)


def _late(student: str, result: Result, graded: Graded, rules: Rules) -> Late | None:
    """Return how late a student is; it is listed, and so is where no time is known."""
    if rules.due_for(student) is None:
        return None
    log: ProblemLog = graded.problems
    told, read = rules.handed_in.get(student), graded.readings.get(student)
    seconds = read.upload.written if read else 0.0
    if told is None and seconds <= 0:
        log.add(Code.TIME_UNKNOWN, Where(student, result.file))
        return None
    late = rules.late(student, told or datetime.fromtimestamp(seconds))
    if late and told is None:
        log.add(Code.LATE, Where(student, result.file), when=late.when, percent=f"{late.percent:g}")
    return late
