"""Formulas of the lessons: typeset in JupyterLab and on the pages, with units, and said in words."""

import re
import xml.etree.ElementTree as ET

import pytest

from helpers.site import prose
from tests import notebooks

LESSONS = notebooks.lessons()
FORMULA = re.compile(r"\$\$\n(.+?)\n\$\$|\$([^$\n]+)\$", re.DOTALL)
LINK = re.compile(r"\]\([^)]*\)\)?")
# A quotient, a product or a power of a formula that stands in plain text.
PLAIN = re.compile(
    r"[\w)] ?[/×·] ?\(|[\w)] [/×·] [\w(][^=\n]{0,40}=|= [^=\n]{0,40}[\w)] [/×·] [\w(]|√|\w\^\w|log10\("
    r"|`[^`]*[\w)] ?[/*] ?[\w(][^`]*`"
)


def cells(path):
    return ["".join(cell["source"]) for cell in notebooks.cells(path) if cell["cell_type"] == "markdown"]


def formulas(text):
    return [block or inline for block, inline in FORMULA.findall(text)]


def plain(text):
    """Return the lines of a cell that hold a formula in plain text."""
    return [line for line in LINK.sub("]", FORMULA.sub("", text)).splitlines() if PLAIN.search(line)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_formula_stands_in_plain_text(path):
    assert [line for text in cells(path) for line in plain(text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "occupancy = L / (L + Kd)",
        "free share = 1 / (1 + (R / K1) × (1 + G / K2))",
        "2. First cell: 100 / (100 + 30) = 77 %.",
        "average: `dose / (CL * interval)`",
        "Half-life: 0.693 × 15.7 / 0.465 = 23.4 d.",
        "About 1 / 2^3.6 is left.",
    ],
)
def test_a_formula_in_plain_text_is_found(line):
    assert plain(line)


@pytest.mark.parametrize(
    "line", ["IL-1/IL-36 and pg/mL", "one of 3 × 4 tables", "$L / (L + K)$ is it", "[a and b](https://x.org/a_(b))"]
)
def test_what_is_no_formula_is_left_alone(line):
    assert not plain(line)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_formula_on_a_line_of_its_own_is_said_in_words_below_it(path):
    for text in cells(path):
        blocks = [block for block, _ in FORMULA.findall(text) if block]
        assert len(re.findall(r"^In words: .+[.]", text, re.MULTILINE)) == len(blocks), text


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_formula_becomes_mathml(path):
    for text in cells(path):
        for latex in formulas(text):
            tree = ET.fromstring(prose.formula(latex))
            assert tree.tag.endswith("}math")
            assert "\\" not in "".join(tree.itertext()), "a command that the converter does not know"
        convert, _ = prose.converter()
        assert convert(text).count("<math") == len(formulas(text))


def test_a_formula_on_a_line_of_its_own_is_a_block_that_scrolls_by_itself():
    convert, _ = prose.converter()
    page = convert("At rest\n\n$$\na = \\frac{b}{c}\n$$\n\nIn words: b over c.")
    assert 'class="scroll formula" role="group" aria-label="Formula"' in page
    assert 'display="block"' in page and "<mfrac>" in page and "<script" not in page


def test_a_formula_in_a_sentence_stays_in_its_line():
    convert, _ = prose.converter()
    assert re.fullmatch(r"<p>where <math [^>]*display=\"inline\">.*</math> is it</p>\n", convert("where $K_1$ is it"))


def test_a_lone_dollar_is_a_dollar():
    convert, _ = prose.converter()
    assert convert("It costs 3 $ or so.") == "<p>It costs 3 $ or so.</p>\n"
