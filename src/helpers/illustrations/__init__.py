"""Illustrations: one record of `helpers.views` in, one picture of biology with its description and its table out."""

# ruff: noqa: F403
from typing import TYPE_CHECKING

from helpers.facade import lazy

if TYPE_CHECKING:
    from helpers.illustrations.anatomy import *
    from helpers.illustrations.arrows import *
    from helpers.illustrations.cells import *
    from helpers.illustrations.enemies import *
    from helpers.illustrations.illustration import *
    from helpers.illustrations.instruments import *
    from helpers.illustrations.lettering import *
    from helpers.illustrations.mark import *
    from helpers.illustrations.molecules import *
    from helpers.illustrations.plate_assembly import *
    from helpers.illustrations.plate_body_map import *
    from helpers.illustrations.plate_cases import *
    from helpers.illustrations.plate_choosing import *
    from helpers.illustrations.plate_classes import *
    from helpers.illustrations.plate_compartments import *
    from helpers.illustrations.plate_endotoxin import *
    from helpers.illustrations.plate_exits import *
    from helpers.illustrations.plate_grips import *
    from helpers.illustrations.plate_harms import *
    from helpers.illustrations.plate_il1b import *
    from helpers.illustrations.plate_immunoassay import *
    from helpers.illustrations.plate_joint import *
    from helpers.illustrations.plate_market import *
    from helpers.illustrations.plate_niche import *
    from helpers.illustrations.plate_programmes import *
    from helpers.illustrations.plate_routes import *
    from helpers.illustrations.plate_signal_path import *
    from helpers.illustrations.plate_signalling import *
    from helpers.illustrations.plate_storms import *
    from helpers.illustrations.plate_two_states import *
    from helpers.illustrations.plate_weighing import *
    from helpers.illustrations.receptors import *
    from helpers.illustrations.signs import *
    from helpers.illustrations.standing import *
    from helpers.illustrations.svg import *

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy(__name__, __file__)
