"""What a page shows without a kernel is what Python shows: every explorer at its ends, in its presets and at random.

`python -m tests.grids` compares all states.
"""

import functools
import itertools
import json
import random

import pytest

from helpers import explorers, site, views
from helpers.site import grids, packing
from helpers.views.choices import ALL
from tests.site import live_pages

RANDOM = 2  # states of each explorer, beside its ends and presets
# What the address of each state gives to an explorer.
LINKED = "([data, states]) => states.map((values) => asked(data, addressOf(data, values)))"
calls = functools.cache(site.calls)  # it opens every explorer


def sampled(explorer, rng):
    """Return some states: the start, both ends of every control, every preset, and a few at random."""
    start = dict(explorer.values)
    ends = [start | {c["name"]: c["values"][place]} for c in explorer.controls for place in (0, -1)]
    some = [{c["name"]: rng.choice(c["values"]) for c in explorer.controls} for _ in range(RANDOM)]
    return [start, *ends, *explorer.presets.values(), *some]


@pytest.mark.browser
def test_a_page_shows_what_python_shows(browser, tmp_path):
    rng = random.Random(26)
    opened = {key: (call, call.opened()) for key, call in calls().items()}
    states = {key: sampled(explorer, rng) for key, (_, explorer) in opened.items()}
    fitting = views.fitting_activities()
    held = {key: [s for s in states[key] if key != "il6_map" or tuple(s.values()) in fitting] for key in states}
    made = {key: grids.written(explorer, held[key]) for key, (_, explorer) in opened.items()}
    with live_pages.reading(browser, tmp_path, made) as page:
        for key, (call, explorer) in opened.items():
            assert live_pages.different(page, key, call, states[key]) == [], key
            about = {"name": call.name, "controls": explorer.controls}
            assert page.evaluate(LINKED, [about, states[key]]) == states[key], "an address gives each state again"


def test_every_explorer_of_the_lessons_can_be_live():
    """What is in no lesson needs no grid; what is, has one, and one with curves that stay has one for each start."""
    assert len({call.name for call in calls().values()} & set(explorers.__all__)) > 40
    assert len([key for key in calls() if key.startswith("two_drugs")]) == 2
    assert calls()["signalling"].name == "signalling", "where nothing of the start stays, one grid serves all"


def test_a_grid_is_lacking_where_there_is_none_or_something_has_changed(tmp_path):
    some = dict(itertools.islice(calls().items(), 3))
    kept, changed, _ = some
    for key, digests in ((kept, {}), (changed, {"data/genes.csv": "another"})):
        (tmp_path / f"{key}.json").write_text(json.dumps({"files": [], "made_from": digests}), encoding="utf-8")
    assert site.lacking(some, tmp_path) == set(some) - {kept}


def test_every_state_has_stops_of_its_own():
    for key, call in calls().items():
        explorer = call.opened()
        if explorer.refusal:
            continue
        stops = [grids.stops_of(explorer, state) for state in itertools.islice(explorer.states(), 3000)]
        assert stops == sorted(set(stops)), key


def test_a_control_that_is_off_does_not_count():
    explorer = explorers.two_drugs()
    start = dict(explorer.values) | {"antagonist": "none"}
    assert grids.stops_of(explorer, start) == grids.stops_of(explorer, start | {"kb_nM": 100.0, "antagonist_nM": 0.0})
    assert all(state["kb_nM"] == 0.1 for state in explorer.states() if state["antagonist"] == "none")


def test_what_the_map_leaves_out_no_row_fits():
    """All single choices, all pairs beside the readouts, and seeded ones: in the grid, or refused with its sentence."""
    explorer = explorers.il6_map()
    rng = random.Random(6)
    start = {control["name"]: ALL for control in explorer.controls}
    few = [control for control in explorer.controls if control["name"] != "readout"]
    states = [start | {c["name"]: value} for c in explorer.controls for value in c["values"]]
    for one, other in itertools.combinations(few, 2):
        states += [start | {one["name"]: a, other["name"]: b} for a in one["values"] for b in other["values"]]
    states += [{c["name"]: rng.choice(c["values"]) for c in explorer.controls} for _ in range(200)]
    fitting = views.fitting_activities()
    for state in states:
        try:
            views.chosen_activities(**state)
            refused = None
        except ValueError as error:
            refused = str(error)
        chosen = ", ".join(value for value in state.values() if value != ALL)
        assert refused == (None if tuple(state.values()) in fitting else explorer.refusal.replace("{}", chosen))


# ---------------------------------------------------------------------------- packing


ENTRIES = """([values, numbers]) => {
  const n = [{ name: "n", needs: {}, values }];
  return Promise.all(numbers.map(async (number) => (await grids.look("t", n, { n: number })).entry));
}"""


@pytest.mark.browser
def test_packed_values_come_back_whatever_they_are_and_in_files_of_a_bounded_size(browser, tmp_path):
    rng = random.Random(1)
    strange = {
        0: {"a": "~1", "b": ["~+", "~~"], "c": None, "d": [1.0, None, -2.5e-7]},
        3: {"e": {}, "f": [], "g": True, "h": "µ → ≥"},
        7: "<svg>" + "<g id='x'>" * 60 + "</svg>",
        9: {"long": "~" * 500, "same": "a text of more than twenty-four letters"},
        10: ["a text of more than twenty-four letters", [["a text of more than twenty-four letters"]]],
    }
    values = strange | {
        100 + i: {"x": [float(k) for k in range(50)], "y": [rng.random() for _ in range(900)]} for i in range(60)
    }
    pool = packing.Pool()
    nodes = {number: pool.add(value) for number, value in values.items()}
    texts = packing.packed(pool, nodes, {"order": ["n"]})
    assert len(texts) > 3 and max(map(len, texts)) <= packing.LARGEST
    assert packing.packed(pool, nodes, {"order": ["n"]}) == texts, "the same every time"
    with live_pages.reading(browser, tmp_path, {"t": texts}) as page:
        assert page.evaluate(ENTRIES, [[*range(200)], list(values)]) == list(values.values())
        assert page.evaluate(ENTRIES, [[*range(200)], [5, 199]]) == [None, None]
