"""The plate of an interleukin's receptors: what stands in the membrane, what sits on it inside, who else uses it."""

import functools
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpers import tables
from helpers.illustrations.arrows import arrow, brace
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Drawing, Illustration
from helpers.illustrations.lettering import LEADING, SMALL, flow, label, text_width
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import adapter, kinase, transcription_factor
from helpers.illustrations.receptors import CHAIN_HUES, ChainParts, chain_height, receptor_chain
from helpers.illustrations.signs import Sign, bar_sign, domain_sign, factor_sign, line_sign, only
from helpers.illustrations.standing import (
    MEMBRANE,
    Held,
    chain_hue,
    chain_parts,
    fold_words,
    lifted,
    messenger_mark,
    partner_name,
    standing_chain,
)
from helpers.illustrations.svg import Box, Point
from helpers.views.membrane import Signalling, StandingChain, StandingReceptor
from helpers.views.receptors import role_words, user_label
from helpers.words import counted, listed, number_name

_GAP = 14.0  # between two stretches of membrane
_PAIR = 52.0  # between two chains that are the same
_FACTOR = 84.0  # of a transcription factor with the gap to the next
_TOLD = 3  # receptors whose chains are all told in words; of more, the words say what goes to the nucleus
_TAIL = 76.0  # from the membrane to the middle of what goes to the nucleus, so that no tail runs into it
_BESIDE = 8.0  # from the tail of a chain to where an arrow leaves
_ASIDE = 7.0  # how far from the middle of a transcription factor an arrow may end


