"""The question bank as files: one for each format, into one folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from helpers.coursework.bank import cartridge, collected, gift, moodle, packages
from helpers.coursework.bank.entries import Entry

# The name of each file, and what makes its bytes.
MADE: Mapping[str, Callable[[Sequence[Entry]], bytes]] = {
    "moodle.xml": lambda entries: moodle.write(entries).encode(),
    "bank.gift.txt": lambda entries: gift.write(entries).encode(),
    "qti12.zip": packages.qti12_package,
    "qti21.zip": packages.qti21_package,
}


CARTRIDGE = "common_cartridge.imscc"


def write(folder: Path, variants: int, address: str = "") -> list[Path]:
    """Write the bank in every format, with so many variants of each item of the coursework; return the files.

    `address` is where the HTML edition lies, for the links of the cartridge.

    Raises ValueError where `variants` is less than one.
    """
    if variants < 1:
        raise ValueError(f"One variant of each item is the least, not {variants}.")
    entries = [*collected.practice_entries(), *collected.coursework_entries(variants)]
    folder.mkdir(parents=True, exist_ok=True)
    for name, made in MADE.items():
        (folder / name).write_bytes(made(entries))
    (folder / CARTRIDGE).write_bytes(cartridge.write(entries, address))
    return [folder / name for name in (*MADE, CARTRIDGE)]
