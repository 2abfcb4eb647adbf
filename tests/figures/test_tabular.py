"""Tables as HTML: words left, numbers right, sources by their names; and nothing stored shows a raw key."""

import re

import pytest

from helpers import figures, lesson, tables
from tests import notebooks

KEYS = frozenset(tables.load("references")["reference"])

STORED = re.compile(r'<th scope=\\"col\\"[^>]*>([^<]*)</th>')


def sides(markup):
    """Return {heading: "left" or "right"} of a table."""
    return {
        heading: side
        for side, heading in re.findall(r'<th scope="col" style="text-align:(\w+)[^>]*>(.*?)</th>', markup)
    }


def test_words_stand_left_and_numbers_right():
    table = {
        "word": ["a", "b"],
        "number": [1.5, None],
        "as text": ["-1,000.5", ""],
        "power": ["2.5 × 10^-7", "3"],
        "range": ["1 to 2", "3"],
        "nothing": ["", ""],
    }
    markup = figures.table_html(table, "Both")
    assert [heading for heading, side in sides(markup).items() if side == "right"] == ["number", "as text", "power"]
    assert markup.count("<td>") == 6 and markup.count('<td style="text-align:left">') == 6


def test_every_table_of_facts_has_its_numbers_right_and_its_sources_by_name():
    for name in tables.names():
        rows, columns = tables.load(name), tables.describe(name).set_index("column")
        markup = lesson.show(rows, name).markup
        named = {tables.heading(column): column for column in rows.columns}
        assert len(named) == len(rows.columns), "two columns have one heading"
        for heading, side in sides(markup).items():
            column = named[heading]
            if columns.at[column, "type"] in ("integer", "number") and rows[column].notna().any():
                assert side == "right", (name, column)
        if name != "references":  # and keys of other tables are no sources
            cited = columns.index[columns["role"] == "source"]
            assert all(sides(markup)[tables.heading(column)] == "left" for column in cited)


def test_a_column_has_one_title_in_all_tables_and_its_heading_is_in_words():
    fields = [field for table in tables.package()["resources"] for field in table["schema"]["fields"]]
    titles = {(field["name"], field["title"]) for field in fields if "title" in field}
    assert len(titles) == len(dict(titles))
    shown = [output for path in notebooks.everything() for output in STORED.findall(path.read_text(encoding="utf-8"))]
    assert len(shown) > 100 and [heading for heading in shown if "_" in heading] == []


def test_a_source_is_a_link_called_author_and_year():
    markup = figures.table_html({"reference": ["castell_1990;akdis_2016"], "key": ["castell_1990"]}, "Sources")
    links = re.findall(r'<a href="([^"]+)" target="_blank" rel="noopener">([^<]+)</a>', markup)
    rows = tables.load("references").set_index("reference")
    addresses = [tables.address(rows.loc[key]) for key in ("castell_1990", "akdis_2016")]
    assert links == list(zip(addresses, ["Castell 1990", "Akdis 2016"], strict=True))
    assert ">castell_1990</td>" in markup, "a column of keys shows keys"
    assert figures.cell_text("castell_1990; akdis_2016") == "Castell 1990; Akdis 2016"
    assert figures.cell_text("no_key; akdis_2016") == "no_key; akdis_2016"


def test_long_texts_get_room_and_long_words_break():
    markup = figures.table_html({"a": ["x" * 30], "b": ["word " * 20], "c": ["short"]}, "Long")
    assert '<td style="text-align:left;overflow-wrap:anywhere">xxx' in markup
    assert '<th scope="col" style="text-align:left;min-width:16em">b' in markup
    assert '<th scope="col" style="text-align:left">c' in markup


def pictured(value):
    """Yield every string of a stored picture."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from pictured(part)


@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_nothing_stored_shows_a_raw_key(path):
    """Neither a table nor a list nor a picture; plain text, which stands in for them, may."""
    for cell in notebooks.code(path):
        for output in cell["outputs"]:
            data = output.get("data", {})
            markup = "".join(data.get("text/html", ""))
            if re.search(r"<th[^>]*>key</th>", markup):
                continue
            texts = [re.sub("<[^>]*>", " ", markup), *pictured(data.get("application/vnd.plotly.v1+json"))]
            assert not KEYS.intersection(re.findall(r"\w+", " ".join(texts))), cell["id"]
