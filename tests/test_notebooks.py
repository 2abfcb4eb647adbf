"""The stored notebooks: fully run, strictly comparable, and built as a lesson is built."""

import ast
import json
import re
import subprocess
import sys

import pytest

from helpers import doctor, practice, tables
from tests import notebooks, refresh

LESSONS = notebooks.lessons()
ALL = notebooks.everything()
VERBS = set(
    """calculate choose classify compare complete compute correct decide defend distinguish estimate explain find give
    judge locate name order place predict quote rank read recognise relate reproduce rewrite separate sort state tell
    test trace use walk weigh write""".split()  # noqa: SIM905
)
HEADINGS_FIRST = ["What you will be able to do", "Before you start"]
HEADINGS_LAST = ["Put it together", "What to keep", "Words", "Sources"]


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def headings(path, level):
    return re.findall(rf"^{'#' * level} (.+)$", notebooks.prose(path), flags=re.MULTILINE)


def number(path):
    return path.name[:2]


def row_of(path):
    return tables.load("lessons").set_index("lesson").loc[number(path)]


# ---------------------------------------------------------------- as stored


@each(ALL)
def test_every_code_cell_has_been_run_in_order(path):
    assert [cell["execution_count"] for cell in notebooks.code(path)] == list(range(1, len(notebooks.code(path)) + 1))


@each(ALL)
def test_no_output_is_an_error_a_warning_or_random(path):
    text = path.read_text(encoding="utf-8")
    for cell in notebooks.code(path):
        for output in cell["outputs"]:
            assert output["output_type"] in ("display_data", "execute_result") or output.get("name") == "stdout"
            assert refresh.WIDGET_VIEW not in output.get("data", {})
            assert not set(output.get("data", {})) & {"image/png", "image/jpeg"}
    assert "object at 0x" not in text


@each(ALL)
def test_nothing_is_hidden_from_the_comparison(path):
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert stored["metadata"] == refresh.METADATA
    for cell in stored["cells"]:
        assert set(cell["metadata"]) <= {"nbgrader"}
        assert "NBVAL" not in "".join(cell["source"])
    ids = [cell["id"] for cell in stored["cells"]]
    assert len(ids) == len(set(ids))


@each(ALL)
def test_a_notebook_is_small(path):
    assert path.stat().st_size <= 300 * 1024


def test_all_notebooks_together_are_small():
    assert sum(path.stat().st_size for path in ALL) <= 3 * 1024 * 1024


# ---------------------------------------------------------------- cells


