"""Papers filled with the example values, for the tests of this area."""

from collections.abc import Collection
from datetime import date
from typing import Any

from dmi.documents.filling import fill
from dmi.documents.paper import Paper
from dmi.profiles.papers import packaged
from dmi.profiles.placeholders import placeholders
from dmi.profiles.words import PaperId

CONDITIONS = frozenset({"inv", "replied", "safe", "completed", "excused", "access", "law_new"})
# A person's name that no other line of a letter holds, letters with every accent of Spanish.
NAME = "Ñusta Güemes Élite"


def example_values(language: str = "es") -> dict[str, str]:
    """Return the example value of every placeholder."""
    return {entry.name: getattr(entry, f"example_{language}") for entry in placeholders().values()}


def sample(
    paper: PaperId,
    language: str = "es",
    *,
    name: str = NAME,
    folio: str = "F-2026-000123",
    conditions: Collection[str] = CONDITIONS,
    **settings: Any,
) -> Paper:
    """Return one paper with the example values and the given name and folio."""
    values = example_values(language) | {"person_name": name, "folio": folio, "copy_line": ""}
    blocks = fill(packaged("cl", language)[paper], values, conditions)
    return Paper(
        paper_id=paper,
        language=language,
        blocks=blocks,
        issued_on=date(2026, 3, 5),
        folio=folio,
        verification_code="4KQ7-M2XD",
        text_version="1",
        qr_token="u8Xk2-0123456789abcdef",
        head_name=name,
        **settings,
    )
