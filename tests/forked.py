"""pytest in processes that have numpy, scipy and pandas from the start, for tests that run other tests many times.

`python -m tests.forked` reads requests line by line and answers each with the number with which pytest ended.
To import the libraries takes longer than most models' tests; a process that is forked here has them already. The
course's own package is not among them: each process finds the copy of it that lies in the folder it works in.
Windows cannot fork: each request there begins a Python of its own, which takes longer and finds the same.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pytest", "pandas", "scipy.integrate", "scipy.interpolate", "scipy.optimize", "scipy.special")
SAID = "said.txt"


@dataclass(frozen=True, slots=True)
class Forks:
    """The process that forks: what is written `to` it, and what it answers."""

    to: IO[str]
    answers: IO[str]

    def run(self, arguments: Sequence[str], folder: Path) -> tuple[int, str]:
        """Run pytest in `folder`, whose packages are found first; return the number it ended with, and its words."""
        self.to.write(json.dumps({"arguments": list(arguments), "folder": str(folder)}) + "\n")
        self.to.flush()
        return int(self.answers.readline()), (folder / SAID).read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def forks() -> Iterator[Forks]:
    """Run the process that forks.

    pytest's plugins stay out: nbval alone brings all of Jupyter, and takes seven times as long as the rest.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "tests.forked"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin:
            yield Forks(process.stdin, process.stdout)


def _tested(arguments: list[str], folder: Path) -> int:
    """Return the number with which pytest ends, in the process that has been forked."""
    os.chdir(folder)
    said = os.open(SAID, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(said, stream)
    sys.path.insert(0, str(folder))
    os.environ["PYTHONPATH"] = f"{folder}{os.pathsep}{ROOT}"
    return int(import_module("pytest").main(arguments))


def _forked(arguments: list[str], folder: Path) -> int:
    """Return the number with which pytest ends in a copy of this process."""
    child = os.fork()
    if not child:
        code = 70
        try:
            code = _tested(arguments, folder)
        finally:
            sys.stdout.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def begun(arguments: list[str], folder: Path) -> int:
    """Return the number with which pytest ends in a Python that is begun for it."""
    environment = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "pytest", *arguments]
    with (folder / SAID).open("w", encoding="utf-8") as said:
        return subprocess.run(command, cwd=folder, env=environment, stdout=said, stderr=said, check=False).returncode


def main() -> None:
    """Answer every request by a process of its own."""
    answer = _forked if hasattr(os, "fork") else begun
    for name in HEAVY:
        import_module(name)
    assert "helpers" not in sys.modules, "the course's package is loaded before its copy can be"
    for line in sys.stdin:
        request = json.loads(line)
        print(answer(request["arguments"], Path(request["folder"])), flush=True)


if __name__ == "__main__":
    main()
