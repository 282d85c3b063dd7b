"""What the pages and guards about people read."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from dmi.access.acting import Acting
from dmi.access.models.places import Jurisdiction
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.access.sight import narrow
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import CustodyLink, EvidenceItem
from dmi.evidence.words import BuyStanding
from dmi.kernel.local_time import local_day
from dmi.people.models.contacts import Consent, Influential, Mandate, PersonNotice
from dmi.people.models.links import BuySeller, PersonLink, PoliceReportRef
from dmi.people.models.pathway import Nomination, Pathway
from dmi.people.models.person import Address, IdentityDocument, Person, PersonToken
from dmi.people.words import ConsentAnswer, ConsentRecipient, SourceType
from dmi.policy.states import BuyStatus, GrantStatus, LinkState
from dmi.store.base import Record
from dmi.store.keys import vault
from dmi.store.tokens import fold, name_tokens


def pathway_of(acting: Acting, row: Any, typed: Any = None) -> Pathway | None:
    """Return the pathway that a row is about, or the one that was typed."""
    if isinstance(row, Pathway):
        return row
    if isinstance(typed, Pathway):
        return typed
    found = typed if isinstance(typed, UUID) else getattr(row, "subject_id", None)
    return acting.session.get(Pathway, found) if found else None


def run_index(run: str) -> str:
    """Return the keyed blind index of a national number."""
    return vault().index("run", run)


def person_with(acting: Acting, run: str) -> Person | None:
    """Return the person of that number."""
    query = select(Person).where(Person.run_index == run_index(run))
    return acting.session.scalars(query).one_or_none()


def run_is_taken(acting: Acting, run: str) -> bool:
    """Return whether the number is on record anywhere in the installation."""
    table = Person.__table__
    query = select(table.c.id).where(table.c.run_index == run_index(run))
    return acting.session.execute(query).first() is not None


def every_code(acting: Acting) -> list[str]:
    """Return the codes of all persons, of every place: a code is unique in the installation."""
    table = Person.__table__
    return list(acting.session.scalars(select(table.c.code)))


def namesake(acting: Acting, person: Person, *names: str) -> Person | None:
    """Return another person who bears all these names."""
    words = {word for name in names for word in fold(name).split()}
    whole = {vault().index("name", word) for word in words}
    if not whole:
        return None
    query = (
        select(Person)
        .join(PersonToken, PersonToken.person_id == Person.id)
        .where(PersonToken.token.in_(whole), Person.id != person.id)
        .group_by(Person.id)
        .having(func.count() == len(whole))
    )
    return acting.session.scalars(query.limit(1)).first()


def write_tokens(acting: Acting, person: Person) -> None:
    """Write the search tokens of a person's names and aliases anew."""
    names = (person.given_names, person.surname_1, person.surname_2, person.social_name)
    wanted = name_tokens(*(name for name in (*names, person.aliases) if name))
    query = select(PersonToken).where(PersonToken.person_id == person.id)
    known = {row.token: row for row in acting.session.scalars(query)}
    for token in known.keys() - wanted:
        acting.session.delete(known[token])
    acting.session.add_all(
        PersonToken(token=token, person_id=person.id) for token in wanted - known.keys()
    )
    acting.session.flush()


def nominations_of(acting: Acting, pathway: Pathway) -> list[Nomination]:
    """Return why a person's way began, oldest first."""
    query = select(Nomination).where(Nomination.pathway_id == pathway.id)
    return list(acting.session.scalars(query.order_by(Nomination.created_at)))


def sources_of(acting: Acting, pathway: Pathway) -> list[SourceType]:
    """Return the kinds of source of a person's nominations."""
    query = select(Nomination.source_type).where(Nomination.pathway_id == pathway.id)
    return list(acting.session.scalars(query))


def first_days(acting: Acting, pathway: Pathway) -> list[date]:
    """Return the days on which the person is said to have acted."""
    live = select(BuySeller.occurred_at).where(
        BuySeller.pathway_id == pathway.id, BuySeller.status == LinkState.LINKED
    )
    seen = select(Nomination.observed_on).where(Nomination.pathway_id == pathway.id)
    bought = [local_day(at, acting.zone) for at in acting.session.scalars(live)]
    return bought or list(acting.session.scalars(seen))


def removed_at(acting: Acting, pathway: Pathway) -> datetime | None:
    """Return when the person was last taken off."""
    query = select(func.max(Move.at)).where(
        Move.object_ref == pathway.id, Move.to_status == "REMOVED"
    )
    return acting.session.scalar(query)


def has_valid_evidence(acting: Acting, pathway: Pathway) -> bool:
    """Return whether a buy that nobody questions, or a police report, speaks of the person."""
    valid = (
        select(BuySeller.id)
        .join(Buy, Buy.id == BuySeller.buy_id)
        .where(
            BuySeller.pathway_id == pathway.id,
            BuySeller.status == LinkState.LINKED,
            Buy.status == BuyStatus.RECORDED,
            Buy.standing.in_((BuyStanding.VALID, BuyStanding.LATE_RECORD)),
        )
    )
    report = select(PoliceReportRef.id).where(PoliceReportRef.pathway_id == pathway.id)
    session = acting.session
    return bool(session.scalars(valid.limit(1)).first() or session.scalars(report.limit(1)).first())


def took_part_in_buys(acting: Acting, subject: UUID | None, user_id: UUID) -> bool:
    """Return whether a user appears in a buy of the person or in the custody of its items."""
    codes = or_(Buy.officer_code_id == CovertCode.id, Buy.second_officer_code_id == CovertCode.id)
    query = (
        select(BuySeller.id)
        .join(Buy, Buy.id == BuySeller.buy_id)
        .outerjoin(EvidenceItem, EvidenceItem.buy_id == Buy.id)
        .outerjoin(CustodyLink, CustodyLink.item_id == EvidenceItem.id)
        .outerjoin(CovertCode, codes)
        .where(
            BuySeller.pathway_id == subject,
            BuySeller.status == LinkState.LINKED,
            or_(
                Buy.recorded_by_id == user_id,
                CustodyLink.recorded_by_id == user_id,
                CovertCode.handler_id == user_id,
            ),
        )
    )
    return acting.session.scalars(query.limit(1)).first() is not None