@each(ALL)
def test_cells_are_short_and_import_only_the_helpers(path):
    for cell in notebooks.code(path):
        assert len(cell["source"].splitlines()) <= 15
        assert not re.search(r"""^\s*[%!]|\.csv|\.json|open\(|["'](\.{1,2}/|/)""", cell["source"], flags=re.MULTILINE)
        imported = [
            node for node in ast.walk(ast.parse(cell["source"])) if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        for node in imported:
            what = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
            assert what in ("helpers", "pandas")


@each(ALL)
def test_prose_stands_before_every_code_cell(path):
    kinds = [cell["cell_type"] for cell in notebooks.cells(path)]
    assert kinds[0] == "markdown"
    for before, cell in zip(kinds, notebooks.cells(path)[1:], strict=False):
        assert cell["cell_type"] == "markdown" or before == "markdown" or "practice.ask" in cell["source"]


@each(ALL)
def test_every_cell_runs_on_its_own(path):
    """A cell that is run alone in a fresh kernel works: it imports what it uses and needs no earlier cell."""
    for cell in notebooks.code(path):
        tree = ast.parse(cell["source"])
        bound = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        stored |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
        loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        arguments = {
            argument.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for argument in node.args
        }
        builtins = set(dir(__builtins__)) | set(__builtins__ if isinstance(__builtins__, dict) else ())
        assert loaded - bound - stored - arguments - builtins == set(), cell["source"]


# ---------------------------------------------------------------- the anatomy of a lesson


@each(LESSONS)
def test_the_head_says_part_minutes_and_needs(path):
    row = row_of(path)
    head = notebooks.cells(path)[0]["source"].splitlines()
    assert path.name == row["notebook"]
    assert head[0] == f"# {number(path)} {row['title']}"
    lines = [line for line in head[1:] if line]
    assert [line.split(":")[0] for line in lines] == ["*Part*", "*Minutes*", "*You need*"]
    assert lines[0].split(": ")[1][0] == row["part"][5]
    assert int(re.search(r"\d+", lines[1])[0]) == row["minutes"] <= 50
    assert set(re.findall(r"\b\d\d\b", lines[2])) == set(filter(None, row["needs"].split(", ")))


@each(LESSONS)
def test_headings_stand_in_their_order(path):
    found = headings(path, 2)
    assert len(headings(path, 1)) == 1
    assert found[: len(HEADINGS_FIRST)] == HEADINGS_FIRST
    assert found[-len(HEADINGS_LAST) :] == HEADINGS_LAST
    sections = found[len(HEADINGS_FIRST) : -len(HEADINGS_LAST)]
    assert 4 <= len(sections) <= 8
    assert all(section.endswith("?") for section in sections), "a section begins with a question"
    assert headings(path, 3)[:4] == ["Worked example", "Your turn: complete it", "On your own", "In your words"]
    assert headings(path, 4) == []


@each(LESSONS)
def test_objectives_are_observable_and_listed_in_the_tables(path):
    stated = dict(re.findall(r"^- \*\*(L\d\d\.\d)\*\* (.+)$", notebooks.cells(path)[1]["source"], flags=re.MULTILINE))
    objectives = tables.load("objectives")
    listed = objectives[objectives["lesson"] == number(path)]
    assert stated == dict(zip(listed["objective"], listed["statement"], strict=True))
    assert 3 <= len(stated) <= 5
    for statement in stated.values():
        assert statement.split()[0].lower() in VERBS, statement


@each(LESSONS)
def test_practice_is_frequent_and_of_every_kind(path):
    asked = [name for (name,) in notebooks.calls(path, "practice.ask")]
    items = [practice.load(name) for name in asked]
    assert len(asked) == len(set(asked)) >= 10
    assert {item.question for item in items} == {item.question for item in practice.of_lesson(number(path))}
    assert {item.kind for item in items} == {"choice", "numeric", "ordering", "prediction", "explanation"}
    objectives = tables.load("objectives")
    own = set(objectives.loc[objectives["lesson"] == number(path), "objective"])
    assert own <= {item.objective for item in items}, "every objective is practised"
    since = 0
    for cell in notebooks.cells(path)[2:]:
        since = 0 if "practice.ask" in cell["source"] else since + 1
        if cell["source"].startswith("## Put it together"):
            since = 0
        if cell["source"].startswith("## What to keep"):
            break
        assert since <= 6, f"no practice for {since} cells before: {cell['source'][:60]}"


@each([path for path in LESSONS if number(path) != "01"])
def test_earlier_lessons_are_asked_again(path):
    items = [practice.load(name) for (name,) in notebooks.calls(path, "practice.ask")]
    earlier = [item for item in items if item.objective[1:3] < number(path)]
    assert len(earlier) >= 2
    assert items[0] in earlier, "the first item looks back"


@each(LESSONS)
def test_a_prediction_comes_before_every_explorer(path):
    """The first explorer of a section is preceded, in that section, by a prediction."""
    predicted = False
    seen = set()
    for cell in notebooks.cells(path):
        if cell["cell_type"] == "markdown" and cell["source"].startswith("## "):
            predicted = False
        for name in re.findall(r'practice\.ask\("([^"]+)"\)', cell["source"]):
            predicted = predicted or practice.load(name).kind == "prediction"
        shown = re.search(r"explorers\.(\w+)\(", cell["source"]) if cell["cell_type"] == "code" else None
        if shown and "explorers.leukocytes" not in cell["source"] and shown[1] not in seen:
            seen.add(shown[1])
            assert predicted, f"no prediction before {shown[1]}"


@each(LESSONS)
def test_there_are_two_interactive_figures(path):
    assert (
        len(
            re.findall(
                r"explorers\.(?!leukocytes)\w+\(|figures\.\w+\(", "\n".join(c["source"] for c in notebooks.code(path))
            )
        )
        >= 2
    )


@each(LESSONS)
def test_takeaways_link_to_sections(path):
    keep = next(cell["source"] for cell in notebooks.cells(path) if cell["source"].startswith("## What to keep"))
    targets = [target[1:] for _, target in notebooks.LINK.findall(keep) if target.startswith("#")]
    assert 3 <= len(targets) <= 5
    anchors = {heading.replace(" ", "-") for heading in headings(path, 2)}
    assert set(targets) <= anchors
    assert len(re.findall(r"^- ", keep, flags=re.MULTILINE)) == len(targets)


# ---------------------------------------------------------------- words, sources, links


@each(LESSONS)
def test_words_and_sources_are_the_lessons_own(path):
    assert notebooks.calls(path, "lesson.words") == [[number(path)]]
    (listed,) = notebooks.calls(path, "lesson.sources")
    items = [practice.load(name) for (name,) in notebooks.calls(path, "practice.ask")]
    cited = notebooks.cited_in_prose(path) | {key for item in items for key in item.reference.split(";")}
    assert set(listed) == cited
    assert len(listed) == len(set(listed))


@each(LESSONS)
def test_terms_are_used_in_the_lesson_that_introduces_them(path):
    glossary = tables.load("glossary")
    text = (
        notebooks.prose(path).casefold()
        + " ".join(
            item.stem + item.feedback + " ".join(o.text + o.feedback for o in item.options)
            for item in practice.of_lesson(number(path))
        ).casefold()
    )
    unused = [
        term
        for term in glossary.loc[glossary["lesson"] == number(path), "term"]
        if re.sub(r" \(.*\)", "", term).casefold() not in text
    ]
    assert unused == []


@each(ALL)
def test_every_link_leads_somewhere(path):
    anchors = {heading.replace(" ", "-") for level in (1, 2, 3) for heading in headings(path, level)}
    for words, target in notebooks.links(path):
        assert words.casefold() not in ("here", "link", "click here")
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif target.startswith("http"):
            assert target in notebooks.addresses(), f"{target} is not a source in references.csv"
        else:
            assert (path.parent / target).exists(), target


# ---------------------------------------------------------------- re-running


def run_strictly(path, folder):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", str(path), "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("where", ["root", "notebooks", "elsewhere", "with spaces and ü"])
def test_a_lesson_runs_from_any_folder(where, tmp_path):
    folder = {"root": notebooks.ROOT, "notebooks": notebooks.NOTEBOOKS}.get(where, tmp_path / where)
    folder.mkdir(exist_ok=True)
    copy = tmp_path / "lesson.ipynb"
    copy.write_bytes(LESSONS[0].read_bytes())
    result = run_strictly(copy, folder)
    assert result.returncode == 0, result.stdout[-2000:]


def test_a_changed_output_is_noticed(tmp_path):
    """Strict comparison is alive: one changed digit in one stored output turns the run red."""
    path = next(path for path in LESSONS if number(path) == "08")
    text = path.read_text(encoding="utf-8")
    assert "0.909 nM" in text
    copy = tmp_path / "lesson.ipynb"
    copy.write_text(text.replace("EC50 0.909 nM", "EC50 0.908 nM"), encoding="utf-8")
    result = run_strictly(copy, tmp_path)
    assert result.returncode == 1
    assert "mismatch" in result.stdout


def test_the_start_page_finds_nothing_missing():
    assert doctor.problems() == []
    texts = json.dumps([cell["outputs"] for cell in notebooks.code(notebooks.NOTEBOOKS / "00_start_here.ipynb")])
    assert "Everything is in place" in texts
