"""Reading the HTML edition: search, contents, previous and next, print; and nothing leaves the machine."""

from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests import notebooks
from tests.site.conftest import open_page

pytestmark = pytest.mark.browser

LESSON = notebooks.page_of("agonists-and-antagonists")


@pytest.fixture(scope="module")
def page_of_a_lesson(edition, browser):
    shown = open_page(browser, edition / LESSON)
    yield shown.page
    shown.page.close()


@pytest.fixture
def lesson(page_of_a_lesson):
    """The lesson at its beginning, with nothing searched for, as on a screen, in front of other tests' pages."""
    page_of_a_lesson.bring_to_front()
    page_of_a_lesson.emulate_media(media="screen")
    page_of_a_lesson.get_by_label("Search the course").fill("")
    page_of_a_lesson.evaluate("() => { document.activeElement.blur(); scrollTo({ top: 0, behavior: 'instant' }); }")
    return page_of_a_lesson


def name_of(page):
    return unquote(urlsplit(page.url).path).rsplit("/", 1)[1]


def test_search_finds_a_section_and_goes_there(lesson):
    lesson.get_by_label("Search the course").fill("schild plot")
    expect(lesson.locator(".search-count")).to_contain_text("found")
    links = lesson.locator(".search-found a")
    assert "How strong is an antagonist?" in links.all_text_contents()
    links.get_by_text("How strong is an antagonist?", exact=True).first.press("Enter")
    assert unquote(urlsplit(lesson.url).fragment) == "How-strong-is-an-antagonist?"
    expect(lesson.locator(".search-found li")).to_have_count(0)
    expect(lesson.get_by_role("heading", name="How strong is an antagonist?")).to_be_in_viewport()


def test_search_leads_to_another_page_also_from_a_folder(edition, browser):
    shown = open_page(browser, edition / "coursework" / "part1.html")
    page = shown.page
    page.get_by_label("Search the course").fill("Which of two drugs pulls harder Schild")
    assert page.locator(".search-found li").count() == 0
    expect(page.locator(".search-count")).to_have_text("0 sections found.")
    page.get_by_label("Search the course").fill("SCHILD")
    page.locator(".search-found a").get_by_text("How strong is an antagonist?", exact=True).first.click()
    page.wait_for_url(f"**/{LESSON}*")
    assert name_of(page) == LESSON
    shown.leave()


@pytest.mark.parametrize("query", ["IL-1alpha", "il-1α", "IL-1Α"])
def test_search_reads_greek_letters_either_way(lesson, query):
    lesson.get_by_label("Search the course").fill(query)
    expect(lesson.locator(".search-found li")).not_to_have_count(0)


def test_search_counts_in_a_live_region_and_escape_clears_it(lesson):
    field = lesson.get_by_label("Search the course")
    field.fill("receptor")
    expect(lesson.locator(".search-count")).to_have_attribute("role", "status")
    expect(lesson.locator(".search-count")).to_contain_text("the first 30 shown")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(lesson.locator(".search-count")).to_have_text("")


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (notebooks.page_of("start-here"), notebooks.page_of("messengers")),
        (notebooks.page_of("check-the-lecture"), "coursework/capstone.html"),
    ],
)
def test_next_leads_on_and_previous_back_also_into_a_folder(edition, browser, here, there):
    """That the pages form one chain, test_build shows."""
    shown = open_page(browser, edition / here)
    page = shown.page
    page.locator('a[rel="next"]').press("Enter")
    page.wait_for_url((edition / there).as_uri())
    page.locator('a[rel="prev"]').press("Enter")
    page.wait_for_url((edition / here).as_uri())
    shown.leave()


def test_the_contents_lead_to_every_section(lesson):
    links = lesson.get_by_role("navigation", name="On this page").get_by_role("link")
    for link in links.all():
        link.click()
        anchor = unquote(urlsplit(lesson.url).fragment)
        expect(lesson.locator(f'[id="{anchor}"]')).to_be_in_viewport()


def test_takeaways_lead_to_their_sections(lesson):
    section = "What does a concentration-response curve tell?"
    lesson.locator("main li").get_by_role("link", name=section).last.click()
    expect(lesson.locator("h2", has_text=section)).to_be_in_viewport()


def test_figures_answer_to_the_mouse(lesson):
    picture = lesson.locator(".explorer-figure").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    for step in range(20):
        lesson.mouse.move(box["x"] + box["width"] * (0.3 + 0.02 * step), box["y"] + box["height"] * 0.6)
        if picture.locator(".hoverlayer .hovertext").count():
            break
        lesson.wait_for_timeout(60)
    expect(picture.locator(".hoverlayer .hovertext")).not_to_have_count(0)


def test_a_page_prints_with_its_figures_and_without_the_ways_around(lesson, tmp_path):
    lesson.emulate_media(media="print")
    for hidden in ("header", ".contents", ".ways", ".skip"):
        expect(lesson.locator(hidden)).to_be_hidden()
    expect(lesson.locator("h1")).to_be_visible()
    expect(lesson.locator(".explorer-figure").first).to_be_visible()
    expect(lesson.locator(".explorer-controls").first).to_be_hidden()
    pdf = lesson.pdf(path=str(tmp_path / "lesson.pdf"), format="A4")
    assert pdf.startswith(b"%PDF") and len(pdf) > 50_000
    widths = lesson.evaluate("""() => { dispatchEvent(new Event('beforeprint'));
      const drawn = document.querySelectorAll(':is(.explorer-figure, .figure-picture) .main-svg');
      const all = [...drawn].map((s) => s.getBoundingClientRect().width);
      dispatchEvent(new Event('afterprint')); return all; }""")
    assert max(widths) <= 700, "an A4 page is 680 px wide between its margins"


@pytest.mark.usefixtures("one_storage")
def test_the_first_page_says_what_was_answered_and_where_the_reader_stopped(edition, browser):
    page = browser.new_page()
    page.goto((edition / "index.html").as_uri())
    expect(page.locator(".continue, .progress")).to_have_count(1 + page.locator(".card").count())
    expect(page.locator(":is(.continue, .progress):visible")).to_have_count(0)
    beside = browser.new_page()
    beside.goto((edition / "index.html").as_uri())
    page.bring_to_front()
    page.goto((edition / LESSON).as_uri())
    form = page.locator(".question:has(input[type=radio])").first
    form.locator("input[type=radio]").first.click()
    form.locator("button").click()
    expect(beside.locator(".progress:visible")).to_contain_text("1 of ")  # a page that is open beside hears of it
    beside.close()
    heading = page.get_by_role("heading", name="How strong is an antagonist?")
    heading.evaluate("(node) => node.scrollIntoView({ behavior: 'instant' })")
    page.evaluate("""() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    page.goto((edition / "index.html").as_uri())
    expect(page.locator(".progress:visible")).to_have_count(1)
    expect(page.locator(".progress:visible")).to_contain_text("1 of ")
    expect(page.locator(".continue a")).to_have_text("11 Agonists and antagonists: How strong is an antagonist?")
    page.locator(".continue a").click()
    expect(heading).to_be_in_viewport()
    page.close()
