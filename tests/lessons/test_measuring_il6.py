"""What the prose and the questions say follows from the tables and the models."""

import numpy as np
import pytest

from helpers import practice, tables, views
from helpers.models import expression_pulse, immunoassay
from helpers.models.immunoassay import StandardCurve
from tests import notebooks

PROSE = notebooks.prose(notebooks.path_of("measuring-il6"))
EVENING, MORNING = 1900, 7400  # pg/mL, Viktor's numbers as they are told
PLATE = immunoassay.fit([0, 2, 5, 15, 50, 150, 500, 1500, 5000], [0.05, 0.06, 0.08, 0.15, 0.42, 1.00, 1.90, 2.61, 2.90])
AS_TOLD = StandardCurve(0.05, 2.99, 290, 1.12)  # its curve, rounded, as the item gives it


def value(question):
    return practice.load(question).value


def typical(question):
    return [option.value for option in practice.load(question).options]


def level(key, column="value_pg_per_ml"):
    return float(tables.load("il6_levels").set_index("level")[column][key])


# ---------------------------------------------------------------------------- the plate


def test_viktors_evening_is_read_from_both_wells():
    found = immunoassay.read_back([2.66, 1.16], PLATE, repeats=2)
    undiluted, tenfold = found.concentration * [1, 10]
    assert round(tenfold, -1) == 1860 and round(tenfold, -2) == EVENING
    assert found.low[0] < tenfold < found.high[0], "the undiluted well says the same"
    wide = (found.high - found.low) * [1, 10]
    assert 4.5 < wide[0] / wide[1] < 5.5 and "its interval is five times as wide" in PROSE
    assert undiluted == pytest.approx(tenfold, rel=0.02)


def test_the_curve_of_the_item_is_that_of_the_plate():
    curve = PLATE.curve
    told = (round(curve.bottom, 2), round(curve.top, 2), round(curve.midpoint, -1), round(curve.slope, 2))
    assert told == (AS_TOLD.bottom, AS_TOLD.top, AS_TOLD.midpoint, AS_TOLD.slope)
    for number in ("0.05", "2.99", "290", "1.12"):
        assert number in practice.load("measuring-il6-24").stem


def test_viktors_morning_is_completed():
    well = float(immunoassay.concentration(2.23, AS_TOLD))
    assert value("measuring-il6-24") == pytest.approx(10 * well, rel=1e-5)
    assert round(10 * well, -2) == MORNING
    proportional = 10 * 2 * 290 * (2.23 - 0.05) / (2.99 - 0.05)
    bracket = (2.23 - 0.05) / (2.99 - 2.23)
    early = [round(bracket ** (1 / 1.12), 1), bracket ** round(1 / 1.12, 1)]  # rounded too early
    powers = [bracket, bracket**1.12, *early]  # forgotten, the wrong way
    slips = [well, well / 10, proportional, *(10 * 290 * power for power in powers)]
    assert typical("measuring-il6-24") == pytest.approx(slips, rel=1e-5)
    assert not practice.judging.close(MORNING, value("measuring-il6-24"), practice.load("measuring-il6-24").tolerance)


def test_a_dark_well_stays_dark_when_it_is_diluted():
    view = views.plate_reading(20_000.0, 1.0, 5.0)
    dark, paler = np.interp([20_000, 2_000], view.shown_pg_per_ml, view.expected)
    assert (round(dark, 2), round(paler, 2)) == (2.97, 2.67)
    assert any("2.67 instead of 2.97" in option.feedback for option in practice.load("measuring-il6-23").options)
    assert round(paler / dark, 1) == 0.9


def test_the_plate_that_the_text_reads():
    usual, careless = views.plate_reading(200.0, 1.0, 5.0), views.plate_reading(200.0, 1.0, 15.0)
    assert f"come back as {usual.low_pg_per_ml:.0f} to {usual.high_pg_per_ml:.0f}" in PROSE
    assert f"grows to {careless.low_pg_per_ml:.0f} to {careless.high_pg_per_ml:.0f}" in PROSE
    one_step = views.MIXINGS[1]
    assert f"reads as {views.plate_reading(1e6, 1.0, 5.0, one_step).read_pg_per_ml:.0f} pg/mL" in PROSE
    assert views.plate_reading(20_000.0, 1.0, 5.0).verdict == "above the curve"
    hooked = [views.plate_reading(1e5, dilution, 5.0, one_step).read_pg_per_ml for dilution in (1.0, 100.0, 1000.0)]
    stem = practice.load("measuring-il6-25").stem
    assert all(f"{round(number, -3 if number > 1000 else 0):,.0f}" in stem for number in hooked)


def test_scatter_does_not_explain_four_times_as_much():
    assert round(1.96 * 2**0.5 * 27) == 75 and "differ, in 95 of 100 pairs, by up to some 75 % by chance alone" in PROSE
    assert 250 < 100 * (MORNING - EVENING) / EVENING < 300
    assert f"From {EVENING:,} to {MORNING:,} is a change of nearly 300 %" in PROSE


# ---------------------------------------------------------------------------- levels


def test_the_range_of_the_table():
    values = tables.load("il6_levels")["value_pg_per_ml"]
    assert values[values > 0].min() < 1 and values.max() == 500_000


def test_cytokine_release_against_covid():
    assert round(level("cytokine-release-syndrome") / level("severe-covid-19")) == 85


def test_where_viktor_lies():
    name = "cytokine-release-syndrome"
    assert level("sepsis") < EVENING < level(name)
    low, high = level(name, "low"), level(name, "high")
    assert low < EVENING < MORNING < high and f"{low:.0f} to {high:,.0f} pg/mL" in PROSE
    assert f"the mean in sepsis is {level('sepsis'):.0f}" in practice.load("measuring-il6-30").stem


