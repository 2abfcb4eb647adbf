"""A rheumatoid joint: who tells whom what, and what stops or weakens when one messenger is held."""

import functools
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal, cast

from helpers import tables
from helpers.views.routes import CellLook
from helpers.views.source import too_few

JointPlace = Literal["vessel", "liver", "synovium", "joint space", "cartilage", "bone"]
MessageState = Literal["sent", "weaker", "held"]
"""What becomes of a message: it is sent; who sends it has lost one of its reasons; nobody hears it any more."""
NOTHING_HELD = "nothing"


@dataclass(frozen=True, slots=True)
class JointActor:
    """A cell of the joint (a row of `joint_actors`) in its place, as it is drawn."""

    name: str
    place: JointPlace
    look: CellLook
    reference: str


@dataclass(frozen=True, slots=True)
class JointSignal:
    """A message between two cells: a row of `joint_signals`, with what becomes of it.

    `makes` is the messenger that the receiver sends because of it, "" where it is none.
    """

    number: int
    messenger: str
    sender: str
    receiver: str
    effect: str
    makes: str
    species: str
    reference: str
    state: MessageState = "sent"


@dataclass(frozen=True)  # without slots: hub and answer are looked up often, and found once
class RheumatoidJoint:
    """The cells of a joint and what they tell each other; `held` is a messenger, or `NOTHING_HELD`."""

    held: str
    actors: tuple[JointActor, ...]
    signals: tuple[JointSignal, ...]

    @property
    def messengers(self) -> tuple[str, ...]:
        """The messengers in the order of the table, each once."""
        return tuple(dict.fromkeys(each.messenger for each in self.signals))

    @functools.cached_property
    def hub(self) -> str:
        """The cell that sends or hears most; of equals the one that comes first."""
        ends = Counter(name for each in self.signals for name in dict.fromkeys((each.sender, each.receiver)))
        return max((each.name for each in self.actors), key=lambda name: ends[name])

    @functools.cached_property
    def answer(self) -> str:
        """The messenger that the hub sends most; "" where it sends nothing."""
        sent = Counter(each.messenger for each in self.signals if each.sender == self.hub)
        return max(sent, key=lambda name: sent[name], default="")

    @property
    def ways(self) -> tuple[tuple[JointSignal, ...], ...]:
        """The messages as arrows: those of one messenger from one cell to one other together."""
        found: dict[tuple[str, str, str], list[JointSignal]] = {}
        for each in self.signals:
            found.setdefault((each.sender, each.receiver, each.messenger), []).append(each)
        return tuple(tuple(some) for some in found.values())

    def in_state(self, state: MessageState) -> tuple[JointSignal, ...]:
        """Return the messages of which this becomes."""
        return tuple(each for each in self.signals if each.state == state)


def joint_options() -> tuple[str, ...]:
    """Return what can be held: nothing, then each messenger of the table."""
    return (NOTHING_HELD, *dict.fromkeys(each.messenger for each in _signals()))


def rheumatoid_joint(hold: str = NOTHING_HELD) -> RheumatoidJoint:
    """Return the joint while `hold` is kept from its receptors.

    A message is weaker when its sender made it, among others, because of one that is held or weaker.
    Raises ValueError for a messenger that is not in the table, and TableError when a table is empty.
    """
    signals, actors = _signals(), _actors()
    if not signals or not actors:
        raise too_few("joint_actors" if signals else "joint_signals")
    options = (NOTHING_HELD, *dict.fromkeys(each.messenger for each in signals))
    if hold not in options:
        raise ValueError(f"'{hold}' is not a messenger of the joint; choose one of: {', '.join(options)}.")
    held = {each.number for each in signals if each.messenger == hold}
    weaker = _weaker(signals, held)
    told = tuple(replace(each, state=_state(each.number, held, weaker)) for each in signals)
    return RheumatoidJoint(hold, actors, told)


def _state(number: int, held: set[int], weaker: set[int]) -> MessageState:
    return "held" if number in held else "weaker" if number in weaker else "sent"


def _weaker(signals: tuple[JointSignal, ...], held: set[int]) -> set[int]:
    """Return the numbers of the messages that lose a reason, directly or through others."""
    lost, found = set(held), -1
    while found != len(lost):
        found = len(lost)
        reasons = {(each.receiver, each.makes) for each in signals if each.number in lost and each.makes}
        lost |= {each.number for each in signals if (each.sender, each.messenger) in reasons}
    return lost - held


@tables.cached
def _actors() -> tuple[JointActor, ...]:
    looks = {
        name: (shape, nucleus)
        for name, shape, nucleus in tables.load("cell_types")[["cell_type", "shape", "nucleus"]].itertuples(index=False)
    }
    return tuple(
        JointActor(name, cast("JointPlace", place), CellLook(name, *looks[cell_type]), reference)
        for name, cell_type, place, reference in tables.load("joint_actors").itertuples(index=False)
    )


@tables.cached
def _signals() -> tuple[JointSignal, ...]:
    columns = ["signal", "messenger", "sender", "receiver", "effect", "makes", "species", "reference"]
    rows = tables.load("joint_signals")[columns]
    return tuple(JointSignal(int(number), *words) for number, *words in rows.itertuples(index=False))
