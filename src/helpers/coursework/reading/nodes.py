"""What the text of a cell tells about its statements before they are followed: plain questions to Python's syntax tree.

`tracing` asks them; nothing here knows what a name stands for.
"""

import ast
from collections.abc import Collection, Iterator, Sequence

from helpers.coursework.record_format import FUNCTION

Loop = ast.For | ast.AsyncFor
Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp

# At which a call may stand, or a name be set.
_MET = (ast.Call, ast.NamedExpr, *Comprehension.__args__, ast.Lambda, ast.IfExp, ast.BoolOp)
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
# What may end in an error, so that the rest of a `try` is not run.
_MAY_FAIL = (
    ast.Subscript, ast.Attribute, ast.Import, ast.ImportFrom, ast.Assert, ast.Raise, ast.With, ast.Await,
    ast.Div, ast.FloorDiv, ast.Mod, ast.Pow,
)  # fmt: skip
# What hands an error on when it is met within `with`.
_CANNOT_SWALLOW = {"open", "nullcontext", "StringIO", "catch_warnings", "errstate", "option_context", "rc_context",
                   "redirect_stdout", "redirect_stderr", "localcontext", "closing", "printoptions"}  # fmt: skip
_COPIES = {"list", "tuple", "sorted"}
_CANNOT_FAIL = {"print", "len", "str", "list", "tuple", "range", "enumerate", "zip"}


def named(node: ast.AST) -> Iterator[str]:
    """Yield every name, attribute and import in a node."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.alias):
            yield inner.name


def records(node: ast.AST, recorders: set[str]) -> bool:
    """Return whether `record` is named anywhere in a node, under one of its names."""
    return any(name == FUNCTION or name in recorders for name in named(node))


def nearest(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nearest nodes within a node at which something may be called or set, in the order of the text."""
    waiting = list(ast.iter_child_nodes(node))[::-1]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, _MET):
            yield inner
        else:
            waiting += list(ast.iter_child_nodes(inner))[::-1]


def parameters(function: Function, call: ast.Call) -> dict[str, ast.expr] | None:
    """Return which expression each parameter of a function is given, or None where that cannot be told.

    Parameters that the call does not name are left out.
    """
    about = function.args
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    if starred or about.vararg or about.kwarg or not all(keyword.arg for keyword in call.keywords):
        return None
    names = [parameter.arg for parameter in [*about.posonlyargs, *about.args]]
    given = dict(zip(names, call.args, strict=False))
    return given | {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def defaults(function: Function) -> dict[str, ast.expr]:
    """Return the expressions that the parameters of a function stand for where a call does not name them."""
    about = function.args
    names = [parameter.arg for parameter in [*about.posonlyargs, *about.args]]
    found = dict(zip(names[len(names) - len(about.defaults) :], about.defaults, strict=False))
    later = zip(about.kwonlyargs, about.kw_defaults, strict=True)
    return found | {word.arg: value for word, value in later if value is not None}


def as_function(name: str, node: ast.Lambda) -> ast.FunctionDef:
    """Return a lambda that was given a name as the function that it is."""
    made = ast.FunctionDef(name=name, args=node.args, body=[ast.Return(value=node.body)], decorator_list=[])
    return ast.fix_missing_locations(ast.copy_location(made, node))


def runs_at_once(function: Function) -> bool:
    """Return whether a call of a function runs its body: not of a generator, and not where it must be awaited."""
    return isinstance(function, ast.FunctionDef) and not any(
        isinstance(inner, ast.Yield | ast.YieldFrom) for inner in _within(function)
    )


def touched(function: Function) -> set[str]:
    """Return the names outside of a function that running it may change: declared so, or changed in place."""
    found: set[str] = set()
    for inner in ast.walk(function):
        if isinstance(inner, ast.Global | ast.Nonlocal):
            found.update(inner.names)
        elif isinstance(inner, ast.Attribute | ast.Subscript) and isinstance(inner.ctx, ast.Store | ast.Del):
            found.add(root(inner))
        elif isinstance(inner, ast.Call):
            changed = [inner.func] if isinstance(inner.func, ast.Attribute) and inner.func.attr != FUNCTION else []
            handed = [] if isinstance(inner.func, ast.Attribute) and inner.func.attr == FUNCTION else inner.args
            found.update(root(node) for node in [*changed, *handed])
    if found & own_names(function):  # what it changes may be something outside under another name
        found.update(inner.id for inner in ast.walk(function) if isinstance(inner, ast.Name))
    return found - {""}


def returned(function: Function) -> set[str]:
    """Return the names in what a function hands out: who holds that may change what they stand for."""
    ways = (inner.value for inner in ast.walk(function) if isinstance(inner, ast.Return | ast.Yield | ast.YieldFrom))
    return {inner.id for value in ways if value for inner in ast.walk(value) if isinstance(inner, ast.Name)}


def handed_on(node: ast.AST, flat: Collection[str]) -> Iterator[str]:
    """Yield the names that what an expression gives may be, or hold, so that a change of it changes them, too.

    `flat` are the names of lists without lists in them: an entry of one, or a copy, is not the list itself.
    """
    match node:
        case ast.Name():
            yield node.id
        case ast.Lambda():
            yield from named(node)
        case ast.Subscript() | ast.BinOp():
            yield from (name for name in named(node) if name not in flat)
        case ast.Call(func=ast.Name(id=name)) if name not in ("min", "max", "next"):
            yield from (name for name in named(node) if name not in flat)
        case ast.Call(func=ast.Attribute()):
            yield from (name for name in named(node) if name not in flat)
        case ast.Attribute():
            yield root(node)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            for part in ast.iter_child_nodes(as_loop(node)):
                yield from handed_on(part, flat)
        case _:
            for part in ast.iter_child_nodes(node):
                yield from handed_on(part, flat)


def shared_out(
    targets: Sequence[ast.expr], entries: list[object] | None
) -> Iterator[tuple[ast.expr, list[object] | None]]:
    """Yield each target of `a, *b = ...` with a list of the one thing that it is set to, or None: it is not known."""
    stars = [place for place, target in enumerate(targets) if isinstance(target, ast.Starred)]
    least = len(targets) - len(stars)
    fits = entries is not None and (len(entries) >= least if stars else len(entries) == least)
    for place, target in enumerate(targets):
        inner = target.value if isinstance(target, ast.Starred) else target
        if not fits or entries is None:
            yield inner, None
        elif isinstance(target, ast.Starred):
            yield inner, [entries[place : len(entries) - (len(targets) - place - 1)]]
        else:
            yield inner, [entries[place if not stars or place < stars[0] else place - len(targets)]]


def own_names(function: Function) -> set[str]:
    """Return the names that are a function's own because it sets them: what they are outside is not seen within."""
    found: set[str] = set()
    shared: set[str] = set()
    for inner in _within(function):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store | ast.Del):
            found.add(inner.id)
        elif name := name_set(inner):
            found.add(name)
        elif isinstance(inner, ast.Global | ast.Nonlocal):
            shared.update(inner.names)
    return found - shared


