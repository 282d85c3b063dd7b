"""Nobody buys before a prosecutor wrote down what is allowed, to which codes and until when."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect

from dmi.access.acts import cascade
from dmi.evidence.acts import authorisation as acts
from dmi.evidence.acts.operation import record_investigation, register_code
from dmi.evidence.models.authorisation import Authorisation, CovertCode
from dmi.evidence.models.buy import SellerLabel
from dmi.evidence.queries import covered_codes
from dmi.evidence.words import CovertKind, GrantorRank, Technique
from dmi.kernel.identifiers import read_ruc
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.policy.states import AuthorisationStatus
from dmi.profiles.words import AuthorisationRegime
from tests.builders import a_cohort
from tests.evidence.places import (
    CODE,
    a_code,
    allowed,
    an_authorisation,
    an_operation,
    ready,
    staffed,
)
from tests.people import Town

FOR_A_REASON = "El equipo dejó la operación esta semana"


@pytest.mark.rule("C3")
def test_only_a_prosecutor_writes_an_authorisation(town: Town) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    a_code(town)
    for police in ("pol1", "hnd1"):
        with pytest.raises(NotKnown):
            acts.create_authorisation(town.acting(police), operation, **allowed(town))
    assert an_authorisation(town, operation).status is AuthorisationStatus.IN_FORCE


@pytest.mark.rule("C4")
@pytest.mark.parametrize(
    "field", ["granted_by", "granted_at", "mode", "scope", "valid_to", "police_force", "codes"]
)
def test_what_must_be_written_is_asked_for(town: Town, field: str) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    a_code(town)
    with pytest.raises(Unmet, match="fields_complete"):
        an_authorisation(town, operation, **{field: "" if field != "valid_to" else None})


@pytest.mark.rule("C5")
def test_an_undercover_agent_takes_a_higher_prosecutor_and_sixty_days(town: Town) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    a_code(town)
    strict = {"regime": AuthorisationRegime.CPP_226B, "technique": Technique.UNDERCOVER}
    with pytest.raises(Unmet, match="grantor_fits_regime"):
        an_authorisation(town, operation, **strict)
    strict["grantor_rank"] = GrantorRank.REGIONAL
    start = town.clock()
    with pytest.raises(Unmet, match="term_within_limit"):
        an_authorisation(
            town, operation, valid_from=start, valid_to=start + timedelta(days=61), **strict
        )
    row = an_authorisation(
        town, operation, valid_from=start, valid_to=start + timedelta(days=60), **strict
    )
    assert row.status is AuthorisationStatus.IN_FORCE


@pytest.mark.rule("C5")
def test_a_renewal_is_a_new_record_that_names_the_old(town: Town) -> None:
    row = ready(town, a_cohort(town))
    start = town.clock()
    acts.renew_authorisation(
        town.acting("fis1"),
        row,
        **{
            name: allowed(town)[name]
            for name in ("granted_by", "grantor_rank", "granted_at", "mode")
        },
        reference="AR-2026-020",
        valid_from=start,
        valid_to=start + timedelta(days=30),
    )
    newer = town.session.query(Authorisation).filter_by(renews_id=row.id).one()
    assert (row.status, newer.status) == (
        AuthorisationStatus.RENEWED,
        AuthorisationStatus.IN_FORCE,
    )
    assert list(covered_codes(town.acting("fis1"), newer)) == [CODE]


@pytest.mark.rule("C6")
def test_an_authorisation_written_down_a_day_late_says_so(town: Town) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    a_code(town)
    late = an_authorisation(town, operation, granted_at=town.clock() - timedelta(hours=25))
    soon = an_authorisation(town, operation, reference="AR-2")
    assert (late.is_late_record, soon.is_late_record) == (True, False)


@pytest.mark.rule("C7", "S5")
@pytest.mark.parametrize("typed", ["Juan Pérez", "12.531.909-2", "AG-12", "AGENTE", "AG-00123"])
def test_an_agent_is_a_code_and_nothing_else(town: Town, typed: str) -> None:
    with pytest.raises(Faults):
        register_code(town.acting("hnd1"), None, code=typed, kind=CovertKind.BUYER)
    operation = an_operation(town, staffed(town, a_cohort(town)))
    with pytest.raises(Unmet, match="code_not_a_name"):
        an_authorisation(town, operation, codes=typed)


@pytest.mark.rule("C7", "S5")
def test_no_table_of_the_evidence_has_room_for_the_name_of_an_agent() -> None:
    columns = {column.name for column in inspect(CovertCode).columns}
    own = {"code", "kind", "handler_id", "register_ref_sealed", "retired_on"}
    scope = {column.name for column in inspect(SellerLabel).columns}
    assert columns - scope == own


@pytest.mark.rule("C8")
def test_an_informant_buys_only_when_an_officer_proposed_it(town: Town) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    a_code(town, "IN-0003", CovertKind.INFORMANT)
    with pytest.raises(Unmet, match="informant_proposed_if_buyer"):
        an_authorisation(town, operation, codes="IN-0003")
    row = an_authorisation(
        town,
        operation,
        codes="IN-0003",
        technique=Technique.INFORMANT,
        proposed_by="Subcomisario de la brigada",
    )
    assert row.proposed_by


def test_an_unregistered_code_is_said_at_its_field(town: Town) -> None:
    operation = an_operation(town, staffed(town, a_cohort(town)))
    with pytest.raises(Faults) as refused:
        an_authorisation(town, operation, codes="AG-9999")
    assert list(refused.value.faults) == ["codes"]


@pytest.mark.rule("C1")
def test_what_is_revoked_allows_nothing_from_then_on(town: Town) -> None:
    row = ready(town, a_cohort(town))
    acts.revoke_authorisation(town.acting("fis1"), row, reason=FOR_A_REASON)
    assert row.status is AuthorisationStatus.REVOKED
    assert row.revoked_at == town.clock()


def test_an_authorisation_lapses_once_its_end_has_passed(town: Town) -> None:
    row = ready(town, a_cohort(town))
    scheduler = town.acting("sys1")
    with pytest.raises(Unmet, match="authorisation_over"):
        cascade(scheduler, "AU.lapse_authorisation", row)
    scheduler.at = row.valid_to + timedelta(minutes=1)
    cascade(scheduler, "AU.lapse_authorisation", row)
    assert row.status is AuthorisationStatus.LAPSED


@pytest.mark.rule("C17")
def test_a_case_number_keeps_its_shape_and_an_unusual_digit_needs_a_reason(town: Town) -> None:
    cohort = staffed(town, a_cohort(town))
    prosecutor = town.acting("fis1")
    with pytest.raises(Faults) as refused:
        record_investigation(prosecutor, cohort, ruc="26001112")
    assert list(refused.value.faults) == ["ruc"]
    right = next(f"2600111222-{digit}" for digit in "0123456789K" if _usual(f"2600111222-{digit}"))
    unusual = "2600111222-" + ("1" if right[-1] != "1" else "2")
    with pytest.raises(Faults) as refused:
        record_investigation(prosecutor, cohort, ruc=unusual)
    assert list(refused.value.faults) == ["ruc_override_reason"]
    why = "Así figura en la carátula del tribunal"
    row = record_investigation(prosecutor, cohort, ruc=unusual, ruc_override_reason=why)
    assert (row.ruc, row.ruc_override_reason) == (unusual, why)


def _usual(ruc: str) -> bool:
    return read_ruc(ruc, 2026).warning is None
