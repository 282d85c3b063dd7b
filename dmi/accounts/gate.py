"""The gate: who is let in by name, password and code, and who must wait.

Every fault has one answer and costs the same: the name, the password and the code are all
looked at, an account or address that must wait included, and the same statements are made for
a name that nobody has.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash

import dmi.access.user_acts  # noqa: F401 - registers the step that locks an account
from dmi.access import failures
from dmi.access.acting import Acting
from dmi.access.acts import cascade
from dmi.access.audit import record_event
from dmi.access.codes import hash_secret
from dmi.access.models.users import User
from dmi.access.words import AuditOutcome, FailureKind
from dmi.accounts import factors, sessions
from dmi.policy.roles import Role
from dmi.policy.states import UserStatus

_NOBODY = hash_secret("nobody has this password")


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the gate.

    Attributes:
        address: the address from which the request comes.
        at: the instant, aware UTC.
        request_id: names the request in the log.
        is_demo: whether everybody is invented, so that nobody needs a second factor.
        profile: key of the place's profile.
        zone: name of the time zone in which people read hours.
    """

    session: Session
    address: str
    at: datetime
    request_id: str
    is_demo: bool
    profile: str
    zone: str


def let_in(visit: Visit, name: str, password: str, code: str) -> User | None:
    """Return who all three prove; a fault is counted, and nobody learns which it was."""
    user = visit.session.scalars(
        select(User)
        .where(User.sign_in_name == name, User.status == UserStatus.ACTIVE)
        .with_for_update()
    ).one_or_none()
    account = failures.account_of(name)
    waits = failures.is_held_back(visit.session, account, visit.address, visit.at)
    kept = user.password_hash if user else None
    fits = check_password_hash(kept or _NOBODY, password)
    if waits:
        fault = FailureKind.LOCKED
    elif user is None or not kept or not fits:
        fault = FailureKind.PASSWORD
    elif not _second_fits(visit, user, code):
        fault = FailureKind.SECOND_FACTOR
    else:
        failures.forget(visit.session, account)
        return user
    _refuse(visit, account, user, fault)
    return None


def proves_again(visit: Visit, user: User, code: str) -> bool:
    """Tell whether a code proves somebody who is signed in; a fault counts like one at the gate."""
    account = failures.account_of(user.sign_in_name)
    if failures.is_held_back(visit.session, account, visit.address, visit.at):
        _refuse(visit, account, user, FailureKind.LOCKED)
        return False
    if not _second_fits(visit, user, code):
        _refuse(visit, account, user, FailureKind.SECOND_FACTOR)
        return False
    return True


def refuse_code(visit: Visit, name: str) -> None:
    """Count a one-time code that opened nothing."""
    _refuse(visit, failures.account_of(name), None, FailureKind.PASSWORD)


def _second_fits(visit: Visit, user: User, code: str) -> bool:
    if not user.factor_secret:
        return visit.is_demo
    return factors.fits(visit.session, user, code, visit.at)


def _refuse(visit: Visit, account: str, user: User | None, kind: FailureKind) -> None:
    failures.note(visit.session, account, visit.address, visit.at, kind)
    clockwork = sessions.clockwork(visit.session)
    acting = Acting(
        visit.session,
        sessions.actor_for(visit.session, clockwork, Role.SCHEDULER),
        visit.at,
        visit.profile,
        visit.zone,
        request_id=visit.request_id,
    )
    details = {"account": account, "kind": kind.value, "user": str(user.id) if user else None}
    record_event(acting, "accounts.session.refused", AuditOutcome.DENY, details)
    since = visit.at - failures.LOCKED_WITHIN
    tried = failures.of_account(visit.session, account, since)
    if tried >= failures.LOCKED_AFTER and user is not None and kind is not FailureKind.LOCKED:
        cascade(acting, "U.lock_user", user)
