"""Grading: recorded answers against what is right for the student's own numbers. No student code runs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from helpers.coursework import added, editions, handouts, judging, reading
from helpers.coursework.handmarks.store import HandMark, fingerprint
from helpers.coursework.handouts import Asked, Handout
from helpers.coursework.owners import Handed, Owners, chosen
from helpers.coursework.problems import Code, ProblemLog, Where
from helpers.coursework.reading import COMPUTED, Answer, Upload
from helpers.coursework.readings import Reading
from helpers.coursework.roster import Student

LONGEST_ANSWER = 5000  # characters of an answer that tables show
LONGEST_LIST = 2000
MOST_NAMES = 10  # that a sentence lists

# Held back: no file is the student's for certain, and one that is listed may be. Excused: by the rules of the course.
Verdict: TypeAlias = judging.Verdict | Literal["marked by hand", "held back", "excused"]


@dataclass(frozen=True, slots=True)
class Row:
    """One question of one student, as it was marked.

    `text` is the fingerprint of the whole answer, `by_hand` what a person decided about it.
    """

    student: str
    question: str
    item: str
    answer: str
    points: float | None
    out_of: float
    verdict: Verdict
    sentence: str
    misconception: str
    right: str
    tolerance: float
    text: str = ""
    by_hand: HandMark | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """How late a student was: in days begun, by the time `when`, and what share of the marks possible that costs."""

    days: int
    percent: float
    when: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one student handed in and earned. `file` is empty where nothing was handed in.

    `tasks` goes from the questions that a person has to mark to their text with the student's numbers. `owner` is who
    handed the file in, where it is another of the group.
    """

    file: str
    rows: tuple[Row, ...]
    tasks: Mapping[str, str]
    late: Late | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The result of grading: for every student of the roster what was earned, and every problem met.

    `readings` hold what was read of each, `kept` the students of whom nothing was found this time; `open` goes from the
    students of whom nothing was read, although something may be theirs, to the reason.
    """

    assignment: str
    students: Mapping[str, Student]
    results: Mapping[str, Result]
    problems: ProblemLog
    readings: Mapping[str, Reading] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    open: Mapping[str, Code] = field(default_factory=dict)

    @property
    def rows(self) -> Iterable[Row]:
        """The rows of all students, in the order of the roster."""
        return (row for result in self.results.values() for row in result.rows)

    @property
    def present(self) -> list[str]:
        """The students who handed something in."""
        return [student for student, result in self.results.items() if result.file]


@dataclass(frozen=True, slots=True)
class Total:
    """Marks so far, marks possible, how many answers wait for a person, and whether every mark is there.

    `taken` were taken off for lateness; `excused` is whether every question is excused: there is nothing to count.
    """

    points: float
    out_of: float
    waiting: int
    complete: bool
    taken: float = 0.0
    excused: bool = False


class NumbersError(ValueError):
    """Nothing says which numbers students received; the message names them and says what to do."""


class Sources:
    """Where a student's numbers come from: the list that `release` wrote, and the key for whoever is not in it."""

    def __init__(
        self,
        assignment: str,
        key: str = "",
        released: Mapping[str, Handout] | None = None,
        class_edition: bool = False,
    ) -> None:
        self.assignment, self._key, self._released = assignment, key, released or {}
        self._everybodys = handouts.demo(assignment) if class_edition else None

    def __call__(self, student: str) -> Handout:
        """Return the data of `student`, as released. Raises `NumbersError` where neither list nor key tells them."""
        if self._everybodys:
            return self._everybodys
        self.check([student])
        if student in self._released:
            return self._released[student]
        return handouts.handout(self._key, self.assignment, student)

    def check(self, students: Iterable[str]) -> None:
        """Raise `NumbersError` where the numbers of some of these students are not known."""
        if self._everybodys or self._key:
            return
        missing = [student for student in students if student not in self._released]
        if missing:
            others = f" and {len(missing) - MOST_NAMES} others" if len(missing) > MOST_NAMES else ""
            raise NumbersError(
                f"The list of the release does not have {', '.join(missing[:MOST_NAMES])}{others}. Release "
                f"{self.assignment} again with the same key into the same folder (it adds whoever is new and changes "
                "nobody's numbers), or give the key beside the list: --key course.key."
            )


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier grading read, by student, and who shares a file.

    `only` names the students who are read anew (all where it is empty), `groups` those who hand in together; `open` are
    those of whom it read nothing, although something may be theirs, with the reason.
    """

    readings: Mapping[str, Reading] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    groups: Sequence[frozenset[str]] = ()
    open: Mapping[str, Code] = field(default_factory=dict)


def grade(
    place: Path | None,
    students: Mapping[str, Student],
    sources: Sources,
    step: Callable[[], None] | None = None,
    earlier: Earlier | None = None,
) -> Graded:
    """Return what everything handed in at `place` (folder, archive or file) is worth.

    `students` is a roster, `step` is called once a file (for a progress bar). Of whom nothing is found at `place`, what
    was read of them earlier counts; without a place that is everybody. Marks that persons gave come later, from their
    store (`handmarks.applying`). Raises `NumbersError` where nobody knows which numbers a student received.
    """
    sources.check(students)
    log, before = ProblemLog(), earlier or Earlier()
    data = {student: sources(student) for student in students}
    handed = _handed_in(place, students, data, log, step) if place else Handed({}, frozenset())
    readings: dict[str, Reading] = {}
    for student in students:
        new = not before.only or student in before.only
        upload = chosen(handed.files.get(student, ()), sources.assignment, student, log) if new else None
        if upload:
            readings[student] = Reading(upload, tuple(problem for problem in log if problem.student == student))
    kept = {student: before.readings[student] for student in students if student in before.readings.keys() - readings}
    _list_kept(kept, log, told=place is not None)
    found = readings | kept
    owners = _shared(found, students, before.groups)
    found |= {student: found[owner] for student, owner in owners.items()}
    waiting = {
        **before.open,
        **dict.fromkeys(handed.unread, Code.UNREAD),
        **dict.fromkeys(handed.waiting, Code.HELD_BACK),
    }
    results: dict[str, Result] = {}
    for student in students:
        own = _numbers(student, found, data, before.groups)
        result = _result(student, found.get(student), own, log, waiting.get(student))
        if student in owners:
            log.add(Code.SHARED, Where(student, result.file), owner=owners[student])
            result = replace(result, owner=owners[student])
        results[student] = result
    still = {student: code for student, code in waiting.items() if student in students and student not in found}
    return Graded(sources.assignment, students, results, log, found, frozenset(kept if place else ()), still)


def _shared(
    found: Mapping[str, Reading], students: Mapping[str, Student], groups: Sequence[frozenset[str]]
) -> dict[str, str]:
    """Return whose file counts for each member of a group who has none; where several have one, each keeps it."""
    owners: dict[str, str] = {}
    for group in groups:
        present = [student for student in students if student in group and student in found]
        if present:
            owners |= dict.fromkeys((name for name in students if name in group and name not in found), present[0])
    return owners


def _numbers(
    student: str, found: Mapping[str, Reading], data: Mapping[str, Handout], groups: Sequence[frozenset[str]]
) -> Handout:
    """Return the numbers that a student's file is marked with: in a group those of the member it was made for."""
    made_for = found[student].upload.found.identity.student if student in found else student
    return data[made_for if any({student, made_for} <= group for group in groups) else student]


