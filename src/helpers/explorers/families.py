"""Explorers of families and receptors."""

from helpers import figures, tables, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer

NONE = "none"
_FIRST_CHAINS = ("IL2RG", "CSF2RB", "IL6ST", "IL12RB1", "IL1RAP", "IL10RB")


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


def complexes(chain, interleukin):
    """Return what `figures.receptor_network` draws: chains with the names of their complexes, a gene, a name.

    Gene and name are "" where none is chosen.
    """
    chains = tables.load("receptor_chains").merge(tables.load("receptor_complexes")[["complex", "name"]], on="complex")
    genes = {figures.chain_label(gene): gene for gene in chains["gene_symbol"]}
    return chains, "" if chain == NONE else genes[chain], "" if interleukin == NONE else interleukin


@explorer
def receptor_network(**start: Value) -> Explorer:
    """Explore which interleukins share a receptor chain, and which chains an interleukin needs.

    `start` sets the first value of a control by its name: ``chain`` (a gene symbol such as "IL6ST")
    or ``interleukin`` (a name or an alias). Raises `tables.TableError` for an unknown name.
    """
    users = figures.users_of_chains(tables.load("receptor_chains"))
    genes = (*_FIRST_CHAINS, *sorted(gene for gene in users if gene not in _FIRST_CHAINS))
    if "interleukin" in start and start["interleukin"] != NONE:
        start = {"chain": NONE} | start | {"interleukin": tables.interleukin(start["interleukin"])}
    if start.get("chain", NONE) != NONE:
        if start["chain"] not in genes:
            raise tables.TableError(
                f"'{start['chain']}' is not a receptor chain of this course; write its gene symbol, "
                "for example IL6ST for gp130."
            )
        start = start | {"chain": figures.chain_label(start["chain"])}
    labels = tuple(figures.chain_label(gene) for gene in genes)
    return Explorer(
        "Who shares a receptor chain?",
        [
            Choice("chain", "Receptor chain", (NONE, *labels), labels[0]),
            Choice("interleukin", "Interleukin", (NONE, *tables.load("interleukins")["interleukin"]), NONE),
        ],
        complexes,
        lambda result: figures.receptor_network(*result),
        {
            name: {"chain": label, "interleukin": NONE}
            for name, label in zip(("γc", "βc", "gp130", "IL-12Rβ1", "IL-1RAcP"), labels, strict=False)
        }
        | {
            "Chains of IL-2": {"chain": NONE, "interleukin": "IL-2"},
            "Chains of IL-13": {"chain": NONE, "interleukin": "IL-13"},
        },
        start,
    )
