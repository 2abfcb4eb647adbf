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


@explorer
def product_list(**start: Value) -> Explorer:
    """Explore the licensed products by axis, action, region, status and route.

    `start` sets the first value of a control by its name, for example `action="agonist"`.
    """
    options = views.product_filters()
    return Explorer(
        "Filter the products",
        [Choice(name, label, options[name], ALL) for name, label in _FILTERS.items()],
        views.approvals,
        figures.approvals,
        {
            "Everything": {},
            "Agonists": {"action": "agonist"},
            "The IL-6 axis": {"target": "IL-6"},
            "No longer marketed": {"status": "withdrawn"},
            "Into the vein": {"route": "intravenous"},
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
