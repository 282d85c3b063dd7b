"""Forms of users, roles and assignments."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from dmi.access.guards import SHORTEST_REASON
from dmi.access.words import AssignmentGround, Office
from dmi.accounts.queries import users as queries
from dmi.policy.roles import Role
from dmi.web.choices import PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import DayField, Line, Text


class ReasonForm(PageForm):
    """Why a step is taken."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class ProposeUserForm(PageForm):
    """Somebody of an institution."""

    sign_in_name = Line(_l("User name"), longest=60)
    display_name = Line(_l("Name as it is shown"), longest=120)
    post = Line(_l("Post"), needed=False, longest=120)
    offices = TicksField(_l("Offices"), Office, needed=False)

    def validate_sign_in_name(self, field: Any) -> None:
        """Ask for a name that nobody else signs in with."""
        if queries.name_taken(acting(), field.data):
            raise ValidationError(_("This user name is taken."))


class ProposeRoleForm(PageForm):
    """One role for a user."""

    role = PickField(_l("Role"), Role)
    until_on = DayField(_l("Last day"), needed=False, past=False)


class AssignForm(PageForm):
    """Who works on it, and as what."""

    ground = PickField(_l("As what"), AssignmentGround)
    user_id = PickField(_l("Who"))

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the people of the comuna who may receive work."""
        self.user_id.offer(queries.workers(acting))


class HandOverForm(PageForm):
    """Who goes on, and what they must know."""

    to_user_id = PickField(_l("Successor"))
    note = Text(_l("What the successor must know"), shortest=SHORTEST_REASON)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer everybody but the one who leaves."""
        self.to_user_id.offer(
            (key, name) for key, name in queries.workers(acting) if key != row.user_id
        )
