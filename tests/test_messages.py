"""The contract between browser and kernel: Python's types, both sides' messages, and what does not fit."""

import copy
import json
import sys
from types import SimpleNamespace
from typing import get_args, get_type_hints

import jsonschema
import pytest
from playwright.sync_api import expect

from helpers import explorers, foreign, messages, practice, scripts, stored, tables, widgets
from helpers.explorers import engine
from helpers.practice import widget

CONTRACT = messages.contract()
BY_KIND = {kind: CONTRACT["messages"][kind] | {"$defs": CONTRACT["$defs"]} for kind in CONTRACT["messages"]}
TYPES = {
    "plotly": messages.AskPlotly,
    "values": messages.AskFigure,
    "foresee": messages.Foresee,
    "foreseen": messages.Foreseen,
    "shown": messages.TellShown,
    "answer": messages.GiveAnswer,
    "keep": messages.Keep,
    "warning": messages.Warned,
    "kept": messages.Kept,
    "library": messages.Library,
    "refusal": messages.Refusal,
    "state": messages.State,
    "verdict": messages.Verdict,
}
EXAMPLES = [(kind, example) for kind, schema in BY_KIND.items() for example in schema["examples"]]


def check(kind, message):
    """Hold a message against the contract, by an independent judge."""
    jsonschema.validate(message, BY_KIND[kind], cls=jsonschema.Draft202012Validator)


# ---------------------------------------------------------------- the file and Python's types


def test_the_contract_has_its_version_and_every_message_an_example():
    assert CONTRACT["version"] == messages.VERSION == CONTRACT["$defs"]["version"]["const"]
    assert set(TYPES) == set(BY_KIND)
    for schema in BY_KIND.values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["from"] in ("browser", "kernel") and schema["as"] in ("message", "trait")
        assert schema["description"].endswith(".")
    for kind, example in EXAMPLES:
        check(kind, example)


@pytest.mark.parametrize("kind", TYPES)
def test_pythons_types_are_those_of_the_contract(kind):
    fields = get_type_hints(TYPES[kind])
    schema = BY_KIND[kind]
    assert set(fields) == set(schema["properties"])
    assert TYPES[kind].__required_keys__ == set(schema["required"])
    if "kind" in fields:
        assert get_args(fields["kind"]) == (kind,)
    if "status" in fields:
        assert list(get_args(fields["status"])) == schema["properties"]["status"]["enum"]


def damaged(example):
    """Yield the example with each field taken away, each of another type, and one too many."""
    for name in example:
        yield {key: value for key, value in example.items() if key != name}
        for other in (None, 1.5, -1, "", "other", [], [1], {}, {"x": None}, True):
            yield example | {name: other}
    yield example | {"one": "too many"}
    yield from (None, "plotly", 3, [], {}, [example])


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_kernel_judges_a_message_as_an_independent_judge_does(kind, example):
    validator = jsonschema.Draft202012Validator(BY_KIND[kind])
    assert messages.fits(example, CONTRACT["messages"][kind])
    for message in damaged(example):
        assert messages.fits(message, CONTRACT["messages"][kind]) == validator.is_valid(message), message


# ---------------------------------------------------------------- what the kernel says


class Said(list):
    """Stands in the place of the line to the browser."""

    def __call__(self, content, buffers=None):
        self.append((content, buffers or []))


def open_widget(monkeypatch, widget):
    said = Said()
    monkeypatch.setattr(type(widget), "send", lambda self, content, buffers=None: said(content, buffers))
    return widget, said


def test_an_explorer_answers_within_the_contract(monkeypatch):
    explorer, said = open_widget(monkeypatch, explorers.two_drugs())
    check("state", explorer.state)
    explorer.receive({"version": 1, "kind": "values", "ticket": 4, "values": explorer.values | {"efficacy": 1.0}})
    check("state", explorer.state)
    assert explorer.state["ticket"] == 4 and explorer.values["efficacy"] == 1.0
    explorer.receive({"version": 1, "kind": "values", "ticket": 5, "values": {"efficacy": 3.33}})
    check("state", explorer.state)
    assert explorer.state["ticket"] == 5 and explorer.state["notice"]
    explorer.receive({"version": 1, "kind": "plotly"})
    ((content, buffers),) = said
    check("library", content)
    assert buffers == [engine.plotly_js()] and content["problem"] == ""


