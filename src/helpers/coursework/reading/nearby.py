"""Text that a student wrote beside a call that records nothing: an answer that landed in the wrong place."""

import ast
import functools
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpers.coursework.assignments import question_name, questions_named
from helpers.coursework.reading.budget import Budget
from helpers.coursework.reading.cells import Cell
from helpers.coursework.record_format import FUNCTION, STUB, blank, names_a_call

LONGEST = 20_000  # characters that are kept
SHORT = 2000  # characters of a cell that other notebooks are likely to hold, too
LONGEST_CELL = 50_000  # characters of a cell that are looked through
FEWEST_WORDS = 6  # of a text within code

_HEADING = re.compile(r"\s*#{1,6}\s*(A\d-\d\d)\b")
_GIVEN_TEXT = re.compile(r"\s*#{1,2} (?:Coursework \d|Capstone|How to answer|Before you hand in)")
_BELOW_THE_QUESTION = re.compile(r"\n\*[\d.]+ marks?\*[ \t]*\n(?P<rest>.*)\Z", re.DOTALL)
_GIVEN_LINES = re.compile(
    r"\s*(?:from \S+ import|import |given\s*=|coursework\.(?:numbers|confirm|figure)\(|Record what you read\.\s*$"
    r"|\*\*A\d-\d\d\*\*\s*$|Student: |Leave the line above)"
)
# A line that names a question and then says something: "A1-05: b", "| A1-05 | b |".
_NAMED = re.compile(r"[\s|>*#_`.-]*(?P<name>[Aa]\d-\d\d)[\s|*_`:=.)>–—-]+(?P<said>\w.*?)[\s|*_`]*")
_LETTERS = "abcdefgh"  # that name an option
_OURS = ("record", "confirm", "figure", "numbers")
_PLAIN = (ast.Constant, ast.List, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.expr_context)
# A call in a comment that records something.
_ANSWERS = re.compile(rf"{FUNCTION}\s*\([^,()]{{1,40}},\s*(?!None\b|\"\"\s*\)|''\s*\)|\))\S")
# A line of code that the course did not write: no comment, no call of the course's, nothing that is imported.
_OWN_CODE = re.compile(
    rf"(?!\s*#)(?!{_GIVEN_LINES.pattern})(?!.*\b(?:{FUNCTION}|confirm|figure)\s*\()(?!\s*[\"'])(?=.*\w)"
)


