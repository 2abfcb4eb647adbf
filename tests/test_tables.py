"""The facts: every rule holds, and every kind of damage is found and named."""

import csv
import json
import math
import os
import shutil
import subprocess
import sys
from typing import get_args

import pytest

from helpers import explorers, tables
from helpers.illustrations.cells import CellShape, Nucleus
from helpers.models.trial_statistics import number_needed_to_harm
from helpers.tables import store
from helpers.tables.__main__ import main

NAMES = tables.names()
DATA = tables.data_folder()


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """A copy of the data folder, for all tests of this file that damage one."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("stock") / "data")


@pytest.fixture
def copy(stock, monkeypatch):
    """A copy of the data folder that the tables module uses for the length of one test; then it is whole again."""
    monkeypatch.setattr(store, "data_folder", lambda: stock)
    yield stock
    for path in DATA.iterdir():
        mine, theirs = stock / path.name, path.stat()
        now = mine.stat() if mine.exists() else None
        if now is None or (now.st_mtime_ns, now.st_size) != (theirs.st_mtime_ns, theirs.st_size):
            shutil.copy2(path, mine)
    assert {path.name for path in stock.iterdir()} == {path.name for path in DATA.iterdir()}


def read(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(folder, name, rows):
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def fields_of(name):
    return next(r for r in tables.package()["resources"] if r["name"] == name)["schema"]["fields"]


def schema_of(name):
    return next(r for r in tables.package()["resources"] if r["name"] == name)["schema"]


def test_every_rule_holds():
    assert [str(problem) for problem in tables.validate()] == []


@pytest.mark.parametrize("name", NAMES)
def test_tables_load_typed(name):
    table = tables.load(name)
    assert list(table.columns) == [field["name"] for field in fields_of(name)]
    assert len(table) > 0
    for field in fields_of(name):
        wanted = {"integer": "Int64", "number": "float64", "date": "datetime64"}.get(field["type"])
        assert wanted is None or str(table[field["name"]].dtype).startswith(wanted)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_documented(name):
    for field in fields_of(name):
        assert field["description"].endswith(".")
        assert field["type"] in ("string", "date") or field.get("unit"), f"{name}.{field['name']} has no unit"
    assert list(tables.describe(name)["column"]) == [field["name"] for field in fields_of(name)]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_of_words_has_a_role(name):
    """What a program may decide by is closed or a key; every other column of words is declared to be a text."""
    columns = tables.describe(name)
    assert set(columns["role"]) <= {"text", "key", "code", "source", "value"}
    assert not ((columns["type"] == "string") & (columns["role"] == "value")).any(), (
        "declare its role in datapackage.json"
    )
    assert {field["role"] for field in fields_of(name) if "role" in field} <= {"text", "key"}


def corruptions():
    """Yield (table, kind, column, bad value) for every kind of damage that a table can have."""
    for name in NAMES:
        schema = schema_of(name)
        yield name, "undocumented column", "surprise", "x"
        yield name, "duplicate", schema["primaryKey"][0], None
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            if "enum" in limits:
                yield name, "unknown word", field["name"], "no such word"
            if field["type"] != "string":
                yield name, "wrong type", field["name"], "about 3"
            if limits.get("required"):
                yield name, "blank", field["name"], ""
            if field.get("references"):
                yield name, "missing reference", field["name"], "nobody_1900"
        for key in schema.get("foreignKeys", []):
            yield name, "dangling key", key["fields"], "nowhere"


@pytest.mark.parametrize(("name", "kind", "column", "value"), list(corruptions()))
def test_damage_is_named(copy, name, kind, column, value):
    rows = read(copy, name)
    if kind == "undocumented column":
        rows = [[*row, column if number == 0 else value] for number, row in enumerate(rows)]
        row = 1
    elif kind == "duplicate":
        rows.append(rows[1])
        row = len(rows)
    else:
        row = 2
        rows[1][rows[0].index(column)] = value
    write(copy, name, rows)
    with pytest.raises(tables.TableError) as caught:
        tables.load(name)
    message = str(caught.value)
    assert f"data/{name}.csv, row {row}, column '{column}'" in message or kind in ("duplicate", "dangling key", "blank")
    assert f"data/{name}.csv, row " in message
    if value:
        assert value in message or kind == "undocumented column"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00a", "not UTF-8"),
        (b"gene_symbol;hgnc_id\nIL6;1\n", "separated by ';'"),
        (b"gene_symbol\x00,b\n", "NUL"),
        (None, "missing"),
    ],
)
def test_damaged_files_are_named(copy, content, sentence):
    path = copy / "genes.csv"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(tables.TableError, match=sentence):
        tables.load("genes")


@pytest.mark.parametrize("name", tables.names())
def test_an_emptied_table_gets_one_sentence(copy, name):
    write(copy, name, read(copy, name)[:1])
    with pytest.raises(tables.TableError, match=f"^The file data/{name}.csv has a header and no rows. Restore it"):
        tables.load(name)


def dictionary(folder, change):
    """Change the data dictionary in `folder`: `change` gets it and returns what to store."""
    path = folder / "datapackage.json"
    found = change(json.loads(path.read_text(encoding="utf-8")))
    path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")


def first_table(change):
    """Return a change of the dictionary's first table, which `change` gets."""

    def changed(package):
        change(package["resources"][0])
        return package

    return changed


