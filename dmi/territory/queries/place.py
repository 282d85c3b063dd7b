"""Sectors, schools and excluded places as their pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, in_order
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.place import ExcludedPlace, School, Sector
from dmi.territory.models.point import SalePoint
from dmi.territory.models.procedure import Procedure

MOST_OFFERED = 50


@dataclass(frozen=True, slots=True)
class SectorCounts:
    """What the register holds of one sector; counts only."""

    points: int
    complaints: int
    procedures: int


def sectors(acting: Acting) -> list[Sector]:
    """Return the sectors this reader may know, by name."""
    query = sight.narrow(select(Sector), acting, Sector)
    found = list(acting.session.scalars(query.order_by(Sector.name)))
    acting.saw(DataClass.TERRITORY, *(row.id for row in found))
    return found


def sector(acting: Acting, row_id: UUID) -> Sector:
    """Return one sector this reader may know."""
    found = sight.fetch(acting, Sector, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def sector_counts(acting: Acting, sector: Sector) -> SectorCounts:
    """Return what stands of a sector and was not withdrawn, in one statement."""
    counted = (
        sight.narrow(
            select(func.count(model.id)).where(
                model.sector_id == sector.id, model.withdrawn_at.is_(None)
            ),
            acting,
            model,
        ).scalar_subquery()
        for model in (SalePoint, Complaint, Procedure)
    )
    return SectorCounts(*acting.session.execute(select(*counted)).one())


def offered_sectors(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the sectors to choose from by name; beyond 50 a place finds its own."""
    query = sight.narrow(select(Sector.id, Sector.name), acting, Sector, DataClass.TERRITORY)
    rows = acting.session.execute(query.order_by(Sector.name).limit(MOST_OFFERED))
    return [(row.id, row.name) for row in rows]


def schools(acting: Acting, words: str, mark: str | None) -> Page[School]:
    """Return a page of the schools that stand, by name; ``words`` begin the name or the number."""
    query: Select[School] = sight.narrow(select(School), acting, School)
    query = query.where(School.withdrawn_at.is_(None))
    if words:
        begins = f"{_plain(words)}%"
        query = query.where(
            or_(
                School.name.ilike(begins, escape="!"),
                School.school_code.like(begins, escape="!"),
            )
        )
    found = in_order(acting.session, query, School.name, School.id, mark=mark)
    acting.saw(DataClass.TERRITORY, *(row.id for row in found.rows))
    return found


def schools_on_the_map(acting: Acting) -> list[School]:
    """Return the schools that stand, by name."""
    query = sight.narrow(select(School), acting, School).where(School.withdrawn_at.is_(None))
    return list(acting.session.scalars(query.order_by(School.name)))


def excluded(acting: Acting, mark: str | None) -> Page[ExcludedPlace]:
    """Return a page of the excluded places, withdrawn ones too, by name."""
    query: Select[ExcludedPlace] = sight.narrow(select(ExcludedPlace), acting, ExcludedPlace)
    found = in_order(acting.session, query, ExcludedPlace.label, ExcludedPlace.id, mark=mark)
    acting.saw(DataClass.TERRITORY, *(row.id for row in found.rows))
    return found


def name_taken(acting: Acting, name: str) -> bool:
    """Tell whether a sector of this name stands in the comuna already."""
    return acting.session.scalar(select(Sector.id).where(Sector.name == name)) is not None


def names_of(acting: Acting, ids: Sequence[UUID | None]) -> dict[UUID, str]:
    """Return the names of some users, in one statement or none."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    query = select(User.id, User.display_name).where(User.id.in_(wanted))
    return {row.id: row.display_name for row in acting.session.execute(query)}


def _plain(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
