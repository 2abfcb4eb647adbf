"""What every lesson shows besides figures and practice: words, sources, tables, the course map, the set-up."""

import html

import pandas as pd

from helpers import doctor, tables
from helpers.figures import table_html

NOTEBOOKS = tables.FOLDER.parent / "notebooks"


class Shown:
    """Something to show in a notebook: HTML for a browser, the same in plain text elsewhere."""

    def __init__(self, markup, text):
        """Keep both forms."""
        self.markup, self.text = markup, text

    def _repr_html_(self):
        return self.markup

    def __repr__(self):
        """Return the plain text."""
        return self.text


def words(lesson):
    """Show the terms that `lesson` (an identifier such as "messengers") introduces, from the glossary."""
    table = tables.load("glossary")
    table = table[table["lesson"] == lesson].sort_values("term", key=lambda terms: terms.str.casefold())
    if table.empty:
        known = ", ".join(tables.lessons()["lesson"])
        raise tables.TableError(f"The glossary has no term of lesson '{lesson}'; the lessons are: {known}.")
    title = tables.lessons().set_index("lesson").at[lesson, "title"]
    columns = {"term": list(table["term"]), "meaning": list(table["definition"])}
    text = "\n".join(f"{term}: {definition}" for term, definition in zip(*columns.values(), strict=True))
    return Shown(table_html(columns, f"Words of the lesson {title}"), text)


def sources(*keys):
    """Show the sources with these citation `keys` (strings, as in ``references.csv``), each with its link."""
    rows = tables.references(keys).to_dict("records")
    lines = "".join(
        f'<li>{html.escape(row["citation"])} <a href="{html.escape(tables.address(row))}">'
        f"{html.escape(tables.address(row))}</a></li>"
        for row in rows
    )
    text = "\n".join(f"- {row['citation']} {tables.address(row)}" for row in rows)
    return Shown(f"<ul>{lines}</ul>", text)


def show(table, caption, *, behind=""):
    """Show a DataFrame as a table with a `caption` and column headers, without its index.

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
    columns = {column: table[column].astype("string").fillna("").tolist() for column in table.columns}
    markup = f'<div style="overflow-x:auto">{table_html(columns, caption)}</div>'
    if behind:
        markup = f"<details><summary>{html.escape(behind)}</summary>{markup}</details>"
    return Shown(markup, f"{caption}\n{table.to_string(index=False)}")


def outline(table, levels, leaf, caption):
    """Show a DataFrame as a nested list: one level for each column of `levels`, then the sentences of `leaf`.

    `leaf` takes one row (a namedtuple) and returns its text. The list is what a screen reader walks
    through where a sighted reader looks at a map.
    """
    markup, text = _nested(table, list(levels), leaf, 0)
    return Shown(f"<details><summary>{html.escape(caption)}</summary>{markup}</details>", f"{caption}\n{text}")


def _nested(table, levels, leaf, depth):
    if not levels:
        lines = [leaf(row) for row in table.itertuples()]
        return (
            "<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in lines) + "</ul>",
            "\n".join("  " * depth + f"- {line}" for line in lines),
        )
    markup, text = "", []
    for name, rows in table.groupby(levels[0], sort=True):
        inner, below = _nested(rows, levels[1:], leaf, depth + 1)
        markup += f"<li>{html.escape(str(name))}{inner}</li>"
        text += ["  " * depth + f"- {name}", below]
    return f"<ul>{markup}</ul>", "\n".join(text)


def course_map():
    """Show the lessons that are there, with their question, minutes and what they need; each is a link."""
    lessons = tables.lessons()
    present = lessons[[(NOTEBOOKS / name).is_file() for name in lessons["notebook"]]]
    parts = []
    for part, rows in present.groupby("part", sort=False):
        lines = "".join(
            f'<li><a href="{row.notebook}">{row.shown} {html.escape(row.title)}</a> ({row.minutes} min'
            f"{f'; needs {row.after}' if row.after else ''}): {html.escape(row.question)}</li>"
            for row in rows.itertuples()
        )
        parts.append(f"<p><strong>{html.escape(part)}</strong></p><ul>{lines}</ul>")
    text = "\n".join(f"{row.shown} {row.title} ({row.minutes} min): {row.question}" for row in present.itertuples())
    return Shown("".join(parts), text)


def check_setup():
    """Show whether everything the course needs is in place; each thing that is missing says how to mend it."""
    problems = doctor.problems()
    if not problems:
        return Shown(
            "<p><strong>Everything is in place.</strong> You can begin with the first lesson.</p>",
            "Everything is in place. You can begin with the first lesson.",
        )
    lines = "".join(f"<li>{html.escape(problem)}</li>" for problem in problems)
    return Shown(
        f"<p><strong>Mend this first:</strong></p><ul>{lines}</ul>",
        "\n".join(["Mend this first:", *[f"- {problem}" for problem in problems]]),
    )
