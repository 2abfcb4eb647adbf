"""IL-6 in disease: CRP that follows it, and the chain to a biomarker."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from helpers import tables
from helpers.models import expression_pulse
from helpers.views.scales import FloatArray, denser
from helpers.words import number_words as say

Way = Literal["classic", "trans", "unspecified"]
StepKind = Literal["stimulus", "source", "messenger", "receptor", "cell", "biomarker"]

CRP_HALF_LIVES = {"19 h (human, Vigushin 1993)": 19.0, "4.45 h (rabbit)": 4.45}
IL6_HALF_LIFE_H = 0.38
"""Half-life of IL-6 in the blood of rats, slower second phase (il6_rat_1995); 4 h under the skin is absorption."""
CRP_DELAY_H = 24.0
"""From IL-6 to CRP in blood, in three steps: illustrative, so that CRP rises and peaks when it was measured to."""
RECEPTOR_FREE = "never"
BLOCKED_FROM_H = {RECEPTOR_FREE: None, "12 h after the beginning": 12.0, "30 h after the beginning": 30.0}
"""From when on an antibody holds IL-6R, by the words of the control; the stimulus goes on."""
FIRST_RISE_PERCENT = 1.0
"""Of its peak: a healthy level of CRP that doubles where the peak is a hundred times as high."""

_LAST_H = 144

NO_DRUG = "no drug"
LIGAND_ANTIBODY = "antibody to IL-6 (siltuximab)"
RECEPTOR_ANTIBODY = "antibody to IL-6R (tocilizumab)"
SGP130FC_AS_DESIGNED = "sgp130Fc as designed"


@dataclass(frozen=True)
class ReadoutCourse:
    """Simulated IL-6 and CRP over time, each in per cent of its own peak, after a stimulus of `stop_h` hours.

    From `blocked_h` on (None: never) the receptor of IL-6 is blocked; CRP is in per cent of its peak without that.
    """

    hours: FloatArray
    il6_percent: FloatArray
    crp_percent: FloatArray
    stop_h: float
    crp_half_life_h: float
    blocked_h: float | None = None


@dataclass(frozen=True)
class Step:
    """One step from a stimulus to a biomarker, with the keys of its sources."""

    kind: StepKind
    text: str
    reference: str


@dataclass(frozen=True)
class Chain:
    """The steps from a stimulus to a biomarker; from step number `cut` on (from 0) nothing happens any more.

    `cut` is the number of steps where nothing is cut; `under` says in words under which drug.
    """

    title: str
    steps: tuple[Step, ...]
    cut: int
    under: str


@dataclass(frozen=True)
class Readout:
    """A readout of the table `il6_activities`: the way that was shown, the cell, what it does, and how it is read."""

    way: Way
    cell: str
    act: str
    reference: str
    sign: str
    sign_reference: str


@dataclass(frozen=True)
class Drug:
    """At which step (from 0) a drug stops the chain, for each way that it stops."""

    cuts: dict[Way, int] = field(default_factory=dict)


READOUTS = {
    "CRP": Readout(
        "classic",
        "hepatocyte",
        "makes C-reactive protein",
        "castell_1990",
        "CRP in blood, half-life {crp:g} h",
        "vigushin_1993",
    ),
    "ICAM-1": Readout(
        "trans",
        "endothelial cell",
        "puts ICAM-1 on its surface",
        "romano_1997",
        "white cells stick to the vessel wall",
        "romano_1997",
    ),
    "osteoclasts": Readout(
        "trans",
        "osteoblastic cell",
        "helps osteoclasts to form",
        "tamura_1993",
        "TRAP-positive cells in the culture",
        "tamura_1993",
    ),
    "hepcidin": Readout(
        "unspecified", "hepatocyte", "makes hepcidin", "nemeth_2004", "serum iron falls", "nemeth_2004"
    ),
}
_EVERY_WAY: dict[Way, int] = {"classic": 3, "trans": 3, "unspecified": 3}
CHAIN_DRUGS = {
    NO_DRUG: Drug(),
    LIGAND_ANTIBODY: Drug(_EVERY_WAY),
    RECEPTOR_ANTIBODY: Drug(_EVERY_WAY),
    SGP130FC_AS_DESIGNED: Drug({"trans": 4}),
}


def crp_readout(stimulus_h: float, half_life: str, blocked: str = RECEPTOR_FREE) -> ReadoutCourse:
    """Return how CRP, with one of `CRP_HALF_LIVES`, follows IL-6 during and after `stimulus_h` hours of stimulus.

    IL-6 is made while the stimulus lasts and decays within minutes; CRP is made in proportion to IL-6, but a delay of
    `CRP_DELAY_H` later, and decays with its own half-life (the chain of `helpers.models.expression_pulse`). With one
    of `BLOCKED_FROM_H` the liver hears IL-6 until then and no longer: for CRP that is the end of the stimulus.
    """
    crp_h, blocked_h = CRP_HALF_LIVES[half_life], BLOCKED_FROM_H[blocked]
    heard_h = stimulus_h if blocked_h is None else min(stimulus_h, blocked_h)
    fine = np.linspace(0, _LAST_H, 10 * _LAST_H + 1)
    without, seen = _crp(fine, stimulus_h, crp_h), _crp(fine, heard_h, crp_h)
    peaks = fine[[np.argmax(without), np.argmax(seen)]]
    half_hours = np.unique(np.concatenate([np.linspace(0, _LAST_H, 2 * _LAST_H + 1), [stimulus_h], peaks]))
    hours = denser(half_hours, 0.0, stimulus_h, reach=4.0, points=31)
    il6 = expression_pulse.mrna(hours, stimulus_h, IL6_HALF_LIFE_H)
    crp = _crp(hours, heard_h, crp_h)
    il6_percent = np.round(100 * il6 / il6.max(), 6)
    crp_percent = np.round(100 * crp / without.max(), 6)
    return ReadoutCourse(hours, il6_percent, crp_percent, stimulus_h, crp_h, blocked_h)


def _crp(hours: FloatArray, stimulus_h: float, half_life_h: float) -> FloatArray:
    return expression_pulse.delayed_protein(hours, stimulus_h, IL6_HALF_LIFE_H, half_life_h, CRP_DELAY_H)


def il6_chain(biomarker: str, drug: str) -> Chain:
    """Return the chain from a stimulus to `biomarker` (a key of `READOUTS`) under `drug` (one of `CHAIN_DRUGS`)."""
    readout = READOUTS[biomarker]
    steps = _steps(readout)
    assumed = drug == SGP130FC_AS_DESIGNED and readout.way == "unspecified"
    under = f"{drug} and the classic way assumed" if assumed else drug
    cut = CHAIN_DRUGS[drug].cuts.get(readout.way, len(steps))
    return Chain(f"From a stimulus to {biomarker}", steps, cut, under)


def _steps(readout: Readout) -> tuple[Step, ...]:
    peak = float(tables.load("il6_levels").set_index("level")["value_pg_per_ml"]["endotoxin-bolus"])
    crp = float(tables.load("il6_quantities").set_index("key")["value"]["crp-half-life-human-vigushin_1993"])
    through: dict[Way, Step] = {
        "classic": Step("receptor", "IL-6 binds IL-6R on the cell's own membrane", "il6_liver_uptake"),
        "trans": Step("receptor", "IL-6 binds soluble IL-6R in the fluid", readout.reference),
        "unspecified": Step("receptor", "IL-6 binds IL-6R (membrane or soluble: not tested)", readout.reference),
    }
    rise = f"IL-6 rises (mean {say(peak)} pg/mL 2 h after endotoxin in volunteers)"
    made = "monocytes, endothelium, fibroblasts or muscle make IL-6"
    return (
        Step("stimulus", "a microbe or its endotoxin, an injury, or muscle at work", "windoloski_2024;steensberg_2000"),
        Step("source", made, "gauldie_1987;sironi_1989;rosenbaum_1992;steensberg_2000"),
        Step("messenger", rise, "windoloski_2024"),
        through[readout.way],
        Step("receptor", f"the pair joins gp130 of the {readout.cell}", "rose_john_2012"),
        Step("cell", f"the {readout.cell} {readout.act}", readout.reference),
        Step("biomarker", readout.sign.format(crp=crp), readout.sign_reference),
    )
