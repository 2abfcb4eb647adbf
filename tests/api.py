"""The page docs/api.md: what `helpers` offers, with types and first lines, read from the source.

`python -m tests.api` writes it; a test fails when it is stale.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.notebooks import ROOT

PAGE = ROOT / "docs" / "api.md"
SOURCE = ROOT / "src" / "helpers"
PARTS = ("tables", "models", "views", "figures", "illustrations", "explorers", "practice")
Definition = ast.FunctionDef | ast.ClassDef


def page() -> str:
    """Return the page in Markdown, made from signatures and docstrings."""
    lines = [
        "# What `helpers` offers",
        "",
        "This page is made from the source by `python -m tests.api` (`make pages`).",
        "A name is reached through its part: `from helpers import models`, then `models.receptor_binding.dose_ratio`; "
        "of tables, views, figures, illustrations, explorers and practice by the name alone: `tables.load`.",
    ]
    for part in PARTS:
        lines += ["", f"## {part}", "", first_paragraph(tree_of(face_of(part)))]
        for module, definitions in modules_of(part):
            if module:
                lines += ["", f"### {part}.{module.stem}", "", first_paragraph(tree_of(module))]
            lines += ["", *(entry(definition) for definition in definitions)]
    return "\n".join(lines) + "\n"


def face_of(part: str) -> Path:
    """Return the file that is imported with `from helpers import part`."""
    return SOURCE / part / "__init__.py" if (SOURCE / part).is_dir() else SOURCE / f"{part}.py"


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules_of(part: str) -> Iterator[tuple[Path | None, list[Definition]]]:
    """Yield the modules of a part with what each defines; None and all of it where the face lists the names itself."""
    listed = names_listed(tree_of(face_of(part)))
    if listed or not (SOURCE / part).is_dir():
        files = sorted((SOURCE / part).glob("*.py")) or [face_of(part)]
        found = {d.name: d for file in files for d in public(tree_of(file)) if not listed or d.name in listed}
        yield None, [found[name] for name in sorted(found, key=str.casefold)]
        return
    for file in sorted((SOURCE / part).glob("[a-z]*.py")):
        definitions = [d for d in public(tree_of(file)) if part != "explorers" or is_explorer(d)]
        if definitions:
            yield file, definitions


def names_listed(tree: ast.Module) -> set[str]:
    """Return the names in the list `__all__` that a face keeps, or none."""
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "__all__"
            and isinstance(node.value, ast.List)
        ):
            return set(ast.literal_eval(node.value))
    return set()


def public(tree: ast.Module) -> Iterator[Definition]:
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_") and node.name != "main":
            yield node


def is_explorer(definition: Definition) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "explorer" for mark in definition.decorator_list)


def entry(definition: Definition) -> str:
    """Return one point of a list: how it is called, and what it is."""
    return f"- `{signature(definition)}`<br>{first_paragraph(definition)}"


def signature(definition: Definition) -> str:
    """Return how a function or a class is called: names, types and defaults."""
    if isinstance(definition, ast.FunctionDef):
        result = f" -> {ast.unparse(definition.returns)}" if definition.returns else ""
        return f"{definition.name}({ast.unparse(definition.args)}){result}"
    for node in definition.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return f"{definition.name}({ast.unparse(node.args).removeprefix('self, ').removeprefix('self')})"
    fields = [ast.unparse(node) for node in definition.body if isinstance(node, ast.AnnAssign)]
    return f"{definition.name}({', '.join(fields)})"


def first_paragraph(node: ast.Module | Definition) -> str:
    return " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
