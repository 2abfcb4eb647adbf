"""What is built: small, self-contained, complete, and all links lead somewhere."""

import html
import json
import re
import shutil
import struct
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from helpers import practice, site, tables
from helpers.illustrations import PAGE, Illustration
from helpers.illustrations.svg import Box
from helpers.site import Hosting, cells, portraits, prose, social
from tests import notebooks
from tests.site.conftest import page_names

PAGES = page_names()
OTHERS = {"glossary.html", "sources.html", "for_your_class.html"}  # what no notebook is behind
LESSONS = [name for name in PAGES if re.match(r"\d\d_", name)]


class Parts(HTMLParser):
    """The ids, links, and addresses of loaded things of one page."""

    def __init__(self, markup):
        super().__init__()
        self.ids, self.links, self.loaded = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag == "a":
            self.links.append(attributes["href"])
        elif tag == "link" or "src" in attributes:
            self.loaded.append(attributes.get("src") or attributes["href"])


@pytest.fixture(scope="module")
def texts(built):
    return {name: built[name].decode() for name in PAGES}


@pytest.fixture(scope="module")
def parts(texts):
    return {name: Parts(text) for name, text in texts.items()}


@pytest.fixture(scope="module")
def words(built):
    return Parts(built["glossary.html"].decode())


def target_of(page, link):
    """Return (file, anchor) that a relative link on a page leads to."""
    place = urlsplit(link)
    folder = page.rsplit("/", 1)[0].split("/") if "/" in page else []
    steps = folder + unquote(place.path).split("/")
    while ".." in steps:
        at = steps.index("..")
        steps = steps[: at - 1] + steps[at + 1 :]
    return ("/".join(steps) if place.path else page), unquote(place.fragment)


def test_there_is_a_page_for_every_notebook_and_nothing_else(built):
    shared = {"course.css", "dark.css", "course.js", "search-index.js", "plotly.min.js", "qrcode.js"}
    shared |= OTHERS | {"404.html"}
    assert {name for name in built if not name.startswith("explorers/")} == set(PAGES) | shared


def test_the_edition_is_small(built):
    assert sum(map(len, built.values())) <= 18 * 2**20


def test_building_twice_gives_the_same(built):
    assert site.build() == built


def test_everything_loaded_lies_in_the_edition(built, parts, texts):
    for name, page in parts.items():
        for address in page.loaded:
            assert address == "data:," or target_of(name, address)[0] in built
        assert not re.search(r"@import|url\(", re.sub(r"<script.*?</script>", "", texts[name], flags=re.DOTALL))
    assert not re.search(rb"@import|url\(|https?://", built["course.css"])
    assert not re.search(rb"https?://|fetch\(|XMLHttpRequest|import\(", built["course.js"])


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name, parts, words):
    for link in parts[name].links:
        if urlsplit(link).scheme:
            assert link in notebooks.addresses(), link
            continue
        page, anchor = target_of(name, link)
        assert page in parts or page in OTHERS, link
        assert not anchor or anchor in (words if page == "glossary.html" else parts[page]).ids, link


def test_every_section_to_read_again_is_on_its_page(texts, parts):
    """The script makes the page's name from the notebook's."""
    for name in PAGES:
        places = re.findall(r'"place":"([^"#]+)\.ipynb#([^"]+)"', texts[name])
        assert len(places) >= texts[name].count('class="practice-item"') / 2
        for notebook, anchor in places:
            page, _ = target_of(name, f"{notebook}.html")
            assert anchor in parts[page].ids


@pytest.mark.parametrize("name", PAGES)
def test_no_two_things_share_an_id(name, parts):
    assert len(parts[name].ids) == len(set(parts[name].ids))


