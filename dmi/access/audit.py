"""The log: what was done, read or refused, by whom. No personal value ever enters it."""

import hashlib
import json
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access.acting import Acting, Emergency
from dmi.access.models.records import AuditEntry, ChainHead
from dmi.access.words import AuditOutcome
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.database import queue_up

INSTALLATION = "installation"
START = "0" * 64

SENSITIVE = frozenset(DataClass) - {
    DataClass.OUTCOMES,
    DataClass.USERS,
    DataClass.TERRITORY,
    DataClass.COMMUNITY,
    DataClass.COMMITMENTS,
    DataClass.TASKS,
    DataClass.IMPORTS,
    DataClass.SETTINGS,
    DataClass.EQUITY,
    DataClass.EVALUATION_PLANS,
    DataClass.APPROVALS,
    DataClass.MEETINGS,
    DataClass.RETENTION,
    DataClass.OPERATIONS,
    DataClass.OWN_WORK,
}


def leaf(entry: AuditEntry) -> str:
    """Return the SHA-256 over the entry's canonical JSON, without its row number."""
    kept = {
        "at": entry.at.isoformat(timespec="microseconds"),
        "event": entry.event,
        "actor": str(entry.actor_id),
        "role": entry.actor_role,
        "agency": str(entry.agency_id),
        "session": entry.session_ref,
        "request": entry.request_id,
        "class": entry.object_class,
        "object": str(entry.object_ref),
        "subject": str(entry.subject_ref),
        "outcome": str(entry.outcome),
        "read": entry.is_read,
        "details": entry.details,
        "prev": entry.prev_hash,
        "chain": entry.chain_key,
        "chain_seq": entry.chain_seq,
    }
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\x00" + canonical.encode()).hexdigest()


def chain_of(row: Record | None) -> str:
    """Return the chain a row's acts belong to: pathway, else cohort, else installation."""
    if row is None:
        return INSTALLATION
    if row.subject_id:
        return str(row.subject_id)
    return str(row.cohort_id) if row.cohort_id else INSTALLATION


def record_act(
    acting: Acting, event: str, data_class: DataClass, row: Record | None, details: dict[str, Any]
) -> None:
    """Append an act to its chain, in the act's own transaction; the head is locked last."""
    entry = _entry(acting, event, data_class, AuditOutcome.ALLOW, details)
    entry.object_ref = row.id if row is not None else None
    entry.subject_ref = row.subject_id if row is not None else None
    _link(acting.session, entry, chain_of(row))


def record_event(
    acting: Acting, event: str, outcome: AuditOutcome, details: dict[str, Any]
) -> None:
    """Append what happened at the gate (sign-in, denial) to the installation's chain."""
    entry = _entry(acting, event, DataClass.USERS, outcome, details)
    _link(acting.session, entry, INSTALLATION)


def record_reads(acting: Acting, page: str) -> bool:
    """Add one row that names every sensitive row shown; tell whether there was any."""
    shown = [(kind, row) for kind, row in acting.seen if kind in SENSITIVE]
    if not shown:
        return False
    rows: dict[str, list[str]] = {}
    for kind, row in shown:
        rows.setdefault(kind.value, []).append(str(row))
    subjects = {row for kind, row in shown if kind is DataClass.PATHWAY_STAGE}
    details: dict[str, Any] = {"rows": rows}
    opened = acting.by.emergency
    if opened is not None and _in_emergency(opened, shown):
        details["break_glass"] = str(opened.id)
    entry = _entry(acting, f"{page}.read", shown[0][0], AuditOutcome.ALLOW, details)
    entry.is_read = True
    entry.subject_ref = subjects.pop() if len(subjects) == 1 else None
    entry.leaf_hash = leaf(entry)
    acting.session.add(entry)
    acting.session.flush()
    return True


def _in_emergency(opened: Emergency, shown: list[tuple[DataClass, UUID]]) -> bool:
    """Tell whether an emergency sight may have opened any of it; where in doubt, it did."""
    return any(
        kind in opened.classes and (kind is not DataClass.IDENTITY or row == opened.subject)
        for kind, row in shown
    )


def verify_chain(session: Session, chain_key: str) -> int | None:
    """Return the first broken ``chain_seq`` of a chain, or nothing when it holds."""
    previous, expected = START, 0
    query = select(AuditEntry).where(AuditEntry.chain_key == chain_key)
    for entry in session.scalars(query.order_by(AuditEntry.chain_seq)):
        expected += 1
        wrong = entry.chain_seq != expected or entry.prev_hash != previous
        if wrong or entry.leaf_hash != leaf(entry):
            return expected
        previous = entry.leaf_hash
    head = session.get(ChainHead, chain_key)
    if head is not None and (head.length, head.head_hash) != (expected, previous):
        return expected + 1
    return None


def first_altered_read(session: Session) -> int | None:
    """Return the number of the first read entry whose own hash no longer fits."""
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.is_read)):
        if entry.leaf_hash != leaf(entry):
            return entry.seq
    return None


def _entry(
    acting: Acting,
    event: str,
    data_class: DataClass,
    outcome: AuditOutcome,
    details: dict[str, Any],
) -> AuditEntry:
    actor = acting.by
    return AuditEntry(
        at=acting.at,
        event=event,
        actor_id=actor.id,
        actor_role=actor.role.value,
        agency_id=actor.agency_id,
        session_ref=actor.session_ref,
        request_id=acting.request_id,
        object_class=data_class.value,
        outcome=outcome,
        is_read=False,
        details=details,
        prev_hash=START,
    )


def _locked(session: Session, chain_key: str) -> ChainHead | None:
    return session.get(ChainHead, chain_key, with_for_update=True, populate_existing=True)


def _link(session: Session, entry: AuditEntry, chain_key: str) -> None:
    session.flush()
    head = _locked(session, chain_key)
    if head is None:  # a row that is not there cannot be locked: the first two queue up otherwise
        queue_up(session, f"chain {chain_key}")
        head = _locked(session, chain_key)
    if head is None:
        head = ChainHead(chain_key=chain_key, head_hash=START, length=0)
        session.add(head)
    entry.chain_key = chain_key
    entry.chain_seq = head.length + 1
    entry.prev_hash = head.head_hash
    entry.leaf_hash = leaf(entry)
    head.length = entry.chain_seq
    head.head_hash = entry.leaf_hash
    session.add(entry)
    session.flush()
