"""Re-run every notebook (or those named) and store it, normalised: `python -m tests.refresh [file ...]`."""

import sys
from pathlib import Path

import nbclient
import nbformat

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# A widget's view names a model that lives only as long as its kernel; the still figure stays.
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def all_notebooks():
    """Return the paths of all notebooks, lessons first, in their order."""
    return sorted(NOTEBOOKS.glob("*.ipynb")) + sorted((NOTEBOOKS / "coursework").glob("*.ipynb"))


def run(notebook, folder=NOTEBOOKS):
    """Execute a notebook (an nbformat node) in `folder` and return it normalised."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return normalise(notebook)


def normalise(notebook):
    """Return the notebook with minimal metadata and without anything that lives only in one session."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in ("tags", "nbgrader") if key in cell.metadata}
        )
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


def store(path):
    """Run the notebook at `path` and write it back."""
    notebook = run(nbformat.read(path, as_version=4), path.parent)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(names):
    """Store the notebooks named, or all."""
    for path in [Path(name).resolve() for name in names] or all_notebooks():
        store(path)
        print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
