"""Work of two students that is equal, or nearly: listed side by side with the share, without a verdict on its cause.

A text of which a good part stands in another's is listed, too, with the share of the shorter one. What both quote from
the question counts for nothing.
"""

import difflib
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np
from scipy import sparse

from helpers.coursework import pages, passages, spreadsheets
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.dice import DEMO_STUDENT
from helpers.coursework.grading import LONGEST_ANSWER, Graded
from helpers.coursework.pages import Column
from helpers.coursework.reading import Submission

FILE, PAGE = "copies.csv", "copies.html"
HEAD = ("kind", "question", "share_percent", "first", "first_work", "second", "second_work")
FEWEST_WORDS = 8  # of a text that is compared
SHARE = 0.7  # of the words of two texts, or of the numbers of two notebooks, from which on they are listed
FEWEST_NUMBERS = 3  # that two students recorded alike, although each was given others
NOT_EQUAL = 0.99  # the most that is said of two texts that differ, if only in their order
COMPARED = 0.6  # of words in common, whatever their order, from which on the order is looked at
MOST_COMPARED = 3000  # pairs of texts that are compared word by word, those with most words in common first
MOST_IN_ORDER = 300  # words of each of two texts up to which their order is looked at
MOST_LISTED = 500
# Words as people read them: each sign of Chinese or Japanese, whose words have no spaces between them, is one.
_WORD = re.compile("[\u3041-\u30ff\u3400-\u9fff]|[^\\W_\u3041-\u30ff\u3400-\u9fff]+")
_LOOKS_LIKE = str.maketrans("авеіјкморсуѕхαοιρυ", "abeijkmopcysxaoipu")  # Cyrillic and Greek letters beside Latin ones

Kind: TypeAlias = Literal["notebook", "text", "part of a text", "numbers given", "numbers recorded"]
_WORDS: dict[Kind, str] = {
    "notebook": "the same notebook",
    "text": "texts",
    "part of a text": "the share of the shorter text that stands in the other",
    "numbers given": "made with the same numbers",
    "numbers recorded": "the same numbers recorded",
}
_COLUMNS = (Column("What"), Column("Share", "marks"), Column("First"), Column("Second"))


@dataclass(frozen=True, slots=True)
class Pair:
    """The work of two students that is alike: of what kind, at which question, how much of it, and the work itself."""

    kind: Kind
    question: str
    share_percent: int
    first: str
    first_work: str
    second: str
    second_work: str


def write(graded: Graded, out: Path) -> int:
    """Write copies.csv and copies.html; return how many pairs are listed."""
    own = {name: one.upload.found for name, one in graded.readings.items() if not graded.results[name].owner}
    listed = pairs(own, _asked(graded))
    spreadsheets.write(out / FILE, HEAD, [asdict(pair) for pair in listed])
    (out / PAGE).write_text(page(graded.assignment, listed), encoding="utf-8")
    return len(listed)


def _asked(graded: Graded) -> Mapping[str, frozenset[str]]:
    """Return the texts of each question that a person marks, with everybody's numbers."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for result in graded.results.values():
        for question, text in result.tasks.items():
            asked[question].add(text)
    return {question: frozenset(texts) for question, texts in asked.items()}


def pairs(handed_in: Mapping[str, Submission], asked: Mapping[str, Iterable[str]] = MappingProxyType({})) -> list[Pair]:
    """Return what is alike among the work of students, the largest share first; of very many, the first ones.

    `asked` are the texts of questions, whose words are no student's own.
    """
    own = {student: found for student, found in handed_in.items() if found.answers}
    found = [*_notebooks(own), *_given(own), *_recorded(own), *_texts(own, asked)]
    return sorted(found, key=lambda pair: (-pair.share_percent, pair.question, pair.first, pair.second))[:MOST_LISTED]


def page(assignment: str, listed: Sequence[Pair]) -> str:
    """Return the pairs as a page, the work of each side by side."""
    rows = [
        pages.row(
            f"{pair.question} {_WORDS[pair.kind]}".strip(),
            pages.marks(f"{pair.share_percent} %"),
            pages.cell(f"{pair.first}: {pair.first_work}".removesuffix(": ")),
            pages.cell(f"{pair.second}: {pair.second_work}".removesuffix(": ")),
        )
        for pair in listed
    ]
    return pages.page(
        f"Alike: {ASSIGNMENTS[assignment].title}",
        "<p>Work of two students that is equal or nearly equal. The list shows facts about files, not their cause: ask "
        "before you conclude.</p>"
        + pages.table("The largest share first", _COLUMNS, rows or ['<tr><td colspan="4">Nothing is alike.</td></tr>']),
    )


# ---------------------------------------------------------------------------- notebooks and numbers


def _notebooks(own: Mapping[str, Submission]) -> Iterator[Pair]:
    """Yield students whose notebooks hold the same cells."""
    for first, second in _same({student: [found.content] for student, found in own.items()}):
        yield Pair("notebook", "", 100, first, "", second, "")


def _given(own: Mapping[str, Submission]) -> Iterator[Pair]:
    """Yield students whose notebooks were made with, or run with, the same student's numbers."""
    made_with = {
        student: [found.identity.fingerprint, *found.data_seen]
        for student, found in own.items()
        if found.identity.student != DEMO_STUDENT
    }
    for first, second in _same(made_with):
        yield Pair("numbers given", "", 100, first, own[first].identity.student, second, own[second].identity.student)


