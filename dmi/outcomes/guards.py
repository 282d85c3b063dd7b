"""What a step of another room asks of the results: that the public can read them."""

from sqlalchemy import select

from dmi.access.guards import Gap, Look, guard
from dmi.outcomes.models.evaluation import OutcomeReport
from dmi.outcomes.published import stands


@guard("outcome_report_published")
def outcome_report_published(look: Look) -> Gap:
    """A report on the cohort was published, was not withdrawn, and no correction replaced it."""
    query = select(OutcomeReport.id).where(
        OutcomeReport.cohort_id == look.row.id, stands(OutcomeReport)
    )
    if look.acting.session.scalars(query.limit(1)).first() is not None:
        return None
    return {"href": "/evaluation"}
