"""The data dictionary for people: as tables, and as the page `data/README.md`."""

from pathlib import Path

import pandas as pd

from helpers.tables import store
from helpers.tables.store import Constraints, Field, Schema

_HEAD = (
    "A blank cell means that the fact was not established.",
    "",
    "The role of a column says who reads it. A *text* is for people: it may be reworded, and no result of the course "
    "changes. Programs decide by a *key* (the name of a row, here or in another table), a *code* (one of a few words) "
    "or a *value* (a number or date); a *source* is one or more keys of references.csv.",
)


def overview(folder: Path) -> pd.DataFrame:
    """Return one row for each table: its name, size, date and what it holds."""
    return pd.DataFrame(
        {
            "table": resource["name"],
            "rows": len(store.read(folder, resource["name"]).rows),
            "columns": len(resource["schema"]["fields"]),
            "as of": resource.get("as_of", ""),
            "what it holds": resource["description"],
        }
        for resource in store.dictionary(folder)["resources"]
    )


def columns(folder: Path, name: str) -> pd.DataFrame:
    """Return one row for each column of the table `name`: type, unit, role, meaning and allowed values."""
    schema = store.resource(folder, name)["schema"]
    return pd.DataFrame(
        {
            "column": field["name"],
            "type": field["type"],
            "unit": field.get("unit", ""),
            "role": role(field, schema),
            "meaning": field["description"],
            "allowed values": allowed(field.get("constraints", Constraints())),
        }
        for field in schema["fields"]
    )


def role(field: Field, schema: Schema) -> str:
    """Return what a column is for: text, key, code, source or value (as the page explains)."""
    limits = field.get("constraints", Constraints())
    if "role" in field:
        return field["role"]
    if field.get("references"):
        return "source"
    if "enum" in limits:
        return "code"
    joined = field["name"] in {key["fields"] for key in schema.get("foreignKeys", [])}
    return "key" if joined or "pattern" in limits else "value"


def allowed(limits: Constraints) -> str:
    """Return in words which values a column may hold."""
    words = []
    if "enum" in limits:
        words.append(", ".join(limits["enum"]))
    if "pattern" in limits:
        words.append(f"form {limits['pattern']}")
    if "minimum" in limits:
        words.append(f"at least {limits['minimum']:g}")
    if "maximum" in limits:
        words.append(f"at most {limits['maximum']:g}")
    if not limits.get("required"):
        words.append("may be blank")
    return "; ".join(words)


def text(folder: Path) -> str:
    """Return the page `data/README.md` in Markdown, made from `datapackage.json` and the files beside it."""
    package = store.dictionary(folder)
    licence = package["licenses"][0]
    lines = [
        "# The facts of the course",
        "",
        "This page is made from `datapackage.json` by `python -m helpers.tables --readme`.",
        f"All tables: {licence['title']} ([{licence['name']}]({licence['path']})).",
        *_HEAD,
        "",
    ]
    for resource in package["resources"]:
        lines += [f"## {resource['title']} (`{resource['path']}`)", "", resource["description"], ""]
        size = len(store.read(folder, resource["name"]).rows)
        lines += [f"{size} rows. Key: {', '.join(resource['schema']['primaryKey'])}."]
        if "as_of" in resource:
            lines += [f"As of {resource['as_of']}."]
        lines += ["", *_markdown(columns(folder, resource["name"])), ""]
    return "\n".join(lines)


def _markdown(table: pd.DataFrame) -> list[str]:
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in table.itertuples(index=False)]
    return [
        f"| {' | '.join(table.columns)} |",
        "|" + "---|" * len(table.columns),
        *(f"| {' | '.join(row)} |" for row in cells),
    ]
