"""Figures: one record of `helpers.views` in, one plotly figure with its description and its table out."""

# ruff: noqa: F403
from typing import TYPE_CHECKING

from helpers.facade import lazy
from helpers.words import number_words as number_words
from helpers.words import significant as significant

if TYPE_CHECKING:
    from helpers.figures.binding import *
    from helpers.figures.cells import *
    from helpers.figures.crp_suppression import *
    from helpers.figures.curves import *
    from helpers.figures.diseases import *
    from helpers.figures.dose_plans import *
    from helpers.figures.dosing import *
    from helpers.figures.drug_targets import *
    from helpers.figures.families import *
    from helpers.figures.figure import *
    from helpers.figures.helper_competition import *
    from helpers.figures.hepatocytes import *
    from helpers.figures.il1b_binding import *
    from helpers.figures.il6_disease import *
    from helpers.figures.il6_map import *
    from helpers.figures.il6_system import *
    from helpers.figures.inflammation import *
    from helpers.figures.inherited import *
    from helpers.figures.measured_levels import *
    from helpers.figures.niches import *
    from helpers.figures.placing import *
    from helpers.figures.plate_readings import *
    from helpers.figures.products import *
    from helpers.figures.pulses import *
    from helpers.figures.receptors import *
    from helpers.figures.standing import *
    from helpers.figures.tabular import *
    from helpers.figures.template import *
    from helpers.figures.th1_imprinting import *
    from helpers.figures.trials import *
    from helpers.figures.turnover import *
    from helpers.figures.vocabulary import *
    from helpers.views.source import *

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(__name__, __file__)
