"""The figure type: a plotly figure that always comes with a description in words and a table.

A figure is shown as one raw bundle (plotly JSON, a still picture in HTML, and the description as plain text), followed
by the description and the plotted data as a table. Nothing but JSON and the small picture is
stored in a notebook, and the numbers are rounded, so that a stored notebook equals a fresh run on every machine.
"""

import copy
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.figures.stills.marks import NotDrawn
from helpers.figures.stills.picture import image_html, still, with_dark
from helpers.figures.tabular import Columns, words_html
from helpers.figures.template import CONFIG, TEMPLATE, WIDTH
from helpers.scripts import dark_style
from helpers.words import all_significant, significant

if TYPE_CHECKING:
    import plotly.graph_objects


class Figure:
    """A plotly figure, the sentences that describe it, and its data as a table.

    `traces` is a list of plotly traces (dictionaries), `layout` a plotly layout (dictionary);
    `title` is a short name, `description` one or two sentences computed from what is plotted, and
    `table` a dictionary from column heading (with unit) to equally long columns. `completed` gives the layout with
    what is worked out only when somebody looks, such as the places of names; `draft` is the layout without it.
    `alone` says that no widget of the course is on its page: it then brings its colours for dark pages along.
    Raises ValueError when title, description or table is empty: a figure without them cannot be made.
    """

    def __init__(
        self,
        traces: Sequence[Mapping[str, Any]],
        layout: Mapping[str, Any],
        *,
        title: str,
        description: str,
        table: Columns,
        completed: Callable[[], Mapping[str, Any]] | None = None,
    ) -> None:
        if not title.strip() or not description.strip():
            raise ValueError("A figure needs a title and a description computed from what it shows.")
        if not table or not any(len(column) for column in table.values()):
            raise ValueError("A figure needs its data as a table with at least one row.")
        if len({len(column) for column in table.values()}) > 1:
            raise ValueError("The columns of a figure's table must have the same length.")
        self.title = title
        self.description = description
        self.table: dict[str, list[Any]] = {heading: plain(column) for heading, column in table.items()}
        self.traces: list[dict[str, Any]] = [plain(trace) for trace in traces]
        self.draft: dict[str, Any] = plain(layout)
        self._completed = completed
        self.alone = False

    @functools.cached_property
    def layout(self) -> dict[str, Any]:
        """The layout as it is shown, without template and title."""
        return plain(self._completed()) if self._completed else self.draft

    def to_plotly(self) -> "plotly.graph_objects.Figure":
        """Return an independent `plotly.graph_objects.Figure` to change or to save."""
        import plotly.graph_objects

        return plotly.graph_objects.Figure(data=copy.deepcopy(self.traces), layout=copy.deepcopy(self.full_layout()))

    def full_layout(self) -> dict[str, Any]:
        """Return the layout with the course's template, the title and the width."""
        return {"template": TEMPLATE, "title": {"text": self.title}, "width": WIDTH} | self.layout

    def spec(self) -> dict[str, Any]:
        """Return the figure as JSON for plotly.js: data, layout and config."""
        return {"data": self.traces, "layout": self.full_layout(), "config": CONFIG}

    def bundle(self) -> dict[str, Any]:
        """Return the figure's mime bundle: plotly JSON, a still picture, and the description as plain text.

        A page that knows plotly shows the first, any other viewer the picture.
        """
        drawn = {"text/html": picture} if (picture := self.image()) else {}
        return {"application/vnd.plotly.v1+json": self.spec(), **drawn, "text/plain": repr(self)}

    def svg(self) -> str:
        """Return the figure as a still picture, in SVG; "" where it uses what only plotly can draw."""
        try:
            return still(self.traces, self.full_layout())
        except NotDrawn:
            return ""

    def image(self) -> str:
        """Return the still picture as an image in HTML, which follows the colours of its page; "" where it has none."""
        return image_html(with_dark(self.svg()), self.title)

    def words(self) -> str:
        """Return the description and the table behind a disclosure, as HTML."""
        return words_html(self.description, self.table, self.title)

    def __repr__(self) -> str:
        """Return title and description: what the figure is without a picture."""
        return f"{self.title}. {self.description}"

    def _ipython_display_(self) -> None:
        from IPython.display import display

        rows = len(next(iter(self.table.values())))
        display(self.bundle(), raw=True)
        style = f"<style>{dark_style()}</style>" if self.alone else ""
        display({"text/html": style + self.words(), "text/plain": f"Table of the figure: {rows} rows."}, raw=True)


def plain(value: Any) -> Any:
    """Return `value` as plain JSON: arrays and columns become lists, numbers keep six significant digits.

    Exponentials and powers differ in their last bits from processor to processor; rounding makes
    what is stored the same everywhere. Infinite and undefined numbers become None (a gap).
    """
    if type(value) is float:  # by far the most frequent
        return significant(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, str) or value is None or isinstance(value, bool | np.bool_):
        return bool(value) if isinstance(value, np.bool_) else value
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return significant(float(value))
    row = value.tolist() if isinstance(value, np.ndarray) else list(value)
    return all_significant(row) if set(map(type, row)) == {float} else [plain(item) for item in row]
