"""Writers of accounts and of the roles they hold."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import dmi.access.user_guards  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.access.codes import hash_secret, new_code
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, SignedIn, User
from dmi.access.words import Office, SessionEnd
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, UserStatus


@act("U.make_first_users", needs=("admin_name", "manager_name"))
def make_first_users(
    acting: Acting,
    agency: Agency,
    *,
    admin_name: str,
    manager_name: str,
    manager_agency: Agency,
) -> User:
    """Make the first administrator and the first manager; both still need a code."""
    admin = _first(acting, agency, "adm1", admin_name, Role.SYSTEM_ADMIN)
    _first(acting, manager_agency, "jef1", manager_name, Role.PROGRAMME_MANAGER)
    return admin


@act("U.propose_user", needs=("sign_in_name", "display_name"))
def propose_user(
    acting: Acting,
    agency: Agency,
    *,
    sign_in_name: str,
    display_name: str,
    post: str | None = None,
    offices: Sequence[Office] = (),
) -> User:
    """Propose somebody of an institution as a user."""
    user = _new(sign_in_name, display_name, agency)
    user.post = post
    user.offices = [str(office) for office in offices]
    user.proposed_by = acting.by.id
    return acting.add(user, under=agency)


@act("U.confirm_user")
def confirm_user(acting: Acting, user: User) -> None:
    """Let a proposed user in; the code is given beside it and shown once."""
    user.confirmed_by = acting.by.id
    user.confirmed_at = acting.at


@act("U.refuse_user", needs=("reason",))
def refuse_user(acting: Acting, user: User, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Let a proposed user not in; the move keeps the reason."""
    end_sessions(acting, user)


@act("U.deactivate_user", needs=("reason",))
def deactivate_user(acting: Acting, user: User, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Close an account and end its sessions; the move keeps the reason."""
    user.deactivated_on = acting.today
    end_sessions(acting, user)


@act("U.reactivate_user", needs=("reason",))
def reactivate_user(_acting: Acting, user: User, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Open a closed account again; the move keeps the reason."""
    user.deactivated_on = None


@write("access.user.code_given", data_class=DataClass.USERS)
def give_code(acting: Acting, user: User) -> str:
    """Return a code that opens the account once; a password held until now ends."""
    code = new_code()
    user.one_time_code_hash = hash_secret(code)
    user.password_hash = None
    user.must_change_password = True
    end_sessions(acting, user)
    return code


@act("G.propose_role", needs=("role",))
def propose_role(
    acting: Acting, user: User, *, role: Role, until_on: date | None = None
) -> RoleGrant:
    """Propose one role for a user."""
    grant = RoleGrant(user_id=user.id, role=role, until_on=until_on, proposed_by=acting.by.id)
    return acting.add(grant, under=user)


@act("G.confirm_role")
def confirm_role(acting: Acting, grant: RoleGrant) -> None:
    """Grant a proposed role."""
    grant.confirmed_by = acting.by.id
    grant.granted_on = acting.today


@act("G.refuse_role", needs=("reason",))
def refuse_role(_acting: Acting, grant: RoleGrant, *, reason: str) -> None:
    """Let a proposed role not stand."""
    grant.reason = reason


@act("G.revoke_role", needs=("reason",))
def revoke_role(acting: Acting, grant: RoleGrant, *, reason: str) -> None:
    """Take a role back; sessions in it end at once."""
    grant.revoked_on = acting.today
    grant.reason = reason
    _end(acting, live_sessions(acting.session, grant.user_id, grant.role))


def end_sessions(acting: Acting, user: User) -> None:
    """End every session of a user."""
    _end(acting, live_sessions(acting.session, user.id))


def live_sessions(session: Session, user_id: object, role: Role | None = None) -> list[SignedIn]:
    """Return the sessions of a user that have not ended."""
    query = select(SignedIn).where(SignedIn.user_id == user_id, SignedIn.ended_at.is_(None))
    if role is not None:
        query = query.where(SignedIn.acting_role == role)
    return list(session.scalars(query))


def _end(acting: Acting, sessions: list[SignedIn]) -> None:
    for one in sessions:
        one.ended_at = acting.at
        one.end_reason = SessionEnd.ENDED_BY_OTHER


def _new(sign_in_name: str, display_name: str, agency: Agency) -> User:
    return User(
        sign_in_name=sign_in_name,
        display_name=display_name,
        agency=agency.id,
        offices=[],
        language="es",
        must_change_password=True,
    )


def _first(acting: Acting, agency: Agency, name: str, shown: str, role: Role) -> User:
    user = _new(name, shown, agency)
    user.stand(UserStatus.ACTIVE.value)
    user.confirmed_at = acting.at
    acting.add(user, under=agency)
    acting.session.flush()
    grant = RoleGrant(user_id=user.id, role=role, granted_on=acting.today)
    grant.stand(RoleGrantStatus.GRANTED.value)
    acting.add(grant, under=user)
    return user
