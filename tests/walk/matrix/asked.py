"""What people said and what the programme asked itself: rows that no step of the walk makes."""

from dmi.people.models.pathway import Pathway
from dmi.policy.plain_states import FeedbackStatus
from dmi.programme.models import FidelityAnswer, MaintenanceReview
from dmi.programme.words import FidelityWord
from dmi.support.models.feedback import Feedback
from dmi.support.words import FeedbackAbout, FeedbackFrom
from dmi.territory.models.cohort import Cohort
from tests.builders import placed
from tests.people import Town


def ask_oneself(town: Town, cohort: Cohort, pathway: Pathway) -> None:
    """Write an answer of the self-check, the review of a month, and a complaint with its answer."""
    first, today = town.users["jef1"].id, town.clock().date()
    answer = FidelityAnswer(
        cohort_id=cohort.id,
        year=today.year,
        item=1,
        answer=FidelityWord.PARTLY,
        evidence="Seen in the original, and dated.",
        answered_by_id=first,
        answered_at=town.clock(),
    )
    placed(town, answer, cohort)
    review = MaintenanceReview(
        cohort_id=cohort.id,
        month="2026-01",
        trigger_hit=True,
        actions="The team meets on Friday.",
        held_on=today,
        held_by_id=first,
    )
    placed(town, review, cohort)
    said = Feedback(
        pathway_id=pathway.id,
        from_kind=FeedbackFrom.FAMILY,
        about=FeedbackAbout.SERVICE,
        about_users=[],
        received_on=today,
        recorded_by_id=town.users["ts1"].id,
        handler_id=first,
        answer_by=today,
        answered_on=today,
    )
    said.key_ref = pathway.key_ref
    said.body, said.answer = "The room was closed again.", "From Monday on it opens at eight."
    said.stand(FeedbackStatus.ANSWERED)
    placed(town, said, pathway)
