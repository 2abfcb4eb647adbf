"""Words on a console that does not know all letters, such as one set to ASCII or to a European code page."""

import io
import sys


def forgive() -> None:
    """Let whatever this program prints be printed: a letter that the console lacks is shown by its number.

    Windows consoles, servers without a locale and files that take the output lack many; none may end a program.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
