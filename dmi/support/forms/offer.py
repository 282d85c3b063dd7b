"""Forms of the offer."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.callin.words import CounselState
from dmi.profiles.words import PaperId
from dmi.support.queries import standing
from dmi.web.choices import ChoiceField
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.texts import DayField, Line, MomentField, Text


class ExplainOfferForm(PageForm):
    """That the offer was explained, with the sheet and its limits."""

    explained_at = MomentField(_l("When was it explained?"), future=False)
    rights_sheet_version = Line(
        _l("Version of the rights sheet that was read aloud and handed over"), longest=40
    )
    counsel = ChoiceField(_l("Counsel"), CounselState)
    limits_told = BooleanField(_l("I explained what cannot be kept confidential."))

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with now and with the sheet in force."""
        if self.is_begun():
            return
        self.explained_at.object_data = moment(acting.at)
        language = acting.language_for(row.person.language)
        version = standing.words_in_force(acting, PaperId.P04, language)
        self.rights_sheet_version.data = f"P04-{language}-{version.number}" if version else ""


class DeclineForm(PageForm):
    """A no, or the end of the time to answer."""

    declined_at = MomentField(
        _l("When did the person say no?"),
        needed=False,
        future=False,
        description=_l("Leave it empty when the time to answer has passed without a word."),
    )
    decline_reason = Text(_l("Reason, if the person wants to give one"), needed=False, longest=1000)


class ReconsiderForm(PageForm):
    """Somebody came back and asked for the offer."""

    asked_on = DayField(_l("When did the person ask?"), future=False)
    counsel = ChoiceField(_l("Counsel"), CounselState)


def way_of_consent() -> dict[str, str]:
    """Return who receives what outside the programme, by purpose."""
    return {
        "SHARE_JOB_OFFICE": _("Municipal job office"),
        "CONTACT_EMPLOYER": _("The employer whom the person chooses"),
        "SHARE_DRUG_SERVICE": _("The health or treatment centre whom the person chooses"),
        "CONTACT_FAMILY": _("The relative or other person whom the person names"),
        "MESSAGES": _("The person's own telephone"),
        "RESEARCH": _("The observatory of the programme"),
    }


def scope_of_consent() -> dict[str, str]:
    """Return what is shared and nothing more, by purpose."""
    return {
        "SHARE_ATTENDANCE": _("whether the person came to the check-ins, with the date"),
        "SHARE_PROGRESS": _("one phrase of a list of five"),
        "SHARE_JOB_OFFICE": _("contact, studies and experience"),
        "CONTACT_EMPLOYER": _("name, contact and experience"),
        "SHARE_DRUG_SERVICE": _("contact and reason of the appointment"),
        "CONTACT_FAMILY": _("messages to find the person"),
        "MESSAGES": _("day, hour and place, without a reason"),
        "RESEARCH": _("data without name and without number"),
    }
