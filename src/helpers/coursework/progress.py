"""A progress bar in plain text on standard error; where that is no terminal, one line at the end."""

import sys
import time

WIDTH = 40
PAUSE_SECONDS = 0.1  # between two drawings


class Bar:
    """How many of `total` are done of what is called `what`."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done, self._shown = max(total, 1), what, 0, 0.0

    def step(self) -> None:
        """Count one more and redraw, at most ten times a second."""
        self._done += 1
        now = time.monotonic()
        if sys.stderr.isatty() and (now - self._shown > PAUSE_SECONDS or self._done >= self._total):
            self._shown = now
            filled = min(WIDTH, WIDTH * self._done // self._total)
            bar = "#" * filled + "." * (WIDTH - filled)
            sys.stderr.write(f"\r{self._what} [{bar}] {self._done} of {self._total}")
            sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        sys.stderr.write("\n" if sys.stderr.isatty() else f"{self._what}: {self._done} of {self._total}\n")
