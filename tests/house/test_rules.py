"""A rule counts as built only if tests that assert something prove it."""

import ast
import json
from pathlib import Path

import pytest

from quality import rules
from tests.house.sources import ROOT, name, python

_PROVING = ("assert_", "expect")


def marks(source: str) -> dict[str, tuple[set[str], bool]]:
    """Return, for each marked test or class, its rules and whether something is asserted."""
    found: dict[str, tuple[set[str], bool]] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            ids = {rule for mark in node.decorator_list for rule in _rules(mark)}
            if ids:
                found[node.name] = (ids, any(map(_proves, ast.walk(node))))
    return found


def _rules(mark: ast.expr) -> set[str]:
    match mark:
        case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="rule"), args=args):
            return {str(one.value) if isinstance(one, ast.Constant) else "?" for one in args}
        case _:
            return set()


def _proves(node: ast.AST) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.With(items=items):
            contexts = [item.context_expr for item in items]
            return any(
                isinstance(one, ast.Call)
                and isinstance(one.func, ast.Attribute)
                and one.func.attr in {"raises", "warns"}
                for one in contexts
            )
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called)):
            return called.startswith(_PROVING)
        case _:
            return False


def module_marks(source: str) -> set[str]:
    """Return the rules of a whole module's ``pytestmark``."""
    found: set[str] = set()
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value):
                found |= {rule for one in ast.walk(value) if isinstance(one, ast.expr)
                          for rule in _rules(one)}  # fmt: skip
            case _:
                pass
    return found


def complaints(
    every: list[str], built: set[str], declined: set[str], sources: dict[str, str]
) -> list[str]:
    marked: set[str] = set()
    found = [f"{rule}: unknown id" for rule in sorted((built | declined) - set(every))]
    found += [f"{rule}: built and declined" for rule in sorted(built & declined)]
    for file, source in sources.items():
        if module_marks(source):
            found.append(f"{file}: mark the tests, not the module")
        for test, (ids, proves) in marks(source).items():
            marked |= ids
            found += [f"{file}::{test}: unknown id {rule}" for rule in sorted(ids - set(every))]
            found += [] if proves else [f"{file}::{test}: asserts nothing"]
    found += [f"{rule}: no test carries it" for rule in sorted(built - marked)]
    found += [f"{rule}: a test, but not in tests/rules.csv" for rule in sorted(marked - built)]
    return found


def test_every_built_rule_has_a_test_that_asserts() -> None:
    sources = {name(path): path.read_text("utf-8") for path in python("tests")}
    built, declined = set(rules.sentences(ROOT)), set(rules.declined(ROOT))
    assert complaints(rules.all_ids(ROOT), built, declined, sources) == []


def test_the_master_list_is_whole_and_every_sentence_is_said() -> None:
    ids = rules.all_ids(ROOT)
    assert len(ids) == len(set(ids)) == 366
    said = {**rules.sentences(ROOT), **rules.declined(ROOT)}
    assert [rule for rule, sentence in said.items() if len(sentence.strip()) < 10] == []


def test_few_rules_are_declined_and_none_that_protects_somebody() -> None:
    declined = rules.declined(ROOT)
    assert len(declined) <= rules.MOST_DECLINED
    assert [rule for rule in declined if rule[0] not in "FX"] == []


def test_this_guard_bites() -> None:
    def say(source: str) -> list[str]:
        return complaints(["C1", "C2"], {"C1"}, {"C2"}, {"t.py": source})

    good = '@pytest.mark.rule("C1")\ndef test_a():\n    assert f() == 1\n'
    assert say(good) == []
    assert say("") == ["C1: no test carries it"]
    assert say(good.replace("assert f() == 1", "f()")) == ["t.py::test_a: asserts nothing"]
    assert say(good.replace("assert f() == 1", "with pytest.raises(E):\n        f()")) == []
    assert say(good.replace('"C1"', '"C1", "C9"')) == [
        "t.py::test_a: unknown id C9",
        "C9: a test, but not in tests/rules.csv",
    ]
    assert say(good + 'pytestmark = [pytest.mark.rule("C1")]\n') == [
        "t.py: mark the tests, not the module"
    ]
    assert complaints(["C1"], {"C1"}, {"C1", "C7"}, {"t.py": good}) == [
        "C7: unknown id",
        "C1: built and declined",
    ]


def write_record(root: Path, database: str, *, commit: str, good: dict[str, bool]) -> None:
    path = rules.record_of(root, database)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"commit": commit, "rules": good}))


def test_built_needs_both_databases_and_the_same_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "commit_of", lambda _root: "abc")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/all_rule_ids.txt").write_text("C1\nC2\nC3\nF1\n")
    (tmp_path / "tests/rules.csv").write_text("id,rule\nC1,One.\nC2,Two.\nC3,Three.\n")
    (tmp_path / "tests/declined_rules.csv").write_text("id,reason\nF1,Because.\n")
    write_record(tmp_path, "sqlite", commit="abc", good={"C1": True, "C2": True})
    assert rules.standing(tmp_path).built == []
    write_record(tmp_path, "postgresql", commit="abc", good={"C1": True, "C2": False})
    assert rules.standing(tmp_path) == rules.Standing(["C1"], ["C2", "C3"], {"F1": "Because."})
    write_record(tmp_path, "sqlite", commit="other", good={"C1": True, "C2": True})
    assert rules.standing(tmp_path).built == []
