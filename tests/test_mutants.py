"""Proof that the tests of the models can fail: change one constant of a model, and see its own tests go red."""

import ast
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import forked
from tests.notebooks import ROOT

MODELS = sorted(
    path for path in (ROOT / "src/helpers/models").glob("*.py") if path.stem not in ("__init__", "checks", "piecewise")
)
WHERE = "import helpers\n\n\ndef test_where() -> None:"


def mutated(source: str) -> str:
    """Return `source` with its first published number changed by a fifth.

    Where a model has no number of its own, its first sum becomes a difference.
    """
    tree = ast.parse(source)
    fields = [s for s in tree.body if isinstance(s, ast.Assign)]
    fields += [s for c in tree.body if isinstance(c, ast.ClassDef) for s in c.body if isinstance(s, ast.AnnAssign)]
    for field in fields:
        for node in ast.walk(field):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, float)
                and abs(node.value) > 1e-3
                and node.value != 1
            ):
                return replaced(source, node.lineno, node.col_offset, node.end_col_offset, repr(node.value * 1.2))
    sums = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Add) and n.left.end_lineno == n.right.lineno
    ]
    first = sums[0]
    return replaced(source, first.left.end_lineno, first.left.end_col_offset, first.right.col_offset, " - ")


def replaced(source: str, line: int | None, start: int | None, end: int | None, text: str) -> str:
    """Return `source` with `text` in place of some bytes of a line, as `ast` counts both."""
    assert line is not None
    lines = source.splitlines(keepends=True)
    raw = lines[line - 1].encode()
    lines[line - 1] = (raw[:start] + text.encode() + raw[end:]).decode()
    return "".join(lines)


def copy_of_the_package(folder: Path) -> None:
    """Copy the package, its byte code too, so that only what is changed is compiled again."""
    shutil.copytree(ROOT / "src/helpers", folder / "helpers")


def options(folder: Path) -> list[str]:
    return ["-q", "-x", "-p", "no:cacheprovider", "--noconftest", "--rootdir", str(folder), "-c", os.devnull]


def model_tests(stem: str, folder: Path) -> list[str]:
    return [*options(folder), str(ROOT / f"tests/models/test_{stem}.py")]


@pytest.fixture(scope="module")
def forks() -> Iterator[forked.Forks]:
    with forked.forks() as running:
        yield running


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_one_wrong_constant_in_a_model_is_noticed(path: Path, forks: forked.Forks, tmp_path: Path) -> None:
    """One published number is changed; the model's own tests must fail.

    The first that fails ends the run, so comparisons with a second solver, which take long, stand last in their files.
    """
    source = path.read_text(encoding="utf-8")
    changed = mutated(source)
    assert changed != source
    copy_of_the_package(tmp_path)
    (tmp_path / "helpers/models" / path.name).write_text(changed, encoding="utf-8")
    code, said = forks.run(model_tests(path.stem, tmp_path), tmp_path)
    assert code == 1, f"no test noticed a changed number in {path.name}:\n{said[-800:]}"


def _unchanged(folder: Path) -> list[str]:
    """Return what pytest is asked about a copy without a change, and whether it is the copy that is tested."""
    copy_of_the_package(folder)
    (folder / "test_where.py").write_text(f"{WHERE}\n    assert helpers.__file__.startswith({str(folder)!r})\n")
    return [*model_tests("receptor_binding", folder), str(folder / "test_where.py")]


def test_the_mutated_copy_is_the_one_that_is_tested(forks: forked.Forks, tmp_path: Path) -> None:
    """Without a change the same run is green, so the red above comes from the change."""
    code, said = forks.run(_unchanged(tmp_path), tmp_path)
    assert code == 0, said[-800:]


def test_a_system_that_cannot_fork_tests_the_same_copy(tmp_path: Path) -> None:
    code = forked.begun(_unchanged(tmp_path), tmp_path)
    assert code == 0, (tmp_path / forked.SAID).read_text(encoding="utf-8")[-800:]
