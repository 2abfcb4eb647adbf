"""Run every test of the course: style, the import contract, pytest, strict nbval, the browser (not --no-browser)."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# Files are handed out in the order in which tests/conftest.py puts them.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
# It brings all of Jupyter into every process, 2 s each.
WITHOUT_NBVAL = ["-p", "no:nbval"]
STEPS = (
    ("style", [BIN / "ruff", "check", "src", "tests", "benchmarks"]),
    ("import contract", [BIN / "lint-imports"]),
    ("types", [BIN / "basedpyright", "--pythonpath", sys.executable]),
    (
        "facts, models, figures, explorers, practice, notebooks",
        [*PYTEST, *WITHOUT_NBVAL, "tests", "-m", "not browser"],
    ),
    (
        "every notebook re-run, outputs compared strictly",
        [*PYTEST, "--nbval", "notebooks"],
    ),
    (
        "JupyterLab and the HTML edition in Chromium",
        [*PYTEST, *WITHOUT_NBVAL, "tests", "-m", "browser"],
    ),
)


def main(arguments: list[str]) -> int:
    """Run the steps in order and return the exit code: 0 when all of them passed."""
    steps = STEPS[:-1] if arguments == ["--no-browser"] else STEPS
    # Byte code is kept: every worker reads all tests, and every notebook starts a Python of its own.
    environment = os.environ | {"JUPYTER_PLATFORM_DIRS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    results = []
    for name, command in steps:
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode
        results.append((name, code, time.monotonic() - began))
    print("\n=== summary")
    for name, code, seconds in results:
        print(f"{'passed' if code == 0 else 'FAILED':<8}{seconds:6.0f} s  {name}")
    return int(any(code for _, code, _ in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
