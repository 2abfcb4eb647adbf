"""What a stored notebook shows of the course's widgets when no kernel stands behind them, as the server opens it.

An output holds a live view, which names a model in a kernel, and beside it the still form. JupyterLab prefers the view,
and shows an error where the model is gone. So the views of ended kernels are left out when a notebook is opened, and
with them the plot without words that JupyterLab prefers to a picture with its words, its table and what to do. In a
lesson that nobody has run there is no view, and the plot alone is left out. The file stays as it is.
"""

import asyncio
import copy
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers import foreign

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

VIEW = "application/vnd.jupyter.widget-view+json"
PLOT = "application/vnd.plotly.v1+json"
MARK = "interleukins"
"""In the metadata of a view of the course, and of what is left of it in a stored lesson: a still form stands there."""
PATIENCE_S = 2.0
"""How long an opened notebook waits for the word of its kernel."""


def marked(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `metadata` of an output, with the mark of the course on its view."""
    return {**metadata, VIEW: {**metadata.get(VIEW, {}), MARK: {"still": True}}}


def models(notebook: Mapping[str, Any]) -> set[str]:
    """Return the models that the course's outputs in `notebook` (nbformat 4) want to show live."""
    return {output["data"][VIEW]["model_id"] for output in _ours(notebook) if VIEW in output["data"]}


def without(notebook: dict[str, Any], dead: set[str]) -> dict[str, Any]:
    """Return a copy of `notebook` whose outputs by the course hold their still form alone.

    Those that show a model live are left as they are, unless it is one of the `dead`.
    """
    still = copy.deepcopy(notebook)
    for output in _ours(still):
        data, metadata = output["data"], output["metadata"]
        if VIEW not in data or data[VIEW]["model_id"] in dead:
            for kind in (VIEW, PLOT):
                data.pop(kind, None)
            del metadata[VIEW]
    return still


def unrun(output: dict[str, Any]) -> None:
    """Take from an `output` what lives only as long as its kernel: its view, and all metadata but the mark."""
    output.get("data", {}).pop(VIEW, None)
    if "metadata" in output:
        output["metadata"] = marked({}) if MARK in output["metadata"].get(VIEW, {}) else {}


def _ours(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the outputs that carry the mark of the course."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MARK in output.get("metadata", {}).get(VIEW, {}):
                yield output


# ---------------------------------------------------------------- on the server


def show_stills(app: "ServerApp") -> None:
    """Open notebooks without the views of the course whose kernel has ended."""
    one_at_a_time = asyncio.Lock()  # a kernel tells those who ask by a name that they share
    foreign.read_through(app, partial(_opened, app, one_at_a_time))


async def _opened(app: "ServerApp", turn: asyncio.Lock, model: dict[str, Any]) -> dict[str, Any]:
    """Return what is opened, as it is to be shown.

    Whatever goes wrong in a server that is not ours, or takes too long, costs nothing: it is shown as it was stored.
    """
    work = asyncio.ensure_future(_without_dead_views(app, turn, model))
    await asyncio.wait([work], timeout=PATIENCE_S)
    if work.done() and not work.exception():
        return work.result()
    reason = repr(work.exception()) if work.done() else f"its kernel did not answer within {PATIENCE_S:g} s"
    work.cancel()
    app.log.warning("Interleukins: %s is shown as it was stored: %s", model.get("path"), reason)
    return model


async def _without_dead_views(app: "ServerApp", turn: asyncio.Lock, model: dict[str, Any]) -> dict[str, Any]:
    """Return a `model` of the contents API; of a notebook, without the course's views that no kernel stands behind.

    Kernels are asked by whoever holds `turn`, and only for views that are there.
    """
    if model["type"] != "notebook" or not model["content"]:
        return model
    dead = models(model["content"])
    if dead:
        async with turn:
            dead -= await foreign.living_models(app, model["path"])
    return {**model, "content": without(model["content"], dead)}
