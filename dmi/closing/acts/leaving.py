"""Ways by which a person leaves: own wish, termination, another place, another track."""

from datetime import datetime
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.checkins.acts import end_series
from dmi.closing import queries
from dmi.closing.guards import ending  # noqa: F401 - importing registers them
from dmi.closing.models import Exit
from dmi.eligibility.acts.deciding import refer
from dmi.people.models.pathway import Pathway
from dmi.support.words import EnrolmentStatus, ExitType

SUPPORT_ENDED = "support ended"


def end_support(acting: Acting, pathway: Pathway, how: ExitType) -> None:
    """End enrolment and check-ins, where there are any."""
    row = queries.enrolment_of(acting, pathway.id)
    if row is None:
        return
    row.exit_type = how
    row.exit_on = acting.today
    row.standing = EnrolmentStatus.ENDED
    end_series(acting, pathway, reason=SUPPORT_ENDED)


def record_exit(acting: Acting, pathway: Pathway, how: ExitType, own_words: str = "") -> Exit:
    """Write down how and why a person left, and end what was running."""
    row = Exit(
        pathway_id=pathway.id,
        exit_type=how,
        recorded_by_id=acting.first_id,
        on=acting.today,
        key_ref=pathway.key_ref,
    )
    if own_words:
        row.own_words = own_words
    end_support(acting, pathway, how)
    return acting.add(row, under=pathway)


@act("P.withdraw", needs=("own_words",))
def withdraw(
    acting: Acting, pathway: Pathway, *, own_words: str, consequences_explained: bool
) -> None:
    """Let somebody go by their own wish; it is a right, and no violation."""
    row = record_exit(acting, pathway, ExitType.WITHDRAWN, own_words)
    if consequences_explained:
        row.explained_at = acting.at
        row.explained_by_id = acting.by.id


@act("P.terminate", needs=("finding", "reasons"))
def terminate(acting: Acting, pathway: Pathway, *, finding: UUID, reasons: str) -> None:
    """End support because of a founded, final finding; its reasons stand in the history."""
    del finding, reasons
    record_exit(acting, pathway, ExitType.TERMINATED)


@act("P.leave", needs=("exit_reason",))
def leave(
    acting: Acting,
    pathway: Pathway,
    *,
    exit_reason: ExitType,
    proof: UUID | None = None,
    reason: str = "",
) -> None:
    """Write down that somebody moved, was transferred, died or left for another reason."""
    row = record_exit(acting, pathway, exit_reason, reason)
    row.proof_id = proof


@act("P.send_to_youth_late", needs=("referred_to",))
def send_to_youth_late(
    acting: Acting,
    pathway: Pathway,
    *,
    referred_to: str,
    defender: str,
    guardian_name: str,
    guardian_told_at: datetime,
) -> None:
    """Hand somebody over to the youth track once it is known how young they were."""
    refer(
        acting,
        pathway,
        referred_to=referred_to,
        defender=defender,
        guardian_name=guardian_name,
        guardian_told_at=guardian_told_at,
    )
    end_support(acting, pathway, ExitType.TRANSFERRED)
