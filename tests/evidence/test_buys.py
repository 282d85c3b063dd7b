"""A buy stands under its authorisation or is kept as unusable; its item comes with it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dmi.evidence.acts.authorisation import revoke_authorisation
from dmi.evidence.acts.buy import annul_buy, record_buy, record_unusable_buy
from dmi.evidence.acts.item import collect_item, record_field_test
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import CustodyLink, EvidenceItem
from dmi.evidence.words import BuyStanding, ItemKind, LabOutcome
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.policy.states import BuyStatus, ItemStatus
from dmi.territory.words import Unit
from tests.builders import a_cohort
from tests.evidence.places import (
    a_buy,
    a_code,
    an_authorisation,
    an_operation,
    bought,
    ready,
    staffed,
)
from tests.people import Town

OTHER_RUC = "2600999888-1"
WHY = "La compra ocurrió después del vencimiento"
KEPT = {"nue", "description", "holder_post", "quantity", "unit"}


def unusable(town: Town, authorisation: Authorisation, **changed: object) -> Buy:
    fields = {name: value for name, value in bought(town, **changed).items() if name not in KEPT}
    return record_unusable_buy(town.acting("hnd1"), authorisation, reason=WHY, **fields)


@pytest.mark.rule("U1")
def test_a_buy_brings_its_item_and_the_first_link_of_custody(town: Town) -> None:
    buy = a_buy(town, ready(town, a_cohort(town)))
    item = town.session.query(EvidenceItem).one()
    link = town.session.query(CustodyLink).one()
    assert (buy.status, buy.standing) == (BuyStatus.RECORDED, BuyStanding.VALID)
    assert (item.buy_id, item.nue, item.status) == (buy.id, "5512874", ItemStatus.COLLECTED)
    assert (link.item_id, link.seq, link.to_post) == (item.id, 1, "Funcionario a cargo")
    assert buy.seller.label == "V-07"


@pytest.mark.rule("C1")
@pytest.mark.parametrize("days", [-11, 21])
def test_a_buy_outside_the_term_is_refused_and_leaves_nothing(town: Town, days: int) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet, match="authorisation_live"):
        a_buy(town, row, occurred_at=town.clock() + timedelta(days=days))
    assert town.session.query(Buy).count() == 0


@pytest.mark.rule("C1")
def test_a_buy_after_the_authorisation_was_revoked_is_refused(town: Town) -> None:
    row = ready(town, a_cohort(town))
    before = town.clock() - timedelta(minutes=30)
    revoke_authorisation(town.acting("fis1"), row, reason="El equipo dejó la operación")
    assert a_buy(town, row, occurred_at=before).status is BuyStatus.RECORDED
    with pytest.raises(Unmet, match="authorisation_live"):
        a_buy(town, row, occurred_at=town.clock(), nue="5512875")


@pytest.mark.rule("C1")
def test_no_more_buys_than_were_allowed(town: Town) -> None:
    row = ready(town, a_cohort(town))
    row.max_buys = 1
    a_buy(town, row)
    with pytest.raises(Unmet, match="authorisation_live"):
        a_buy(town, row, nue="5512875")


@pytest.mark.rule("C2")
def test_an_authorisation_of_another_case_number_does_not_serve(town: Town) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet, match="ruc_matches"):
        a_buy(town, row, ruc=OTHER_RUC)
    kept = unusable(town, row, ruc=OTHER_RUC)
    assert kept.status is BuyStatus.UNUSABLE


@pytest.mark.rule("C1", "U1")
def test_outside_the_authorisation_a_buy_is_kept_only_as_unusable(town: Town) -> None:
    row = ready(town, a_cohort(town))
    outside = town.clock() - timedelta(days=11)
    kept = unusable(town, row, occurred_at=outside)
    assert (kept.status, kept.standing) == (BuyStatus.UNUSABLE, BuyStanding.UNUSABLE)
    assert (kept.authorisation_id, kept.standing_reason) == (None, WHY)
    assert kept.prosecutor_flagged_at == town.clock()
    with pytest.raises(Unmet, match="outside_authorisation"):
        unusable(town, row)


@pytest.mark.rule("C6")
def test_a_buy_before_the_record_is_contested_and_a_late_record_marks_it(town: Town) -> None:
    cohort = staffed(town, a_cohort(town))
    operation = an_operation(town, cohort)
    a_code(town)
    written_after = an_authorisation(town, operation)
    assert a_buy(town, written_after).standing is BuyStanding.CONTESTED
    late = an_authorisation(
        town, operation, reference="AR-2", granted_at=town.clock() - timedelta(hours=30)
    )
    late.recorded_at = town.clock() - timedelta(hours=2)
    assert a_buy(town, late, nue="5512876").standing is BuyStanding.LATE_RECORD


@pytest.mark.rule("U1")
@pytest.mark.parametrize("typed", ["Sara Muestra", "12.531.909-2", "v7", ""])
def test_a_buy_names_its_seller_by_a_label(town: Town, typed: str) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet, match="seller_labelled"):
        a_buy(town, row, seller=typed)


@pytest.mark.rule("C7", "S5")
def test_what_is_told_of_a_buy_holds_no_national_number(town: Town) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet, match="code_not_a_name"):
        a_buy(town, row, narrative="La persona (RUN 11.111.111-1) ofreció desde la reja")
    with pytest.raises(Unmet, match="code_not_a_name"):
        a_buy(town, row, officer_code="Juan")


def test_the_statement_about_inducement_is_read_first(town: Town) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet, match="no_inducement_read"):
        a_buy(town, row, no_inducement=False)


def test_a_code_that_the_authorisation_does_not_cover_is_refused(town: Town) -> None:
    row = ready(town, a_cohort(town))
    a_code(town, "AG-0099")
    with pytest.raises(Faults) as refused:
        a_buy(town, row, officer_code="AG-0099")
    assert list(refused.value.faults) == ["officer_code"]


@pytest.mark.rule("C11")
@pytest.mark.parametrize("typed", ["123", "1234567890123", "ABC4567", ""])
def test_the_number_of_an_item_has_four_to_twelve_digits(town: Town, typed: str) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(Unmet):
        a_buy(town, row, nue=typed)


@pytest.mark.rule("C11")
def test_the_number_of_an_item_is_nobody_elses(town: Town) -> None:
    row = ready(town, a_cohort(town))
    buy = a_buy(town, row)
    with pytest.raises(Unmet, match="nue_valid"):
        a_buy(town, row)
    item = town.session.query(EvidenceItem).filter_by(buy_id=buy.id).one()
    assert item.investigation_id == buy.investigation_id


@pytest.mark.rule("C14")
@pytest.mark.parametrize(
    "wrong",
    [
        {"net_g": Decimal("1.2"), "gross_g": Decimal("0.84")},
        {"purity_pct": Decimal(101)},
        {"quantity": Decimal(2), "unit": None},
    ],
)
def test_weights_purity_and_unit_can_be_true_together(town: Town, wrong: dict[str, object]) -> None:
    buy = a_buy(town, ready(town, a_cohort(town)))
    fields: dict[str, object] = {
        "nue": "5512999",
        "kind": ItemKind.SUBSTANCE,
        "description": "Otro envoltorio",
        "collected_at": town.clock(),
        "place": "Pasaje sin nombre",
        "holder_post": "Funcionario a cargo",
        "unit": Unit.DOSE,
        **wrong,
    }
    with pytest.raises(Unmet, match="quantities_consistent"):
        collect_item(town.acting("hnd1"), buy, **fields)


@pytest.mark.rule("C14")
def test_a_test_of_the_street_cannot_weigh_more_net_than_gross(town: Town) -> None:
    a_buy(town, ready(town, a_cohort(town)))
    item = town.session.query(EvidenceItem).one()
    handler = town.acting("hnd1")
    with pytest.raises(Faults):
        record_field_test(
            handler,
            item,
            result=LabOutcome.POSITIVE,
            gross_g=Decimal("0.8"),
            net_g=Decimal("0.9"),
        )
    found = record_field_test(handler, item, result=LabOutcome.POSITIVE)
    assert found.item_id == item.id


def test_a_prosecutor_annuls_a_buy_with_a_reason_and_nobody_else(town: Town) -> None:
    buy = a_buy(town, ready(town, a_cohort(town)))
    with pytest.raises(NotKnown):
        annul_buy(town.acting("hnd1"), buy, reason=WHY)
    with pytest.raises(Unmet, match="reason_given"):
        annul_buy(town.acting("fis1"), buy, reason="corto")
    annul_buy(town.acting("fis1"), buy, reason=WHY)
    assert (buy.status, buy.annul_reason) == (BuyStatus.ANNULLED, WHY)


def test_somebody_who_is_not_assigned_knows_no_authorisation(town: Town) -> None:
    row = ready(town, a_cohort(town))
    with pytest.raises(NotKnown):
        record_buy(town.acting("pol2"), row, **bought(town))
