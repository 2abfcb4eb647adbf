"""Every verdict asked for is that of the table of claims, and every number follows from the tables."""

import math
import re

import pandas as pd
import pytest

from helpers import practice, tables, views
from tests import notebooks, stories

PATH = notebooks.path_of("check-the-lecture")
PROSE = notebooks.prose(PATH)
CLAIMS = tables.load("lecture_claims").set_index("claim_id")
VERDICT = re.compile("true|false|incomplete|out of date|cannot be decided as stated", re.IGNORECASE)
JUDGED = {  # item: claim whose verdict the right option gives
    "check-the-lecture-05": "C03",
    "check-the-lecture-11": "C05",
    "check-the-lecture-28": "C18",
}
PAGES = ["check-the-lecture-41", "check-the-lecture-42", "check-the-lecture-43"]  # items that ask for own verdicts
TOLD = {"C04a", "C04b", "C06b", "C07b", "C12a", "C13", "C17"} | set(JUDGED.values())  # on the way, so not for home
NEW = [f"C{number}" for number in range(15, 28)]  # claims that were never judged before


def right(question):
    return next(option for option in practice.load(question).options if option.correct)


def rows(table, **columns):
    found = tables.load(table)
    for column, value in columns.items():
        found = found[found[column] == value]
    return found


# ---------------------------------------------------------------- verdicts


@pytest.mark.parametrize(("question", "claim"), JUDGED.items())
def test_the_right_option_gives_the_verdict_of_the_table(question, claim):
    assert re.split("[:.]", right(question).text)[0].casefold() == CLAIMS.at[claim, "verdict"]
    assert claim in practice.load(question).stem


@pytest.mark.parametrize(("question", "claim"), JUDGED.items())
def test_each_option_is_another_verdict(question, claim):
    verdicts = [VERDICT.match(option.text)[0].casefold() for option in practice.load(question).options]
    assert len(set(verdicts)) == len(verdicts)


@pytest.mark.parametrize("question", JUDGED)
def test_the_claim_is_quoted_as_the_table_has_it(question):
    quoted = re.search(r"'(.+)'$", practice.load(question).stem)[1]
    assert quoted in CLAIMS.at[JUDGED[question], "claim"]


def asked(*, in_class):
    """Return the claims on whose verdict a page asks in class, or at home."""
    return [claim.key for question in PAGES for claim in practice.load(question).claims if claim.in_class is in_class]


@pytest.mark.parametrize("question", PAGES)
def test_three_claims_of_a_page_are_judged_in_class_and_the_others_at_home(question):
    """None is asked again by an item of its own, or told on the way; the text tells how many there are."""
    claims = practice.load(question).claims
    assert sum(claim.in_class for claim in claims) == 3
    assert not {claim.key for claim in claims} & TOLD
    assert {claim.key: claim.verdict for claim in claims} == {c.key: CLAIMS.at[c.key, "verdict"] for c in claims}


def test_the_minutes_at_home_are_those_of_the_claims_and_of_the_paragraph():
    home = len(asked(in_class=False))
    assert home == 20 and "the other twenty claims are for home" in PROSE and "Ten more" in PROSE and len(TOLD) == 10
    assert f"*Minutes*: 50, and {stories.PER_CLAIM * home + 15:g} more at home" in PROSE
    assert "on the first three before you read on, as on the two pages after this" in PROSE
    assert "it takes fifteen more" in PROSE
    first = [claim for question in PAGES[:2] for claim in practice.load(question).claims if not claim.in_class]
    assert 12 <= stories.PER_CLAIM * len(first) <= 15 and len({claim.verdict for claim in first}) >= 4
    assert "If you have a quarter of an hour there, take those of the first two pages" in PROSE


def test_an_own_verdict_is_recorded_before_the_courses_is_seen():
    """What is asked in class on a page is what its table shows below, and it is asked first."""
    sources = [cell["source"] for cell in notebooks.code(PATH)]
    asked = [next(place for place, one in enumerate(sources) if f'"{question}"' in one) for question in PAGES]
    for question, start, end in zip(PAGES, asked, [*asked[1:], len(sources)], strict=True):
        shown = [source for source in sources[start:end] if "behind=" in source]
        keys = [key for source in shown for key in re.findall(r"C\d\d[a-z]?", source)]
        in_class = [claim.key for claim in practice.load(question).claims if claim.in_class]
        assert len(shown) == 1 and sorted(keys) == sorted(in_class)
    assert not any("behind=" in source for source in sources[: asked[0]])


