"""The plate of what drugs hold: the messenger away from the cell, or chains of its receptor in the membrane."""

import functools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from helpers import tables
from helpers.illustrations.arrows import Effect, arrow
from helpers.illustrations.cells import membrane, vesicle
from helpers.illustrations.illustration import MARGIN, Card, Drawing, Illustration
from helpers.illustrations.lettering import HEAD, SMALL, label
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import Format, drug, gripping, trap
from helpers.illustrations.receptors import Domain, receptor_chain
from helpers.illustrations.signs import Sign, arrow_sign
from helpers.illustrations.standing import (
    MEMBRANE,
    Held,
    chain_hue,
    chain_parts,
    lifted,
    messenger_mark,
    standing_chain,
)
from helpers.illustrations.svg import Box, Point, line_path
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
_FORMAT_WORDS: Mapping[Format, str] = {
    "antibody": "antibody",
    "Fc fusion": "trap made of receptor pieces",
    "toxin fusion": "messenger with a toxin",
    "peptide": "peptide",
    "cytokine": "made like a messenger",
}
# What the cell gets under each kind of drug that holds a receptor.
_OUTCOMES: Mapping[DrugAction, tuple[Effect, str]] = {
    "receptor-blocking": ("inhibits", "no signal"),
    "agonist": ("stimulates", "signal"),
    "toxin-fusion": ("moves", "taken in, in a vesicle"),
}
_EFFECT_WORDS: Mapping[Effect, str] = {
    "inhibits": "no signal",
    "stimulates": "signal",
    "moves": "enters the cell",
}
_ENDS: Mapping[DrugAction, str] = {
    "ligand-neutralising": " away from the cell",
    "decoy": " away from the cell, as a soluble receptor",
    "receptor-blocking": ", so that no signal follows",
    "agonist": ", so that its signal follows",
    "toxin-fusion": ", with a toxin, and {are} taken in with the receptor",
}
_DRUG = "purple"  # no chain of a receptor of IL-1, IL-2, IL-6 or IL-17 has it
_MESSENGER = 16.0
_CAUGHT = 13.0  # half the height of a messenger that a drug has caught
_SIZE = 25.0  # half the height of a drug
_NARROW = 118.0  # the least width of a column with a receptor
_NARROWEST = 106.0  # and of one without
_WIDE = 190.0
_MOST_ROWS = 4  # of names below each other
_SIDE_BY_SIDE = 6  # so many columns of both kinds stand in one line


@dataclass(frozen=True, slots=True)
class _Column:
    """A drug on its receptor, or the receptor without a drug: y = 0 is the outer face of the membrane."""

    standing: Mark
    effect: Effect
    outcome: str
    caption: Mark
    grip: DrugGrip | None = None


