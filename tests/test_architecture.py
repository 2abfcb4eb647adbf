"""The house: layers, dependencies, environments, and what must not be in any file."""

import ast
import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

from helpers import scripts
from tests import readme
from tests.notebooks import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TEXTS = [
    path
    for pattern in (
        "*.md",
        "*.toml",
        "*.yml",
        "*.cff",
        "*.lock",
        "Makefile",
        "src/**/*.py",
        "src/**/*.js",
        "tests/**/*.py",
        "data/*",
        "docs/**/*.md",
        "notebooks/**/*.ipynb",
        "benchmarks/*.py",
        ".ci/run",
        "postBuild",
    )
    for path in ROOT.glob(pattern)
    if path.is_file() and ".ipynb_checkpoints" not in path.parts
]


def name_of(requirement):
    return re.split(r"[<>=!\[; ]", requirement)[0].lower()


def locked():
    return {line.split("==")[0].lower() for line in LOCK.splitlines() if "==" in line}


def test_the_top_level_is_what_the_readme_says():
    for name in (
        "README.md",
        "environment.yml",
        "pyproject.toml",
        "requirements.lock",
        "Makefile",
        "LICENSE",
        "LICENSE-CONTENT",
        "CITATION.cff",
        "CONTRIBUTING.md",
        "data",
        "src/helpers",
        "notebooks",
        "tests",
        "benchmarks",
    ):
        assert (ROOT / name).exists(), name


def test_imports_run_one_way():
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    result = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("module", ["receptor_binding", "lps_challenge", "pharmacokinetics", "il6_buffer"])
def test_models_need_numbers_only(module):
    command = (
        f"import sys; from helpers.models import {module}; "
        "print([name for name in ('pandas', 'plotly', 'ipywidgets', 'IPython') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def declared(*extras):
    """Return the requirements of the project and of some of its extras."""
    project = PROJECT["project"]
    return project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]


def test_there_are_few_dependencies_and_each_has_its_reason():
    assert len(declared()) <= 4, "tables, models and figures need no more"
    assert len(declared("lab")) <= 10
    source = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in declared("lab", "site", "coursework"):
        line = next(line for line in source.splitlines() if f'"{requirement}"' in line)
        assert "#" in line, f"{requirement} has no reason beside it"


