"""The claims of the capstone: each verdict follows from the rows that the claim names, and no lesson shows it."""

import pytest

from helpers import tables
from helpers.coursework.pools import check_the_lecture as pool


def genes(inn):
    """Return the genes of what the drug binds."""
    targets = tables.load("therapeutic_targets")
    return set(targets.loc[targets["inn"] == inn, "gene_symbol"])


def uses(inn, region=None):
    """Return the uses for which the drug is licensed in the United States or the EU (in `region`)."""
    found = tables.load("indications")
    found = found[(found["inn"] == inn) & found["region"].isin([region] if region else ["US", "EU"])]
    return set(found["indication"])


def used_first(inn, region="US"):
    """Return the uses in the order of their licences in `region`."""
    found = tables.load("indications")
    found = found[(found["inn"] == inn) & (found["region"] == region)].sort_values("first_approved")
    return list(found["indication"])


def drug(inn):
    """Return the row of a drug in `therapeutics`."""
    return tables.load("therapeutics").set_index("inn").loc[inn]


def supplied(inn, column):
    """Return how a drug is supplied, or by which ways it is given."""
    packs = tables.load("presentations")
    return set(packs.loc[packs["inn"] == inn, column])


def makers(interleukin):
    """Return the cells that make an interleukin."""
    producers = tables.load("producers")
    return set(producers.loc[producers["interleukin"] == interleukin, "cell_type"])


DECIDES = {  # the first words of a claim, and what the tables must hold for its verdict
    "Tocilizumab is an antibody against IL-6": lambda: genes("tocilizumab") == {"IL6R"},
    "Mirikizumab is indicated": lambda: "plaque psoriasis" not in uses("mirikizumab"),
    "Brodalumab is infused": lambda: supplied("brodalumab", "route") == {"subcutaneous"},
    "Benralizumab catches": lambda: genes("benralizumab") == {"IL5RA"},
    "Siltuximab is indicated": lambda: "rheumatoid arthritis" not in uses("siltuximab"),
    "Rilonacept is a monoclonal": lambda: drug("rilonacept")["modality"] == "Fc fusion",
    "Dupilumab was": lambda: drug("dupilumab")["first_fda_approval"].year == 2017,
    "Siltuximab comes": lambda: supplied("siltuximab", "presentation") == {"vial"},
    "IL-5 is made": lambda: {"eosinophil", "mast cell"} < makers("IL-5"),
    "Secukinumab is": lambda: {"plaque psoriasis", "hidradenitis suppurativa"} < uses("secukinumab"),
    "Bimekizumab is": lambda: genes("bimekizumab") == {"IL17A", "IL17F"},
    "Canakinumab is": lambda: {"cryopyrin-associated periodic syndromes", "gouty arthritis"} < uses("canakinumab"),
    "Rilonacept is a trap": lambda: {"IL1A", "IL1B"} < genes("rilonacept"),
    "Risankizumab is": lambda: {"plaque psoriasis", "ulcerative colitis"} < uses("risankizumab"),
    "Ustekinumab is": lambda: genes("ustekinumab") == {"IL12B"},
    "Zinbryta": lambda: drug("daclizumab beta")["status"] == "withdrawn",
    "Mirikizumab is licensed": lambda: used_first("mirikizumab") == ["ulcerative colitis", "Crohn's disease"],
    "Tocilizumab has": lambda: tables.load("biosimilars")["inn"].eq("tocilizumab").any(),
    "Ontak": lambda: drug("denileukin diftitox")["status"] == "discontinued",
    "Guselkumab is": lambda: (
        used_first("guselkumab")[:3] == ["plaque psoriasis", "psoriatic arthritis", "ulcerative colitis"]
        and {"ulcerative colitis", "Crohn's disease"} <= uses("guselkumab", "EU")
    ),
    "Nemolizumab is": lambda: used_first("nemolizumab") == ["prurigo nodularis", "atopic dermatitis"],
    "Mepolizumab is": lambda: genes("mepolizumab") == {"IL5"},
    "Reslizumab is infused": lambda: supplied("reslizumab", "route") == {"intravenous"},
    "Tildrakizumab was": lambda: (
        drug("tildrakizumab")["first_fda_approval"] < drug("tildrakizumab")["first_ema_approval"]
    ),
    "Brodalumab binds": lambda: genes("brodalumab") == {"IL17RA"},
    "Lebrikizumab is": lambda: genes("lebrikizumab") == {"IL13"},
    "Sarilumab blocks": lambda: genes("sarilumab") == {"IL6R"},
}


@pytest.mark.parametrize("text", list(pool.DECIDED))
def test_the_tables_bear_the_verdict(text):
    (begins,) = [words for words in DECIDES if text.startswith(f"{words} ")]
    assert DECIDES[begins](), text


def test_each_claim_has_its_rows_and_its_own_words():
    assert len(DECIDES) == len(pool.DECIDED)
    assert {name for claim in pool.DECIDED.values() for name in (claim.table, claim.also) if name} <= set(pool.EVIDENCE)
    assert all(len(claims) >= 3 for claims in pool.CLAIMS.values()), "three questions draw from each verdict"


def test_no_lesson_shows_the_verdict_on_a_claim_of_the_capstone():
    told = set(tables.load("lecture_claims")["claim"])
    assert not told & {*pool.DECIDED, *pool.UNDECIDED}
