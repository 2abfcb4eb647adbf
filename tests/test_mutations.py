"""Proof that the check of the data can fail: damage one value of each table, and see it complain."""

import csv
import shutil
from pathlib import Path

import pytest

from helpers import tables


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, whole, for all tables: each test mends what it has damaged."""
    folder = shutil.copytree(tables.data_folder(), tmp_path_factory.mktemp("mutations") / "data")
    assert tables.validate(folder) == []
    return folder


@pytest.mark.parametrize("name", tables.names())
def test_one_wrong_value_in_a_table_is_noticed(name: str, copy: Path) -> None:
    """The last cell of a required column is blanked; the whole check of the data must complain."""
    path = copy / f"{name}.csv"
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    column = tables.package()["resources"][tables.names().index(name)]["schema"]["primaryKey"][0]
    rows[-1][rows[0].index(column)] = ""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    problems = tables.validate(copy)
    shutil.copy2(tables.data_folder() / path.name, path)
    assert any(problem.file == f"data/{name}.csv" for problem in problems)
