"""Forms of meetings, lists, the ledger and make-ups."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.callin.queries.around import users_with
from dmi.callin.queries.meetings import open_meetings
from dmi.callin.words import (
    AttendanceCode,
    ExcuseReason,
    MakeUpKind,
    WarrantResult,
)
from dmi.kernel.local_time import instant_text
from dmi.people.words import Relation
from dmi.policy.roles import Role
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import MINUTES_OF_A_DAY, DayField, Line, MomentField, NumberField, Text
from dmi.web.uploads import ScanField

MOST_SEATS = 2000
MOST_COMPANIONS = 50


class ReasonForm(PageForm):
    """A written reason."""

    reason = Text(_l("Reason"), shortest=20)


class PlanMeetingForm(PageForm):
    """Where and when, and what the letters will say of it."""

    proposed_at = MomentField(_l("Day and hour"))
    duration_min = NumberField(
        _l("How long it takes"), unit="min", whole=True, least=1, most=MINUTES_OF_A_DAY
    )
    venue = Line(_l("Place"), description=_l("The name on the door."))
    address = Line(_l("Street and number"))
    access_notes = Line(_l("How to get there"))
    capacity = NumberField(_l("Seats"), whole=True, least=1, most=MOST_SEATS)
    moderator_name = Line(_l("Who moderates"), needed=False)
    moderator_id = PickField(_l("The moderator's account"), needed=False)
    contact_name = Line(_l("Whom to ask"))
    contact_phone = Line(_l("Telephone"))
    contact_whatsapp = Line(_l("WhatsApp"), needed=False)
    reply_by = DayField(_l("Last day to ask for another date"), past=False)
    institutions_present = Line(
        _l("Institutions in the room"), description=_l("Institutions, never people.")
    )
    services_announced = Line(_l("What is offered"))
    safety_plan_id = ScanField(_l("Safety plan"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for every cohort
        """Offer those who may sign as moderators."""
        self.moderator_id.offer(users_with(acting, Role.PROGRAMME_MANAGER, Role.CLERK))


class SafetyPlanForm(PageForm):
    """The plan that says how everybody comes and goes unharmed."""

    safety_plan_id = ScanField(_l("Safety plan"))


class SafePassageForm(PageForm):
    """A prosecutor's promise and its limits."""

    scope = Text(_l("What is guaranteed"), shortest=20)
    exceptions = Text(_l("What it does not cover"), shortest=20)
    valid_until = DayField(_l("Until"), past=False)


class EndMeetingForm(PageForm):
    """When the meeting began and ended."""

    started_at = MomentField(_l("It began"), future=False)
    ended_at = MomentField(_l("It ended"), future=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse an end before the beginning."""
        if not super().validate(extra_validators):
            return False
        if self.ended_at.data < self.started_at.data:
            self.ended_at.errors = [_("It ended before it began.")]
            return False
        return True


class DebriefMeetingForm(PageForm):
    """What went well, what went wrong, what was promised."""

    reasons = Text(
        _l("What happened, what went wrong, what was promised"),
        shortest=20,
        description=_l("No names. Each promise also becomes a task with its owner and day."),
    )


class ListPersonForm(PageForm):
    """Which meeting a person is invited to."""

    meeting_id = PickField(_l("Meeting"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the cohort's meetings that are still to come; one alone is chosen already."""
        found = open_meetings(acting, row.cohort_id)
        self.meeting_id.offer(
            (one.id, f"{instant_text(one.held_at or one.proposed_at, acting.zone)}, {one.venue}")
            for one in found
        )
        if self.meeting_id.data is None and len(found) == 1 and not self.is_begun():
            self.meeting_id.data = found[0].id


class WarrantCheckForm(PageForm):
    """Whether a warrant was outstanding."""

    checked_at = MomentField(_l("When it was looked up"), future=False)
    result = ChoiceField(_l("What was found"), WarrantResult)


class MarkAttendanceForm(PageForm):
    """One line of the ledger."""

    code = PickField(_l("What happened"), AttendanceCode)
    arrived_at = MomentField(_l("Hour of arrival"), needed=False, future=False)
    companion_relation = PickField(_l("Came with"), Relation, needed=False)
    companion_count = NumberField(
        _l("How many came along"), needed=False, whole=True, most=MOST_COMPANIONS
    )
    transport = BooleanField(_l("Needed transport"))
    excuse_reason = PickField(_l("Reason of the absence"), ExcuseReason, needed=False)
    door_code = Line(_l("Code of the letter"), needed=False, longest=60)


class AcceptExcuseForm(PageForm):
    """An excuse that came later."""

    excuse_reason = PickField(_l("Reason of the absence"), ExcuseReason)
    excuse_proof_id = ScanField(_l("Proof"), needed=False)


class OfferMakeUpForm(PageForm):
    """Another date."""

    for_at = MomentField(_l("Day and hour"))
    kind = ChoiceField(_l("How"), MakeUpKind)
    late_allowed_by_id = PickField(_l("Prosecutor who allows a later date"), needed=False)
    late_reason = Text(_l("Why later"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for everybody
        """Offer the prosecutors."""
        self.late_allowed_by_id.offer(users_with(acting, Role.PROSECUTOR))


class HoldMakeUpForm(PageForm):
    """When the make-up was held and by whom."""

    attended_at = MomentField(_l("It began"), future=False)
    ended_at = MomentField(_l("It ended"), future=False)
    conducted_by_id = PickField(_l("Who held it"))
    second_by_id = PickField(_l("Who was there too"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for everybody
        """Offer the team."""
        team = users_with(
            acting, Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.CLERK, Role.PROGRAMME_MANAGER
        )
        self.conducted_by_id.offer(team)
        self.second_by_id.offer(team)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse an end before the beginning, and one person twice."""
        if not super().validate(extra_validators):
            return False
        if self.ended_at.data < self.attended_at.data:
            self.ended_at.errors = [_("It ended before it began.")]
            return False
        if self.second_by_id.data == self.conducted_by_id.data:
            self.second_by_id.errors = [_("Name another person.")]
            return False
        return True
