"""What the pages of extracts read."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.policy.classes import DataClass


def extract(acting: Acting, row_id: UUID) -> ResearchExtract:
    """Return one extract."""
    found = sight.fetch(acting, ResearchExtract, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def all_of(acting: Acting) -> list[ResearchExtract]:
    """Return every extract of this place, the newest first."""
    query = sight.narrow(select(ResearchExtract), acting, ResearchExtract)
    found = list(acting.session.scalars(query.order_by(ResearchExtract.created_at.desc())))
    acting.saw(DataClass.OUTCOMES, *(one.id for one in found))
    return found


def names_of(acting: Acting, rows: Iterable[ResearchExtract]) -> dict[UUID, str]:
    """Return the names of whoever asked for these extracts or answered."""
    ids = {
        one
        for row in rows
        for one in (row.created_by, row.approved_by_id, row.refused_by_id)
        if one is not None
    }
    query = select(User.id, User.display_name).where(User.id.in_(ids))
    return {row.id: row.display_name for row in acting.session.execute(query)}
