"""Units that an answer may carry, and how they are converted into the one that is asked for."""

import re

from helpers.coursework.record_format import visible
from helpers.practice.judging import AnswerError

# Units that may stand for each other: what is measured, and the factor of each unit to a common base.
_MEMBERS = {
    "molar": {"M": 1e9, "mM": 1e6, "µM": 1e3, "nM": 1, "pM": 1e-3, "fM": 1e-6, "nmol/L": 1, "pmol/L": 1e-3},
    "mass": {"pg/mL": 1, "ng/L": 1, "ng/mL": 1e3, "µg/L": 1e3, "µg/mL": 1e6, "mg/L": 1e6, "g/L": 1e9, "mg/mL": 1e9},
    "time": dict.fromkeys(("s", "sec", "second", "seconds"), 1)
    | dict.fromkeys(("min", "minutes"), 60)
    | dict.fromkeys(("h", "hours", "hour"), 3600)
    | dict.fromkeys(("d", "day", "days"), 86400),
    "length": {"nm": 1e-3, "µm": 1, "mm": 1e3},
    "clearance": {"L/d": 1, "l/d": 1, "L/day": 1, "mL/min": 1.44, "L/h": 24, "mL/h": 0.024, "mL/d": 0.001},
    "rate": {"1/s": 1, "per s": 1, "per second": 1, "s-1": 1, "s^-1": 1, "/s": 1, "1/min": 1 / 60, "1/h": 1 / 3600},
    "share": {"%": 1, "percent": 1, "per cent": 1, "fraction": 100},
    "points": {"percentage points": 1, "percentage point": 1, "pp": 1, "%": 1, "points": 1},
    "ratio": {"fold": 1, "times": 1, "x": 1, "-fold": 1, "1": 1},
    "amount": {"mg": 1, "µg": 1e-3, "g": 1e3},
    "people": {"patients": 1, "patient": 1},
}
# The units that items ask for, and what they measure.
ASKED_FOR = {
    "nM": "molar",
    "pM": "molar",
    "µm": "length",
    "s": "time",
    "h": "time",
    "d": "time",
    "%": "share",
    "1/s": "rate",
    "pg/mL": "mass",
    "mg/L": "mass",
    "mg": "amount",
    "fold": "ratio",
    "percentage points": "points",
    "patients": "people",
    "L/d": "clearance",
}


def _plain(unit: str) -> str:
    """Return a unit without space, and with one letter for micro."""
    return re.sub(r"\s+", "", visible(unit)).replace("\u00b5", "u").replace("\u03bc", "u")


_FACTORS = {
    quantity: {_plain(unit): factor for unit, factor in members.items()} for quantity, members in _MEMBERS.items()
}
_KNOWN = frozenset(unit for members in _FACTORS.values() for unit in members)


def known(unit: str) -> bool:
    """Return whether any quantity has this unit."""
    return _plain(unit) in _KNOWN


def factor(unit: object, wanted: str) -> float:
    """Return what a number in `unit` must be multiplied with to be in `wanted` (a key of `ASKED_FOR`).

    Without a unit the wanted one is assumed. Raises `AnswerError` for a unit of something else.
    """
    if not isinstance(unit, str):
        raise AnswerError(f'The unit must be in quotes: "{wanted}".')
    if not unit.strip() or _plain(unit).casefold() == _plain(wanted).casefold():
        return 1.0
    factors = _FACTORS[ASKED_FOR[wanted]]
    if _plain(unit) not in factors:
        raise AnswerError(f"The answer carries the unit '{unit[:30]}', but {wanted} is asked for.")
    return factors[_plain(unit)] / factors[_plain(wanted)]
