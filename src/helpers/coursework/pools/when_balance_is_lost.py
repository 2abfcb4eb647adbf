"""Items on lost balance: a switch, a storm's links, which drug fits, what a finding supports, marker and cause."""

from helpers.coursework.dice import Dice
from helpers.coursework.draws import CaseDraw, Grid, among, among_options, case, drawn
from helpers.coursework.kinds import Given, Text

LINKS = {  # the link of a storm that it shows (an option of A1-10c), and what was found
    "t-to-macrophage": (
        "mice without perforin no longer fall ill of a virus when interferon-γ is caught, which their T cells make",
        "T cells with an artificial receptor, made without the gene for GM-CSF, harm mice with a leukaemia less",
    ),
    "macrophage-to-body": (
        "after CAR T cells the mice whose monocytes were removed make hardly any IL-6 and get no fever",
        "in mice a blocker of the IL-1 receptor keeps the brain well, and it is macrophages that make the IL-1",
    ),
}
EXCESSES = {  # what fits best (an option of A1-10d), and what goes wrong in a child
    "il1b": (
        "an inflammasome that does not wait for its second signal, with fever, a rash and a high CRP",
        "a changed NLRP3, and monocytes that release IL-1β after the first signal alone",
    ),
    "il1-receptor": (
        "both copies of the gene for IL-1Ra are broken, so that nothing opposes IL-1α and IL-1β",
        "pustules and inflamed bones from the first weeks, and no IL-1Ra to keep IL-1α and IL-1β off their receptor",
    ),
    "interferon": (
        "killer cells without perforin, blood cells that are swallowed, and far too much interferon-γ",
        "an inherited HLH that has come back under the usual treatment, with T cells that send interferon-γ",
    ),
}

# ---------------------------------------------------------------------------- a switch


def _switch(dice: Dice) -> dict[str, float]:
    """Draw a bistable inflammation: it goes on above one stimulus and off only below a lower one."""
    off, on = dice.grid(1, 4, 0.5), dice.grid(6, 10, 0.5)
    ends = dice.among(["stays-low", "stays-on", "goes-off"])
    pulse = round(on - dice.grid(1, 2, 0.5), 1) if ends == "stays-low" else round(on + dice.grid(1, 4, 0.5), 1)
    after = round(off - 0.5, 1) if ends == "goes-off" else round(dice.grid(off + 0.5, off + 1.5, 0.5), 1)
    return {"on_above": on, "off_below": off, "pulse": pulse, "after": after}


def _switch_ends(given: Given) -> str:
    if given["pulse"] <= given["on_above"]:
        return "stays-low"
    return "goes-off" if given["after"] < given["off_below"] else "stays-on"


# ---------------------------------------------------------------------------- what a finding supports

ROLES = CaseDraw(
    {  # what it supports (an option of A1-11c), and the observation
        "association": (
            "{il} is raised in blood, and more so the worse the disease",
            "{il} is raised in the tissue and falls when the patients improve on another drug",
            "patients with a high {il} at the start do worse within a year",
        ),
        "cause": (
            "in a controlled trial an antibody to {il} relieves the disease more than placebo",
            "people born with a gene variant that takes {il} away are spared the disease",
            "in a controlled trial two different blockers of {il} each beat placebo",
        ),
        "against": (
            "an antibody to {il}, which empties the blood of it, does no better than placebo in two controlled trials",
            "people born with a gene variant that raises {il} for life have the disease no more often",
            "in a controlled trial, blocking {il} changes nothing, although {il} is raised",
        ),
    }
)
_SUSPECTS = drawn(il=among("IL-6", "IL-17A", "IL-23", "IL-5", "IL-13", "IL-18"))

ITEMS = (
    case("A1-10c", LINKS),
    case("A1-10d", EXCESSES),
    among_options("A1-11b", _switch, _switch_ends),
    among_options(
        "A1-11c",
        lambda dice: ROLES(dice) | _SUSPECTS(dice),
        ROLES.kind_of,
        words=lambda g: {"told": g["seen"].format(il=g["il"])},
    ),
    Text("A1-12b", drawn(marker=among("CRP", "IL-6", "IL-8"), fold=Grid(3, 40, 1))),
)
