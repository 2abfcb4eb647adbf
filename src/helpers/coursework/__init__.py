"""Coursework: each student's own numbers, answers recorded in the notebook, and grading on a laptop.

A student's notebook needs four functions: `numbers` and `figure` show what a question gives,
`record` writes an answer down, `confirm` reads it back. Instructors use the command line:
`python -m helpers.coursework --help` (see docs/instructors/coursework.md).
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.coursework.recording import confirm, figure, mark, numbers, record

__all__ = ["confirm", "figure", "mark", "numbers", "record"]


def __getattr__(name: str) -> object:
    """Load the student's side when one of its functions is first named: reading and marking files needs none of it."""
    if name in __all__:
        from helpers.coursework import recording

        return getattr(recording, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
