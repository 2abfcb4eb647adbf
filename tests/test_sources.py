"""Sources: which speak for themselves, which are told by others, and how many can be found by an identifier."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from helpers import lesson, tables
from helpers.tables import standing, store
from tests import sources
from tests.notebooks import ROOT

HOSTS = store.values(tables.data_folder(), "source_hosts", "host")
LEAST_IDENTIFIED = 0.772  # since a hash of that form is a label's only at a regulator
# Parts of the rows of other tables that may rest on secondary sources alone; lower them, never raise them.
MOST_SECONDARY = {
    **dict.fromkeys(("genes", "interleukins", "receptor_complexes", "receptor_chains", "coursework_items"), 0.0),
    **dict.fromkeys(("subunits", "classification", "il6_levels", "questions", "common_errors", "harms"), 0.0),
    **dict.fromkeys(("interactions", "ligand_kinds", "market_days"), 0.0),
    "aliases": 0.01,
    "producers": 0.011,
    "targets": 0.01,
    "conditions": 0.035,
    "diseases": 0.03,
    "il6_activities": 0.032,
    "trials": 0.015,
    "misconceptions": 0.014,
    "glossary": 0.031,
    "lecture_claims": 0.026,
}
MOST_OF_ALL = 0.008


def row(url: str = "", doi: str = "", pmid: str = "", kind: str = "article") -> dict[str, str]:
    return {"url": url, "doi": doi, "pmid": pmid, "kind": kind}


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        (row("https://pt.scribd.com/document/1"), "secondary"),
        (row("https://www.drugs.com/pro/x.html", kind="label"), "secondary"),
        (row("https://notdrugs.com/x", kind="label"), "primary"),
        (row("https://www.scilit.com/x", doi="10.1000/x"), "primary"),
        (row("https://www.ema.europa.eu/en/medicines/human/EPAR/nucala", kind="regulator"), "primary"),
        (row("https://example.org/a", kind="news"), "secondary"),
        (row("https://example.org/a", kind="encyclopaedia"), "secondary"),
        (row("https://example.org/a", pmid="12", kind="news"), "primary"),
    ],
)
def test_a_source_is_primary_or_told_by_others(reference: dict[str, str], wanted: str) -> None:
    assert standing.of(reference, HOSTS) == wanted


def test_no_source_on_a_listed_host_counts_as_primary() -> None:
    known = standing.standings(tables.data_folder())
    for reference in tables.load("references").to_dict("records"):
        if standing.on_one_of(tables.address(reference), HOSTS):
            assert known[reference["reference"]] == "secondary", reference["reference"]


def test_no_file_names_the_host_of_a_package_index() -> None:
    """A database is cited where its makers publish it, not where a package happened to carry it."""
    index = "py" + "pi.org"
    for folder, pattern in (("data", "*"), ("docs", "*.md"), ("notebooks", "**/*.ipynb"), ("src", "**/*.py")):
        for path in (ROOT / folder).glob(pattern):
            assert index not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("table", sources.PRIMARY)
def test_facts_that_must_be_primary_are_or_stand_on_the_list(table: str) -> None:
    """The list only gets shorter: `python -m tests.sources` takes off it what is mended."""
    found = sources.secondary_only(table)
    wanted = {entry for entry in sources.listed() if entry[0] == table}
    assert found - wanted == set(), "cite the paper, the licence or the record"
    assert wanted - found == set(), "mended: run python -m tests.sources"


@pytest.mark.parametrize("table", MOST_SECONDARY)
def test_few_rows_of_other_tables_rest_on_secondary_sources(table: str) -> None:
    assert len(sources.secondary_only(table)) <= MOST_SECONDARY[table] * len(tables.load(table))


def test_few_rows_of_all_rest_on_secondary_sources() -> None:
    """Of all rows that name a source, whatever their table; what is only reported stands apart."""
    folder = tables.data_folder()
    sourced = [
        name
        for name in set(store.table_names(folder)) - {"references", "reported_uses"}
        if any(field["name"] == "reference" for field in store.resource(folder, name)["schema"]["fields"])
    ]
    rows = sum(len(tables.load(name)) for name in sourced)
    assert sum(len(sources.secondary_only(name)) for name in sourced) <= MOST_OF_ALL * rows


def test_a_column_marked_primary_refuses_secondary_sources(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(tables.data_folder(), folder)
    secondary = next(key for key, kind in standing.standings(folder).items() if kind == "secondary")
    with (folder / "genes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[3][-1] = secondary
    with (folder / "genes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    (problem,) = tables.validate(folder)
    assert (problem.file, problem.row, problem.value) == ("data/genes.csv", 4, secondary)
    assert "only secondary sources" in str(problem)


def test_facts_about_medicines_refuse_secondary_sources() -> None:
    """No licence, presentation, warning or pharmacokinetic parameter rests on what somebody else repeats."""
    wanted = {"therapeutics", "therapeutic_targets", "indications", "presentations", "biosimilars", "warnings"}
    marked = {
        name
        for name in store.table_names(tables.data_folder())
        for field in store.resource(tables.data_folder(), name)["schema"]["fields"]
        if field.get("primary")
    }
    assert wanted | {"pk_parameters"} <= marked


def test_most_sources_can_be_found_by_an_identifier() -> None:
    references = tables.load("references").to_dict("records")
    assert sum(map(sources.identified, references)) >= LEAST_IDENTIFIED * len(references)


def test_a_set_of_labels_stands_once() -> None:
    """Versions of one label are one source."""
    form = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
    found = [key for url in tables.load("references")["url"] for key in form.findall(url)]
    assert len(found) > 5
    assert len(found) == len(set(found)), found


def test_a_lesson_says_which_of_its_sources_are_secondary() -> None:
    references = tables.load("references")
    known = standing.standings(tables.data_folder())
    chosen = [next(key for key in references["reference"] if known[key] == kind) for kind in ("primary", "secondary")]
    lines = repr(lesson.sources(*chosen)).splitlines()
    assert ["(secondary source)" in line for line in lines].count(True) == 1
    assert lesson.sources(chosen[1]).markup.count("(secondary source)") == 1
