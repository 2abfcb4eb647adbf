"""The start page's self-check, the words, the sources, and what happens out of order."""

import subprocess
import sys

import pytest

import helpers.notebook
from helpers import doctor, lesson, tables


def test_all_is_well_here():
    assert "Everything is in place" in repr(lesson.check_setup())


def test_problems_are_listed_on_the_page(monkeypatch):
    monkeypatch.setattr(doctor, "problems", lambda: ["Mend <this>."])
    shown = lesson.check_setup()
    assert "Mend this first" in repr(shown) and "&lt;this&gt;" in shown._repr_html_()


def test_without_the_package_the_first_cell_says_what_to_do(tmp_path):
    """The cell of the start page, run by a Python that does not have the course."""
    from tests import notebooks

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


def test_a_name_from_an_earlier_cell_gets_a_sentence():
    sentence = helpers.notebook.missing_name_sentence("niche")
    assert "'niche'" in sentence and "Run All Above Selected Cell" in sentence


def test_in_a_notebook_the_sentence_replaces_the_traceback():
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_cell('import helpers')\n"
        "shell.run_cell('niche + 1')\n"
        "shell.run_cell('1 / 0')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    out = result.stdout + result.stderr
    assert "This cell uses 'niche', which an earlier cell makes." in out
    assert "ZeroDivisionError" in out


def test_an_outline_holds_every_row():
    rows = tables.load("il6_activities")
    shown = lesson.outline(rows, ["branch", "target"], lambda row: row.effect, "As a list")
    assert shown.markup.count("<li>") == len(rows) + rows["branch"].nunique() + len(
        rows[["branch", "target"]].drop_duplicates()
    )
    assert all(effect in repr(shown) for effect in rows["effect"])


def test_in_a_kernel_the_sentence_is_the_error(tmp_path):
    import nbclient
    import nbformat.v4

    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import helpers"), nbformat.v4.new_code_cell("niche + 1")]
    )
    nbclient.NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
    (output,) = notebook.cells[1].outputs
    assert output.output_type == "error"
    assert output.traceback == [helpers.notebook.missing_name_sentence("niche")]


def test_only_a_table_with_rows_is_shown():
    genes = tables.load("genes")
    with pytest.raises(TypeError, match="lesson.show needs a table and got Series.*two pairs of brackets"):
        lesson.show(genes["gene_symbol"], "Genes")
    nothing = lesson.show(genes[genes["gene_symbol"] == "IL99"], "Genes <IL99>")
    assert repr(nothing) == "Genes <IL99>: no row fits. Compare the spelling in your filter with the table."
    assert nothing._repr_html_() == f"<p>{repr(nothing).replace('<IL99>', '&lt;IL99&gt;')}</p>"
