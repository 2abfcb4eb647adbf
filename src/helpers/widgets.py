"""What explorers, practice items and the work panel have in common as widgets."""

from typing import Any, ClassVar

from helpers import extras, messages, stored

with extras.needing("lab"):
    import anywidget

Bundle = dict[str, Any]
"""What a notebook shows and stores, by mime type."""


def live_again(purpose: str) -> str:
    """Return, as HTML below a still form, how a reader gets the live one, for what `purpose` ("answer")."""
    cell, lesson = "this cell in JupyterLab (Shift and Enter)", "the whole lesson (Run All Cells in the menu Run)"
    return f"<p><em>To {purpose}, run {cell}, or {lesson}.</em></p>"


class CourseWidget(anywidget.AnyWidget):
    """A widget of the course: live where a kernel runs, a still form beside it, one way to talk to the browser.

    A subclass names its `_esm` (by `helpers.scripts.script`) and `_css`, the `kinds` of messages that it answers, and
    defines `still` and, where it answers any, `respond`.
    """

    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **traits: Any) -> None:
        """Set the traits, and listen to the browser."""
        super().__init__(**traits)
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    def still(self) -> Bundle:
        """Return what stands in the place of the widget where no kernel runs."""
        raise NotImplementedError

    def respond(self, message: messages.FromBrowser) -> None:
        """Answer a message of one of the `kinds`."""
        raise NotImplementedError

    def receive(self, content: object) -> None:
        """Answer what the browser sent; what is not in the contract is refused, with a sentence for the page."""
        try:
            message = messages.read(content)
            if message["kind"] not in self.kinds:
                raise messages.Refused
        except messages.Refused as refused:
            self.say({"version": messages.VERSION, "kind": "refusal", "problem": str(refused)})
            return
        self.respond(message)

    def say(self, message: messages.FromKernel, buffers: list[bytes] | None = None) -> None:
        """Send a message to the browser."""
        self.send(message, buffers=buffers)

    def _repr_mimebundle_(self, **options: Any) -> tuple[Bundle, dict[str, Any]]:
        view, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return view | self.still(), stored.marked(metadata)
