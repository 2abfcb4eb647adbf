"""Explorers of harm: where on a body a drug can harm, and what the same patients gain and suffer."""

from helpers import illustrations, views
from helpers.explorers.engine import Choice, Explorer, Value, explorer


@explorer
def harms_on_a_body(**start: Value) -> Explorer:
    """Choose what is blocked or given, predict where it can hurt, and turn to what the labels warn of.

    `start` sets the first target or step, for example `target="IL-6 blocked"`.
    """
    targets = views.harm_options()
    return Explorer(
        "Where a drug can harm",
        [
            Choice("target", "The drugs", targets, views.harms_on_a_body().choice),
            Choice("step", "Show", views.HARM_STEPS, views.EXPECTED),
        ],
        views.harms_on_a_body,
        illustrations.harms_on_a_body,
        start=start,
    )


@explorer
def benefit_and_harm(**start: Value) -> Explorer:
    """Choose an arm of a trial, and see a hundred of its patients: how many more gain, and how many more have a harm.

    `start` sets the first arm, for example `arm="sarilumab, MONARCH, 200 mg every 2 weeks"`.
    """
    arms = views.weighed_arms()
    return Explorer(
        "Benefit and harm in the same patients",
        [Choice("arm", "Drug, trial and dose", arms, views.benefit_and_harm().choice)],
        views.benefit_and_harm,
        illustrations.benefit_and_harm,
        start=start,
    )
