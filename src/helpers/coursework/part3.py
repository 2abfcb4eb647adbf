"""Items of part 3, agonist versus antagonist therapeutics: draws and right answers."""

import math

import numpy as np

from helpers.coursework import facts
from helpers.coursework.kinds import Choice, Number, Text, crossing, lettered, rounded
from helpers.models import ligand_turnover, pharmacokinetics, receptor_binding, trial_statistics

# ---------------------------------------------------------------------------- agonists-and-antagonists


def _two_curves(dice):
    ka, tau = dice.grid(2, 40, 1), dice.grid(2, 20, 1)
    ratio = dice.grid(3, 40, 1)
    dose = np.logspace(-2, 4, 181)
    alone = receptor_binding.operational_response(dose, ka, tau)
    beside = receptor_binding.operational_response(dose / ratio, ka, tau)
    return {"agonist_nM": rounded(dose, 6), "alone_percent": rounded(alone, 6), "beside_percent": rounded(beside, 6)}


def _two_curves_figure(given):
    from helpers.figures.lines import Curve, lines

    curves = [
        Curve("agonist alone", np.array(given["alone_percent"])),
        Curve("with antagonist", np.array(given["beside_percent"])),
    ]
    return lines(
        given["agonist_nM"],
        curves,
        title="Simulated: agonist without and with antagonist",
        log_x=True,
        x_title="agonist concentration (nM)",
        y_title="response (% of the system's maximum)",
        y_range=(0, 105),
        label_at=[
            (int(np.argmax(curve.y > share * curve.y.max())), side)
            for curve, share, side in zip(curves, (0.7, 0.3), ("left", "right"), strict=True)
        ],
        description="Two rising curves on a logarithmic axis from 0.01 to 10,000 nM: the agonist alone (solid) and "
        "the agonist beside a fixed concentration of antagonist (dashed).",
    )


def _ec50(given, name):
    logs = [math.log10(v) for v in given["agonist_nM"]]
    return 10 ** crossing(logs, given[name], max(given[name]) / 2)


def _read_ratio(given):
    return _ec50(given, "beside_percent") / _ec50(given, "alone_percent")


def _drugs(dice):
    """Draw four drugs of the operational model: EC50 = Kd / (1 + tau), maximum = tau / (1 + tau).

    The most potent, the most tightly bound and the most efficacious are three different ones, in this order.
    """
    names = dice.some(["drug K", "drug L", "drug M", "drug N", "drug P", "drug Q", "drug R"], 4)
    scale = dice.among([0.1, 0.5, 1, 2, 5])
    rows = {
        name: {
            "ec50_nM": float(f"{scale * kd / (1 + tau):.3g}"),
            "kd_nM": round(scale * kd, 3),
            "maximum_percent": round(100 * tau / (1 + tau)),
        }
        for name, (kd, tau) in zip(names, ((20, 4), (8, 0.5), (250, 19), (1100, 0.25)), strict=True)
    }
    return {
        "drugs": {name: rows[name] for name in sorted(rows)},
        "asked": dice.among(["potent", "efficacious", "affinity"]),
        "options": lettered(dice.shuffled(names)),
    }


def _best(given, asked):
    key, sign = {"potent": ("ec50_nM", 1), "efficacious": ("maximum_percent", -1), "affinity": ("kd_nM", 1)}[asked]
    return min(given["drugs"], key=lambda name: sign * given["drugs"][name][key])


def _drug_diagnosis(given, text):
    for other in ("potent", "affinity", "efficacious"):
        if other != given["asked"] and text == _best(given, other):
            return f"{other}-taken"
    return "another"


def _drug_words(given):
    asked = {
        "potent": "is the most potent",
        "efficacious": "has the highest efficacy in this tissue",
        "affinity": "has the highest affinity",
    }
    lines = [
        f"| {name} | {row['kd_nM']:g} | {row['ec50_nM']:g} | {row['maximum_percent']:g} |"
        for name, row in given["drugs"].items()
    ]
    head = "| drug | Kd (nM) | EC50 (nM) | maximal effect (%) |\n|---|---|---|---|\n"
    return {"asks": asked[given["asked"]], "table": head + "\n".join(lines)}


