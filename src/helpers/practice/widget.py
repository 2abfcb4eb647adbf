"""How a practice item is shown: a native form in a live notebook, plain HTML and text in a stored one."""

import hashlib
import html
from pathlib import Path
from typing import NotRequired, TypedDict

from helpers import extras, messages, scripts, tables
from helpers.practice import curves, items, judging, kept, plates
from helpers.widgets import Bundle, CourseWidget, live_again
from helpers.words import anchor

with extras.needing("lab"):
    import traitlets

_HERE = Path(__file__).parent
VERDICT_LEAD: dict[judging.Status, str] = {"right": "Right.", "wrong": "Not yet.", "open": ""}
LEAD: dict[items.Kind, str] = {
    "choice": "Choose",
    "numeric": "Calculate",
    "ordering": "Put in order",
    "prediction": "Predict first",
    "explanation": "Explain in your words",
    "picture": "Choose in the picture",
    "curve": "Draw the curve",
    "verdicts": "Judge",
}


FORM = (_HERE / "picture.js", _HERE / "curve.js", _HERE / "verdicts.js", _HERE / "question.js")
"""What shows an item in the browser, after shared.js and drawing.js."""
_LISTED: tuple[items.Kind, ...] = ("choice", "prediction", "ordering", "picture")  # whose options a reader sees


class Entry(TypedDict):
    """One option, or one entry to order, as the browser shows it; in a picture it is the name of a part."""

    letter: str
    text: str
    part: NotRequired[str]


class ClaimEntry(TypedDict):
    """A claim to judge, as the browser shows it."""

    key: str
    text: str
    in_class: bool


class Form(TypedDict):
    """What the browser needs to show an item."""

    question: str
    kind: items.Kind
    lead: str
    stem: str
    unit: str
    options: list[Entry]
    picture: NotRequired[plates.Picture]
    axes: NotRequired[curves.Axes]
    claims: NotRequired[list[ClaimEntry]]
    verdicts: NotRequired[list[str]]


class Question(CourseWidget):
    """One practice item as a form with immediate feedback in a live region."""

    _esm = scripts.script(scripts.DRAWINGS, *FORM)
    _css = scripts.style(_HERE / "practice.css") + scripts.dark_style()  # a still figure may follow it
    kinds = ("answer", "keep")
    item = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, item: items.Item) -> None:
        """Show `item`."""
        self._item = item
        super().__init__(item=form(item))

    def respond(self, message: messages.FromBrowser) -> None:
        """Judge the answer that the browser sent, or keep it."""
        if message["kind"] == "answer":
            self.give(message["answer"], message["ticket"])
        elif message["kind"] == "keep":
            kept.keep(self, message)

    def give(self, answer: messages.Answer, ticket: int = 0) -> messages.Reply:
        """Judge `answer` and show the verdict; an answer that cannot be read gets a sentence and costs nothing."""
        shown = reply(self._item, answer)
        with self.hold_sync():
            self.answer = answer
            self.verdict = {**shown, "ticket": ticket}
        return shown

    def still(self) -> Bundle:
        """Return the question and its entries, without a form, and how to get one."""
        return {"text/html": still_html(self._item) + live_again("answer"), "text/plain": _still_text(self._item)}


@tables.one_look()
def ask(question: str) -> Question:
    """Show the practice item `question` (an identifier such as "balance-03") and judge the answers given to it."""
    return Question(items.load(question))


def form(item: items.Item) -> Form:
    """Return what the browser needs to show `item`; neither the right answer nor any feedback is in it.

    The options are shuffled, the same way every time, so that their place says nothing.
    """
    entries = [_entry(option) for option in item.options if item.kind in _LISTED]
    entries.sort(key=lambda entry: hashlib.sha256((item.question + entry["text"]).encode()).digest())
    shown: Form = {
        "question": item.question,
        "kind": item.kind,
        "lead": LEAD[item.kind],
        "stem": item.stem,
        "unit": item.unit,
        "options": entries,
    }
    if item.kind == "picture":
        shown["picture"] = plates.picture(item)
    if item.kind == "curve":
        shown["axes"] = curves.axes_of(item)
    if item.kind == "verdicts":
        shown["claims"] = [{"key": c.key, "text": c.text, "in_class": c.in_class} for c in item.claims]
        shown["verdicts"] = [*items.VERDICTS]
    return shown


