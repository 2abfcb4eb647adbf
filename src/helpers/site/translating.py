"""The edition in another language: gettext's catalogues for the prose of the lessons and for the words of the pages.

A message is a paragraph, heading, entry or cell of a notebook's Markdown, as it is written there, or an English
sentence that the code gives to `phrase`, in Python here and in the scripts of the pages. Where a catalogue has no
translation, the English stands.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from helpers import extras, tables

with extras.needing("site"):
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

FOLDER = tables.data_folder().parent / "locale"
TEMPLATES = tables.data_folder().parent / "build" / "pot"
INTERFACE = "interface"
"""The name of the catalogue that has the words of the pages; each notebook has one of its own name."""
_PACKAGE = Path(__file__).resolve().parents[1]
_PYTHON, _SCRIPTS = ("site/*.py",), ("*.js", "explorers/*.js", "practice/*.js", "site/*.js")
# phrase("…"), where the text may be put together from several with a plus.
_STRING = r'"(?:[^"\\]|\\.)*"'
_PHRASE = re.compile(rf"\bphrase\(\s*({_STRING}(?:\s*\+\s*{_STRING})*)")
_HEAD = "# Interleukins: from messenger to medicine. docs/translating.md says how this file is used."
_PLACE = re.compile(r"\{(\d)\}")

Messages = Mapping[str, str]
"""Translations by their English."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A language (as in "de") and its messages, by the name of their catalogue."""

    language: str = "en-GB"
    catalogues: Mapping[str, Messages] = field(default_factory=dict)

    def of(self, catalogue: str) -> Messages:
        """Return the messages of a catalogue; none where there is no such file."""
        return self.catalogues.get(catalogue, {})


ENGLISH = Translation()
_spoken: ContextVar[Translation] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Translation:
    """Return the translation that pages are written in now."""
    return _spoken.get()


@contextmanager
def speaking(translation: Translation) -> Iterator[None]:
    """Write the pages that are made within in this translation."""
    before = _spoken.set(translation)
    try:
        yield
    finally:
        _spoken.reset(before)


def phrase(english: str, *values: object) -> str:
    """Return words of a page in the language spoken; {0}, {1} in them stand for the `values`."""
    said = spoken().of(INTERFACE).get(english, english)
    return _PLACE.sub(lambda place: str(values[int(place[1])]), said) if values else said


def translation(language: str, folder: Path = FOLDER) -> Translation:
    """Return the catalogues of a language; "" is the English of the course.

    Raises ValueError when there are none.
    """
    if not language:
        return ENGLISH
    place = folder / language / "LC_MESSAGES"
    files = sorted(place.glob("*.po"))
    if not files:
        raise ValueError(
            f"No catalogue in locale/{language}/LC_MESSAGES. Run `make pot`, copy what you want to translate there as "
            ".po files, and translate it (docs/translating.md)."
        )
    return Translation(language, {path.stem: _read(path) for path in files})


def _read(path: Path) -> dict[str, str]:
    """Return what is translated in a catalogue; what is marked as fuzzy is not."""
    with path.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id and each.string and not each.fuzzy}


def missing(of: Translation, templates: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the messages of the `templates` that a translation lacks, by catalogue; a whole one is left out."""
    lacking = {name: [each for each in texts if each not in of.of(name)] for name, texts in templates.items()}
    return {name: texts for name, texts in lacking.items() if texts}


def template(messages: Iterable[str]) -> bytes:
    """Return a catalogue with these messages, untranslated."""
    catalogue = Catalog(header_comment=_HEAD, project="Interleukins: from messenger to medicine", charset="utf-8")
    for message in messages:
        catalogue.add(message)
    file = BytesIO()
    # Without the day, so that the same course gives the same file.
    write_po(file, catalogue, omit_header=False, width=0)
    return re.sub(rb'^"POT-Creation-Date:.*\n', b"", file.getvalue(), flags=re.MULTILINE)


def interface(more: Iterable[str] = ()) -> list[str]:
    """Return every English text that the code gives to `phrase`, and those in `more`, each once."""
    python = [text for pattern in _PYTHON for path in sorted(_PACKAGE.glob(pattern)) for text in _of_python(path)]
    scripts = [text for pattern in _SCRIPTS for path in sorted(_PACKAGE.glob(pattern)) for text in _of_script(path)]
    return list(dict.fromkeys([*python, *scripts, *more]))


def _of_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
            yield ast.literal_eval(node.args[0])


def _of_script(path: Path) -> Iterator[str]:
    for found in _PHRASE.finditer(path.read_text(encoding="utf-8")):
        yield "".join(ast.literal_eval(part) for part in re.findall(_STRING, found[1]))
