"""Forms of releases, letters and their delivery."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice

from dmi.callin.queries.around import users_with
from dmi.callin.queries.letters import last_signatories, supporters_of
from dmi.callin.queries.wording import release_sentences
from dmi.callin.rules import FAILED, SERVICE
from dmi.callin.words import DeliveryMethod, DeliveryOutcome, StopReason
from dmi.people.words import Relation
from dmi.policy.roles import Role
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Filled, Line, MomentField, Text
from dmi.web.uploads import ScanField

PAIR = (
    Role.SOCIAL_WORKER,
    Role.PSYCHOLOGIST,
    Role.JOB_COACH,
    Role.COMMUNITY_REP,
    Role.TERRITORIAL_COORDINATOR,
    Role.POLICE_ANALYST,
    Role.CLERK,
)


class ReleaseFactsForm(PageForm):
    """One sentence of the closed list, to whom, until when."""

    sentence = RadioField(_l("What may be told"), [Filled()], choices=[])
    zone = Line(_l("Area"), description=_l("A public name of some hundred homes, no address."))
    recipients = Line(_l("To whom"))
    valid_until = DayField(_l("Until"), past=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for everybody
        """Offer the sentences."""
        self.sentence.choices = [
            SelectChoice(name, text) for name, text in release_sentences(acting).items()
        ]


class DraftLetterForm(PageForm):
    """Who signs for the municipality."""

    signatory_name = Line(_l("Who signs"))
    signatory_post = Line(_l("Post"))
    signatory2_name = Line(_l("Second signatory"), needed=False)
    signatory2_post = Line(_l("Post of the second"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with those who signed the meeting's last letter."""
        if self.is_begun():
            return
        names = ("signatory_name", "signatory_post", "signatory2_name", "signatory2_post")
        for name, known in zip(names, last_signatories(acting, row.meeting_id), strict=False):
            self[name].data = known


class PairForm(PageForm):
    """Who brings the letter."""

    deliverer_id = PickField(_l("Who brings it"))
    second_deliverer_id = PickField(
        _l("Who goes along"),
        description=_l("One of the two is of the community or the support team."),
    )
    planned_on = DayField(_l("Planned for"), needed=False, past=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for every letter
        """Offer those who may go."""
        found = users_with(acting, *PAIR)
        self.deliverer_id.offer(found)
        self.second_deliverer_id.offer(found)


class ResumeDeliveryForm(PairForm):
    """Another try."""

    reason = Text(_l("Reason"), shortest=20)


class VisitForm(PageForm):
    """What every visit has."""

    tried_at = MomentField(_l("When"), future=False)
    method = ChoiceField(_l("How"), DeliveryMethod)


class RecordAttemptForm(VisitForm):
    """A visit that left the letter with the pair."""

    outcome = PickField(_l("What happened"), DeliveryOutcome)
    new_day_asked = MomentField(_l("Asked to come again on"), needed=False)
    note = Text(_l("Note for the pair"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for every round
        """Offer only what is no delivery."""
        kept = {str(one.value) for one in FAILED}
        self.outcome.choices = [
            one for one in self.outcome.choices if not one.value or one.value in kept
        ]


class RecordServiceForm(VisitForm):
    """A visit at which the letter was received."""

    outcome = ChoiceField(
        _l("Who received it"),
        DeliveryOutcome,
        only=[one for one in DeliveryOutcome if one in SERVICE],
    )
    receiver_name = Line(_l("Name of who received it"))
    receiver_relation = PickField(_l("Relation to the person"), Relation, needed=False)
    influential_id = PickField(
        _l("Supporter who agreed to be contacted"),
        needed=False,
        description=_l("Only where the letter was given to the named supporter."),
    )
    receipt_id = ScanField(_l("Signed receipt"), needed=False)
    witness = Line(_l("Witness, where nobody signed"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the person's supporters who agreed."""
        self.influential_id.offer(supporters_of(acting, row.subject_id))


class RecordRefusedServiceForm(VisitForm):
    """A visit at which the person refused the paper."""

    witness_note = Text(_l("What the two of you saw and heard"), shortest=20)
    told_orally = BooleanField(_l("Day, hour and place were told in words"))


class StopDeliveryForm(PageForm):
    """Why further tries do not help."""

    stop_reason = PickField(_l("Reason"), StopReason)


class RecallLetterForm(PageForm):
    """Who brought the letter back, and why."""

    reason = Text(_l("Reason"), shortest=20)
    retrieved_by_id = PickField(_l("Who brought it back"))

    def fill(self, acting: Any, row: Any) -> None:  # noqa: ARG002 - the same for every letter
        """Offer the team."""
        self.retrieved_by_id.offer(users_with(acting, *PAIR))


class PlanDeliveryAgainForm(PageForm):
    """Another day, or a newer address on file."""

    planned_on = DayField(_l("New day"), past=False)
    reason = Text(_l("Reason"), shortest=20)


class ReviewAgainForm(PageForm):
    """The new facts."""

    new_facts = Text(_l("New facts"), shortest=40)
