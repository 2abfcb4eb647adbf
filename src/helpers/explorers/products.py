"""Explorers of licensed products: filter them, compare two."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.choices import ALL

_FILTERS = {
    "target": "Interleukin axis",
    "action": "What it does",
    "region": "Region",
    "status": "Status",
    "route": "Route",
}
_FIRST_AXIS = "IL-6"  # shown first: all products at once are a long list


@explorer
def product_list(**start: Value) -> Explorer:
    """Explore the licensed products by axis, action, region, status and route.

    It begins with one axis, unless `start` says something else.

    `start` sets the first value of a control by its name, for example `action="agonist"`.
    """
    if start:
        start = {"target": ALL} | start
    options = views.product_filters()
    return Explorer(
        "Filter the products",
        [
            Choice(name, label, options[name], _FIRST_AXIS if name == "target" else ALL)
            for name, label in _FILTERS.items()
        ],
        views.approvals,
        figures.approvals,
        {
            "The IL-6 axis": {},
            "Agonists": {"target": ALL, "action": "agonist"},
            "No longer marketed": {"target": ALL, "status": "withdrawn"},
            "Into the vein": {"target": ALL, "route": "intravenous"},
            "Licensed in China alone": {"target": ALL, "region": "China"},
        },
        start,
    )


@explorer
def compare_products(**start: Value) -> Explorer:
    """Explore two products side by side: what each binds, how it is supplied, what it is licensed for.

    `start` sets `first` and `second` by non-proprietary name.
    """
    names = views.product_names()
    return Explorer(
        "Compare two products",
        [
            Choice("first", "First product", names, "siltuximab"),
            Choice("second", "Second product", names, "tocilizumab"),
        ],
        views.licences_compared,
        figures.licences_compared,
        {
            "IL-6: ligand or receptor": {"first": "siltuximab", "second": "tocilizumab"},
            "IL-17A or its receptor": {"first": "secukinumab", "second": "brodalumab"},
            "IL-23 or IL-12/IL-23": {"first": "guselkumab", "second": "ustekinumab"},
            "Two agonists": {"first": "aldesleukin", "second": "nogapendekin alfa inbakicept"},
        },
        start,
    )
