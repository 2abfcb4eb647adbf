"""The page of what the package offers is fresh, and the examples in docstrings of tables and models run."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import helpers.models
from helpers import tables
from tests import api

MODELS = [f"helpers.models.{module.name}" for module in pkgutil.iter_modules(helpers.models.__path__)]
# Beside the models of mechanisms: what they use.
TOOLS = {"helpers.models.checks", "helpers.models.piecewise"}


@pytest.mark.parametrize("name", ["helpers.tables", *MODELS])
def test_the_examples_run(name: str) -> None:
    """A reader who has typed `from helpers import tables` sees what the examples say; so for a model's own names."""
    results = doctest.testmod(import_module(name), extraglobs={"tables": tables})
    assert results.failed == 0
    assert results.attempted or name in TOOLS, "no example"


@pytest.mark.parametrize("part", api.PARTS)
def test_the_page_lists_what_each_part_offers(part: str) -> None:
    """Of each module something is listed, and what the page lists can be reached as the page says."""
    offered = dict(api.modules_of(part))
    assert offered and all(offered.values())
    for module, definitions in offered.items():
        holder = import_module(f"helpers.{part}.{module.stem}" if part == "models" and module else f"helpers.{part}")
        missing = [definition.name for definition in definitions if not hasattr(holder, definition.name)]
        assert not missing


def test_the_page_is_fresh() -> None:
    assert api.PAGE.read_text(encoding="utf-8") == api.page(), "run: make pages"
