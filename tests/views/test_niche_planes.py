"""Senders and receivers on a plane as they are shown."""

import numpy as np
import pytest

from helpers import figures, views


def test_receivers_take_the_signal_from_each_other() -> None:
    usual = views.niche_senders(4.0, 100.0, 1000.0, 1.0)
    greedy = views.niche_senders(4.0, 100.0, 10_000.0, 1.0)
    assert np.all(usual.meets_pM < usual.alone_pM) and np.all(greedy.meets_pM < usual.meets_pM)
    assert usual.taken_percent < greedy.taken_percent < 100
    assert usual.hears.sum() <= usual.would_hear
    words = figures.niche_senders(usual).description
    assert "4 senders and 100 receivers" in words and f"{usual.would_hear} would" in words


def test_cells_keep_their_places() -> None:
    few, many = (views.niche_senders(4.0, number, 1000.0, 1.0) for number in (10.0, 150.0))
    np.testing.assert_array_equal(few.receivers_um, many.receivers_um[:10])
    np.testing.assert_array_equal(few.senders_um, many.senders_um)
    assert len(np.unique(np.vstack([many.senders_um, many.receivers_um]), axis=0)) == 154


def test_bad_input_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="Receptors must be"):
        views.niche_senders(4.0, 10.0, -1.0, 1.0)
