"""Walking through what a learning platform hands out: folders and archives, however nested or broken."""

import io
import os
import re
import stat
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from helpers.coursework import record_format
from helpers.coursework.problems import Code, Problem, ProblemLog, Where
from helpers.coursework.reading import own_files
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.content import Unreadable
from helpers.coursework.reading.submission import Submission, read
from helpers.coursework.record_format import whole

LARGEST = 200_000_000  # bytes of one file
DEEPEST = 3  # archives within archives
MOST_FILES = 100  # in an archive that a student made
SECONDS = 1.0  # of a processor, for all files in one
IGNORED_FOLDERS = {"__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__"}
IGNORED_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
ARCHIVE = b"PK\x03\x04"  # how an archive begins
BESIDE = b"\0\5\x16\7"  # and what a Mac writes beside each file, under its name with "._" before it
NOTEBOOKS = {".ipynb", ".py", ".txt", ".json", ".md", ""}
# The note that Blackboard puts beside what was handed in, and what it says of an empty field.
_RECEIPT = re.compile(r"_attempt_\d{4}(?:-\d\d){5}\.txt", re.IGNORECASE)
_NOTHING_SAID = (b"There is no student submission text data for", b"There are no student comments for")
Trail: TypeAlias = tuple[str, ...]  # the path of a file and, in an archive, the names of its entries


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


class _Allowance:
    """What the files that one student hands in together may take: their number, bytes and time."""

    def __init__(self) -> None:
        self._budget = Budget(SECONDS)
        self._files, self._bytes = MOST_FILES, LARGEST

    def takes(self, entry: zipfile.ZipInfo) -> bool:
        """Return whether there is room for one more entry of an archive."""
        self._files -= 1
        self._bytes -= entry.file_size
        return self._files >= 0 and self._bytes >= 0 and not self._budget.spent


def uploads(place: Path, questions: Sequence[str]) -> Iterator[Upload | Unread]:
    """Yield everything in `place` (a folder, an archive or a notebook); `questions` are the ones that count.

    Reads one file at a time, so that memory does not grow with their number. An archive that is all there is was made
    by the platform; any other was made by a student, and may take no more than one student's files do.
    """
    files, download = _files(place), whole_download(place)
    for path, name in files:
        yield from _file(path, name, questions, path == download)


def whole_download(place: Path) -> Path | None:
    """Return the one archive that `place` is, or that lies in it and nothing else does; None where there is none."""
    files = _files(place)
    path, name = files[0] if len(files) == 1 else (place, "/")
    return path if "/" not in name and suffix(name) == ".zip" else None


def _files(place: Path) -> list[tuple[Path, str]]:
    """Return the files that may be somebody's: no rubbish of a system, and nothing that grading wrote."""
    return own_files.without((path, name) for path, name in _walked(place) if not _ignored(name))


def passed_over(place: Path) -> int:
    """Return how many files below `place` grading wrote itself, which are not read as handed in."""
    walked = [*_walked(place)]
    return len(walked) - len(own_files.without(walked))


def _walked(place: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file, with its path below `place` as it is told."""
    if place.is_file():
        yield place, place.name
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name not in IGNORED_FOLDERS)
        for path in (Path(folder) / name for name in sorted(names)):
            yield path, path.relative_to(place).as_posix()


def count(place: Path) -> int:
    """Return how many files `place` holds, for the progress bar (the entries of an archive that stands alone count)."""
    download = whole_download(place)
    if download:
        try:
            with zipfile.ZipFile(download) as archive:
                return len(_files_in(archive))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return 1
    return len(_files(place))


def suffix(name: str) -> str:
    """Return the ending of a file name that counts ("part1.ipynb.txt" is a notebook)."""
    lower = Path(name).name.lower()
    return ".ipynb" if ".ipyn" in lower else Path(lower).suffix


def _ignored(name: str) -> bool:
    """Return whether a path is rubbish of a system, or a data file that came with the notebook."""
    parts = name.lower().split("/")
    return (
        bool({part.lower() for part in IGNORED_FOLDERS} & set(parts))
        or parts[-1] in IGNORED_FILES
        or record_format.is_data_file(parts[-1])
    )


def _file(path: Path, name: str, questions: Sequence[str], download: bool) -> Iterator[Upload | Unread]:
    trail = (whole(name),)
    try:
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            yield _unread(trail, Code.NO_FILE)
            return
        with path.open("rb") as raw:
            if _packed(name, raw.read(len(ARCHIVE))):
                yield from _archive(raw, trail, questions, None if download else _Allowance())
                return
        yield from _read(_Entry(trail, kind.st_mtime, kind.st_size, lambda: path), questions)
    except OSError as error:
        yield _unread(trail, Code.NOT_OPENED, reason=error.strerror)


def _archive(
    raw: IO[bytes], trail: Trail, questions: Sequence[str], allowance: _Allowance | None
) -> Iterator[Upload | Unread]:
    """Yield what an archive holds; without an `allowance` it is the platform's, and each entry has one of its own."""
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield _unread(trail, Code.DAMAGED_ARCHIVE)
        return
    with archive:
        entries = sorted(
            _files_in(archive), key=lambda entry: suffix(entry.filename) != ".ipynb"
        )  # before what is beside
        for number, entry in enumerate(entries):
            own = allowance or _Allowance()
            if allowance and not own.takes(entry):
                yield _unread(trail, Code.TOO_MANY_FILES, number=number, rest=len(entries) - number)
                return
            inner = (*trail, whole(entry.filename))
            try:
                yield from _entry(archive, entry, inner, questions, own)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError, ValueError):
                yield _unread(inner, Code.NOT_UNPACKED)


