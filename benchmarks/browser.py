"""From a moved control to the repainted figure, in JupyterLab in Chromium, for every explorer.

Beside some of them stands an `interact` of ipywidgets with the same controls, the same model and the same picture, made
anew at each move: the usual way to do it, measured in the same run.
"""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from tests import refresh
from tests.browser import jupyter

from benchmarks.table import Row, Spread, middle_and_tail, repainted, within
from helpers import explorers
from helpers.explorers.engine import Explorer

MOVES, WARM_UP = 6, 2
LIMIT = Spread(40, 60)
OF_THE_TWIN = 0.25
# Measured longer, and beside a twin: curves, panels of curves, a table of marks, and a plate.
NAMED = ("two_drugs", "endotoxin_challenge", "drug_mechanisms", "il6_on_a_body")
NAMED_MOVES = 10
# As many explorers on a page as the richest lesson has.
ON_A_PAGE = 6
TWIN = """
import ipywidgets
import plotly.graph_objects
from IPython.display import HTML, display
from helpers import explorers, figures


def twin_of(explorer):
    def control(spec):
        made = ipywidgets.SelectionSlider if spec["kind"] == "slider" else ipywidgets.Dropdown
        return made(options=[*zip(spec["words"], spec["values"])], value=explorer.values[spec["name"]])

    def show(**values):
        picture = explorer.at(**values)
        if isinstance(picture, figures.Figure):
            plotly.graph_objects.Figure(picture.spec()).show(renderer="plotly_mimetype")
        else:
            display(HTML(picture.svg()))

    ipywidgets.interact(show, **{{spec["name"]: control(spec) for spec in explorer.controls}})


twin_of(explorers.{name}())
"""
# When JupyterLab read the largest message since the last move began: it holds the new figure.
LISTEN = """() => {
  if (globalThis.benchmark) return;
  globalThis.benchmark = { at: 0, size: 0 };
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', { get() {
    const data = get.call(this);
    const size = this.target instanceof WebSocket ? data.byteLength ?? data.length : 0;
    if (size > globalThis.benchmark.size) globalThis.benchmark = { at: performance.now(), size };
    return data;
  } });
}"""
# Each move goes one stop on and turns round at the ends, or, as a `jump`, to the end that is farther away. Three times
# run from the event: until the kernel's answer is there (0 where the page has it, or no kernel is), until the figure is
# painted, and until the frame that shows it.
# An observer, and no polling at each frame, so that the measuring does not take the processor from the measured.
MOVE_EXPLORER = """async ([place, moves, jump]) => {
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
    for (let j = 0; j < 2; j++) await frame();
    const now = Number(input.value);
    if (now + step > last || now + step < 0) step = -step;
    const next = jump ? (2 * now > last ? 0 : last) : now + step;
    const answered = painted(figure);
    globalThis.benchmark = { at: 0, size: 0 };
    const began = performance.now();
    input.value = next;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await answered;
    const there = performance.now() - began;
    // What comes after the figure is no answer to this move.
    const heard = Math.max(0, globalThis.benchmark.at - began);
    await frame();
    times.push([heard, there, performance.now() - began]);
  }
  return times;
}"""
MOVE_TWIN = """async ([place, moves]) => {
  const frame = () => new Promise(requestAnimationFrame);
  const box = document.querySelectorAll('.widget-interact')[place];
  box.scrollIntoView();
  const handle = box.querySelector('.noUi-handle');
  const list = box.querySelector('select');
  const drawn = () => [...box.querySelectorAll('.js-plotly-plot .main-svg, .jp-RenderedHTMLCommon svg')].at(-1);
  const at = () => handle ? Number(handle.getAttribute('aria-valuenow')) : list.selectedIndex;
  const last = handle ? Number(handle.getAttribute('aria-valuemax')) : list.options.length - 1;
  const go = (step) => {
    if (handle) {
      const key = step > 0 ? 'ArrowRight' : 'ArrowLeft';
      handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      return;
    }
    list.selectedIndex += step;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const times = [];
  let step = 1;
  for (let i = 0; i < moves; i++) {
    for (let j = 0; j < 2; j++) await frame();
    const before = drawn();
    if (at() + step > last || at() + step < 0) step = -step;
    const began = performance.now();
    go(step);
    while (drawn() === before || !drawn()) {
      await frame();
      if (performance.now() - began > 10000) throw new Error('no answer within 10 s');
    }
    times.push(performance.now() - began);
  }
  return times;
}"""


