"""Following the cells of a notebook in their order, without running them: what each call of `record` was given.

A name stands for what it was last set to at the point of the call. Loops over lists that are written down are
followed, and functions that the student defined; other branches and loops may have run or not, so what is recorded
in them is not certain.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.values import COMPUTED, Value, combined, known_of, value_of
from helpers.coursework.record_format import FUNCTION

MOST_STEPS = 20_000  # statements of a cell that are followed
MOST_TURNS = 200  # of a loop that are followed
DEEPEST_CALL = 5  # functions within functions
_HARMLESS = {"print", "len", "str", "float", "int", "zip", "enumerate", "list", "tuple", "sorted", "range", "round"}

Loop = ast.For | ast.AsyncFor
Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
_MET = (ast.Call, ast.NamedExpr, *Comprehension.__args__, ast.Lambda, ast.IfExp, ast.BoolOp)


class _TooLong(Exception):
    """A cell takes more steps, or more time, than one may."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One call of `record` as it was met: its arguments with their values at that point.

    `positional` and `named` go with `nodes`; `sure` is whether the call runs whenever its cell runs, `carried` whether
    a value was set in an earlier cell. Where `resolved` is False, the arguments cannot be told at all.
    """

    line: int
    nodes: tuple[ast.expr, ...] = ()
    positional: tuple[Value, ...] = ()
    named: dict[str, Value] = field(default_factory=dict)
    sure: bool = True
    carried: bool = False
    resolved: bool = True


class Trace:
    """What names stand for, from cell to cell, as long as the `budget` of the file lasts."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self._names: dict[str, object] = {}
        self._carried: set[str] = set()  # names whose values come from an earlier cell
        self._functions: dict[str, Function] = {}
        self._steps = 0
        self._depth = 0
        self._sure = True
        self._heard: list[Heard] = []
        self.recorders: set[str] = {FUNCTION}

    def forget(self, words: set[str] | None = None) -> None:
        """Take nothing for known any more: of some names, or of all."""
        for name in list(self._names if words is None else words & self._names.keys()):
            self._names[name] = COMPUTED

    def concerns(self, words: set[str]) -> bool:
        """Return whether a cell with these words may record something."""
        return not words.isdisjoint(self.recorders) or not words.isdisjoint(self._functions)

    def follow(self, tree: ast.Module) -> list[Heard]:
        """Return the calls of `record` in a cell, in the order in which they run."""
        self._heard, self._sure, self._steps, self._depth = [], True, 0, 0
        self._carried = set(self._names)
        try:
            self._body(tree.body)
        except (RecursionError, _TooLong):
            self.forget()
            if _records(tree, self.recorders):
                self._heard.append(Heard(1, resolved=False))
        return self._heard

    # ------------------------------------------------------------------------ statements

    def _body(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            self._step()
            self._statement(statement)

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS or self.budget.spent:
            raise _TooLong

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign():
                self._expression(node.value)
                for target in node.targets:
                    self._bind(target, node.value)
            case ast.AnnAssign(value=ast.expr() as value):
                self._expression(value)
                self._bind(node.target, value)
            case ast.AugAssign():
                self._augment(node)
            case ast.For() | ast.AsyncFor():
                self._loop(node)
            case ast.If():
                self._expression(node.test)
                self._branch(node)
            case ast.While() | ast.Match():
                self._unsure([node])
            case ast.With() | ast.AsyncWith():
                self._set_unknown(node.items)
                self._body(node.body)
            case ast.Try():
                self._body(node.body)
                self._body(node.orelse)
                for handler in node.handlers:
                    self._unsure(handler.body)
                self._body(node.finalbody)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node)
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.ClassDef():
                self._unsure(node.body)
            case _:
                self._expression(node)

    def _define(self, node: Function) -> None:
        self._functions[node.name] = node
        self._names[node.name] = COMPUTED
        self.forget({name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names})

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            self._names[name] = COMPUTED
            if alias.name == FUNCTION:
                self.recorders.add(name)

    def _augment(self, node: ast.AugAssign) -> None:
        self._expression(node.value)
        if not isinstance(node.target, ast.Name):
            self._spoil(node.target)
            return
        name = node.target.id
        result = combined(node.op, self._names.get(name, COMPUTED), known_of(node.value, self._names))
        self._spoil(node.target)
        self._names[name] = result
        if self._from_earlier(node.value):
            self._carried.add(name)

    def _branch(self, node: ast.If) -> None:
        test = value_of(node.test, self._names)
        if test is COMPUTED:
            self._unsure([*node.body, *node.orelse])
        else:
            self._body(node.body if test else node.orelse)

    def _loop(self, node: Loop) -> None:
        self._expression(node.iter)
        turns = known_of(node.iter, self._names)
        entries = list(turns) if isinstance(turns, dict | list) else None
        leaves = any(isinstance(inner, ast.Break | ast.Continue) for inner in ast.walk(node))
        if entries is None or leaves or len(entries) > MOST_TURNS:
            self._unsure([node])
            return
        for entry in entries:
            self._set(node.target, entry, self._from_earlier(node.iter))
            self._body(node.body)
        self._body(node.orelse)

    def _unsure(self, statements: Sequence[ast.stmt]) -> None:
        """Go through statements that may run never, once or often."""
        self._set_unknown(statements)
        sure, self._sure = self._sure, False
        for statement in statements:
            if isinstance(statement, Loop | ast.While):
                self._body([*statement.body, *statement.orelse])
            elif isinstance(statement, ast.Match):
                self._body([inner for case in statement.cases for inner in case.body])
            else:
                self._body([statement])
        self._sure = sure
        self._set_unknown(statements)

    def _set_unknown(self, nodes: Sequence[ast.AST]) -> None:
        """Forget every name that the nodes set or change."""
        for node in nodes:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store | ast.Del):
                    self._names[inner.id] = COMPUTED
                elif isinstance(inner, ast.Attribute | ast.Subscript) and isinstance(inner.ctx, ast.Store | ast.Del):
                    self._spoil(inner)
                elif isinstance(inner, ast.MatchAs | ast.ExceptHandler) and inner.name:
                    self._names[inner.name] = COMPUTED

    # ------------------------------------------------------------------------ names

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        """Set a target to what an expression stands for."""
        if isinstance(target, ast.Name) and self._is_recorder(value):
            self.recorders.add(target.id)
        self._set(target, known_of(value, self._names), self._from_earlier(value))

    def _set(self, target: ast.expr, value: object, carried: bool) -> None:
        if isinstance(target, ast.Name):
            self._functions.pop(target.id, None)
            self._names[target.id] = value
            (self._carried.add if carried else self._carried.discard)(target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            starred = any(isinstance(part, ast.Starred) for part in target.elts)
            fits = isinstance(value, list) and len(value) == len(target.elts) and not starred
            for place, part in enumerate(target.elts):
                self._set(part, value[place] if fits and isinstance(value, list) else COMPUTED, carried)
        elif isinstance(target, ast.Starred):
            self._set(target.value, COMPUTED, carried)
        elif not self._put(target, value):
            self._spoil(target)

    def _put(self, target: ast.expr, value: object) -> bool:
        """Set an entry of a known dictionary or list; return whether that was possible."""
        if not isinstance(target, ast.Subscript) or not self._sure or value is COMPUTED:
            return False
        whole, place = known_of(target.value, self._names), known_of(target.slice, self._names)
        if isinstance(whole, dict) and isinstance(place, str | int | float):
            whole[place] = value
            return True
        if isinstance(whole, list) and isinstance(place, int) and -len(whole) <= place < len(whole):
            whole[place] = value
            return True
        return False

    def _spoil(self, node: ast.AST) -> None:
        """Forget the list or dictionary at the root of an expression, under all of its names."""
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        if isinstance(node, ast.Name) and node.id in self._names:
            held = self._names[node.id]
            same = {name for name, value in self._names.items() if value is held and isinstance(held, list | dict)}
            self.forget(same | {node.id} if isinstance(held, list | dict) else set())

    def _from_earlier(self, node: ast.AST) -> bool:
        return any(isinstance(inner, ast.Name) and inner.id in self._carried for inner in ast.walk(node))

    # ------------------------------------------------------------------------ expressions

    def _expression(self, node: ast.AST) -> None:
        """Meet the calls within an expression or a simple statement, and the names that it sets."""
        if isinstance(node, ast.Call):
            self._call(node)
        elif isinstance(node, ast.NamedExpr):
            self._expression(node.value)
            self._bind(node.target, node.value)
        elif isinstance(node, Comprehension) and _records(node, self.recorders):
            self._comprehension(node)
        elif isinstance(node, ast.Lambda | ast.IfExp | ast.BoolOp) and _records(node, self.recorders):
            self._perhaps(lambda: self._children(node))
        elif isinstance(node, ast.Delete):
            self._set_unknown([node])
        else:
            self._children(node)

    def _children(self, node: ast.AST) -> None:
        for inner in _nearest(node):
            self._expression(inner)

    def _perhaps(self, step: Callable[[], None]) -> None:
        sure, self._sure = self._sure, False
        step()
        self._sure = sure

    def _comprehension(self, node: Comprehension) -> None:
        first = node.generators[0]
        if len(node.generators) > 1 or first.ifs or isinstance(node, ast.DictComp):
            self._perhaps(lambda: self._children(node))
            return
        outside = dict(self._names)
        self._loop(ast.For(target=first.target, iter=first.iter, body=[ast.Expr(value=node.elt)], orelse=[]))
        self._names = outside

    def _call(self, node: ast.Call) -> None:
        self._step()
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            self._expression(argument)
        if self._is_recorder(node.func):
            self._hear(node)
        elif isinstance(node.func, ast.Name) and node.func.id in self._functions:
            self._enter(node, self._functions[node.func.id])
        else:
            self._hand_over(node)

    def _is_recorder(self, function: ast.AST) -> bool:
        if isinstance(function, ast.Name):
            return function.id in self.recorders and function.id not in self._functions
        return isinstance(function, ast.Attribute) and function.attr == FUNCTION

    def _hand_over(self, node: ast.Call) -> None:
        """Forget what a function that is not known may change, and notice where `record` itself is handed to one."""
        known = isinstance(node.func, ast.Name) and node.func.id in _HARMLESS
        for argument in node.args if not known else ():
            self._spoil(argument)
            if self._is_recorder(argument):
                self._heard.append(Heard(node.lineno, resolved=False))
        if isinstance(node.func, ast.Attribute):
            self._children(node.func)
            if node.func.attr not in ("items", "keys", "values", "strip", "lower", "upper"):
                self._spoil(node.func)

    def _hear(self, node: ast.Call) -> None:
        positional: list[Value] = []
        resolved = all(keyword.arg for keyword in node.keywords)
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                several = known_of(argument.value, self._names)
                resolved = resolved and isinstance(several, list)
                positional += [_plain_entry(entry) for entry in several] if isinstance(several, list) else []
            else:
                positional.append(value_of(argument, self._names))
        named = {word.arg: value_of(word.value, self._names) for word in node.keywords if word.arg}
        carried = self._from_earlier(ast.Tuple(elts=[*node.args, *(word.value for word in node.keywords)]))
        found = Heard(node.lineno, tuple(node.args), tuple(positional), named, self._sure, carried, resolved)
        self._heard.append(found)

    def _enter(self, node: ast.Call, function: Function) -> None:
        """Follow a call of a function that the student wrote."""
        if not _records(function, self.recorders):
            for argument in node.args:
                self._spoil(argument)
            return
        given = _parameters(function, node)
        if given is None or self._depth >= DEEPEST_CALL:
            self._heard.append(Heard(node.lineno, resolved=False))
            return
        outside, carried = dict(self._names), set(self._carried)
        values = {name: known_of(value, self._names) for name, value in given.items()}
        self._carried |= {name for name, value in given.items() if self._from_earlier(value)}
        self._names |= values
        self._depth += 1
        self._body(function.body)
        self._depth -= 1
        self._names, self._carried = outside, carried


def _plain_entry(entry: object) -> Value:
    return value_of(ast.Name(id="entry", ctx=ast.Load()), {"entry": entry})


def _parameters(function: Function, call: ast.Call) -> dict[str, ast.expr] | None:
    """Return which expression each parameter of a function is given, or None where that cannot be told."""
    about = function.args
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if starred or about.vararg or about.kwarg or not all(keyword.arg for keyword in call.keywords):
        return None
    names = [parameter.arg for parameter in [*about.posonlyargs, *about.args]]
    given = dict(zip(names[len(names) - len(about.defaults) :], about.defaults, strict=False))
    given |= {
        word.arg: value for word, value in zip(about.kwonlyargs, about.kw_defaults, strict=True) if value is not None
    }
    given |= dict(zip(names, call.args, strict=False))
    return given | {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def _records(node: ast.AST, recorders: set[str]) -> bool:
    """Return whether `record` is named anywhere in a node."""
    return any(name == FUNCTION or name in recorders for name in _named(node))


def _nearest(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nearest nodes within a node at which something may be called or set, in the order of the text."""
    waiting = list(ast.iter_child_nodes(node))[::-1]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, _MET):
            yield inner
        else:
            waiting += list(ast.iter_child_nodes(inner))[::-1]


def _named(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
