"""Items of part 2, the IL-6 activity map: draws and right answers."""

import math

import numpy as np

from helpers.coursework import facts
from helpers.coursework.kinds import Choice, Letters, Number, Text, crossing, lettered, rounded, top
from helpers.models import expression_pulse, il6_buffer

# ---------------------------------------------------------------------------- il6-activity-map

PATTERNS = (  # what is observed (letters stand for invented cytokines), and the option that names it
    ("cytokine X makes hepatocytes produce CRP, B cells produce antibody and megakaryocytes mature", "pleiotropy"),
    ("cytokine X raises fever in the brain, hepcidin in the liver and bone loss", "pleiotropy"),
    ("one cytokine makes T cells grow, B cells switch class and macrophages fuse", "pleiotropy"),
    ("mice without cytokine X are normal, mice without Y too; without both, helper T cells are lost", "redundancy"),
    ("cytokines X, Y and Z each keep the same cell alive, and any one of them is enough", "redundancy"),
    ("an antibody against X changes nothing because Y gives the same effect", "redundancy"),
    ("X alone doubles and Y alone triples the output; together they raise it 40-fold", "synergy"),
    ("X gives 5 units and Y 8 units of product, but both together give 90", "synergy"),
    ("X raises the output 2-fold, Y does nothing alone, and both together raise it 25-fold", "synergy"),
    ("X raises the class switch to IgE, and Y added to it takes the switch away", "antagonism"),
    ("Y given with X brings the effect of X back to the level of the control", "antagonism"),
    ("macrophages answer X with TNF; with Y present they make almost none", "antagonism"),
)


