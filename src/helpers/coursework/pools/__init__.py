"""The items of the assignments as declarations, one record each, in one module for each lesson; no list is kept."""

from importlib import import_module
from pathlib import Path

from helpers.coursework.kinds import Kind

_MODULES = [import_module(f"{__name__}.{path.stem}") for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]

KINDS: dict[str, Kind] = {record.item: record for module in _MODULES for record in module.ITEMS}
