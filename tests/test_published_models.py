"""A published model of a drug in two compartments is given whole, so that it can be simulated from its rows."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from helpers import tables
from helpers.models import pharmacokinetics
from helpers.models.checks import FloatArray

Values = Mapping[str, float]

TREATED_MG_PER_L = 30.0  # a usual level under treatment, at which receptors clear a part
PER_DAY = {"L/h": 24.0, "1/h": 24.0, "h": 1 / 24}


def models() -> dict[tuple[str, str], Values]:
    """Return the parameters (L, d, mg) of every source that gives more than one compartment, by drug and source."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    rows = tables.load("pk_parameters")
    for row in rows.to_dict("records"):
        source = row["reference"].split(";")[0]
        value = row["value"] * PER_DAY.get(row["unit"], 1.0)
        found.setdefault((row["inn"], source), {})[row["parameter"].removesuffix("/F")] = value
        if row["unit"] == "mg/L/d":  # of concentration, so of the central volume
            found[row["inn"], source]["Vmax"] = value * found[row["inn"], source]["Vc"]
    return {key: values for key, values in found.items() if {"Vp", "Q", "k12"} & set(values)}


MODELS = models()


def drug(inn: str, source: str, values: Values) -> pharmacokinetics.TwoCompartment:
    """Return the drug that the rows describe; a KeyError names a parameter that is missing."""
    central = values["Vc"]
    exchange = values["Q"] if "Q" in values else values["k12"] * central
    return pharmacokinetics.TwoCompartment(
        drug=inn,
        clearance_L_per_d=values["CL"] if "CL" in values else values["kel"] * central,
        central_L=central,
        exchange_L_per_d=exchange,
        peripheral_L=values["Vp"] if "Vp" in values else exchange / values["k21"],
        reference=source,
        absorption_per_d=values.get("ka"),
        bioavailability=values.get("F", 1.0),
        maximum_rate_mg_per_d=values.get("Vmax", 0.0),
        km_mg_per_L=values["Km"] if "Vmax" in values else 1.0,
    )


def course_of(days: FloatArray, model: pharmacokinetics.TwoCompartment) -> FloatArray:
    """Return the levels (mg/L) on `days` under 300 mg every four weeks, under the skin where it is absorbed."""
    if model.absorption_per_d is None:
        return pharmacokinetics.saturable_course(days, 300.0, 28.0, 4, model)
    return pharmacokinetics.saturable_absorption(days, 300.0, 28.0, 4, model)


@pytest.mark.parametrize(("inn", "source"), sorted(MODELS))
def test_a_published_model_can_be_simulated(inn: str, source: str) -> None:
    values = MODELS[inn, source]
    whole = drug(inn, source, values)
    assert inn == "satralizumab" or pharmacokinetics.half_lives(whole).elimination_d < 60, "without receptors"
    receptors = whole.maximum_rate_mg_per_d / (whole.km_mg_per_L + TREATED_MG_PER_L)
    course = pharmacokinetics.half_lives(replace(whole, clearance_L_per_d=whole.clearance_L_per_d + receptors))
    assert course.distribution_d is not None
    assert 0.05 < course.distribution_d < course.elimination_d < 60
    apparent = source == "xu_2019"  # clearances and volumes over F
    assert "ka" not in values or "F" in values or apparent, "an absorbed drug needs its bioavailability"
    assert ("Vmax" in values) == ("Km" in values)
    days = np.linspace(0.0, 112.0, 113)
    levels = course_of(days, whole)
    assert levels[0] == 0 and np.all(np.isfinite(levels)) and np.all(levels[1:] > 0)
    assert levels[-28:].max() >= levels[:28].max(), "four doses, of which none is lost"


