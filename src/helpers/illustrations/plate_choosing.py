"""Plates in which a reader chooses a part to answer: a receptor with what it holds, and a body with some organs.

They say of their parts no more than the names. Each part carries the key of its row as data-part.
"""

import functools
from collections.abc import Mapping, Sequence

from helpers.illustrations.anatomy import HEIGHT, body, organ
from helpers.illustrations.arrows import tie
from helpers.illustrations.cells import membrane
from helpers.illustrations.illustration import MARGIN, Drawing, Illustration
from helpers.illustrations.lettering import PLAIN, SMALL, label, spread
from helpers.illustrations.mark import Mark, Row, shape, together
from helpers.illustrations.molecules import kinase
from helpers.illustrations.standing import MEMBRANE, Held, lifted, messenger_mark, standing_chain
from helpers.illustrations.svg import Box, Point
from helpers.views.membrane import Signalling, StandingChain, StandingReceptor
from helpers.words import first_upper, listed

_PITCH = 84.0  # from chain to chain (pixels)
_HELD = MEMBRANE + 62  # where the kinase of a chain stands, below the face of the membrane
_NAMED = MEMBRANE + 94  # where the name of the chain stands
_FINGER = 6.0  # how far around a part a finger still meets it
_BODY = 0.86  # size of the body


def receptor_choice(view: Signalling, key: str) -> Illustration:
    """Return the complex `key` of an interleukin: its chains, and below each the kinase that it is known for.

    Raises ValueError when the interleukin has no such complex.
    """
    found = [receptor for receptor in view.receptors if receptor.key == key]
    if not found:
        raise ValueError(f"{view.interleukin} has no receptor '{key}'; choose one of the table receptor_complexes.")
    chains = found[0].standing
    held = [_kinase_of(chain) for chain in chains]
    told = [f"{chain.name} holds {name or 'no kinase'}" for chain, name in zip(chains, held, strict=True)]
    return Illustration(
        name="receptor-choice",
        title=f"A receptor of {view.interleukin}",
        description=f"{listed([chain.name for chain in chains])} stand in the membrane around {view.interleukin}. "
        f"{listed(told)}.",
        table={"chain": [chain.name for chain in chains], "kinase": [name or "none" for name in held]},
        draw=functools.partial(_receptor, view, found[0]),
    )


def body_choice(labels: Mapping[str, str]) -> Illustration:
    """Return a body with the organs of `labels` (key -> name). Raises ValueError where there are none."""
    if not labels:
        raise ValueError("Name at least one organ to choose from.")
    return Illustration(
        name="body-choice",
        title="A body and some of its organs",
        description=f"A body from the front, with {listed([*labels.values()])} marked by name.",
        table={"organ": [*labels.values()]},
        draw=functools.partial(_body, labels),
    )


# ---------------------------------------------------------------------------- a receptor


def _receptor(view: Signalling, receptor: StandingReceptor, width: int) -> Drawing:
    chains = receptor.standing
    first = -_PITCH * (len(chains) - 1) / 2
    spots = [(chain, first + _PITCH * i) for i, chain in enumerate(chains)]
    held = lifted(spots, Held.of(messenger_mark(view.fold, view.form, 20.0)), 46)
    name = label(view.interleukin, weight="bold", anchor="middle").at(0, held.mark.box.top - 8)
    parts = [_chain(chain, x, held) for chain, x in spots]
    parts += [_below(chain, x) for chain, x in spots if _kinase_of(chain)]
    wide = min(width - 2 * MARGIN, _PITCH * len(chains) + 90)
    ground = membrane(wide, MEMBRANE).at(-wide / 2, 0)
    picture = together([ground, held.mark, name, *parts])
    return Drawing((picture.at(width / 2, -picture.box.top),), picture.box.height + MARGIN)


def _chain(chain: StandingChain, x: float, held: Held) -> Mark:
    drawn = standing_chain(chain, x, held)
    name = label(chain.name, weight="bold", anchor="middle").at(x, _NAMED)
    return _part([drawn, name], chain.name, chain.gene, over=name.box).with_rows(Row("receptor_chains", chain.key))


def _below(chain: StandingChain, x: float) -> Mark:
    name = _kinase_of(chain)
    row = next(partner.key for partner in chain.partners if partner.gene == name)
    return _part([kinase(name).at(x, _HELD)], name, name).with_rows(Row("signalling_pairs", row))


def _kinase_of(chain: StandingChain) -> str:
    """Return the kinase that a chain is known for, or ""."""
    return next((partner.gene for partner in chain.partners if partner.kind == "kinase" and partner.main), "")


# ---------------------------------------------------------------------------- a body


def _body(labels: Mapping[str, str], width: int) -> Drawing:
    """Return the body in the middle and the names at its sides, by turns, each tied to its organ."""
    keys = sorted(labels, key=lambda key: organ(key).ports["right"].y)
    room = width / 2 - 95 * _BODY - MARGIN - 4
    marks = [body().scaled(_BODY).at(width / 2, 0)]
    for side, own in (("right", keys[::2]), ("left", keys[1::2])):
        names = [label(first_upper(labels[key]), size=PLAIN if room > 150 else SMALL, weight="bold",
                       width=room, anchor="start" if side == "right" else "end") for key in own]  # fmt: skip
        wanted = [_BODY * organ(key).ports[side].y for key in own]
        places = spread(wanted, [name.box.height + 22 for name in names], 0, HEIGHT * _BODY)
        marks += [
            _organ(key, labels[key], name, Point(width - MARGIN - room if side == "right" else MARGIN + room, y), width)
            for key, name, y in zip(own, names, places, strict=True)
        ]
    return Drawing(tuple(marks), HEIGHT * _BODY + MARGIN)


def _organ(key: str, name: str, written: Mark, at: Point, width: int) -> Mark:
    """Return an organ on the body, its name `at` its place, and the line between them, as one part."""
    side = "right" if at.x > width / 2 else "left"
    drawn = organ(key).scaled(_BODY).at(width / 2, 0)
    edge = at.moved(-8 if side == "right" else 8)
    tall = written.box.height + 6
    line = tie(edge, drawn.ports[side], tall, "quiet", 1.6)
    words = written.at(at.x, at.y - written.box.centre.y)
    return _part([drawn, line, words], first_upper(name), key, over=words.box).with_rows(Row("organ_sectors", key))


# ---------------------------------------------------------------------------- parts


def _part(marks: Sequence[Mark], name: str, key: str, over: Box | None = None) -> Mark:
    """Return marks as one part with a `name`, on a ground that a finger meets, by default behind all of it."""
    room = (over or together(marks).box).grown(_FINGER)
    ground = shape("rect", room, x=room.left, y=room.top, width=room.width, height=room.height, rx=6,
                   fill="var(--page)", fill_opacity=0, class_="ground")  # fmt: skip
    return together([ground, *marks]).named(name, "part", part=key)
