"""Whose file it is that was handed in, and which of a student's files counts."""

from collections.abc import Mapping, Sequence

from helpers.coursework.dice import DEMO_STUDENT
from helpers.coursework.problems import Code, ProblemLog, Where
from helpers.coursework.reading import Unread, Upload
from helpers.coursework.roster import Finder, Student


class Owners:
    """Finds who handed a file in: by its path, and by what the notebook says of itself."""

    def __init__(self, students: Mapping[str, Student], log: ProblemLog) -> None:
        self._finder = Finder(students)
        self._known = {name.casefold(): name for name in students}
        self._log = log

    def __call__(self, handed_in: Upload | Unread) -> str:
        """Return the student who handed a file in, or "" (then it is listed as a problem)."""
        by_path = self._finder(handed_in.name)
        named = next(iter(by_path)) if len(by_path) == 1 else ""
        if isinstance(handed_in, Unread):
            self._log.take_over([handed_in.problem], Where(named, handed_in.name))
            return named
        inside = self._known.get(handed_in.found.identity.student.casefold(), "")
        if named:
            if inside and inside != named:
                self._log.add(Code.OTHERS_NOTEBOOK, Where(named, handed_in.name), by=named, owner=inside)
            return named
        if not inside:
            self._list_nobodys(handed_in)
        elif by_path and inside not in by_path:
            self._log.add(Code.TWO_OWNERS, Where(inside, handed_in.name))
        return inside

    def _list_nobodys(self, upload: Upload) -> None:
        named, where = upload.found.identity.student, Where(file=upload.name)
        if not upload.found.answers and not named:
            self._log.add(Code.NOBODYS_AND_BLANK, where)
        elif named and named != DEMO_STUDENT:
            self._log.add(Code.OWNER_NOT_IN_ROSTER, where, named=named)
        else:
            self._log.add(Code.NO_OWNER, where)


def chosen(uploads: Sequence[Upload], assignment: str, student: str, log: ProblemLog) -> Upload | None:
    """Return the one file of a student that counts, or None; what is odd about it is added to `log`.

    The one with most answers counts, of equals the newest.
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
    best = max(fitting, key=lambda upload: (len(upload.found.answers), upload.written, upload.name))
    if len(fitting) > 1:
        others = ", ".join(upload.name for upload in fitting if upload is not best)
        log.add(Code.SEVERAL_NOTEBOOKS, Where(student, best.name), number=len(fitting), others=others)
    log.take_over(best.found.problems, Where(student, best.name))
    return best