DAMAGE = {
    "not JSON": (lambda package: "{", "is not JSON"),
    "a list": (lambda package: [], "the dictionary is not an object in braces"),
    "no tables": (
        lambda package: {**package, "resources": None},
        "the dictionary has no 'resources' of the right kind",
    ),
    "a table without schema": (first_table(lambda table: table.pop("schema")), "a table has no 'schema'"),
    "a table of words": (lambda package: {**package, "resources": ["genes"]}, "a table is not an object"),
    "no key": (first_table(lambda t: t["schema"].pop("primaryKey")), "the schema of the table 'references' has no"),
    "no type": (
        first_table(lambda t: t["schema"]["fields"][0].pop("type")),
        "a column of the table 'references' has no",
    ),
    "another type": (first_table(lambda t: t["schema"]["fields"][0].update(type="text")), "the unknown type 'text'"),
    "a key to nowhere": (
        first_table(lambda t: t["schema"].update(foreignKeys=[{"fields": "kind"}])),
        "a foreign key of the table 'references' has no 'reference'",
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_dictionary_is_one_sentence_and_noticed_in_a_living_kernel(copy, name):
    change, sentence = DAMAGE[name]
    assert len(tables.load("genes")) > 50
    dictionary(copy, change)
    for ask in (lambda: tables.load("genes"), tables.names, tables.describe, tables.validate):
        with pytest.raises(tables.TableError, match=sentence) as caught:
            ask()
        assert "datapackage.json" in str(caught.value) and "\n" not in str(caught.value)


def test_a_dictionary_that_is_not_text_is_named(copy):
    (copy / "datapackage.json").write_bytes(b"\xff\xfe")
    with pytest.raises(tables.TableError, match="datapackage.json is not UTF-8"):
        tables.load("genes")


def test_a_new_rule_of_the_dictionary_holds_at_once(copy):
    """A kernel that has loaded a table notices that its dictionary has changed."""
    tables.load("cell_types")

    def stricter(package):
        table = next(r for r in package["resources"] if r["name"] == "cell_types")
        next(f for f in table["schema"]["fields"] if f["name"] == "leukocyte")["constraints"]["enum"] = ["yes"]
        return package

    dictionary(copy, stricter)
    with pytest.raises(tables.TableError, match="unknown word; allowed are: yes"):
        tables.load("cell_types")


def test_what_is_kept_follows_the_tables(copy):
    asked = []

    @tables.cached
    def number_of(name):
        asked.append(name)
        return len(tables.load(name))

    before = number_of("genes")
    assert [number_of("genes"), number_of("cell_types")] == [before, len(tables.load("cell_types"))]
    assert asked == ["genes", "cell_types"]
    write(copy, "genes", read(copy, "genes")[:-1])
    assert number_of("genes") == before - 1
    assert asked == ["genes", "cell_types", "genes"]


def test_what_is_kept_of_a_folder_follows_the_files_that_were_read_for_it(copy):
    asked = []

    @tables.cached
    def rows_of(folder, name):
        asked.append(name)
        return len(store.read(folder, name).rows)

    @tables.cached
    def both(folder):
        asked.append("both")
        return rows_of(folder, "genes") + rows_of(folder, "cell_types")

    before = both(copy)
    assert asked == ["both", "genes", "cell_types"]
    write(copy, "glossary", read(copy, "glossary")[:-1])
    assert both(copy) == before and len(asked) == 3, "no other table was read for it"
    write(copy, "genes", read(copy, "genes")[:-1])
    assert both(copy) == before - 1, "also where the other table is read by what is asked, and kept"
    assert asked[3:] == ["both", "genes"]
    dictionary(copy, lambda package: {**package, "name": "another"})
    assert both(copy) == before - 1 and len(asked) == 8, "all rests on the dictionary"
    (copy / "cell_types.csv").unlink()
    with pytest.raises(tables.TableError, match="cell_types.csv is missing"):
        both(copy)


def test_a_table_given_out_can_be_changed_without_harm():
    table = tables.load("genes")
    table["gene_symbol"] = "x"
    assert "x" not in set(tables.load("genes")["gene_symbol"])


def test_a_row_cut_short_is_named(copy):
    text = (copy / "genes.csv").read_text(encoding="utf-8").splitlines()
    text[4] = "IL6,HGNC"
    (copy / "genes.csv").write_text("\n".join(text), encoding="utf-8")
    with pytest.raises(tables.TableError, match="row 5, .* has 2 cells, not 6"):
        tables.load("genes")


def test_a_byte_order_mark_does_no_harm(copy):
    path = copy / "genes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(tables.load("genes")) > 50


def test_a_quoted_cell_keeps_its_lines(copy):
    rows = read(copy, "glossary")
    place = rows[0].index("definition")
    rows[1][place] = "One line.\n\nAnother line."
    write(copy, "glossary", rows)
    assert "One line.\n\nAnother line." in set(tables.load("glossary")["definition"])


def change(folder, name, where, column, value):
    rows = read(folder, name)
    place = rows[0].index(column)
    chosen = next(row for row in rows[1:] if where(dict(zip(rows[0], row, strict=True))))
    chosen[place] = value
    write(folder, name, rows)


@pytest.mark.parametrize(
    ("name", "where", "column", "value", "sentence"),
    [
        ("therapeutics", lambda r: r["status"] != "marketed", "status_note", "", "needs a note"),
        ("therapeutics", lambda r: r["first_fda_approval"], "first_fda_approval", "2031-01-01", "after the as_of date"),
        ("therapeutics", lambda r: r["inn"] == "aldesleukin", "region", "US", "are those of EU, US"),
        ("therapeutics", lambda r: r["inn"] == "brodalumab", "first_ema_approval", "2017-07-18", "bears this date"),
        ("indications", lambda r: r["inn"] == "daclizumab", "region", "Japan", "are those of EU, Japan"),
        ("indications", lambda r: r["inn"] == "brodalumab", "first_approved", "", "bears this date in the US"),
        ("indications", lambda r: r["first_approved"], "first_approved", "2031-01-01", "after the as_of date"),
        ("indications", lambda r: r["first_approved"], "approved_about", "2026-10", "the day is given"),
        ("indications", lambda r: r["approved_about"], "approved_about", "2026-12", "after the as_of date"),
        ("indications", lambda r: r["inn"] == "netakimab", "approved_about", "2031", "after the as_of date"),
        ("indications", lambda r: r["approved_about"] == "2024-11", "approved_about", "2023-09", "later than this"),
        ("biosimilars", lambda r: r["region"] == "EU", "interchangeable", "", "every biosimilar licensed in the EU"),
        ("reported_uses", lambda r: r["inn"] == "levilimab", "reference", "lomakin_2021", "speaks for itself"),
        ("reported_uses", lambda r: r["inn"] == "olokizumab", "indication", "rheumatoid arthritis", "has this use"),
        ("therapeutics", lambda r: r["inn"] == "tocilizumab", "molecular_target", "IL6", "has no row for tocilizumab"),
        ("therapeutic_targets", lambda r: r["inn"] == "tocilizumab", "binds", "ligand", "not in data/subunits.csv"),
        ("therapeutic_targets", lambda r: r["inn"] == "siltuximab", "gene_symbol", "IL6R", "not in data/subunits.csv"),
        ("pk_parameters", lambda r: r["parameter"] == "Tmax" and r["value"] == "7", "value", "3", "the same"),
        ("pk_parameters", lambda r: r["parameter"] == "Vp/F", "parameter", "Vp", "is divided by F"),
        ("trials", lambda r: r["n_comparator"], "responders_treated", "999999", "more responders than patients"),
        ("trials", lambda r: r["n_comparator"], "responders_comparator", "", "give both"),
        ("trials", lambda r: r["main_count"] == "no", "main_count", "yes", "2 of the 2 counts of this comparison"),
        ("trials", lambda r: r["trial"] == "MIRRA", "main_count", "no", "0 of the 1 counts of this comparison"),
        ("trials", lambda r: r["n_treated"] == "60" and r["main_count"] == "no", "responders_treated", "9", "a rate"),
        ("il6_levels", lambda r: r["low"], "low", "99999999", "not in order"),
        ("il6_levels", lambda r: r["low"], "spread", "", "say what low and high are"),
        ("il6_levels", lambda r: r["spread_kind"] == "sd", "statistic", "median", "belongs to a mean"),
        ("il6_quantities", lambda r: r["spread_kind"] == "iqr", "spread_kind", "", "fill both or neither"),
        ("il6_quantities", lambda r: r["measure"] == "level in blood", "statistic", "", "names its statistic"),
        ("receptor_complexes", lambda r: r["complex"] == "il13-il13ra2", "signals", "yes", "has a decoy chain"),
        ("receptor_complexes", lambda r: r["complex"] == "il1ra-il1r1", "signals", "yes", "is a receptor antagonist"),
        ("receptor_chains", lambda r: r["complex"] == "il7-il7r-il2rg", "interleukin", "IL-2", "a complex of IL-7"),
        ("receptor_chains", lambda r: r["complex"] == "il8-cxcr1", "complex", "il8-cxcr2", "has no chain"),
        ("receptor_chains", lambda r: r["gene_symbol"] == "SDC1", "gene_symbol", "IL6", "architecture.csv has no row"),
        ("receptor_architecture", lambda r: r["gene_symbol"] == "IL6R", "uniprot", "P05231", "of IL6R is P08887"),
        ("receptor_architecture", lambda r: r["passes"] == "1", "anchor", "secreted", "anchored in another way"),
        ("receptor_architecture", lambda r: r["passes"] == "0", "inside", "short", "exactly where it passes"),
        ("receptor_architecture", lambda r: r["passes"] == "7", "passes", "6", "pass seven times"),
        ("receptor_architecture", lambda r: r["inside"] == "TIR", "inside", "short", "it is held by TIR"),
        ("receptor_architecture", lambda r: r["gene_symbol"] == "IL20RB", "inside", "SEFIR", "always holds a partner"),
        ("ligand_structures", lambda r: r["interleukin"] == "IL-12", "form", "monomer", "are 2"),
        ("signalling_pairs", lambda r: r["gene_symbol"] == "IL2RA", "partner", "JAK1", "a partner is named exactly"),
        ("signalling_pairs", lambda r: r["partner"] == "JAK3", "rank", "", "exactly where there is a partner"),
        ("signalling_pairs", lambda r: r["gene_symbol"] == "IL12RB1", "rank", "also", "is its main way"),
        ("signalling_pairs", lambda r: r["gene_symbol"] == "OSMR", "gene_symbol", "IL6R", "a partner in another row"),
        ("signalling_pairs", lambda r: r["gene_symbol"] == "OSMR", "gene_symbol", "IL1R1", "IL1R1 has TIR inside"),
        ("signalling_pairs", lambda r: r["gene_symbol"] == "OSMR", "gene_symbol", "IL6R", "pairs.csv has no row"),
        ("signalling_pairs", lambda r: r["partner"] == "KIT", "partner", "CSF1R", "is its own partner"),
        ("lecture_claims", lambda r: True, "evidence_table", "nowhere", "no table has this name"),
        ("therapeutics", lambda r: r["inn"] == "aldesleukin", "imitates", "", "imitates one interleukin"),
        ("therapeutics", lambda r: r["inn"] == "anakinra", "imitates", "IL-1Ra", "only an agonist"),
        ("il6_activities", lambda r: r["target"] == "hepatocyte", "target_class", "tumour", "of the same target"),
        ("il6_activities", lambda r: r["readout"] == "CRP", "readout_direction", "", "or neither"),
        ("il6_activities", lambda r: not r["readout"], "readout_direction", "up", "or neither"),
        ("il6_activities", lambda r: r["readout"] == "AMPK", "mediator", "AMPK", "the mediator of an effect is not"),
        ("il6_activities", lambda r: r["signalling_mode"] == "trans", "mode_reference", "", "name a source exactly"),
        ("il6_activities", lambda r: r["signalling_mode"] == "trans", "signalling_mode", "unspecified", "exactly"),
        ("il6_activities", lambda r: r["reference"] == "udagawa_1995", "year", "1996", "shows the year"),
        ("il6_activities", lambda r: r["reference"] == "airway_muscle_il6", "year", "", "shows the year '', its"),
        ("il6_activities", lambda r: r["target"] == "stomach", "target", "microglia", "unknown word"),
        ("producers", lambda r: r["cell_type"] == "basophil", "interleukin", "IL-6", "a source of IL-6"),
        ("target_sectors", lambda r: r["name"] == "stomach", "role", "source", "no table names this source"),
        ("target_sectors", lambda r: r["name"] == "stomach", "basis", "anatomy", "anatomy names a source"),
        ("target_sectors", lambda r: r["sector"] == "liver", "sector", "fat", "nobody stands there"),
        ("il6_activities", lambda r: r["readout"] == "LDL cholesterol", "readout", "CRP", "csv measured it"),
        ("cell_types", lambda r: r["shape"] == "round", "look_reference", "", "exactly where the shape"),
        ("cell_types", lambda r: r["cell_type"] == "tumour cell", "nucleus", "round", "whose nucleus is told"),
        ("targets", lambda r: r["interleukin"] == "IL-6", "reference", "chen_2018_il20r", "has no row from"),
        ("trials", lambda r: r["comparator"] == "placebo", "comparator_kind", "treatment", "of the same comparator"),
        ("trials", lambda r: r["comparator_kind"] == "none", "comparator_kind", "placebo", "n_comparator is blank"),
        ("warnings", lambda r: r["inn"] == "levilimab", "inn", "oprelvekin", "csv has no row on this drug"),
        ("warnings", lambda r: r["inn"] == "icotrokinra", "region", "EU", "on the US label of this drug"),
        ("warnings", lambda r: r["inn"] == "mirikizumab", "boxed", "not established", "another row tells whether"),
        ("warnings", lambda r: r["boxed"] == "yes", "monitoring", "", "its harm and what is watched"),
        ("warnings", lambda r: r["region"] == "China", "boxed", "no", "no other region has boxes"),
        ("warnings", lambda r: r["harm"], "mechanism", "", "a harm has a mechanism"),
        ("warnings", lambda r: r["harm"], "reference", "", "what a label says has a source"),
        ("warnings", lambda r: r["harm"] == "hidden_infection", "mechanism", "molecule", "it is 'job lost'"),
        ("warnings", lambda r: r["harm"] == "suicidal_behaviour", "mechanism", "job lost", "it is 'not explained'"),
        ("warnings", lambda r: r["harm"], "harm", "bad_luck", ""),
        ("harm_jobs", lambda r: r["interleukin"] == "IL-13", "interleukin", "IL-31", "it is 'not explained'"),
        ("harms", lambda r: r["events"] == "23", "events", "2300", "more patients are harmed"),
        ("harms", lambda r: r["comparator_events"] == "1", "comparator_events", "", "is blank"),
        ("harms", lambda r: r["comparator_events"] == "1", "comparator_events", "900", "more patients are harmed"),
        ("interactions", lambda r: r["level"], "level", "", "or all are blank"),
        ("interactions", lambda r: r["level"], "high", "1", "lies in its interval"),
        ("genetic_evidence", lambda r: r["low"], "high", "", "two ends"),
        ("clinical_lessons", lambda r: r["low"], "ratio", "9", "lies in its interval"),
        ("clinical_lessons", lambda r: r["ratio"], "good_side", "", "which side of 1 is good"),
        ("clinical_lessons", lambda r: r["design"] == "single arm", "result", "helped", "without a control arm"),
        ("joint_signals", lambda r: r["makes"] == "RANKL", "makes", "IL-5", "to whom the receiver sends"),
        ("interactions", lambda r: r["level"], "region", "US", "a study has patients"),
        ("interactions", lambda r: r["level"], "patients", "", "a measured exposure has its patients"),
        ("harm_benefits", lambda r: r["trial"] == "MONARCH", "arm", "1 g daily", "compares no such arm"),
        ("harm_benefits", lambda r: r["trial"] == "MONARCH", "responders", "185", "more patients respond"),
        ("harm_benefits", lambda r: r["trial"] == "SOLO-CONTINUE", "responders", "48", "has other counts"),
        ("case_arguments", lambda r: r["drug"] == "rilonacept", "source_row", "rilonacept", "has no row of this key"),
        ("case_arguments", lambda r: r["source_table"] == "drug_exits", "drug", "dupilumab", "is of another drug"),
        ("case_arguments", lambda r: r["case"] == "leila", "drug", "siltuximab", "is of another drug"),
        ("case_arguments", lambda r: r["why"].startswith("Of nine patients"), "side", "for", "one side only"),
        ("cases", lambda r: r["case"] == "leila", "has", "bowel;thrush", "touches one of these"),
        ("cases", lambda r: r["case"] == "leila", "has_not", "gouty arthritis", "has one of these uses"),
        ("cases", lambda r: r["case"] == "leila", "has_not", "Crohn's disease", "or it is weighed"),
        ("helper_programmes", lambda r: r["standing"] == "disputed", "against", "", "where the row is disputed"),
        ("helper_programmes", lambda r: r["against"].startswith("acosta"), "against", "manel_2008", "for the row or"),
        ("classification", lambda r: True, "scheme", "function", ""),
        ("classification", lambda r: r["family"] == "IL-4Rα", "family", "common β chain", "share IL"),
        ("classification", lambda r: r["family"] == "IL-12Rβ2", "family", "not established", "has a family by"),
        ("lessons", lambda r: r["lesson"] == "balance", "needs", "messengers;dreams", "no lesson is called 'dreams'"),
        ("lessons", lambda r: r["lesson"] == "messengers", "needs", "balance", "'balance' does not come before"),
        ("questions", lambda r: r["lesson"] == "balance", "lesson", "messengers", "the row's lesson, messengers"),
        ("objectives", lambda r: r["lesson"] == "balance", "lesson", "messengers", "the row's lesson, messengers"),
        ("questions", lambda r: True, "stem", "See {dreams}.", "no lesson is called 'dreams'"),
        ("options", lambda r: True, "text", "See {dreams}.", "no lesson is called 'dreams'"),
        ("receptor_complexes", lambda r: r["complex"] == "il35-il6st", "name", "gp130 homodimer", "must agree"),
        ("affinities", lambda r: r["affinity"] == "il1ra-il1r1-dripps_1991", "species", "human", "must agree"),
        ("diseases", lambda r: r["species"] == "mouse", "finding", "Loss of the gene protected.", "must agree"),
        ("diseases", lambda r: r["evidence"] == "trial", "role", "marker", "a marker rests on observation"),
        ("diseases", lambda r: r["evidence"] == "model", "role", "tested without benefit", "only a trial tests"),
        ("diseases", lambda r: r["evidence"] == "observation", "role", "drives", "no more than a marker"),
        ("questions", lambda r: r["feedback"], "feedback", "Right: it is so.", "begin with the reason"),
        ("options", lambda r: r["feedback"], "feedback", "Not yet. It is not.", "begin with the reason"),
        ("coursework_options", lambda r: r["feedback"], "feedback", "No, look again.", "begin with the reason"),
        ("options", lambda r: r["misconception"] == "il1b-lies-ready", "misconception", "", "no option of"),
        ("references", lambda r: r["doi"] and not r["url"] and not r["pmid"], "doi", "", "needs a DOI"),
    ],
)
def test_rules_across_tables(copy, name, where, column, value, sentence):
    change(copy, name, where, column, value)
    problems = [str(problem) for problem in tables.validate(copy)]
    assert problems
    assert any(sentence in problem for problem in problems)


def test_every_kind_of_cell_but_the_tumour_cell_can_be_drawn():
    cells = tables.load("cell_types")
    assert list(cells.loc[cells["shape"] == "", "cell_type"]) == ["tumour cell"]
    assert set(cells["shape"]) - {""} <= set(get_args(CellShape))
    assert set(cells["nucleus"]) - {""} <= set(get_args(Nucleus))


def test_a_trial_under_a_second_name_is_named(copy):
    rows = read(copy, "trials")
    again = list(rows[-1])
    again[rows[0].index("trial")] = "trial of last year"
    write(copy, "trials", [*rows, again])
    assert any("the same counts stand under the name" in str(problem) for problem in tables.validate(copy))


def test_harm_is_counted_for_a_number_needed_to_harm():
    counted = tables.load("harms").query("comparator != ''").to_dict("records")
    anakinra = next(row for row in counted if row["inn"] == "anakinra")
    columns = ("events", "patients", "comparator_events", "comparator_patients")
    needed = number_needed_to_harm(*(int(anakinra[column]) for column in columns))
    assert needed.kind == "harm"
    assert (round(needed.estimate, 1), round(needed.low, 1), round(needed.high, 1)) == (58.6, 36.2, math.inf)
    assert all(int(row["comparator_patients"]) >= int(row["comparator_events"]) for row in counted)


def test_us_labels_tell_their_boxes():
    """Each drug that the FDA licensed has its box told."""
    warned = tables.load("warnings").query("region == 'US'")
    licensed = set(tables.load("therapeutics").query("first_fda_approval.notna()")["inn"])
    assert set(warned["inn"]) >= licensed
    assert "not established" not in set(warned["boxed"])


def test_jobs_of_interleukins_tell_the_harms_of_blockers():
    """Each drug that blocks IL-17A and has a label warning of candidiasis or colitis owes it to the job lost."""
    warned = tables.load("warnings").query("harm in ('candidiasis', 'bowel_inflammation')")
    assert set(warned["mechanism"]) == {"job lost"} and len(warned) >= 6
    jobs = tables.load("harm_jobs")
    assert {"candidiasis", "bowel_inflammation"} == set(jobs.loc[jobs["interleukin"] == "IL-17A", "harm"])


def test_an_interleukin_without_a_structure_is_named(copy):
    write(copy, "ligand_structures", read(copy, "ligand_structures")[:-1])
    assert any("ligand_structures.csv has no row" in str(problem) for problem in tables.validate(copy))


# What stood once among the readouts of the map of IL-6: reagents, conditions, mediators, and IL-6 with its receptor.
NO_READOUTS = (
    "oestrogen receptor",
    "IL-6R mRNA",
    "soluble IL-6R",
    "anti-IL-6 sensitivity",
    "urinary IL-6",
    "M-CSF",
    "IL-6",
    "dexamethasone",
)


@pytest.mark.parametrize("word", NO_READOUTS)
def test_no_reagent_stands_as_a_readout(copy, word):
    change(copy, "il6_activities", lambda r: r["readout"], "readout", word)
    assert any("unknown word" in str(problem) for problem in tables.validate(copy))


def test_a_condition_is_no_readout_even_where_the_dictionary_allows_it(copy):
    def allow(package):
        table = next(r for r in package["resources"] if r["name"] == "il6_activities")
        fields = {field["name"]: field["constraints"] for field in table["schema"]["fields"]}
        fields["readout"]["enum"] += fields["condition"]["enum"]
        return package

    dictionary(copy, allow)
    change(copy, "il6_activities", lambda r: r["reference"] == "tamura_1993", "readout", "soluble IL-6R")
    assert any("names this as its condition" in str(problem) for problem in tables.validate(copy))


def test_a_drug_that_binds_a_receptor_is_not_ligand_neutralising(copy):
    change(copy, "therapeutics", lambda r: r["inn"] == "tocilizumab", "action", "ligand-neutralising")
    assert any("must be a ligand" in str(problem) for problem in tables.validate(copy))


def test_unknown_tables_and_names_get_a_hint():
    with pytest.raises(tables.TableError, match="Did you mean 'genes'"):
        tables.load("gene")
    with pytest.raises(tables.TableError, match="Did you mean 'genes'"):
        tables.load("GENES")
    with pytest.raises(tables.TableError, match="did you mean IL-17A"):
        tables.interleukin("IL-17AA")
    with pytest.raises(tables.TableError, match="lists every name"):
        tables.interleukin("aspirin")


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("CXCL8", "IL-8"),
        ("il-6", "IL-6"),
        (" IL-17 ", "IL-17A"),
        ("IL 6", "IL-6"),
        ("IL\N{NON-BREAKING HYPHEN}6", "IL-6"),
        ("Interleukin-6", "IL-6"),
        ("IL-1beta", "IL-1β"),
        ("interleukin 1 alpha", "IL-1α"),
    ],
)
def test_other_names_lead_to_the_canonical_one(name, canonical):
    assert tables.interleukin(name) == canonical


