"""Delivery sheets: the rounds of a pair, the lines of a list and the copy that somebody printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from dmi.access import papers
from dmi.access.acting import Acting
from dmi.access.models.places import Jurisdiction
from dmi.access.models.users import User
from dmi.access.papers import Wording
from dmi.access.sight import narrow
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.wording import names_of
from dmi.callin.rules import DOOR_CODES
from dmi.callin.words import DeliveryOutcome
from dmi.documents.models import IssuedPaper, PaperCopy
from dmi.documents.paper import DEMO_MARK, Paper
from dmi.kernel.local_time import day_text, instant_text
from dmi.kernel.refusals import NotKnown
from dmi.kernel.wording import fold
from dmi.people.models.person import Address
from dmi.policy.classes import DataClass
from dmi.policy.states import DeliveryRoundStatus, LetterStatus
from dmi.profiles.words import PaperId

TABLE = "P18D.02"
TRIES = 3
UNDER_WAY = (DeliveryRoundStatus.ASSIGNED, DeliveryRoundStatus.ATTEMPTED)
_ANYBODY = {"es": "[nombre]", "en": "[name]"}
_UNSAFE = {"es": "no seguro", "en": "not safe"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One door of a list."""

    round: DeliveryRound
    folio: str
    name: str
    address: str
    tries: tuple[DeliveryAttempt, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who carry letters of a meeting, and the rounds that they are on."""

    names: tuple[str, str]
    rounds: tuple[DeliveryRound, ...]


def pairs(acting: Acting, meeting: Meeting) -> list[Pair]:
    """Return who is on the way with letters of a meeting."""
    query = (
        select(DeliveryRound)
        .join(Letter, Letter.id == DeliveryRound.letter_id)
        .where(
            Letter.meeting_id == meeting.id,
            Letter.status == LetterStatus.OUT,
            DeliveryRound.status.in_(UNDER_WAY),
        )
        .order_by(DeliveryRound.created_at, DeliveryRound.id)
    )
    together: dict[tuple[UUID, UUID], list[DeliveryRound]] = {}
    for one in acting.session.scalars(narrow(query, acting, DeliveryRound)):
        together.setdefault((one.deliverer_id, one.second_deliverer_id), []).append(one)
    staff = staff_names(acting, [who for both in together for who in both])
    return [
        Pair((staff[first], staff[second]), tuple(rounds))
        for (first, second), rounds in together.items()
    ]


def sheets_of(acting: Acting, meeting: Meeting) -> list[DeliverySheet]:
    """Return the lists of a meeting, newest first."""
    query = select(DeliverySheet).where(DeliverySheet.meeting_id == meeting.id)
    newest = query.order_by(DeliverySheet.asked_at.desc(), DeliverySheet.id)
    return list(acting.session.scalars(narrow(newest, acting, DeliverySheet)))


def stops(acting: Acting, sheet: DeliverySheet, until: datetime | None = None) -> list[Stop]:
    """Return the doors of a list by name, with what was tried ``until`` then.

    Raises:
        NotKnown: this reader may not know somebody on the list.
    """
    ids = [UUID(one) for one in sheet.rounds]
    query = (
        select(DeliveryRound, IssuedPaper.folio, Address, Jurisdiction.name)
        .join(Letter, Letter.id == DeliveryRound.letter_id)
        .join(IssuedPaper, IssuedPaper.id == Letter.paper_id)
        .join(Address, Address.id == DeliveryRound.address_id)
        .join(Jurisdiction, Jurisdiction.id == Address.municipality_id)
        .options(joinedload(DeliveryRound.letter))
        .where(DeliveryRound.id.in_(ids))
    )
    rows = list(acting.session.execute(narrow(query, acting, DeliveryRound)))
    names = names_of(acting, [one.letter.pathway_id for one, *_ in rows])
    if len(rows) < len(ids) or any(one.letter.pathway_id not in names for one, *_ in rows):
        raise NotKnown
    acting.saw(DataClass.LETTERS, *(one.id for one, *_ in rows))
    tries = _tries(acting, [one.letter_id for one, *_ in rows], until)
    found = [
        Stop(
            one,
            folio,
            names[one.letter.pathway_id],
            ", ".join(filter(None, (address.line, address.unit_detail, place))),
            tuple(tries.get(one.letter_id, ())),
        )
        for one, folio, address, place in rows
    ]
    return sorted(found, key=lambda one: (fold(one.name), one.folio))


def _tries(
    acting: Acting, letters: Sequence[UUID], until: datetime | None
) -> dict[UUID, list[DeliveryAttempt]]:
    query = (
        select(DeliveryRound.letter_id, DeliveryAttempt)
        .join(DeliveryRound, DeliveryRound.id == DeliveryAttempt.round_id)
        .where(
            DeliveryRound.letter_id.in_(letters), DeliveryAttempt.created_at < (until or acting.at)
        )
        .order_by(DeliveryAttempt.at, DeliveryAttempt.id)
    )
    found: dict[UUID, list[DeliveryAttempt]] = {}
    for letter_id, attempt in acting.session.execute(query):
        found.setdefault(letter_id, []).append(attempt)
    return found


def staff_names(acting: Acting, ids: Sequence[UUID | None]) -> dict[UUID, str]:
    """Return the names of people of the staff."""
    query = select(User.id, User.display_name).where(User.id.in_([one for one in ids if one]))
    return {row.id: row.display_name for row in acting.session.execute(query)}


def copies_of(acting: Acting, sheet: DeliverySheet) -> list[PaperCopy]:
    """Return the print log of a list."""
    query = select(PaperCopy).where(PaperCopy.paper_id == sheet.paper_id)
    return list(acting.session.scalars(query.order_by(PaperCopy.copy_no)))


def sheet_wording(acting: Acting, sheet: DeliverySheet, doors: list[Stop], mark: str) -> Wording:
    """Return what a list puts into the delivery sheet: no number of a person, reason or offence."""
    language = acting.language_for()
    staff = staff_names(acting, [sheet.deliverer_id, sheet.second_deliverer_id])
    values = {
        "return_by": instant_text(sheet.return_by, acting.zone),
        "shift_date": day_text(sheet.shift_on),
        "deliverer_1": staff.get(sheet.deliverer_id, ""),
        "deliverer_2": staff.get(sheet.second_deliverer_id, ""),
        "person_name": doors[0].name if len(doors) == 1 else _ANYBODY[language],
        "contact_name": sheet.meeting.contact_name or "",
        "viewer_watermark": mark,
    }
    rows = {TABLE: [_cells(acting, number, one) for number, one in enumerate(doors, 1)]}
    return Wording(PaperId.P18D, values, rows=rows)


def _cells(acting: Acting, number: int, door: Stop) -> list[str]:
    language = acting.language_for()
    asked = [one.new_day_asked for one in door.tries if one.new_day_asked]
    unsafe = any(one.outcome is DeliveryOutcome.UNSAFE for one in door.tries)
    care = [_UNSAFE[language]] if unsafe else []
    if door.round.letter.language != language:
        care.append(papers.LANGUAGE_NAMES[language].get(door.round.letter.language, ""))
    tries = [
        f"{instant_text(one.at, acting.zone)} {DOOR_CODES[one.outcome]}"
        for one in door.tries[-TRIES:]
    ]
    return [
        str(number),
        door.folio,
        door.name,
        door.address,
        instant_text(asked[-1], acting.zone) if asked else "",
        ", ".join(filter(None, care)),
        *(tries + [""] * TRIES)[:TRIES],
        "",
    ]


def marked(
    acting: Acting, sheet: DeliverySheet, issued: IssuedPaper, mark: str, at: datetime
) -> Paper:
    """Return the list as one viewer prints it at one minute: the mark stands on every page."""
    wording = sheet_wording(acting, sheet, stops(acting, sheet, at), mark)
    composed = papers.compose(
        acting, wording, folio=issued.folio, code=issued.verification_code, draft=False
    )
    drawn = f"{DEMO_MARK} {mark}" if acting.is_demo else mark
    return replace(composed, watermark=drawn, issued_on=issued.issued_on)
