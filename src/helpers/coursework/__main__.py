"""The instructor's commands: `python -m helpers.coursework` and key, release, grade, mark, viva, bank or editions."""

import argparse
import asyncio
import contextlib
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from helpers import console
from helpers.coursework import (
    answers,
    dice,
    editions,
    grading,
    platforms,
    reading,
    readings,
    release,
    reports,
    returning,
    roster,
    rubrics,
    rules,
    sheets,
    viva,
)
from helpers.coursework.assignments import ASSIGNMENTS, assignment_of
from helpers.coursework.bank import files
from helpers.coursework.handmarks import giving, store
from helpers.coursework.progress import Bar
from helpers.coursework.reading import own_files
from helpers.coursework.written import reason

Arguments: TypeAlias = argparse.Namespace


def make_key(arguments: Arguments) -> None:
    """Write a new course key; never over an old one."""
    path = Path(arguments.file)
    if path.exists():
        raise dice.KeyProblem(
            f"{path} exists already; a new key would give every student other numbers. Choose another name."
        )
    path.write_text(secrets.token_urlsafe(32) + "\n", encoding="utf-8")
    path.chmod(0o600)
    print(f"The course key is in {path}. Keep it to yourself and out of every repository.")


def do_release(arguments: Arguments) -> None:
    """Release an assignment."""
    out = Path(arguments.out)
    if arguments.class_edition:
        print(f"The class edition is in {release.release_class(arguments.assignment, out)}.")
        return
    students = roster.read(Path(arguments.roster))
    bar = Bar(len(students), "Releasing")
    listed = release.release(arguments.assignment, students, _key(arguments.key), out, arguments.zip, bar.step)
    bar.close()
    print(f"Students: {len(students)}. Hand out {out / 'students'}, and keep {listed} to yourself.")


def do_grade(arguments: Arguments) -> int:
    """Grade what was handed in; return 1 where a report could not be written."""
    course, graded = _grade(arguments)
    return _report(arguments, course, giving.with_marks(graded, _marks_of(arguments)))


def do_mark(arguments: Arguments) -> int:
    """Show the texts of an assignment in the browser, then write the reports; return 1 where one could not be."""
    from helpers.coursework.marking import desk, server

    course, graded = _grade(arguments)
    given = _marks_of(arguments)
    marked = giving.with_marks(graded, given)
    texts = desk.Desk(marked.graded, store.read(given.store), given.marker)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve(texts, arguments.port, not arguments.no_browser))
    again = giving.with_marks(_grade(arguments)[1], replace(given, tables=()))
    return _report(arguments, course, replace(again, refused=marked.refused))


def _grade(arguments: Arguments) -> tuple[rules.Rules, grading.Graded]:
    """Return the rules of the course and what was handed in, graded."""
    place = Path(arguments.submissions) if arguments.submissions else None
    if place and not place.exists():
        raise FileNotFoundError(
            f"There is no folder or archive {place}. Give what the learning platform let you download."
        )
    students = roster.read(Path(arguments.roster))
    course = _rules(arguments, students)
    earlier = replace(_earlier(arguments, students), groups=course.groups)
    sources = _sources(arguments, arguments.assignment)
    if place is None:
        return course, grading.grade(None, students, sources, earlier=earlier)
    if own := reading.passed_over(place):
        print(f"{own} files in {place} were written by grading itself; they are not read as handed in.")
    bar = Bar(reading.count(place), "Grading")
    graded = grading.grade(place, students, sources, bar.step, earlier)
    bar.close()
    return course, graded


def _report(arguments: Arguments, course: rules.Rules, marked: giving.Marked) -> int:
    """Write the reports and say what an instructor has to know first; return 1 where one could not be written."""
    ruled, out = rules.apply(marked.graded, course), Path(arguments.out)
    began = own_files.begin(out)
    told = reports.write(ruled, out, marked.refused)
    print(*told.lines(), sep="\n")
    _give_back(arguments, ruled, out)
    own_files.note(out, began)
    return 1 if told.unwritten else 0


def _give_back(arguments: Arguments, graded: grading.Graded, out: Path) -> None:
    """Fill the tables that the platform exported, and pack the feedback as it takes it back."""
    given = [platforms.give_back(graded, Path(table), arguments.column, out) for table in arguments.platform or ()]
    if given:
        platforms.write_refused((one for back in given for one in back.refused), out)
    for back in given:
        print(*back.lines(), sep="\n")
    for name in returning.write(graded, out):
        print(f"Feedback to upload is in {out / name}.")
    for sentence in returning.left_out(graded):
        print(sentence)