def test_no_two_interleukins_share_a_name():
    aliases = tables.load("aliases")
    names = {name: name for name in tables.load("interleukins")["interleukin"]}
    names |= dict(zip(aliases["alias"], aliases["interleukin"], strict=True))
    assert {name: tables.interleukin(name) for name in names} == names


def test_one_key_is_a_list_of_keys():
    one, several = tables.references("akdis_2016"), tables.references(["akdis_2016;wilson_1927", "akdis_2016"])
    assert list(one["reference"]) == ["akdis_2016"]
    assert sorted(several["reference"]) == ["akdis_2016", "wilson_1927"]


def test_what_is_made_of_the_tables_is_made_once_for_each_state_of_them(copy):
    counts = []

    @tables.cached
    def genes():
        counts.append(len(tables.load("genes")))
        return counts[-1]

    assert genes() == genes() == counts[0]
    assert len(counts) == 1
    write(copy, "genes", read(copy, "genes") + [["", "", "", "", "", ""]])
    with pytest.raises(tables.TableError):
        genes()


def test_loading_works_from_any_folder(tmp_path):
    command = "from helpers import tables; print(len(tables.load('interleukins')))"
    result = subprocess.run([sys.executable, "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert int(result.stdout) == len(tables.load("interleukins"))


def test_a_missing_data_folder_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "data_folder", lambda: tmp_path / "nowhere")
    with pytest.raises(tables.TableError, match="pip install --editable"):
        tables.load("genes")


def test_every_source_is_cited_somewhere():
    from tests.notebooks import cited_in_lessons

    unused = set(tables.load("references")["reference"]) - tables.cited() - cited_in_lessons()
    assert unused == set()


def test_the_command_line_lists_and_checks(copy, capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in NAMES)
    assert "CC-BY-4.0" in out
    write(copy, "genes", read(copy, "genes")[:-1] + [["x"] * 6])
    assert main([]) == 1


def test_the_page_about_the_data_is_fresh():
    page = (tables.data_folder() / "README.md").read_text(encoding="utf-8")
    assert page == tables.readme(), "run: python -m helpers.tables --readme"


def test_an_independent_judge_agrees():
    from frictionless import Package, system

    with system.use_context(trusted=True):
        descriptor = json.loads((tables.data_folder() / "datapackage.json").read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            resource["schema"].pop("foreignKeys", None)  # checked by our own rules, per row
        here = os.getcwd()
        os.chdir(tables.data_folder())
        try:
            report = Package(descriptor).validate()
        finally:
            os.chdir(here)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_the_files_are_looked_at_once_for_one_picture(monkeypatch):
    looks, stamp = [], store.stamp
    monkeypatch.setattr(store, "stamp", lambda folder: looks.append(folder) or stamp(folder))
    with tables.one_look():
        explorers.il6_assembly()
        tables.load("il6_ways")
    assert looks == [store.data_folder()]
    tables.load("il6_ways")
    assert len(looks) == 2, "what is asked for afterwards is looked for again"
