"""Following the cells of a notebook in their order, without running them: what each call of `record` was given.

A name stands for what it was last set to at the point of the call. Loops over lists that are written down are
followed, and functions that the student defined; other branches and loops may have run or not, so what is recorded
in them is not certain. What ends a function, a loop or the cell ends it here, too.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeGuard

from helpers.coursework.reading import nodes
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.nodes import Comprehension, Function, Loop
from helpers.coursework.reading.values import COMPUTED, FUNCTIONS, Constants, Value, combined, known_of, value_of
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
        self._returned: set[str] = set()  # names of what some function hands out
        self._hidden: set[str] = set()  # names of what leads to `record` by a way that is not followed
        self._objects: set[str] = set()  # names of what a call made, or set anew: their `record` may be another one
        self._fresh: set[str] = set()  # names that the statement itself has set, before it was read to its end
        self._changed: list[object] = []  # lists and dictionaries of which an entry was set in this cell
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
        self._heard, self._changed, self._steps, self._depth = [], [], 0, 0
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
        self._fresh.clear()
        match node:
            case ast.Assign():
                self._assign(node)
            case ast.AnnAssign(value=ast.expr() as value):
                self._expression(value)
                self._bind(node.target, value, known_of(value, self._seen(value)))
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

    def _assign(self, node: ast.Assign) -> None:
        """Set every target to the one thing that the value is."""
        if not isinstance(node.value, ast.Lambda):
            self._expression(node.value)
        value = known_of(node.value, self._seen(node.value))
        for target in node.targets:
            self._bind(target, node.value, value)

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
                self._expression(node.subject)
                self._shared_by(node.subject)
                self._unsure([node])
            case ast.With() | ast.AsyncWith():
                self._expression(ast.Tuple(elts=[item.context_expr for item in node.items]))
                self._set_unknown(node.items)
                self._attempted(node.body) if nodes.may_swallow_errors(node) else self._body(node.body)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case ast.Delete():
                self._set_unknown(node.targets)
            case _:
                self._expression(node)

    def _ending(self, node: ast.stmt) -> None:
        """Follow a statement after which the next one may not run. An assertion is taken to hold unless it cannot."""
        self._expression(node)
        match node:
            case ast.Return():
                if node.value is not None and self._leads_to_record(node.value):
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
        self._returned |= nodes.returned(node)
        for default in nodes.defaults(node).values():
            self._shared_by(default)
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
        self._objects.add(node.name)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            if name == "*":
                self.forget()
                self._names |= dict.fromkeys(FUNCTIONS, COMPUTED)
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
        turns = known_of(node.iter, self._seen(node.iter))
        entries = list(turns) if isinstance(turns, dict | list) else None
        if entries is None or len(entries) > MOST_TURNS:
            self._unsure([node])
            return
        read = () if nodes.copies(node.iter) else {inner.id for inner in ast.walk(node.iter) if _reads(inner)}
        before = {name: self._names[name] for name in self._lists().intersection(read)}
        begun = len(self._changed)

        def turn() -> bool | None:
            same = all(self._names.get(name) is value for name, value in before.items())
            if not same or any(_shares(value, one) for value in before.values() for one in self._changed[begun:]):
                return None  # what is gone through changes on the way
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
        if left < 0 and nodes.endless(node):
            self._leave("cell")  # no statement after it runs

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
                    self._objects |= {inner.id} & self.recorders
                elif isinstance(inner, ast.Attribute | ast.Subscript) and isinstance(inner.ctx, ast.Store | ast.Del):
                    self._spoil(inner)
                elif name := nodes.name_set(inner):
                    self._names[name] = COMPUTED

    # ------------------------------------------------------------------------ names

    def _bind(self, target: ast.expr, value: ast.expr, known: object) -> None:
        """Set a target to what an expression stands for."""
        if known is COMPUTED or isinstance(target, ast.Attribute | ast.Subscript):
            self._shared_by(value)
        self._set(target, known, self._from_earlier(value))
        if isinstance(target, ast.Attribute) and target.attr == FUNCTION:
            self._objects.add(nodes.root(target))
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
        """Return whether an expression hands on `record`, or what calls it, and not only what a call gives."""
        if not nodes.records(node, self._ways_to_record()):
            return False
        called = {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
        handed = (inner for inner in ast.walk(node) if id(inner) not in called)
        return any(self._is_recorder(inner) or self._records_when_called(inner) for inner in handed)

    def _records_when_called(self, node: ast.AST) -> bool:
        function = self._functions.get(node.id) if isinstance(node, ast.Name) else None
        inside = function.node if function else node if isinstance(node, ast.Lambda) else None
        return inside is not None and nodes.records(inside, self.recorders | self._hidden)

    def _ways_to_record(self) -> set[str]:
        return self.recorders | self._hidden | self._functions.keys()

    def _set(self, target: ast.expr, value: object, carried: bool) -> None:
        if isinstance(target, ast.Name):
            for known in (self._hidden, self._objects, self.recorders):
                known.discard(target.id)
            self._functions.pop(target.id, None)
            self._names[target.id] = value
            (self._carried.add if carried else self._carried.discard)(target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            for part, inner in nodes.shared_out(target.elts, value if isinstance(value, list) else None):
                self._set(part, COMPUTED if inner is None else inner[0], carried)
        else:
            self._children(target)
            if not self._put(target, value):
                self._spoil(target)

    def _put(self, target: ast.expr, value: object) -> bool:
        """Set an entry of a known dictionary or list; return whether that was possible."""
        if not isinstance(target, ast.Subscript) or not self._sure or value is COMPUTED:
            return False
        whole, place = known_of(target.value, self._names), known_of(target.slice, self._names)
        if isinstance(whole, dict):
            if not isinstance(place, str | int | float):
                return False
            whole[place] = value
        elif isinstance(whole, list):
            if not isinstance(place, int) or not -len(whole) <= place < len(whole):
                return False
            whole[place] = value
        else:
            return False
        self._changed.append(whole)
        return True

    def _shared_by(self, node: ast.AST) -> None:
        """Forget the lists and dictionaries that something may be, or hold, of which nothing else is known."""
        known = self._lists()
        if known:
            flat = {name for name in known if not _holds_lists(self._names[name])}
            for name in set(nodes.handed_on(node, flat)) & known:
                self._spoil(ast.Name(id=name, ctx=ast.Load()))

    def _lists(self) -> set[str]:
        return {name for name, value in self._names.items() if isinstance(value, list | dict)}

    def _spoil(self, node: ast.AST) -> None:
        """Forget the list or dictionary at the root of an expression, under all of its names."""
        held = self._names.get(nodes.root(node))
        if isinstance(held, list | dict):
            self.forget({name for name, value in self._names.items() if _shares(value, held)})

    def _seen(self, node: ast.expr) -> Constants:
        """Return what names stand for in an expression; one that it sets itself and reads, too, may stand for two."""
        read = {inner.id for inner in ast.walk(node) if _reads(inner)} & self._fresh if self._fresh else self._fresh
        return {**self._names, **dict.fromkeys(read, COMPUTED)} if read else self._names

    def _from_earlier(self, node: ast.AST) -> bool:
        return any(isinstance(inner, ast.Name) and inner.id in self._carried for inner in ast.walk(node))

    # ------------------------------------------------------------------------ expressions

    def _expression(self, node: ast.AST) -> None:
        """Meet the calls within an expression or a simple statement, and the names that it sets."""
        if isinstance(node, ast.Call):
            self._call(node)
        elif isinstance(node, ast.NamedExpr):
            self._expression(node.value)
            self._bind(node.target, node.value, known_of(node.value, self._seen(node.value)))
            self._fresh.add(node.target.id)
        elif isinstance(node, Comprehension):
            self._comprehension(node)
        elif isinstance(node, ast.Lambda):
            if nodes.records(node, self._ways_to_record()):
                self._unresolved(node)
        elif isinstance(node, ast.IfExp):
            self._expression(node.test)
            self._chosen(value_of(node.test, self._seen(node.test)), node.body, node.orelse)
        elif isinstance(node, ast.BoolOp):
            self._one_after_the_other(node)
        elif isinstance(node, ast.Delete):
            self._set_unknown([node])
        else:
            self._children(node)

    def _children(self, node: ast.AST) -> None:
        for inner in nodes.nearest(node):
            self._expression(inner)

    def _chosen(self, test: Value, body: ast.expr, orelse: ast.expr) -> None:
        """Meet the one of two expressions that a known test chooses, else both: each may run or not."""
        if test is not COMPUTED:
            self._expression(body if test else orelse)
            return
        for inner in (body, orelse):
            self._perhaps(inner)

    def _one_after_the_other(self, node: ast.BoolOp) -> None:
        """Meet the parts of `and` or `or` as far as they run."""
        for place, part in enumerate(node.values):
            self._expression(part)
            value = value_of(part, self._seen(part))
            if value is COMPUTED:
                for later in node.values[place + 1 :]:
                    self._perhaps(later)
                return
            if bool(value) is isinstance(node.op, ast.Or):
                return

    def _perhaps(self, node: ast.AST) -> None:
        """Meet an expression that may run never, once or often."""
        sure, self._sure = self._sure, False
        self._children(node) if isinstance(node, Comprehension) else self._expression(node)
        self._sure = sure
        self._set_unknown([node])

    def _comprehension(self, node: Comprehension) -> None:
        """Follow a list that is made by a loop; the names of its turns are its own."""
        before = {name: self._names.get(name) for name in nodes.turned(node)}
        known = {name for name in before if name in self._names}
        if not nodes.records(node, self.recorders | self._functions.keys()):
            self._perhaps(node)
        elif isinstance(node, ast.GeneratorExp):  # it runs when something asks for its entries
            self._unsure([nodes.as_loop(node)])
        else:
            self._loop(nodes.as_loop(node))
        for name, value in before.items():
            self._names[name] = value if name in known and not isinstance(value, list | dict) else COMPUTED

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
        if not self._hidden.isdisjoint(nodes.named(node.func)) or any(map(self._hands_on, [node.func, *arguments])):
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
        if nodes.ends_all(node.func):
            self._leave("cell")

    def _hands_on(self, argument: ast.AST) -> bool:
        """Return whether an argument is `record` or calls it, by its name, as `getattr` takes it or in brackets."""
        name = argument.slice if isinstance(argument, ast.Subscript) else argument
        told = isinstance(name, ast.Constant) and name.value == FUNCTION
        return told or self._is_recorder(argument) or self._records_when_called(argument)

    def _after_a_call(self) -> None:
        """Forget what the functions of the student may have changed: one of them may have been called."""
        for name in (self._touched | self._returned) & self._names.keys():
            self._spoil(ast.Name(id=name, ctx=ast.Load()))
        self._names |= dict.fromkeys(self._touched & self._names.keys(), COMPUTED)

    def _hear(self, node: ast.Call) -> None:
        positional: list[Value] = []
        resolved = all(keyword.arg for keyword in node.keywords)
        whole = ast.Tuple(elts=[*node.args, *(word.value for word in node.keywords)])
        names = self._seen(whole)
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                several = known_of(argument.value, names)
                resolved = resolved and isinstance(several, list | str)
                positional += [_plain_entry(entry) for entry in several] if isinstance(several, list | str) else []
            else:
                positional.append(value_of(argument, names))
        named = {word.arg: value_of(word.value, names) for word in node.keywords if word.arg}
        carried = self._from_earlier(whole)
        sure = self._sure and nodes.root(node.func) not in self._objects
        self._heard.append(Heard(node.lineno, tuple(node.args), tuple(positional), named, sure, carried, resolved))

    def _enter(self, node: ast.Call, function: _Defined) -> None:
        """Follow a call of a function that the student wrote."""
        if not nodes.records(function.node, self._ways_to_record()):
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
        meant = nodes.defaults(function.node) | given
        others = {name for name, value in meant.items() if name in self.recorders and not self._is_recorder(value)}
        known, self._objects = self._objects, self._objects | others
        self._run(function, values, carried)
        self._objects = known
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


def _reads(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _plain_entry(entry: object) -> Value:
    return value_of(ast.Name(id="entry", ctx=ast.Load()), {"entry": entry})


def _holds_lists(value: object) -> bool:
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(entry, list | dict) for entry in entries)


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
