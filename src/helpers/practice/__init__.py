"""Practice: questions, predictions, orderings and explanations with immediate feedback."""

from importlib import import_module
from typing import TYPE_CHECKING

from helpers.practice.items import Item, Option, load, of_lesson
from helpers.practice.judging import AnswerError, Verdict, judge, parse_number

if TYPE_CHECKING:
    from helpers.practice.widget import Question, ask
    from helpers.practice.work import Work, my_work

__all__ = [
    "AnswerError",
    "Item",
    "Option",
    "Question",
    "Verdict",
    "Work",
    "ask",
    "judge",
    "load",
    "my_work",
    "of_lesson",
    "parse_number",
]

if not TYPE_CHECKING:
    _WIDGETS = {"Question": "widget", "ask": "widget", "Work": "work", "my_work": "work"}

    def __getattr__(name: str) -> object:
        """Load the widgets when one is first named: judging an answer needs none."""
        if name in _WIDGETS:
            return getattr(import_module(f"helpers.practice.{_WIDGETS[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
