"""A finished cohort: everybody's way ended, and the figures of its eighteen months can be read.

Gates, meeting and ledger are walked by the acts; the long ways of its people are carried by the
table, with what their pages would have asked for written beside them (``dmi.demo.ways``).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from dmi.callin.acts.meetings import debrief_meeting, end_meeting
from dmi.callin.acts.people import close_list
from dmi.callin.models.attendance import Attendance
from dmi.callin.models.meeting import Listing, Meeting
from dmi.callin.words import AttendanceCode, CounselState, OfferResponse
from dmi.checkins.words import ContactMode, SupportPhase
from dmi.demo import called, neighbours
from dmi.demo.first import evening, found
from dmi.demo.staff import Stage as Play
from dmi.demo.ways import Ways
from dmi.people.models.pathway import Pathway
from dmi.people.words import Sex
from dmi.policy.states import ListingStatus, Stage, ViolationStatus
from dmi.profiles.queries import newest_text
from dmi.profiles.words import PaperId
from dmi.programme.acts import begin_maintenance, begin_reviewing
from dmi.support.models.enrolment import Enrolment
from dmi.support.models.offer import Agreement, Offer
from dmi.support.models.session import SessionFact
from dmi.support.words import Discipline, EnrolmentStatus, ExitType, SessionKept
from dmi.violations.models.finding import Finding
from dmi.violations.models.report import ViolationReport
from dmi.violations.words import FindingOutcome, Gravity, ViolationKind, ViolationSource

DAYS_BACK = 545
SAID = "Vinieron todos los invitados; cada promesa quedó con responsable y fecha, y se cumplió."
FACTS = "Una causa posterior, ya resuelta, da cuenta de una venta en el mismo sector."
REASONS = "Consta en la resolución y fue oído con su defensora; no pidió revisión."
NOT_CHOSEN = 5
ENDS = (
    *(Stage.GRADUATED,) * 5,
    Stage.DESISTING,
    Stage.DESISTING,
    Stage.WITHDRAWN,
    Stage.TERMINATED,
)
"""How the way of each person who came to the meeting ended; one more left before it."""
OFFENDED = (6, 8)
SIGNED = (("P.explain_offer", "ts1", None), ("P.sign_agreement", "ts1", None))
HELPED = (*SIGNED, ("P.begin_support", "ts1", None))
STEPS: Mapping[Stage, tuple[tuple[str, str, str | None], ...]] = {
    Stage.GRADUATED: (*HELPED, ("P.graduate", "jef1", "fis1")),
    Stage.DESISTING: (
        SIGNED[0],
        ("P.record_decline", "ts1", None),
        ("P.mark_desisting", "sys1", None),
    ),
    Stage.WITHDRAWN: (*HELPED, ("P.withdraw", "ts1", None)),
    Stage.TERMINATED: (*HELPED, ("P.terminate", "fis1", "jef1")),
}
DAYS = {
    "P.graduate": 365,
    "P.mark_desisting": 365,
    "P.withdraw": 120,
    "P.terminate": 160,
    "P.begin_support": 8,
}
"""How long each step comes after the one before it, two days more for some; else three."""
EXITS = {
    Stage.GRADUATED: ExitType.GRADUATED,
    Stage.WITHDRAWN: ExitType.WITHDRAWN,
    Stage.TERMINATED: ExitType.TERMINATED,
}


def write(play: Play) -> None:
    """Write the cohort from its market to its maintenance, and everybody's way to its end."""
    ground = found(play, "M-00", "Pasajes del Alba", 3)
    ways = Ways(play, 5)
    for way in (*(Stage.PROSECUTION,) * NOT_CHOSEN, Stage.LEFT):
        _describe(ways.somebody(ground.cohort, way), ways.number)
    people = []
    for _ in ENDS:
        people.append(ways.somebody(ground.cohort, Stage.INVITED))
        _describe(people[-1], ways.number)
    play.move(days=78)
    begin_reviewing(play.acting("fis1"), ground.cohort)
    neighbours.agree(play, ground.cohort)
    meeting = called.plan(play, ground.cohort, evening(play, 14))
    called.fix(play, ground.cohort, meeting)
    listings = _hold(play, meeting, people)
    play.both("sec1", "jef1", "M.close_callin", ground.cohort)
    play.move(days=2)
    debrief_meeting(play.acting("jef1"), meeting, reasons=SAID)
    for listed in listings:
        close_list(play.acting("sys1"), listed)
    begin_maintenance(play.acting("jef1"), ground.cohort)
    for place, (pathway, end) in enumerate(zip(people, ENDS, strict=True)):
        _finish(play, ways, pathway, end, place)
        if place in OFFENDED:
            _offend(play, pathway)


def _describe(pathway: Pathway, number: int) -> None:
    pathway.person.sex_registered = Sex.FEMALE if number % 3 == 0 else Sex.MALE
    pathway.person.nationality = "CL"


