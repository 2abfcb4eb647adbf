"""From a moved control to the repainted figure, in JupyterLab in Chromium, for every explorer.

An `interact` of ipywidgets that builds a new plotly figure (the usual way to do it) is measured
beside them in the same page, with the same model and the same curves.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import nbformat
from tests import refresh
from tests.browser import jupyter

from benchmarks.table import Row, Spread, middle_and_tail
from helpers import explorers

MOVES = 40
WARM_UP = 3
MEDIAN_MS, TAIL_MS = 60, 100
# As many explorers on a page as the richest lesson has.
ON_A_PAGE = 6
# The twin of explorers.two_drugs: the same numbers, a new figure at each move.
TWIN = """
import ipywidgets
import plotly.graph_objects
from helpers import views
from helpers.explorers.engine import log_stops

@ipywidgets.interact(
    ka_nM=ipywidgets.SelectionSlider(options=log_stops(0.1, 100), value=10.0),
    efficacy=ipywidgets.SelectionSlider(options=log_stops(0.1, 100), value=10.0),
    antagonist=["competitive", "none", "non-competitive"],
    kb_nM=ipywidgets.SelectionSlider(options=log_stops(0.1, 100), value=1.0),
    antagonist_nM=ipywidgets.SelectionSlider(options=(0.0, *log_stops(0.1, 1000)), value=10.0),
)
def twin(**values):
    view = views.two_drugs(**values)
    x = view.concentration_nM
    figure = plotly.graph_objects.Figure([{"x": x, "y": c.response, "name": c.name} for c in view.curves])
    figure.update_xaxes(type="log", title="concentration (nM)").update_yaxes(title="response (%)")
    figure.show(renderer="plotly_mimetype")
"""
# Each move goes one stop on and turns round at the ends; the time runs from the event to the frame that shows it.
# An observer, and no polling at each frame, so that the measuring does not take the processor from the measured.
MOVE_EXPLORER = """async ([place, moves]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const painted = (figure) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer within 10 s')), 10000);
    const watch = new MutationObserver(() => { clearTimeout(late); watch.disconnect(); resolve(); });
    watch.observe(figure, { attributeFilter: ['data-painted'] });
  });
  const section = document.querySelectorAll('.explorer')[place];
  section.scrollIntoView();
  const figure = section.querySelector('.explorer-figure');
  const input = section.querySelector('input[type=range]') ?? section.querySelector('select');
  const last = input.options ? input.options.length - 1 : Number(input.max);
  const times = [];
  let step = 1;
  for (let i = 0; i < moves; i++) {
    for (let j = 0; j < 6; j++) await frame();
    const now = Number(input.value);
    if (now + step > last || now + step < 0) step = -step;
    const answered = painted(figure);
    const began = performance.now();
    input.value = now + step;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await answered;
    await frame();
    times.push(performance.now() - began);
  }
  return times;
}"""
MOVE_TWIN = """async (moves) => {
  const frame = () => new Promise(requestAnimationFrame);
  const box = [...document.querySelectorAll('.widget-interact')].at(-1);
  box.scrollIntoView();
  const handle = box.querySelector('.noUi-handle');
  const drawn = () => { const all = box.querySelectorAll('.js-plotly-plot .main-svg'); return all[all.length - 1]; };
  const times = [];
  let step = 1;
  for (let i = 0; i < moves; i++) {
    for (let j = 0; j < 6; j++) await frame();
    const before = drawn();
    const now = Number(handle.getAttribute('aria-valuenow'));
    if (now + step > Number(handle.getAttribute('aria-valuemax')) || now + step < 0) step = -step;
    const began = performance.now();
    handle.dispatchEvent(new KeyboardEvent('keydown', { key: step > 0 ? 'ArrowRight' : 'ArrowLeft', bubbles: true }));
    while (drawn() === before || !drawn()) {
      await frame();
      if (performance.now() - began > 10000) throw new Error('no answer within 10 s');
    }
    times.push(performance.now() - began);
  }
  return times;
}"""


def _notebook(sources: Iterable[str]) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    return nbformat.v4.new_notebook(cells=cells, metadata=refresh.METADATA)


def times() -> dict[str, list[float]]:
    """Return {name: milliseconds of each move} for all explorers and, under "interact", for their twin."""
    measured = [*dir(explorers), "interact"]
    pages = [measured[first : first + ON_A_PAGE] for first in range(0, len(measured), ON_A_PAGE)]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for number, page in enumerate(pages):
            cells = [
                TWIN.strip() if name == "interact" else f"from helpers import explorers\n\nexplorers.{name}()"
                for name in page
            ]
            nbformat.write(_notebook(cells), source / f"{number}.ipynb")
        with jupyter.jupyterlab(Path(folder) / "home", source) as lab, jupyter.chromium() as context:
            window = jupyter.open_window(context, lab)
            for number, page in enumerate(pages):
                window.open(f"{number}.ipynb")
                window.run_all()
                for place, name in enumerate(page):
                    count = WARM_UP + MOVES
                    script, argument = (MOVE_TWIN, count) if name == "interact" else (MOVE_EXPLORER, [place, count])
                    found[name] = window.page.evaluate(script, argument)[WARM_UP:]
                window.leave()
    return found


def _words(spread: Spread) -> str:
    return f"{spread.median:.0f} / {spread.p95:.0f} ms"


def rows() -> list[Row]:
    """Return the rows about repainting."""
    found = times()
    twin = middle_and_tail(found.pop("interact"))
    every = middle_and_tail([value for values in found.values() for value in values])

    def row(what: str, spread: Spread) -> Row:
        return Row(
            what,
            _words(spread),
            f"<= {MEDIAN_MS} / {TAIL_MS} ms",
            spread.median <= MEDIAN_MS and spread.p95 <= TAIL_MS,
        )

    return [
        row(f"slider to repainted figure, median / p95, {len(found)} explorers, {MOVES} moves each", every),
        *[row(f"  {name}", middle_and_tail(values)) for name, values in found.items()],
        Row("  two_drugs built with ipywidgets.interact, a new figure each time", _words(twin)),
    ]