def _moment(entry: zipfile.ZipInfo) -> float:
    """Return when an entry of an archive was written, in seconds as files have it; 0 where that is no time."""
    try:
        return time.mktime((*entry.date_time, 0, 0, -1))
    except (OverflowError, ValueError, TypeError):
        return 0.0


def _files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the entries of an archive that are files; their names may be anything, even empty."""
    names = ((entry, entry.filename) for entry in archive.infolist())
    return [entry for entry, name in names if not (name.endswith(("/", "\\")) or _ignored(name))]


def _packed(name: str, beginning: bytes) -> bool:
    """Return whether a file is an archive: by its name, or by its bytes where its name is that of a notebook."""
    return Path(name).suffix.lower() == ".zip" or (suffix(name) in NOTEBOOKS and beginning == ARCHIVE)


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, trail: Trail, questions: Sequence[str], allowance: _Allowance
) -> Iterator[Upload | Unread]:
    """Yield what one entry of an archive holds, which may be an archive itself."""
    written = _moment(entry)
    with archive.open(entry) as opened:
        packed = _packed(entry.filename, opened.read(len(ARCHIVE)))
    if not packed:
        yield from _read(_Entry(trail, written, entry.file_size, lambda: archive.read(entry)), questions)
    elif len(trail) > DEEPEST:
        yield _unread(trail, Code.TOO_DEEP)
    elif entry.file_size > LARGEST:
        yield _unread(trail, Code.TOO_LARGE, megabytes=LARGEST // 1_000_000)
    else:
        yield from _archive(io.BytesIO(archive.read(entry)), trail, questions, allowance)


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
            with warnings.catch_warnings(action="ignore"):  # what Python thinks of a student's code is no news here
                found = read(entry.content(), questions)
            yield Upload(entry.trail, entry.written, found)
        except Unreadable as error:
            if _is_beside(entry):
                return
            if not _RECEIPT.search(name):
                yield _unread(entry.trail, error.code, **error.words)
            elif not _says_nothing(entry.content()):
                yield _unread(entry.trail, Code.RECEIPT)
        except MemoryError:
            yield _unread(entry.trail, Code.NO_MEMORY)
        except RecursionError:  # nothing that is written in one file stops the others
            yield _unread(entry.trail, Code.TOO_MANY_BRACKETS)


def _is_beside(entry: _Entry) -> bool:
    """Return whether a file holds what a Mac keeps of another one."""
    content = entry.content() if re.split(r"[/\\]", entry.trail[-1])[-1].startswith("._") else b""
    return (content if isinstance(content, bytes) else content.read_bytes()).startswith(BESIDE)


def _says_nothing(receipt: bytes | Path) -> bool:
    """Return whether a note of Blackboard holds neither a text nor a comment."""
    raw = receipt if isinstance(receipt, bytes) else receipt.read_bytes()
    return all(words in raw for words in _NOTHING_SAID)


def _unread(trail: Trail, code: Code, **words: object) -> Unread:
    log = ProblemLog()
    log.add(code, Where(file=_name(trail)), **words)
    return Unread(trail, next(iter(log)))


def _name(trail: Trail) -> str:
    return "!".join(trail)