def _hold(play: Play, meeting: Meeting, people: list[Pathway]) -> list[Listing]:
    """Write the ledger of a meeting to which all who were invited came, and sign it."""
    clerk, listings = play.acting("sec1"), []
    play.at = meeting.proposed_at + timedelta(hours=2)
    for pathway in people:
        listed = Listing(
            meeting_id=meeting.id,
            pathway_id=pathway.id,
            listed_by_id=play.users["jef1"].id,
            listed_at=meeting.created_at,
        )
        listed.stand(ListingStatus.LISTED.value)
        listings.append(clerk.add(listed, under=pathway))
        came = Attendance(
            meeting_id=meeting.id,
            pathway_id=pathway.id,
            code=AttendanceCode.PRESENT,
            arrived_at=meeting.proposed_at,
            marked_by_id=clerk.by.id,
            marked_at=play.at,
        )
        clerk.add(came, under=pathway)
    end_meeting(play.acting("sec1"), meeting, started_at=meeting.proposed_at, ended_at=play.at)
    play.both("sec1", "jef1", "N.sign_ledger", meeting)
    return listings


def _finish(play: Play, ways: Ways, pathway: Pathway, end: Stage, place: int) -> None:
    """Carry somebody who came to the end of their way, with their agreement beside it."""
    began = play.at
    offered = None
    for key, by, second in STEPS[end]:
        play.move(days=DAYS.get(key, 3) + place % 3)
        if key == "P.explain_offer":
            offered = _offer(play, pathway, end)
        if key == "P.begin_support" and offered is not None:
            _support(play, pathway, offered, end)
        ways.carry(pathway, key, by, second)
    play.at = began


def _offer(play: Play, pathway: Pathway, end: Stage) -> Offer:
    said_no = end is Stage.DESISTING
    offer = Offer(
        pathway_id=pathway.id,
        explained_at=play.at,
        explained_by_id=play.users["ts1"].id,
        rights_sheet_version="1",
        counsel=CounselState.ACCEPTED,
        limits_told_at=play.at,
        thinking_until=play.at + timedelta(hours=24),
        answer_by=play.today + timedelta(days=14),
        response=OfferResponse.DECLINED if said_no else OfferResponse.ACCEPTED,
        answered_at=play.at + timedelta(days=4),
    )
    return play.acting("ts1").add(offer, under=pathway)


def _support(play: Play, pathway: Pathway, offer: Offer, end: Stage) -> None:
    """Write the agreement, the finished enrolment and its sessions."""
    worker, text = play.acting("ts1"), newest_text(play.session, play.profile, PaperId.P06, "es")
    if text is None:
        message = "the agreement has no words"
        raise LookupError(message)
    starts, ends = play.today, play.today + timedelta(days=_length(end))
    play.session.flush()
    agreement = worker.add(
        Agreement(
            offer_id=offer.id,
            text_version_id=text.id,
            duration_months=12,
            starts_on=starts,
            ends_on=starts + timedelta(days=365),
            signed_at=play.at,
            is_voluntary=True,
            is_understood=True,
            copy_given=True,
        ),
        under=pathway,
    )
    play.session.flush()
    enrolment = worker.add(
        Enrolment(
            pathway_id=pathway.id,
            agreement_id=agreement.id,
            case_manager_id=play.users["ts1"].id,
            deputy_id=play.users["ts2"].id,
            phase=SupportPhase.INTENSIVE,
            started_on=starts,
            target_end_on=starts + timedelta(days=365),
            standing=EnrolmentStatus.ENDED,
            exit_type=EXITS[end],
            exit_on=ends,
        ),
        under=pathway,
    )
    play.session.flush()
    for days, by, kind in ((10, "lab1", Discipline.JOB), (20, "psi1", Discipline.PSYCHOLOGY)):
        worker.add(_session(play, enrolment, by, kind, ends, days), under=pathway)


def _session(  # noqa: PLR0917 - one row of the table, from its parts
    play: Play, enrolment: Enrolment, by: str, kind: Discipline, ends: date, days: int
) -> SessionFact:
    return SessionFact(
        enrolment_id=enrolment.id,
        worker_id=play.users[by].id,
        kind=kind,
        at=play.at + timedelta(days=days),
        mode=ContactMode.IN_PERSON,
        duration_min=45,
        happened=True,
        attended=SessionKept.KEPT,
        done=[],
        next_on=ends,
    )


def _length(end: Stage) -> int:
    return DAYS[STEPS[end][-1][0]]


def _offend(play: Play, pathway: Pathway) -> None:
    """Write a new offence that a final finding holds to be founded."""
    prosecutor, days = play.acting("fis1"), timedelta(days=100)
    report = ViolationReport(
        pathway_id=pathway.id,
        kind=ViolationKind.V1,
        gravity=Gravity.NEW_OFFENCE,
        source_kind=ViolationSource.POLICE_REPORT,
        report_number="1187",
        alleged_at=play.at + days,
        facts=FACTS,
        first_hand=True,
        reported_by_id=play.users["pol1"].id,
        reported_at=play.at + days,
        key_ref=pathway.key_ref,
    )
    report.stand(ViolationStatus.CLOSED.value)
    prosecutor.add(report, under=pathway)
    play.session.flush()
    finding = Finding(
        report_id=report.id,
        outcome=FindingOutcome.FOUNDED,
        reasons=REASONS,
        decided_by_id=play.users["fis1"].id,
        second_by_id=play.users["jef1"].id,
        decided_at=play.at + days + timedelta(days=20),
        appeal_until=play.today + days + timedelta(days=30),
        final_on=play.today + days + timedelta(days=31),
        key_ref=pathway.key_ref,
    )
    prosecutor.add(finding, under=pathway)
