"""Whose file it is that was handed in, and which of a student's files counts.

The platform's own part of the path decides, from the outside in; then what the notebook itself says (its line, and the
numbers it was made with); then the file name. Where two students could own a file, it is held back for a person, and
nobody's marks rest on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from helpers.coursework.dice import DEMO_STUDENT
from helpers.coursework.finding import NOBODY, Clues, Finder, Who
from helpers.coursework.problems import Code, ProblemLog, Where
from helpers.coursework.reading import Unread, Upload, whole_download
from helpers.coursework.roster import Student

# What an owner was told by, the surer first.
Rank: TypeAlias = Literal["platform", "number", "notebook and name", "notebook", "name"]
_RANKS: tuple[Rank, ...] = ("platform", "number", "notebook and name", "notebook", "name")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One file with the student it seems to belong to, what tells so, and who else has the name in its path."""

    upload: Upload
    student: str
    rank: Rank
    place: str
    namesakes: Who = NOBODY


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in: the files of each student, and the students whose file may be one that is held back.

    Of the `unread` there are files, and none of them could be read.
    """

    files: Mapping[str, Sequence[Upload]]
    waiting: frozenset[str]
    unread: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Open:
    """What nobody's marks rest on: the students who could own a held-back file, and how many files name nobody.

    `unread` are the students who could own a file that cannot be read.
    """

    students: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    nobodys: int = 0


class Owners:
    """Finds who handed in each file.

    `fingerprints` goes from the students to those of their data, `place` is where all files lie.
    """

    def __init__(
        self, students: Mapping[str, Student], fingerprints: Mapping[str, str], place: Path, log: ProblemLog
    ) -> None:
        self._students, self._log = students, log
        self._finder = Finder(students)
        self._known = {name.casefold(): name for name in students}
        download = whole_download(place)
        self._download = download is not None and (download == place or not self._finder((download.name,)).file)
        made_for: defaultdict[str, set[str]] = defaultdict(set)
        for student, fingerprint in fingerprints.items():
            made_for[fingerprint].add(student)
        self._made_for = {told: who.pop() for told, who in made_for.items() if len(who) == 1}
        self._claims: defaultdict[str, list[_Claim]] = defaultdict(list)
        self._open = _Open()

    def take(self, handed_in: Upload | Unread) -> None:
        """Find the owner of a file; what is odd about it is listed as a problem."""
        trail = handed_in.trail[1:] if self._download and len(handed_in.trail) > 1 else handed_in.trail
        clues = self._finder(trail)
        if isinstance(handed_in, Unread):
            who = clues.platform or clues.number or clues.file or clues.within
            named = next(iter(who)) if len(who) == 1 else ""
            self._open.unread |= who
            self._log.take_over([handed_in.problem], Where(named, handed_in.name))
            return
        inside = self._named_inside(handed_in)
        claim = self._by_platform(handed_in, clues, inside) or self._by_notebook(handed_in, clues, inside)
        if claim:
            self._claims[claim.student].append(claim)

    def settled(self) -> Handed:
        """Return the files of each student, after all of them were taken."""
        files: dict[str, list[Upload]] = {}
        for student, claims in self._claims.items():
            kept = self._uncontested(student, claims)
            files[student] = [claim.upload for claim in kept]
        open_to = set(self._students) if self._open.nobodys else self._open.students
        waiting = frozenset(student for student in open_to if not files.get(student))
        return Handed(files, waiting, frozenset(self._open.unread - files.keys() - waiting))

    # ------------------------------------------------------------------------ one file

    def _named_inside(self, upload: Upload) -> Who:
        """Return the students whom a notebook names, by its line or by the numbers it was made with."""
        found = upload.found
        told = {self._known.get(found.identity.student.casefold(), "")}
        told |= {self._made_for.get(seen, "") for seen in (found.identity.fingerprint, *found.data_seen)}
        return frozenset(told - {""})

    def _by_platform(self, upload: Upload, clues: Clues, inside: Who) -> _Claim | None:
        """Return the claim of the one student whom the platform's part names, if it names one."""
        who = clues.platform
        if len(who) > 1:
            who = (who & inside) or who
        if len(who) != 1:
            return None
        (student,) = who
        if inside and student not in inside:
            where, others = Where(student, upload.name), ", ".join(sorted(inside))
            self._log.add(Code.OTHERS_NOTEBOOK, where, by=student, owner=others)
        rank: Rank = "platform" if len(clues.platform) == 1 else "notebook"
        return _Claim(upload, student, rank, clues.place, clues.platform - {student})

    def _by_notebook(self, upload: Upload, clues: Clues, inside: Who) -> _Claim | None:
        """Return the claim of the one student whom notebook and file name allow; else hold the file back."""
        named = clues.platform or clues.number or (NOBODY if inside and clues.below else clues.file)
        who = inside or named or clues.within
        if not who:
            self._list_nobodys(upload)
        elif len(who) > 1 or not (named or who) & who:
            self._hold_back(upload, who | named)
        else:
            (student,) = who
            return _Claim(upload, student, _rank(student, clues, inside), clues.place)
        return None

    def _list_nobodys(self, upload: Upload) -> None:
        named, where = upload.found.identity.student, Where(file=upload.name)
        if not upload.found.answers and not named:
            self._log.add(Code.NOBODYS_AND_BLANK, where)
            return
        self._open.nobodys += bool(upload.found.answers)
        if named and named != DEMO_STUDENT:
            self._log.add(Code.OWNER_NOT_IN_ROSTER, where, named=named)
        else:
            self._log.add(Code.NO_OWNER, where)

    def _hold_back(self, upload: Upload, who: Iterable[str]) -> None:
        self._open.students.update(who)
        self._log.add(Code.TWO_OWNERS, Where(file=upload.name), students=", ".join(sorted(who)))

    # ------------------------------------------------------------------------ all files of one student

    def _uncontested(self, student: str, claims: Sequence[_Claim]) -> list[_Claim]:
        """Return the files that are a student's for certain; others that say the same are held back.

        Files from one place do not contest each other, and neither do files without answers or with the same ones.
        """
        best = min((claim.rank for claim in claims), key=_RANKS.index)
        kept = [claim for claim in claims if claim.rank == best]
        if best != "platform" and _contested(kept):
            kept = []
        for claim in claims:
            if claim not in kept and claim.upload.found.answers:
                self._hold_back(claim.upload, {student, *claim.namesakes})
        return kept


