"""Explorers of curves and bars, in which a change is seen: axes stay while a control moves, and so does the start."""

from collections.abc import Iterator
from typing import ClassVar, Generic

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, View
from helpers.figures import Figure
from helpers.figures.standing import Reaches


class StandingExplorer(Explorer[View], Generic[View]):
    """An explorer whose axes hold all that one control, moved alone, can show; its first curves stay as pale lines.

    The axes are computed once, from the figures of the start, of every option and both ends of every slider, and of
    every preset. Controls that are named in `follows` lead so far that axes which hold it would hide the rest: with
    them an axis is made longer, and the description says so.
    """

    follows: ClassVar[tuple[str, ...]] = ()
    _stands: tuple[Figure, Reaches] | None = None
    """The figure of the start, and what its axes hold."""

    @tables.one_look()
    def at(self, **values: Value) -> Figure:
        """Return the figure for these `values`, beside that of the start. Raises ValueError as `Explorer.at` does."""
        picture = self._alone(**values)
        if self._stands is None:  # an explorer is made by showing its start
            self._stands = picture, figures.widest([picture, *self._moved()])
        return figures.beside_the_start(picture, *self._stands)

    def _alone(self, **values: Value) -> Figure:
        picture = super().at(**values)
        if not isinstance(picture, Figure):
            raise TypeError("Only figures have axes that can be held: a drawing belongs to an `Explorer`.")
        return picture

    def _moved(self) -> Iterator[Figure]:
        """Yield the figures that one control or one preset leads to; a value that the model refuses shows none."""
        start = {control.name: control.value for control in self._by_name.values()}
        moved = [
            start | {control.name: value}
            for control in self._by_name.values()
            if control.name not in self.follows
            for value in (control.options if isinstance(control, Choice) else (control.stops[0], control.stops[-1]))
        ]
        stay = {name: start[name] for name in self.follows}
        near = [preset for preset in self._presets.values() if stay.items() <= preset.items()]
        shown = [start]
        for values in [*moved, *near]:
            if values in shown:
                continue
            shown.append(values)
            try:
                yield self._alone(**values)
            except ValueError:
                continue
