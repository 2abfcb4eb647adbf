"""How much of a machine one file that was handed in may take: nobody's file keeps the others waiting."""

import time

SECONDS = 0.5  # of a processor, for following the cells of one file; an ordinary notebook takes a fiftieth of it


class Budget:
    """The time that is left for one file, in seconds of the processor, so that a busy machine changes nothing."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.thread_time() + seconds

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return time.thread_time() > self._end
