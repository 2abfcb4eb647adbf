"""What a stored notebook shows of the course's widgets when no kernel stands behind them any more.

An output holds a live view, which names a model in a kernel, and beside it the still form. JupyterLab prefers the view,
and shows an error where the model is gone. So the views of ended kernels are left out when a notebook is opened; and
with them the plot without words that JupyterLab prefers to a picture with its words, its table and what to do.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

VIEW = "application/vnd.jupyter.widget-view+json"
PLOT = "application/vnd.plotly.v1+json"
MARK = "interleukins"
"""In the metadata of a view of the course: a still form stands beside it."""


def marked(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `metadata` of an output, with the mark of the course on its view."""
    return {**metadata, VIEW: {**metadata.get(VIEW, {}), MARK: {"still": True}}}


def models(notebook: Mapping[str, Any]) -> set[str]:
    """Return the models that the course's outputs in `notebook` (nbformat 4) want to show live."""
    return {output["data"][VIEW]["model_id"] for output in _live(notebook)}


def without(notebook: dict[str, Any], dead: set[str]) -> dict[str, Any]:
    """Return a copy of `notebook` in which the course's outputs of the models `dead` hold their still form alone."""
    still = copy.deepcopy(notebook)
    for output in list(_live(still)):
        if output["data"][VIEW]["model_id"] in dead:
            del output["data"][VIEW], output["metadata"][VIEW]
            output["data"].pop(PLOT, None)
    return still


def _live(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the outputs that hold a view with the mark of the course."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if VIEW in output.get("data", {}) and MARK in output["metadata"].get(VIEW, {}):
                yield output
