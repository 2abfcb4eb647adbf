"""Every objective is practised in a lesson and assessed in coursework, and the page that says so is fresh."""

from helpers import tables
from tests import objectives

LISTED = set(tables.load("objectives")["objective"])


def test_every_objective_is_practised():
    assert set(tables.load("questions")["objective"]) == LISTED


def test_every_objective_is_assessed_in_coursework():
    assert set(tables.load("coursework_items")["objective"]) == LISTED


def test_the_page_is_fresh():
    assert objectives.PAGE.read_text(encoding="utf-8") == objectives.page(), "run: make pages"
