"""Programs decide by keys: rewording every text of every table changes no result of the course."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import tables
from tests import rewording
from tests.notebooks import ROOT


def computed(folder: Path, reword: rewording.Reword | None = None) -> dict[str, Any]:
    """Return everything that the course computes from a copy of its tables, reworded by `reword`."""
    shutil.copytree(tables.data_folder(), folder / "data")
    (folder / "notebooks").symlink_to(ROOT / "notebooks")
    if reword:
        assert rewording.reword(folder / "data", reword) > 5000
    command = [sys.executable, "-m", "tests.rewording", str(folder / "data"), str(ROOT / "notebooks")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def as_it_is(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The results from the tables as they are."""
    return computed(tmp_path_factory.mktemp("as_it_is"))


def test_everything_is_computed(as_it_is: dict[str, Any]) -> None:
    names = " ".join(as_it_is)
    assert len(as_it_is) > 1500
    assert all(part in names for part in ("compare_two_blockers, first=canakinumab", "A4, student-11", "words of"))


def test_texts_in_another_script_change_no_result(as_it_is: dict[str, Any], tmp_path: Path) -> None:
    """No word is recognised any more: not by a substring, its beginning or a part of it."""
    after = computed(tmp_path, rewording.other_script)
    assert list(rewording.differences(as_it_is, after)) == []


def test_texts_of_their_own_change_no_result(as_it_is: dict[str, Any], tmp_path: Path) -> None:
    """No two cells say the same any more: rows are joined, counted and grouped by keys."""
    after = computed(tmp_path, rewording.own_mark)
    assert list(rewording.differences(rewording.told(as_it_is), rewording.told(after))) == []


# ---------------------------------------------------------------------------- a decision by words is seen


def _signals_by_name(rows: list[dict[str, str]]) -> Any:
    return {row["complex"]: "no signal" not in row["name"] for row in rows}


def _medians_by_text(rows: list[dict[str, str]]) -> Any:
    return {row["key"]: "median" if "median" in row["system"] else "mean" for row in rows}


def _sets_by_beginning(rows: list[dict[str, str]]) -> Any:
    return [row["level"] for row in rows if row["condition"].startswith("healthy")]


def _targets_by_effect(rows: list[dict[str, str]]) -> Any:
    found: dict[str, int] = {}
    for row in rows:
        found[row["effect"]] = found.get(row["effect"], 0) + 1
    return sorted(found.values())


@pytest.mark.parametrize(
    ("table", "decide", "reword"),
    [
        ("receptor_complexes", _signals_by_name, rewording.other_script),
        ("il6_quantities", _medians_by_text, rewording.other_script),
        ("il6_levels", _sets_by_beginning, rewording.other_script),
        ("targets", _targets_by_effect, rewording.own_mark),
    ],
)
def test_a_decision_by_words_is_seen(table: str, decide: Any, reword: rewording.Reword, tmp_path: Path) -> None:
    shutil.copytree(tables.data_folder(), tmp_path / "data")

    def result() -> Any:
        with open(tmp_path / "data" / f"{table}.csv", encoding="utf-8", newline="") as file:
            return rewording.plain(decide(list(csv.DictReader(file))))

    before = result()
    rewording.reword(tmp_path / "data", reword)
    assert list(rewording.differences(before, result()))


@pytest.mark.parametrize("reword", [rewording.other_script, rewording.own_mark])
def test_a_reworded_text_can_be_read_back(reword: rewording.Reword) -> None:
    text = "IL-1R1 (occupied, no signal): Kd of 4 µM in {drug} with « é »"
    changed = reword(text, 17)
    assert changed != text and rewording.original(changed) == text
    assert "{drug}" in changed and "no signal" not in rewording.other_script(text, 17)