def _excess(given):
    return float(
        receptor_binding.antagonist_fold_excess(given["ceiling_percent"] / 100, given["ki_nM"], given["kd_nM"])
    )


def _beside(given):
    return 100 * float(
        receptor_binding.gaddum(given["agonist_nM"], given["ka_nM"], given["antagonist_nM"], given["kb_nM"])
    )


# ---------------------------------------------------------------------------- ligand-or-receptor

DRUGS = {  # what is asked of the table therapeutics; the drugs are named here so that a correction there moves no draw
    "antibody-ligand": ("siltuximab", "canakinumab", "mepolizumab", "secukinumab", "lebrikizumab", "guselkumab"),
    "antibody-receptor": ("tocilizumab", "sarilumab", "benralizumab", "brodalumab", "dupilumab", "nemolizumab"),
    "trap": ("rilonacept", "goflikicept"),
    "protein": ("anakinra",),
}
WAYS = {
    ("ligand-neutralising", "monoclonal antibody"): "antibody-ligand",
    ("receptor-blocking", "monoclonal antibody"): "antibody-receptor",
    ("decoy", "Fc fusion"): "trap",
    ("receptor-blocking", "receptor antagonist protein"): "protein",
}


def _drug(dice):
    drug = dice.among(DRUGS[dice.among(sorted(DRUGS))])
    return {"drug": drug, "options": lettered(dice.shuffled(facts.options("A3-05a").values()))}


def _drug_right(given):
    row = facts.first("therapeutics", inn=given["drug"])
    return facts.options("A3-05a")[WAYS[row["action"], row["modality"]]]


OPEN = {  # drug: what still signals in its presence, an option of A3-05b (the table therapeutic_targets must agree)
    "secukinumab": "il17f",
    "ixekizumab": "il17f",
    "guselkumab": "il12",
    "risankizumab": "il12",
    "tildrakizumab": "il12",
    "canakinumab": "il1a",
    "lebrikizumab": "il4",
    "tralokinumab": "il4",
}


def _open(dice):
    kind = dice.among(sorted(set(OPEN.values())))
    drug = dice.among([name for name, way in OPEN.items() if way == kind])
    return {"drug": drug, "options": lettered(dice.shuffled(facts.options("A3-05b").values()))}


def _blocker(given):
    return ligand_turnover.ReceptorBlocker(given["kd_nM"], given["k0_per_h"], given["kR_per_h"])


def _rise(given):
    return float(ligand_turnover.receptor_blocker_steady_state(given["drug_nM"], _blocker(given)).free_ligand)


# ---------------------------------------------------------------------------- dose-and-time


def _decline(dice):
    half_life, first = dice.grid(3, 24, 0.5), dice.grid(40, 200, 5)
    time = np.linspace(0, 42, 43)
    return {"time_d": rounded(time), "concentration_mg_per_L": rounded(first * 0.5 ** (time / half_life), 5)}


def _decline_figure(given):
    from helpers.figures.lines import Curve, lines

    return lines(
        given["time_d"],
        [Curve("drug", np.array(given["concentration_mg_per_L"]))],
        title="Simulated: serum level after one infusion",
        x_title="time (days)",
        y_title="concentration (mg/L)",
        log_y=True,
        y_range=(0.001, 1000),
        description="One straight falling line over 42 days on a logarithmic axis from 0.001 to 1,000 mg/L.",
    )


def _read_half_life(given):
    first, last = given["concentration_mg_per_L"][0], given["concentration_mg_per_L"][-1]
    return 42 * math.log(2) / math.log(first / last)


_AFTER_DOUBLING = {"linear": "doubles", "saturable-low": "doubles", "saturable-high": "more", "interval": "same"}


def _doubling(dice):
    case = dice.among(sorted(_AFTER_DOUBLING))
    km = dice.grid(2, 6, 0.5)
    level = {"saturable-low": round(km / 100, 3), "saturable-high": round(0.6 * km, 2)}.get(case, dice.grid(5, 90, 5))
    return {
        "case": case,
        "level_mg_per_L": level,
        "km_mg_per_L": km,
        "options": lettered(dice.shuffled(facts.options("A3-09a").values())),
    }


