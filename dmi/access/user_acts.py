"""Writers of accounts and of the roles they hold."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import dmi.access.user_guards  # noqa: F401 - registers the conditions of these steps
from dmi.access import failures
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.access.codes import hash_secret, new_code
from dmi.access.models.factors import RecoveryCode
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
    user = _new(sign_in_name, display_name, agency, acting.language_for())
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


@act("U.lock_user")
def lock_user(acting: Acting, user: User) -> None:
    """Lock an account after too many refused proofs; its sessions end."""
    user.locked_at = acting.at
    end_sessions(acting, user)


@act("U.unlock_user", needs=("reason",))
def unlock_user(acting: Acting, user: User, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Free a locked account; its failures are forgotten and the move keeps the reason."""
    user.locked_at = None
    failures.forget(acting.session, failures.account_of(user.sign_in_name))


@act("U.reset_second_factor", needs=("reason",))
def reset_second_factor(acting: Acting, user: User, *, reason: str) -> None:  # noqa: ARG001 - kept
    """Take a lost second factor and its password away; a new one-time code sets up both."""
    user.factor_secret = ""
    user.factor_step = None
    user.password_hash = None
    user.one_time_code_hash = None
    acting.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
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
def give_code(_acting: Acting, user: User) -> str:
    """Return a code that opens the account once, to who has no password."""
    code = new_code()
    user.one_time_code_hash = hash_secret(code)
    user.must_change_password = True
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
    """Grant a proposed role; what the user began before knew another set of roles and ends."""
    grant.confirmed_by = acting.by.id
    grant.granted_on = acting.today
    _end(acting, live_sessions(acting.session, grant.user_id), SessionEnd.ROLE_CHANGED)


@act("G.refuse_role", needs=("reason",))
def refuse_role(_acting: Acting, grant: RoleGrant, *, reason: str) -> None:
    """Let a proposed role not stand."""
    grant.reason = reason


@act("G.revoke_role", needs=("reason",))
def revoke_role(acting: Acting, grant: RoleGrant, *, reason: str) -> None:
    """Take a role back; sessions in it end at once."""
    grant.revoked_on = acting.today
    grant.reason = reason
    held = [
        one for one in live_sessions(acting.session, grant.user_id) if one.acting_role is grant.role
    ]
    _end(acting, held, SessionEnd.ROLE_CHANGED)


def end_sessions(acting: Acting, user: User) -> None:
    """End every session of a user."""
    _end(acting, live_sessions(acting.session, user.id), SessionEnd.ENDED_BY_OTHER)


@write("access.user.sessions_ended", data_class=DataClass.USERS)
def end_sessions_of(acting: Acting, user: User) -> None:
    """End every session of somebody else: a telephone or a computer is gone."""
    end_sessions(acting, user)


def live_sessions(session: Session, user_id: object) -> list[SignedIn]:
    """Return the sessions of a user that nobody has ended, the latest first."""
    query = select(SignedIn).where(SignedIn.user_id == user_id, SignedIn.ended_at.is_(None))
    return list(session.scalars(query.order_by(SignedIn.started_at.desc())))


def _end(acting: Acting, sessions: list[SignedIn], why: SessionEnd) -> None:
    for one in sessions:
        one.ended_at = acting.at
        one.end_reason = why


def _new(sign_in_name: str, display_name: str, agency: Agency, language: str) -> User:
    return User(
        sign_in_name=sign_in_name,
        display_name=display_name,
        agency=agency.id,
        offices=[],
        language=language,
        must_change_password=True,
    )


def _first(acting: Acting, agency: Agency, name: str, shown: str, role: Role) -> User:
    user = _new(name, shown, agency, acting.language_for())
    user.stand(UserStatus.ACTIVE.value)
    user.confirmed_at = acting.at
    acting.add(user, under=agency)
    acting.session.flush()
    grant = RoleGrant(user_id=user.id, role=role, granted_on=acting.today)
    grant.stand(RoleGrantStatus.GRANTED.value)
    acting.add(grant, under=user)
    return user
