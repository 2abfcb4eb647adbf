"""Items of part 1, cytokine basics: draws and right answers."""

import dataclasses
import functools
import math

import numpy as np

from helpers.coursework import facts
from helpers.coursework.kinds import Choice, Letters, Number, Text, crossing, lettered, rounded, top
from helpers.models import diffusion_niche, expression_pulse, lps_challenge, receptor_binding

# ---------------------------------------------------------------------------- messengers


def _profile(dice):
    niche = diffusion_niche.Niche(
        receptors_per_cell=dice.grid(100, 5000, 100),
        consumer_fraction=dice.grid(0.1, 1, 0.05),
        secretion_molecules_per_s=dice.grid(20, 300, 10),
    )
    distance = [float(v) for v in range(5, 161)]
    threshold = dice.among([0.02, 0.05, 0.1, 0.2, 0.5, 1])
    y = rounded(1000 * diffusion_niche.concentration(np.array(distance), niche))
    return {"distance_um": distance, "concentration_pM": y, "threshold_pM": threshold}


def _profile_figure(given):
    from helpers.figures.lines import Curve, Mark, lines

    return lines(
        given["distance_um"],
        [Curve("cytokine", np.array(given["concentration_pM"]))],
        title="Simulated: one cell's signal",
        x_title="distance from the centre of the sender (µm)",
        y_title="concentration (pM)",
        log_y=True,
        y_range=(0.001, 1000),
        levels=[Mark(given["threshold_pM"], f"threshold {given['threshold_pM']:g} pM")],
        description=f"The concentration falls from the sender outwards. The dotted line is the threshold of response, "
        f"{given['threshold_pM']:g} pM. The vertical axis is logarithmic.",
    )


SIGNALS = (  # what is seen, and the option of the table that names it
    ("T cells secrete IL-2; blocking their own IL-2 receptors stops these same cells dividing", "autocrine"),
    ("a cell in a dish, with no neighbour, secretes a cytokine and answers it through its own receptors", "autocrine"),
    ("a single monocyte in a droplet secretes IL-1β and then changes its own genes in answer to it", "autocrine"),
    ("a macrophage secretes IL-12 and a natural killer cell that touches it starts to make interferon-γ", "paracrine"),
    ("an epithelial cell releases IL-33 and a mast cell 20 µm away answers", "paracrine"),
    ("a T helper cell secretes IL-4 and the B cell beside it switches to IgE", "paracrine"),
    ("contracting leg muscle releases IL-6 into the blood and the liver answers", "endocrine"),
    ("IL-6 from an inflamed joint reaches the liver with the blood, and hepatocytes make CRP", "endocrine"),
    ("IL-6 made in the lung during sepsis travels in the blood and acts on the brain", "endocrine"),
    ("IL-2 diffuses past a resting fibroblast that carries no chain of the IL-2 receptor", "none"),
    ("IL-5 reaches a cell whose genes for both chains of the IL-5 receptor have been cut out", "none"),
    ("a cytokine reaches a cell in which its receptor has been deleted", "none"),
)


