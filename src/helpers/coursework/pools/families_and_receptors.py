"""Items on families and receptors: kinship, symbols, and the chains that receptors share."""

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import among, among_options, drawn
from helpers.coursework.kinds import Choice, Lettered, Letters, Text, lettered

COMPANY = (  # three that share a receptor chain, and one that looks like them in sequence but does not share it
    (("IL-2", "IL-7", "IL-9", "IL-15", "IL-21", "IL-4"), ("IL-3", "IL-5", "IL-13")),
    (("IL-6", "IL-11", "IL-27"), ("IL-12", "IL-23")),
    (("IL-10", "IL-22", "IL-26", "IL-28A", "IL-29"), ("IL-2", "IL-6", "IL-8")),
    (("IL-17A", "IL-17C", "IL-17F", "IL-25"), ("IL-17D",)),
)


def _odd_one(dice: Dice) -> Lettered:
    members, others = dice.among(COMPANY)
    return {"options": lettered(dice.shuffled([*dice.some(members, 3), dice.among(others)]))}


def _odd_one_right(given: Lettered) -> str:
    families = {
        text: set(facts.column("classification", "family", interleukin=text, scheme="receptor-chain"))
        for text in given["options"].values()
    }
    return next(
        text
        for text, its_own in families.items()
        if set.intersection(*(families[other] for other in families if other != text)) - its_own
    )


# A name, the gene that the table subunits must confirm, the tempting symbol, two other real ones.
NAMES = (
    ("IL-8", "CXCL8", "IL8", ("CXCR2", "IL6")),
    ("IL-14", "TXLNA", "IL14", ("IL4", "IL15")),
    ("IL-28A", "IFNL2", "IL28A", ("IFNL1", "IFNL3")),
    ("IL-28B", "IFNL3", "IL28B", ("IFNL1", "IFNL2")),
    ("IL-29", "IFNL1", "IL29", ("IFNL2", "IFNL3")),
    ("IL-30", "IL27", "IL30", ("EBI3", "IL31")),
    ("IL-41", "METRNL", "IL41", ("IL11", "IL4")),
)
_TEMPTING = {tempting for _, _, tempting, _ in NAMES}


class Name(Lettered):
    """The name of an interleukin, and symbols of which one is that of its gene."""

    name: str


def _gene(dice: Dice) -> Name:
    name, gene, tempting, others = dice.among(NAMES)
    return {"name": name, "options": lettered(dice.shuffled([gene, tempting, *others]))}


def _gene_right(given: Name) -> str:
    genes = facts.column("subunits", "gene_symbol", interleukin=given["name"])
    return next(text for text in given["options"].values() if text in genes)


# Chain: its name, those that use it, those that do not (the table receptor_chains must confirm both).
CHAINS = {
    "IL2RG": ("the common γ chain (IL2RG)", ("IL-2", "IL-4", "IL-7", "IL-9", "IL-15", "IL-21")),
    "IL6ST": ("gp130 (IL6ST)", ("IL-6", "IL-11", "IL-27")),
    "IL1RAP": ("IL-1RAcP (IL1RAP)", ("IL-1α", "IL-1β", "IL-33", "IL-36α", "IL-36β", "IL-36γ")),
    "IL10RB": ("IL-10Rβ (IL10RB)", ("IL-10", "IL-22", "IL-26", "IL-28A", "IL-29")),
    "IL17RA": ("IL-17RA", ("IL-17A", "IL-17C", "IL-17F", "IL-25")),
}
STRANGERS = ("IL-3", "IL-5", "IL-8", "IL-12", "IL-16", "IL-18", "IL-23", "IL-31", "IL-34")


class Sharing(Lettered):
    """The gene of a receptor chain, and interleukins of which some use it."""

    gene: str


def _sharing(dice: Dice) -> Sharing:
    gene = dice.among(sorted(CHAINS))
    members = dice.some(CHAINS[gene][1], dice.among([2, 3]))
    others = dice.some(STRANGERS, 6 - len(members))
    return {"gene": gene, "options": lettered(dice.shuffled([*members, *others]))}


def _sharing_right(given: Sharing) -> list[str]:
    users = facts.column("receptor_chains", "interleukin", gene_symbol=given["gene"])
    return [text for text in given["options"].values() if text in users]


ITEMS = (
    Choice("A1-05a", _gene, _gene_right, lambda g, text: "old-symbol" if text in _TEMPTING else "other-gene"),
    Choice("A1-05b", _odd_one, _odd_one_right, lambda g, text: "member"),
    among_options("A1-05c", drawn(), lambda g: "right"),
    Letters("A1-06a", _sharing, _sharing_right, words=lambda g: {"chain": CHAINS[g["gene"]][0]}),
    Text("A1-12d", drawn(pair=among("IL-2 and IL-4", "IL-2 and IL-21", "IL-7 and IL-4", "IL-15 and IL-9"))),
)
