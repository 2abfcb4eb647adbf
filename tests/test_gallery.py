"""The gallery of plates is fresh, and every plate of the course stands in a lesson, whole and light enough."""

import pytest

from helpers.illustrations import PAGE, TELEPHONE
from tests import gallery
from tests.illustrations.plates import crowded

PLATES = {plate.name: plate for plate in gallery.plates()}


def test_the_page_is_fresh():
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.page(), "run: make pages"


def test_the_pictures_are_fresh():
    stored = {path.name: path.read_text(encoding="utf-8") for path in gallery.IMAGES.glob("*.svg")}
    assert stored == gallery.pictures(), "run: make pages"


@pytest.mark.parametrize("name", PLATES)
def test_a_plate_claims_describes_cites_and_fits(name):
    drawing = PLATES[name].drawing
    assert len(drawing.title.split()) >= 4 and drawing.description.endswith(".") and drawing.sources
    assert drawing.rows(), "a plate shows rows of tables"
    assert crowded(drawing) == []
    for width in (PAGE, TELEPHONE):
        assert len(drawing.svg(width).encode()) <= 60_000


@pytest.mark.parametrize("name", PLATES)
def test_a_plate_stands_in_a_lesson(name):
    assert gallery.lessons(name), f"explorers.{name} stands in no lesson: show it in one, then run make pages"


def test_no_two_plates_share_a_name_in_their_markup():
    names = [plate.drawing.name for plate in PLATES.values()]
    assert len(set(names)) == len(names)
