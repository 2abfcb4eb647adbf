"""Compare every state of every explorer of the HTML edition with Python's: `python -m tests.grids [grid ...]`.

The grids are those of `make site`; what is lacking is computed. What a grid leaves out (`Explorer.refusal`) is tried in
every single and pairwise choice and in 5,000 seeded ones. Minutes, not seconds: `make test` looks at a sample.
"""

import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

from helpers import site
from tests.browser import jupyter
from tests.site import live_pages

AT_A_TIME = 200
RANDOM = 5000


def left_out(explorer, rng):
    """Return states of which the grid may hold some: all single and pairwise choices, and random ones."""
    start = {control["name"]: control["values"][0] for control in explorer.controls}
    found = []
    for one, other in itertools.combinations(explorer.controls, 2):
        pairs = itertools.product(one["values"], other["values"])
        found += [start | {one["name"]: first, other["name"]: second} for first, second in pairs]
    for _ in range(RANDOM):
        found.append({control["name"]: rng.choice(control["values"]) for control in explorer.controls})
    return found


def compared(page, key, call):
    """Return how many states of a grid were compared, and those that differ."""
    explorer = call.opened()
    states = [*explorer.states()] + (left_out(explorer, random.Random(20261126)) if explorer.refusal else [])
    wrong = []
    for first in range(0, len(states), AT_A_TIME):
        wrong += live_pages.different(page, key, call, states[first : first + AT_A_TIME])
    return len(states), wrong


def main(wanted):
    """Compare, and say for each grid how many states are the same; return 1 where one is not."""
    calls = {key: call for key, call in site.calls().items() if not wanted or key in wanted}
    failed = 0
    made = site.stocked(calls)
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyter.chromium() as browser,
        live_pages.reading(browser, Path(folder), made) as page,
    ):
        for key, call in calls.items():
            began = time.monotonic()
            count, wrong = compared(page, key, call)
            failed += len(wrong)
            print(f"{key}: {count - len(wrong)} of {count} the same, {time.monotonic() - began:.0f} s", flush=True)
            for values in wrong[:3]:
                print(f"  differs: {values}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
