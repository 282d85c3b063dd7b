"""The form of a buy: when and where, what, who and how, and what is kept of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, ValidationError

from dmi.evidence import rules
from dmi.evidence.detail import BUY
from dmi.evidence.forms.detail import DetailForm
from dmi.evidence.words import FirstOffer, Recording
from dmi.profiles.profile import Profile, load
from dmi.profiles.words import OffenceCode
from dmi.territory.words import Substance, Unit
from dmi.web.choices import ChoiceField, PickField
from dmi.web.naming import lazy_term
from dmi.web.texts import Line, MomentField, NumberField, Text

HIGHEST_PRICE = 999_999_999


class NoNumber:
    """Refuse what looks like somebody's number: people are codes here."""

    def __init__(self, profile: Profile) -> None:
        """Keep the place, which knows the shape of its numbers."""
        self.profile = profile

    def __call__(self, _form: Any, field: Field) -> None:
        """Look for the shape of a number."""
        if self.profile.holds_a_number(field.data or ""):
            raise ValidationError(_("This looks like an identity number: use the person's code."))


class BuyFacts(DetailForm):
    """What both a buy and an unusable one say."""

    holds = BUY

    occurred_at = MomentField(_l("Date and hour of the buy"), future=False)
    ruc = Line(lazy_term("case_number"), longest=20)
    seller = Line(_l("Seller's label"), longest=5, description=_l("For example V-07."))
    seller_description = Text(_l("How the seller looked"), needed=False)
    place = Line(_l("Place"))
    substance = PickField(_l("Substance"), Substance)
    gross_g = NumberField(_l("Gross weight"), needed=False, unit="g")
    net_g = NumberField(_l("Net weight"), needed=False, unit="g")
    units = NumberField(_l("Wraps"), needed=False, whole=True, least=1)
    price = NumberField(
        _l("Price"), needed=False, unit=lazy_term("currency"), whole=True, most=HIGHEST_PRICE
    )
    banknotes = Line(_l("Banknotes"), needed=False)
    officer_code = Line(_l("Officer's code"), longest=7)
    second_officer_code = Line(_l("Second officer's code"), needed=False, longest=7)
    first_offer_by = ChoiceField(_l("Who offered first?"), FirstOffer)
    recording = ChoiceField(_l("Recording"), Recording)
    no_recording_reason = Line(_l("Why there is no recording"), needed=False)
    offence_code = ChoiceField(_l("Offence"), OffenceCode)
    minors_present = BooleanField(_l("Minors were present"))
    weapon_seen = BooleanField(_l("A weapon was seen"))
    narrative = Text(_l("What happened, in your words"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Leave out what this installation does not hold, and propose the case number."""
        super().fill(acting, row)
        for name in ("narrative", "place", "banknotes"):
            if name in self:
                self[name].validators = [*self[name].validators, NoNumber(load(acting.profile))]
        if not self.is_begun():
            self.ruc.data = row.ruc

    def validate_net_g(self, field: Field) -> None:
        """Refuse a net weight above the gross one, at its field."""
        gross = self["gross_g"].data if "gross_g" in self else None
        if rules.wrong_quantities(gross, field.data, None):
            raise ValidationError(_("Net weight may not exceed gross."))


class RecordBuyForm(BuyFacts):
    """A buy with its item and the first link of its custody."""

    nue = Line(lazy_term("item_number"), longest=20)
    description = Line(_l("What was collected"))
    quantity = NumberField(_l("Quantity"), needed=False)
    unit = PickField(_l("Unit"), Unit, needed=False)
    packaging = Line(_l("Packaging"), needed=False)
    seal_no = Line(_l("Seal number"), needed=False, longest=40)
    holder_post = Line(_l("Post that keeps it first"))
    no_inducement = BooleanField(
        _l("Nobody insisted or pressed the person to sell"),
        description=_l(
            "An officer may buy what is offered; an officer may not bring somebody to an "
            "offence that they would not have committed."
        ),
    )


class RecordUnusableBuyForm(BuyFacts):
    """A buy outside its authorisation, kept with the reason and told to the prosecutor."""

    reason = Text(_l("Why it is kept as unusable"), shortest=20)
    no_inducement = BooleanField(_l("Nobody insisted or pressed the person to sell"))
