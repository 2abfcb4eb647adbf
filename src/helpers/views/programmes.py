"""The programmes of helper cells: who tells them, which factor decides, what they make for or against whom."""

from dataclasses import dataclass
from typing import Literal

from helpers import tables
from helpers.views.classes import messenger_shapes
from helpers.views.source import rows_as, too_few

Slot = Literal["instruct", "factor", "output", "enemy", "excess", "lack", "drug"]
EVERY_PROGRAMME = "all programmes"


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A row of `helper_programmes`: what stands in a slot of a programme.

    `standing` is "disputed" where others found otherwise, and `against` names them.
    """

    programme: str
    cell_type: str
    kind: str
    slot: Slot
    item: str
    sign: str
    effect: str
    species: str
    standing: str
    against: str
    reference: str

    @property
    def disputed(self) -> bool:
        """Whether others found otherwise."""
        return self.standing == "disputed"

    @property
    def told(self) -> str:
        """What stands there, as a sentence says it."""
        return f"{self.item} (disputed)" if self.disputed else self.item

    @property
    def references(self) -> tuple[str, ...]:
        """The keys of all sources, of those who found otherwise, too."""
        return tuple(f"{self.reference};{self.against}".strip(";").split(";"))

    @property
    def key(self) -> str:
        """What names the row."""
        return f"{self.programme} {self.slot} {self.item}"


@dataclass(frozen=True, slots=True)
class HelperProgramme:
    """A kind of helper cell with everything that stands in its programme, in the order of the table."""

    name: str
    kind: str
    items: tuple[ProgrammeItem, ...]

    def of(self, slot: Slot) -> tuple[ProgrammeItem, ...]:
        """Return what stands in a slot; nothing where it was not established."""
        return tuple(each for each in self.items if each.slot == slot)

    def names(self, slot: Slot) -> list[str]:
        """Return the words of what stands in a slot."""
        return [each.item for each in self.of(slot)]


@dataclass(frozen=True, slots=True)
class HelperProgrammes:
    """All programmes, with `chosen` one of their names or `EVERY_PROGRAMME`.

    `folds` holds fold and form of messengers, by their names.
    """

    chosen: str
    programmes: tuple[HelperProgramme, ...]
    folds: dict[str, tuple[str, str]]

    @property
    def marked(self) -> HelperProgramme | None:
        """The programme that is chosen; None where all are shown alike."""
        return next((each for each in self.programmes if each.name == self.chosen), None)

    @property
    def factors(self) -> dict[str, list[HelperProgramme]]:
        """The factors that decide, each with the programmes that it serves."""
        found: dict[str, list[HelperProgramme]] = {}
        for each in self.programmes:
            for factor in each.names("factor"):
                found.setdefault(factor, []).append(each)
        return found


def programme_options() -> tuple[str, ...]:
    """Return the choices of a programme: all, then those of the table."""
    return (EVERY_PROGRAMME, *(each.name for each in _programmes()))


def helper_programmes(programme: str = EVERY_PROGRAMME) -> HelperProgrammes:
    """Return the programmes of helper cells, with `programme` chosen.

    Raises ValueError for an unknown programme, and TableError when the table is empty.
    """
    if not _programmes():
        raise too_few("helper_programmes")
    if programme not in programme_options():
        listed = ", ".join(programme_options())
        raise ValueError(f"'{programme}' is not a programme of the tables; choose one of: {listed}.")
    return HelperProgrammes(programme, _programmes(), messenger_shapes())


@tables.cached
def _programmes() -> tuple[HelperProgramme, ...]:
    found: dict[str, list[ProgrammeItem]] = {}
    for row in rows_as(ProgrammeItem, tables.load("helper_programmes")):
        found.setdefault(row.programme, []).append(row)
    return tuple(HelperProgramme(name, items[0].kind, tuple(items)) for name, items in found.items())