def test_what_was_asked_for_ahead_is_computed_once(monkeypatch):
    """A jump does not wait until the state before it, which the page tells as shown, is computed again."""
    explorer, _ = open_widget(monkeypatch, explorers.two_drugs())
    computed, at = [], explorer.at
    monkeypatch.setattr(explorer, "at", lambda **values: (computed.append(values["efficacy"]), at(**values))[1])
    values = {efficacy: dict(explorer.values) | {"efficacy": efficacy} for efficacy in (1.0, 2.0, 10.0)}
    for efficacy in (1.0, 2.0):
        explorer.receive({"version": 1, "kind": "foresee", "values": values[efficacy]})
    explorer.receive({"version": 1, "kind": "shown", "values": values[1.0]})
    explorer.receive({"version": 1, "kind": "values", "ticket": 1, "values": values[10.0]})
    assert computed == [1.0, 2.0, 10.0]
    explorer.receive({"version": 1, "kind": "values", "ticket": 2, "values": values[2.0]})
    assert computed == [1.0, 2.0, 10.0]
    assert explorer.values == values[2.0] and explorer.state["ticket"] == 2


def test_a_state_is_sent_ahead_and_shown_without_being_sent_again(monkeypatch):
    explorer, said = open_widget(monkeypatch, explorers.two_drugs())
    sent = []
    monkeypatch.setattr(widgets.CourseWidget, "send_state", lambda _self, key=None: sent.append(key))
    first, figure = dict(explorer.values), explorer.figure
    beside = first | {"efficacy": 1.0}
    explorer.receive({"version": 1, "kind": "foresee", "values": beside})
    explorer.receive({"version": 1, "kind": "foresee", "values": first | {"efficacy": 3.33}})  # refused
    ((content, _),) = said
    check("foreseen", content)
    check("state", content["state"])
    assert content["values"] == beside and explorer.values == first and explorer.figure is figure
    explorer.receive({"version": 1, "kind": "shown", "values": beside})
    assert sent == [] and explorer.values == beside and explorer.state == content["state"]
    assert explorer.figure.description == content["state"]["description"] != figure.description
    explorer.receive({"version": 1, "kind": "values", "ticket": 1, "values": first})
    assert sent != [] and explorer.values == first


def test_a_missing_plotly_js_is_said(monkeypatch):
    explorer, said = open_widget(monkeypatch, explorers.two_drugs())

    def gone():
        raise foreign.Missing("plotly", "Figures cannot be drawn in the browser")

    monkeypatch.setattr(engine, "plotly_js", gone)
    explorer.receive({"version": 1, "kind": "plotly"})
    ((content, buffers),) = said
    check("library", content)
    assert buffers == [] and content["problem"].startswith("Figures cannot be drawn in the browser: plotly ")


ITEMS = {item.kind: item for item in map(practice.load, tables.load("questions")["question"])}


@pytest.mark.parametrize("kind", ITEMS)
def test_a_practice_item_answers_within_the_contract(kind):
    item = ITEMS[kind]
    question = practice.Question(item)
    letters = [option.letter for option in item.options]
    for ticket, answer in enumerate(("", "a word", "1e3", *letters, letters, letters[::-1]), start=1):
        question.receive({"version": 1, "kind": "answer", "ticket": ticket, "answer": answer})
        check("verdict", question.verdict)
        assert question.verdict["ticket"] == ticket and question.answer == answer


@pytest.mark.parametrize(
    "content",
    [
        {"ticket": 1, "values": {}},  # a page from before the contract
        {"version": 2, "kind": "values", "ticket": 1, "values": {}},
        {"version": 1, "kind": "answer", "ticket": 1, "answer": "a"},  # to an explorer
        {"version": 1, "kind": "state"},
        {"version": 1, "kind": "no such kind"},
        "text",
        None,
    ],
)
def test_what_is_not_in_the_contract_is_refused_with_a_sentence(monkeypatch, content):
    explorer, said = open_widget(monkeypatch, explorers.two_drugs())
    before = copy.deepcopy(explorer.state)
    explorer.receive(content)
    ((answer, _),) = said
    check("refusal", answer)
    assert "reload the page" in answer["problem"] and explorer.state == before


