"""Proof that the check of the data can fail: damage one value of each table, and see it complain."""

import csv
import shutil
from pathlib import Path

import pytest

from helpers import tables


@pytest.mark.parametrize("name", tables.names())
def test_one_wrong_value_in_a_table_is_noticed(name: str, tmp_path: Path) -> None:
    """The last cell of a required column is blanked; the whole check of the data must complain."""
    folder = tmp_path / "data"
    shutil.copytree(tables.data_folder(), folder)
    path = folder / f"{name}.csv"
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    column = tables.package()["resources"][tables.names().index(name)]["schema"]["primaryKey"][0]
    rows[-1][rows[0].index(column)] = ""
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    problems = tables.validate(folder)
    assert any(problem.file == f"data/{name}.csv" for problem in problems)
