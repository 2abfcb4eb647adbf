"""Which rows rest on secondary sources alone, and which sources carry an identifier.

`python -m tests.sources` takes the rows that are mended off the list `tests/secondary_only.csv`; it never adds one.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers import tables
from helpers.tables import cross_rules, standing, store

LIST = Path(__file__).with_name("secondary_only.csv")
# Tables of facts on which a model of the course rests and that still have rows without a source that speaks for itself;
# for medicines, their licences, warnings and pharmacokinetics that is a rule (`primary` in data/datapackage.json).
PRIMARY = ("affinities", "il6_quantities")

# The identifiers that regulators give: a set of labels, an application or a product code of the FDA; a product, a
# designation or an opinion of the EMA; a decision in the register of the European Commission; an authorisation of
# Swissmedic; a package insert of the PMDA; a guidance; an assessment of the G-BA; a document in Drugs@FDA; a trial. The
# number of a product may stand in the citation of a copy.
_REGULATOR = re.compile(
    r"(fda\.gov|dailymed\.nlm\.nih\.gov)/.*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|api\.fda\.gov/drug/\w+\.json\?search=(openfda\.|)(application_number|product_ndc|packaging\.package_ndc)"
    r"|ema\.europa\.eu/.*/(EPAR|orphan-designations|summaries-opinion|variation)/[\w-]+"
    r"|ec\.europa\.eu/health/documents/community-register/"
    r"|ema\.europa\.eu/.*/medicines/\d{6}/"
    r"|swissmedicinfo\.ch/.*authNr=\d+|pmda\.go\.jp/PmdaSearch/\w+/\w+"
    r"|nice\.org\.uk/guidance/ta\d+|g-ba\.de/bewertungsverfahren/nutzenbewertung/\d+|NCT\d{8}"
    r"|accessdata\.fda\.gov/drugsatfda_docs/\w+/\d{4}/\w+",
    re.IGNORECASE,
)
_PRODUCT_NUMBER = re.compile(r"\bEME?A/H/C/\d+|\bBLA ?\d{6}\b")

Row = tuple[str, str]
"""A table, and the key of a row in it."""


def identified(reference: Mapping[Any, Any]) -> bool:
    """Return whether a source has a DOI, a PMID or the identifier of a regulator."""
    regulated = _REGULATOR.search(reference["url"]) or _PRODUCT_NUMBER.search(reference["citation"])
    return bool(reference["doi"] or reference["pmid"] or regulated)


def secondary_only(table: str) -> set[Row]:
    """Return the rows of `table` that name secondary sources alone."""
    folder = tables.data_folder()
    known, key = standing.standings(folder), store.resource(folder, table)["schema"]["primaryKey"]
    broken = {problem.row for problem in cross_rules.resting_on_secondary(folder, table, "reference", known)}
    return {
        (table, " | ".join(row[column] for column in key))
        for row in cross_rules.rows(folder, table)
        if row.line in broken
    }


def listed() -> set[Row]:
    """Return the rows of the list."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["row"]) for row in csv.DictReader(file)}


def write(rows: set[Row]) -> None:
    """Store `rows` as the list."""
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "row"])
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    write(listed() & {row for table in PRIMARY for row in secondary_only(table)})
