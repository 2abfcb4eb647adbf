"""The plate of what drugs hold: the messenger away from the cell, or chains of its receptor in the membrane."""

import functools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, LEADING, SMALL, label
from helpers.illustrations.mark import Mark, Row, together
from helpers.illustrations.molecules import Format, drug
from helpers.illustrations.receptors import (
    CHAIN_HUES,
    OWN_HUE,
    PITCH,
    ChainParts,
    chain_height,
    half_width,
    reaching,
)
from helpers.illustrations.standing import MEMBRANE, chain_parts, messenger_mark
from helpers.illustrations.svg import Point
from helpers.views.grips import FIRST_OF_EACH, DrugAction, DrugGrip, DrugGrips
from helpers.views.membrane import StandingChain, StandingReceptor
from helpers.words import first_upper, listed, number_name

_FORMATS: Mapping[str, Format] = {
    "monoclonal antibody": "antibody",
    "Fc fusion": "Fc fusion",
    "fusion toxin": "toxin fusion",
    "peptide": "peptide",
}
"""The kinds of molecules that have a form of their own; the others are drawn by the fold that they imitate."""
_FORMAT_WORDS: Mapping[str, str] = {
    "antibody": "two arms on a stem: antibody",
    "Fc fusion": "squares on a stem: trap made of receptor pieces",
    "toxin fusion": "solid triangle: toxin",
    "peptide": "ring of beads: peptide",
    "cytokine": "a messenger in purple: a drug made like one",
}
# What the cell gets under each kind of drug that holds a receptor.
_OUTCOMES: Mapping[DrugAction, tuple[Effect, str]] = {
    "receptor-blocking": ("inhibits", "signal"),
    "agonist": ("stimulates", "signal"),
    "toxin-fusion": ("moves", "toxin goes in"),
}
_EFFECT_WORDS: Mapping[Effect, str] = {
    "inhibits": "bar: no signal",
    "stimulates": "arrow: signal",
    "moves": "open arrow: goes into the cell",
}
_ENDS: Mapping[DrugAction, str] = {
    "ligand-neutralising": " away from the cell",
    "decoy": " away from the cell, as a soluble receptor",
    "receptor-blocking": ", so that no signal follows",
    "agonist": ", so that its signal follows",
    "toxin-fusion": ", with a toxin",
}
_DRUG = "purple"  # no chain of a receptor of IL-1, IL-2, IL-6 or IL-17 has it
_MESSENGER = 16.0
_SIZE = 25.0  # half the height of a drug
_UPRIGHT = 29.0  # degrees by which an antibody is turned so that one arm points straight up
_NARROW = 106.0  # the least width of a column
_WIDE = 190.0


@dataclass(frozen=True, slots=True)
class _Column:
    """A drug on its receptor, or the receptor without a drug: y = 0 is the outer face of the membrane."""

    standing: Mark
    effect: Effect
    outcome: str
    caption: Mark
    grip: DrugGrip | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """What chains hold, with the places at which they touch it; its origin is the origin of the places."""

    mark: Mark
    left: Point
    below: Point
    right: Point


def drug_grips(view: DrugGrips) -> Illustration:
    """Return the drugs of an interleukin, each touching what it holds: the messenger, or its receptor."""

    def draw(width: int) -> Drawing:
        return _laid_out(view, width)

    known = tables.sources()
    cited = "; ".join(known[key].name for key in view.references)
    return Illustration(
        name="drug-grips",
        title=_title(view),
        description=_told(view),
        table=_table(view, known),
        draw=draw,
        key=_key(view),
        sources=f"Licensed drugs as of {view.as_of}: {cited}.",
        cards={grip.drug: _card(grip, known) for grip in view.grips},
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: DrugGrips, width: int) -> Drawing:
    marks: list[Mark] = []
    top = 0.0
    if view.on_messenger:
        marks.append(_heading(f"They hold the messenger{_named(view)}", len(view.on_messenger), top))
        top = _free_band(view.on_messenger, width, top + 34, marks) + 20
    makes = _columns(view)
    if makes:
        whose = "its" if view.receptor else "a"
        marks.append(_heading(f"They hold {whose} receptor on the cell", len(view.on_receptor), top))
        top = _membrane_band(makes, width, top + 36, marks)
    return Drawing(tuple(marks), top)


def _named(view: DrugGrips) -> str:
    return f", {view.grips[0].interleukin}" if view.receptor else ""


def _heading(words: str, count: int, top: float) -> Mark:
    return label(f"{words}: {count}", size=HEAD, weight="bold").at(MARGIN, top + HEAD)


