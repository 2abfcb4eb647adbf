"""How a practice item is shown: a native form in a live notebook, plain HTML and text in a stored one."""

import hashlib
import html
from pathlib import Path

import anywidget
import traitlets

from helpers import scripts, tables
from helpers.practice import items, judging

_HERE = Path(__file__).parent
_LEAD = {
    "choice": "Choose",
    "numeric": "Calculate",
    "ordering": "Put in order",
    "prediction": "Predict first",
    "explanation": "Explain in your words",
}


class Question(anywidget.AnyWidget):
    """One practice item as a form with immediate feedback in a live region."""

    _esm = scripts.script(_HERE / "question.js")
    _css = _HERE / "practice.css"
    item = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(None, allow_none=True).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, item):
        """Show `item` (an `items.Item`)."""
        self._item = item
        super().__init__(item=form(item))
        self.on_msg(lambda widget, content, buffers: self.give(content["answer"]))

    def give(self, answer):
        """Judge `answer` and show the verdict; an answer that cannot be read gets a sentence and costs nothing."""
        shown = reply(self._item, answer)
        with self.hold_sync():
            self.answer = answer
            # Counted, so that the same answer given again is answered again.
            self.verdict = shown | {"turn": self.verdict.get("turn", 0) + 1}
        return shown

    def _repr_mimebundle_(self, **options):
        live = super()._repr_mimebundle_(**options)
        view = (live[0] if isinstance(live, tuple) else live) or {}
        return {**view, "text/html": still_html(self._item), "text/plain": _still_text(self._item)}


def ask(question):
    """Show the practice item `question` (an identifier such as "messengers-03") and judge the answers given to it."""
    return Question(items.load(question))


def form(item):
    """Return what the browser needs to show `item`; neither the right answer nor any feedback is in it.

    The options are shuffled, the same way every time, so that their place says nothing.
    """
    entries = [
        {"letter": o.letter, "text": o.text} for o in item.options if item.kind not in ("numeric", "explanation")
    ]
    entries.sort(key=lambda entry: hashlib.sha256((item.question + entry["text"]).encode()).digest())
    return {
        "question": item.question,
        "kind": item.kind,
        "lead": _LEAD[item.kind],
        "stem": item.stem,
        "unit": item.unit,
        "options": entries,
    }


def reply(item, answer):
    """Return what the browser shows after `answer` to `item`: status, lead, feedback and what belongs to them."""
    try:
        verdict = judging.judge(item, answer)
    except judging.AnswerError as error:
        return {"status": "unreadable", "lead": "", "feedback": str(error)}
    return _shown(item, verdict)


def _shown(item, verdict):
    shown = {"feedback": verdict.feedback, "section": item.section if verdict.correct is False else ""}
    if verdict.correct is None:
        shown |= {"status": "open", "lead": ""}
    else:
        shown |= {
            "status": "right" if verdict.correct else "wrong",
            "lead": "Right." if verdict.correct else "Not yet.",
        }
    if verdict.misconception:
        rows = tables.load("misconceptions").set_index("misconception")
        shown["idea"] = rows.at[verdict.misconception, "statement"]
    if item.kind == "prediction":
        shown["compare"] = [f"{o.text} {o.feedback}" for o in item.options]
    if item.kind == "explanation":
        shown["rubric"] = [o.text for o in item.options]
    return shown


def still_html(item):
    """Return `item` as HTML that reads without a script: the question and its entries."""
    view = form(item)
    tag = "ol" if item.kind in ("choice", "prediction") else "ul"
    entries = "".join(f"<li>{html.escape(entry['text'])}</li>" for entry in view["options"])
    listing = f"<{tag}>{entries}</{tag}>" if entries else ""
    unit = f" (answer in {html.escape(item.unit)})" if item.unit else ""
    return f"<p><strong>{view['lead']}.</strong> {html.escape(item.stem)}{unit}</p>{listing}"


def _still_text(item):
    view = form(item)
    unit = f" (answer in {item.unit})" if item.unit else ""
    return "\n".join([f"{view['lead']}. {item.stem}{unit}"] + [f"- {entry['text']}" for entry in view["options"]])
