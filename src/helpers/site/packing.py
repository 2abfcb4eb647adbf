"""Many JSON values that are much alike, as files of a bounded size: what is equal stands once in each.

A value becomes a tree of nodes; a node that two trees hold is one node. A file is a list of nodes (`pool`) and of
values, gzipped, as text for a script element, which a page opened as a file may load. `live.js` is the reader. In a
node "~1f" stands for the node with that number (of 36 digits), and a list that begins with "~+" for its texts in one;
a text of its own that begins with "~" has another before it.
"""

import base64
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LARGEST = 150_000
"""Letters of one file, where its states can be shared out among several: a second on a slow line (1.6 Mbit/s)."""
_SHORT = 24  # letters of a node that stands wherever it is used
_REFERENCE = 5  # letters in which a node names another
_LONG = 400  # letters from which markup is cut into nodes
_CUT = re.compile(r"(?=<(?:g|text|style|metadata|path|rect|circle)\b)")
_WHOLE = re.compile(r"\.0(?=[,\]])")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Part = str | int
"""A piece of the text of a node, or the number of another node that stands there."""
Node = tuple[Part, ...]


@dataclass(slots=True)
class Pool:
    """Nodes, each once."""

    nodes: list[Node] = field(default_factory=list)
    _numbers: dict[Node, int] = field(default_factory=dict)
    _texts: dict[str, Node] = field(default_factory=dict)

    def add(self, value: object) -> Node:
        """Take in a JSON value; return the text in which it is written, with the numbers of the nodes it holds.

        States say the same texts again and again, so a text that is no longer than a piece is coded once.
        """
        if not isinstance(value, str) or len(value) > _LONG:
            return self._add(value)
        if value not in self._texts:
            self._texts[value] = self._add(value)
        return self._texts[value]

    def _add(self, value: object) -> Node:
        node = _joined(self._coded(value))
        if (len(node) == 1 and isinstance(node[0], int)) or _length(node) < _SHORT:
            return node
        if node not in self._numbers:
            self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return (self._numbers[node],)

    def _coded(self, value: object) -> Iterator[Part]:
        if isinstance(value, str):
            yield from self._text(value)
        elif isinstance(value, dict):
            yield from self._listed("{", ((f"{_json(key)}:", item) for key, item in value.items()), "}")
        elif isinstance(value, list) and not {*map(type, value)} <= {float, int, type(None)}:
            yield from self._listed("[", (("", item) for item in value), "]")
        else:
            yield _WHOLE.sub("", _json(value))

    def _listed(self, opening: str, items: Iterable[tuple[str, object]], closing: str) -> Iterator[Part]:
        before = opening
        for name, item in items:
            yield f"{before}{name}"
            yield from self.add(item)
            before = ","
        yield closing if before == "," else opening + closing

    def _text(self, text: str) -> Iterator[Part]:
        pieces = [piece for piece in _CUT.split(text) if piece] if len(text) > _LONG else [text]
        if len(pieces) > 1:
            yield from self._listed('["~+",', (("", piece) for piece in pieces), "]")
        else:
            yield _json(f"~{text}" if text.startswith("~") else text)

    def length(self, number: int) -> int:
        """Return how many letters a node has, those of the nodes below it left out."""
        return _length(self.nodes[number])

    def below(self, node: Node, seen: set[int]) -> None:
        """Add the numbers of all nodes that `node` leads to, and that are not in `seen`, to it."""
        new = [part for part in node if isinstance(part, int) and part not in seen]
        while new:
            number = new.pop()
            if number not in seen:
                seen.add(number)
                new += [part for part in self.nodes[number] if isinstance(part, int) and part not in seen]


def packed(pool: Pool, values: Mapping[int, Node], more: Mapping[str, object]) -> list[str]:
    """Return the texts of the files that hold `values`, by ascending number; the first also holds `more`.

    The first file has the nodes that many values need, and the number with which each other file begins (`starts`);
    where everything has room in it, there is no other.
    """
    numbers = sorted(values)
    whole = _file(pool, {}, numbers, values, {"starts": [], **more})
    if len(whole) <= LARGEST:
        return [whole]
    pieces = -(-len(whole) // LARGEST)
    shared = _shared(pool, [values[number] for number in numbers], pieces)
    place = {number: at for at, number in enumerate(shared)}
    files = list(_shares(pool, place, numbers, values))
    starts = [first for first, _ in files]
    first = _file(pool, {}, [], {}, {"starts": starts, **more}, shared)
    return [first, *(text for _, text in files)]


def _shared(pool: Pool, nodes: Sequence[Node], pieces: int) -> list[int]:
    """Return the nodes that at least half of the files would hold."""
    length = -(-len(nodes) // pieces)
    counts: Counter[int] = Counter()
    for first in range(0, len(nodes), length):
        seen: set[int] = set()
        for node in nodes[first : first + length]:
            pool.below(node, seen)
        counts.update(seen)
    return sorted(number for number, count in counts.items() if 2 * count > pieces)


def _shares(
    pool: Pool, place: Mapping[int, int], numbers: Sequence[int], values: Mapping[int, Node]
) -> Iterator[tuple[int, str]]:
    """Yield the first number and the text of each file; what is too long is halved."""
    text = _file(pool, place, numbers, values, {})
    if len(text) <= LARGEST or len(numbers) == 1:
        yield numbers[0], text
        return
    middle = len(numbers) // 2
    yield from _shares(pool, place, numbers[:middle], values)
    yield from _shares(pool, place, numbers[middle:], values)


def _file(
    pool: Pool,
    place: Mapping[int, int],
    numbers: Sequence[int],
    values: Mapping[int, Node],
    more: Mapping[str, object],
    own: Sequence[int] | None = None,
) -> str:
    """Return the text of a file with these `numbers`; `place` is where the nodes of the first file stand in it."""
    if own is None:
        seen = set(place)
        for number in numbers:
            pool.below(values[number], seen)
        own = sorted(seen - place.keys())
    here = {**place, **{number: len(place) + at for at, number in enumerate(own)}}
    steps = [after - before for before, after in zip([0, *numbers], numbers, strict=False)]
    content = [
        *(f"{_json(name)}:{_json(value)}" for name, value in more.items()),
        f'"pool":[{",".join(_written(pool.nodes[number], here) for number in own)}]',
        f'"steps":{_json(steps)}',
        f'"values":[{",".join(_written(values[number], here) for number in numbers)}]',
    ]
    text = "{" + ",".join(content) + "}"
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()


def _written(node: Node, here: Mapping[int, int]) -> str:
    return "".join(part if isinstance(part, str) else f'"~{_short(here[part])}"' for part in node)


def _short(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text


def _length(node: Node) -> int:
    return sum(len(part) if isinstance(part, str) else _REFERENCE for part in node)


def _joined(parts: Iterable[Part]) -> Node:
    """Return the parts, with texts that follow one another as one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        else:
            joined.append(part)
    return tuple(joined)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