def _rules(arguments: Arguments, students: dict[str, roster.Student]) -> rules.Rules:
    """Return the rules of the course: the file that is named, or the one beside the roster."""
    path = Path(arguments.rules) if arguments.rules else Path(arguments.roster).with_name(rules.FILE)
    if arguments.rules and not path.is_file():
        raise FileNotFoundError(f"There are no rules {path}.")
    return rules.read(path, arguments.assignment, students)


def _earlier(arguments: Arguments, students: dict[str, roster.Student]) -> grading.Earlier:
    """Return what was read before, and who is read anew. Raises ValueError where there is nothing to grade."""
    only = frozenset(arguments.student or ())
    unknown = sorted(only - set(students))
    if unknown:
        raise roster.RosterError(f"{arguments.roster} has no student {', '.join(unknown)}.")
    before = {} if arguments.anew else readings.read(arguments.assignment, Path(arguments.out))
    unclear = {} if arguments.anew else readings.read_unclear(arguments.assignment, Path(arguments.out))
    if not arguments.submissions and not before:
        raise FileNotFoundError(
            f"{arguments.out} holds nothing of {arguments.assignment} yet; give the folder or archive of what was "
            "handed in."
        )
    if only and not before:
        raise FileNotFoundError(
            f"{arguments.out} holds no grading of the class to which {', '.join(sorted(only))} could be added. Grade "
            "the class first, or give the --out of its grading."
        )
    return grading.Earlier(before, only, open=unclear)


def _marks_of(arguments: Arguments) -> giving.Given:
    """Return where marks that persons gave come from: the store, and the tables that were filled."""
    out = Path(arguments.out)
    kept = Path(arguments.store) if arguments.store else out / giving.STORE
    if kept.is_dir():
        raise IsADirectoryError(
            f"{kept} is a folder; give the file of all marks by hand, such as {kept / giving.STORE}."
        )
    filled = [Path(name) for name in arguments.marks or ()]
    for path in filled:
        if not path.is_file():
            raise FileNotFoundError(f"There is no table of marks {path}.")
    written = [out / name for name in giving.TABLES if (out / name).is_file()]
    others = {name for assignment in ASSIGNMENTS for name in readings.read(assignment, out)}
    return giving.Given(kept, (*written, *filled), arguments.marker, others)


def do_viva(arguments: Arguments) -> None:
    """Print viva questions for one student."""
    out = Path(arguments.out)
    stored = answers.read(out)
    rows = {question: row for (student, question), row in stored.items() if student == arguments.student}
    if not rows:
        raise FileNotFoundError(f"{out / answers.FILE} has no answers of {arguments.student}. Grade first.")
    data = _sources(arguments, assignment_of(next(iter(rows))))(arguments.student)
    for number, told in enumerate(viva.questions(rows, data, arguments.number), start=1):
        print(f"{number}. {told.question}: {told.ask}\n   Listen for: {told.listen}")


def do_bank(arguments: Arguments) -> None:
    """Write the question bank in the formats of learning platforms."""
    written = files.write(Path(arguments.folder), arguments.variants, arguments.address)
    print(*(f"Written: {path}" for path in written), sep="\n")


def do_editions(arguments: Arguments) -> None:
    """Make the class editions from the source notebooks."""
    for assignment in ASSIGNMENTS:
        print(editions.renew(assignment))
    rubrics.PAGE.write_text(rubrics.page(), encoding="utf-8")
    print("Run them with: python -m tests.refresh coursework/source/*/*.ipynb notebooks/coursework/*.ipynb")


def _key(path: str | None) -> str:
    if not path:
        raise dice.KeyProblem(
            "Give the file with the course key: --key course.key (make one with: python -m "
            "helpers.coursework key course.key)."
        )
    if not Path(path).is_file():
        raise dice.KeyProblem(
            f"There is no key file {path}. Use the one from the release; a new key gives other numbers."
        )
    return dice.checked_key(sheets.text_of(Path(path).read_bytes(), path))  # however an editor saved it anew


def _sources(arguments: Arguments, assignment: str) -> grading.Sources:
    """Return where the students' numbers come from: the list of the release, the class edition, or the key."""
    released = release.read_released(Path(arguments.released), assignment) if arguments.released else None
    key = "" if (released and not arguments.key) or arguments.class_edition else _key(arguments.key)
    if released and key:
        release.check_key(Path(arguments.released), assignment, key)
    return grading.Sources(assignment, key, released, arguments.class_edition)


