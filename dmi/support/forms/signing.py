"""The form of the day of signing: one sheet, one transaction."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.checkins.words import ContactMode
from dmi.owed.words import Channel
from dmi.people.words import ConsentAnswer, ConsentPurpose, ConsentRecipient
from dmi.support.forms.offer import scope_of_consent, way_of_consent
from dmi.support.queries import standing
from dmi.support.rules import ASKED_PURPOSES, Answered, Promise
from dmi.support.words import ObligationCode, ObligationSide
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, MomentField
from dmi.web.uploads import ScanField

YES_OR_NO = (ConsentAnswer.YES, ConsentAnswer.NO)
OURS = "third"
PROMISES = ("first", "second", OURS)


def _asked(purpose: ConsentPurpose) -> Any:
    return ChoiceField(_l(str(purpose.label)), ConsentAnswer, needed=False, only=YES_OR_NO)


class SignAgreementForm(PageForm):
    """Agreement, promises, consents, workers and the first check-in."""

    scan_id = ScanField(_l("The signed agreement, scanned"))
    voluntary = BooleanField(_l("The person signs of their own free will."))
    understood = BooleanField(_l("It was read aloud and understood, in the person's language."))
    limits_told = BooleanField(_l("I explained what cannot be kept confidential."))
    copy_given = BooleanField(_l("The person received a copy."))
    interpreter_name = Line(_l("Interpreter"), needed=False)
    early_with_counsel = BooleanField(
        _l("Signed before the day to think had passed, with counsel present.")
    )
    early_own_request_at = MomentField(
        _l("When did the person ask to sign sooner?"), needed=False, future=False
    )
    first_code = PickField(_l("The person promises"), ObligationCode)
    first_text = Line(_l("In words that can be measured"), longest=300)
    first_due_on = DayField(_l("By when"), past=False)
    second_code = PickField(_l("A second promise"), ObligationCode, needed=False)
    second_text = Line(_l("In words that can be measured"), needed=False, longest=300)
    second_due_on = DayField(_l("By when"), needed=False, past=False)
    third_code = PickField(_l("We promise"), ObligationCode, needed=False)
    third_text = Line(_l("In words that can be measured"), needed=False, longest=300)
    third_due_on = DayField(_l("By when"), needed=False, past=False)
    case_manager_id = PickField(_l("Case manager"))
    deputy_id = PickField(
        _l("Deputy"),
        description=_l("Both must be assigned to the person; the programme manager assigns them."),
    )
    first_checkin_at = MomentField(_l("First check-in"))
    mode = ChoiceField(_l("How"), ContactMode, default=ContactMode.IN_PERSON)
    place = Line(_l("Place"), needed=False)
    channel = PickField(_l("Messages by"), Channel, needed=False)
    share_attendance = _asked(ConsentPurpose.SHARE_ATTENDANCE)
    share_progress = _asked(ConsentPurpose.SHARE_PROGRESS)
    share_job_office = _asked(ConsentPurpose.SHARE_JOB_OFFICE)
    contact_employer = _asked(ConsentPurpose.CONTACT_EMPLOYER)
    share_drug_service = _asked(ConsentPurpose.SHARE_DRUG_SERVICE)
    contact_family = _asked(ConsentPurpose.CONTACT_FAMILY)
    messages = _asked(ConsentPurpose.MESSAGES)
    research = _asked(ConsentPurpose.RESEARCH)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the workers who know the person."""
        workers = standing.workers_of(acting, row)
        self.case_manager_id.offer(workers)
        self.deputy_id.offer(workers)
        if not self.is_begun() and acting.by.id in {user for user, _name in workers}:
            self.case_manager_id.data = acting.by.id

    def values(self) -> dict[str, Any]:
        """Return the fields, with promises and consents each as one list."""
        typed = super().values()
        typed["promises"] = [
            Promise(
                ObligationSide.INSTITUTION if name == OURS else ObligationSide.PERSON,
                typed[f"{name}_code"] or ObligationCode.OTHER,
                typed[f"{name}_text"],
                typed[f"{name}_due_on"],
            )
            for name in PROMISES
            if typed[f"{name}_text"]
        ]
        typed["consents"] = self._answers(typed)
        gone = [f"{name}_{part}" for name in PROMISES for part in ("code", "text", "due_on")]
        gone += [purpose.value.lower() for purpose in ASKED_PURPOSES]
        for name in (*gone, "channel"):
            del typed[name]
        return typed

    def _answers(self, typed: dict[str, Any]) -> list[Answered]:
        recipients, scopes = way_of_consent(), scope_of_consent()
        return [
            Answered(
                purpose,
                typed[purpose.value.lower()],
                ConsentRecipient.OTHER
                if purpose.value in recipients
                else ConsentRecipient.PROSECUTOR,
                recipients.get(purpose.value, ""),
                scopes[purpose.value],
                (typed["channel"] or Channel.SMS) if purpose is ConsentPurpose.MESSAGES else None,
            )
            for purpose in ASKED_PURPOSES
        ]
