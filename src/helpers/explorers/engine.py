"""The one widget behind all explorers: native controls, a model, a figure that repaints.

An explorer is ``compute(**values) -> result`` (a model), ``draw(result) -> Figure`` and
controls. The browser holds plain HTML controls and plotly.js; the kernel holds the model. Each page
receives plotly.js (from the installed plotly package, compressed) once, so no network is needed.
"""

import functools
import gzip
import html
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import anywidget
import traitlets

from helpers import scripts
from helpers.figures import table_html

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Slider:
    """A slider over `stops` (numbers, ascending), announced and shown with `unit`.

    Stops are listed, so that a logarithmic slider announces the value and not its exponent.
    """

    name: str
    label: str
    unit: str
    stops: tuple
    value: float

    def __post_init__(self):
        """Check that the first value is a stop."""
        self.check(self.value)

    def check(self, value):
        """Raise ValueError, with the nearest stop, when `value` is not a stop."""
        if value not in self.stops:
            number = isinstance(value, int | float) and value == value
            near = f", and the nearest is {min(self.stops, key=lambda stop: abs(stop - value))}" if number else ""
            ends = f"{self.stops[0]} to {self.stops[-1]}"
            raise ValueError(f"'{value}' is not a value of '{self.label}'; its stops run from {ends}{near}.")

    def spec(self):
        """Return the control as JSON for the browser."""
        words = [f"{_short(stop)} {self.unit}".strip() for stop in self.stops]
        return {"kind": "slider", "name": self.name, "label": self.label, "values": list(self.stops), "words": words}


@dataclass(frozen=True)
class Choice:
    """A choice of one of `options` (strings)."""

    name: str
    label: str
    options: tuple
    value: str

    def __post_init__(self):
        """Check that the first value is an option."""
        self.check(self.value)

    def check(self, value):
        """Raise ValueError, with the options, when `value` is not one of them."""
        if value not in self.options:
            raise ValueError(f"'{value}' is not a value of '{self.label}'; choose one of: {'; '.join(self.options)}.")

    def spec(self):
        """Return the control as JSON for the browser."""
        return {
            "kind": "choice",
            "name": self.name,
            "label": self.label,
            "values": list(self.options),
            "words": list(self.options),
        }


def log_stops(low, high, per_decade=(1, 2, 5)):
    """Return round numbers from `low` to `high`, `per_decade` in each decade: 0.1, 0.2, 0.5, 1, ..."""
    stops = [float(f"{step}e{decade}") for decade in range(-15, 16) for step in per_decade]
    return tuple(stop for stop in stops if low <= stop <= high)


def even_stops(low, high, step):
    """Return the numbers from `low` to `high` in equal steps, without rounding residues."""
    count = round((high - low) / step)
    return tuple(float(f"{low + i * step:.10g}") for i in range(count + 1))


def _short(number):
    return f"{number:.6g}" if 1e-4 <= abs(number) < 1e6 or number == 0 else f"{number:.3g}"


@functools.cache
def plotly_js():
    """Return the installed plotly.js, compressed with gzip (bytes)."""
    return gzip.compress((files("plotly") / "package_data" / "plotly.min.js").read_bytes(), compresslevel=6, mtime=0)


class Explorer(anywidget.AnyWidget):
    """A figure with controls: it answers each change with a new figure, description and table.

    `title` names it; `controls` are `Slider` and `Choice`; `compute` takes the controls' values by
    name; `draw` takes what compute returned and returns a `helpers.figures.Figure`; `presets` maps a
    preset's name to the values it sets. A ValueError of the model is shown as a sentence, and the
    last good figure stays.
    """

    _esm = scripts.script(_HERE / "explorer.js")
    _css = _HERE / "explorer.css"
    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, title, controls, compute, draw, presets=None, start=None):
        """Compute and draw the first state; `start` overrides the first values of controls, by name.

        A preset sets every control: what it does not name gets the control's own value, whatever `start` says.
        Raises ValueError when `start` names a control or a value that the explorer does not have.
        """
        start = start or {}
        standard = {control.name: control.value for control in controls}
        for name in start.keys() - standard.keys():
            raise _unknown(name, standard)
        controls = [replace(control, value=start.get(control.name, control.value)) for control in controls]
        self._by_name = {control.name: control for control in controls}
        self._compute, self._draw = compute, draw
        values = {control.name: control.value for control in controls}
        self.figure = self.at(**values)
        super().__init__(
            title=title,
            controls=[control.spec() for control in controls],
            presets={name: standard | changes for name, changes in (presets or {}).items()},
            values=values,
            state=_state(self.figure),
        )
        self.on_msg(self._answer)

    def at(self, **values):
        """Return the figure for these `values` (by control name); the others keep their first value.

        Raises ValueError when a control or a value is not one the explorer has.
        """
        full = {name: control.value for name, control in self._by_name.items()} | values
        for name, value in full.items():
            if name not in self._by_name:
                raise _unknown(name, self._by_name)
            self._by_name[name].check(value)
        return self._draw(self._compute(**full))

    def _answer(self, widget, content, buffers):
        if content.get("ask") == "plotly":
            self.send({"answer": "plotly"}, buffers=[plotly_js()])
            return
        ticket = content["ticket"]
        try:
            self.figure = self.at(**content["values"])
        except ValueError as error:
            self.state = self.state | {"ticket": ticket, "notice": str(error)}
            return
        with self.hold_sync():
            self.values = content["values"]
            self.state = _state(self.figure, ticket)

    def _repr_mimebundle_(self, **options):
        live = super()._repr_mimebundle_(**options)
        view = (live[0] if isinstance(live, tuple) else live) or {}
        still = self.figure.bundle()
        controls = "; ".join(f"{c.label}: {_first_words(c)}" for c in self._by_name.values())
        still["text/html"] = f"<p><strong>{html.escape(self.title)}</strong> ({html.escape(controls)}).</p>" + (
            self.figure.words()
        )
        still["text/plain"] = f"{self.title} ({controls}). {self.figure.description}"
        return {**view, **still}


def _unknown(name, known):
    return ValueError(f"There is no control '{name}'; the controls are: {', '.join(known)}.")


def _first_words(control):
    spec = control.spec()
    return spec["words"][spec["values"].index(control.value)]


def _state(figure, ticket=0):
    return {
        "ticket": ticket,
        "notice": "",
        "figure": figure.spec(),
        "title": figure.title,
        "description": figure.description,
        "table": table_html(figure.table, figure.title),
    }
