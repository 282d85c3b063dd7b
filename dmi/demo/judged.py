"""A review with its two opinions, the decision, and the case that is banked."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from dmi.access.papers import keep
from dmi.cases.acts.banking import bank_case, certify_case, open_case, ready_case
from dmi.cases.models import BankedCase
from dmi.cases.words import NoticeApproval
from dmi.demo.ground import Ground
from dmi.demo.staff import Stage as Play
from dmi.eligibility.acts.deciding import decide_candidate, tell_decision
from dmi.eligibility.acts.opinions import give_opinion, open_dispute
from dmi.eligibility.acts.reviewing import answer_criteria, open_review
from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.models.review import Review
from dmi.eligibility.words import Answer, OpinionKey, Outcome
from dmi.people.acts.contacts import record_mandate
from dmi.people.models.pathway import Pathway
from dmi.people.words import MandateKind
from dmi.profiles.words import Aggravator, OffenceCode, VehicleKind
from dmi.store.base import Record

FOR = "Vende en pequeña cantidad, sin armas ni violencia, y tiene familia y oficio a que volver."
AGAINST = "Los antecedentes muestran a otras personas que venden por su cuenta y a su cargo."
DECIDED = "Las dos opiniones coinciden, la prueba es firme y no consta violencia ni reclutamiento."
NOTICE = "Su causa queda archivada provisionalmente; puede reabrirse si hay nuevos antecedentes."
SCAN = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def review(play: Play, pathway: Pathway, due_in: int = 5) -> Review:
    """Open a review and answer its criteria."""
    opened = open_review(
        play.acting("fis1"),
        pathway,
        police_reviewer_id=play.users["pol2"].id,
        prosecutor_id=play.users["fis1"].id,
        due_on=play.today + timedelta(days=due_in),
        declared=list(OpinionKey),
    )
    asked = select(Criterion).where(Criterion.version_id == opened.criteria_version_id)
    answers = {one.code: Answer.NO for one in play.session.scalars(asked)}
    answer_criteria(
        play.acting("fis1"),
        opened,
        answers=answers,
        aggravators=dict.fromkeys(Aggravator, Answer.NO),
    )
    return opened


def opine(play: Play, opened: Review, by: str, choice: Outcome) -> None:
    """Give one sealed opinion."""
    play.move(hours=2)
    grounds = FOR if choice is Outcome.CANDIDATE else AGAINST
    give_opinion(play.acting(by), opened, choice=choice, grounds=grounds)


def dispute(play: Play, pathway: Pathway, opened: Review) -> None:
    """Let two unlike opinions meet."""
    opine(play, opened, "pol2", Outcome.CANDIDATE)
    opine(play, opened, "fis1", Outcome.PROSECUTION)
    open_dispute(play.acting("fis1"), pathway)


def choose(play: Play, pathway: Pathway, opened: Review) -> None:
    """Let both say the same and a prosecutor decide."""
    opine(play, opened, "pol2", Outcome.CANDIDATE)
    opine(play, opened, "fis1", Outcome.CANDIDATE)
    play.move(days=1)
    decide_candidate(play.acting("fis1"), pathway, reasons=DECIDED)


def bank(play: Play, ground: Ground, pathway: Pathway, number: int) -> BankedCase:
    """Bank the case, name the defender and tell the person what was decided."""
    case = open_case(
        play.acting("fis1"),
        pathway,
        investigation_id=ground.investigation.id,
        offence_code=OffenceCode.L20000_4,
    )
    certify_case(play.acting("fis1"), case, note="Prueba completa y custodia sin cortes.")
    bank_case(
        play.acting("fis1"),
        case,
        kind=VehicleKind.ARCH,
        reference=f"Archivo provisional {number}-2026",
        notice_text=NOTICE,
        approval=NoticeApproval.APPROVED,
        resolved_on=play.today,
        regional_approval_no=f"R-{number}",
    )
    ready_case(play.acting("fis1"), pathway)
    record_mandate(
        play.acting("fis1"),
        pathway,
        kind=MandateKind.PUBLIC,
        from_on=play.today,
        document=scan(play, "fis1", pathway),
        defender_id=play.users["def1"].id,
    )
    tell_decision(play.acting("fis1"), pathway, told_at=play.at - timedelta(minutes=5))
    return case


def scan(play: Play, by: str, about: Record) -> UUID:
    """Keep a small paper on the shelf, as a scan of the day would be."""
    return keep(play.acting(by), SCAN, "application/pdf", about).id
