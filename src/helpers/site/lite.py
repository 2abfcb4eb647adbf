"""The lessons for JupyterLite, `python -m helpers.site.lite FOLDER`: each begins with the line that fetches the course.

JupyterLite runs Python in the reader's browser, from the address of Pyodide's makers. `make lite` builds it.
"""

import json
import re
import sys
from pathlib import Path

from helpers import console, lesson

FETCHED = ("interleukins-from-messenger-to-medicine", "ipywidgets", "anywidget")
"""What the first cell asks for; numpy, scipy, pandas and plotly come with the course itself."""
_SOURCE = (
    "# Python runs in this browser. It fetches what the course needs, which takes a minute.\n",
    f"%pip install -q {' '.join(FETCHED)}",
)

_COURSEWORK = re.compile(r"\[([^\[\]]+)\]\(coursework/[^)\s]+\)")  # a link to what is not fetched


def written(folder: Path) -> list[Path]:
    """Write the lessons into `folder`, with nothing shown yet, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for path in sorted(lesson.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")):
        notebook = json.loads(_COURSEWORK.sub(r"\1", path.read_text(encoding="utf-8")))
        first = {"cell_type": "code", "id": "fetch-the-course", "source": list(_SOURCE)}
        notebook["cells"] = [first | {"metadata": {}, "outputs": [], "execution_count": None}, *notebook["cells"]]
        notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python", "language": "python"}
        paths.append(folder / path.name)
        paths[-1].write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return paths


if __name__ == "__main__":
    console.forgive()
    print(f"{len(written(Path(sys.argv[1])))} lessons for JupyterLite.")
