"""Explorers of licensed products: filter them, compare two."""

import functools

from helpers import figures, tables
from helpers.explorers.engine import Choice, Explorer, Value, explorer

_ALL = "all"
_FILTERS = (("target", "Interleukin axis"), ("action", "What it does"), ("region", "Region"), ("status", "Status"))


def chosen_products(route=_ALL, **filters):
    """Return (rows of ``therapeutics`` that pass every filter, the choice in words, the date of the table).

    `filters` are values of the columns target, action, region and status; `route` is a route of
    ``presentations``; "all" lets everything pass.
    """
    rows, words = tables.load("therapeutics"), []
    for column, value in filters.items():
        if value != _ALL:
            rows = rows[rows[column] == value]
            words.append(f"licensed in {value}" if column == "region" else value)
    if route != _ALL:
        given = tables.load("presentations")
        rows = rows[rows["inn"].isin(given.loc[given["route"] == route, "inn"])]
        words.append(route)
    return rows, ", ".join(words) or "all products", tables.as_of("therapeutics")


@explorer
def product_list(**start: Value) -> Explorer:
    """Explore the licensed products by axis, action, region, status and route.

    `start` sets the first value of a control by its name, for example ``action="agonist"``.
    """
    rows = tables.load("therapeutics")
    orders = {"target": list(dict.fromkeys(rows["target"]))}
    controls = [
        Choice(column, label, (_ALL, *orders.get(column, sorted(rows[column].unique()))), _ALL)
        for column, label in _FILTERS
    ]
    routes = sorted(tables.load("presentations")["route"].unique())
    controls.append(Choice("route", "Route", (_ALL, *routes), _ALL))
    everything = {control.name: _ALL for control in controls}
    return Explorer(
        "Filter the products",
        controls,
        chosen_products,
        lambda result: figures.approvals(*result),
        {
            "Everything": everything,
            "Agonists": everything | {"action": "agonist"},
            "The IL-6 axis": everything | {"target": "IL-6"},
            "No longer marketed": everything | {"status": "withdrawn"},
            "Into the vein": everything | {"route": "intravenous"},
        },
        start,
    )


def product_profile(inn):
    """Return what the tables say of one product: its name, its facts in words, and its licensed uses.

    Raises ValueError when ``therapeutics`` has no such product.
    """
    rows = _by_product(tables.stamp())
    if inn not in rows["therapeutics"]:
        raise ValueError(f"'{inn}' is not in the table of products; use the non-proprietary name, such as tocilizumab.")
    row = rows["therapeutics"][inn][0]
    supplied = sorted({f"{pack['presentation']} ({pack['route']})" for pack in rows["presentations"].get(inn, [])})
    binds = [f"{bound['gene_symbol']} ({bound['binds']})" for bound in rows["therapeutic_targets"].get(inn, [])]
    facts = {
        "brand": row["brand"] or "not listed",
        "molecule": row["modality"],
        "action": row["action"],
        "binds": ", ".join(binds),
        "first FDA approval": _date(row["first_fda_approval"]),
        "first EU authorisation": _date(row["first_ema_approval"]),
        "status": row["status"],
        "supplied as": ", ".join(supplied) or "not listed",
        "note": row["status_note"],
    }
    uses = [(use["indication"], use["region"]) for use in rows["indications"].get(inn, [])]
    return {"inn": inn, "facts": facts, "uses": uses}


def compared_products(first, second):
    """Return what `figures.licences_compared` draws for two different products (non-proprietary names).

    Raises ValueError when both are the same.
    """
    if first == second:
        raise ValueError(f"You compare {first} with itself. Choose two different products.")
    return product_profile(first), product_profile(second), tables.as_of("therapeutics")


@explorer
def compare_products(**start: Value) -> Explorer:
    """Explore two products side by side: what each binds, how it is supplied, what it is licensed for.

    `start` sets ``first`` and ``second`` by non-proprietary name.
    """
    names = tuple(sorted(tables.load("therapeutics")["inn"]))
    return Explorer(
        "Compare two products",
        [
            Choice("first", "First product", names, "siltuximab"),
            Choice("second", "Second product", names, "tocilizumab"),
        ],
        compared_products,
        lambda result: figures.licences_compared(*result),
        {
            "IL-6: ligand or receptor": {"first": "siltuximab", "second": "tocilizumab"},
            "IL-17A or its receptor": {"first": "secukinumab", "second": "brodalumab"},
            "IL-23 or IL-12/IL-23": {"first": "guselkumab", "second": "ustekinumab"},
            "Two agonists": {"first": "aldesleukin", "second": "nogapendekin alfa inbakicept"},
        },
        start,
    )


@functools.lru_cache(maxsize=2)
def _by_product(stamp):
    """Return the rows of the four tables by product; kept until a table changes."""
    found = {}
    for name in ("therapeutics", "therapeutic_targets", "presentations", "indications"):
        found[name] = {}
        for row in tables.load(name).to_dict("records"):
            found[name].setdefault(row["inn"], []).append(row)
    return found


def _date(value):
    return "not listed" if value != value else str(value)[:10]
