"""Conditions of leaving, graduating and of the closing letter."""

from dmi.access.guards import SHORTEST_REASON, Gap, Look, guard
from dmi.closing import queries
from dmi.profiles.words import VehicleKind

SUSPENDED = frozenset({VehicleKind.SCP, VehicleKind.SCP_TTD})


@guard("consequences_explained", of_form=True)
def consequences_explained(look: Look) -> Gap:
    """Nobody leaves without knowing what it means for the case."""
    return None if look.field("consequences_explained") else {}


@guard("exit_interview_held")
def exit_interview_held(look: Look) -> Gap:
    """Before somebody graduates, somebody asked how it was."""
    return None if queries.interview_of(look.acting, look.row.id) is not None else {}


@guard("exit_proof_or_reason", of_form=True)
def exit_proof_or_reason(look: Look) -> Gap:
    """A proof, or the reason why there is none."""
    told = look.field("proof") or len(look.text("reason")) >= SHORTEST_REASON
    return None if told else {}


@guard("closing_notice_ready")
def closing_notice_ready(look: Look) -> Gap:
    """The letter that ends the case is drafted; under a court, its dismissal was asked for."""
    found = queries.lapse_of(look.acting, look.row)
    if found is None:
        return {}
    vehicle = queries.vehicle_of(look.acting, look.row)
    if vehicle is None or vehicle.kind not in SUSPENDED:
        return None
    return None if vehicle.dismissal_asked_on or found.court_dismissal_on else {}


@guard("lapse_notice_released")
def lapse_notice_released(look: Look) -> Gap:
    """A prosecutor let the closing letter leave."""
    found = queries.lapses_of(look.acting, look.row.id)
    return None if any(one.released_at is not None for one in found) else {}
