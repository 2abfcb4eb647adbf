"""What it costs to import the course, and what has to be installed for it."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib import metadata

from packaging.requirements import Requirement

from benchmarks.table import Row, within

PROJECT = "interleukins-from-messenger-to-medicine"
REPEATS = 5
OURS = "from helpers import explorers, figures, practice, tables"
THEIRS = "import pandas, plotly.graph_objects"
MODELS = "from helpers.models import receptor_binding"
NUMBERS = "import numpy"
# Entries of devtools/test_env.yml of volkamerlab/teachopencadd, a course of the same kind.
TEACHOPENCADD = "about 55, for comparison"


def _seconds(statement: str, byte_code: str) -> float:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, env=environment | {"PYTHONPYCACHEPREFIX": byte_code})
    return time.perf_counter() - began


def import_seconds(statements: Iterable[str]) -> list[float]:
    """Return the medians (s) of fresh processes, one for each of the statements.

    They take turns, so that a busy machine is busy for all of them; byte code is compiled before.
    """
    times: dict[str, list[float]] = {statement: [] for statement in statements}
    with tempfile.TemporaryDirectory() as byte_code:
        for statement in times:
            _seconds(statement, byte_code)
        for _ in range(REPEATS):
            for statement, seconds in times.items():
                seconds.append(_seconds(statement, byte_code))
    return [statistics.median(seconds) for seconds in times.values()]


def _needs(package: str, extra: str = "") -> Iterator[Requirement]:
    for line in metadata.requires(package) or []:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def runtime_packages() -> list[str]:
    """Return the names of all packages that the course needs at run time, found by walking requirements."""
    seen: set[tuple[str, str]] = set()
    waiting = [(PROJECT, "lab")]
    while waiting:
        package, extra = waiting.pop()
        for requirement in _needs(package, extra):
            name = re.sub(r"[-_.]+", "-", requirement.name).lower()
            for wanted in ("", *requirement.extras):
                if (name, wanted) not in seen:
                    seen.add((name, wanted))
                    waiting.append((name, wanted))
    return sorted({name for name, _ in seen})


def rows() -> Iterator[Row]:
    """Yield the rows about imports and dependencies."""
    ours, theirs, models, numbers, empty = import_seconds((OURS, THEIRS, MODELS, NUMBERS, "pass"))
    declared = {r.name for r in _needs(PROJECT, "lab")}
    yield Row(f"import helpers with all its parts (median of {REPEATS} fresh processes)", f"{ours:.2f} s")
    yield Row(f"import pandas, plotly.graph_objects (an empty Python: {empty:.2f} s)", f"{theirs:.2f} s")
    yield within("import helpers / import pandas and plotly", ours / theirs, 1.2, "x", digits=2)
    yield within("import a model / import numpy", models / numbers, 1.2, "x", digits=2)
    yield Row("run-time dependencies declared, Jupyter's included", str(len(declared)), "<= 10", len(declared) <= 10)
    yield Row("packages in the run-time environment", str(len(runtime_packages())))
    yield Row("  entries in the environment of TeachOpenCADD", TEACHOPENCADD)
