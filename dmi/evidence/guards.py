"""Conditions that read authorisations, buys, items and their custody."""

from datetime import datetime
from typing import Any

from dmi.access.guards import Gap, Look, guard
from dmi.evidence import queries, rules
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import CustodyLink
from dmi.evidence.words import CovertKind, Technique
from dmi.kernel.identifiers import Malformed, read_nue
from dmi.kernel.local_time import day_text, local_day
from dmi.policy.states import BuyStatus
from dmi.profiles.profile import load


def window_of(row: Authorisation) -> rules.Window:
    """Return when an authorisation allowed buys."""
    return rules.Window(row.valid_from, row.valid_to, row.revoked_at)


def covers(look: Look, authorisation: Authorisation, at: datetime) -> bool:
    """Return whether an authorisation allows one more buy at that instant."""
    if not window_of(authorisation).covers(at):
        return False
    most = authorisation.max_buys
    return most is None or queries.buys_under(look.acting, authorisation) < most


@guard("authorisation_live")
def authorisation_live(look: Look) -> Gap:
    """A buy, or the work on a cohort or a person, stands on a prosecutor's word in force."""
    if isinstance(look.row, Authorisation):
        occurred_at = look.field("occurred_at")
        if occurred_at is None:
            return None
        return None if covers(look, look.row, occurred_at) else {}
    live = queries.live_in_cohort(look.acting, look.row.cohort_id, look.acting.at)
    return None if live else {}


@guard("outside_authorisation", of_form=True)
def outside_authorisation(look: Look) -> Gap:
    """Only what no authorisation covers is kept as unusable."""
    inside = covers(look, look.row, look.field("occurred_at")) and _same_ruc(look)
    return {} if inside else None


@guard("ruc_matches", of_form=True)
def ruc_matches(look: Look) -> Gap:
    """The authorisation is of the same case number as the buy."""
    return None if _same_ruc(look) else {}


@guard("code_not_a_name", of_form=True)
def code_not_a_name(look: Look) -> Gap:
    """Agents are codes; what is told of a buy holds no national number."""
    typed = [*rules.read_codes(look.text("codes")), *rules.read_codes(look.text("officer_code"))]
    told = " ".join(look.text(name) for name in ("narrative", "place", "banknotes", "scope"))
    fits = all(map(rules.is_code, typed)) and not load(look.acting.profile).holds_a_number(told)
    return None if fits else {}


@guard("no_inducement_read", of_form=True)
def no_inducement_read(look: Look) -> Gap:
    """Whoever records a buy read what an officer may never do."""
    return None if look.field("no_inducement") else {}


@guard("seller_labelled", of_form=True)
def seller_labelled(look: Look) -> Gap:
    """A buy names its seller by a label."""
    return None if rules.is_label(look.text("seller")) else {}


@guard("grantor_fits_regime", of_form=True)
def grantor_fits_regime(look: Look) -> Gap:
    """An undercover agent under the code of procedure takes a higher prosecutor."""
    regime = look.field("regime") or getattr(look.row, "regime", None)
    return None if rules.rank_fits(regime, look.field("grantor_rank")) else {}


@guard("term_within_limit", of_form=True)
def term_within_limit(look: Look) -> Gap:
    """No authorisation runs longer than the profile allows."""
    start, end = look.field("valid_from"), look.field("valid_to")
    most = look.acting.number("authorisation_days_default")
    fits = start is not None and end is not None and (end - start).total_seconds() <= most * 86400
    return None if fits else {"n": most}


@guard("informant_proposed_if_buyer", of_form=True)
def informant_proposed_if_buyer(look: Look) -> Gap:
    """An informant buys only when an officer proposed it."""
    if look.text("proposed_by"):
        return None
    codes = rules.read_codes(look.text("codes"))
    kinds = {row.kind for row in queries.codes_named(look.acting, codes).values()}
    informant = look.field("technique") is Technique.INFORMANT or CovertKind.INFORMANT in kinds
    return {} if informant else None


