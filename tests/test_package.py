"""The package as others get it: a wheel that holds the tables and needs neither Jupyter nor this folder."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

import helpers
from helpers import doctor
from helpers.extras import DISTRIBUTION
from tests.notebooks import ROOT

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built as `python -m pip wheel . --no-deps` builds it, with the backend that is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", str(ROOT), *options], check=True)
    return next(folder.glob("*.whl"))


def needed(distribution: importlib.metadata.Distribution) -> dict[str, importlib.metadata.Distribution]:
    """Return what a distribution needs, however deep, as it is installed here, without extras."""
    found, waiting = {}, [distribution]
    while waiting:
        for line in map(Requirement, waiting.pop().requires or []):
            if line.name not in found and (line.marker is None or line.marker.evaluate({"extra": ""})):
                found[line.name] = importlib.metadata.distribution(line.name)
                waiting.append(found[line.name])
    return found


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages: the wheel and what it declares without an extra, and nothing else."""
    folder = tmp_path_factory.mktemp("packages")
    options = ["--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    subprocess.run([*PIP, "install", str(wheel), *options], check=True)
    (installed,) = importlib.metadata.distributions(path=[str(folder)])
    for distribution in needed(installed).values():
        for top in {file.parts[0] for file in distribution.files or []} - {"..", "__pycache__"}:
            (folder / top).symlink_to(str(distribution.locate_file(top)))
    return folder


def run(code: str, environment: Path) -> subprocess.CompletedProcess[str]:
    """Run Python far from the course, with the packages of `environment` only."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [sys.executable, "-S", "-W", "error", "-c", code]
    variables["PYTHONPATH"] = str(environment)
    return subprocess.run(command, cwd=environment, env=variables, capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file_of_the_package_and_every_table(wheel: Path) -> None:
    source = ROOT / "src" / "helpers"
    wanted = {f"helpers/{path.relative_to(source).as_posix()}" for path in source.rglob("*") if path.is_file()}
    wanted = {name for name in wanted if "__pycache__" not in name}
    wanted |= {f"helpers/data/{path.name}" for path in (ROOT / "data").iterdir()}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("helpers/")}
    assert held == wanted
    assert {Path(name).suffix for name in held} >= {".py", ".js", ".css", ".json", ".csv", ".typed"}


def test_tables_models_and_figures_work_without_jupyter(environment: Path) -> None:
    code = (
        "from helpers import figures, models, tables, views\n"
        "assert tables.validate() == []\n"
        "print(len(tables.load('genes')), models.receptor_binding.hill_langmuir(1.0, 3.0))\n"
        "print(figures.families_compared(views.families_compared()).to_plotly().layout.title.text)\n"
    )
    from helpers import tables

    result = run(code, environment)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == [
        f"{len(tables.load('genes'))} 0.25",
        "From sequence and structure to receptor chain: who changes company",
    ]


def test_an_installed_copy_misses_no_folder_of_the_course(environment: Path) -> None:
    """On a Hub the start page asks the doctor there, and the notebooks lie in a home that the package cannot know."""
    asked = "doctor.problems(required={}, kernel=sys.executable), doctor.ROOT, doctor.report()[1]"
    result = run(f"import sys; from helpers import doctor; print({asked})", environment)
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"[] None The course is in {environment / 'helpers'}\n"


def test_a_folder_that_takes_nothing_is_named_to_a_copy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == Path.cwd() and mode == os.W_OK))
    (problem,) = doctor._of_saving(Path.cwd())
    assert problem.startswith(f"The folder {Path.cwd().name} is read-only")


def test_that_environment_has_no_widget(environment: Path) -> None:
    """The proof above holds because what explorers need is not there."""
    result = run("import helpers; print(helpers.__file__); import anywidget", environment)
    assert Path(result.stdout.strip()).is_relative_to(environment)
    assert "No module named 'anywidget'" in result.stderr


def test_the_version_stands_in_one_place(wheel: Path) -> None:
    assert helpers.__version__ == wheel.name.split("-")[1]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.+)$", citation, flags=re.MULTILINE) == [helpers.__version__]


def test_the_citation_names_one_licence() -> None:
    """Zenodo archives no release whose citation lists several."""
    assert isinstance(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["license"], str)


# ---------------------------------------------------------------------------- parts that need an extra

# Package: the extra that brings it.
EXTRAS = {
    "anywidget": "lab",
    "traitlets": "lab",
    "latex2mathml": "site",
    "mistune": "site",
    "tornado": "coursework",  # which no target of make installs alone
}

WHATEVER_IS_ASKED_FOR = """
import importlib, json, pkgutil, helpers

def said(import_it):
    try:
        import_it()
    except ModuleNotFoundError as error:
        return [error.name, str(error)]

found = pkgutil.walk_packages(helpers.__path__, "helpers.", onerror=lambda name: None)
modules = [module.name for module in found if not module.name.endswith("__main__")]
answers = {name: said(lambda: importlib.import_module(name)) for name in modules}
from helpers import explorers, practice
for package in (explorers, practice):
    for name in package.__all__:
        answers[f"{package.__name__}.{name}"] = said(lambda: getattr(package, name))
print(json.dumps(answers))
"""


def test_a_part_without_its_extra_says_what_to_install(environment: Path) -> None:
    """Every module, and every name that explorers and practice offer, is there or says in one sentence what is not."""
    result = run(WHATEVER_IS_ASKED_FOR, environment)
    assert result.returncode == 0, result.stderr
    answers = json.loads(result.stdout)
    lacking = {name: answer for name, answer in answers.items() if answer}
    for name, (package, sentence) in lacking.items():
        extra = EXTRAS[package]
        made = "" if extra == "coursework" else f", or make {extra} in the course's folder"
        assert sentence == (
            f"This part of the course needs the package '{package}', which is not installed: run pip install "
            f'"{DISTRIBUTION}[{extra}]"{made}.'
        ), name
    assert {"helpers.widgets", "helpers.explorers.engine", "helpers.practice.ask", "helpers.site"} <= {*lacking}
    assert {"helpers.lesson", "helpers.practice.judge", "helpers.coursework", "helpers.server"}.isdisjoint(lacking)
