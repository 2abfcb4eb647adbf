"""What is wrong with a set-up, each in one sentence that says how to mend it.

`make doctor` (`python -m helpers.doctor`) prints it, with the versions that whoever helps will ask for; the start
page shows it. This module needs nothing but Python itself, so that it can speak where everything else is missing.
"""

import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from helpers import console
from helpers.extras import DISTRIBUTION

PACKAGE = Path(__file__).resolve().parent
# An installed copy carries the tables and cannot know where the notebooks are.
ROOT = None if (PACKAGE / "data").is_dir() else PACKAGE.parents[1]
OLDEST_PYTHON = (3, 11)
FOLDERS = ("notebooks", "data")
_INSTALL = (
    "run make lab in the course's folder "
    '(without make: pip install --constraint requirements.lock --editable ".[lab]")'
)
# Of the 259 characters of a path on Windows, the longest file of the environment (in JupyterLab) takes 162.
WINDOWS_FOLDER = 97
_REQUIREMENT = re.compile(r"""([\w.-]+)>=([\d.]+)(?:; extra == ['"]lab['"])?""")


def problems(
    root: Path | None = ROOT,
    python: tuple[int, int] | None = None,
    required: Mapping[str, str] | None = None,
    kernel: str | None = None,
) -> list[str]:
    """Return a sentence for each thing that is wrong (an empty list when all is well).

    `root` is the folder of the course (None: the package is an installed copy, and notebooks are where Python was
    started), `python` a version such as (3, 12), `required` {package: least version}, and `kernel` the program that
    runs notebooks; without them, those of this Python are looked at.
    """
    found = _of_python(python or sys.version_info[:2])
    found += _of_folders(root) + _of_long_paths(root, os.name == "nt") if root else _of_saving(Path.cwd())
    found += _of_settings(_settings_folders())
    found += _of_packages(requirements() if required is None else required)
    if not found:  # these need the packages
        found += _of_facts((root or PACKAGE) / "data") + _of_kernel(kernel or kernel_program())
    return found


def requirements() -> dict[str, str]:
    """Return {package: least version} that a reader of the lessons needs.

    Where the course is not installed, that is the course itself.
    """
    try:
        declared = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {DISTRIBUTION: ""}
    return {found[1]: found[2] for line in declared if (found := _REQUIREMENT.fullmatch(line))}


def kernel_program() -> str:
    """Return the program with which this Python's Jupyter runs the kernel "python3"; in a kernel, this one."""
    if "ipykernel" in sys.modules:
        return sys.executable
    command = [sys.executable, "-m", "jupyter_client.kernelspecapp", "list", "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    program: str = json.loads(answer)["kernelspecs"]["python3"]["spec"]["argv"][0]
    # A bare name is this Jupyter's own Python.
    return sys.executable if program == Path(program).name else program


def report() -> list[str]:
    """Return the versions that whoever helps will ask for, a line each."""
    lines = [f"Python {platform.python_version()} on {platform.platform()}", f"The course is in {ROOT or PACKAGE}"]
    for package in requirements():
        lines.append(f"{package} {_version(package) or 'is missing'}")
    return lines


def _of_python(version: tuple[int, int]) -> list[str]:
    if version >= OLDEST_PYTHON:
        return []
    return [f"Python {'.'.join(map(str, version))} is too old: install Python 3.11 or newer, then run make lab again."]


def _of_folders(root: Path) -> list[str]:
    sentences = []
    for name in FOLDERS:
        if not (root / name).is_dir():
            sentences.append(f"The folder {name} is not in the course's folder: download the whole course again.")
    return sentences or _of_saving(root / "notebooks")


def _of_saving(folder: Path) -> list[str]:
    if os.access(folder, os.W_OK):
        return []
    return [
        f"The folder {folder.name} is read-only, so nothing you change there can be saved: copy the whole course to a "
        "folder of your own and open it there."
    ]


def _of_long_paths(root: Path, on_windows: bool) -> list[str]:
    if not on_windows or len(str(root)) <= WINDOWS_FOLDER:
        return []
    return [
        f"The path of the course's folder has {len(str(root))} characters, and Windows leaves it {WINDOWS_FOLDER}: "
        r"move the folder to a short place, such as C:\course, and install there again."
    ]


def _settings_folders() -> list[Path]:
    """Return the folders in which Jupyter and IPython keep what they need to run a notebook."""
    home = Path.home()
    data = Path(os.environ.get("JUPYTER_DATA_DIR", home / ".local" / "share" / "jupyter"))
    runtime = Path(os.environ.get("JUPYTER_RUNTIME_DIR", data / "runtime"))
    return [runtime, Path(os.environ.get("IPYTHONDIR", home / ".ipython"))]


def _of_settings(folders: Sequence[Path]) -> list[str]:
    for folder in folders:
        there = next(part for part in (folder, *folder.parents) if part.exists())
        if not _takes_folders(there):
            return [
                f"Jupyter cannot write in {there}, so no notebook can run: set JUPYTER_DATA_DIR, JUPYTER_CONFIG_DIR "
                "and IPYTHONDIR to folders in which you may write, and start JupyterLab again."
            ]
    return []


def _takes_folders(folder: Path) -> bool:
    """Return whether a folder can be made there: it is tried, since a superuser is told that all can be written."""
    try:
        with tempfile.TemporaryDirectory(dir=folder):
            return True
    except OSError:
        return False


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _of_packages(required: Mapping[str, str]) -> list[str]:
    missing = [name for name in required if not _is_there(name)]
    old = {
        name: least
        for name, least in required.items()
        if name not in missing and _numbers(_version(name) or "") < _numbers(least)
    }
    sentences = []
    if missing:
        sentences.append(f"Missing: {', '.join(missing)}. To install, {_INSTALL}; then restart the kernel.")
    for name, least in old.items():
        sentences.append(f"{name} {_version(name)} is too old, the course needs {least}: {_INSTALL}.")
    return sentences


def _is_there(package: str) -> bool:
    """Return whether `package` is installed; it is not imported, for some take seconds."""
    here = package != DISTRIBUTION or importlib.util.find_spec("helpers") is not None
    return here and _version(package) is not None


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _of_facts(folder: Path) -> list[str]:
    from helpers import tables

    try:
        broken = tables.validate(folder)
    except tables.TableError as error:
        broken = [error]
    if not broken:
        return []
    return [f"The fact tables are damaged. {broken[0]} Restore the folder data from the course's repository."]


def _of_kernel(program: str) -> list[str]:
    found = shutil.which(program)
    if found and Path(found).parent.resolve() == Path(sys.executable).parent.resolve():
        return []
    return [
        f"JupyterLab would run notebooks with another Python ({program}), which does not have the course: "
        f"type {sys.executable} -m ipykernel install --sys-prefix, then restart JupyterLab."
    ]


def main() -> int:
    """Print the versions and what is wrong; return 1 when anything is."""
    print("\n".join(report()))
    found = problems()
    print()
    print("\n".join(["Mend this:", *[f"- {sentence}" for sentence in found]]) if found else "Everything is in place.")
    return int(bool(found))


if __name__ == "__main__":
    console.forgive()
    sys.exit(main())
