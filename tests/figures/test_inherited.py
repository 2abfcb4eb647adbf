"""The figure of ratios: marks at their ratios, intervals beside them, words and table from the rows."""

from helpers import figures, tables, views

VIEW = views.inherited_ratios()
FIGURE = figures.inherited_ratios(VIEW)


def test_every_ratio_has_its_mark_and_its_interval():
    marked = [x for trace in FIGURE.traces[1:] for x in trace["x"]]
    assert sorted(marked) == sorted(row.ratio for row in VIEW.rows)
    ends = [x for x in FIGURE.traces[0]["x"] if x is not None]
    assert ends == [end for row in VIEW.rows if row.low is not None for end in (row.low, row.high)]
    assert [trace["name"] for trace in FIGURE.traces[1:]] == [
        "an amount, with the difference",
        "a disease, with the difference",
        "a disease, with the drug",
    ]


def test_ratios_for_unlike_steps_stand_apart_under_headings():
    axis = FIGURE.layout["yaxis"]
    labels = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    heads = [place for place, label in labels.items() if label.startswith("<b>")]
    assert len(heads) == len(VIEW.steps) == 3 and len(labels) == len(VIEW.rows) + len(heads)
    below = [
        [place for place in labels if head < place < end] for head, end in zip(heads, [*heads[1:], 99], strict=True)
    ]
    assert [len(rows) for rows in below] == [sum(row.step == step for row in VIEW.rows) for step in VIEW.steps]
    for trace in FIGURE.traces[1:]:
        for x, y in zip(trace["x"], trace["y"], strict=True):
            assert any(row.ratio == x and labels[y] == f"{row.what}:<br>{row.cause}" for row in VIEW.rows)
    assert len({y for trace in FIGURE.traces[1:] for y in trace["y"]}) == len(VIEW.rows)


def test_words_and_table_follow_the_rows():
    assert FIGURE.description == (
        "13 ratios, from 0.72 (IL-6R on white cells) to 1.34 (1.3 to 1.38) (soluble IL-6R in blood). "
        "2 of the intervals include 1."
    )
    assert len(FIGURE.table["what"]) == len(VIEW.rows)
    alone = figures.inherited_ratios(views.inherited_ratios(tables.load("genetic_evidence").query("gene == 'IL6'")))
    assert alone.description.startswith("3 ratios")
