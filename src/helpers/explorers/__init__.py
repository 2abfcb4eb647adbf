"""Explorers: controls, a model and a figure together.

A function with the decorator `@explorer` (see `helpers.explorers.engine`), in a module of this package, is an explorer:
`explorers.two_drugs()` shows it. No list of explorers is kept; the imports below tell an editor and pyright where to
look. A module is loaded when one of its explorers is first named, so that a lesson loads only the models it uses.
"""

# ruff: noqa: F403
import functools
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.explorers.activity_map import *
    from helpers.explorers.binding import *
    from helpers.explorers.cells import *
    from helpers.explorers.diseases import *
    from helpers.explorers.dosing import *
    from helpers.explorers.drug_targets import *
    from helpers.explorers.families import *
    from helpers.explorers.il6_disease import *
    from helpers.explorers.il6_system import *
    from helpers.explorers.inflammation import *
    from helpers.explorers.niches import *
    from helpers.explorers.products import *
    from helpers.explorers.pulses import *
    from helpers.explorers.trials import *
    from helpers.explorers.turnover import *

_EXPLORER = re.compile(r"^@explorer\ndef (\w+)\(", re.MULTILINE)


@functools.cache
def _homes() -> dict[str, str]:
    """Return {name: module} of the explorers of this package, from the modules' text: none is loaded (1 ms)."""
    return {
        name: f"{__name__}.{path.stem}"
        for path in sorted(Path(__file__).parent.glob("*.py"))
        for name in _EXPLORER.findall(path.read_text(encoding="utf-8"))
    }


if not TYPE_CHECKING:
    __all__ = sorted(_homes())

    def __getattr__(name: str) -> object:
        """Return the explorer `name` from the module that declares it."""
        home = _homes().get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(home), name)

    def __dir__() -> list[str]:
        """List the explorers, loaded or not."""
        return __all__
