"""Mandates, consents and notices: who acts for the person and what the person allows."""

from datetime import date, datetime
from uuid import UUID

import dmi.people.contact_guards  # noqa: F401 - the conditions of these steps
from dmi.access import granting
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.owed.words import Channel
from dmi.people import rules
from dmi.people.models.contacts import Consent, Mandate, PersonNotice
from dmi.people.models.pathway import Pathway
from dmi.people.words import (
    ConsentAnswer,
    ConsentPurpose,
    ConsentRecipient,
    MandateKind,
    NoticeChannel,
    NoticeKind,
)
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.roles import Role

WHICH_CHANNEL = N_("A consent to messages names its channel; any other names none.")
ENDS_BEFORE = N_("The end lies before the beginning.")
NOT_RELEASED = N_("A prosecutor has not released this notice yet.")
_OPENED_BY = (Condition.WITH_CONSENT, Condition.CONSENT_OR_VEHICLE)


@act("T.record_mandate", needs=("kind", "from_on"))
def record_mandate(
    acting: Acting,
    pathway: Pathway,
    *,
    kind: MandateKind,
    from_on: date,
    document: UUID,
    defender_id: UUID | None = None,
    defender_name: str = "",
    phone: str | None = None,
) -> Mandate:
    """Record who defends the person, proven by the paper."""
    row = Mandate(
        pathway_id=pathway.id,
        defender_id=defender_id,
        phone=phone or None,
        kind=kind,
        from_on=from_on,
        document_id=document,
        recorded_by_id=acting.by.id,
        key_ref=pathway.key_ref,
    )
    if defender_name:
        row.defender_name = defender_name
    return acting.add(row, under=pathway)


@act("T.end_mandate", needs=("reason",))
def end_mandate(acting: Acting, mandate: Mandate, *, reason: str) -> None:
    """End a mandate today."""
    mandate.until_on = max(acting.today, mandate.from_on)
    mandate.ended_by_id = acting.by.id
    mandate.end_reason = reason


@act("CO.record_consent", needs=("purpose", "recipient", "answer", "scope", "expires_on"))
def record_consent(
    acting: Acting,
    pathway: Pathway,
    *,
    purpose: ConsentPurpose,
    recipient: ConsentRecipient,
    answer: ConsentAnswer,
    scope: str,
    expires_on: date,
    recipient_name: str = "",
    channel: Channel | None = None,
    language: str = "",
    interpreter_name: str | None = None,
    witness: str | None = None,
) -> Consent:
    """Write down one answer for one purpose and one recipient, and open what it allows."""
    if (purpose is ConsentPurpose.MESSAGES) != (channel is not None):
        raise Faults({"channel": [WHICH_CHANNEL]})
    if expires_on <= acting.today:
        raise Faults({"expires_on": [ENDS_BEFORE]})
    other = recipient is ConsentRecipient.OTHER
    row = Consent(
        pathway_id=pathway.id,
        purpose=purpose,
        recipient=recipient_name if other else recipient.value,
        channel=channel,
        scope=scope,
        answer=answer,
        given_at=acting.at,
        language=acting.language_for(language),
        interpreter_name=interpreter_name or None,
        witness=witness or None,
        expires_on=expires_on,
        recorded_by_id=acting.by.id,
    )
    acting.add(row, under=pathway)
    acting.session.flush()
    role = rules.INSIDERS.get(recipient)
    if answer is ConsentAnswer.YES and role is not None:
        _open(acting, row, role, purpose)
    return row


@act("CO.revoke_consent", needs=("how",))
def revoke_consent(
    acting: Acting,
    consent: Consent,
    *,
    how: NoticeChannel,  # noqa: ARG001 - kept by the move
) -> None:
    """Take a consent back at the person's word; what it opened closes at once."""
    consent.revoked_at = acting.at
    granting.end_grants_of(acting, consent.id)


@act("CO.lapse_consent")
def lapse_consent(acting: Acting, consent: Consent) -> None:
    """Let a consent whose last day has passed end, and close what it opened."""
    granting.end_grants_of(acting, consent.id)


def draft_notice(acting: Acting, pathway: Pathway, kind: NoticeKind) -> PersonNotice:
    """Draft what a person is to be told; it leaves only on a prosecutor's release."""
    row = PersonNotice(pathway_id=pathway.id, kind=kind, drafted_at=acting.at)
    return acting.add(row, under=pathway)


@write("people.notice.released", data_class=DataClass.LETTERS)
def release_notice(acting: Acting, notice: PersonNotice) -> PersonNotice:
    """Let a notice leave; a prosecutor alone does that."""
    if acting.by.role is not Role.PROSECUTOR:
        raise NotKnown
    notice.released_by_id, notice.released_at = acting.by.id, acting.at
    return notice


@write("people.notice.told", data_class=DataClass.LETTERS)
def record_told(
    acting: Acting,
    notice: PersonNotice,
    *,
    told_at: datetime,
    how: NoticeChannel,
    defender_told_at: datetime | None = None,
) -> PersonNotice:
    """Write down when and how the person and the defence were told."""
    if notice.released_at is None:
        raise Faults({"told_at": [NOT_RELEASED]})
    notice.how, notice.told_by_id = how, acting.by.id
    notice.told_at, notice.defender_told_at = told_at, defender_told_at
    return notice


def _open(acting: Acting, row: Consent, role: Role, purpose: ConsentPurpose) -> None:
    for condition in _OPENED_BY:
        granting.open_grants(
            acting,
            "CO.record_consent",
            row,
            role,
            rules.SHARED.get(purpose, ()),
            condition=condition,
        )
