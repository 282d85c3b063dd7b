"""One prosecutor asks, another confirms; or a prosecutor decides not to: papers of equal rank."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.cases.models import BankedCase
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.people.models.contacts import PersonNotice
from dmi.people.words import NoticeKind
from dmi.violations.guards import activation as _conditions  # noqa: F401 - registers them
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.queries import activation
from dmi.violations.words import ActivationOutcome


@act("B.request_activation", needs=("finding", "reasons", "alternatives", "next_steps"))
def request_activation(
    acting: Acting,
    case: BankedCase,
    *,
    finding: UUID,
    reasons: str,
    alternatives: str,
    next_steps: str,
) -> ActivationRequest:
    """Ask that a case be filed because of one founded, final finding."""
    row = _request(acting, case, finding, ActivationOutcome.PENDING)
    row.reasons = reasons
    row.alternatives = alternatives
    row.next_steps = next_steps
    return acting.add(row, under=case)


ONCE_FILED: list[Callable[[Acting, BankedCase, ActivationRequest], None]] = []
"""What higher features do in the same transaction once a case is filed."""


def _follow(acting: Acting, case: BankedCase) -> None:
    request = activation.confirmed(acting, case)
    for follower in ONCE_FILED:
        follower(acting, case, request)


@act("B.confirm_filing", needs=("charge_ref",), then=_follow)
def confirm_filing(
    acting: Acting,
    case: BankedCase,
    *,
    charge_ref: str,
    defender_notified_at: datetime | None = None,
) -> ActivationRequest:
    """File the case on the word of the prosecutor who asked and of another one."""
    row = _pending(acting, case)
    pair = [one for one in (acting.second_id, acting.first_id) if one != row.requested_by_id]
    row.charge_ref = charge_ref
    row.defender_notified_at = defender_notified_at or row.defender_notified_at
    row.second_by_id = pair[0]
    row.decided_at = acting.at
    row.outcome = ActivationOutcome.CONFIRMED
    _draft_notice(acting, case, NoticeKind.CASE_FILED)
    return row


@act("B.refuse_activation", needs=("reasons",))
def refuse_activation(acting: Acting, case: BankedCase, *, reasons: str) -> ActivationRequest:
    """Answer a request with reasons why the case is not filed."""
    row = _pending(acting, case)
    row.second_reasons = reasons
    row.second_by_id = acting.by.id
    row.decided_at = acting.at
    row.outcome = ActivationOutcome.REFUSED
    _draft_notice(acting, case, NoticeKind.DECISION)
    return row


@act("B.decide_not_to_activate", needs=("finding", "reasons", "alternatives", "second_by"))
def decide_not_to_activate(
    acting: Acting,
    case: BankedCase,
    *,
    finding: UUID,
    reasons: str,
    alternatives: str,
    second_by: UUID,
) -> ActivationRequest:
    """Decide, without anybody asking for it, that a finding does not file the case."""
    if second_by == acting.by.id:
        raise Unmet((UnmetCondition("second_person"),))
    row = _request(acting, case, finding, ActivationOutcome.DECLINED)
    row.reasons = reasons
    row.alternatives = alternatives
    row.second_by_id = second_by
    row.decided_at = acting.at
    acting.add(row, under=case)
    _draft_notice(acting, case, NoticeKind.DECISION)
    return row


def _request(
    acting: Acting, case: BankedCase, finding: UUID, outcome: ActivationOutcome
) -> ActivationRequest:
    if activation.finding_about(acting, case.pathway_id, finding) is None:
        raise NotKnown
    return ActivationRequest(
        case_id=case.id,
        finding_id=finding,
        requested_by_id=acting.by.id,
        requested_at=acting.at,
        outcome=outcome,
        key_ref=case.key_ref,
    )


def _pending(acting: Acting, case: BankedCase) -> ActivationRequest:
    row = activation.pending(acting, case)
    if row is None:
        raise NotKnown
    return row


def _draft_notice(acting: Acting, case: BankedCase, kind: NoticeKind) -> None:
    row = PersonNotice(pathway_id=case.pathway_id, kind=kind, drafted_at=acting.at)
    acting.add(row, under=case)
