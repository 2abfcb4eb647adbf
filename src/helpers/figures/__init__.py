"""Figures: tables and arrays in, one plotly figure with its description and its table out."""

from helpers.figures.activity_map import activity_map, evidence, pleiotropy
from helpers.figures.binding import antagonist_excess, concentration_response, read_curve, schild_plot, two_receptors
from helpers.figures.cells import conversation, producers_by_cell
from helpers.figures.figure import Figure, number_words, plain, significant, table_html
from helpers.figures.lines import Curve, Mark, decades, lines
from helpers.figures.niches import concentration_profile

__all__ = [
    "Curve",
    "Figure",
    "Mark",
    "activity_map",
    "antagonist_excess",
    "concentration_profile",
    "concentration_response",
    "conversation",
    "decades",
    "evidence",
    "lines",
    "number_words",
    "plain",
    "pleiotropy",
    "producers_by_cell",
    "read_curve",
    "schild_plot",
    "significant",
    "table_html",
    "two_receptors",
]
