"""Coursework: each student's own numbers, answers recorded in the notebook, and grading on a laptop.

A student's notebook needs four functions: `numbers` and `figure` show what a question gives,
`record` writes an answer down, `confirm` reads it back. Instructors use the command line:
``python -m helpers.coursework --help`` (see docs/instructors/coursework.md).
"""

from helpers.coursework.recording import confirm, figure, mark, numbers, record

__all__ = ["confirm", "figure", "mark", "numbers", "record"]
