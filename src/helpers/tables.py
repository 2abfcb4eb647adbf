"""The facts of the course: ``data/`` as validated, typed pandas DataFrames.

``data/datapackage.json`` (Frictionless Table Schema) says what each table and column means and
which values it may hold. This module is the only one that knows where that folder is.

In a terminal, ``python -m helpers.tables`` lists the tables and checks all of them;
``python -m helpers.tables --readme`` also writes ``data/README.md``.
"""

import csv
import difflib
import functools
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import quote

import pandas as pd

from helpers import foreign

_HERE = Path(__file__).resolve()
# An installed package holds the tables; in the course's own folder they stand at the top.
FOLDER = _HERE.parent / "data" if (_HERE.parent / "data").is_dir() else _HERE.parents[2] / "data"
# A lesson named in a text that a reader sees: the title stands in one place, the table of lessons.
_LESSON_NAMED = re.compile(r"\{([a-z0-9-]+)\}")
Made = TypeVar("Made")


class TableError(foreign.SentenceFirst, ValueError):
    """A table cannot be used; the message names file, row, column, value and the broken rule."""


class Problem(NamedTuple):
    """One broken rule. `row` is the line in the file; the header is line 1."""

    file: str
    row: int
    column: str
    value: str
    rule: str

    def __str__(self):
        """Return the problem as one sentence."""
        return f"{self.file}, row {self.row}, column '{self.column}', value '{self.value}': {self.rule}."


# ---------------------------------------------------------------------------- what users call


def load(name):
    """Return the table `name` (a string such as "interleukins") as a DataFrame.

    Text columns hold strings (empty where blank), integers are ``Int64``, numbers ``float64`` in
    the unit that `describe` gives, dates ``datetime64``. Raises `TableError` when the table is
    unknown, damaged or breaks a rule of ``datapackage.json``.
    """
    problems = _problems_of(name, FOLDER, stamp(FOLDER))
    if problems:
        raise TableError(_summary(problems))
    return _typed(name, FOLDER, stamp(FOLDER)).copy()


def names():
    """Return the names of all tables, in the order of the data dictionary."""
    return [resource["name"] for resource in package()["resources"]]


def as_of(name):
    """Return the date (ISO string) up to which table `name` was followed, or "" where it is timeless."""
    return _resource(name, FOLDER).get("as_of", "")


def describe(name=None):
    """Return the data dictionary: all tables, or the columns of the table `name`."""
    if name is None:
        rows = [
            {
                "table": r["name"],
                "rows": len(load(r["name"])),
                "columns": len(r["schema"]["fields"]),
                "as of": r.get("as_of", ""),
                "what it holds": r["description"],
            }
            for r in package()["resources"]
        ]
        return pd.DataFrame(rows)
    schema = _resource(name, FOLDER)["schema"]
    rows = [
        {
            "column": field["name"],
            "type": field["type"],
            "unit": field.get("unit", ""),
            "role": _role(field, schema),
            "meaning": field["description"],
            "allowed values": _allowed(field),
        }
        for field in schema["fields"]
    ]
    return pd.DataFrame(rows)


def interleukin(name):
    """Return the canonical name for `name`, which may be an alias ("CXCL8") or spelt out ("interleukin 1 beta").

    Raises `TableError` with the nearest names when nothing matches.
    """
    aliases = load("aliases")
    known = {_spelt(alias): il for alias, il in zip(aliases["alias"], aliases["interleukin"], strict=True)}
    known |= {_spelt(value): value for value in load("interleukins")["interleukin"]}
    wanted = _spelt(str(name))
    if wanted in known:
        return known[wanted]
    near = [known[match] for match in difflib.get_close_matches(wanted, known, n=4, cutoff=0.6)]
    near = list(dict.fromkeys(near))[:3]
    hint = f"did you mean {' or '.join(near)}?" if near else "the table 'interleukins' lists every name."
    raise TableError(f"'{name}' is not an interleukin of this course; {hint}")


def _spelt(name):
    name = re.sub(r"[\W_]", "", name.casefold())  # IL-6, IL 6, il6 and IL–6 are one
    for word, sign in (("interleukin", "il"), ("alpha", "α"), ("beta", "β"), ("gamma", "γ")):
        name = name.replace(word, sign)
    return name


