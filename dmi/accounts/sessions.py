"""Signing in and out: passwords, server-side sessions, and who a token belongs to."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from dmi.access.acting import Actor
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, SignedIn, User
from dmi.access.words import SessionEnd
from dmi.policy.roles import ROLE_FACTS, Role
from dmi.policy.states import RoleGrantStatus, UserStatus

HOURS_AT_MOST = 12
SEEN_EVERY_SECONDS = 60
_NOBODY = generate_password_hash("nobody has this password", method="scrypt")


def hash_password(password: str) -> str:
    """Return the scrypt hash of a password."""
    return generate_password_hash(password, method="scrypt")


def check(session: Session, name: str, password: str) -> User | None:
    """Return the active user; a wrong name costs as much time as a wrong password."""
    user = session.scalars(
        select(User).where(User.sign_in_name == name, User.status == UserStatus.ACTIVE)
    ).one_or_none()
    kept = user.password_hash if user and user.password_hash else _NOBODY
    return user if check_password_hash(kept, password) and user and user.password_hash else None


def roles_of(session: Session, user: User, at: datetime) -> list[Role]:
    """Return the roles a user holds today."""
    query = select(RoleGrant.role, RoleGrant.until_on).where(
        RoleGrant.user_id == user.id, RoleGrant.status == RoleGrantStatus.GRANTED
    )
    return [role for role, until in session.execute(query) if not until or until >= at.date()]


def open_session(session: Session, user: User, role: Role, at: datetime) -> str:
    """Start a session and return the token that only the browser keeps."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            id=uuid4(),
            user_id=user.id,
            token_hash=_hash(token),
            acting_role=role,
            started_at=at,
            seen_at=at,
            stepped_up_at=at,
            idle_minutes=ROLE_FACTS[role].idle_minutes,
        )
    )
    session.flush()
    return token


def actor_of(session: Session, token: str, at: datetime) -> Actor | None:
    """Return who a token belongs to, in one statement; nothing for an ended or idle session."""
    query = (
        select(SignedIn, User, Agency.home_id)
        .join(User, User.id == SignedIn.user_id)
        .join(Agency, Agency.id == User.agency)
        .where(SignedIn.token_hash == _hash(token), SignedIn.ended_at.is_(None))
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    kept, user, home = found
    idle = timedelta(minutes=kept.idle_minutes)
    over = at - kept.started_at > timedelta(hours=HOURS_AT_MOST)
    if over or at - kept.seen_at > idle or user.status is not UserStatus.ACTIVE:
        return None
    if at - kept.seen_at > timedelta(seconds=SEEN_EVERY_SECONDS):
        kept.seen_at = at
    return Actor(
        id=user.id,
        name=user.display_name,
        role=kept.acting_role,
        agency_id=user.agency,
        jurisdiction_ids=(home,),
        language=user.language,
        offices=tuple(user.offices),
        session_ref=str(kept.id),
        stepped_up_at=kept.stepped_up_at,
    )


def close_session(session: Session, session_id: UUID, at: datetime, why: SessionEnd) -> None:
    """End a session."""
    kept = session.get(SignedIn, session_id)
    if kept is not None and kept.ended_at is None:
        kept.ended_at = at
        kept.end_reason = why


def step_up(session: Session, session_id: UUID, at: datetime) -> None:
    """Note that the person has just proved again who they are."""
    kept = session.get(SignedIn, session_id)
    if kept is not None:
        kept.stepped_up_at = at


def actor_for(session: Session, user: User, role: Role) -> Actor:
    """Return a user as an actor outside any session: the other of two people, or a job."""
    home = session.scalar(select(Agency.home_id).where(Agency.id == user.agency))
    homes = (home,) if home else ()
    return Actor(
        user.id, user.display_name, role, user.agency, homes, user.language, tuple(user.offices)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
