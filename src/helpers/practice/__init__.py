"""Practice: questions, predictions, orderings and explanations with immediate feedback."""

from helpers.practice.items import Item, Option, load, of_lesson
from helpers.practice.judging import AnswerError, Verdict, judge, parse_number
from helpers.practice.widget import Question, ask

__all__ = ["AnswerError", "Item", "Option", "Question", "Verdict", "ask", "judge", "load", "of_lesson", "parse_number"]
