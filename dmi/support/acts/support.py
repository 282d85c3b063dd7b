"""The support itself: needs, its beginning, a pause and the return."""

from datetime import date

from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.checkins import acts as checkins
from dmi.checkins.queries import open_series
from dmi.checkins.words import SupportPhase
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.support.guards import support as _support_conditions  # noqa: F401 - of these steps
from dmi.support.models.enrolment import Enrolment, NeedsAssessment
from dmi.support.queries import standing
from dmi.support.words import EnrolmentStatus, PauseReason

REVIEW_TEXT = N_("Look again at the pause of the support.")
PAUSED = N_("The support is paused.")


@write("support.needs.assessed", data_class=DataClass.NEEDS_PLAN)
def assess_needs(acting: Acting, pathway: Pathway, *, done_on: date) -> NeedsAssessment:
    """Write down that person and worker looked at the needs together."""
    enrolment = _enrolled(acting, pathway)
    return acting.add(
        NeedsAssessment(enrolment_id=enrolment.id, done_on=done_on, done_by_id=acting.by.id),
        under=pathway,
    )


@act("P.begin_support", needs=("phase",))
def begin_support(
    acting: Acting, pathway: Pathway, *, phase: SupportPhase = SupportPhase.INTENSIVE
) -> None:
    """Begin the support once both have met and the needs are known."""
    _enrolled(acting, pathway).phase = phase


@act("P.pause_support", needs=("pause_reason", "review_on"))
def pause_support(
    acting: Acting, pathway: Pathway, *, pause_reason: PauseReason, review_on: date
) -> None:
    """Let the support rest until a day; no check-in comes due meanwhile."""
    enrolment = _enrolled(acting, pathway)
    enrolment.standing = EnrolmentStatus.PAUSED
    series = open_series(acting, pathway.id)
    if series is not None:
        # The reason may touch health: it stays with the check-ins, away from the timeline.
        rests = {"reason": pause_reason.value, "review_on": review_on.isoformat()}
        series.cadence = {**series.cadence, "rests": rests}
    checkins.pause_series(acting, pathway, reason=PAUSED)
    open_task(
        acting,
        pathway,
        kind=TaskKind.TASK,
        text=REVIEW_TEXT,
        due_on=review_on,
        owner_id=enrolment.case_manager_id,
    )


@act("P.resume_support", needs=("reason",))
def resume_support(acting: Acting, pathway: Pathway, *, reason: str) -> None:
    """Go on after a pause, once the needs were looked at again."""
    enrolment = _enrolled(acting, pathway)
    enrolment.standing = EnrolmentStatus.OPEN
    series = open_series(acting, pathway.id)
    if series is not None:
        series.cadence = {**series.cadence, "resumed": reason}
    checkins.resume_series(acting, pathway)


def _enrolled(acting: Acting, pathway: Pathway) -> Enrolment:
    enrolment = standing.enrolment_of(acting, pathway.id)
    if enrolment is None:
        raise Unmet((UnmetCondition("person_is_enrolled"),))
    return enrolment
