"""People are never named by what they are accused of, in code either."""

import ast
import re

from tests.house.sources import offences, python

FORBIDDEN = {
    "addict",
    "addicts",
    "criminals",
    "delincuente",
    "delinquent",
    "delinquents",
    "felon",
    "felons",
    "junkie",
    "offender",
    "offenders",
    "perpetrator",
    "suspect",
    "suspects",
    "target",
    "targets",
}
# What an approval points at, and the day that a plan aims for: no person is meant.
NOT_A_PERSON = {"target_ref", "target_end_on"}
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def identifiers(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.arg(arg=word):
                found.add(word)
            case ast.FunctionDef(name=word) | ast.AsyncFunctionDef(name=word):
                found.add(word)
            case ast.ClassDef(name=word) | ast.keyword(arg=str(word)):
                found.add(word)
            case _:
                pass
    return found


def unkind(names: set[str]) -> list[str]:
    return sorted(
        word
        for word in names - NOT_A_PERSON
        if FORBIDDEN & {part.lower() for part in _PARTS.findall(word)}
    )


def test_nobody_is_called_names() -> None:
    paths = python("dmi")
    assert offences(paths, lambda source: unkind(identifiers(source))) == {}
    assert unkind({path.stem for path in paths}) == []


def test_this_guard_bites() -> None:
    assert unkind(identifiers("class Offender: pass")) == ["Offender"]
    assert unkind(identifiers("def list_targets(suspect): pass")) == ["list_targets", "suspect"]
    assert unkind(identifiers("x.known_offenders = make(target_person=1)")) == [
        "known_offenders",
        "target_person",
    ]
    assert unkind(identifiers("suspicion_basis = row.target_ref")) == []
