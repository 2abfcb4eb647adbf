"""Explorers of IL-6 in disease."""

import numpy as np

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Slider, Value, explorer
from helpers.models import expression_pulse

OVERVIEW = "One row for each setting"
SETS = {  # name of a set as it is shown: its word in the column "set" of il6_levels
    "Health": "health",
    "Exercise": "exercise",
    "Joints": "joints",
    "Heart attack": "heart-attack",
    "Operations and burns": "operations-and-burns",
    "Infection and cytokine release": "infection",
    "Melanoma": "melanoma",
}
LOG, LINEAR = "logarithmic", "linear"


def level_rows(which=OVERVIEW):
    """Return the rows of ``il6_levels`` in the set `which`, as `figures.levels` takes them, lowest first."""
    table = tables.load("il6_levels")
    if which == OVERVIEW:
        return _rows_of(table[table["overview"] == "yes"])
    return _rows_of(table[table["set"] == SETS[which]])


def _rows_of(table):
    return [
        {
            "label": row["condition"],
            "spread": row["spread"],
            "value": row["value_pg_per_ml"],
            "low": row["low"],
            "high": row["high"],
            "kind": row["statistic"],
            "note": "; ".join(part for part in (row["spread"], row["assay"], row["reference"]) if part),
        }
        for row in table.sort_values("value_pg_per_ml", kind="stable").to_dict("records")
    ]


def levels_at(which, axis):
    """Return (rows, whether the axis is logarithmic, name of the set) for `il6_levels`."""
    return level_rows(which), axis == LOG, which


def _draw_levels(result):
    rows, log, which = result
    without = sum(row["low"] != row["low"] for row in rows)
    words = f"{figures.level_words(rows, 'pg/mL')} {without} of {len(rows)} rows come without a usable spread."
    return figures.levels(
        rows, title=f"IL-6: {which[0].lower()}{which[1:]}", x_title="IL-6 (pg/mL)", description=words, log=log
    )


@explorer
def il6_levels(**start: Value) -> Explorer:
    """Explore published IL-6 levels by setting, on a logarithmic or a linear axis, with spread and assay."""
    return Explorer(
        "How high is IL-6?",
        [
            Choice("which", "Conditions", (OVERVIEW, *SETS), OVERVIEW),
            Choice("axis", "Axis", (LOG, LINEAR), LOG),
        ],
        levels_at,
        _draw_levels,
        {
            "Overview": {},
            "The same on a linear axis": {"axis": LINEAR},
            "Infection": {"which": "Infection and cytokine release"},
        },
        start,
    )


def same_level_at(level):
    """Return (rows of all conditions whose printed spread contains `level` in pg/mL, the level).

    A 95 % CI is left out: it is about the mean, and not about people.
    """
    table = tables.load("il6_levels")
    inside = (table["low"] <= level) & (level <= table["high"]) & (table["spread_kind"] != "ci95")
    return _rows_of(table[inside]), level


def _draw_same_level(result):
    rows, level = result
    words = (
        f"A level of {figures.number_words(level)} pg/mL lies inside the printed spread of {len(rows)} "
        f"condition{'s' if len(rows) != 1 else ''}: {'; '.join(row['label'] for row in rows)}."
    )
    return figures.levels(
        rows,
        title=f"Where would {figures.number_words(level)} pg/mL fit?",
        x_title="IL-6 (pg/mL)",
        description=words,
        limits=(0.1, 1e5),
        at=level,
    )


@explorer
def same_level(**start: Value) -> Explorer:
    """Explore which conditions one and the same level of IL-6 would fit."""
    return Explorer(
        "One level, which condition?",
        [
            Slider(
                "level",
                "IL-6",
                "pg/mL",
                (1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 140.0, 200.0, 500.0, 1000.0),
                140.0,
            )
        ],
        same_level_at,
        _draw_same_level,
        {"2 pg/mL": {"level": 2.0}, "140 pg/mL": {"level": 140.0}, "1,000 pg/mL": {"level": 1000.0}},
        start,
    )


CRP_HALF_LIVES = {"19 h (human, Vigushin 1993)": 19.0, "4.45 h (rabbit)": 4.45}
IL6_HALF_LIFE_H = 4.2
"""Elimination half-life of IL-6 in humans after injection under the skin, hours (Weber 1993)."""
_HOURS = np.linspace(0, 144, 145)


def crp_course(stimulus_h, half_life):
    """Return what `figures.readout_course` draws for a stimulus of `stimulus_h` hours.

    IL-6 is made while the stimulus lasts and decays with 4.2 h; CRP is made in proportion to IL-6 and
    decays with its own half-life (the two equations of `helpers.models.expression_pulse`).
    """
    crp_h = CRP_HALF_LIVES[half_life]
    hours = np.unique(np.append(_HOURS, [stimulus_h, expression_pulse.peak_time(stimulus_h, IL6_HALF_LIFE_H, crp_h)]))
    il6 = expression_pulse.mrna(hours, stimulus_h, IL6_HALF_LIFE_H)
    crp = expression_pulse.protein(hours, stimulus_h, IL6_HALF_LIFE_H, crp_h)
    return hours, 100 * il6 / il6.max(), 100 * crp / crp.max(), stimulus_h, crp_h