# ---------------------------------------------------------------- what the browser says, and what it hears

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Widget</title></head>
<body><div id="place"></div><script>
globalThis.sent = [];
const listeners = [];
globalThis.hear = (event, ...said) => listeners.filter(([name]) => name === event).forEach(([, then]) => then(...said));
globalThis.values = {values};
const widget = (() => {{ {script} }})();
widget.render({{ el: document.querySelector("#place"), model: {{
  get: (name) => values[name], on: (...listener) => listeners.push(listener), off: () => {{}},
  send: (content) => sent.push(content), {more}
}} }});
</script></body></html>"""


def open_script(browser, folder, paths, values, *, change=lambda text: text, more=""):
    """Open the script of a widget in a page of its own, with the traits `values` and no kernel."""
    script = change(scripts.script(*paths).replace("export default", "return"))
    text = PAGE.format(script=script, values=json.dumps(values).replace("<", "\\u003c"), more=more)
    (folder / "page.html").write_text(text, encoding="utf-8")
    page = browser.new_page()
    page.goto((folder / "page.html").as_uri())
    return page


QUESTION_JS = (scripts.DRAWINGS, *widget.FORM)


@pytest.fixture
def explorer_page(browser, tmp_path):
    traits = explorers.two_drugs()
    values = {name: getattr(traits, name) for name in ("title", "controls", "presets", "values")}
    opened = []

    def open_it(**options):
        opened.append(open_script(browser, tmp_path, engine.SCRIPTS, values | {"state": STATE}, **options))
        return opened[-1]

    yield open_it
    for page in opened:
        page.close()


STATE = BY_KIND["state"]["examples"][0]
VERDICTS = BY_KIND["verdict"]["examples"]


@pytest.mark.browser
def test_an_explorer_speaks_and_hears_the_contract(explorer_page):
    page = explorer_page()
    (asked,) = page.evaluate("sent")
    check("plotly", asked)
    page.locator("select").select_option(index=0)
    page.get_by_role("button").last.press("Enter")  # waits for the first answer
    _, asked = page.evaluate("sent")
    check("values", asked)
    assert asked["ticket"] == STATE["ticket"] + 1
    state = STATE | {"ticket": asked["ticket"]}
    page.evaluate("(state) => { values.state = state; hear('change:state'); }", state)
    for words in (STATE["notice"], STATE["description"]):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.locator(".explorer-figure")).to_have_attribute(
        "aria-label", f"{STATE['title']}. {STATE['description']}"
    )
    page.wait_for_function("sent.length === 3")
    check("values", page.evaluate("sent")[2])
    refusal = BY_KIND["refusal"]["examples"][0]
    page.evaluate("(message) => hear('msg:custom', message)", refusal)
    expect(page.locator(".explorer-notice")).to_have_text(refusal["problem"])
    expect(page.locator(".explorer")).to_have_attribute("aria-busy", "false")


KERNEL = "widget_manager: {}, set: (name, value) => { values[name] = value; hear(`change:${name}`); }"


@pytest.mark.browser
def test_what_was_sent_ahead_is_shown_at_once_and_the_kernel_hears_of_it_later(explorer_page):
    page = explorer_page(more=KERNEL)
    page.evaluate("sent.length = 0")
    slider = page.locator("input[type=range]").first
    slider.focus()
    foreseen = page.evaluate("sent.splice(0)")
    for asked in foreseen:
        check("foresee", asked)
    name = slider.get_attribute("data-name")
    first = explorers.two_drugs().values
    stops = next(control["values"] for control in explorers.two_drugs().controls if control["name"] == name)
    at = stops.index(first[name])
    assert [asked["values"] for asked in foreseen] == [first | {name: stops[at + 1]}, first | {name: stops[at - 1]}]
    said = {"version": 1, "kind": "foreseen", "values": first | {name: stops[at + 1]}}
    state = STATE | {"ticket": 0, "notice": "", "description": "One stop more."}
    page.evaluate("(message) => hear('msg:custom', message)", said | {"state": state})
    slider.press("ArrowRight")
    expect(page.get_by_text("One stop more.")).to_be_visible()
    assert page.evaluate("[values.values, values.state.ticket]") == [said["values"], STATE["ticket"] + 1]
    page.wait_for_function("sent.some(({ kind }) => kind === 'shown')")
    *foreseen, shown = page.evaluate("sent.splice(0)")
    check("shown", shown)
    assert shown["values"] == said["values"]
    # What stood there first had a notice: a state with one is not kept.
    ahead = [first | {name: stop} for stop in stops[at + 2 : at + 4]]
    assert [asked["values"] for asked in foreseen] == [*ahead, first]
    slider.press("ArrowRight")  # nothing was sent ahead of it
    (asked,) = page.evaluate("sent.splice(0)")
    check("values", asked)


@pytest.mark.browser
def test_a_missing_plotly_js_is_said_on_the_page(explorer_page):
    page = explorer_page()
    library = BY_KIND["library"]["examples"][0]
    page.evaluate("(message) => hear('msg:custom', message, [])", library)
    expect(page.locator(".explorer-notice")).to_contain_text(f"cannot be drawn here ({library['problem']})")


@pytest.mark.browser
@pytest.mark.parametrize("kind", ITEMS)
def test_a_practice_item_speaks_and_hears_the_contract(kind, browser, tmp_path):
    question = practice.Question(ITEMS[kind])
    page = open_script(browser, tmp_path, QUESTION_JS, {"item": question.item, "answer": None, "verdict": {}})
    page.locator("button").press("Enter")
    (asked,) = page.evaluate("sent")
    check("answer", asked)
    question.receive(asked)
    assert question.verdict["ticket"] == asked["ticket"] == 1
    for verdict in VERDICTS:
        said = {"answer": question.answer, "verdict": verdict}
        page.evaluate("(said) => { Object.assign(values, said); hear('change:verdict'); }", said)
        region = page.locator(".question-feedback")
        expect(region).to_have_attribute("data-status", verdict["status"])
        for name in ("lead", "feedback", "section", "lesson", "idea", "correction"):
            expect(region).to_contain_text(verdict.get(name, ""))
        told = [verdict["computed"]["told"]] if "computed" in verdict else []
        for line in [*verdict.get("compare", ()), *verdict.get("rubric", ()), *told]:
            expect(region).to_contain_text(line)
    page.close()


# ---------------------------------------------------------------- foreign names in the browser, when they are gone

# A widget manager's model whose class has no `_handle_comm_msg`, and one that has it.
NEWER = "set: () => new (class extends Object {})()"
KNOWN = (
    "set: () => Object.assign(new (class extends (class { _handle_comm_msg() { globalThis.heard = this; } }) {})(), "
    "{ comm: { on_msg: (then) => then() } })"
)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("manager", "target", "words"),
    [
        ("", "", ""),  # the HTML edition has no widget manager
        ("widget_manager: {}", "_blank", "A link to a section opens in a tab of its own"),
        (
            "widget_manager: { rendermime: { resolver: { resolveUrl: async (href) => `folder/${href}` }, "
            "linkHandler: { handleLink: (link, path, hash) => { globalThis.led = path + hash; } } } }",
            "",
            "",
        ),
    ],
)
def test_a_section_is_opened_in_jupyterlab_or_in_a_tab_of_its_own(manager, target, words, browser, tmp_path):
    question = practice.Question(ITEMS["choice"])
    page = open_script(
        browser, tmp_path, QUESTION_JS, {"item": question.item, "answer": "a", "verdict": {}}, more=manager
    )
    page.evaluate("(verdict) => { values.verdict = verdict; hear('change:verdict'); }", VERDICTS[0])
    link = page.get_by_role("link", name=VERDICTS[0]["section"])
    expect(link).to_have_js_property("target", target)
    expect(page.locator(".course-warnings")).to_contain_text(words)
    if "rendermime" in manager:
        assert page.evaluate("led") == f"folder/{VERDICTS[0]['place']}"
    page.close()


@pytest.mark.browser
def test_a_page_says_that_answers_can_get_lost(explorer_page):
    page = explorer_page(more=NEWER)
    expect(page.locator(".course-warnings")).to_contain_text("An answer can get lost on a page that is busy")
    page = explorer_page(more=KNOWN)
    assert page.evaluate("heard !== undefined")
    expect(page.locator(".course-warnings")).to_be_empty()
    page = explorer_page()  # the HTML edition has no widget manager
    expect(page.locator(".course-warnings")).to_be_empty()


@pytest.mark.parametrize(
    "make", [explorers.signalling, lambda: practice.ask("messengers-01"), lambda: practice.my_work("messengers")]
)
def test_a_front_end_that_loads_widgets_itself_is_told_where_from(make, monkeypatch):
    """Colab shows a widget of its own accord where the output's metadata name a manager."""
    output = SimpleNamespace(
        enable_custom_widget_manager=lambda: None,
        _widgets=SimpleNamespace(_installed_url="https://manager"),
    )
    monkeypatch.setitem(sys.modules, "google.colab.output", output)
    _, metadata = make()._repr_mimebundle_()
    [told] = metadata.values()
    assert told == {"colab": {"custom_widget_manager": {"url": "https://manager"}}, stored.MARK: {"still": True}}
