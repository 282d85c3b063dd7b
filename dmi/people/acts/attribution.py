"""The only link of a buy and a person, made on a written ground and withdrawn with a reason."""

from uuid import UUID

import dmi.evidence.guards
import dmi.people.guards  # noqa: F401 - the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.evidence.models.buy import Buy
from dmi.kernel.calendar import age_on
from dmi.kernel.local_time import local_day
from dmi.kernel.refusals import NotKnown
from dmi.people import rules
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.words import Recognition, SellerRole


@act("J.attribute_buy", needs=("buy", "role", "recognition", "basis"))
def attribute_buy(
    acting: Acting,
    pathway: Pathway,
    *,
    buy: UUID,
    role: SellerRole,
    recognition: Recognition,
    basis: str,
) -> BuySeller:
    """Say that a buy was from this person, and how they were recognised."""
    bought = acting.session.get(Buy, buy)
    if bought is None:
        raise NotKnown
    day = local_day(bought.occurred_at, acting.zone)
    born = pathway.person.birth_date
    age = age_on(born, day) if born else None
    adult = age is None or age >= acting.number("adult_age")
    years = acting.number(rules.limitation_setting(bought.offence_code, adult=adult))
    row = BuySeller(
        buy_id=bought.id,
        pathway_id=pathway.id,
        role=role,
        recognition=recognition,
        basis=basis,
        occurred_at=bought.occurred_at,
        age_at_act=age,
        prescribes_on=rules.years_later(day, years),
        linked_by_id=acting.by.id,
        linked_at=acting.at,
    )
    return acting.add(row, under=pathway)


@act("J.withdraw_attribution", needs=("reason",))
def withdraw_attribution(
    acting: Acting,
    link: BuySeller,
    *,
    reason: str,
    warned: bool,  # noqa: ARG001 - what was ticked; its guard reads it
) -> None:
    """Take a buy off a person; the link stays on file."""
    link.withdrawn_by_id = acting.by.id
    link.withdrawn_at = acting.at
    link.withdraw_reason = reason
