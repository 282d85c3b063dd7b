"""Forms of the end of a way."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.people.words import NoticeChannel
from dmi.support.words import ExitType
from dmi.violations.forms.activation import offer_findings
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, MomentField, Text
from dmi.web.uploads import ScanField

SHORTEST_REASONS = 50
LEAVING = (ExitType.MOVED, ExitType.TRANSFERRED, ExitType.DECEASED, ExitType.OTHER)


class WithdrawForm(PageForm):
    """Why somebody wants to go, and that they know what follows."""

    own_words = Text(_l("In the person's own words"), longest=1000)
    consequences_explained = BooleanField(
        _l("I explained what leaving means for the case; the person understood")
    )


class GraduateForm(PageForm):
    """What the person wants to see on the certificate."""

    achievements = Text(
        _l("Achievements that the person wants printed"),
        needed=False,
        longest=400,
        description=_l("The certificate says nothing of a case; neither may this."),
    )


class TerminateForm(PageForm):
    """On which finding, and why."""

    finding = PickField(_l("Finding"))
    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the findings about this person."""
        offer_findings(self.finding, acting, row.id)


class RecordFilingForm(PageForm):
    """Under which number, because of which finding."""

    charge_ref = Line(_l("Number of the charge"), longest=60)
    finding = PickField(_l("Finding"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the findings about this person."""
        offer_findings(self.finding, acting, row.id)


class LeaveForm(PageForm):
    """Why somebody left, with proof or a word why there is none."""

    exit_reason = ChoiceField(_l("Why the person left"), ExitType, only=LEAVING)
    proof = ScanField(_l("Proof"), needed=False)
    reason = Text(_l("If there is no proof, why"), needed=False, longest=500)


class ReleasePersonForm(PageForm):
    """What the person said when told, if anything."""

    own_words = Text(_l("What the person said, if they want it kept"), needed=False, longest=500)


class SendToYouthLateForm(PageForm):
    """Who takes over and who was told."""

    referred_to = Line(_l("Referred to"))
    defender = Line(_l("Specialised defender"))
    guardian_name = Line(_l("Responsible adult"))
    guardian_told_at = MomentField(_l("When the responsible adult was told"), future=False)


class InterviewForm(PageForm):
    """When the closing interview was held."""

    held_on = DayField(_l("Held on"), future=False)


class DraftLapseForm(PageForm):
    """When the court dismissed the case, if it was before one."""

    court_dismissal_on = DayField(_l("Dismissed by the court on"), needed=False, future=False)


class TellOfLapseForm(PageForm):
    """When and how person and defence were told."""

    told_at = MomentField(_l("When the person was told"), future=False)
    how = ChoiceField(_l("How the person was told"), NoticeChannel)
    defender_told_at = MomentField(_l("When the defender was told"), future=False)
