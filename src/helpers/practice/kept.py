"""The reader's work in a file beside the notebooks, for when the browser that kept it is another one, or forgot it.

The file is the one that "Save my work to a file" writes, so that it can be restored by hand, too. Each answer and each
note carries the time at which it was given (milliseconds since 1970, by the browser's clock): the newer one stays.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

from helpers import messages
from helpers.widgets import CourseWidget

FILE = "interleukins-my-work.json"
COURSE = "Interleukins: from messenger to medicine"
Part = Literal["answers", "notes"]
PARTS: tuple[Part, ...] = ("answers", "notes")


def keep(widget: CourseWidget, message: messages.Keep) -> None:
    """Keep what `message` brings in the file beside the notebook; what is wrong is said on the page of `widget`."""
    problem = merge(message["entries"])
    if problem:
        widget.say({"version": messages.VERSION, "kind": "warning", "problem": problem})


def read(folder: Path | None = None) -> messages.Kept:
    """Return what the file in `folder` holds (by default beside the notebook); nothing where there is none.

    A file that cannot be read is left as it is, and said.
    """
    nothing: messages.Entries = {"answers": {}, "notes": {}}
    try:
        content = json.loads(((folder or Path.cwd()) / FILE).read_text(encoding="utf-8"))
        return {"entries": _entries(content), "problem": ""}
    except FileNotFoundError:
        return {"entries": nothing, "problem": ""}
    except (OSError, ValueError, RecursionError):
        return {"entries": nothing, "problem": f"The file {FILE} beside the notebooks cannot be read: move it away."}


def merge(entries: messages.Entries, folder: Path | None = None) -> str:
    """Write those of `entries` into the file that are newer than what it holds; return "" or what is wrong.

    The file is replaced whole, so that nobody ever finds half of it. One that cannot be read is kept beside it.
    """
    folder = folder or Path.cwd()
    there = read(folder)
    merged: dict[str, dict[str, Any]] = {part: _newest(there["entries"][part], entries[part]) for part in PARTS}
    if merged == there["entries"]:
        return ""
    try:
        if there["problem"]:
            (folder / FILE).rename(folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{FILE}")
        _replace(folder / FILE, merged)
    except OSError as error:
        return (
            f"Your work cannot be written beside the notebooks ({error.strerror}): only this browser keeps it, so save "
            "it to a file before you leave."
        )
    return ""


def _newest(there: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    newer = {name: entry for name, entry in given.items() if name not in there or entry["at"] > there[name]["at"]}
    return {**there, **newer}


def _entries(content: Any) -> messages.Entries:
    """Return the entries of a file's `content`; raises ValueError when it is no file of the course."""
    if _object(content).get("course") != COURSE:
        raise ValueError("another file")
    found: dict[str, dict[str, dict[str, Any]]] = {}
    all_times = _object(content.get("times", {}))
    for part in PARTS:
        times, values = _object(all_times.get(part, {})), _object(content.get(part, {}))
        found[part] = {name: {"at": times.get(name, 0)} for name in {**times, **values}}
        for name, value in values.items():
            found[part][name]["value"] = value
    if not messages.entries_fit(found):
        raise ValueError("damaged")
    return cast("messages.Entries", found)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _replace(path: Path, merged: Mapping[str, Mapping[str, Any]]) -> None:
    content: dict[str, Any] = {"course": COURSE, "written": datetime.now(UTC).isoformat()}
    for part in PARTS:
        content[part] = {name: entry["value"] for name, entry in sorted(merged[part].items()) if "value" in entry}
    content["times"] = {part: {name: entry["at"] for name, entry in sorted(merged[part].items())} for part in PARTS}
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)  # in ASCII: half an emoji is no UTF-8
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
