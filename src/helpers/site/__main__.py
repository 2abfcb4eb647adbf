"""Write the HTML edition: `python -m helpers.site [folder]` (by default the folder `site` of the course)."""

import sys
from pathlib import Path

from helpers import console, site


def main(arguments: list[str]) -> None:
    """Write all pages and say where they are."""
    folder = Path(arguments[0]) if arguments else site.FOLDER
    files = site.build() | site.live(site.stocked(site.calls()))
    site.write(files, folder)
    size = sum(len(content) for content in files.values()) / 2**20
    print(f"{len(files)} files, {size:.1f} MB. Open {folder / 'index.html'} in a browser.")


if __name__ == "__main__":
    console.forgive()
    main(sys.argv[1:])
