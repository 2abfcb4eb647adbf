"""What published models say, computed by another program: the tables that tests compare with.

`python -m tests.published FOLDER` writes them anew. It needs libroadrunner (`pip install libroadrunner`), which
nothing else of the course needs, and a folder with the models as they were deposited at BioModels (all CC0):
MODEL2307050001.xml (Sobotta 2017).
"""

import csv
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "models"
SOBOTTA = HERE / "sobotta_2017.csv"
SOBOTTA_MINUTES = (0, 1, 2, 5, 10, 15, 16, 20, 28, 30, 45, 60, 90, 120, 180, 240, 480, 1440)
SOBOTTA_COLUMNS = ("il6", "ruxolitinib_nM", "ruxolitinib_min", "washed_out_min", "time_min")
SOBOTTA_STATES = {"pstat3": "tpSTAT3", "stat3": "STAT3", "nuclear_stat3": "nSTAT3", "socs3": "SOCS3",
                  "socs3_mrna": "SOCS3RNA", "active_receptor": "pJAK1_pgp130"}  # fmt: skip
SOBOTTA_CASES = [(dose, drug, 0, 0) for dose in (0, 0.1, 1, 10, 40, 250) for drug in (0, 50, 500, 5000)]
SOBOTTA_CASES += [(40, 500, 30, 0), (5, 200, 60, 0), (40, 0, 0, 5), (100, 100, 15, 45)]


def stored(path: Path) -> list[dict[str, float]]:
    """Return the rows of one of the tables."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]


def opened(folder: Path, model: str) -> Any:
    """Return a deposited model, ready to run."""
    runner = import_module("roadrunner").RoadRunner(str(folder / f"{model}.xml"))
    runner.integrator.relative_tolerance, runner.integrator.absolute_tolerance = 1e-11, 1e-15
    return runner


def sobotta(folder: Path) -> Iterator[dict[str, float]]:
    """Yield the states of Sobotta 2017 for every case and minute."""
    runner = opened(folder, "MODEL2307050001")
    for case in SOBOTTA_CASES:
        il6, drug, given, washed = case
        runner.resetAll()
        settings = {"var_il6": il6, "input_rux1": drug, "input_rux2": 0, "input_rux3": 0, "loc_rux1": given}
        for name, value in settings.items():
            runner.setValue(name, value)
        edges = {edge for edge in (given, washed) if edge > 0}
        now = 0.0
        for minute in sorted({*SOBOTTA_MINUTES, *edges}):
            if minute > now:
                runner.simulate(now, minute, 2)
                now = minute
            if minute in SOBOTTA_MINUTES:
                states = {name: runner.getValue(f"[{state}]") for name, state in SOBOTTA_STATES.items()}
                yield dict(zip(SOBOTTA_COLUMNS, (*case, minute), strict=True)) | states
            if washed and minute == washed:
                runner.setValue("var_il6", 0)


def write(path: Path, rows: Iterator[dict[str, float]]) -> None:
    """Write rows as a table, nine digits for each number."""
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: f"{value:.9g}" for name, value in row.items()} for row in found)


if __name__ == "__main__":
    write(SOBOTTA, sobotta(Path(sys.argv[1])))
