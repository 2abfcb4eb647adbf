"""Explorers: controls, a model and a figure together."""

from helpers.explorers.activity_map import biomarker_walk, il6_map
from helpers.explorers.binding import anakinra_excess, il2_two_receptors, two_drugs
from helpers.explorers.brief_signal import (
    half_life_against_length,
    mrna_pulse,
    occupancy,
    signal_steps,
    socs_feedback,
    whole_pulse,
)
from helpers.explorers.cells import leukocytes, senders_and_receivers
from helpers.explorers.diseases import interleukins_in_disease
from helpers.explorers.dosing import (
    anakinra_kidney,
    dose_exposures,
    kidney_groups,
    label_rows,
    linear_dosing,
    skin_or_vein,
    tocilizumab_exposure,
    tocilizumab_patients,
)
from helpers.explorers.drug_targets import blockers, compare_two_blockers, drug_mechanisms, open_under, stops
from helpers.explorers.engine import Choice, Explorer, Slider, even_stops, log_stops
from helpers.explorers.families import family_schemes, receptor_network
from helpers.explorers.il6_disease import (
    cancer_rows,
    crp_readout,
    il6_chain,
    il6_levels,
    same_level,
    tumour_rows,
)
from helpers.explorers.il6_system import (
    free_share_predictions,
    il6_buffer_shares,
    il6_drugs,
    who_responds,
)
from helpers.explorers.inflammation import endotoxin_challenge, inflammation_switch
from helpers.explorers.niches import signalling_niche
from helpers.explorers.products import compare_products, product_list, product_profile
from helpers.explorers.trials import pivotal_trials, trial_rows
from helpers.explorers.turnover import blocked_receptor, neutralised_ligand, two_strategies_course

__all__ = [
    "Choice",
    "Explorer",
    "Slider",
    "anakinra_excess",
    "anakinra_kidney",
    "biomarker_walk",
    "blocked_receptor",
    "blockers",
    "cancer_rows",
    "compare_products",
    "compare_two_blockers",
    "crp_readout",
    "dose_exposures",
    "drug_mechanisms",
    "endotoxin_challenge",
    "even_stops",
    "family_schemes",
    "free_share_predictions",
    "half_life_against_length",
    "il2_two_receptors",
    "il6_buffer_shares",
    "il6_chain",
    "il6_drugs",
    "il6_levels",
    "il6_map",
    "inflammation_switch",
    "interleukins_in_disease",
    "kidney_groups",
    "label_rows",
    "leukocytes",
    "linear_dosing",
    "log_stops",
    "mrna_pulse",
    "neutralised_ligand",
    "occupancy",
    "open_under",
    "pivotal_trials",
    "product_list",
    "product_profile",
    "receptor_network",
    "same_level",
    "senders_and_receivers",
    "signal_steps",
    "signalling_niche",
    "skin_or_vein",
    "socs_feedback",
    "stops",
    "tocilizumab_exposure",
    "tocilizumab_patients",
    "trial_rows",
    "tumour_rows",
    "two_drugs",
    "two_strategies_course",
    "who_responds",
    "whole_pulse",
]
