"""What the installation and its places call themselves; this concerns no person."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access.models.places import Jurisdiction
from dmi.profiles.models import Setting


def place_names(session: Session) -> dict[UUID, str]:
    """Return the name of every place of the installation, the oldest first."""
    table = Jurisdiction.__table__
    rows = session.execute(select(table.c.id, table.c.name).order_by(table.c.created_at))
    return {row.id: row.name for row in rows}


def programme_name(session: Session, profile: str, on: date) -> str:
    """Return what the programme calls itself on a day; a page says so before anybody acts."""
    table = Setting.__table__
    newest = (
        select(table.c.value)
        .where(
            table.c.name == "programme_name",
            table.c.profile == profile,
            table.c.in_force_from <= on,
            table.c.approved_on <= on,
        )
        .order_by(table.c.in_force_from.desc())
        .limit(1)
    )
    return str(session.scalar(newest) or "")