def test_no_text_and_no_item_names_a_claim_that_is_for_home():
    """Its verdict stands nowhere but in the comparison of the form, once the reader has judged it."""
    items = [item for item in practice.of_lesson("check-the-lecture") if item.question not in PAGES]
    said = [text for item in items for text in (item.stem, item.feedback, *(o.text + o.feedback for o in item.options))]
    shown = [cell["source"] for cell in notebooks.code(PATH)]
    named = set(re.findall(r"C\d\d[a-z]?", " ".join([PROSE, *said, *shown])))
    assert not named & set(asked(in_class=False))
    assert set(asked(in_class=True)) | TOLD <= named
    for question in PAGES:
        claims = practice.load(question).claims
        first, other = claims[0], claims[-1]
        (line,) = practice.judge(practice.load(question), [other.key, "true", ""]).compare
        assert line.startswith(other.key) and other.verdict in line and CLAIMS.at[other.key, "correction"] in line
        assert CLAIMS.at[other.key, "evidence_key"] in line and first.key not in line


def test_thirteen_claims_are_new_and_quoted_in_a_few_words():
    assert set(NEW) <= set(CLAIMS.index)
    for claim in CLAIMS["claim"]:
        for quoted in re.findall("“([^”]+)”", claim):
            assert len(quoted.split()) <= 12


def test_every_claim_is_asked_once_or_told():
    claims = [*asked(in_class=True), *asked(in_class=False), *TOLD]
    assert sorted(claims) == sorted(CLAIMS.index)
    for question in PAGES:
        assert "cannot be decided" not in practice.ask(question).still()["text/plain"]


def test_the_count_at_the_end_covers_every_claim():
    count = CLAIMS["verdict"].value_counts()
    assert (
        f"The course has judged all {len(CLAIMS)}: {count['true']} are true as they stand, {count['false']} are false, "
        f"{count['incomplete']} incomplete, {count['out of date']} out of date, and "
        f"{count['cannot be decided as stated']} cannot be decided"
    ) in PROSE


def test_the_split_items_fit_their_claims():
    assert (CLAIMS.at["C06a", "verdict"], CLAIMS.at["C06b", "verdict"]) == ("false", "true")
    assert CLAIMS.at["C06a", "evidence_table"] == "therapeutic_targets"
    assert "4. Verdict: false." in PROSE and CLAIMS.at["C17", "verdict"] == "false"
    assert {CLAIMS.at[c, "verdict"] for c in ("C10a", "C10b")} == {"false"}
    assert {CLAIMS.at[c, "verdict"] for c in ("C04a", "C04b", "C12a")} == {"true"}
    assert (CLAIMS.at["C07a", "verdict"], CLAIMS.at["C07a", "evidence_table"]) == ("incomplete", "indications")
    assert (CLAIMS.at["C07b", "verdict"], CLAIMS.at["C07b", "evidence_table"]) == ("false", "therapeutics")


def test_about_a_third_is_true_and_many_others_are_not_false():
    verdicts = CLAIMS["verdict"]
    assert 0.28 < (verdicts == "true").mean() < 0.4
    assert practice.load("check-the-lecture-02").options[0].text == "About one third."
    assert verdicts.isin(["incomplete", "out of date"]).sum() > (verdicts == "false").sum()


def test_what_has_no_measure_cannot_be_decided(prose=PROSE):
    undecided = CLAIMS[CLAIMS["verdict"] == "cannot be decided as stated"]
    assert list(undecided.index) == ["C01b", "C12b", "C15", "C18", "C26"]
    assert all("?" in correction for correction in undecided["correction"]), "the course asks back"
    products = tables.load("therapeutics")["target"].value_counts()
    assert "IL-17A and IL-23 are about as common as IL-6, and IL-7 has none" in undecided["correction"]["C01b"]
    assert products["IL-17A"] == products["IL-23"] == products["IL-6"] and "IL-7" not in products
    assert "Five verdicts are possible" in prose and "One rule parts *true* from *incomplete*" in prose


def test_the_lecture_is_named_and_its_two_ranges_are_told():
    assert "*Pharmacotherapy: Understanding Biotechnology Products*" in PROSE and "Taipei Medical University" in PROSE
    assert "*Interleukins as Immune System Messengers*" in PROSE and "*Therapeutic Targeting of Interleukins*" in PROSE
    assert "one counts up to IL-35, the other to IL-38" in PROSE
    assert "IL-35" in CLAIMS.at["C01a", "claim"] and "IL-38" in CLAIMS.at["C13", "claim"]


# ---------------------------------------------------------------- the evidence is where the lesson says


