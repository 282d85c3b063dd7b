"""The list, the ledger with two signers, excuses and make-ups."""

from datetime import timedelta

import pytest

import dmi.programme.acts  # noqa: F401 - registers the steps of a cohort
from dmi.callin.acts.meetings import end_meeting
from dmi.callin.acts.people import (
    close_list,
    list_person,
    mark_attendance,
    miss_make_up,
    offer_make_up,
)
from dmi.callin.models.attendance import Attendance
from dmi.callin.queries.around import attendance_of
from dmi.callin.queries.meetings import board, lists_to_close, releases_to_lapse
from dmi.callin.words import AttendanceCode, ExcuseReason, MakeUpKind
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.models.links import PersonLink
from dmi.people.words import LinkKind, LinkStatus
from dmi.policy.states import CohortStage, ListingStatus, MakeUpStatus, MeetingStatus, Stage
from tests.builders import a_pathway, placed
from tests.callin.conftest import CallIn

CODES = (AttendanceCode.PRESENT, AttendanceCode.EXCUSED_BEFORE, AttendanceCode.NO_SHOW)
STAGES = (Stage.ATTENDED, Stage.EXCUSED, Stage.NO_SHOW)


def held(callin: CallIn) -> None:
    """Let the day come: everybody is invited and the meeting is over."""
    for pathway in callin.people:
        pathway.stand(Stage.INVITED.value)
    callin.town.clock.move(days=10, hours=10)
    end_meeting(
        callin.town.acting("sec1"),
        callin.meeting,
        started_at=callin.meeting.held_at,
        ended_at=callin.town.clock(),
    )


def mark(callin: CallIn, place: int, code: AttendanceCode) -> Attendance:
    """Write one line of the ledger."""
    reason = ExcuseReason.WORK if code is AttendanceCode.EXCUSED_BEFORE else None
    return mark_attendance(
        callin.town.acting("sec1"), callin.listings[place], code=code, excuse_reason=reason
    )


def signed(callin: CallIn) -> None:
    """Hold the meeting, mark everybody and sign."""
    held(callin)
    for place, code in enumerate(CODES):
        mark(callin, place, code)
    callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef1")


def test_the_ledger_needs_everybody_and_two_signers(callin: CallIn) -> None:
    held(callin)
    mark(callin, 0, CODES[0])
    with pytest.raises(Unmet, match="everyone_coded"):
        callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef1")
    for place in (1, 2):
        mark(callin, place, CODES[place])
    with pytest.raises(NotKnown):
        callin.by_two("N.sign_ledger", callin.meeting, "sec1", "sec1")
    callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef1")
    meeting = callin.meeting
    assert meeting.status is MeetingStatus.LEDGER_SIGNED
    assert meeting.ledger_signed_by_id == callin.town.users["sec1"].id
    assert meeting.ledger_second_signed_by_id == callin.town.users["jef1"].id
    assert tuple(one.stage for one in callin.people) == STAGES
    with pytest.raises(Unmet, match="meeting_open"):
        mark(callin, 0, AttendanceCode.NO_SHOW)


def test_a_cohorts_call_in_closes_on_its_own_signed_ledger(callin: CallIn) -> None:
    cohort, town = callin.cohort, callin.town
    cohort.stand(CohortStage.CALLIN_SCHEDULED.value)
    with pytest.raises(Unmet, match="ledger_signed_by_two"):
        callin.by_two("M.close_callin", cohort, "sec1", "jef1")
    signed(callin)
    callin.by_two("M.close_callin", cohort, "sec1", "jef1")
    town.session.flush()
    assert cohort.stage is CohortStage.CALLIN_DONE


def test_where_the_moderator_may_sign_they_sign(callin: CallIn) -> None:
    held(callin)
    callin.meeting.moderator_id = callin.town.users["jef2"].id
    for place, code in enumerate(CODES):
        mark(callin, place, code)
    with pytest.raises(Unmet, match="signer_is_moderator"):
        callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef1")
    callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef2")
    assert callin.meeting.status is MeetingStatus.LEDGER_SIGNED


def test_whoever_was_not_served_is_never_absent(callin: CallIn) -> None:
    held(callin)
    callin.people[2].stand(Stage.NOT_SERVED.value)
    with pytest.raises(Faults, match="code"):
        mark(callin, 2, AttendanceCode.NO_SHOW)
    for place, code in ((0, CODES[0]), (1, CODES[1]), (2, AttendanceCode.NOT_SERVED)):
        mark(callin, place, code)
    callin.by_two("N.sign_ledger", callin.meeting, "sec1", "jef1")
    assert callin.people[2].stage is Stage.NOT_SERVED