def _signal(dice):
    kind = dice.among(["autocrine", "paracrine", "endocrine", "none"])
    seen = dice.among([text for text, name in SIGNALS if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A1-04a").values()))}


def _signal_right(given):
    return facts.options("A1-04a")[dict(SIGNALS)[given["seen"]]]


MAKERS = {  # interleukin: cells that make it, cells that do not (the table producers must confirm both)
    "IL-2": (("CD4 T cell",), ("hepatocyte", "keratinocyte", "megakaryocyte", "endothelial cell")),
    "IL-5": (("Th2 cell", "ILC2"), ("hepatocyte", "neuron", "endothelial cell", "fibroblast")),
    "IL-6": (("skeletal muscle cell", "adipocyte", "endothelial cell"), ("megakaryocyte", "neuron", "hepatocyte")),
    "IL-7": (("bone marrow stromal cell", "thymic epithelial cell"), ("CD8 T cell", "eosinophil", "mast cell")),
    "IL-12": (("dendritic cell", "macrophage"), ("hepatocyte", "CD4 T cell", "eosinophil", "fibroblast")),
    "IL-17A": (("Th17 cell", "γδ T cell"), ("hepatocyte", "fibroblast", "endothelial cell", "Th2 cell")),
    "IL-33": (("epithelial cell", "endothelial cell"), ("CD4 T cell", "B cell", "eosinophil", "hepatocyte")),
    "IL-35": (("regulatory T cell", "B cell"), ("keratinocyte", "hepatocyte", "mast cell", "fibroblast")),
}


def _maker(dice):
    name = dice.among(sorted(MAKERS))
    cells, others = MAKERS[name]
    return {"interleukin": name, "options": lettered(dice.shuffled([dice.among(cells), *dice.some(others, 3)]))}


def _maker_right(given):
    makers = facts.column("producers", "cell_type", interleukin=given["interleukin"])
    return next(text for text in given["options"].values() if text in makers)


# Pairs of which the table producers says stored "yes", and pairs of which it says "no".
READY = (
    ("IL-33", "endothelial cell"),
    ("IL-8", "endothelial cell"),
    ("IL-4", "mast cell"),
    ("IL-4", "basophil"),
    ("IL-1α", "keratinocyte"),
    ("IL-16", "CD8 T cell"),
    ("IL-18", "epithelial cell"),
)
ON_DEMAND = (
    ("IL-1β", "monocyte"),
    ("IL-2", "CD4 T cell"),
    ("IL-10", "monocyte"),
    ("IL-20", "keratinocyte"),
    ("IL-11", "fibroblast"),
    ("IL-10", "CD8 T cell"),
    ("IL-13", "basophil"),
    ("IL-25", "epithelial cell"),
)


def _stored(dice):
    pairs = [dice.among(READY), *dice.some(ON_DEMAND, 3)]
    return {"options": lettered(dice.shuffled([_in_a(name, cell) for name, cell in pairs]))}


def _in_a(interleukin, cell):
    return f"{interleukin} in a {cell}"


def _stored_right(given):
    ready = {_in_a(r["interleukin"], r["cell_type"]) for r in facts.rows("producers") if r["stored"] == "yes"}
    return next(text for text in given["options"].values() if text in ready)


# ---------------------------------------------------------------------------- families-and-receptors

COMPANY = (  # three that share a receptor chain, and one that looks like them in sequence but does not share it
    (("IL-2", "IL-7", "IL-9", "IL-15", "IL-21", "IL-4"), ("IL-3", "IL-5", "IL-13")),
    (("IL-6", "IL-11", "IL-27", "IL-31"), ("IL-12", "IL-23")),
    (("IL-10", "IL-22", "IL-26", "IL-28A", "IL-29"), ("IL-2", "IL-6", "IL-8")),
    (("IL-17A", "IL-17C", "IL-17F", "IL-25"), ("IL-17D",)),
)


def _odd_one(dice):
    members, others = dice.among(COMPANY)
    return {"options": lettered(dice.shuffled([*dice.some(members, 3), dice.among(others)]))}


def _odd_one_right(given):
    family = {
        text: next(iter(facts.column("classification", "family", interleukin=text, scheme="receptor-chain")))
        for text in given["options"].values()
    }
    return next(text for text in family if list(family.values()).count(family[text]) == 1)


# A name, the gene that the table subunits must confirm, the tempting symbol, two other real ones.
NAMES = (
    ("IL-8", "CXCL8", "IL8", ("CXCR2", "IL6")),
    ("IL-14", "TXLNA", "IL14", ("IL4", "IL15")),
    ("IL-28A", "IFNL2", "IL28A", ("IFNL1", "IFNL3")),
    ("IL-28B", "IFNL3", "IL28B", ("IFNL1", "IFNL2")),
    ("IL-29", "IFNL1", "IL29", ("IFNL2", "IFNL3")),
    ("IL-30", "IL27", "IL30", ("EBI3", "IL31")),
    ("IL-41", "METRNL", "IL41", ("IL11", "IL4")),
)


def _gene(dice):
    name, gene, tempting, others = dice.among(NAMES)
    return {"name": name, "options": lettered(dice.shuffled([gene, tempting, *others]))}


def _gene_right(given):
    genes = facts.column("subunits", "gene_symbol", interleukin=given["name"])
    return next(text for text in given["options"].values() if text in genes)


def _gene_diagnosis(given, text):
    return "old-symbol" if text == given["name"].replace("-", "") else "other-gene"


CHAINS = {  # chain: its name, those that use it, those that do not (the table receptor_chains must confirm both)
    "IL2RG": ("the common γ chain (IL2RG)", ("IL-2", "IL-4", "IL-7", "IL-9", "IL-15", "IL-21")),
    "IL6ST": ("gp130 (IL6ST)", ("IL-6", "IL-11", "IL-27")),
    "IL1RAP": ("IL-1RAcP (IL1RAP)", ("IL-1α", "IL-1β", "IL-33", "IL-36α", "IL-36β", "IL-36γ")),
    "IL10RB": ("IL-10Rβ (IL10RB)", ("IL-10", "IL-22", "IL-26", "IL-28A", "IL-29")),
    "IL17RA": ("IL-17RA", ("IL-17A", "IL-17C", "IL-17F", "IL-25")),
}
STRANGERS = ("IL-3", "IL-5", "IL-8", "IL-12", "IL-16", "IL-18", "IL-23", "IL-31", "IL-34")


def _sharing(dice):
    gene = dice.among(sorted(CHAINS))
    members = dice.some(CHAINS[gene][1], dice.among([2, 3]))
    others = dice.some(STRANGERS, 6 - len(members))
    return {"gene": gene, "options": lettered(dice.shuffled([*members, *others]))}


def _sharing_right(given):
    users = facts.column("receptor_chains", "interleukin", gene_symbol=given["gene"])
    return [text for text in given["options"].values() if text in users]


# ---------------------------------------------------------------------------- a-brief-signal


def _pulse(dice):
    duration, message = dice.grid(1, 6, 0.5), dice.grid(0.4, 1.6, 0.1)
    lasting = dice.grid(0.6, 8, 0.2)
    times = np.linspace(0, 24, 241)
    m = expression_pulse.mrna(times, duration, message)
    p = expression_pulse.protein(times, duration, message, lasting)
    return {
        "time_h": rounded(times),
        "mrna_percent": rounded(100 * m / m.max()),
        "protein_percent": rounded(100 * p / p.max(), 6),
    }


def _pulse_figure(given):
    from helpers.figures.lines import Curve, lines

    return lines(
        given["time_h"],
        [Curve("mRNA", np.array(given["mrna_percent"])), Curve("protein", np.array(given["protein_percent"]))],
        title="Simulated: a pulse of one cytokine",
        x_title="time since the stimulus began (h)",
        y_title="amount (% of its own maximum)",
        y_range=(0, 110),
        label_at=[(60, "right"), (110, "right")],
        description="Two curves over 24 hours, mRNA (solid) and protein (dashed), each in percent of its own maximum.",
    )


def _half_width(given):
    time, protein = given["time_h"], given["protein_percent"]
    peak = time.index(top(time, protein)[0])
    rise = crossing(time[: peak + 1], protein[: peak + 1], 50)
    return crossing(time[peak:], protein[peak:], 50) - rise


# ---------------------------------------------------------------------------- balance


@functools.lru_cache(maxsize=256)
def _challenge(dose, what_if):
    times = np.linspace(0, 8, 161)
    parameters = dataclasses.replace(lps_challenge.BOLUS, dose_ng_per_kg=dose)
    return lps_challenge.simulate(parameters, times, what_if)


def _brake(dice):
    cytokine = dice.among(["TNF", "IL6", "IL8"])
    dose, strength = dice.grid(0.6, 2.4, 0.05), dice.grid(0.3, 3, 0.1)  # volunteers differ in how strongly they answer
    with_brake = getattr(_challenge(dose, ()), cytokine)
    without = getattr(_challenge(dose, ("remove_il10",)), cytokine)
    return {
        "cytokine": cytokine.replace("IL", "IL-"),
        "dose_ng_per_kg": dose,
        "time_h": rounded(np.linspace(0, 8, 161)),
        "with_il10_pg_per_mL": rounded(strength * with_brake),
        "without_il10_pg_per_mL": rounded(strength * without),
    }


def _brake_figure(given):
    from helpers.figures.lines import Curve, lines

    with_il10, without = (np.array(given[f"{name}_il10_pg_per_mL"]) for name in ("with", "without"))
    return lines(
        given["time_h"],
        [Curve("with IL-10", with_il10), Curve("without IL-10", without)],
        title=f"Simulated volunteer: {given['cytokine']} after {given['dose_ng_per_kg']:g} ng/kg endotoxin",
        x_title="time since the bolus (h)",
        y_title=f"{given['cytokine']} (pg/mL)",
        label_at=[(int(with_il10.argmax()), "left"), (int(without.argmax()), "right")],
        description=f"Two curves of {given['cytokine']} over 8 hours after the same dose: with IL-10 (solid) and with "
        "the action of IL-10 removed (dashed).",
    )


def _peaks(given):
    return max(given["with_il10_pg_per_mL"]), max(given["without_il10_pg_per_mL"])


def _steep(given):
    return given["times"] ** 2 * given["time_s"]


def _switch(dice):
    """Draw a bistable inflammation: it goes on above one stimulus and off only below a lower one."""
    off, on = dice.grid(1, 4, 0.5), dice.grid(6, 10, 0.5)
    case = dice.among(["stays-low", "stays-on", "goes-off"])
    pulse = round(on - dice.grid(1, 2, 0.5), 1) if case == "stays-low" else round(on + dice.grid(1, 4, 0.5), 1)
    after = round(off - 0.5, 1) if case == "goes-off" else round(dice.grid(off + 0.5, off + 1.5, 0.5), 1)
    return {
        "on_above": on,
        "off_below": off,
        "pulse": pulse,
        "after": after,
        "options": lettered(dice.shuffled(facts.options("A1-11b").values())),
    }


def _switch_right(given):
    on = given["pulse"] > given["on_above"]
    name = "stays-low" if not on else "goes-off" if given["after"] < given["off_below"] else "stays-on"
    return facts.options("A1-11b")[name]


STEPS = ("step-1", "step-2", "step-3", "step-4", "step-5")  # options of A1-11d, in the right order

BRAKES = (  # what is seen after a pulse, and the brake that explains it (an option of A1-04d)
    ("within an hour after transcription stops, the mRNA is gone", "mrna"),
    ("with a mutation in the 3' end of its mRNA a cytokine is made for hours longer", "mrna"),
    ("STAT3 is phosphorylated for an hour only, although receptor and cytokine are still there", "socs"),
    ("cells that lack SOCS3 keep STAT3 phosphorylated for hours in the same medium", "socs"),
    ("the cytokine vanishes from the blood within hours, while its receptor on cells stays as it was", "clearance"),
    ("after an injection the level in plasma halves every few hours", "clearance"),
    ("the cells answer a second dose only after they have made new receptors", "receptor"),
    ("the receptor is taken into the cell with its cytokine, and the surface stays empty for hours", "receptor"),
)


def _brake_named(dice):
    kind = dice.among(["mrna", "socs", "clearance", "receptor"])
    seen = dice.among([text for text, name in BRAKES if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A1-04d").values()))}


def _steps(dice):
    texts = facts.options("A1-11d")
    return {"options": lettered(dice.shuffled([texts[name] for name in STEPS]))}


ROLES = (  # an observation, and what it supports (an option of A1-11c)
    ("{il} is raised in blood, and more so the worse the disease", "association"),
    ("{il} is raised in the tissue and falls when the patients improve on another drug", "association"),
    ("patients with a high {il} at the start do worse within a year", "association"),
    ("in a controlled trial an antibody to {il} relieves the disease more than placebo", "cause"),
    ("people born with a gene variant that takes {il} away are spared the disease", "cause"),
    ("in a controlled trial two different blockers of {il} each beat placebo", "cause"),
    (
        "an antibody to {il}, which empties the blood of it, does no better than placebo in two controlled trials",
        "against",
    ),
    ("people born with a gene variant that raises {il} for life have the disease no more often", "against"),
    ("in a controlled trial, blocking {il} changes nothing, although {il} is raised", "against"),
)


def _role(dice):
    kind = dice.among(["association", "cause", "against"])
    seen = dice.among([text for text, name in ROLES if name == kind])
    return {
        "seen": seen,
        "il": dice.among(["IL-6", "IL-17A", "IL-23", "IL-5", "IL-13", "IL-18"]),
        "options": lettered(dice.shuffled(facts.options("A1-11c").values())),
    }


def _occupancy(given):
    return 100 * float(receptor_binding.hill_langmuir(given["ligand_nM"], given["kd_nM"]))


def _occupancy_pM(given):
    return 100 * float(receptor_binding.hill_langmuir(given["ligand_pM"] / 1000, given["kd_nM"]))


def _needed(given):
    return float(receptor_binding.concentration_at_occupancy(given["occupancy_percent"] / 100, given["kd_nM"]))


def _course_order(given):
    curves = given["curves_percent"]
    return sorted(curves, key=lambda name: curves[name].index(max(curves[name])))


def _four_pulses(dice):
    first, gaps = dice.grid(1, 2, 0.1), [dice.grid(0.6, 1.6, 0.1) for _ in range(3)]
    peaks = [first, first + gaps[0], first + sum(gaps[:2]), first + sum(gaps)]
    time = np.linspace(0, 12, 121)
    names = ("cytokine P", "cytokine Q", "cytokine R", "cytokine S")
    shapes = {
        name: 100 * (time / peak) ** 3 * np.exp(3 * (1 - time / peak))
        for name, peak in zip(dice.shuffled(names), peaks, strict=True)
    }
    return {
        "time_h": rounded(time),
        "curves_percent": {name: rounded(shapes[name], 5) for name in names},
        "options": lettered(names),
    }


def _four_pulses_figure(given):
    from helpers.figures.lines import Curve, lines

    curves = [Curve(name, np.array(y)) for name, y in given["curves_percent"].items()]
    spots = [
        (int(np.flatnonzero(c.y >= level)[-1]), "right") for c, level in zip(curves, (88, 68, 48, 28), strict=True)
    ]
    return lines(
        given["time_h"],
        curves,
        title="Simulated: four cytokines after one stimulus",
        y_range=(0, 118),
        x_title="time since the stimulus (h)",
        y_title="concentration (% of its own maximum)",
        label_at=spots,
        description="Four curves over 12 hours, each in percent of its own maximum, labelled on its falling side.",
    )


ITEMS = {
    "A1-01a": Number(
        lambda d: {"diffusion_um2_per_s": d.grid(5, 30, 1), "uptake_per_s": d.grid(0.004, 0.06, 0.002)},
        lambda g: math.sqrt(g["diffusion_um2_per_s"] / g["uptake_per_s"]),
        {
            "no-root": lambda g: g["diffusion_um2_per_s"] / g["uptake_per_s"],
            "turned-over": lambda g: math.sqrt(g["uptake_per_s"] / g["diffusion_um2_per_s"]),
        },
    ),
    "A1-01b": Number(
        lambda d: {"scale_um": d.grid(15, 90, 1), "factor": d.among([2, 3, 5, 6, 8])},
        lambda g: g["scale_um"] / math.sqrt(g["factor"]),
        {"further": lambda g: g["scale_um"] * math.sqrt(g["factor"]), "no-root": lambda g: g["scale_um"] / g["factor"]},
    ),
    "A1-01c": Number(
        lambda d: {"scale_um": d.grid(15, 90, 1), "diffusion_um2_per_s": d.grid(5, 30, 1)},
        lambda g: g["diffusion_um2_per_s"] / g["scale_um"] ** 2,
        {
            "no-square": lambda g: g["diffusion_um2_per_s"] / g["scale_um"],
            "turned-over": lambda g: g["scale_um"] ** 2 / g["diffusion_um2_per_s"],
        },
    ),
    "A1-02a": Number(
        lambda d: {
            "time_s": d.grid(3, 60, 1),
            "distance_um": d.among([10, 15, 20, 25, 30]),
            "times": d.among([3, 4, 5, 6, 7]),
        },
        _steep,
        {"linear": lambda g: g["times"] * g["time_s"], "root": lambda g: math.sqrt(g["times"]) * g["time_s"]},
        words=lambda g: {"far_um": g["times"] * g["distance_um"]},
    ),
    "A1-03a": Number(
        _profile,
        lambda g: crossing(g["distance_um"], g["concentration_pM"], g["threshold_pM"]),
        {"decade": lambda g: crossing(g["distance_um"], g["concentration_pM"], 10 * g["threshold_pM"])},
        figure=_profile_figure,
    ),
    "A1-04a": Choice(_signal, _signal_right),
    "A1-04b": Choice(_maker, _maker_right, lambda g, text: "other-cell"),
    "A1-04c": Choice(_stored, _stored_right, lambda g, text: "on-demand"),
    "A1-04d": Choice(_brake_named, lambda g: facts.options("A1-04d")[dict(BRAKES)[g["seen"]]]),
    "A1-11d": Letters(_steps, lambda g: [facts.options("A1-11d")[name] for name in STEPS], ordered=True),
    "A1-05b": Choice(_odd_one, _odd_one_right, lambda g, text: "member"),
    "A1-05c": Choice(
        lambda d: {"options": lettered(d.shuffled(facts.options("A1-05c").values()))},
        lambda g: facts.options("A1-05c")["right"],
    ),
    "A1-05a": Choice(_gene, _gene_right, _gene_diagnosis),
    "A1-06a": Letters(_sharing, _sharing_right, words=lambda g: {"chain": CHAINS[g["gene"]][0]}),
    "A1-07a": Number(
        lambda d: {"ligand_nM": d.grid(0.2, 6, 0.1), "kd_nM": d.grid(0.3, 9, 0.1)},
        _occupancy,
        {
            "turned-over": lambda g: 100 - _occupancy(g),
            "linear": lambda g: 100 * g["ligand_nM"] / g["kd_nM"],
            "fraction": lambda g: _occupancy(g) / 100,
        },
    ),
    "A1-07b": Number(
        lambda d: {
            "occupancy_percent": d.among([15, 20, 25, 30, 35, 60, 65, 70, 75, 80, 85]),
            "kd_nM": d.grid(0.3, 9, 0.1),
        },
        _needed,
        {
            "linear": lambda g: g["kd_nM"] * g["occupancy_percent"] / 100,
            "turned-over": lambda g: g["kd_nM"] ** 2 / _needed(g),
        },
    ),
    "A1-07c": Number(
        lambda d: {"ligand_pM": d.grid(100, 2000, 20), "kd_nM": d.grid(0.2, 3, 0.1)},
        _occupancy_pM,
        {
            "unit-slip": lambda g: 100 * g["ligand_pM"] / (g["ligand_pM"] + g["kd_nM"] * 100),
            "turned-over": lambda g: 100 - _occupancy_pM(g),
            "fraction": lambda g: _occupancy_pM(g) / 100,
        },
    ),
    "A1-08a": Number(
        lambda d: {"half_life_min": d.grid(15, 90, 1), "time_min": d.grid(20, 180, 2)},
        lambda g: 100 * 0.5 ** (g["time_min"] / g["half_life_min"]),
        {
            "ln2-forgotten": lambda g: 100 * math.exp(-g["time_min"] / g["half_life_min"]),
            "made": lambda g: 100 - 100 * 0.5 ** (g["time_min"] / g["half_life_min"]),
        },
    ),
    "A1-09a": Number(
        _pulse,
        _half_width,
        {
            "mrna": lambda g: _half_width({"time_h": g["time_h"], "protein_percent": g["mrna_percent"]}),
            "peak-time": lambda g: top(g["time_h"], g["protein_percent"])[0],
        },
        figure=_pulse_figure,
    ),
    "A1-10a": Number(
        _brake,
        lambda g: _peaks(g)[1] - _peaks(g)[0],
        {"ratio": lambda g: _peaks(g)[1] / _peaks(g)[0], "no-change": lambda g: 0.0},
        figure=_brake_figure,
    ),
    "A1-11a": Letters(_four_pulses, _course_order, ordered=True, figure=_four_pulses_figure),
    "A1-11b": Choice(_switch, _switch_right),
    "A1-11c": Choice(
        _role,
        lambda g: facts.options("A1-11c")[dict(ROLES)[g["seen"]]],
        words=lambda g: {"told": g["seen"].format(il=g["il"])},
    ),
    "A1-12d": Text(lambda d: {"pair": d.among(["IL-2 and IL-4", "IL-2 and IL-21", "IL-7 and IL-4", "IL-15 and IL-9"])}),
    "A1-12a": Text(lambda d: {"ligand_nM": d.grid(1, 9, 0.5), "kd_nM": d.grid(0.5, 4, 0.25)}),
    "A1-12b": Text(lambda d: {"marker": d.among(["CRP", "IL-6", "IL-8"]), "fold": d.grid(3, 40, 1)}),
    "A1-12c": Text(lambda d: {"half_life_min": d.grid(20, 45, 5), "stable_h": d.grid(4, 12, 1)}),
}