def drug_grips(view: DrugGrips) -> Illustration:
    """Return the drugs of an interleukin, each touching what it holds: the messenger, or its receptor."""
    known = tables.sources()
    cited = "; ".join(known[key].name for key in view.references)
    return Illustration(
        name="drug-grips",
        title=_title(view),
        description=_told(view),
        table=_table(view, known),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"Licensed drugs as of {view.as_of}: {cited}.",
        cards={grip.drug: _card(grip, known) for grip in view.grips},
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: DrugGrips, width: int) -> Drawing:
    """Return both groups in one line where there is room, else one below the other."""
    free, makes = len(view.on_messenger), _columns(view)
    inner = width - 2 * MARGIN
    count = free + len(makes)
    marks: list[Mark] = []
    if free and makes and count <= min(_SIDE_BY_SIDE, inner // _NARROW):
        each = min(inner / count, _WIDE)
        left, edge = MARGIN + (inner - each * count) / 2, each * free
        marks.append(_heading(_MESSENGER_HEAD.format(_named(view)), 0, left, edge - 10))
        marks.append(_heading(_receptor_head(view), 0, left + edge, each * len(makes)))
        top = max(mark.box.bottom for mark in marks) + 14
        line = _Line(top, left + edge, each, len(makes))
        face = _face(makes, line)
        low = _membrane_line(makes, line, face, marks)
        low = max(low, _free_line(view.on_messenger, _Line(top, left, each, free), face + MEMBRANE, marks))
        return Drawing(tuple(marks), low + 10)
    plan = _plan(view, int(inner // _NARROW))
    if plan:
        return _gathered(view, plan, inner)
    top = 0.0
    if free:
        marks.append(_heading(_MESSENGER_HEAD.format(_named(view)), top, MARGIN, inner))
        top = _free_band(view.on_messenger, width, marks[-1].box.bottom + 14, marks) + 18
    if makes:
        marks.append(_heading(_receptor_head(view), top, MARGIN, inner))
        top = _membrane_band(makes, width, marks[-1].box.bottom + 14, marks)
    return Drawing(tuple(marks), top)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many drugs stand on a page: `rows` of names below each other, in `slots` columns of equal width.

    Drugs that do the same to the same chains are drawn once, above their names; `spans` are their columns.
    """

    rows: int
    slots: int
    free: int
    groups: tuple[tuple[DrugGrip, ...], ...]
    spans: tuple[int, ...]


def _plan(view: DrugGrips, most: int) -> _Plan | None:
    """Return how to stand all drugs in at most `most` columns, few below each other; None where there is no room."""
    same: dict[tuple[DrugAction, tuple[str, ...], Format], list[DrugGrip]] = {}
    for grip in view.on_receptor:
        same.setdefault((grip.action, tuple(chain.gene for chain in grip.chains), _format(grip)), []).append(grip)
    groups = tuple(tuple(some) for some in same.values())
    if not groups or not view.receptor or most < _SIDE_BY_SIDE:
        return None
    for rows in range(2, _MOST_ROWS + 1):
        free = math.ceil(len(view.on_messenger) / rows)
        spans = tuple(math.ceil(len(some) / rows) for some in groups)
        slots = free + 1 + sum(spans)
        if slots <= most:
            return _Plan(rows, slots, free, groups, spans)
    return None


def _gathered(view: DrugGrips, plan: _Plan, inner: float) -> Drawing:
    """Return drugs of the messenger in rows on the left, and on the right those of the receptor, the same ones once."""
    each = min(inner / plan.slots, _WIDE)
    left = MARGIN + (inner - each * plan.slots) / 2
    edge = left + each * plan.free
    marks: list[Mark] = []
    top = low = 0.0
    if plan.free:  # else the title says that all hold the receptor
        marks.append(_heading(_receptor_head(view), 0, edge, inner + MARGIN - edge))
        marks.append(_heading(_MESSENGER_HEAD.format(_named(view)), 0, left, edge - left - 10))
        top = max(mark.box.bottom for mark in marks) + 14
    for start in range(0, len(view.on_messenger), max(1, plan.free)):
        row = view.on_messenger[start : start + plan.free]
        base = max(top, low + 12) + max(_catching(grip).box.height for grip in row)
        low = _free_line(row, _Line(top, left, each, len(row)), base, marks)
    makes = [_columns(view)[0](each)]
    makes += [_together(some, span, each) for some, span in zip(plan.groups, plan.spans, strict=True)]
    face = top + max(-column.standing.box.top for column in makes)
    deep = max(column.standing.box.bottom for column in makes)
    marks.append(membrane(each * (plan.slots - plan.free), MEMBRANE).at(edge, face))
    for column, span in zip(makes, (1, *plan.spans), strict=True):
        marks.append(_whole(column, deep).at(edge + each * span / 2, face))
        edge += each * span
    return Drawing(tuple(marks), max(mark.box.bottom for mark in marks) + 10)


def _together(some: Sequence[DrugGrip], span: int, width: float) -> _Column:
    """Return drugs that do the same, drawn once, with their names in `span` columns below what they do."""
    one = _drugged(some[0], width)
    if len(some) == 1:
        return one
    rows = [Row("therapeutic_targets", key) for grip in some for key in grip.held]
    marks, low = [label(_does(some[0]), size=SMALL, anchor="middle")], [SMALL + 8.0] * span
    for i, grip in enumerate(some):
        column = i % span
        words = _licence(grip, width - 8)
        marks.append(_part(words, grip).at(width * (column - (span - 1) / 2), low[column]))
        low[column] += words.box.bottom + SMALL + 4
    return _Column(one.standing.with_rows(*rows), one.effect, one.outcome, together(marks))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of columns: its top, where it begins at the left, how wide each column is, and how many there are."""

    top: float
    left: float
    each: float
    count: int

    @property
    def middles(self) -> list[float]:
        """The middles of the columns."""
        return [self.left + self.each * (i + 0.5) for i in range(self.count)]


_MESSENGER_HEAD = "They hold the messenger{}"


def _receptor_head(view: DrugGrips) -> str:
    return f"They hold {'its' if view.receptor else 'a'} receptor on the cell"


def _named(view: DrugGrips) -> str:
    return f", {view.grips[0].interleukin}" if view.receptor else ""


def _heading(words: str, top: float, left: float, width: float) -> Mark:
    return label(words, size=HEAD, weight="bold", width=width).at(left, top + HEAD)


def _lines(count: int, width: int, narrow: float) -> list[tuple[int, float, float]]:
    """Return for each of the even lines that `count` columns need: its number of columns, its left, their width.

    A last line that is not full stands in the middle.
    """
    inner = width - 2 * MARGIN
    most = max(1, int(inner // narrow))
    across = math.ceil(count / math.ceil(count / most))
    each = min(inner / across, _WIDE)
    counts = [min(across, count - start) for start in range(0, count, across)]
    return [(some, MARGIN + (inner - each * some) / 2, each) for some in counts]


def _free_band(grips: Sequence[DrugGrip], width: int, top: float, marks: list[Mark]) -> float:
    """Put drugs that hold the messenger in even lines below `top`, and return where they end."""
    first = 0
    for count, left, each in _lines(len(grips), width, _NARROWEST):
        row = grips[first : first + count]
        base = top + max(_catching(grip).box.height for grip in row)
        top = _free_line(row, _Line(top, left, each, count), base, marks) + 12
        first += count
    return top


def _free_line(grips: Sequence[DrugGrip], line: _Line, base: float, marks: list[Mark]) -> float:
    """Put drugs that hold the messenger side by side, each on `base`, and return where they end."""
    low = base
    for grip, x in zip(grips, line.middles, strict=True):
        drawn, caption = _catching(grip), _caption(grip, line.each - 8).at(x, base + 18)
        part = together([drawn.at(x - drawn.box.centre.x, base - drawn.box.bottom), caption])
        marks.append(_part(part, grip))
        low = max(low, caption.box.bottom)
    return low


def _membrane_band(makes: Sequence[Callable[[float], _Column]], width: int, top: float, marks: list[Mark]) -> float:
    """Put drugs on their receptors in even lines on a membrane below `top`, and return where they end."""
    first = 0
    for count, left, each in _lines(len(makes), width, _NARROW):
        row, line = makes[first : first + count], _Line(top, left, each, count)
        top = _membrane_line(row, line, _face(row, line), marks) + 14
        first += count
    return top


def _face(makes: Sequence[Callable[[float], _Column]], line: _Line) -> float:
    """Return where the outer face of the membrane of a line lies, so that what stands on it has room."""
    return line.top + max(-make(line.each).standing.box.top for make in makes)


def _membrane_line(makes: Sequence[Callable[[float], _Column]], line: _Line, face: float, marks: list[Mark]) -> float:
    """Put drugs on their receptors side by side on a membrane, and return where they end."""
    row = [make(line.each) for make in makes]
    deep = max(column.standing.box.bottom for column in row)
    marks.append(membrane(line.each * line.count, MEMBRANE).at(line.left, face))
    low = face + deep
    for column, x in zip(row, line.middles, strict=True):
        drawn = _whole(column, deep).at(x, face)
        marks.append(drawn)
        low = max(low, drawn.box.bottom)
    return low


def _whole(column: _Column, deep: float) -> Mark:
    """Return a column with what the cell gets below it: a signal, none, or what comes in."""
    word = label(column.outcome, size=SMALL, anchor="middle").at(0, deep + 45)
    end = Point(0, word.box.top - 4)
    marks = [column.standing, word, column.caption.at(0, deep + 66)]
    if column.effect == "moves":
        taken = _taken_in().at(0, word.box.top - 11)
        end = Point(0, taken.box.top)
        marks.append(taken)
    marks.append(arrow(Point(0, deep + 3), end, column.effect, colour="quiet"))
    whole = together(marks)
    return _part(whole, column.grip) if column.grip else whole


@functools.cache
def _taken_in() -> Mark:
    """Return a toxin in a vesicle: how it comes into the cell."""
    toxin = shape("path", Box(-4, -4, 4, 4), d=f"{line_path([Point(0, -4), Point(4, 4), Point(-4, 4)])}Z",
                  fill="var(--ink)")  # fmt: skip
    return together([vesicle(9, "grey"), toxin])


# ---------------------------------------------------------------------------- one drug


def _part(mark: Mark, grip: DrugGrip) -> Mark:
    rows = [Row("therapeutics", grip.drug), *(Row("therapeutic_targets", key) for key in grip.held)]
    return mark.with_rows(*rows).named(f"{grip.drug}: read what it does", card=grip.drug)


def _format(grip: DrugGrip) -> Format:
    return _FORMATS.get(grip.modality, "cytokine")


def _catching(grip: DrugGrip) -> Mark:
    """Return a drug that holds the messenger: an antibody one on each arm, where there is room for two."""
    form = _format(grip)
    caught = messenger_mark(grip.fold, grip.form, _CAUGHT)
    holder = trap(_pieces(grip), _DRUG, _SIZE) if form == "Fc fusion" else drug(form, _DRUG, _SIZE)
    ports = [holder.ports["tip"]]
    if form == "antibody" and caught.box.width < 1.3 * _SIZE:
        ports.append(holder.ports["other tip"])
    held = [caught.at(port.x, port.y - caught.box.bottom + 3) for port in ports]
    return together([holder, *held]).with_rows(Row("ligand_structures", grip.interleukin))


def _pieces(grip: DrugGrip) -> tuple[Domain, ...]:
    """Return of which domains the arms of a trap are made: those of the first chain of the messenger's receptor."""
    chain = grip.standing[0]
    kinds = {"Ig": chain.ig, "fibronectin": chain.fibronectin, "cysteine-rich": chain.cysteine_rich}
    return tuple(cast("Domain", kind) for kind, count in kinds.items() for _ in range(count or 0))


def _columns(view: DrugGrips) -> list[Callable[[float], _Column]]:
    """Return how to draw each column for its width: the receptor without a drug first."""
    makes: list[Callable[[float], _Column]] = []
    if view.receptor and view.on_receptor:
        makes.append(functools.partial(_undisturbed, view, view.receptor))
    return [*makes, *(functools.partial(_drugged, grip) for grip in view.on_receptor)]


def _undisturbed(view: DrugGrips, receptor: StandingReceptor, width: float) -> _Column:
    """Return the receptor with its messenger."""
    chains = receptor.standing
    drawn = messenger_mark(view.fold, view.form, _MESSENGER).with_rows(
        Row("ligand_structures", view.grips[0].interleukin)
    )
    standing = _around(chains, chains, _as_messenger(drawn), width)
    standing = standing.with_rows(*(Row("receptor_chains", chain.key) for chain in chains))
    return _Column(standing, "stimulates", "signal", label("without a drug", weight="bold", anchor="middle"))


def _drugged(grip: DrugGrip, width: float) -> _Column:
    """Return a drug on its receptor: a blocker keeps the signal out, an agonist gives it, a toxin fusion goes in."""
    effect, outcome = _OUTCOMES[grip.action]
    standing = _around(grip.standing, grip.chains, _head(grip), width)
    return _Column(standing, effect, outcome, _caption(grip, width - 8), grip)


def _head(grip: DrugGrip) -> Held:
    """Return a drug as it comes down on a receptor, an antibody to the left of the chain that it holds."""
    form = _format(grip)
    if form == "cytokine":
        return _as_messenger(messenger_mark(grip.fold, grip.form, _MESSENGER, _DRUG))
    if form == "toxin fusion":  # the toxin away from the receptor
        return Held(drug(form, _DRUG, 26.0).turned(180), Point(-16, 12), Point(0, 25), Point(16, 12))
    return Held(gripping(drug(form, _DRUG, _SIZE)), Point(-6, 0), Point(0, 0), Point(6, 0))


def _as_messenger(drawn: Mark) -> Held:
    return Held.of(drawn)


def _roots(count: int, width: float, aside: float) -> list[float]:
    """Return where `count` chains pass the membrane in a column, when a drug reaches `aside` to their left."""
    pitch = min(46.0, (width - 34 - aside) / max(1, count - 1))
    return [aside / 2 + pitch * (i - (count - 1) / 2) for i in range(count)]


def _around(chains: Sequence[StandingChain], held: Sequence[StandingChain], head: Held, width: float) -> Mark:
    """Return a receptor in the membrane: the chains that are `held` touch the `head`, the others stand beside them."""
    middle, lying, roots = _lying(chains, held, head, width)
    marks = []
    for chain, x in zip(chains, roots, strict=True):
        free = receptor_chain(chain_parts(chain), chain_hue(chain.gene), membrane_height=MEMBRANE).at(x, 0)
        marks.append(standing_chain(chain, x - middle, lying).at(middle, 0) if chain in held else free)
    return together([*marks, lying.mark.at(middle, 0), *_chain_names(chains, marks, roots)])


def _lying(
    chains: Sequence[StandingChain], held: Sequence[StandingChain], head: Held, width: float
) -> tuple[float, Held, list[float]]:
    """Return over which place the `head` lies, the head at its height over x = 0, and where all chains stand."""
    aside = max(0.0, -head.mark.box.left - 24) if len(held) < len(chains) else 0.0
    roots = _roots(len(chains), width, aside)
    spots = [(chain, x) for chain, x in zip(chains, roots, strict=True) if chain in held]
    middle = sum(x for _, x in spots) / len(spots)
    return middle, lifted([(chain, x - middle) for chain, x in spots], head, 40), roots


def _chain_names(chains: Sequence[StandingChain], marks: Sequence[Mark], roots: Sequence[float]) -> list[Mark]:
    """Return the names of chains below their tails, in two lines where they would overlap."""
    names: list[Mark] = []
    for chain, mark, x in zip(chains, marks, roots, strict=True):
        name = label(chain.name, size=SMALL, colour="quiet", anchor="middle").at(x, mark.box.bottom + SMALL + 1)
        while any(name.box.grown(1).meets(other.box) for other in names):
            name = name.at(0, SMALL + 5)
        names.append(name)
    return names


def _caption(grip: DrugGrip, width: float) -> Mark:
    """Return the name of a drug, what it does, and where it is licensed."""
    name = label(grip.drug, weight="bold", anchor="middle", width=width)
    does = label(_does(grip), size=SMALL, anchor="middle", width=width).at(0, name.box.bottom + SMALL)
    where = label(_where(grip), size=SMALL, colour="quiet", anchor="middle", width=width)
    return together([name, does, where.at(0, does.box.bottom + SMALL)])


def _licence(grip: DrugGrip, width: float) -> Mark:
    """Return the name of a drug, and where it is licensed."""
    name = label(grip.drug, weight="bold", anchor="middle", width=width)
    where = label(_where(grip), size=SMALL, colour="quiet", anchor="middle", width=width)
    return together([name, where.at(0, name.box.bottom + SMALL)])


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
    """Return where and since when a drug is licensed, what became of it, and its newer preparation."""
    since = "first " if " and " in grip.region else ""
    first = f"{grip.region}, {since}{grip.year}" if grip.year else grip.region
    told = first if grip.status == "marketed" else f"{first}; {grip.status}"
    return f"{told}; {grip.newer}" if grip.newer else told


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


def _end(action: DrugAction, drugs: int = 1) -> str:
    """Return what follows of so many drugs of this action."""
    return _ENDS[action].format(are="is" if drugs == 1 else "are")


def _told(view: DrugGrips) -> str:
    groups: dict[tuple[str, DrugAction], list[str]] = {}
    for grip in view.grips:
        groups.setdefault((_does(grip), grip.action), []).append(grip.drug)
    sentences = []
    for (does, action), drugs in groups.items():
        verb, _, rest = does.partition(" ")
        verb = verb if len(drugs) == 1 else {"catches": "catch"}.get(verb, verb.removesuffix("s"))
        sentences.append(f"{first_upper(listed(drugs))} {verb} {rest}{_end(action, len(drugs))}.")
    return " ".join(sentences)


def _key(view: DrugGrips) -> tuple[Sign, ...]:
    """Return the signs of the drugs and of what follows, those that are shown."""
    shown: dict[Format, Sign] = {}
    for grip in view.grips:
        form = _format(grip)
        whole = trap(_pieces(grip), _DRUG, 12) if form == "Fc fusion" else drug(form, _DRUG, 10)
        shown.setdefault(form, Sign(whole, _FORMAT_WORDS[form]))
    effects: dict[Effect, None] = dict.fromkeys(_OUTCOMES[grip.action][0] for grip in view.on_receptor)
    return (*shown.values(), *(arrow_sign(effect, _EFFECT_WORDS[effect]) for effect in effects))


def _card(grip: DrugGrip, known: Mapping[str, tables.Source]) -> Card:
    dates = [f"{who} {day}" for who, day in (("in the US on", grip.first_fda), ("in the EU on", grip.first_ema)) if day]
    also = [f"It also holds {listed(grip.also)}, which other interleukins need."] if grip.also else []
    name = f"{first_upper(grip.drug)} ({grip.brand})" if grip.brand else first_upper(grip.drug)
    sentences = [
        f"{name} {_does(grip)}{_end(grip.action)}.",
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
        "what it does": [f"{_does(grip)}{_end(grip.action)}" for grip in grips],
        "kind of molecule": [grip.modality for grip in grips],
        "licensed in": [grip.region for grip in grips],
        "status": [grip.status for grip in grips],
        "sources": ["; ".join(known[key].name for key in grip.references) for grip in grips],
    }
