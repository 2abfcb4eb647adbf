"""The rules across tables: what a row of one table says must agree with the rows of others.

A rule is a function with the decorator `rule`: it takes the folder and yields a `Problem` for each row that breaks it.
It may rely on the rules of single tables, which are checked first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.tables import citations, standing, store
from helpers.tables.rules import Problem

Rule = Callable[[Path], Iterable[Problem]]

RULES: list[Rule] = []
"""Every rule across tables, in the order in which they stand below."""

# Words of the classification that say "belongs to no family": whoever is there has no companions.
NO_FAMILY = ("no shared fold", "not established", "other receptor")

# A lesson named in a text that a reader sees: the title stands in one place, the table of lessons.
LESSON_NAMED = re.compile(r"\{([a-z0-9-]+)\}")


def rule(check: Rule) -> Rule:
    """Register a rule across tables and return it."""
    RULES.append(check)
    return check


@dataclass(frozen=True)
class Row:
    """One row as text, with the line of the file in which it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell in `column`."""
        return self.cells[column]

    def breaks(self, column: str, sentence: str) -> Problem:
        """Return the problem that the cell in `column` breaks a rule."""
        return Problem(self.file, self.line, column, self.cells[column], sentence)


@store.cached
def rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of the table `name`; they are shared by all rules."""
    cells, file = store.read(folder, name), f"data/{store.resource(folder, name)['path']}"
    return [Row(file, line, dict(zip(cells.header, row, strict=True))) for line, row in enumerate(cells.rows, start=2)]


# ---------------------------------------------------------------------------- sources


@rule
def references_can_be_reached(folder: Path) -> Iterator[Problem]:
    """A source has a DOI, a PMID or a stable address."""
    for row in rows(folder, "references"):
        if not (row["doi"] or row["pmid"] or row["url"]):
            yield row.breaks("doi", "a source needs a DOI, a PMID or a stable address")


@rule
def sources_are_listed_once(folder: Path) -> Iterator[Problem]:
    """No two keys lead to the same source."""
    for column in ("doi", "pmid", "url"):
        seen: dict[str, int] = {}
        for row in rows(folder, "references"):
            value = row[column].casefold()
            if value and value in seen:
                yield row.breaks(column, f"row {seen[value]} lists the same source under another key")
            seen.setdefault(value, row.line)


@rule
def facts_rest_on_primary_sources(folder: Path) -> Iterator[Problem]:
    """A row of a column that is marked `primary` names at least one source that speaks for itself."""
    known = standing.standings(folder)
    for resource in store.dictionary(folder)["resources"]:
        for field in resource["schema"]["fields"]:
            if field.get("primary"):
                yield from resting_on_secondary(folder, resource["name"], field["name"], known)


def resting_on_secondary(
    folder: Path, table: str, column: str, known: Mapping[str, standing.Standing]
) -> Iterator[Problem]:
    """Yield the rows of `table` that name secondary sources alone; `known` is the standing of each source."""
    for row in rows(folder, table):
        if row[column] and all(known[key] == "secondary" for key in row[column].split(";")):
            yield row.breaks(column, "only secondary sources say this: cite the paper, the licence or the record")


@rule
def evidence_is_in_a_table(folder: Path) -> Iterator[Problem]:
    """The table that decides a claim is there."""
    known = store.table_names(folder)
    for row in rows(folder, "lecture_claims"):
        if row["evidence_table"] not in known:
            yield row.breaks("evidence_table", "no table has this name")


# ---------------------------------------------------------------------------- diseases


@rule
def a_failed_trial_makes_no_marker(folder: Path) -> Iterator[Problem]:
    """A marker was observed and nothing was changed; what was tested without benefit was tested in a trial."""
    for row in rows(folder, "diseases"):
        if row["role"] == "marker" and row["evidence"] != "observation":
            yield row.breaks("role", "a marker rests on observation; a trial that failed is 'tested without benefit'")
        elif row["role"] == "tested without benefit" and row["evidence"] != "trial":
            yield row.breaks("role", "only a trial tests with or without benefit")
        elif row["evidence"] == "observation" and row["role"] != "marker":
            yield row.breaks("role", "where nothing was changed, no more than a marker is shown")


# ---------------------------------------------------------------------------- species

# Of each table with a species: the text that a reader sees, which must name the animal where it was not people alone.
_TOLD_IN = {"receptor_complexes": "name", "affinities": "method", "diseases": "finding"}
_MOUSE = re.compile(r"\b(?:mouse|mice|murine)\b", re.IGNORECASE)


@rule
def what_was_shown_in_mice_says_so(folder: Path) -> Iterator[Problem]:
    """A row on mice says so in the words that are shown, and one on people does not call itself one on mice."""
    for table, column in _TOLD_IN.items():
        for row in rows(folder, table):
            told = _MOUSE.search(row[column]) is not None
            if told != (row["species"] in ("mouse", "human and mouse")) and (table != "diseases" or not told):
                yield row.breaks(column, f"the species is '{row['species']}', and the words shown must agree")


# ---------------------------------------------------------------------------- drugs


@rule
def actions_fit_targets(folder: Path) -> Iterator[Problem]:
    """What a drug does agrees with whether it binds a ligand or a receptor."""
    listed = {
        "ligand": ("subunits", store.values(folder, "subunits", "gene_symbol")),
        "receptor": ("receptor_chains", store.values(folder, "receptor_chains", "gene_symbol")),
    }
    bound_by = {"ligand-neutralising": "ligand", "decoy": "ligand"}  # every other action begins at a receptor
    actions = {row["inn"]: row["action"] for row in rows(folder, "therapeutics")}
    for row in rows(folder, "therapeutic_targets"):
        action, gene, binds = actions[row["inn"]], row["gene_symbol"], row["binds"]
        table, genes = listed[binds]
        wanted = bound_by.get(action, "receptor")
        if gene not in genes:
            yield row.breaks("binds", f"{gene} is not in data/{table}.csv, so it is not a {binds} here")
        elif binds != wanted:
            yield row.breaks("binds", f"{row['inn']} is {action}, so what it binds must be a {wanted}")


