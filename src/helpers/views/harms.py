"""Where a drug can harm: what the jobs of its interleukin let expect, and what labels warn of, place by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from helpers import tables
from helpers.tables.cross_rules import of_axis

Acting = Literal["blocked", "given", "toxin"]
"""What a drug does to its interleukin: it blocks it, gives it, or uses its receptor as the way in for a toxin."""
Reason = Literal["job", "molecule", "open"]
"""Why a harm comes: a job lost or a signal gained, the molecule itself, or nothing that an opened source shows."""

EXPECTED = "what the jobs let you expect"
WARNED = "what the labels warn of"
HARM_STEPS = (EXPECTED, WARNED)
"""The two steps of the picture: first the prediction, then the labels."""

_WAYS: Mapping[str, Acting] = {"agonist": "given", "toxin-fusion": "toxin"}
_JOBS: Mapping[Acting, str] = {"blocked": "job lost", "given": "signal gained", "toxin": ""}
_REASONS: Mapping[str, Reason] = {"job lost": "job", "signal gained": "job", "molecule": "molecule"}
_PHRASES: Mapping[Acting, str] = {"blocked": "blocked", "given": "given", "toxin": "with a toxin"}


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `harm_jobs`: what the interleukin does that is lost or gained, and in which species it was shown."""

    key: str
    interleukin: str
    job: str
    species: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelWarning:
    """What labels of one drug say of one harm: the keys of the rows, whether it is boxed, and what is to be watched.

    `monitoring` holds pairs of a region and what its label asks for, without those that ask for nothing.
    """

    inn: str
    keys: tuple[str, ...]
    boxed: bool
    monitoring: tuple[tuple[str, str], ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyHarm:
    """A harm with the jobs that let it be expected and the warnings of labels; one of the two may be empty."""

    harm: str
    name: str
    reason: Reason
    jobs: tuple[Job, ...]
    warnings: tuple[LabelWarning, ...]

    @property
    def boxed(self) -> bool:
        """Whether a US label has it in its boxed warning."""
        return any(each.boxed for each in self.warnings)


@dataclass(frozen=True, slots=True)
class HarmPlace:
    """A place on the body, by its key in `harm_places`, with the harms that stand there."""

    place: str
    label: str
    harms: tuple[BodyHarm, ...]


@dataclass(frozen=True, slots=True)
class HarmsOnABody:
    """Harms of the drugs that do the same to one interleukin, from the head of the body downwards.

    `choice` is the option that was chosen, `axis` the interleukin as `therapeutics` names it; `drugs` are those whose
    labels were opened. Before the step `WARNED` there are no warnings in it, and only harms that are to be expected.
    """

    choice: str
    axis: str
    way: Acting
    step: str
    drugs: tuple[str, ...]
    places: tuple[HarmPlace, ...]

    @property
    def harms(self) -> tuple[BodyHarm, ...]:
        """All harms that are shown."""
        return tuple(harm for place in self.places for harm in place.harms)


def harm_options() -> tuple[str, ...]:
    """Return what can be blocked, given or used as a way in, in the order of the table `therapeutics`."""
    return tuple(_choices())


def harms_on_a_body(target: str | None = None, step: str = EXPECTED) -> HarmsOnABody:
    """Return the harms of acting on `target`, as expected or as labels warn; None is the one whose jobs foretell most.

    Raises ValueError for another target or step.
    """
    choices = _choices()
    target = _first() if target is None else target
    if target not in choices:
        raise ValueError(f"'{target}' is not among what drugs act on; choose one of: {', '.join(choices)}.")
    if step not in HARM_STEPS:
        raise ValueError(f"'{step}' is not a step of this picture; choose one of: {', '.join(HARM_STEPS)}.")
    axis, way, drugs = choices[target]
    jobs, warnings = _jobs(axis, way), _warnings(drugs) if step == WARNED else {}
    return HarmsOnABody(target, axis, way, step, drugs, _places(jobs, warnings, _reasons(drugs)))


@tables.cached
def _choices() -> dict[str, tuple[str, Acting, tuple[str, ...]]]:
    """Return option -> interleukin, what is done to it, and the drugs of which a label tells a harm."""
    told = set(tables.load("warnings").query("harm != ''")["inn"])
    found: dict[str, tuple[str, Acting, tuple[str, ...]]] = {}
    rows = tables.load("therapeutics")
    for inn, axis, action in zip(rows["inn"], rows["target"], rows["action"], strict=True):
        way = _WAYS.get(action, "blocked")
        name = f"{axis} {_PHRASES[way]}"
        if inn in told:
            found[name] = (axis, way, (*found.get(name, (axis, way, ()))[2], inn))
    return found


@tables.cached
def _first() -> str:
    """Return the option of which most harms are to be expected."""
    choices = _choices()
    return max(choices, key=lambda option: len(_jobs(*choices[option][:2])))


def _jobs(axis: str, way: Acting) -> dict[str, tuple[Job, ...]]:
    """Return harm -> the jobs that are lost, or the signals that are gained, by what is done to `axis`."""
    rows = tables.load("harm_jobs")
    found: dict[str, tuple[Job, ...]] = {}
    for row in rows[rows["way"] == _JOBS[way]].to_dict("records"):
        if not of_axis(row["interleukin"], axis):
            continue
        key = f"{row['harm']} {row['interleukin']} {row['species']}"
        references = tuple(row["reference"].split(";"))
        job = Job(key, row["interleukin"], row["job"], row["species"], references)
        found[row["harm"]] = (*found.get(row["harm"], ()), job)
    return found


def _own(drugs: Iterable[str]) -> pd.DataFrame:
    rows = tables.load("warnings")
    return rows[rows["inn"].isin(list(drugs)) & (rows["harm"] != "")]


def _warnings(drugs: tuple[str, ...]) -> dict[str, tuple[LabelWarning, ...]]:
    """Return harm -> a warning for each drug, the boxed ones first."""
    found: dict[str, list[LabelWarning]] = {}
    for (harm, inn), rows in _own(drugs).groupby(["harm", "inn"], sort=False):
        keys = tuple(f"{inn} {region} {harm}" for region in rows["region"])
        asked = tuple((region, text) for region, text in zip(rows["region"], rows["monitoring"], strict=True) if text)
        references = dict.fromkeys(key for each in rows["reference"] for key in each.split(";"))
        one = LabelWarning(str(inn), keys, "yes" in set(rows["boxed"]), asked, tuple(references))
        found.setdefault(str(harm), []).append(one)
    return {harm: tuple(sorted(each, key=lambda one: not one.boxed)) for harm, each in found.items()}


def _reasons(drugs: tuple[str, ...]) -> dict[str, Reason]:
    rows = _own(drugs)
    return {
        harm: _REASONS.get(mechanism, "open") for harm, mechanism in zip(rows["harm"], rows["mechanism"], strict=True)
    }


def _places(
    jobs: Mapping[str, tuple[Job, ...]],
    warnings: Mapping[str, tuple[LabelWarning, ...]],
    reasons: Mapping[str, Reason],
) -> tuple[HarmPlace, ...]:
    kinds, places = tables.load("harm_kinds"), tables.load("harm_places").sort_values("rank")
    found: dict[str, list[BodyHarm]] = {}
    for harm, name, place in zip(kinds["harm"], kinds["name"], kinds["place"], strict=True):
        if harm in jobs or harm in warnings:
            reason = "job" if harm in jobs else reasons.get(harm, "open")
            body = BodyHarm(harm, name, reason, jobs.get(harm, ()), warnings.get(harm, ()))
            found.setdefault(place, []).append(body)
    return tuple(
        HarmPlace(place, label, tuple(found[place]))
        for place, label in zip(places["place"], places["label"], strict=True)
        if place in found
    )
