"""The tests of the course; `python -m tests` runs all of them."""

import sys

# jsonschema tries to import it, and it takes 1.8 s to build a grammar of international web addresses, in each process
# that reads a notebook. No schema of a notebook asks for one.
sys.modules["rfc3987_syntax"] = None  # pyright: ignore[reportArgumentType]


def pytest_configure() -> None:
    """Let nbval print no message of a kernel for its debugging log: a tenth of a run, and nobody reads it."""
    kernel = sys.modules.get("nbval.kernel")
    if kernel:
        vars(kernel)["pformat"] = lambda message: message