@rule
def main_targets_are_listed(folder: Path) -> Iterator[Problem]:
    """The main target of a drug is among the proteins that it binds."""
    listed = {(row["inn"], row["gene_symbol"]) for row in rows(folder, "therapeutic_targets")}
    for row in rows(folder, "therapeutics"):
        if (row["inn"], row["molecular_target"]) not in listed:
            sentence = f"data/therapeutic_targets.csv has no row for {row['inn']} and this gene"
            yield row.breaks("molecular_target", sentence)


@rule
def agonists_imitate(folder: Path) -> Iterator[Problem]:
    """An agonist names the interleukin whose signal it gives, and no other drug does."""
    for row in rows(folder, "therapeutics"):
        agonist = row["action"] == "agonist"
        if agonist != bool(row["imitates"]):
            sentence = "an agonist imitates one interleukin" if agonist else "only an agonist imitates one"
            yield row.breaks("imitates", sentence)


# Where a product is licensed, by the word of the column region.
_LICENSED_IN = {"US and EU": {"US", "EU"}}
_FIRST_APPROVALS = {"first_fda_approval": "US", "first_ema_approval": "EU"}


@rule
def dates_and_status(folder: Path) -> Iterator[Problem]:
    """A date lies before the date of the table and in a region of the licence; a product that is gone has a note."""
    until = store.resource(folder, "therapeutics").get("as_of", "")
    for row in rows(folder, "therapeutics"):
        regions = _LICENSED_IN.get(row["region"], {row["region"]})
        if row["status"] != "marketed" and not row["status_note"]:
            yield row.breaks("status_note", f"a product that is {row['status']} needs a note")
        for column, licence in _FIRST_APPROVALS.items():
            if row[column] > until:
                yield row.breaks(column, f"this date is after the as_of date {until}")
            if row[column] and licence not in regions:
                yield row.breaks(column, f"the region is '{row['region']}', not {licence}")


@rule
def indications_follow_the_first_approval(folder: Path) -> Iterator[Problem]:
    """No use was licensed before the product was, and none after the day up to which the table was followed."""
    first, until = _first_approvals(folder), store.resource(folder, "indications").get("as_of", "")
    for row in rows(folder, "indications"):
        column = "approved_about" if row["approved_about"] else "first_approved"
        day, begin = row[column], first.get((row["inn"], row["region"]), "")
        if day and day < begin[: len(day)]:
            sentence = f"{row['inn']} was first approved in this region on {begin}, later than this"
            yield row.breaks(column, sentence)
        if day > until[: len(day)]:
            yield row.breaks(column, f"this date is after the as_of date {until}")
        if row["first_approved"] and row["approved_about"]:
            yield row.breaks("approved_about", "the day is given, so that this is empty")


@rule
def regions_agree(folder: Path) -> Iterator[Problem]:
    """A product has a licensed use in each region of its licence, or a reported one where none is established."""
    used: dict[str, set[str]] = {}
    for row in (*rows(folder, "indications"), *rows(folder, "reported_uses")):
        used.setdefault(row["inn"], set()).add(row["region"])
    for row in rows(folder, "therapeutics"):
        licensed, found = _LICENSED_IN.get(row["region"], {row["region"]}), used.get(row["inn"], set())
        if licensed != found:
            where = ", ".join(sorted(found)) or "no region"
            yield row.breaks("region", f"the uses of {row['inn']} in data/indications.csv are those of {where}")


@rule
def what_is_established_is_not_reported(folder: Path) -> Iterator[Problem]:
    """A reported use rests on secondary sources alone; one that a source of its own establishes is an indication."""
    known = standing.standings(folder)
    licensed = {(row["inn"], row["indication"], row["region"]) for row in rows(folder, "indications")}
    for row in rows(folder, "reported_uses"):
        if (row["inn"], row["indication"], row["region"]) in licensed:
            yield row.breaks("indication", "data/indications.csv has this use: it is established, not only reported")
        if any(known[key] == "primary" for key in row["reference"].split(";")):
            yield row.breaks("reference", "a source here speaks for itself: the use belongs to data/indications.csv")


@rule
def first_approvals_are_for_a_use(folder: Path) -> Iterator[Problem]:
    """On the day of its first approval in a region a product was licensed for some use there."""
    days = {(row["inn"], row["region"], row["first_approved"]) for row in rows(folder, "indications")}
    first = _first_approvals(folder)
    for row in rows(folder, "therapeutics"):
        for column, region in _FIRST_APPROVALS.items():
            day = first[row["inn"], region]
            if day and (row["inn"], region, day) not in days:
                yield row.breaks(
                    column, f"no use of {row['inn']} in data/indications.csv bears this date in the {region}"
                )


@rule
def eu_biosimilars_are_interchangeable(folder: Path) -> Iterator[Problem]:
    """Every biosimilar of the EU counts as interchangeable, by the statement of its agencies of 2022."""
    for row in rows(folder, "biosimilars"):
        if row["region"] == "EU" and row["interchangeable"] != "yes":
            yield row.breaks(
                "interchangeable", "every biosimilar licensed in the EU counts as interchangeable: say yes"
            )


def _first_approvals(folder: Path) -> dict[tuple[str, str], str]:
    """Return the day of first approval by product and region, blank where there is none."""
    return {
        (row["inn"], region): row[column]
        for row in rows(folder, "therapeutics")
        for column, region in _FIRST_APPROVALS.items()
    }


# ---------------------------------------------------------------------------- pharmacokinetics


