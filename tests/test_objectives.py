"""The page that says where each objective is practised and assessed is fresh (that it is: see test_checklist.py)."""

from tests import objectives


def test_the_page_is_fresh():
    assert objectives.PAGE.read_text(encoding="utf-8") == objectives.page(), "run: make pages"
