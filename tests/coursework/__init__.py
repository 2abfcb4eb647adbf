"""Tests of the coursework: items, recording, release, grading, damage, nbgrader."""