def test_uses_of_aldesleukin():
    uses = rows("indications", inn="aldesleukin")
    where = uses.groupby("indication")["region"].agg(set)
    assert where["metastatic renal cell carcinoma"] == {"US", "EU"}
    assert where["metastatic melanoma"] == {"US"}
    assert len(where) == 2 and "Both tumours stand there, and no third" in PROSE
    (product,) = rows("therapeutics", inn="aldesleukin").to_dict("records")
    assert product["action"] == "agonist" and "whose column `action` says agonist" in PROSE
    assert pd.isna(product["first_ema_approval"]), "licensed country by country"
    assert "dates (for the EU central ones only)" in PROSE


def test_a_list_that_is_shut_is_out_of_date_if_it_held_until_a_row_came():
    drugs = tables.load("therapeutics").query("molecular_target == 'IL17A'")
    days = drugs[["first_fda_approval", "first_ema_approval"]].min()
    assert {(day.year, day.month) for day in days} == {(2015, 1)}
    assert "*no medicine of the EU or the US holds IL-17A* was right until January 2015" in PROSE
    assert "out of date if it held until that row came" in PROSE


def test_the_rule_gives_one_verdict_for_a_list_of_the_main_ones_and_for_one_use_of_a_drug():
    assert "a list of the *main* ones, which admits others and names none" in PROSE
    assert "main" in CLAIMS.at["C19", "claim"] and CLAIMS.at["C19", "verdict"] == "incomplete"
    one_use = {"C06c": "anakinra", "C07a": "ustekinumab", "C27": "tocilizumab"}  # claims on one drug by one of its uses
    for claim, drug in one_use.items():
        assert CLAIMS.at[claim, "verdict"] == "incomplete" and len(set(rows("indications", inn=drug)["indication"])) > 1
    assert all(tumour in CLAIMS.at["C04b", "claim"] for tumour in ("renal carcinoma", "melanoma"))


@pytest.mark.parametrize(
    ("interleukin", "cell"), [("IL-8", "endothelial cell"), ("IL-4", "mast cell"), ("IL-33", "endothelial cell")]
)
def test_stored_interleukins(interleukin, cell):
    assert list(rows("producers", interleukin=interleukin, cell_type=cell)["stored"]) == ["yes"]


def test_senders_that_are_no_white_blood_cells():
    senders = set(rows("producers", interleukin="IL-6")["cell_type"])
    assert "skeletal muscle cell" in senders - views.leukocytes()
    assert senders & views.leukocytes()
    others = set(tables.load("producers")["cell_type"]) - views.leukocytes()
    assert {"endothelial cell", "epithelial cell"} <= others


def test_three_names_after_il38():
    names = list(tables.load("interleukins")["interleukin"])
    assert names[-4:] == ["IL-38", "IL-39", "IL-40", "IL-41"]
    assert "The names went on to IL-41" in PROSE


def test_two_of_five_ways():
    ways = list(dict.fromkeys(tables.load("message_routes")["route"]))
    assert len(ways) == 5 and {"autocrine", "paracrine"} < set(ways)
    assert "Two of the five." in PROSE
    assert all(way in CLAIMS.at["C19", "evidence_key"] for way in set(ways) - {"autocrine", "paracrine"})


def test_one_of_five_kinds_of_drug_is_neither():
    grips = views.drug_grips("five drugs").grips
    assert len(grips) == 5 and "One is left: the toxin fusion" in PROSE
    assert [grip.action for grip in grips].count("toxin-fusion") == 1
    toxins = tables.load("therapeutics").query("action == 'toxin-fusion'")
    assert f"The first of its kind was licensed in {toxins['first_fda_approval'].min().year}" in PROSE
    assert {"tagraxofusp", "denileukin diftitox-cxdl"} <= set(toxins["inn"])


def test_new_claims_rest_on_rows():
    products = tables.load("therapeutics").set_index("inn")
    assert products.at["ustekinumab", "modality"] == "monoclonal antibody"
    liver = rows("il6_activities", target="hepatocyte", branch="hepatocyte regeneration")
    assert set(liver["species"]) == {"mouse"} and "mice" in CLAIMS.at["C22", "correction"]
    proteins = rows("il6_activities", target="hepatocyte", branch="acute-phase proteins")
    assert {"up", "down"} <= set(proteins["direction"]) and "albumin" in set(proteins["readout"])
    assert len(rows("targets", interleukin="IL-6", cell_type="megakaryocyte")) == 1
    assert list(rows("interleukins", interleukin="IL-6")["role"]) == ["context-dependent"]
    caps = rows("diseases", condition="Cryopyrin-associated periodic syndromes", interleukin="IL-1β")
    assert list(caps["role"]) == ["drives", "drives"] and set(caps["evidence"]) == {"human genetics", "trial"}
    arthritis = rows("indications", inn="tocilizumab", indication="rheumatoid arthritis").set_index("region")
    for region, words in {"EU": "January 2009", "US": "January 2010"}.items():
        assert f"{arthritis.at[region, 'first_approved']:%B %Y}" == words
        assert words in CLAIMS.at["C27", "correction"]


