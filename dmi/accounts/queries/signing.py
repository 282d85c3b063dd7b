"""What the pages about the gate read."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, User
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, UserStatus


@dataclass(frozen=True, slots=True)
class DemoUser:
    """One invented user that the demo lets in by a click."""

    id: UUID
    name: str
    sign_in_name: str
    role: Role
    agency: str


def demo_users(session: Session) -> list[DemoUser]:
    """Return the demo's users by institution; the scheduler is not among them."""
    query = (
        select(User.id, User.display_name, User.sign_in_name, RoleGrant.role, Agency.name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .join(Agency, Agency.id == User.agency)
        .where(
            User.status == UserStatus.ACTIVE,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            RoleGrant.role != Role.SCHEDULER,
        )
        .order_by(Agency.name, User.sign_in_name)
    )
    return [DemoUser(*row) for row in session.execute(query)]