def test_joint_exercise_and_health():
    fluid, plasma = (level(f"rheumatoid-arthritis-{where}") for where in ("synovial-fluid", "plasma"))
    assert round(fluid / plasma, -1) == 190 and level("cytokine-release-syndrome") / 2 < fluid
    assert level("strenuous-exercise") == 140
    assert round(level("healthy-adults"), 2) == 5.19
    lower = [level(name) for name in ("healthy-men-japan", "healthy-women-japan", "healthy-adults-over-the-day")]
    assert min(lower) > 1.3 and "from 1.3 in 318 people" in PROSE and f"to {max(lower)}." in PROSE
    two = [level(f"infarction-{when}", "low") for when in ("admission", "highest-of-days-1-and-2")]
    assert two == [0, 0], "mean minus SD is below zero"


def test_a_median_below_the_limit():
    row = tables.load("il6_levels").set_index("level").loc["cord-serum-without-chorioamnionitis"]
    assert (row["value_pg_per_ml"], row["low"], row["high"], row["n"], row["statistic"]) == (0, 0, 25, 20, "median")
    assert row["set"] == views.LEVEL_SETS["Infection and cytokine release"]


# ---------------------------------------------------------------------------- CRP and clearance


def test_crp_after_a_short_stimulus():
    view = views.crp_readout(6.0, "19 h (human, Vigushin 1993)")
    hours, il6, crp, stop = view.hours, view.il6_percent, view.crp_percent, view.stop_h
    at = int(np.argmin(np.abs(hours - stop - 24)))
    assert il6[at] < 0.1 and round(crp[at]) == 94
    assert round(np.interp(1, crp[hours < 30], hours[hours < 30])) == 5 and round(hours[np.argmax(crp)]) == 37


def test_crp_with_the_half_life_of_rabbits():
    human, rabbit = (views.crp_readout(6.0, told) for told in ("19 h (human, Vigushin 1993)", "4.45 h (rabbit)"))
    peaks = [view.hours[np.argmax(view.crp_percent)] for view in (human, rabbit)]
    halves = [view.hours[view.crp_percent >= 50][-1] for view in (human, rabbit)]
    assert peaks[0] - peaks[1] == pytest.approx(10, abs=0.5) and halves[0] - halves[1] == pytest.approx(24, abs=1)
    assert "would, after a stimulus of 6 hours, peak some ten hours sooner and be down to half about a day" in PROSE


def test_crp_rises_on_after_a_short_infusion_as_measured():
    early, late = expression_pulse.delayed_protein([6.0, 22.0], 3.0, views.IL6_HALF_LIFE_H, 19.0, views.CRP_DELAY_H)
    assert late > early > 0


def test_the_measured_times_that_the_prose_tells():
    rows = tables.load("il6_quantities").set_index("key")
    assert rows.loc["crp-first-rise-surgery-ohzato_1992", "value"] == 12
    assert rows.loc["crp-time-of-peak-surgery-ohzato_1992", ["low", "high"]].tolist() == [48, 72]
    assert rows.loc["crp-first-rise-surgery-ohzato_1992", "n"] == 12 and "in twelve patients" in PROSE
    assert rows.loc["crp-peak-after-il-6-surgery-kragsbjerg_1995", ["low", "high"]].tolist() == [48, 96]
    rat = rows.loc["il6-half-life-rat-il6_rat_1995-second-phase", "value"]
    assert round(60 * rat) == 23 and rows.loc["il6-half-life-rat-il6_liver_uptake", "value"] == 1.5
    assert rows.loc["crp-half-life-human-vigushin_1993", "value"] == 19 and views.CRP_DELAY_H == 24


def test_viktors_crp_is_that_of_the_model():
    """It began a day before the evening of day 3; the drug came six hours after that evening."""
    never, _, blocked = views.BLOCKED_FROM_H
    assert views.BLOCKED_FROM_H[blocked] == 24 + 6
    with_drug, without = (views.crp_readout(72.0, "19 h (human, Vigushin 1993)", told) for told in (blocked, never))
    evening, next_evening, day_6 = np.interp([24, 48, 96], with_drug.hours, with_drug.crp_percent)
    per_percent = 40 / evening
    assert round(per_percent * next_evening) == 126 and "a day later it is 126" in PROSE
    assert round(per_percent * day_6) == 44 and "is at 44 mg/L" in PROSE
    unblocked = per_percent * np.interp(96, without.hours, without.crp_percent)
    assert round(unblocked) == 204 and "would have it at 204" in PROSE
    half_life, delay = 19.0, views.CRP_DELAY_H
    course = expression_pulse.delayed_protein([24.0, 168.0], 30.0, views.IL6_HALF_LIFE_H, half_life, delay)
    assert round(40 * course[1] / course[0]) == 3 and "On day 9" in practice.load("il6-activity-map-25").stem
    assert "his CRP is 3 mg/L" in practice.load("il6-activity-map-25").stem


def test_il6_on_tocilizumab_as_measured():
    rows = tables.load("il6_quantities").set_index("key")["value"]
    before, after = rows["il6-level-rheumatoid-arthritis-kumar_2021"], rows["il6-level-on-drug-tocilizumab-kumar_2021"]
    assert f"{before:g} pg/mL before and {after:g} after" in PROSE
    assert f"{after / before:.1f} times as much" in PROSE


def test_clearance_from_production_and_level():
    production, rise = 0.5, 4.0
    assert value("measuring-il6-29") == pytest.approx(100 * production / rise)
    assert typical("measuring-il6-29") == pytest.approx([100 / rise, 100 * rise / production, production / rise])
    assert round(MORNING / EVENING) == rise
