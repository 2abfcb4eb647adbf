"""What published models say, computed by another program: the tables that tests compare with.

`python -m tests.published FOLDER` writes them anew. It needs libroadrunner (`pip install libroadrunner`), which
nothing else of the course needs, and a folder with the models as they were deposited at BioModels (all CC0):
MODEL2307050001.xml (Sobotta 2017), BIOMD0000000534.xml, 535 and 537 (Dwivedi 2014).
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

DWIVEDI = HERE / "dwivedi_2014.csv"
DWIVEDI_HOURS = (0, 24, 72, 168, 336, 504, 600, 672, 700, 840, 1008, 1176, 1344, 1512, 1680, 1848, 2015)
DWIVEDI_COLUMNS = ("file", "dose_mg", "interval_h", "hour")
DWIVEDI_DOSE = {534: "ModelValue_48", 535: "ModelValue_48", 537: "ModelValue_98"}
DWIVEDI_EVERY_TWO_WEEKS = "ModelValue_99"
DWIVEDI_CASES = [(file, dose, 672) for file in DWIVEDI_DOSE for dose in (0, 10, 30, 100, 300, 1000)]
DWIVEDI_CASES += [(537, dose, 336) for dose in (30, 150, 300)]
DWIVEDI_STATES = {
    "crp": "mw114aa90f_5f5b_4fe8_9406_361c8489b6a1",
    "drug": "mwf345ed7a_0622_403c_b816_c8749a2c9ded",
    "il6": "mwf626e95e_543f_41e4_aad4_c6bf60ab345b",
    "soluble_receptor": "mw30ae63db_6cd3_4b6f_93ad_3350cd360bcc",
}


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


def dwivedi(folder: Path) -> Iterator[dict[str, float]]:
    """Yield CRP, antibody, IL-6 and sR in serum (Dwivedi 2014) for every case and hour; doses when the files give them.

    A file copies its doses into parameters of their own before it starts; these are set.
    """
    for case in DWIVEDI_CASES:
        file, dose, interval = case
        runner = opened(folder, f"BIOMD0000000{file}")
        runner.setValue(DWIVEDI_DOSE[file], 0 if interval == 336 else dose)
        if interval == 336:
            runner.setValue(DWIVEDI_EVERY_TWO_WEEKS, dose)
        runner.timeCourseSelections = ["time", *(f"[{state}]" for state in DWIVEDI_STATES.values())]
        for row in runner.simulate(times=list(DWIVEDI_HOURS)):
            hour, *states = (float(number) for number in row)
            yield dict(zip(DWIVEDI_COLUMNS, (*case, hour), strict=True)) | dict(
                zip(DWIVEDI_STATES, states, strict=True)
            )


def write(path: Path, rows: Iterator[dict[str, float]]) -> None:
    """Write rows as a table, nine digits for each number."""
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: f"{value:.9g}" for name, value in row.items()} for row in found)


if __name__ == "__main__":
    write(SOBOTTA, sobotta(Path(sys.argv[1])))
    write(DWIVEDI, dwivedi(Path(sys.argv[1])))
