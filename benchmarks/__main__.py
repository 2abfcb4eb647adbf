"""Measure the course's budgets and print them as one table: `python -m benchmarks [--only NAME]`.

A row is printed as soon as it is measured. Nothing here fails: a budget that is not met is printed as NO. Measure on a
machine that does nothing else.
"""

import argparse
import importlib
import os
import sys
import time
from collections.abc import Iterable

from benchmarks.table import Row, head, line, within

MODULES = ("imports", "plates", "notebooks", "coursework", "opening", "browser", "live")
"""What is measured, in this order: each has a function `rows()` that yields its rows."""
WHOLE_SECONDS = 360


def _show(rows: Iterable[Row]) -> None:
    for row in rows:
        print(line(row), flush=True)


def main(arguments: list[str]) -> None:
    """Measure everything, or what `--only` names, and print each row."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the course's budgets.")
    parser.add_argument("--only", choices=MODULES, help="measure this alone")
    only = parser.parse_args(arguments).only
    whole = time.monotonic()
    print(head(), flush=True)
    for name in [only] if only else MODULES:
        began = time.monotonic()
        _show(importlib.import_module(f"benchmarks.{name}").rows())
        _show([Row(f"(measuring this: {name})", f"{time.monotonic() - began:.0f} s")])
    _show([within("all that was measured", time.monotonic() - whole, WHOLE_SECONDS, "s", 0)])
    load = os.getloadavg()[0]
    print(f"\n{os.cpu_count()} cores, Python {sys.version.split()[0]}, load of the machine at the end: {load:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
