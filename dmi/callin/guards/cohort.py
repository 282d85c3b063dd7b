"""Conditions that the cohort's own steps ask of its call-in, and the activation of a no-show."""

from datetime import timedelta

from sqlalchemy import func, select

from dmi.access.guards import Gap, Look, guard
from dmi.access.models.places import Jurisdiction
from dmi.callin.models.attendance import MakeUp
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.queries.around import (
    STILL_OUT,
    attendance_of,
    meeting_day,
    meeting_of,
)
from dmi.callin.rules import PERSONAL_SERVICE
from dmi.callin.words import AttendanceCode
from dmi.people.models.contacts import PersonNotice
from dmi.people.models.pathway import Pathway
from dmi.policy.states import MeetingStatus, Stage
from dmi.profiles.profile import load


@guard("venue_and_safety_plan_set")
def venue_and_safety_plan_set(look: Look) -> Gap:
    """The meeting has a place, seats and a plan for everybody's safety."""
    meeting = meeting_of(look.acting, look.row)
    ready = meeting is not None and meeting.venue and meeting.capacity and meeting.safety_plan_id
    return None if ready else {}


@guard("callin_day_is_clear")
def callin_day_is_clear(look: Look) -> Gap:
    """The day is no holiday here."""
    meeting = meeting_of(look.acting, look.row)
    if meeting is None:
        return {"clashes": "—"}
    day = meeting_day(look.acting, meeting)
    place = look.acting.session.get(Jurisdiction, look.row.jurisdiction_id)
    part = place.region_code if place else ""
    name = load(look.acting.profile).holidays_of(day.year, part).get(day)
    return {"clashes": name} if name else None


@guard("letters_all_recalled")
def letters_all_recalled(look: Look) -> Gap:
    """No letter of the cohort's call-in is still on its way."""
    left = look.acting.session.scalar(
        select(func.count())
        .select_from(Letter)
        .where(Letter.cohort_id == look.row.cohort_id, Letter.status.in_(STILL_OUT))
    )
    return {"n": left} if left else None


@guard("invited_people_told")
def invited_people_told(look: Look) -> Gap:
    """Everybody who holds an invitation was told that it does not stand."""
    told = select(PersonNotice.pathway_id).where(PersonNotice.told_at.is_not(None))
    left = look.acting.session.scalar(
        select(func.count())
        .select_from(Pathway)
        .where(
            Pathway.cohort_id == look.row.cohort_id,
            Pathway.stage == Stage.INVITED,
            Pathway.id.not_in(told),
        )
    )
    return {"n": left} if left else None


@guard("recall_list_shown", of_form=True)
def recall_list_shown(look: Look) -> Gap:
    """Whoever suspends a cohort looked at what is still out."""
    left = look.acting.session.scalar(
        select(func.count())
        .select_from(Letter)
        .where(Letter.cohort_id == look.row.cohort_id, Letter.status.in_(STILL_OUT))
    )
    return None if look.field("list_seen") or not left else {"n": left}


@guard("debrief_done")
def debrief_done(look: Look) -> Gap:
    """The team looked back on the call-in."""
    meeting = meeting_of(look.acting, look.row)
    return None if meeting is not None and meeting.status is MeetingStatus.DEBRIEFED else {}


@guard("activation_conditions_for_kind")
def activation_conditions_for_kind(look: Look) -> Gap:
    """A no-show counts only after personal service, an offered make-up and some quiet days."""
    quiet = look.acting.number("make_up_quiet_days")
    line = attendance_of(look.acting, look.row.subject_id)
    if line is None or line.code is not AttendanceCode.NO_SHOW or line.excuse_reason:
        return None
    session = look.acting.session
    served = session.scalars(
        select(DeliveryAttempt.id)
        .join(DeliveryRound, DeliveryRound.id == DeliveryAttempt.round_id)
        .where(
            DeliveryAttempt.subject_id == look.row.subject_id,
            DeliveryAttempt.outcome.in_(PERSONAL_SERVICE),
        )
        .limit(1)
    ).first()
    offered = session.scalars(
        select(MakeUp.id).where(MakeUp.attendance_id == line.id).limit(1)
    ).first()
    ready_on = meeting_day(look.acting, line.meeting) + timedelta(days=quiet)
    holds = served is not None and offered is not None and look.acting.today >= ready_on
    return None if holds else {"n": quiet}
