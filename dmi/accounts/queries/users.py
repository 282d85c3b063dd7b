"""What the pages of users and of the team read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.grants import Assignment, Clearance
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, SignedIn, User
from dmi.access.user_acts import live_sessions
from dmi.accounts.sessions import goes_on
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus, RoleGrantStatus, UserStatus

_NO_CASEWORK = frozenset({Role.SCHEDULER, Role.SYSTEM_ADMIN, Role.AUDITOR, Role.DEFENDER})


@dataclass(slots=True)
class UserRow:
    """One user with institution and roles."""

    user: User
    agency: str
    grants: list[RoleGrant] = field(default_factory=list)

    @property
    def roles(self) -> list[Role]:
        """Return the roles that are granted."""
        return [one.role for one in self.grants if one.status is RoleGrantStatus.GRANTED]


@dataclass(frozen=True, slots=True)
class Load:
    """How much one worker carries."""

    name: str
    roles: tuple[Role, ...]
    pathways: int
    assignments: tuple[Assignment, ...]


def users(acting: Acting) -> list[UserRow]:
    """Return users with their roles, in two statements however many they are."""
    query = sight.narrow(
        select(User, Agency.name).join(Agency, Agency.id == User.agency), acting, User
    )
    rows = {
        user.id: UserRow(user, agency)
        for user, agency in acting.session.execute(query.order_by(User.display_name))
    }
    for grant in acting.session.scalars(
        select(RoleGrant).where(RoleGrant.user_id.in_(rows)).order_by(RoleGrant.created_at)
    ):
        rows[grant.user_id].grants.append(grant)
    return list(rows.values())


def user(acting: Acting, row_id: UUID) -> UserRow:
    """Return one user this reader may know, with every role ever proposed."""
    found = sight.fetch(acting, User, row_id, DataClass.USERS)
    agency = acting.session.get(Agency, found.agency)
    query = select(RoleGrant).where(RoleGrant.user_id == found.id).order_by(RoleGrant.created_at)
    return UserRow(found, agency.name if agency else "", list(acting.session.scalars(query)))


def live(acting: Acting, user: User) -> list[SignedIn]:
    """Return the sessions of a user that go on now, the latest first."""
    rows = live_sessions(acting.session, user.id)
    return [one for one in rows if goes_on(one, acting.at)]


def agencies(acting: Acting) -> list[Agency]:
    """Return the institutions of the comuna, by name."""
    query = sight.narrow(select(Agency), acting, Agency).where(Agency.is_active)
    return list(acting.session.scalars(query.order_by(Agency.name)))


def name_taken(acting: Acting, sign_in_name: str) -> bool:
    """Tell whether somebody signs in by this name."""
    query = select(func.count()).select_from(User.__table__)
    return bool(acting.session.scalar(query.where(User.__table__.c.sign_in_name == sign_in_name)))


def workers(acting: Acting) -> list[tuple[UUID, str]]:
    """Return who may receive a person's record, by id and by name with role."""
    query = (
        select(User.id, User.display_name, RoleGrant.role)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            User.status == UserStatus.ACTIVE,
            User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
            RoleGrant.status == RoleGrantStatus.GRANTED,
            RoleGrant.role.not_in(_NO_CASEWORK),
        )
        .order_by(User.display_name)
    )
    rows = acting.session.execute(query)
    return [(key, f"{name} ({role.value})") for key, name, role in rows]


def loads(acting: Acting) -> list[Load]:
    """Return the assignments in force per worker, in two statements."""
    held: dict[UUID, list[Assignment]] = {}
    query = sight.narrow(select(Assignment), acting, Assignment).where(
        Assignment.status == GrantStatus.IN_FORCE
    )
    for row in acting.session.scalars(query.order_by(Assignment.since_on)):
        held.setdefault(row.user_id, []).append(row)
    return [
        Load(one.user.display_name, tuple(one.roles), _people(mine), tuple(mine))
        for one in users(acting)
        if (mine := held.get(one.user.id, [])) or not _NO_CASEWORK.issuperset(one.roles)
    ]


def assignments_of(acting: Acting, subject: UUID) -> list[tuple[Assignment, str]]:
    """Return who works on a pathway or a cohort, with names."""
    query = (
        select(Assignment, User.display_name)
        .join(User, User.id == Assignment.user_id)
        .where(Assignment.subject_ref == subject, Assignment.status == GrantStatus.IN_FORCE)
    )
    return [(row, name) for row, name in acting.session.execute(query.order_by(User.display_name))]


def _people(rows: Sequence[Assignment]) -> int:
    return len({row.subject_id for row in rows if row.subject_id is not None})


def clearances(acting: Acting) -> list[tuple[Clearance, str]]:
    """Return the clearances in force that this prosecutor gave, with names."""
    query = (
        select(Clearance, User.display_name)
        .join(User, User.id == Clearance.user_id)
        .where(Clearance.granted_by == acting.by.id, Clearance.status == GrantStatus.IN_FORCE)
        .order_by(Clearance.since_at)
    )
    return [(row, name) for row, name in acting.session.execute(query)]
