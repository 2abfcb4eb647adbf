"""The reader's notes and answers: kept by the browser, saved to one small file, restored from it."""

from pathlib import Path
from typing import TypedDict

from helpers import extras, messages, scripts, tables
from helpers.practice import kept
from helpers.widgets import Bundle, CourseWidget

with extras.needing("lab"):
    import traitlets

_HERE = Path(__file__).parent
_STILL = "My notes and answers: run this cell to write notes, and to save your work to a file or restore it."


class Asked(TypedDict):
    """A lesson as the panel knows it: its slug, the number shown before its `title`, the questions it asks.

    The panel stands in the lesson that is `here`.
    """

    lesson: str
    shown: str
    title: str
    questions: list[str]
    here: bool


class Work(CourseWidget):
    """A panel with the notes on one lesson, or with the state of all of them.

    Everything happens in the browser, so that it works while the kernel is dead, too. A living kernel keeps the work in
    a file beside the notebooks as well, and tells what that file held (`kept`).
    """

    _esm = scripts.script(_HERE / "work.js")
    _css = _HERE / "practice.css"
    kinds = ("keep",)
    lessons = traitlets.List().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)

    def respond(self, message: messages.FromBrowser) -> None:
        """Keep what the browser sent."""
        if message["kind"] == "keep":
            kept.keep(self, message)

    def still(self) -> Bundle:
        """Return one sentence that says what the panel is for."""
        return {"text/html": f"<p>{_STILL}</p>", "text/plain": _STILL}


def my_work(lesson: str = "") -> Work:
    """Show the notes on `lesson` (such as "messengers"), or the state of all lessons, and the ways to save them.

    Raises `tables.TableError` for a lesson that is not there.
    """
    return Work(lessons=described(lesson), kept=kept.read())


def described(lesson: str = "") -> list[Asked]:
    """Return what the panel knows of the lessons, in order: number, title, the questions asked there.

    `here` marks the lesson that it takes notes on; where none is marked, it shows the state of all of them.
    """
    asked: dict[str, list[str]] = {}
    for row in tables.load("questions").to_dict("records"):
        asked.setdefault(row["lesson"], []).append(row["question"])
    lessons = [row for row in tables.lessons().to_dict("records") if row["lesson"] in asked]
    if lesson and lesson not in asked:
        known = ", ".join(row["lesson"] for row in lessons)
        raise tables.TableError(f"Lesson '{lesson}' asks no questions; the lessons that do are: {known}.")
    return [
        {
            "lesson": row["lesson"],
            "shown": row["shown"],
            "title": row["title"],
            "questions": asked[row["lesson"]],
            "here": row["lesson"] == lesson,
        }
        for row in lessons
    ]
