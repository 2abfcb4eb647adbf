"""Mechanisms of interleukin biology as pure numbers: numpy and scipy, nothing else.

One module per mechanism; import the one you need, for example
`from helpers.models import receptor_binding`. A module is loaded when it is first named. No list of them is kept; the
imports below tell an editor and pyright where to look.
"""

# ruff: noqa: F401
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.models import (
        bistable,
        brief_signal,
        checks,
        crp_suppression,
        diffusion_niche,
        dose_plan,
        expression_pulse,
        helper_competition,
        hepatocyte_signal,
        il6_buffer,
        immunoassay,
        jak_stat,
        ligand_turnover,
        lps_challenge,
        molar_mass,
        niche_plane,
        pharmacokinetics,
        piecewise,
        population_course,
        receptor_binding,
        th1_imprinting,
        trapped_il1b,
        trial_statistics,
    )

if not TYPE_CHECKING:
    __all__ = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))

    def __getattr__(name: str) -> ModuleType:
        """Load a model the first time it is named, so that importing the package costs nothing."""
        if name in __all__:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        """List the models, loaded or not."""
        return __all__
