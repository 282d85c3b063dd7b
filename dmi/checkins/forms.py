"""Forms of check-ins."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.callin.words import ExcuseReason
from dmi.checkins import queries
from dmi.checkins.words import AskedBy, ContactMode, LaterOnes, RescueResult, RescueWay
from dmi.policy.roles import Role
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.texts import Line, MomentField, Text


class PlanForm(PageForm):
    """A new appointment of a series."""

    planned_for = MomentField(_l("Day and hour"))
    mode = ChoiceField(_l("How"), ContactMode)
    place = Line(_l("Place"), needed=False)
    worker_id = PickField(_l("With whom"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the team and begin with the usual mode and place of the series."""
        self.worker_id.offer(queries.team(acting, (Role.SOCIAL_WORKER,)))
        if not self.is_begun():
            self.mode.data = ContactMode(row.cadence["mode"])
            self.place.data = row.cadence["place"]
            self.worker_id.data = acting.by.id


class CameForm(PageForm):
    """When and how the person came."""

    done_at = MomentField(_l("When did the person come?"), future=False)
    mode = ChoiceField(_l("How"), ContactMode)

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with now and with what was planned."""
        if not self.is_begun():
            self.done_at.object_data = moment(acting.at)
            self.mode.data = row.mode


class MoveForm(PageForm):
    """Another day for a check-in."""

    new_at = MomentField(_l("New day and hour"))
    asked_by = ChoiceField(_l("Who asked for it?"), AskedBy)
    reason = Text(_l("Why"), shortest=5, longest=280)
    later = ChoiceField(_l("The later check-ins"), LaterOnes, default=LaterOnes.STAY)


class ExcuseForm(PageForm):
    """Why the person could not come."""

    excuse_code = PickField(_l("Reason"), ExcuseReason)
    note = Text(
        _l("In a few words"),
        needed=False,
        longest=280,
        description=_l("Facts only; no health details."),
    )


class RescueForm(PageForm):
    """One try to reach the person."""

    way = ChoiceField(_l("How did you look for the person?"), RescueWay)
    tried_at = MomentField(_l("When"), future=False)
    result = ChoiceField(
        _l("What came of it"),
        RescueResult,
        needed=False,
        description=_l("Leave it open while you go on trying."),
    )

    def fill(self, acting: Any, _row: Any) -> None:
        """Begin with now."""
        if not self.is_begun():
            self.tried_at.object_data = moment(acting.at)


class FollowUpForm(PageForm):
    """Why it was missed and who else looked at it."""

    reason = Text(_l("Why was it missed?"), shortest=20, longest=1000)
    reviewed_by_id = PickField(_l("Who else of the team reviewed it?"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer everybody of the team but the worker."""
        roles = (*queries.TEAM, Role.PROGRAMME_MANAGER)
        team = queries.team(acting, roles)
        self.reviewed_by_id.offer(one for one in team if one[0] != row.worker_id)


class CancelForm(PageForm):
    """Why a check-in falls away."""

    reason = Text(_l("Why"), shortest=5, longest=280)
