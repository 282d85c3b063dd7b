"""Which finding a step about a person or a case rests on."""

from uuid import UUID

from dmi.access.guards import Look
from dmi.cases.models import BankedCase
from dmi.violations.models.finding import Finding
from dmi.violations.queries import activation, reports
from dmi.violations.words import FindingOutcome


def finding_at_hand(look: Look) -> Finding | None:
    """Return the finding asked about, typed, else the newest founded one of the person."""
    acting, row = look.acting, look.row
    pathway_id = row.pathway_id if isinstance(row, BankedCase) else row.id
    if isinstance(row, BankedCase):
        request = activation.pending(acting, row)
        if request is not None:
            return request.finding
    typed = look.field("finding")
    if isinstance(typed, UUID):
        return activation.finding_about(acting, pathway_id, typed)
    found = reports.founded(acting, pathway_id)
    return found[0] if found else None


def stands(finding: Finding) -> bool:
    """Tell whether a finding says founded and was not cleared since."""
    return finding.outcome is FindingOutcome.FOUNDED and finding.report.sealed_at is None