def _doubling_right(given):
    return facts.options("A3-09a")[_AFTER_DOUBLING[given["case"]]]


def _doubling_words(given):
    km, level = given["km_mg_per_L"], given["level_mg_per_L"]
    path = f"it is eliminated only through its receptor, with Km = {km:g} mg/L; its level stays near {level:g} mg/L"
    told = {
        "linear": f"it is eliminated by a linear path only; its level is near {level:g} mg/L. The dose is doubled",
        "saturable-low": f"{path}. The dose is doubled",
        "saturable-high": f"{path}. The dose is doubled",
        "interval": f"it is eliminated by a linear path only; its level is near {level:g} mg/L. "
        "The dose is doubled and so is the interval between doses",
    }
    return {"told": told[given["case"]]}


def _two_routes(dice):
    """Draw areas under the curve after both routes, with a bioavailability of about 45 to 85 %."""
    iv, sc, area = dice.among([50, 80, 100, 150]), dice.among([120, 180, 200, 300]), dice.grid(200, 600, 5)
    share = dice.grid(0.45, 0.85, 0.005)
    return {"iv_mg": iv, "sc_mg": sc, "auc_iv_mg_d_per_L": area, "auc_sc_mg_d_per_L": round(area * share * sc / iv, 0)}


def _exposures(dice):
    """Draw the exposures of five virtual patients, one of them far above the others."""
    low = sorted(dice.grid(20, 90, 5) for _ in range(4))
    return {"auc_mg_d_per_L": dice.shuffled([*low, dice.grid(250, 900, 10)])}


def _average(given, share=True, hours=1.0):
    available = given["bioavailability_percent"] / 100 if share else 1.0
    return float(
        pharmacokinetics.average_concentration(
            given["dose_mg"], given["interval_d"], hours * given["clearance_L_per_d"], available
        )
    )


# ---------------------------------------------------------------------------- product-landscape


def _trial(dice):
    treated, control = dice.grid(40, 300, 10), dice.grid(40, 300, 10)
    return {
        "treated": int(treated),
        "responders_treated": round(treated * dice.grid(0.4, 0.85, 0.05)),
        "control": int(control),
        "responders_control": round(control * dice.grid(0.05, 0.3, 0.05)),
    }


def _difference(given):
    counts = (given[key] for key in ("responders_treated", "treated", "responders_control", "control"))
    return 100 * float(trial_statistics.risk_difference(*counts).estimate)


def _ratio(given):
    return (given["responders_treated"] / given["treated"]) / (given["responders_control"] / given["control"])


def _counts(given):
    return given["responders_treated"] - given["responders_control"]


GIVEN = (
    "aldesleukin",
    "teceleukin",
    "oprelvekin",
    "nogapendekin alfa inbakicept",
)  # agonists, by the table therapeutics
BLOCKING = (
    "basiliximab",
    "mepolizumab",
    "siltuximab",
    "anakinra",
    "secukinumab",
    "ustekinumab",
    "dupilumab",
    "rilonacept",
)
TOXINS = ("denileukin diftitox", "tagraxofusp")


def _supplies(dice):
    names = [dice.among(GIVEN), dice.among(TOXINS), *dice.some(BLOCKING, 2)]
    return {"options": lettered(dice.shuffled(names))}


def _supplies_right(given):
    agonists = facts.column("therapeutics", "inn", action="agonist")
    return next(text for text in given["options"].values() if text in agonists)


def _statement(item):
    return Choice(
        lambda d: {
            "year": d.among(list(range(2009, 2025))),
            "options": lettered(d.shuffled(facts.options(item).values())),
        },
        lambda g: facts.options(item)["right"],
    )


