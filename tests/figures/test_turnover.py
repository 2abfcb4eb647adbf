"""Figures of ligand turnover read the marked level, the limit and the ends of a course."""

import numpy as np

from helpers import figures

X = np.logspace(-2, 4, 50)


def test_blocked_receptor_reads_mark_and_limit():
    figure = figures.blocked_receptor(X, 1 + 4 * X / (X + 1), 1 / (1 + X), 5.0, 1.0, (3.0, 0.5))
    assert "At 1 nM of drug, free ligand is 3 times and the signal 0.5 times" in figure.description
    assert "= 5." in figure.description


def test_neutralised_ligand_reads_mark_and_limit():
    figure = figures.neutralised_ligand(X, 1 + 9 * X / (X + 1), 1 / (1 + X), 10.0, 2.0, (7.0, 1 / 3))
    assert "total ligand is 7 times and free ligand 0.333 times" in figure.description
    assert "k0/kC = 10" in figure.description


def test_flat_curves_are_drawn():
    ones = np.ones_like(X)
    assert figures.blocked_receptor(X, ones, ones, 1.0, 1.0, (1.0, 1.0)).table
    assert figures.neutralised_ligand(X, ones, ones, 1.0, 1.0, (1.0, 1.0)).table


def test_course_reads_both_ends():
    figure = figures.turnover_course(
        np.array([0.0, 1.0, 2.0]), {"free": np.array([1.0, 2.0, 4.0])}, title="A course (simulated)"
    )
    assert "free 1 at the start and 4 at 2 h" in figure.description