@dataclass(frozen=True, slots=True)
class _Panel:
    """One complex, drawn in a column of its own; y = 0 is the outer face of the membrane."""

    mark: Mark
    head: Mark
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain, what it is made of, where it passes the membrane, and whether it is a second one of its kind."""

    row: StandingChain
    parts: ChainParts
    x: float
    again: bool


def signalling(view: Signalling) -> Illustration:
    """Return the receptors of an interleukin in the membrane, side by side, with what each chain holds inside."""
    sources = tables.short_names(";".join(view.references))
    return Illustration(
        name="signalling",
        title=_title(view),
        description=_told(view),
        table=_table(view),
        draw=functools.partial(_laid_out, view),
        key=_key(view),
        sources=f"Receptors of {view.interleukin}, human unless said otherwise: {sources}.",
    )


def _key(view: Signalling) -> tuple[Sign, ...]:
    """Return the signs that this picture shows, and no others."""
    chains = [chain for receptor in view.receptors for chain in (*receptor.standing, *receptor.presenting)]
    held = [partner for each in view.receptors if each.signals for chain in each.chains for partner in chain.partners]
    uncounted = any(chain.ig is None or chain.fibronectin is None for chain in chains)
    coloured = {chain.name: chain_hue(chain.gene) for chain in chains if chain.gene in CHAIN_HUES}
    return only(
        (Sign(messenger_mark(view.fold, view.form, 8.0), fold_words(view.fold, view.form)), bool(view.fold)),
        (domain_sign("fibronectin", "fibronectin"), any(chain.fibronectin for chain in chains)),
        (domain_sign("Ig", "immunoglobulin"), any(chain.ig for chain in chains)),
        (domain_sign("sushi", "sushi"), any(chain.sushi for chain in chains)),
        (line_sign("not counted", hue="grey", wide=7, dashes="7 4"), uncounted),
        (bar_sign("kinase", "purple", 7), any(partner.kind == "kinase" for partner in held)),
        (bar_sign("adapter, G protein", "grey", 2), any(p.kind in ("adapter", "G protein") for p in held)),
        (factor_sign("to nucleus"), any(partner.factor for partner in held)),
        *((line_sign(name, hue=hue, wide=6), True) for name, hue in coloured.items()),
        (Sign(None, "pale: minor"), any(not partner.main for partner in held)),
    )


# ---------------------------------------------------------------------------- layout


def _laid_out(view: Signalling, width: int) -> Drawing:
    """Return the complexes in as many columns as the `width` has room for."""
    widths = _widths(view, width - 2 * MARGIN)
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(view.receptors), len(widths)):
        pairs = list(zip(view.receptors[start : start + len(widths)], widths, strict=False))
        row = [_panel(view, receptor, each) for receptor, each in pairs]
        above = max(panel.above for panel in row)
        face, left = top + above, float(MARGIN)
        for panel, (_, each) in zip(row, pairs, strict=True):
            marks.append(membrane(each - _GAP, MEMBRANE).at(left, face))
            marks.append(panel.mark.at(left, face))
            marks.append(panel.head.at(left, face + panel.above - above))
            left += each
        top = face + max(panel.below for panel in row) + 8
    return Drawing(tuple(marks), top)


def _widths(view: Signalling, inner: float) -> list[float]:
    """Return the widths of the columns of a line: equal ones, or by what each needs where all then stand in one."""
    count = len(view.receptors)
    widest = max(_pitch(receptor) * len(_side_by_side(receptor)) for receptor in view.receptors)
    columns = min(count, max(1, int(inner // (widest + 60))))
    needs = [_needed(receptor) for receptor in view.receptors]
    spare = inner - sum(needs)
    if columns < count and spare >= 0:
        return [need + spare / count for need in needs]
    return [inner / columns] * columns


def _needed(receptor: StandingReceptor) -> float:
    """Return the least width of a column: its chains with their names, or what goes to the nucleus side by side."""
    factors = {partner.factor for chain in receptor.standing for partner in chain.partners if partner.factor}
    return max(_pitch(receptor) * len(_side_by_side(receptor)), _FACTOR * len(factors) - _GAP) + 1.4 * _GAP


def _pitch(receptor: StandingReceptor) -> float:
    chains = _side_by_side(receptor)
    return 66 if len(chains) > 2 else 88 if len(set(chains)) == len(chains) else _PAIR


def _side_by_side(receptor: StandingReceptor) -> list[StandingChain]:
    """Return the chains as they stand: one that is there twice on both sides of the others."""
    twice = [chain for chain in receptor.standing if chain.copies > 1]
    return [*twice, *(chain for chain in receptor.standing if chain.copies == 1), *twice]


def _panel(view: Signalling, receptor: StandingReceptor, width: float) -> _Panel:
    pitch, middle = _pitch(receptor), (width - _GAP) / 2
    rows = _side_by_side(receptor)
    first = middle - pitch * (len(rows) - 1) / 2
    chains = [_Chain(row, chain_parts(row), first + pitch * i, row in rows[:i]) for i, row in enumerate(rows)]
    spots = [(chain.row, chain.x - middle) for chain in chains]
    held = lifted(spots, Held.of(_drawn(view, len(spots))), 46)
    messenger = _named(view, held, beside=bool(receptor.presenting)).at(middle, 0)
    outside = [
        standing_chain(row, x, held).at(middle, 0).with_rows(Row("receptor_chains", row.key)) for row, x in spots
    ]
    outside += _presented(receptor, messenger, middle, width - _GAP)
    inside = _inside(receptor, chains, middle) if receptor.signals else []
    floor = max([MEMBRANE + 30, *(each.box.bottom for each in (*outside, *inside))]) + 17
    under = [_caption(chain, view.interleukin, wide).at(x, floor) for chain, x, wide in _named_once(chains, pitch)]
    head = _head(view, receptor, width - _GAP - 8)
    high = min(each.box.top for each in (messenger, *outside))
    head = head.at(middle, high - 8 - head.box.bottom)
    mark = together([*outside, messenger, *inside, *under]).with_rows(Row("receptor_complexes", receptor.key))
    return _Panel(mark, head, -head.box.top, max(each.box.bottom for each in under))


def _head(view: Signalling, receptor: StandingReceptor, width: float) -> Mark:
    """Return the name of a receptor; whose it is stands in it where there is room, and in the title always."""
    short = f"{receptor.name}{'' if receptor.signals else ': no signal'}"
    whole = f"{view.interleukin} receptor, {short}"
    return label(
        whole if text_width(whole, weight="bold") <= width else short, weight="bold", width=width, anchor="middle"
    )


def _presented(receptor: StandingReceptor, messenger: Mark, middle: float, width: float) -> list[Mark]:
    """Return the chains that hang from the membrane of another cell and hold the messenger out, and that membrane."""
    marks: list[Mark] = []
    for i, row in enumerate(receptor.presenting):
        parts, x = chain_parts(row), middle + 30 * (i - (len(receptor.presenting) - 1) / 2)
        face = messenger.ports["top"].y + 2 - chain_height(parts.domains) - 16
        hangs = receptor_chain(parts, chain_hue(row.gene), stalk=16.0).turned(180).at(x, face)
        name = label(f"{row.name} ({row.gene}) of another cell", weight="bold", anchor="middle")
        if not marks:
            marks.append(membrane(width, MEMBRANE).at(0, face - MEMBRANE))
        marks += [hangs.with_rows(Row("receptor_chains", row.key)), name.at(middle, face - MEMBRANE - 18 - 18 * i)]
    return marks


def _drawn(view: Signalling, chains: int) -> Mark:
    """Return the messenger, the larger the more chains must find room around it."""
    return messenger_mark(view.fold, view.form, {1: 14.0, 2: 16.0}.get(chains, 20.0))


def _named(view: Signalling, held: Held, *, beside: bool) -> Mark:
    """Return the messenger with its name above, or `beside` it where something else stands above."""
    drawn = held.mark
    name = label(view.interleukin, weight="bold", anchor="start" if beside else "middle")
    name = name.at(drawn.box.height / 2 if beside else 0, drawn.box.top - 8)
    return together([drawn, name], drawn.ports).with_rows(Row("ligand_structures", view.interleukin))


def _inside(receptor: StandingReceptor, chains: Sequence[_Chain], middle: float) -> list[Mark]:
    """Return what the chains hold inside, the transcription factors below, and the arrows between them."""
    stacks = [(chain, _stack(chain)) for chain in chains if chain.row.partners]
    factors = list(
        dict.fromkeys(
            partner.factor
            for main in (True, False)
            for chain in chains
            for partner in chain.row.partners
            if partner.factor and partner.main == main
        )
    )
    marks = [stack for _, stack in stacks]
    if not factors:
        return marks
    low = max(*(stack.box.bottom + 34 for stack in marks), MEMBRANE + _TAIL)
    joins = [(stack, name, main) for chain, stack in stacks for name, main in _sent(chain.row).items()]
    starts = {name: [stack.box.centre.x for stack, to, _ in joins if to == name] for name in factors}
    at = _carriers(starts, {name for _, name, main in joins if main}, Point(middle, low))
    for stack, name, main in joins:
        beside = _BESIDE if at[name].ports["top"].x > stack.box.centre.x - _FACTOR / 2 else -_BESIDE
        start = Point(stack.box.centre.x + beside, stack.box.bottom)
        way = arrow(start, _aside(at[name].ports["top"], start), "stimulates", colour="quiet")
        marks.append(way if main else way.pale())
    nucleus = label("to the nucleus", size=SMALL, colour="quiet", anchor="middle").at(middle, low + 48)
    xs = [each.ports["bottom"].x for each in at.values()]
    if len(xs) > 1:
        marks.append(brace(min(xs), max(xs), low + 12))
    start = low + (18 if len(xs) > 1 else 12)
    marks.append(arrow(Point(middle, start), Point(middle, low + 36), "moves", colour="quiet"))
    return [*marks, *at.values(), nucleus]


def _carriers(starts: Mapping[str, Sequence[float]], leading: Container[str], middle: Point) -> dict[str, Mark]:
    """Return what goes to the nucleus side by side around `middle`; its phosphate is off the arrows to it.

    `starts` are the places (x) where the arrows to each begin; who is not `leading` is pale.
    """
    plain = {name: transcription_factor(name) for name in starts}
    x = middle.x - sum(each.box.width + 17 for each in plain.values()) / 2
    at: dict[str, Mark] = {}
    for name, each in plain.items():
        place = x + each.box.width / 2 + 8.5
        over = max(starts[name]) > place + _ASIDE
        side = -1 if over and (place < middle.x or min(starts[name]) > place + _ASIDE) else 1
        drawn = transcription_factor(name, phosphates=1, side=side) if name.startswith("STAT") else each
        at[name] = (drawn if name in leading else drawn.pale()).at(place, middle.y)
        x += each.box.width + 17
    return at


def _aside(top: Point, start: Point) -> Point:
    """Return where an arrow from `start` ends near `top`: from the left on its left, so that two keep apart."""
    return top.moved(max(-_ASIDE, min(_ASIDE, start.x - top.x)))


def _stack(chain: _Chain) -> Mark:
    """Return the kinases or adapters of a chain, one below the other, where its tail holds them.

    What the sources call its own stands last, where the arrows leave; what they name beside it is pale.
    """
    first = MEMBRANE + {"box1/box2": 18, "short": 18}.get(chain.parts.inside, 62)
    marks: dict[str, Mark] = {}
    own = {partner.gene for partner in chain.row.partners if partner.main}
    for partner in sorted(chain.row.partners, key=lambda each: each.gene in own):
        if partner.kind == "own kinase":
            drawn = label("kinase of its own", size=SMALL, anchor="middle").at(0, 4)
        else:
            name = partner_name(partner.gene)
            drawn = kinase(name) if partner.kind == "kinase" else adapter(name)
        row = Row("signalling_pairs", partner.key)
        if partner.gene in marks:
            marks[partner.gene] = marks[partner.gene].with_rows(row)
        else:
            drawn = drawn if partner.gene in own else together([_ground(drawn.box), drawn.pale()])
            marks[partner.gene] = drawn.at(chain.x, first + 24 * len(marks)).with_rows(row)
    return together(marks.values())


def _ground(box: Box) -> Mark:
    """Return the page behind what is pale, so that no line shines through it."""
    return shape("rect", box, x=box.left, y=box.top, width=box.width, height=box.height, rx=9, fill="var(--page)")


def _named_once(chains: Sequence[_Chain], pitch: float) -> list[tuple[_Chain, float, float]]:
    """Return the chains that are named below, where, and with how much room: two that stand alone have one name."""
    if len(chains) == 2 and chains[1].again:
        return [(chains[0], (chains[0].x + chains[1].x) / 2, 2 * pitch - 6)]
    return [(chain, chain.x, pitch + (14 if chain.row.copies > 1 else -6)) for chain in chains]


def _caption(chain: _Chain, interleukin: str, width: float) -> Mark:
    """Return the name of a chain, and once the other interleukins that use it, each a way to its own picture."""
    row, line = chain.row, SMALL * LEADING
    gene = label(row.gene, size=SMALL, colour="quiet", anchor="middle").at(0, line)
    words = [label(row.name, weight="bold", anchor="middle"), gene]
    others = [user for user in row.users if user != interleukin and not chain.again]
    if others:
        links = [
            label(user_label(row.gene, user), size=SMALL, colour="blue").named(
                f"{user} uses {row.name}, too: show its receptors", control="interleukin", value=user
            )
            for user in others
        ]
        words.append(flow([label("also:", size=SMALL, colour="quiet"), *links], width, 6, line).at(0, 2.1 * line))
    return together(words)


# ---------------------------------------------------------------------------- words


def _title(view: Signalling) -> str:
    chains = {chain.gene: chain for receptor in view.receptors for chain in receptor.chains}
    shared = [chain for chain in chains.values() if len(chain.users) > 1]
    heard = _heard(view)
    if not shared:
        return f"{heard}, and shares no chain with another interleukin"
    if len(view.receptors) > _TOLD:
        return f"{heard}; it shares {counted(len(shared), 'chain')} with others"
    return f"{heard}; it shares {listed([chain.name for chain in shared])} with others"


def _heard(view: Signalling) -> str:
    """Return by how many receptors a messenger is heard; what only holds it is none, and the same chains are one."""
    ways = [frozenset(chain.gene for chain in receptor.chains) for receptor in view.receptors if receptor.signals]
    silent = [receptor for receptor in view.receptors if not receptor.signals]
    if not ways:
        return f"{view.interleukin} sits on {counted(len(silent), 'receptor')} and gives no signal"
    receptors = len(set(ways))
    heard = f"{view.interleukin} is heard by {counted(receptors, 'receptor')}"
    if receptors == 1 < len(ways):
        heard = f"{view.interleukin} is heard by one receptor in {number_name(len(ways))} ways"
    decoys = sum(any(chain.role in ("decoy", "soluble") for chain in receptor.chains) for receptor in silent)
    holding = "a decoy holds" if decoys == 1 else f"{decoys} decoys hold"
    return f"{heard}, and {holding} it" if decoys else heard


def _told(view: Signalling) -> str:
    if len(view.receptors) <= _TOLD:
        return " ".join(_receptor_told(receptor) for receptor in view.receptors)
    names = [listed([_counted_name(chain) for chain in each.chains]) for each in view.receptors]
    told = "; ".join(
        f"by {name}: {_ranked(_factors(each)) or 'nothing'}" for name, each in zip(names, view.receptors, strict=True)
    )
    return f"What goes to the nucleus: {told}."


def _counted_name(chain: StandingChain) -> str:
    return chain.name if chain.copies == 1 else f"{number_name(chain.copies)} {chain.name}"


def _factors(receptor: StandingReceptor) -> dict[str, bool]:
    """Return what goes to the nucleus, and whether the sources call it the main way of a chain."""
    return _by_rank((p.factor, p.main) for chain in receptor.chains for p in chain.partners if p.factor)


def _sent(chain: StandingChain) -> dict[str, bool]:
    """Return what one chain sends to the nucleus, and whether the sources call it its main way."""
    return _by_rank((p.factor, p.main) for p in chain.partners if p.factor)


def _by_rank(found: Iterable[tuple[str, bool]]) -> dict[str, bool]:
    ranks: dict[str, bool] = {}
    for name, main in found:
        ranks[name] = ranks.get(name, False) or main
    return ranks


def _ranked(ranks: Mapping[str, bool]) -> str:
    """Return names as a sentence lists them, with what is drawn pale in brackets."""
    main, minor = ([name for name, rank in ranks.items() if rank == wanted] for wanted in (True, False))
    return f"{listed(main)} (minor: {listed(minor)})" if main and minor else listed(main or minor)


def _receptor_told(receptor: StandingReceptor) -> str:
    made_of = f"“{receptor.name}” consists of {listed([_counted_name(chain) for chain in receptor.chains])}"
    if not receptor.signals:
        return f"{made_of} and gives no signal."
    held = [
        f"{chain.name} holds {_ranked(_by_rank((partner_name(p.gene), p.main) for p in chain.partners))}"
        for chain in receptor.chains
        if chain.partners and chain.partners[0].kind != "own kinase"
    ]
    factors = _factors(receptor)
    told = f"{made_of}; {', '.join(held)}" if held else made_of
    goes = "goes" if (sum(factors.values()) or len(factors)) == 1 else "go"
    return f"{told}, and {_ranked(factors)} {goes} to the nucleus." if factors else f"{told}."


def _table(view: Signalling) -> dict[str, list[str]]:
    rows = [(receptor, chain) for receptor in view.receptors for chain in receptor.chains]
    return {
        "receptor": [receptor.name for receptor, _ in rows],
        "species": [receptor.species for receptor, _ in rows],
        "chain": [_counted_name(chain) for _, chain in rows],
        "gene": [chain.gene for _, chain in rows],
        "role": [role_words(chain.role) for _, chain in rows],
        "domains outside": [_domain_words(chain) for _, chain in rows],
        "holds inside": [_ranked(_by_rank((p.gene, p.main) for p in chain.partners)) for _, chain in rows],
        "transcription factors": [
            _ranked(_by_rank((p.factor, p.main) for p in chain.partners if p.factor)) for _, chain in rows
        ],
        "also used by": [
            ", ".join(user_label(chain.gene, user) for user in chain.users if user != view.interleukin)
            for _, chain in rows
        ],
    }


def _domain_words(chain: StandingChain) -> str:
    if chain.ig is None or chain.fibronectin is None:
        return "not counted"
    counts = ((chain.ig, "immunoglobulin"), (chain.fibronectin, "fibronectin"), (chain.sushi, "sushi"),
              (chain.cysteine_rich, "cysteine-rich"))  # fmt: skip
    return ", ".join(f"{number} {name}" for number, name in counts if number)
