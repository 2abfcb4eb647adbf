"""Whether a source speaks for itself (primary), or somebody else repeats what it said (secondary).

A paper, a licence, a database's own record are primary. A copy of a label on another host, a compendium of labels, a
catalogue of abstracts, a seller's page, an encyclopaedia and the news are secondary: what they say may be right, and a
reader is told that it was not read at its origin. The hosts of such pages are the table `source_hosts`.

A label with a number at its regulator is cited there, and its citation says so where the text was read in a copy.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from helpers.tables import store
from helpers.tables.store import cached

Standing: TypeAlias = Literal["primary", "secondary"]

_TOLD_BY_OTHERS = frozenset({"news", "encyclopaedia"})


def host(url: str) -> str:
    """Return the host of an address, without "www."."""
    return urlsplit(url).netloc.casefold().removeprefix("www.")


def on_one_of(url: str, hosts: frozenset[str]) -> bool:
    """Return whether the host of `url` is one of `hosts`, or a part of one (such as "fr.example.org")."""
    labels = host(url).split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels)))


def of(reference: Mapping[Any, Any], hosts: frozenset[str]) -> Standing:
    """Return the standing of a row of the table `references`, given the `hosts` of secondary sources.

    What has a DOI or a PMID is published, wherever it was read.
    """
    if reference["doi"] or reference["pmid"]:
        return "primary"
    secondary = reference["kind"] in _TOLD_BY_OTHERS or on_one_of(reference["url"], hosts)
    return "secondary" if secondary else "primary"


@cached
def standings(folder: Path) -> dict[str, Standing]:
    """Return {citation key: standing} of every source."""
    hosts, cells = store.values(folder, "source_hosts", "host"), store.read(folder, "references")
    rows = (dict(zip(cells.header, row, strict=True)) for row in cells.rows)
    return {row["reference"]: of(row, hosts) for row in rows}
