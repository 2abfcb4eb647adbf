"""The still picture of a figure: small, the same everywhere, complete, and shown by programs that know no plotly."""

import base64
import html
import re
import xml.etree.ElementTree as ET
from collections import Counter

import nbformat
import pytest
from nbconvert import HTMLExporter, SlidesExporter, WebPDFExporter

from helpers import colours, figures, views
from helpers.figures.stills import axes, lettering
from helpers.figures.stills.marks import NotDrawn
from helpers.figures.stills.picture import LOOK, WIDTH, still, with_dark
from tests import notebooks
from tests.checklist import PLOTLY

SVG = "{http://www.w3.org/2000/svg}"
DARK_SHEET = (
    r"@media screen and \(prefers-color-scheme:dark\){"
    r'(\.still\[((fill|stroke)="[^"]+")\],\.still \[\2\]{\3:#\w{6}})+}'
)
LARGEST = 20 * 1024
STORED = re.compile(r'<img alt="([^"]+)" style="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)">')
LINE = {"type": "scatter", "mode": "lines", "line": {"color": "#000000"}}


def kept(path):
    """Yield (cell, still picture) of every plotly figure that a notebook stores."""
    for cell in notebooks.code(path):
        for output in cell["outputs"]:
            data = output.get("data", {})
            if PLOTLY in data:
                yield cell, notebooks.pictures("".join(data["text/html"]))[0]


def plates(path):
    """Yield the markup of every drawing that a notebook stores."""
    for cell in notebooks.code(path):
        for output in cell["outputs"]:
            data = output.get("data", {})
            if PLOTLY not in data:
                yield from notebooks.pictures("".join(data.get("text/html", "")))


def words_of(picture):
    return ["".join(element.itertext()) for element in ET.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_every_stored_picture_is_an_image_with_a_name_that_no_printed_page_cuts(path):
    """A bare SVG gets no words from `nbconvert`, or stops it where it wants Inkscape; a sheet of A4 has 680 px."""
    assert float(re.search(r"min-width:([\d.]+)px", LOOK)[1]) <= 680
    for cell in notebooks.code(path):
        for data in (output.get("data", {}) for output in cell["outputs"]):
            assert "image/svg+xml" not in data, cell["id"]
            for name, look, picture in STORED.findall("".join(data.get("text/html", ""))):
                title = ET.fromstring(base64.b64decode(picture)).findtext(f"{SVG}title")
                assert (html.unescape(name), look) == (title, LOOK), cell["id"]


@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_every_stored_figure_has_a_small_picture_that_needs_no_page(path):
    for cell, picture in kept(path):
        root = ET.fromstring(picture)
        assert len(picture.encode()) <= LARGEST, cell["id"]
        assert root.findtext(f"{SVG}title")
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "style", "rect", "path", "text", "tspan", "g"}, cell["id"]
        sheet = root.findtext(f"{SVG}style", "")
        assert root.attrib.pop("class", "") == ("still" if sheet else "")
        assert not any({"id", "style", "class"} & set(element.attrib) for element in root.iter()), cell["id"]
        assert not sheet or re.fullmatch(DARK_SHEET, sheet), "it may stand in a page, and changes nothing else"
        assert "nan" not in picture and "None" not in picture


@pytest.mark.parametrize("path", notebooks.everything(), ids=lambda path: path.stem)
def test_the_picture_says_what_the_figure_says(path):
    """Each name in the plot, each title and each word at a point stands in the picture."""
    for cell in notebooks.code(path):
        for output in cell["outputs"]:
            data = output.get("data", {})
            if PLOTLY not in data:
                continue
            layout, traces = data[PLOTLY]["layout"], data[PLOTLY]["data"]
            picture = next(picture for other, picture in kept(path) if other is cell)
            said = Counter(re.sub(r"\s", "", "".join(words_of(picture))))
            wanted = [layout["title"]["text"], *(note["text"] for note in layout.get("annotations", []))]
            wanted += [text for trace in traces if "text" in trace.get("mode", "") for text in trace["text"]]
            letters = Counter(re.sub(r"<[^>]*>|\s", "", "".join(map(str, wanted))))
            assert not letters - said, cell["id"]


def written(exporter, notebook):
    """Return the pictures, each with its own words, of the page that an exporter of `nbconvert` writes."""
    page, _ = exporter.from_notebook_node(notebook)
    page = page.decode() if isinstance(page, bytes) else page
    assert "No description has been provided" not in page
    page = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return set(notebooks.pictures(page))


def test_viewers_that_know_no_plotly_show_every_figure(monkeypatch):
    """One lesson of each kind of output: a page, a code host's page, slides, and the page that is printed."""
    monkeypatch.setattr(WebPDFExporter, "run_playwright", lambda self, page: page.encode())
    path = next(path for path in notebooks.everything() if path.stem.endswith("balance"))
    notebook = nbformat.read(path, as_version=4)
    pictures = {picture for _, picture in kept(path)} | set(plates(path))
    assert len(pictures) >= 5
    exporters = [HTMLExporter(), HTMLExporter(template_name="basic"), SlidesExporter(), WebPDFExporter()]
    assert [len(pictures - written(exporter, notebook)) for exporter in exporters] == [0, 0, 0, 0]


