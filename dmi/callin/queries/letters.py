"""Letters and deliveries as their pages list them, through sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.access.sight import narrow
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Meeting
from dmi.callin.queries.wording import names_of
from dmi.documents.models import IssuedPaper, PaperCopy, ShelfFile
from dmi.owed.models import BackgroundWork
from dmi.people.models.contacts import Influential
from dmi.people.words import ConsentAnswer
from dmi.policy.classes import DataClass
from dmi.policy.states import DeliveryRoundStatus, LetterStatus

MOST = 200


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of a list: whom it is for, its folio and how often it was printed."""

    letter: Letter
    name: str
    folio: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of a list: whose letter, who brings it, how often they tried."""

    round: DeliveryRound
    name: str
    pair: tuple[str, str]
    tries: int


def letters_by_id(acting: Acting, ids: Sequence[UUID]) -> list[Letter]:
    """Return the letters this reader may know, in the order of their making."""
    query = select(Letter).where(Letter.id.in_(ids)).order_by(Letter.created_at, Letter.id)
    return list(acting.session.scalars(narrow(query, acting, Letter)))


def letters(acting: Acting, meeting: Meeting | None = None) -> list[LetterLine]:
    """Return the newest letters, of one meeting or of all."""
    query = (
        select(Letter, IssuedPaper.folio)
        .outerjoin(IssuedPaper, IssuedPaper.id == Letter.paper_id)
        .options(joinedload(Letter.meeting))
        .order_by(Letter.created_at.desc(), Letter.id)
        .limit(MOST)
    )
    if meeting is not None:
        query = query.where(Letter.meeting_id == meeting.id)
    rows = list(acting.session.execute(narrow(query, acting, Letter)))
    names = names_of(acting, [letter.pathway_id for letter, _ in rows])
    acting.saw(DataClass.LETTERS, *(letter.id for letter, _ in rows))
    return [
        LetterLine(letter, names.get(letter.pathway_id, ""), folio or "") for letter, folio in rows
    ]


def versions_of(acting: Acting, letter: Letter) -> list[Letter]:
    """Return every version of a person's letter, newest first."""
    query = select(Letter).where(
        Letter.pathway_id == letter.pathway_id, Letter.meeting_id == letter.meeting_id
    )
    return list(acting.session.scalars(query.order_by(Letter.version.desc())))


def copies_of(acting: Acting, letter: Letter) -> list[PaperCopy]:
    """Return the print log of a letter."""
    if letter.paper_id is None:
        return []
    query = select(PaperCopy).where(PaperCopy.paper_id == letter.paper_id)
    return list(acting.session.scalars(query.order_by(PaperCopy.copy_no)))


def issued_of(acting: Acting, letter: Letter) -> IssuedPaper | None:
    """Return the register's line of a letter."""
    return acting.session.get(IssuedPaper, letter.paper_id) if letter.paper_id else None


def document_of(acting: Acting, letter: Letter) -> ShelfFile | None:
    """Return the document in which a letter was printed last, as long as it is kept."""
    copies = copies_of(acting, letter)
    last = copies[-1].pdf_id if copies else None
    file = acting.session.get(ShelfFile, last) if last else None
    return file if file is not None and file.removed_at is None else None


def letters_in(acting: Acting, file: ShelfFile) -> list[UUID]:
    """Return every letter of one printed document: who opens it reads them all."""
    query = (
        select(Letter.id)
        .join(PaperCopy, PaperCopy.paper_id == Letter.paper_id)
        .where(PaperCopy.pdf_id == file.id)
    )
    return list(acting.session.scalars(query))


def rounds_of(acting: Acting, letter: Letter) -> list[DeliveryRound]:
    """Return the rounds of one letter."""
    query = select(DeliveryRound).where(DeliveryRound.letter_id == letter.id)
    return list(acting.session.scalars(query.order_by(DeliveryRound.number)))


