"""Items on measuring IL-6: the plate, levels and their spread, the lag of CRP, and what follows from them."""

import math
import statistics
from typing import TypedDict

import numpy as np

from helpers import words
from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import Grid, among_options, case, drawn
from helpers.coursework.kinds import Choice, Given, Lettered, Number, Text, crossing, lettered, rounded, top
from helpers.figures.curves import Axis, Curve, Frame, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.models import expression_pulse, immunoassay

CANCERS = {  # the role it shows (an option of A2-01d), and what is seen
    "supports": (
        "myeloma cells make IL-6 and grow less when an antibody takes it away",
        "mice without IL-6 have fewer and smaller tumours after colitis",
    ),
    "changes": (
        "IL-6 slows early melanoma cells; cells of advanced melanoma no longer answer",
        "early cells are held back by IL-6, and late cells of the same tumour are not",
    ),
    "restrains": (
        "IL-6 makes M1 leukaemia cells stop growing within two days",
        "transplanted melanoma that secretes IL-6 grows more slowly",
    ),
    "open": (
        "patients with a large tumour have more IL-6 in their blood than patients with a small one",
        "tumour tissue contains more messenger RNA of IL-6 than its surroundings",
    ),
}

CUTS = {  # the link of the chain that it cuts (A2-10d), and a drug of the table therapeutics or of the lessons
    "cytokine": ("siltuximab", "olokizumab"),
    "receptor": ("tocilizumab", "sarilumab", "satralizumab"),
    "kinase": ("an inhibitor of JAK",),
    "stimulus": ("canakinumab", "anakinra"),
}

# ---------------------------------------------------------------------------- levels


class Levels(TypedDict):
    """Three levels, far apart."""

    levels_pg_per_mL: list[float]


def _levels(dice: Dice) -> Levels:
    return {"levels_pg_per_mL": [dice.grid(2, 15, 1), dice.grid(20, 150, 5), dice.grid(300, 4000, 50)]}


def _geometric_mean(given: Levels) -> float:
    return math.exp(sum(math.log(level) for level in given["levels_pg_per_mL"]) / 3)


# ---------------------------------------------------------------------------- a plate that is read

STANDARDS_PG_PER_ML = (5.0, 15.0, 50.0, 150.0, 500.0, 1500.0, 5000.0)


class Plate(TypedDict):
    """The curve of a plate as it was fitted, its standards, and a sample in two dilutions."""

    midpoint_pg_per_mL: float
    slope: float
    bottom: float
    top: float
    standards_pg_per_mL: list[float]
    standard_absorbance: list[float]
    dilution: int
    absorbance: float
    undiluted_absorbance: float


def _plate(dice: Dice) -> Plate:
    """Draw a plate whose sample lies on the plateau undiluted and on the steep part diluted; standards scatter."""
    curve = immunoassay.StandardCurve(
        dice.grid(0.04, 0.09, 0.01),
        dice.grid(2.4, 3.2, 0.1),
        dice.grid(220, 500, 10),
        dice.grid(0.8, 1.35, 0.05),
    )
    absorbance = round(curve.bottom + dice.grid(0.35, 0.75, 0.01) * (curve.top - curve.bottom), 2)
    dilution = dice.among([50, 100, 200, 500])
    sample = dilution * immunoassay.concentration(absorbance, curve)
    scatter = [1 + dice.grid(-0.01, 0.01, 0.0025) for _ in STANDARDS_PG_PER_ML]
    return {
        "midpoint_pg_per_mL": curve.midpoint,
        "slope": curve.slope,
        "bottom": curve.bottom,
        "top": curve.top,
        "standards_pg_per_mL": list(STANDARDS_PG_PER_ML),
        "standard_absorbance": rounded(immunoassay.signal(STANDARDS_PG_PER_ML, curve) * scatter, 3),
        "dilution": dilution,
        "absorbance": absorbance,
        "undiluted_absorbance": round(float(immunoassay.signal(sample, curve)), 2),
    }


def _plate_words(given: Plate) -> dict[str, str]:
    return {
        "standards": words.listed([f"{value:g}" for value in given["standards_pg_per_mL"]]),
        "absorbances": words.listed([f"{value:g}" for value in given["standard_absorbance"]]),
    }


def _gone(given: Plate) -> float:
    """Return how far the signal of the diluted well has come, over how far it could still go."""
    return (given["absorbance"] - given["bottom"]) / (given["top"] - given["absorbance"])


