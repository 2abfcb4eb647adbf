"""Run every test of the course: style, the import contract, pytest, strict nbval, the browser (not --no-browser)."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests import chromium

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Files are handed out in the order in which tests/conftest.py puts them: one run, since each worker spends seconds on
# reading all tests. Plugins are named, so that what is not used (nbval brings all of Jupyter) is in no process; `tests`
# is one for what tests/__init__.py does before all others.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "tests", "-p", "xdist.plugin", "-n", "2", "--dist", "loadfile"]
IN_ORDER = ["--no-loadscope-reorder"]
NBVAL = ["-p", "nbval.plugin", "--nbval"]
STEPS = (
    ("style", [BIN / "ruff", "check", "src", "tests", "benchmarks"]),
    ("import contract", [BIN / "lint-imports"]),
    ("types", [BIN / "basedpyright", "--pythonpath", sys.executable]),
    (
        "every notebook re-run, outputs compared strictly",
        [*PYTEST, *NBVAL, "notebooks"],
    ),
)
TESTS = ("facts, models, figures, practice, coursework, JupyterLab and the HTML edition", [*PYTEST, *IN_ORDER, "tests"])
WITHOUT_BROWSER = ["-m", "not browser"]


def surroundings() -> dict[str, str]:
    """Return the environment in which tests run.

    Byte code is kept: every worker reads all tests, and every notebook starts a Python of its own.
    """
    environment = os.environ | {"JUPYTER_PLATFORM_DIRS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def main(arguments: list[str]) -> int:
    """Run the steps in order and return the exit code: 0 when all of them passed."""
    environment = surroundings()
    chosen, missing = WITHOUT_BROWSER, None
    if arguments != ["--no-browser"]:  # said before anything runs
        try:
            environment["CHROMIUM"] = chromium.provide(chromium.Machine(environment))
            chosen = []
        except chromium.BrowserMissing as error:
            missing = str(error)
            print(missing, flush=True)
    results = []
    for name, command in [*STEPS, (TESTS[0], [*TESTS[1], *chosen])]:
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
        results.append((name, code, time.monotonic() - began))
    print("\n=== summary")
    for name, code, seconds in results:
        print(f"{'passed' if code == 0 else 'FAILED':<8}{seconds:6.0f} s  {name}")
    if missing:
        print(f"FAILED     0 s  Chromium: {missing}")
    return int(bool(missing) or any(code for _, code, _ in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
