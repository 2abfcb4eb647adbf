"""`make doctor`: each thing that can be wrong with a set-up gets one sentence that says what to do."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers import doctor, tables
from tests.notebooks import ROOT


def run(*options, env=None):
    """Run the doctor as `make doctor` does, and return its exit code and what it said."""
    command = [sys.executable, *options, "-m", "helpers.doctor"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")} | (env or {})
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert not result.stderr, result.stderr
    return result.returncode, result.stdout


def test_all_is_well_here():
    code, said = run()
    assert code == 0 and said.endswith("Everything is in place.\n")
    assert f"Python {sys.version.split()[0]} on " in said
    assert doctor.problems() == []


def test_it_speaks_in_a_python_that_has_no_package():
    code, said = run("-S")  # without site-packages
    assert code == 1
    assert "Missing: " in said and "make lab" in said


def test_an_old_python_is_named():
    (problem,) = doctor.problems(python=(3, 9))
    assert problem == "Python 3.9 is too old: install Python 3.11 or newer, then run make lab again."


def test_missing_packages_are_named_once():
    (problem,) = doctor.problems(required={"pandas": "2.2", "no_such_package": "1", "nor_this": "1"})
    assert problem.startswith("Missing: no_such_package, nor_this.") and "pip install" in problem


def test_a_package_that_is_too_old_is_named():
    (problem,) = doctor.problems(required={"pandas": "99.1"})
    assert problem.startswith("pandas ") and "is too old, the course needs 99.1: run make lab" in problem


def test_the_packages_are_those_that_the_project_declares_for_a_reader():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["lab"]
    assert {f"{name}>={least}" for name, least in doctor.requirements().items()} == set(declared)


@pytest.mark.parametrize("name", doctor.FOLDERS)
def test_a_missing_folder_is_named(tmp_path, name):
    for folder in doctor.FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.rmtree(tmp_path / name)
    problem = doctor.problems(root=tmp_path)[0]
    assert problem == f"The folder {name} is not in the course's folder: download the whole course again."


def test_a_read_only_folder_of_notebooks_is_named(tmp_path, monkeypatch):
    for folder in doctor.FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    # Whoever is root may write everywhere, so the question is answered in the system's place.
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == tmp_path / "notebooks" and mode == os.W_OK))
    (problem,) = doctor.problems(root=tmp_path)
    assert problem.startswith("The folder notebooks is read-only") and "copy the whole course" in problem


def test_a_damaged_table_is_named(tmp_path):
    (tmp_path / "notebooks").mkdir()
    shutil.copytree(tables.data_folder(), tmp_path / "data")
    genes = tmp_path / "data" / "genes.csv"
    genes.write_text(genes.read_text(encoding="utf-8").replace(",", ";", 3), encoding="utf-8")
    (problem,) = doctor.problems(root=tmp_path)
    assert problem.startswith("The fact tables are damaged.") and "genes.csv" in problem and "Restore" in problem


def test_a_kernel_of_another_python_is_named(tmp_path):
    other = tmp_path / "python3"
    other.touch(mode=0o755)
    (problem,) = doctor.problems(kernel=str(other))
    assert str(other) in problem and "-m ipykernel install --sys-prefix" in problem


def test_the_kernel_is_the_one_that_jupyter_would_start(tmp_path):
    specification = '{"argv": ["%s", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Other"}'
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(specification % (tmp_path / "python"), encoding="utf-8")
    code, said = run(env={"JUPYTER_PATH": str(tmp_path)})
    assert code == 1 and "with another Python" in said