def _entry(option: items.Option) -> Entry:
    entry: Entry = {"letter": option.letter, "text": option.text}
    return {**entry, "part": option.part} if option.part else entry


def reply(item: items.Item, answer: messages.Answer) -> messages.Reply:
    """Return what the browser shows after `answer` to `item`: status, lead, feedback and what belongs to them."""
    try:
        verdict = judging.judge(item, answer)
    except judging.AnswerError as error:
        return {"status": "unreadable", "lead": "", "feedback": str(error), "section": ""}
    return told(item, verdict)


def told(item: items.Item, verdict: judging.Verdict) -> messages.Reply:
    """Return what the browser shows of a `verdict` on an answer to `item`."""
    nowhere: messages.ReadAgain = {"section": ""}
    shown: messages.Reply = {
        "status": verdict.status,
        "lead": VERDICT_LEAD[verdict.status],
        "feedback": verdict.feedback,
        **(read_again(item) if verdict.status == "wrong" else nowhere),
    }
    if verdict.misconception:
        shown["idea"], shown["correction"] = _misconceptions()[verdict.misconception]
    if verdict.compare:
        shown["compare"] = [*verdict.compare]
    if item.kind == "curve":
        shown["computed"] = curves.computed(item)
    if item.kind == "explanation":
        shown["rubric"] = [o.text for o in item.options]
    return shown


def read_again(item: items.Item) -> messages.ReadAgain:
    """Return where to read again before `item` is tried again."""
    notebook, title = _lessons()[item.section_lesson]
    where: messages.ReadAgain = {"section": item.section, "place": f"{notebook}#{anchor(item.section)}"}
    return where if item.section_lesson == item.lesson else {**where, "lesson": title}


@tables.cached
def _lessons() -> dict[str, tuple[str, str]]:
    """Return {lesson: (notebook, title)}."""
    return {row["lesson"]: (row["notebook"], row["title"]) for row in tables.lessons().to_dict("records")}


@tables.cached
def _misconceptions() -> dict[str, tuple[str, str]]:
    """Return {misconception: (statement, correction)}."""
    rows = tables.load("misconceptions").to_dict("records")
    return {row["misconception"]: (row["statement"], row["correction"]) for row in rows}


def still_html(item: items.Item) -> str:
    """Return `item` as HTML that reads without a script: the question and its entries."""
    tag = "ol" if item.kind in ("choice", "prediction", "picture") else "ul"
    entries = "".join(f"<li>{html.escape(line)}</li>" for line in _lines(item))
    listing = f"<{tag}>{entries}</{tag}>" if entries else ""
    return f"<p><strong>{LEAD[item.kind]}.</strong> {html.escape(_asked(item))}</p>{listing}"


def _still_text(item: items.Item) -> str:
    return "\n".join([f"{LEAD[item.kind]}. {_asked(item)}", *(f"- {line}" for line in _lines(item))])


def _lines(item: items.Item) -> list[str]:
    """Return the entries of an item as lines: its options in the order of the form, or its claims."""
    return [entry["text"] for entry in form(item)["options"]] + [f"{claim.key}: {claim.text}" for claim in item.claims]


def _asked(item: items.Item) -> str:
    """Return the question with what a form would show beside it: the unit, or the axes of a curve."""
    beside = f" (answer in {item.unit})" if item.unit else ""
    return f"{item.stem}{beside} {curves.axes_words(item)}" if item.kind == "curve" else f"{item.stem}{beside}"
