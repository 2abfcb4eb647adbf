"""From the bytes of a file to its text: limits of size, encodings, and files that are no notebook at all."""

import codecs
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from helpers.coursework.problems import Code, ProblemLog

LARGE = 4_000_000  # bytes from which outputs are thrown out before the file is parsed
KEPT_OUTPUT = 20_000  # bytes of one output that are kept in a large file
LONGEST_STRING = 1_000_000  # bytes of a string outside of outputs that is kept in a large file, such as a line of text
MOST_TEXT = 2 * LARGE  # bytes that a large file may hold besides its outputs
LONGEST_KEY = 40  # bytes in which the name of a field stands
MOST_TOKENS = 400_000  # brackets and runs of strings of a large file
DEEPEST = 500  # brackets within brackets

View: TypeAlias = bytes | mmap.mmap

# A string may break off with the file; whatever is odd, each byte is looked at once.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_TOKEN = re.compile(rb'(?:"(?:[^"\\]++|\\.)*+"?[\s,]*+)++|[\[\]{}]', re.DOTALL)
_QUOTE, _OPENING, _LIST = ord('"'), b"[{", ord("[")
_NO_OUTPUT, _NO_STRING = b"{}", b'""'
_OTHER_FORMATS = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!")


class Unreadable(ValueError):
    """A file holds no notebook; `code` and `words` say what it seems to be."""

    def __init__(self, code: Code, **words: object) -> None:
        super().__init__(code.value)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece of a file that is left out, from `start` up to `end`, and what stands in its place."""

    start: int
    end: int
    instead: bytes


def text_of(source: bytes | Path, log: ProblemLog) -> str:
    """Return the text of a file (its bytes, or its path). Raises `Unreadable` for what cannot be a notebook."""
    if _beginning(source).startswith(_OTHER_FORMATS):
        raise Unreadable(Code.OTHER_FORMAT)
    raw = _slim(source, log)
    if not raw.strip(b" \t\r\n\0"):
        raise Unreadable(Code.EMPTY)
    return _decoded(raw, log)


def _beginning(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source[:4]
    with source.open("rb") as file:
        return file.read(4)


def _slim(source: bytes | Path, log: ProblemLog) -> bytes:
    """Return the bytes of a file; from a large one, without the outputs that make it large."""
    if isinstance(source, bytes):
        return _without_outputs(source, log) if len(source) > LARGE else source
    if source.stat().st_size <= LARGE:
        return source.read_bytes()
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        return _without_outputs(view, log)


def _without_outputs(view: View, log: ProblemLog) -> bytes:
    """Return a large JSON file without its long outputs and strings; memory stays at what is kept."""
    kept: list[bytes] = []
    copied, strings = 0, False
    for span in _long_parts(view):
        kept += (view[copied : span.start], span.instead)
        copied, strings = span.end, strings or span.instead == _NO_STRING
    kept.append(view[copied : len(view)])
    slim = b"".join(kept)
    if len(slim) > MOST_TEXT:
        raise Unreadable(Code.TOO_MUCH_TEXT, megabytes=MOST_TEXT // 1_000_000)
    log.add(Code.OUTPUTS_SKIPPED, megabytes=len(view) / 1e6, kilobytes=KEPT_OUTPUT // 1000)
    if strings:
        log.add(Code.STRINGS_SKIPPED, kilobytes=LONGEST_STRING // 1000)
    return slim


def _long_parts(view: View) -> Iterator[_Span]:
    """Yield outputs longer than `KEPT_OUTPUT`, the one in which the file breaks off, and long strings elsewhere."""
    depth, list_depth, start, names_outputs = 0, None, None, False
    for number, token in enumerate(_TOKEN.finditer(view)):
        if number > MOST_TOKENS or depth > DEEPEST:
            raise Unreadable(Code.TOO_MANY_BRACKETS)
        first = view[token.start()]
        if first == _QUOTE:
            if list_depth is None:
                yield from _long_strings(view, token.start(), token.end())
            last = view[max(token.start(), token.end() - LONGEST_KEY) : token.end()]
            names_outputs = last.rstrip().endswith(b'"outputs"')
            continue
        if first in _OPENING:
            if list_depth is None:
                list_depth = depth if first == _LIST and names_outputs else None
            elif depth == list_depth + 1:
                start = token.start()
            depth += 1
        else:
            depth -= 1
            if list_depth is not None and depth == list_depth + 1 and start is not None:
                if token.end() - start > KEPT_OUTPUT:
                    yield _Span(start, token.end(), _NO_OUTPUT)
                start = None
            elif list_depth == depth:
                list_depth = None
        names_outputs = False
    if start is not None:
        yield _Span(start, len(view), b"")


def _long_strings(view: View, start: int, end: int) -> Iterator[_Span]:
    """Yield the strings in a run of strings that are longer than any line of a notebook."""
    if end - start > LONGEST_STRING:
        for string in _STRING.finditer(view, start, end):
            if string.end() - string.start() > LONGEST_STRING:
                yield _Span(string.start(), string.end(), _NO_STRING)


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
    if raw[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        return ("utf-32",)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    if raw[:4000].count(b"\0") > len(raw[:4000]) // 4:
        return ("utf-16-le", "utf-16-be") if raw[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig",)