def imported(path, *, at_import_only):
    """Return the top names of what a file imports: everything, or only what importing the file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_import = [node for part in tree.body for node in (part.body if isinstance(part, ast.With) else [part])]
    nodes = at_import if at_import_only else list(ast.walk(tree))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"helpers"}


@functools.cache
def installed():
    """Return which distributions hold each module that can be imported here."""
    return packages_distributions()


def distributions(modules):
    """Return the names, as they are declared, of the distributions that hold these modules."""
    holders = installed()
    return {holders[module][0].lower().replace("_", "-") for module in modules}


def sources(folder="src/helpers", *, without=()):
    folder = ROOT / folder
    return [p for p in folder.rglob("*.py") if not {*p.relative_to(folder).parts, p.stem} & set(without)]


def test_tables_models_and_figures_import_what_the_package_itself_needs():
    others = ("explorers", "practice", "coursework", "site", "lesson", "server", "setup", "widgets")
    for path in sources(without=others):
        needed = distributions(imported(path, at_import_only=True))
        assert needed <= {name_of(line) for line in declared()}, path


def test_what_is_imported_is_declared_and_what_is_declared_is_used():
    used = distributions(set().union(*(imported(path, at_import_only=False) for path in sources())))
    names = {name_of(line) for line in declared("lab", "site", "coursework")}
    # JupyterLab is opened; ipywidgets is what anywidget's widgets stand in; nbgrader is another road to the marks.
    used |= {"jupyterlab", "ipywidgets", "nbgrader"}
    assert used - names == set(), "imported and not declared in pyproject.toml"
    assert names - used == set(), "declared in pyproject.toml and not imported"


def test_what_the_tests_import_is_declared_and_what_is_declared_for_them_is_used():
    files = [*sources("tests"), *sources("benchmarks")]
    imports = set().union(*(imported(path, at_import_only=False) for path in files)) - {"tests", "benchmarks"}
    used = distributions(imports)
    extra = {name_of(line) for line in PROJECT["project"]["optional-dependencies"]["test"]}
    assert used <= extra | {name_of(line) for line in declared("lab", "site")}
    # These are run, or read by the type checker, and not imported.
    tools = {"pytest-xdist", "ruff", "basedpyright", "hatchling", "import-linter", "jupyter-repo2docker"}
    assert extra - used == tools | {"pandas-stubs", "scipy-stubs"}


def test_lock_project_and_environment_agree():
    wanted = declared(*PROJECT["project"]["optional-dependencies"])
    assert {name_of(requirement) for requirement in wanted} <= locked()
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert "--constraint requirements.lock" in environment
    assert "--editable .[lab]" in environment
    python = re.search(r"python=(\d+\.\d+)", environment)[1]
    assert python in ("3.11", "3.12", "3.13")


def test_the_lock_pins_everything_and_names_no_address():
    lines = [line for line in LOCK.splitlines() if line]
    assert all(re.fullmatch(r"[a-z0-9._-]+==[^ ]+( ; .+)?", line) for line in lines)
    assert "://" not in LOCK and "--hash" not in LOCK


def test_what_is_installed_is_what_is_locked():
    pins = dict(
        line.split(" ;")[0].strip().split("==") for line in LOCK.splitlines() if "==" in line and " ;" not in line
    )
    for requirement in declared("lab", "site"):
        name = name_of(requirement)
        if name in pins:
            assert version(name) == pins[name]


def test_binder_can_build_this_repository(tmp_path):
    """repo2docker reads environment.yml, copies the repository first, installs it, and runs postBuild."""
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src")
    command = shutil.which("jupyter-repo2docker", path=str(Path(sys.executable).parent))
    result = subprocess.run(
        [command, "--no-build", "--debug", str(tmp_path)], capture_output=True, text=True, check=False
    )
    dockerfile = result.stdout + result.stderr
    assert result.returncode == 0, dockerfile[-500:]
    copied = re.search(r"^COPY --chown=\S+ src/ \$\{REPO_DIR\}/$", dockerfile, flags=re.MULTILINE).start()
    installed = dockerfile.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"')
    assert copied < installed < dockerfile.index("RUN ./postBuild")


def test_the_settings_of_a_server_that_is_there_stay(tmp_path):
    """PostBuild adds the course's settings to those of an environment that others use, too."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "python").chmod(0o755)
    config = tmp_path / "etc" / "jupyter" / "jupyter_server_config.json"
    config.parent.mkdir(parents=True)
    config.write_text('{"ServerApp": {"port": 9999}, "KernelManager": {"autorestart": true}}', encoding="utf-8")
    before = config.read_text(encoding="utf-8")
    environment = os.environ | {"NB_PYTHON_PREFIX": str(tmp_path)}
    for _ in range(2):
        subprocess.run(["./postBuild"], cwd=ROOT, check=True, env=environment)
    assert config.read_text(encoding="utf-8") == before
    own = config.parent / "jupyter_server_config.d" / "interleukins.json"
    named = json.loads(own.read_text(encoding="utf-8"))
    assert named == {"ServerApp": {"jpserver_extensions": {"helpers.server": True}}}
    overrides = tmp_path / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    assert overrides.read_text(encoding="utf-8").count("fetchNews") == 1
    page = tmp_path / "share" / "jupyter" / "labextensions" / "interleukins"
    build = json.loads((page / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]
    assert json.dumps(scripts.dark_style())[1:-1] in (page / build["load"]).read_text(encoding="utf-8")
    # What earlier versions of the course set there, a class without which no server starts, is taken away.
    class_ = '{"ServerApp": {"port": 9999, "kernel_websocket_connection_class": "helpers.server.PromptConnection"}}'
    config.write_text(class_, encoding="utf-8")
    subprocess.run(["./postBuild"], cwd=ROOT, check=True, env=environment)
    assert json.loads(config.read_text(encoding="utf-8")) == {"ServerApp": {"port": 9999}}


def test_no_file_speaks_of_a_machine_or_an_index():
    hosts = "|".join(rf"{name}\." for name in ("p[y]pi", "pythonh[o]sted", "npm[j]s", "anaconda"))
    machine = re.compile(rf"/(root|work|home/\w+|Users/\w+)/|(?<!emit-)index-url|\b({hosts})(org|com|io|cloud)\b")
    here = Path(__file__).name
    for path in TEXTS:
        found = machine.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found or path.name == here, f"{path.relative_to(ROOT)}: {found}"


def test_nothing_is_swallowed():
    for path in (ROOT / "src").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"except( Exception| BaseException)?:\s*$", source, flags=re.MULTILINE), path
        assert "sys.exit(" not in source or "__main__" in source, path


def test_the_readme_shows_the_map_of_the_course():
    text = readme.PAGE.read_text(encoding="utf-8")
    assert text == readme.renewed(text), "run: make pages"


def test_no_text_counts_the_lessons():
    """Title or identifier name a lesson; its number stands in its file name, its head and what is made from them."""
    counted = re.compile(r"\b[Ll]essons? \d|\b(?!00_|99_)\d\d_[a-z][a-z0-9_]+\.(ipynb|html)\b")
    made = re.compile(r"\]\(\d\d_[a-z0-9_]+\.ipynb|^\| \[\d\d .*|<a href=.*", re.MULTILINE)
    for path in TEXTS:
        if path.name != Path(__file__).name:
            text = made.sub("", path.read_text(encoding="utf-8", errors="replace"))
            found = counted.search(text)
            assert not found, f"{path.relative_to(ROOT)}: {text[found.start() - 60 : found.end() + 20]}"


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md"))]
)
def test_links_in_the_pages_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target
