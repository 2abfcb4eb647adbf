"""Writing many files of which each is of use alone: one that cannot be written is named, and the others go on."""

import errno
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

MOST_NAMES = 10  # of files in one sentence
_FULL = {errno.ENOSPC, errno.EDQUOT}
_FILE = {errno.EEXIST, errno.ENOTDIR}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


class Written:
    """Which files could not be written, and why."""

    def __init__(self) -> None:
        self._lost: defaultdict[str, list[str]] = defaultdict(list)  # reason to names

    def attempt(self, name: str, step: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """Return what `step` returns for what it is given, or None where it fails: why is written down under `name`."""
        try:
            return step(*given, **named)
        except (OSError, ValueError) as error:
            self._lost[reason(error)].append(name)
            return None

    def lines(self) -> Iterator[str]:
        """Yield a sentence for each reason, with the names of the files."""
        for why, names in self._lost.items():
            others = f" and {len(names) - MOST_NAMES} others" if len(names) > MOST_NAMES else ""
            yield f"Not written: {', '.join(names[:MOST_NAMES])}{others}. {why}"


def reason(error: OSError | ValueError) -> str:
    """Return why a file could not be read or written, with what to do, as one sentence."""
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    if error.errno in _FULL:
        return "The disk is full: free some space, and run the same command again."
    place = f" {error.filename}" if error.filename else ""
    if error.errno in _CLOSED:
        return (
            f"The system does not allow it ({error.strerror}{place}): close the file in other programs, or give "
            "another folder with --out."
        )
    if error.errno in _FILE:
        return f"There is a file where a folder is needed ({error.strerror}{place}): give another folder with --out."
    return f"The system says: {error.strerror}{place}."
