"""Licensed products: what each is licensed for, and when its biosimilars came.

Days are ISO strings ("2010-01-08"), blank where the tables have none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers import tables
from helpers.views.source import drawn_from, too_few

_Row = Mapping[Any, Any]


@dataclass(frozen=True)
class LicensedUse:
    """One use for which a product is licensed, and where."""

    indication: str
    region: str


@dataclass(frozen=True)
class ProductProfile:
    """What the tables say of one product, blank where they are silent; `binds` and `supplied` are lists in words."""

    inn: str
    brand: str
    molecule: str
    action: str
    binds: str
    first_fda: str
    first_ema: str
    status: str
    supplied: str
    note: str
    uses: tuple[LicensedUse, ...]

    def regions(self, indication: str) -> list[str]:
        """Return where the product is licensed for `indication`."""
        return [use.region for use in self.uses if use.indication == indication]


@dataclass(frozen=True)
class LicencesCompared:
    """Two products, and every use of either: those of both first, then those of the first alone."""

    first: ProductProfile
    second: ProductProfile
    indications: tuple[str, ...]
    as_of: str

    @property
    def both(self) -> tuple[ProductProfile, ProductProfile]:
        """The two products."""
        return self.first, self.second

    @property
    def shared(self) -> list[str]:
        """The uses that the table lists for both."""
        return [use for use in self.indications if all(product.regions(use) for product in self.both)]


@dataclass(frozen=True)
class Biosimilar:
    """One row of `biosimilars`: `substance` is the name without suffix, `inn` with the one it has in the US."""

    substance: str
    inn: str
    brand: str
    sponsor: str
    region: str
    approved: str
    interchangeable: str
    note: str


@dataclass(frozen=True)
class BiosimilarApprovals:
    """Biosimilars by substance, those of the US first, each region in the order of approval."""

    licences: tuple[Biosimilar, ...]
    as_of: str


def product_names() -> tuple[str, ...]:
    """Return the non-proprietary names of all products, in the order of the alphabet."""
    return tuple(sorted(tables.load("therapeutics")["inn"]))


def product_profile(inn: str) -> ProductProfile:
    """Return what the tables say of the product `inn` (its non-proprietary name).

    Raises ValueError when `therapeutics` has no such product.
    """
    rows = _rows_by_product()
    if inn not in rows["therapeutics"]:
        raise ValueError(f"'{inn}' is not in the table of products; use the non-proprietary name, such as tocilizumab.")
    row = rows["therapeutics"][inn][0]
    bound, packs, uses = (rows[name].get(inn, []) for name in ("therapeutic_targets", "presentations", "indications"))
    return ProductProfile(
        inn=inn,
        brand=row["brand"],
        molecule=row["modality"],
        action=row["action"],
        binds=", ".join(f"{target['gene_symbol']} ({target['binds']})" for target in bound),
        first_fda=_day(row["first_fda_approval"]),
        first_ema=_day(row["first_ema_approval"]),
        status=row["status"],
        supplied=", ".join(sorted({f"{pack['presentation']} ({pack['route']})" for pack in packs})),
        note=row["status_note"],
        uses=tuple(LicensedUse(use["indication"], use["region"]) for use in uses),
    )


def licences_compared(first: str, second: str) -> LicencesCompared:
    """Return two different products (non-proprietary names) and what each is licensed for.

    Raises ValueError when both are the same.
    """
    if first == second:
        raise ValueError(f"You compare {first} with itself. Choose two different products.")
    return profiles_compared(product_profile(first), product_profile(second))


def profiles_compared(first: ProductProfile, second: ProductProfile) -> LicencesCompared:
    """Return two products and every use of either, in order."""

    def order(use: str) -> tuple[bool, bool, str]:
        alone = not (first.regions(use) and second.regions(use))
        return alone, not first.regions(use), use

    uses = sorted({use.indication for use in (*first.uses, *second.uses)}, key=order)
    return LicencesCompared(first, second, tuple(uses), tables.as_of("therapeutics"))


@drawn_from(rows="biosimilars")
def biosimilar_approvals(rows: pd.DataFrame | None = None) -> BiosimilarApprovals:
    """Return every licence of the table `biosimilars`, or the rows given, by substance, region and day."""
    table = tables.load("biosimilars") if rows is None else rows
    licences = [_biosimilar(row) for row in table.to_dict("records")]
    if not any(licence.approved for licence in licences):
        raise too_few("biosimilars")
    licences.sort(key=lambda one: (one.substance, one.region != "US", one.approved or "9999", one.brand))
    return BiosimilarApprovals(tuple(licences), tables.as_of("biosimilars"))


def _biosimilar(row: _Row) -> Biosimilar:
    return Biosimilar(
        substance=row["inn"],
        inn=row["inn_with_suffix"],
        brand=row["brand"],
        sponsor=row["sponsor"],
        region=row["region"],
        approved=_day(row["approved"]),
        interchangeable=row["interchangeable"],
        note=row["note"],
    )


def _day(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else ""


@tables.cached
def _rows_by_product() -> dict[str, dict[str, list[_Row]]]:
    """Return the rows of four tables, each by product."""
    found: dict[str, dict[str, list[_Row]]] = {}
    for name in ("therapeutics", "therapeutic_targets", "presentations", "indications"):
        found[name] = {}
        for row in tables.load(name).to_dict("records"):
            found[name].setdefault(row["inn"], []).append(row)
    return found
