"""The illustration type: words and table always, colours by theme, a picture that travels alone."""

import json
import re
from xml.etree import ElementTree

import pytest

from helpers.colours import DARK, HUES, LIGHT, contrast
from helpers.illustrations import PAGE, TELEPHONE, Drawing, Illustration, cell, label

SVG = "{http://www.w3.org/2000/svg}"


def small(**changes):
    def draw(width):
        return Drawing((cell("round", 20).at(width / 2, 30), label("a B cell").at(20, 80)), 100)

    fields = {"name": "small", "title": "A cell listens", "description": "One B cell.", "table": {"cell": ["B cell"]}}
    return Illustration(**(fields | {"draw": draw, "sources": "Author 2020."} | changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "needs a title and a description"),
        ({"description": ""}, "needs a title and a description"),
        ({"table": {}}, "at least one row"),
        ({"table": {"cell": []}}, "at least one row"),
        ({"table": {"cell": ["B"], "sex": []}}, "the same length"),
        ({"name": "Small Plate"}, "cannot name an illustration"),
    ],
)
def test_a_picture_without_words_or_table_cannot_be_made(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        small(**changes)


@pytest.mark.parametrize("width", [PAGE, TELEPHONE])
def test_the_markup_names_describes_and_holds_its_table(width):
    root = ElementTree.fromstring(small().svg(width))
    name = f"small-{width}"
    assert root.get("role") == "img" and root.get("id") == name
    assert root.get("aria-labelledby") == f"{name}-title" and root.get("aria-describedby") == f"{name}-desc"
    assert root.find(f"{SVG}title").text == "A cell listens" and root.find(f"{SVG}desc").text == "One B cell."
    assert json.loads(root.find(f"{SVG}metadata").text)["table"] == {"cell": ["B cell"]}
    assert all(element.get("id", name).startswith(name) for element in root.iter())


def test_the_same_picture_gives_the_same_markup():
    assert small().svg() == small().svg()


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_fixes_every_colour(theme, colours):
    markup = small().svg(theme=theme)
    assert "var(--" not in re.sub(r"<style>.*?</style>", "", markup)
    assert colours["sky-tint"] in markup


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_words_stand_out_on_their_grounds(colours):
    for hue in HUES:
        assert contrast(colours[hue], colours["page"]) >= 3
        assert contrast(colours[hue], colours[f"{hue}-tint"]) >= 2.4, "an outline on its own tint"
        assert contrast(colours["ink"], colours[f"{hue}-tint"]) >= 4.5
    for ground in ("page", "lipid", "inside"):
        assert contrast(colours["ink"], colours[ground]) >= 7
        assert contrast(colours["quiet"], colours[ground]) >= 4.5
    assert set(LIGHT) == set(DARK)


def test_a_viewer_without_style_sheets_shows_the_light_page():
    markup = re.sub(r"<style>.*?</style>", "", small().svg())
    root = ElementTree.fromstring(markup)
    assert root.find(f"{SVG}rect").get("fill") == LIGHT["page"] and "var(" not in markup
    assert root.get("font-size") == "12" and "sans-serif" in root.get("font-family")
    assert len(set(LIGHT.values())) == len(LIGHT) - 1 and LIGHT["quiet"] == LIGHT["grey"], "two names of a colour"
    assert DARK["quiet"] == DARK["grey"]


def test_looks_and_rules_belong_to_one_picture():
    markup = small(looks={"drug": "none"}, rules='&[data-drug="tocilizumab"] .stops{opacity:.2}').svg()
    assert 'data-drug="none"' in markup and '#small-780[data-drug="tocilizumab"] .stops' in markup


def test_it_is_saved_with_its_line_of_citations(tmp_path):
    text = small().save(tmp_path / "cell.svg").read_text(encoding="utf-8")
    words = "".join(ElementTree.fromstring(text).itertext())
    assert "Interleukins: from messenger to medicine" in words and "Author 2020." in words
    with pytest.raises(ValueError, match=r"does not end in \.svg"):
        small().save(tmp_path / "cell.jpg")


def test_what_stands_in_a_notebook_is_the_markup_and_the_words():
    bundle = small().bundle()
    assert set(bundle) == {"image/svg+xml", "text/plain"}
    assert bundle["text/plain"] == "A cell listens. One B cell."