def _list_kept(kept: Mapping[str, Reading], log: ProblemLog, told: bool) -> None:
    """List what was odd about earlier files that count and, where `told`, that there was no new one."""
    for student, read in kept.items():
        where = Where(student, read.upload.name)
        log.take_over(read.problems, where)
        if told:
            log.add(Code.KEPT, where)


def _result(student: str, read: Reading | None, data: Handout, log: ProblemLog, waiting: Code | None) -> Result:
    """Return what one student earned for what was read; `waiting` says why marks are open where nothing was."""
    if waiting is Code.HELD_BACK or (waiting and not read):
        log.add(waiting, Where(student))
    if read:
        _check_data(read.upload, student, data, log)
    elif waiting:
        return _held_back(student, data, waiting)
    else:
        log.add(Code.NOTHING_HANDED_IN, Where(student))
    return _Marking(student, read.upload if read else None, log).result(data)


def _handed_in(
    place: Path,
    students: Mapping[str, Student],
    data: Mapping[str, Handout],
    log: ProblemLog,
    step: Callable[[], None] | None,
) -> Handed:
    """Return the files of each student that could be read."""
    owners = Owners(students, {student: own.fingerprint for student, own in data.items()}, place, log)
    questions = list(next(iter(data.values())).questions) if data else []
    for handed_in in reading.uploads(place, questions):
        owners.take(handed_in)
        if step:
            step()
    return owners.settled()


_OPEN_WORDS = {
    Code.HELD_BACK: "Your file could not be matched to you yet; a person looks at it.",
    Code.UNREAD: "Your file could not be read; hand in the notebook itself, the file that ends in .ipynb.",
}


def _held_back(student: str, data: Handout, reason: Code) -> Result:
    """Return the result of a student whose file is held back or cannot be read: every mark is open."""
    sentence = _OPEN_WORDS[reason]
    rows = (
        Row(student, question, asked.item, "", None, asked.about.points, "held back", sentence, "", "", 0.0)
        for question, asked in data.questions.items()
    )
    return Result("", tuple(rows), {})


