"""What IL-6 does in each organ of a body, up to a year, and what a drug would stop: the activity map as a record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from helpers import tables
from helpers.views.il6_map import Activity

Verdict = Literal["stops", "stays", "partly", "undecided"]
"""What a drug does to effects, by their way of signalling; undecided where no source names it, or sources disagree."""
Blocks = Literal["yes", "no", "disputed", "expected"]

# What a line says where the word for its branch leaves open what rises or falls: by branch, and by readout in it.
_SUBJECTS: Mapping[str, str] = {
    "growth inhibition": "growth of tumour cells",
    "tumour support": "support of the tumour",
}
_OF_READOUTS: Mapping[tuple[str, str], str] = {
    ("bone", "osteoclasts"): "bone resorption",
    ("bone", "bone thickness"): "bone formation",
    ("bone", "P1NP"): "bone formation",
    ("bone", "osteocalcin"): "hormone of bone",
}
NO_BLOCKER = "none"
ALL_ORGANS = "all organs"


@dataclass(frozen=True, slots=True)
class Effect:
    """Effects of one branch in one organ: the rows of `il6_activities` behind one line of the map.

    `branch` says what rises or falls; `readouts` are what was measured of it and went the way that most studies saw,
    with this direction, the most studied first.
    `up`, `down` and `same` are numbers of independent studies (references) that saw a rise, a fall, or no change;
    `human` is whether at least one was made with people or human cells; `modes` are the ways of signalling that were
    shown; `verdict` is what the chosen drug does, `verdicts` what each drug would do.
    """

    key: str
    branch: str
    readouts: tuple[tuple[str, str], ...]
    rows: tuple[Activity, ...]
    up: int
    down: int
    same: int
    human: bool
    modes: tuple[str, ...]
    verdicts: tuple[tuple[str, Verdict], ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The keys of the studies, each once."""
        return tuple(dict.fromkeys(key for row in self.rows for key in row.reference.split(";")))

    @property
    def studies(self) -> int:
        """The number of independent studies."""
        return len(self.references)