@pytest.mark.parametrize(
    ("inn", "source", "measured"),
    [
        ("benralizumab", "benralizumab_poppk_2019", "benralizumab-half-life-benralizumab_poppk_2019"),
        ("canakinumab", "chakraborty_2012", "canakinumab-half-life-rxlist_ilaris"),
        # In d, as a compendium has it: good enough to hold a model against, not to be a row.
        # Norsk legemiddelhåndbok L16.7.2.3, 14 March 2024.
        ("lebrikizumab", "zhu_2017", 24.5),
        ("risankizumab", "suleiman_2019", "risankizumab-half-life-risankizumab_integrated_2020"),
        ("ustekinumab", "adedokun_2022", "ustekinumab-half-life-adedokun_2022"),
    ],
)
def test_models_agree_with_half_lives_that_were_printed(inn: str, source: str, measured: str | float) -> None:
    rows = tables.load("pk_parameters").set_index("pk")
    printed = rows.loc[measured, "value"] if isinstance(measured, str) else measured
    found = pharmacokinetics.half_lives(drug(inn, source, MODELS[inn, source])).elimination_d
    assert found == pytest.approx(printed, rel=0.1)


@pytest.mark.parametrize(("dose_mg", "row"), [(150.0, "1"), (200.0, "2")])
def test_the_model_of_sarilumab_gives_the_levels_that_its_licence_prints(dose_mg: float, row: str) -> None:
    """In a woman, as most patients are; the mean of Cmin under 150 mg lies above it, by the few with high levels."""
    value = tables.load("pk_parameters").set_index("pk")["value"]
    man = drug("sarilumab", "xu_2019", MODELS["sarilumab", "xu_2019"])
    woman = replace(man, clearance_L_per_d=value["sarilumab-cl-factor-xu_2019"] * man.clearance_L_per_d)
    days = np.linspace(12 * 14.0, 13 * 14.0, 561)
    level = pharmacokinetics.saturable_absorption(days, dose_mg, 14.0, 13, woman)
    printed = {name: value[f"sarilumab-{name}-swiss_label_kevzara-{row}"] for name in ("cmax", "cmin", "auc")}
    assert level.max() == pytest.approx(printed["cmax"], rel=0.05)
    assert np.trapezoid(level, days) == pytest.approx(printed["auc"], rel=0.05)
    assert 0.75 * printed["cmin"] < level.min() < 1.01 * printed["cmin"]


def test_what_was_reckoned_for_mirikizumab_gives_the_half_life_that_is_printed() -> None:
    """The exchange in colitis comes from the half-life, and is near that which is printed for Crohn's disease."""
    value = tables.load("pk_parameters").set_index("pk")["value"]
    colitis = drug("mirikizumab", "mirikizumab_uc_2023", MODELS["mirikizumab", "mirikizumab_uc_2023"])
    printed = value["mirikizumab-half-life-mirikizumab_uc_2023"]
    assert pharmacokinetics.half_lives(colitis).elimination_d == pytest.approx(printed, rel=0.005)
    crohn = MODELS["mirikizumab", "chua_2025"]
    assert colitis.exchange_L_per_d == pytest.approx(crohn["Q"], rel=0.1)


def test_what_is_printed_as_clearance_of_tildrakizumab_is_over_f() -> None:
    """As CL/F, with the volume as V/F, it gives the levels that its source prints for 100 mg every 12 weeks.

    What is printed are geometric means over patients, each apart: they agree to within 4 %.
    """
    rows = tables.load("pk_parameters").query("inn == 'tildrakizumab'").drop_duplicates("parameter")
    value = rows.set_index("parameter")["value"]
    model = pharmacokinetics.OneCompartment(
        drug="tildrakizumab",
        clearance_L_per_d=value["CL/F"],
        volume_L=value["V/F"],
        absorption_per_d=value["ka"],
        reference="tildrakizumab_poppk_2019",
    )
    assert pharmacokinetics.half_lives(model).elimination_d == pytest.approx(value["half-life"], rel=0.001)
    since = np.linspace(0.0, 84.0, 2017)[:, None] + 84.0 * np.arange(20)  # of twenty doses
    level = pharmacokinetics.one_compartment(since, 100.0, model).sum(axis=1)
    assert level.max() == pytest.approx(value["Cmax"], rel=0.05)
    assert np.trapezoid(level, dx=84.0 / 2016) == pytest.approx(value["AUC"], rel=0.05)
    absolute = replace(model, bioavailability=value["F"])
    short = pharmacokinetics.one_compartment(since, 100.0, absolute).sum(axis=1)
    assert short.max() < 0.8 * value["Cmax"], "were it the clearance itself, too little would be in the blood"


