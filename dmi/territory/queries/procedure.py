"""Police procedures as their pages read them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.classes import DataClass
from dmi.store.paging import Page, newest_first
from dmi.territory.models.point import SalePoint
from dmi.territory.models.procedure import Procedure
from dmi.territory.words import ProcedureOrigin


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of procedures is narrowed to."""

    origin: ProcedureOrigin | None = None
    sector: UUID | None = None


def procedures(acting: Acting, wanted: Wanted, mark: str | None) -> Page[Procedure]:
    """Return a page of the procedures that stand with their seizures, the newest first."""
    query: Select[Procedure] = (
        sight.narrow(select(Procedure), acting, Procedure)
        .where(Procedure.withdrawn_at.is_(None))
        .options(
            joinedload(Procedure.sector),
            joinedload(Procedure.point),
            selectinload(Procedure.seizures),
        )
    )
    if wanted.origin is not None:
        query = query.where(Procedure.origin == wanted.origin)
    if wanted.sector is not None:
        query = query.where(Procedure.sector_id == wanted.sector)
    found = newest_first(acting.session, query, Procedure.on, Procedure.id, mark=mark)
    acting.saw(DataClass.TERRITORY, *(row.id for row in found.rows))
    return found


def procedure(acting: Acting, row_id: UUID) -> Procedure:
    """Return one procedure this reader may know."""
    found = sight.fetch(acting, Procedure, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def of_point(acting: Acting, point: SalePoint) -> list[Procedure]:
    """Return the procedures at one point, the newest first."""
    query = sight.narrow(select(Procedure), acting, Procedure).where(
        Procedure.point_id == point.id, Procedure.withdrawn_at.is_(None)
    )
    return list(acting.session.scalars(query.order_by(Procedure.on.desc()).limit(20)))
