"""The facts of a session; what was said in it has no place here."""

from datetime import date, datetime

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.checkins.words import ContactMode
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.support.models.session import SessionFact
from dmi.support.queries import standing
from dmi.support.words import AbsenceKind, Discipline, NoNextReason, SessionKept, SessionTopic

SAY_WHO_CAME = N_("Say whether the person came.")
SAY_WHY_NOT = N_("Say why it did not happen or why nobody came.")
SAY_WHAT = N_("Choose what was done.")
SAY_WHEN_NEXT = N_("Set the next date or say why there is none.")


@write("support.session.recorded", data_class=DataClass.SESSIONS)
def record_session(
    acting: Acting,
    pathway: Pathway,
    *,
    kind: Discipline,
    at: datetime,
    mode: ContactMode,
    happened: bool,
    attended: SessionKept | None = None,
    absence_kind: AbsenceKind | None = None,
    done: list[SessionTopic] | None = None,
    next_on: date | None = None,
    no_next_reason: NoNextReason | None = None,
    duration_min: int | None = None,
    team_summary: str = "",
) -> SessionFact:
    """Record kind, hour, whether it happened, who came, what was done and when next."""
    enrolment = standing.enrolment_of(acting, pathway.id)
    if enrolment is None:
        raise Unmet((UnmetCondition("person_is_enrolled"),))
    came = happened and attended not in (None, SessionKept.ABSENT)
    faults: dict[str, list[str]] = {}
    if happened and attended is None:
        faults["attended"] = [SAY_WHO_CAME]
    elif not came and absence_kind is None:
        faults["absence_kind"] = [SAY_WHY_NOT]
    if came and not done:
        faults["done"] = [SAY_WHAT]
    if next_on is None and no_next_reason is None:
        faults["next_on"] = [SAY_WHEN_NEXT]
    if faults:
        raise Faults(faults)
    fact = SessionFact(
        enrolment_id=enrolment.id,
        worker_id=acting.by.id,
        kind=kind,
        at=at,
        mode=mode,
        duration_min=duration_min,
        happened=happened,
        attended=attended if happened else None,
        absence_kind=None if came else absence_kind,
        done=[topic.value for topic in done or []] if came else [],
        next_on=next_on,
        no_next_reason=None if next_on else no_next_reason,
    )
    fact.team_summary = team_summary
    return acting.add(fact, under=pathway)