@dataclass(frozen=True, slots=True)
class RimReadout:
    """A measurement that always stands at the rim, and the directions that were published by then."""

    key: str
    label: str
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """An organ of the map: its key in `organ_sectors`, what is measured there, who sends IL-6, and its effects."""

    key: str
    label: str
    readouts: tuple[RimReadout, ...]
    senders: tuple[str, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class IL6Body:
    """The map of a year: its organs from the head downwards, and the names that IL-6 had had by then.

    `organ` is the key of the organ that was chosen, "" for all of them; `last_year` is that of the newest row.
    """

    year: int
    last_year: int
    drug: str
    organ: str
    sectors: tuple[Sector, ...]
    names: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        """All lines of the map."""
        return tuple(effect for sector in self.sectors for effect in sector.effects)


def il6_drugs() -> tuple[str, ...]:
    """Return the choices of a drug: none, then those of the table `il6_blockers`."""
    return (NO_BLOCKER, *blocked_ways())


def il6_years() -> tuple[int, ...]:
    """Return the years in which the map grew, from the first to the last."""
    return tuple(dict.fromkeys(each.year for each in _published()))


def il6_organs() -> tuple[str, ...]:
    """Return the choices of an organ: all, then the labels of the table `organ_sectors` from the head downwards."""
    return (ALL_ORGANS, *_organs().values())


def organ_labels() -> dict[str, str]:
    """Return key -> label of the organs of the table `organ_sectors`, from the head downwards."""
    return dict(_organs())


def il6_body(drug: str = NO_BLOCKER, year: float | None = None, organ: str = ALL_ORGANS) -> IL6Body:
    """Return what was published on IL-6 up to `year` (None: to date), by organ, and what `drug` would stop.

    Raises ValueError for an unknown drug or organ, and when nothing was published by that year.
    """
    if drug not in il6_drugs():
        raise ValueError(f"'{drug}' is not a drug of this map; choose one of: {', '.join(il6_drugs())}.")
    if organ not in il6_organs():
        raise ValueError(f"'{organ}' is not an organ of this map; choose one of: {', '.join(il6_organs())}.")
    known = _published()
    last = known[-1].year
    year = last if year is None else int(year)
    rows = [each for each in known if each.year <= year]
    if not rows:
        raise ValueError(f"Nothing on IL-6 was published by {year}; choose {known[0].year} or a later year.")
    labels = _organs()
    chosen = [key for key, label in labels.items() if label == organ]
    return IL6Body(
        year=year,
        last_year=last,
        drug=drug,
        organ=chosen[0] if chosen else "",
        sectors=_sectors(year),
        names=tuple(dict.fromkeys(each.old_name for each in rows if each.old_name)),
        references=tuple(dict.fromkeys(key for each in rows for key in each.activity.reference.split(";"))),
    )


@dataclass(frozen=True, slots=True)
class _Published:
    """A row of `il6_activities` with the organ of its target, its year, and the name that its source used."""

    activity: Activity
    sector: str
    year: int
    old_name: str


@tables.cached
def _sectors(year: int) -> tuple[Sector, ...]:
    """Return the organs with what was published by `year`."""
    known = _published()
    return tuple(_sector(key, label, known, year) for key, label in _organs().items())


@tables.cached
def _published() -> tuple[_Published, ...]:
    """Return all rows, the oldest first; one whose source has no year stands with the newest."""
    rows = tables.load("il6_activities")
    rows = rows.assign(year=rows["year"].fillna(rows["year"].max())).sort_values("year", kind="stable")
    columns = [rows[name] for name in Activity.__dataclass_fields__]
    sectors = _sectors_of("target")
    return tuple(
        _Published(activity, sectors[activity.target], int(year), name)
        for activity, year, name in zip(
            (Activity(*cells) for cells in zip(*columns, strict=True)), rows["year"], rows["old_name"], strict=True
        )
    )


@tables.cached
def _organs() -> dict[str, str]:
    """Return key -> label of the organs, from the head downwards."""
    rows = tables.load("organ_sectors").sort_values("place")
    return dict(zip(rows["sector"], rows["label"], strict=True))


def _sectors_of(role: str) -> dict[str, str]:
    places = tables.load("target_sectors")
    own = places[places["role"] == role]
    return dict(zip(own["name"], own["sector"], strict=True))


@tables.cached
def _senders() -> dict[str, tuple[str, ...]]:
    """Return organ -> the cells in it that send IL-6."""
    found: dict[str, list[str]] = {}
    for name, sector in _sectors_of("source").items():
        found.setdefault(sector, []).append(name)
    return {sector: tuple(names) for sector, names in found.items()}


@tables.cached
def _rim() -> dict[str, str]:
    """Return readout -> label of what always stands at the rim, in its order."""
    rows = tables.load("rim_readouts").sort_values("place")
    return dict(zip(rows["readout"], rows["label"], strict=True))


def verdict(modes: Iterable[str], blocks: dict[str, Blocks]) -> Verdict:
    """Return what a drug that `blocks` ways of signalling does to effects that were shown by these `modes`.

    A drug that blocks every way stops effects whose way nobody has shown; a way of which that is only expected does
    not count against it.
    """
    every = set(blocks.values()) - {"expected"}
    if len(every) == 1 and every != {"disputed"}:
        return "stops" if every == {"yes"} else "stays"
    answers = {blocks.get(mode, "disputed") for mode in modes}
    if answers == {"yes"}:
        return "stops"
    if answers == {"no"}:
        return "stays"
    return "undecided" if "yes" not in answers else "partly"


def _sector(key: str, label: str, known: Sequence[_Published], year: int) -> Sector:
    here = [each for each in known if each.sector == key]
    branches: dict[str, list[Activity]] = {}
    for each in here:
        if each.year <= year:
            branches.setdefault(_subject(each.activity), []).append(each.activity)
    effects = [_effect(f"{key} {branch}", branch, tuple(rows)) for branch, rows in branches.items()]
    effects.sort(key=lambda effect: (-effect.studies, effect.branch))
    readouts = []
    for readout, shown in _rim().items():
        own = [each for each in here if each.activity.readout == readout]
        directions = dict.fromkeys(each.activity.readout_direction for each in own if each.year <= year)
        if own:
            readouts.append(RimReadout(readout, shown, tuple(directions)))
    return Sector(key, label, tuple(readouts), _senders().get(key, ()), tuple(effects))


def _subject(row: Activity) -> str:
    return _OF_READOUTS.get((row.branch, row.readout), _SUBJECTS.get(row.branch, row.branch))


def _effect(key: str, branch: str, rows: tuple[Activity, ...]) -> Effect:
    modes = tuple(sorted({row.signalling_mode for row in rows}))
    most = max(("up", "down", "no change"), key=lambda way: _studies(rows, way))
    measured = Counter((row.readout, most) for row in rows if row.readout and row.readout_direction == most)
    return Effect(
        key=key,
        branch=branch,
        readouts=tuple(readout for readout, _ in measured.most_common()),
        rows=rows,
        up=_studies(rows, "up"),
        down=_studies(rows, "down"),
        same=_studies(rows, "no change"),
        human=any("human" in row.species.split(" and ") for row in rows),
        modes=tuple(mode for mode in modes if mode != "unspecified"),
        verdicts=tuple((drug, verdict(modes, blocks)) for drug, blocks in blocked_ways().items()),
    )


def _studies(rows: Iterable[Activity], direction: str) -> int:
    return len({key for row in rows if row.direction == direction for key in row.reference.split(";")})


@tables.cached
def blocked_ways() -> dict[str, dict[str, Blocks]]:
    """Return drug -> way of signalling -> whether it is blocked; disputed where sources disagree."""
    found: dict[str, dict[str, Blocks]] = {}
    rows = tables.load("il6_blockers")[["blocker", "signalling_mode", "blocks"]]
    for drug, mode, answer in rows.itertuples(index=False):
        known = found.setdefault(drug, {})
        known[mode] = cast("Blocks", answer) if known.get(mode, answer) == answer else "disputed"
    return found
