"""Views of licensed products: what the tables say of one product, of two, and of biosimilars."""

import pandas as pd
import pytest

from helpers import views


def test_a_profile_says_what_the_tables_say():
    profile = views.product_profile("tocilizumab")
    assert profile.binds == "IL6R (receptor)"
    assert profile.first_ema == "2009-01-16"
    assert "pre-filled syringe (subcutaneous)" in profile.supplied
    assert views.LicensedUse("rheumatoid arthritis", "US") in profile.uses
    assert profile.regions("rheumatoid arthritis")[:2] == ["US", "EU"]


def test_an_unknown_product_is_refused():
    with pytest.raises(ValueError, match="is not in the table of products"):
        views.product_profile("Actemra")


def test_comparing_a_product_with_itself_is_refused():
    with pytest.raises(ValueError, match="Choose two different products"):
        views.licences_compared("siltuximab", "siltuximab")


def test_shared_uses_stand_first():
    view = views.licences_compared("secukinumab", "brodalumab")
    assert view.shared == list(view.indications[: len(view.shared)]) == ["plaque psoriasis"]


def test_biosimilars_stand_by_substance_region_and_day():
    rows = pd.DataFrame(
        {
            "inn": ["trapcept", "blokumab", "blokumab", "blokumab"],
            "inn_with_suffix": ["trapcept-abcd", "blokumab", "blokumab", "blokumab-efgh"],
            "brand": ["P", "Q", "R", "S"],
            "sponsor": ["T"] * 4,
            "region": ["US", "EU", "EU", "US"],
            "approved": pd.to_datetime(["2024-01-01", None, "2023-05-01", "2025-01-01"]),
            "interchangeable": ["yes", "yes", "yes", ""],
            "note": [""] * 4,
        }
    )
    licences = views.biosimilar_approvals(rows).licences
    assert [licence.brand for licence in licences] == ["S", "R", "Q", "P"]
    assert [licence.approved for licence in licences] == ["2025-01-01", "2023-05-01", "", "2024-01-01"]