@rule
def parameters_stand_once(folder: Path) -> Iterator[Problem]:
    """No parameter of a drug has the same value twice from the same first source."""
    seen: dict[tuple[str, ...], str] = {}
    for row in rows(folder, "pk_parameters"):
        told = (row["inn"], row["parameter"], row["value"], row["unit"], row["reference"].split(";")[0])
        first = seen.setdefault(told, row["pk"])
        if first != row["pk"]:
            yield row.breaks("value", f"the row {first} gives the same from the same source")


@rule
def all_or_none_are_over_f(folder: Path) -> Iterator[Problem]:
    """Of one population, a source gives all clearances and volumes divided by F, or none."""
    kinds: dict[tuple[str, ...], str] = {}
    for row in rows(folder, "pk_parameters"):
        name, _, over = row["parameter"].partition("/")
        if name in ("CL", "Vc", "V", "Vp", "Vss", "Q"):
            group = (row["inn"], row["population"], row["reference"].split(";")[0])
            if kinds.setdefault(group, over) != over:
                yield row.breaks("parameter", "this or another clearance or volume is divided by F")


# ---------------------------------------------------------------------------- trials


@rule
def responders_are_patients(folder: Path) -> Iterator[Problem]:
    """Responders and patients are given together, and there are not more of the first."""
    for row in rows(folder, "trials"):
        for count, total in (("responders_treated", "n_treated"), ("responders_comparator", "n_comparator")):
            if bool(row[count]) != bool(row[total]):
                yield row.breaks(count, f"give both {count} and {total}")
            elif row[count] and int(row[count]) > int(row[total]):
                yield row.breaks(count, f"more responders than patients ({total} is {row[total]})")


COMPARISON = ("inn", "trial", "arm", "comparator", "endpoint", "week")
"""The columns of `trials` that make a comparison; a second count of it agrees in all of them."""


def _compared(row: Row) -> tuple[str, ...]:
    """Return the comparison to which a row of `trials` belongs."""
    return tuple(row[column] for column in COMPARISON)


@rule
def comparisons_stand_once(folder: Path) -> Iterator[Problem]:
    """Of the counts of one comparison exactly one stands for it."""
    counts: dict[tuple[str, ...], list[Row]] = {}
    for row in rows(folder, "trials"):
        counts.setdefault(_compared(row), []).append(row)
    for same in counts.values():
        main = [row for row in same if row["main_count"] == "yes"]
        if len(main) != 1:
            sentence = f"{len(main)} of the {len(same)} counts of this comparison stand for it; exactly one must"
            yield (main or same)[-1].breaks("main_count", sentence)


@rule
def a_rate_is_no_count(folder: Path) -> Iterator[Problem]:
    """All who were randomised have no more responders than those of them who could be judged, where they stand for it.

    More of them mean that the rate of those who could be judged was taken of all.
    """
    every = rows(folder, "trials")
    judged = {_compared(row): row for row in every if row["denominator"] == "evaluable"}
    for row in every:
        if (row["main_count"], row["denominator"]) != ("yes", "randomised"):
            continue
        same = judged.get(_compared(row), row)
        for count in ("responders_treated", "responders_comparator"):
            if row[count] and int(row[count]) > int(same[count]):
                yield row.breaks(count, f"{same[count]} of those who could be judged responded: a rate, taken of all")


@rule
def trials_have_one_name(folder: Path) -> Iterator[Problem]:
    """The same counts of one end point from the same sources are not told of two trials."""
    names: dict[tuple[str, ...], str] = {}
    for row in rows(folder, "trials"):
        counts = ("n_treated", "responders_treated", "n_comparator", "responders_comparator", "week", "reference")
        told = tuple(row[column] for column in ("inn", *counts))
        first = names.setdefault(told, row["trial"])
        if first != row["trial"]:
            yield row.breaks("trial", f"the same counts stand under the name {first!r}")


@rule
def single_arms_have_no_comparator(folder: Path) -> Iterator[Problem]:
    """A trial is compared with nothing exactly where no patient was."""
    for row in rows(folder, "trials"):
        if (row["comparator_kind"] == "none") != (row["n_comparator"] == ""):
            yield row.breaks("comparator_kind", "a trial has no comparator exactly where n_comparator is blank")


@rule
def classes_agree(folder: Path) -> Iterator[Problem]:
    """A target of IL-6 is of one class, and a comparator of one kind, in every row."""
    agreeing = (("il6_activities", "target", "target_class"), ("trials", "comparator", "comparator_kind"))
    for name, column, kind in agreeing:
        first: dict[str, Row] = {}
        for row in rows(folder, name):
            before = first.setdefault(row[column], row)
            if row[kind] != before[kind]:
                yield row.breaks(kind, f"row {before.line} says '{before[kind]}' of the same {column}")


# ---------------------------------------------------------------------------- harm


@rule
def every_drug_has_its_warnings(folder: Path) -> Iterator[Problem]:
    """Each drug has a row of warnings, and each that the FDA licensed has one on its US label."""
    told = {(row["inn"], row["region"]) for row in rows(folder, "warnings")}
    for row in rows(folder, "therapeutics"):
        if row["inn"] not in {inn for inn, _ in told}:
            yield row.breaks("inn", "data/warnings.csv has no row on this drug")
        elif row["first_fda_approval"] and (row["inn"], "US") not in told:
            yield row.breaks("first_fda_approval", "data/warnings.csv has no row on the US label of this drug")


@rule
def warnings_are_complete(folder: Path) -> Iterator[Problem]:
    """A harm has a mechanism and a source; a boxed one says what is watched, and only a US label has a box."""
    for row in rows(folder, "warnings"):
        if bool(row["boxed"]) != (row["region"] == "US"):
            yield row.breaks("boxed", "a US label has a box or none; no other region has boxes")
        if bool(row["harm"]) != bool(row["mechanism"]):
            yield row.breaks("mechanism", "a harm has a mechanism, and nothing else has one")
        if (row["harm"] or row["boxed"] in ("yes", "no")) and not row["reference"]:
            yield row.breaks("reference", "what a label says has a source")
        if row["boxed"] == "yes" and not (row["harm"] and row["monitoring"]):
            yield row.breaks("monitoring", "a boxed warning names its harm and what is watched")


