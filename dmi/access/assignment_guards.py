"""Conditions of assignments and clearances."""

from sqlalchemy import func, select

from dmi.access.guards import Gap, Look, guard
from dmi.access.models.grants import Assignment, Compartment
from dmi.access.models.users import RoleGrant
from dmi.access.words import AssignmentGround
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus, RoleGrantStatus

_SUPPORT = frozenset({Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH})

# Who gives work of each ground, and which roles may receive it (decisions 9.4).
GIVERS: dict[AssignmentGround, frozenset[Role]] = {
    AssignmentGround.CASE_MANAGER: frozenset({Role.PROGRAMME_MANAGER}),
    AssignmentGround.DEPUTY: frozenset({Role.PROGRAMME_MANAGER, Role.PROSECUTOR}),
    AssignmentGround.REVIEWER: frozenset({Role.PROGRAMME_MANAGER, Role.PROSECUTOR}),
    AssignmentGround.PROSECUTOR: frozenset({Role.PROGRAMME_MANAGER, Role.PROSECUTOR}),
    AssignmentGround.HANDLER: frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST}),
    AssignmentGround.PRINCIPAL_ANALYST: frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST}),
    AssignmentGround.DELIVERER: frozenset({Role.PROGRAMME_MANAGER}),
    AssignmentGround.SUCCESSOR: frozenset({Role.PROGRAMME_MANAGER}),
    AssignmentGround.AREA: frozenset({Role.PROGRAMME_MANAGER}),
    AssignmentGround.HANDLER_OF_FEEDBACK: frozenset({Role.PROGRAMME_MANAGER}),
}
RECEIVERS: dict[AssignmentGround, frozenset[Role]] = {
    AssignmentGround.CASE_MANAGER: _SUPPORT,
    AssignmentGround.DEPUTY: _SUPPORT | {Role.PROSECUTOR, Role.PROGRAMME_MANAGER},
    AssignmentGround.REVIEWER: frozenset({Role.PROSECUTOR, Role.POLICE_ANALYST}),
    AssignmentGround.PROSECUTOR: frozenset({Role.PROSECUTOR}),
    AssignmentGround.HANDLER: frozenset({Role.HANDLER}),
    AssignmentGround.PRINCIPAL_ANALYST: frozenset({Role.POLICE_ANALYST}),
    AssignmentGround.DELIVERER: frozenset({Role.CLERK, Role.SOCIAL_WORKER}),
    AssignmentGround.SUCCESSOR: _SUPPORT,
    AssignmentGround.AREA: frozenset({Role.TERRITORIAL_COORDINATOR}),
    AssignmentGround.HANDLER_OF_FEEDBACK: frozenset({Role.PROGRAMME_MANAGER}),
}
SHORTEST_NOTE = 20
IN_CHARGE = frozenset({AssignmentGround.CASE_MANAGER, AssignmentGround.PROSECUTOR})


@guard("assigner_fits_ground", of_form=True)
def assigner_fits_ground(look: Look) -> Gap:
    """Each ground belongs to the roles that answer for it; a mandate is never given here."""
    ground = look.field("ground")
    givers = GIVERS.get(ground, frozenset()) if ground else frozenset({look.acting.by.role})
    return None if look.acting.by.role in givers else {"roles": sorted(givers)}


@guard("assignee_fits_ground", of_form=True)
def assignee_fits_ground(look: Look) -> Gap:
    """Work goes to somebody who holds a role that may do it."""
    ground, user_id = look.field("ground"), look.field("user_id")
    if ground is None or user_id is None:
        return None
    held = roles_held(look, user_id)
    return None if held & RECEIVERS.get(ground, frozenset()) else {}


@guard("successor_named", of_form=True)
def successor_named(look: Look) -> Gap:
    """A successor of the same work is somebody else who may do it."""
    user_id = look.field("to_user_id")
    if user_id is None or user_id == look.row.user_id:
        return {}
    wanted = RECEIVERS.get(look.row.ground, frozenset())
    return None if roles_held(look, user_id) & wanted else {}


@guard("handover_noted", of_form=True)
def handover_noted(look: Look) -> Gap:
    """Whoever leaves writes what the next one must know."""
    return None if len(look.text("note")) >= SHORTEST_NOTE else {}


@guard("nobody_left_alone")
def nobody_left_alone(look: Look) -> Gap:
    """The last one in charge of a pathway leaves only by a handover."""
    row = look.row
    if row.ground not in IN_CHARGE:
        return None
    query = select(func.count()).where(
        Assignment.subject_ref == row.subject_ref,
        Assignment.ground == row.ground,
        Assignment.status == GrantStatus.IN_FORCE,
        Assignment.id != row.id,
    )
    return None if look.acting.session.scalar(query) else {}


@guard("clearance_not_to_self", of_form=True)
def clearance_not_to_self(look: Look) -> Gap:
    """Nobody clears themselves."""
    return {} if look.field("user_id") == look.acting.by.id else None


@guard("compartment_open")
def compartment_open(look: Look) -> Gap:
    """A closed circle takes nobody in."""
    circle = look.acting.session.get(Compartment, look.row.compartment_id or look.row.id)
    return None if circle is not None and circle.closed_at is None else {}


@guard("clearance_over")
def clearance_over(look: Look) -> Gap:
    """A clearance lapses once its last moment has passed."""
    until = look.row.until_at
    over = until is not None and until <= look.acting.at
    return None if over else {"date": f"{until:%d-%m-%Y}" if until else "…"}


def roles_held(look: Look, user_id: object) -> set[Role]:
    """Return the roles that a user of this jurisdiction holds."""
    query = select(RoleGrant.role).where(
        RoleGrant.user_id == user_id, RoleGrant.status == RoleGrantStatus.GRANTED
    )
    return set(look.acting.session.scalars(query))