def references(keys):
    """Return the rows of the table ``references`` for `keys`, without repeats.

    `keys` is one cell of a column *reference* (such as "a_2001;b_2002") or several of them.
    """
    keys = [keys] if isinstance(keys, str) else keys
    wanted = {key for cell in keys for key in cell.split(";") if key}
    table = load("references")
    missing = sorted(wanted - set(table["reference"]))
    if missing:
        raise TableError(f"{', '.join(missing)}: no such key in data/references.csv; add the source there.")
    return table[table["reference"].isin(wanted)].sort_values("citation", ignore_index=True)


def cited():
    """Return the set of citation keys that the rows of any table name."""
    keys = set()
    for resource in package()["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("references"):
                keys.update(key for cell in load(resource["name"])[field["name"]] for key in cell.split(";"))
    return keys


def address(reference):
    """Return the link of a source: its DOI, else its PubMed page, else its stable address.

    `reference` is one row of the table ``references`` (a mapping).
    """
    if reference["doi"]:
        return "https://doi.org/" + quote(reference["doi"], safe="/:;,._-")
    if reference["pmid"]:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference['pmid']}/"
    return reference["url"]


def lessons() -> pd.DataFrame:
    """Return the table `lessons` in the order of the course, with what follows from a lesson's number and identifier.

    `shown` is the number as a reader sees it ("05"), `notebook` the name of the file in `notebooks/`, and `after` has
    the numbers of the lessons needed before ("01, 02").
    """
    table = load("lessons").sort_values("number", ignore_index=True)
    table["shown"] = [f"{number:02d}" for number in table["number"]]
    table["notebook"] = [
        f"{shown}_{lesson.replace('-', '_')}.ipynb"
        for shown, lesson in zip(table["shown"], table["lesson"], strict=True)
    ]
    shown_of = dict(zip(table["lesson"], table["shown"], strict=True))
    table["after"] = [", ".join(shown_of[lesson] for lesson in needs.split(";") if lesson) for needs in table["needs"]]
    return table


def titled(text: str) -> str:
    """Return `text` with the title of a lesson, in quotes, for each lesson that it names, such as "{messengers}"."""
    return _LESSON_NAMED.sub(lambda match: f"'{_titles()[match[1]]}'", text)


def validate(folder=None):
    """Return every broken rule in `folder` (by default the course's own data) as a list of `Problem`."""
    folder = Path(folder or FOLDER)
    problems = [p for name in _resource_names(folder) for p in _problems_of(name, folder, stamp(folder))]
    return problems or [p for rule in CROSS_TABLE_RULES for p in rule(folder)]


# ---------------------------------------------------------------------------- reading


def package(folder=None):
    """Return ``datapackage.json`` as a dictionary."""
    return _package(Path(folder or FOLDER))


@functools.lru_cache(maxsize=8)
def _package(folder):
    path = folder / "datapackage.json"
    if not path.is_file():
        raise TableError(
            f"The data dictionary {path.name} is not in {folder}. Keep the folders of the course together and "
            "install the course from its own folder with: pip install --editable ."
        )
    return json.loads(path.read_text(encoding="utf-8"))


def _resource_names(folder):
    return [resource["name"] for resource in package(folder)["resources"]]


