"""The hours after endotoxin in volunteers: how high each messenger stands, the fever, and the cells of the blood."""

from dataclasses import dataclass

from helpers import tables
from helpers.models import lps_challenge
from helpers.views.inflammation import CYTOKINE_NAMES, NETWORK
from helpers.views.routes import CellLook
from helpers.views.source import rows_as

_SHARES = ("neutrophils", "lymphocytes", "monocytes")


@dataclass(frozen=True, slots=True)
class MessengerHours:
    """A cytokine of the challenge: its `fold` and `form` in `ligand_structures` ("" for TNF), and means by the hour.

    `brake` says that it only restrains in the network of the model.
    """

    name: str
    fold: str
    form: str
    brake: bool
    mean_pg_per_ml: tuple[float, ...]

    @property
    def peak(self) -> float:
        """The highest mean (pg/mL)."""
        return max(self.mean_pg_per_ml)


@dataclass(frozen=True, slots=True)
class BloodCells:
    """A kind of white blood cell at an hour: `count` (10⁹ per litre), and the `keys` of the rows that it comes from."""

    kind: str
    hour: float
    count: float
    look: CellLook
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeverPeak:
    """The highest mean temperature (°C), when it was measured, and the row that it comes from."""

    hour: float
    celsius: float
    people: int
    key: str


@dataclass(frozen=True, slots=True)
class EndotoxinHours:
    """The challenge with `chosen` among its `hours`: messengers were measured at `times`, cells and fever elsewhere.

    `cells_dose` and `dose` are the endotoxin (ng/kg) that the volunteers of the cells and of the messengers received.
    """

    chosen: float
    hours: tuple[float, ...]
    times: tuple[float, ...]
    messengers: tuple[MessengerHours, ...]
    cells: tuple[BloodCells, ...]
    fever: FeverPeak | None
    dose: float
    cells_dose: float
    references: tuple[str, ...]

    def peak_hour(self, messenger: MessengerHours) -> float:
        """Return when the mean of a messenger is highest."""
        return self.times[messenger.mean_pg_per_ml.index(messenger.peak)]

    def cells_at(self, hour: float) -> tuple[BloodCells, ...]:
        """Return the cells that were counted at an hour, none where nothing was counted."""
        return tuple(cell for cell in self.cells if cell.hour == hour)


def endotoxin_hour_stops() -> tuple[float, ...]:
    """Return the hours at which anything was measured, ascending."""
    times = lps_challenge.MEASURED_BOLUS.time_h
    return tuple(sorted({*times, *(cell.hour for cell in _cells()), *(fever.hour for fever in _fevers())}))


@tables.cached
def endotoxin_hours(hour: float = 0.0) -> EndotoxinHours:
    """Return what was measured in volunteers after a bolus of endotoxin, with `hour` chosen.

    Raises ValueError for an hour at which nothing was measured.
    """
    stops = endotoxin_hour_stops()
    if hour not in stops:
        listed = ", ".join(f"{stop:g}" for stop in stops)
        raise ValueError(f"Nothing was measured at hour {hour:g}; choose one of: {listed}.")
    measured = lps_challenge.MEASURED_BOLUS
    rows = tables.load("ligand_structures")[["interleukin", "fold", "form"]]
    looks = {name: (fold, form) for name, fold, form in rows.itertuples(index=False)}
    messengers = tuple(
        MessengerHours(name, *looks.get(name, ("", "")), _brakes(name), series.mean)
        for name, series in ((CYTOKINE_NAMES[field], getattr(measured, field)) for field in lps_challenge.CYTOKINES)
    )
    fevers = _fevers()
    return EndotoxinHours(
        chosen=hour,
        hours=stops,
        times=measured.time_h,
        messengers=messengers,
        cells=_cells(),
        fever=max(fevers, key=lambda one: one.celsius) if fevers else None,
        dose=lps_challenge.BOLUS.dose_ng_per_kg,
        cells_dose=max((row.dose_ng_per_kg for row in _signs() if row.sign in _SHARES), default=0.0),
        references=tuple(dict.fromkeys(key for row in _signs() for key in row.reference.split(";"))),
    )


def _brakes(name: str) -> bool:
    return {action.action for action in NETWORK if action.source == name} == {"restrains"}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A row of `endotoxin_signs`, by its columns."""

    sign: str
    hour: float
    value: float
    dose_ng_per_kg: float
    people: int
    cell_type: str
    reference: str

    @property
    def key(self) -> str:
        """What names the row."""
        return f"{self.sign} {self.hour:g}"


@tables.cached
def _signs() -> tuple[_Sign, ...]:
    return tuple(rows_as(_Sign, tables.load("endotoxin_signs")))


@tables.cached
def _cells() -> tuple[BloodCells, ...]:
    """Return the kinds of cells by the hour: their share of the white blood cells that were counted with them."""
    rows = tables.load("cell_types")[["cell_type", "shape", "nucleus"]]
    looks = {name: CellLook(name, shape, nucleus) for name, shape, nucleus in rows.itertuples(index=False)}
    totals = {(row.hour, row.reference): row for row in _signs() if row.sign == "leukocytes"}
    found = []
    for row in _signs():
        total = totals.get((row.hour, row.reference))
        if row.sign in _SHARES and total:
            count = row.value / 100 * total.value
            found.append(BloodCells(row.sign, row.hour, count, looks[row.cell_type], (row.key, total.key)))
    return tuple(found)


@tables.cached
def _fevers() -> tuple[FeverPeak, ...]:
    return tuple(FeverPeak(row.hour, row.value, row.people, row.key) for row in _signs() if row.sign == "temperature")
