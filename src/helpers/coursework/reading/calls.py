"""From the text of a cell to the answers that its calls of `record` write down. Nothing is run."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.coursework.assignments import question_name
from helpers.coursework.reading.values import Constants, Value, constants_of, value_of
from helpers.coursework.record_format import FUNCTION

LONGEST_CELL = 200_000  # characters of a cell that are searched as a whole
MOST_PLACES = 200  # calls that are looked for in a longer one
LONGEST_CALL = 5000  # characters of a call in a longer one
MOST_BROKEN = 20  # calls that are looked for in a cell that does not parse
LONGEST_BROKEN = 6000  # characters of a call there

_CALL = re.compile(rf"{FUNCTION}\s*\(")
_WHOLE_WORD = re.compile(rf"\b{FUNCTION}\s*\(")
_MAGIC = re.compile(r"(?m)^[ \t]*[%!?].*$")
_PARAMETERS = ("question", "answer", "unit")
_OTHER_NAMES = {"value": "answer", "item": "question"}  # what students call the parameters


@dataclass(frozen=True, slots=True)
class Call:
    """One call of `record`: the question in its usual form, and the values of answer and unit."""

    question: str
    value: Value
    unit: str = ""


def calls_in(source: str, following: str) -> list[Call]:
    """Return every call of `record` in a cell's text, in the order of its lines.

    `following` is the text of the next cell, where a call that was cut in two goes on.
    """
    if FUNCTION not in source:
        return []
    if len(source) > LONGEST_CELL:
        places = [match.start() for match in _CALL.finditer(source)][:MOST_PLACES]
        source = "\n".join(source[place : place + LONGEST_CALL] for place in places)
    tree = _parsed(source) or _parsed(_MAGIC.sub("", source))
    constants: Constants = constants_of(tree) if tree else {}
    nodes = _calls_of(tree) if tree else list(_scanned(source, following))
    found = (_read(node, constants) for node in sorted(nodes, key=lambda node: node.lineno))
    return [call for call in found if call is not None]


def _parsed(source: str, mode: Literal["exec", "eval"] = "exec") -> ast.Module | ast.Expression | None:
    try:
        tree = ast.parse(source, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree if isinstance(tree, ast.Module | ast.Expression) else None


def _calls_of(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_record(node.func)]


def _is_record(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == FUNCTION) or (
        isinstance(function, ast.Attribute) and function.attr == FUNCTION
    )


def _scanned(source: str, following: str) -> Iterator[ast.Call]:
    """Yield the calls in a text that is not valid Python; a call cut in two is continued in the next cell."""
    for start in [match.start() for match in _WHOLE_WORD.finditer(source)][:MOST_BROKEN]:
        line = source.rfind("\n", 0, start) + 1
        if "#" in source[line:start]:
            continue
        piece = source[start : start + LONGEST_BROKEN]
        for text in (piece, f"{piece}\n{following[:LONGEST_BROKEN]}"):
            body = _first_expression(text)
            if isinstance(body, ast.Call):
                body.lineno = source.count("\n", 0, start) + 1
                yield body
                break


def _first_expression(text: str) -> ast.expr | None:
    """Return the expression that `text` begins with, up to one of its closing brackets."""
    ends = [match.end() for match in re.finditer(r"\)", text)]
    for end in ends[:12] + ends[12:][-3:]:  # few tries, so that no text can make this slow
        tree = _parsed(text[:end], "eval")
        if isinstance(tree, ast.Expression):
            return tree.body
    return None


def _read(node: ast.Call, constants: Constants) -> Call | None:
    """Return the call that a node writes down, or None where its question cannot be told."""
    if len(node.args) > len(_PARAMETERS) and all(isinstance(argument, ast.Constant) for argument in node.args):
        return _with_comma(node.args)
    given = dict(zip(_PARAMETERS, node.args, strict=False))
    for keyword in node.keywords:
        name = _OTHER_NAMES.get(keyword.arg or "", keyword.arg)
        if name in _PARAMETERS:
            given[name] = keyword.value
    values = {name: value_of(argument, constants) for name, argument in given.items()}
    question, unit = question_name(values.get("question")), values.get("unit")
    if question is None:
        return None
    if isinstance(unit, int | float) and not isinstance(unit, bool):
        named = [given[name] for name in _PARAMETERS if name in given]
        return _with_comma(node.args if len(node.args) > len(_PARAMETERS) else named)
    return Call(question, values.get("answer"), unit if isinstance(unit, str) else "")


def _with_comma(arguments: Sequence[ast.expr]) -> Call | None:
    """Return the call `record("A1-03", 4,2, "nM")` with its answer as the text "4,2 nM"."""
    name, *values = [value_of(argument, {}) for argument in arguments]
    question = question_name(name)
    if question is None:
        return None
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        return Call(question, [*texts])
    whole = ",".join(str(value) for value in values if not isinstance(value, str))
    return Call(question, f"{whole} {texts[0] if texts else ''}".strip())
