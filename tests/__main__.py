"""Run every test of the course: style, the import contract, pytest, strict nbval, the browser (not --no-browser)."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from tests import chromium

Step = tuple[str, Sequence[str | Path]]
Result = tuple[str, int, float]

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Files are handed out in the order in which tests/conftest.py puts them: one run, since each worker spends seconds on
# reading all tests. Plugins are named, so that what is not used (nbval brings all of Jupyter) is in no process; `tests`
# is one for what tests/__init__.py does before all others.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "tests", "-p", "xdist.plugin", "-n", "2", "--dist", "loadfile"]
NBVAL = ["-p", "nbval.plugin", "--nbval"]
STEPS = (
    ("style", [BIN / "ruff", "check", "src", "tests", "benchmarks"]),
    ("import contract", [BIN / "lint-imports"]),
)
TYPES = ("types", [BIN / "basedpyright", "--pythonpath", sys.executable])
NOTEBOOKS = ("every notebook re-run, outputs compared strictly", [*PYTEST, *NBVAL, "notebooks"])
TESTS = ("facts, models, figures, practice, coursework, JupyterLab and the HTML edition", [*PYTEST, "tests"])
WITHOUT_BROWSER = ["-m", "not browser"]


def surroundings() -> dict[str, str]:
    """Return the environment in which tests run.

    Byte code is kept: every worker reads all tests, and every notebook starts a Python of its own.
    """
    environment = os.environ | {"JUPYTER_PLATFORM_DIRS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def run(step: Step, environment: dict[str, str], output: IO[bytes] | None = None) -> Result:
    """Return the name of the step, its exit code and its seconds; it prints, or writes into `output` when there is one.

    With an `output` nothing is said of it yet.
    """
    name, command = step
    if output is None:
        print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    words = [str(part) for part in command]
    code = subprocess.run(words, cwd=ROOT, env=environment, check=False, stdout=output, stderr=output).returncode
    return name, code, time.monotonic() - began


def together(quiet: Step, loud: Step, environment: dict[str, str]) -> list[Result]:
    """Run two steps at once, and print what the `quiet` one says when both have ended; return the results of both.

    The types take one processor for half a minute, while notebooks wait now and then for their kernels to begin.
    """
    with tempfile.TemporaryFile() as output, ThreadPoolExecutor(1) as aside:
        quietly = aside.submit(run, quiet, environment, output)
        loudly = run(loud, environment)
        result = quietly.result()
        output.seek(0)
        print(f"\n=== {quiet[0]}\n{output.read().decode(errors='replace')}", flush=True)
    return [result, loudly]


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
    results = [run(step, environment) for step in STEPS]
    results += together(TYPES, NOTEBOOKS, environment)
    results.append(run((TESTS[0], [*TESTS[1], *chosen]), environment))
    print("\n=== summary")
    for name, code, seconds in results:
        print(f"{'passed' if code == 0 else 'FAILED':<8}{seconds:6.0f} s  {name}")
    if missing:
        print(f"FAILED     0 s  Chromium: {missing}")
    return int(bool(missing) or any(code for _, code, _ in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
