"""The offer, the agreement, and the weeks of support after it."""

from datetime import date, timedelta

from sqlalchemy import select

from dmi.access.assignment_acts import assign
from dmi.access.words import AssignmentGround
from dmi.callin.words import CounselState
from dmi.checkins.acts import keep_checkin, mark_missed, open_window
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.checkins.words import ContactMode, SupportPhase
from dmi.demo.judged import scan
from dmi.demo.staff import Stage as Play
from dmi.owed.words import Channel
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentPurpose, ConsentRecipient
from dmi.policy.states import CheckInStatus
from dmi.support.acts.offer import explain_offer, record_decline, sign_agreement
from dmi.support.acts.sessions import record_session
from dmi.support.acts.support import assess_needs, begin_support
from dmi.support.rules import ASKED_PURPOSES, Answered, Promise
from dmi.support.words import (
    Discipline,
    ObligationCode,
    ObligationSide,
    SessionKept,
    SessionTopic,
)

SUMMARY = "Vino a la hora; se revisó la postulación y se acordó el paso siguiente."
TEAM = (
    ("ts1", AssignmentGround.CASE_MANAGER),
    ("ts2", AssignmentGround.DEPUTY),
    ("psi1", AssignmentGround.DEPUTY),
    ("lab1", AssignmentGround.DEPUTY),
)


def give_team(play: Play, pathway: Pathway) -> None:
    """Give somebody who came to the people who will work with them."""
    for name, ground in TEAM:
        assign(play.acting("jef1"), pathway, user_id=play.users[name].id, ground=ground)


def offer(play: Play, pathway: Pathway) -> None:
    """Explain the offer, the rights and the limits of what stays private."""
    explain_offer(
        play.acting("ts1"),
        pathway,
        explained_at=play.at - timedelta(minutes=5),
        rights_sheet_version="1",
        counsel=CounselState.ACCEPTED,
        limits_told=True,
    )


def sign(play: Play, pathway: Pathway) -> None:
    """Sign the agreement with its first promise and its first check-in."""
    answers = [
        Answered(
            purpose,
            ConsentAnswer.NO,
            ConsentRecipient.PROSECUTOR,
            "",
            "Avances y asistencia",
            Channel.SMS if purpose is ConsentPurpose.MESSAGES else None,
        )
        for purpose in ASKED_PURPOSES
    ]
    promise = Promise(
        ObligationSide.PERSON,
        ObligationCode.WORK_OR_STUDY,
        "Inscribirse en un curso de la OMIL y asistir",
        play.today + timedelta(days=30),
    )
    sign_agreement(
        play.acting("ts1"),
        pathway,
        scan_id=scan(play, "ts1", pathway),
        promises=[promise],
        consents=answers,
        case_manager_id=play.users["ts1"].id,
        deputy_id=play.users["ts2"].id,
        first_checkin_at=play.at + timedelta(days=5),
        mode=ContactMode.IN_PERSON,
        place="Oficina del programa",
        voluntary=True,
        understood=True,
        limits_told=True,
        copy_given=True,
    )


def meet(play: Play, pathway: Pathway, by: str, kind: Discipline, next_on: date) -> None:
    """Write down what happened in one session, for the whole team."""
    record_session(
        play.acting(by),
        pathway,
        kind=kind,
        at=play.at - timedelta(hours=1),
        mode=ContactMode.IN_PERSON,
        happened=True,
        attended=SessionKept.KEPT,
        done=[SessionTopic.INTERVIEW],
        next_on=next_on,
        team_summary=SUMMARY,
    )


def begin(play: Play, pathway: Pathway) -> None:
    """Assess the needs, meet once and begin the support."""
    assess_needs(play.acting("ts1"), pathway, done_on=play.today)
    meet(play, pathway, "ts1", Discipline.SOCIAL, play.today + timedelta(days=7))
    begin_support(play.acting("ts1"), pathway, phase=SupportPhase.INTENSIVE)


def keep_due(play: Play, pathway: Pathway, missed_on: int | None = None) -> None:
    """Take the check-ins of a person as they came due, up to the moment of the script.

    ``missed_on`` names which one, counted from the end, was missed.
    """
    until = play.at
    done: list[CheckIn] = []
    while (due := _next(play, pathway)) is not None and due.at and due.at < until:
        play.at = due.at
        open_window(play.acting("sys1"), due)
        if missed_on is not None and (until - due.at).days < missed_on:
            play.at = due.at + timedelta(days=due.window_days + 1, hours=10)
            if play.at > until:
                break
            mark_missed(play.acting("sys1"), due)
            missed_on = None
        else:
            play.at = due.at + timedelta(minutes=40)
            if play.at > until:
                break
            at = due.at + timedelta(minutes=5)
            keep_checkin(play.acting("ts1"), due, done_at=at, mode=ContactMode.IN_PERSON)
        done.append(due)
    play.at = until


def _next(play: Play, pathway: Pathway) -> CheckIn | None:
    asked = (
        select(CheckIn)
        .join(CheckInSeries, CheckInSeries.id == CheckIn.series_id)
        .where(
            CheckInSeries.pathway_id == pathway.id,
            CheckIn.status.in_((CheckInStatus.PLANNED, CheckInStatus.DUE)),
        )
        .order_by(CheckIn.due_on)
    )
    return play.session.scalars(asked).first()


def decline(play: Play, pathway: Pathway) -> None:
    """Write down that the person says no, in their own words."""
    record_decline(
        play.acting("ts1"),
        pathway,
        declined_at=play.at,
        decline_reason="Prefiere buscar trabajo por su cuenta; puede volver cuando quiera.",
    )