def _same(marks: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of students who share a mark; of many with one, each beside the first."""
    having: defaultdict[str, list[str]] = defaultdict(list)
    for student, own in marks.items():
        for mark in dict.fromkeys(own):
            having[mark].append(student)
    several = ([(who[0], other) for other in who[1:]] for mark, who in having.items() if mark)
    yield from dict.fromkeys(itertools.chain.from_iterable(several))


def _recorded(own: Mapping[str, Submission]) -> Iterator[Pair]:
    """Yield students who recorded the same numbers to several questions, although each was given others."""
    numbers = {student: _numbers(found) for student, found in own.items() if found.identity.student != DEMO_STUDENT}
    having: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for student, recorded in numbers.items():
        for question, number in recorded.items():
            having[question, number].append(student)
    alike: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (question, number), who in having.items():
        for other in who[1:]:
            alike[who[0], other].append(f"{question} {number}")
    for (first, second), told in alike.items():
        share = len(told) / len(numbers[first].keys() & numbers[second].keys())
        if len(told) >= FEWEST_NUMBERS and share >= SHARE:
            work = ", ".join(told)
            yield Pair("numbers recorded", "", _percent(share), first, work, second, work)


def _numbers(found: Submission) -> dict[str, str]:
    """Return the numbers of at least three digits that were recorded, by question, as they were written."""
    shown = {question: _number(answer.value) for question, answer in found.answers.items()}
    return {question: number for question, number in shown.items() if len(re.sub(r"\D", "", number).strip("0")) >= 3}


def _number(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.6g}"
    match = re.match(r"\s*([\d.,]+)", value[:40]) if isinstance(value, str) else None
    return match[1] if match else ""


# ---------------------------------------------------------------------------- texts


def _texts(own: Mapping[str, Submission], asked: Mapping[str, Iterable[str]]) -> Iterator[Pair]:
    """Yield texts of two students that are equal or nearly equal, or share passages.

    Of many that are equal, each stands beside the first.
    """
    by_question: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for student, found in own.items():
        for question, answer in found.answers.items():
            if isinstance(answer.value, str):
                by_question[question][student] = answer.value
    for question, texts in by_question.items():
        known = passages.runs_of(map(_words, asked.get(question, ())))
        words = {student: passages.own(_words(text), known) for student, text in texts.items()}
        words = {student: kept for student, kept in words.items() if len(kept) >= FEWEST_WORDS}
        for kind, first, second, share in _alike(words):
            one, other = texts[first][:LONGEST_ANSWER], texts[second][:LONGEST_ANSWER]
            yield Pair(kind, question, _percent(share), first, one, second, other)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are seen: without accents, wide forms, and letters that cannot be seen."""
    plain = unicodedata.normalize("NFKD", text)
    seen = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Cf", "Mn")).casefold()
    latin = 2 * len(re.findall("[a-z]", seen)) > sum(map(str.isalpha, seen))
    return tuple(_WORD.findall(seen.translate(_LOOKS_LIKE) if latin else seen))


def _alike(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Kind, str, str, float]]:
    """Yield pairs of students with the share of words that their texts have in common, of both or of the shorter."""
    authors: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for student, text in words.items():
        authors[text].append(student)
    for who in authors.values():
        for other in who[1:]:
            yield "text", who[0], other, 1.0
    different = list(authors)
    nearly = {(one, other): share for one, other, share in _nearly(different)}
    for (one, other), share in nearly.items():
        yield "text", authors[different[one]][0], authors[different[other]][0], share
    for one, other, share in passages.shared(different, MOST_COMPARED):
        if (one, other) not in nearly:
            yield "part of a text", authors[different[one]][0], authors[different[other]][0], min(share, NOT_EQUAL)


def _nearly(different: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of texts that are nearly equal, with the share of words in common."""
    for one, other, common in _near(different):
        share = common
        if max(len(different[one]), len(different[other])) <= MOST_IN_ORDER:
            in_order = difflib.SequenceMatcher(None, different[one], different[other], autojunk=False).ratio()
            share = max(in_order, common)
        if share >= SHARE:
            yield one, other, min(share, NOT_EQUAL)


def _near(texts: Sequence[tuple[str, ...]]) -> list[tuple[int, int, float]]:
    """Return the pairs of texts that have most words in common, whatever their order, with the share of these words."""
    places = {word: place for place, word in enumerate(dict.fromkeys(itertools.chain.from_iterable(texts)))}
    rows = [(number, places[word]) for number, text in enumerate(texts) for word in set(text)]
    if not rows:
        return []
    row, column = np.array(rows).T
    held = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (row, column)))
    sizes = np.asarray(held.sum(axis=1)).ravel()
    common = sparse.triu(held @ held.T, k=1).tocoo()
    share = 2 * common.data / (sizes[common.row] + sizes[common.col])
    order = np.argsort(-share)[:MOST_COMPARED]
    return [(int(common.row[n]), int(common.col[n]), float(share[n])) for n in order if share[n] >= COMPARED]


def _percent(share: float) -> int:
    return int(100 * share + 1e-9)