def test_dates_of_ustekinumab():
    row = rows("therapeutics", inn="ustekinumab").iloc[0]
    fda, eu = row["first_fda_approval"], row["first_ema_approval"]
    assert (fda.year, eu.year) == (2009, 2009)
    assert 2014 - fda.year == 2014 - eu.year == 5 and "licensed for five years in both regions" in PROSE
    assert (
        f"{eu:%-d %B %Y}" in CLAIMS.at["C07b", "correction"] and f"{fda:%-d %B %Y}" in CLAIMS.at["C07b", "correction"]
    )
    text = right("check-the-lecture-20").text
    assert f"first in {fda.year}, in the EU in {eu:%B} and in the US in {fda:%B}" in text
    uses = set(rows("indications", inn="ustekinumab")["indication"])
    assert len(uses) == 4 and "licensed for psoriasis and three more diseases" in text
    assert "plaque psoriasis" in uses


def test_status_and_supply():
    assert list(rows("therapeutics", inn="oprelvekin")["status"]) == ["discontinued"]
    assert set(rows("presentations", inn="anakinra")["presentation"]) == {"pre-filled syringe"}
    aldesleukin = rows("presentations", inn="aldesleukin")
    assert set(aldesleukin["presentation"]) == {"vial"}
    assert aldesleukin["strength"].str.contains("powder").all()


def test_what_five_antibodies_bind():
    binds = tables.load("therapeutic_targets").set_index("inn")
    found = {
        name: (binds.at[name, "gene_symbol"], binds.at[name, "binds"])
        for name in ("brodalumab", "ixekizumab", "secukinumab", "guselkumab", "ustekinumab")
    }
    assert found == {
        "brodalumab": ("IL17RA", "receptor"),
        "ixekizumab": ("IL17A", "ligand"),
        "secukinumab": ("IL17A", "ligand"),
        "guselkumab": ("IL23A", "ligand"),
        "ustekinumab": ("IL12B", "ligand"),
    }
    chains = tables.load("receptor_chains")
    assert chains.loc[chains["gene_symbol"] == "IL17RA", "interleukin"].nunique() > 1


def test_blocking_antibodies_do_one_of_two_things():
    """C25 is true as it stands: no antibody of the tables holds both the messenger and its receptor."""
    antibodies = tables.load("therapeutics").query("modality == 'monoclonal antibody'")
    assert set(antibodies["action"]) == {"ligand-neutralising", "receptor-blocking"}
    binds = tables.load("therapeutic_targets").groupby("inn")["binds"].agg(set)
    for action, partner in (("ligand-neutralising", "ligand"), ("receptor-blocking", "receptor")):
        assert all(binds[name] == {partner} for name in antibodies.loc[antibodies["action"] == action, "inn"])


def test_keys_of_the_better_sentences_lead_where_they_say():
    """Of item 20: every key of the right sentence leads to a row; each wrong one has a slip that a key shows."""
    keys = {
        option.letter: re.findall(r"\[([^\]]+)\]", option.text)
        for option in practice.load("check-the-lecture-20").options
    }
    right = ["therapeutic_targets: ustekinumab / IL12B", "indications: ustekinumab", "therapeutics: ustekinumab"]
    assert keys["a"] == right and keys["c"] == right
    assert all(len(found) == 3 and found != right for letter, found in keys.items() if letter in "bd")
    assert len(rows("therapeutic_targets", inn="ustekinumab", gene_symbol="IL12B")) == 1


def test_no_row_names_rheumatoid_arthritis():
    uses = tables.load("indications")
    for name in ("ustekinumab", "ixekizumab"):
        mine = set(uses.loc[uses["inn"] == name, "indication"])
        assert "rheumatoid arthritis" not in mine
        assert {"psoriatic arthritis", "plaque psoriasis"} <= mine


def test_two_publications_of_the_trial_in_rheumatoid_arthritis():
    found = views.trial_rows(inn="ustekinumab", endpoint="ACR20")
    assert len(found) == 2
    assert all(row.difference.includes_zero for row in found)


def test_il10_lowers_il1_and_il6():
    effects = rows("targets", interleukin="IL-10").set_index("cell_type")["effect"]
    for cell in ("monocyte", "macrophage"):
        assert "makes less IL-1, IL-6" in effects[cell]
    assert {"B cell", "NK cell"} <= set(effects.index)


