"""The form base of every page."""

from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

RESERVED = frozenset({"csrf_token", "row_version", "submit"})


class PageForm(FlaskForm):
    """A form of one page; it knows the day, the zone and the version of the row it changes."""

    row_version = HiddenField()

    at: datetime | None = None
    today: date | None = None
    zone: str = "America/Santiago"

    def fill(self, acting: Any, row: Any) -> None:
        """Set choices that depend on the row; the base has none."""

    def kept(self, acting: Any, row: Any) -> dict[str, Any]:
        """Return what was typed with every attached file kept on the shelf."""
        values = self.values()
        for field in self:
            if hasattr(field, "kept"):
                values[field.name] = field.kept(acting, row)
        return values

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name."""
        return {field.name: field.data for field in self if field.name not in RESERVED}
