"""Every number and every day in the lesson follows from the tables and the models."""

import re
from dataclasses import astuple

import pytest

from helpers import practice, tables, views
from helpers.models import trial_statistics
from tests import notebooks

PATH = notebooks.path_of("product-landscape")
PROSE = notebooks.prose(PATH)
PRODUCTS = tables.load("therapeutics").set_index("inn")
TRIALS = tables.load("trials")


def trial(**columns):
    rows = TRIALS
    for column, value in columns.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1, columns
    row = rows.iloc[0]
    return tuple(int(row[c]) for c in ("responders_treated", "n_treated", "responders_comparator", "n_comparator"))


def wrong(question):
    return [option.value for option in practice.load(question).options]


def right(question):
    return next(option.text for option in practice.load(question).options if option.correct)


def difference(a, m, b, n):
    return 100 * (a / m - b / n)


# ---------------------------------------------------------------- licences


def psoriasis():
    uses = tables.load("indications")
    uses = uses[(uses["indication"] == "plaque psoriasis") & uses["region"].isin(["US", "EU"])]
    return uses.pivot(index="inn", columns="region", values="first_approved")


def test_who_is_licensed_for_psoriasis_and_where_first():
    days = psoriasis()
    assert "Nine names, and one gap; the oldest is ustekinumab" in PROSE
    assert days.min(axis=1).idxmin() == "ustekinumab"
    assert len(days) == 9
    assert list(days.index[days["EU"].isna()]) == ["icotrokinra"]
    both = days.dropna()
    assert (both["EU"] < both["US"]).sum() == 3 and (both["US"] < both["EU"]).sum() == 5
    gap = both["US"] - both["EU"]
    assert gap.idxmax() == "bimekizumab" and gap.max().days > 2 * 365
    assert right("product-landscape-35") == "More than two years: the EU was first."
    told = practice.load("product-landscape-35").feedback
    assert all(f"{day.day} {day:%B %Y}" in told for day in both.loc["bimekizumab", ["EU", "US"]])
    assert 25.5 < gap.max().days / 30.4 < 26.5, "'two years and two months'"
    assert all(abs(gap[drug].days) < 7 for drug in ("secukinumab", "risankizumab")), "'a few days'"
    assert set(both.index[both["EU"] < both["US"]]) == {"ustekinumab", "secukinumab", "bimekizumab"}


def test_the_tablet_is_licensed_in_one_region():
    row = PRODUCTS.loc["icotrokinra"]
    assert (row["modality"], row["region"], row["molecular_target"]) == ("peptide", "US", "IL23R")
    assert f"since {row['first_fda_approval'].day} {row['first_fda_approval']:%B %Y}" in PROSE
    axes = PRODUCTS[PRODUCTS["target"].str.contains("IL-17|IL-23")]
    assert list(axes.index[axes["modality"] != "monoclonal antibody"]) == ["icotrokinra"], "'nearly all is an antibody'"


def test_two_drugs_with_one_grip_have_different_licences():
    targets = tables.load("therapeutic_targets").set_index("inn")["gene_symbol"]
    assert targets["guselkumab"] == targets["mirikizumab"] == "IL23A"
    uses = tables.load("indications")
    uses = uses[uses["region"].isin(["US", "EU"])].groupby("inn")["indication"].agg(set)
    assert uses["mirikizumab"] == {"ulcerative colitis", "Crohn's disease"}
    assert uses["mirikizumab"] < uses["guselkumab"] and "plaque psoriasis" in uses["guselkumab"]


def test_what_is_only_reported_is_told_apart():
    reported, licensed = tables.load("reported_uses"), set(tables.load("indications")["inn"])
    assert "some uses in China and Russia" in PROSE and "counts as a licence nowhere in this course" in PROSE
    nowhere = [inn for inn in reported["inn"].unique() if inn not in licensed]
    assert nowhere == ["goflikicept", "firsekibart", "amdokitug"]
    assert set(reported["region"]) == {"China", "Russia"}


# ---------------------------------------------------------------- trials


