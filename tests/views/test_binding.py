"""A partial agonist beside a full one, and IL-2 of which cells eat a part."""

import numpy as np
import pytest

from helpers import figures, views
from helpers.models import receptor_binding


def test_plenty_of_a_partial_agonist_ends_at_its_own_maximum() -> None:
    for full_nM in (0.0, 0.01, 100.0):
        view = views.partial_beside_full(full_nM, 1.0)
        assert view.response[-1] == pytest.approx(view.partial_maximum, abs=3.0)
        assert view.response[0] == pytest.approx(view.alone, abs=3.0)


@pytest.mark.parametrize(("full_nM", "word"), [(0.0, "agonist"), (0.01, "agonist"), (100.0, "antagonist")])
def test_what_is_there_decides_whether_it_adds_or_takes_away(full_nM: float, word: str) -> None:
    view = views.partial_beside_full(full_nM, 1.0)
    assert np.sign(view.partial_maximum - view.alone) == (1 if word == "agonist" else -1)
    assert f"acts as an {word}." in figures.partial_beside_full(view).description


def test_without_efficacy_it_only_takes_away() -> None:
    view = views.partial_beside_full(1.0, 0.0)
    assert np.all(np.diff(view.response) < 0)
    assert "hardly anything" in figures.partial_beside_full(views.partial_beside_full(0.0, 0.0)).description


def test_what_is_left_and_what_is_eaten_are_what_was_given() -> None:
    view = views.il2_two_receptors(10.0, 30.0)
    assert view.left_pM + 30.0 * view.marked_trimer_percent / 100 == pytest.approx(10.0)
    assert view.marked_trimer_percent == pytest.approx(100 * view.left_pM / (view.left_pM + 10.0))


def test_where_nothing_eats_all_is_left() -> None:
    view, kd = views.il2_two_receptors(10.0), receptor_binding.IL2_TRIMER.kd_nM
    assert view.left_pM == pytest.approx(10.0)
    expected = 100 * receptor_binding.hill_langmuir(view.concentration_pM / 1000, kd)
    np.testing.assert_allclose(view.trimer_percent, expected)


def test_a_high_dose_is_hardly_eaten() -> None:
    assert views.il2_two_receptors(10_000.0, 150.0).left_pM > 9_800
    assert views.il2_two_receptors(10.0, 150.0).left_pM < 1
