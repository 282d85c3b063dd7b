"""Forms from a report to the person's answer; none of them can name a session or a note."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice

from dmi.people.words import IdentityBasis, NoticeChannel
from dmi.violations.rules import KINDS_OF, SOURCES_OF
from dmi.violations.words import (
    AccountBy,
    MatchResult,
    TriageReason,
    ViolationKind,
    ViolationSource,
)
from dmi.web.choices import ChoiceField, PickField, label_of
from dmi.web.forms import PageForm
from dmi.web.texts import Line, MomentField, Text


class ReportViolationForm(PageForm):
    """What happened, when, and from where it is known."""

    kind = ChoiceField(_l("What is reported"), ViolationKind)
    source_kind = ChoiceField(
        _l("Where it is known from"),
        ViolationSource,
        description=_l("Nothing from a session, a note or the call-in can be a source."),
    )
    report_number = Line(_l("Number of the report or ruling"), needed=False, longest=40)
    alleged_at = MomentField(_l("When it happened"), future=False)
    facts = Text(
        _l("What is said to have happened"),
        shortest=40,
        description=_l("Only what can be seen or proven; nothing about treatment."),
    )
    first_hand = BooleanField(_l("I saw it myself"))
    verified_how = Line(_l("How it was verified"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the kinds and sources of the reporter's own work."""
        del row
        role = acting.by.role
        self.kind.choices = [
            SelectChoice(one.value, f"{one.value} · {label_of(one)}")
            for one in KINDS_OF.get(role, ())
        ]
        self.source_kind.choices = [
            SelectChoice(one.value, label_of(one)) for one in SOURCES_OF.get(role, ())
        ]


class TriageOutForm(PageForm):
    """Why a report is not admitted."""

    reason = PickField(_l("Why it is not admitted"), TriageReason)


class WithdrawReportForm(PageForm):
    """Why a report is taken back."""

    reason = Text(_l("Reason"), shortest=20, longest=500)


class CheckIdentityForm(PageForm):
    """Whether it is this person."""

    method = ChoiceField(_l("How it was checked"), IdentityBasis)
    result = ChoiceField(_l("What the check says"), MatchResult)


class SendNoticeForm(PageForm):
    """What the person is told, in plain words."""

    body = Text(
        _l("Which commitment is said to be broken"),
        shortest=40,
        longest=600,
        description=_l("It is printed as it stands; write for the person."),
    )
    how = ChoiceField(_l("How the person is told"), NoticeChannel)
    defender_notified_at = MomentField(_l("When the defender was told"), future=False)


class RecordAccountForm(PageForm):
    """The person's own words."""

    text = Text(_l("In the person's own words"))
    given_by = ChoiceField(
        _l("Who gave the account"), AccountBy, only=(AccountBy.PERSON, AccountBy.DEFENDER)
    )
