"""Write the HTML edition: `python -m helpers.site [FOLDER]` (by default the folder `site` of the course).

COURSE_REPOSITORY and COURSE_HUB in the environment say where its pages find the code, and COURSE_ADDRESS where the
edition itself is published (`helpers.site.hosting`).
"""

import argparse
import os
import sys
from pathlib import Path

from helpers import console, site


def main(arguments: list[str]) -> None:
    """Write all pages and say where they are."""
    parser = argparse.ArgumentParser(prog="python -m helpers.site", description="Write the HTML edition.")
    parser.add_argument("folder", nargs="?", type=Path, default=site.FOLDER, help="where to (by default: site)")
    folder = parser.parse_args(arguments).folder
    hosting = site.Hosting(*(os.environ.get(f"COURSE_{name}", "") for name in ("REPOSITORY", "HUB", "ADDRESS")))
    files = site.build(hosting=hosting) | site.live(site.stocked(site.calls()))
    site.write(files, folder)
    size = sum(len(content) for content in files.values()) / 2**20
    print(f"{len(files)} files, {size:.1f} MB. Open {folder / 'index.html'} in a browser.")


if __name__ == "__main__":
    console.forgive()
    main(sys.argv[1:])
