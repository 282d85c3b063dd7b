"""Items: how they came in and what the laboratory says of them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.evidence import queries, rules
from dmi.evidence.acts.custody import append
from dmi.evidence.detail import ITEM, LINK, RESULT, shown
from dmi.evidence.guards import holder_of
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Operation
from dmi.evidence.models.item import EvidenceItem, LabResult
from dmi.evidence.words import (
    CustodyHolder,
    CustodyKind,
    CustodyPurpose,
    ItemKind,
    LabKind,
    LabOutcome,
    SealState,
)
from dmi.kernel.calendar import add_months
from dmi.kernel.identifiers import read_nue
from dmi.kernel.local_time import local_day
from dmi.kernel.refusals import Faults
from dmi.policy.classes import DataClass
from dmi.territory.words import Substance, Unit

MONTHS_OF_A_YEAR = 12


@act("E.collect_item", needs=("nue", "kind", "description", "collected_at", "place"), holds=ITEM)
def collect_item(
    acting: Acting,
    source: Buy | Operation,
    *,
    nue: str,
    kind: ItemKind,
    collected_at: datetime,
    holder_post: str,
    description: str = "",
    place: str = "",
    ground: str | None = None,
    quantity: Decimal | None = None,
    unit: Unit | None = None,
    gross_g: Decimal | None = None,
    net_g: Decimal | None = None,
    purity_pct: Decimal | None = None,
    police_unit: str | None = None,
    storage_place: str | None = None,
    packaging: str | None = None,
    seal_no: str | None = None,
) -> EvidenceItem:
    """Record a thing collected and who held it first."""
    buy = source if isinstance(source, Buy) else None
    item = EvidenceItem(
        nue=read_nue(nue),
        item_no=queries.next_item_no(acting, source.investigation_id),
        investigation_id=source.investigation_id,
        buy_id=buy.id if buy else None,
        authorisation_id=buy.authorisation_id if buy else None,
        officer_code_id=shown(acting, "EvidenceItem.officer_code", _officer_of(buy)),
        ground=ground or None,
        kind=kind,
        description=description,
        quantity=quantity,
        unit=unit,
        gross_g=gross_g,
        net_g=net_g,
        purity_pct=purity_pct,
        collected_at=collected_at,
        place=place,
        seized_at=collected_at,
        health_due_at=_health_due(acting, kind, collected_at),
        storage_place=storage_place or None,
        police_unit=police_unit or None,
        packaging=packaging or None,
    )
    acting.add(item, under=source)
    acting.session.flush()
    append(
        acting,
        item,
        CustodyKind.COLLECTED,
        at=collected_at,
        giver=(CustodyHolder.POLICE, _collector(acting, item) or holder_post),
        receiver=(CustodyHolder.POLICE, holder_post),
        seal_no=seal_no or None,
        seal_state=SealState.INTACT if seal_no else SealState.NONE,
        packaging=packaging or None,
    )
    return item


@act("E.deliver_to_laboratory", needs=("at", "to_institution", "to_post", "seal_state"), holds=LINK)
def deliver_to_laboratory(
    acting: Acting,
    item: EvidenceItem,
    *,
    at: datetime,
    from_institution: CustodyHolder,
    from_post: str,
    to_institution: CustodyHolder,
    to_post: str,
    seal_state: SealState,
    note: str | None = None,
) -> None:
    """Send an item to be analysed; the note names the letter that went with it."""
    append(
        acting,
        item,
        CustodyKind.TO_LABORATORY,
        at=at,
        giver=(from_institution, from_post),
        receiver=(to_institution, to_post),
        purpose=CustodyPurpose.ANALYSIS,
        seal_state=seal_state,
        received_at=at,
        note=note or None,
    )


@act("E.record_laboratory_return", needs=("at", "to_post", "seal_no"), holds=RESULT)
def record_laboratory_return(
    acting: Acting,
    item: EvidenceItem,
    *,
    at: datetime,
    to_post: str,
    seal_no: str,
    report_no: str,
    result: LabOutcome,
    substance: Substance | None = None,
    gross_g: Decimal | None = None,
    net_g: Decimal | None = None,
    purity_pct: Decimal | None = None,
) -> None:
    """Write down the report and take the item back under a new seal."""
    sent = queries.last_link(acting, item)
    received_on = local_day(at, acting.zone)
    days = acting.number("analysis_days")
    _add_result(
        acting,
        item,
        kind=LabKind.LABORATORY,
        result=result,
        substance=substance,
        gross_g=gross_g,
        net_g=net_g,
        purity_pct=purity_pct,
        report_no=report_no,
        delivered_at=sent.at if sent else None,
        due_on=local_day(sent.at, acting.zone) + timedelta(days=days) if sent else None,
        received_on=received_on,
        counter_sample_until=_counter_sample(acting, received_on),
    )
    append(
        acting,
        item,
        CustodyKind.FROM_LABORATORY,
        at=at,
        giver=holder_of(sent),
        receiver=(CustodyHolder.POLICE, to_post),
        seal_no=seal_no,
        seal_state=SealState.REPLACED,
        received_at=at,
    )


@write("evidence.field_test.recorded", data_class=DataClass.EVIDENCE, holds=RESULT)
def record_field_test(
    acting: Acting,
    item: EvidenceItem,
    *,
    result: LabOutcome,
    substance: Substance | None = None,
    gross_g: Decimal | None = None,
    net_g: Decimal | None = None,
) -> LabResult:
    """Write down what the test in the street showed."""
    return _add_result(
        acting,
        item,
        kind=LabKind.FIELD,
        result=result,
        substance=substance,
        gross_g=gross_g,
        net_g=net_g,
        received_on=acting.today,
    )


def _officer_of(buy: Buy | None) -> UUID | None:
    return buy.officer_code_id if buy is not None else None


def _collector(acting: Acting, item: EvidenceItem) -> str:
    """Return the code of whoever collected an item at a buy."""
    if item.officer_code_id is None:
        return ""
    code = acting.session.get(CovertCode, item.officer_code_id)
    return code.code if code else ""


def _add_result(acting: Acting, item: EvidenceItem, **facts: Any) -> LabResult:
    wrong = rules.wrong_quantities(
        facts.get("gross_g"), facts.get("net_g"), facts.get("purity_pct")
    )
    if wrong:
        raise Faults({name: [rules.NET_ABOVE_GROSS] for name in wrong})
    return acting.add(LabResult(item_id=item.id, **facts), under=item)


def _health_due(acting: Acting, kind: ItemKind, at: datetime) -> datetime | None:
    if kind is not ItemKind.SUBSTANCE:
        return None
    return at + timedelta(hours=acting.number("health_service_hours"))


def _counter_sample(acting: Acting, day: date) -> date:
    return add_months(day, MONTHS_OF_A_YEAR * acting.number("counter_sample_years"))
