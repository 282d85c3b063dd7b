"""A call-in: its date, its letters, who came, and what the ledger says."""

from datetime import datetime, timedelta

from sqlalchemy import select

from dmi.callin.acts.deliveries import record_service
from dmi.callin.acts.letters import approve_letter, draft_letter, hand_out_letter, release_facts
from dmi.callin.acts.meetings import end_meeting, guarantee_safe_passage, plan_meeting
from dmi.callin.acts.people import list_person, mark_attendance, record_warrant_check
from dmi.callin.acts.printing import order_letters
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.words import (
    AttendanceCode,
    DeliveryMethod,
    DeliveryOutcome,
    ExcuseReason,
    WarrantResult,
)
from dmi.demo.ground import state
from dmi.demo.judged import scan
from dmi.demo.staff import Stage as Play
from dmi.owed.runners import run_here
from dmi.people.acts.records import record_address
from dmi.people.models.pathway import Pathway
from dmi.territory.models.cohort import Cohort

PASSAGE = "Nadie será detenido al llegar, durante la reunión ni al volver a su casa ese día."
EXCEPT = "Salvo un delito que se cometa en ese mismo momento."
PHONE = "+56 9 8765 4321"


def plan(play: Play, cohort: Cohort, at: datetime) -> Meeting:
    """Plan the meeting with its place and what its letters say of it."""
    return plan_meeting(
        play.acting("sec1"),
        cohort,
        proposed_at=at,
        venue="Centro Comunitario Ejemplo",
        address="Avenida Ejemplo 100",
        capacity=40,
        duration_min=60,
        access_notes="A dos cuadras del metro, con rampa",
        moderator_name="Tita Relato Paz",
        contact_name="Iris Maqueta Luna",
        contact_phone=PHONE,
        contact_whatsapp=PHONE,
        reply_by=(at - timedelta(days=2)).date(),
        institutions_present="la Municipalidad y la Defensoría",
        services_announced="apoyo para trabajo y apoyo psicológico",
        safety_plan_id=scan(play, "sec1", cohort),
    )


def fix(play: Play, cohort: Cohort, meeting: Meeting) -> None:
    """Let the manager and a prosecutor fix the date of the cohort's first meeting."""
    state(play, cohort, "slots_cover_invited", "defender_confirmed")
    promise_passage(play, meeting)
    day = meeting.proposed_at.date()
    play.both("jef1", "fis1", "M.schedule_callin", cohort, callin_on=day)
    play.both("jef1", "fis1", "N.fix_date", meeting, held_at=meeting.proposed_at)


def promise_passage(play: Play, meeting: Meeting) -> None:
    """Let a prosecutor promise that nobody is detained at the meeting."""
    guarantee_safe_passage(
        play.acting("fis1"),
        meeting,
        scope=PASSAGE,
        exceptions=EXCEPT,
        valid_until=meeting.proposed_at.date() + timedelta(days=2),
    )


def write_letter(play: Play, pathway: Pathway, meeting: Meeting, number: int) -> Letter:
    """List somebody, release what may be said, and draft the letter."""
    listing = list_person(play.acting("jef1"), pathway, meeting_id=meeting.id)
    record_address(
        play.acting("pol1"),
        pathway,
        line=f"Pasaje Los Ejemplos {100 + number}",
        municipality=play.place.id,
    )
    release_facts(
        play.acting("fis1"),
        pathway,
        sentence="P01R.01",
        zone=f"el sector {_cohort_name(play, pathway)}",
        recipients="la persona",
        valid_until=play.today + timedelta(days=30),
    )
    record_warrant_check(
        play.acting("fis1"), pathway, checked_at=play.at, result=WarrantResult.NONE
    )
    play.move(minutes=4)
    return draft_letter(
        play.acting("sec1"),
        listing,
        signatory_name="Paula Diseño Toro",
        signatory_post="Jefa de programa",
    )


def approve(play: Play, letter: Letter) -> None:
    """Let the manager approve the words of a letter."""
    play.move(minutes=2)
    approve_letter(play.acting("jef1"), letter)


def print_all(play: Play, meeting: Meeting, letters: list[Letter]) -> None:
    """Print the approved letters as one batch."""
    ids = [letter.id for letter in letters]
    work = order_letters(play.acting("sec1"), meeting, letter_ids=ids)
    run_here(play.acting("sys1"), work)


def hand_out(play: Play, letter: Letter) -> DeliveryRound:
    """Give a letter to two people who take it to its address."""
    hand_out_letter(
        play.acting("sec1"),
        letter,
        deliverer_id=play.users["ts1"].id,
        second_deliverer_id=play.users["com1"].id,
        planned_on=play.today + timedelta(days=1),
    )
    found = select(DeliveryRound).where(DeliveryRound.letter_id == letter.id)
    return play.session.scalars(found).one()


def serve(play: Play, round_: DeliveryRound, name: str) -> None:
    """Put the letter into the person's hand."""
    record_service(
        play.acting("sec1"),
        round_,
        tried_at=play.at - timedelta(minutes=10),
        method=DeliveryMethod.HAND,
        outcome=DeliveryOutcome.DELIVERED_PERSON,
        receiver_name=name,
        receipt_id=scan(play, "sec1", round_),
    )


def hold(play: Play, meeting: Meeting, came: dict[Pathway, AttendanceCode]) -> None:
    """Hold the meeting and let two people sign its ledger."""
    end_meeting(
        play.acting("sec1"), meeting, started_at=play.at - timedelta(hours=2), ended_at=play.at
    )
    for pathway, code in came.items():
        line = select(Listing).where(
            Listing.pathway_id == pathway.id, Listing.meeting_id == meeting.id
        )
        reason = ExcuseReason.WORK if code is AttendanceCode.EXCUSED_BEFORE else None
        found = play.session.scalars(line).one()
        mark_attendance(play.acting("sec1"), found, code=code, excuse_reason=reason)
    play.both("sec1", "jef1", "N.sign_ledger", meeting)


def _cohort_name(play: Play, pathway: Pathway) -> str:
    found = play.session.get(Cohort, pathway.cohort_id)
    return found.name if found else ""
