"""What is due on the day of the demo, for each role whose work is built."""

from datetime import timedelta
from typing import Any

from dmi.callin.models.meeting import Meeting
from dmi.callin.words import MeetingKind
from dmi.cases.models import BankedCase
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.checkins.words import ContactMode, SeriesStatus, SupportPhase
from dmi.demo.staff import Stage as Play
from dmi.demo.ways import Ways
from dmi.eligibility.acts.criteria import seed_criteria
from dmi.eligibility.models.criteria import CriteriaVersion
from dmi.eligibility.models.review import Review
from dmi.eligibility.words import ReviewStatus
from dmi.evidence.models.investigation import Investigation
from dmi.kernel.identifiers import mod11
from dmi.owed.acts import give_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.states import CaseStatus, CheckInStatus, MeetingStatus, Stage, ViolationStatus
from dmi.profiles.words import OffenceCode
from dmi.store.base import Record
from dmi.territory.models import Cohort
from dmi.violations.models.report import ViolationReport
from dmi.violations.rules import GRAVITY
from dmi.violations.words import ViolationKind, ViolationSource

EVENING = 22  # UTC: seven in the evening of a Chilean spring
FACTS = "Un informe policial cuenta una entrega en la esquina, vista por dos funcionarios."
TASKS = {
    "psi1": "Confirmar la hora de la primera entrevista",
    "lab1": "Llamar a la OMIL por la postulación",
    "sec1": "Confirmar la sala de la reunión",
    "hnd1": "Revisar la etiqueta de la última compra",
    "pol1": "Enviar el informe complementario",
    "ts2": "Leer el traspaso de la semana",
    "jef2": "Revisar las cargas del equipo",
}


def open_reviews(play: Play, people: list[Pathway]) -> None:
    """Open the reviews: one is due today, the others in the coming days."""
    version: CriteriaVersion = seed_criteria(play.acting("fis2"))
    for days, pathway in enumerate(people):
        review = Review(
            pathway_id=pathway.id,
            criteria_version_id=version.id,
            number=1,
            opened_at=play.at - timedelta(days=5),
            due_on=play.today + timedelta(days=2 * days),
            police_reviewer_id=play.users["pol1"].id,
            prosecutor_id=play.users["fis1"].id,
            standing=ReviewStatus.OPEN,
        )
        _put(play, "fis1", review, pathway)


def bank_cases(play: Play, cohort: Cohort, people: list[Pathway], number: int) -> None:
    """Bank the cases of one investigation; the first must be certified again within days."""
    body = f"26{number:08}"
    found = Investigation(
        ruc=f"{body}-{mod11(body)}",
        lead_prosecutor_id=play.users["fis1"].id,
        cohort_id=cohort.id,
        jurisdiction_id=play.place.id,
    )
    _put(play, "fis1", found, cohort)
    for place, pathway in enumerate(people):
        live = pathway.stage is not Stage.CASE_READY
        case = BankedCase(
            pathway_id=pathway.id,
            ruc=found.ruc,
            investigation_id=found.id,
            offence_code=OffenceCode.L20000_4,
            opened_on=play.today - timedelta(days=120),
            certified_on=play.today - timedelta(days=100),
            recertify_by=play.today + timedelta(days=3 + 20 * place),
        )
        case.stand((CaseStatus.LIVE if live else CaseStatus.CERTIFIED).value)
        _put(play, "fis1", case, pathway)


def plan_checkins(play: Play, people: list[Pathway]) -> None:
    """Write the check-ins of those in support: kept before, due today, one missed."""
    for place, pathway in enumerate(people):
        series = CheckInSeries(
            pathway_id=pathway.id,
            opened_on=play.today - timedelta(days=30),
            phase=SupportPhase.INTENSIVE,
            cadence={"every_days": 7},
            standing=SeriesStatus.OPEN,
        )
        _put(play, "ts1", series, pathway)
        for weeks in (-2, -1, 0, 1):
            checkin = CheckIn(
                series_id=series.id,
                due_on=play.today + timedelta(days=7 * weeks + place % 2),
                window_days=3,
                mode=ContactMode.IN_PERSON,
                worker_id=play.users["ts1"].id,
            )
            state = CheckInStatus.PLANNED if weeks > 0 else CheckInStatus.DUE
            if weeks < 0:
                missed = place == 0 and weeks == -1
                state = CheckInStatus.MISSED if missed else CheckInStatus.KEPT
                checkin.done_at = None if missed else play.at + timedelta(days=7 * weeks)
            checkin.stand(state.value)
            _put(play, "ts1", checkin, pathway)


def report(play: Play, ways: Ways, pathway: Pathway, state: ViolationStatus) -> None:
    """Write a report of possible non-compliance that waits for somebody."""
    row = ViolationReport(
        pathway_id=pathway.id,
        kind=ViolationKind.V1,
        gravity=GRAVITY[ViolationKind.V1],
        source_kind=ViolationSource.POLICE_REPORT,
        report_number="1234",
        alleged_at=play.at - timedelta(days=6),
        facts=FACTS,
        first_hand=False,
        reported_by_id=play.users["pol1"].id,
        reported_at=play.at - timedelta(days=4),
    )
    row.stand(ViolationStatus.REPORTED.value)
    _put(play, "pol1", row, pathway)
    if state is ViolationStatus.NOTICE_SENT:
        ways.carry(row, "V.accept_for_inquiry", "jef1")
        ways.carry(row, "V.send_notice", "ts1")
        ways.defend(pathway)


def plan_meeting(play: Play, cohort: Cohort) -> None:
    """Plan the next call-in of a cohort."""
    meeting = Meeting(
        cohort_id=cohort.id,
        kind=MeetingKind.CALL_IN,
        is_first=True,
        proposed_at=(play.at + timedelta(days=9)).replace(hour=EVENING, minute=0, second=0),
        duration_min=90,
        venue="Centro Comunitario Colón Oriente",
        address="Calle Ejemplo 20",
        capacity=40,
        law_speaks_first=False,
        recording_allowed=False,
    )
    meeting.stand(MeetingStatus.PLANNED.value)
    _put(play, "sec1", meeting, cohort)


def give_tasks(play: Play, about: Pathway) -> None:
    """Give everybody else something to do today."""
    for name, text in TASKS.items():
        give_task(
            play.acting("jef1"),
            about,
            kind=TaskKind.TASK,
            text=text,
            due_on=play.today,
            owner_id=play.users[name].id,
        )


def _put(play: Play, by: str, row: Any, under: Record) -> None:
    play.acting(by).add(row, under=under)
    play.session.flush()
