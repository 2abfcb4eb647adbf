"""No word of a figure lies over another one, at the width that JupyterLab leaves beside its file browser."""

import pytest

from helpers import explorers, figures, site
from tests import notebooks
from tests.figures.test_fit import STORED as WIDTH
from tests.figures.test_fit import drawn, settings, stored
from tests.test_explorers import NAMES

PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Figures</title>
<script src="plotly.min.js"></script></head><body><div id="figure" style="width: {WIDTH}px"></div></body></html>"""
# Draws each figure afresh and returns pairs of words that lie over each other, with how far (px).
OVERLAPS = """async (figures) => {
  const frame = document.getElementById('figure'), found = [];
  for (const [name, { data, layout, config }] of figures) {
    Plotly.purge(frame);
    await Plotly.newPlot(frame, data, layout, { ...config, responsive: false });
    const written = [];
    for (const text of frame.querySelectorAll('svg text')) {
      if (text.closest('.hoverlayer')) continue;
      const lines = [...text.querySelectorAll('tspan.line')];
      for (const line of lines.length ? lines : [text]) {
        const box = line.getBoundingClientRect();
        if (box.width) written.push({ text, words: line.textContent, box });
      }
    }
    for (const [place, one] of written.entries()) for (const other of written.slice(place + 1)) {
      if (one.text === other.text) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (wide > 2 && high > 4) found.push([name, one.words, other.words, Math.round(wide), Math.round(high)]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def overlapping(browser, tmp_path_factory):
    """Return a function from named figures (plotly JSON) to pairs of words that lie over each other."""
    folder = tmp_path_factory.mktemp("overlap")
    (folder / "plotly.min.js").write_bytes(site.build()["plotly.min.js"])
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    page = browser.new_page()
    page.set_viewport_size({"width": WIDTH + 100, "height": 1000})
    page.goto((folder / "page.html").as_uri())
    yield lambda named: page.evaluate(OVERLAPS, named)
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_an_explorer_lies_over_another(name, overlapping):
    explorer = getattr(explorers, name)()
    found = [(state, spec) for state, spec in drawn(explorer, settings(explorer)) if "data" in spec]
    assert overlapping(found) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_no_word_of_a_stored_figure_lies_over_another(path, overlapping):
    assert overlapping(stored(path)) == []


@pytest.mark.browser
def test_words_over_words_are_found(overlapping):
    notes = [{"text": text, "x": 1, "y": 1, "showarrow": False} for text in ("one name", "another name")]
    figure = figures.Figure(
        [{"type": "scatter", "x": [0, 2], "y": [0, 2]}],
        {"annotations": notes},
        title="T",
        description="D.",
        table={"x": [0, 2]},
    )
    [[_, one, other, *_]] = overlapping([("both", figure.spec())])
    assert (one, other) == ("one name", "another name")
