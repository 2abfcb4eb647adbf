"""The one widget behind all explorers: native controls, a model, a figure that repaints.

An explorer is `compute(**values) -> view` (numbers and rows), `draw(view) -> Figure` or `Illustration`, and controls.
The browser holds plain HTML controls and plotly.js; the kernel holds the model. Each page receives plotly.js (from the
installed plotly package, compressed) once, so no network is needed; a page of illustrations alone needs none.
"""

import functools
import gzip
import html
import inspect
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar, cast

from helpers import extras, foreign, messages, scripts, tables
from helpers.figures import Figure, table_html, words_html
from helpers.figures.stills.picture import image_html
from helpers.illustrations import PAGE, TELEPHONE, Illustration
from helpers.messages import Value
from helpers.widgets import Bundle, CourseWidget, live_again

with extras.needing("lab"):
    import traitlets

_HERE = Path(__file__).parent
SCRIPTS = (scripts.FIGURES, scripts.DRAWINGS, _HERE / "sheets.js", _HERE / "explorer.js")
STYLES = (_HERE / "explorer.css", scripts.DRAWING_STYLE)
"""What an explorer is in the browser, one file after the other."""
_LATELY = 4
"""So many states that a page asked for lately are kept: what was foreseen is soon told as shown, or asked for."""

View = TypeVar("View")
Picture = Figure | Illustration
Made = TypeVar("Made", bound="Explorer[Any]")
Start = ParamSpec("Start")


Needs = Mapping[str, Sequence[Value]]
"""The values of other controls, by name, with which a control does something; with others it is off."""


@dataclass(frozen=True)
class Slider:
    """A slider over `stops` (numbers, ascending), announced and shown with `unit`.

    Stops are listed, so that a logarithmic slider announces the value and not its exponent. `needs` says when it does
    anything: with values of other controls that are not listed there it is off, and the page says why.
    """

    name: str
    label: str
    unit: str
    stops: tuple[float, ...]
    value: float
    needs: Needs = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that the first value is a stop."""
        self.check(self.value)

    def check(self, value: object) -> None:
        """Raise ValueError, with the nearest stop, when `value` is not a stop."""
        if value in self.stops:
            return
        near = ""
        if isinstance(value, int | float) and math.isfinite(value):
            near = f", and the nearest is {min(self.stops, key=lambda stop: abs(stop - value))}"
        ends = f"{self.stops[0]} to {self.stops[-1]}"
        raise ValueError(f"'{value}' is not a value of '{self.label}'; its stops run from {ends}{near}.")

    def spec(self) -> dict[str, Any]:
        """Return the control as JSON for the browser."""
        words = [f"{_short(stop)} {self.unit}".strip() for stop in self.stops]
        return _spec("slider", self, list(self.stops), words) | {"groups": []}


@dataclass(frozen=True)
class Choice:
    """A choice of one of `options` (strings); `needs` is that of a `Slider`.

    `groups` names the group of each option, which then begins with it ("Leila: secukinumab"): the list shows each
    group once, with its options below.
    """

    name: str
    label: str
    options: tuple[str, ...]
    value: str
    needs: Needs = field(default_factory=dict)
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the first value is an option, and that options begin with their groups."""
        self.check(self.value)
        pairs = zip(self.options, self.groups, strict=bool(self.groups))
        if not all(option.startswith(f"{group}: ") for option, group in pairs):
            raise ValueError(f"Each option of '{self.label}' must begin with its group and ': '.")

    def check(self, value: object) -> None:
        """Raise ValueError, with the options, when `value` is not one of them."""
        if value not in self.options:
            raise ValueError(f"'{value}' is not a value of '{self.label}'; choose one of: {'; '.join(self.options)}.")

    def spec(self) -> dict[str, Any]:
        """Return the control as JSON for the browser."""
        return _spec("choice", self, list(self.options), list(self.options)) | {"groups": list(self.groups)}


def _spec(kind: str, control: Slider | Choice, values: Sequence[Value], words: list[str]) -> dict[str, Any]:
    spec = {"kind": kind, "name": control.name, "label": control.label, "values": values, "words": words}
    return spec | {"needs": {name: list(alive) for name, alive in control.needs.items()}}


def log_stops(low: float, high: float, per_decade: Sequence[int] = (1, 2, 5)) -> tuple[float, ...]:
    """Return round numbers from `low` to `high`, `per_decade` in each decade: 0.1, 0.2, 0.5, 1, ..."""
    stops = [float(f"{step}e{decade}") for decade in range(-15, 16) for step in per_decade]
    return tuple(stop for stop in stops if low <= stop <= high)


