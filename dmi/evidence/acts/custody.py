"""The chain of custody: seals, hand-overs and receptions; a link is appended, never changed."""

from datetime import datetime
from typing import Any

from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.evidence import queries, rules
from dmi.evidence.detail import LINK, shown
from dmi.evidence.guards import holder_of
from dmi.evidence.models.item import CustodyLink, EvidenceItem
from dmi.evidence.words import CustodyHolder, CustodyKind, CustodyPurpose, SealState
from dmi.kernel.local_time import instant_text


def append(
    acting: Acting,
    item: EvidenceItem,
    kind: CustodyKind,
    *,
    at: datetime,
    giver: tuple[CustodyHolder, str],
    receiver: tuple[CustodyHolder, str],
    seal_state: SealState,
    purpose: CustodyPurpose = CustodyPurpose.STORAGE,
    seal_no: str | None = None,
    received_at: datetime | None = None,
    packaging: str | None = None,
    note: str | None = None,
) -> CustodyLink:
    """Append a link to the chain of an item, bound by hash to the one before it."""
    before = queries.last_link(acting, item)
    link = CustodyLink(
        item_id=item.id,
        seq=before.seq + 1 if before else 1,
        kind=kind,
        at=at,
        local_at=instant_text(at, acting.zone),
        from_institution=giver[0],
        from_post=giver[1],
        to_institution=receiver[0],
        to_post=receiver[1],
        received_at=received_at,
        purpose=purpose,
        seal_no=seal_no or (before.seal_no if before else None),
        seal_state=seal_state,
        packaging=packaging,
        note=shown(acting, "CustodyLink.note", note),
        recorded_by_id=acting.by.id,
        prev_hash=before.hash if before else rules.FIRST_HASH,
        gap_flag=before is not None and _has_gap(before, kind, at, giver),
    )
    link.hash = rules.link_hash(link.prev_hash, parts_of(link))
    acting.add(link, under=item)
    acting.session.flush()
    return link


def parts_of(link: CustodyLink) -> dict[str, Any]:
    """Return what the hash of a link binds."""
    names = (
        *("item_id", "seq", "kind", "at", "from_institution", "from_post", "to_institution"),
        *("to_post", "received_at", "purpose", "seal_no", "seal_state", "packaging", "note"),
    )
    return {name: getattr(link, name) for name in names}


def _has_gap(
    before: CustodyLink, kind: CustodyKind, at: datetime, giver: tuple[CustodyHolder, str]
) -> bool:
    """Tell whether time runs backwards, the giver held nothing, or a transfer took too long."""
    ended = before.received_at or before.at
    if at < ended:
        return True
    if kind is CustodyKind.RECEIVED:
        return at - before.at > rules.LONGEST_TRANSFER
    institution, post = holder_of(before)
    return (giver[0], giver[1].casefold()) != (institution, post.casefold())


@act("E.seal_item", needs=("seal_no", "at", "from_institution", "from_post"))
def seal_item(
    acting: Acting,
    item: EvidenceItem,
    *,
    at: datetime,
    from_institution: CustodyHolder,
    from_post: str,
    seal_no: str,
    packaging: str | None = None,
) -> None:
    """Put a seal on an item."""
    holder = (from_institution, from_post)
    append(
        acting,
        item,
        CustodyKind.SEALED,
        at=at,
        giver=holder,
        receiver=holder,
        seal_no=seal_no,
        seal_state=SealState.INTACT,
        packaging=packaging or None,
    )


@act("E.open_seal", needs=("reason", "at"))
def open_seal(
    acting: Acting,
    item: EvidenceItem,
    *,
    reason: str,
    at: datetime,
    from_institution: CustodyHolder,
    from_post: str,
    seal_state: SealState,
) -> None:
    """Open the seal of an item, with the reason."""
    holder = (from_institution, from_post)
    append(
        acting,
        item,
        CustodyKind.OPENED,
        at=at,
        giver=holder,
        receiver=holder,
        seal_state=seal_state,
        note=reason,
    )


@act(
    "E.hand_over",
    needs=("at", "to_institution", "to_post", "purpose", "seal_state"),
    holds=LINK,
)
def hand_over(
    acting: Acting,
    item: EvidenceItem,
    *,
    at: datetime,
    from_institution: CustodyHolder,
    from_post: str,
    to_institution: CustodyHolder,
    to_post: str,
    purpose: CustodyPurpose,
    seal_state: SealState,
    note: str | None = None,
) -> None:
    """Give an item to a named institution and post."""
    append(
        acting,
        item,
        CustodyKind.HANDED_OVER,
        at=at,
        giver=(from_institution, from_post),
        receiver=(to_institution, to_post),
        purpose=purpose,
        seal_state=seal_state,
        note=note or None,
    )


@act("E.receive_item", needs=("at", "to_institution", "to_post", "seal_state"), holds=LINK)
def receive_item(
    acting: Acting,
    item: EvidenceItem,
    *,
    at: datetime,
    to_institution: CustodyHolder,
    to_post: str,
    seal_state: SealState,
    note: str | None = None,
) -> None:
    """Write down that the named receiver has the item."""
    given = queries.last_link(acting, item)
    giver = (given.from_institution, given.from_post) if given else (to_institution, to_post)
    append(
        acting,
        item,
        CustodyKind.RECEIVED,
        at=at,
        giver=giver,
        receiver=(to_institution, to_post),
        seal_state=seal_state,
        received_at=at,
        note=note or None,
    )


@act("E.report_lost", needs=("reason",))
def report_lost(acting: Acting, item: EvidenceItem, *, reason: str) -> None:
    """Write down that an item cannot be found."""
    holder = holder_of(queries.last_link(acting, item))
    append(
        acting,
        item,
        CustodyKind.LOST,
        at=acting.at,
        giver=holder,
        receiver=holder,
        seal_state=SealState.NONE,
        note=reason,
    )
