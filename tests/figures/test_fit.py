"""What is written in a figure stays inside it, at the width that JupyterLab leaves beside its file browser."""

import pytest

from helpers import explorers, figures, illustrations, site
from helpers.explorers.engine import Choice
from tests import notebooks
from tests.test_explorers import NAMES

WIDTH = 780
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Figures</title>
<script src="plotly.min.js"></script></head><body><div id="figure" style="width: {WIDTH}px"></div></body></html>"""
# Draws each picture afresh and returns its texts that reach out of it, with how far (px); in a drawing also those that
# lie over another.
OUTSIDE = """async (figures) => {
  const frame = document.getElementById('figure'), found = [];
  for (const [name, { data, layout, config, svg }] of figures) {
    Plotly.purge(frame);
    if (svg) {
      frame.innerHTML = svg;
      const words = [...frame.querySelectorAll('svg text')].map((text) => [text, text.getBoundingClientRect()]);
      for (const [i, [text, box]] of words.entries()) for (const [other, there] of words.slice(i + 1)) {
        const over = Math.min(box.right, there.right) - Math.max(box.left, there.left);
        const high = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
        if (over > 1 && high > 3) found.push([name, `${text.textContent} | ${other.textContent}`, Math.round(over)]);
      }
    } else await Plotly.newPlot(frame, data, layout, { ...config, responsive: false });
    const edge = frame.getBoundingClientRect();
    for (const text of frame.querySelectorAll('svg text')) {
      const box = text.getBoundingClientRect();
      if (!box.width || text.closest('.hoverlayer')) continue;
      const far = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom);
      if (far > 1.5) found.push([name, text.textContent, Math.round(far)]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def outside(browser, tmp_path_factory):
    """Return a function from named figures (plotly JSON) to the texts that reach out of them."""
    folder = tmp_path_factory.mktemp("fit")
    (folder / "plotly.min.js").write_bytes(site.build()["plotly.min.js"])
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    page = browser.new_page()
    page.set_viewport_size({"width": WIDTH + 100, "height": 1000})
    page.goto((folder / "page.html").as_uri())
    yield lambda named: page.evaluate(OUTSIDE, named)
    page.close()


def settings(explorer):
    """Return the settings to look at, by name: every preset, every option, both ends of every slider."""
    named = dict(explorer.presets)
    for control in explorer._by_name.values():
        values = control.options if isinstance(control, Choice) else (control.stops[0], control.stops[-1])
        named |= {f"{control.label}: {value}": {control.name: value} for value in values}
    return named


def drawn(explorer):
    """Return the figures of `settings` that the model accepts."""
    found = []
    for name, values in settings(explorer).items():
        try:
            picture = explorer.at(**values)
            spec = {"svg": picture.svg()} if isinstance(picture, illustrations.Illustration) else picture.spec()
            found.append((name, spec))
        except ValueError:  # a combination that the explorer refuses, with a sentence in place of the figure
            continue
    return found


def stored(path):
    """Return the figures stored in the notebook at `path`, by their number."""
    outputs = [output.get("data", {}) for cell in notebooks.code(path) for output in cell["outputs"]]
    kept = [data[kind] for data in outputs for kind in data if kind == "application/vnd.plotly.v1+json"]
    return [(f"figure {number}", figure) for number, figure in enumerate(kept, start=1)]


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_an_explorer_fit(name, outside):
    found = drawn(getattr(explorers, name)())
    assert found
    assert outside(found) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_the_words_of_stored_figures_fit(path, outside):
    assert outside(stored(path)) == []


@pytest.mark.browser
def test_words_that_do_not_fit_are_found(outside):
    note = {
        "text": "a note that is far too long for its place " * 3,
        "x": 1,
        "y": 1,
        "showarrow": False,
        "xanchor": "left",
    }
    figure = figures.Figure(
        [{"type": "scatter", "x": [0, 1], "y": [0, 1]}],
        {"annotations": [note]},
        title="T",
        description="D.",
        table={"x": [0, 1]},
    )
    [[name, text, far]] = outside([("long", figure.spec())])
    assert (name, text.strip()) == ("long", note["text"].strip())
    assert far > 100