def _write(path: Path, sources: Iterable[str]) -> None:
    cells = [nbformat.v4.new_code_cell(source.strip(), id=f"cell-{i}") for i, source in enumerate(sources)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=refresh.METADATA), path)


@contextlib.contextmanager
def _lab(notebooks: Iterable[Iterable[str]]) -> Iterator[jupyter.Window]:
    """Give a JupyterLab in a browser with notebooks 0.ipynb, 1.ipynb, ... of these cells."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for number, cells in enumerate(notebooks):
            _write(source / f"{number}.ipynb", cells)
        with jupyter.jupyterlab(Path(folder) / "home", source) as lab, jupyter.chromium() as context:
            yield jupyter.open_window(context, lab)


def _moves(name: str) -> int:
    return WARM_UP + (NAMED_MOVES if name in NAMED else MOVES)


@cache
def twins() -> dict[str, Spread]:
    """Return {name: milliseconds from a move to the frame} of the twins of the named explorers."""
    with _lab([[TWIN.format(name=name) for name in NAMED]]) as window:
        window.open("0.ipynb")
        window.run_all()
        return {
            name: middle_and_tail(window.page.evaluate(MOVE_TWIN, [place, _moves(name)])[WARM_UP:])
            for place, name in enumerate(NAMED)
        }


Times = list[list[float]]
"""The three times of each move, in milliseconds."""


def _moved() -> Iterator[tuple[str, Times, Times]]:
    """Yield (name, the moves from stop to stop, a jump that the kernel could not foresee) of every explorer."""
    names = dir(explorers)
    pages = [names[first : first + ON_A_PAGE] for first in range(0, len(names), ON_A_PAGE)]
    with _lab([f"from helpers import explorers\n\nexplorers.{name}()" for name in page] for page in pages) as window:
        for number, page in enumerate(pages):
            window.open(f"{number}.ipynb")
            window.run_all()
            window.page.evaluate(LISTEN)
            for place, name in enumerate(page):
                moves = window.page.evaluate(MOVE_EXPLORER, [place, _moves(name), False])[WARM_UP:]
                yield name, moves, window.page.evaluate(MOVE_EXPLORER, [place, 1, True])
            window.leave()


def _kernel_ms(name: str) -> float:
    """Return the median time in which a kernel has an answer, moved as the browser moves it: model, picture, words."""
    explorer: Explorer[Any] = getattr(explorers, name)()
    controls = sorted(explorer.controls, key=lambda control: control["kind"] != "slider")
    spent = []
    for value in controls[0]["values"][:MOVES]:  # each once: what was asked for lately is not computed again
        began = time.perf_counter()
        explorer.answer(explorer.values | {controls[0]["name"]: value})
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


def _parts(name: str, times: Times) -> str:
    """Return what is left of a move: the kernel's work, its messages, the drawing, and the wait for the screen."""
    answered, painted, shown = (statistics.median(column) for column in zip(*times, strict=True))
    kernel = min(_kernel_ms(name), answered)
    return (
        f"kernel {kernel:.0f}, messages {answered - kernel:.0f}, "
        f"drawing {painted - answered:.0f}, screen {shown - painted:.0f}"
    )


def rows() -> Iterator[Row]:
    """Yield the rows about repainting."""
    every, far, medians = [], [], {}
    for name, times, jump in _moved():
        shown = [time[-1] for time in times]
        every += shown
        far += [time[-1] for time in jump if time[0]]
        medians[name] = statistics.median(shown)
        yield repainted(f"  {name}", middle_and_tail(shown), LIMIT, _parts(name, times))
    what = f"slider to repainted figure, median / p95, {len(medians)} explorers, {MOVES} to {NAMED_MOVES} moves each"
    yield repainted(what, middle_and_tail(every), LIMIT)
    yield Row(f"  the same, to a far stop that the kernel did not foresee, {len(far)} jumps", str(middle_and_tail(far)))
    for name, twin in twins().items():
        yield Row(f"  {name} built with ipywidgets.interact", str(twin))
        yield within(f"  {name} / its twin", medians[name] / twin.median, OF_THE_TWIN, "x", 2)
