"""Every number and every word of count in the lesson follows from the tables and the models."""

import re
from dataclasses import astuple

import pytest

from helpers import explorers, practice, tables, views
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


def difference(a, m, b, n):
    return 100 * (a / m - b / n)


# ---------------------------------------------------------------- how many agonists


def test_about_one_in_ten_is_an_agonist():
    share = (PRODUCTS["action"] == "agonist").mean()
    assert "About one product in ten is an agonist" in PROSE
    assert 1 / 11 < share < 1 / 9
    assert practice.load("product-landscape-02").options[0].text == "About one."
    assert round(10 * share) == 1
    assert 3 <= (PRODUCTS["action"] == "agonist").sum() <= 6, "'a handful' in product-landscape-03"


def test_the_rows_of_the_agonists():
    assert set(PRODUCTS.loc[PRODUCTS["action"] == "agonist", "target"]) == {"IL-2", "IL-11", "IL-15"}
    assert "in the rows IL-2, IL-11 and IL-15" in PROSE
    assert "the row IL-2 and the row IL-11 have two each" in PROSE
    assert dict(PRODUCTS.loc[PRODUCTS["action"] == "agonist", "target"].value_counts()) == {
        "IL-2": 2,
        "IL-11": 2,
        "IL-15": 1,
    }
    directions = set(PRODUCTS.loc[PRODUCTS["target"] == "IL-2", "action"])
    assert directions == {"agonist", "receptor-blocking", "toxin-fusion"}


def test_what_the_table_of_agonists_shows():
    agonists = PRODUCTS[PRODUCTS["action"] == "agonist"]
    in_us, in_eu = agonists["region"].str.contains("US"), agonists["region"].str.contains("EU")
    assert not in_us.all()
    assert not in_eu.all()
    assert (agonists["status"] != "marketed").sum() == 1, "'one of them is history'"
    assert (agonists["target"] == "IL-2").sum() == 2, "'two of these products imitate IL-2'"


def test_one_product_is_a_synthetic_peptide():
    assert list(PRODUCTS.index[PRODUCTS["modality"] == "peptide"]) == ["icotrokinra"]
    assert "one is a peptide made by synthesis" in PROSE


# ---------------------------------------------------------------- dates


def test_most_came_first_in_the_united_states():
    both = PRODUCTS.dropna(subset=["first_fda_approval", "first_ema_approval"])
    gap = (both["first_ema_approval"] - both["first_fda_approval"]).dt.days
    assert (gap > 0).mean() > 0.6
    assert gap[gap > 0].median() > 45, "'often months earlier'"
    assert gap.abs().max() > 2 * 365, "'some are years long'"
    assert (gap["tocilizumab"] < 0) and (gap < 0).sum() < (gap > 0).sum()


def test_products_outside_both_regions_have_no_date():
    assert "then *Licensed in China alone*" in PROSE
    assert explorers.product_list().presets["Licensed in China alone"]["region"] == "China"
    products = views.approvals(region="China").products
    assert len(products) >= 1
    assert not any(product.first_days for product in products)


def test_the_ordering_is_that_of_the_first_fda_dates():
    names = [option.text for option in practice.load("product-landscape-06").options]
    dates = list(PRODUCTS.loc[names, "first_fda_approval"])
    assert dates == sorted(dates)
    assert len(set(dates)) == len(dates)


def test_dates_of_tocilizumab():
    right = next(option.text for option in practice.load("product-landscape-07").options if option.correct)
    fda, eu = (str(PRODUCTS.at["tocilizumab", c])[:10] for c in ("first_fda_approval", "first_ema_approval"))
    assert right == f"First FDA approval {fda}; first EU authorisation {eu}."
    assert "approved in the United States in January 2010" in PROSE
    assert fda.startswith("2010-01")
    gap = PRODUCTS.at["tocilizumab", "first_fda_approval"] - PRODUCTS.at["tocilizumab", "first_ema_approval"]
    assert 300 < gap.days < 366, "'almost a year earlier'"


# ---------------------------------------------------------------- licences


