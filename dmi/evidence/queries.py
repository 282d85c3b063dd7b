"""What the pages and guards of evidence read."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.access.sight import narrow
from dmi.evidence.models.authorisation import Authorisation, AuthorisationCode, CovertCode
from dmi.evidence.models.buy import Buy, SellerLabel
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.models.item import CustodyLink, EvidenceItem, LabResult
from dmi.policy.roles import Role
from dmi.policy.states import BuyStatus, RoleGrantStatus, UserStatus
from dmi.store.paging import Page, newest_first
from dmi.territory.models.cohort import Cohort


def users_with(acting: Acting, *roles: Role) -> list[tuple[UUID, str]]:
    """Return the active users of some roles by name, for a list to choose from."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            User.status == UserStatus.ACTIVE,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            RoleGrant.role.in_(roles),
        )
        .order_by(User.display_name)
    )
    return [(row[0], row[1]) for row in acting.session.execute(query).unique()]


def codes_named(acting: Acting, codes: Sequence[str]) -> dict[str, CovertCode]:
    """Return the registered codes among those typed."""
    query = select(CovertCode).where(CovertCode.code.in_(list(codes)))
    return {row.code: row for row in acting.session.scalars(query)}


def covered_codes(acting: Acting, authorisation: Authorisation) -> dict[str, CovertCode]:
    """Return the codes that an authorisation covers."""
    query = (
        select(CovertCode)
        .join(AuthorisationCode, AuthorisationCode.code_id == CovertCode.id)
        .where(AuthorisationCode.authorisation_id == authorisation.id)
        .order_by(CovertCode.code)
    )
    return {row.code: row for row in acting.session.scalars(query)}


def live_in_cohort(acting: Acting, cohort_id: UUID | None, at: datetime) -> bool:
    """Return whether any authorisation of the cohort allows buys at that instant."""
    query = select(Authorisation.id).where(
        Authorisation.cohort_id == cohort_id,
        Authorisation.valid_from <= at,
        Authorisation.valid_to >= at,
        (Authorisation.revoked_at.is_(None)) | (Authorisation.revoked_at > at),
    )
    return acting.session.scalars(query.limit(1)).first() is not None


def buys_under(acting: Acting, authorisation: Authorisation) -> int:
    """Return how many buys stand under an authorisation."""
    query = select(func.count(Buy.id)).where(
        Buy.authorisation_id == authorisation.id, Buy.status == BuyStatus.RECORDED
    )
    return acting.session.scalar(query) or 0


def label_in(acting: Acting, cohort_id: UUID | None, label: str) -> SellerLabel | None:
    """Return the seller of that label in a cohort."""
    query = select(SellerLabel).where(
        SellerLabel.cohort_id == cohort_id, SellerLabel.label == label
    )
    return acting.session.scalars(query).one_or_none()


def investigation_of(acting: Acting, ruc: str) -> Investigation | None:
    """Return the investigation of a case number."""
    query = select(Investigation).where(Investigation.ruc == ruc)
    return acting.session.scalars(query).one_or_none()


def nue_taken(acting: Acting, nue: str) -> bool:
    """Return whether an item anywhere in the installation bears this number."""
    table = EvidenceItem.__table__
    return acting.session.execute(select(table.c.id).where(table.c.nue == nue)).first() is not None


def next_item_no(acting: Acting, investigation_id: UUID) -> int:
    """Return the number of the next item of an investigation."""
    query = select(func.max(EvidenceItem.item_no)).where(
        EvidenceItem.investigation_id == investigation_id
    )
    return (acting.session.scalar(query) or 0) + 1


def custody_of(acting: Acting, item: EvidenceItem) -> list[CustodyLink]:
    """Return the chain of an item from its first link on."""
    query = select(CustodyLink).where(CustodyLink.item_id == item.id).order_by(CustodyLink.seq)
    return list(acting.session.scalars(query))


def last_link(acting: Acting, item: EvidenceItem) -> CustodyLink | None:
    """Return the newest link of an item."""
    query = select(CustodyLink).where(CustodyLink.item_id == item.id)
    return acting.session.scalars(query.order_by(CustodyLink.seq.desc()).limit(1)).one_or_none()


