"""Explorers of licensed products, over every option."""

import pytest

from helpers import explorers, tables

EXPLORER = explorers.product_list()


def options(explorer, name):
    return next(tuple(spec["values"]) for spec in explorer.controls if spec["name"] == name)


@pytest.mark.parametrize("name", [spec["name"] for spec in EXPLORER.controls])
def test_every_filter_keeps_what_it_says(name):
    table = tables.load("therapeutics").set_index("inn")
    routes = tables.load("presentations")
    for value in options(EXPLORER, name):
        figure = EXPLORER.at(**{"target": "all", name: value})
        for inn in figure.table["product"]:
            own = set(routes.loc[routes["inn"] == inn, "route"]) if name == "route" else {table.at[inn, name]}
            assert value == "all" or value in own, (value, inn)
    assert len(EXPLORER.at(**{"target": "all", name: "all"}).table["product"]) == len(table)


def test_filters_combine():
    figure = EXPLORER.at(target="IL-6", action="receptor-blocking")
    assert set(figure.table["product"]) >= {"tocilizumab", "sarilumab", "satralizumab"}
    assert "siltuximab" not in figure.table["product"]


def test_an_empty_choice_is_a_sentence():
    with pytest.raises(ValueError, match="Set one of the choices back to 'all'"):
        EXPLORER.at(target="IL-36", action="agonist")


@pytest.mark.parametrize("preset", EXPLORER.presets)
def test_presets_of_the_list_work(preset):
    assert EXPLORER.at(**EXPLORER.presets[preset]).table["product"]


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
    assert as_of in EXPLORER.figure.title
    assert as_of in explorers.compare_products().figure.title
