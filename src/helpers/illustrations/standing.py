"""Rows of the tables as marks: receptor chains that stand in a membrane around what they hold, messengers by fold."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from helpers.illustrations.mark import Mark
from helpers.illustrations.molecules import Fold, dimer, ligand, trimer
from helpers.illustrations.receptors import (
    CHAIN_HUES,
    OWN_HUE,
    PITCH,
    Anchor,
    ChainParts,
    Domain,
    Inside,
    chain_height,
    half_width,
    reaching,
    receptor_chain,
)
from helpers.illustrations.svg import Point
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
_AS_WRITTEN: Mapping[str, str] = {"IL6R": "IL-6R"}
_USUAL: Mapping[str, str] = {"MYD88": "MyD88", "TRAF3IP2": "Act1"}
_OVERLAP = 2.0  # by how much what touches lies over the other (pixels)
_POCKET = 9.0  # how high what seven passages hold lies over the membrane


def chain_parts(chain: StandingChain) -> ChainParts:
    """Return what a chain is made of, as `receptor_chain` draws it; a G protein stands with its name, as a partner."""
    counts: Mapping[Domain, int | None] = {
        "sushi": chain.sushi,
        "cysteine-rich": chain.cysteine_rich,
        "Ig": chain.ig,
        "fibronectin": chain.fibronectin,
    }
    domains: tuple[Domain, ...] = tuple(domain for domain in _DOMAINS for _ in range(counts[domain] or 0))
    anchor = "seven-transmembrane" if chain.passes > 1 else "secreted" if chain.role == "soluble" else chain.anchor
    inside = "short" if chain.inside in ("", "G protein") else chain.inside
    return ChainParts(domains, cast("Anchor", anchor), cast("Inside", inside))


def chain_name(chain: StandingChain) -> str:
    """Return the name of a chain as the lessons write it: IL-6R for IL-6Rα, its only binding chain."""
    return _AS_WRITTEN.get(chain.gene, chain.name)


def chain_hue(gene: str) -> str:
    """Return the colour of a chain: its own where several messengers share it, that of all others where not."""
    return CHAIN_HUES.get(gene, OWN_HUE)


def partner_name(gene: str) -> str:
    """Return the usual name of what a chain holds inside, where it is not that of its gene."""
    return _USUAL.get(gene, gene)


def messenger_mark(fold: str, form: str, size: float, hue: str = "vermilion") -> Mark:
    """Return a messenger with its middle at the origin; words that the grammar does not know give a plain disc.

    `fold` and `form` are those of `ligand_structures` or `cytokine_classes`; `size` is half its height (pixels). Ports:
    those of `ligand`.
    """
    if form == "trimer":
        return trimer(hue, size)
    drawn = _FOLDS.get(fold, "unknown")
    return dimer(drawn, (hue, hue), size * 0.8) if "dimer" in form else ligand(drawn, hue, size)


def fold_words(fold: str, form: str) -> str:
    """Return what the shape of a messenger says, for a key: its fold, and whether it is of several parts.

    `fold` and `form` are those of `ligand_structures`.
    """
    known = [words for words in (fold, "" if form == "monomer" else form) if words]
    return ", ".join(known) or "fold not established"


# ---------------------------------------------------------------------------- chains around what they hold


@dataclass(frozen=True, slots=True)
class Held:
    """What chains hold, with the places at which they touch it, on the same origin."""

    mark: Mark
    left: Point
    below: Point
    right: Point

    @classmethod
    def of(cls, mark: Mark) -> "Held":
        """Return a mark that is touched at its ports."""
        return cls(mark, mark.ports["left"], mark.ports["bottom"], mark.ports["right"])

    def at(self, x: float, y: float) -> "Held":
        """Return it with its own origin at `x`, `y`."""
        return Held(self.mark.at(x, y), *(place.moved(x, y) for place in (self.left, self.below, self.right)))


def lifted(chains: Sequence[tuple[StandingChain, float]], held: Held, least: float) -> Held:
    """Return what is held over x = 0, as high over the membrane (y = 0) as it takes for every chain to touch it.

    `chains` are pairs of a chain and the place at which it passes the membrane; the height is at least `least`.
    """
    parts = [(chain_parts(chain), x) for chain, x in chains]
    if all(part.anchor == "seven-transmembrane" for part, _ in parts):
        return held.at(0, -_POCKET - 0.87 * held.below.y)
    return held.at(0, -max([least, *(_reach(part, x, held) for part, x in parts)]))


def standing_chain(chain: StandingChain, x: float, held: Held, hue: str | None = None) -> Mark:
    """Return a chain that passes the membrane at `x` and touches what is held: from below at x = 0, else beside it.

    Its colour is its own where no `hue` is given.
    """
    parts, hue = chain_parts(chain), hue or chain_hue(chain.gene)
    if parts.anchor == "seven-transmembrane":
        return receptor_chain(parts, hue).at(x, 0)
    return reaching(parts, hue, Point(x, 0), _contact(parts, x, held), MEMBRANE)


def _contact(parts: ChainParts, x: float, held: Held) -> Point:
    """Return where the middle of a chain's outermost domain lies when it touches what is held."""
    if x == 0:
        return held.below.moved(0, _first(parts) - _OVERLAP)
    out = half_width(parts) - 1.5
    return held.left.moved(-out) if x < 0 else held.right.moved(out)


def _reach(parts: ChainParts, x: float, held: Held) -> float:
    """Return how high over the membrane the origin of what is held must lie for a chain at `x` just to reach it."""
    place = _contact(parts, x, held)
    long = chain_height(parts.domains) - _first(parts)
    return place.y + math.sqrt(max(0.0, long**2 - (x - place.x) ** 2))


def _first(parts: ChainParts) -> float:
    return PITCH[parts.domains[0]] / 2 if parts.domains else 0.0
