"""What grading itself wrote into a folder, so that it is not read as handed in where that folder lies among others.

A list in the folder says so, with a digest of each file; never the name of a folder. A file counts as grading's own
only where its digest is that of the list or, of a kind that no answer is read from (tables, pages), where it is listed:
people fill tables. A list within an archive says nothing, since students make archives.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

LIST = "written_by_grading.json"
NEVER_READ = {".csv", ".html", ".xlsx", ".jsonl"}  # endings of files that grading writes and nobody answers in
_NEVER_WRITTEN = {".ipynb", ".py", ".md", ".txt", ""}  # whatever a list says, these are somebody's


def begin(folder: Path) -> float:
    """Return the time, as the folder's own disk tells it, from which on files are written by grading."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LIST
    path.write_text(path.read_text(encoding="utf-8") if path.is_file() else "{}", encoding="utf-8")
    return path.stat().st_mtime


def note(folder: Path, since: float) -> None:
    """List what was written into a folder since a time that `begin` told, and what was listed before and is there."""
    before = _listed(folder)
    files = {name: path for name, path in _files(folder) if path.suffix.lower() not in _NEVER_WRITTEN}
    new = {name for name, path in files.items() if path.stat().st_mtime >= since}
    digests = {name: _digest(files[name]) if name in new else before[name] for name in files if name in new | {*before}}
    (folder / LIST).write_text(json.dumps({"files": digests}, ensure_ascii=False, indent=1), encoding="utf-8")


def own(folder: Path) -> frozenset[Path]:
    """Return the files below a folder that grading wrote, by the list in that folder; none where there is no list."""
    listed = _listed(folder)
    if not listed:
        return frozenset()
    ours = (path for name, path in _files(folder) if name in listed and _is_own(path, listed[name]))
    return frozenset((*ours, folder / LIST))


def _is_own(path: Path, digest: str) -> bool:
    ending = path.suffix.lower()
    return ending in NEVER_READ or (ending not in _NEVER_WRITTEN and _digest(path) == digest)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder, but for the list, by their place in it."""
    for place, _, names in os.walk(folder):
        for path in (Path(place) / name for name in names):
            if path != folder / LIST and path.is_file():
                yield path.relative_to(folder).as_posix(), path


def _listed(folder: Path) -> dict[str, str]:
    """Return the list of a folder, from places to digests; nothing where there is none, or a damaged one."""
    try:
        stored = json.loads((folder / LIST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in stored["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def without(files: Iterable[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Return files, with what is told of their places, but for those that grading wrote."""
    listed = list(files)
    ours = frozenset().union(*(own(path.parent) for path, _ in listed if path.name == LIST))
    return [(path, name) for path, name in listed if path not in ours] if ours else listed
