"""Views of ligand turnover: limits bound what is shown, and a course ends at its steady state."""

import numpy as np
import pytest

from helpers import tables, views
from helpers.models.ligand_turnover import LigandNeutraliser, neutraliser_steady_state


def test_limits_bound_what_is_shown():
    blocked = views.blocked_receptor(5000.0, 10.0, 2.54)
    assert blocked.limit == pytest.approx(11.0)
    assert blocked.free_ligand.max() < blocked.limit
    assert blocked.marked_free_ligand == pytest.approx(blocked.limit, rel=0.01)
    assert blocked.signal[0] == pytest.approx(1.0, rel=0.01)


def test_without_consumption_nothing_rises():
    blocked = views.blocked_receptor(100.0, 0.0, 2.54)
    assert blocked.marked_free_ligand == pytest.approx(1.0)
    assert blocked.marked_signal == pytest.approx(2.54 / 102.54)


def test_course_starts_where_the_drug_acts_and_ends_at_steady_state():
    view = views.two_strategies(hours=2000.0)
    courses = {course.name: course.values for course in view.courses}
    assert courses["blocker: free"][0] == courses["neutraliser: total"][0] == 1.0
    blocked = views.blocked_receptor(100.0, views.CONSUMPTION_RATIO, 2.54)
    neutraliser = LigandNeutraliser(1.07, views.FREE_ELIMINATION_PER_H, views.FREE_ELIMINATION_PER_H / views.SLOWING)
    caught = neutraliser_steady_state(100.0, neutraliser)
    assert courses["blocker: free"][-1] == pytest.approx(blocked.marked_free_ligand, rel=1e-3)
    assert courses["neutraliser: total"][-1] == pytest.approx(float(caught.total_ligand), rel=1e-2)
    assert view.time_h[-1] == 2000.0


def test_the_ratio_is_the_rise_in_patients():
    rows = tables.load("il6_quantities").set_index("key")["value"]
    before, after = rows["il6-level-rheumatoid-arthritis-kumar_2021"], rows["il6-level-on-drug-tocilizumab-kumar_2021"]
    assert pytest.approx(after / before, abs=0.02) == 1 + views.CONSUMPTION_RATIO


def test_the_signal_is_not_gone_where_crp_was_normal():
    at = views.blocked_receptor(100.0, views.CONSUMPTION_RATIO, 2.54).crp_normal_nM
    assert at == pytest.approx(1e6 / 148e3)  # 1 mg/L
    assert views.blocked_receptor(at, views.CONSUMPTION_RATIO, 2.54).marked_signal > 0.3


def test_the_affinity_of_tocilizumab_is_the_one_of_the_table():
    kd = tables.load("affinities").set_index("ligand_or_drug")["kd_nM"]["tocilizumab"]
    assert kd == views.TOCILIZUMAB_KD_NM


@pytest.mark.parametrize("courses", [{}, [1, 2], "drug A"])
def test_courses_need_names(courses):
    with pytest.raises(ValueError, match="Give at least one curve with its name"):
        views.courses_over([1, 2], courses)


def test_a_course_has_as_many_values_as_its_axis():
    with pytest.raises(ValueError, match="'drug A' has 3 values and the axis below it 2"):
        views.turnover_course([1, 2], {"drug A": [1, 2, 3]}, title="T")
    with pytest.raises(ValueError, match="'drug A' has 1 values and the axis below it 2"):
        views.courses_over([1, 2], {"drug A": 5})
    course = views.course_over([1, 2], "drug A", [3, 4])
    np.testing.assert_array_equal(course.values, [3.0, 4.0])