@rule
def boxes_are_told_or_not(folder: Path) -> Iterator[Problem]:
    """A drug whose US label could not be opened has one row that says so, and none that tells of a box."""
    told = {row["inn"] for row in rows(folder, "warnings") if row["boxed"] in ("yes", "no")}
    for row in rows(folder, "warnings"):
        if row["boxed"] == "not established" and row["inn"] in told:
            yield row.breaks("boxed", "another row tells whether the US label of this drug has a box")


# What a drug does to its interleukin, and so which half of `harm_jobs` explains its harms; a toxin does neither.
_WAYS = {"agonist": "signal gained", "toxin-fusion": ""}


@rule
def harms_follow_from_lost_jobs(folder: Path) -> Iterator[Problem]:
    """A warning rests on a lost job or a gained signal exactly where `harm_jobs` tells it of the drug's interleukin."""
    drugs = {row["inn"]: row for row in rows(folder, "therapeutics")}
    jobs = [(row["harm"], row["way"], row["interleukin"]) for row in rows(folder, "harm_jobs")]
    for row in rows(folder, "warnings"):
        drug = drugs[row["inn"]]
        way = _WAYS.get(drug["action"], "job lost")
        told = any(job[:2] == (row["harm"], way) and of_axis(job[2], drug["target"]) for job in jobs)
        stated = row["mechanism"] if row["mechanism"] in ("job lost", "signal gained") else ""
        if stated != (way if told else ""):
            yield row.breaks("mechanism", f"by data/harm_jobs.csv it is {way if told else 'not explained'!r}")


def of_axis(interleukin: str, axis: str) -> bool:
    """Return whether `interleukin` is named by an axis such as IL-12/IL-23; IL-17 names IL-17A and IL-17F."""
    begun = (interleukin.removeprefix(part) for part in axis.split("/") if interleukin.startswith(part))
    return any(not rest[:1].isdigit() for rest in begun)


@rule
def harmed_patients_are_patients(folder: Path) -> Iterator[Problem]:
    """No more patients are harmed than there are, and a control group is told in full or not at all."""
    for row in rows(folder, "harms"):
        if int(row["events"]) > int(row["patients"]):
            yield row.breaks("events", "more patients are harmed than there are")
        if len({bool(row[c]) for c in ("comparator", "comparator_events", "comparator_patients")}) > 1:
            yield row.breaks("comparator", "a control group has a name, patients and events, or is blank")
        elif row["comparator"] and int(row["comparator_events"]) > int(row["comparator_patients"]):
            yield row.breaks("comparator_events", "more patients are harmed than there are")


@rule
def benefits_stand_beside_harms(folder: Path) -> Iterator[Problem]:
    """What an arm gained is told of an arm whose harms are counted, with the counts that it has in trials."""
    name = ("inn", "trial", "arm")
    harmed = {tuple(row[column] for column in name) for row in rows(folder, "harms") if row["comparator"]}
    pairs = (
        ("responders", "responders_treated"),
        ("patients", "n_treated"),
        ("comparator_responders", "responders_comparator"),
        ("comparator_patients", "n_comparator"),
    )
    trials = {(*(row[c] for c in name), row["endpoint"]): row for row in rows(folder, "trials")}
    for row in rows(folder, "harm_benefits"):
        arm = tuple(row[column] for column in name)
        if arm not in harmed:
            yield row.breaks("arm", "data/harms.csv compares no such arm")
        for part, whole in (("responders", "patients"), ("comparator_responders", "comparator_patients")):
            if int(row[part]) > int(row[whole]):
                yield row.breaks(part, "more patients respond than there are")
        again = trials.get((*arm, row["benefit"]))
        if again and any(row[here] != again[there] for here, there in pairs):
            yield row.breaks("responders", "data/trials.csv has other counts of this arm")


@rule
def measured_interactions_have_an_interval(folder: Path) -> Iterator[Problem]:
    """A measured exposure lies in its interval, whose level is told; a label has its region, a study its patients."""
    for row in rows(folder, "interactions"):
        measured = [row[column] for column in ("low", "percent_of_before", "high", "level")]
        if len({bool(value) for value in measured}) > 1:
            yield row.breaks("percent_of_before", "an exposure has an interval and its level, or all are blank")
        elif measured[0] and not float(measured[0]) <= float(measured[1]) <= float(measured[2]):
            yield row.breaks("percent_of_before", "an exposure lies in its interval")
        if bool(row["region"]) == bool(row["patients"]):
            yield row.breaks("region", "a label has a region, and a study has patients")
        if measured[0] and not row["patients"]:
            yield row.breaks("patients", "a measured exposure has its patients")


# ---------------------------------------------------------------------------- cases to decide


@rule
def arguments_name_their_rows(folder: Path) -> Iterator[Problem]:
    """What speaks for or against a drug in a case is a row of another table, and that row is of this drug."""
    for row in rows(folder, "case_arguments"):
        table = row["source_table"]
        key = store.resource(folder, table)["schema"]["primaryKey"]
        found = {" | ".join(each[column] or "-" for column in key): each for each in rows(folder, table)}
        if row["source_row"] not in found:
            yield row.breaks("source_row", f"data/{table}.csv has no row of this key")
        elif row["drug"] != found[row["source_row"]]["drug" if table == "drug_exits" else "inn"]:
            yield row.breaks("drug", f"this row of data/{table}.csv is of another drug")


