"""The list of reviews and the names on it, through sight."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.eligibility.models.review import Review
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, Stage, UserStatus

LONGEST_LIST = 200


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in the list."""

    review: Review
    pathway: Pathway
    person_name: str
    police: str
    prosecutor: str


def reviews(acting: Acting) -> list[ReviewLine]:
    """Return the newest review of each person whom this reader may know, by its day."""
    query = (
        select(Review, Pathway, Person)
        .join(Pathway, Pathway.id == Review.pathway_id)
        .join(Person, Person.id == Pathway.person_id)
        .where(Review.superseded_by_id.is_(None))
        .order_by(Review.due_on, Review.id)
        .limit(LONGEST_LIST)
    )
    narrowed = sight.narrow(query, acting, Review, DataClass.OPINIONS)
    named = sight.narrow(narrowed, acting, Pathway, DataClass.IDENTITY)
    rows = [(review, pathway, person) for review, pathway, person in acting.session.execute(named)]
    names = names_of(acting, {user for review, _, _ in rows for user in _reviewers(review)})
    return [
        ReviewLine(
            review,
            pathway,
            person.full_name,
            names.get(review.police_reviewer_id, ""),
            names.get(review.prosecutor_id, ""),
        )
        for review, pathway, person in rows
    ]


def ready_for_review(acting: Acting) -> list[tuple[Pathway, str]]:
    """Return the people whose evidence is certified and whose review nobody opened yet."""
    query = (
        select(Pathway, Person)
        .join(Person, Person.id == Pathway.person_id)
        .where(Pathway.stage == Stage.EVIDENCE_READY)
        .order_by(Pathway.first_nominated_at, Pathway.id)
        .limit(LONGEST_LIST)
    )
    narrowed = sight.narrow(query, acting, Pathway, DataClass.OPINIONS)
    named = sight.narrow(narrowed, acting, Pathway, DataClass.IDENTITY)
    return [(pathway, person.full_name) for pathway, person in acting.session.execute(named)]


def name_of_person(acting: Acting, pathway_id: UUID | None) -> str:
    """Return the name of somebody where this reader may know it."""
    query = (
        select(Person).join(Pathway, Pathway.person_id == Person.id).where(Pathway.id == pathway_id)
    )
    named = sight.narrow(query, acting, Pathway, DataClass.IDENTITY)
    person = acting.session.scalars(named).one_or_none()
    return person.full_name if person else ""


def names_of(acting: Acting, ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of users by id."""
    query = select(User.id, User.display_name).where(User.id.in_(ids))
    return {row.id: row.display_name for row in acting.session.execute(query)}


def users_in_role(acting: Acting, role: Role) -> list[tuple[UUID, str]]:
    """Return the active users of one role in this jurisdiction."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == role,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.status == UserStatus.ACTIVE,
            User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
        )
        .order_by(User.display_name)
    )
    return [(user_id, name) for user_id, name in acting.session.execute(query)]


def _reviewers(review: Review) -> tuple[UUID, UUID]:
    return review.police_reviewer_id, review.prosecutor_id