def _resource(name, folder):
    for resource in package(folder)["resources"]:
        if resource["name"] == name:
            return resource
    near = difflib.get_close_matches(str(name).casefold(), _resource_names(folder), n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise TableError(f"There is no table '{name}'.{hint} The tables are: {', '.join(_resource_names(folder))}.")


def stamp(folder=None):
    """Return what changes when any file of the folder changes, so that caches follow the files."""
    files = Path(folder or FOLDER).glob("*.csv")
    return tuple(sorted((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in files))


def cached(make: Callable[[], Made]) -> Callable[[], Made]:
    """Return `make`, which takes nothing and reads tables: it is run once for each state of their files."""

    @functools.lru_cache(maxsize=2)
    def made(state: tuple[tuple[str, int, int], ...]) -> Made:
        return make()

    @functools.wraps(make)
    def current() -> Made:
        return made(stamp())

    return current


@cached
def _titles() -> dict[str, str]:
    return {row["lesson"]: row["title"] for row in load("lessons").to_dict("records")}


@functools.lru_cache(maxsize=128)
def _read(name, folder, stamp):
    """Return (header, rows): the cells of the file as strings, one list per row."""
    path = folder / _resource(name, folder)["path"]
    shown = f"data/{path.name}"
    if not path.is_file():
        raise TableError(f"The file {shown} is missing. Restore it from the course's repository.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"The file {shown} is not UTF-8 text (byte {error.start}). Save it as 'CSV UTF-8'.") from error
    if "\0" in text:
        raise TableError(f"The file {shown} holds NUL characters: it is damaged. Restore it from the repository.")
    rows = list(csv.reader(text.splitlines(keepends=True)))  # a quoted cell may hold several lines
    if not rows:
        raise TableError(f"The file {shown} is empty. Restore it from the course's repository.")
    return rows[0], rows[1:]


@functools.lru_cache(maxsize=128)
def _typed(name, folder, stamp):
    header, rows = _read(name, folder, stamp)
    table = pd.DataFrame(rows, columns=header, dtype="str")
    for field in _resource(name, folder)["schema"]["fields"]:
        column = table[field["name"]]
        if field["type"] == "integer":
            table[field["name"]] = pd.to_numeric(column.where(column != "", None)).astype("Int64")
        elif field["type"] == "number":
            table[field["name"]] = pd.to_numeric(column.where(column != "", None)).astype("float64")
        elif field["type"] == "date":
            table[field["name"]] = pd.to_datetime(column.where(column != "", None), format="%Y-%m-%d")
    return table


# ---------------------------------------------------------------------------- checking one table


@functools.lru_cache(maxsize=128)
def _problems_of(name, folder, stamp):
    resource = _resource(name, folder)
    header, rows = _read(name, folder, stamp)
    fields = resource["schema"]["fields"]
    file = f"data/{resource['path']}"
    shape = _header_problems(file, header, fields) or _width_problems(file, header, rows)
    if shape:
        return shape
    problems = []
    for index, field in enumerate(fields):
        cells = [(number, row[index]) for number, row in enumerate(rows, start=2)]
        problems += _column_problems(file, field, cells, folder, stamp)
    problems += _key_problems(file, resource["schema"], header, rows)
    problems += _foreign_key_problems(file, resource["schema"], header, rows, folder, stamp)
    return problems


def _header_problems(file, header, fields):
    expected = [field["name"] for field in fields]
    if header == expected:
        return []
    if len(header) == 1 and ";" in header[0]:
        return [Problem(file, 1, header[0], "", "the columns are separated by ';': save the file with commas")]
    extra = [column for column in header if column not in expected]
    lacking = [column for column in expected if column not in header]
    rule = "the header must be: " + ", ".join(expected)
    if extra:
        rule = f"this column is not documented in datapackage.json; {rule}"
    elif lacking:
        rule = f"the column '{lacking[0]}' is missing; {rule}"
    return [Problem(file, 1, (extra or lacking or header)[0], "", rule)]


def _width_problems(file, header, rows):
    return [
        Problem(
            file,
            number,
            header[min(len(row), len(header)) - 1] if row else header[0],
            ",".join(row)[:60],
            f"this row has {len(row)} cells, not {len(header)}; put quotes around a cell that holds a comma",
        )
        for number, row in enumerate(rows, start=2)
        if len(row) != len(header)
    ]


def _column_problems(file, field, cells, folder, stamp):
    rules = _rules_of(field, folder, stamp)
    problems = []
    seen = {}
    for number, value in cells:
        if value == "":
            if field.get("constraints", {}).get("required"):
                problems.append(Problem(file, number, field["name"], value, "this cell must not be blank"))
            continue
        broken = next((text for holds, text in rules if not holds(value)), None)
        if broken is None and field.get("constraints", {}).get("unique") and value in seen:
            broken = f"this value must be unique, but row {seen[value]} has it too"
        seen.setdefault(value, number)
        if broken:
            problems.append(Problem(file, number, field["name"], value, broken))
    return problems


def _rules_of(field, folder, stamp):
    """Return pairs (predicate on a cell's text, the sentence when it does not hold)."""
    limits = field.get("constraints", {})
    rules = [(_TYPES[field["type"]], f"this is not a {_TYPE_WORDS[field['type']]}")]
    rules.append((lambda v: v == v.strip(), "remove the spaces around the value"))
    if "enum" in limits:
        words = limits["enum"]
        rules.append((lambda v: v in words, f"unknown word; allowed are: {', '.join(words)}"))
    if "pattern" in limits:
        form = re.compile(limits["pattern"])
        rules.append((form.fullmatch, f"the value does not have the form {limits['pattern']}"))
    if "minimum" in limits:
        rules.append((lambda v: float(v) >= limits["minimum"], f"the value must be at least {limits['minimum']}"))
    if "maximum" in limits:
        rules.append((lambda v: float(v) <= limits["maximum"], f"the value must be at most {limits['maximum']}"))
    if field.get("references"):
        known = _column("references", "reference", folder, stamp)
        rules.append((lambda v: all(key in known for key in v.split(";")), "no such key in data/references.csv"))
    return rules


def _is_number(text):
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) is not None


def _is_date(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_TYPES = {
    "string": lambda text: True,
    "integer": lambda text: re.fullmatch(r"[+-]?\d+", text) is not None,
    "number": _is_number,
    "date": _is_date,
}
_TYPE_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number (digits with a dot as decimal mark)",
    "date": "date of the form 2014-04-23",
}


def _key_problems(file, schema, header, rows):
    key = schema["primaryKey"]
    places = [header.index(column) for column in key]
    seen, problems = {}, []
    for number, row in enumerate(rows, start=2):
        value = tuple(row[place] for place in places)
        if value in seen:
            rule = f"duplicate key ({', '.join(key)}): row {seen[value]} has it too"
            problems.append(Problem(file, number, key[0], " | ".join(value), rule))
        seen.setdefault(value, number)
    return problems


def _foreign_key_problems(file, schema, header, rows, folder, stamp):
    problems = []
    for key in schema.get("foreignKeys", []):
        (column,) = key["fields"] if isinstance(key["fields"], list) else [key["fields"]]
        (target,) = (
            key["reference"]["fields"] if isinstance(key["reference"]["fields"], list) else [key["reference"]["fields"]]
        )
        resource = key["reference"]["resource"]
        known = _column(resource, target, folder, stamp)
        rule = f"no such {target} in data/{resource}.csv"
        problems += [
            Problem(file, number, column, row[header.index(column)], rule)
            for number, row in enumerate(rows, start=2)
            if row[header.index(column)] and row[header.index(column)] not in known
        ]
    return problems


def _column(name, column, folder, stamp):
    header, rows = _read(name, folder, stamp)
    if column not in header:
        return frozenset()
    place = header.index(column)
    return frozenset(row[place] for row in rows if len(row) > place)


def _summary(problems):
    lines = [str(problem) for problem in problems[:5]]
    if len(problems) > 5:
        lines.append(f"... and {len(problems) - 5} more.")
    return "\n".join(lines)


# ---------------------------------------------------------------------------- rules across tables


def _rows(name, folder):
    """Return the rows of a table as (line number, dictionary)."""
    header, rows = _read(name, folder, stamp(folder))
    return [(number, dict(zip(header, row, strict=True))) for number, row in enumerate(rows, start=2)]


def _references_reachable(folder):
    return [
        Problem("data/references.csv", number, "doi", "", "a source needs a DOI, a PMID or a stable address")
        for number, row in _rows("references", folder)
        if not (row["doi"] or row["pmid"] or row["url"])
    ]


def _sources_listed_once(folder):
    problems = []
    for column in ("doi", "pmid", "url"):
        seen = {}
        for number, row in _rows("references", folder):
            value = row[column].casefold()
            if value and value in seen:
                rule = f"row {seen[value]} lists the same source under another key"
                problems.append(Problem("data/references.csv", number, column, row[column], rule))
            seen.setdefault(value, number)
    return problems


def _actions_fit_targets(folder):
    """Check that what a drug does agrees with whether it binds a ligand or a receptor."""
    ligands = {row["gene_symbol"] for _, row in _rows("subunits", folder)}
    receptors = {row["gene_symbol"] for _, row in _rows("receptor_chains", folder)}
    actions = {row["inn"]: row["action"] for _, row in _rows("therapeutics", folder)}
    problems = []
    for number, row in _rows("therapeutic_targets", folder):
        action, gene, binds = actions.get(row["inn"]), row["gene_symbol"], row["binds"]
        place = ("data/therapeutic_targets.csv", number, "binds", binds)
        if gene not in (ligands if binds == "ligand" else receptors):
            where = "subunits" if binds == "ligand" else "receptor_chains"
            problems.append(Problem(*place, f"{gene} is not in data/{where}.csv, so it is not a {binds} here"))
        elif action in ("ligand-neutralising", "decoy") and binds != "ligand":
            problems.append(Problem(*place, f"{row['inn']} is {action}, so what it binds must be a ligand"))
        elif action in ("receptor-blocking", "agonist", "toxin-fusion") and binds != "receptor":
            problems.append(Problem(*place, f"{row['inn']} is {action}, so what it binds must be a receptor"))
    return problems


def _main_targets_listed(folder):
    listed = {(row["inn"], row["gene_symbol"]) for _, row in _rows("therapeutic_targets", folder)}
    return [
        Problem(
            "data/therapeutics.csv",
            number,
            "molecular_target",
            row["molecular_target"],
            f"data/therapeutic_targets.csv has no row for {row['inn']} and this gene",
        )
        for number, row in _rows("therapeutics", folder)
        if (row["inn"], row["molecular_target"]) not in listed
    ]


def _dates_and_status(folder):
    problems = []
    until = _resource("therapeutics", folder).get("as_of", "")
    for number, row in _rows("therapeutics", folder):
        place = ("data/therapeutics.csv", number)
        if row["status"] != "marketed" and not row["status_note"]:
            problems.append(Problem(*place, "status_note", "", f"a product that is {row['status']} needs a note"))
        for column, licence in (("first_fda_approval", "US"), ("first_ema_approval", "EU")):
            if row[column] > until:
                problems.append(Problem(*place, column, row[column], f"this date is after the as_of date {until}"))
            if row[column] and licence not in row["region"].split(" and "):
                problems.append(Problem(*place, column, row[column], f"the region is '{row['region']}', not {licence}"))
    return problems


def _indications_follow_first_approval(folder):
    first = {}
    for _, row in _rows("therapeutics", folder):
        first[row["inn"], "US"], first[row["inn"], "EU"] = row["first_fda_approval"], row["first_ema_approval"]
    return [
        Problem(
            "data/indications.csv",
            number,
            "first_approved",
            row["first_approved"],
            f"{row['inn']} was first approved in this region on {first[row['inn'], row['region']]}, later than this",
        )
        for number, row in _rows("indications", folder)
        if row["first_approved"] and row["first_approved"] < first.get((row["inn"], row["region"]), "")
    ]


def _responders_within_n(folder):
    problems = []
    for number, row in _rows("trials", folder):
        for count, total in (("responders_treated", "n_treated"), ("responders_comparator", "n_comparator")):
            if bool(row[count]) != bool(row[total]):
                problems.append(Problem("data/trials.csv", number, count, row[count], f"give both {count} and {total}"))
            elif row[count] and int(row[count]) > int(row[total]):
                rule = f"more responders than patients ({total} is {row[total]})"
                problems.append(Problem("data/trials.csv", number, count, row[count], rule))
    return problems


def _spread_in_order(folder):
    problems = []
    for name, value in (("il6_levels", "value_pg_per_ml"), ("il6_quantities", "value")):
        for number, row in _rows(name, folder):
            numbers = [float(row[c]) for c in ("low", value, "high") if row[c]]
            if numbers != sorted(numbers):
                problems.append(
                    Problem(f"data/{name}.csv", number, "low", row["low"], "low, value, high are not in order")
                )
            if bool(row["spread"]) != bool(row["low"] or row["high"]):
                problems.append(
                    Problem(
                        f"data/{name}.csv",
                        number,
                        "spread",
                        row["spread"],
                        "say what low and high are, or leave all three blank",
                    )
                )
    return problems


def _signals_fit_chains(folder):
    """A complex with a decoy chain does not signal; nor does one that a natural antagonist occupies."""
    roles, partners = {}, {}
    for number, row in _rows("receptor_chains", folder):
        roles.setdefault(row["complex"], set()).add(row["chain_role"])
        partners.setdefault(row["complex"], []).append((number, row["interleukin"]))
    role = {row["interleukin"]: row["role"] for _, row in _rows("interleukins", folder)}
    problems = []
    for number, row in _rows("receptor_complexes", folder):
        key, place = row["complex"], ("data/receptor_complexes.csv", number)
        if key not in roles:
            problems.append(Problem(*place, "complex", key, "data/receptor_chains.csv has no chain of this complex"))
        elif row["signals"] == "yes" and "decoy" in roles[key]:
            problems.append(Problem(*place, "signals", "yes", f"{key} has a decoy chain, so it does not signal"))
        elif row["signals"] == "yes" and role.get(row["interleukin"]) == "receptor antagonist":
            rule = f"{row['interleukin']} is a receptor antagonist, so a complex that it occupies does not signal"
            problems.append(Problem(*place, "signals", "yes", rule))
        rule = f"{key} is a complex of {row['interleukin']}"
        problems += [
            Problem("data/receptor_chains.csv", line, "interleukin", name, rule)
            for line, name in partners.get(key, ())
            if name != row["interleukin"]
        ]
    return problems


def _agonists_imitate(folder):
    return [
        Problem(
            "data/therapeutics.csv",
            number,
            "imitates",
            row["imitates"],
            "an agonist imitates one interleukin" if row["action"] == "agonist" else "only an agonist imitates one",
        )
        for number, row in _rows("therapeutics", folder)
        if (row["action"] == "agonist") != bool(row["imitates"])
    ]


def _classes_agree(folder):
    """A target of IL-6 is of one class, and a comparator of one kind, in every row."""
    agreeing = (("il6_activities", "target", "target_class"), ("trials", "comparator", "comparator_kind"))
    problems = []
    for name, column, kind in agreeing:
        first = {}
        for number, row in _rows(name, folder):
            here = first.setdefault(row[column], (row[kind], number))
            if row[kind] != here[0]:
                rule = f"row {here[1]} says '{here[0]}' of the same {column}"
                problems.append(Problem(f"data/{name}.csv", number, kind, row[kind], rule))
    return problems


def _single_arms_have_no_comparator(folder):
    return [
        Problem(
            "data/trials.csv",
            number,
            "comparator_kind",
            row["comparator_kind"],
            "a trial has no comparator exactly where n_comparator is blank",
        )
        for number, row in _rows("trials", folder)
        if (row["comparator_kind"] == "none") != (row["n_comparator"] == "")
    ]


def _spreads_fit_statistics(folder):
    """An interval of the SD lies around a mean, an interquartile range around a median."""
    wanted, problems = {"sd": "mean", "iqr": "median"}, []
    for name in ("il6_levels", "il6_quantities"):
        for number, row in _rows(name, folder):
            place = (f"data/{name}.csv", number)
            if bool(row["spread_kind"]) != bool(row["spread"]):
                rule = "spread says in words what spread_kind says: fill both or neither"
                problems.append(Problem(*place, "spread_kind", row["spread_kind"], rule))
            statistic = wanted.get(row["spread_kind"])
            if statistic and row["statistic"] and row["statistic"] != statistic:
                rule = f"a spread of the kind {row['spread_kind']} belongs to a {statistic}"
                problems.append(Problem(*place, "statistic", row["statistic"], rule))
    return problems


def _levels_name_their_statistic(folder):
    return [
        Problem(
            "data/il6_quantities.csv",
            number,
            "statistic",
            row["statistic"],
            "a level in blood names its statistic; nothing else does",
        )
        for number, row in _rows("il6_quantities", folder)
        if (row["measure"] == "level in blood") != bool(row["statistic"])
    ]


def _genes_used(folder):
    used = {
        row[column]
        for name, column in (
            ("subunits", "gene_symbol"),
            ("receptor_chains", "gene_symbol"),
            ("therapeutic_targets", "gene_symbol"),
            ("affinities", "binds_gene"),
        )
        for _, row in _rows(name, folder)
    }
    return [
        Problem("data/genes.csv", number, "gene_symbol", row["gene_symbol"], "no table uses this gene")
        for number, row in _rows("genes", folder)
        if row["gene_symbol"] not in used
    ]


def _classification_complete(folder):
    resource = _resource("classification", folder)
    schemes = next(f for f in resource["schema"]["fields"] if f["name"] == "scheme")["constraints"]["enum"]
    have = {(row["interleukin"], row["scheme"]) for _, row in _rows("classification", folder)}
    return [
        Problem("data/classification.csv", 1, "interleukin", row["interleukin"], f"no row for the scheme '{scheme}'")
        for _, row in _rows("interleukins", folder)
        for scheme in schemes
        if (row["interleukin"], scheme) not in have
    ]


def _lessons_after_what_they_need(folder: Path) -> list[Problem]:
    """Check that every lesson comes after those that it needs."""
    number_of = {row["lesson"]: int(row["number"]) for _, row in _rows("lessons", folder)}
    problems = []
    for number, row in _rows("lessons", folder):
        for needed in filter(None, row["needs"].split(";")):
            place = ("data/lessons.csv", number, "needs", row["needs"])
            if needed not in number_of:
                problems.append(Problem(*place, f"no lesson is called '{needed}'"))
            elif number_of[needed] >= number_of[row["lesson"]]:
                problems.append(Problem(*place, f"'{needed}' does not come before this lesson"))
    return problems


def _ids_begin_with_their_lesson(folder: Path) -> list[Problem]:
    """Check that the identifiers of questions and objectives begin with the lesson that the row names."""
    return [
        Problem(f"data/{table}.csv", number, key, row[key], f"this must begin with the row's lesson, {row['lesson']}")
        for table, key in (("questions", "question"), ("objectives", "objective"))
        for number, row in _rows(table, folder)
        if re.split(r"\.|-(?=\d\d$)", row[key])[0] != row["lesson"]
    ]


def _lessons_named(folder: Path) -> list[Problem]:
    """Check that every lesson that a practice item names in braces is there."""
    known = {row["lesson"] for _, row in _rows("lessons", folder)}
    return [
        Problem(f"data/{table}.csv", number, column, text, f"no lesson is called '{lesson}'")
        for table, columns in (("questions", ("stem", "feedback")), ("options", ("text", "feedback")))
        for number, row in _rows(table, folder)
        for column in columns
        for text in [row[column]]
        for lesson in _LESSON_NAMED.findall(text)
        if lesson not in known
    ]


CROSS_TABLE_RULES = (
    _references_reachable,
    _sources_listed_once,
    _actions_fit_targets,
    _main_targets_listed,
    _dates_and_status,
    _indications_follow_first_approval,
    _responders_within_n,
    _spread_in_order,
    _spreads_fit_statistics,
    _levels_name_their_statistic,
    _signals_fit_chains,
    _agonists_imitate,
    _classes_agree,
    _single_arms_have_no_comparator,
    _genes_used,
    _classification_complete,
    _lessons_after_what_they_need,
    _ids_begin_with_their_lesson,
    _lessons_named,
)


# ---------------------------------------------------------------------------- the dictionary as a page


def _role(field, schema):
    """Return what a column is for: text, key, code, source or value (as `readme` explains)."""
    limits = field.get("constraints", {})
    if "role" in field:
        return field["role"]
    if field.get("references"):
        return "source"
    if "enum" in limits:
        return "code"
    joined = field["name"] in {key["fields"] for key in schema.get("foreignKeys", [])}
    return "key" if joined or "pattern" in limits else "value"


def _allowed(field):
    limits = field.get("constraints", {})
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


def readme():
    """Return the page ``data/README.md``: the data dictionary in Markdown, made from ``datapackage.json``."""
    licence = package()["licenses"][0]
    lines = [
        "# The facts of the course",
        "",
        "This page is made from `datapackage.json` by `python -m helpers.tables --readme`.",
        f"All tables: {licence['title']} ([{licence['name']}]({licence['path']})).",
        "A blank cell means that the fact was not established.",
        "",
        "The role of a column says who reads it. A *text* is for people: it may be reworded, and no result of the "
        "course changes. Programs decide by a *key* (the name of a row, here or in another table), a *code* (one of a "
        "few words) or a *value* (a number or date); a *source* is one or more keys of references.csv.",
        "",
    ]
    for resource in package()["resources"]:
        rows = len(load(resource["name"]))
        lines += [f"## {resource['title']} (`{resource['path']}`)", "", resource["description"], ""]
        lines += [f"{rows} rows. Key: {', '.join(resource['schema']['primaryKey'])}."]
        if "as_of" in resource:
            lines += [f"As of {resource['as_of']}."]
        lines += ["", "| column | type | unit | role | meaning | allowed values |", "|---|---|---|---|---|---|"]
        for row in describe(resource["name"]).itertuples(index=False):
            lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |")
        lines.append("")
    return "\n".join(lines)


def main(arguments):
    """List the tables, check all of them, and return the exit code (0 when no rule is broken)."""
    problems = validate()
    if problems:
        print(*problems, sep="\n")
        print(f"{len(problems)} broken rules.")
        return 1
    licence = package()["licenses"][0]["name"]
    print(f"{'table':<22}{'rows':>6}{'columns':>9}  {'licence':<11}as of")
    for name in names():
        print(f"{name:<22}{len(load(name)):>6}{len(load(name).columns):>9}  {licence:<11}{as_of(name)}")
    print("Every rule holds.")
    if "--readme" in arguments:
        (FOLDER / "README.md").write_text(readme(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