def test_siltuximab_and_tocilizumab_share_no_use_in_the_two_regions():
    uses = tables.load("indications")
    uses = uses[uses["region"].isin(["US", "EU"])]
    first, second = (set(uses.loc[uses["inn"] == name, "indication"]) for name in ("siltuximab", "tocilizumab"))
    assert first
    assert second
    assert not first & second


def test_columns_of_one_drug_differ_between_regions():
    uses = tables.load("indications")
    us, eu = (set(uses.loc[(uses["inn"] == "tocilizumab") & (uses["region"] == r), "indication"]) for r in ("US", "EU"))
    assert us != eu


def test_how_tocilizumab_is_supplied():
    supplied = views.product_profile("tocilizumab").supplied
    for word in ("vial", "syringe", "autoinjector"):
        assert word in supplied


def test_most_antibodies_are_given_under_the_skin():
    packs = tables.load("presentations")
    antibodies = set(PRODUCTS.index[PRODUCTS["modality"] == "monoclonal antibody"]) & set(packs["inn"])
    under_skin = antibodies & set(packs.loc[packs["route"] == "subcutaneous", "inn"])
    assert len(under_skin) > 0.5 * len(antibodies)


def test_daclizumab_is_withdrawn_and_the_notes_say_why():
    for inn, words in {
        "daclizumab": ("commercial reasons",),
        "daclizumab beta": ("worldwide", "2018", "brain"),
    }.items():
        row = PRODUCTS.loc[inn]
        assert row["status"] == "withdrawn"
        assert all(word in row["status_note"] for word in words)


# ---------------------------------------------------------------- trials


def test_intervals_of_a_small_and_a_large_trial():
    widths = {}
    for name in ("FEATURE", "ERASURE"):
        rows = views.trial_rows(trial=name, endpoint="PASI90", comparator="placebo", arm="300 mg")
        widths[name] = rows[0].difference.high - rows[0].difference.low
    assert 1.8 < widths["FEATURE"] / widths["ERASURE"] < 2.3
    small, large = (TRIALS[(TRIALS["trial"] == n) & (TRIALS["endpoint"] == "PASI90")] for n in ("FEATURE", "ERASURE"))
    assert set(small["n_treated"]) | set(small["n_comparator"]) == {59}
    assert (large["n_treated"] - 245).abs().max() <= 3


def test_risk_difference_of_risankizumab():
    counts = trial(trial="UltIMMa-1", comparator="placebo", endpoint="PASI90")
    assert counts == (229, 304, 5, 102)
    item = practice.load("product-landscape-12")
    assert item.value == pytest.approx(difference(*counts), abs=0.005)
    a, m, b, n = counts
    assert wrong("product-landscape-12") == pytest.approx([(a / m) / (b / n), a / m - b / n, 100 * a / m], rel=1e-3)


def test_ustekinumab_in_rheumatoid_arthritis():
    rows = views.trial_rows(inn="ustekinumab", endpoint="ACR20")
    for row in rows:
        assert round(row.difference.estimate) == 14
        assert -4 < row.difference.low < 0
        assert 28 < row.difference.high < 30


def test_one_trial_in_two_publications():
    rows = views.trial_rows(trial="QUILT-3.032")
    assert len(rows) == 2
    first, second = (row.treated for row in rows)
    assert 8 < second.estimate - first.estimate < 9, "'between eight and nine percentage points'"
    assert first.high > second.low, "the intervals overlap"
    assert "evaluable" in rows[0].counts
    assert all(row.control is None for row in rows)
    assert "48 of 77" in practice.load("product-landscape-20").feedback
    assert "58 of 82" in practice.load("product-landscape-20").feedback
    assert {(48, 77), (58, 82)} == {tuple(map(int, re.match(r"(\d+)/(\d+)", row.counts).groups())) for row in rows}


