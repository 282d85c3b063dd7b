"""Acts of delivery sheets: asked by one, approved by another, printed under a mark, returned."""

from datetime import date, time, timedelta
from uuid import UUID

from dmi.access import papers
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.guards import has_just_proved
from dmi.callin.models.meeting import Meeting
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.sheets import copies_of, marked, pairs, sheet_wording, stops
from dmi.documents import register
from dmi.documents.models import IssuedPaper, PaperCopy
from dmi.documents.press import Printed, print_batch
from dmi.kernel.local_time import Once, from_local, instant_text
from dmi.kernel.refusals import Faults, NotKnown, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role

EVENING = time(20)
"""The hour of the shift's day at which a list must be back."""
NAME_CHARS = 20
ANOTHER_COPY = "One of the copies that were approved."
NO_MARK = "—"


@write("callin.sheet.asked", data_class=DataClass.MEETINGS)
def ask_sheet(
    acting: Acting, meeting: Meeting, *, round_id: UUID, shift_on: date, copies: int
) -> DeliverySheet:
    """Ask for the list of the pair that is on that round, of all that it carries on the day.

    Raises:
        NotKnown: no pair of this meeting is on that round.
        Unmet: nobody but the clerk asks for it.
        Faults: the evening of the day has passed.
    """
    if acting.by.role is not Role.CLERK:
        raise NotKnown
    back = from_local(shift_on, EVENING, acting.zone)
    if not isinstance(back, Once) or back.at <= acting.at:
        raise Faults({"shift_on": [N_("Its evening has passed: the list would be overdue.")]})
    found = [one for one in pairs(acting, meeting) if round_id in {each.id for each in one.rounds}]
    if not found:
        raise NotKnown
    rounds = [
        one for one in found[0].rounds if one.planned_on is None or one.planned_on <= shift_on
    ]
    if not rounds:
        raise Faults({"shift_on": [N_("None of their rounds is planned for this day.")]})
    return acting.add(
        DeliverySheet(
            meeting_id=meeting.id,
            deliverer_id=rounds[0].deliverer_id,
            second_deliverer_id=rounds[0].second_deliverer_id,
            shift_on=shift_on,
            return_by=back.at,
            copies=copies,
            rounds=[str(one.id) for one in rounds],
            asked_by_id=acting.by.id,
            asked_at=acting.at,
        ),
        under=meeting,
    )


@write("callin.sheet.approved", data_class=DataClass.MEETINGS)
def approve_sheet(acting: Acting, sheet: DeliverySheet) -> IssuedPaper:
    """Let a list be printed, as the programme manager who did not ask for it; it gets its folio.

    Raises:
        NotKnown: this is not the second person, or may not know everybody on the list.
        Unmet: it is approved already or too late, or a fresh sign-in is missing.
    """
    if acting.by.role is not Role.PROGRAMME_MANAGER or acting.by.id == sheet.asked_by_id:
        raise NotKnown
    _proved(acting)
    lapses = sheet.asked_at + timedelta(hours=acting.number("approval_hours"))
    if acting.at >= min(lapses, sheet.return_by):
        lapsed = instant_text(min(lapses, sheet.return_by), acting.zone)
        raise Unmet((UnmetCondition("not_expired_approval", {"date": lapsed}),))
    if sheet.approved_by_id is not None:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    wording = sheet_wording(acting, sheet, stops(acting, sheet), NO_MARK)
    issued, _ = papers.issue(acting, wording, sheet)
    sheet.approved_by_id, sheet.approved_at = acting.by.id, acting.at
    sheet.paper_id = issued.id
    return issued


@write("callin.sheet.printed", data_class=DataClass.MEETINGS)
def print_sheet(acting: Acting, sheet: DeliverySheet) -> PaperCopy:
    """Print the next of the approved copies under the mark of whoever prints it.

    What is printed is not kept: its hash and its mark are, and the same copy is rendered again.

    Raises:
        NotKnown: nobody but the clerk prints it.
        Unmet: nobody approved it, its copies are printed, it is due back, or a fresh sign-in is
            missing.
    """
    if acting.by.role is not Role.CLERK:
        raise NotKnown
    acting.session.refresh(sheet, with_for_update=True)
    issued, printed = issued_of(acting, sheet), copies_of(acting, sheet)
    if issued is None or len(printed) >= sheet.copies:
        raise Unmet((UnmetCondition("print_approved"),))
    _proved(acting)
    if acting.at >= sheet.return_by or sheet.returned_at is not None:
        lapsed = instant_text(sheet.return_by, acting.zone)
        raise Unmet((UnmetCondition("not_expired_approval", {"date": lapsed}),))
    number = len(printed) + 1
    mark = mark_of(acting, issued.folio, f"{number}/{sheet.copies}")
    copy = register.log_copy(
        acting.session,
        issued,
        print_batch([marked(acting, sheet, issued, mark, acting.at)]),
        0,
        at=acting.at,
        by_ref=str(acting.by.id),
        reason=ANOTHER_COPY if printed else None,
        approval_ref=str(sheet.approved_by_id),
        watermark=mark,
    )
    return acting.add(copy, under=issued)


@write("callin.sheet.returned", data_class=DataClass.MEETINGS)
def take_sheet_back(
    acting: Acting, sheet: DeliverySheet, *, copies_returned: int, missing_reason: str | None = None
) -> None:
    """Write down how many copies came back for destruction, and why any did not.

    Raises:
        Unmet: nothing was printed, or it was written down already.
        Faults: more than were printed, or a missing one without a reason.
    """
    printed = len(copies_of(acting, sheet))
    if not printed or sheet.returned_at is not None:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    if copies_returned > printed:
        raise Faults({"copies_returned": [N_("So many copies were not printed.")]})
    if copies_returned < printed and not (missing_reason or "").strip():
        raise Faults({"missing_reason": [N_("Write why a copy did not come back.")]})
    sheet.returned_at, sheet.returned_to_id = acting.at, acting.by.id
    sheet.copies_returned, sheet.missing_reason = copies_returned, missing_reason or None


def issued_of(acting: Acting, sheet: DeliverySheet) -> IssuedPaper | None:
    """Return the register's line of an approved list."""
    return acting.session.get(IssuedPaper, sheet.paper_id) if sheet.paper_id else None


def last_copy(acting: Acting, sheet: DeliverySheet) -> Printed:
    """Return the newest copy of a list, rendered again for whoever printed it.

    Raises:
        NotKnown: this reader printed none, or it is back.
        Unmet: a name, an address or a wording changed since: it is no longer that copy.
    """
    issued, copies = issued_of(acting, sheet), copies_of(acting, sheet)
    mine = [one for one in copies if one.printed_by_ref == str(acting.by.id)]
    if issued is None or not mine or sheet.returned_at is not None:
        raise NotKnown
    copy = mine[-1]
    again = print_batch([marked(acting, sheet, issued, copy.watermark or "", copy.printed_at)])
    if again.sha256 != copy.pdf_hash:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    return again


def mark_of(acting: Acting, list_id: str, copy: str) -> str:
    """Return the viewer's mark: who, at which minute, which list and which copy of how many."""
    name = acting.by.name.upper()[:NAME_CHARS].rstrip()
    return f"{name} {instant_text(acting.at, acting.zone)} {list_id} {copy}"


def _proved(acting: Acting) -> None:
    if not has_just_proved(acting):
        minutes = acting.number("step_up_minutes")
        raise Unmet((UnmetCondition("signed_in_again", {"min": minutes}),))