@rule
def no_case_has_one_answer(folder: Path) -> Iterator[Problem]:
    """In every case three drugs are weighed, and something speaks for each of them and something against it."""
    weighed: dict[str, dict[str, set[str]]] = {}
    for row in rows(folder, "case_arguments"):
        weighed.setdefault(row["case"], {}).setdefault(row["drug"], set()).add(row["side"])
    for row in rows(folder, "cases"):
        drugs = weighed.get(row["case"], {})
        if len(drugs) != 3:
            yield row.breaks("case", f"{len(drugs)} drugs are weighed in it; three are")
        for drug, sides in drugs.items():
            if len(sides) < 2:
                yield row.breaks("case", f"of {drug} it tells one side only")


_LICENCE = ("inn", "indication", "region")


@rule
def what_a_patient_has_is_weighed(folder: Path) -> Iterator[Problem]:
    """What a patient has speaks against a drug; what the patient has not, a drug of the case is licensed for."""
    reasons = rows(folder, "case_arguments")
    for row in rows(folder, "cases"):
        own = [reason for reason in reasons if reason["case"] == row["case"]]
        against = {reason["touches"] for reason in own if reason["side"] == "against"}
        named = {reason["source_row"] for reason in own if reason["source_table"] == "indications"}
        licensed = [each for each in rows(folder, "indications") if each["inn"] in {reason["drug"] for reason in own}]
        uses = {each["indication"] for each in licensed}
        weighed = {each["indication"] for each in licensed if " | ".join(each[key] for key in _LICENCE) in named}
        if not set(filter(None, row["has"].split(";"))) <= against:
            yield row.breaks("has", "no reason against a drug touches one of these")
        if not set(row["has_not"].split(";")) <= uses - weighed:
            yield row.breaks("has_not", "no drug of the case has one of these uses, or it is weighed in the case")


# ---------------------------------------------------------------------------- ratios of genes and of trials


@rule
def ratios_lie_in_their_intervals(folder: Path) -> Iterator[Problem]:
    """A ratio lies in its interval; that of a trial says what it is and which side of 1 is good."""
    for name in ("genetic_evidence", "clinical_lessons"):
        for row in rows(folder, name):
            if bool(row["low"]) != bool(row["high"]):
                yield row.breaks("low", "an interval has two ends, or both are blank")
            elif row["low"] and not (row["ratio"] and float(row["low"]) <= float(row["ratio"]) <= float(row["high"])):
                yield row.breaks("ratio", "a ratio lies in its interval")
    for row in rows(folder, "clinical_lessons"):
        if len({bool(row[column]) for column in ("ratio", "measure", "good_side")}) > 1:
            yield row.breaks("ratio", "a ratio says what it is and which side of 1 is good, or all three are blank")
        if row["result"] == "helped" and row["design"] != "randomised":
            yield row.breaks("result", "without a control arm nobody knows how much it helped")


@rule
def a_chain_of_signals_goes_on(folder: Path) -> Iterator[Problem]:
    """Where a cell of the joint makes a messenger because of another, a row says to whom it sends it."""
    sent = {(row["sender"], row["messenger"]) for row in rows(folder, "joint_signals")}
    for row in rows(folder, "joint_signals"):
        if row["makes"] and (row["receiver"], row["makes"]) not in sent:
            yield row.breaks("makes", "no row says to whom the receiver sends this")


# ---------------------------------------------------------------------------- measured numbers


@rule
def spreads_are_in_order(folder: Path) -> Iterator[Problem]:
    """A value lies between the ends of its spread; what they are is said in words and by a code."""
    for name, value in (("il6_levels", "value_pg_per_ml"), ("il6_quantities", "value")):
        for row in rows(folder, name):
            numbers = [float(row[column]) for column in ("low", value, "high") if row[column]]
            if numbers != sorted(numbers):
                yield row.breaks("low", "low, value, high are not in order")
            if bool(row["spread"]) != bool(row["low"] or row["high"]):
                yield row.breaks("spread", "say what low and high are, or leave all three blank")
            if bool(row["spread_kind"]) != bool(row["spread"]):
                yield row.breaks("spread_kind", "spread says in words what spread_kind says: fill both or neither")


@rule
def spreads_fit_statistics(folder: Path) -> Iterator[Problem]:
    """An interval of the SD lies around a mean, an interquartile range around a median."""
    wanted = {"sd": "mean", "iqr": "median"}
    for name in ("il6_levels", "il6_quantities"):
        for row in rows(folder, name):
            statistic = wanted.get(row["spread_kind"], row["statistic"])
            if row["statistic"] and row["statistic"] != statistic:
                yield row.breaks("statistic", f"a spread of the kind {row['spread_kind']} belongs to a {statistic}")


@rule
def levels_name_their_statistic(folder: Path) -> Iterator[Problem]:
    """A level in blood is a mean or a median, or its source does not say; other quantities are neither."""
    for row in rows(folder, "il6_quantities"):
        if (row["measure"] == "level in blood") != bool(row["statistic"]):
            yield row.breaks("statistic", "a level in blood names its statistic; nothing else does")


# ---------------------------------------------------------------------------- the map of IL-6


@rule
def readouts_have_a_direction(folder: Path) -> Iterator[Problem]:
    """An effect of IL-6 has a readout exactly where it says which way the readout moved."""
    for row in rows(folder, "il6_activities"):
        if bool(row["readout"]) != bool(row["readout_direction"]):
            yield row.breaks("readout_direction", "fill readout and readout_direction, or neither")


@rule
def readouts_are_measured(folder: Path) -> Iterator[Problem]:
    """What was added or needed for an effect of IL-6, and what carried it, is not what was measured."""
    conditions = store.values(folder, "il6_activities", "condition") - {""}
    for row in rows(folder, "il6_activities"):
        if row["readout"] in conditions:
            yield row.breaks("readout", "a row names this as its condition, so it is no readout")
        elif row["readout"] and row["readout"] == row["mediator"]:
            yield row.breaks("mediator", "the mediator of an effect is not its readout")


