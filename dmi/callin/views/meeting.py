"""The call-in board: who is listed, how far their letters are, who came."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dmi.access import sight
from dmi.callin.acts.people import mark_attendance
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.queries.around import guarantee_of, user_of
from dmi.callin.queries.letters import approved_ids
from dmi.callin.queries.meetings import Board, board, make_ups_of, may_be_listed
from dmi.callin.queries.wording import names_of
from dmi.callin.rules import MAKES_UP
from dmi.callin.views.pages import ORGANISERS, bp, steps_of
from dmi.callin.words import AttendanceCode
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import LetterStatus, MeetingStatus
from dmi.web import extra
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.open_steps import OpenStep, open_steps
from dmi.web.sentences import sentence

FUNNEL = {
    "LISTED": N_("Listed"),
    "APPROVED": N_("Letter approved"),
    "PRINTED": N_("Printed"),
    "DELIVERED": N_("Delivered"),
    "PRESENT": N_("Present"),
}
_WRITTEN_ANEW = (LetterStatus.VOIDED, LetterStatus.RECALLED, LetterStatus.UNDELIVERED)
_OPEN = (MeetingStatus.PLANNED, MeetingStatus.SCHEDULED)


@page(bp, "/meetings/<uuid:row_id>", reads=DataClass.MEETINGS, shows=Meeting)
def meeting(row_id: UUID) -> ResponseReturnValue:
    """Show a meeting; the list stands there for those who organise it, and for nobody else."""
    current = acting()
    row = sight.fetch(current, Meeting, row_id)
    organises = current.by.role in ORGANISERS
    found = board(current, row) if organises else None
    guarantee = guarantee_of(current, row)
    guarantor = user_of(current, guarantee.guarantor_id if guarantee else None)
    lists = current.by.role is Role.PROGRAMME_MANAGER and row.status in _OPEN
    return render_template(
        "callin/meeting.html",
        row=row,
        board=found,
        steps=steps_of(row),
        funnel=[(FUNNEL[name], count) for name, count in found.funnel] if found else [],
        guarantee=guarantee,
        guarantor=guarantor,
        candidates=may_be_listed(current, row) if lists else [],
        waiting=approved_ids(current, row) if current.by.role is Role.CLERK else [],
        make_ups=_make_ups(row) if organises else [],
        row_steps=_seat_steps(found),
        marks=row.status in (MeetingStatus.SCHEDULED, MeetingStatus.HELD)
        and current.by.role in ORGANISERS,
        present=AttendanceCode.PRESENT,
        guarantees=current.by.role is Role.PROSECUTOR and row.status in _OPEN,
        plans=organises and row.status in _OPEN,
        form=PageForm(),
    )


@page(
    bp,
    "/meetings/<uuid:row_id>/mark-present",
    reads=DataClass.ATTENDANCE,
    methods=("POST",),
    roles=ORGANISERS,
)
def mark_present(row_id: UUID) -> ResponseReturnValue:
    """Mark every ticked person as present."""
    extra.expects("listing")
    row = sight.fetch(acting(), Meeting, row_id)
    ticked = [UUID(one) for one in request.form.getlist("listing") if _is_id(one)]
    if not ticked:
        flash(_("Tick at least one person."), "warn")
        return redirect(url_for("callin.meeting", row_id=row.id), 303)
    done = 0
    for listing_id in ticked:
        listing = sight.fetch(acting(), Listing, listing_id)
        if listing.meeting_id != row.id:
            raise NotKnown
        done += _present(listing)
    flash(ngettext("%(num)d person marked.", "%(num)d people marked.", done), "ok")
    return redirect(url_for("callin.meeting", row_id=row.id), 303)


def _present(listing: Listing) -> int:
    try:
        mark_attendance(acting(), listing, code=AttendanceCode.PRESENT, arrived_at=acting().at)
    except Faults:
        flash(_("Somebody without a served letter was not marked."), "warn")
        return 0
    except Unmet as refusal:
        for gap in refusal.gaps:
            flash(sentence(gap.guard, dict(gap.args)), "warn")
        return 0
    return 1


def _seat_steps(found: Board | None) -> dict[UUID, list[OpenStep]]:
    """Return the open steps on each line of the board: the list's, and the make-up's."""
    kept: dict[UUID, list[OpenStep]] = {}
    for seat in found.seats if found else ():
        steps = open_steps(acting(), seat.listing)
        if seat.letter is not None and seat.letter.status not in _WRITTEN_ANEW:
            steps = [one for one in steps if one.key != "L.draft_letter"]
        if seat.attendance is not None and seat.attendance.code in MAKES_UP:
            steps += open_steps(acting(), seat.attendance)
        kept[seat.listing.id] = steps
    return kept


def _make_ups(row: Meeting) -> list[dict[str, object]]:
    found = make_ups_of(acting(), row)
    names = names_of(acting(), [one.attendance.pathway_id for one in found]) if found else {}
    return [
        {"row": one, "name": names.get(one.attendance.pathway_id, ""), "steps": steps_of(one)}
        for one in found
    ]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