def even_stops(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the numbers from `low` to `high` in equal steps, without rounding residues."""
    count = round((high - low) / step)
    return tuple(float(f"{low + i * step:.10g}") for i in range(count + 1))


def _short(number: float) -> str:
    return f"{number:.6g}" if 1e-4 <= abs(number) < 1e6 or number == 0 else f"{number:.3g}"


@functools.cache
def plotly_js() -> bytes:
    """Return the installed plotly.js, compressed with gzip; raises `foreign.Missing` where there is none."""
    return gzip.compress(foreign.plotly_js(), compresslevel=6, mtime=0)


class Explorer(CourseWidget, Generic[View]):
    """A figure with controls: it answers each change with a new figure, description and table.

    `title` names it; `controls` are `Slider` and `Choice`; `compute` takes the controls' values by
    name; `draw` takes what compute returned and returns a `Figure` or an `Illustration`; `presets` maps a
    preset's name to the values it sets. A ValueError of the model is shown as a sentence, and the
    last good figure stays.
    """

    _esm = scripts.script(*SCRIPTS)
    _css = scripts.style(*STYLES) + scripts.dark_style()
    kinds = ("plotly", "values", "foresee", "shown")
    refusal: ClassVar[str] = ""
    """What is said of a state that `states` leaves out; "{}" stands for the values that are not the first ones."""
    title = traitlets.Unicode().tag(sync=True)
    controls = traitlets.List().tag(sync=True)
    presets = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        title: str,
        controls: Sequence[Slider | Choice],
        compute: Callable[..., View],
        draw: Callable[[View], Picture],
        presets: Mapping[str, Mapping[str, Value]] | None = None,
        start: Mapping[str, Value] | None = None,
    ) -> None:
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
        _check_needs(self._by_name)
        self._compute, self._draw = compute, draw
        self._page_knows = False
        self._stated = functools.lru_cache(_LATELY)(self._state_at)
        values = {control.name: control.value for control in controls}
        self._presets = {name: {**standard, **changes} for name, changes in (presets or {}).items()}
        self.figure = self.at(**values)
        super().__init__(
            title=title,
            controls=[control.spec() for control in controls],
            presets=self._presets,
            values=values,
            state=_state(self.figure),
        )

    def at(self, **values: Value) -> Picture:
        """Return the picture for these `values` (by control name); the others keep their first value.

        Raises ValueError when a control or a value is not one the explorer has.
        """
        full = {name: control.value for name, control in self._by_name.items()} | values
        for name, value in full.items():
            if name not in self._by_name:
                raise _unknown(name, self._by_name)
            self._by_name[name].check(value)
        with tables.one_look():
            return self._draw(self._compute(**full))

    def answer(self, values: Mapping[str, Value], ticket: int = 0) -> messages.State:
        """Return what is shown at `values`; what the model refuses leaves the last figure, and a sentence above it."""
        try:
            self.figure, state = self._stated(*sorted(values.items()))
        except ValueError as error:
            return cast("messages.State", self.state | {"ticket": ticket, "notice": str(error)})
        return cast("messages.State", state | {"ticket": ticket})

    def _state_at(self, *values: tuple[str, Value]) -> tuple[Picture, messages.State]:
        """Return the picture for these values, and what a page shows of it. Raises ValueError as `at` does."""
        picture = self.at(**dict(values))
        return picture, _state(picture)

    def states(self) -> Iterator[dict[str, Value]]:
        """Yield the values of every state that the controls lead to; one that is off stands at its first value.

        What a subclass leaves out is refused, by the sentence `refusal`.
        """
        first = {control["name"]: control["values"][0] for control in self.controls}
        for chosen in itertools.product(*(control["values"] for control in self.controls)):
            values = dict(zip(first, chosen, strict=True))
            if all(values[name] == first[name] for name in self.idle(**values)):
                yield values

    def idle(self, **values: Value) -> frozenset[str]:
        """Return the names of the controls that do nothing at these `values` of controls; others as `at` has them."""
        full = {name: control.value for name, control in self._by_name.items()} | values
        return frozenset(
            control.name
            for control in self._by_name.values()
            if any(full[name] not in alive for name, alive in control.needs.items())
        )

    def respond(self, message: messages.FromBrowser) -> None:
        """Answer with plotly.js, or with the figure of the values that are asked for."""
        if message["kind"] == "plotly":
            self._send_library()
        elif message["kind"] == "values":
            self._show(message["values"], message["ticket"])
        elif message["kind"] == "foresee":
            self._foresee(message["values"])
        elif message["kind"] == "shown":
            self._follow(message["values"])

    def _show(self, values: dict[str, Value], ticket: int) -> None:
        state = self.answer(values, ticket)
        with self.hold_sync():
            if not state["notice"]:
                self.values = values
            self.state = state

    def _foresee(self, values: dict[str, Value]) -> None:
        """Send what is shown at `values`, so that the page has it when it is asked for; nothing where it is refused."""
        try:
            _, state = self._stated(*sorted(values.items()))
        except ValueError:
            return
        self.say({"version": messages.VERSION, "kind": "foreseen", "values": values, "state": state})

    def _follow(self, values: dict[str, Value]) -> None:
        """Take over `values` that the page shows already, without sending them back."""
        self._page_knows = True
        try:
            self._show(values, self.state["ticket"])
        finally:
            self._page_knows = False

    def send_state(self, key: Any = None) -> None:
        """Send the traits `key` (a name, several, or all) to the page, unless it is the page that told them."""
        if not self._page_knows:
            super().send_state(key)

    def _send_library(self) -> None:
        try:
            buffers, problem = [plotly_js()], ""
        except foreign.Missing as missing:
            buffers, problem = [], str(missing)
        self.say({"version": messages.VERSION, "kind": "library", "problem": problem}, buffers)

    def still(self) -> Bundle:
        """Return the picture as it stands, with its description, its table and the values of the controls."""
        shown = self.figure
        controls = "; ".join(f"{c.label}: {_first_words(c)}" for c in self._by_name.values())
        head = f"<p><strong>{html.escape(self.title)}</strong> ({html.escape(controls)}).</p>"
        below = words_html(shown.description, shown.table, shown.title) + live_again("move its controls")
        spec = {} if isinstance(shown, Illustration) else {"application/vnd.plotly.v1+json": shown.spec()}
        plain = f"{self.title} ({controls}). {shown.description}"
        return {**spec, "text/html": head + _still_image(shown) + below, "text/plain": plain}


EXPLORERS: dict[str, Callable[..., Explorer[Any]]] = {}
"""The explorers of the modules that are loaded, by name."""


def explorer(make: Callable[Start, Made]) -> Callable[Start, Made]:
    """Register the function `make`, which returns an `Explorer`: the decorator that puts it on `helpers.explorers`.

    It stands directly above `def`. `make` can be called without arguments, and what it takes are first values by name.
    Raises ValueError when it needs an argument, or when its name is that of its module, which would hide it.
    """
    name, module = make.__name__, make.__module__.rpartition(".")[2]
    for parameter in inspect.signature(make).parameters.values():
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD:
            raise ValueError(f"The explorer '{name}' must open without arguments: give '{parameter.name}' a value.")
    if name == module:
        raise ValueError(f"The explorer '{name}' has the name of its module, which would hide it: rename one of them.")
    EXPLORERS[name] = make
    return make


def _check_needs(controls: Mapping[str, Slider | Choice]) -> None:
    """Raise ValueError when a control needs one that is not there, or a value that this one does not have."""
    for control in controls.values():
        for name, alive in control.needs.items():
            if name not in controls:
                raise _unknown(name, controls)
            for value in alive:
                controls[name].check(value)


def _unknown(name: str, known: Mapping[str, object]) -> ValueError:
    return ValueError(f"There is no control '{name}'; the controls are: {', '.join(known)}.")


def _first_words(control: Slider | Choice) -> str:
    spec = control.spec()
    return spec["words"][spec["values"].index(control.value)]


def _still_image(picture: Picture) -> str:
    return image_html(picture.svg(), picture.title) if isinstance(picture, Illustration) else picture.image()


def _state(picture: Picture, ticket: int = 0) -> messages.State:
    return {"ticket": ticket, "notice": "", **shown(picture), "table": table_html(picture.table, picture.title)}


def shown(picture: Picture) -> messages.Shown:
    """Return what the browser shows of a picture beside its table."""
    words: messages.Shown = {"title": picture.title, "description": picture.description}
    if isinstance(picture, Illustration):
        return {**words, "drawing": _drawing(picture)}
    return {**words, "figure": cast("messages.PlotlyFigure", picture.spec())}


def _drawing(picture: Illustration) -> messages.Drawing:
    cards = {
        key: {"title": card.title, "sentences": list(card.sentences), "links": dict(card.links)}
        for key, card in picture.cards.items()
    }
    return {
        "wide": picture.svg(PAGE),
        "narrow": picture.svg(TELEPHONE),
        "looks": list(picture.looks),
        "sources": picture.citation(),
        "cards": cast("dict[str, messages.Card]", cards),
    }
