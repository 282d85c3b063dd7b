"""Conditions of the offer and of the day of signing."""

from datetime import datetime, timedelta
from uuid import UUID

from dmi.access.guards import Gap, Look, guard
from dmi.kernel.local_time import to_local
from dmi.support.queries import standing
from dmi.support.rules import Answered, Promise, open_purposes
from dmi.support.words import ObligationSide


@guard("rights_sheet_given", of_form=True)
def rights_sheet_given(look: Look) -> Gap:
    """The rights sheet was handed over in a version that is named."""
    return None if look.text("rights_sheet_version") else {}


@guard("counsel_offered", of_form=True)
def counsel_offered(look: Look) -> Gap:
    """Counsel was offered and the answer is known."""
    return None if look.field("counsel") is not None else {}


@guard("confidentiality_limits_told", of_form=True)
def confidentiality_limits_told(look: Look) -> Gap:
    """The person was told what cannot be kept secret."""
    return None if look.field("limits_told") else {}


@guard("agreement_signed", of_form=True)
def agreement_signed(look: Look) -> Gap:
    """The signed sheet is on file."""
    return None if look.field("scan_id") is not None else {}


@guard("voluntary_and_understood", of_form=True)
def voluntary_and_understood(look: Look) -> Gap:
    """The person signs freely and understands; who needs an interpreter had one."""
    free = bool(look.field("voluntary")) and bool(look.field("understood"))
    alone = bool(look.row.person.needs_interpreter) and not look.text("interpreter_name")
    return {} if alone or not free else None


@guard("thinking_time_passed", of_form=True)
def thinking_time_passed(look: Look) -> Gap:
    """A day has passed since the offer, or counsel is there and the person asks for it."""
    offer = standing.offer_of(look.acting, look.row.id)
    hours = look.acting.number("thinking_hours_min")
    if offer is None:
        return {"n": hours}
    asked = look.field("early_own_request_at")
    early = bool(look.field("early_with_counsel")) and isinstance(asked, datetime)
    if early and offer.explained_at <= asked <= look.acting.at:
        return None
    if look.acting.at >= offer.explained_at + timedelta(hours=hours):
        return None
    until = to_local(offer.thinking_until, look.acting.zone)
    return {"n": hours, "date": f"{until:%d-%m-%Y}"}


@guard("consents_recorded", of_form=True)
def consents_recorded(look: Look) -> Gap:
    """Every purpose was asked, one by one, and answered with yes or no."""
    answers: list[Answered] = look.field("consents") or []
    left = open_purposes(answers)
    return {"open": left} if left else None


@guard("dated_obligation_present", of_form=True)
def dated_obligation_present(look: Look) -> Gap:
    """The person promises at least one thing by a day."""
    promises: list[Promise] = look.field("promises") or []
    dated = [
        one for one in promises if one.side is ObligationSide.PERSON and one.due_on and one.text
    ]
    return None if dated else {}


@guard("case_manager_named", of_form=True)
def case_manager_named(look: Look) -> Gap:
    """Two workers who know the person are named: one in charge and one who stands in."""
    both = {look.field("case_manager_id"), look.field("deputy_id")} - {None}
    known = {user for user, _name in standing.workers_of(look.acting, look.row)}
    return None if len(both) == 2 and both <= known else {}  # noqa: PLR2004 - one and the other


@guard("caseload_below_limit", of_form=True)
def caseload_below_limit(look: Look) -> Gap:
    """The case manager has room for one more person."""
    worker = look.field("case_manager_id")
    if not isinstance(worker, UUID):
        return None
    most = look.acting.number("caseload_block")
    load = standing.caseload(look.acting, worker)
    name = standing.name_of_user(look.acting, worker)
    return {"person": name, "n": load, "max": most} if load >= most else None


@guard("answer_is_no_or_deadline_passed", of_form=True)
def answer_is_no_or_deadline_passed(look: Look) -> Gap:
    """The person said no, or the time to answer is over."""
    offer = standing.offer_of(look.acting, look.row.id)
    if offer is None or look.field("declined_at") is not None:
        return None
    over = look.acting.today > offer.answer_by
    return None if over else {"date": f"{offer.answer_by:%d-%m-%Y}"}


@guard("mind_changed_by_person", of_form=True)
def mind_changed_by_person(look: Look) -> Gap:
    """The person came back and asked."""
    return None if look.field("asked_on") is not None else {}
