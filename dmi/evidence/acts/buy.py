"""A buy with its item and the first link of custody: one form, one transaction."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.evidence import queries, rules
from dmi.evidence.acts.operation import find_seller
from dmi.evidence.detail import BUY
from dmi.evidence.models.authorisation import Authorisation, CovertCode
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation
from dmi.evidence.words import BuyStanding, FirstOffer, ItemKind, Recording
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.profiles.words import OffenceCode
from dmi.territory.words import Substance, Unit

NOT_COVERED = N_("The authorisation does not cover this code.")
WHY_UNRECORDED = N_("Say why there is no recording.")
LOOK_AT_IT = N_("A buy outside its authorisation was kept as unusable: look at it.")
TWO_OFFICERS = N_("The second officer is another one.")

NEEDS = (
    *("occurred_at", "place", "seller", "substance", "officer_code", "recording"),
    *("first_offer_by", "offence_code"),
)


@act("BY.record_buy", needs=(*NEEDS, "nue", "description", "holder_post"), holds=BUY)
def record_buy(
    acting: Acting,
    authorisation: Authorisation,
    /,
    *,
    occurred_at: datetime,
    ruc: str,  # noqa: ARG001 - its guard reads it
    seller: str,
    recording: Recording,
    first_offer_by: FirstOffer,
    offence_code: OffenceCode,
    nue: str,
    holder_post: str,
    no_inducement: bool,
    place: str = "",
    substance: Substance | None = None,
    officer_code: str = "",
    description: str = "",
    minors_present: bool = False,
    weapon_seen: bool = False,
    quantity: Decimal | None = None,
    unit: Unit | None = None,
    gross_g: Decimal | None = None,
    net_g: Decimal | None = None,
    packaging: str | None = None,
    seal_no: str | None = None,
    **rest: Any,
) -> Buy:
    """Record a buy under its authorisation, what was bought, and who held it first."""
    buy = _buy(
        acting,
        authorisation,
        authorisation.operation.investigation,
        seller=seller,
        officer_code=officer_code,
        occurred_at=occurred_at,
        place=place,
        substance=substance,
        recording=recording,
        first_offer_by=first_offer_by,
        offence_code=offence_code,
        no_inducement_ticked=no_inducement,
        minors_present=minors_present,
        weapon_seen=weapon_seen,
        gross_g=gross_g,
        net_g=net_g,
        **rest,
    )
    _cover(buy, authorisation)
    acting.add(buy, under=authorisation)
    acting.session.flush()
    cascade(
        acting,
        "E.collect_item",
        buy,
        nue=nue,
        kind=ItemKind.SUBSTANCE,
        description=description,
        quantity=quantity,
        unit=unit,
        gross_g=gross_g,
        net_g=net_g,
        collected_at=occurred_at,
        place=place,
        holder_post=holder_post,
        packaging=packaging,
        seal_no=seal_no,
    )
    return buy


@act("BY.record_unusable_buy", needs=(*NEEDS, "reason"), holds=BUY)
def record_unusable_buy(
    acting: Acting,
    authorisation: Authorisation,
    /,
    *,
    reason: str,
    ruc: str,
    seller: str,
    no_inducement: bool = False,
    minors_present: bool = False,
    weapon_seen: bool = False,
    **rest: Any,
) -> Buy:
    """Keep a buy that no authorisation covers: it never counts and the prosecutor is told."""
    own = queries.investigation_of(acting, ruc) or authorisation.operation.investigation
    buy = _buy(
        acting,
        authorisation,
        own,
        seller=seller,
        no_inducement_ticked=no_inducement,
        minors_present=minors_present,
        weapon_seen=weapon_seen,
        **rest,
    )
    buy.standing = BuyStanding.UNUSABLE
    buy.standing_reason = reason
    buy.prosecutor_flagged_at = acting.at
    acting.add(buy, under=authorisation)
    acting.session.flush()
    open_task(
        acting,
        buy,
        kind=TaskKind.TASK,
        text=LOOK_AT_IT,
        due_on=None,
        owner_id=authorisation.granted_by_id,
    )
    return buy


@act("BY.annul_buy", needs=("reason",))
def annul_buy(acting: Acting, buy: Buy, *, reason: str) -> None:
    """Annul a buy: it stays on file and counts for nothing."""
    buy.annulled_at = acting.at
    buy.annul_reason = reason


def _buy(
    acting: Acting,
    authorisation: Authorisation,
    investigation: Investigation,
    *,
    seller: str,
    officer_code: str = "",
    second_officer_code: str | None = None,
    place: str = "",
    no_recording_reason: str | None = None,
    units: Decimal | None = None,
    price: Decimal | None = None,
    banknotes: str | None = None,
    narrative: str | None = None,
    seller_description: str | None = None,
    **facts: Any,
) -> Buy:
    """Return the buy, not yet in its state, with its seller and its officers found."""
    _check(facts, no_recording_reason)
    covered = queries.covered_codes(acting, authorisation)
    officer = _officer(covered, officer_code, "officer_code")
    second = _officer(covered, second_officer_code or "", "second_officer_code")
    if second is not None and second is officer:
        raise Faults({"second_officer_code": [TWO_OFFICERS]})
    label = find_seller(acting, authorisation, seller, seller_description or "")
    return Buy(
        investigation_id=investigation.id,
        seller_id=label.id,
        place=place,
        officer_code_id=officer.id if officer else None,
        second_officer_code_id=second.id if second else None,
        no_recording_reason=no_recording_reason or None,
        units=int(units) if units else None,
        price=int(price) if price is not None else None,
        recorded_by_id=acting.by.id,
        banknotes=banknotes or "",
        narrative=narrative or "",
        **facts,
    )


def _cover(buy: Buy, authorisation: Authorisation) -> None:
    late = authorisation.is_late_record
    buy.authorisation_id = authorisation.id
    buy.standing = rules.standing_of(buy.occurred_at, authorisation.recorded_at, late=late)


def _officer(covered: dict[str, CovertCode], typed: str, field: str) -> CovertCode | None:
    """Return the code that was typed; whether one must be is for the act to say."""
    if not typed.strip():
        return None
    found = covered.get(typed.strip().upper())
    if found is None:
        raise Faults({field: [NOT_COVERED]})
    return found


def _check(facts: dict[str, Any], no_recording_reason: str | None) -> None:
    if facts["recording"] is Recording.NONE and not no_recording_reason:
        raise Faults({"no_recording_reason": [WHY_UNRECORDED]})
    wrong = rules.wrong_quantities(
        facts.get("gross_g"), facts.get("net_g"), facts.get("purity_pct")
    )
    if wrong:
        raise Faults({name: [rules.NET_ABOVE_GROSS] for name in wrong})
