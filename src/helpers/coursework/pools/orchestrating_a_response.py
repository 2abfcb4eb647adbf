"""Items on helper cells: their programmes, two instructions at once, what is missing, and what a drug takes away."""

from helpers.coursework import facts
from helpers.coursework.dice import Dice
from helpers.coursework.draws import case
from helpers.coursework.kinds import Choice, Lettered, lettered

# A factor, the output that the table helper_programmes must give it, and those of others. IL-10 and IL-21 are not
# among the others: cells of several programmes make them.
OUTPUTS = {
    "T-bet": ("interferon-γ", ("IL-5", "IL-13", "IL-17A")),
    "GATA3": ("IL-5", ("interferon-γ", "IL-17A", "IL-22")),
    "RORγt": ("IL-17A", ("interferon-γ", "IL-5", "IL-13")),
    "BCL6": ("IL-21", ("interferon-γ", "IL-5", "IL-13", "IL-17A")),
    "FOXP3": ("IL-10", ("interferon-γ", "IL-5", "IL-13", "IL-17A")),
}


class Programme(Lettered):
    """A master factor, and outputs of which one belongs to it."""

    factor: str


def _programme(dice: Dice) -> Programme:
    factor = dice.among(sorted(OUTPUTS))
    output, others = OUTPUTS[factor]
    return {"factor": factor, "options": lettered(dice.shuffled([output, *dice.some(others, 3)]))}


def _programme_right(given: Programme) -> str:
    programmes = facts.column("helper_programmes", "programme", slot="factor", item=given["factor"])
    outputs = {
        item
        for programme in programmes
        for item in facts.column("helper_programmes", "item", slot="output", programme=programme)
    }
    return next(text for text in given["options"].values() if text in outputs)


COMPANIES = {  # what becomes of the cell (an option of A1-06c), and what comes beside TGF-β
    "th17": ("IL-6 as well", "IL-6, which a nearby macrophage secretes"),
    "treg": ("no other messenger", "IL-6, and an antibody that catches all of it"),
}
DEFECTS = {  # the programme that is broken (an option of A1-06d), and what is seen
    "th1": (
        "disease after the vaccine against tuberculosis",
        "salmonella that come back, and mycobacteria that harm nobody else",
    ),
    "th17": (
        "thrush of the mouth that comes back since the first months, and nothing else",
        "yeast on nails, skin and mouth that no drug clears for long",
    ),
    "treg": (
        "diabetes, an inflamed gut and eczema from the first months, and no microbe that explains it",
        "T cells in the gut, skin and glands that attack the body's own cells",
    ),
}
TARGETS = {  # what goes (an option of A1-05d), and the chain that an antibody holds
    "both": ("p40", "the chain that IL-12 and IL-23 share"),
    "il23": ("p19", "the chain that IL-23 has and IL-12 has not"),
}

ITEMS = (
    Choice("A1-06b", _programme, _programme_right, lambda g, text: "other-programme"),
    case("A1-06c", COMPANIES, "company"),
    case("A1-06d", DEFECTS),
    case("A1-05d", TARGETS, "target"),
)
