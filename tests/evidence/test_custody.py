"""The chain of an item only grows, and every gap in it shows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dmi.evidence import rules
from dmi.evidence.acts import custody
from dmi.evidence.acts import item as items
from dmi.evidence.acts.custody import parts_of
from dmi.evidence.models.item import CustodyLink, EvidenceItem, LabResult
from dmi.evidence.queries import custody_of
from dmi.evidence.words import (
    CustodyHolder,
    CustodyKind,
    CustodyPurpose,
    LabOutcome,
    SealState,
)
from dmi.kernel.refusals import Unmet
from dmi.policy.states import ItemStatus
from tests.builders import a_cohort
from tests.evidence.places import a_buy, ready
from tests.people import Town

POLICE = CustodyHolder.POLICE
OFFICER = "Funcionario a cargo"
STORE = "Bodega B-2"
LOST = "No aparece en el inventario de hoy"


@pytest.fixture
def item(town: Town) -> EvidenceItem:
    """Give an item that was just collected."""
    a_buy(town, ready(town, a_cohort(town)))
    return town.session.query(EvidenceItem).one()


def seal(town: Town, item: EvidenceItem, **changed: object) -> None:
    fields: dict[str, object] = {
        "at": town.clock(),
        "from_institution": POLICE,
        "from_post": OFFICER,
        "seal_no": "004471",
        **changed,
    }
    custody.seal_item(town.acting("hnd1"), item, **fields)


def hand_over(town: Town, item: EvidenceItem, **changed: object) -> None:
    fields: dict[str, object] = {
        "at": town.clock() + timedelta(minutes=10),
        "from_institution": POLICE,
        "from_post": OFFICER,
        "to_institution": POLICE,
        "to_post": STORE,
        "purpose": CustodyPurpose.STORAGE,
        "seal_state": SealState.INTACT,
        **changed,
    }
    custody.hand_over(town.acting("hnd1"), item, **fields)


def receive(town: Town, item: EvidenceItem, **changed: object) -> None:
    fields: dict[str, object] = {
        "at": town.clock() + timedelta(minutes=40),
        "to_institution": POLICE,
        "to_post": STORE,
        "seal_state": SealState.INTACT,
        **changed,
    }
    custody.receive_item(town.acting("pol1"), item, **fields)


def links(town: Town, item: EvidenceItem) -> list[CustodyLink]:
    return custody_of(town.acting("pol1"), item)


@pytest.mark.rule("C12")
def test_each_receiver_is_the_next_to_give(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    with pytest.raises(Unmet, match="giver_is_holder"):
        hand_over(town, item, from_post="Otra persona")
    hand_over(town, item)
    with pytest.raises(Unmet, match="receiver_matches"):
        receive(town, item, to_post="Bodega C-9")
    receive(town, item)
    assert [link.kind for link in links(town, item)] == [
        CustodyKind.COLLECTED,
        CustodyKind.SEALED,
        CustodyKind.HANDED_OVER,
        CustodyKind.RECEIVED,
    ]
    assert not any(link.gap_flag for link in links(town, item))
    assert item.status is ItemStatus.SEALED


@pytest.mark.rule("C12")
def test_nobody_receives_before_it_was_given(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    hand_over(town, item)
    with pytest.raises(Unmet, match="no_time_overlap"):
        receive(town, item, at=town.clock())


@pytest.mark.rule("C12")
def test_a_gap_and_an_overlap_are_flagged(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    hand_over(town, item, at=town.clock() - timedelta(minutes=5))
    receive(town, item, at=town.clock() + timedelta(hours=4))
    assert [link.gap_flag for link in links(town, item)] == [False, False, True, True]


@pytest.mark.rule("C12")
def test_every_link_is_bound_to_the_one_before(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    hand_over(town, item)
    before = rules.FIRST_HASH
    for link in links(town, item):
        assert link.prev_hash == before
        assert link.hash == rules.link_hash(before, parts_of(link))
        before = link.hash
    changed = links(town, item)[1]
    changed.seal_no = "999999"
    assert changed.hash != rules.link_hash(changed.prev_hash, parts_of(changed))


@pytest.mark.rule("C14")
def test_the_laboratory_gives_the_item_back_with_its_report(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    analyst = town.acting("pol1")
    items.deliver_to_laboratory(
        analyst,
        item,
        at=town.clock() + timedelta(hours=1),
        from_institution=POLICE,
        from_post=OFFICER,
        to_institution=CustodyHolder.HEALTH_SERVICE,
        to_post="Recepción ISP",
        seal_state=SealState.INTACT,
    )
    assert item.status is ItemStatus.AT_LABORATORY
    back: dict[str, object] = {
        "at": town.clock() + timedelta(hours=2),
        "to_post": STORE,
        "seal_no": "004902",
        "result": LabOutcome.POSITIVE,
        "gross_g": Decimal("0.84"),
        "net_g": Decimal("0.61"),
        "purity_pct": Decimal(31),
    }
    with pytest.raises(Unmet, match="lab_report_recorded"):
        items.record_laboratory_return(analyst, item, report_no="", **back)
    items.record_laboratory_return(analyst, item, report_no="4471-2026", **back)
    report = town.session.query(LabResult).one()
    assert (report.gross_g, report.net_g, report.purity_pct) == (
        Decimal("0.840"),
        Decimal("0.610"),
        Decimal(31),
    )
    assert report.counter_sample_until is not None
    assert links(town, item)[-1].seal_no == "004902"


def test_a_seal_is_opened_with_a_reason(town: Town, item: EvidenceItem) -> None:
    seal(town, item)
    opening: dict[str, object] = {
        "at": town.clock() + timedelta(minutes=1),
        "from_institution": POLICE,
        "from_post": OFFICER,
        "seal_state": SealState.BROKEN,
    }
    with pytest.raises(Unmet, match="reason_given"):
        custody.open_seal(town.acting("hnd1"), item, reason="x", **opening)
    custody.open_seal(town.acting("hnd1"), item, reason="Contar los envoltorios", **opening)
    assert item.status is ItemStatus.OPENED


def test_a_lost_item_says_so_in_its_chain(town: Town, item: EvidenceItem) -> None:
    custody.report_lost(town.acting("hnd1"), item, reason=LOST)
    assert item.status is ItemStatus.LOST
    assert (links(town, item)[-1].kind, links(town, item)[-1].note) == (CustodyKind.LOST, LOST)
