"""The table of `make bench`: every measurement is in it, and a row is a line that fits its columns."""

import ast

from benchmarks.__main__ import MODULES
from benchmarks.table import WIDTHS, Row, Spread, head, line, middle_and_tail, repainted, within

from tests.notebooks import ROOT


def test_every_measurement_is_part_of_the_bench():
    read = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "benchmarks").glob("*.py")}
    measuring = {
        name for name, tree in read.items() if any(getattr(part, "name", None) == "rows" for part in tree.body)
    }
    assert measuring == set(MODULES)


def test_rows_stand_in_columns_and_say_what_is_met():
    spread = middle_and_tail(range(1, 101))
    assert spread == Spread(50.5, 96)
    rows = [within("a", 1.26, 1.3, "x", 2), repainted("b", spread, Spread(60, 90), "kernel 5"), Row("c", "3 s")]
    assert [row.met for row in rows] == [True, False, None]
    first = WIDTHS[0]
    assert [text[first : first + 3] for text in [*head().splitlines(), *map(line, rows)]] == [
        " | ",
        "-|-",
        *[" | "] * 3,
    ]
    assert line(rows[1]).endswith("| NO   | kernel 5")
    assert line(rows[0]).split("|")[1].strip() == "1.26 x"
