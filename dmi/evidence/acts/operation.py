"""The case number, the operation with its closed circle, and the codes of its agents."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import dmi.access.assignment_acts  # noqa: F401 - clearances are given by its steps
from dmi.access.acting import Acting
from dmi.access.acts import cascade, write
from dmi.access.models.grants import Compartment
from dmi.evidence import queries, rules
from dmi.evidence.detail import OPERATION, shown
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import SellerLabel
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.words import CovertKind
from dmi.kernel.identifiers import Malformed
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.base import Record
from dmi.territory.models.cohort import Cohort

ONLY_A_CODE = N_("Enter a code only: no name or identity number is stored.")
ONLY_A_LABEL = N_("Give the seller's label (for example V-07), never a name.")
SAID_ALREADY = N_("This is on record already.")


def read_case_number(acting: Acting, text: str, why_unusual: str | None) -> str:
    """Return the case number; an unusual check digit asks for a reason.

    Raises:
        Faults: it has no shape of a case number, or is unusual without a reason.
    """
    try:
        found = load(acting.profile).read_case_number(text, acting.today.year)
    except Malformed as cause:
        raise Faults({"ruc": [cause.sentence]}) from cause
    if found.warning and not (why_unusual or "").strip():
        raise Faults({"ruc_override_reason": [found.warning]})
    return found.number


@write("evidence.investigation.recorded", data_class=DataClass.CASE_FILE)
def record_investigation(
    acting: Acting,
    cohort: Cohort,
    *,
    ruc: str,
    ruc_override_reason: str | None = None,
    court: str | None = None,
    rit: str | None = None,
    secrecy_until: date | None = None,
) -> Investigation:
    """Write down the case number under which a cohort is investigated."""
    number = read_case_number(acting, ruc, ruc_override_reason)
    if queries.investigation_of(acting, number) is not None:
        raise Faults({"ruc": [SAID_ALREADY]})
    row = Investigation(
        ruc=number,
        ruc_override_reason=ruc_override_reason or None,
        court=court or None,
        rit=read_docket(acting, rit, court) if rit else None,
        lead_prosecutor_id=acting.by.id,
        secrecy_until=secrecy_until,
    )
    return acting.add(row, under=cohort)


def read_docket(acting: Acting, rit: str, court: str | None) -> str:
    """Return the number that a court gave the case.

    Raises:
        Faults: it has no shape of one, or names no court.
    """
    try:
        return load(acting.profile).read_docket(rit, court or "").rit
    except Malformed as cause:
        raise Faults({"rit": [cause.sentence]}) from cause


@write("evidence.operation.opened", data_class=DataClass.EVIDENCE, holds=OPERATION)
def open_operation(
    acting: Acting,
    investigation: Investigation,
    *,
    code: str,
    started_on: date,
    lead: UUID | None = None,
    cleared: Sequence[UUID] = (),
    why: str = "",
) -> Operation:
    """Open an undercover operation, the closed circle around it, and let its people in."""
    if investigation.cohort_id is None:
        raise Faults({"code": [SAID_ALREADY]})
    circle = acting.add(Compartment(code=code, opened_at=acting.at), under=investigation)
    circle.compartment_id = circle.id
    row = Operation(
        code=code,
        cohort_id=investigation.cohort_id,
        investigation_id=investigation.id,
        compartment_id=circle.id,
        started_on=started_on,
        lead_id=lead,
    )
    row.compartment_id = circle.id
    acting.add(row, under=investigation)
    acting.session.flush()
    for user_id in cleared:
        cascade(acting, "H.clear_user", row, user_id=user_id, reason=why)
    return row


@write("evidence.covert_code.registered", data_class=DataClass.COVERT_CODES)
def register_code(
    acting: Acting, _place: Record | None, *, code: str, kind: CovertKind, register_ref: str = ""
) -> CovertCode:
    """Register what stands for an agent: a code, whose name stays in the police's own register."""
    if not acting.holds("CovertCode.code"):
        raise NotKnown
    word = code.strip().upper()
    if not rules.is_code(word):
        raise Faults({"code": [ONLY_A_CODE]})
    if queries.codes_named(acting, [word]):
        raise Faults({"code": [SAID_ALREADY]})
    row = CovertCode(code=word, kind=kind, handler_id=acting.by.id, agency_id=acting.by.agency_id)
    row.register_ref = shown(acting, "CovertCode.register_ref", register_ref) or ""
    return acting.add(row)


@write("evidence.seller.labelled", data_class=DataClass.EVIDENCE)
def label_seller(
    acting: Acting, parent: Record, *, label: str, description: str = ""
) -> SellerLabel:
    """Give a seller, as the buyer saw them, a label of the cohort."""
    return find_seller(acting, parent, label, description)


def find_seller(acting: Acting, parent: Record, label: str, description: str = "") -> SellerLabel:
    """Return the seller of that label in the parent's cohort, labelled now when new."""
    word = label.strip().upper()
    if not rules.is_label(word):
        raise Faults({"seller": [ONLY_A_LABEL]})
    known = queries.label_in(acting, parent.cohort_id, word)
    if known is not None:
        return known
    told = shown(acting, "SellerLabel.description", description)
    row = SellerLabel(label=word, description=told or "")
    acting.add(row, under=parent)
    acting.session.flush()
    return row