@pytest.mark.parametrize("name", LESSONS)
def test_anchors_are_those_of_jupyterlab(name, parts):
    prose = notebooks.prose(notebooks.NOTEBOOKS / name.replace(".html", ".ipynb"))
    headings = re.findall(r"^#{1,6} (.+)$", prose, flags=re.MULTILINE)
    words = [re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", heading) for heading in headings]
    assert {heading.replace(" ", "-") for heading in words} <= set(parts[name].ids)


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_page_holds_all_that_its_notebook_holds(name, texts):
    path = notebooks.NOTEBOOKS / name.replace(".html", ".ipynb")
    stored = json.loads(path.read_text(encoding="utf-8"))["cells"]
    asked = [question for (question,) in notebooks.calls(path, "practice.ask")]
    assert re.findall(r'class="practice" data-question="([^"]+)"', texts[name]) == asked
    for question in asked:
        assert html.escape(practice.load(question).stem) in texts[name]
    outputs = [output.get("data", {}) for cell in stored for output in cell.get("outputs", [])]
    drawn = [data for data in outputs if cells.PLOTLY in data and "<table" not in "".join(data["text/html"])]
    assert texts[name].count('class="figure-data"') == len(drawn)
    opened = [call.name for cell in notebooks.code(path) if (call := cells.call_of(cell))]
    assert re.findall(r'class="live" data-explorer="([^"]+)"', texts[name]) == opened
    for cell in notebooks.code(path):
        shown_itself = "practice.ask" in cell["source"] or "practice.my_work" in cell["source"]
        assert shown_itself or html.escape(cell["source"]) in texts[name]
    assert texts[name].count('class="my-work"') == len(notebooks.calls(path, "practice.my_work"))
    for words in re.findall(r"^[A-Z][\w ]{20,}\.$", notebooks.prose(path), flags=re.MULTILINE):
        assert words in texts[name]


def test_the_first_page_lists_every_lesson_that_is_there(texts):
    for row in tables.lessons().to_dict("records"):
        page = row["notebook"].replace(".ipynb", ".html")
        if page in texts:
            assert f'href="{page}"' in texts["index.html"]
    (first,) = re.findall(r'<p class="begin"><a href="([^"]+)">', texts["index.html"])
    assert first == LESSONS[1], "the first lesson; the start page is about running code"


def test_every_lesson_has_a_card_with_a_picture_its_time_and_its_objectives(built, texts):
    cards = re.findall(r'<li class="card">.*?</p></li>', texts["index.html"], re.DOTALL)
    assert len(cards) == len(LESSONS)
    objectives, questions = tables.load("objectives"), tables.load("questions")
    for row in tables.lessons().to_dict("records"):
        page = row["notebook"].replace(".ipynb", ".html")
        if page not in texts:
            continue
        (card,) = [card for card in cards if f'href="{page}"' in card]
        assert f"{row['minutes']} min" in card and html.escape(row["question"]) in card
        for statement in objectives.loc[objectives["lesson"] == row["lesson"], "statement"]:
            assert html.escape(statement) in card
        (items,) = re.findall(r'data-items="([^"]*)"', card)
        assert items.split() == list(questions.loc[questions["lesson"] == row["lesson"], "question"])
        (picture,) = re.findall(r'<svg [^>]*class="plate".*</svg>', card, re.DOTALL)
        assert 'aria-hidden="true"' in picture and not re.search("<text|<title|nan|data-| id=", picture)


def test_what_stands_for_a_lesson_is_a_part_of_what_it_shows():
    for lesson, (call, part) in portraits.CHOSEN.items():
        path = notebooks.NOTEBOOKS / notebooks.page_of(lesson).replace(".html", ".ipynb")
        assert call.name in [shown.name for cell in notebooks.code(path) if (shown := cells.call_of(cell))]
        picture = cells.opened(call).figure
        if isinstance(picture, Illustration):
            assert part and Box(0, 0, PAGE, picture.draw(PAGE).height).holds(part), lesson
        else:
            assert part is None, lesson


def test_pages_have_cards_where_the_edition_knows_its_address(built, tmp_path):
    lesson = notebooks.page_of("families-and-receptors")
    for page in ("00_start_here.html", lesson):
        shutil.copy(notebooks.NOTEBOOKS / page.replace(".html", ".ipynb"), tmp_path)
    told = site.build(tmp_path, Hosting(edition="https://ann.example.org/course/"))
    for page, address in (("index.html", ""), (lesson, lesson)):
        text = told[page].decode()
        said = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]+)">', text))
        assert said["og:url"] == f"https://ann.example.org/course/{address}"
        assert said["og:image:alt"] and said["twitter:card"] == "summary_large_image"
        card = told[said["og:image"].removeprefix("https://ann.example.org/course/")]
        assert card.startswith(b"\x89PNG") and card[16:24] == struct.pack(">II", 1200, 630)
        assert (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630) and len(card) < 150_000
        assert not re.search("og:(image|url)", built[page].decode()), "no address, no card"
    assert not [name for name in built if name.endswith(".png")]


