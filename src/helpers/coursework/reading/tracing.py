"""Following the cells of a notebook in their order, without running them: what each call of `record` was given.

A name stands for what it was last set to at the point of the call. Loops over lists that are written down are
followed, and functions that the student defined; other branches and loops may have run or not, so what is recorded
in them is not certain. What ends a function, a loop or the cell ends it here, too.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from helpers.coursework.reading import nodes
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.nodes import Comprehension, Function, Loop
from helpers.coursework.reading.values import COMPUTED, Value, combined, known_of, value_of
from helpers.coursework.record_format import FUNCTION

MOST_STEPS = 20_000  # statements of a cell that are followed
MOST_TURNS = 200  # of a loop that are followed
DEEPEST_CALL = 5  # functions within functions
MOST_LISTS = 100  # of lists within lists that are looked through for another; beyond, it counts as found
_HARMLESS = {"print", "len", "str", "float", "int", "zip", "enumerate", "list", "tuple", "sorted", "range", "round"}
_HARMLESS |= {"abs", "min", "max", "sum"}
_READS = {"items", "keys", "values", "get", "strip", "lower", "upper", "split", "join", "replace", "zfill", "title"}
_SETS_ANYTHING = {"exec", "eval", "globals", "locals", "vars", "setattr", "run_line_magic", "run_cell", "magic"}

# What is left for certain: the function, the loop ("break", "continue"), or the whole cell (an error).
Left: TypeAlias = Literal["function", "break", "continue", "cell"]


class _TooLong(Exception):
    """A cell takes more steps, or more time, than one may."""


class _Leaves(Exception):
    """A statement after which the next one does not run."""

    def __init__(self, left: Left) -> None:
        super().__init__(left)
        self.left: Left = left


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


@dataclass(frozen=True, slots=True)
class _Defined:
    """A function of the student's, with what the defaults of its parameters stood for when it was defined.

    `inner` is whether it was defined within another function, whose names it sees, too.
    """

    node: Function
    defaults: dict[str, object]
    inner: bool


class Trace:
    """What names stand for, from cell to cell, as long as the `budget` of the file lasts."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self._names: dict[str, object] = {}
        self._outermost: dict[str, object] = {}  # the names outside all functions, while one is followed
        self._carried: set[str] = set()  # names whose values come from an earlier cell
        self._functions: dict[str, _Defined] = {}
        self._touched: set[str] = set()  # names that some function may change when it is called
        self._hidden: set[str] = set()  # names of what leads to `record` by a way that is not followed
        self._objects: set[str] = set()  # names of what a call made: their `record` may be another one
        self._steps = 0
        self._depth = 0
        self._sure = True
        self._parted = False  # whether the function or loop may have been left
        self._heard: list[Heard] = []
        self.recorders: set[str] = {FUNCTION}

    def forget(self, words: set[str] | None = None) -> None:
        """Take nothing for known any more: of some names, or of all."""
        for name in list(self._names if words is None else words & self._names.keys()):
            self._names[name] = COMPUTED

    def concerns(self, words: set[str]) -> bool:
        """Return whether a cell with these words may record something."""
        known = ({FUNCTION}, self.recorders, self._functions, self._hidden)
        return any(not words.isdisjoint(names) for names in known)

    def follow(self, tree: ast.Module) -> list[Heard]:
        """Return the calls of `record` in a cell, in the order in which they run."""
        self._heard, self._steps, self._depth = [], 0, 0
        self._sure, self._parted = True, False
        self._carried = set(self._names)
        try:
            self._body(tree.body)
        except _Leaves:
            pass
        except (RecursionError, _TooLong):
            self.forget()
            if nodes.records(tree, self.recorders):
                self._unresolved(tree)
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
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node)
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.ClassDef():
                self._class(node)
            case ast.Return() | ast.Raise() | ast.Assert() | ast.Break() | ast.Continue():
                self._ending(node)
            case _:
                self._compound(node)

    def _compound(self, node: ast.stmt) -> None:
        """Follow a statement that holds others, or else the expressions of a simple one."""
        match node:
            case ast.For() | ast.AsyncFor():
                self._loop(node)
            case ast.While():
                self._while(node)
            case ast.If():
                self._expression(node.test)
                self._branch(node)
            case ast.Match():
                self._unsure([node])
            case ast.With() | ast.AsyncWith():
                self._expression(ast.Tuple(elts=[item.context_expr for item in node.items]))
                self._set_unknown(node.items)
                self._attempted(node.body) if nodes.swallows_errors(node) else self._body(node.body)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case _:
                self._expression(node)

    def _ending(self, node: ast.stmt) -> None:
        """Follow a statement after which the next one may not run. An assertion is taken to hold unless it cannot."""
        self._expression(node)
        match node:
            case ast.Return():
                if node.value is not None and self._is_recorder(node.value):
                    self._unresolved(node)
                self._leave("function")
            case ast.Break() | ast.Continue():
                self._leave("break" if isinstance(node, ast.Break) else "continue")
            case ast.Assert() if value_of(node.test, self._names) is COMPUTED or value_of(node.test, self._names):
                return
            case _:
                self._leave("cell")

    def _leave(self, left: Left) -> None:
        """Leave for certain, or note that the rest may not run. That an error may have come is told by outputs."""
        if self._sure:
            raise _Leaves(left)
        self._parted = self._parted or left != "cell"

    def _define(self, node: Function) -> None:
        for default in nodes.defaults(node).values():
            self._expression(default)
        known = {name: known_of(value, self._names) for name, value in nodes.defaults(node).items()}
        self._names[node.name] = COMPUTED
        self.recorders.discard(node.name)
        self._touched |= nodes.touched(node)
        self.forget({name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names})
        if node.decorator_list and nodes.records(node, self.recorders):
            self._hidden.add(node.name)
        else:
            self._functions[node.name] = _Defined(node, known, self._depth > 0)

    def _class(self, node: ast.ClassDef) -> None:
        """Note which methods of a class record; they are called on objects that are not known here."""
        methods = [inner for inner in node.body if isinstance(inner, Function)]
        self._hidden |= {inner.name for inner in methods if nodes.records(inner, self.recorders)}
        self._touched |= {name for inner in methods for name in nodes.touched(inner)}
        self._unsure([inner for inner in node.body if not isinstance(inner, Function)])
        self._names[node.name] = COMPUTED

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            if name == "*":
                self.forget()
            self._names[name] = COMPUTED
            self._objects.discard(name)
            self._functions.pop(name, None)
            (self.recorders.add if alias.name == FUNCTION else self.recorders.discard)(name)

    def _augment(self, node: ast.AugAssign) -> None:
        self._expression(node.value)
        if not isinstance(node.target, ast.Name):
            self._spoil(node.target)
            return
        name = node.target.id
        result = combined(node.op, self._names.get(name, COMPUTED), known_of(node.value, self._names))
        self._spoil(node.target)
        self._names[name] = COMPUTED if isinstance(result, list | dict) else result
        if self._from_earlier(node.value):
            self._carried.add(name)

    def _branch(self, node: ast.If) -> None:
        test = value_of(node.test, self._names)
        if test is COMPUTED:
            self._unsure([*node.body, *node.orelse])
        else:
            self._body(node.body if test else node.orelse)

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        try:
            if node.handlers:
                self._attempted([*node.body, *node.orelse])
            else:
                self._body([*node.body, *node.orelse])
        except _Leaves as leaves:
            if leaves.left != "cell" or not node.handlers:
                self._body(node.finalbody)
                raise
        for handler in node.handlers:
            self._unsure([handler])
        self._body(node.finalbody)

    def _attempted(self, statements: Sequence[ast.stmt]) -> None:
        """Follow statements of which one may end in an error that is caught: those after it may not run."""
        for place, statement in enumerate(statements):
            before = len(self._heard)
            self._body([statement])
            values = (value for one in self._heard[before:] for value in (*one.positional, *one.named.values()))
            unknown = isinstance(statement, ast.Assign) and known_of(statement.value, self._names) is COMPUTED
            if unknown or nodes.may_fail(statement, self.recorders) or any(value is COMPUTED for value in values):
                self._unsure(statements[place + 1 :])
                return

    def _loop(self, node: Loop) -> None:
        self._expression(node.iter)
        turns = known_of(node.iter, self._names)
        entries = list(turns) if isinstance(turns, dict | list) else None
        if entries is None or len(entries) > MOST_TURNS:
            self._unsure([node])
            return

        def turn() -> bool:
            if entries:
                self._set(node.target, entries.pop(0), self._from_earlier(node.iter))
                return True
            return False

        self._turns(node, turn)

    def _while(self, node: ast.While) -> None:
        left = MOST_TURNS

        def turn() -> bool | None:
            nonlocal left
            self._expression(node.test)
            test, left = value_of(node.test, self._names), left - 1
            return None if test is COMPUTED or left < 0 else bool(test)

        self._turns(node, turn)

    def _turns(self, node: Loop | ast.While, turn: Callable[[], bool | None]) -> None:
        """Follow a loop for as long as `turn` begins another one; where that cannot be told (None), it is not certain.

        So it is after a turn in which the loop may have been left.
        """
        with self._within(node):
            while not self._parted or not self._sure:
                goes_on = turn()
                if goes_on is None:
                    break
                if not goes_on:
                    self._body(node.orelse)
                    return
                try:
                    self._body(node.body)
                except _Leaves as leaves:
                    if leaves.left == "break":
                        return
                    if leaves.left != "continue":
                        raise
                if self._parted:
                    break
            self._unsure([node])

    @contextmanager
    def _within(self, node: ast.AST) -> Iterator[None]:
        """Follow what a function or loop holds; that it may have been left is of no matter after it."""
        sure, parted = self._sure, self._parted
        self._parted = False
        try:
            yield
        finally:
            leaves_all = isinstance(node, Loop | ast.While) and nodes.has(node, ast.Return)
            self._parted = parted or (self._parted and leaves_all)
            self._sure = sure and not self._parted

    def _unsure(self, statements: Sequence[ast.AST]) -> None:
        """Go through statements that may run never, once or often."""
        self._set_unknown(statements)
        sure, self._sure = self._sure, False
        for statement in statements:
            if isinstance(statement, Loop | ast.While):
                self._body([*statement.body, *statement.orelse])
            elif isinstance(statement, ast.Match):
                self._body([inner for case in statement.cases for inner in case.body])
            elif isinstance(statement, ast.ExceptHandler):
                self._body(statement.body)
            elif isinstance(statement, ast.stmt):
                self._body([statement])
        self._sure = sure and not self._parted
        self._set_unknown(statements)

    def _set_unknown(self, parts: Sequence[ast.AST]) -> None:
        """Forget every name that the parts of a cell set or change."""
        for part in parts:
            for inner in ast.walk(part):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store | ast.Del):
                    self._names[inner.id] = COMPUTED
                elif isinstance(inner, ast.Attribute | ast.Subscript) and isinstance(inner.ctx, ast.Store | ast.Del):
                    self._spoil(inner)
                elif isinstance(inner, ast.MatchAs | ast.ExceptHandler) and inner.name:
                    self._names[inner.name] = COMPUTED

    # ------------------------------------------------------------------------ names

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        """Set a target to what an expression stands for."""
        self._set(target, known_of(value, self._names), self._from_earlier(value))
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            pairs = list(zip(target.elts, value.elts, strict=False))
        for name, meant in ((one.id, meant) for one, meant in pairs if isinstance(one, ast.Name)):
            if self._is_recorder(meant):
                self.recorders.add(name)
            elif isinstance(meant, ast.Lambda):
                self._define(nodes.as_function(name, meant))
            elif self._leads_to_record(meant):
                self._hidden.add(name)
            elif not isinstance(meant, ast.Name | ast.Attribute):
                self._objects.add(name)

    def _leads_to_record(self, node: ast.AST) -> bool:
        """Return whether an expression hands on `record` itself, and not only what a call of it gives."""
        if not nodes.records(node, self.recorders):
            return False
        called = {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
        return any(self._is_recorder(inner) and id(inner) not in called for inner in ast.walk(node))

    def _set(self, target: ast.expr, value: object, carried: bool) -> None:
        if isinstance(target, ast.Name):
            for known in (self._hidden, self._objects, self.recorders):
                known.discard(target.id)
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
            self._children(target)

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
        held = self._names.get(nodes.root(node))
        if isinstance(held, list | dict):
            self.forget({name for name, value in self._names.items() if _shares(value, held)})

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
        elif isinstance(node, Comprehension) and nodes.records(node, self.recorders):
            self._comprehension(node)
        elif isinstance(node, ast.Lambda):
            if self._leads_to_record(node):
                self._unresolved(node)
        elif isinstance(node, ast.IfExp | ast.BoolOp) and nodes.records(node, self.recorders):
            self._perhaps(lambda: self._children(node))
        elif isinstance(node, ast.Delete):
            self._set_unknown([node])
        else:
            self._children(node)

    def _children(self, node: ast.AST) -> None:
        for inner in nodes.nearest(node):
            self._expression(inner)

    def _perhaps(self, step: Callable[[], None]) -> None:
        sure, self._sure = self._sure, False
        step()
        self._sure = sure

    def _comprehension(self, node: Comprehension) -> None:
        first = node.generators[0]
        known = len(node.generators) == 1 and isinstance(node, ast.ListComp | ast.SetComp)
        if not known or first.ifs or isinstance(node, ast.DictComp | ast.GeneratorExp):
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

    def _unresolved(self, node: ast.AST) -> None:
        """Note that something is recorded of which nothing can be told."""
        self._heard.append(Heard(getattr(node, "lineno", 1), resolved=False))

    def _hand_over(self, node: ast.Call) -> None:
        """Forget what a function that is not known may change, and notice where `record` itself is handed to one."""
        known = isinstance(node.func, ast.Name) and node.func.id in _HARMLESS
        arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
        if not self._hidden.isdisjoint(nodes.named(node.func)) or any(map(self._hands_on, arguments)):
            self._unresolved(node)
        if known:
            return
        for argument in arguments:
            self._spoil(argument)
        if isinstance(node.func, ast.Attribute):
            self._children(node.func)
            if node.func.attr not in _READS:
                self._spoil(node.func)
        else:
            self._expression(node.func)
        if not _SETS_ANYTHING.isdisjoint(nodes.named(node.func)):
            self.forget()
        self._after_a_call()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "exit" and nodes.root(node.func) == "sys":
            self._leave("cell")

    def _hands_on(self, argument: ast.AST) -> bool:
        """Return whether an argument is `record`, by its name or as `getattr` takes it."""
        return self._is_recorder(argument) or (isinstance(argument, ast.Constant) and argument.value == FUNCTION)

    def _after_a_call(self) -> None:
        """Forget what the functions of the student may have changed: one of them may have been called."""
        for name in self._touched & self._names.keys():
            self._spoil(ast.Name(id=name, ctx=ast.Load()))
            self._names[name] = COMPUTED

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
        ours = not (isinstance(node.func, ast.Attribute) and nodes.root(node.func) in self._objects)
        sure = self._sure and ours
        self._heard.append(Heard(node.lineno, tuple(node.args), tuple(positional), named, sure, carried, resolved))

    def _enter(self, node: ast.Call, function: _Defined) -> None:
        """Follow a call of a function that the student wrote."""
        if not nodes.records(function.node, self.recorders | self._hidden | self._functions.keys()):
            for argument in node.args:
                self._spoil(argument)
            self._after_a_call()
            return
        given = nodes.parameters(function.node, node)
        if given is None or self._depth >= DEEPEST_CALL:
            self._unresolved(node)
            self._after_a_call()
            return
        values = function.defaults | {name: known_of(value, self._names) for name, value in given.items()}
        carried = {name for name, value in given.items() if self._from_earlier(value)}
        self._run(function, values, carried)
        self._after_a_call()

    def _run(self, function: _Defined, values: dict[str, object], carried: set[str]) -> None:
        """Follow the body of a function with what its parameters stand for."""
        outside, before = dict(self._names), set(self._carried)
        if self._depth == 0:
            self._outermost = outside
        elif not function.inner:
            self._names = self._seen_from_outside()
        self._names |= dict.fromkeys(nodes.own_names(function.node), COMPUTED) | values
        self._carried |= carried
        self._depth += 1
        try:
            with self._within(function.node):
                self._sure = self._sure and nodes.runs_at_once(function.node)
                self._body(function.node.body)
        except _Leaves as leaves:
            if leaves.left == "cell":
                raise
        finally:
            self._depth -= 1
            self._names, self._carried = outside, before

    def _seen_from_outside(self) -> dict[str, object]:
        """Return the names outside all functions; what a function hides, or has changed, is not known."""
        here, missing = self._names, object()
        return {name: kept if here.get(name, missing) is kept else COMPUTED for name, kept in self._outermost.items()}


def _plain_entry(entry: object) -> Value:
    return value_of(ast.Name(id="entry", ctx=ast.Load()), {"entry": entry})


def _shares(value: object, held: object) -> bool:
    """Return whether a value is a list or dictionary, or holds it at any depth."""
    waiting, seen = [value], set[int]()
    while waiting:
        inner = waiting.pop()
        if inner is held:
            return True
        if id(inner) not in seen and len(seen) < MOST_LISTS:
            seen.add(id(inner))
            entries = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ()
            waiting += [entry for entry in entries if isinstance(entry, list | dict)]
    return len(seen) >= MOST_LISTS
