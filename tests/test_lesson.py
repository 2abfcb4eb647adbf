"""The start page's self-check, the words, the sources, and what happens out of order."""

import re
import subprocess
import sys

import nbclient
import nbformat
import nbformat.v4
import pytest

import helpers.notebook
from helpers import doctor, lesson, setup, tables
from tests import notebooks


def test_all_is_well_here():
    """The page says it by a widget; where none can be shown, what stands there instead says what to do."""
    shown = lesson.check_setup()
    assert isinstance(shown, setup.Setup)
    assert shown.sentence.startswith("Everything is in place")
    bundle, _ = shown._repr_mimebundle_()
    assert "Everything is in place" not in bundle["text/html"] and "If nothing moves" in bundle["text/html"]
    _, said = notebooks.prose(notebooks.path_of("start-here")).split("## If nothing moves")
    assert "pip install anywidget" in said and "websockets" in said


def test_problems_are_listed_on_the_page(monkeypatch):
    monkeypatch.setattr(doctor, "problems", lambda: ["Mend <this>."])
    shown = lesson.check_setup()
    assert isinstance(shown, lesson.Shown)
    assert "Mend this first" in repr(shown) and "&lt;this&gt;" in shown._repr_html_()


def test_without_the_package_the_first_cell_says_what_to_do(tmp_path):
    """The cell of the start page, run by a Python that does not have the course."""
    cell = notebooks.code(notebooks.path_of("start-here"))[0]["source"]
    command = [sys.executable, "-S", "-c", cell + "\nprint(answer)"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env={})
    assert result.returncode == 0, result.stderr
    assert "The package helpers is missing in this Python." in result.stdout
    assert "pip install --editable ." in result.stdout


def test_words_and_sources_refuse_what_is_not_there():
    with pytest.raises(tables.TableError, match="no term of lesson '77'"):
        lesson.words("77")
    with pytest.raises(tables.TableError, match="nobody_1900: no such key"):
        lesson.sources("nobody_1900")


# ---------------------------------------------------------------- cells out of order

LESSON = notebooks.path_of("messengers").name
OWN = "def own():\n    return niche"
OTHERS = ("pirnt(1)", "late", "1 / 0", "import json\njson.loads('nan niche')")
NO_TABLE = "from helpers import tables\ntables.load('no_such_table')"
RUN = ("import helpers", OWN, "niche + 1", "own()", *OTHERS, NO_TABLE)
STORED = ("import helpers", "niche = 1", OWN, "niche + 1", "own()", *OTHERS, NO_TABLE, "late = 2")


def run_in_kernel(path):
    """Run the cells of RUN in a kernel as the server starts it for the notebook at `path`; return {cell: outputs}."""
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in STORED]), path)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in RUN])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JPY_SESSION_NAME", str(path))
        nbclient.NotebookClient(notebook, kernel_name="python3", allow_errors=True, iopub_timeout=60).execute()
    return {cell.source: cell.outputs for cell in notebook.cells}


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    return run_in_kernel(tmp_path_factory.mktemp("course") / LESSON)


def plain(error):
    """Return the lines of a traceback without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback)).splitlines()


def test_a_name_from_an_earlier_cell_keeps_pythons_words_and_gets_a_sentence(ran):
    error, advice = ran["niche + 1"]
    assert error.output_type == "error" and error.ename == "NameError"
    assert plain(error)[-1] == "NameError: name 'niche' is not defined"
    assert any("niche + 1" in line for line in plain(error)), "the line that failed is shown"
    assert advice.text == helpers.notebook.missing_name_sentence("niche") + "\n"
    assert "'niche'" in advice.text and "Run All Above Selected Cell" in advice.text


def test_the_line_of_an_own_function_stays(ran):
    error, advice = ran["own()"]
    assert any("return niche" in line for line in plain(error))
    assert "'niche'" in advice.text


@pytest.mark.parametrize("cell", OTHERS)
def test_only_what_an_earlier_cell_makes_gets_advice(ran, cell):
    """Not a typo, not what a later cell makes, not another error, not a name in another module."""
    (error,) = ran[cell]
    assert error.output_type == "error" and "Run All" not in "".join(error.traceback)


def test_a_table_error_shows_its_sentence_first(ran):
    (error,) = ran[NO_TABLE]
    lines = plain(error)
    assert lines[0] == error.evalue and "no_such_table" in lines[0]
    assert any("tables.load('no_such_table')" in line for line in lines[1:]), "the traceback stays, below"


def test_there_is_no_advice_outside_a_lesson(tmp_path):
    outputs = run_in_kernel(tmp_path / "my_own.ipynb")
    assert [len(outputs[cell]) for cell in RUN] == [0, 0, *[1] * (len(RUN) - 2)]
    assert plain(outputs["niche + 1"][0])[-1] == "NameError: name 'niche' is not defined"


def test_importing_the_course_leaves_ipythons_own_ways_alone():
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "before = shell.custom_exceptions, shell.CustomTB, shell.showtraceback\n"
        "shell.run_cell('import helpers\\nfrom helpers import lesson, explorers, practice')\n"
        "assert (shell.custom_exceptions, shell.CustomTB, shell.showtraceback) == before\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("x = 1", True),
        ("x: int = 1", True),
        ("x += 1", True),
        ("a, (x, *b) = c", True),
        ("import x", True),
        ("from y import z as x", True),
        ("def x(): pass", True),
        ("class x: pass", True),
        ("for x in y: pass", True),
        ("with y as x: pass", True),
        ("if (x := 1): pass", True),
        ("x", False),
        ("def f():\n    x = 1", False),
        ("f(x=1)", False),
        ("y.x = 1", False),
        ("[x for x in y]", False),
        ("%magic x = 1", False),
        ("x = 'never closed", False),
    ],
)
def test_what_a_cell_makes(source, made):
    assert helpers.notebook.assigns(source, "x") is made


def test_the_cells_before_are_found_by_identifier_then_by_source():
    cells = [helpers.notebook.Cell(name, source) for name, source in (("a", "1"), ("b", "2"), ("c", "3"))]
    assert helpers.notebook.cells_before(cells, "b", "changed") == cells[:1]
    assert helpers.notebook.cells_before(cells, None, "3") == cells[:2]
    assert helpers.notebook.cells_before(cells, "new", "new") == cells


# ---------------------------------------------------------------- what lessons show


def test_only_a_table_with_rows_is_shown():
    genes = tables.load("genes")
    with pytest.raises(TypeError, match="lesson.show needs a table and got Series.*two pairs of brackets"):
        lesson.show(genes["gene_symbol"], "Genes")
    nothing = lesson.show(genes[genes["gene_symbol"] == "IL99"], "Genes <IL99>")
    assert repr(nothing) == "Genes <IL99>: no row fits. Compare the spelling in your filter with the table."
    assert nothing._repr_html_() == f"<p>{repr(nothing).replace('<IL99>', '&lt;IL99&gt;')}</p>"
