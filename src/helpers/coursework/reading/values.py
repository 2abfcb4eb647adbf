"""Plain values that an expression writes down. Nothing is run: whatever else stands there counts as computed."""

import ast
import operator
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, TypeAlias

from helpers.coursework.record_format import Plain, plain

DEEPEST = 20
LARGEST = 1e15  # numbers beyond are not calculated with


class Computed(Enum):
    """The value that an answer has where it cannot be read from the text."""

    COMPUTED = "computed"


COMPUTED: Final = Computed.COMPUTED
Value: TypeAlias = Plain | Computed
Constants: TypeAlias = Mapping[str, Value]

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_CONVERSIONS = ("float", "int", "str")


class _NotPlain(ValueError):
    """An answer is not a plain value but something to compute."""


def value_of(node: ast.expr, constants: Constants) -> Value:
    """Return the plain value of an expression, or `COMPUTED`; `constants` are the names that are known."""
    try:
        return _evaluate(node, constants, 0)
    except _NotPlain:
        return COMPUTED


def constants_of(tree: ast.AST) -> Constants:
    """Return the names that a cell sets to plain values, the last value of each."""
    found: dict[str, Value] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = value_of(node.value, {})
        elif isinstance(node, ast.AugAssign | ast.For | ast.NamedExpr) and isinstance(node.target, ast.Name):
            found[node.target.id] = COMPUTED
    return found


def _evaluate(node: ast.expr, constants: Constants, depth: int) -> Plain:
    """Return the plain value that an expression writes down; raise `_NotPlain` for anything else."""
    if depth > DEEPEST:
        raise _NotPlain
    if isinstance(node, ast.Constant):
        return _literal(node)
    if isinstance(node, ast.Name):
        return _known(node, constants)
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [_evaluate(part, constants, depth + 1) for part in node.elts]
    if isinstance(node, ast.UnaryOp):
        return _signed(node.op, _evaluate(node.operand, constants, depth + 1))
    if isinstance(node, ast.BinOp):
        left, right = (_evaluate(side, constants, depth + 1) for side in (node.left, node.right))
        return _combined(node.op, left, right)
    if isinstance(node, ast.Call) and _converts(node):
        value = _evaluate(node.args[0], constants, depth + 1)
        if isinstance(value, str | int | float):
            return value
    raise _NotPlain


def _converts(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in _CONVERSIONS and len(node.args) == 1


def _literal(node: ast.Constant) -> Plain:
    if node.value is None or node.value is ... or isinstance(node.value, str | int | float):
        return plain(node.value)
    raise _NotPlain


def _known(node: ast.Name, constants: Constants) -> Plain:
    value = constants.get(node.id, COMPUTED)
    if value is COMPUTED:
        raise _NotPlain
    return value


def _signed(sign: ast.unaryop, value: Plain) -> Plain:
    if isinstance(sign, ast.USub | ast.UAdd) and isinstance(value, int | float):
        return -value if isinstance(sign, ast.USub) else value
    raise _NotPlain


def _combined(operation: ast.operator, left: Plain, right: Plain) -> Plain:
    if isinstance(left, str) and isinstance(right, str) and isinstance(operation, ast.Add):
        return left + right
    if not isinstance(left, int | float) or not isinstance(right, int | float) or type(operation) not in _OPERATIONS:
        raise _NotPlain
    if abs(left) >= LARGEST or abs(right) >= LARGEST or right == 0:
        raise _NotPlain
    return _OPERATIONS[type(operation)](left, right)
