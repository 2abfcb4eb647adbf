"""Explorers: controls, a model and a figure together."""

from helpers.explorers.activity_map import biomarker_walk, il6_map
from helpers.explorers.binding import anakinra_excess, il2_two_receptors, two_drugs
from helpers.explorers.cells import senders_and_receivers
from helpers.explorers.engine import Choice, Explorer, Slider, even_stops, log_stops
from helpers.explorers.niches import signalling_niche

__all__ = [
    "Choice",
    "Explorer",
    "Slider",
    "anakinra_excess",
    "biomarker_walk",
    "even_stops",
    "il2_two_receptors",
    "il6_map",
    "log_stops",
    "senders_and_receivers",
    "signalling_niche",
    "two_drugs",
]
