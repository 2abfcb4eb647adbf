"""Walking through what a learning platform hands out: folders and archives, however nested or broken."""

import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from helpers.coursework import submissions
from helpers.coursework.submissions import Problem, Submission

LARGEST_IN_ARCHIVE = 200_000_000
DEEPEST = 3
IGNORED_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__"}
IGNORED_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
NOTEBOOKS = {".ipynb", ".py", ".txt", ".json", ""}


@dataclass(frozen=True)
class File:
    """One file handed in: where it was found, when it was written, and what it holds."""

    name: str
    written: float
    found: Submission | None
    problem: Problem | None = None


def files(place, questions):
    """Yield a `File` for everything in `place` (a folder, an archive or a notebook).

    Reads one file at a time, so that memory does not grow with their number.
    """
    place = Path(place)
    if place.is_file():
        yield from _file(place, place.name, questions)
        return
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS)
        for name in sorted(names):
            path = Path(folder) / name
            yield from _file(path, path.relative_to(place).as_posix(), questions)


def count(place):
    """Return how many files `place` holds, for the progress bar (an archive's entries count)."""
    place = Path(place)
    if place.is_file() and zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            return sum(not (entry.is_dir() or _ignored(entry.filename)) for entry in archive.infolist())
    return (
        1
        if place.is_file()
        else sum(not _ignored(f"{folder}/{name}") for folder, _, names in os.walk(place) for name in names)
    )


def _ignored(name):
    """Return whether a path is rubbish of a system, or a data file that came with the notebook."""
    parts = name.lower().split("/")
    return (
        bool({part.lower() for part in IGNORED_FOLDERS} & set(parts))
        or parts[-1] in IGNORED_FILES
        or (parts[-1].endswith(".json") and "_data_" in parts[-1])
    )


def _file(path, name, questions):
    try:
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            yield _unread(name, 0.0, "is a link or a device, not a file")
        elif path.suffix.lower() == ".zip" or submissions.suffix(name) == ".zip":
            with path.open("rb") as raw:
                yield from _archive(raw, name, questions, 1)
        else:
            yield from _read(name, kind.st_mtime, kind.st_size, lambda: path, questions)
    except OSError as error:
        yield _unread(name, 0.0, f"could not be opened ({error.strerror})")


def _archive(raw, name, questions, depth):
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, OSError, ValueError):
        yield _unread(name, 0.0, "is a damaged archive")
        return
    with archive:
        for entry in archive.infolist():
            inner = f"{name}!{entry.filename}"
            if entry.is_dir() or _ignored(entry.filename):
                continue
            try:
                written = _minutes(entry.date_time)
                if submissions.suffix(entry.filename) == ".zip":
                    if depth >= DEEPEST:
                        yield _unread(inner, written, "lies too deep in archives within archives")
                    else:
                        with archive.open(entry) as nested:
                            yield from _archive(nested, inner, questions, depth + 1)
                else:
                    yield from _read(inner, written, entry.file_size, lambda e=entry: archive.read(e), questions)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError):
                yield _unread(inner, 0.0, "could not be unpacked; it is damaged or locked with a password")


def _minutes(moment):
    """Return the time stamp of an archive's entry as one growing number."""
    return float(sum(part * scale for part, scale in zip(moment, (535680, 44640, 1440, 60, 1, 1 / 60), strict=False)))


def _read(name, written, size, content, questions):
    if _ignored(name):
        return
    if submissions.suffix(name) not in NOTEBOOKS:
        yield _unread(name, written, "is not a notebook")
    elif size > LARGEST_IN_ARCHIVE:
        yield _unread(name, written, f"is larger than {LARGEST_IN_ARCHIVE // 1_000_000} MB")
    else:
        try:
            yield File(name, written, submissions.read(content(), questions))
        except submissions.Unreadable as error:
            yield _unread(name, written, f"could not be read: {error}")
        except MemoryError:
            yield _unread(name, written, "needs more memory than there is")


def _unread(name, written, what):
    return File(
        name, written, None, Problem(f"This file {what}.", "Ask the student for the .ipynb file, or mark it by hand.")
    )
