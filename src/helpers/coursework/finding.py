"""Whose file a path speaks of: learning platforms put a name or a number into what they let one download.

A platform's own part is that which the student cannot choose: a folder above the file, or the beginning of a file name
in the form of Moodle, Canvas, Blackboard or Brightspace. Whatever follows is the student's own wording, and so is
everything within an archive that was handed in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from helpers.coursework.roster import Student

SHORTEST_NUMBER = 4  # digits of an id that may stand among other words; a shorter one has to stand alone

Who: TypeAlias = frozenset[str]
NOBODY: Who = frozenset()

# Moodle's numbers are its own and may look like another student's id.
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?", re.DOTALL)
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_late)?_(?P<number>\d+)_\d+_(?P<rest>.+)", re.DOTALL)
_BLACKBOARD = re.compile(r".+_(?P<login>[^_]+)_attempt_\d{4}(?:-\d+)+(?P<rest>.*)", re.DOTALL)
_BRIGHTSPACE = re.compile(r"\d+-\d+ - (?P<name>.+?) ?- (?P<rest>.+)", re.DOTALL)
_COPY = re.compile(r"(?:\s*[(\[]\d+[)\]]|[\s_-]+(?:copy|kopie|copie|copia)(?:[\s_-]*\d+)?|-\d+)+$")
# How people without such keys write letters: Jörg is Joerg or Jorg, and Łukasz is Lukasz.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa"})
_ONE_LETTER = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "œ": "oe", "þ": "th", "ð": "d"})
MOST_WORDS = 6  # of a name in a file name
_ENDINGS = re.compile(r"(?:\.(?:ipynb|py|txt|json|zip))+$")


@dataclass(frozen=True, slots=True)
class Clues:
    """Which students a path speaks of.

    `platform` are those that the platform's own part names (several where two have one name), `number` those whose id
    Moodle's number is and `fits` those whose id has its digits, `file` those in the file name, `within` those in the
    names inside an archive. `place` is the platform's own part, or the whole path where it names nobody; `below` is
    whether the file name is the student's own wording.
    """

    platform: Who = NOBODY
    number: Who = NOBODY
    fits: Who = NOBODY
    file: Who = NOBODY
    within: Who = NOBODY
    place: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What one part of a path tells; `form` is whether it has a platform's form, `rest` what follows that."""

    who: Who = NOBODY
    number: Who = NOBODY
    fits: Who = NOBODY
    rest: str = ""
    form: bool = False
    place: str = ""


