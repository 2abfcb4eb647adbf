"""A notebook of the course as a page of the HTML edition."""

from dataclasses import dataclass

from helpers.site import grids, prose


@dataclass(frozen=True, slots=True)
class Section:
    """What the search looks through: a heading of a page, and the words below it."""

    page: str
    anchor: str
    heading: str
    text: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook as a page: `path` and `title`, headings, body (HTML), sections, explorers, questions and sources."""

    path: str
    title: str
    headings: list[prose.Heading]
    body: str
    sections: list[Section]
    calls: list[grids.Call]
    questions: list[str]
    cited: list[str]
