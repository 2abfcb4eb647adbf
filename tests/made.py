"""The explorers of the course as they open, each made once in a process: for tests that look and move nothing."""

import functools
from typing import Any

from helpers import explorers
from helpers.explorers.engine import Explorer


@functools.cache
def opened(name: str) -> Explorer[Any]:
    """Return the explorer `name`, to look at and not to move: what its axes hold takes many figures to find."""
    return getattr(explorers, name)()