def test_the_difference_that_is_worked_in_the_text():
    counts = trial(trial="UltIMMa-1", comparator="placebo", endpoint="PASI90")
    a, m, b, n = counts
    assert f"{a} of {m} on risankizumab reached PASI90 and {b} of {n} on placebo" in PROSE
    assert f"{100 * a / m:.1f} % minus {100 * b / n:.1f} % is {difference(*counts):.1f} points" in PROSE


def test_intervals_of_a_small_and_a_large_trial():
    widths = {}
    for name in ("FEATURE", "ERASURE"):
        rows = views.trial_rows(trial=name, endpoint="PASI90", comparator="placebo", main_count="yes")
        widths[name] = rows[0].difference.high - rows[0].difference.low
    assert 1.8 < widths["FEATURE"] / widths["ERASURE"] < 2.3
    small, large = (TRIALS[(TRIALS["trial"] == n) & (TRIALS["endpoint"] == "PASI90")] for n in ("FEATURE", "ERASURE"))
    assert set(small["n_treated"]) | set(small["n_comparator"]) == {59}
    assert (large["n_treated"] - 245).abs().max() <= 3


def secukinumab():
    """Return {trial: difference} of secukinumab 300 mg against placebo, each trial once."""
    columns = {"inn": "secukinumab", "endpoint": "PASI90", "comparator": "placebo", "main_count": "yes"}
    rows = TRIALS
    for column, value in columns.items():
        rows = rows[rows[column] == value]
    assert set(rows["arm"]) == {"300 mg"} and set(rows["week"]) == {12}
    return dict(zip(rows["trial"], (one.difference.estimate for one in views.trial_rows(**columns)), strict=True))


def test_one_drug_differs_from_itself():
    found = secukinumab()
    assert len(found) == 4, "'four trials'"
    assert (max(found, key=found.get), min(found, key=found.get)) == ("FEATURE", "FIXTURE")
    assert f"the difference was {found['FEATURE']:.1f} points, in FIXTURE {found['FIXTURE']:.1f}" in PROSE
    responders = trial(trial="FEATURE", arm="300 mg", endpoint="PASI90", main_count="yes")[0]
    assert f"FEATURE has {100 * responders / 58:.1f} if only the 58 who were seen at week 12 count" in PROSE
    assert 6.5 < found["FEATURE"] - found["FIXTURE"] < 7, "'about seven points apart'"
    assert practice.load("product-landscape-24").options[1].text == "By about seven points."
    opened = views.pivotal_trials("PASI90", "IL-17", "placebo", views.RISK_DIFFERENCE).comparisons
    assert len(opened) == 9 and "the nine comparisons of drugs that act on IL-17" in PROSE
    shown = views.pivotal_trials("PASI90", "all", "placebo", views.RISK_DIFFERENCE).comparisons
    assert min(one.difference.low for one in shown) > 20, "'no line of PASI90 comes near zero'"
    assert "in VOYAGE 1 after both" in PROSE
    assert {row.week for row in views.trial_rows(trial="VOYAGE 1", endpoint="PASI90")} == {"week 12", "week 16"}
    weeks = set(TRIALS.loc[(TRIALS["endpoint"] == "PASI90") & (TRIALS["main_count"] == "yes"), "week"])
    assert weeks == {12, 16}


def test_the_two_differences_that_are_ranked_by_a_page():
    picankibart, risankizumab = (
        difference(*trial(trial=name, comparator="placebo", endpoint="PASI90")) for name in ("CLEAR-1", "UltIMMa-1")
    )
    stem = practice.load("product-landscape-25").stem
    assert f"picankibart {picankibart:.0f} points" in stem and f"risankizumab {risankizumab:.0f} in" in stem