def test_on_slides_each_section_begins_a_column_and_each_cell_is_a_slide():
    """Without it, all of a lesson is one slide, of which a reader sees the first lines."""
    path = next(path for path in notebooks.lessons() if path.stem.endswith("balance"))
    page, _ = SlidesExporter().from_notebook_node(nbformat.read(path, as_version=4))
    sections = sum(cell["source"].startswith(("# ", "## ")) for cell in notebooks.cells(path))
    assert sections > 5 and page.count("<section>") == sections + len(notebooks.cells(path))


def test_a_figure_that_only_plotly_can_draw_is_shown_without_a_picture():
    pie = {"type": "pie", "mode": "", "values": [1, 2], "labels": ["a", "b"]}
    with pytest.raises(NotDrawn, match="add the new kind"):
        still([pie], {"title": {"text": "T"}})
    figure = figures.Figure([pie], {}, title="T", description="Two parts.", table={"a": [1]})
    assert set(figure.bundle()) == {PLOTLY, "text/plain"}


def test_on_a_dark_page_every_colour_of_a_still_picture_is_one_for_dark_pages():
    """A colour that lets the ground shine through keeps its share."""
    assert set(colours.ON_DARK) >= {colours.WHITE, colours.TEXT, colours.BLUE}
    line = {**LINE, "x": [1, 2], "y": [1, 2], "line": {"color": colours.BLUE}, "fill": "tozeroy"}
    picture = with_dark(still([{**line, "fillcolor": colours.BLUE_TINT}], {"title": {"text": "T"}}))
    dark = colours.ON_DARK[colours.BLUE]
    for kind, light in (("stroke", colours.BLUE), ("fill", "rgb(0,114,178)")):
        rule = f'.still[{kind}="{light}"],.still [{kind}="{light}"]{{{kind}:{dark}}}'
        assert rule in picture and f'{kind}="{light}"' in picture.partition("</style>")[2]
    assert 'fill-opacity="0.18"' in picture


def test_a_symbol_or_an_area_that_is_not_known_is_refused():
    marked = {"type": "scatter", "mode": "markers", "x": [1, 2], "y": [1, 2], "marker": {"symbol": "hexagram"}}
    with pytest.raises(NotDrawn, match="hexagram"):
        still([marked], {"title": {"text": "T"}})
    with pytest.raises(NotDrawn, match="tonexty"):
        still([{**LINE, "x": [1, 2], "y": [1, 2], "fill": "tonexty"}], {"title": {"text": "T"}})


def test_a_line_stands_where_its_axes_say():
    """On 600 x 300 pixels of plot, from (0, 1) to (10, 1,000) on a logarithmic axis of three powers of ten."""
    layout = {
        "title": {"text": "T"},
        "height": 400,
        "margin": {"l": 90, "r": 90, "t": 50, "b": 50},
        "xaxis": {"range": [0, 10], "automargin": False},
        "yaxis": {"type": "log", "range": [0, 3], "automargin": False},
    }
    picture = still([{**LINE, "x": [0, 5, 10], "y": [1, 100, 1000]}], layout)
    assert 'd="M90 350l300-200l300-100"' in picture


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 10, ["0", "2", "4", "6", "8", "10"]),
        (-1, 1, ["−1", "−0.5", "0", "0.5", "1"]),
        (0, 25000, ["0", "5,000", "10,000", "15,000", "20,000", "25,000"]),
    ],
)
def test_ticks_are_round_and_written_out(low, high, said):
    scale = axes.Scale("x", "linear", (), low, high)
    assert [tick.words for tick in axes.ticks(scale, {}, 400)] == said


def test_days_have_years_and_few_years_have_months():
    def at(*days):
        whole = axes.Scale("x", "date")
        return axes.Scale("x", "date", (), *(whole.number(day) or 0.0 for day in days))

    long = axes.ticks(at("2000-01-01", "2026-06-01"), {}, 700)
    assert [tick.words for tick in long] == ["2000", "2005", "2010", "2015", "2020", "2025"]
    short = axes.ticks(at("2025-01-01", "2026-01-15"), {}, 500)
    assert [tick.words for tick in short] == ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025", "Jan 2026"]


def test_bold_words_stay_bold_in_the_next_line():
    words = lettering.written(0, 0, "<b>tested without<br>benefit</b> in<br><br>one", lettering.Type())
    assert words.count('<tspan font-weight="bold">') == words.count("</tspan>") == 2
    assert '"bold">benefit</tspan> in<' in words and ">one<" in words


def test_letters_are_escaped_and_marked():
    words = lettering.written(0, 0, "a < b & <b>c</b><br>IL-6<sup>2</sup>", lettering.Type())
    assert "a &lt; b &amp; <tspan font-weight=" in words and words.count("<text") == 2
    ET.fromstring(f"<g>{words}</g>")


def test_a_legend_ends_where_the_plot_ends():
    """Long names beside the axis leave less room for the legend, which then takes more rows."""
    for which in views.LEVEL_SETS:
        figure = figures.levels(views.il6_levels(which))
        names = {trace["name"] for trace in figure.traces}
        shown = [one for one in ET.fromstring(figure.svg()).iter(f"{SVG}text") if one.text in names]
        assert {one.text for one in shown} == names
        for one in shown:
            assert float(one.attrib["x"]) + lettering.width_of(one.text, 13) <= WIDTH - 6, one.text
