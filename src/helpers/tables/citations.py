"""How a source is called in a sentence or a table: "Akdis 2016"."""

import re

_WORD = r"[^\W\d_][\w'’-]*"
_PARTICLES = r"(?:(?:van|von|de|der|den|dos|la|le|du|da|di|el|al)[ -])*"
_INITIALS = r"(?:[A-Z]{1,4}|[A-Z]-[A-Z])(?: Jr)?"
# "Akdis M, Aab A, ...", "van der Poll T, ...", "Lang Lehrskov L, ...", "Trotta et al."
_AUTHOR = re.compile(
    rf"({_PARTICLES}{_WORD}(?: [^\W\d_][\w'’-]{{2,}}){{0,2}}?)(?: {_INITIALS}(?:[,.;]| et al\b| and )| et al\b)"
)
_OF_AN_ISSUE = re.compile(r"\b((?:19|20)\d\d)(?: [A-Z][a-z]{2}(?: \d+)?)?;")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF_KEY = re.compile(r"(?<=_)(?:19|20)\d\d(?!\d)")
_FEW, _SHORT = 4, 3  # words of a title, letters of a word


def author_year(reference: str, citation: str) -> str:
    """Return the short name of the source with the key `reference` and this `citation`: first author and year.

    Without an author it is the institution that speaks, or the first words of the title. The year is that of the
    issue, else the last one in the citation, else that in the key; where there is none, the name stands alone.

    >>> author_year("akdis_2016", "Akdis M, Aab A, et al. Interleukins. J Allergy Clin Immunol 2016;138:984-1010.")
    'Akdis 2016'
    >>> author_year("drugscom_nucala", "Drugs.com. Nucala FDA approval history.")
    'Drugs.com'
    """
    years = _OF_AN_ISSUE.findall(citation) or _YEAR.findall(citation) or _YEAR_OF_KEY.findall(reference)
    return " ".join([_who(citation), *years[-1:]])


def _who(citation: str) -> str:
    author = _AUTHOR.match(citation)
    if author:
        return author[1]
    head = re.split(r"[.:,;?](?= |$)| \(", citation, maxsplit=1)[0]
    words = head.split()
    is_name = all(word[0].isupper() for word in words if len(word) > _SHORT)
    if len(words) <= (2 * _FEW if is_name else _FEW):
        return head
    first = words[:_FEW]
    while first[-1].islower() and len(first[-1]) <= _SHORT:
        first.pop()
    return f"{' '.join(first)}…"
