"""Rows about nobody for a researcher: one person asks, another one looks and gives them out."""

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.guards import has_just_proved
from dmi.access.papers import keep
from dmi.kernel.cells import as_csv
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.outcomes.rules import singles_out
from dmi.outcomes.tallies import extract as tally
from dmi.outcomes.words import Audience
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.database import queue_up
from dmi.territory.models.cohort import Cohort

APPROVERS = frozenset({Role.PROGRAMME_MANAGER})


@write("outcomes.extract.asked", data_class=DataClass.OUTCOMES)
def ask_extract(
    acting: Acting,
    cohort: Cohort,
    *,
    recipient: str,
    institution: str,
    audience: Audience,
    purpose: str,
) -> ResearchExtract:
    """Ask for a cohort's rows; nothing is drawn before another person has approved it."""
    least = "suppress_internal" if audience is Audience.INSIDE else "suppress_public"
    row = ResearchExtract(
        cohort_id=cohort.id,
        recipient=recipient,
        institution=institution,
        purpose=purpose,
        least=acting.number(least),
    )
    return acting.add(row, under=cohort)


@write("outcomes.extract.approved", data_class=DataClass.APPROVALS)
def approve_extract(acting: Acting, row: ResearchExtract) -> None:
    """Draw the rows as people agree to this day, and keep the file that may be handed out.

    Raises:
        NotKnown: somebody else than the manager.
        Unmet: it was answered, by whom it was asked for, without a fresh proof of who it is,
            nobody looks like enough others, or with earlier extracts it singles people out.
    """
    gaps = _answered(acting, row)
    if not has_just_proved(acting):
        gaps.append(UnmetCondition("signed_in_again", {"min": acting.number("step_up_minutes")}))
    if gaps:
        raise Unmet(tuple(gaps))
    queue_up(acting.session, f"extracts of {row.jurisdiction_id}")
    drawn = tally.draw(acting, acting.session.get_one(Cohort, row.cohort_id), row.least)
    if not drawn.rows:
        raise Unmet((UnmetCondition("extract_in_a_crowd", {"least": row.least}),))
    if singles_out([*tally.cells_of(tally.earlier(acting)), (row.least, drawn.cells)]):
        raise Unmet((UnmetCondition("extract_singles_out"),))
    content = as_csv(tally.named(row, drawn)).encode()
    row.file_id = keep(acting, content, "text/csv", row).id
    row.cells, row.columns, row.withheld = drawn.cells, drawn.columns, drawn.withheld
    row.approved_at, row.approved_by_id = acting.at, acting.by.id


@write("outcomes.extract.refused", data_class=DataClass.APPROVALS)
def refuse_extract(acting: Acting, row: ResearchExtract, *, reason: str) -> None:
    """Refuse to give rows out, with the reason.

    Raises:
        NotKnown: somebody else than the manager.
        Unmet: it was answered, or it is one's own.
    """
    if gaps := _answered(acting, row):
        raise Unmet(tuple(gaps))
    row.refused_at, row.refused_by_id = acting.at, acting.by.id
    row.refusal_reason = reason


def _answered(acting: Acting, row: ResearchExtract) -> list[UnmetCondition]:
    if acting.by.role not in APPROVERS:
        raise NotKnown
    gaps = []
    if row.approved_at is not None or row.refused_at is not None:
        gaps.append(UnmetCondition("extract_open"))
    if row.created_by == acting.by.id:
        gaps.append(UnmetCondition("second_person"))
    return gaps
