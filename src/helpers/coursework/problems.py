"""What can be wrong with something handed in: one code each, with the sentence that people read.

A program decides by the code. Sentences stand in one table and nowhere else, so that they can be reworded freely.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Code(StrEnum):
    """What kind of problem it is."""

    # files and archives
    NO_FILE = "no-file"
    NOT_OPENED = "not-opened"
    DAMAGED_ARCHIVE = "damaged-archive"
    TOO_DEEP = "too-deep"
    NOT_UNPACKED = "not-unpacked"
    OTHER_KIND = "other-kind"
    RECEIPT = "receipt"
    TOO_LARGE = "too-large"
    NO_MEMORY = "no-memory"
    # what a file holds
    EMPTY = "empty"
    OTHER_FORMAT = "other-format"
    NO_CELLS = "no-cells"
    WEB_PAGE = "web-page"
    BEYOND_REPAIR = "beyond-repair"
    TOO_MUCH_TEXT = "too-much-text"
    TOO_MANY_BRACKETS = "too-many-brackets"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_MANY_FILES = "too-many-files"
    TOO_SLOW = "too-slow"
    STRINGS_SKIPPED = "strings-skipped"
    OUTPUTS_SKIPPED = "outputs-skipped"
    OTHER_ENCODING = "other-encoding"
    GARBLED = "garbled"
    DAMAGED = "damaged"
    NO_NOTEBOOK = "no-notebook"
    # which answer counts
    NOT_RECORDED = "not-recorded"
    IN_TEXT_CELL = "in-text-cell"
    ONLY_IN_OUTPUT = "only-in-output"
    VALUE_MISSING = "value-missing"
    TWO_ANSWERS = "two-answers"
    OUTPUT_DIFFERS = "output-differs"
    UNKNOWN_QUESTION = "unknown-question"
    OTHER_PARTS_QUESTION = "other-parts-question"
    UNDER_ANOTHER_NAME = "under-another-name"
    ANOTHER_ATTEMPT = "another-attempt"
    REPAIRED = "repaired"
    BROKEN_CALL = "broken-call"
    NOT_ACCEPTED = "not-accepted"
    TEXT_NEARBY = "text-nearby"
    WORKED = "worked"
    QUESTION_COMPUTED = "question-computed"
    # whose file it is
    OTHERS_NOTEBOOK = "others-notebook"
    TWO_OWNERS = "two-owners"
    HELD_BACK = "held-back"
    UNREAD = "unread"
    NO_OWNER = "no-owner"
    OWNER_NOT_IN_ROSTER = "owner-not-in-roster"
    NOBODYS_AND_BLANK = "nobodys-and-blank"
    OTHER_ASSIGNMENT = "other-assignment"
    SEVERAL_NOTEBOOKS = "several-notebooks"
    NOTHING_HANDED_IN = "nothing-handed-in"
    KEPT = "kept"
    # which numbers it was made with
    NO_ANSWERS = "no-answers"
    LATE = "late"
    TIME_UNKNOWN = "time-unknown"
    SHARED = "shared"
    OTHER_RELEASE = "other-release"
    OTHER_STUDENTS_NUMBERS = "other-students-numbers"
    NO_IDENTITY = "no-identity"
    OTHER_DATA_FILE = "other-data-file"
    # marking
    TEXT_CHANGED = "text-changed"
    REWORDED = "reworded"
    UNREADABLE_ANSWER = "unreadable-answer"


OTHER_NUMBERS = frozenset({Code.OTHER_RELEASE, Code.OTHER_STUDENTS_NUMBERS})


@dataclass(frozen=True, slots=True)
class Kind:
    """What is said of a code: `what` was found, what to `do`; `serious` means that marks may depend on it."""

    what: str
    do: str
    serious: bool = True


@dataclass(frozen=True, slots=True)
class Where:
    """Where a problem was met: whose it is, in which file, at which question; empty where that is not known."""

    student: str = ""
    file: str = ""
    question: str = ""


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at: its code, where it was met, and the sentences about it."""

    code: Code
    what: str
    do: str
    student: str = ""
    file: str = ""
    question: str = ""

    @property
    def serious(self) -> bool:
        """Whether marks may depend on it."""
        return KINDS[self.code].serious


