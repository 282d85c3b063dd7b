"""Forms of the review, the opinions and the decision."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.access.guards import SHORTEST_REASON
from dmi.eligibility.queries.lists import users_in_role
from dmi.eligibility.rules import DECISION_CHARS, FACTS_CHARS, OPINION_CHARS
from dmi.eligibility.words import OpinionKey, Outcome
from dmi.people.words import RemovalReason
from dmi.policy.roles import Role
from dmi.profiles.words import VehicleKind
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, MomentField, Text

OPINION_CHOICES = (Outcome.CANDIDATE, Outcome.PROSECUTION, Outcome.INSUFFICIENT)


class ReasonForm(PageForm):
    """A step that asks for its reason alone."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class CertifyEvidenceForm(PageForm):
    """The certificate; less than the rule asks for is certified with a reason only."""

    exception_reason = Text(
        _l("Reason for certifying with less than the rule asks for"),
        needed=False,
        description=_l("Leave it empty when nothing is missing."),
    )


class OpenReviewForm(PageForm):
    """Who looks, until when, and that both are free of a conflict."""

    police_reviewer_id = PickField(_l("Police analyst"))
    prosecutor_id = PickField(_l("Prosecutor"))
    due_on = DayField(_l("Opinions due on"), past=False)
    declared = TicksField(
        _l("Who has declared to have no kinship, friendship or interest in this case?"),
        OpinionKey,
        needed=False,
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the analysts and prosecutors of the place."""
        del row
        self.police_reviewer_id.offer(users_in_role(acting, Role.POLICE_ANALYST))
        self.prosecutor_id.offer(users_in_role(acting, Role.PROSECUTOR))


class GiveOpinionForm(PageForm):
    """What is recommended and why."""

    choice = ChoiceField(_l("Your opinion"), Outcome, only=OPINION_CHOICES)
    grounds = Text(
        _l("Grounds"),
        shortest=OPINION_CHARS,
        description=_l("It stays sealed until both opinions are in."),
    )


class DecideForm(PageForm):
    """The reasons of a decision."""

    reasons = Text(_l("Reasons of the decision"), shortest=DECISION_CHARS)


class DecideCandidateForm(DecideForm):
    """The reasons, and the legal vehicle that is thought of."""

    vehicle_proposed = PickField(_l("Legal vehicle proposed"), VehicleKind, needed=False)


class SettleForm(PageForm):
    """The minutes of a dispute and the decision that ends it."""

    held_on = DayField(_l("Discussed on"), future=False)
    attendees = Text(_l("Who attended, one on each line"))
    minutes = Text(_l("Positions and grounds"), shortest=SHORTEST_REASON)
    reasons = Text(_l("Reasons of the decision"), shortest=DECISION_CHARS)
    dissent = Text(_l("Dissent"), needed=False)


class NewFactsForm(PageForm):
    """The new facts on which another look rests."""

    new_facts = Text(_l("New facts"), shortest=FACTS_CHARS)


class ReturnForWorkForm(PageForm):
    """Why the file goes back and what is to be done."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)
    tasks = Text(_l("What is to be done"))


class RemoveInsufficientForm(PageForm):
    """Why somebody is taken off for want of evidence."""

    reason_code = PickField(_l("Kind of reason"), RemovalReason)
    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class SendToYouthForm(PageForm):
    """Who takes over and who was told."""

    referred_to = Line(_l("Referred to"))
    defender = Line(_l("Specialised defender"))
    guardian_name = Line(_l("Responsible adult"))
    guardian_told_at = MomentField(_l("The responsible adult was told on"), future=False)


class TellDecisionForm(PageForm):
    """When person and defence were told."""

    told_at = MomentField(_l("Person and defence were told on"), future=False)


class ConflictForm(PageForm):
    """One's own declaration."""

    text = Text(
        _l("The conflict"),
        needed=False,
        description=_l("Leave it empty to declare that you have none."),
    )


class OverrideForm(PageForm):
    """Which exclusion is to be set aside, and why."""

    criterion_id = PickField(_l("Exclusion"))
    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)