def test_placebo_is_not_one_thing():
    feature = TRIALS[(TRIALS["trial"] == "FEATURE") & (TRIALS["endpoint"] == "PASI90")]
    assert set(feature["responders_comparator"]) == {0} and "from none of 59 in FEATURE to 7 of 107 in OASIS-1" in PROSE
    assert trial(trial="OASIS-1", endpoint="PASI90")[2:] == (7, 107)
    rows = TRIALS[(TRIALS["endpoint"] == "PASI90") & (TRIALS["comparator"] == "placebo") & (TRIALS["week"] <= 16)]
    rates = rows["responders_comparator"] / rows["n_comparator"]
    assert rows.loc[rates.idxmax(), "trial"] == "OASIS-1"


def test_the_worked_example():
    counts = trial(trial="OASIS-1", endpoint="PASI90")
    assert counts == (272, 423, 7, 107)
    estimate, low, high = (round(100 * float(v), 1) for v in astuple(trial_statistics.risk_difference(*counts)))
    needed = [round(v, 1) for v in astuple(trial_statistics.number_needed_to_treat(*counts))[:3]]
    assert f"is {estimate} percentage points, with an interval from {low} to {high}" in PROSE
    assert f"$\\dfrac{{1}}{{{estimate / 100:.3f}}} = {needed[0]}$ patients" in PROSE
    assert f": {needed[1]} to {needed[2]}." in PROSE
    assert f"{100 * 272 / 423:.1f} % minus {100 * 7 / 107:.1f} %" in PROSE


def test_the_one_to_complete():
    counts = trial(trial="VOYAGE 1", endpoint="PASI90", comparator="adalimumab")
    assert counts == (192, 329, 148, 334)
    a, m, b, n = counts
    assert practice.load("product-landscape-31").value == pytest.approx(difference(*counts), abs=0.005)
    assert wrong("product-landscape-31") == pytest.approx([a / m - b / n, (a / m) / (b / n), a - b], rel=1e-3)
    assert "in VOYAGE 1 it was set against adalimumab" in PROSE


def test_the_one_alone():
    counts = trial(trial="BE SURE", endpoint="PASI90")
    assert counts == (275, 319, 75, 159)
    a, m, b, n = counts
    item = practice.load("product-landscape-32")
    assert item.value == pytest.approx(trial_statistics.number_needed_to_treat(*counts).estimate, rel=1e-3)
    assert wrong("product-landscape-32") == pytest.approx([1 / difference(*counts), (a / m) / (b / n), m / a], rel=2e-3)


# ---------------------------------------------------------------- biosimilars and patents


def test_two_substances_have_biosimilars():
    rows = tables.load("biosimilars")
    assert set(rows["inn"]) == {"tocilizumab", "ustekinumab"}
    assert set(rows["region"]) == {"US", "EU"} and "all copies in the EU and the US follow two substances" in PROSE
    assert len(PRODUCTS) - 2 > 36, "'dozens of other products have none'"
    european = rows[rows["region"] == "EU"]
    assert len(european) == 18 and european["note"].str.startswith("Withdrawn").sum() == 2
    assert european["note"].str.contains("not in the EMA table of 2026-09").sum() == 1
    assert "The eighteen licences of the EU, of which two were given back and one is no longer listed" in PROSE


def test_interchangeability_has_two_meanings():
    rows = tables.load("biosimilars")
    assert set(rows.loc[rows["region"] == "EU", "interchangeable"]) == {"yes"}
    assert set(rows.loc[rows["region"] == "US", "interchangeable"]) == {"yes", ""}
    assert "every biosimilar counts as interchangeable with its reference product" in PROSE


def test_a_copy_may_lack_a_use_that_another_has():
    rows = tables.load("biosimilars")
    mine = rows[(rows["sponsor"] == "Celltrion") & (rows["inn"] == "ustekinumab") & (rows["region"] == "EU")]
    assert set(mine["brand"]) == {"Steqeyma", "Qoyvolma"}
    day = mine.set_index("brand").loc["Steqeyma", "approved"]
    assert f"licensed in the EU in {day:%B %Y}" in practice.load("product-landscape-26").stem
    assert f"licensed on {day.day} {day:%B %Y} for psoriasis" in PROSE
    stada = rows[rows["sponsor"].str.contains("STADA") & (rows["inn"] == "ustekinumab")].set_index("brand")["approved"]
    assert set(stada.index) == {"Uzpruvo", "Usgena"} and f"Usgena, of {stada['Usgena']:%B %Y}" in PROSE
    sold = next(one for one in views.market_opening("EU").lanes[0].days if one.event == "first copy sold")
    assert (sold.brand, sold.day[:7]) == ("Uzpruvo", "2024-07") and "Uzpruvo, came to the market in July 2024" in PROSE
    american = rows[(rows["brand"] == "Steqeyma") & (rows["region"] == "US")].iloc[0]
    assert f"*{american['inn_with_suffix']}*" in PROSE