def test_the_half_life_of_a_group_follows_from_its_own_clearance() -> None:
    """Siltuximab in Castleman disease; the typical patient is one of all groups, and no measure for one of them."""
    value = tables.load("pk_parameters").set_index("pk")["value"]
    typical = drug("siltuximab", "nikanjam_2019", MODELS["siltuximab", "nikanjam_2019"])
    factor = float(value["siltuximab-cl-factor-nikanjam_2019-1"])
    castleman = replace(typical, clearance_L_per_d=factor * typical.clearance_L_per_d)
    printed = value["siltuximab-half-life-nikanjam_2019-2"]
    assert pharmacokinetics.half_lives(castleman).elimination_d == pytest.approx(printed, rel=0.025)


def test_what_was_reckoned_for_satralizumab_gives_the_levels_that_are_printed() -> None:
    """Its licence prints levels, volumes and the linear clearance; exchange and saturable part were reckoned from them.

    What is assumed, Km, does not matter to them: with any from 0.3 to 10 mg/L the same levels come out.
    """
    rows = tables.load("pk_parameters").query("inn == 'satralizumab'").set_index("parameter")
    assert rows.loc[rows["basis"] != "", "basis"].to_dict() == {"Q": "reckoned", "Vmax": "reckoned", "Km": "assumed"}
    value, interval = rows["value"], 28.0
    mean = value["AUC"] / interval
    given = value["F"] * 120 / interval
    for km in (0.3, value["Km"], 10.0):
        most = (given - value["CL"] * mean) * (km + mean) / mean  # mg/d: what comes in goes out
        model = drug("satralizumab", "swiss_label_enspryng", {**value.to_dict(), "Vmax": most, "Km": km})
        times = np.linspace(39 * interval, 40 * interval, 1121)
        level = pharmacokinetics.saturable_absorption(times, 120.0, interval, 40, model)
        assert level.max() == pytest.approx(value["Cmax"], rel=0.01)
        assert level.min() == pytest.approx(value["Cmin"], rel=0.01)
        assert level[:-1].mean() == pytest.approx(mean, rel=0.01)
        if km == value["Km"]:
            assert value["Vmax"] == pytest.approx(most, rel=0.01)


def test_satralizumab_stays_as_long_as_is_printed_when_it_is_stopped() -> None:
    model = drug("satralizumab", "swiss_label_enspryng", MODELS["satralizumab", "swiss_label_enspryng"])
    stopped = pharmacokinetics.saturable_absorption([40 * 28.0, 42 * 28.0], 120.0, 28.0, 40, model)
    half_life = np.log(2) * 56 / np.log(stopped[0] / stopped[1])
    assert 22 < half_life < 37


def test_a_half_life_of_hours_under_the_skin_says_what_absorption_does() -> None:
    """Where a protein leaves the blood sooner than the skin, its last slope is that of absorption."""
    drugs, molecules = tables.load("pk_parameters"), tables.load("il6_quantities")
    short = drugs.query("parameter == 'half-life' and unit == 'h' and route == 'subcutaneous'")["note"]
    seen = molecules[(molecules["measure"] == "half-life") & molecules["system"].str.contains("subcutaneous")]["note"]
    assert len(short) >= 4 and len(seen) >= 2
    assert all("absorption" in note for note in [*short, *seen])