def _in_well(given: Plate) -> float:
    curve = immunoassay.StandardCurve(given["bottom"], given["top"], given["midpoint_pg_per_mL"], given["slope"])
    return float(immunoassay.concentration(given["absorbance"], curve))


def _by_proportion(given: Plate) -> float:
    """Return what the sample held if twice the midpoint gave the whole colour."""
    share = (given["absorbance"] - given["bottom"]) / (given["top"] - given["bottom"])
    return 2 * share * given["midpoint_pg_per_mL"] * given["dilution"]


# ---------------------------------------------------------------------------- wells that cannot be read

DETECTOR_PG_PER_ML = 20_000.0
BLANKS = (0.046, 0.049, 0.052, 0.055)


class Wells(Lettered):
    """Blanks, and samples that were measured undiluted and diluted tenfold."""

    blanks: list[float]
    undiluted: list[float]
    tenfold: list[float]


def _wells(dice: Dice) -> Wells:
    """Draw five samples: one below the limit, one just above it, one inside, one on the plateau, one with a hook."""
    curve = immunoassay.StandardCurve(0.05, 3.0, dice.grid(220, 400, 10), 1.1)
    held = [dice.grid(0.2, 0.6, 0.1), dice.grid(6, 9, 0.5), dice.grid(60, 400, 10)]
    held += [dice.grid(8_000, 15_000, 500), dice.grid(100_000, 400_000, 10_000)]
    samples = np.array(dice.shuffled(held))
    undiluted, tenfold = (
        rounded(immunoassay.hooked(samples / by, curve, DETECTOR_PG_PER_ML).round(3)) for by in (1, 10)
    )
    shift = dice.grid(-0.002, 0.002, 0.001)
    return {
        "blanks": [round(blank + shift, 3) for blank in dice.shuffled(BLANKS)],
        "undiluted": undiluted,
        "tenfold": tenfold,
        "options": lettered(dice.shuffled(_pairs(undiluted, tenfold).values())),
    }


def _pairs(undiluted: list[float], tenfold: list[float]) -> dict[str, str]:
    """Return what may be said of the samples: the option of the table, and its words with the samples' names."""
    below, pale = np.argsort(undiluted)[:2]
    plateau, hook = np.argmax(undiluted), np.argmax(np.subtract(tenfold, undiluted))
    said = {"right": (below, hook), "plateau": (below, plateau), "pale": (pale, hook), "both": (pale, plateau)}
    return {name: f"S{low + 1} is below the limit, and S{high + 1} shows a hook" for name, (low, high) in said.items()}


def _said(given: Wells, text: str) -> str:
    """Return the option of the table that `text` stands for."""
    return next(name for name, pair in _pairs(given["undiluted"], given["tenfold"]).items() if pair == text)


def limit(given: Wells) -> float:
    """Return the absorbance of the blanks' mean and three standard deviations."""
    return statistics.mean(given["blanks"]) + 3 * statistics.stdev(given["blanks"])


def _wells_words(given: Wells) -> dict[str, str]:
    pairs = zip(given["undiluted"], given["tenfold"], strict=True)
    return {
        "blanks": words.listed([f"{value:g}" for value in given["blanks"]]),
        "wells": "; ".join(f"S{place} {one:g} and {ten:g}" for place, (one, ten) in enumerate(pairs, start=1)),
    }


# ---------------------------------------------------------------------------- CRP after its trigger

CRP_HALF_LIFE = "crp-half-life-human-vigushin_1993"  # the row of il6_quantities whose value the question names
MISTAKEN_CRP_HALF_LIFE_H = 6  # what is often believed


def _crp_half_life_h() -> float:
    return facts.first("il6_quantities", key=CRP_HALF_LIFE)["value"]


def _crp_left(given: dict[str, float], half_life_h: float) -> float:
    return given["crp_mg_per_L"] * 0.5 ** (given["time_h"] / half_life_h)


# ---------------------------------------------------------------------------- the lag of a protein


class Lag(TypedDict):
    """IL-6 and an acute-phase protein after admission, each in percent of its own maximum."""

    time_h: list[float]
    il6_percent: list[float]
    protein_percent: list[float]


