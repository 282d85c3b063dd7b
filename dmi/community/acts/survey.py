"""Waves of the residents' survey: written down once; a wrong one is withdrawn and written anew."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.community.acts.checked import known_market, refuse_days_to_come, refuse_numbers
from dmi.community.models import Survey
from dmi.community.queries.survey import next_wave
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up
from dmi.territory.acts.place import withdraw

SHORTEST_METHOD = 20
KNOWN_ALREADY = N_("A wave of this number stands in this market already.")
METHOD_MISSING = N_("Write at least 20 characters.")
NOTHING_ASKED = N_("Write at least one of the three percentages.")


@write("community.survey.recorded", data_class=DataClass.COMMUNITY)
def record_survey(
    acting: Acting,
    _place: None,
    *,
    market: UUID,
    on: date,
    n: Decimal | int,
    method: str,
    wave: Decimal | int | None = None,
    aware_pct: Decimal | None = None,
    safer_pct: Decimal | None = None,
    trust_pct: Decimal | None = None,
) -> Survey:
    """Write one wave down as it was counted; without a number it is the market's next.

    Raises:
        Faults: a number that stands, a day to come, no percentage, a method of a few words.
    """
    where = known_market(acting, market)
    refuse_days_to_come(acting, on=on)
    refuse_numbers(acting, method=method)
    if len(method.strip()) < SHORTEST_METHOD:
        raise Faults({"method": [METHOD_MISSING]})
    if aware_pct is None and safer_pct is None and trust_pct is None:
        raise Faults({"aware_pct": [NOTHING_ASKED]})
    queue_up(acting.session, f"surveys of {where.id}")
    number = int(wave) if wave is not None else next_wave(acting, where.id)
    standing = select(Survey.id).where(
        Survey.market_id == where.id, Survey.wave == number, Survey.withdrawn_at.is_(None)
    )
    if acting.session.scalar(standing) is not None:
        raise Faults({"wave": [KNOWN_ALREADY]})
    row = Survey(
        market_id=where.id,
        wave=number,
        on=on,
        n=int(n),
        aware_pct=aware_pct,
        safer_pct=safer_pct,
        trust_pct=trust_pct,
        method=method,
    )
    return acting.add(row, under=where)


@write("community.survey.withdrawn", data_class=DataClass.COMMUNITY)
def withdraw_survey(acting: Acting, survey: Survey, *, reason: str) -> Survey:
    """Take a wave out of every page; its number is free again for the right one.

    Raises:
        Faults: it was withdrawn before, or the reason holds an identity number.
    """
    refuse_numbers(acting, reason=reason)
    withdraw(acting, survey, reason)
    return survey
