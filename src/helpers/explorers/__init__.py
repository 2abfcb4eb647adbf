"""Explorers: controls, a model and a figure together.

A module is loaded when one of its explorers is first named, so that a lesson loads only the models it uses.
"""

from importlib import import_module

_NAMES = {
    "activity_map": ("biomarker_walk", "il6_map"),
    "binding": ("anakinra_excess", "il2_two_receptors", "two_drugs"),
    "brief_signal": (
        "half_life_against_length",
        "mrna_pulse",
        "occupancy",
        "signal_steps",
        "socs_feedback",
        "whole_pulse",
    ),
    "cells": ("leukocytes", "senders_and_receivers"),
    "diseases": ("interleukins_in_disease",),
    "dosing": (
        "anakinra_kidney",
        "dose_exposures",
        "kidney_groups",
        "label_rows",
        "linear_dosing",
        "skin_or_vein",
        "tocilizumab_exposure",
        "tocilizumab_patients",
    ),
    "drug_targets": ("blockers", "compare_two_blockers", "drug_mechanisms", "open_under", "stops"),
    "engine": ("Choice", "Explorer", "Slider", "even_stops", "log_stops"),
    "families": ("family_schemes", "receptor_network"),
    "il6_disease": ("cancer_rows", "crp_readout", "il6_chain", "il6_levels", "same_level", "tumour_rows"),
    "il6_system": ("free_share_predictions", "il6_buffer_shares", "il6_drugs", "who_responds"),
    "inflammation": ("endotoxin_challenge", "inflammation_switch"),
    "niches": ("signalling_niche",),
    "products": ("compare_products", "product_list", "product_profile"),
    "trials": ("pivotal_trials", "trial_rows"),
    "turnover": ("blocked_receptor", "neutralised_ligand", "two_strategies_course"),
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name):
    """Return an explorer, or a function that belongs to one, from the module that defines it."""
    if name in _MODULE_OF:
        return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    """List what there is, loaded or not."""
    return __all__
