"""What browser tests share: one Chromium for the whole run."""

import pytest


@pytest.fixture(scope="session")
def browser():
    """A browser context of the system's Chromium."""
    from tests.browser import jupyter

    with jupyter.chromium() as context:
        yield context
