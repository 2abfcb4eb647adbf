"""Figures of IL-6 in disease: CRP as a readout, and the chain to a biomarker."""

import numpy as np

from helpers.colours import BLUE, GREEN, GREY, ORANGE, TEXT, VERMILION, WHITE
from helpers.figures.curves import Axis, Curve, Frame, Mark, Words, curve_figure
from helpers.figures.figure import Figure
from helpers.figures.vocabulary import (
    Style,
    Trace,
    hidden_axis,
    names,
    path,
    rooms,
)
from helpers.views.il6_disease import FIRST_RISE_PERCENT, Chain, ReadoutCourse, Step, StepKind
from helpers.words import number_words as say


def readout_course(view: ReadoutCourse) -> Figure:
    """Return simulated IL-6 and CRP after a stimulus, each in per cent of its own peak where no drug is given."""
    curves = [
        Curve("IL-6", view.il6_percent),
        Curve("CRP", view.crp_percent),
    ]
    blocked = [] if view.blocked_h is None else [Mark(view.blocked_h, "IL-6R blocked")]
    frame = Frame(
        Axis("time since the stimulus began (h)"),
        Axis("level (% of its peak without a drug)", limits=(0, 112)),
        positions=[Mark(view.stop_h, "stimulus ends"), *blocked],
    )
    words = Words("IL-6 and CRP after a stimulus (simulated)", _readout_words(view))
    return curve_figure(view.hours, curves, frame, words)


def _readout_words(view: ReadoutCourse) -> str:
    if view.blocked_h is not None:
        return _blocked_words(view, view.blocked_h)
    hours, il6, crp = view.hours, view.il6_percent, view.crp_percent
    one, two = float(hours[np.flatnonzero(il6 > 99.9)[-1]]), float(hours[np.argmax(crp)])
    first = float(np.interp(FIRST_RISE_PERCENT, crp[: np.argmax(crp) + 1], hours[: np.argmax(crp) + 1]))
    later = int(np.argmin(np.abs(hours - (view.stop_h + 24))))
    return (
        f"IL-6 peaks at {say(one, 2)} h. CRP (half-life {say(view.crp_half_life_h)} h) reaches "
        f"{say(FIRST_RISE_PERCENT)} % of its peak at {say(first, 2)} h and the peak at {say(two, 2)} h: "
        f"{say(two - one, 2)} h after IL-6. One day after the stimulus has ended, IL-6 is at {_share(il6[later])} % "
        f"of its peak and CRP at {_share(crp[later])} %."
    )


def _blocked_words(view: ReadoutCourse, blocked_h: float) -> str:
    hours, crp = view.hours, view.crp_percent
    told = [say(float(np.interp(blocked_h + later, hours, crp)), 2) for later in (0, 18, 66)]
    return (
        f"IL-6R is blocked from {say(blocked_h)} h on; IL-6 is made until {say(view.stop_h)} h. "
        f"CRP (half-life {say(view.crp_half_life_h)} h) is at {told[0]} % of its peak without a drug when the block "
        f"begins, at {told[1]} % 18 h later and at {told[2]} % 66 h later; its peak comes at "
        f"{say(float(hours[np.argmax(crp)]), 2)} h."
    )


def _share(percent: float) -> str:
    return "less than 0.1" if percent < 0.1 else say(percent, 2)


# ---------------------------------------------------------------------------- the chain to a biomarker


_KINDS: dict[StepKind, str] = {
    "stimulus": GREY,
    "source": BLUE,
    "messenger": VERMILION,
    "receptor": ORANGE,
    "cell": GREEN,
    "biomarker": BLUE,
}


def chain(view: Chain) -> Figure:
    """Return the steps from a stimulus to a biomarker from top to bottom, and where a drug cuts them."""
    steps = view.steps
    alive = [place < view.cut for place in range(len(steps))]
    layout = {
        "height": 62 * len(steps) + 90,
        "margin": {"l": 20, "r": 10, "t": 56, "b": 10},
        "xaxis": hidden_axis(-0.1, 4),
        "meta": rooms((0, 4)),
        "yaxis": hidden_axis(0.4, len(steps) + 0.6),
    }
    table = {
        "step": list(range(1, len(steps) + 1)),
        "kind": [step.kind for step in steps],
        "what happens": [step.text for step in steps],
        "still happens": ["yes" if on else "no" for on in alive],
        "source": [step.reference for step in steps],
    }
    traces = [*_arrows(alive), _step_marks(steps, alive)]
    return Figure(traces, layout, title=f"{view.title}: {view.under}", description=_chain_words(view), table=table)


def _arrows(alive: list[bool]) -> list[Trace]:
    """Return the lines between the steps; what no longer happens is dotted and grey."""
    happens, cut = Style(TEXT, width=3), Style(GREY, dash="dot", width=3)
    top = len(alive)
    return [
        path([0, 0], [top - place, top - place - 1], happens if on else cut, name="arrow")
        for place, on in enumerate(alive[1:])
    ]


def _step_marks(steps: tuple[Step, ...], alive: list[bool]) -> Trace:
    both = list(zip(steps, alive, strict=True))
    return names(
        [0] * len(steps),
        list(range(len(steps), 0, -1)),
        [_step_words(step, on) for step, on in both],
        Style(size=17),
        name="step",
        textfont={"size": 13.5, "color": [TEXT if on else GREY for on in alive]},
        marker={
            "color": [_KINDS[step.kind] if on else WHITE for step, on in both],
            "symbol": ["circle" if on else "x" for on in alive],
            "line": {"color": [_KINDS[step.kind] if on else GREY for step, on in both], "width": 2},
        },
    )


def _step_words(step: Step, on: bool) -> str:
    return f"  <b>{step.kind}</b>{'' if on else ' (no longer)'}<br>  {step.text}"


def _chain_words(view: Chain) -> str:
    steps, cut = view.steps, view.cut
    start = f"{len(steps)} steps lead from '{steps[0].text}' to '{steps[-1].text}'."
    if cut < len(steps):
        return f"{start} With {view.under}, the chain breaks before step {cut + 1} ({steps[cut].text})."
    return f"{start} With {view.under}, every step still happens."