def near(
    cells: Sequence[Cell], calls: Mapping[int, Sequence[str]], budget: Budget
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the student's own text by the question that it stands beside, and the questions worked on in code.

    `calls` goes from the number of a cell to the questions that it records. What the course itself wrote into the
    notebook is left out. Where the `budget` ends, so does the search.
    """
    found: dict[str, list[str]] = {}
    worked: set[str] = set()
    question = ""
    for number, cell in enumerate(cells):
        if budget.spent:
            break
        source = cell.source[:LONGEST_CELL]
        question = _question_at(source, cell, calls.get(number, ()), question)
        own = (_own_of_short if len(source) <= SHORT else _own_of)(source, cell.is_code, bool(calls.get(number)))
        for name, text in _by_question(own.text, question):
            found.setdefault(name, []).append(text)
        if question and own.code:
            worked.add(question)
    return {name: "\n\n".join(texts)[:LONGEST] for name, texts in found.items()}, frozenset(worked)


def heads(cells: Sequence[Cell], questions: Iterable[str]) -> dict[str, str]:
    """Return the text that asks each of these questions, as it stands in the notebook by now."""
    wanted, found = set(questions), dict[str, str]()
    for cell in cells:
        match = None if cell.is_code else _HEADING.match(cell.source)
        if match and match[1] in wanted:
            found.setdefault(match[1], cell.source[:LONGEST])
    return found


def _by_question(text: str, question: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says, with its question: that which a line names, else that beside which the text stands."""
    beside: list[str] = []
    for line in text.splitlines():
        if named := _NAMED.fullmatch(line):
            yield named["name"].upper(), named["said"]
        else:
            beside.append(line)
    if question and re.search(r"\w", "".join(beside)):
        yield question, "\n".join(beside).strip()


@dataclass(frozen=True, slots=True)
class _Own:
    """What a student wrote into a cell: text (empty where there is no word), and whether there is code."""

    text: str
    code: bool


def _own_of(source: str, is_code: bool, records: bool) -> _Own:
    text = "\n".join(_own_text(source, is_code, records)).strip()
    code = is_code and any(map(_OWN_CODE.match, source.splitlines()))
    return _Own(text if re.search(r"\w", text) else "", code)


@functools.lru_cache(maxsize=500)
def _own_of_short(source: str, is_code: bool, records: bool) -> _Own:
    """Return it for a short text: the cells that the course wrote stand in every notebook."""
    return _own_of(source, is_code, records)


def _question_at(source: str, cell: Cell, recorded: Sequence[str], before: str) -> str:
    """Return the question that a cell belongs to; it stays the one before unless the cell names another."""
    if recorded:
        return recorded[-1]
    if cell.is_code:
        named = questions_named(source)
        return named.pop() if len(named) == 1 else before
    heading = _HEADING.match(source.replace("**", "# ", 1))
    if heading:
        return heading[1]
    return "" if _GIVEN_TEXT.match(source) else before


def _own_text(source: str, is_code: bool, records: bool) -> Iterator[str]:
    """Yield the lines of a cell that the student wrote as text."""
    if not is_code and not records:
        if _GIVEN_TEXT.match(source):
            yield from (line for line in source.splitlines() if _NAMED.fullmatch(line))
            return
        if _HEADING.match(source):
            below = _BELOW_THE_QUESTION.search(source)
            source = below["rest"] if below else ""
        yield from _own_lines(source)
        return
    tree = _parsed(source)
    if tree is None:
        yield from _own_lines(source)
        return
    told = [text for text in _in_code(source, tree) if text]
    yield from told or _set_and_left(tree)


def _own_lines(source: str) -> Iterator[str]:
    for line in source.splitlines():
        if line.strip() != STUB and not _GIVEN_LINES.match(line) and not names_a_call(line):
            yield line.strip().removeprefix("#").strip()


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _in_code(source: str, tree: ast.Module) -> Iterator[str]:
    """Yield comments and long texts of a cell that could run."""
    if "#" in source:
        yield from (text for text in _comments(source) if not names_a_call(text) or _ANSWERS.search(text))
    for statement in tree.body:
        yield from _shown(statement)
        yield from _kept(statement)
    if len(tree.body) == 1 and source.strip() in _LETTERS:
        yield source.strip()
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and len(text.split()) >= FEWEST_WORDS:
            yield text
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") not in _OURS and any(map(_names, node.args)):
            yield _written(node)


def _shown(statement: ast.stmt) -> Iterator[str]:
    """Yield what a line only shows: `4.2` or `print("4.2 nM")`."""
    node = statement.value if isinstance(statement, ast.Expr) else None
    printed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    for one in node.args if printed and isinstance(node, ast.Call) else [node]:
        if isinstance(one, ast.BinOp | ast.UnaryOp) and _is_plain(one):
            yield _written(one)
        parts = one.elts if isinstance(one, ast.List | ast.Tuple) else [one]
        told = [part.value for part in parts if isinstance(part, ast.Constant)]
        text = ", ".join(map(str, told)) if all(isinstance(value, str | int | float) for value in told) else ""
        if len(told) == len(parts) and len(text.split()) < FEWEST_WORDS:
            yield text


def _set_and_left(tree: ast.Module) -> Iterator[str]:
    """Yield what is written down under names, `answer = "c"`, where the cell makes nothing of it but shows it."""
    own = [statement for statement in tree.body if not _is_given(statement) and not _only_shows(statement)]
    if all(map(_sets_plainly, own)):
        yield from map(_written, own)


def _is_given(statement: ast.stmt) -> bool:
    """Return whether the course wrote a statement, or a student copied it."""
    return isinstance(statement, ast.Import | ast.ImportFrom) or any(
        isinstance(inner, ast.Call) and getattr(inner.func, "attr", "") in _OURS for inner in ast.walk(statement)
    )


def _only_shows(statement: ast.stmt) -> bool:
    """Return whether a statement is a name, or prints names and texts."""
    node = statement.value if isinstance(statement, ast.Expr) else None
    printed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    shown = node.args if printed and isinstance(node, ast.Call) else [node]
    return all(isinstance(one, ast.Name | ast.Constant) for one in shown)


def _sets_plainly(statement: ast.stmt) -> bool:
    """Return whether a statement sets a name that is no question's to what is written down there."""
    match statement:
        case ast.Assign(targets=[ast.Name() as target], value=node):
            named = target.id
        case ast.AnnAssign(target=ast.Name() as target, value=node):
            named = target.id
        case ast.Expr(value=ast.NamedExpr(target=target, value=node)):
            named = target.id
        case _:
            return False
    return node is not None and _is_plain(node) and question_name(named.replace("_", "-")) is None


def _is_plain(node: ast.expr) -> bool:
    """Return whether an expression is made of numbers and texts alone."""
    return all(isinstance(inner, _PLAIN) for inner in ast.walk(node))


def _kept(statement: ast.stmt) -> Iterator[str]:
    """Yield what is written down under the names of questions: `A1_05 = "b"`, `answers = {"A1-05": "b"}`."""
    if not isinstance(statement, ast.Assign):
        return
    pairs = [(target, statement.value) for target in statement.targets]
    if isinstance(statement.value, ast.Dict):
        pairs += [(key, value) for key, value in zip(statement.value.keys, statement.value.values, strict=True) if key]
    for key, value in pairs:
        written = key.id.replace("_", "-") if isinstance(key, ast.Name) else getattr(key, "value", None)
        name = question_name(written)
        told = value.value if isinstance(value, ast.Constant) else _written(value)
        if name and not blank(told):
            yield f"{name}: {' '.join(str(told).split())}"


def _written(node: ast.AST) -> str:
    """Return a piece of code as text."""
    try:
        return ast.unparse(node)
    except RecursionError:
        return "(code that is nested too deeply to be shown)"


def _names(argument: ast.expr) -> bool:
    """Return whether an argument is the name of a question."""
    return isinstance(argument, ast.Constant) and question_name(argument.value) is not None


def _comments(source: str) -> Iterator[str]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and token.string.strip() != STUB:
                yield token.string.lstrip("# ").strip()
    except (tokenize.TokenError, SyntaxError):
        return
