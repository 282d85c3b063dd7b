"""A migration tells the story of the rows; it must read the same when the models moved on."""

import ast
import re

from tests.house.sources import ROOT, offences

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def own_imports(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += [one.name for one in names]
            case ast.ImportFrom(module=str(module)):
                found.append(module)
            case _:
                pass
    return [module for module in found if module.split(".")[0] == "dmi"]


def is_a_sentence(stem: str) -> bool:
    return re.fullmatch(r"\d{4}(_[a-z0-9]+){2,}", stem) is not None


def test_a_migration_imports_nothing_of_the_application() -> None:
    assert offences(VERSIONS, own_imports) == {}


def test_a_migration_is_named_by_number_and_sentence() -> None:
    assert [path.stem for path in VERSIONS if not is_a_sentence(path.stem)] == []
    texts = {path.stem: path.read_text("utf-8").replace(": str", "") for path in VERSIONS}
    assert [stem for stem, text in texts.items() if f'revision = "{stem}"' not in text] == []


def test_no_two_migrations_share_a_number() -> None:
    numbers = [path.stem[:4] for path in VERSIONS]
    assert len(numbers) == len(set(numbers))


def test_these_guards_bite() -> None:
    assert own_imports("from dmi.people.models import Pathway") == ["dmi.people.models"]
    assert own_imports("import dmi.store.base as base") == ["dmi.store.base"]
    assert own_imports("from alembic import op") == []
    assert not is_a_sentence("ab12cd")
    assert is_a_sentence("0001_first_tables")
