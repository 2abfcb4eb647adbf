"""Rows of the tables as marks: what a receptor chain is made of, and a messenger by its fold and form."""

from collections.abc import Mapping
from typing import cast

from helpers.illustrations.mark import Mark
from helpers.illustrations.molecules import Fold, dimer, ligand
from helpers.illustrations.receptors import Anchor, ChainParts, Domain, Inside
from helpers.views.membrane import StandingChain

MEMBRANE = 26.0
"""How thick a membrane is drawn (pixels)."""
_DOMAINS: tuple[Domain, ...] = ("sushi", "cysteine-rich", "Ig", "fibronectin")  # from the outermost inwards
_FOLDS: Mapping[str, Fold] = {
    "four-helix bundle": "four-helix bundle",
    "IL-10-like helix bundle": "four-helix bundle",
    "β-trefoil": "β-trefoil",
    "cystine knot": "cystine knot",
    "chemokine": "chemokine",
}


def chain_parts(chain: StandingChain) -> ChainParts:
    """Return what a chain is made of, as `receptor_chain` draws it."""
    counts: Mapping[Domain, int | None] = {
        "sushi": chain.sushi,
        "cysteine-rich": chain.cysteine_rich,
        "Ig": chain.ig,
        "fibronectin": chain.fibronectin,
    }
    domains: tuple[Domain, ...] = tuple(domain for domain in _DOMAINS for _ in range(counts[domain] or 0))
    anchor = "seven-transmembrane" if chain.passes > 1 else "secreted" if chain.role == "soluble" else chain.anchor
    return ChainParts(domains, cast("Anchor", anchor), cast("Inside", chain.inside or "short"))


def messenger_mark(fold: str, form: str, size: float, hue: str = "vermilion") -> Mark:
    """Return a messenger with its middle at the origin; words that the grammar does not know give a plain disc.

    `fold` and `form` are those of `ligand_structures`; `size` is half its height (pixels). Ports: those of `ligand`.
    """
    drawn = _FOLDS.get(fold, "unknown")
    return dimer(drawn, (hue, hue), size * 0.8) if "dimer" in form else ligand(drawn, hue, size)
