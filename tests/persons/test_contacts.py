"""What a person allows opens, what is taken back closes, and somebody acts for them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

import dmi.people.views.pages  # noqa: F401 - registers every act about people
from dmi.access.acts import cascade
from dmi.access.models.grants import Grant
from dmi.access.papers import keep
from dmi.evidence import detail
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.acts.contacts import (
    draft_notice,
    end_mandate,
    record_consent,
    record_mandate,
    record_told,
    release_notice,
    revoke_consent,
)
from dmi.people.acts.records import link_persons, record_address, record_influential
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.queries import current_address, mandate_in_force
from dmi.people.words import (
    ConsentAnswer,
    ConsentPurpose,
    ConsentRecipient,
    LinkKind,
    MandateKind,
    NoticeChannel,
    NoticeKind,
    Relation,
)
from dmi.policy.classes import DataClass
from dmi.policy.states import GrantStatus, Stage
from tests.builders import a_cohort, a_pathway, assign
from tests.people import Town

WHY = "La persona cambió de defensa esta semana"


@pytest.fixture
def pathway(town: Town) -> Pathway:
    """Give somebody in support, with a worker and a prosecutor."""
    row = a_pathway(town, a_cohort(town), Stage.ACTIVE)
    for name in ("ts1", "fis1"):
        assign(town, name, row)
    return row


def consented(town: Town, pathway: Pathway, **changed: Any) -> Consent:
    fields: dict[str, Any] = {
        "purpose": ConsentPurpose.SHARE_PROGRESS,
        "recipient": ConsentRecipient.PROSECUTOR,
        "answer": ConsentAnswer.YES,
        "scope": "Una frase al mes sobre el avance",
        "expires_on": town.clock().date() + timedelta(days=90),
        **changed,
    }
    return record_consent(town.acting("ts1"), pathway, **fields)


def opened(town: Town, source: UUID) -> set[DataClass]:
    query = select(Grant.data_class).where(Grant.source_ref == source, Grant.ended_at.is_(None))
    return set(town.session.scalars(query))


def test_a_yes_opens_its_purpose_to_its_recipient_until_it_is_taken_back(
    town: Town, pathway: Pathway
) -> None:
    consent = consented(town, pathway)
    assert opened(town, consent.id) == {DataClass.PROGRESS}
    revoke_consent(town.acting("ts1"), consent, how=NoticeChannel.IN_PERSON)
    assert consent.status is GrantStatus.ENDED
    assert consent.revoked_at == town.clock()
    assert opened(town, consent.id) == set()


def test_a_no_opens_nothing(town: Town, pathway: Pathway) -> None:
    consent = consented(town, pathway, answer=ConsentAnswer.NO)
    assert opened(town, consent.id) == set()


def test_a_consent_has_one_recipient_and_messages_name_their_channel(
    town: Town, pathway: Pathway
) -> None:
    two = {"recipient": ConsentRecipient.OTHER, "recipient_name": "OMIL, CESFAM"}
    with pytest.raises(Unmet, match="one_purpose_one_recipient"):
        consented(town, pathway, **two)
    with pytest.raises(Faults) as refused:
        consented(town, pathway, purpose=ConsentPurpose.MESSAGES)
    assert list(refused.value.faults) == ["channel"]
    with pytest.raises(NotKnown):
        revoke_consent(town.acting("fis1"), consented(town, pathway), how=NoticeChannel.IN_PERSON)


def test_a_consent_lapses_after_its_last_day_and_closes_what_it_opened(
    town: Town, pathway: Pathway
) -> None:
    consent = consented(town, pathway)
    scheduler = town.acting("sys1")
    with pytest.raises(Unmet, match="consent_over"):
        cascade(scheduler, "CO.lapse_consent", consent)
    scheduler.at += timedelta(days=92)
    cascade(scheduler, "CO.lapse_consent", consent)
    assert (consent.status, opened(town, consent.id)) == (GrantStatus.ENDED, set())


def test_a_mandate_opens_the_file_to_its_defender_and_its_end_closes_it(
    town: Town, pathway: Pathway
) -> None:
    prosecutor = town.acting("fis1")
    fields: dict[str, Any] = {"kind": MandateKind.PUBLIC, "from_on": date(2026, 11, 20)}
    with pytest.raises(Unmet, match="mandate_document_attached"):
        record_mandate(prosecutor, pathway, **fields, document=None, defender_name="Ana Ejemplo")
    document = keep(prosecutor, b"%PDF-1.7 mandato", "application/pdf", pathway).id
    with pytest.raises(Unmet, match="defender_has_role"):
        record_mandate(prosecutor, pathway, **fields, document=document)
    defender = town.users["def1"].id
    mandate = record_mandate(prosecutor, pathway, **fields, document=document, defender_id=defender)
    assert DataClass.DECISION in opened(town, mandate.id)
    assert mandate_in_force(prosecutor, pathway.id, defender)
    end_mandate(prosecutor, mandate, reason=WHY)
    assert mandate.status is GrantStatus.ENDED
    assert opened(town, mandate.id) == set()
    assert not mandate_in_force(prosecutor, pathway.id, defender)


def test_a_notice_leaves_only_when_a_prosecutor_released_it(town: Town, pathway: Pathway) -> None:
    prosecutor = town.acting("fis1")
    notice = draft_notice(prosecutor, pathway, NoticeKind.CASE_CLOSED)
    town.session.flush()
    told = {"told_at": town.clock(), "how": NoticeChannel.IN_PERSON}
    with pytest.raises(Faults):
        record_told(prosecutor, notice, **told)
    with pytest.raises(NotKnown):
        release_notice(town.acting("ts1"), notice)
    release_notice(town.acting("fis1"), notice)
    assert record_told(town.acting("fis1"), notice, **told).told_at == town.clock()


def test_plain_facts_are_sealed_under_the_person_and_checked(town: Town, pathway: Pathway) -> None:
    analyst = town.acting("pol1")
    row = record_address(
        analyst, pathway, line="Pasaje Los Ejemplos 123", municipality=town.place.id
    )
    assert (row.line, row.key_ref) == ("Pasaje Los Ejemplos 123", pathway.person_id)
    assert current_address(analyst, pathway, analyst.today) is row
    with pytest.raises(Faults):
        link_persons(
            analyst,
            pathway,
            other=pathway.person_id,
            kind=LinkKind.CHAIN,
            basis="Los vieron juntos en el mismo pasaje",
        )
    someone: dict[str, Any] = {"name": "Rosa Ejemplo", "relation": Relation.MOTHER}
    worker = town.acting("ts1")
    with pytest.raises(Faults):
        record_influential(worker, pathway, **someone, consent_to_contact=ConsentAnswer.YES)
    asked = record_influential(worker, pathway, **someone, consent_to_contact=ConsentAnswer.ASKED)
    assert asked.name == "Rosa Ejemplo"


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("full", {"Buy.narrative", "Buy.substance", "Buy.seller"}),
        ("reference_only", {"Buy.substance", "Buy.seller"}),
        ("none", {"Buy.seller"}),
    ],
)
def test_the_mode_of_detail_says_which_fields_are_held(
    town: Town, monkeypatch: pytest.MonkeyPatch, mode: str, shown: set[str]
) -> None:
    acting = town.acting("pol1")
    monkeypatch.setattr(type(acting), "setting", lambda _acting, _name: mode)
    fields = {"Buy.narrative", "Buy.substance", "Buy.seller"}
    assert {name for name in fields if acting.holds(name)} == shown
    assert (detail.shown(acting, "Buy.narrative", "texto") is None) == (mode != "full")
