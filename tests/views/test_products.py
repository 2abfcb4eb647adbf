"""Views of licensed products: what the filters keep, in which order, and what the tables say of one product."""

import pandas as pd
import pytest

from helpers import tables, views

TABLE = tables.load("therapeutics")


def test_axes_stand_in_the_order_of_their_numbers():
    axes = list(views.products_by_axis().axes)
    assert axes[:3] == ["IL-1", "IL-1β", "IL-2"]
    assert axes.index("IL-12/IL-23") < axes.index("IL-13") < axes.index("IL-23")


def test_products_of_an_axis_stand_by_what_they_do():
    for products in views.products_by_axis().axes.values():
        places = [views.ACTIONS_IN_ORDER.index(product.action) for product in products]
        assert places == sorted(places)


def test_every_product_of_the_table_is_there_once():
    assert sorted(product.inn for product in views.products_by_axis().products) == sorted(TABLE["inn"])


def test_a_filtered_table_is_taken_as_it_is():
    blockers = TABLE[TABLE["action"] == "receptor-blocking"]
    assert {product.action for product in views.products_by_axis(blockers).products} == {"receptor-blocking"}


def test_approvals_stand_by_the_first_day_and_the_undated_last():
    products = views.approvals().products
    days = [min(product.first_days, default="9999") for product in products]
    assert days == sorted(days)
    assert len(products) == len(TABLE)
    assert not products[-1].first_days


def test_filters_combine_and_are_said_in_words():
    view = views.approvals(target="IL-6", action="receptor-blocking", region="US and EU", route="intravenous")
    assert [product.inn for product in view.products] == ["tocilizumab"]
    assert view.chosen == "IL-6, receptor-blocking, licensed in US and EU, intravenous"
    assert views.approvals().chosen == "all products"


def test_approvals_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"No product of the table fits this choice \(IL-36, agonist\)"):
        views.approvals(target="IL-36", action="agonist")
    with pytest.raises(ValueError, match="No product of the table fits this choice"):
        views.approvals_of(TABLE.iloc[:0], "nothing")


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