def test_an_excuse_that_comes_later_keeps_the_signed_code(callin: CallIn) -> None:
    signed(callin)
    callin.by_two(
        "P.accept_excuse", callin.people[2], "sec1", "jef1", excuse_reason=ExcuseReason.HEALTH
    )
    line = attendance_of(callin.town.acting("sec1"), callin.people[2].id)
    assert line is not None
    assert (line.code, line.excuse_reason) == (AttendanceCode.NO_SHOW, ExcuseReason.HEALTH)
    assert callin.people[2].stage is Stage.EXCUSED


def test_a_make_up_is_soon_or_has_a_prosecutors_word(callin: CallIn) -> None:
    signed(callin)
    town = callin.town
    line = attendance_of(town.acting("sec1"), callin.people[1].id)
    assert line is not None
    late = town.clock() + timedelta(days=20)
    with pytest.raises(Unmet, match="make_up_in_time"):
        offer_make_up(town.acting("sec1"), line, for_at=late, kind=MakeUpKind.SESSION)
    make_up = offer_make_up(
        town.acting("sec1"),
        line,
        for_at=late,
        kind=MakeUpKind.SESSION,
        late_allowed_by_id=town.users["fis1"].id,
        late_reason="Turnos de trabajo hasta esa semana.",
    )
    with pytest.raises(Unmet, match="make_up_hour_passed"):
        miss_make_up(town.acting("sec1"), make_up)
    town.clock.move(days=21)
    miss_make_up(town.acting("sec1"), make_up)
    assert make_up.status is MakeUpStatus.MISSED
    callin.by_two("P.miss_make_up", callin.people[1], "sec1", "jef1")
    assert callin.people[1].stage is Stage.NO_SHOW
    first = attendance_of(town.acting("sec1"), callin.people[0].id)
    assert first is not None
    with pytest.raises(Unmet, match="code_allows_make_up"):
        offer_make_up(
            town.acting("sec1"),
            first,
            for_at=town.clock() + timedelta(days=1),
            kind=MakeUpKind.SESSION,
        )


def test_two_who_must_not_meet_are_not_listed_together(callin: CallIn) -> None:
    town = callin.town
    other = a_pathway(town, callin.cohort, surname="Aparte")
    placed(
        town,
        PersonLink(
            person_id=other.person_id,
            other_id=callin.people[0].person_id,
            kind=LinkKind.MUST_NOT_MEET,
            basis="Medida de un tribunal.",
            status=LinkStatus.CONFIRMED,
        ),
    )
    with pytest.raises(Unmet, match="no_must_not_meet") as refused:
        list_person(town.acting("jef1"), other, meeting_id=callin.meeting.id)
    assert refused.value.gaps[0].args == {"codes": "P-Muestra"}
    with pytest.raises(NotKnown):
        list_person(town.acting("sec1"), other, meeting_id=callin.meeting.id)


def test_the_board_counts_from_the_list_to_the_chair(callin: CallIn) -> None:
    callin.approved(0)
    held(callin)
    mark(callin, 0, CODES[0])
    found = board(callin.town.acting("sec1"), callin.meeting)
    assert dict(found.funnel) == {
        "LISTED": 3,
        "APPROVED": 1,
        "PRINTED": 0,
        "DELIVERED": 0,
        "PRESENT": 1,
    }
    names = [seat.name for seat in found.seats]
    assert names == ["Sara Ejemplo", "Sara Figurada", "Sara Muestra"]


def test_a_settled_call_in_closes_its_list_once(callin: CallIn) -> None:
    signed(callin)
    town = callin.town
    system = town.acting("sys1")
    assert lists_to_close(system) == []
    callin.meeting.stand(MeetingStatus.DEBRIEFED.value)
    town.session.flush()
    due = lists_to_close(system)
    assert set(due) == {one.id for one in callin.listings}
    close_list(town.acting("sys1"), callin.listings[0])
    assert callin.listings[0].status is ListingStatus.OFF
    assert len(lists_to_close(town.acting("sys1"))) == 2


def test_a_release_lapses_after_its_last_day(callin: CallIn) -> None:
    assert releases_to_lapse(callin.town.acting("sys1")) == []
    callin.town.clock.move(days=61)
    assert len(releases_to_lapse(callin.town.acting("sys1"))) == 3
