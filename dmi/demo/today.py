"""What is due on the day of the demo, for each role whose work is built."""

from datetime import timedelta

from sqlalchemy import select

from dmi.cases.acts.banking import recertify_case
from dmi.cases.models import BankedCase
from dmi.checkins.acts import open_window, plan_checkin
from dmi.checkins.models import CheckInSeries
from dmi.checkins.rules import window_opens
from dmi.checkins.words import ContactMode
from dmi.demo.staff import Stage as Play
from dmi.kernel.calendar import next_working_day
from dmi.kernel.local_time import local_day
from dmi.owed.acts import give_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis, NoticeChannel
from dmi.profiles.queries import holiday_calendar
from dmi.violations.acts.reports import (
    accept_for_inquiry,
    check_identity,
    report_violation,
    send_notice,
)
from dmi.violations.models.report import ViolationReport
from dmi.violations.words import MatchResult, ViolationKind, ViolationSource

FACTS = "Un informe policial cuenta una entrega en la esquina, vista por dos funcionarios."
ASKED = "Le contamos lo que dice el informe y le pedimos su versión, con su defensora si quiere."
NOTE = "Prueba completa y custodia sin cortes a la fecha."
MARGIN = 3
TASKS = {
    "psi1": "Confirmar la hora de la primera entrevista",
    "lab1": "Llamar a la OMIL por la postulación",
    "sec1": "Confirmar la sala de la reunión",
    "hnd1": "Revisar la etiqueta de la última compra",
    "pol1": "Enviar el informe complementario",
    "ts2": "Leer el traspaso de la semana",
    "jef2": "Revisar las cargas del equipo",
}


def recertify(play: Play, pathway: Pathway) -> None:
    """Certify a banked case again whenever its date came near, up to today."""
    now, last = play.at, play.today + timedelta(days=MARGIN)
    for case in play.session.scalars(
        select(BankedCase).where(BankedCase.pathway_id == pathway.id)
    ).all():
        while case.recertify_by is not None and case.recertify_by < last:
            ahead = (last - case.recertify_by).days
            play.at = now - timedelta(days=ahead + 1)
            recertify_case(play.acting("fis1"), case, note=NOTE)
    play.at = now


def expect_today(play: Play, pathway: Pathway) -> None:
    """Plan a check-in, yesterday: for later today, or the next day on which offices are open.

    Its window opens where it has come: before a long row of holidays it has not.
    """
    now = play.at
    closed = holiday_calendar(play.session, play.profile)
    due_on = local_day(now + timedelta(hours=1), play.place.time_zone)
    later = next_working_day(due_on, closed) - due_on
    series = play.session.scalars(
        select(CheckInSeries).where(CheckInSeries.pathway_id == pathway.id)
    ).one()
    play.at = now - timedelta(days=1)
    planned = plan_checkin(
        play.acting("ts1"),
        series,
        planned_for=now + timedelta(hours=1) + later,
        mode=ContactMode.IN_PERSON,
        worker_id=play.users["ts1"].id,
        place="Oficina del programa",
    )
    play.at = now
    if window_opens(planned.due_on, planned.window_days) <= play.today:
        open_window(play.acting("sys1"), planned)


def report(play: Play, pathway: Pathway, number: str) -> ViolationReport:
    """Report what a police report alleges."""
    return report_violation(
        play.acting("fis1"),
        pathway,
        kind=ViolationKind.V1,
        source_kind=ViolationSource.POLICE_REPORT,
        report_number=number,
        alleged_at=play.at - timedelta(days=2),
        facts=FACTS,
        first_hand=True,
    )


def ask_for_account(play: Play, found: ViolationReport) -> None:
    """Check that it is the same person and ask for their side."""
    accept_for_inquiry(play.acting("jef1"), found)
    check_identity(
        play.acting("jef1"), found, method=IdentityBasis.RUN_AND_PHOTO, result=MatchResult.SAME
    )
    play.move(minutes=30)
    send_notice(
        play.acting("jef1"),
        found,
        body=ASKED,
        how=NoticeChannel.IN_PERSON,
        defender_notified_at=play.at - timedelta(minutes=5),
    )


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
