"""Views: rows of the tables and results of the models become named, frozen records, one for each picture.

A function of a view takes what a reader chooses and returns a record; the function of the same name in
`helpers.figures` draws it. Nothing here knows how a picture looks.
"""

# ruff: noqa: F403
from typing import TYPE_CHECKING

from helpers.facade import lazy

if TYPE_CHECKING:
    from helpers.views.assembly import *
    from helpers.views.binding import *
    from helpers.views.body_map import *
    from helpers.views.cases import *
    from helpers.views.cells import *
    from helpers.views.challenge import *
    from helpers.views.choices import *
    from helpers.views.classes import *
    from helpers.views.compartments import *
    from helpers.views.courses import *
    from helpers.views.crp_suppression import *
    from helpers.views.diseases import *
    from helpers.views.dose_plans import *
    from helpers.views.dosing import *
    from helpers.views.drug_targets import *
    from helpers.views.exits import *
    from helpers.views.families import *
    from helpers.views.grips import *
    from helpers.views.harms import *
    from helpers.views.helper_competition import *
    from helpers.views.hepatocytes import *
    from helpers.views.il1b import *
    from helpers.views.il1b_binding import *
    from helpers.views.il6_disease import *
    from helpers.views.il6_map import *
    from helpers.views.il6_system import *
    from helpers.views.immunoassay import *
    from helpers.views.inflammation import *
    from helpers.views.inherited import *
    from helpers.views.joints import *
    from helpers.views.market import *
    from helpers.views.measured_levels import *
    from helpers.views.membrane import *
    from helpers.views.niches import *
    from helpers.views.plate_readings import *
    from helpers.views.products import *
    from helpers.views.programmes import *
    from helpers.views.pulses import *
    from helpers.views.receptors import *
    from helpers.views.routes import *
    from helpers.views.scales import *
    from helpers.views.signal_path import *
    from helpers.views.source import *
    from helpers.views.storms import *
    from helpers.views.th1_imprinting import *
    from helpers.views.trials import *
    from helpers.views.turnover import *
    from helpers.views.two_states import *
    from helpers.views.weighing import *

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(__name__, __file__)
