"""The package: light to import, nothing but numpy and scipy, no sibling, British and cited."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import helpers.models as models

FOLDER = Path(models.__file__).parent


def test_every_module_is_offered_and_loads_when_named():
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files == set(models.__all__) == set(dir(models))
    assert models.receptor_binding is import_module("helpers.models.receptor_binding")
    with pytest.raises(AttributeError, match="no attribute 'horoscope'"):
        import_module("helpers.models").horoscope  # noqa: B018


def test_editors_and_type_checkers_are_told_of_every_module():
    told = Path(models.__file__).read_text(encoding="utf-8")
    for name in models.__all__:
        assert f"        {name},\n" in told, f"helpers/models/__init__.py needs the line '{name},' among its imports"


def test_imports_are_numpy_scipy_and_the_standard_library():
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path.name} imports by a relative name"
                names = [node.module or ""]
            else:
                continue
            for name in names:
                top = name.split(".")[0]
                known = {"numpy", "scipy"} | set(sys.stdlib_module_names)
                assert top in known or name.startswith("helpers.models"), (path, name)  # never from helpers.tables


def test_import_brings_neither_pandas_nor_plotly():
    code = (
        "import sys; from helpers.models import *; print(sorted({'pandas', 'plotly', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_brings_no_more_of_numpy_than_numpy():
    """Masked arrays, which every check looks for, are a tenth of numpy's import."""
    code = (
        "import sys, numpy; before = 'numpy.ma' in sys.modules; from helpers.models import receptor_binding;"
        " print('numpy.ma' in sys.modules and not before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def public_functions():
    for name in models.__all__:
        module = import_module(f"helpers.models.{name}")
        for label, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not label.startswith("_"):
                yield pytest.param(function, id=f"{name}.{label}")


@pytest.mark.parametrize("function", list(public_functions()))
def test_public_functions_are_documented(function):
    text = inspect.getdoc(function) or ""
    module = function.__module__.rsplit(".", 1)[-1]
    if module not in ("checks", "piecewise"):
        assert "Source:" in text and "ValueError" in text or "errors as in" in text.replace("\n", " ")
