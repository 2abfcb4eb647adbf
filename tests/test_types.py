"""The package carries its types: a misspelt name and a wrong argument are found before anything runs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.notebooks import ROOT

# What is right, and the same with one fault.
CALLS = {
    "explorers.two_drugs()": "explorers.two_drug()",
    "models.receptor_binding.hill_langmuir(1.0, 1)": 'models.receptor_binding.hill_langmuir("x", 1)',
    "models.receptor_binding.hill_langmuir([0, 1.5], 1)": 'models.receptor_binding.hill_langmuir(["x"], 1)',
    "models.receptor_binding.dose_ratio(1, 1)": "models.receptor_bindings.dose_ratio(1, 1)",
    "models.receptor_binding.IL2_TRIMER.kd_nM": "models.receptor_binding.IL2_TRIMER.kd_nm",
    "models.bistable.steady_states(models.bistable.HEALTHY)": "models.bistable.steady_states(models.jak_stat.USUAL)",
    "views.il2_two_receptors(1.0)": 'views.il2_two_receptors("x")',
    "figures.two_receptors(views.il2_two_receptors(1.0))": "figures.two_receptors(1.0)",
    # An explorer draws what its view returns, and nothing else.
    'Explorer("T", [], views.two_drugs, figures.concentration_response)': (
        'Explorer("T", [], views.two_drugs, figures.two_receptors)'
    ),
    'tables.load("genes")': "tables.load(1)",
    'practice.ask("messengers-01")': "practice.ask(1)",
    'practice.judge(practice.load("messengers-01"), "a").status': 'practice.judge("messengers-01", "a").status',
}


@pytest.fixture(scope="module")
def wrong_lines(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The lines of a small file in which pyright finds an error."""
    folder = tmp_path_factory.mktemp("types")
    settings = {"typeCheckingMode": "standard", "extraPaths": [str(ROOT / "src")]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    names = "from helpers import explorers, figures, models, practice, tables, views"
    lines = [names, "from helpers.explorers.engine import Explorer", *CALLS, *CALLS.values()]
    (folder / "calls.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [Path(sys.executable).parent / "basedpyright", "--outputjson", "--pythonpath", sys.executable]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = json.loads(result.stdout)["generalDiagnostics"]
    return {lines[item["range"]["start"]["line"]] for item in found if item["severity"] == "error"}


@pytest.mark.parametrize("wrong", CALLS.values())
def test_a_wrong_call_is_an_error(wrong: str, wrong_lines: set[str]) -> None:
    assert wrong in wrong_lines


@pytest.mark.parametrize("right", CALLS)
def test_a_right_call_is_none(right: str, wrong_lines: set[str]) -> None:
    assert right not in wrong_lines
