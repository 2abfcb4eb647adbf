"""The instructor's command line: ``python -m helpers.coursework`` and key, release, grade, viva or editions."""

import argparse
import secrets
import sys
import time
from pathlib import Path

from helpers.coursework import dice, editions, grading, items, reading, release, reports, roster, viva


class Bar:
    """A progress bar in plain text on standard error; where that is no terminal, one line at the end."""

    def __init__(self, total, what):
        self._total, self._what, self._done, self._shown = max(total, 1), what, 0, 0.0

    def step(self):
        """Count one more and redraw, at most ten times a second."""
        self._done += 1
        now = time.monotonic()
        if sys.stderr.isatty() and (now - self._shown > 0.1 or self._done >= self._total):
            self._shown = now
            filled = min(40, 40 * self._done // self._total)
            sys.stderr.write(f"\r{self._what} [{'#' * filled}{'.' * (40 - filled)}] {self._done} of {self._total}")
            sys.stderr.flush()

    def close(self):
        """End the line."""
        sys.stderr.write("\n" if sys.stderr.isatty() else f"{self._what}: {self._done} of {self._total}\n")


def _key(path):
    if not path:
        raise dice.KeyProblem(
            "Give the file with the course key: --key course.key (make one with: python -m "
            "helpers.coursework key course.key)."
        )
    if not Path(path).is_file():
        raise dice.KeyProblem(
            f"There is no key file {path}. Use the one from the release; a new key gives other numbers."
        )
    return dice.checked_key(Path(path).read_text(encoding="utf-8", errors="replace"))


def make_key(arguments):
    """Write a new course key; never over an old one."""
    path = Path(arguments.file)
    if path.exists():
        raise dice.KeyProblem(
            f"{path} exists already; a new key would give every student other numbers. Choose another name."
        )
    path.write_text(secrets.token_urlsafe(32) + "\n", encoding="utf-8")
    path.chmod(0o600)
    print(f"The course key is in {path}. Keep it to yourself and out of every repository.")


def do_release(arguments):
    """Release an assignment."""
    if arguments.class_edition:
        print(f"The class edition is in {release.release_class(arguments.assignment, arguments.out)}.")
        return
    students = roster.read(arguments.roster)
    bar = Bar(len(students), "Releasing")
    listed = release.release(
        arguments.assignment, students, _key(arguments.key), arguments.out, arguments.zip, bar.step
    )
    bar.close()
    print(f"Students: {len(students)}. Hand out {Path(arguments.out) / 'students'}, and keep {listed} to yourself.")


def do_grade(arguments):
    """Grade what was handed in."""
    place, out = Path(arguments.submissions), Path(arguments.out)
    if not place.exists():
        raise FileNotFoundError(
            f"There is no folder or archive {place}. Give what the learning platform let you download."
        )
    students = roster.read(arguments.roster)
    released = grading.read_released(Path(arguments.released)) if arguments.released else None
    key = _key(arguments.key) if not (released or arguments.class_edition) else ""
    sources = grading.Sources(arguments.assignment, key, released, arguments.class_edition)
    marks_file = Path(arguments.marks) if arguments.marks else out / "manual.csv"
    manual = reports.read_manual(marks_file) if marks_file.is_file() else {}
    bar = Bar(reading.count(place), "Grading")
    graded = grading.grade(place, students, sources, manual, bar.step)
    bar.close()
    print(*reports.write(graded, out), sep="\n")


def do_viva(arguments):
    """Print viva questions for one student."""
    rows = [
        row
        for (student, _), row in reports.read_answers(Path(arguments.out) / "answers.csv").items()
        if student == arguments.student
    ]
    if not rows:
        raise FileNotFoundError(
            f"{Path(arguments.out) / 'answers.csv'} has no answers of {arguments.student}. Grade first."
        )
    assignment = rows[0]["question"][:2]
    released = grading.read_released(Path(arguments.released)) if arguments.released else None
    key = "" if released or arguments.class_edition else _key(arguments.key)
    data = grading.Sources(assignment, key, released, arguments.class_edition)(arguments.student)
    for number, (question, ask, listen) in enumerate(viva.questions(rows, data, arguments.number), start=1):
        print(f"{number}. {question}: {ask}\n   Listen for: {listen}")


def do_editions(arguments):
    """Make the class editions from the source notebooks."""
    for assignment in items.ASSIGNMENTS:
        data = editions.demo_data(assignment)
        for folder in (editions.EDITIONS, editions.source_path(assignment).parent):
            (folder / items.data_file(assignment, data["student"])).write_text(items.data_text(data), encoding="utf-8")
        source = editions.personal(editions.read_notebook(editions.source_path(assignment)), data)
        editions.source_path(assignment).write_text(editions.text(source), encoding="utf-8")
        editions.edition_path(assignment).write_text(
            editions.text(editions.class_edition(assignment)), encoding="utf-8"
        )
        print(editions.edition_path(assignment))
    editions.RUBRICS.write_text(editions.rubrics_page(), encoding="utf-8")
    print("Run them with: python -m tests.refresh notebooks/coursework/*.ipynb")


def parser():
    """Return the parser of the command line."""
    main = argparse.ArgumentParser(prog="python -m helpers.coursework", description="Release and grade the coursework.")
    commands = main.add_subparsers(dest="command", required=True, metavar="command")
    command = commands.add_parser("key", help="make a course key")
    command.add_argument("file", help="new file for the key")
    command.set_defaults(run=make_key)

    def common(command, out):
        command.add_argument("--key", help="file with the course key")
        command.add_argument("--out", default=out, help=f"folder to write to (default: {out})")
        command.add_argument("--class-edition", action="store_true", help="the same numbers for everybody, no key")

    command = commands.add_parser("release", help="make notebooks and data files for students")
    command.add_argument("assignment", type=_assignment, help="A1, A2, A3 or A4")
    command.add_argument("--roster", default="roster.csv", help="CSV with the column student_id")
    command.add_argument("--zip", action="store_true", help="one archive for each student")
    common(command, "release")
    command.set_defaults(run=do_release)
    for name, told in (
        ("grade", "grade a folder or an archive of notebooks"),
        ("feedback", "the same, under the name you may look for: pages are in <out>/feedback"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("assignment", type=_assignment, help="A1, A2, A3 or A4")
        command.add_argument("submissions", help="folder or archive from the learning platform")
        command.add_argument("--roster", default="roster.csv", help="CSV with the column student_id")
        command.add_argument("--released", help="released_….json that release wrote; then no key is needed")
        command.add_argument("--marks", help="filled manual.csv (default: the one in --out)")
        common(command, "graded")
        command.set_defaults(run=do_grade)
    command = commands.add_parser("viva", help="print questions for a conversation with one student")
    command.add_argument("student", help="student id")
    command.add_argument("--number", type=int, default=3, help="how many questions")
    command.add_argument("--released", help="released_….json that release wrote; then no key is needed")
    common(command, "graded")
    command.set_defaults(run=do_viva)
    command = commands.add_parser("editions", help="make the class editions from the source notebooks")
    command.set_defaults(run=do_editions)
    return main


def _assignment(text):
    known = {name.casefold(): name for name in items.ASSIGNMENTS}
    known |= {a.name: a.identifier for a in items.ASSIGNMENTS.values()}
    if text.casefold() not in known:
        raise argparse.ArgumentTypeError(f"there is no assignment '{text}'; there are {', '.join(items.ASSIGNMENTS)}")
    return known[text.casefold()]


def main(arguments=None):
    """Run one command; return 0, or 1 after one sentence about what to mend."""
    chosen = parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except (ValueError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
