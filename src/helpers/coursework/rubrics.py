"""The page of questions and rubrics that instructors read, made from the tables."""

from collections.abc import Iterator, Mapping

from helpers.coursework import items
from helpers.coursework.assignments import ASSIGNMENTS
from helpers.coursework.editions import ROOT
from helpers.coursework.items import Item, ItemKind

PAGE = ROOT / "docs" / "instructors" / "rubrics.md"
MINUTES: dict[ItemKind, int] = {"number": 4, "choice": 3, "letters": 4, "order": 4, "text": 9}

_HEAD = (
    "# Questions and rubrics of the coursework",
    "",
    "This page is made from `data/coursework_items.csv` and `data/coursework_options.csv` by "
    "`python -m helpers.coursework editions`.",
    "A student receives one item of each question. Minutes are estimates.",
    "",
)
_TABLE = (
    "| question | items | how answered | marks | minutes | objectives |",
    "|---|---|---|---|---|---|",
)


def minutes(item: Item) -> int:
    """Return the minutes that an item is meant to take: an estimate, one more where a figure is read."""
    return MINUTES[item.kind] + bool(item.functions.figure)


def minutes_of(assignment: str) -> int:
    """Return the minutes that an assignment takes a student whose items are all the longest of their pool."""
    return sum(max(minutes(item) for item in pool) for pool in items.questions(assignment).values())


def page() -> str:
    """Return the page docs/instructors/rubrics.md: questions, minutes, rubrics."""
    return "\n".join([*_HEAD, *(line for assignment in ASSIGNMENTS for line in _section(assignment))])


def _section(assignment: str) -> Iterator[str]:
    pools = items.questions(assignment)
    marks = sum(items.points(assignment).values())
    yield from (f"## {ASSIGNMENTS[assignment].title}", "")
    yield from (f"{len(pools)} questions, {marks:g} marks, about {minutes_of(assignment)} minutes.", "")
    yield from _TABLE
    yield from (_row(question, pool) for question, pool in pools.items())
    yield from ("", "Texts, marked by a person:", "")
    yield from _rubrics(pools)
    yield ""


def _row(question: str, pool: list[Item]) -> str:
    kinds = sorted({f"{item.kind} from a figure" if item.functions.figure else item.kind for item in pool})
    cells = (
        question,
        "; ".join(dict.fromkeys(item.title for item in pool)),
        ", ".join(kinds),
        f"{pool[0].points:g}",
        str(max(minutes(item) for item in pool)),
        ", ".join(dict.fromkeys(item.objective for item in pool)),
    )
    return f"| {' | '.join(cells)} |"


def _rubrics(pools: Mapping[str, list[Item]]) -> Iterator[str]:
    for item in (item for pool in pools.values() for item in pool if item.kind == "text"):
        yield f"- **{item.item}** ({item.objective}). {item.stem}"
        yield from (f"  - {option.score:g}: {option.text}" for option in item.options)
