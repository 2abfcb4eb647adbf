"""How a source is called: its first author, its institution or the first words of its title, and its year."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers import tables

PAPERS = {"article", "review", "book", "education research"}
# Papers with a DOI or a PMID whose record, as it was opened, shows no year. They may only become fewer.
UNDATED = {
    "rahman_wakefield",
}


@pytest.mark.parametrize(
    ("key", "citation", "name"),
    [
        ("x_2016", "Akdis M, Aab A, et al. Interleukins. J Allergy 2016;138:984-1010.", "Akdis 2016"),
        ("x_2019", "Lang Lehrskov L, Lyngbaek MP. A title of 2017. Cell 2019 Mar 5;29:844.", "Lang Lehrskov 2019"),
        ("x_title", "Lang Lehrskov L, Lyngbaek MP. A title of 2017. Cell 2016 Mar 5;29:844.", "Lang Lehrskov 2016"),
        ("x_1991", "de Waal Malefyt R, Abrams J. A title. J Exp Med 1991;174:1209.", "de Waal Malefyt 1991"),
        ("x_2018", "Trotta et al. Article in Nature Medicine 2018 (a title).", "Trotta 2018"),
        ("x_2018", "Lamertz, et al. A title. Sci Signal 2018;11:550.", "Lamertz 2018"),
        ("x_2025", "Xue Y, Chu T, et al. A title. ACR Convergence 2025, abstract 2013.", "Xue 2025"),
        ("x", "Garbers C, Thaiss W, et al. A title (a record with abstract).", "Garbers, undated"),
        ("x_2011", "RECOVERY Collaborative Group. A title. Lancet 2011.", "RECOVERY Collaborative Group 2011"),
        ("x_1995", "Serum IL-6 in arthritis and more. J Rheum 1995;1:93.", "Serum IL-6 in arthritis… 1995"),
        ("x_2005", "Kinetic analysis of the interaction between A and B. Bios 2005;20:2.", "Kinetic analysis… 2005"),
        ("x_1997", "MyD88: an adapter that recruits others. Immunity 1997;7:837.", "MyD88: an adapter that… 1997"),
        ("x", "IL-28A, IL-28B, and IL-29: promising cytokines (a review).", "IL-28A, IL-28B, and IL-29…, undated"),
    ],
)
def test_a_paper_has_a_short_name(key, citation, name):
    assert tables.author_year({"reference": key, "citation": citation, "kind": "article"}) == name


@pytest.mark.parametrize(
    ("key", "citation", "name"),
    [
        ("x_2014", "US Food and Drug Administration, Center X. A list, 2014.", "US Food and Drug Administration 2014"),
        ("x_2019", "AbbVie (reported by Y). European Commission approves Z, 30 April 2019.", "AbbVie 2019"),
        ("x_faq", "Drugs.com. Nucala FDA approval history.", "Drugs.com, undated"),
        ("x_2025", "Journal of Managed Care. A drug is approved.", "Journal of Managed Care 2025"),
    ],
)
def test_a_page_is_called_by_the_institution_that_speaks(key, citation, name):
    assert tables.author_year({"reference": key, "citation": citation, "kind": "news"}) == name


SOURCES = tables.load("references").to_dict("records")


def test_every_source_is_called_by_words_and_its_year_and_fits_into_a_table():
    for row in SOURCES:
        name = tables.short_names(row["reference"])
        assert re.fullmatch(r"[^_]{2,68}(?: (?:19|20)\d\d|, undated)", name), row["reference"]
        assert not re.match(r"(?:The|A|An)?…", name), row["reference"]


def test_a_paper_without_an_author_is_called_by_at_least_two_words_of_its_title():
    for row in SOURCES:
        name = tables.short_names(row["reference"])
        if row["kind"] in PAPERS and "…" in name:
            assert len(name.split("…")[0].split()) >= 2, row["reference"]


def test_a_paper_that_has_a_number_has_a_year():
    """Its record gives it; a paper that was met only as a copy without a date is called undated."""
    undated = {
        row["reference"]
        for row in SOURCES
        if row["kind"] in PAPERS
        and (row["doi"] or row["pmid"])
        and tables.short_names(row["reference"]).endswith(", undated")
    }
    assert undated <= UNDATED, "write the year of these papers into the citation"


# A number of PubMed may be given years before its issue (a paper ahead of print), and years after it (a late entry).
AHEAD_OF_PRINT = 2
_DATED_DOI = re.compile(r"/j\.[a-z]+\.((?:19|20)\d\d)\.\d\d\.\d")
_NUMBERED_BY_TIME = 8_000_000  # from here on, of 1995 and later, PubMed counts in the order of entry


def _dated_papers() -> list[tuple[int, Mapping[Any, Any]]]:
    """Return the year of each paper that shows one, with its row."""
    papers = [row for row in SOURCES if row["kind"] in PAPERS]
    years = [tables.author_year(row).rsplit(" ", 1)[-1] for row in papers]
    return [(int(year), row) for year, row in zip(years, papers, strict=True) if year.isdecimal()]


def test_a_doi_that_tells_its_year_belongs_to_a_paper_of_that_year():
    told = [(year, row["reference"], _DATED_DOI.search(row["doi"])) for year, row in _dated_papers()]
    dated = [(year - int(doi[1]), reference) for year, reference, doi in told if doi]
    assert len(dated) > 50
    assert [reference for late, reference in dated if not 0 <= late <= AHEAD_OF_PRINT] == []


def test_no_paper_is_younger_than_its_number():
    """PubMed had counted as far as this number by the year of the papers with smaller ones."""
    numbered = sorted((int(row["pmid"]), year, row["reference"]) for year, row in _dated_papers() if row["pmid"])
    late, latest = [], 0
    for number, year, reference in numbered:
        if number < _NUMBERED_BY_TIME:
            continue
        if latest and year > latest + AHEAD_OF_PRINT:
            late.append(reference)
        latest = max(latest, year)
    assert not late, "author, year and number belong to one paper"


# Papers whose record, as it was opened, names no author: cited by their titles, since a name is printed from memory
# nowhere. Another joins only where it states a fact that no paper with a printed author was found to state.
UNSIGNED = frozenset(Path(__file__).with_name("papers_without_author.txt").read_text(encoding="utf-8").split())
_GROUP = re.compile(r"\b(?:Group|Collaboration|Consortium|Committee|Investigators|University|Network|Cochrane)\b")


def _is_host(name: str, url: str) -> bool:
    """Return whether a site bears this name: "Digital Histology" is digitalhistology.org."""
    return re.sub(r"\W", "", name).lower() in (urlsplit(url).hostname or "").split(".")


def _signed(row: Mapping[Any, Any]) -> bool:
    """Return whether a paper is called by its first author or group, a teaching page by the institution of its site."""
    who = re.sub(r"(?:, undated| \d{4})$", "", tables.author_year(row))
    if row["kind"] == "book" and row["opened_as"] == "web page" and _is_host(who, row["url"]):
        return True
    initials = rf"{re.escape(who)}(?: [A-Z]{{1,4}}\b| [A-Z]-[A-Z]\b|,? et al\b)"
    surnames = re.fullmatch(r"[A-Z][a-z]+(?:, [A-Z][a-z]+)+", who)
    return bool(re.match(initials, row["citation"]) or surnames or _GROUP.search(who))


@pytest.mark.parametrize(
    ("citation", "kind", "url", "signed"),
    [
        ("Digital Histology. Cells of a tissue.", "book", "https://digitalhistology.org/cells", True),
        ("Cells of a tissue. Digital Histology.", "book", "https://digitalhistology.org/cells", False),
        ("Digital Histology. Cells of a tissue.", "article", "https://digitalhistology.org/cells", False),
        ("Digital Histology. Cells of a tissue.", "book", "https://cells.org/digitalhistology", False),
        ("Akdis M, Aab A, et al. Interleukins.", "article", "", True),
    ],
)
def test_a_teaching_page_may_be_called_by_the_institution_whose_site_it_is(citation, kind, url, signed):
    row = {"reference": "x", "citation": citation, "kind": kind, "url": url, "opened_as": "web page"}
    assert _signed(row) is signed


def test_a_paper_is_called_by_its_author_or_stands_on_the_list():
    """Whoever finds an author takes the paper off the list."""
    found = {row["reference"] for row in SOURCES if row["kind"] in PAPERS and not _signed(row)}
    assert found - UNSIGNED == set(), "name the first author of these papers"
    assert UNSIGNED - found == set(), "take these papers off tests/papers_without_author.txt"
