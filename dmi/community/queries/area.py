"""What stands with the residents of each area, counted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.community.models import CommunityContact, Partner, Work
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.roles import Role
from dmi.territory.models.place import Sector
from dmi.territory.queries.place import MOST_OFFERED


@dataclass(frozen=True, slots=True)
class Area:
    """One sector, and how much of the community stands there."""

    id: UUID
    name: str
    partners: int
    speakers: int
    contacts: int
    works: int


def areas(acting: Acting) -> list[Area]:
    """Return the sectors by name with their counts, in one statement."""
    counted = (
        _count(acting, Partner),
        _count(acting, Partner).where(Partner.is_speaker),
        _count(acting, CommunityContact),
        _count(acting, Work),
    )
    columns = [one.scalar_subquery() for one in counted]
    query = select(Sector.id, Sector.name, *columns)
    narrowed = sight.narrow(query, acting, Sector, DataClass.COMMUNITY).order_by(Sector.name)
    return [Area(*row) for row in acting.session.execute(narrowed)]


def sector(acting: Acting, row_id: UUID) -> Sector:
    """Return one sector whose community this reader may know."""
    return sight.fetch(acting, Sector, row_id, DataClass.COMMUNITY)


def offered_sectors(acting: Acting, also: UUID | None) -> list[tuple[UUID, str]]:
    """Return the first sectors by name to choose from, and ``also`` wherever it stands."""
    query = sight.narrow(select(Sector.id, Sector.name), acting, Sector, DataClass.COMMUNITY)
    first = acting.session.execute(query.order_by(Sector.name).limit(MOST_OFFERED)).all()
    found = [(row.id, row.name) for row in first]
    if also is not None and also not in dict(found):
        found += [
            (row.id, row.name) for row in acting.session.execute(query.where(Sector.id == also))
        ]
    return found


def sees_own_alone(role: Role) -> bool:
    """Tell whether a role is shown only what it wrote down itself."""
    return Condition.SELF_AUTHORED in right(role, DataClass.COMMUNITY).conditions


def _count(acting: Acting, model: type[Partner | CommunityContact | Work]) -> Select[Any]:
    query = select(func.count(model.id)).where(
        model.sector_id == Sector.id, model.withdrawn_at.is_(None)
    )
    return sight.narrow(query, acting, model).correlate(Sector)
