"""Items on the landscape of products: what a trial shows, and what drugs do with a signal."""

from collections.abc import Sequence
from typing import TypedDict

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import among, among_options, drawn
from helpers.coursework.kinds import Choice, Given, Lettered, Number, lettered
from helpers.models import trial_statistics

# ---------------------------------------------------------------------------- a trial


class Trial(TypedDict):
    """Responders and patients of both arms."""

    treated: int
    responders_treated: int
    control: int
    responders_control: int


def _trial(dice: Dice) -> Trial:
    treated, control = dice.grid(40, 300, 10), dice.grid(40, 300, 10)
    return {
        "treated": int(treated),
        "responders_treated": round(treated * dice.grid(0.4, 0.85, 0.05)),
        "control": int(control),
        "responders_control": round(control * dice.grid(0.05, 0.3, 0.05)),
    }


def _difference_percent(given: Trial) -> float:
    difference = trial_statistics.risk_difference(
        given["responders_treated"], given["treated"], given["responders_control"], given["control"]
    )
    return 100 * float(difference.estimate)


def _ratio(given: Trial) -> float:
    return (given["responders_treated"] / given["treated"]) / (given["responders_control"] / given["control"])


# ---------------------------------------------------------------------------- what drugs do with a signal

GIVEN = ("aldesleukin", "teceleukin", "oprelvekin", "nogapendekin alfa inbakicept")  # agonists in therapeutics
BLOCKING = (
    "basiliximab",
    "mepolizumab",
    "siltuximab",
    "anakinra",
    "secukinumab",
    "ustekinumab",
    "dupilumab",
    "rilonacept",
)
TOXINS = ("denileukin diftitox", "tagraxofusp")


def _supplies(dice: Dice) -> Lettered:
    names = [dice.among(GIVEN), dice.among(TOXINS), *dice.some(BLOCKING, 2)]
    return {"options": lettered(dice.shuffled(names))}


def _supplies_right(given: Lettered) -> str:
    agonists = facts.column("therapeutics", "inn", action="agonist")
    return next(text for text in given["options"].values() if text in agonists)


BIOSIMILAR_YEARS = (2023, 2024, 2025)  # in which biosimilars of an interleukin antibody were approved


def _statement(item: str, years: Sequence[int] = range(2009, 2025)) -> Choice[Given]:
    return among_options(item, drawn(year=among(*years)), lambda g: "right")


ITEMS = (
    Number(
        "A3-10a",
        _trial,
        _difference_percent,
        {
            "ratio": _ratio,
            "counts": lambda g: g["responders_treated"] - g["responders_control"],
            "fraction": lambda g: _difference_percent(g) / 100,
        },
    ),
    Number(
        "A3-10b",
        _trial,
        lambda g: 100 / _difference_percent(g),
        {"percent": _difference_percent, "fraction": lambda g: 1 / _difference_percent(g)},
    ),
    _statement("A3-11a"),
    _statement("A3-11b", BIOSIMILAR_YEARS),
    _statement("A3-11c"),
    Choice("A3-11d", _supplies, _supplies_right, lambda g, text: "toxin" if text in TOXINS else "blocker"),
)
