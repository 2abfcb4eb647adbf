"""Explorers on pages without a kernel: the same controls, presets, sentences, cards and keys as in JupyterLab."""

import re
from urllib.parse import quote

import numpy
import pytest
import zxingcpp
from playwright.sync_api import expect

from helpers import explorers, site
from helpers.site import cells, grids
from tests import notebooks
from tests.site.conftest import open_page
from tests.site.live_pages import served
from tests.site.test_pages import violations

CALLS = {name: grids.Call(name) for name in ("anakinra_kidney", "il6_assembly", "senders_and_receivers")}
DOSES = notebooks.page_of("dose-and-time")
TWO_WAYS = notebooks.page_of("two-ways-to-signal")
ANTAGONISTS = notebooks.page_of("agonists-and-antagonists")
MESSENGERS = notebooks.page_of("messengers")


@pytest.fixture(scope="module")
def live(edition):
    """The edition with the grids of three explorers; the others are lost."""
    opened = {key: call.opened() for key, call in CALLS.items()}
    site.write(site.live({key: grids.written(each, each.states()) for key, each in opened.items()}), edition)
    return edition


def section(opened, name):
    return opened.page.locator(f'.live[data-explorer="{name}"]').first


def grids_asked(opened):
    return [url.rsplit("/grids/")[1] for url in opened.requests if "/grids/" in url]


def decoded(page):
    """Return what the QR code on a page says, read from the squares that it is drawn of."""
    code = page.locator(".share-picture svg")
    size = int(code.get_attribute("viewBox").split()[2])
    picture = numpy.full((size, size), 255, dtype=numpy.uint8)
    squares = re.findall(r"M(\d+) (\d+)h1v1h-1z", code.locator("path").get_attribute("d"))
    columns, rows = numpy.array(squares, dtype=int).T
    picture[rows, columns] = 0
    return zxingcpp.read_barcode(picture.repeat(8, axis=0).repeat(8, axis=1)).text


def described(place, explorer, **values):
    expect(place.locator(".explorer-description")).to_have_text(explorer.at(**values).description)
    assert place.locator(".explorer-figure").get_attribute("data-painted") is not None


@pytest.mark.browser
def test_no_line_of_its_sentence_ends_within_a_name(live, browser):
    opened = open_page(browser, live / TWO_WAYS)
    sentence = section(opened, "il6_assembly").locator(".explorer-description")
    expect(sentence).to_contain_text("IL-6")
    lines = """p => [...p.querySelectorAll("span")].map(name => [name.textContent, name.getClientRects().length])"""
    for width in range(320, 420, 10):
        opened.page.set_viewport_size({"width": width, "height": 768})
        names = sentence.evaluate(lines)
        assert names and all(count == 1 for _, count in names), width
        assert sentence.inner_text().count("IL-6") == "".join(name for name, _ in names).count("IL-6")


@pytest.mark.browser
def test_a_figure_follows_its_controls_without_a_kernel(live, browser):
    opened = open_page(browser, live / DOSES)
    page, place, explorer = opened.page, section(opened, "anakinra_kidney"), explorers.anakinra_kidney()
    described(place, explorer)
    assert grids_asked(opened) == [], "nothing is loaded before a touch"
    slider = place.locator('input[type="range"]').first
    slider.focus()
    page.keyboard.press("End")
    described(place, explorer, kidney_mL_per_min=120.0)
    assert slider.get_attribute("aria-valuetext") == "120 mL/min"
    for _ in range(3):  # faster than answers: the latest value wins
        page.keyboard.press("ArrowLeft")
    described(place, explorer, kidney_mL_per_min=90.0)
    place.get_by_role("button", name="Severe impairment, every 48 h").click()
    values = explorer.presets["Severe impairment, every 48 h"]
    described(place, explorer, **values)
    table = explorer.answer(values)["table"]
    assert place.locator("table").evaluate("(t) => t.outerHTML.replaceAll('&amp;', '&')") == table.replace(
        "&#x27;", "'"
    )
    assert place.locator(".explorer-description").get_attribute("aria-live") == "polite"
    assert grids_asked(opened) == ["anakinra_kidney/0.js"]
    page.evaluate("location.hash = '#explorer=anakinra_kidney&kidney_mL_per_min=60&interval_h=48'")
    described(place, explorer, kidney_mL_per_min=60.0, interval_h=48.0)
    expect(place.locator("output").first).to_have_text("60 mL/min")
    expect(place.locator("h3")).to_be_in_viewport()
    page.evaluate("location.hash = '#explorer=anakinra_kidney&kidney_mL_per_min=61'")
    described(place, explorer)
    assert opened.errors == []
    lost = section(opened, "linear_dosing")
    before = lost.locator(".explorer-description").text_content()
    lost.locator('input[type="range"]').first.press("End")
    expect(lost.get_by_role("alert")).to_have_text(
        "The controls are off: a file of this edition could not be loaded. Reload the page to try again."
    )
    expect(lost.locator(".explorer-side :enabled")).to_have_count(0)
    assert lost.locator(".explorer-description").text_content() == before
    assert lost.locator(".main-svg").count() > 0, "the figure stays"
    opened.leave()


# A click within the line of a part that hits none of its words, but the ground of the drawing.
BESIDE_ITS_WORDS = """(part) => {
  const { left, right, top, bottom } = part.getBoundingClientRect();
  const at = { clientX: (left + right) / 2, clientY: (top + bottom) / 2, bubbles: true };
  part.ownerSVGElement.dispatchEvent(new MouseEvent("click", at));
}"""