def _pattern(dice):
    kind = dice.among(["pleiotropy", "redundancy", "synergy", "antagonism"])
    seen = dice.among([text for text, name in PATTERNS if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A2-01a").values()))}


def _pattern_right(given):
    return facts.options("A2-01a")[dict(PATTERNS)[given["seen"]]]


RISING = ("CRP", "SAA", "fibrinogen", "α1-antitrypsin", "α1-antichymotrypsin", "haptoglobin", "hepcidin")
FALLING = ("albumin", "transferrin", "fibronectin")


def _acute_phase(dice):
    proteins = dice.some(RISING, 3) + list(FALLING)
    wanted = dice.among(["up", "down"])
    if wanted == "down":
        proteins = dice.some(RISING, 4) + dice.some(FALLING, 2)
    return {"direction": wanted, "options": lettered(dice.shuffled(proteins))}


def _acute_phase_right(given):
    moved = facts.column("il6_activities", "mediator", target="hepatocyte", direction=given["direction"])
    return [text for text in given["options"].values() if text in moved]


BRANCHES = (  # an effect in words, and the branch that the table il6_activities gives to its kind
    ("hepatocytes make serum amyloid A", "acute-phase"),
    ("hepatocytes make haptoglobin", "acute-phase"),
    ("hepatocytes make less albumin", "acute-phase"),
    ("hepatocytes make fibrinogen", "acute-phase"),
    ("an activated B cell takes its last step to secreting antibody", "differentiation"),
    ("monocytes turn into macrophages", "differentiation"),
    ("M1 leukaemia cells turn into macrophage-like cells", "differentiation"),
    ("stem cells leave their rest and give blast colonies", "haematopoiesis"),
    ("thrombopoietin rises and platelets follow", "haematopoiesis"),
    ("progenitors give granulocyte colonies, in synergy with GM-CSF", "haematopoiesis"),
    ("U937 leukaemia cells form fewer colonies", "growth-inhibition"),
    ("breast carcinoma lines T47D and MCF-7 take up less thymidine", "growth-inhibition"),
    ("early melanoma cells grow more slowly", "growth-inhibition"),
)


def _branch(dice):
    kind = dice.among(["acute-phase", "differentiation", "haematopoiesis", "growth-inhibition"])
    seen = dice.among([text for text, name in BRANCHES if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A2-01b").values()))}


MARKERS = {  # biomarker: the option that names the cell on which IL-6 acts
    "CRP": "hepatocyte",
    "SAA": "hepatocyte",
    "fibrinogen": "hepatocyte",
    "hepcidin": "hepatocyte",
    "ACTH": "pituitary",
    "cortisol": "pituitary",
    "E-selectin": "endothelial",
    "ICAM-1": "endothelial",
    "immunoglobulin": "b-cell",
}


ANSWERING = {  # an option of A2-01c, and the target of the table il6_activities that it names
    "hepatocyte": "hepatocyte",
    "pituitary": "pituitary-adrenal axis",
    "endothelial": "endothelial cell",
    "b-cell": "B cell",
}


def _marker(dice):
    kind = dice.among(["hepatocyte", "pituitary", "endothelial", "b-cell"])
    marker = dice.among([name for name, cell in MARKERS.items() if cell == kind])
    return {"marker": marker, "options": lettered(dice.shuffled(facts.options("A2-01c").values()))}


def _marker_right(given):
    targets = facts.column("il6_activities", "target", mediator=given["marker"])
    return facts.options("A2-01c")[next(option for option, target in ANSWERING.items() if target in targets)]


CANCERS = (  # what is seen, and the role it shows (an option of A2-01d)
    ("myeloma cells make IL-6 and grow less when an antibody takes it away", "supports"),
    ("mice without IL-6 have fewer and smaller tumours after colitis", "supports"),
    ("IL-6 slows early melanoma cells; cells of advanced melanoma no longer answer", "changes"),
    ("early cells are held back by IL-6, and late cells of the same tumour are not", "changes"),
    ("IL-6 makes M1 leukaemia cells stop growing within two days", "restrains"),
    ("transplanted melanoma that secretes IL-6 grows more slowly", "restrains"),
    ("patients with a large tumour have more IL-6 in their blood than patients with a small one", "open"),
    ("tumour tissue contains more messenger RNA of IL-6 than its surroundings", "open"),
)


def _cancer(dice):
    kind = dice.among(["supports", "changes", "restrains", "open"])
    seen = dice.among([text for text, name in CANCERS if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A2-01d").values()))}


CUTS = (  # a drug of the table therapeutics or of the lessons, and the link of the chain that it cuts (A2-10d)
    ("siltuximab", "cytokine"),
    ("olokizumab", "cytokine"),
    ("tocilizumab", "receptor"),
    ("sarilumab", "receptor"),
    ("satralizumab", "receptor"),
    ("an inhibitor of JAK", "kinase"),
    ("canakinumab", "stimulus"),
    ("anakinra", "stimulus"),
)


def _cut(dice):
    kind = dice.among(["cytokine", "receptor", "kinase", "stimulus"])
    return {
        "drug": dice.among([drug for drug, name in CUTS if name == kind]),
        "options": lettered(dice.shuffled(facts.options("A2-10d").values())),
    }


# ---------------------------------------------------------------------------- two-ways-to-signal

EXPERIMENTS = (  # what is done and seen, and what it is evidence of
    ("cells without IL-6R are deaf to IL-6 and answer when soluble IL-6R is added", "trans"),
    ("sgp130Fc, which spares membrane IL-6R at this dose, takes the effect of IL-6 away", "trans"),
    ("a fusion of IL-6 with soluble IL-6R acts on cells that IL-6 alone does not move", "trans"),
    ("cells with IL-6R answer IL-6 in a medium free of soluble IL-6R", "classic"),
    ("washed hepatocytes answer IL-6, and sgp130Fc does not change it", "classic"),
    ("cells whose soluble IL-6R is removed answer IL-6 as before, through their own", "classic"),
    ("IL-6 and CRP rise together in patients", "neither"),
    ("an antibody to IL-6 takes the effect away", "neither"),
    ("the tissue contains messenger RNA of IL-6 and of gp130", "neither"),
)


def _experiment(dice):
    kind = dice.among(["trans", "classic", "neither"])
    seen = dice.among([text for text, name in EXPERIMENTS if name == kind])
    return {"seen": seen, "options": lettered(dice.shuffled(facts.options("A2-03b").values()))}


def _blocked(dice):
    return {
        "drug": dice.among(["tocilizumab", "an antibody to IL-6", "sgp130Fc"]),
        "membrane": dice.among(["with", "without"]),
        "options": lettered(dice.shuffled(facts.options("A2-03c").values())),
    }


def _blocked_right(given):
    if given["drug"] == "sgp130Fc" and given["membrane"] == "with":
        return facts.options("A2-03c")["trans-only"]
    return facts.options("A2-03c")["classic-and-trans" if given["membrane"] == "with" else "only-way"]


def _cell(dice):
    wanted = dice.among(["classic", "trans", "both", "none"])
    membrane, soluble = {
        "classic": (True, False),
        "trans": (False, True),
        "both": (True, True),
        "none": (dice.among([True, False]), False),
    }[wanted]
    gp130 = wanted != "none" or not membrane
    return {
        "membrane_il6r": "yes" if membrane else "no",
        "gp130": "yes" if gp130 else "no",
        "soluble_il6r_in_medium": "yes" if soluble else "no",
        "cell": dice.among(["A", "B", "C", "D", "E"]),
        "options": lettered(dice.shuffled(facts.options("A2-03a").values())),
    }


def _cell_right(given):
    membrane, soluble = given["membrane_il6r"] == "yes", given["soluble_il6r_in_medium"] == "yes"
    classic, trans = (given["gp130"] == "yes" and way for way in (membrane, soluble))
    name = "both" if classic and trans else "classic" if classic else "trans" if trans else "none"
    return facts.options("A2-03a")[name]


def _buffer_curve(dice):
    k1, k2 = dice.grid(0.5, 6, 0.1), dice.grid(0.04, 0.4, 0.01)
    receptor = dice.grid(0.5, 6, 0.1)
    sgp130 = np.logspace(-2, 2, 81)
    affinities = il6_buffer.Affinities(k1, k2)
    bound = 1 - il6_buffer.free_fraction(receptor, 0.0, affinities)
    binary = il6_buffer.free_fraction(receptor, sgp130, affinities) * receptor / k1
    return {"sgp130_nM": rounded(sgp130, 6), "free_complex_percent": rounded(100 * binary / bound, 6)}


def _buffer_figure(given):
    from helpers.figures.lines import Curve, Mark, lines

    return lines(
        given["sgp130_nM"],
        [Curve("free pair", np.array(given["free_complex_percent"]))],
        title="Simulated: soluble gp130 and the free pair of IL-6 and sIL-6R",
        log_x=True,
        y_range=(0, 105),
        x_title="free soluble gp130 (nM)",
        y_title="free IL-6:sIL-6R (% of that without sgp130)",
        levels=[Mark(50.0, "half")],
        description="One falling curve: the pair that can still reach a cell, against soluble gp130 from 0.01 to "
        "100 nM on a logarithmic axis.",
    )


def _half_buffer(given, level=50):
    logs = [math.log10(v) for v in given["sgp130_nM"]]
    return 10 ** crossing(logs, given["free_complex_percent"], level)


def _free_il6(given):
    affinities = il6_buffer.Affinities(given["k1_nM"], given["k2_nM"])
    return 100 * float(il6_buffer.free_fraction(given["sil6r_nM"], given["sgp130_nM"], affinities))


def _pair_share(given):
    return 100 * given["sil6r_nM"] / (given["sil6r_nM"] + given["k1_nM"])


def _caught(given):
    return 100 * given["sgp130_nM"] / (given["sgp130_nM"] + given["k2_nM"])


# ---------------------------------------------------------------------------- measuring-il6


def _lag_curves(dice):
    duration, message, lasting = dice.grid(3, 20, 0.5), dice.grid(1, 5, 0.25), dice.grid(4, 60, 1)
    time = np.linspace(0, 144, 289)
    il6 = expression_pulse.mrna(time, duration, message)
    protein = expression_pulse.protein(time, duration, message, lasting)
    return {
        "time_h": rounded(time, 5),
        "il6_percent": rounded(100 * il6 / il6.max(), 5),
        "protein_percent": rounded(100 * protein / protein.max(), 6),
    }


def _lag_figure(given):
    from helpers.figures.lines import Curve, lines

    il6, protein = np.array(given["il6_percent"]), np.array(given["protein_percent"])
    return lines(
        given["time_h"],
        [Curve("IL-6", il6), Curve("acute-phase protein", protein)],
        title="Simulated: IL-6 and an acute-phase protein",
        x_title="time since admission (h)",
        y_title="concentration (% of its own maximum)",
        y_range=(0, 110),
        label_at=[(int(il6.argmax()), "left"), (int(protein.argmax()), "right")],
        description="Two curves over 144 hours, IL-6 (solid) and an acute-phase protein (dashed), each in percent of "
        "its own maximum.",
    )


def _falls(given, name):
    """Return when a curve falls to half of its maximum, in hours."""
    peak = given["time_h"].index(top(given["time_h"], given[name])[0])
    return crossing(given["time_h"][peak:], given[name][peak:], 50)


def _geometric_mean(given):
    return math.exp(sum(math.log(v) for v in given["levels_pg_per_mL"]) / 3)


def _conclusion(item):
    return Choice(
        lambda d: {
            "level_pg_per_mL": d.grid(20, 140, 5),
            "options": lettered(d.shuffled(facts.options(item).values())),
        },
        lambda g: facts.options(item)["right"],
    )


def _left(given, half_life_h):
    return given["crp_mg_per_L"] * 0.5 ** (given["time_h"] / half_life_h)


ITEMS = {
    "A2-01a": Choice(_pattern, _pattern_right),
    "A2-01b": Choice(_branch, lambda g: facts.options("A2-01b")[dict(BRANCHES)[g["seen"]]]),
    "A2-01c": Choice(_marker, _marker_right),
    "A2-01d": Choice(_cancer, lambda g: facts.options("A2-01d")[dict(CANCERS)[g["seen"]]]),
    "A2-10d": Choice(_cut, lambda g: facts.options("A2-10d")[dict(CUTS)[g["drug"]]]),
    "A2-03b": Choice(_experiment, lambda g: facts.options("A2-03b")[dict(EXPERIMENTS)[g["seen"]]]),
    "A2-03c": Choice(_blocked, _blocked_right),
    "A2-02a": Letters(
        _acute_phase, _acute_phase_right, words=lambda g: {"verb": "rise" if g["direction"] == "up" else "fall"}
    ),
    "A2-03a": Choice(_cell, _cell_right),
    "A2-04a": Number(
        lambda d: {
            "sil6r_nM": d.grid(0.5, 4, 0.1),
            "sgp130_nM": d.grid(0.1, 3, 0.05),
            "k1_nM": d.grid(1, 9, 0.5),
            "k2_nM": d.grid(0.1, 1, 0.05),
        },
        _free_il6,
        {
            "no-gp130": lambda g: 100 - _pair_share(g),
            "bound": lambda g: 100 - _free_il6(g),
            "fraction": lambda g: _free_il6(g) / 100,
        },
    ),
    "A2-04b": Number(
        lambda d: {"sil6r_nM": d.grid(0.4, 6, 0.1), "k1_nM": d.grid(0.5, 20, 0.5)},
        _pair_share,
        {
            "turned-over": lambda g: 100 - _pair_share(g),
            "linear": lambda g: 100 * g["sil6r_nM"] / g["k1_nM"],
            "fraction": lambda g: _pair_share(g) / 100,
        },
    ),
    "A2-04c": Number(
        lambda d: {"sgp130_nM": d.grid(0.05, 3, 0.05), "k2_nM": d.grid(0.05, 1, 0.05)},
        _caught,
        {
            "turned-over": lambda g: 100 - _caught(g),
            "linear": lambda g: 100 * g["sgp130_nM"] / g["k2_nM"],
            "fraction": lambda g: _caught(g) / 100,
        },
    ),
    "A2-05a": Number(
        _buffer_curve,
        _half_buffer,
        {"decade": lambda g: 10 * _half_buffer(g), "log": lambda g: math.log10(_half_buffer(g))},
        figure=_buffer_figure,
    ),
    "A2-06a": Number(
        lambda d: {"level_pg_per_mL": d.grid(20, 990, 5), "molar_mass_kDa": d.among([20, 21, 22, 23, 24, 25, 26])},
        lambda g: g["level_pg_per_mL"] / g["molar_mass_kDa"],
        {
            "times": lambda g: g["level_pg_per_mL"] * g["molar_mass_kDa"],
            "step": lambda g: 1000 * g["level_pg_per_mL"] / g["molar_mass_kDa"],
        },
    ),
    "A2-07a": Number(
        lambda d: {"before_pg_per_mL": d.grid(1, 9, 0.5), "after_pg_per_mL": d.grid(15, 800, 5)},
        lambda g: g["after_pg_per_mL"] / g["before_pg_per_mL"],
        {
            "difference": lambda g: g["after_pg_per_mL"] - g["before_pg_per_mL"],
            "turned-over": lambda g: g["before_pg_per_mL"] / g["after_pg_per_mL"],
        },
    ),
    "A2-07b": Number(
        lambda d: {"levels_pg_per_mL": [d.grid(2, 15, 1), d.grid(20, 150, 5), d.grid(300, 4000, 50)]},
        _geometric_mean,
        {"mean": lambda g: sum(g["levels_pg_per_mL"]) / 3, "log": lambda g: math.log10(_geometric_mean(g))},
        words=lambda g: {"levels": " and ".join(f"{v:g}" for v in g["levels_pg_per_mL"]).replace(" and ", ", ", 1)},
    ),
    "A2-07c": Number(
        lambda d: {"log10_level": d.grid(0.3, 3.7, 0.02)},
        lambda g: 10 ** g["log10_level"],
        {"exponent": lambda g: g["log10_level"], "natural": lambda g: math.exp(g["log10_level"])},
    ),
    "A2-08a": Number(
        lambda d: {"crp_mg_per_L": d.grid(40, 300, 5), "time_h": d.grid(8, 60, 1)},
        lambda g: _left(g, 19),
        {
            "six-hours": lambda g: _left(g, 6),
            "ln2-forgotten": lambda g: g["crp_mg_per_L"] * math.exp(-g["time_h"] / 19),
        },
    ),
    "A2-09a": Number(
        _lag_curves,
        lambda g: _falls(g, "protein_percent") - _falls(g, "il6_percent"),
        {"clock": lambda g: _falls(g, "protein_percent"), "il6": lambda g: _falls(g, "il6_percent")},
        figure=_lag_figure,
    ),
    "A2-10a": _conclusion("A2-10a"),
    "A2-10b": _conclusion("A2-10b"),
    "A2-10c": _conclusion("A2-10c"),
    "A2-11a": Text(lambda d: {"sil6r_ng_per_mL": d.grid(25, 200, 5), "sgp130_ng_per_mL": d.grid(200, 400, 10)}),
    "A2-11b": Text(
        lambda d: {
            "cell": d.among(["endothelial cell", "smooth muscle cell", "fibroblast"]),
            "il6_pg_per_mL": d.grid(50, 900, 10),
        }
    ),
    "A2-11c": Text(lambda d: {"first_pg_per_mL": d.grid(25, 60, 1), "second_pg_per_mL": d.grid(65, 140, 5)}),
}
