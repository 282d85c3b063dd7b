"""What the programme asks itself and what people say of it: a check half answered, two voices."""

from datetime import timedelta

from sqlalchemy import select

from dmi.access.models.grants import Assignment
from dmi.demo.staff import Stage as Play
from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage as Way
from dmi.programme.acts import answer_fidelity
from dmi.programme.words import FidelityWord
from dmi.support.acts.feedback import answer_feedback, name_handler, record_feedback
from dmi.support.words import FeedbackAbout, FeedbackFrom
from dmi.territory.models.cohort import Cohort

ANSWERS = {
    1: (FidelityWord.YES, "Convenio con la policía firmado en enero, vigente hasta diciembre."),
    2: (FidelityWord.YES, "Oficio de la fiscalía regional, visto en el original."),
    4: (FidelityWord.PARTLY, "Dos personas llegaron después del taller de inicio."),
    6: (FidelityWord.YES, "Acta de la elección, con dos mercados comparados por seis criterios."),
    9: (FidelityWord.YES, "Certificado de cada persona, anterior al lote de cartas."),
    12: (FidelityWord.NO, "La encuesta de conocimiento quedó para el próximo semestre."),
    15: (FidelityWord.YES, "Libro de asistencia de la reunión, firmado por la defensora."),
    17: (
        FidelityWord.PARTLY,
        "Las horas se tomaron en la sala, pero el primer encuentro fue a la semana.",
    ),
}
LATE_HOURS = "Trabajo de día y la hora de la psicóloga siempre me queda en la mañana."
EVENINGS = "Desde este mes hay horas los martes y jueves hasta las ocho de la tarde. Le llamaremos."
THANKS = "Hace semanas que se puede cruzar la plaza de noche. Ojalá sigan viniendo."
ASKED, GIVEN, ANSWERED = 20, 19, 12


def write(play: Play) -> None:
    """Answer some items, let one voice be answered and another one wait."""
    now = play.at
    cohort = play.session.scalars(select(Cohort).order_by(Cohort.created_at).limit(1)).one()
    answer_fidelity(play.acting("jef1"), cohort, answers=ANSWERS)
    play.at = now - timedelta(days=ASKED)
    row = record_feedback(
        play.acting("ts1"),
        _somebody(play),
        from_kind=FeedbackFrom.PARTICIPANT,
        about=FeedbackAbout.SERVICE,
        body=LATE_HOURS,
        received_on=play.today,
    )
    play.at = now - timedelta(days=GIVEN)
    name_handler(play.acting("jef1"), row, handler=play.users["jef2"].id, answer_by=row.answer_by)
    play.at = now - timedelta(days=ANSWERED)
    answer_feedback(play.acting("jef2"), row, answer=EVENINGS)
    play.at = now
    record_feedback(
        play.acting("com1"),
        None,
        from_kind=FeedbackFrom.RESIDENT,
        about=FeedbackAbout.PRAISE,
        body=THANKS,
        received_on=play.today - timedelta(days=1),
    )


def _somebody(play: Play) -> Pathway:
    """Return somebody in support whose record the social worker has."""
    query = (
        select(Pathway)
        .join(Assignment, Assignment.subject_ref == Pathway.id)
        .where(Pathway.stage == Way.ACTIVE, Assignment.user_id == play.users["ts1"].id)
    )
    return play.session.scalars(query.order_by(Pathway.created_at).limit(1)).one()
