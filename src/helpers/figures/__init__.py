"""Figures: tables and arrays in, one plotly figure with its description and its table out."""

from helpers.figures.activity_map import activity_map, evidence, pleiotropy
from helpers.figures.binding import antagonist_excess, concentration_response, read_curve, schild_plot, two_receptors
from helpers.figures.cells import conversation, producers_by_cell
from helpers.figures.diseases import EVIDENCE, disease_roles
from helpers.figures.dosing import (
    dose_course,
    exposure_by_dose,
    kidney_clearance,
    label_comparison,
    patient_band,
    presentations_by_route,
    repeated_dosing,
    spread,
)
from helpers.figures.drug_targets import ACTIONS, OPEN, SILENT, STOPPED, TAKEN_UP, drug_map, drug_table, open_signals
from helpers.figures.families import MOVERS, SCHEMES, company, families_compared, gene_map
from helpers.figures.figure import Figure, number_words, plain, significant, table_html
from helpers.figures.il6_disease import cancer_roles, chain, readout_course, skewed_levels
from helpers.figures.il6_system import (
    drug_signals,
    il6_shares,
    molar_levels,
    predicted_free,
    responders,
    signalling_modes,
)
from helpers.figures.inflammation import endotoxin_challenge, endotoxin_network, settling, switch_states
from helpers.figures.levels import level_words, levels
from helpers.figures.lines import Curve, Mark, decades, lines
from helpers.figures.niches import concentration_profile
from helpers.figures.products import approvals, biosimilar_approvals, licences_compared, products_by_axis
from helpers.figures.pulses import expression_pulse, feedback, occupancy_curve, pulse_length, signal_steps, whole_pulse
from helpers.figures.receptors import chain_label, receptor_network, shared_chains, users_of_chains, whole_network
from helpers.figures.trials import COMPARATORS, forest_plot, response_rates
from helpers.figures.turnover import blocked_receptor, neutralised_ligand, turnover_course

__all__ = [
    "ACTIONS",
    "COMPARATORS",
    "EVIDENCE",
    "MOVERS",
    "OPEN",
    "SCHEMES",
    "SILENT",
    "STOPPED",
    "TAKEN_UP",
    "Curve",
    "Figure",
    "Mark",
    "activity_map",
    "antagonist_excess",
    "approvals",
    "biosimilar_approvals",
    "blocked_receptor",
    "cancer_roles",
    "chain",
    "chain_label",
    "company",
    "concentration_profile",
    "concentration_response",
    "conversation",
    "decades",
    "disease_roles",
    "dose_course",
    "drug_map",
    "drug_signals",
    "drug_table",
    "endotoxin_challenge",
    "endotoxin_network",
    "evidence",
    "exposure_by_dose",
    "expression_pulse",
    "families_compared",
    "feedback",
    "forest_plot",
    "gene_map",
    "il6_shares",
    "kidney_clearance",
    "label_comparison",
    "level_words",
    "levels",
    "licences_compared",
    "lines",
    "molar_levels",
    "neutralised_ligand",
    "number_words",
    "occupancy_curve",
    "open_signals",
    "patient_band",
    "plain",
    "pleiotropy",
    "predicted_free",
    "presentations_by_route",
    "producers_by_cell",
    "products_by_axis",
    "pulse_length",
    "read_curve",
    "readout_course",
    "receptor_network",
    "repeated_dosing",
    "responders",
    "response_rates",
    "schild_plot",
    "settling",
    "shared_chains",
    "signal_steps",
    "signalling_modes",
    "significant",
    "skewed_levels",
    "spread",
    "switch_states",
    "table_html",
    "turnover_course",
    "two_receptors",
    "users_of_chains",
    "whole_network",
    "whole_pulse",
]
