"""The page docs/objectives.md: each objective, where it is practised and where it is assessed.

`python -m tests.objectives` writes it; a test fails when it is stale.
"""

from helpers import tables
from tests.notebooks import ROOT

PAGE = ROOT / "docs" / "objectives.md"


def page() -> str:
    """Return the page in Markdown, made from the tables."""
    questions, assessed = tables.load("questions"), tables.load("coursework_items")
    lessons = tables.lessons()[["lesson", "number", "title"]]
    objectives = tables.load("objectives").merge(lessons, on="lesson").sort_values(["number", "objective"])
    lines = [
        "# Objectives, practice and coursework",
        "",
        "This page is made from the tables by `python -m tests.objectives`.",
        "Items of another lesson look back at an objective of an earlier one.",
        "",
        "| objective | what you will be able to do | practised in | assessed in |",
        "|---|---|---|---|",
    ]
    for row in objectives.itertuples():
        practised = ", ".join(questions.loc[questions["objective"] == row.objective, "question"])
        coursework = ", ".join(assessed.loc[assessed["objective"] == row.objective, "item"])
        lines.append(f"| {row.objective} ({row.title}) | {row.statement} | {practised} | {coursework} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
