"""The faces of views and figures: each name is found, once, and loads only its own module."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from helpers import facade, figures, illustrations, views

FACES = [figures, illustrations, views]


def modules(face):
    return sorted(Path(face.__file__).parent.glob("[a-z]*.py"))


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_no_two_modules_define_the_same_name(face):
    found = [(name, path.stem) for path in modules(face) for name in facade.PUBLIC.findall(path.read_text("utf-8"))]
    assert len({name for name, _ in found}) == len(found)
    assert not {name for name, _ in found} & {path.stem for path in modules(face)}, "a module would hide the function"


@pytest.mark.parametrize(
    ("second", "said"),
    [("def pulse(): ...", "also defined in trial.first"), ("def first(): ...", "also a module of trial")],
)
def test_a_name_that_is_given_twice_says_where_when_it_is_used(second, said, tmp_path):
    (tmp_path / "first.py").write_text("def pulse(): ...\n", encoding="utf-8")
    (tmp_path / "second.py").write_text(f"{second}\n", encoding="utf-8")
    find, everything = facade.lazy("trial", str(tmp_path / "__init__.py"))
    with pytest.raises(ImportError, match=f"of trial.second is {said}: one would hide the other. Rename one of them."):
        find("pulse")
    with pytest.raises(ImportError, match=said):
        everything()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_every_name_is_the_one_of_its_module(face):
    for path in modules(face):
        module = import_module(f"{face.__name__}.{path.stem}")
        for name in facade.PUBLIC.findall(path.read_text("utf-8")):
            assert getattr(face, name) is getattr(module, name)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_editors_and_type_checkers_are_told_of_every_module(face):
    told = Path(face.__file__).read_text("utf-8")
    for path in modules(face):
        line = f"from {face.__name__}.{path.stem} import *"
        assert line in told, f"{face.__name__}/__init__.py needs the line '{line}' among its imports"


@pytest.mark.parametrize("name", ["no_such_figure", "_private"])
def test_what_no_module_defines_is_an_attribute_error(name):
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'"):
        getattr(figures, name)


def test_a_face_loads_only_what_is_used():
    code = (
        "import sys; from helpers import views; views.decades; "
        "print([m for m in sys.modules if m.startswith('helpers.models') or m == 'helpers.views.binding'])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
