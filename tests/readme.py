"""The map of the course in README.md: `python -m tests.readme` renews it from the table of lessons.

A test fails when it is stale.
"""

import re

from helpers import tables
from tests.notebooks import NOTEBOOKS, ROOT

PAGE = ROOT / "README.md"
HEAD = "| lesson | question | minutes | needs |\n|---|---|---|---|\n"


def renewed(text: str) -> str:
    """Return the text of the page with the present map of the course. Raises ValueError where it has none."""
    rows = [
        f"| [{row.shown} {row.title}](notebooks/{row.notebook}) | {row.question} | {row.minutes} | {row.after} |\n"
        for row in tables.lessons().itertuples()
        if (NOTEBOOKS / row.notebook).is_file()
    ]
    new, found = re.subn(rf"{re.escape(HEAD)}(\|.*\n)*", lambda _: HEAD + "".join(rows), text)
    if found != 1:
        raise ValueError(f"README.md has {found} tables that begin with: {HEAD.splitlines()[0]}")
    return new


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
