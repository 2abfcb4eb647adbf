"""Items on harm: what to expect of a drug, what is done first, what becomes of other medicines, and how often."""

from typing import Any, NamedTuple, TypedDict

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import case
from helpers.coursework.kinds import Choice, Given, Number, lettered
from helpers.models import trial_statistics

DRUGS = {  # the harm that a job lets expect (an option of A3-09b), and what is given
    "thrush": (
        "an antibody to IL-17A",
        "an antibody that holds IL-17A and IL-17F",
        "an antibody to the receptor of IL-17",
    ),
    "hidden": ("an antibody to the receptor of IL-6", "an antibody to IL-6"),
    "mycobacteria": ("an antibody to p40", "an antibody to the chain that IL-12 and IL-23 share"),
    "leak": ("aldesleukin in doses against a tumour", "recombinant IL-2 in high doses"),
}


class Scene(NamedTuple):
    """Who the patient is, in one wording or another, what is done first, and what is offered beside it."""

    seen: tuple[str, ...]
    first: str
    beside: tuple[str, ...]


SCENES = (  # the last two of each are options of A3-09c
    Scene(
        (
            "is to have an antibody to p40; a test for tuberculosis is positive, and the chest film is clear",
            "is to have tocilizumab; T cells answer to the bacteria of tuberculosis, and the chest film shows no trace",
        ),
        "latent-treat",
        ("latent-give", "latent-active", "latent-again"),
    ),
    Scene(
        (
            "is to have secukinumab next month, travels in the spring, and lacks the live vaccine against yellow fever",
            "is to have guselkumab, has no infection, and never had measles or the live vaccine against it",
        ),
        "live-now",
        ("live-after", "live-together", "live-out"),
    ),
    Scene(
        (
            "on tocilizumab feels ill and has a painful hip; temperature and C-reactive protein are normal",
            "on sarilumab has pain low in the belly; the C-reactive protein is 1 mg/L",
        ),
        "hidden-look",
        ("hidden-wait", "hidden-number", "hidden-works"),
    ),
    Scene(
        (
            "on brodalumab has slept badly for two weeks and sees no sense in anything",
            "on brodalumab says that the family would be happier without such a burden",
        ),
        "mood-stop",
        ("mood-wait", "mood-job", "mood-lifts"),
    ),
)


def _scene(dice: Dice) -> dict[str, Any]:
    """Draw a patient, with the options of this patient."""
    scene, texts = dice.among(SCENES), facts.options("A3-09c")
    offered = [texts[option] for option in (scene.first, *scene.beside)]
    return {"seen": dice.among(scene.seen), "options": lettered(dice.shuffled(offered))}


def _first(given: Given) -> str:
    """Return what is done first for the patient whom a student received."""
    return facts.options("A3-09c")[next(scene.first for scene in SCENES if given["seen"] in scene.seen)]


MEDICINES = {  # what becomes of the exposure (an option of A3-09d), and what is taken
    "falls": (
        "simvastatin, and begins with tocilizumab for active rheumatoid arthritis",
        "warfarin at a steady dose, and begins with tocilizumab for active rheumatoid arthritis",
    ),
    "rises": (
        "simvastatin, at a dose that was found under tocilizumab, which ended two months ago, and the joints swell",
        "warfarin, at a dose that was found under tocilizumab, which ended two months ago, and the joints swell",
    ),
    "stays": (
        "warfarin, and begins with guselkumab for psoriasis",
        "midazolam now and then, and begins with risankizumab for psoriasis",
    ),
}


class HarmTable(TypedDict):
    """Patients with a harm, and patients, of both arms."""

    treated: int
    harmed_treated: int
    control: int
    harmed_control: int


def _harm_table(dice: Dice) -> HarmTable:
    treated, control = int(dice.grid(200, 600, 10)), int(dice.grid(200, 600, 10))
    return {
        "treated": treated,
        "harmed_treated": round(treated * dice.grid(0.05, 0.08, 0.005)),
        "control": control,
        "harmed_control": round(control * dice.grid(0.01, 0.02, 0.005)),
    }


def _needed(given: HarmTable) -> float:
    return trial_statistics.number_needed_to_harm(
        given["harmed_treated"], given["treated"], given["harmed_control"], given["control"]
    ).estimate


ITEMS = (
    case("A3-09b", DRUGS, "drug"),
    Choice("A3-09c", _scene, _first),
    case("A3-09d", MEDICINES, "case"),
    Number(
        "A3-10d",
        _harm_table,
        _needed,
        {"treated": lambda g: g["treated"] / g["harmed_treated"], "percent": lambda g: 100 / _needed(g)},
    ),
)
