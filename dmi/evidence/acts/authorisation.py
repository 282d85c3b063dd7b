"""What a prosecutor allows, renews and takes back; only a prosecutor writes it."""

from datetime import datetime
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.evidence import queries, rules
from dmi.evidence.detail import AUTHORISATION
from dmi.evidence.models.authorisation import Authorisation, AuthorisationCode
from dmi.evidence.models.investigation import Operation
from dmi.evidence.words import GrantMode, GrantorRank, Technique
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.profiles.words import AuthorisationRegime

UNKNOWN_CODE = N_("This code is not registered: ask the handler to register it first.")
GRANTED_LATER = N_("It was granted after this moment.")
ENDS_BEFORE = N_("The end lies before the beginning.")


@act(
    "AU.create_authorisation",
    needs=(
        *("reference", "regime", "technique", "granted_by", "grantor_rank", "granted_at", "mode"),
        *("scope", "valid_from", "valid_to", "police_force", "codes"),
    ),
    holds=AUTHORISATION,
)
def create_authorisation(
    acting: Acting,
    operation: Operation,
    *,
    reference: str,
    regime: AuthorisationRegime,
    technique: Technique,
    granted_by: UUID,
    grantor_rank: GrantorRank,
    granted_at: datetime,
    mode: GrantMode,
    valid_from: datetime,
    valid_to: datetime,
    police_force: str,
    scope: str = "",
    codes: str = "",
    place: str | None = None,
    proposed_by: str | None = None,
    max_buys: int | None = None,
    conditions: str | None = None,
    renews: UUID | None = None,
) -> Authorisation:
    """Record what was allowed, to which codes and until when."""
    _dates(acting, granted_at, valid_from, valid_to)
    named = rules.read_codes(codes)
    known = queries.codes_named(acting, named)
    if set(named) - set(known):
        raise Faults({"codes": [UNKNOWN_CODE]})
    row = Authorisation(
        reference=reference,
        regime=regime,
        technique=technique,
        ruc=operation.investigation.ruc,
        operation_id=operation.id,
        granted_by_id=granted_by,
        grantor_rank=grantor_rank,
        granted_at=granted_at,
        mode=mode,
        recorded_at=acting.at,
        recorded_by_id=acting.by.id,
        valid_from=valid_from,
        valid_to=valid_to,
        scope=scope,
        place=place or None,
        proposed_by=proposed_by or None,
        police_force=police_force,
        max_buys=int(max_buys) if max_buys else None,
        conditions=conditions or None,
        renews_id=renews,
        is_late_record=rules.is_late(granted_at, acting.at, acting.number("late_record_hours")),
    )
    acting.add(row, under=operation)
    acting.session.flush()
    for code in known.values():
        acting.add(AuthorisationCode(authorisation_id=row.id, code_id=code.id), under=row)
    return row


@act(
    "AU.renew_authorisation",
    needs=("reference", "granted_by", "grantor_rank", "granted_at", "valid_from", "valid_to"),
)
def renew_authorisation(
    acting: Acting,
    authorisation: Authorisation,
    *,
    reference: str,
    granted_by: UUID,
    grantor_rank: GrantorRank,
    granted_at: datetime,
    mode: GrantMode,
    valid_from: datetime,
    valid_to: datetime,
) -> None:
    """Renew for another term: a new record that names the one it renews."""
    cascade(
        acting,
        "AU.create_authorisation",
        authorisation.operation,
        reference=reference,
        regime=authorisation.regime,
        technique=authorisation.technique,
        granted_by=granted_by,
        grantor_rank=grantor_rank,
        granted_at=granted_at,
        mode=mode,
        scope=authorisation.scope,
        valid_from=valid_from,
        valid_to=valid_to,
        police_force=authorisation.police_force,
        codes=" ".join(queries.covered_codes(acting, authorisation)),
        place=authorisation.place,
        proposed_by=authorisation.proposed_by,
        max_buys=authorisation.max_buys,
        conditions=authorisation.conditions,
        renews=authorisation.id,
    )


@act("AU.revoke_authorisation", needs=("reason",))
def revoke_authorisation(acting: Acting, authorisation: Authorisation, *, reason: str) -> None:
    """Take an authorisation back from this instant on."""
    authorisation.revoked_at = acting.at
    authorisation.revoke_reason = reason


@act("AU.lapse_authorisation")
def lapse_authorisation(_acting: Acting, _authorisation: Authorisation) -> None:
    """Let an authorisation whose last instant has passed end."""


def _dates(acting: Acting, granted_at: datetime, start: datetime, end: datetime) -> None:
    if end <= start:
        raise Faults({"valid_to": [ENDS_BEFORE]})
    if granted_at > acting.at:
        raise Faults({"granted_at": [GRANTED_LATER]})
