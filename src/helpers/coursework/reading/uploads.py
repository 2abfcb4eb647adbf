"""Walking through what a learning platform hands out: folders and archives, however nested or broken."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from helpers.coursework import record_format
from helpers.coursework.problems import Code, Problem, ProblemLog, Where
from helpers.coursework.reading.content import Unreadable
from helpers.coursework.reading.submission import Submission, read
from helpers.coursework.record_format import whole

LARGEST = 200_000_000  # bytes of one file
DEEPEST = 3  # archives within archives
IGNORED_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__"}
IGNORED_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
NOTEBOOKS = {".ipynb", ".py", ".txt", ".json", ""}
Trail: TypeAlias = tuple[str, ...]  # the path of a file and, in an archive, the names of its entries

_MINUTES = (535680, 44640, 1440, 60, 1, 1 / 60)  # of a year, a month, a day, an hour, a minute and a second


@dataclass(frozen=True, slots=True)
class Upload:
    """One file handed in: where it was found, when it was written, and what it holds.

    `trail` begins with its path below the folder of all files.
    """

    trail: Trail
    written: float
    found: Submission

    @property
    def name(self) -> str:
        """Where it was found, in words."""
        return _name(self.trail)


@dataclass(frozen=True, slots=True)
class Unread:
    """One file handed in that cannot be read, and why."""

    trail: Trail
    problem: Problem

    @property
    def name(self) -> str:
        """Where it was found, in words."""
        return _name(self.trail)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file, before it is read: its trail, time and size, and how its content is got (bytes, or a path)."""

    trail: Trail
    written: float
    size: int
    content: Callable[[], bytes | Path]


def uploads(place: Path, questions: Sequence[str]) -> Iterator[Upload | Unread]:
    """Yield everything in `place` (a folder, an archive or a notebook); `questions` are the ones that count.

    Reads one file at a time, so that memory does not grow with their number.
    """
    if place.is_file():
        yield from _file(place, place.name, questions)
        return
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS)
        for name in sorted(names):
            path = Path(folder) / name
            yield from _file(path, path.relative_to(place).as_posix(), questions)


def count(place: Path) -> int:
    """Return how many files `place` holds, for the progress bar (an archive's entries count)."""
    if not place.is_file():
        return sum(not _ignored(f"{folder}/{name}") for folder, _, names in os.walk(place) for name in names)
    if not zipfile.is_zipfile(place):
        return 1
    with zipfile.ZipFile(place) as archive:
        return sum(not (entry.is_dir() or _ignored(entry.filename)) for entry in archive.infolist())


def suffix(name: str) -> str:
    """Return the ending of a file name that counts ("part1.ipynb.txt" is a notebook)."""
    lower = Path(name).name.lower()
    return ".ipynb" if ".ipynb" in lower else Path(lower).suffix


def _ignored(name: str) -> bool:
    """Return whether a path is rubbish of a system, or a data file that came with the notebook."""
    parts = name.lower().split("/")
    return (
        bool({part.lower() for part in IGNORED_FOLDERS} & set(parts))
        or parts[-1] in IGNORED_FILES
        or record_format.is_data_file(parts[-1])
    )


def _file(path: Path, name: str, questions: Sequence[str]) -> Iterator[Upload | Unread]:
    trail = (whole(name),)
    try:
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            yield _unread(trail, Code.NO_FILE)
        elif path.suffix.lower() == ".zip" or suffix(name) == ".zip":
            with path.open("rb") as raw:
                yield from _archive(raw, trail, questions)
        else:
            yield from _read(_Entry(trail, kind.st_mtime, kind.st_size, lambda: path), questions)
    except OSError as error:
        yield _unread(trail, Code.NOT_OPENED, reason=error.strerror)


def _archive(raw: IO[bytes], trail: Trail, questions: Sequence[str]) -> Iterator[Upload | Unread]:
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, OSError, ValueError):
        yield _unread(trail, Code.DAMAGED_ARCHIVE)
        return
    with archive:
        for entry in archive.infolist():
            inner = (*trail, whole(entry.filename))
            if entry.is_dir() or _ignored(entry.filename):
                continue
            try:
                yield from _entry(archive, entry, inner, questions)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError):
                yield _unread(inner, Code.NOT_UNPACKED)


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, trail: Trail, questions: Sequence[str]
) -> Iterator[Upload | Unread]:
    """Yield what one entry of an archive holds, which may be an archive itself."""
    written = float(sum(part * scale for part, scale in zip(entry.date_time, _MINUTES, strict=False)))
    if suffix(entry.filename) != ".zip":
        yield from _read(_Entry(trail, written, entry.file_size, lambda: archive.read(entry)), questions)
    elif len(trail) > DEEPEST:
        yield _unread(trail, Code.TOO_DEEP)
    else:
        with archive.open(entry) as nested:
            yield from _archive(nested, trail, questions)


def _read(entry: _Entry, questions: Sequence[str]) -> Iterator[Upload | Unread]:
    """Yield the one file that an entry is, or nothing where it is rubbish of a system."""
    name = entry.trail[-1]
    if _ignored(name):
        return
    if suffix(name) not in NOTEBOOKS:
        yield _unread(entry.trail, Code.OTHER_KIND)
    elif entry.size > LARGEST:
        yield _unread(entry.trail, Code.TOO_LARGE, megabytes=LARGEST // 1_000_000)
    else:
        try:
            yield Upload(entry.trail, entry.written, read(entry.content(), questions))
        except Unreadable as error:
            yield _unread(entry.trail, error.code, **error.words)
        except MemoryError:
            yield _unread(entry.trail, Code.NO_MEMORY)


def _unread(trail: Trail, code: Code, **words: object) -> Unread:
    log = ProblemLog()
    log.add(code, Where(file=_name(trail)), **words)
    return Unread(trail, next(iter(log)))


def _name(trail: Trail) -> str:
    return "!".join(trail)
