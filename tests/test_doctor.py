"""`make doctor`: each thing that can be wrong with a set-up gets one sentence that says what to do."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

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


def test_a_folder_that_is_too_deep_for_windows_is_named(tmp_path):
    deep = tmp_path / ("x" * doctor.WINDOWS_FOLDER)
    (problem,) = doctor._of_long_paths(deep, on_windows=True)
    assert f"has {len(str(deep))} characters" in problem and r"C:\course" in problem
    assert doctor._of_long_paths(deep, on_windows=False) == []
    assert doctor._of_long_paths(Path("x" * doctor.WINDOWS_FOLDER), on_windows=True) == []


def test_windows_has_room_for_the_longest_file_of_the_environment():
    """The environment lies below the course's folder; on Windows its packages are in Lib, without a Python's name."""
    packages = Path(sysconfig.get_paths()["purelib"])
    longest = max(len(str(path.relative_to(packages))) for path in (packages / "jupyterlab").rglob("*"))
    assert len(r"\.venv\Lib\site-packages" + "\\") + longest <= 259 - doctor.WINDOWS_FOLDER


def test_a_home_in_which_nothing_can_be_written_is_named(tmp_path):
    home = tmp_path / "home"
    home.write_text("a file, in which no folder can be made, whoever tries")
    (problem,) = doctor._of_settings([home / "not" / "yet" / "there"])
    assert problem.startswith(f"Jupyter cannot write in {home}, so no notebook can run: set JUPYTER_DATA_DIR")
    assert doctor._of_settings([tmp_path / "not" / "yet" / "there"]) == []
    assert [*tmp_path.iterdir()] == [home]


@pytest.mark.parametrize("letters", ["ascii", "cp1252"])
def test_no_letter_ends_a_program_that_speaks_on_a_strange_console(letters, tmp_path):
    """Every program of the course forgives its console before it says anything."""
    home = tmp_path / "β and 王小明"
    home.mkdir()
    command = f"from helpers import console; console.forgive(); print({str(home)!r})"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": letters}
    result = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, env=environment
    )
    assert result.stdout.endswith(r"\u03b2 and \u738b\u5c0f\u660e" + "\n")
    for path in (ROOT / "src" / "helpers").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if 'if __name__ == "__main__":' in text:
            assert 'if __name__ == "__main__":\n    console.forgive()\n' in text, path