@pytest.mark.browser
def test_a_drawing_answers_and_changes_without_a_kernel(live, browser):
    opened = open_page(browser, live / TWO_WAYS)
    page, place, explorer = opened.page, section(opened, "il6_assembly"), explorers.il6_assembly()
    drawing = place.locator(".explorer-drawing svg")
    assert drawing.locator("> desc").text_content() == explorer.figure.description
    place.get_by_role("slider").press("Home")
    described(place, explorer, step=1)
    assert drawing.locator("> title").text_content() == explorer.at(step=1).title
    assert place.get_by_role("button", name="SVG").is_visible()
    wide = drawing.get_attribute("viewBox")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(drawing).not_to_have_attribute("viewBox", wide)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.errors == []
    page.set_viewport_size({"width": 1366, "height": 800})  # on a telephone an organ is opened first
    page.goto((live / notebooks.page_of("il6-activity-map")).as_uri())
    body = section(opened, "il6_on_a_body")
    body.locator('[data-card="liver acute-phase proteins"]').focus()
    page.keyboard.press("Enter")
    expect(body.locator(".explorer-card h4")).to_have_text("Liver: acute-phase proteins")
    body.locator('[data-card="liver metabolism"]').evaluate(BESIDE_ITS_WORDS)
    expect(body.locator(".explorer-card h4")).to_have_text("Liver: metabolism")
    opened.leave()


@pytest.mark.browser
def test_a_click_on_a_point_and_an_item_that_sets_the_explorer(live, browser):
    opened = open_page(browser, live / MESSENGERS)
    place, explorer = section(opened, "senders_and_receivers"), explorers.senders_and_receivers()
    place.get_by_label("Interleukin").select_option(label="IL-2")
    described(place, explorer, interleukin="IL-2")
    point = {"points": [{"customdata": ["interleukin", "IL-8"]}]}
    figure = place.locator(".explorer-sheet:not(.explorer-back)")
    figure.evaluate("(figure, point) => figure.emit('plotly_click', point)", point)
    described(place, explorer, interleukin="IL-8")
    assert opened.errors == []
    opened.leave()


@pytest.mark.browser
def test_an_explorer_stands_on_a_page_of_its_own_and_in_a_frame_of_another_origin(live, browser, tmp_path):
    own = "explorers/anakinra_kidney.html"
    opened = open_page(browser, live / own)
    page, explorer = opened.page, explorers.anakinra_kidney()
    place = section(opened, "anakinra_kidney")
    place.get_by_role("slider").first.press("End")
    described(place, explorer, kidney_mL_per_min=120.0)
    assert page.url.endswith("#explorer=anakinra_kidney&kidney_mL_per_min=120&interval_h=24")
    assert page.get_by_label("Address of this state").input_value() == page.url
    frame = page.get_by_label("Frame for another page").input_value()
    assert f'<iframe src="{page.url}"' in frame.replace("&amp;", "&")
    page.get_by_text("QR code of this address").click()
    expect(page.get_by_role("link", name="Save the code")).to_have_attribute("href", re.compile("xmlns.+viewBox"))
    assert decoded(page) == page.url
    assert violations(page) == []
    with served(live) as edition, served(tmp_path) as elsewhere:
        page.goto(f"{edition}/for_your_class.html")
        page.get_by_text("QR code of this address").click()
        assert page.get_by_text("Publish it first").is_hidden()
        assert page.get_by_label("Frame for another page").is_hidden()
        page.get_by_label("Page", exact=True).select_option(label=explorer.title)
        page.get_by_label("Place on it").select_option(label="Severe impairment, every 48 h")
        address = f"{edition}/{own}#explorer=anakinra_kidney&kidney_mL_per_min=20&interval_h=48"
        expect(page.get_by_label("Address of this place")).to_have_value(address)
        expect(page.locator(".share-code")).to_have_attribute("data-of", address)
        assert decoded(page) == address
        assert violations(page) == []
        page.get_by_role("link", name="Open what is chosen").click()
        described(place, explorer, kidney_mL_per_min=20.0, interval_h=48.0)
        address = f"{edition}/{own}#explorer=anakinra_kidney&kidney_mL_per_min=60&interval_h=48"
        (tmp_path / "index.html").write_text(f'<iframe src="{address}" width="900" height="700"></iframe>')
        page.goto(f"{elsewhere}/index.html")
        frame = page.frame_locator("iframe")
        told = explorer.at(kidney_mL_per_min=60.0, interval_h=48.0).description
        expect(frame.locator(".explorer-description")).to_have_text(told)
        frame.get_by_role("slider").first.press("Home")
        told = explorer.at(kidney_mL_per_min=0.0, interval_h=48.0).description
        expect(frame.locator(".explorer-description")).to_have_text(told)
    with served(live.parent) as above:  # as at an address below that of a host
        page.goto(f"{above}/{quote(live.name)}/explorers/no/such.html")
        page.get_by_label("Search the course").fill("Schild plot")
        found = page.get_by_role("link", name="How strong is an antagonist?")
        assert found.get_attribute("href").startswith(f"/{quote(live.name)}/{ANTAGONISTS}#")
        assert violations(page) == []
        page.get_by_role("banner").get_by_role("link", name="Interleukins").click()
        expect(page).to_have_title(re.compile("^Interleukins"))
        assert page.url == f"{above}/{quote(live.name)}/index.html"
    assert [error for error in opened.errors if "favicon" not in error and "404" not in error] == []
    opened.leave()


@pytest.mark.parametrize("source", ["figures.il6()", "explorers.il6_map", "x = 1", "explorers.two_drugs()()", ""])
def test_only_a_call_of_an_explorer_is_made_live(source):
    assert cells.call_of({"source": source}) is None
    assert cells.call_of({"source": f"{source}\nexplorers.mrna_pulse(mrna_half_life_h=9.0)"}) == grids.Call(
        "mrna_pulse", {"mrna_half_life_h": 9.0}
    )