def test_the_words_of_a_card_are_on_it():
    card = social.Card("x.png", "A course", "Interferon-γ", "Who hears IL-1β?", "<svg></svg>")
    cards = [card, *(replace(card, **{part: ""}) for part in ("above", "title", "sentence"))]
    assert len({each.png() for each in cards}) == 4


def test_every_explorer_has_a_page_of_its_own_and_the_class_page_lists_it(built):
    listed = built["for_your_class.html"].decode()
    own = [name for name in built if name.startswith("explorers/")]
    assert {f"explorers/{key}.html" for key in site.calls()} == set(own)
    for name in own:
        text = built[name].decode()
        assert text.count('class="live"') == 1 and f'href="{name}"' in listed
        assert ("plotly.min.js" in text) == ('"figure":' in text)
    rows = re.findall(r"<tr><td>.*?</tr>", listed)
    assert len(rows) == len(own)
    assert max(row.count("<a ") for row in rows) >= 3, "where two lessons show an explorer, both are named"
    for link in Parts(listed).links:
        assert link in built or link == "#content", link


def test_the_class_page_offers_every_section_question_and_state(built, parts):
    listed = built["for_your_class.html"].decode()
    (stored,) = re.findall(r'class="share-places">(.*?)</script>', listed)
    places = json.loads(stored)
    offered = {page["path"]: [each for _, group in page["places"] for each in group] for page in places}
    assert set(offered) == set(PAGES[1:]) | {name for name in built if name.startswith("explorers/")}
    for name in PAGES[1:]:
        anchors = [each["at"] for each in offered[name] if "at" in each]
        assert set(anchors) - {""} <= set(parts[name].ids)
        assert set(re.findall(r'data-question="([^"]+)"', built[name].decode())) <= set(anchors)
    for key, call in site.calls().items():
        states = [each["values"] for each in offered[f"explorers/{key}.html"]]
        explorer = cells.opened(call)
        assert states == [explorer.values, *explorer.presets.values()]


def test_the_page_for_an_address_without_a_page_leads_to_all_pages(built):
    page = Parts(built["404.html"].decode())
    assert set(PAGES) <= set(page.links) and set(page.links) <= set(PAGES) | OTHERS | {"#content"}
    assert page.loaded == ["data:,"], "its script finds out where the rest lies"


def test_a_word_in_bold_leads_to_its_meaning_and_every_word_has_one(texts, words):
    assert words.ids == ["search", "content", *dict.fromkeys(words.ids[2:])], "each place once"
    glossary = tables.load("glossary")
    assert len(words.ids) - 2 == len(glossary)
    said = re.findall(r'<a class="term" href="(?:../)?glossary.html#([^"]+)" title="([^"]+)">', "".join(texts.values()))
    assert len({place for place, _ in said}) > 0.8 * len(glossary)
    assert {html.unescape(meaning) for _, meaning in said} <= set(glossary["definition"])


