"""The question bank as files: one for each format, into one folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from helpers.coursework.bank import collected, gift, moodle
from helpers.coursework.bank.entries import Entry

TITLE = "Interleukins: from messenger to medicine"
# The name of each file, and what writes it.
TEXTS: Mapping[str, Callable[[Sequence[Entry]], str]] = {
    "moodle.xml": moodle.write,
    "bank.gift.txt": gift.write,
}


def write(folder: Path, variants: int) -> list[Path]:
    """Write the bank in every format, with so many variants of each item of the coursework; return the files.

    Raises ValueError where `variants` is less than one.
    """
    if variants < 1:
        raise ValueError(f"One variant of each item is the least, not {variants}.")
    entries = [*collected.practice_entries(), *collected.coursework_entries(variants)]
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in TEXTS.items():
        (folder / name).write_text(written(entries), encoding="utf-8")
    return [folder / name for name in TEXTS]