ITEMS = {
    "A3-01a": Number(
        _two_curves,
        _read_ratio,
        {
            "difference": lambda g: _ec50(g, "beside_percent") - _ec50(g, "alone_percent"),
            "turned-over": lambda g: 1 / _read_ratio(g),
            "log": lambda g: math.log10(_read_ratio(g)),
        },
        figure=_two_curves_figure,
    ),
    "A3-02a": Number(
        lambda d: {"antagonist_nM": d.grid(10, 400, 5), "dose_ratio": d.grid(2, 9, 0.5)},
        lambda g: g["antagonist_nM"] / (g["dose_ratio"] - 1),
        {
            "one-forgotten": lambda g: g["antagonist_nM"] / g["dose_ratio"],
            "turned-over": lambda g: g["antagonist_nM"] * (g["dose_ratio"] - 1),
        },
    ),
    "A3-03a": Number(
        lambda d: {
            "ki_nM": d.grid(0.05, 1, 0.05),
            "kd_nM": d.grid(0.05, 1, 0.05),
            "ceiling_percent": d.among([1, 2, 3, 4, 5, 8, 10]),
        },
        _excess,
        {"equal": lambda g: 1.0, "turned-over": lambda g: _excess(g) * (g["kd_nM"] / g["ki_nM"]) ** 2},
    ),
    "A3-03b": Number(
        lambda d: {
            "agonist_nM": d.grid(1, 20, 0.5),
            "ka_nM": d.grid(0.5, 8, 0.5),
            "antagonist_nM": d.grid(5, 100, 5),
            "kb_nM": d.grid(1, 20, 1),
        },
        _beside,
        {
            "no-antagonist": lambda g: 100 * g["agonist_nM"] / (g["agonist_nM"] + g["ka_nM"]),
            "free": lambda g: 100 - _beside(g),
            "fraction": lambda g: _beside(g) / 100,
        },
    ),
    "A3-03c": Number(
        lambda d: {"il2_pM": d.grid(5, 400, 5), "trimer_kd_pM": d.grid(5, 30, 1), "dimer_kd_pM": d.grid(600, 2000, 50)},
        lambda g: (g["il2_pM"] + g["dimer_kd_pM"]) / (g["il2_pM"] + g["trimer_kd_pM"]),
        {
            "constants": lambda g: g["dimer_kd_pM"] / g["trimer_kd_pM"],
            "one-receptor": lambda g: 1.0,
            "turned-over": lambda g: (g["il2_pM"] + g["trimer_kd_pM"]) / (g["il2_pM"] + g["dimer_kd_pM"]),
        },
    ),
    "A3-04a": Choice(_drugs, lambda g: _best(g, g["asked"]), _drug_diagnosis, words=_drug_words),
    "A3-05a": Choice(_drug, _drug_right),
    "A3-05b": Choice(_open, lambda g: facts.options("A3-05b")[OPEN[g["drug"]]]),
    "A3-06b": Number(
        lambda d: {"k0_per_h": d.grid(0.05, 0.6, 0.01), "kR_per_h": d.grid(0.5, 4, 0.1)},
        lambda g: 1 + g["kR_per_h"] / g["k0_per_h"],
        {
            "one-forgotten": lambda g: g["kR_per_h"] / g["k0_per_h"],
            "turned-over": lambda g: 1 + g["k0_per_h"] / g["kR_per_h"],
        },
    ),
    "A3-06a": Number(
        lambda d: {
            "kd_nM": d.grid(0.5, 5, 0.5),
            "drug_nM": d.grid(2, 60, 1),
            "k0_per_h": d.grid(0.05, 0.4, 0.05),
            "kR_per_h": d.grid(0.5, 3, 0.1),
        },
        _rise,
        {
            "falls": lambda g: 1 / _rise(g),
            "limit": lambda g: float(ligand_turnover.receptor_blocker_limit(_blocker(g))),
            "open": lambda g: 1 / (1 + g["drug_nM"] / g["kd_nM"]),
        },
    ),
    "A3-07a": Number(
        lambda d: {"volume_L": d.grid(3, 9, 0.1), "clearance_L_per_d": d.grid(0.15, 0.9, 0.01)},
        lambda g: math.log(2) * g["volume_L"] / g["clearance_L_per_d"],
        {
            "ln2-forgotten": lambda g: g["volume_L"] / g["clearance_L_per_d"],
            "turned-over": lambda g: math.log(2) * g["clearance_L_per_d"] / g["volume_L"],
        },
    ),
    "A3-07b": Number(
        lambda d: {
            "dose_mg": d.grid(50, 400, 10),
            "interval_d": d.among([7, 14, 28]),
            "clearance_L_per_d": d.grid(0.15, 0.7, 0.01),
            "bioavailability_percent": d.grid(55, 85, 5),
        },
        _average,
        {"all-absorbed": lambda g: _average(g, share=False), "hours": lambda g: _average(g, hours=24)},
    ),
    "A3-07c": Number(
        lambda d: {"half_life_d": d.grid(3, 28, 0.5), "share_percent": d.among([80, 85, 90, 95])},
        lambda g: -g["half_life_d"] * math.log2(1 - g["share_percent"] / 100),
        {
            "ln2-forgotten": lambda g: -g["half_life_d"] * math.log(1 - g["share_percent"] / 100),
            "one-half-life": lambda g: g["half_life_d"],
        },
    ),
    "A3-08a": Number(
        _decline,
        _read_half_life,
        {
            "ln2-forgotten": lambda g: _read_half_life(g) / math.log(2),
            "tenfold": lambda g: _read_half_life(g) / math.log10(2),
        },
        figure=_decline_figure,
    ),
    "A3-07d": Number(
        _exposures,
        lambda g: sum(g["auc_mg_d_per_L"]) / 5 / sorted(g["auc_mg_d_per_L"])[2],
        {
            "turned-over": lambda g: sorted(g["auc_mg_d_per_L"])[2] / (sum(g["auc_mg_d_per_L"]) / 5),
            "same": lambda g: 1.0,
        },
        words=lambda g: {"values": ", ".join(f"{v:g}" for v in g["auc_mg_d_per_L"])},
    ),
    "A3-08b": Number(
        lambda d: {"normal_mL_per_min": d.grid(120, 190, 2), "share_percent": d.grid(20, 70, 1)},
        lambda g: g["normal_mL_per_min"] * 1.44 * g["share_percent"] / 100,
        {
            "per-hour": lambda g: g["normal_mL_per_min"] * 0.06 * g["share_percent"] / 100,
            "normal": lambda g: g["normal_mL_per_min"] * 1.44,
            "lost": lambda g: g["normal_mL_per_min"] * 1.44 * (1 - g["share_percent"] / 100),
        },
    ),
    "A3-08c": Number(
        _two_routes,
        lambda g: 100 * (g["auc_sc_mg_d_per_L"] / g["sc_mg"]) / (g["auc_iv_mg_d_per_L"] / g["iv_mg"]),
        {
            "doses-forgotten": lambda g: 100 * g["auc_sc_mg_d_per_L"] / g["auc_iv_mg_d_per_L"],
            "turned-over": lambda g: (
                100 * (g["auc_iv_mg_d_per_L"] / g["iv_mg"]) / (g["auc_sc_mg_d_per_L"] / g["sc_mg"])
            ),
        },
    ),
    "A3-11d": Choice(_supplies, _supplies_right, lambda g, text: "toxin" if text in TOXINS else "blocker"),
    "A3-09a": Choice(_doubling, _doubling_right, words=_doubling_words),
    "A3-10a": Number(
        _trial,
        _difference,
        {"ratio": _ratio, "counts": _counts, "fraction": lambda g: _difference(g) / 100},
    ),
    "A3-10b": Number(
        _trial,
        lambda g: 100 / _difference(g),
        {"percent": _difference, "fraction": lambda g: 1 / _difference(g)},
    ),
    "A3-10c": Number(
        _trial,
        _ratio,
        {"difference": _difference, "counts": lambda g: g["responders_treated"] / g["responders_control"]},
    ),
    "A3-11a": _statement("A3-11a"),
    "A3-11b": _statement("A3-11b"),
    "A3-11c": _statement("A3-11c"),
    "A3-12a": Text(lambda d: {"fold": d.grid(4, 30, 1)}),
    "A3-12b": Text(lambda d: {"agonist_nM": d.grid(1, 20, 1), "factor": d.grid(20, 60, 5)}),
    "A3-12c": Text(lambda d: {"dose_mg": d.among([50, 100, 150, 200]), "more": d.grid(2.5, 4, 0.1)}),
}
