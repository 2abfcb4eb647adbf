"""Practice: questions, predictions, orderings and explanations with immediate feedback."""

from importlib import import_module

from helpers.practice.items import Item, Option, load, of_lesson
from helpers.practice.judging import AnswerError, Verdict, judge, parse_number

__all__ = ["AnswerError", "Item", "Option", "Question", "Verdict", "ask", "judge", "load", "of_lesson", "parse_number"]


def __getattr__(name):
    """Load the widgets when one is first named: judging an answer needs none."""
    if name in ("Question", "ask"):
        return getattr(import_module("helpers.practice.widget"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