# ---------------------------------------------------------------------------- the arguments


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    main = argparse.ArgumentParser(prog="python -m helpers.coursework", description="Release and grade the coursework.")
    commands = main.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, run: Callable[[Arguments], int | None], told: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=told)
        made.set_defaults(run=run)
        return made

    command("key", make_key, "make a course key").add_argument("file", help="new file for the key")
    _about_releasing(command("release", do_release, "make notebooks and data files for students"))
    _about_grading(command("grade", do_grade, "grade a folder or an archive of notebooks"))
    the_same = "the same, under the name you may look for: pages are in <out>/feedback"
    _about_grading(command("feedback", do_grade, the_same))
    _about_marking(command("mark", do_mark, "mark texts on a page in the browser, names hidden"))
    _about_viva(command("viva", do_viva, "print questions for a conversation with one student"))
    _about_bank(command("bank", do_bank, "write all items as a question bank for Moodle and other platforms"))
    command("editions", do_editions, "make the class editions from the source notebooks")
    return main


def _about_bank(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", help="folder to write to")
    command.add_argument("--variants", type=int, default=5, help="of each item of the coursework (default: 5)")
    command.add_argument("--address", default="", help="where the HTML edition lies, for links in the cartridge")


def _about_releasing(command: argparse.ArgumentParser) -> None:
    _about_assignment(command)
    command.add_argument("--zip", action="store_true", help="one archive for each student")
    _about_numbers(command, "release")


def _about_grading(command: argparse.ArgumentParser) -> None:
    _about_assignment(command)
    told = "folder or archive from the learning platform (without it, what was read before is graded again)"
    command.add_argument("submissions", nargs="?", help=told)
    command.add_argument("--student", action="append", help="read only this student's files; others stay as they are")
    command.add_argument("--anew", action="store_true", help="forget what earlier gradings read")
    command.add_argument("--platform", action="append", help="table that the platform exported, to be filled")
    command.add_argument("--column", help="the heading of the marks in that table")
    _about_marks(command)


def _about_marking(command: argparse.ArgumentParser) -> None:
    _about_assignment(command)
    command.add_argument("--port", type=int, default=0, help="port of the page (default: a free one)")
    command.add_argument("--no-browser", action="store_true", help="only print the address")
    _about_marks(command)
    command.set_defaults(submissions=None, student=None, anew=False, platform=None, column=None)


def _about_marks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--marks", action="append", help="another filled table of marks (those in --out are read)")
    command.add_argument("--store", help=f"file that holds all marks by hand (default: {giving.STORE} in --out)")
    command.add_argument("--marker", default="", help="who marked, to be noted beside the marks")
    command.add_argument("--rules", help=f"due dates, late rules, groups (default: {rules.FILE} beside the roster)")
    _about_release(command)


def _about_viva(command: argparse.ArgumentParser) -> None:
    command.add_argument("student", help="student id")
    command.add_argument("--number", type=int, default=3, help="how many questions")
    _about_release(command)


def _about_assignment(command: argparse.ArgumentParser) -> None:
    command.add_argument("assignment", type=_assignment, help=", ".join(ASSIGNMENTS))
    command.add_argument("--roster", default="roster.csv", help="CSV with the column student_id")


def _about_numbers(command: argparse.ArgumentParser, out: str) -> None:
    command.add_argument("--key", help="file with the course key")
    command.add_argument("--out", default=out, help=f"folder to write to (default: {out})")
    command.add_argument("--class-edition", action="store_true", help="the same numbers for everybody, no key")


def _about_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("--released", help="released_….json that release wrote; then no key is needed")
    _about_numbers(command, "graded")


def _assignment(text: str) -> str:
    known = {name.casefold(): name for name in ASSIGNMENTS}
    known |= {about.name: about.identifier for about in ASSIGNMENTS.values()}
    if text.casefold() not in known:
        raise argparse.ArgumentTypeError(f"there is no assignment '{text}'; there are {', '.join(ASSIGNMENTS)}")
    return known[text.casefold()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after one sentence about what to mend."""
    console.forgive()
    chosen = parser().parse_args(arguments)
    try:
        return chosen.run(chosen) or 0
    except (ValueError, OSError) as error:
        print(f"Error: {reason(error)}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    console.forgive()
    sys.exit(main())
