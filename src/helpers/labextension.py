"""How the page of JupyterLab shows a lesson before anything has run: one style sheet, as an extension of JupyterLab.

A lesson that nobody has run has no widget on its page that could bring the colours of figures for dark pages along.
`postBuild` writes the extension where JupyterLab looks, into share/jupyter/labextensions/interleukins of the
environment; to undo it, delete that folder. Where it is missing, such a figure is light on every page.
"""

import json
from pathlib import Path

from helpers import __version__, scripts

NAME = "interleukins"
_HERE = Path(__file__).parent
_SCRIPT = "static/page.js"
# A script of a "prebuilt" extension leaves a container under the extension's name; JupyterLab asks it for the module.
_CONTAINER = """(globalThis._JUPYTERLAB ??= {})[%s] = {
  init() {},
  async get() {
    const sheet = document.createElement("style");
    sheet.textContent = %s;
    return () => (document.head.append(sheet), {});
  },
};
"""


def write(extensions: Path) -> None:
    """Write the extension into the folder `extensions`, where JupyterLab looks for those of others."""
    sheet = scripts.dark_style() + scripts.style(_HERE / "labextension.css")
    package = {
        "name": NAME,
        "version": __version__,
        "description": "Figures of the course Interleukins on dark and on narrow pages.",
        "jupyterlab": {"_build": {"load": _SCRIPT, "style": "./style"}},
    }
    files = {"package.json": json.dumps(package, indent=2), _SCRIPT: _CONTAINER % (json.dumps(NAME), json.dumps(sheet))}
    for name, text in files.items():
        file = extensions / NAME / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
