"""What holds for every plate in each of its presets: words apart and large enough, its own identifiers, one markup."""

import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from helpers import explorers, scripts, tables
from helpers.colours import LIGHT
from helpers.illustrations import PAGE, TELEPHONE, Illustration
from helpers.tables import store
from tests.illustrations.heights import height
from tests.illustrations.plates import CROSSED, crowded
from tests.made import opened

NAMES = [name for name in explorers.__all__ if isinstance(opened(name).figure, Illustration)]
SIZES = re.compile(r"font-size:\s*([\d.]+)px|font-size=\"([\d.]+)\"")
FEW = 200
ALL_MARKUP = """
import hashlib, json, sys
from helpers import explorers
marks = {name: hashlib.sha256(getattr(explorers, name)().figure.svg().encode()).hexdigest() for name in sys.argv[1:]}
print(json.dumps(marks))
"""


def settings(explorer):
    """Return the values to look at: the start, every preset, every option, both ends of every slider."""
    found = [{}, *explorer.presets.values()]
    for control in explorer.controls:
        values = control["values"] if control["kind"] == "choice" else (control["values"][0], control["values"][-1])
        found += [{control["name"]: value} for value in values]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_words_are_apart_large_enough_and_on_the_page(name):
    explorer = opened(name)
    for values in settings(explorer):
        drawing = explorer.at(**values)
        assert crowded(drawing) == [], values
        for width in (PAGE, TELEPHONE):
            markup = drawing.svg(width)
            assert len(markup.encode()) <= 60_000, values
            assert min(float(one or other) for one, other in SIZES.findall(markup)) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_controls_sentence_and_picture_share_a_laptops_height_in_every_state(name):
    """In every state of an explorer that has few, else at every option and end (test_widgets measures some of them)."""
    explorer = opened(name)
    some = list(itertools.islice(explorer.states(), FEW + 1))
    for values in some if len(some) <= FEW else settings(explorer):
        assert height(explorer, explorer.at(**values), **values) <= 600.5, values


@pytest.mark.parametrize("name", NAMES)
def test_no_colour_is_written_but_by_its_name(name):
    """A colour that is not named would stay what it is on a dark page; a name alone would be none without its sheet."""
    markup = re.sub(r"<style>.*?</style>|<metadata>.*?</metadata>", "", opened(name).figure.svg())
    written = set(re.findall(r'(?:fill|stroke)="(?!none)([^"]+)"', markup))
    assert written and written <= set(LIGHT.values())


@pytest.fixture(scope="module")
def emptied(tmp_path_factory):
    """A data folder whose tables have their headers and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copy2(store.data_folder() / store.DICTIONARY, folder)
    for path in store.data_folder().glob("*.csv"):
        with open(path, encoding="utf-8") as file:
            (folder / path.name).write_text(file.readline(), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_plate_without_rows_says_so_in_one_sentence(name, emptied, monkeypatch):
    explorer = opened(name)
    monkeypatch.setattr(store, "data_folder", lambda: emptied)
    for draw in (explorer.at, getattr(explorers, name)):
        with pytest.raises(tables.TableError, match=r"^The file data/\w+\.csv has a header and no rows\. Restore it"):
            draw()


def test_another_interpreter_draws_the_same():
    """Neither the order of sets nor a chance number decides where something stands."""
    result = subprocess.run(
        [sys.executable, "-c", ALL_MARKUP, *NAMES],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7"},
    )
    here = {name: opened(name).figure.svg() for name in NAMES}
    assert json.loads(result.stdout) == {name: hashlib.sha256(svg.encode()).hexdigest() for name, svg in here.items()}


@pytest.mark.browser
def test_identifiers_are_unique_on_a_page_with_twenty_plates(browser):
    drawn = [opened(name).figure.svg() for name in NAMES]
    drawn = (drawn * 20)[:20]
    page = browser.new_page()
    page.set_content("<main></main>")
    found = page.evaluate(
        f"""(drawn) => {{
          {scripts.script(scripts.DRAWINGS)}
          document.querySelector("main").innerHTML = drawn.map((svg, i) => own(svg, `explorer-${{i}}`)).join("");
          const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
          const named = [...document.querySelectorAll("svg")].map((svg) =>
            document.getElementById(svg.getAttribute("aria-labelledby"))?.closest("svg") === svg
            && document.getElementById(svg.getAttribute("aria-describedby"))?.closest("svg") === svg);
          return {{ ids, named }};
        }}""",
        drawn,
    )
    assert len(found["ids"]) == len(set(found["ids"])) >= 60
    assert found["named"] == [True] * 20
    page.close()


@pytest.mark.browser
def test_no_line_runs_through_a_word(browser):
    page = browser.new_page()
    page.set_viewport_size({"width": PAGE, "height": 2000})
    found = {}
    for name in NAMES:
        for width in (PAGE, TELEPHONE):
            page.set_content(opened(name).figure.svg(width))
            found[name, width] = page.evaluate(CROSSED)
    page.close()
    assert {where: crossed for where, crossed in found.items() if crossed} == {}
