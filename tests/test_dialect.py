"""One dialect in the whole package: what ruff cannot see of the length of functions and the form of docstrings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notebooks import ROOT

SOURCE = ROOT / "src" / "helpers"
FILES = sorted(SOURCE.rglob("*.py"))
TESTS = sorted(path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
FORBIDDEN = {
    r"^\s*(Args|Arguments|Parameters|Returns|Raises|Yields|Examples?|Notes?):?\s*$": "a section; prose says it",
    r":(func|class|mod|meth|data|attr):`": "a role; single backticks are enough",
    r"(?<!`)``(?!`)": "double backticks; single ones are enough",
    r"\d\s?um\b|\bum\b": "um; the micrometre is µm",
    r"\d\s?ug\b|\bug/": "ug; the microgram is µg",
    r"(?i)\blessons? \d": "the number of a lesson; lessons move, slugs stay",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Return how many lines a function has, its signature and docstring apart."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and (text := ast.get_docstring(node)):
            yield getattr(node, "name", path.stem), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_function_is_longer_than_forty_lines(path: Path) -> None:
    lengths = {function.name: body_lines(function) for function in functions(path)}
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_hardly_any_function_is_longer_than_twenty_five_lines() -> None:
    lengths = {
        f"{path.relative_to(SOURCE)}:{function.name}": body_lines(function)
        for path in FILES
        for function in functions(path)
    }
    long = {name: length for name, length in lengths.items() if length > 25}
    assert len(long) <= 0.02 * len(lengths), long


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_have_one_form(path: Path) -> None:
    found = [
        f"{name}: {advice}"
        for name, text in docstrings(path)
        for pattern, advice in FORBIDDEN.items()
        if re.search(pattern, text, flags=re.MULTILINE)
    ]
    assert found == []