@rule
def targets_of_il6_are_on_the_map(folder: Path) -> Iterator[Problem]:
    """What the table `targets` says of IL-6 rests on sources of the map, which holds every effect."""
    cited = {key for row in rows(folder, "il6_activities") for key in row["reference"].split(";")}
    for row in rows(folder, "targets"):
        for key in row["reference"].split(";"):
            if row["interleukin"] == "IL-6" and key not in cited:
                yield row.breaks("reference", f"data/il6_activities.csv has no row from {key}")


@rule
def ways_are_shown_by_a_source(folder: Path) -> Iterator[Problem]:
    """A way of signalling names the source that shows it; where no way is named, there is none."""
    for row in rows(folder, "il6_activities"):
        if bool(row["mode_reference"]) != (row["signalling_mode"] != "unspecified"):
            yield row.breaks("mode_reference", "name a source exactly where signalling_mode is not unspecified")


@rule
def years_are_those_of_sources(folder: Path) -> Iterator[Problem]:
    """The year of an effect is that of its earliest source, and blank only where none of them is dated."""
    named = {row["reference"]: citations.author_year(row.cells) for row in rows(folder, "references")}
    for row in rows(folder, "il6_activities"):
        words = [named[key].rsplit(" ", 1)[-1] for key in row["reference"].split(";")]
        earliest = min((word for word in words if word.isdecimal()), default="")
        if row["year"] != earliest:
            yield row.breaks("year", f"the row shows the year {row['year']!r}, its earliest source {earliest!r}")


@rule
def everybody_has_a_place_on_the_map(folder: Path) -> Iterator[Problem]:
    """Every target of IL-6 and every cell that makes it has a place, and every place somebody."""
    makers = {row["cell_type"] for row in rows(folder, "producers") if row["interleukin"] == "IL-6"}
    known = {"target": store.values(folder, "il6_activities", "target"), "source": makers}
    placed = {(row["role"], row["name"]) for row in rows(folder, "target_sectors")}
    for row in rows(folder, "target_sectors"):
        if row["name"] not in known[row["role"]]:
            yield row.breaks("name", f"no table names this {row['role']} of IL-6")
        if bool(row["reference"]) != (row["basis"] == "anatomy"):
            yield row.breaks("reference", "anatomy names a source, our arrangement none")
    for row in rows(folder, "il6_activities"):
        if ("target", row["target"]) not in placed:
            yield row.breaks("target", "data/target_sectors.csv has no place for it")
    for row in rows(folder, "producers"):
        if row["interleukin"] == "IL-6" and ("source", row["cell_type"]) not in placed:
            yield row.breaks("cell_type", "data/target_sectors.csv has no place for it as a source of IL-6")
    held = store.values(folder, "target_sectors", "sector")
    for row in rows(folder, "organ_sectors"):
        if row["sector"] not in held:
            yield row.breaks("sector", "nobody stands there in data/target_sectors.csv")


@rule
def rim_readouts_are_on_the_map(folder: Path) -> Iterator[Problem]:
    """What stands at the rim of the map of IL-6 was measured in one of its rows."""
    measured = store.values(folder, "il6_activities", "readout")
    for row in rows(folder, "rim_readouts"):
        if row["readout"] not in measured:
            yield row.breaks("readout", "no row of data/il6_activities.csv measured it")


# ---------------------------------------------------------------------------- cells


@rule
def looks_have_a_source(folder: Path) -> Iterator[Problem]:
    """How a cell type is drawn has a source; a nucleus is told only where the shape is."""
    for row in rows(folder, "cell_types"):
        if bool(row["shape"]) != bool(row["look_reference"]):
            yield row.breaks("look_reference", "name a source exactly where the shape is told")
        if row["nucleus"] and not row["shape"]:
            yield row.breaks("shape", "tell the shape of a cell whose nucleus is told")


# ---------------------------------------------------------------------------- receptors, genes, families


@rule
def signals_fit_chains(folder: Path) -> Iterator[Problem]:
    """A complex with a decoy chain does not signal; nor does one that a natural antagonist occupies."""
    roles: dict[str, set[str]] = {}
    for row in rows(folder, "receptor_chains"):
        roles.setdefault(row["complex"], set()).add(row["chain_role"])
    role = {row["interleukin"]: row["role"] for row in rows(folder, "interleukins")}
    for row in rows(folder, "receptor_complexes"):
        key, ligand = row["complex"], row["interleukin"]
        if key not in roles:
            yield row.breaks("complex", "data/receptor_chains.csv has no chain of this complex")
        elif row["signals"] == "yes" and "decoy" in roles[key]:
            yield row.breaks("signals", f"{key} has a decoy chain, so it does not signal")
        elif row["signals"] == "yes" and role[ligand] == "receptor antagonist":
            yield row.breaks("signals", f"{ligand} is a receptor antagonist, so a complex that it occupies does not")


@rule
def chains_fit_complexes(folder: Path) -> Iterator[Problem]:
    """A chain is listed under the interleukin of its complex."""
    ligand = {row["complex"]: row["interleukin"] for row in rows(folder, "receptor_complexes")}
    for row in rows(folder, "receptor_chains"):
        if row["interleukin"] != ligand[row["complex"]]:
            yield row.breaks("interleukin", f"{row['complex']} is a complex of {ligand[row['complex']]}")


# What a chain must have inside for each partner that it holds.
_HELD_BY = {"kinase": "box1/box2", "own kinase": "kinase", "G protein": "G protein"}
_ADAPTER_HELD_BY = {"MYD88": "TIR", "TRAF3IP2": "SEFIR"}
# What is never without a partner; a TIR domain may be, as that of SIGIRR is.
_ALWAYS_HOLDS = (*_HELD_BY.values(), "SEFIR")
_WITHOUT_PARTNER = ("none established", "binds only")


