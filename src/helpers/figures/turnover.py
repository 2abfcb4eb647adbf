"""Figures of ligand turnover: a cytokine whose receptor is blocked, or that is caught itself."""

import numpy as np

from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.views.turnover import BlockedReceptor, TurnoverCourse
from helpers.words import number_words as say

_MULTIPLE = "multiple of the value before the drug"


def blocked_receptor(view: BlockedReceptor) -> Figure:
    """Return free ligand and signal, as multiples of before, over the level of a receptor blocker."""
    curves = [
        Curve("free ligand", view.free_ligand),
        Curve("signal", view.signal),
    ]
    limit = Mark(view.limit, f"limit 1 + kR/k0 = {say(view.limit)}")
    description = (
        f"At {say(view.marked_nM)} nM of drug, free ligand is {say(view.marked_free_ligand)} times and the signal "
        f"{say(view.marked_signal)} times what they were before. The limit for free ligand is 1 + kR/k0 = "
        f"{say(view.limit)}. The signal is that of cells that answer in proportion; in patients CRP was normal from "
        f"{say(view.crp_normal_nM, 2)} nM of tocilizumab on."
    )
    words = Words("A receptor blocker: free ligand rises, signal falls (simulated)", description)
    frame = Frame(
        Axis("free drug (nM)", log=True),
        Axis(_MULTIPLE, log=True, limits=(0.003, 4 * limit.value)),
        levels=[limit],
        positions=[
            Mark(view.marked_nM, f"{say(view.marked_nM)} nM"),
            Mark(view.crp_normal_nM, "CRP normal (patients)"),
        ],
    )
    return curve_figure(view.drug_nM, curves, frame, words)


def turnover_course(view: TurnoverCourse) -> Figure:
    """Return what a laboratory would measure over time; the description reads first and last values."""
    told = "; ".join(
        f"{course.name} {say(course.values[0])} at the start and {say(course.values[-1])} at {say(view.time_h[-1])} h"
        for course in view.courses
    )
    values = np.concatenate([course.values for course in view.courses])
    limits = (10 ** np.floor(np.log10(values.min())), 10 ** np.ceil(np.log10(values.max() * 1.2)))
    frame = Frame(Axis("time with drug (h)"), Axis(_MULTIPLE, log=True, limits=limits))
    words = Words(view.title, f"Multiples of the value before the drug: {told}.")
    return curve_figure(view.time_h, [Curve(course.name, course.values) for course in view.courses], frame, words)
