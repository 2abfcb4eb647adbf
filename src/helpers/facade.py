"""One face for a package of many modules: a name is loaded from its module when it is first used.

So a lesson loads the models and figures that it uses and no others. A public name at the top of a module is
exported by being defined there; no list is kept. Type checkers read the same names from the imports that stand
under `TYPE_CHECKING` in the package.
"""

import functools
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

PUBLIC = re.compile(r"^(?:(?:def|class) (?=[A-Za-z])|(?=[A-Z]\w*(?:: [^=\n]+)? = ))(\w+)", re.MULTILINE)


def lazy(
    package: str, file: str, defined: re.Pattern[str] = PUBLIC
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of `package`, whose modules lie beside `file`.

    `defined` finds, in the text of a module, the names that it exports; a module is an attribute, too.
    Raises AttributeError for a name that no module defines.
    """
    modules = {path.stem: path for path in sorted(Path(file).parent.glob("[a-z]*.py"))}

    @functools.cache
    def homes() -> dict[str, str]:
        texts = {module: path.read_text(encoding="utf-8") for module, path in modules.items()}
        return {name: module for module, text in texts.items() for name in defined.findall(text)}

    def find(name: str) -> object:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name.startswith("_") or name not in homes():
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes()[name]}"), name)

    return find, lambda: sorted({*modules, *homes()})
