"""What an address asks of a list: read kindly, because anybody may type one."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import request, url_for

Words = TypeVar("Words", bound=StrEnum)


def one_of(words: type[Words], name: str) -> Words | None:
    """Return the member that the address names, or nothing."""
    asked = request.args.get(name, "")
    return words(asked) if asked in set(words) else None


def one_row(name: str) -> UUID | None:
    """Return the id that the address names, or nothing."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def more(endpoint: str, older: str | None) -> str:
    """Return the address of the older rows of the same list."""
    if not older:
        return ""
    kept = {key: value for key, value in request.args.items() if key != "after" and value}
    return url_for(endpoint, after=older, _external=False, **kept)