def test_the_worked_example():
    counts = trial(trial="MIRRA", endpoint="remission at weeks 36 and 48")
    assert counts == (22, 68, 2, 68)
    estimate, low, high = (round(100 * float(v), 1) for v in astuple(trial_statistics.risk_difference(*counts)))
    needed = [round(v, 1) for v in astuple(trial_statistics.number_needed_to_treat(*counts))[:3]]
    assert f"is {estimate} percentage points, with an interval from {low} to {high}" in PROSE
    assert f"$\\dfrac{{1}}{{{estimate / 100:.3f}}} = {needed[0]}$ patients" in PROSE
    assert "the inverted limits of the difference, exchanged" in PROSE
    assert f": {needed[1]} to {needed[2]}." in PROSE
    assert f"{100 * 22 / 68:.1f} % minus {100 * 2 / 68:.1f} %" in PROSE
    uses = tables.load("indications")
    vasculitis = "eosinophilic granulomatosis with polyangiitis"
    where = uses[(uses["inn"] == "mepolizumab") & (uses["indication"] == vasculitis)]
    assert set(where["region"]) == {"US", "EU"}


def test_the_one_to_complete():
    counts = trial(trial="Effisayil 1", endpoint="clear or almost clear skin")
    assert counts == (15, 35, 2, 18)
    a, m, b, n = counts
    assert practice.load("product-landscape-18").value == pytest.approx(difference(*counts), abs=0.005)
    assert wrong("product-landscape-18") == pytest.approx([a / m - b / n, (a / m) / (b / n), 100 * a / m], rel=1e-3)


def test_the_one_alone():
    counts = trial(trial="RECOVERY", reference="recovery_2021_lancet")
    assert counts == (1401, 2022, 1365, 2094)
    a, m, b, n = counts
    assert practice.load("product-landscape-19").value == pytest.approx(
        trial_statistics.number_needed_to_treat(*counts).estimate, rel=1e-3
    )
    assert wrong("product-landscape-19") == pytest.approx([1 / difference(*counts), (a / m) / (b / n), m / a], rel=2e-3)


# ---------------------------------------------------------------- biosimilars


def test_two_substances_have_biosimilars():
    rows = tables.load("biosimilars")
    substances = set(rows["inn_with_suffix"].str.split("-").str[0])
    assert substances == {"tocilizumab", "ustekinumab"}
    assert practice.load("product-landscape-16").options[0].text == "Two."


def test_interchangeability_has_two_meanings():
    rows = tables.load("biosimilars")
    assert set(rows.loc[rows["region"] == "EU", "interchangeable"]) == {"yes"}
    assert set(rows.loc[rows["region"] == "US", "interchangeable"]) == {"yes", ""}
    assert "every biosimilar counts as interchangeable with its reference product" in PROSE


def test_selarsdi_was_approved_before_it_could_be_sold():
    rows = tables.load("biosimilars")
    selarsdi = rows[(rows["brand"] == "Selarsdi") & (rows["region"] == "US")].iloc[0]
    assert str(selarsdi["approved"])[:7] == "2024-04"
    assert "Selarsdi may be sold from 21 February 2025" in PROSE


def test_the_product_of_the_explanation():
    row = PRODUCTS.loc["nogapendekin alfa inbakicept"]
    answer = practice.load("product-landscape-20").feedback
    assert f"{row['first_fda_approval']:%B %Y}" in answer
    assert f"{row['first_ema_approval']:%B %Y}" in answer
    assert row["action"] == "agonist"
    assert "bladder" in views.product_profile("nogapendekin alfa inbakicept").uses[0].indication


# ---------------------------------------------------------------- the lesson as a whole


@pytest.mark.parametrize("answer", ["", "nan", "inf", "12,5", "about ten", "10 20", "5 mg"])
def test_what_is_no_number_gets_a_sentence(answer):
    for item in practice.of_lesson("product-landscape"):
        if item.kind == "numeric":
            with pytest.raises(practice.AnswerError, match=r"\.$"):
                practice.judge(item, answer)


def test_a_number_may_carry_its_unit_and_be_rounded():
    assert practice.judge(practice.load("product-landscape-12"), "70.4 percentage points").status == "right"
    assert practice.judge(practice.load("product-landscape-18"), "31.8").status == "right"
    assert practice.judge(practice.load("product-landscape-19"), "25").status == "right"


def test_the_date_of_the_tables_is_shown_by_every_figure_of_the_products():
    dated = re.compile(r"tables\.as_of|products_by_axis|product_list|compare_products|biosimilar_approvals")
    texts = [str(cell["outputs"]) for cell in notebooks.code(PATH) if dated.search(cell["source"])]
    assert len(texts) >= 6
    for text in texts:
        assert tables.as_of("therapeutics") in text