def test_the_row_of_the_myeloma_cell():
    row = rows("il6_activities", target="myeloma cell").iloc[0]
    assert (row["species"], row["direction"]) == ("human", "up")
    assert "freshly isolated" in row["system"]
    leukaemia = rows("il6_activities", target="M1 myeloid leukaemia cell")
    assert "growth inhibition" in set(leukaemia["branch"])


def test_errors_of_databases_are_in_the_table():
    errors = tables.load("common_errors")
    copied = errors[errors["medium"] == "table"]
    text = " ".join(copied["error"])
    assert "IL20RA, IL20RB and IL2RG" in text
    assert "IL-1Ra is a ligand of the IL-2 receptor chains" in text
    assert "Guide to Pharmacology" in " ".join(copied["where_it_circulates"])


def test_reference_products_of_the_biosimilars():
    assert set(tables.load("biosimilars")["reference_product"]) == {"Actemra", "RoActemra", "Stelara"}
    assert tables.load("biosimilars")["inn"].nunique() == 2 and "of two drugs" in CLAIMS.at["C14", "correction"]


def test_the_model_answer_names_rows_that_exist():
    """Every [table: key] of the model answer leads to at least one row."""
    found = re.findall(r"\[([^\]]+)\]", practice.load("check-the-lecture-22").feedback)
    assert len(found) == 8
    for cell in found:
        for part in cell.split("; "):
            table, keys = part.split(": ") if ": " in part else (table, part)  # noqa: F821
            wanted = [key.strip() for key in re.split("[/,]", keys)]
            text = tables.load(table).astype("string").fillna("").agg(" | ".join, axis=1)
            if table == "biosimilars":
                assert all(text.str.contains(key, regex=False).any() for key in wanted)
            else:
                hit = [all(key in line.split(" | ") for key in wanted) for line in text]
                assert any(hit), part


# ---------------------------------------------------------------- numbers


def test_covid_against_cytokine_release():
    rows = tables.load("il6_levels").set_index("level")
    levels = rows["value_pg_per_ml"]
    low, high = levels["severe-covid-19"], levels["cytokine-release-syndrome"]
    item = practice.load("check-the-lecture-19")
    assert item.value == pytest.approx(high / low, rel=1e-3)
    assert [o.value for o in item.options] == pytest.approx([high - low, math.log10(high / low), low / high], rel=1e-2)
    assert f"{high:g} / {low:g} is about {high / low:.0f}" in item.feedback
    pair = rows.loc[["severe-covid-19", "cytokine-release-syndrome"]]
    assert set(pair["spread_kind"]) == {"ci95"}
    half = math.hypot(*(math.log(one.high / one.low) / 2 for one in pair.itertuples()))  # of the log of the factor
    ends = round(high / low / math.exp(half)), round(high / low * math.exp(half), -1)
    assert f"about {ends[0]} to {ends[1]:g} when" in item.feedback
    assert ends[0] > 10


def test_what_is_left_of_crp():
    human = rows("il6_quantities", key="crp-half-life-human-vigushin_1993")["value"].iloc[0]
    assert human == 19
    item = practice.load("check-the-lecture-21")
    assert item.value == pytest.approx(100 * 0.5 ** (24 / human), rel=1e-3)
    expected = [100 * 0.5 ** (24 / 6), 100 * math.exp(-24 / human), 0.5 ** (24 / human)]
    assert [option.value for option in item.options] == pytest.approx(expected, rel=1e-3)


# ---------------------------------------------------------------- the lesson as a whole


@pytest.mark.parametrize("answer", ["", "nan", "inf", "12,5", "about ten", "10 20", "5 mg"])
def test_what_is_no_number_gets_a_sentence(answer):
    for item in practice.of_lesson("check-the-lecture"):
        if item.kind == "numeric":
            with pytest.raises(practice.AnswerError, match=r"\.$"):
                practice.judge(item, answer)


def test_a_sentence_is_asked_before_the_rubric_opens():
    with pytest.raises(practice.AnswerError, match="whole sentence"):
        practice.judge(practice.load("check-the-lecture-22"), "All wrong.")


def test_verdicts_are_hidden_until_opened():
    folded = [cell for cell in notebooks.code(PATH) if "Open the course's verdict" in cell["source"]]
    assert len(folded) == 3
    for cell in folded:
        markup = "".join(cell["outputs"][0]["data"]["text/html"])
        assert re.match(r"<details><summary>Open the course&#x27;s verdict</summary>", markup)
