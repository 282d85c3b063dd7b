"""Forms of partners."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.community.forms.in_sector import InSector
from dmi.community.words import PartnerKind
from dmi.web.choices import PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, Text


class PartnerForm(InSector):
    """An organisation or a voice of the area."""

    name = Line(
        _l("Name"),
        description=_l(
            "The organisation; of a person, how they want to be called. "
            "Everybody who reads this part sees it."
        ),
    )
    kind = PickField(_l("Kind of partner"), PartnerKind)
    sector = PickField(
        _l("Sector"), needed=False, description=_l("Empty: the whole place, no single sector.")
    )
    contact_name = Line(_l("Contact person"), needed=False, description=_l("It is kept sealed."))
    contact = Line(
        _l("How to reach them"),
        needed=False,
        description=_l("Telephone or address. It is kept sealed, and erased on withdrawal."),
    )
    is_speaker = BooleanField(_l("Speaks for the neighbourhood at the call-in"))
    consent_on = DayField(
        _l("Agreed on"),
        needed=False,
        future=False,
        description=_l(
            "The day on which they agreed to stand here and, as a speaker, to speak. "
            "A person is listed only with it; each cohort asks its speakers anew."
        ),
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the sectors, and begin with what stands."""
        super().fill(acting, row)
        if row is None or self.is_begun():
            return
        self.name.data, self.kind.data, self.sector.data = row.name, row.kind, row.sector_id
        self.contact_name.data, self.contact.data = row.contact_name, row.contact
        self.is_speaker.data, self.consent_on.data = row.is_speaker, row.consent_on


class WithdrawPartnerForm(PageForm):
    """Why a partner is withdrawn."""

    reason = Text(
        _l("Why it is withdrawn"),
        shortest=10,
        description=_l(
            "It leaves every list and count and stays readable with this reason; "
            "who answers and how to reach them is erased."
        ),
    )
