"""The rule that compares tables with traces can fail: a changed number, a lost end, a number not drawn."""

from tests.site.tables_of_figures import differences

CURVE = [{"mode": "lines", "name": "drug", "x": [0, 1, 10], "y": [0, 12.34567, 50.0]}]
HEADINGS = ["time (h)", "drug: level (%)"]
POINTS = [{"mode": "markers", "x": [1.5, 2.25, 13.3], "y": [0, 1, 2]}]


def test_a_table_of_points_of_the_curve_agrees():
    assert differences(CURVE, HEADINGS, [["0", "0"], ["1", "12.35"], ["10", "50"]]) == []
    assert differences(CURVE, HEADINGS, [["0", "0"], ["10", "50"]]) == []


def test_a_changed_number_and_a_lost_end_are_named():
    assert "is not on the curve" in differences(CURVE, HEADINGS, [["0", "0"], ["1", "12.36"], ["10", "50"]])[0]
    assert "the end" in differences(CURVE, HEADINGS, [["0", "0"], ["1", "12.35"]])[0]


def test_a_column_is_drawn_entirely_or_not_at_all():
    assert differences(POINTS, ["who", "level"], [["a", "1.5"], ["b", "2.25"], ["c", "13.3"]]) == []
    assert differences(POINTS, ["who", "weight"], [["a", "70.5"], ["b", "81.5"], ["c", "64.2"]]) == []
    (found,) = differences(POINTS, ["who", "level"], [["a", "1.5"], ["b", "2.25"], ["c", "13.4"]])
    assert "13.4 stand in the table and are not drawn" in found
