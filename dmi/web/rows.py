"""Where a row has its page for the reader at hand."""

from typing import Any

from flask import url_for

from dmi.web.guard import ROW_PAGES, acting, admits, opens_to


def href_of(row: Any) -> str:
    """Return the page of a row, or home where it has none for this reader."""
    endpoint = ROW_PAGES.get(type(row))
    if endpoint and opens_to(acting().by.role, type(row)):
        return url_for(endpoint, row_id=row.id)
    about = getattr(row, "subject_id", None)
    if about and "desk.person" in _endpoints() and admits("desk.person", acting().by.role):
        return url_for("desk.person", row_id=about)
    return url_for("desk.home") if "desk.home" in _endpoints() else "/"


def _endpoints() -> set[str]:
    return set(ROW_PAGES.values()) | {"desk.home"}
