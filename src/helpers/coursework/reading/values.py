"""Plain values that an expression writes down. Nothing is run: whatever else stands there counts as computed.

What is known of Python here gives the very value that Python gives, or nothing.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, TypeAlias

from helpers.coursework.record_format import Plain, plain

DEEPEST = 20
LARGEST = 1e15  # numbers beyond are not calculated with
LARGEST_POWER = 100
LONGEST_TEXT = 200_000  # characters of a text that is put together
MOST_ENTRIES = 200  # of a list that is made by calculation
LONGEST_FORM = 12  # characters of the form of a number, such as .2f


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
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[..., object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}
_OF_TEXT: dict[str, Callable[..., object]] = {
    "strip": str.strip,
    "lower": str.lower,
    "upper": str.upper,
    "split": str.split,
    "replace": str.replace,
    "zfill": str.zfill,
    "join": str.join,
}
# The functions of Python that are known here, as long as nothing else has their name.
FUNCTIONS = frozenset({"float", "int", "str", "bool", "round", "abs", "min", "max", "sum", "len", "sorted", "zip",
                       "enumerate", "list", "tuple", "range", "set", "frozenset"})  # fmt: skip
_OF_NUMBERS: dict[str, Callable[..., object]] = {"round": round, "abs": abs, "min": min, "max": max}


class _NotPlain(ValueError):
    """An answer is not a plain value but something to compute."""


def value_of(node: ast.expr, constants: Constants) -> Value:
    """Return the plain value of an expression, or `COMPUTED`; `constants` are the names that are known."""
    found = known_of(node, constants)
    return COMPUTED if found is COMPUTED else None if found == {} else plain(found)


def known_of(node: ast.expr, constants: Constants) -> object:
    """Return what an expression stands for, also where it is a list of lists or a dictionary, or `COMPUTED`."""
    try:
        return _evaluate(node, constants, 0)
    except (_NotPlain, ArithmeticError, TypeError, ValueError):
        return COMPUTED


def combined(operation: ast.operator, left: object, right: object) -> object:
    """Return the result of an operation on two known values, or `COMPUTED`."""
    try:
        return _combined(operation, left, right)
    except (_NotPlain, ArithmeticError, TypeError, ValueError):
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
            return _known(node.id, constants)
        case ast.NamedExpr(target=ast.Name() as name):  # it was set when it was met
            return _known(name.id, constants)
        case ast.List() | ast.Tuple():
            return [part(entry) for entry in node.elts]
        case ast.Set():
            return sorted({_key(part(entry)) for entry in node.elts}, key=str)  # as the student's side records it
        case ast.Dict():
            return {_key(part(key)): part(entry) for key, entry in _entries(node)}
        case ast.JoinedStr():
            return _joined([part(piece) for piece in node.values])
        case ast.FormattedValue(conversion=-1):
            return _formatted(part(node.value), "" if node.format_spec is None else part(node.format_spec))
    return _applied(node, constants, part)


def _applied(node: ast.expr, constants: Constants, part: Callable[[ast.expr], object]) -> object:
    """Return what operations, entries, methods and functions give for the parts of an expression."""
    match node:
        case ast.UnaryOp():
            return _signed(node.op, part(node.operand))
        case ast.BinOp():
            return _combined(node.op, part(node.left), part(node.right))
        case ast.Compare() | ast.BoolOp() | ast.IfExp():
            return _decided(node, part)
        case ast.Subscript(slice=ast.Slice() as cut):
            return _cut(part(node.value), [None if end is None else part(end) for end in (cut.lower, cut.upper)], cut)
        case ast.Subscript():
            return _entry(part(node.value), part(node.slice))
        case ast.Call(func=ast.Attribute() as method, keywords=[]):
            return _method(part(method.value), method.attr, [part(argument) for argument in node.args])
        case ast.Call(func=ast.Name() as function, keywords=[]) if function.id not in constants:
            return _called(function.id, [part(argument) for argument in node.args])
    raise _NotPlain


def _literal(node: ast.Constant) -> Plain:
    if node.value is None or node.value is ... or isinstance(node.value, str | int | float):
        return plain(node.value)
    raise _NotPlain


def _known(name: str, constants: Constants) -> object:
    value = constants.get(name, COMPUTED)
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


# ---------------------------------------------------------------------------- operations


def _signed(sign: ast.unaryop, value: object) -> Plain:
    if isinstance(sign, ast.Not):
        return not value
    if isinstance(sign, ast.USub | ast.UAdd) and isinstance(value, int | float):
        return -value if isinstance(sign, ast.USub) else +value
    raise _NotPlain


def _combined(operation: ast.operator, left: object, right: object) -> object:
    kind = type(operation)
    if kind is ast.Add and isinstance(left, str) and isinstance(right, str):
        return _short(left + right)
    if kind is ast.Add and isinstance(left, list) and isinstance(right, list):
        return _short([*left, *right])
    if (
        kind is ast.Mult
        and isinstance(left, str | list)
        and isinstance(right, int)
        and len(left) * right < MOST_ENTRIES
    ):
        return left * right
    if not isinstance(left, int | float) or not isinstance(right, int | float) or kind not in _OPERATIONS:
        raise _NotPlain
    if abs(left) >= LARGEST or abs(right) >= (LARGEST_POWER if kind is ast.Pow else LARGEST):
        raise _NotPlain
    result = _OPERATIONS[kind](left, right)
    if not isinstance(result, int | float):  # the root of a negative number
        raise _NotPlain
    return result


def _decided(node: ast.Compare | ast.BoolOp | ast.IfExp, part: Callable[[ast.expr], object]) -> object:
    """Return what a comparison, `and`, `or`, or a choice between two gives; as in Python, no more is looked at."""
    if isinstance(node, ast.IfExp):
        return part(node.body if part(node.test) else node.orelse)
    if isinstance(node, ast.BoolOp):
        value: object = None
        for inner in node.values:
            value = part(inner)
            if bool(value) is isinstance(node.op, ast.Or):
                break
        return value
    left = part(node.left)
    for operation, inner in zip(node.ops, node.comparators, strict=True):
        right = part(inner)
        within = isinstance(operation, ast.In | ast.NotIn) and isinstance(right, str | list | dict)
        if type(operation) not in _COMPARISONS or not (_single(left) and (_single(right) or within)):
            raise _NotPlain  # `is` depends on how values are kept, and lists within lists may take for ever
        if not _COMPARISONS[type(operation)](left, right):
            return False
        left = right
    return True


def _single(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _joined(pieces: list[object]) -> str:
    if not all(isinstance(piece, str | int | float) for piece in pieces):
        raise _NotPlain
    return str(_short("".join(str(piece) for piece in pieces)))


def _formatted(value: object, form: object) -> str:
    if not isinstance(value, str | int | float) or not isinstance(form, str) or len(form) > LONGEST_FORM:
        raise _NotPlain
    if any(int(width) > MOST_ENTRIES for width in "".join(c if c.isdigit() else " " for c in form).split()):
        raise _NotPlain
    return format(value, form)


def _short(made: str | list[object], most: int = 0) -> str | list[object]:
    if len(made) > (most or (LONGEST_TEXT if isinstance(made, str) else MOST_ENTRIES)):
        raise _NotPlain
    return made


# ---------------------------------------------------------------------------- entries, methods and functions


def _entry(whole: object, place: object) -> object:
    if isinstance(whole, dict) and isinstance(place, str | int | float) and place in whole:
        return whole[place]
    if isinstance(whole, list | str) and isinstance(place, int) and -len(whole) <= place < len(whole):
        return whole[place]
    raise _NotPlain


def _cut(whole: object, ends: list[object], cut: ast.Slice) -> object:
    if not isinstance(whole, list | str) or cut.step is not None:
        raise _NotPlain
    lower, upper = (end if isinstance(end, int) else None for end in ends)
    if [lower, upper] != ends:
        raise _NotPlain
    return whole[lower:upper]


def _method(whole: object, method: str, arguments: list[object]) -> object:
    """Return what a method that changes nothing tells of a dictionary or a text."""
    if isinstance(whole, dict) and method in ("items", "keys", "values") and not arguments:
        if method == "items":
            return [[key, entry] for key, entry in whole.items()]
        return list(whole if method == "keys" else whole.values())
    if isinstance(whole, dict) and method == "get" and arguments:
        return whole.get(_key(arguments[0]), *arguments[1:])
    if isinstance(whole, str) and method in _OF_TEXT and _length(whole, method, arguments) <= LONGEST_TEXT:
        made = _OF_TEXT[method](whole, *arguments)
        return _short(made) if isinstance(made, str | list) else made
    raise _NotPlain


def _length(text: str, method: str, arguments: list[object]) -> int:
    """Return how long a text may become by a method, at most."""
    pieces = [piece for argument in arguments for piece in _parts(argument)]
    sizes = [abs(piece) if isinstance(piece, int) else len(str(piece)) for piece in pieces if _single(piece)]
    if method == "join":
        return sum(sizes) + len(text) * len(sizes)
    return (len(text) + 1) * max([1, *sizes]) if method in ("replace", "zfill") else len(text)


def _called(function: str, arguments: list[object]) -> object:
    """Return what one of the functions of Python that are known here gives for plain arguments."""
    lists = [list(argument) for argument in arguments if isinstance(argument, list | dict)]
    if function in ("float", "int", "str", "bool") and len(arguments) == 1:
        return _converted(function, arguments[0])
    if function in _OF_NUMBERS or function in ("sum", "len", "sorted"):
        return _reckoned(function, arguments)
    if function == "zip" and len(lists) == len(arguments):
        return [list(entry) for entry in zip(*lists, strict=False)]
    if function == "enumerate" and lists and isinstance(start := (arguments + [0])[1], int):
        return [[number, entry] for number, entry in enumerate(lists[0], start)]
    if function in ("list", "tuple") and len(arguments) == 1 and isinstance(arguments[0], str):
        return _short(list(arguments[0]))
    if function in ("list", "tuple") and len(lists) == 1:
        return lists[0]
    if function in ("set", "frozenset") and len(arguments) == 1 and isinstance(arguments[0], str | list):
        return sorted({_key(entry) for entry in arguments[0]}, key=str)  # as the student's side records it
    if function == "range" and 1 <= len(arguments) <= 3:
        numbers = [argument for argument in arguments if isinstance(argument, int) and abs(argument) < LARGEST]
        if len(numbers) == len(arguments) and len(counted := range(*numbers)) <= MOST_ENTRIES:
            return list(counted)
    raise _NotPlain


def _reckoned(function: str, arguments: list[object]) -> object:
    """Return what a function of numbers gives for numbers, or for one list of them."""
    inside = list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], list | dict) else None
    if function == "len" and len(arguments) == 1:
        return len(arguments[0] if isinstance(arguments[0], str) else inside or [])
    numbers = arguments if inside is None else inside
    if function == "sorted" and inside is not None and all(_single(p) for e in inside for p in _parts(e)):
        return sorted(inside)  # pyright: ignore[reportArgumentType] -- what cannot be ordered is a TypeError
    if not all(isinstance(number, int | float) and abs(number) < LARGEST for number in numbers):
        raise _NotPlain
    if function == "sum" and inside is not None:
        return sum(number for number in inside if isinstance(number, int | float))
    if function in ("sum", "sorted", "len") or (inside is not None and function in ("round", "abs")):
        raise _NotPlain
    return _OF_NUMBERS[function](*numbers)


def _parts(entry: object) -> list[object]:
    return entry if isinstance(entry, list) else [entry]


def _converted(function: str, value: object) -> Plain:
    """Return a converted number or text."""
    if function == "bool":
        return bool(value)
    if not isinstance(value, str | int | float):
        raise _NotPlain
    if function == "str":
        return str(value)
    if isinstance(value, str) and len(value) > LONGEST_TEXT // 1000:
        raise _NotPlain
    number = float(value) if function == "float" else int(value)
    if not math.isfinite(number):
        raise _NotPlain
    return number
