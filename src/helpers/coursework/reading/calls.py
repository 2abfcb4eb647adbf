"""From the text of a cell to the answers that its calls of `record` write down. Nothing is run."""

import ast
import functools
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from helpers.coursework.assignments import question_name
from helpers.coursework.reading.tracing import Heard, Trace
from helpers.coursework.reading.values import COMPUTED, Value
from helpers.coursework.record_format import FUNCTION, blank

LONGEST_CELL = 100_000  # characters of a cell that are searched as a whole
MOST_PLACES = 20  # calls that are looked for in a longer one, at its beginning and at its end
LONGEST_CALL = 5000  # characters of a call in a longer one
SHORT = 1500  # characters of a cell that other notebooks are likely to hold, too
FEWEST_WORDS = 8  # of a text, as the student's side accepts it
MOST_BROKEN = 20  # calls that are looked for in a cell that does not parse
MOST_VALUES = 6  # of a call that is typed with commas
LONGEST_BROKEN = 6000  # characters of a call there

_CALL = re.compile(rf"{FUNCTION}\s*\(")
_MAGIC = re.compile(r"(?m)^[ \t]*+[%!?].*$")
_TIMED = re.compile(r"(?m)^[ \t]*+%%?\w++(?=.*" + FUNCTION + r")")
_WORD = re.compile(r"[A-Za-z_]\w*")
_SETS = re.compile(r"[=:(]|\b(?:as|del|import|for)\b")
# What people, keyboards, browsers and translators put around a word.
_LETTERS = r"\u02bc\u02cb"  # marks that are letters to Python
_QUOTES = r"\u00ab\u00b4\u00bb\u02dd\u2018-\u201f\u2032\u2033\u2039\u203a\u275b-\u275e\u300a-\u300f\uff02\uff07"
_MARKS = rf"[\"'`\\{_LETTERS}{_QUOTES}]"
_ENTITY = r"&#?\w{1,6};"
# A call as people mean it, with whatever quotes, brackets and slips: the question is what makes it one.
_NAME = r"[a\u0410]\s?0?[\dl]\s?[-_\u2010-\u2014.]?\s?\d{1,2}(?![0-9a-z_])"
_MEANT = re.compile(
    rf"(?i)rec\w{{0,5}}(?:[^\w\n]|[{_LETTERS}]|{_ENTITY}|[^\W\d_]{{1,12}}\s{{0,9}}[=:]){{0,20}}?(?P<question>{_NAME})"
    rf"(?:{_MARKS}|{_ENTITY}){{0,3}}\s*[,;\uff0c\u3001]?"
)
_MISNAMED = re.compile(rf"(?i)(?<![^\W\d_]){_NAME}")
_LOOKS_LIKE = str.maketrans("\u0410\u0430lLI", "AA111")
_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4\uff07\u2032`", "'"),
        **dict(zip("\uff08\uff09\uff0c\uff1d\u2212\u00a0\u3000", "(),=-  ", strict=True)),
    }
)
_AROUND = " \t\r\n,;()[]\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u00b4\uff08\uff09\uff0c"
_PARAMETERS = ("question", "answer", "unit")
_OTHER_NAMES = {"value": "answer", "item": "question"}  # what students call the parameters

# Why a call is not taken as it stands: a condition decides whether it runs; the student's side does not accept it;
# its cell cannot run, and it was read with its quotes or brackets repaired, or could not be read at all.
Doubt: TypeAlias = Literal["", "conditional", "not accepted", "repaired", "broken"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of `record`: the question in its usual form, and the values of answer and unit.

    The question is empty where it cannot be told. `doubt` says why a person should look at it, `carried` that its
    value was set in an earlier cell.
    """

    question: str
    value: Value
    unit: str = ""
    doubt: Doubt = field(default="", compare=False)
    carried: bool = field(default=False, compare=False)


def calls_in(source: str, following: str, trace: Trace | None = None) -> list[Call]:
    """Return every call of `record` in a cell's text, in the order in which they run.

    `following` is the text of the next cell, where a call that was cut in two goes on; `trace` knows what earlier
    cells have set, and is told what this one sets.
    """
    trace = trace or Trace()
    if len(source) > LONGEST_CELL:
        found = [match.start() for match in _CALL.finditer(source)]
        places = [*found[:MOST_PLACES], *found[MOST_PLACES:][-MOST_PLACES:]]
        trace.forget()
        source = "\n".join(source[place : place + LONGEST_CALL] for place in places)
    words = set(_WORD.findall(source))
    concerned = trace.concerns(words)
    if not concerned and not _SETS.search(source) and not _MEANT.search(source):
        return []
    tree = _tree(source)
    if tree:
        heard = trace.follow(tree)
        calls = [call for one in heard if (call := _read(one, source)) is not None]
    else:
        trace.forget(words)
        calls = list(_scanned(source, following, trace)) if concerned else []
    filled = {call.question for call in calls if tree or not blank(call.value)}
    return [*calls, *_meant(source, filled, {call.question for call in calls} - filled)]


def _tree(source: str) -> ast.Module | None:
    """Return a cell's text as Python, without the lines that only a notebook understands."""
    return _short_tree(source) if len(source) <= SHORT else _any_tree(source)


@functools.lru_cache(maxsize=500)
def _short_tree(source: str) -> ast.Module | None:
    """Return a short text as Python: the cells that the course wrote stand in every notebook."""
    return _any_tree(source)


def _any_tree(source: str) -> ast.Module | None:
    for text in (source, _MAGIC.sub("", _TIMED.sub("", source)), textwrap.dedent(source.lstrip("\n"))):
        tree = _parsed(text)
        if isinstance(tree, ast.Module):
            return tree
    return None


def _parsed(source: str, mode: Literal["exec", "eval"] = "exec") -> ast.Module | ast.Expression | None:
    try:
        tree = ast.parse(source, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree if isinstance(tree, ast.Module | ast.Expression) else None


def _scanned(source: str, following: str, trace: Trace) -> Iterator[Call]:
    """Yield the calls in a text that is not valid Python; a call cut in two is continued in the next cell."""
    names = "|".join(sorted(map(re.escape, trace.recorders | {FUNCTION})))
    places = [match.start() for match in re.finditer(rf"\b(?:{names})\s*[(\uff08]", source)]
    for start in places[:MOST_BROKEN]:
        if _commented(source, start):
            continue
        if trace.budget.spent:
            return
        call = _first_call(source[start : start + LONGEST_BROKEN], following[:LONGEST_BROKEN], trace)
        if call:
            yield call


def _first_call(piece: str, following: str, trace: Trace) -> Call | None:
    """Return the call that a piece of text begins with, where it can be read."""
    line = piece.partition("\n")[0].translate(_TYPED)
    tries: tuple[tuple[str, Doubt], ...] = (
        (piece, ""),
        (f"{piece}\n{following}", ""),
        (piece.translate(_TYPED), "repaired"),
        (f"{line.rstrip()})", "repaired"),
    )
    for text, doubt in tries:
        body = _first_expression(text)
        if isinstance(body, ast.Call):
            heard = trace.follow(ast.Module(body=[ast.Expr(value=body)], type_ignores=[]))
            return _read(heard[-1], text, doubt) if heard else None
    return None


def _commented(source: str, place: int) -> bool:
    return "#" in source[source.rfind("\n", 0, place) + 1 : place]


def _first_expression(text: str) -> ast.expr | None:
    """Return the expression that `text` begins with, up to one of its closing brackets."""
    ends = [match.end() for match in re.finditer(r"\)", text)]
    for end in ends[:12] + ends[12:][-3:]:  # few tries, so that no text can make this slow
        tree = _parsed(text[:end], "eval")
        if isinstance(tree, ast.Expression):
            return tree.body
    return None


def _meant(source: str, read: set[str], empty: set[str]) -> Iterator[Call]:
    """Yield what seems to be meant as a call but cannot be read: its question, and its text for a person.

    Behind a call that was read and is `empty`, only the rest of its line may be an answer.
    """
    if "" in read:
        return
    places = [match for match in _MEANT.finditer(source) if not _commented(source, match.start())][:MOST_BROKEN]
    for number, match in enumerate(places):
        question = _meant_name(match["question"])
        end = places[number + 1].start() if number + 1 < len(places) else len(source)
        if question and question not in read:
            rest = source[match.end() : min(end, match.end() + LONGEST_BROKEN)]
            text = _argument(rest.partition("\n")[0] if question in empty else rest)
            nothing = text in ("", "None") or not re.search(r"\w", text)
            if not (nothing and question in empty):
                yield Call(question, None if nothing else text, "", "broken")


def _meant_name(written: str) -> str | None:
    """Return the question that is meant by a name with a slip, such as A102, Al-02 or A01-02, or None."""
    found = _MISNAMED.search(written)
    plain = re.sub(r"\W|_", "", found[0].translate(_LOOKS_LIKE)).upper().replace("A0", "A") if found else ""
    return question_name(written) or (question_name(f"{plain[:2]}-{plain[2:]}") if plain else None)


def _argument(rest: str) -> str:
    """Return the text between the question of a broken call and its closing bracket, as well as it can be told."""
    lines = rest.split("\n")
    closing = [number for number, line in enumerate(lines) if line.rstrip().endswith((")", "]", "\uff09"))]
    kept = lines[: closing[-1] + 1] if closing else lines
    return "\n".join(kept).strip(_AROUND)


def _read(heard: Heard, source: str, doubt: Doubt = "") -> Call | None:
    """Return what a call writes down, or None where what it names is no question and nothing like one."""
    if not heard.resolved:
        return Call("", COMPUTED)
    values: dict[str, Value] = dict(zip(_PARAMETERS, heard.positional, strict=False))
    for name, value in heard.named.items():
        values[_OTHER_NAMES.get(name, name)] = value
    if values.get("question") is COMPUTED or not values:
        return Call("", COMPUTED)
    question = question_name(values.get("question"))
    if question is None:
        return _misnamed(values, heard)
    if not heard.named.keys() <= set(_PARAMETERS):  # it ended in an error when it was run
        doubt = "repaired"
    doubt = doubt or ("" if heard.sure else "conditional")
    more = heard.positional[len(_PARAMETERS) :]
    unit = values.get("unit", "")
    number = isinstance(unit, int | float) and not isinstance(unit, bool)
    if more or (number and not _is_letters(values.get("answer"))):
        return _several(question, [values.get("answer"), unit, *more], heard, source)
    if unit is COMPUTED:
        doubt = doubt or "conditional"
    elif unit is not None and not isinstance(unit, str) and not _is_letters(values.get("answer")):
        doubt = "not accepted"
    return Call(question, values.get("answer"), unit if isinstance(unit, str) else "", doubt, heard.carried)


def _is_letters(answer: Value) -> bool:
    """Return whether an answer is letters, of which the student's side takes no unit."""
    return isinstance(answer, list) or (isinstance(answer, str) and len(answer.strip()) == 1 and answer.strip() > "9")


def _misnamed(values: Mapping[str, Value], heard: Heard) -> Call | None:
    """Return a call whose question Python did not know: what was meant by it is for a person, where it may be told."""
    said = values.get("question")
    swapped = next((name for value in heard.positional[1:] if (name := question_name(value))), None)
    if swapped and not blank(said):
        return Call(swapped, said, "", "broken")
    if blank(values.get("answer")) or not heard.sure or (isinstance(said, str) and not re.search(r"\d", said)):
        return None
    if said is None or isinstance(said, int | float):  # such as the number of the question alone
        return Call("", COMPUTED)
    if not isinstance(said, str):
        return None
    meant = _meant_name(said)
    return Call(meant, values.get("answer"), "", "broken") if meant else Call("", COMPUTED)


def _several(question: str, values: list[Value], heard: Heard, source: str) -> Call:
    """Return the call `record("A1-03", 4,2, "nM")` with its answer as the text "4,2 nM": nothing that is accepted.

    Letters may be given one by one.
    """
    if any(value is COMPUTED for value in values):
        return Call(question, COMPUTED, carried=heard.carried)
    texts = [value for value in values if isinstance(value, str)]
    if isinstance(values[0], str) and len(values[0].split()) >= FEWEST_WORDS:  # a text; what follows it is not kept
        return Call(question, values[0], carried=heard.carried)
    if len(texts) == len(values):
        return Call(question, [*texts], carried=heard.carried)
    values = values[:MOST_VALUES]
    nodes = heard.nodes[1 : 1 + len(values)] if len(heard.nodes) > len(values) else ()
    typed = [ast.get_source_segment(source, node) if isinstance(node, ast.Constant) else None for node in nodes]
    whole = ",".join(
        (typed[place] if place < len(typed) else None) or str(value)
        for place, value in enumerate(values)
        if not isinstance(value, str) and not blank(value)
    )
    return Call(question, f"{whole} {texts[0] if texts else ''}".strip(), "", "not accepted")
