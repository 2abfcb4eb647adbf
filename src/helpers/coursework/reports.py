"""What grading leaves behind in its folder, and what it tells the instructor."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from helpers.coursework import answers, changes, class_picture, copies, exports, feedback, readings, spreadsheets
from helpers.coursework.assignments import assignment_of
from helpers.coursework.changes import Change
from helpers.coursework.grading import Graded, total
from helpers.coursework.handmarks import tables
from helpers.coursework.handmarks.entering import Refused
from helpers.coursework.problems import OTHER_NUMBERS, Code, Problem, ProblemLog
from helpers.coursework.written import Written

PROBLEMS_FILE = "problems.csv"
PROBLEMS = ("student", "file", "question", "serious", "problem", "what_to_do", "code")
REFUSED_FILE = "marks_not_applied.csv"
REFUSED = ("where", "student", "question", "marks", "reason")
MOST_CHANGES = 3  # of one student that are told
MOST_NAMES = 10  # of students who handed nothing in


@dataclass(frozen=True, slots=True)
class Summary:
    """What an instructor has to know first.

    `missing` are the students who handed nothing in, `serious` counts the problems that need a look, `waiting` the
    texts without marks; `wrong_numbers` means that most notebooks were made for other numbers than the graded ones.
    `refused` are the lines of marks that were not applied; `workbook` is whether manual.xlsx could be written; `kept`
    counts the students of whom no new file was found and an earlier one counts; `unwritten` are sentences on reports
    that could not be written, `alike` counts the pairs of equal or nearly equal work.
    """

    folder: Path
    students: int
    missing: tuple[str, ...]
    serious: int
    waiting: int
    wrong_numbers: bool
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...] = ()
    workbook: bool = True
    unwritten: tuple[str, ...] = ()
    alike: int = 0
    kept: int = 0

    def lines(self) -> list[str]:
        """Return it in words, a line each."""
        return [*self._state(), *self._changed()]

    def _state(self) -> Iterator[str]:
        present = self.students - len(self.missing)
        yield f"{present} of {self.students} students handed in; marks are in {self.folder / exports.FILE}."
        if self.wrong_numbers:
            yield "Most notebooks were made for other numbers: is this the right key, and the right release?"
        if self.kept:
            yield f"No new file was found of {self.kept} students; what was read of theirs before counts."
        if self.missing:
            others = " and others" if len(self.missing) > MOST_NAMES else ""
            yield f"Nothing was handed in by {', '.join(self.missing[:MOST_NAMES])}{others}."
        if self.serious:
            yield f"{self.serious} lines of {PROBLEMS_FILE} need a look."
        if self.waiting:
            where = f"{tables.XLSX} or {tables.CSV}" if self.workbook else tables.CSV
            wait = "text waits" if self.waiting == 1 else "texts wait"
            yield f"{self.waiting} {wait} for marks: fill the column 'marks' of {where} and grade again."
        if not self.workbook:
            yield f"There is no {tables.XLSX}: it needs the package openpyxl (pip install openpyxl)."
        yield from (f"Not applied: {line.words}" for line in self.refused)
        if self.alike:
            yield f"{self.alike} pairs of equal or nearly equal work are in {copies.PAGE}, side by side."
        yield from self.unwritten

    def _changed(self) -> Iterator[str]:
        by_student: defaultdict[str, list[str]] = defaultdict(list)
        for change in self.changes:
            by_student[change.student].append(change.words)
        for student, words in by_student.items():
            more = f"; and {len(words) - MOST_CHANGES} more in {changes.FILE}" if len(words) > MOST_CHANGES else ""
            yield f"Changed: {student}: {'; '.join(words[:MOST_CHANGES])}{more}"


def write(graded: Graded, out: Path, refused: Sequence[Refused] = ()) -> Summary:
    """Write every report on `graded` into the folder `out`; return what to tell the instructor.

    `refused` are lines of marks that were not applied.
    An earlier answers.csv in `out` is compared first: who changed, and why. Tables of another assignment are kept in
    the folder `earlier`.
    """
    out.mkdir(parents=True, exist_ok=True)
    before = answers.read(out)
    changed = changes.compare(before, graded)
    own = {name: read for name, read in graded.readings.items() if not graded.results[name].owner}
    written = Written()
    if any(assignment_of(question) != graded.assignment for _, question in before):
        for path in (path for path in (out / answers.FILE, out / exports.FILE) if path.is_file()):
            written.attempt(tables.EARLIER, tables.keep_earlier, path)
    name, known = readings.file_name(graded.assignment), graded.students.keys()
    written.attempt(name, readings.write, own, graded.assignment, out, graded.open, known)
    written.attempt(answers.FILE, answers.write, graded, out)
    written.attempt(changes.FILE, changes.write, changed, out)
    written.attempt(PROBLEMS_FILE, write_problems, graded.problems, out)
    workbook = written.attempt(tables.CSV, tables.write, graded, out)
    refusals = [asdict(line) for line in refused]
    written.attempt(REFUSED_FILE, spreadsheets.write, out / REFUSED_FILE, REFUSED, refusals)
    written.attempt(exports.FILE, exports.write, graded, out)
    written.attempt(class_picture.FILE, class_picture.write, graded, out)
    alike = written.attempt(copies.FILE, copies.write, graded, out)
    written.attempt(feedback.FOLDER, feedback.write, graded, out / feedback.FOLDER, written)
    told = _summary(graded, changed, out)
    told = replace(told, refused=tuple(refused), alike=alike or 0)
    return replace(told, workbook=workbook is not False, unwritten=tuple(written.lines()))


def write_problems(problems: ProblemLog, out: Path) -> None:
    """Write problems.csv, the serious ones first."""
    ordered = sorted(problems, key=lambda problem: (not problem.serious, problem.student))
    spreadsheets.write(out / PROBLEMS_FILE, PROBLEMS, map(_problem_row, ordered))


def _problem_row(problem: Problem) -> Mapping[str, str]:
    return {
        "student": problem.student,
        "file": problem.file,
        "question": problem.question,
        "serious": "yes" if problem.serious else "no",
        "problem": problem.what,
        "what_to_do": problem.do,
        "code": problem.code.value,
    }


def _summary(graded: Graded, changed: list[Change], out: Path) -> Summary:
    present = set(graded.present)
    return Summary(
        folder=out,
        students=len(graded.students),
        missing=tuple(name for name in graded.students if name not in present and name not in graded.open),
        serious=sum(problem.code != Code.NOTHING_HANDED_IN for problem in graded.problems.serious()),
        waiting=total(graded.rows).waiting,
        wrong_numbers=graded.problems.count(OTHER_NUMBERS) > len(present) / 2,
        changes=tuple(changed),
        kept=len(graded.kept),
    )
