"""An edition in another language: what is translated is said, the rest stands in English and is told."""

import ast
import re
import shutil

import pytest

from helpers import site
from helpers.site import prose, translating
from tests import notebooks

HEADING, BEFORE = "What you will be able to do", "Before you start"
GERMAN = {
    HEADING: "Was Sie danach können",
    BEFORE: "Bevor Sie **beginnen**",
    "*You need*: nothing; you need no programming": "*Sie brauchen*: nichts, auch kein Programmieren",
}
WORDS = {"On this page": "Auf dieser Seite", "Check": "Prüfen"}


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """One lesson in German: three messages of its prose, and two words of the pages."""
    folder = tmp_path_factory.mktemp("german")
    lesson = notebooks.page_of("messengers").removesuffix(".html")
    place = folder / "locale" / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    for name, messages in ((lesson, GERMAN), (site.INTERFACE, WORDS)):
        text = site.template(messages).decode()
        for english, said in messages.items():
            text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{said}"')
        (place / f"{name}.po").write_text(text, encoding="utf-8")
    shutil.copy(notebooks.NOTEBOOKS / f"{lesson}.ipynb", folder)
    spoken = site.translation("de", folder / "locale")
    return lesson, spoken, site.build(folder, translation=spoken)


def test_what_is_translated_is_said_and_the_rest_is_english(german, built):
    lesson, _, files = german
    page, english = files[f"{lesson}.html"].decode(), built[f"{lesson}.html"].decode()
    assert '<html lang="de"' in page and '<html lang="en-GB"' in english
    assert "Was Sie danach können" in page and "nichts, auch kein Programmieren" in page
    assert "Bevor Sie <strong>beginnen</strong></h2>" in page, "marks of Markdown are kept"
    assert 'aria-label="Auf dieser Seite"' in page and "Mira is four" in page
    assert HEADING not in page.split("</main>")[0] and "Search the course" in page
    script = files["course.js"].decode()
    assert '"Check": "Prüfen"' in script and "courseWords =" not in built["course.js"].decode()


def test_a_translated_heading_keeps_its_anchor(german, built):
    lesson, _, files = german
    anchors = [re.findall(r'<h\d id="([^"]+)"', made[f"{lesson}.html"].decode()) for made in (files, built)]
    assert anchors[0] == anchors[1]


def test_what_a_translation_lacks_is_told(german):
    lesson, spoken, _ = german
    templates = {name: texts for name, texts in site.messages().items() if name in (lesson, site.INTERFACE)}
    missing = site.missing(spoken, templates)
    assert {name: len(templates[name]) - len(texts) for name, texts in missing.items()} == {
        lesson: 3,
        site.INTERFACE: 2,
    }
    assert "Presets" in missing[site.INTERFACE] and "Check" not in missing[site.INTERFACE]


def test_a_language_without_a_catalogue_is_refused(tmp_path):
    with pytest.raises(ValueError, match="make pot"):
        site.translation("eo", tmp_path)
    assert site.translation("") == translating.ENGLISH


def test_a_fuzzy_or_empty_message_is_not_taken(tmp_path):
    place = tmp_path / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "x.po").write_text('#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n', encoding="utf-8")
    assert site.translation("de", tmp_path).of("x") == {}


def test_words_of_a_page_take_their_values_in_any_order():
    spoken = translating.Translation("de", {site.INTERFACE: {"{0} of {1}": "von {1} sind es {0}"}})
    with translating.speaking(spoken):
        assert translating.phrase("{0} of {1}", 2, 3) == "von 3 sind es 2"
    assert translating.phrase("{0} of {1}", 2, 3) == "2 of 3"


def test_every_word_that_the_code_gives_is_in_the_template():
    known = translating.interface()
    assert len(known) > 120 and len(known) == len(set(known))
    for path in (notebooks.ROOT / "src" / "helpers").rglob("*.js"):
        for begun in re.findall(r'(?<![\w.])phrase\(\s*("(?:[^"\\]|\\.)*")', path.read_text(encoding="utf-8")):
            assert any(text.startswith(ast.literal_eval(begun)) for text in known), (path.name, begun)


def test_messages_are_the_words_of_markdown_at_every_depth():
    text = "# A *b*\n\npara\nmore\n\n- one\n  1. two\n\n> three\n\n|h|5|\n|--|--|\n|c|7|\n\n$$x$$\n\n```\ncode\n```"
    assert prose.messages_of(text) == ["A *b*", "para\nmore", "one", "two", "three", "h", "c"]
