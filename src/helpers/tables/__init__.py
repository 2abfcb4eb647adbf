"""The facts of the course: `data/` as validated, typed pandas DataFrames.

`data/datapackage.json` (Frictionless Table Schema) says what each table and column means and which values it may
hold; `data/README.md` is the same as a page. In a terminal, `python -m helpers.tables` lists the tables and checks
all of them.

>>> from helpers import tables
>>> tables.interleukin("CXCL8")
'IL-8'
>>> len(tables.load("il6_levels")) > 30
True
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from helpers.tables import cross_rules, page, rules, standing, store
from helpers.tables.citations import author_year
from helpers.tables.rules import Problem
from helpers.tables.store import Package, TableError, cached, one_look

__all__ = [
    "Package",
    "Problem",
    "Source",
    "TableError",
    "address",
    "as_of",
    "author_year",
    "cached",
    "cited",
    "data_folder",
    "describe",
    "heading",
    "interleukin",
    "lessons",
    "load",
    "names",
    "one_look",
    "package",
    "readme",
    "references",
    "short_names",
    "sources",
    "titled",
    "validate",
]


def data_folder() -> Path:
    """Return the folder of the tables: the copy inside an installed package, else `data/` of the course's folder."""
    return store.data_folder()


def load(name: str) -> pd.DataFrame:
    """Return the table `name` (a string such as "interleukins") as a DataFrame.

    Text columns hold strings (empty where blank), integers are `Int64`, numbers `float64` in the unit that
    `describe` gives, dates `datetime64`. Raises `TableError` when the table is unknown, damaged or breaks a rule
    of `datapackage.json`.

    >>> genes = tables.load("genes")
    >>> genes.loc[genes["gene_symbol"] == "IL6", "chromosome_band"].item()
    '7p15.3'
    """
    return _valid(store.data_folder(), name).copy()


@cached
def _valid(folder: Path, name: str) -> pd.DataFrame:
    problems = rules.broken(folder, name)
    if problems:
        raise TableError(rules.summary(problems))
    return store.typed(folder, name)


def names() -> list[str]:
    """Return the names of all tables, in the order of the data dictionary.

    >>> "therapeutics" in tables.names()
    True
    """
    return store.table_names(store.data_folder())


def as_of(name: str) -> str:
    """Return the day (ISO string) on which what is new was last looked for in table `name`; "" where it is timeless.

    >>> tables.as_of("genes")
    ''
    >>> len(tables.as_of("therapeutics"))
    10
    """
    return store.resource(store.data_folder(), name).get("as_of", "")


def describe(name: str | None = None) -> pd.DataFrame:
    """Return the data dictionary: all tables, or the columns of the table `name`.

    >>> list(tables.describe("aliases")["column"])[:2]
    ['alias', 'interleukin']
    """
    folder = store.data_folder()
    return page.overview(folder) if name is None else page.columns(folder, name)


def heading(column: str) -> str:
    """Return the name of a column as a table for readers has it: its title in the data dictionary, else its words.

    >>> tables.heading("kd_nM"), tables.heading("where_it_circulates")
    ('Kd (nM)', 'where it circulates')
    """
    return _headings().get(column, column.replace("_", " "))


@cached
def _headings() -> dict[str, str]:
    fields = [field for resource in package()["resources"] for field in resource["schema"]["fields"]]
    return {field["name"]: field["title"] for field in fields if "title" in field}


def package(folder: Path | None = None) -> Package:
    """Return `datapackage.json` in `folder` (by default the course's own) as a dictionary; it must not be changed."""
    return store.dictionary(folder or store.data_folder())


def readme() -> str:
    """Return the page `data/README.md`: the data dictionary in Markdown."""
    return page.text(store.data_folder())


def validate(folder: Path | None = None) -> list[Problem]:
    """Return every broken rule in `folder` (by default the course's own data) as a list of `Problem`.

    Rules across tables are checked when every single table obeys its own.

    >>> tables.validate()
    []
    """
    return list(_problems(folder or store.data_folder()))


@cached
def _problems(folder: Path) -> list[Problem]:
    problems = [problem for name in store.table_names(folder) for problem in rules.broken(folder, name)]
    return problems or [problem for rule in cross_rules.RULES for problem in rule(folder)]


# ---------------------------------------------------------------------------- names of interleukins


