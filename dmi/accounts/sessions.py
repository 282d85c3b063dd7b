"""Server-side sessions, and who a token belongs to."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from dmi.access.acting import Actor, Emergency
from dmi.access.models.emergencies import BreakGlass
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, SignedIn, User
from dmi.access.words import SessionEnd
from dmi.policy.classes import DataClass
from dmi.policy.roles import ROLE_FACTS, Role
from dmi.policy.states import RoleGrantStatus, UserStatus

HOURS_AT_MOST = 12
SEEN_EVERY_SECONDS = 60


def roles_of(session: Session, user: User, at: datetime) -> list[Role]:
    """Return the roles a user holds today."""
    query = select(RoleGrant.role, RoleGrant.until_on).where(
        RoleGrant.user_id == user.id, RoleGrant.status == RoleGrantStatus.GRANTED
    )
    return [role for role, until in session.execute(query) if not until or until >= at.date()]


class NobodyKeepsTime(RuntimeError):
    """The installation has no scheduler among its users."""


def clockwork(session: Session) -> User:
    """Return the user in whose name the machine acts.

    Raises:
        NobodyKeepsTime: nobody holds that role.
    """
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == Role.SCHEDULER,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.status == UserStatus.ACTIVE,
        )
        .order_by(User.created_at, User.id)
        .limit(1)
    )
    user = session.scalars(query).one_or_none()
    if user is None:
        raise NobodyKeepsTime
    return user


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


@dataclass(frozen=True, slots=True)
class Live:
    """Who a token belongs to, and whether it is time to note that the session is in use."""

    actor: Actor
    session_id: UUID
    is_to_note: bool


def live_of(session: Session, token: str, at: datetime) -> Live | None:
    """Return who a token belongs to, in one statement; nothing for an ended or idle session.

    An emergency sight that is open for this user in this role comes with it.
    """
    is_open = and_(
        BreakGlass.user_id == SignedIn.user_id,
        BreakGlass.role == SignedIn.acting_role,
        BreakGlass.stopped_at.is_(None),
        BreakGlass.started_at <= at,
        BreakGlass.ends_at > at,
    )
    query = (
        select(SignedIn, User, Agency.home_id, BreakGlass)
        .join(User, User.id == SignedIn.user_id)
        .join(Agency, Agency.id == User.agency)
        .outerjoin(BreakGlass, is_open)
        .where(SignedIn.token_hash == _hash(token), SignedIn.ended_at.is_(None))
        .order_by(BreakGlass.ends_at.desc())
    )
    found = session.execute(query).first()
    if found is None:
        return None
    kept, user, home, opened = found
    if not goes_on(kept, at) or user.status is not UserStatus.ACTIVE:
        return None
    is_to_note = at - kept.seen_at > timedelta(seconds=SEEN_EVERY_SECONDS)
    actor = Actor(
        id=user.id,
        name=user.display_name,
        role=kept.acting_role,
        agency_id=user.agency,
        jurisdiction_ids=(home,),
        language=user.language,
        offices=tuple(user.offices),
        session_ref=str(kept.id),
        stepped_up_at=kept.stepped_up_at,
        emergency=emergency_of(opened) if opened is not None else None,
    )
    return Live(actor, kept.id, is_to_note)


def emergency_of(opened: BreakGlass) -> Emergency:
    """Return what an open emergency sight lets its user know."""
    return Emergency(
        id=opened.id,
        subject=opened.subject_id or opened.id,
        classes=frozenset(DataClass(one) for one in opened.classes),
        linked=frozenset(UUID(one) for one in opened.linked),
        ends_at=opened.ends_at,
    )


def note_use(session: Session, session_id: UUID, at: datetime) -> None:
    """Note that a session is in use, in the transaction that is open."""
    session.execute(update(SignedIn).where(SignedIn.id == session_id).values(seen_at=at))


def goes_on(kept: SignedIn, at: datetime) -> bool:
    """Tell whether a session is neither ended nor idle nor over its hours."""
    over = at - kept.started_at > timedelta(hours=HOURS_AT_MOST)
    idle = at - kept.seen_at > timedelta(minutes=kept.idle_minutes)
    return kept.ended_at is None and not over and not idle


def close_session(session: Session, session_id: UUID, at: datetime, why: SessionEnd) -> None:
    """End a session."""
    kept = session.get(SignedIn, session_id)
    if kept is not None and kept.ended_at is None:
        kept.ended_at = at
        kept.end_reason = why


def step_up(session: Session, session_id: UUID, at: datetime) -> str:
    """Note that the person has just proved who they are; the session goes on under a new token."""
    token = secrets.token_urlsafe(32)
    kept = session.get_one(SignedIn, session_id)
    kept.stepped_up_at = at
    kept.token_hash = _hash(token)
    return token


def actor_for(session: Session, user: User, role: Role) -> Actor:
    """Return a user as an actor outside any session: the other of two people, or a job."""
    home = session.scalar(select(Agency.home_id).where(Agency.id == user.agency))
    homes = (home,) if home else ()
    return Actor(
        user.id, user.display_name, role, user.agency, homes, user.language, tuple(user.offices)
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
