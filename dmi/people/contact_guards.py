"""Conditions that read addresses, consents, mandates and what the person was told."""

from dmi.access.guards import Gap, Look, guard
from dmi.kernel.local_time import day_text
from dmi.people import queries
from dmi.people.guards import pathway_of
from dmi.people.words import ConsentAnswer


@guard("person_told", of_form=True)
def person_told(look: Look) -> Gap:
    """The person and the defence know, and it is written when and how."""
    pathway = pathway_of(look)
    typed = look.field("told_at") and look.field("how")
    return None if typed or (pathway and queries.was_told(look.acting, pathway.id)) else {}


@guard("address_recorded")
def address_recorded(look: Look) -> Gap:
    """A letter goes somewhere."""
    pathway = pathway_of(look)
    found = pathway and queries.current_address(look.acting, pathway, look.acting.today)
    return None if found else {}


@guard("influential_consents_if_used", of_form=True)
def influential_consents_if_used(look: Look) -> Gap:
    """Nobody is contacted without their own consent."""
    used = look.field("influential") or look.field("influential_id")
    row = queries.influential(look.acting, getattr(used, "id", used))
    return {} if row is not None and row.consent_to_contact is not ConsentAnswer.YES else None


@guard("consent_live_for_recipient")
def consent_live_for_recipient(look: Look) -> Gap:
    """Nothing is shared with a recipient whom the person did not allow."""
    recipient = str(getattr(look.row, "recipient", "") or look.field("recipient") or "")
    today = look.acting.today
    live = queries.consent_to(look.acting, look.row.subject_id, recipient, today)
    return None if live else {"recipient": recipient}


@guard("one_purpose_one_recipient", of_form=True)
def one_purpose_one_recipient(look: Look) -> Gap:
    """One consent, one purpose, one recipient."""
    recipient = look.text("recipient_name") if _is_other(look) else look.field("recipient")
    alone = recipient and not set(str(recipient)) & set(",;/\n")
    return None if alone and look.field("purpose") else {}


@guard("consent_over")
def consent_over(look: Look) -> Gap:
    """A consent lapses only once its last day has passed."""
    over = look.acting.today > look.row.expires_on
    return None if over else {"date": day_text(look.row.expires_on)}


@guard("defender_has_role", of_form=True)
def defender_has_role(look: Look) -> Gap:
    """A mandate names somebody."""
    return None if look.field("defender_id") or look.text("defender_name") else {}


@guard("mandate_document_attached", of_form=True)
def mandate_document_attached(look: Look) -> Gap:
    """A mandate is proven by its paper."""
    return None if look.field("document") else {}


@guard("mandate_in_force")
def mandate_in_force(look: Look) -> Gap:
    """Nothing is disclosed to somebody who does not act for the person."""
    pathway = pathway_of(look)
    to_user = look.field("to_user_id")
    subject = pathway.id if pathway else None
    return None if queries.mandate_in_force(look.acting, subject, to_user) else {}


def _is_other(look: Look) -> bool:
    return str(look.field("recipient") or "") == "OTHER"