class ProblemLog:
    """Every problem that was met, in order. Nothing else writes one."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, code: Code, where: Where = NOWHERE, /, **words: object) -> None:
        """Write down a problem; `words` fill the places in the sentence of its code."""
        kind = KINDS[code]
        what, do = kind.what.format_map(words), kind.do.format_map(words)
        self._problems.append(Problem(code, what, do, where.student, where.file, where.question))

    def take_over(self, problems: Iterable[Problem], where: Where) -> None:
        """Add problems that were met in a file before anybody knew whose it was."""
        self._problems += [replace(problem, student=where.student, file=where.file) for problem in problems]

    def count(self, codes: Iterable[Code]) -> int:
        """Return how many problems have one of these codes."""
        wanted = set(codes)
        return sum(problem.code in wanted for problem in self._problems)

    def serious(self, student: str | None = None) -> list[Problem]:
        """Return the serious problems: all of them, or those of one student."""
        return [p for p in self._problems if p.serious and (student is None or p.student == student)]


_ASK_FOR_NOTEBOOK = "Ask the student for the .ipynb file, or mark it by hand."
_MARK_BY_HAND = "Read it, and enter its marks in manual.csv."
_WHICH_MEANT = "Nothing, or ask the student which one was meant."


def _unread(what: str) -> Kind:
    return Kind(f"This file {what}.", _ASK_FOR_NOTEBOOK)


KINDS = {
    Code.NO_FILE: _unread("is a link or a device, not a file"),
    Code.NOT_OPENED: _unread("could not be opened ({reason})"),
    Code.DAMAGED_ARCHIVE: _unread("is a damaged archive"),
    Code.TOO_DEEP: _unread("lies too deep in archives within archives"),
    Code.NOT_UNPACKED: _unread("could not be unpacked; it is damaged or locked with a password"),
    Code.OTHER_KIND: _unread("is not a notebook"),
    Code.RECEIPT: Kind("Blackboard's note on this attempt holds a text or a comment of the student.", "Read it."),
    Code.TOO_LARGE: _unread("is larger than {megabytes} MB"),
    Code.NO_MEMORY: _unread("needs more memory than there is"),
    Code.EMPTY: _unread("could not be read: the file is empty"),
    Code.OTHER_FORMAT: _unread("could not be read: this is an archive or a PDF, not a notebook"),
    Code.NO_CELLS: _unread("could not be read: this is a JSON file without cells, not a notebook"),
    Code.WEB_PAGE: _unread("could not be read: this is a web page, not a notebook"),
    Code.BEYOND_REPAIR: _unread("could not be read: the file is not a notebook, or too damaged to be read"),
    Code.TOO_MUCH_TEXT: _unread("could not be read: the file holds more than {megabytes} MB besides its outputs"),
    Code.TOO_MANY_BRACKETS: _unread("could not be read: it holds more brackets than any notebook"),
    Code.TOO_MANY_CELLS: Kind(
        "The notebook has very many cells; below the first {number}, only those that name a question were read.",
        "Look for answers below them.",
    ),
    Code.TOO_MANY_FILES: Kind(
        "This archive holds more files than one student hands in ({number} were read, {rest} were not).",
        "Look into it. If it is the download of a whole class, give the archive itself to grade, not its folder.",
    ),
    Code.TOO_SLOW: Kind(
        "The notebook takes very long to read; {cells} of its cells were left out.",
        "Look into it; ask the student for a notebook with the answers alone.",
    ),
    Code.STRINGS_SKIPPED: Kind(
        "The file is very large; single lines longer than {kilobytes} KB, such as pictures in the text, were not read.",
        "Nothing, unless an answer is missing below.",
    ),
    Code.OUTPUTS_SKIPPED: Kind(
        "The file is very large ({megabytes:.0f} MB); outputs longer than {kilobytes} KB were not read.",
        "Nothing, unless an answer is missing below.",
        serious=False,
    ),
    Code.OTHER_ENCODING: Kind("The file is not in UTF-8.", "Nothing, if its answers look right below.", serious=False),
    Code.GARBLED: Kind(
        "The file is not in UTF-8; special letters may be garbled.",
        "Read the texts for manual marking with care.",
        serious=False,
    ),
    Code.DAMAGED: Kind(
        "The notebook file is damaged; {cells} cells could be read.",
        "Ask the student for the .ipynb file again; what was read is marked below.",
    ),
    Code.NO_NOTEBOOK: Kind(
        "This is not a notebook but text; the answers in it were read.",
        "Ask the student for the .ipynb file again; what was read is marked below.",
    ),
    Code.NOT_RECORDED: Kind(
        "No cell records an answer to this question; it may have been deleted.",
        "Look into the notebook if the student says that it was answered.",
        serious=False,
    ),
    Code.IN_TEXT_CELL: Kind(
        "The cell with the answer was turned into text; its answer was read from there.", "Nothing.", serious=False
    ),
    Code.ONLY_IN_OUTPUT: Kind(
        "The answer is gone from the cell's text but stands in its output; the output counts.",
        "Ask the student if the answer was taken back.",
    ),
    Code.VALUE_MISSING: Kind(
        "What this call recorded is computed, or depends on a condition, and its output is missing: its value cannot "
        "be known from the notebook.",
        "Ask the student to run the notebook, save it and hand it in again, or mark this item by hand.",
    ),
    Code.TWO_ANSWERS: Kind("Two different answers are recorded; the last one in the notebook counts.", _WHICH_MEANT),
    Code.OUTPUT_DIFFERS: Kind(
        "The cell says something else than its output: it was changed after it was run, or the output was edited. "
        "The cell counts.",
        _WHICH_MEANT,
    ),
    Code.UNKNOWN_QUESTION: Kind(
        "An answer is recorded to {named}, which is no question of this assignment.",
        "See whether it was meant for another question.",
    ),
    Code.OTHER_PARTS_QUESTION: Kind(
        "Answers are recorded to {named}: to no question of this assignment.",
        "See whether they were meant for it; else they count when that assignment is graded with this notebook.",
    ),
    Code.UNDER_ANOTHER_NAME: Kind(
        "Nothing is recorded, but the question of this number in another assignment has an answer in this notebook.",
        _MARK_BY_HAND,
    ),
    Code.ANOTHER_ATTEMPT: Kind(
        "Another answer stands in the notebook that was not recorded when it was typed; the recorded one counts.",
        _WHICH_MEANT,
    ),
    Code.REPAIRED: Kind(
        "The cell cannot run (its quotation marks, brackets or words are not those that are asked for); its answer "
        "could be read all the same and counts.",
        "See whether it was read rightly.",
    ),
    Code.BROKEN_CALL: Kind(
        "The cell that records this answer cannot run, and what was meant cannot be known for certain.", _MARK_BY_HAND
    ),
    Code.NOT_ACCEPTED: Kind(
        "More was typed than an answer and its unit in quotes, such as a comma in a number without quotes; the student "
        "was told that it was not recorded.",
        _MARK_BY_HAND,
    ),
    Code.TEXT_NEARBY: Kind(
        "Nothing is recorded, but text stands beside the empty call, or in the question, that may be the answer.",
        _MARK_BY_HAND,
    ),
    Code.WORKED: Kind(
        "Nothing is recorded, but the student worked on it in code.",
        "Look into the notebook; where its code gives an answer, ask the student to record it and hand it in again.",
    ),
    Code.QUESTION_COMPUTED: Kind(
        "A cell records answers to questions that cannot be told from its text, and its output is missing.",
        "Ask the student to run the notebook, save it and hand it in again, or mark what is missing by hand.",
    ),
    Code.OTHERS_NOTEBOOK: Kind(
        "Handed in by {by}, but the notebook is that of {owner}: its numbers are another student's.",
        "Ask both students; it was marked against the numbers of the one who handed it in.",
    ),
    Code.TWO_OWNERS: Kind(
        "It is not certain whose file this is: it may be that of {students}, but path, notebook or another file says "
        "otherwise. It is held back, and nobody's marks rest on it.",
        "See whose it is, put it into a folder with the student's id, and grade again.",
    ),
    Code.HELD_BACK: Kind(
        "No file is this student's for certain, but one that is held back or that names nobody may be; every mark is "
        "open.",
        "See the files that are listed as two-owners, no-owner or owner-not-in-roster, and grade again.",
    ),
    Code.UNREAD: Kind(
        "Nothing that this student handed in can be read; every mark is open.",
        "Ask for the .ipynb file and grade again. Where there is none, take the file away and grade with --anew: then "
        "every question counts 0.",
    ),
    Code.NO_OWNER: Kind(
        "This notebook names nobody in the roster, and neither does its file name, so it is not marked.",
        "Put the student id into the file name, or the student into the roster, and grade again.",
    ),
    Code.OWNER_NOT_IN_ROSTER: Kind(
        "This notebook names '{named}', who is not in the roster, and neither does its file name, so it is not marked.",
        "Put the student id into the file name, or the student into the roster, and grade again.",
    ),
    Code.NOBODYS_AND_BLANK: Kind(
        "This file holds no answers and names no student.", "Nothing, if every student below has a notebook."
    ),
    Code.OTHER_ASSIGNMENT: Kind("This is the notebook of {found}, not of {wanted}.", "Ask for the right one."),
    Code.SEVERAL_NOTEBOOKS: Kind(
        "There are {number} notebooks; the one with most answers (of equals, the newest) counts, not {others}.",
        "Nothing, or remove the one that should not count and grade again.",
    ),
    Code.NOTHING_HANDED_IN: Kind("Nothing was handed in.", "Ask the student; every question counts 0 until then."),
    Code.KEPT: Kind(
        "No new file was found this time; what was read of this one before counts.",
        "Nothing, or grade with --anew if it should not count any more.",
        serious=False,
    ),
    Code.LATE: Kind(
        "Handed in late, {when} by the time of the file: {percent} % of the marks possible are taken off.",
        "See whether the platform has the same time; if not, write it into rules.toml (handed_in) and grade again.",
        serious=False,
    ),
    Code.TIME_UNKNOWN: Kind(
        "The file does not say when it was handed in; it counts as in time.",
        "Write the time into rules.toml (handed_in) if it was late.",
    ),
    Code.SHARED: Kind("The file of {owner} counts for the group.", "Nothing.", serious=False),
    Code.NO_ANSWERS: Kind(
        "The notebook holds no recorded answer.", "Ask whether this is the file that was meant.", serious=False
    ),
    Code.OTHER_RELEASE: Kind(
        "The notebook was made for other numbers: those of another release.",
        "If an older release was used, grade with its list (--released); otherwise ask the student.",
    ),
    Code.OTHER_STUDENTS_NUMBERS: Kind(
        "The notebook was made for other numbers: those of {owner}.",
        "If an older release was used, grade with its list (--released); otherwise ask the student.",
    ),
    Code.NO_IDENTITY: Kind(
        "The line with student and data is missing from the notebook; the student's own numbers were assumed.",
        "Nothing, unless the marks are surprisingly low.",
        serious=False,
    ),
    Code.OTHER_DATA_FILE: Kind(
        "Answers were recorded with another data file beside the notebook than the student's own.",
        "Ask the student; it was marked against the student's own numbers.",
    ),
    Code.TEXT_CHANGED: Kind(
        "This text was changed after it was marked ({marks} on {time}); the new text has no marks yet.",
        "Read it, and mark it in manual.csv or manual.xlsx.",
    ),
    Code.REWORDED: Kind(
        "The words of this question were changed since it was released, and what was right in the old ones is unknown.",
        "Read the answer beside the question as it was released, and enter its marks in manual.csv.",
    ),
    Code.UNREADABLE_ANSWER: Kind(
        "Not accepted when it was typed: {answer}. The student was told: {note}",
        "Read the answer and, if it is right, enter its marks in manual.csv.",
    ),
}
