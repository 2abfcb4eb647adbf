"""Releasing an assignment: one notebook and one small data file for every student, or one class edition."""

import io
import json
import zipfile
from pathlib import Path

from helpers.coursework import editions, items

_MOMENT = (2000, 1, 1, 0, 0, 0)  # archives of equal content are equal files


def release(assignment, students, key, out, zipped=False, step=None):
    """Write every student's notebook and data file below `out`, and the instructor's list of all numbers.

    `students` is a roster; with `zipped` each student has one archive. Returns the path of the list
    ``released_<assignment>.json``, which stays with the instructor.
    """
    out = Path(out)
    notebook = blank_edition(assignment)
    name = items.ASSIGNMENTS[assignment].name
    everyone = {}
    for student in students:
        data = items.student_data(key, assignment, student)
        everyone[student] = data
        files = {
            f"{name}.ipynb": editions.text(editions.personal(notebook, data)),
            items.data_file(assignment, student): items.data_text(data),
        }
        _write(out / "students", student, files, zipped)
        if step:
            step()
    listed = out / "instructor" / f"released_{assignment}.json"
    listed.parent.mkdir(parents=True, exist_ok=True)
    listed.write_text(
        json.dumps({"assignment": assignment, "students": everyone}, ensure_ascii=False), encoding="utf-8"
    )
    return listed


def release_class(assignment, out):
    """Write the class edition: one notebook and one data file for everybody. Returns the folder."""
    out = Path(out)
    data = editions.demo_data(assignment)
    files = {
        f"{items.ASSIGNMENTS[assignment].name}.ipynb": editions.text(blank_edition(assignment)),
        items.data_file(assignment, data["student"]): items.data_text(data),
    }
    _write(out, "class", files, False)
    return out / "class"


def blank_edition(assignment):
    """Return the class edition as it is in the repository, without outputs."""
    return editions.without_solutions(editions.read_notebook(editions.edition_path(assignment)))


def _write(out, folder, files, zipped):
    if not zipped:
        place = out / folder
        place.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (place / name).write_text(text, encoding="utf-8")
        return
    out.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", _MOMENT), text, zipfile.ZIP_DEFLATED)
    (out / f"{folder}.zip").write_bytes(packed.getvalue())