def test_every_source_of_a_lesson_is_listed_with_the_lesson(built):
    lines = re.findall(r"<li>.*?</li>", built["sources.html"].decode().partition('class="sources"')[2])
    for path in notebooks.lessons():
        keys = [key for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] for key in cells.cited([cell])]
        assert len(keys) > 5
        assert sum(f'href="{path.stem}.html"' in line for line in lines) == len(set(keys))


def test_pages_lead_to_where_their_code_runs_if_they_are_told():
    told = Hosting("https://github.com/ann/course.git", "https://hub.example.org/")
    (binder, there), (hub, fetched) = told.ways("notebooks/a lesson.ipynb")
    assert (binder, hub) == ("Binder", "JupyterHub")
    assert there == "https://mybinder.org/v2/gh/ann/course/HEAD?labpath=notebooks%2Fa%20lesson.ipynb"
    assert fetched.startswith("https://hub.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fann")
    assert fetched.endswith("&targetpath=course&urlpath=lab%2Ftree%2Fcourse%2Fnotebooks%2Fa%20lesson.ipynb")
    assert Hosting().ways("x.ipynb") == Hosting("https://git.example.org/ann/course").ways("x.ipynb") == []
    for wrong in (("ann/course", ""), ("", "https://hub.example.org"), ("https://x.org/y", "hub"), ("", "", "pages")):
        with pytest.raises(ValueError, match=r"address|repository"):
            Hosting(*wrong)


def test_pages_follow_one_another(texts):
    order = PAGES[1:]
    numbered = sorted(name for name in order if "/" not in name) + sorted(name for name in order if "/" in name)
    for before, after in zip(numbered, numbered[1:], strict=False):
        (forth,) = re.findall(r'rel="next" href="([^"]+)"', texts[before])
        (back,) = re.findall(r'rel="prev" href="([^"]+)"', texts[after])
        assert (target_of(before, forth)[0], target_of(after, back)[0]) == (after, before)


def test_every_table_scrolls_by_itself_and_no_output_brings_its_own_style(texts):
    for text in texts.values():
        assert len(re.findall(r"<table\b", text)) == len(re.findall(r'aria-label="Table: [^"]+"><table\b', text))
        assert "<style" not in text


def test_the_index_of_the_search_holds_words_and_no_code(built):
    index = built["search-index.js"].decode()
    sections = json.loads(index[index.index("[") :].rstrip(";\n"))
    assert len(sections) > 100
    for section in sections:
        assert section["page"] in {*PAGES, "glossary.html"} and section["heading"] and section["title"]
        assert not re.search(r"</?[a-z]+[ >]|\{[a-z-]+:", section["text"])


def test_a_page_reads_without_a_script(texts):
    """The question, its options, and every figure's description and table stand in the page itself."""
    still = re.sub(r"<script.*?</script>", "", texts[notebooks.page_of("agonists-and-antagonists")], flags=re.DOTALL)
    assert "Cells that carry receptor chains for IL-2." in still
    tables_behind = len(re.findall("Read this (?:figure|picture) as a table", still))
    assert still.count('class="figure-description"') == tables_behind


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>Of IL-6, <em>IL-1β</em> and TGF-β.</p>", ["IL-6", "IL-1β", "TGF-β"]),
        ('<p><a href="10_il6.html#What-IL-6-does">IL-6</a></p>', ["IL-6"]),
        ("<ul><li>interferon-γ</li></ul>", ["interferon-γ"]),
        ("<p>well-known, 2012-13, <strong>IL-2</strong></p><h2>IL-6</h2>", []),
    ],
)
def test_no_line_of_a_sentence_ends_within_a_name(markup, kept):
    told = prose.unbroken(markup)
    assert re.findall(r'<span class="kept">(.+?)</span>', told) == kept
    assert re.sub(r"</?span[^>]*>", "", told) == markup