def name_set(node: ast.AST) -> str:
    """Return the name that a pattern of `match`, or a handler of an error, sets; empty where it sets none."""
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        return node.name or ""
    return (node.rest or "") if isinstance(node, ast.MatchMapping) else ""


def turned(node: Comprehension) -> set[str]:
    """Return the names that the turns of a comprehension set; they are its own."""
    return {name for generator in node.generators for name in named(generator.target)}


def as_loop(node: Comprehension) -> ast.For:
    """Return a comprehension as the loops within loops that it is."""
    made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    body: list[ast.stmt] = [ast.Expr(value=one) for one in made]
    for generator in reversed(node.generators):
        for test in reversed(generator.ifs):
            body = [ast.If(test=test, body=body, orelse=[])]
        body = [ast.For(target=generator.target, iter=generator.iter, body=body, orelse=[])]
    (loop,) = body
    assert isinstance(loop, ast.For)
    return loop


def copies(node: ast.expr) -> bool:
    """Return whether an expression makes a list of its own, which no change of another one changes."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _COPIES


def root(node: ast.AST) -> str:
    """Return the name at the root of `a[0].b`; empty where there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.NamedExpr):
        node = node.target if isinstance(node, ast.NamedExpr) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def may_fail(statement: ast.stmt, recorders: set[str]) -> bool:
    """Return whether a statement within `try` may end in an error."""
    for inner in ast.walk(statement):
        if isinstance(inner, ast.Call):
            if root(inner.func) not in _CANNOT_FAIL and not records(inner.func, recorders):
                return True
        elif isinstance(inner, _MAY_FAIL) and not (isinstance(inner, ast.Attribute) and inner.attr == FUNCTION):
            return True
    return False


def may_swallow_errors(node: ast.With | ast.AsyncWith) -> bool:
    """Return whether an error within `with` may be forgiven, so that the cell goes on after it."""
    return any(_CANNOT_SWALLOW.isdisjoint(named(item.context_expr)) for item in node.items)


def ends_all(function: ast.expr) -> bool:
    """Return whether a call of a function ends the cell: that of Python or of `sys` which leaves it, or `quit`."""
    if isinstance(function, ast.Attribute):
        return function.attr == "exit" and root(function) == "sys"
    return isinstance(function, ast.Name) and function.id in ("exit", "quit")


def has(node: ast.AST, *kinds: type[ast.AST]) -> bool:
    """Return whether something of these kinds stands in a node."""
    return any(isinstance(inner, kinds) for inner in ast.walk(node))


def endless(node: ast.While) -> bool:
    """Return whether nothing written in a loop ends it: a test that names nothing, and no `break` or `return`."""
    waiting: list[ast.AST] = [*node.body]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, ast.Break | ast.Return):
            return False
        if isinstance(inner, Loop | ast.While):  # a `break` within is its own
            waiting += [*inner.orelse, *(one for one in ast.walk(inner) if isinstance(one, ast.Return))]
        elif not isinstance(inner, _INNER):
            waiting += ast.iter_child_nodes(inner)
    return not has(node.test, ast.Name, ast.Call)


def _within(function: Function) -> Iterator[ast.AST]:
    """Yield what stands in a function and in no other function within it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        inner = waiting.pop()
        yield inner
        if not isinstance(inner, _INNER):
            waiting += ast.iter_child_nodes(inner)