def buys_to_attribute(acting: Acting, pathway: Pathway) -> list[Buy]:
    """Return the cohort's buys that the reader may know and that are not this person's yet."""
    mine = select(BuySeller.buy_id).where(
        BuySeller.pathway_id == pathway.id, BuySeller.status == LinkState.LINKED
    )
    query = (
        narrow(select(Buy), acting, Buy)
        .where(
            Buy.cohort_id == pathway.cohort_id,
            Buy.status != BuyStatus.ANNULLED,
            Buy.id.not_in(mine),
        )
        .options(joinedload(Buy.seller))
        .order_by(Buy.occurred_at.desc())
        .limit(50)
    )
    return list(acting.session.scalars(query))


def current_address(acting: Acting, pathway: Pathway, today: date) -> Address | None:
    """Return where the person can be found today."""
    query = select(Address).where(
        Address.person_id == pathway.person_id,
        or_(Address.valid_to.is_(None), Address.valid_to >= today),
    )
    return acting.session.scalars(query.order_by(Address.recorded_at.desc()).limit(1)).first()


def mandate_in_force(acting: Acting, subject: UUID | None, user: UUID | None) -> bool:
    """Return whether a defender acts for the person now."""
    query = select(Mandate.id).where(
        Mandate.pathway_id == subject, Mandate.status == GrantStatus.IN_FORCE
    )
    if user is not None:
        query = query.where(Mandate.defender_id == user)
    return acting.session.scalars(query.limit(1)).first() is not None


def consent_to(acting: Acting, subject: UUID | None, recipient: str, today: date) -> bool:
    """Return whether the person allows sharing with a recipient today."""
    query = select(Consent.id).where(
        Consent.pathway_id == subject,
        Consent.recipient == recipient,
        Consent.answer == ConsentAnswer.YES,
        Consent.status == GrantStatus.IN_FORCE,
        Consent.expires_on >= today,
    )
    return acting.session.scalars(query.limit(1)).first() is not None


def was_told(acting: Acting, subject: UUID | None) -> bool:
    """Return whether the person and the defence were told of the latest notice."""
    query = select(PersonNotice).where(PersonNotice.pathway_id == subject)
    latest = acting.session.scalars(query.order_by(PersonNotice.drafted_at.desc())).first()
    return latest is not None and latest.told_at is not None


def rows_of(acting: Acting, model: type[Record], pathway: Pathway) -> Sequence[Any]:
    """Return the rows of one kind on a pathway that the reader may know, newest first."""
    query = narrow(select(model), acting, model).where(model.subject_id == pathway.id)
    return list(acting.session.scalars(query.order_by(model.created_at.desc())))


def influential(acting: Acting, row_id: UUID | None) -> Influential | None:
    """Return somebody who stands beside a person."""
    return acting.session.get(Influential, row_id) if row_id else None


def others_in_cohort(acting: Acting, pathway: Pathway) -> list[tuple[UUID, str]]:
    """Return the other persons of the cohort by code."""
    query = (
        narrow(select(Person.id, Person.code), acting, Pathway)
        .join(Pathway, Pathway.person_id == Person.id)
        .where(Pathway.cohort_id == pathway.cohort_id, Pathway.id != pathway.id)
        .order_by(Person.code)
    )
    return [(row[0], row[1]) for row in acting.session.execute(query.limit(50))]


def places(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the comunas in which somebody may live."""
    query = select(Jurisdiction.id, Jurisdiction.name).order_by(Jurisdiction.name)
    return [(row[0], row[1]) for row in acting.session.execute(query)]


def link_between(acting: Acting, first: UUID, other: UUID) -> PersonLink | None:
    """Return what joins two persons."""
    query = select(PersonLink).where(
        PersonLink.person_id.in_((first, other)), PersonLink.other_id.in_((first, other))
    )
    return acting.session.scalars(query).first()


def pathway_in(acting: Acting, person: Person, cohort: Record) -> Pathway | None:
    """Return the person's way through a cohort."""
    query = select(Pathway).where(Pathway.person_id == person.id, Pathway.cohort_id == cohort.id)
    return acting.session.scalars(query).one_or_none()


def document_index(number: str) -> str:
    """Return the keyed blind index of the number of another document, its country before it."""
    return vault().index("document", number)


def document_is_taken(acting: Acting, index: str) -> bool:
    """Return whether a document is on record anywhere in the installation."""
    table = IdentityDocument.__table__
    query = select(table.c.id).where(table.c.number_index == index)
    return acting.session.execute(query).first() is not None


def has_document(acting: Acting, person: Person, index: str) -> bool:
    """Return whether a number stands among the person's documents."""
    query = select(IdentityDocument.id).where(
        IdentityDocument.person_id == person.id, IdentityDocument.number_index == index
    )
    return acting.session.scalars(query).first() is not None


def names_of(acting: Acting, *ids: UUID | None) -> dict[UUID, str]:
    """Return the names of users by id."""
    wanted = [one for one in ids if one is not None]
    query = select(User.id, User.display_name).where(User.id.in_(wanted))
    return {row[0]: row[1] for row in acting.session.execute(query)}


def recipient_words() -> dict[str, ConsentRecipient]:
    """Return the recipients inside the programme by what a consent keeps of them."""
    return {one.value: one for one in ConsentRecipient}