def interleukin(name: object) -> str:
    """Return the canonical name for `name`, which may be an alias ("CXCL8") or spelt out ("interleukin 1 beta").

    Raises `TableError` with the nearest names when nothing matches.

    >>> tables.interleukin("interleukin 1 beta")
    'IL-1β'
    """
    known, wanted = _spellings(), _spelt(str(name))
    if wanted in known:
        return known[wanted]
    near = [known[match] for match in difflib.get_close_matches(wanted, known, n=4, cutoff=0.6)]
    near = list(dict.fromkeys(near))[:3]
    hint = f"did you mean {' or '.join(near)}?" if near else "the table 'interleukins' lists every name."
    raise TableError(f"'{name}' is not an interleukin of this course; {hint}")


@cached
def _spellings() -> dict[str, str]:
    """Return {spelling: canonical name} of every name and alias."""
    aliases = load("aliases")
    known = {_spelt(alias): il for alias, il in zip(aliases["alias"], aliases["interleukin"], strict=True)}
    return known | {_spelt(value): value for value in load("interleukins")["interleukin"]}


def _spelt(name: str) -> str:
    name = re.sub(r"[\W_]", "", name.casefold())  # IL-6, IL 6, il6 and IL–6 are one
    for word, sign in (("interleukin", "il"), ("alpha", "α"), ("beta", "β"), ("gamma", "γ")):
        name = name.replace(word, sign)
    return name


# ---------------------------------------------------------------------------- sources


def references(keys: str | Iterable[str]) -> pd.DataFrame:
    """Return the rows of the table `references` for `keys`, without repeats, in the order of their citations.

    `keys` is one cell of a column *reference* (such as "a_2001;b_2002") or several of them. The column *standing* is
    added: "primary", or "secondary" where somebody else repeats what a source said. Raises `TableError` for a key that
    the table does not have.

    >>> tables.references("castell_1990")["standing"].item()
    'primary'
    """
    wanted = {key for cell in ([keys] if isinstance(keys, str) else keys) for key in cell.split(";") if key}
    table = load("references")
    missing = sorted(wanted - set(table["reference"]))
    if missing:
        raise TableError(f"{', '.join(missing)}: no such key in data/references.csv; add the source there.")
    known = standing.standings(store.data_folder())
    table["standing"] = [known[key] for key in table["reference"]]
    return table[table["reference"].isin(list(wanted))].sort_values("citation", ignore_index=True)


def cited() -> set[str]:
    """Return the set of citation keys that the rows of any table name."""
    return {
        key
        for resource in package()["resources"]
        for field in resource["schema"]["fields"]
        if field.get("references")
        for cell in load(resource["name"])[field["name"]]
        for key in cell.split(";")
        if key
    }


def short_names(keys: str) -> str:
    """Return the names by which a sentence or a table calls the sources with these `keys` (joined by ";").

    >>> tables.short_names("castell_1990")
    'Castell 1990'
    """
    known = sources()  # looked up once: whether a table changed is asked of the disk each time
    return "; ".join(known[key.strip()].name for key in keys.split(";"))


def address(reference: Mapping[Any, Any]) -> str:
    """Return the link of a source (one row of the table `references`): its DOI, else PubMed, else its address.

    >>> tables.address({"doi": "", "pmid": "1828071", "url": ""})
    'https://pubmed.ncbi.nlm.nih.gov/1828071/'
    """
    if reference["doi"]:
        return "https://doi.org/" + quote(reference["doi"], safe="/:;,._-")
    if reference["pmid"]:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference['pmid']}/"
    return reference["url"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source by its short name, such as "Castell 1990", and its link."""

    name: str
    link: str


@cached
def sources() -> dict[str, Source]:
    """Return key -> source, for all rows of the table `references`.

    >>> tables.sources()["castell_1990"].name
    'Castell 1990'
    """
    return {row["reference"]: Source(author_year(row), address(row)) for row in load("references").to_dict("records")}


# ---------------------------------------------------------------------------- lessons


def lessons() -> pd.DataFrame:
    """Return the table `lessons` in the order of the course, with what follows from a lesson's number and identifier.

    `shown` is the number as a reader sees it ("05"), `notebook` the name of the file in `notebooks/`, and `after` has
    the numbers of the lessons needed before ("01, 02").

    >>> tables.lessons()["notebook"][0]
    '00_start_here.ipynb'
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
    """Return `text` with the title of a lesson, in quotes, for each lesson that it names, such as "{messengers}".

    >>> tables.titled("See {messengers}.")
    "See 'Messengers'."
    """
    return cross_rules.LESSON_NAMED.sub(lambda match: f"'{_titles()[match[1]]}'", text)


@cached
def _titles() -> dict[str, str]:
    table = load("lessons")
    return dict(zip(table["lesson"], table["title"], strict=True))
