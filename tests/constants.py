"""The numbers that stand at the top of modules, each with the path to it."""

import ast
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

PACKAGES = ("helpers.models", "helpers.views", "helpers.explorers", "helpers.coursework.pools")


def constants() -> dict[str, float]:
    """Return {path: number} of every number in a constant of `PACKAGES`.

    A path is the module without `helpers`, the name, and the fields, keys or places down to the number, such as
    `models.pharmacokinetics.SILTUXIMAB.clearance_L_per_d`. What a module imports is not its own, and a record that
    stands in several constants is met once.
    """
    found: dict[str, float] = {}
    met: set[int] = set()
    for package in PACKAGES:
        for info in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            module = import_module(info.name)
            for name in assigned(module):
                found |= numbers(getattr(module, name), f"{info.name.removeprefix('helpers.')}.{name}", met)
    return found


def assigned(module: ModuleType) -> list[str]:
    """Return the names that a module assigns at its top, but for the alias of another constant."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    found = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Name | ast.Attribute):
            found += [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            found.append(node.target.id)
    return found


def numbers(value: object, path: str, met: set[int]) -> Iterator[tuple[str, float]]:
    """Yield (path, number) of every number in a value; `met` are the records that came before."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield path, float(value)
    elif is_dataclass(value) and not isinstance(value, type) and id(value) in met:
        return
    else:
        met.add(id(value))
        for name, part in parts(value):
            yield from numbers(part, f"{path}{name}", met)


def parts(value: object) -> Iterator[tuple[str, object]]:
    """Yield the parts of a value that holds others, each with what leads to it."""
    if isinstance(value, np.ndarray):
        value = value.ravel().tolist()
    if isinstance(value, Mapping):
        yield from ((f"[{key}]", part) for key, part in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"[{place}]", part) for place, part in enumerate(value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from ((f".{field.name}", getattr(value, field.name)) for field in fields(value))
