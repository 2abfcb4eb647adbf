"""One face for a package of many modules: a name is loaded from its module when it is first used.

So a lesson loads the models and figures that it uses and no others. A public name at the top of a module is
exported by being defined there; no list is kept. Type checkers read the same names from the imports that stand
under `TYPE_CHECKING` in the package.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

PUBLIC = re.compile(r"^(?:(?:def|class) (?=[A-Za-z])|(?=[A-Z]\w*(?:: [^=\n]+)? = ))(\w+)", re.MULTILINE)


def lazy(
    package: str, file: str, defined: re.Pattern[str] = PUBLIC
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of `package`, whose modules lie beside `file`.

    `defined` finds, in the text of a module, the names that it exports; a module is an attribute, too.
    Raises AttributeError for a name that no module defines, ImportError where two things have one name.
    """
    modules = {path.stem: path for path in sorted(Path(file).parent.glob("[a-z]*.py"))}

    @functools.cache
    def homes() -> dict[str, str]:
        return _homes(package, {module: defined.findall(path.read_text("utf-8")) for module, path in modules.items()})

    def find(name: str) -> object:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name.startswith("_") or name not in homes():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes()[name]}"), name)

    return find, lambda: sorted({*modules, *homes()})


def _homes(package: str, names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the module of every one of `names` (module -> what it defines), "" for the modules themselves.

    Raises ImportError where two are called the same.
    """
    found = dict.fromkeys(names, "")
    for module, defined in names.items():
        for name in defined:
            other = found.setdefault(name, module)
            if other != module:
                place = f"defined in {package}.{other}" if other else f"a module of {package}"
                raise ImportError(
                    f"'{name}' of {package}.{module} is also {place}: one would hide the other. Rename one of them."
                )
    return found
