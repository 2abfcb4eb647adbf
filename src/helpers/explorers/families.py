"""Explorers of families and receptors."""

from helpers import figures, tables, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer
from helpers.views.receptors import NOT_CHOSEN


@explorer
def family_schemes(**start: Value) -> Explorer:
    """Explore who changes company when the classification changes.

    `start` sets the first value of a control by its name, for example `follow="IL-4"`; a name may be an alias.
    """
    if start.get("follow", views.MOVERS) != views.MOVERS:
        start["follow"] = tables.interleukin(start["follow"])
    schemes = tuple(views.SCHEMES)
    return Explorer(
        "Three ways to make families",
        [
            Choice("first", "First classification (left)", schemes, schemes[0]),
            Choice("second", "Second classification (right)", schemes, schemes[1]),
            Choice("follow", "Follow", (views.MOVERS, *tables.load("interleukins")["interleukin"]), views.MOVERS),
        ],
        views.families_compared,
        figures.families_compared,
        {
            "Structure to receptor": {"follow": views.MOVERS},
            "Receptor back to structure": {"first": schemes[1], "second": schemes[0], "follow": views.MOVERS},
            "Structure to function": {"second": schemes[2], "follow": views.MOVERS},
            "Follow IL-4": {"follow": "IL-4"},
        },
        start,
    )


def _chain_presets() -> dict[str, dict[str, Value]]:
    presets: dict[str, dict[str, Value]] = {
        views.CHAIN_NAMES[gene]: {"chain": views.chain_label(gene), "interleukin": NOT_CHOSEN}
        for gene in ("IL2RG", "CSF2RB", "IL6ST", "IL12RB1", "IL1RAP")
    }
    for name in ("IL-2", "IL-13"):
        presets[f"Chains of {name}"] = {"chain": NOT_CHOSEN, "interleukin": name}
    return presets


@explorer
def receptor_network(**start: Value) -> Explorer:
    """Explore which interleukins share a receptor chain, and which chains an interleukin needs.

    `start` sets the first value of a control by its name: `chain` (a gene symbol such as "IL6ST") or `interleukin`
    (a name or an alias). Raises `tables.TableError` for an unknown name.
    """
    if start.get("interleukin", NOT_CHOSEN) != NOT_CHOSEN:
        start = {"chain": NOT_CHOSEN} | start | {"interleukin": tables.interleukin(start["interleukin"])}
    if start.get("chain", NOT_CHOSEN) != NOT_CHOSEN:
        start["chain"] = views.chain_option(str(start["chain"]))
    labels, names = views.chain_options(), tuple(tables.load("interleukins")["interleukin"])
    return Explorer(
        "Who shares a receptor chain?",
        [
            Choice("chain", "Receptor chain", (NOT_CHOSEN, *labels), labels[0]),
            Choice("interleukin", "Interleukin", (NOT_CHOSEN, *names), NOT_CHOSEN),
        ],
        views.receptor_network,
        figures.receptor_network,
        _chain_presets(),
        start,
    )