def test_the_three_days_of_a_market():
    us, eu = views.market_opening().lanes
    first, free, sold = eu.copies[0], eu.day_of("molecule free"), eu.day_of("first copy sold")
    assert first.day[:7] < free.day == sold.day[:7]
    assert 0.4 < free.years - views.calendar_years(first.day) < 0.6, "'half a year before'"
    assert "sold in the month it was" in PROSE
    assert us.day_of("molecule free").day == "2023-09" and "molecule was free in September 2023" in PROSE
    assert us.day_of("first copy sold").day == "2025-01-01" and "marketed from 1 January 2025" in PROSE
    assert us.wait_months > 12 and practice.load("product-landscape-29").options[1].text == "More than a year later."
    assert (
        us.copies[0].day.startswith("2023-10")
        and "in October 2023" in practice.load("product-landscape-29").options[0].feedback
    )
    assert us.day_of("further patent ends").day.startswith("2039") and "runs to 2039" in PROSE


def test_the_candidates_told_of_are_rows():
    rows = tables.load("pipeline").set_index("candidate")
    assert len(rows) == 6 and "The table has six" in PROSE
    earlier = notebooks.prose(notebooks.path_of("agonists-and-antagonists"))
    assert "bempegaldesleukin" in earlier.casefold()
    assert "bempegaldesleukin, which you know from [Agonists and antagonists]" in PROSE
    assert "27.7 % answered with it and 36.0 % without it, of 783 patients" in rows.loc["bempegaldesleukin", "told"]
    for number in ("34.8", "35.9", "17.5 %", "25.6 %"):
        assert number in PROSE and number in rows.loc["sonelokimab", "told"]
    day = rows.loc["sirukumab", "day"]
    assert rows.loc["sirukumab", "outcome"] == "withdrawn" and f"EU on {day.day} {day:%B %Y}" in PROSE
    day = rows.loc["mirikizumab", "day"]
    assert f"on {day.day} {day:%B %Y}, its maker told investors" in PROSE
    assert rows.loc["icotrokinra", "day"] == PRODUCTS.loc["icotrokinra", "first_fda_approval"]
    assert rows["aims_at"].str.contains("IL-2 receptor").sum() == 2, "'two of the six turned IL-2 into a drug'"


# ---------------------------------------------------------------- the lesson as a whole


@pytest.mark.parametrize("answer", ["", "nan", "inf", "12,5", "about ten", "10 20", "5 mg"])
def test_what_is_no_number_gets_a_sentence(answer):
    for item in practice.of_lesson("product-landscape"):
        if item.kind == "numeric":
            with pytest.raises(practice.AnswerError, match=r"\.$"):
                practice.judge(item, answer)


def test_a_number_may_carry_its_unit_and_be_rounded():
    assert practice.judge(practice.load("product-landscape-31"), "14 percentage points").status == "right"
    assert practice.judge(practice.load("product-landscape-32"), "2.6").status == "right"


def test_every_figure_of_the_moving_world_shows_its_date():
    dated = re.compile(r"tables\.as_of|compare_products|biosimilar_approvals|market_opening")
    outputs = [str(cell["outputs"]) for cell in notebooks.code(PATH) if dated.search(cell["source"])]
    texts = ["".join((text, *notebooks.pictures(text))) for text in outputs]
    assert len(texts) == 5
    days = {tables.as_of(name) for name in ("therapeutics", "biosimilars", "market_days", "pipeline")}
    assert all(any(day in text for day in days) for text in texts)