def _check_data(upload: Upload, student: str, data: Handout, log: ProblemLog) -> None:
    """List a submission that was made with other numbers than the student's own."""
    where, identity, expected = Where(student, upload.name), upload.found.identity, data.fingerprint
    if not upload.found.answers:
        log.add(Code.NO_ANSWERS, where)
    if not identity.fingerprint:
        log.add(Code.NO_IDENTITY, where)
    elif identity.fingerprint != expected and identity.student != student:
        log.add(Code.OTHER_STUDENTS_NUMBERS, where, owner=identity.student)
    elif identity.fingerprint != expected:
        log.add(Code.OTHER_RELEASE, where)
    if upload.found.data_seen - {expected, identity.fingerprint}:
        log.add(Code.OTHER_DATA_FILE, where)


class _Marking:
    """Marks the questions of one student, one after another."""

    def __init__(self, student: str, upload: Upload | None, log: ProblemLog) -> None:
        self._student, self._log = student, log
        self._file = upload.name if upload else ""
        self._answers: Mapping[str, Answer] = upload.found.answers if upload else {}
        self._upload = upload
        self._tasks: dict[str, str] = {}
        self._own_numbers = False  # whether the notebook asks what this student was asked

    def result(self, data: Handout) -> Result:
        """Return what the student earned for the questions in `data`."""
        made_with = self._upload.found.identity.fingerprint if self._upload else ""
        self._own_numbers = made_with in ("", data.fingerprint)
        rows = tuple(self._row(question, asked) for question, asked in data.questions.items())
        return Result(self._file, rows, self._tasks)

    def _row(self, question: str, asked: Asked) -> Row:
        item, given = asked.about, asked.given
        answer = self._answers.get(question) or self._in_the_question(question, asked)
        mark = judging.OPEN
        if answer.certain:
            mark = judging.judge(item, given, answer.value, answer.unit, asked.held)
        self._note(question, mark, answer)
        if mark.verdict in judging.FOR_A_PERSON:
            self._tasks[question] = asked.text
        return Row(
            student=self._student,
            question=question,
            item=item.item,
            answer=f"{show(answer.value)} {answer.unit}".strip(),
            points=mark.points,
            out_of=item.points,
            verdict=mark.verdict,
            sentence=mark.sentence,
            misconception=mark.misconception,
            right=judging.right_words(item, given, asked.held),
            tolerance=item.tolerance,
            text=fingerprint(f"{_whole(answer.value)} {answer.unit}"),
        )

    def _in_the_question(self, question: str, asked: Asked) -> Answer:
        """Return what the student wrote into the words of a question without an answer; a person sees what it is."""
        head = self._upload.found.heads.get(question, "") if self._upload and self._own_numbers else ""
        own = added.own_lines(editions.question_text(question, asked), head) if head else ""
        if not own:
            return Answer(None)
        self._log.add(Code.TEXT_NEARBY, Where(self._student, self._file, question))
        return Answer(own, certain=False)

    def _note(self, question: str, mark: judging.Mark, answer: Answer) -> None:
        if mark is judging.REWORDED:
            self._log.add(Code.REWORDED, Where(self._student, self._file, question))
        if mark.note:
            shown = f"{show(answer.value)} {answer.unit}".rstrip()
            where = Where(self._student, self._file, question)
            self._log.add(Code.UNREADABLE_ANSWER, where, answer=shown, note=mark.note)


def show(value: reading.Value) -> str:
    """Return a recorded value as the text of one cell of a table."""
    if value is None or value is ...:
        return ""
    if value is COMPUTED:
        return "(computed; value not in the notebook)"
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)[:LONGEST_LIST]
    return f"{value:.6g}" if isinstance(value, float) else str(value)[:LONGEST_ANSWER]


def _whole(value: reading.Value) -> str:
    """Return a recorded value as text, however long it is."""
    return value if isinstance(value, str) else show(value)


def earned(result: Result) -> Total:
    """Return a student's marks after the rules of the course: excused items count as the others do, lateness costs."""
    so_far = total(result.rows)
    excused = sum(row.out_of for row in result.rows if row.verdict == "excused")
    if excused >= so_far.out_of:
        return Total(0.0, so_far.out_of, 0, complete=True, excused=True)
    points = so_far.points * so_far.out_of / (so_far.out_of - excused)
    taken = min(points, so_far.out_of * result.late.percent / 100) if result.late else 0.0
    return replace(so_far, points=round(points - taken, 6), taken=round(taken, 6))


def total(rows: Iterable[Row]) -> Total:
    """Return the sum of a student's rows."""
    listed = list(rows)
    return Total(
        sum(row.points or 0.0 for row in listed),
        sum(row.out_of for row in listed),
        sum(row.verdict in judging.FOR_A_PERSON for row in listed),
        all(row.points is not None or row.verdict == "excused" for row in listed),
    )
