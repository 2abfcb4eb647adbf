"""Explorers: controls, a view and a figure together.

A function with the decorator `@explorer` (see `helpers.explorers.engine`), in a module of this package, is an explorer:
`explorers.two_drugs()` shows it. No list of explorers is kept; the imports below tell an editor and pyright where to
look. A module is loaded when one of its explorers is first named, so that a lesson loads only the views it uses.
"""

# ruff: noqa: F403, F405
import pkgutil
import re
from typing import TYPE_CHECKING

from helpers.facade import lazy

if TYPE_CHECKING:
    from helpers.explorers.activity_map import *
    from helpers.explorers.binding import *
    from helpers.explorers.cases import *
    from helpers.explorers.cells import *
    from helpers.explorers.classes import *
    from helpers.explorers.compartments import *
    from helpers.explorers.crp_suppression import *
    from helpers.explorers.diseases import *
    from helpers.explorers.dose_plans import *
    from helpers.explorers.dosing import *
    from helpers.explorers.drug_targets import *
    from helpers.explorers.exits import *
    from helpers.explorers.families import *
    from helpers.explorers.grips import *
    from helpers.explorers.harms import *
    from helpers.explorers.helper_competition import *
    from helpers.explorers.hepatocytes import *
    from helpers.explorers.il1b import *
    from helpers.explorers.il1b_binding import *
    from helpers.explorers.il6_disease import *
    from helpers.explorers.il6_system import *
    from helpers.explorers.immunoassays import *
    from helpers.explorers.inflammation import *
    from helpers.explorers.joints import *
    from helpers.explorers.market import *
    from helpers.explorers.membranes import *
    from helpers.explorers.niches import *
    from helpers.explorers.plate_readings import *
    from helpers.explorers.products import *
    from helpers.explorers.programmes import *
    from helpers.explorers.pulses import *
    from helpers.explorers.routes import *
    from helpers.explorers.storms import *
    from helpers.explorers.th1_imprinting import *
    from helpers.explorers.trials import *
    from helpers.explorers.turnover import *
    from helpers.explorers.two_states import *

_EXPLORER = re.compile(r"^@explorer\ndef (\w+)\(", re.MULTILINE)

if not TYPE_CHECKING:
    __getattr__, _everything = lazy(__name__, __file__, _EXPLORER)
    __all__ = sorted({*_everything()} - {module.name for module in pkgutil.iter_modules(__path__)})

    def __dir__() -> list[str]:
        """List the explorers, loaded or not."""
        return __all__
