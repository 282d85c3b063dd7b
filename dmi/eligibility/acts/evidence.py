"""A prosecutor's word that the evidence against one person is enough to review."""

import dmi.eligibility.guards.evidence  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.eligibility.models.criteria import EvidenceCertificate
from dmi.eligibility.queries.evidence import certificate_of, evidence_picture
from dmi.people.models.pathway import Pathway


@act("P.certify_evidence")
def certify_evidence(
    acting: Acting, pathway: Pathway, *, exception_reason: str | None = None
) -> None:
    """Certify what counts, or say why less is enough."""
    acting.add(
        EvidenceCertificate(
            pathway_id=pathway.id,
            certified_by_id=acting.by.id,
            certified_at=acting.at,
            rule_version=f"usable_buys_min={acting.number('usable_buys_min')}",
            met=evidence_picture(acting, pathway.id).as_met(),
            exception_reason=exception_reason or None,
        ),
        under=pathway,
    )


@act("P.withdraw_certificate")
def withdraw_certificate(acting: Acting, pathway: Pathway, *, reason: str) -> None:
    """Take the certificate back; the reason stands on the move."""
    del reason
    certificate = certificate_of(acting, pathway.id)
    if certificate is not None:
        certificate.withdrawn_at = acting.at
