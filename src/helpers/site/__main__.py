"""Write the HTML edition: `python -m helpers.site [FOLDER]` (by default the folder `site` of the course).

COURSE_REPOSITORY and COURSE_HUB in the environment say where its pages find the code, and COURSE_ADDRESS where the
edition itself is published (`helpers.site.hosting`). COURSE_LANGUAGE, such as de, takes what is translated from the
folder `locale`; `python -m helpers.site --messages` writes what can be translated.
"""

import argparse
import os
import sys
from pathlib import Path

from helpers import console, site


def main(arguments: list[str]) -> None:
    """Write all pages, or what of them can be translated, and say where they are."""
    parser = argparse.ArgumentParser(prog="python -m helpers.site", description="Write the HTML edition.")
    parser.add_argument("folder", nargs="?", type=Path, help="where to (by default: site)")
    parser.add_argument("--messages", action="store_true", help="write templates for translators instead (build/pot)")
    given = parser.parse_args(arguments)
    if given.messages:
        _write_messages(given.folder or site.TEMPLATES)
        return
    try:
        spoken = site.translation(os.environ.get("COURSE_LANGUAGE", ""))
    except ValueError as error:
        parser.error(str(error))
    _write_pages(given.folder or site.FOLDER, spoken)


def _write_messages(folder: Path) -> None:
    templates = {f"{name}.pot": site.template(texts) for name, texts in site.messages().items()}
    site.write(templates, folder)
    print(f"{len(templates)} templates in {folder}: docs/translating.md says what to do with them.")


def _write_pages(folder: Path, spoken: site.Translation) -> None:
    hosting = site.Hosting(*(os.environ.get(f"COURSE_{name}", "") for name in ("REPOSITORY", "HUB", "ADDRESS")))
    files = site.build(hosting=hosting, translation=spoken) | site.live(site.stocked(site.calls()))
    site.write(files, folder)
    size = sum(len(content) for content in files.values()) / 2**20
    if spoken.catalogues:
        _tell_missing(spoken)
    print(f"{len(files)} files, {size:.1f} MB. Open {folder / 'index.html'} in a browser.")


def _tell_missing(spoken: site.Translation) -> None:
    """Say what is in English for want of a translation: each word of the pages, and of each notebook how much."""
    templates = site.messages()
    missing = site.missing(spoken, templates)
    for name, texts in missing.items():
        print(f"{name}: {len(texts)} of {len(templates[name])} messages are not translated, and stand in English.")
    for text in missing.get(site.INTERFACE, ()):
        print(f"  {text}")


if __name__ == "__main__":
    console.forgive()
    main(sys.argv[1:])
