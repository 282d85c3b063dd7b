"""Find every message id that the code and the templates use."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2.ext import babel_extract

WORDS = ("_", "_l", "_n", "N_", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext")
PLURAL = ("_n", "ngettext", "lazy_ngettext")
_EXTENSIONS = {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "silent": "false"}


@dataclass(frozen=True, order=True)
class Use:
    """One message id and where it stands."""

    msgid: str
    plural: str
    file: str
    line: int


def used(root: Path) -> list[Use]:
    """Return every use below ``dmi/`` and ``templates/`` of ``root``."""
    found: list[Use] = []
    for path in sorted((root / "dmi").rglob("*.py")):
        found += in_python(path.read_text("utf-8"), str(path.relative_to(root)))
    for path in sorted((root / "templates").rglob("*")):
        if path.is_file() and path.suffix in {".html", ".txt", ".svg", ".xml"}:
            found += in_template(path, str(path.relative_to(root)))
    return found


def in_python(source: str, file: str) -> Iterator[Use]:
    """Yield the literal ids in one module; an id in a variable is marked where it is written."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _called(node.func)
        if name not in WORDS:
            continue
        literal = _literal(node.args[0])
        if literal is None:
            continue
        plural = _literal(node.args[1]) if name in PLURAL and len(node.args) > 1 else None
        yield Use(literal, plural or "", file, node.lineno)


def in_template(path: Path, file: str) -> Iterator[Use]:
    """Yield the ids in one template."""
    with path.open("rb") as stream:
        for line, _word, message, _comments in babel_extract(stream, WORDS, (), _EXTENSIONS):
            parts = message if isinstance(message, tuple) else (message,)
            texts = [part for part in parts if isinstance(part, str)]
            if texts:
                yield Use(texts[0], texts[1] if len(texts) > 1 else "", file, line)


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
