"""Files and functions stay small enough to be read at one sitting."""

import ast

from tests.house.sources import ROOT, name, offences, python

MOST_LINES = 300
MOST_OF_A_FUNCTION = 40
VAGUE = {"util", "utils", "helper", "helpers", "data", "info", "manager", "misc", "common"}
EXECUTABLES = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]


def too_long(source: str) -> bool:
    return len(source.splitlines()) > MOST_LINES


def long_functions(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = length_of(node)
            if lines > MOST_OF_A_FUNCTION:
                found.append(f"{node.name}: {lines} lines")
    return found


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count what a function does: an act has as many facts to its name as its paper has fields."""
    does = function.body[1:] if ast.get_docstring(function) else function.body
    return (does[-1].end_lineno or 0) - does[0].lineno + 1 if does else 0


def is_bare(source: str) -> bool:
    match ast.parse(source).body:
        case [ast.Expr(value=ast.Constant(value=str(sentence)))]:
            return bool(sentence.strip())
        case _:
            return False


def test_no_file_is_too_long() -> None:
    paths = [*python("dmi", "tests", "scripts", "migrations"), *EXECUTABLES]
    assert offences(paths, too_long) == {}


def test_no_function_is_too_long() -> None:
    assert offences([*python("dmi", "scripts"), *EXECUTABLES], long_functions) == {}


def test_every_file_is_named_for_what_it_holds() -> None:
    assert [name(path) for path in python("dmi") if VAGUE & {path.stem, path.parent.name}] == []


def test_a_package_says_what_it_is_and_exports_nothing() -> None:
    packages = [path for path in python("dmi") if path.name == "__init__.py"]
    assert offences(packages, lambda source: not is_bare(source)) == {}


def test_these_guards_bite() -> None:
    assert too_long("x = 1\n" * (MOST_LINES + 1))
    assert not too_long("x = 1\n" * MOST_LINES)
    body = "    x = 1\n" * MOST_OF_A_FUNCTION
    walk = 'def walk(\n    *,\n    a,\n):\n    """Walk."""\n'
    assert long_functions(walk + body) == []
    assert long_functions(walk) == []
    for head in ("def walk():\n", walk):
        assert long_functions(f"{head}{body}    y = 1\n") == [
            f"walk: {MOST_OF_A_FUNCTION + 1} lines"
        ]
    assert not is_bare('"""A sentence."""\nfrom dmi.kernel import clock\n')
    assert not is_bare("")
    assert is_bare('"""A sentence."""\n')
