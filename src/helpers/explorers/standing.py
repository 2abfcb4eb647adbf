"""Explorers of curves and bars, in which a change is seen: axes stay while a control moves, and so does the start."""

import functools
from collections.abc import Iterator
from typing import ClassVar, Generic

from helpers import figures
from helpers.explorers.engine import Choice, Explorer, Value, View
from helpers.figures import Figure
from helpers.figures.standing import Reach


class StandingExplorer(Explorer[View], Generic[View]):
    """An explorer whose axes hold all that one control, moved alone, can show; its first curves stay as pale lines.

    The axes are computed once, from the figures of the start, of every option and both ends of every slider, and of
    every preset. Controls that are named in `follows` lead so far that axes which hold it would hide the rest: with
    them an axis is made longer, and the description says so.
    """

    follows: ClassVar[tuple[str, ...]] = ()

    def at(self, **values: Value) -> Figure:
        """Return the figure for these `values`, beside that of the start. Raises ValueError as `Explorer.at` does."""
        return figures.beside_the_start(self._alone(**values), self._first, self._held)

    def _alone(self, **values: Value) -> Figure:
        picture = super().at(**values)
        if not isinstance(picture, Figure):
            raise TypeError("Only figures have axes that can be held: a drawing belongs to an `Explorer`.")
        return picture

    @functools.cached_property
    def _first(self) -> Figure:
        return self._alone()

    @functools.cached_property
    def _held(self) -> dict[str, Reach]:
        return figures.widest([self._first, *self._moved()])

    def _moved(self) -> Iterator[Figure]:
        """Yield the figures that one control or one preset leads to; a value that the model refuses shows none."""
        moved = [
            {control.name: value}
            for control in self._by_name.values()
            if control.name not in self.follows
            for value in (control.options if isinstance(control, Choice) else (control.stops[0], control.stops[-1]))
        ]
        start = {name: self._by_name[name].value for name in self.follows}
        near = [preset for preset in self._presets.values() if start.items() <= preset.items()]
        for values in [*moved, *near]:
            try:
                yield self._alone(**values)
            except ValueError:
                continue