@explorer
def crp_readout(**start: Value) -> Explorer:
    """Explore how CRP follows IL-6: how late, and for how long."""
    human, rabbit = CRP_HALF_LIVES
    return Explorer(
        "CRP follows IL-6",
        [
            Slider(
                "stimulus_h",
                "How long the stimulus lasts",
                "h",
                (1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 24.0, 36.0, 48.0, 72.0),
                6.0,
            ),
            Choice("half_life", "Half-life of CRP", tuple(CRP_HALF_LIVES), human),
        ],
        crp_course,
        lambda r: figures.readout_course(*r[:4], crp_half_life_h=r[4]),
        {
            "Short stimulus": {"stimulus_h": 2.0},
            "Two days of stimulus": {"stimulus_h": 48.0},
            "With the half-life of rabbits": {"half_life": rabbit},
        },
        start,
    )


NO_DRUG, LIGAND, RECEPTOR, PAIR = (
    "no drug",
    "antibody to IL-6 (siltuximab)",
    "antibody to IL-6R (tocilizumab)",
    "sgp130Fc as designed",
)
_CLASSIC, _TRANS, _OPEN = "classic", "trans", "unspecified"
READOUTS = {  # biomarker: (way shown, cell, what the cell does, reference, how it is read, its reference)
    "CRP": (
        _CLASSIC,
        "hepatocyte",
        "makes C-reactive protein",
        "castell_1990",
        "CRP in blood, half-life {crp:g} h",
        "vigushin_1993",
    ),
    "ICAM-1": (
        _TRANS,
        "endothelial cell",
        "puts ICAM-1 on its surface",
        "romano_1997",
        "white cells stick to the vessel wall",
        "romano_1997",
    ),
    "osteoclasts": (
        _TRANS,
        "osteoblastic cell",
        "helps osteoclasts to form",
        "tamura_1993",
        "TRAP-positive cells in the culture",
        "tamura_1993",
    ),
    "hepcidin": (_OPEN, "hepatocyte", "makes hepcidin", "nemeth_2004", "serum iron falls", "nemeth_2004"),
}
_CUTS = {  # drug: for each way, at which step (counted from 0) the chain stops; None where it goes on
    NO_DRUG: {},
    LIGAND: dict.fromkeys((_CLASSIC, _TRANS, _OPEN), 3),
    RECEPTOR: dict.fromkeys((_CLASSIC, _TRANS, _OPEN), 3),
    PAIR: {_TRANS: 4},
}


def chain_at(biomarker, drug):
    """Return (steps, first step that no longer happens, title, drug in words) for `figures.chain`."""
    way, cell, act, reference, sign, sign_reference = READOUTS[biomarker]
    peak = float(tables.load("il6_levels").set_index("level")["value_pg_per_ml"]["endotoxin-bolus"])
    crp = float(tables.load("il6_quantities").set_index("key")["value"]["crp-half-life-human-vigushin_1993"])
    through = {
        _CLASSIC: ("IL-6 binds IL-6R on the cell's own membrane", "il6_liver_uptake"),
        _TRANS: ("IL-6 binds soluble IL-6R in the fluid", reference),
        _OPEN: ("IL-6 binds IL-6R (membrane or soluble: not tested)", reference),
    }[way]
    steps = [
        ("stimulus", "a microbe or its endotoxin, an injury, or muscle at work", "windoloski_2024;steensberg_2000"),
        ("source", "monocytes, endothelium, fibroblasts or muscle make IL-6", "labce_il6;steensberg_2000"),
        (
            "messenger",
            f"IL-6 rises (mean {figures.number_words(peak)} pg/mL 2 h after endotoxin in volunteers)",
            "windoloski_2024",
        ),
        ("receptor", *through),
        ("receptor", f"the pair joins gp130 of the {cell}", "rose_john_2012"),
        ("cell", f"the {cell} {act}", reference),
        ("biomarker", sign.format(crp=crp), sign_reference),
    ]
    words = f"{drug} and the classic way assumed" if drug == PAIR and way == _OPEN else drug
    return steps, _CUTS[drug].get(way, len(steps)), f"From a stimulus to {biomarker}", words


@explorer
def il6_chain(**start: Value) -> Explorer:
    """Explore the chain from a stimulus to a biomarker, and where a drug cuts it."""
    return Explorer(
        "From stimulus to biomarker",
        [
            Choice("biomarker", "Biomarker or effect", tuple(READOUTS), "CRP"),
            Choice("drug", "Drug", (NO_DRUG, LIGAND, RECEPTOR, PAIR), NO_DRUG),
        ],
        chain_at,
        lambda r: figures.chain(r[0], r[1], title=r[2], cut_words=r[3]),
        {
            "CRP without a drug": {},
            "CRP under tocilizumab": {"drug": RECEPTOR},
            "ICAM-1 under sgp130Fc": {"biomarker": "ICAM-1", "drug": PAIR},
        },
        start,
    )


def cancer_rows():
    """Return the rows of the table ``diseases`` whose condition is a cancer."""
    table, kinds = tables.load("diseases"), tables.load("conditions")
    return table[table["condition"].isin(kinds.loc[kinds["kind"] == "cancer", "condition"])]


def tumour_rows():
    """Return the rows of ``il6_activities`` on tumour cells or tumours, as a table to show."""
    table = tables.load("il6_activities")
    rows = table[table["target_class"] == "tumour"]
    return rows[["target", "branch", "direction", "effect", "species", "reference"]].sort_values(["branch", "target"])
