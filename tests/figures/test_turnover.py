"""Figures of ligand turnover read the marked level, the limit and the ends of a course."""

import numpy as np

from helpers import figures, views

X = np.logspace(-2, 4, 50)
ONES = np.ones_like(X)


def blocked(free=1 + 4 * X / (X + 1), signal=1 / (1 + X), limit=5.0):
    return views.BlockedReceptor(X, free, signal, limit, marked_nM=1.0, marked_free_ligand=3.0, marked_signal=0.5)


def test_blocked_receptor_reads_mark_and_limit():
    figure = figures.blocked_receptor(blocked())
    assert "At 1 nM of drug, free ligand is 3 times and the signal 0.5 times" in figure.description
    assert "= 5." in figure.description


def test_flat_curves_are_drawn():
    assert figures.blocked_receptor(blocked(ONES, ONES, 1.0)).table


def test_course_reads_both_ends():
    view = views.turnover_course([0.0, 1.0, 2.0], {"free": [1.0, 2.0, 4.0]}, title="A course (simulated)")
    assert "free 1 at the start and 4 at 2 h" in figures.turnover_course(view).description
