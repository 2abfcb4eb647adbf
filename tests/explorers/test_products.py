"""The explorer of licensed products, over every option."""

import pytest

from helpers import explorers, tables


def test_every_product_can_be_compared():
    names = list(tables.load("therapeutics")["inn"])
    explorer = explorers.compare_products()
    for first, second in zip(names, names[1:] + names[:1], strict=True):
        figure = explorer.at(first=first, second=second)
        assert figure.description.count("first FDA approval") == 2
        assert {first, second} <= set(figure.table)


def test_comparing_a_product_with_itself_is_refused():
    with pytest.raises(ValueError, match="Choose two different products"):
        explorers.compare_products().at(first="siltuximab", second="siltuximab")


@pytest.mark.parametrize("preset", explorers.compare_products().presets)
def test_presets_of_the_comparison_work(preset):
    explorer = explorers.compare_products()
    assert explorer.at(**explorer.presets[preset]).description


def test_dates_of_the_tables_are_shown():
    as_of = tables.as_of("therapeutics")
    assert as_of
    assert as_of in explorers.compare_products().figure.title
