"""How a source is called in a sentence or a table: "Akdis 2016"."""

import re
from collections.abc import Mapping
from typing import Any

_WORD = r"[^\W\d_][\w'’-]*"
_PARTICLES = r"(?:(?:van|von|de|der|den|dos|la|le|du|da|di|el|al)[ -])*"
_INITIALS = r"(?:[A-Z]{1,4}|[A-Z]-[A-Z])(?: Jr)?"
# "Akdis M, Aab A, ...", "van der Poll T, ...", "Lang Lehrskov L, ...", "Trotta et al."
_AUTHOR = re.compile(
    rf"({_PARTICLES}{_WORD}(?: [^\W\d_][\w'’-]{{2,}}){{0,2}}?)(?: {_INITIALS}(?:[,.;]| et al\b| and )|,? et al\b)"
)
_OF_AN_ISSUE = re.compile(r"\b((?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d+)?)?;")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF_KEY = re.compile(r"(?<=_)(?:19|20)\d\d(?!\d)")
_WITH_TITLE = {"article", "review", "book", "education research"}
_END_OF_TITLE = re.compile(r"[.?](?= |$)| \(")
_END_OF_NAME = re.compile(r"[.:,;?](?= |$)| \(")
_FEW, _SHORT = 4, 3  # words of a title, letters of a word that says little


def author_year(reference: Mapping[Any, Any]) -> str:
    """Return the short name of a source (one row of the table `references`): first author and year.

    Where no author is named, the first words of the title stand for a paper or a book, and the institution that speaks
    for a page. The year is the one that citation and key share, else that of the issue, else the last one in the
    citation, else that in the key; a source that shows none is called undated.

    >>> said = "Akdis M, Aab A, et al. Interleukins. J Allergy Clin Immunol 2016;138:984-1010."
    >>> author_year({"reference": "akdis_2016", "citation": said, "kind": "review"})
    'Akdis 2016'
    >>> author_year({"reference": "drugscom_nucala", "citation": "Drugs.com. Nucala approval.", "kind": "database"})
    'Drugs.com, undated'
    """
    citation = reference["citation"]
    year = _year(citation, reference["reference"])
    who = _who(citation, _END_OF_TITLE if reference["kind"] in _WITH_TITLE else _END_OF_NAME)
    return f"{who} {year}" if year else f"{who}, undated"


def _year(citation: str, key: str) -> str:
    """Return the year of a source, "" where it shows none."""
    said, of_key = _YEAR.findall(citation), _YEAR_OF_KEY.findall(key)
    both = [year for year in of_key if year in said]
    years = both or _OF_AN_ISSUE.findall(citation) or said or of_key
    return years[-1] if years else ""


def _who(citation: str, end: re.Pattern[str]) -> str:
    """Return the author of a source, else its institution or the first words of its title, which stop at `end`."""
    author = _AUTHOR.match(citation)
    if author:
        return author[1]
    head = end.split(citation, maxsplit=1)[0]
    words = head.split()
    is_name = all(word[0].isupper() for word in words if len(word) > _SHORT)
    if len(words) <= (2 * _FEW if is_name else _FEW):
        return head
    first = words[:_FEW]
    while first[-1].islower() and len(first[-1]) <= _SHORT:
        first.pop()
    return f"{' '.join(first).rstrip(',:;')}…"