def results_of(acting: Acting, item: EvidenceItem) -> list[LabResult]:
    """Return what was found in an item, oldest first."""
    query = select(LabResult).where(LabResult.item_id == item.id).order_by(LabResult.created_at)
    return list(acting.session.scalars(query))


def items_of(acting: Acting, buy: Buy) -> list[EvidenceItem]:
    """Return the items of a buy that the reader may know."""
    query = select(EvidenceItem).where(EvidenceItem.buy_id == buy.id)
    return list(
        acting.session.scalars(narrow(query, acting, EvidenceItem).order_by(EvidenceItem.item_no))
    )


def authorisations(acting: Acting, mark: str | None) -> Page[Authorisation]:
    """Return one page of authorisations, newest first."""
    query = narrow(select(Authorisation), acting, Authorisation)
    return newest_first(
        acting.session, query, Authorisation.created_at, Authorisation.id, mark=mark
    )


def buys(acting: Acting, mark: str | None) -> Page[Buy]:
    """Return one page of buys, newest first, with their sellers' labels."""
    query = narrow(select(Buy), acting, Buy).options(joinedload(Buy.seller))
    return newest_first(acting.session, query, Buy.occurred_at, Buy.id, mark=mark)


def items(acting: Acting, mark: str | None) -> Page[EvidenceItem]:
    """Return one page of items, newest first."""
    query = narrow(select(EvidenceItem), acting, EvidenceItem)
    return newest_first(
        acting.session, query, EvidenceItem.collected_at, EvidenceItem.id, mark=mark
    )


def cohorts_to_open(acting: Acting) -> list[Cohort]:
    """Return the cohorts in which this reader may open an operation."""
    query = narrow(select(Cohort), acting, Cohort, Investigation.__data_class__)
    return list(acting.session.scalars(query.order_by(Cohort.name)))


def operations_of(acting: Acting, mark: UUID | None = None) -> list[Operation]:
    """Return the operations that the reader may know, newest first."""
    query = narrow(select(Operation), acting, Operation)
    if mark is not None:
        query = query.where(Operation.investigation_id == mark)
    return list(acting.session.scalars(query.order_by(Operation.started_on.desc()).limit(50)))


def own_codes(acting: Acting) -> frozenset[str]:
    """Return the codes that this reader handles; nobody else reads a code, where one is held."""
    if acting.by.role is not Role.HANDLER or not acting.holds("CovertCode.code"):
        return frozenset()
    query = select(CovertCode.code).where(CovertCode.handler_id == acting.by.id)
    return frozenset(acting.session.scalars(query))


def codes_of(acting: Acting, *ids: UUID | None) -> dict[UUID, str]:
    """Return codes by id."""
    wanted = [one for one in ids if one is not None]
    query = select(CovertCode.id, CovertCode.code).where(CovertCode.id.in_(wanted))
    return {row[0]: row[1] for row in acting.session.execute(query)}


def name_of(acting: Acting, user_id: UUID | None) -> str:
    """Return the name of a user."""
    return acting.session.scalar(select(User.display_name).where(User.id == user_id)) or ""


def buys_of(acting: Acting, authorisation: Authorisation) -> list[Buy]:
    """Return the buys under an authorisation that the reader may know."""
    query = select(Buy).where(Buy.authorisation_id == authorisation.id)
    query = query.options(joinedload(Buy.seller)).order_by(Buy.occurred_at.desc())
    return list(acting.session.scalars(narrow(query, acting, Buy).limit(100)))


def authorisations_of(acting: Acting, operation: Operation) -> list[Authorisation]:
    """Return what was allowed for an operation, newest first."""
    query = select(Authorisation).where(Authorisation.operation_id == operation.id)
    query = narrow(query, acting, Authorisation).order_by(Authorisation.valid_from.desc())
    return list(acting.session.scalars(query))


def investigations_of(acting: Acting) -> list[Investigation]:
    """Return the case numbers that the reader may know, newest first."""
    query = narrow(select(Investigation), acting, Investigation)
    return list(acting.session.scalars(query.order_by(Investigation.created_at.desc()).limit(50)))
