"""The page docs/gallery.md: every plate of the course, with all its steps, what it says and where it stands.

`python -m tests.gallery` writes it and its pictures; a test fails when they are stale.
"""

from dataclasses import dataclass

from helpers import explorers, tables
from helpers.explorers.engine import Explorer
from helpers.illustrations import Illustration
from tests.made import opened
from tests.notebooks import ROOT

PAGE = ROOT / "docs" / "gallery.md"
IMAGES = ROOT / "docs" / "images" / "gallery"


@dataclass(frozen=True, slots=True)
class Plate:
    """An explorer that shows a drawing: its name, title, controls in words, and the drawing with all its steps."""

    name: str
    title: str
    controls: tuple[str, ...]
    drawing: Illustration


def plates() -> list[Plate]:
    """Return the plates of the course, in the order of the lessons that show them, then by name."""
    found = []
    for name in explorers.__all__:
        explorer = opened(name)
        if isinstance(explorer.figure, Illustration):
            controls = tuple(control["label"] for control in explorer.controls)
            found.append(Plate(name, explorer.title, controls, _whole(explorer)))
    return sorted(found, key=lambda plate: ([file for _, file in lessons(plate.name)] or ["~"], plate.name))


def _whole(explorer: Explorer) -> Illustration:
    """Return the drawing as it opens; one that goes in steps at its last."""
    last = {control["name"]: control["values"][-1] for control in explorer.controls if control["name"] == "step"}
    drawing = explorer.at(**last)
    assert isinstance(drawing, Illustration)
    return drawing


def lessons(name: str) -> list[tuple[str, str]]:
    """Return (title, file) of the lessons that show the explorer `name`, in the order of the course."""
    rows = tables.lessons().to_dict("records")
    files = {row["notebook"]: ROOT / "notebooks" / row["notebook"] for row in rows}
    shown = [row for row in rows if files[row["notebook"]].is_file()]
    return [
        (row["title"], row["notebook"])
        for row in shown
        if f"explorers.{name}(" in files[row["notebook"]].read_text(encoding="utf-8")
    ]


def page() -> str:
    """Return the page in Markdown."""
    lines = [
        "# The plates",
        "",
        "Every picture of biology in the course is computed from rows of the tables in `data/`: a row that changes "
        "changes the picture. Each is shown here as it opens, one that goes in steps at its last; in a lesson its "
        "controls move it, its parts open cards, and it is saved as SVG or PNG with its sources. In your own notebook: "
        "`from helpers import explorers`, then the line below the picture.",
        "",
        "This page is made by `python -m tests.gallery` (`make pages`).",
    ]
    for plate in plates():
        where = ", ".join(f"*{title}*" for title, _ in lessons(plate.name))
        lines += [
            "",
            f"## {plate.title}",
            "",
            f"![{plate.drawing.title}](images/gallery/{plate.name}.svg)",
            "",
            plate.drawing.description,
            "",
            f"- `explorers.{plate.name}()`" + (f"; to choose: {', '.join(plate.controls)}" if plate.controls else ""),
            f"- In the lessons: {where}." if where else "- Not in a lesson yet.",
            f"- {plate.drawing.sources}",
        ]
    return "\n".join(lines) + "\n"


def pictures() -> dict[str, str]:
    """Return file name -> SVG of each plate, on a light ground and with its line of citations."""
    return {f"{plate.name}.svg": plate.drawing.cited().svg(theme="light") for plate in plates()}


def main() -> None:
    """Write the page and its pictures; a picture whose plate is gone is taken away."""
    made = pictures()
    IMAGES.mkdir(parents=True, exist_ok=True)
    for path in IMAGES.glob("*.svg"):
        if path.name not in made:
            path.unlink()
    for name, svg in made.items():
        (IMAGES / name).write_text(svg, encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
