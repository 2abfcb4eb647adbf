"""Tables that people open in a spreadsheet: nothing in them runs, wherever another separator or line end would cut."""

import csv
import io
import re

import pytest

from helpers.coursework import spreadsheets

TEXTS = [
    "=1+1", " =1", "a;=1", "a,=1+1", "a\n=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=x", "\rx", "a;-(1)", "@x",
    "x\t+1|2", "\uff1d1", 'x;\n\n  "=1', "- a list\n- b", "a|=1", "a;;=1", '"=1', "a\r\n+f(1)", "=", "a,@SUM(1)",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("cut", [",", ";", "\t", "|"])
def test_nothing_runs_however_the_table_is_cut(tmp_path, text, cut):
    spreadsheets.write(tmp_path / "t.csv", ["student", "answer"], [{"student": "s1", "answer": text}])
    raw = (tmp_path / "t.csv").read_bytes().decode("utf-8")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(io.StringIO(raw, newline=""), delimiter=cut, quoting=quoting):
            for cell in row:
                for piece in re.split(r"[\r\n]", cell):
                    bare = piece.strip('" \t')
                    assert not bare.startswith(("=", "@", "+", "-", "\uff1d")), (text, cell)


@pytest.mark.parametrize("text", ["-5", "-5 nM", "+3", "a, -5, b", "a - b", "no -= here", "x = 1", "mail@x.org", "a/b"])
def test_what_is_harmless_stays(text):
    assert spreadsheets.safe(text) == text


def test_no_letter_can_spoil_a_table(tmp_path):
    text = "".join(map(chr, [*range(300), 0x202E, 0x2066, 0xD83D, 0xFFFE, 0xFFFF])) + "x" * 1_000_000
    spreadsheets.write(tmp_path / "t.csv", ["a"], [{"a": text}, {"a": "next"}])
    found = spreadsheets.read(tmp_path / "t.csv")
    assert len(found) == 2 and found[1] == {"a": "next"}
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202e\u2066]", found[0]["a"])
