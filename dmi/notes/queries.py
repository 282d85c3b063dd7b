"""Notes, for their author and the named successor alone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.users import RoleGrant, User
from dmi.access.sight import narrow
from dmi.checkins.queries import names_of
from dmi.notes.models import ConfidentialNote
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus
from dmi.support.models.session import SessionFact

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One note of a list: whose session, when and by whom; never its text."""

    note: ConfidentialNote
    fact: SessionFact
    person: str
    author: str


def box_stands(acting: Acting) -> bool:
    """Tell whether the session page has a box for a note for this user."""
    off = acting.setting("clinical_notes") == "off"
    return not (off and acting.by.role is Role.PSYCHOLOGIST)


def note_of(acting: Acting, session_id: UUID) -> ConfidentialNote | None:
    """Return the note of one session, if there is one and it is for this reader."""
    query = select(ConfidentialNote).where(ConfidentialNote.session_id == session_id)
    narrowed = narrow(query, acting, ConfidentialNote, DataClass.CONFIDENTIAL_NOTES)
    return acting.session.scalars(narrowed).one_or_none()


def notes_of(acting: Acting) -> list[Listed]:
    """Return the notes that the reader wrote or takes over, newest first."""
    query = (
        narrow(
            select(ConfidentialNote, SessionFact, User.display_name),
            acting,
            ConfidentialNote,
            DataClass.CONFIDENTIAL_NOTES,
        )
        .join(SessionFact, SessionFact.id == ConfidentialNote.session_id)
        .join(User, User.id == ConfidentialNote.author_id)
        .order_by(SessionFact.at.desc(), ConfidentialNote.id)
        .limit(SHOWN)
    )
    rows = acting.session.execute(query).all()
    names = names_of(acting, {fact.subject_id for _note, fact, _who in rows if fact.subject_id})
    return [
        Listed(note, fact, names.get(fact.subject_id, ("", ""))[0], who) for note, fact, who in rows
    ]


def colleagues(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the other users of the reader's discipline, by id and name."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == acting.by.role,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.id != acting.by.id,
        )
        .order_by(User.display_name)
    )
    return [(row.id, row.display_name) for row in acting.session.execute(query)]