@guard("authorisation_over")
def authorisation_over(look: Look) -> Gap:
    """An authorisation lapses only once its last instant has passed."""
    if look.acting.at > look.row.valid_to:
        return None
    return {"date": day_text(local_day(look.row.valid_to, look.acting.zone))}


@guard("nue_valid", of_form=True)
def nue_valid(look: Look) -> Gap:
    """The number of an item has its digits and is nobody else's."""
    try:
        nue = read_nue(look.text("nue"))
    except Malformed:
        return {}
    return {} if queries.nue_taken(look.acting, nue) else None


@guard("one_ruc")
def one_ruc(look: Look) -> Gap:
    """What is collected belongs to the case number of its buy."""
    row = look.row
    authorisation = row.authorisation if isinstance(row, Buy) else None
    if authorisation is None:
        return None
    return None if authorisation.ruc == row.investigation.ruc else {}


@guard("authorisation_or_ground", of_form=True)
def authorisation_or_ground(look: Look) -> Gap:
    """Nothing is collected without a word that allowed it."""
    held = getattr(look.row, "authorisation_id", None) is not None
    return None if held or look.text("ground") else {}


@guard("quantities_consistent", of_form=True)
def quantities_consistent(look: Look) -> Gap:
    """Weights, purity and unit can be true together."""
    names = ("gross_g", "net_g", "purity_pct", "quantity", "unit")
    return {} if rules.wrong_quantities(*(look.field(name) for name in names)) else None


def holder_of(link: CustodyLink | None) -> tuple[Any, str]:
    """Return institution and post that hold an item after a link."""
    if link is None:
        return None, ""
    if link.to_institution is not None:
        return link.to_institution, link.to_post or ""
    return link.from_institution, link.from_post


@guard("giver_is_holder", of_form=True)
def giver_is_holder(look: Look) -> Gap:
    """Only who holds an item gives it on or touches its seal."""
    institution, post = holder_of(queries.last_link(look.acting, look.row))
    given = (look.field("from_institution"), look.text("from_post").casefold())
    if given == (institution, post.casefold()):
        return None
    return {"institution": institution or "-", "post": post}


@guard("receiver_matches", of_form=True)
def receiver_matches(look: Look) -> Gap:
    """Who receives is who was named when the item was given."""
    institution, post = holder_of(queries.last_link(look.acting, look.row))
    given = (look.field("to_institution"), look.text("to_post").casefold())
    return None if given == (institution, post.casefold()) else {}


@guard("no_time_overlap", of_form=True)
def no_time_overlap(look: Look) -> Gap:
    """Nobody receives before it was given."""
    link = queries.last_link(look.acting, look.row)
    received_at = look.field("at")
    if link is None or received_at is None:
        return None
    return {} if received_at < (link.received_at or link.at) else None


@guard("lab_report_recorded", of_form=True)
def lab_report_recorded(look: Look) -> Gap:
    """An item comes back with the number and the result of its report."""
    return None if look.text("report_no") and look.field("result") else {}


@guard("return_authorised", of_form=True)
def return_authorised(look: Look) -> Gap:
    """An item is returned on a prosecutor's order."""
    return None if look.text("order_ref") else {}


@guard("disposal_authorised", of_form=True)
def disposal_authorised(look: Look) -> Gap:
    """An item is destroyed on an order."""
    return None if look.text("order_ref") else {}


@guard("buy_counts_or_flagged", of_form=True)
def buy_counts_or_flagged(look: Look) -> Gap:
    """A buy that was annulled is nobody's."""
    buy = look.acting.session.get(Buy, look.field("buy")) if look.field("buy") else None
    return {} if buy is None or buy.status is BuyStatus.ANNULLED else None


def _same_ruc(look: Look) -> bool:
    try:
        typed = load(look.acting.profile).read_case_number(look.text("ruc"), look.acting.at.year)
    except Malformed:
        return False
    return typed.number == str(look.row.ruc)
