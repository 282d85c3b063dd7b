"""An operation with its codes, an authorisation and a buy, each made by its own act."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import dmi.evidence.views.pages  # noqa: F401 - registers every act of the evidence
from dmi.evidence.acts import authorisation as authorisation_acts
from dmi.evidence.acts import buy as buy_acts
from dmi.evidence.acts import operation as operation_acts
from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Operation
from dmi.evidence.words import CovertKind, FirstOffer, GrantMode, GrantorRank, Recording, Technique
from dmi.profiles.words import AuthorisationRegime, OffenceCode
from dmi.territory.models.cohort import Cohort
from dmi.territory.words import Substance, Unit
from tests.builders import assign
from tests.people import Town

RUC = "2600111222-5"
CODE = "AG-0012"


def staffed(town: Town, cohort: Cohort) -> Cohort:
    """Assign the prosecutor, the analyst and the handler to a cohort."""
    for name in ("fis1", "pol1", "hnd1"):
        assign(town, name, cohort)
    return cohort


def an_operation(town: Town, cohort: Cohort, ruc: str = RUC, code: str = "OP-1") -> Operation:
    """Open an operation of that case number."""
    prosecutor = town.acting("fis1")
    investigation = operation_acts.record_investigation(
        prosecutor, cohort, ruc=ruc, ruc_override_reason="Así la imprimió el tribunal"
    )
    return operation_acts.open_operation(
        prosecutor,
        investigation,
        code=code,
        started_on=prosecutor.today,
        lead=town.users["hnd1"].id,
        cleared=[town.users["hnd1"].id],
        why="Lleva a los agentes de esta operación",
    )


def a_code(town: Town, code: str = CODE, kind: CovertKind = CovertKind.BUYER) -> None:
    """Register a code of the handler."""
    operation_acts.register_code(town.acting("hnd1"), None, code=code, kind=kind)


def allowed(town: Town, **changed: Any) -> dict[str, Any]:
    """Return what a prosecutor writes down, valid for a month around now."""
    now: datetime = town.clock()
    return {
        "reference": "AR-2026-014",
        "regime": AuthorisationRegime.L20000_25,
        "technique": Technique.BUYER,
        "granted_by": town.users["fis1"].id,
        "grantor_rank": GrantorRank.PROSECUTOR,
        "granted_at": now - timedelta(hours=1),
        "mode": GrantMode.WRITTEN,
        "scope": "Comprar en el sector, hasta diez veces",
        "valid_from": now - timedelta(days=10),
        "valid_to": now + timedelta(days=20),
        "police_force": "Brigada Antinarcóticos",
        "codes": CODE,
        **changed,
    }


def an_authorisation(town: Town, operation: Operation, **changed: Any) -> Authorisation:
    """Record an authorisation by the prosecutor."""
    return authorisation_acts.create_authorisation(
        town.acting("fis1"), operation, **allowed(town, **changed)
    )


def bought(town: Town, **changed: Any) -> dict[str, Any]:
    """Return what a handler types about a buy of an hour ago."""
    return {
        "occurred_at": town.clock() - timedelta(minutes=30),
        "ruc": RUC,
        "seller": "V-07",
        "place": "Pasaje sin nombre",
        "substance": Substance.COCA_BASE,
        "officer_code": CODE,
        "recording": Recording.VIDEO,
        "first_offer_by": FirstOffer.PERSON,
        "offence_code": OffenceCode.L20000_4,
        "nue": "5512874",
        "description": "Dos envoltorios",
        "holder_post": "Funcionario a cargo",
        "quantity": Decimal(2),
        "unit": Unit.DOSE,
        "gross_g": Decimal("0.84"),
        "net_g": Decimal("0.61"),
        "no_inducement": True,
        **changed,
    }


def a_buy(town: Town, authorisation: Authorisation, **changed: Any) -> Buy:
    """Record a buy by the handler."""
    return buy_acts.record_buy(town.acting("hnd1"), authorisation, **bought(town, **changed))


def ready(town: Town, cohort: Cohort, hours_ago: int = 2) -> Authorisation:
    """Give an authorisation written down two hours ago, so that a buy now counts."""
    staffed(town, cohort)
    operation = an_operation(town, cohort)
    a_code(town)
    row = an_authorisation(town, operation)
    row.recorded_at = town.clock() - timedelta(hours=hours_ago)
    town.session.flush()
    return row
