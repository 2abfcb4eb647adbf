"""Measure the course's budgets and print them as one table: `python -m benchmarks [--only NAME]`.

Every module of this folder that has a function `rows()` adds the rows it measures. Nothing here
fails: a budget that is not met is printed as NO. Measure on a machine that does nothing else.
"""

import argparse
import importlib
import os
import pkgutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.table import Row, show


def measurements() -> dict[str, Callable[[], list[Row]]]:
    """Return {module name: its function `rows`} for the modules of this folder."""
    found = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if not module.name.startswith("_"):
            rows = getattr(importlib.import_module(f"benchmarks.{module.name}"), "rows", None)
            if rows is not None:
                found[module.name] = rows
    return found


def main(arguments: list[str]) -> None:
    """Measure everything, or what `--only` names, and print the table."""
    known = measurements()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the course's budgets.")
    parser.add_argument("--only", choices=sorted(known), help="measure this alone")
    only = parser.parse_args(arguments).only
    table = []
    for name, rows in known.items():
        if only in (None, name):
            began = time.monotonic()
            print(f"measuring: {name} ...", end=" ", file=sys.stderr, flush=True)
            table += rows()
            print(f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(show(table))
    load = os.getloadavg()[0]
    print(f"\n{os.cpu_count()} cores, Python {sys.version.split()[0]}, load of the machine at the end: {load:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
