"""What is written in a figure stays inside it and apart: as stored, beside controls, on a page and on a telephone."""

import json

import pytest

from helpers import figures, foreign, illustrations, scripts
from helpers.explorers.engine import Choice
from helpers.figures.template import WIDTH
from tests import notebooks
from tests.made import opened
from tests.test_explorers import NAMES

NARROWEST = 22  # pixels that JupyterLab leaves beside its file browser on a telephone: a figure keeps its own width
BESIDE, PAGE, TELEPHONE = (
    532,
    860,
    350,
)  # beside controls in as many pixels, on a page of the HTML edition, at 390 pixels
DOCUMENT = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Figures</title>
<script src="plotly.min.js"></script></head><body style="margin: 0"><p id="title"></p><ul id="legend"></ul>
<div id="picture"></div><ul id="list"></ul><script>%s
globalThis.fitting = { fit, drawFitted };</script></body></html>"""
# The words of a drawn figure that reach out of it, with how far, and pairs of words that lie over one another (px).
# Numbers in the squares of a map stand in marks, not on words.
WRONG = """(frame) => {
  const edge = frame.getBoundingClientRect();
  const texts = [...frame.querySelectorAll('svg text')].filter((text) => !text.closest('.hoverlayer'))
    .map((text) => ({ words: text.textContent.trim(), box: text.getBoundingClientRect() }))
    .filter(({ words, box }) => words && box.width);
  const found = [];
  texts.forEach(({ words, box }, place) => {
    const far = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom);
    if (far > 1.5) found.push([words, Math.round(far)]);
    for (const other of texts.slice(place + 1)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 2 && down > 4) found.push([words, other.words]);
    }
  });
  return found;
}"""
# Draws each picture afresh: a drawing as it is, a figure as JupyterLab does (no width) or fitted to a width.
DRAWN = f"""async ([figures, width]) => {{
  // As text: the browser's driver takes a structure apart, part by part, which costs more than drawing it.
  const ids = ['title', 'legend', 'picture', 'list'];
  const parts = Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));
  const wrong = {WRONG};
  const found = [];
  for (const [name, spec] of JSON.parse(figures)) {{
    Plotly.purge(parts.picture);
    parts.picture.replaceChildren();
    parts.picture.style = `overflow: auto; width: ${{spec.svg && width > 500 ? {WIDTH} : width ?? {NARROWEST}}}px`;
    if (spec.svg) parts.picture.innerHTML = spec.svg;
    else if (width) {{
      await fitting.drawFitted(Plotly, parts, spec, {{ width, moved: new Set(), grow: {{ r: 0, h: 0 }} }});
    }} else {{
      const {{ data, layout, config }} = spec;
      await Plotly.newPlot(parts.picture, data, layout, {{ ...config, responsive: false }});
      // JupyterLab makes a thumbnail of each figure, as wide as its place.
      await Plotly.toImage(parts.picture, {{ format: 'svg', width: {NARROWEST}, height: 360 }});
    }}
    const frame = width ? parts.picture : parts.picture.querySelector('.svg-container');
    found.push(...wrong(frame).map((one) => [name, ...one]));
  }}
  return found;
}}"""


@pytest.fixture(scope="module")
def wrong(browser, tmp_path_factory):
    """Return a function from named figures (plotly JSON) and a width to what is wrong with their words.

    What the page complains of while they are drawn is wrong, too.
    """
    folder = tmp_path_factory.mktemp("fit")
    (folder / "plotly.min.js").write_bytes(foreign.plotly_js())
    (folder / "page.html").write_text(DOCUMENT % scripts.script(scripts.FIGURES), encoding="utf-8")
    page = browser.new_page()
    page.set_viewport_size({"width": 1000, "height": 1000})
    page.goto((folder / "page.html").as_uri())
    errors = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)

    def look(named, width=None):
        errors.clear()
        return page.evaluate(DRAWN, [json.dumps(named), width]) + errors

    yield look
    page.close()


def settings(explorer):
    """Return the settings to look at, by name: every preset, every option, both ends of every slider."""
    named = dict(explorer.presets)
    for control in explorer._by_name.values():
        values = control.options if isinstance(control, Choice) else (control.stops[0], control.stops[-1])
        named |= {f"{control.label}: {value}": {control.name: value} for value in values}
    return named


def drawn(explorer, chosen, layout=illustrations.PAGE):
    """Return the pictures of these settings, by name, that the model accepts; drawings have the `layout`.

    Of settings that show the very same picture, such as an option and the start that has it, the first stands for all.
    """
    found = {}
    for name, values in chosen.items():
        try:
            picture = explorer.at(**values)
            drawing = isinstance(picture, illustrations.Illustration)
            shown = {"svg": picture.svg(layout)} if drawing else picture.spec()
            found.setdefault(json.dumps(shown), (name, shown))
        except ValueError:  # a combination that the explorer refuses, with a sentence in place of the figure
            continue
    return list(found.values())


def stored(path):
    """Return the figures stored in the notebook at `path`, by their number."""
    outputs = [output.get("data", {}) for cell in notebooks.code(path) for output in cell["outputs"]]
    kept = [data[kind] for data in outputs for kind in data if kind == "application/vnd.plotly.v1+json"]
    return [(f"figure {number}", figure) for number, figure in enumerate(kept, start=1)]


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_an_explorer_fit_beside_its_controls(name, wrong):
    explorer = opened(name)
    found = drawn(explorer, settings(explorer))
    assert found
    assert wrong(found, BESIDE) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_an_explorer_fit_on_a_telephone(name, wrong):
    explorer = opened(name)
    found = drawn(explorer, {"as it opens": {}} | explorer.presets, illustrations.TELEPHONE)
    assert wrong(found, TELEPHONE) == []


@pytest.mark.browser
@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_the_words_of_stored_figures_fit(path, wrong):
    """As JupyterLab draws them, however narrow their place, and on a page and on a telephone of the HTML edition."""
    kept = stored(path)
    for width in (None, PAGE, TELEPHONE):
        assert wrong(kept, width) == [], width


@pytest.mark.browser
def test_words_that_do_not_fit_are_found_and_mended(wrong):
    words = "a note that is far too long for its place " * 3
    note = {"text": words, "x": 1, "y": 1, "showarrow": False, "xanchor": "left"}
    figure = figures.Figure(
        [{"type": "scatter", "x": [0, 1], "y": [0, 1]}],
        {"annotations": [note, note | {"text": "over it", "x": 1.1}]},
        title="T",
        description="D.",
        table={"x": [0, 1]},
    )
    outside, over = wrong([("long", figure.spec())])
    assert outside[:2] == ["long", words.strip()] and outside[2] > 100
    assert over[1:] == [words.strip(), "over it"]
    assert wrong([("long", figure.spec())], PAGE) == []