class Finder:
    """Finds the students that a path speaks of."""

    def __init__(self, students: Mapping[str, Student]) -> None:
        self._tokens: dict[str, set[str]] = {}
        self._canvas: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._digits: dict[str, set[str]] = {}
        self._participants: dict[str, set[str]] = {}
        self._sections = {about.student_id: _letters(about.section) for about in students.values()}
        for about in students.values():
            for token in (about.student_id, about.login, about.canvas_id, about.email):
                _note(self._tokens, token.casefold(), about)
            _note(self._canvas, about.canvas_id, about)
            _note(self._participants, about.participant, about)
            _note(self._digits, re.sub(r"\D", "", about.student_id), about)
            for form in _name_forms(about.name):
                _note(self._names, form, about)

    def __call__(self, trail: Sequence[str]) -> Clues:
        """Return what a path tells; `trail` is the path of a file and, in an archive, the names of its entries."""
        first, *entries = trail
        *folders, file = _parts(first) or [""]
        above = self._folders(folders)
        own = self._own_part(file)
        within = (self._spoken(part) for entry in entries for part in _parts(entry))
        return Clues(
            above.who or own.who,
            above.number or own.number,
            above.fits or own.fits,
            self._spoken(own.rest),
            next((who for who in within if who), NOBODY),
            above.place or "/".join((*folders, file)),
            bool(folders) or own.form,
        )

    def _folders(self, folders: Sequence[str]) -> _Part:
        """Return what the outermost folder tells that names somebody or has a platform's form.

        What lies below it is the student's, and is not asked.
        """
        for part in folders:
            own = self._own_part(part)
            if own.form:
                return replace(own, place=part)
            if spoken := self._spoken(part):
                return _Part(spoken, place=part)
        return _Part()

    def _own_part(self, part: str) -> _Part:
        """Return what the platform's own part of a name tells, and what follows it."""
        text = part.casefold()
        if match := _MOODLE.fullmatch(text):
            number, fits = self._token(match["number"]), _who(self._digits, match["number"])
            named = self._name(match["name"]) or self._behind_a_group(match["name"])
            taking_part = _who(self._participants, match["number"])
            who = (named & number) or (named & taking_part) or named or taking_part
            return _Part(who, number, fits, match["rest"] or "", True)
        if match := _CANVAS.fullmatch(text):
            named, numbered = self._name(match["name"]), _who(self._canvas, match["number"])
            return _Part((named & numbered) or (named | numbered), rest=match["rest"], form=True)
        if match := _BLACKBOARD.fullmatch(text):
            return _Part(self._token(match["login"]), rest=match["rest"], form=True)
        if match := _BRIGHTSPACE.fullmatch(text):
            return _Part(self._name(match["name"]), rest=match["rest"], form=True)
        return _Part(rest=text)

    def _spoken(self, part: str) -> Who:
        """Return the students whose id, login, address or name stands in freely chosen words."""
        bare = _ENDINGS.sub("", part.casefold())
        if whole := self._token(bare):
            return whole
        text = _COPY.sub("", bare)
        found = self._token(text)
        for piece in {*re.split(r"[\s_()\[\],;+]+", text), *re.split(r"[^a-z0-9]+", text)}:
            if not piece.isdigit() or len(piece) >= SHORTEST_NUMBER:
                found |= self._token(piece)
        return found or self._name(text) or self._longest_name(text)

    def _longest_name(self, text: str) -> Who:
        """Return the students whose whole name stands among other words; of names within names, the longest."""
        words = [letters for word in re.split(r"[\W\d_]+", text.replace("'", "").replace("\u2019", ""))
                 if (letters := _letters(word))]  # fmt: skip
        for length in range(min(MOST_WORDS, len(words)), 0, -1):
            runs = ("".join(words[place : place + length]) for place in range(len(words) - length + 1))
            if found := frozenset(who for run in runs for who in _who(self._names, run)):
                return found
        return NOBODY

    def _behind_a_group(self, text: str) -> Who:
        """Return the students whose name stands behind that of their group, as Moodle writes it before a hyphen."""
        cuts = (match.start() for match in re.finditer("-", text))
        return frozenset(
            student
            for cut in cuts
            for student in self._name(text[cut + 1 :])
            if (group := _letters(text[:cut])) and group in self._sections[student]
        )

    def _token(self, text: str) -> Who:
        return _who(self._tokens, text)

    def _name(self, text: str) -> Who:
        return _who(self._names, _letters(text))


def _note(table: dict[str, set[str]], key: str, about: Student) -> None:
    if key:
        table.setdefault(key, set()).add(about.student_id)


def _who(table: Mapping[str, set[str]], key: str) -> Who:
    return frozenset(table.get(key, NOBODY))


def _parts(path: str) -> list[str]:
    """Return the parts of a path that name something."""
    return [part for part in re.split(r"[/\\]+", path) if part.strip(". ")]


def _name_forms(name: str) -> Iterator[str]:
    """Yield the ways in which a name may stand in a path: its parts in order, whichever of them comes first."""
    plain = unicodedata.normalize("NFC", name).casefold()
    for written in {plain, plain.translate(_TWO_LETTERS), plain.translate(_ONE_LETTER)}:
        parts = [letters for part in re.split(r"[\s,]+", written) if (letters := _letters(part))]
        for place in range(len(parts)):
            yield "".join(parts[place:] + parts[:place])


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c)).casefold()
