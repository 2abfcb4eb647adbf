"""A drawing in an explorer: its parts answer to pointer and keyboard, its looks at once, its layout to the width."""

import pytest
from playwright.sync_api import expect

from helpers import messages
from helpers.explorers.engine import Choice, Explorer
from helpers.illustrations import Card, Drawing, Illustration, cell, label
from tests.site.test_pages import OPEN_ALL, violations
from tests.test_messages import check
from tests.test_widgets import SETTLED, desk, folder  # noqa: F401

CELLS = ("B cell", "T cell")


def listening(chosen, drug):
    """Return a picture of two cells: one chosen by a control, each with a card; the drug only fades."""

    def draw(width):
        marks = []
        for i, name in enumerate(CELLS):
            here = cell("round", 24 if name == chosen else 18).at(60 + 90 * i, 40)
            marks += [here.named(f"{name}: choose", "stops", control="chosen", value=name)]
            marks += [label(name).at(40 + 90 * i, 90).named(f"{name}: read", card=name)]
        return Drawing((*marks, label(f"{width} pixels").at(20, 120)), 140)

    cards = {name: Card(name, (f"The {name} listens.",), {"Paper": "https://doi.org/10.1/x"}) for name in CELLS}
    return Illustration(
        name="listening",
        title="Two cells listen",
        description=f"The {chosen} listens, under {drug}.",
        table={"cell": list(CELLS)},
        draw=draw,
        cards=cards,
        looks={"drug": drug},
        rules='&[data-drug="a drug"] .stops{opacity:0.2}',
        sources="Author 2020.",
    )


@pytest.fixture
def opened(desk):  # noqa: F811
    explorer = Explorer(
        "Listening",
        [Choice("chosen", "Cell", CELLS, "B cell"), Choice("drug", "Drug", ("none", "a drug"), "none")],
        lambda **values: values,
        lambda values: listening(**values),
    )
    desk.open(explorer)
    return desk.page, explorer


def test_its_state_is_in_the_contract_and_its_still_is_the_markup():
    explorer = Explorer(
        "Listening", [Choice("chosen", "Cell", CELLS, "B cell")], lambda chosen: chosen, lambda x: listening(x, "none")
    )
    check("state", explorer.state)
    assert messages.fits(explorer.state, messages.contract()["messages"]["state"])
    still = explorer.still()
    assert set(still) == {"text/html", "text/plain"} and "Cell: B cell" in still["text/plain"]
    assert all(words in still["text/html"] for words in ("Cell: B cell", explorer.figure.description, "run this cell"))


@pytest.mark.browser
def test_parts_are_buttons_and_a_page_with_them_has_no_fault(opened):
    page, _ = opened
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    assert page.get_by_role("button", name="T cell: choose").get_attribute("aria-pressed") == "false"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.browser
def test_a_part_sets_its_control_and_keeps_the_focus(opened):
    page, explorer = opened
    page.get_by_role("button", name="B cell: choose").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function(SETTLED)
    assert explorer.values["chosen"] == "T cell" and page.locator("select").first.input_value() == "1"
    part = page.get_by_role("button", name="T cell: choose")
    expect(part).to_be_focused()
    expect(part).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".explorer-description")).to_have_text("The T cell listens, under none.")


@pytest.mark.browser
def test_a_card_opens_and_closes(opened):
    page, _ = opened
    part = page.get_by_role("button", name="B cell: read")
    part.click()
    expect(page.locator(".explorer-card")).to_contain_text("The B cell listens.")
    expect(page.get_by_role("link", name="Paper")).to_have_attribute("href", "https://doi.org/10.1/x")
    part.press("Space")
    expect(page.locator(".explorer-card")).to_be_empty()


@pytest.mark.browser
def test_a_look_changes_before_the_kernel_has_answered(opened):
    page, _ = opened
    page.evaluate("() => { [globalThis.given, globalThis.answer] = [answer, () => new Promise(() => {})]; }")
    page.get_by_label("Drug").select_option(label="a drug")
    faded = "getComputedStyle(document.querySelector('.stops')).opacity"
    assert page.evaluate(faded) == "0.2"
    page.set_viewport_size({"width": 390, "height": 800})  # drawn anew for it, and still faded
    expect(page.locator("svg")).to_contain_text("360 pixels")
    assert page.evaluate(faded) == "0.2"
    page.evaluate("() => { globalThis.answer = globalThis.given; }")


@pytest.mark.browser
def test_a_narrow_page_gets_the_layout_of_the_telephone(opened):
    page, _ = opened
    expect(page.locator("svg")).to_contain_text("780 pixels")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("svg")).to_contain_text("360 pixels")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["SVG", "PNG"])
def test_the_picture_is_saved_with_its_sources(opened, kind, tmp_path):
    page, _ = opened
    with page.expect_download() as caught:
        page.get_by_role("button", name=kind, exact=True).click()
    path = tmp_path / "picture"
    caught.value.save_as(path)
    assert caught.value.suggested_filename == f"Two cells listen.{kind.lower()}"
    content = path.read_bytes()
    assert b"Author 2020." in content if kind == "SVG" else content.startswith(b"\x89PNG") and len(content) > 3000
