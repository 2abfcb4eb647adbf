"""Look at the HTML edition in Firefox and in WebKit: `python -m tests.engines [firefox] [webkit] [--site FOLDER]`.

Five lessons (`lessons`) and every explorer (`walk`). Run by hand, some minutes an engine; `make test` uses Chromium.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from helpers import site
from tests.engines.browsers import ENGINES, NotInstalled, running
from tests.engines.lessons import smoke
from tests.engines.walk import walks


def looked(name: str, folder: Path) -> list[str]:
    """Return what does not work in an engine, as sentences."""
    try:
        with running(name) as browser:
            return [*smoke(browser, folder), *walks(browser, folder), *browser.errors]
    except NotInstalled as missing:
        return [str(missing)]


def main(arguments: list[str]) -> int:
    """Look at the pages, built for it where none are given, and return 1 where something does not work."""
    parser = argparse.ArgumentParser(prog="python -m tests.engines", description=__doc__)
    parser.add_argument("engines", nargs="*", choices=[*ENGINES, []], help="firefox, webkit (by default: both)")
    parser.add_argument("--site", type=Path, help="the folder of an edition that is built")
    given = parser.parse_args(arguments)
    failed = False
    with tempfile.TemporaryDirectory() as place:
        folder = given.site or Path(place) / "site"
        if given.site is None:
            site.write(site.build() | site.live(site.stocked(site.calls())), folder)
        for name in given.engines or ENGINES:
            problems = looked(name, folder.resolve())
            print("\n".join(problems) or f"{name}: five lessons and all explorers work.", flush=True)
            failed |= bool(problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
