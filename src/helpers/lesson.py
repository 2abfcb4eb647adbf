"""What every lesson shows besides figures and practice: words, sources, tables, the course map, the set-up."""

import html
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers import doctor, tables
from helpers.figures import sources_html, table_html

if TYPE_CHECKING:
    from helpers.setup import Setup

NOTEBOOKS = tables.data_folder().parent / "notebooks"


class Shown:
    """Something to show in a notebook: HTML for a browser, the same in plain text elsewhere."""

    def __init__(self, markup: str, text: str) -> None:
        """Keep both forms."""
        self.markup, self.text = markup, text

    def _repr_html_(self) -> str:
        return self.markup

    def __repr__(self) -> str:
        """Return the plain text."""
        return self.text


@tables.one_look()
def words(lesson: str) -> Shown:
    """Show the terms that `lesson` (an identifier such as "messengers") introduces, from the glossary."""
    entries = [row for row in tables.load("glossary").to_dict("records") if row["lesson"] == lesson]
    titles = {row["lesson"]: row["title"] for row in tables.lessons().to_dict("records")}
    if not entries:
        known = ", ".join(titles)
        raise tables.TableError(f"The glossary has no term of lesson '{lesson}'; the lessons are: {known}.")
    entries.sort(key=lambda row: row["term"].casefold())
    columns = {"term": [row["term"] for row in entries], "meaning": [row["definition"] for row in entries]}
    text = "\n".join(f"{row['term']}: {row['definition']}" for row in entries)
    return Shown(table_html(columns, f"Words of the lesson {titles[lesson]}"), text)


@tables.one_look()
def sources(*keys: str) -> Shown:
    """Show the sources with these citation `keys` (strings, as in `references.csv`); the name of each is its link.

    A secondary source is marked as such.
    """
    rows = tables.references(keys).to_dict("records")
    said = [row["citation"] + (" (secondary source)" if row["standing"] == "secondary" else "") for row in rows]
    lines = "".join(
        f"<li>{sources_html(row['reference'])}: {html.escape(citation)}</li>"
        for citation, row in zip(said, rows, strict=True)
    )
    text = "\n".join(f"- {citation} {tables.address(row)}" for citation, row in zip(said, rows, strict=True))
    return Shown(f"<ul>{lines}</ul>", text)


@tables.one_look()
def show(table: pd.DataFrame, caption: str, *, behind: str = "") -> Shown:
    """Show a DataFrame as a table with a `caption` and column headers in words, without its index.

    `behind` (words) puts the table behind a disclosure of that name: open it after an own judgement.
    Raises TypeError for anything but a DataFrame.
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"lesson.show needs a table and got {type(table).__name__}. "
            'To show one column, name it in two pairs of brackets: table[["column"]].'
        )
    if table.empty:
        sentence = f"{caption}: no row fits. Compare the spelling in your filter with the table."
        return Shown(f"<p>{html.escape(sentence)}</p>", sentence)
    shown = table.rename(columns={column: tables.heading(str(column)) for column in table.columns})
    columns = {column: shown[column].astype("string").fillna("").tolist() for column in shown.columns}
    markup = f'<div style="overflow-x:auto">{table_html(columns, caption)}</div>'
    if behind:
        markup = f"<details><summary>{html.escape(behind)}</summary>{markup}</details>"
    return Shown(markup, f"{caption}\n{shown.to_string(index=False)}")


@tables.one_look()
def course_map() -> Shown:
    """Show the lessons that are there, with their question, minutes and what they need; each is a link."""
    lessons = [row for row in tables.lessons().to_dict("records") if (NOTEBOOKS / row["notebook"]).is_file()]
    markup = "".join(
        f"<p><strong>{html.escape(part)}</strong></p><ul>{''.join(map(_link, rows))}</ul>"
        for part, rows in itertools.groupby(lessons, key=lambda row: row["part"])
    )
    lines = [f"{row['shown']} {row['title']} ({row['minutes']} min): {row['question']}" for row in lessons]
    return Shown(markup, "\n".join(lines))


def _link(row: Mapping[Any, Any]) -> str:
    """Return a lesson as an entry of the course map."""
    needs = f"; needs {row['after']}" if row["after"] else ""
    return (
        f'<li><a href="{row["notebook"]}">{row["shown"]} {html.escape(row["title"])}</a> '
        f"({row['minutes']} min{needs}): {html.escape(row['question'])}</li>"
    )


def check_setup() -> "Shown | Setup":
    """Show whether everything the course needs is in place; each thing that is missing says how to mend it.

    Where Python misses nothing, the page itself says so by a widget: one that cannot show widgets says what to do.
    """
    problems = doctor.problems()
    if not problems:
        from helpers.setup import Setup  # needs the packages that the doctor has found

        return Setup()
    lines = "".join(f"<li>{html.escape(problem)}</li>" for problem in problems)
    return Shown(
        f"<p><strong>Mend this first:</strong></p><ul>{lines}</ul>",
        "\n".join(["Mend this first:", *[f"- {problem}" for problem in problems]]),
    )