def _rank(student: str, clues: Clues, inside: Who) -> Rank:
    if student in clues.number | clues.fits:
        return "number"
    if student in inside:
        return "notebook and name" if student in clues.file else "notebook"
    return "name"


def _contested(claims: Sequence[_Claim]) -> bool:
    """Return whether files from different places hold different answers, or may be those of namesakes."""
    answered = [claim for claim in claims if claim.upload.found.answers]
    answers = [claim.upload.found.answers for claim in answered]
    differ = any(other != answers[0] for other in answers[1:]) or any(claim.namesakes for claim in answered)
    return differ and len({claim.place for claim in answered}) > 1


def chosen(uploads: Sequence[Upload], assignment: str, student: str, log: ProblemLog) -> Upload | None:
    """Return the one file of a student that counts, or None; what is odd about it is added to `log`.

    What was made for the student counts before what was made for another, then what has most answers, then the newest.
    """
    fitting: list[Upload] = []
    for upload in uploads:
        about = upload.found.identity.assignment
        if about in ("", assignment) or upload.found.answers:
            fitting.append(upload)
        else:
            log.add(Code.OTHER_ASSIGNMENT, Where(student, upload.name), found=about, wanted=assignment)
    if not fitting:
        return None
    best = max(fitting, key=lambda upload: _weight(upload, student))
    if len(fitting) > 1:
        others = ", ".join(upload.name for upload in fitting if upload is not best)
        log.add(Code.SEVERAL_NOTEBOOKS, Where(student, best.name), number=len(fitting), others=others)
    log.take_over(best.found.problems, Where(student, best.name))
    return best


def _weight(upload: Upload, student: str) -> tuple[bool, int, float, str]:
    """Return what decides between several files of a student: whose it is, where it has answers, and how many."""
    number = len(upload.found.answers)
    return upload.found.identity.student == student and number > 0, number, upload.written, upload.name