def _lag(dice: Dice) -> Lag:
    duration, message, lasting = dice.grid(3, 20, 0.5), dice.grid(1, 5, 0.25), dice.grid(4, 60, 1)
    time = np.linspace(0, 144, 289)
    il6 = expression_pulse.mrna(time, duration, message)
    protein = expression_pulse.protein(time, duration, message, lasting)
    return {
        "time_h": rounded(time, 5),
        "il6_percent": rounded(100 * il6 / il6.max(), 5),
        "protein_percent": rounded(100 * protein / protein.max(), 6),
    }


def _lag_figure(given: Lag) -> Figure:
    curves = [Curve("IL-6", given["il6_percent"]), Curve("acute-phase protein", given["protein_percent"])]
    frame = Frame(
        Axis("time since admission (h)"),
        Axis("concentration (% of its own maximum)", limits=(0, 110)),
    )
    told = Words(
        "Simulated: IL-6 and an acute-phase protein",
        "Two curves over 144 hours, IL-6 (solid) and an acute-phase protein (dashed), each in percent of "
        "its own maximum.",
    )
    return curve_figure(given["time_h"], curves, frame, told)


def _falls(time_h: list[float], amount: list[float]) -> float:
    """Return when a curve falls to half of its maximum, in hours."""
    peak = time_h.index(top(time_h, amount).x)
    return crossing(time_h[peak:], amount[peak:], 50)


def _protein_falls(given: Lag) -> float:
    return _falls(given["time_h"], given["protein_percent"])


def _il6_falls(given: Lag) -> float:
    return _falls(given["time_h"], given["il6_percent"])


def _conclusion(item: str) -> Choice[Given]:
    return among_options(item, drawn(level_pg_per_mL=Grid(20, 140, 5)), lambda g: "right")


ITEMS = (
    case("A2-01d", CANCERS),
    Number(
        "A2-07a",
        drawn(before_pg_per_mL=Grid(1, 9, 0.5), after_pg_per_mL=Grid(15, 800, 5)),
        lambda g: g["after_pg_per_mL"] / g["before_pg_per_mL"],
        {
            "difference": lambda g: g["after_pg_per_mL"] - g["before_pg_per_mL"],
            "turned-over": lambda g: g["before_pg_per_mL"] / g["after_pg_per_mL"],
        },
    ),
    Number(
        "A2-07b",
        _levels,
        _geometric_mean,
        {"mean": lambda g: sum(g["levels_pg_per_mL"]) / 3, "log": lambda g: math.log10(_geometric_mean(g))},
        words=lambda g: {"levels": words.listed([f"{level:g}" for level in g["levels_pg_per_mL"]])},
    ),
    Number(
        "A2-07c",
        drawn(log10_level=Grid(0.3, 3.7, 0.02)),
        lambda g: 10 ** g["log10_level"],
        {"exponent": lambda g: g["log10_level"], "natural": lambda g: math.exp(g["log10_level"])},
    ),
    Number(
        "A2-07d",
        drawn(crp_mg_per_L=Grid(40, 300, 5), time_h=Grid(8, 60, 1)),
        lambda g: _crp_left(g, _crp_half_life_h()),
        {
            "six-hours": lambda g: _crp_left(g, MISTAKEN_CRP_HALF_LIFE_H),
            "ln2-forgotten": lambda g: g["crp_mg_per_L"] * math.exp(-g["time_h"] / _crp_half_life_h()),
        },
    ),
    Number(
        "A2-08b",
        _plate,
        lambda g: g["dilution"] * _in_well(g),
        {
            "undiluted": _in_well,
            "divided": lambda g: _in_well(g) / g["dilution"],
            "proportional": _by_proportion,
            "turned-over": lambda g: g["dilution"] * g["midpoint_pg_per_mL"] * _gone(g) ** (-1 / g["slope"]),
        },
        words=_plate_words,
    ),
    Number(
        "A2-09a",
        _lag,
        lambda g: _protein_falls(g) - _il6_falls(g),
        {"clock": _protein_falls, "il6": _il6_falls},
        figure=_lag_figure,
    ),
    _conclusion("A2-10a"),
    _conclusion("A2-10b"),
    _conclusion("A2-10c"),
    case("A2-10d", CUTS, "drug"),
    Choice("A2-12a", _wells, lambda g: _pairs(g["undiluted"], g["tenfold"])["right"], _said, words=_wells_words),
    Text("A2-11c", drawn(first_pg_per_mL=Grid(25, 60, 1), second_pg_per_mL=Grid(65, 140, 5))),
)
