"""Two keys: one person proposes a step, a second one confirms exactly that."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting, Actor
from dmi.access.acts import ACTS, may_propose, may_take, perform, standing_gaps
from dmi.access.audit import record_act
from dmi.access.models.records import Approval
from dmi.access.undone import signed_by
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.policy.classes import DataClass
from dmi.policy.model import Step
from dmi.policy.states import ApprovalStatus
from dmi.store.base import Record

SECOND = frozenset({"second_person", "second_if_paper_left"})


def fingerprint(key: str, row: Record, fields: Mapping[str, Any]) -> str:
    """Return the hash that binds a proposal to its fields and to the row it was made on."""
    kept = {"step": key, "row": str(row.id), "version": row.row_version, **_plain(fields)}
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def propose(
    acting: Acting,
    key: str,
    row: Record,
    /,
    *,
    typed: str = "",
    **fields: Any,
) -> Approval:
    """Write down a step of two people for the second one; ``typed`` is the form as typed.

    Raises:
        NotKnown: the step is not for this role or the row not for this reader.
        Unmet: with every condition but the second person.
    """
    deed = ACTS[key]
    step = signed_by(acting, deed.step, row)
    if not may_propose(acting.by, step) or not sight.sees(acting, row, deed.step.data_class):
        raise NotKnown
    gaps = [gap for gap in standing_gaps(acting, deed, row, fields) if gap.guard not in SECOND]
    if gaps:
        raise Unmet(tuple(gaps))
    hours = acting.number("approval_hours")
    approval = Approval(
        kind=key,
        target_ref=row.id,
        payload=typed or "{}",
        payload_hash=fingerprint(key, row, fields),
        confirmer_roles=_others(step, acting.by),
        status=ApprovalStatus.PROPOSED,
        proposed_by=acting.by.id,
        proposer_role=acting.by.role,
        proposed_at=acting.at,
        expires_at=acting.at + timedelta(hours=hours),
    )
    acting.add(approval, under=row)
    acting.session.flush()
    record_act(acting, "access.approval.proposed", DataClass.APPROVALS, approval, {"step": key})
    return approval


def confirm(
    acting: Acting,
    approval: Approval,
    proposer: Actor,
    row: Record,
    /,
    **fields: Any,
) -> Any:
    """Confirm and carry out a proposed step in one transaction.

    Raises:
        NotKnown: this reader is not the second person that the step asks for.
        Unmet: the proposal lapsed, what was proposed changed, or a guard fails now.
    """
    deed = ACTS[approval.kind]
    pair = acting.second(acting.by)
    pair.first = proposer
    if not may_take(acting.by, signed_by(acting, deed.step, row), proposer):
        raise NotKnown
    if not sight.sees(acting, row, deed.step.data_class):
        raise NotKnown
    _still_open(acting, approval, fingerprint(approval.kind, row, fields))
    result = perform(pair, deed, row, fields)
    approval.status = ApprovalStatus.EXECUTED
    approval.confirmed_by = acting.by.id
    approval.confirmed_at = approval.executed_at = acting.at
    acting.session.flush()
    record_act(
        acting, "access.approval.confirmed", DataClass.APPROVALS, approval, {"step": deed.key}
    )
    return result


def refuse(acting: Acting, approval: Approval, reason: str) -> None:
    """Refuse a proposal as its second person, with a reason."""
    if acting.by.id == approval.proposed_by or acting.by.role not in approval.confirmer_roles:
        raise NotKnown
    if approval.status is not ApprovalStatus.PROPOSED:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    approval.status = ApprovalStatus.REFUSED
    approval.reason = reason
    acting.session.flush()
    record_act(acting, "access.approval.refused", DataClass.APPROVALS, approval, {})


def withdraw(acting: Acting, approval: Approval) -> None:
    """Take back one's own proposal."""
    if acting.by.id != approval.proposed_by:
        raise Unmet((UnmetCondition("proposer_only"),))
    approval.status = ApprovalStatus.WITHDRAWN
    acting.session.flush()
    record_act(acting, "access.approval.withdrawn", DataClass.APPROVALS, approval, {})


def waiting_on(acting: Acting, row: Record) -> list[Approval]:
    """Return the open proposals on one row."""
    query = select(Approval).where(
        Approval.target_ref == row.id, Approval.status == ApprovalStatus.PROPOSED
    )
    return list(acting.session.scalars(query.order_by(Approval.proposed_at)))


def _still_open(acting: Acting, approval: Approval, found: str) -> None:
    if approval.status is not ApprovalStatus.PROPOSED or approval.payload_hash != found:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    if acting.at >= approval.expires_at:
        lapsed = approval.expires_at.date().isoformat()
        raise Unmet((UnmetCondition("not_expired_approval", {"date": lapsed}),))


def _others(step: Step, by: Actor) -> list[str]:
    found: set[str] = set()
    for roles in step.who:
        if len(roles) > 1 and by.role in roles:
            rest = list(roles)
            rest.remove(by.role)
            found.update(str(role) for role in rest)
    return sorted(found)


def _plain(value: Any) -> Any:
    """Return any form value as plain JSON."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Record):
        return str(value.id)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal | Enum) else value
