"""What ends by its date at the gate: roles, clearances and proposals that nobody confirmed."""

from dmi.access import assignment_guards, user_guards  # noqa: F401 - judge the terms
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.access.guards import Gap, Look, guard
from dmi.access.models.grants import Clearance
from dmi.access.models.records import Approval
from dmi.access.models.users import RoleGrant


@guard("approval_expired")
def approval_expired(look: Look) -> Gap:
    """Nobody confirmed in time."""
    return None if look.row.expires_at <= look.acting.at else {}


@act("G.lapse_role")
def lapse_role(acting: Acting, grant: RoleGrant) -> None:
    """Take a role away whose term is over."""
    grant.revoked_on = acting.today


@act("H.lapse_clearance")
def lapse_clearance(_acting: Acting, clearance: Clearance) -> None:
    """Close the circle to somebody whose clearance is over."""
    clearance.end_reason = clearance.end_reason or "H.lapse_clearance"


@act("A.expire_approval")
def expire_approval(_acting: Acting, approval: Approval) -> None:
    """Let a proposal lapse that nobody confirmed in time."""
    approval.reason = approval.reason or "A.expire_approval"