@rule
def every_chain_can_be_drawn(folder: Path) -> Iterator[Problem]:
    """Every receptor chain has an architecture, under the accession of its gene."""
    built = store.values(folder, "receptor_architecture", "gene_symbol")
    accession = {row["gene_symbol"]: row["uniprot"] for row in rows(folder, "genes")}
    for row in rows(folder, "receptor_chains"):
        if row["gene_symbol"] not in built:
            yield row.breaks("gene_symbol", "data/receptor_architecture.csv has no row for this chain")
    for row in rows(folder, "receptor_architecture"):
        if row["uniprot"] != accession[row["gene_symbol"]]:
            yield row.breaks("uniprot", f"the accession of {row['gene_symbol']} is {accession[row['gene_symbol']]}")


@rule
def anchors_fit_passes(folder: Path) -> Iterator[Problem]:
    """A chain passes the membrane exactly where it is anchored through it, and only such a chain has an inside."""
    for row in rows(folder, "receptor_architecture"):
        passes = int(row["passes"])
        if (passes > 0) != (row["anchor"] == "transmembrane"):
            yield row.breaks("anchor", f"a chain with {passes} passes is anchored in another way")
        if (passes > 0) != bool(row["inside"]):
            yield row.breaks("inside", "a chain has something inside exactly where it passes the membrane")
        if (passes == 7) != (row["chain_class"] == "seven-transmembrane"):
            yield row.breaks("passes", "exactly the chains of the class seven-transmembrane pass seven times")


@rule
def every_interleukin_has_a_structure(folder: Path) -> Iterator[Problem]:
    """Every interleukin has a row on its structure, and is a heterodimer where two genes encode it."""
    form = {row["interleukin"]: row for row in rows(folder, "ligand_structures")}
    genes: dict[str, int] = {}
    for row in rows(folder, "subunits"):
        genes[row["interleukin"]] = genes.get(row["interleukin"], 0) + 1
    for row in rows(folder, "interleukins"):
        name = row["interleukin"]
        if name not in form:
            yield row.breaks("interleukin", "data/ligand_structures.csv has no row for this interleukin")
        elif (form[name]["form"] == "heterodimer") != (genes.get(name, 0) > 1):
            yield form[name].breaks("form", f"the genes of {name} in data/subunits.csv are {genes.get(name, 0)}")


@rule
def a_dispute_has_two_sides(folder: Path) -> Iterator[Problem]:
    """What is disputed names those who found otherwise, and nobody else is named so."""
    for row in rows(folder, "helper_programmes"):
        if (row["standing"] == "disputed") != bool(row["against"]):
            yield row.breaks("against", "it names who found otherwise, exactly where the row is disputed")
        elif set(row["against"].split(";")) & set(row["reference"].split(";")):
            yield row.breaks("against", "a source speaks for the row or against it")


@rule
def every_chain_says_how_it_signals(folder: Path) -> Iterator[Problem]:
    """Every chain that is no decoy has a row on its partner inside, or one that says that none is established."""
    said = store.values(folder, "signalling_pairs", "gene_symbol")
    for row in rows(folder, "receptor_chains"):
        if row["chain_role"] != "decoy" and row["gene_symbol"] not in said:
            yield row.breaks("gene_symbol", "data/signalling_pairs.csv has no row for this chain")
    kinds: dict[str, list[Row]] = {}
    for row in rows(folder, "signalling_pairs"):
        kinds.setdefault(row["gene_symbol"], []).append(row)
        if (row["partner_kind"] in _WITHOUT_PARTNER) != (row["partner"] == ""):
            yield row.breaks("partner", "a partner is named exactly where one is established")
        if bool(row["partner"]) != bool(row["rank"]):
            yield row.breaks("rank", "main or also, exactly where there is a partner")
    for gene, same in kinds.items():
        if same[0]["partner"] and "main" not in {row["rank"] for row in same}:
            yield same[0].breaks("rank", f"no row of {gene} is its main way")
        if len(same) > 1 and any(not row["partner"] for row in same):
            yield same[0].breaks("partner", f"{gene} has a partner in another row")


@rule
def partners_fit_the_inside(folder: Path) -> Iterator[Problem]:
    """What a chain holds agrees with what its architecture has inside."""
    inside = {row["gene_symbol"]: row["inside"] for row in rows(folder, "receptor_architecture")}
    for row in rows(folder, "signalling_pairs"):
        held_by = _HELD_BY.get(row["partner_kind"]) or _ADAPTER_HELD_BY.get(row["partner"])
        if held_by and inside[row["gene_symbol"]] != held_by:
            has = inside[row["gene_symbol"]] or "nothing"
            yield row.breaks("partner", f"it is held by {held_by}, and {row['gene_symbol']} has {has} inside")
        if row["partner_kind"] in _WITHOUT_PARTNER and inside[row["gene_symbol"]] in _ALWAYS_HOLDS:
            yield row.breaks("partner", f"what {row['gene_symbol']} has inside always holds a partner; name it")
        if row["partner_kind"] == "own kinase" and row["partner"] != row["gene_symbol"]:
            yield row.breaks("partner", "a chain that is a kinase itself is its own partner")


@rule
def genes_are_used(folder: Path) -> Iterator[Problem]:
    """Every gene encodes something that another table names."""
    naming = ("subunits", "receptor_chains", "therapeutic_targets")
    used = store.values(folder, "affinities", "binds_gene").union(
        *(store.values(folder, name, "gene_symbol") for name in naming)
    )
    for row in rows(folder, "genes"):
        if row["gene_symbol"] not in used:
            yield row.breaks("gene_symbol", "no table uses this gene")


