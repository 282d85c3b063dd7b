"""What counts against one person, who collected it and how it stands today."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from dmi.access.acting import Acting
from dmi.eligibility.models.criteria import EvidenceCertificate
from dmi.eligibility.rules import EvidencePicture
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import CustodyLink, EvidenceItem, LabResult
from dmi.evidence.words import BuyStanding, LabKind, LabOutcome, Recording
from dmi.people.models.links import BuySeller
from dmi.policy.states import BuyStatus, ItemStatus, LinkState


def usable_buys(acting: Acting, pathway_id: UUID) -> list[Buy]:
    """Return the linked buys that count: neither annulled nor outside their authorisation."""
    query = (
        select(Buy)
        .join(BuySeller, BuySeller.buy_id == Buy.id)
        .where(
            BuySeller.pathway_id == pathway_id,
            BuySeller.status == LinkState.LINKED,
            Buy.status == BuyStatus.RECORDED,
            Buy.standing != BuyStanding.UNUSABLE,
        )
    )
    return list(acting.session.scalars(query))


def evidence_picture(acting: Acting, pathway_id: UUID) -> EvidencePicture:
    """Return what counts against one person."""
    buys = usable_buys(acting, pathway_id)
    positive = (
        select(func.count())
        .select_from(LabResult)
        .join(EvidenceItem, EvidenceItem.id == LabResult.item_id)
        .where(
            EvidenceItem.buy_id.in_([buy.id for buy in buys]),
            LabResult.kind == LabKind.LABORATORY,
            LabResult.result == LabOutcome.POSITIVE,
        )
    )
    return EvidencePicture(
        usable=len(buys),
        valid=sum(buy.standing is BuyStanding.VALID for buy in buys),
        recorded=sum(buy.recording is not Recording.NONE for buy in buys),
        laboratory=acting.session.scalar(positive) or 0,
    )


def involved_ids(acting: Acting, pathway_id: UUID) -> set[UUID]:
    """Return everybody who appears in a buy or a custody link of one person."""
    linked = select(BuySeller.buy_id).where(
        BuySeller.pathway_id == pathway_id, BuySeller.status == LinkState.LINKED
    )
    codes = or_(Buy.officer_code_id == CovertCode.id, Buy.second_officer_code_id == CovertCode.id)
    queries = (
        select(Buy.recorded_by_id).where(Buy.id.in_(linked)),
        select(CovertCode.handler_id).join(Buy, codes).where(Buy.id.in_(linked)),
        select(CustodyLink.recorded_by_id)
        .join(EvidenceItem, EvidenceItem.id == CustodyLink.item_id)
        .where(EvidenceItem.buy_id.in_(linked)),
    )
    return {user for query in queries for user in acting.session.scalars(query)}


def certificate_of(acting: Acting, pathway_id: UUID | None) -> EvidenceCertificate | None:
    """Return the certificate in force."""
    query = select(EvidenceCertificate).where(
        EvidenceCertificate.pathway_id == pathway_id, EvidenceCertificate.withdrawn_at.is_(None)
    )
    newest = query.order_by(EvidenceCertificate.certified_at.desc()).limit(1)
    return acting.session.scalars(newest).one_or_none()


def earliest_counter_sample(acting: Acting, pathway_id: UUID) -> date | None:
    """Return the first day on which a counter-sample of the usable buys ends."""
    buys = [buy.id for buy in usable_buys(acting, pathway_id)]
    query = (
        select(func.min(LabResult.counter_sample_until))
        .join(EvidenceItem, EvidenceItem.id == LabResult.item_id)
        .where(EvidenceItem.buy_id.in_(buys))
    )
    return acting.session.scalar(query)


def is_an_item_gone(acting: Acting, pathway_id: UUID) -> bool:
    """Tell whether an item of the usable buys was lost or destroyed."""
    buys = [buy.id for buy in usable_buys(acting, pathway_id)]
    gone = (ItemStatus.LOST, ItemStatus.DESTROYED)
    query = select(EvidenceItem.id).where(
        EvidenceItem.buy_id.in_(buys), EvidenceItem.status.in_(gone)
    )
    return acting.session.scalars(query.limit(1)).first() is not None