def _places(count: int, width: int) -> tuple[float, list[float]]:
    """Return the width of a column and the middles of columns in a row, for `count` columns in even rows."""
    inner = width - 2 * MARGIN
    most = max(1, int(inner // _NARROW))
    most = min(most, 6)
    across = math.ceil(count / math.ceil(count / most))
    each = min(inner / across, _WIDE)
    first = MARGIN + (inner - each * across) / 2 + each / 2
    return each, [first + each * i for i in range(across)]


def _free_band(grips: Sequence[DrugGrip], width: int, top: float, marks: list[Mark]) -> float:
    """Put drugs that hold the messenger in even rows below `top`, and return where they end."""
    each, middles = _places(len(grips), width)
    for start in range(0, len(grips), len(middles)):
        row = grips[start : start + len(middles)]
        drawn = [_catching(grip) for grip in row]
        base = top + max(mark.box.height for mark in drawn)
        low = base
        for grip, mark, x in zip(row, drawn, middles, strict=False):
            caption = _caption(grip, each - 8).at(x, base + 18)
            part = together([mark.at(x - mark.box.centre.x, base - mark.box.bottom), caption])
            marks.append(_part(part, grip))
            low = max(low, caption.box.bottom)
        top = low + 12
    return top


def _membrane_band(makes: Sequence[Callable[[float], _Column]], width: int, top: float, marks: list[Mark]) -> float:
    """Put drugs on their receptors in even rows on a membrane below `top`, and return where they end."""
    each, middles = _places(len(makes), width)
    for start in range(0, len(makes), len(middles)):
        row = [make(each) for make in makes[start : start + len(middles)]]
        face = top + max(-column.standing.box.top for column in row)
        deep = max(column.standing.box.bottom for column in row)
        marks.append(membrane(width - 2 * MARGIN, MEMBRANE).at(MARGIN, face))
        low = face + deep
        for column, x in zip(row, middles, strict=False):
            drawn = _whole(column, deep).at(x, face)
            marks.append(drawn)
            low = max(low, drawn.box.bottom)
        top = low + 18
    return top


def _whole(column: _Column, deep: float) -> Mark:
    """Return a column with what the cell gets below it: a signal, none, or what comes in."""
    word = label(column.outcome, size=SMALL, anchor="middle").at(0, deep + 38)
    start = Point(0, column.standing.ports["end"].y)
    sign = arrow(start, Point(0, word.box.top), column.effect, colour="quiet")
    whole = together([column.standing, sign, word, column.caption.at(0, deep + 62)])
    return _part(whole, column.grip) if column.grip else whole


# ---------------------------------------------------------------------------- one drug


def _part(mark: Mark, grip: DrugGrip) -> Mark:
    rows = [Row("therapeutics", grip.drug), *(Row("therapeutic_targets", key) for key in grip.held)]
    return mark.with_rows(*rows).named(f"{grip.drug}: read what it does", card=grip.drug)


def _format(grip: DrugGrip) -> Format:
    return _FORMATS.get(grip.modality, "cytokine")


@functools.cache
def _held_messenger(fold: str, form: str) -> Mark:
    """Return a messenger as a drug holds it: with its port "grip" below, where it is solid."""
    turn = 180 if fold == "β-trefoil" else 0  # a leaf below, not a gap between two
    drawn = messenger_mark(fold, form, _MESSENGER).turned(turn)
    low = drawn.box.bottom
    across = -drawn.box.right / 2.2 if "dimer" in form else 0
    return Mark(drawn.nodes, drawn.box, {"grip": Point(across, low - 4)})


def _catching(grip: DrugGrip) -> Mark:
    """Return a drug that holds the messenger on its tip."""
    caught = _held_messenger(grip.fold, grip.form)
    form = _format(grip)
    holder = drug(form, _DRUG, _SIZE).turned(_UPRIGHT if form == "antibody" else 0)
    tip, grip_at = holder.ports["tip"], caught.ports["grip"]
    holder = holder.at(grip_at.x - tip.x, grip_at.y - tip.y)
    return together([holder, caught]).with_rows(Row("ligand_structures", grip.interleukin))


def _columns(view: DrugGrips) -> list[Callable[[float], _Column]]:
    """Return how to draw each column for its width: the receptor without a drug first."""
    makes: list[Callable[[float], _Column]] = []
    if view.receptor and view.on_receptor:
        makes.append(functools.partial(_undisturbed, view, view.receptor))
    return [*makes, *(functools.partial(_drugged, grip) for grip in view.on_receptor)]


def _undisturbed(view: DrugGrips, receptor: StandingReceptor, width: float) -> _Column:
    """Return the receptor with its messenger, and the names of its chains."""
    chains = receptor.standing
    drawn = messenger_mark(view.fold, view.form, _MESSENGER).with_rows(
        Row("ligand_structures", view.grips[0].interleukin)
    )
    standing = _around(chains, _as_messenger(drawn), width)
    standing = standing.with_rows(*(Row("receptor_chains", chain.key) for chain in chains))
    words = [
        label("without a drug", weight="bold", anchor="middle"),
        label(" · ".join(chain.name for chain in chains), size=SMALL, colour="quiet", anchor="middle",
              width=width - 8).at(0, SMALL * LEADING + 2),
    ]  # fmt: skip
    return _Column(standing, "stimulates", "signal", together(words))


def _drugged(grip: DrugGrip, width: float) -> _Column:
    """Return a drug on its receptor: a blocker keeps the signal out, an agonist gives it, a toxin fusion goes in."""
    effect, outcome = _OUTCOMES[grip.action]
    standing = _around(grip.chains, _head(grip), width)
    return _Column(standing, effect, outcome, _caption(grip, width - 8), grip)


def _head(grip: DrugGrip) -> _Head:
    """Return a drug as it comes down on a receptor."""
    form = _format(grip)
    if form == "cytokine":
        return _as_messenger(messenger_mark(grip.fold, grip.form, _MESSENGER, _DRUG))
    if form == "toxin fusion":  # the toxin away from the receptor
        return _Head(drug(form, _DRUG, 26.0).turned(180), Point(-13, 12), Point(0, 25), Point(13, 12))
    turned = drug(form, _DRUG, _SIZE).turned(180 + (_UPRIGHT if form == "antibody" else 0))
    tip = turned.ports["tip"]
    return _Head(turned.at(-tip.x, -tip.y), Point(-6, 0), Point(0, 0), Point(6, 0))


def _as_messenger(drawn: Mark) -> _Head:
    return _Head(drawn, drawn.ports["left"], drawn.ports["bottom"], drawn.ports["right"])


def _around(chains: Sequence[StandingChain], head: _Head, width: float) -> Mark:
    """Return chains in the membrane that all touch `head`: the one in the middle from below, the others from a side."""
    pitch = min(46.0, (width - 34) / max(1, len(chains) - 1))
    roots = [pitch * (i - (len(chains) - 1) / 2) for i in range(len(chains))]
    parts = [chain_parts(chain) for chain in chains]
    high = max([40.0, *(_reach(part, x, head) for part, x in zip(parts, roots, strict=True))])
    marks = []
    for chain, part, x in zip(chains, parts, roots, strict=True):
        place = _contact(part, x, head)
        hue = CHAIN_HUES.get(chain.gene, OWN_HUE)
        marks.append(reaching(part, hue, Point(x, 0), place.moved(0, -high), MEMBRANE))
    low = max(mark.box.bottom for mark in marks)
    end = Point(0, low if len(chains) % 2 else MEMBRANE)
    return together([*marks, head.mark.at(0, -high)], {"end": end})


def _contact(parts: ChainParts, x: float, head: _Head) -> Point:
    """Return where the middle of a chain's outermost domain lies when it touches `head`."""
    if x == 0:
        return head.below.moved(0, _first(parts) - 2)
    out = half_width(parts) - 1.5
    return head.left.moved(-out) if x < 0 else head.right.moved(out)


def _reach(parts: ChainParts, x: float, head: _Head) -> float:
    """Return how high over the membrane `head` must lie so that a chain that stands at `x` just reaches it."""
    place = _contact(parts, x, head)
    long = chain_height(parts.domains) - _first(parts)
    return place.y + math.sqrt(max(0.0, long**2 - (x - place.x) ** 2))


def _first(parts: ChainParts) -> float:
    return PITCH[parts.domains[0]] / 2 if parts.domains else 0.0


def _caption(grip: DrugGrip, width: float) -> Mark:
    """Return the name of a drug, what it does, and where it is licensed."""
    name = label(grip.drug, weight="bold", anchor="middle", width=width)
    does = label(_does(grip), size=SMALL, anchor="middle", width=width).at(0, name.box.bottom + SMALL)
    where = label(_where(grip), size=SMALL, colour="quiet", anchor="middle", width=width)
    return together([name, does, where.at(0, does.box.bottom + SMALL)])


# ---------------------------------------------------------------------------- words


def _does(grip: DrugGrip) -> str:
    """Return in three words what a drug does to what it holds."""
    chains = listed([chain.name for chain in grip.chains])
    return {
        "ligand-neutralising": f"catches {grip.interleukin}",
        "decoy": f"catches {grip.interleukin}",
        "receptor-blocking": f"blocks {chains}",
        "agonist": f"imitates {grip.interleukin}",
        "toxin-fusion": f"enters as {grip.interleukin}" if len(grip.chains) > 1 else f"enters by {chains}",
    }[grip.action]


def _where(grip: DrugGrip) -> str:
    return grip.region if grip.status == "marketed" else f"{grip.region}, {grip.status}"


def _title(view: DrugGrips) -> str:
    free, bound, every = len(view.on_messenger), len(view.on_receptor), len(view.grips)
    which = "" if view.chosen == FIRST_OF_EACH else f" of {view.chosen}"
    part = "the messenger" if free else "its receptor"
    if every == 1:
        held = f"The only licensed drug{which}, {view.grips[0].drug}, holds {part}"
    elif free and bound:
        verb = "holds" if free == 1 else "hold"
        held = f"{first_upper(number_name(free))} of {number_name(every)} drugs{which} {verb} the messenger, "
        held += f"{number_name(bound)} {'its' if which else 'the'} receptor"
    else:
        held = f"All {number_name(every)} drugs{which} hold {part}"
    ways = [way for way in _ways(view) if way]
    return f"{held}: {listed(ways)}" if len(ways) > 1 else held


def _ways(view: DrugGrips) -> list[str]:
    """Return how many of the drugs on a receptor do each of three things there, "" where none does."""
    counts = Counter(grip.action for grip in view.on_receptor)
    verbs: Mapping[DrugAction, tuple[str, str]] = {
        "receptor-blocking": ("blocks it", "block it"),
        "agonist": ("sets it off", "set it off"),
        "toxin-fusion": ("enters by it", "enter by it"),
    }
    return [
        f"{number_name(counts[action])} {many if counts[action] > 1 else one}" if counts[action] else ""
        for action, (one, many) in verbs.items()
    ]


def _told(view: DrugGrips) -> str:
    groups: dict[tuple[str, str], list[str]] = {}
    for grip in view.grips:
        groups.setdefault((_does(grip), _ENDS[grip.action]), []).append(grip.drug)
    sentences = []
    for (does, end), drugs in groups.items():
        verb, _, rest = does.partition(" ")
        verb = verb if len(drugs) == 1 else {"catches": "catch"}.get(verb, verb.removesuffix("s"))
        sentences.append(f"{first_upper(listed(drugs))} {verb} {rest}{end}.")
    return " ".join(sentences)


def _key(view: DrugGrips) -> str:
    shown = dict.fromkeys(_format(grip) for grip in view.grips)
    signs = dict.fromkeys(_EFFECT_WORDS[_OUTCOMES[grip.action][0]] for grip in view.on_receptor)
    words = "; ".join([*(_FORMAT_WORDS[form] for form in shown), *signs])
    return f"Purple: the drug. {first_upper(words)}."


def _card(grip: DrugGrip, known: Mapping[str, tables.Source]) -> Card:
    dates = [f"{who} {day}" for who, day in (("in the US on", grip.first_fda), ("in the EU on", grip.first_ema)) if day]
    also = [f"It also holds {listed(grip.also)}, which other interleukins need."] if grip.also else []
    name = f"{first_upper(grip.drug)} ({grip.brand})" if grip.brand else first_upper(grip.drug)
    sentences = [
        f"{name} {_does(grip)}{_ENDS[grip.action]}.",
        f"It is a {grip.modality} that holds {listed(grip.genes)}.",
        *also,
        f"Licensed in: {grip.region}; {grip.status}{f' (first {listed(dates)})' if dates else ''}.",
        grip.status_note,
    ]
    links = {known[key].name: known[key].link for key in grip.references}
    return Card(first_upper(grip.drug), tuple(filter(None, sentences)), links)


def _table(view: DrugGrips, known: Mapping[str, tables.Source]) -> dict[str, list[str]]:
    grips = view.grips
    return {
        "drug": [grip.drug for grip in grips],
        "brand": [grip.brand for grip in grips],
        "holds": ["messenger" if grip.holds_messenger else "receptor" for grip in grips],
        "gene": [", ".join(grip.genes) for grip in grips],
        "what it does": [f"{_does(grip)}{_ENDS[grip.action]}" for grip in grips],
        "kind of molecule": [grip.modality for grip in grips],
        "licensed in": [grip.region for grip in grips],
        "status": [grip.status for grip in grips],
        "sources": ["; ".join(known[key].name for key in grip.references) for grip in grips],
    }