@rule
def classification_is_complete(folder: Path) -> Iterator[Problem]:
    """Every interleukin has a family under every scheme."""
    fields = store.resource(folder, "classification")["schema"]["fields"]
    schemes = next(f.get("constraints", {}).get("enum", []) for f in fields if f["name"] == "scheme")
    have = {(row["interleukin"], row["scheme"]) for row in rows(folder, "classification")}
    for row in rows(folder, "interleukins"):
        for scheme in schemes:
            if (row["interleukin"], scheme) not in have:
                name, sentence = row["interleukin"], f"no row for the scheme '{scheme}'"
                yield Problem("data/classification.csv", 1, "interleukin", name, sentence)


@rule
def no_family_is_the_only_word(folder: Path) -> Iterator[Problem]:
    """Whoever is said to belong to no family of a scheme has no other row there."""
    words: dict[tuple[str, str], set[str]] = {}
    for row in rows(folder, "classification"):
        words.setdefault((row["interleukin"], row["scheme"]), set()).add(row["family"])
    for row in rows(folder, "classification"):
        if row["family"] in NO_FAMILY and len(words[row["interleukin"], row["scheme"]]) > 1:
            yield row.breaks("family", f"{row['interleukin']} has a family by {row['scheme']} in another row")


@rule
def who_shares_a_chain_shares_a_family(folder: Path) -> Iterator[Problem]:
    """Two interleukins that bind the same receptor chain have a family by receptor chain in common."""
    families: dict[str, set[str]] = {}
    for row in rows(folder, "classification"):
        if row["scheme"] == "receptor-chain":
            families.setdefault(row["interleukin"], set()).add(row["family"])
    users: dict[str, list[Row]] = {}
    for row in rows(folder, "receptor_chains"):
        users.setdefault(row["gene_symbol"], []).append(row)
    for gene, sharing in users.items():
        for row in sharing[1:]:
            if not families[row["interleukin"]] & families[sharing[0]["interleukin"]]:
                with_whom = sharing[0]["interleukin"]
                sentence = f"{row['interleukin']} and {with_whom} share {gene} and no family by receptor chain"
                yield row.breaks("gene_symbol", sentence)


# ---------------------------------------------------------------------------- lessons


@rule
def lessons_follow_what_they_need(folder: Path) -> Iterator[Problem]:
    """Every lesson comes after those that it needs."""
    number_of = {row["lesson"]: int(row["number"]) for row in rows(folder, "lessons")}
    for row in rows(folder, "lessons"):
        for needed in filter(None, row["needs"].split(";")):
            if needed not in number_of:
                yield row.breaks("needs", f"no lesson is called '{needed}'")
            elif number_of[needed] >= number_of[row["lesson"]]:
                yield row.breaks("needs", f"'{needed}' does not come before this lesson")


@rule
def ids_begin_with_their_lesson(folder: Path) -> Iterator[Problem]:
    """The identifiers of questions and objectives begin with the lesson that the row names."""
    for name, key in (("questions", "question"), ("objectives", "objective")):
        for row in rows(folder, name):
            if re.split(r"\.|-(?=\d\d$)", row[key])[0] != row["lesson"]:
                yield row.breaks(key, f"this must begin with the row's lesson, {row['lesson']}")


@rule
def lessons_named_are_there(folder: Path) -> Iterator[Problem]:
    """Every lesson that a practice item names in braces is there."""
    known = store.values(folder, "lessons", "lesson")
    for name, columns in (("questions", ("stem", "feedback")), ("options", ("text", "feedback"))):
        for row in rows(folder, name):
            for column in columns:
                for lesson in LESSON_NAMED.findall(row[column]):
                    if lesson not in known:
                        yield row.breaks(column, f"no lesson is called '{lesson}'")


@rule
def pictures_and_curves_are_whole(folder: Path) -> Iterator[Problem]:
    """A row on a picture, a curve or a claim belongs to an item of that kind; an item has one picture or curve."""
    kinds = {row["question"]: row["kind"] for row in rows(folder, "questions")}
    options = {(row["question"], row["option"]) for row in rows(folder, "options")}
    for name, kind, shown in (("item_parts", "picture", "plate"), ("curve_checks", "curve", "curve")):
        first: dict[str, str] = {}
        for row in rows(folder, name):
            if kinds.get(row["question"]) != kind:
                yield row.breaks("question", f"this is no {kind} item of data/questions.csv")
            elif (row["question"], row["option"]) not in options:
                yield row.breaks("option", "data/options.csv has no such option of this item")
            if first.setdefault(row["question"], row[shown]) != row[shown]:
                yield row.breaks(shown, f"the item has another one, {first[row['question']]}, in a row above")
    for row in rows(folder, "judged_claims"):
        if kinds.get(row["question"]) != "verdicts":
            yield row.breaks("question", "this is no item of data/questions.csv that asks for verdicts")


# What the page says itself before a feedback text.
_VERDICT = re.compile(r"(right|correct|exactly|wrong|not yet|yes)\b|no[.,:!]", re.IGNORECASE)


@rule
def misconceptions_are_revealed(folder: Path) -> Iterator[Problem]:
    """Every misconception is revealed by an answer in the practice or in the coursework: nothing else shows it."""
    revealed = {row["misconception"] for name in ("options", "coursework_options") for row in rows(folder, name)}
    for row in rows(folder, "misconceptions"):
        if row["misconception"] not in revealed:
            yield row.breaks("misconception", "no option of practice or coursework reveals it: use or delete it")


@rule
def feedback_gives_the_reason(folder: Path) -> Iterator[Problem]:
    """The page says whether an answer is right; the feedback text begins with the reason."""
    for name in ("questions", "options", "coursework_options"):
        for row in rows(folder, name):
            if _VERDICT.match(row["feedback"]):
                yield row.breaks("feedback", "the page gives the verdict: begin with the reason")
