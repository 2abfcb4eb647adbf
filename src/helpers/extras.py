"""What to install for the parts of the package that need more than its tables, models and figures do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

DISTRIBUTION = "interleukins-from-messenger-to-medicine"


@contextmanager
def needing(extra: Literal["coursework", "lab", "site"]) -> Iterator[None]:
    """Import within this what `extra` of pyproject.toml brings.

    Raises ModuleNotFoundError, one sentence on what to install, when that is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        made = "" if extra == "coursework" else f", or make {extra} in the course's folder"
        raise ModuleNotFoundError(
            f"This part of the course needs the package '{error.name}', which is not installed: run "
            f'pip install "{DISTRIBUTION}[{extra}]"{made}.',
            name=error.name,
        ) from error