def releases_of(acting: Acting, pathway_id: UUID) -> list[Release]:
    """Return the releases of one person, newest first."""
    query = select(Release).where(Release.pathway_id == pathway_id)
    return list(acting.session.scalars(query.order_by(Release.released_at.desc())))


def deliveries(acting: Acting) -> list[RoundLine]:
    """Return the rounds, those under way first."""
    under_way = (DeliveryRoundStatus.ASSIGNED, DeliveryRoundStatus.ATTEMPTED)
    query = (
        select(DeliveryRound)
        .options(joinedload(DeliveryRound.letter).joinedload(Letter.meeting))
        .order_by(DeliveryRound.status.in_(under_way).desc(), DeliveryRound.created_at.desc())
        .limit(MOST)
    )
    rounds = list(acting.session.scalars(narrow(query, acting, DeliveryRound)))
    names = names_of(acting, [one.letter.pathway_id for one in rounds])
    acting.saw(DataClass.LETTERS, *(one.id for one in rounds))
    staff = _names_of_staff(
        acting, [who for one in rounds for who in (one.deliverer_id, one.second_deliverer_id)]
    )
    tries: dict[UUID, int] = {}
    counted = select(DeliveryAttempt.round_id).where(
        DeliveryAttempt.round_id.in_([one.id for one in rounds])
    )
    for round_id in acting.session.scalars(counted):
        tries[round_id] = tries.get(round_id, 0) + 1
    return [
        RoundLine(
            one,
            names.get(one.letter.pathway_id, ""),
            (staff.get(one.deliverer_id, ""), staff.get(one.second_deliverer_id, "")),
            tries.get(one.id, 0),
        )
        for one in rounds
    ]


def approved_ids(acting: Acting, meeting: Meeting) -> list[UUID]:
    """Return the letters of a meeting that wait for the printer."""
    query = select(Letter.id).where(
        Letter.meeting_id == meeting.id, Letter.status == LetterStatus.APPROVED
    )
    return list(acting.session.scalars(narrow(query, acting, Letter)))


def batch_key(meeting: Meeting) -> str:
    """Return how the keys of a meeting's printing works begin."""
    return f"letters {meeting.id} "


def batches(acting: Acting, meeting: Meeting) -> int:
    """Return how many times the letters of a meeting were sent to the printer."""
    query = select(func.count()).select_from(_batches(acting, meeting).subquery())
    return acting.session.scalar(query) or 0


def last_batch(acting: Acting, meeting: Meeting) -> BackgroundWork | None:
    """Return the newest printing work of a meeting."""
    query = _batches(acting, meeting)
    newest = query.order_by(BackgroundWork.created_at.desc(), BackgroundWork.id.desc()).limit(1)
    return acting.session.scalars(newest).one_or_none()


def _batches(acting: Acting, meeting: Meeting) -> Select[BackgroundWork]:
    """Everybody who organises the meeting sees its printing, whoever asked for it."""
    query = select(BackgroundWork).where(BackgroundWork.dedupe_key.startswith(batch_key(meeting)))
    return narrow(query, acting, BackgroundWork, DataClass.MEETINGS)


def _names_of_staff(acting: Acting, ids: Sequence[UUID]) -> dict[UUID, str]:
    query = select(User.id, User.display_name).where(User.id.in_(ids))
    return {row.id: row.display_name for row in acting.session.execute(query)}


def last_signatories(acting: Acting, meeting_id: UUID) -> list[str]:
    """Return who signs the newest letter of a meeting."""
    query = select(Letter.signatories).where(Letter.meeting_id == meeting_id)
    found = acting.session.scalars(query.order_by(Letter.created_at.desc()).limit(1)).first()
    return list(found or ())


def supporters_of(acting: Acting, pathway_id: UUID) -> list[tuple[UUID, str]]:
    """Return those beside a person who agreed to be contacted and whom this reader may know."""
    query = select(Influential).where(
        Influential.pathway_id == pathway_id,
        Influential.consent_to_contact == ConsentAnswer.YES,
    )
    found = acting.session.scalars(narrow(query, acting, Influential))
    return [(one.id, one.name) for one in found]
