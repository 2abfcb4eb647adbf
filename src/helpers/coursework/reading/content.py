"""From the bytes of a file to its text: limits of size, encodings, and files that are no notebook at all."""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from helpers.coursework.problems import Code, ProblemLog

LARGE = 4_000_000  # bytes from which outputs are thrown out before the file is parsed
KEPT_OUTPUT = 20_000  # bytes of one output that are kept in a large file
MOST_TEXT = 10 * LARGE  # bytes that a large file may hold besides its outputs
LONGEST_KEY = 40  # bytes of a string that could be the name of a field

View: TypeAlias = bytes | mmap.mmap

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', re.DOTALL)
_QUOTE, _OPENING, _LIST = ord('"'), b"[{", ord("[")


class Unreadable(ValueError):
    """A file holds no notebook; `code` and `words` say what it seems to be."""

    def __init__(self, code: Code, **words: object) -> None:
        super().__init__(code.value)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece of a file, from `start` up to `end`; without an end the file breaks off within it."""

    start: int
    end: int | None


def text_of(source: bytes | Path, log: ProblemLog) -> str:
    """Return the text of a file (its bytes, or its path). Raises `Unreadable` for what cannot be a notebook."""
    raw = _slim(source, log)
    if not raw.strip(b" \t\r\n\0"):
        raise Unreadable(Code.EMPTY)
    if raw[:4] in (b"PK\x03\x04", b"%PDF") or raw[:2] == b"\x1f\x8b":
        raise Unreadable(Code.OTHER_FORMAT)
    return _decoded(raw, log)


def _slim(source: bytes | Path, log: ProblemLog) -> bytes:
    """Return the bytes of a file; from a large one, without the outputs that make it large."""
    if isinstance(source, bytes):
        return _without_outputs(source, log) if len(source) > LARGE else source
    if source.stat().st_size <= LARGE:
        return source.read_bytes()
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return _without_outputs(view, log)


def _without_outputs(view: View, log: ProblemLog) -> bytes:
    """Return a large JSON file without its long outputs; memory stays at what is kept."""
    kept: list[bytes] = []
    copied = 0
    for span in _long_outputs(view):
        kept.append(view[copied : span.start])
        if span.end is None:
            copied = len(view)
        else:
            kept.append(b"{}")
            copied = span.end
    kept.append(view[copied : len(view)])
    slim = b"".join(kept)
    if len(slim) > MOST_TEXT:
        raise Unreadable(Code.TOO_MUCH_TEXT, megabytes=MOST_TEXT // 1_000_000)
    log.add(Code.OUTPUTS_SKIPPED, megabytes=len(view) / 1e6, kilobytes=KEPT_OUTPUT // 1000)
    return slim


def _long_outputs(view: View) -> Iterator[_Span]:
    """Yield every output longer than `KEPT_OUTPUT`, and the one in which the file breaks off."""
    depth, list_depth, start, key = 0, None, None, b""
    for token in _TOKEN.finditer(view):
        first = view[token.start()]
        if first == _QUOTE:
            key = token.group() if token.end() - token.start() < LONGEST_KEY else b""
            continue
        if first in _OPENING:
            if list_depth is None:
                list_depth = depth if first == _LIST and key == b'"outputs"' else None
            elif depth == list_depth + 1:
                start = token.start()
            depth += 1
        else:
            depth -= 1
            if list_depth is not None and depth == list_depth + 1 and start is not None:
                if token.end() - start > KEPT_OUTPUT:
                    yield _Span(start, token.end())
                start = None
            elif list_depth == depth:
                list_depth = None
        key = b""
    if start is not None:
        yield _Span(start, None)


def _decoded(raw: bytes, log: ProblemLog) -> str:
    """Return bytes as text."""
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-8-sig":
            log.add(Code.OTHER_ENCODING)
        return text
    log.add(Code.GARBLED)
    text = raw.decode("utf-8", errors="replace")
    intact = sum(character > "\x7f" for character in text)
    return text if intact > 2 * text.count("\ufffd") else raw.decode("cp1252", errors="replace")


def _encodings(raw: bytes) -> tuple[str, ...]:
    """Return the encodings that the first bytes of a file point to, the likelier first."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    if raw[:4000].count(b"\0") > len(raw[:4000]) // 4:
        return ("utf-16-le", "utf-16-be") if raw[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig",)
