"""Plain values that an expression writes down. Nothing is run: whatever else stands there counts as computed."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, TypeAlias

from helpers.coursework.record_format import Plain, plain

DEEPEST = 20
LARGEST = 1e15  # numbers beyond are not calculated with
LONGEST_TEXT = 200_000  # characters of a text that is put together
MOST_ENTRIES = 200  # of a list that is made by calculation


class Computed(Enum):
    """The value that an answer has where it cannot be read from the text."""

    COMPUTED = "computed"


COMPUTED: Final = Computed.COMPUTED
Value: TypeAlias = Plain | Computed
# What names stand for at one point of a cell: plain values, lists and dictionaries of them, or `COMPUTED`. Two names
# of one list hold the same object, as in Python.
Constants: TypeAlias = Mapping[str, object]

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class _NotPlain(ValueError):
    """An answer is not a plain value but something to compute."""


def value_of(node: ast.expr, constants: Constants) -> Value:
    """Return the plain value of an expression, or `COMPUTED`; `constants` are the names that are known."""
    found = known_of(node, constants)
    return COMPUTED if found is COMPUTED else plain(found)


def known_of(node: ast.expr, constants: Constants) -> object:
    """Return what an expression stands for, also where it is a list of lists or a dictionary, or `COMPUTED`."""
    try:
        return _evaluate(node, constants, 0)
    except _NotPlain:
        return COMPUTED


def combined(operation: ast.operator, left: object, right: object) -> object:
    """Return the result of an operation on two plain values, or `COMPUTED`."""
    try:
        return _combined(operation, left, right)
    except _NotPlain:
        return COMPUTED


def _evaluate(node: ast.expr, constants: Constants, depth: int) -> object:
    """Return what an expression writes down; raise `_NotPlain` for anything else."""
    if depth > DEEPEST:
        raise _NotPlain

    def part(inner: ast.expr) -> object:
        return _evaluate(inner, constants, depth + 1)

    match node:
        case ast.Constant():
            return _literal(node)
        case ast.Name():
            return _known(node, constants)
        case ast.List() | ast.Tuple():
            return [part(entry) for entry in node.elts]
        case ast.Set():
            return sorted({_key(part(entry)) for entry in node.elts}, key=str)  # as the student's side records it
        case ast.Dict():
            return {_key(part(key)): part(entry) for key, entry in _entries(node)}
        case ast.UnaryOp():
            return _signed(node.op, part(node.operand))
        case ast.BinOp():
            return _combined(node.op, part(node.left), part(node.right))
        case ast.JoinedStr():
            return _joined([part(piece) for piece in node.values])
        case ast.FormattedValue(conversion=-1, format_spec=None):
            return part(node.value)
        case ast.Subscript():
            return _entry(part(node.value), part(node.slice))
        case ast.Call(func=ast.Attribute() as method, args=[], keywords=[]):
            return _view(part(method.value), method.attr)
        case ast.Call(func=ast.Name() as function, keywords=[]) if function.id not in constants:
            return _called(function.id, [part(argument) for argument in node.args])
    raise _NotPlain


def _literal(node: ast.Constant) -> Plain:
    if node.value is None or node.value is ... or isinstance(node.value, str | int | float):
        return plain(node.value)
    raise _NotPlain


def _known(node: ast.Name, constants: Constants) -> object:
    value = constants.get(node.id, COMPUTED)
    if value is COMPUTED:
        raise _NotPlain
    return value


def _entries(node: ast.Dict) -> list[tuple[ast.expr, ast.expr]]:
    pairs = [(key, entry) for key, entry in zip(node.keys, node.values, strict=True) if key is not None]
    if len(pairs) < len(node.keys):  # {**other}
        raise _NotPlain
    return pairs


def _key(value: object) -> str | int | float:
    if isinstance(value, str | int | float):
        return value
    raise _NotPlain


def _signed(sign: ast.unaryop, value: object) -> Plain:
    if isinstance(sign, ast.USub | ast.UAdd) and isinstance(value, int | float):
        return -value if isinstance(sign, ast.USub) else value
    raise _NotPlain


def _combined(operation: ast.operator, left: object, right: object) -> Plain:
    if isinstance(left, str) and isinstance(right, str) and isinstance(operation, ast.Add):
        if len(left) + len(right) > LONGEST_TEXT:
            raise _NotPlain
        return left + right
    if not isinstance(left, int | float) or not isinstance(right, int | float) or type(operation) not in _OPERATIONS:
        raise _NotPlain
    if abs(left) >= LARGEST or abs(right) >= LARGEST or (right == 0 and isinstance(operation, ast.Div)):
        raise _NotPlain
    return _OPERATIONS[type(operation)](left, right)


def _joined(pieces: list[object]) -> str:
    if not all(isinstance(piece, str | int | float) for piece in pieces):
        raise _NotPlain
    text = "".join(str(piece) for piece in pieces)
    if len(text) > LONGEST_TEXT:
        raise _NotPlain
    return text


def _entry(whole: object, place: object) -> object:
    if isinstance(whole, dict) and isinstance(place, str | int | float) and place in whole:
        return whole[place]
    if isinstance(whole, list) and isinstance(place, int) and -len(whole) <= place < len(whole):
        return whole[place]
    raise _NotPlain


def _view(whole: object, method: str) -> object:
    """Return what a method without arguments tells of a dictionary or a text."""
    if isinstance(whole, dict) and method in ("items", "keys", "values"):
        if method == "items":
            return [[key, entry] for key, entry in whole.items()]
        return list(whole if method == "keys" else whole.values())
    if isinstance(whole, str) and method in ("strip", "lower", "upper"):
        return {"strip": whole.strip, "lower": whole.lower, "upper": whole.upper}[method]()
    raise _NotPlain


def _called(function: str, arguments: list[object]) -> object:
    """Return what one of the functions of Python that are known here gives for plain arguments."""
    lists = [list(argument) for argument in arguments if isinstance(argument, list | dict)]
    if function in ("float", "int", "str") and len(arguments) == 1:
        return _converted(function, arguments[0])
    if function == "zip" and len(lists) == len(arguments):
        return [list(entry) for entry in zip(*lists, strict=False)]
    if function == "enumerate" and lists and isinstance(start := (arguments + [0])[1], int):
        return [[number, entry] for number, entry in enumerate(lists[0], start)]
    if function in ("list", "tuple") and len(lists) == 1:
        return lists[0]
    if function == "range" and 1 <= len(arguments) <= 2:
        numbers = [argument for argument in arguments if isinstance(argument, int) and abs(argument) < LARGEST]
        if len(numbers) == len(arguments) and len(counted := range(*numbers)) <= MOST_ENTRIES:
            return list(counted)
    raise _NotPlain


def _converted(function: str, value: object) -> Plain:
    """Return a converted number; a text stays as it is, since it is read as a number anyway."""
    if isinstance(value, str):
        return value
    if not isinstance(value, int | float):
        raise _NotPlain
    if function == "str":
        return str(value)
    if not math.isfinite(value):
        raise _NotPlain
    return float(value) if function == "float" else int(value)
