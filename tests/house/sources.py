"""The project's own sources, as the house tests read them."""

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def python(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(found)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def offences(paths: Iterable[Path], guard: Callable[[str], object]) -> dict[str, object]:
    """Return what ``guard`` finds in each file in which it finds something."""
    found = {name(path): guard(path.read_text("utf-8")) for path in paths}
    return {file: wrong for file, wrong in found.items() if wrong}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=called) | ast.Attribute(attr=called):
                    yield called, node
                case _:
                    pass


def assigned(tree: ast.AST) -> Iterator[tuple[ast.Attribute, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node, node.lineno
