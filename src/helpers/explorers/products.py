"""The explorer of licensed products: compare two."""

from helpers import figures, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


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
