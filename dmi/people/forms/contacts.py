"""Forms of attribution, mandates, consents and plain facts."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.evidence.queries import users_with
from dmi.kernel.local_time import instant_text
from dmi.owed.words import Channel
from dmi.people import queries
from dmi.people.words import (
    ConsentAnswer,
    ConsentPurpose,
    ConsentRecipient,
    LinkDirection,
    LinkKind,
    MandateKind,
    NoticeChannel,
    Recognition,
    Relation,
    SellerRole,
)
from dmi.policy.roles import Role
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.naming import lazy_term
from dmi.web.texts import DayField, Line, MomentField, Text
from dmi.web.uploads import ScanField


class AttributeBuyForm(PageForm):
    """Which buy was from this person, and how they were recognised."""

    buy = PickField(_l("Buy"))
    role = PickField(_l("Part in the sale"), SellerRole)
    recognition = ChoiceField(_l("How sure is the recognition?"), Recognition)
    basis = Text(_l("How the person was recognised"), shortest=20)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the cohort's buys by seller's label and hour."""
        self.buy.offer(
            (one.id, f"{one.seller.label} · {instant_text(one.occurred_at, acting.zone)}")
            for one in queries.buys_to_attribute(acting, row)
        )


class WithdrawAttributionForm(PageForm):
    """Why the buy was not from this person after all."""

    reason = Text(_l("Reason"), shortest=20)
    warned = BooleanField(
        _l("I know that certificates and dates resting on this buy will be flagged")
    )


class RecordMandateForm(PageForm):
    """Who defends the person."""

    kind = ChoiceField(_l("Kind of mandate"), MandateKind)
    defender_id = PickField(_l("Defender with an account"), needed=False)
    defender_name = Line(_l("Or the name of a defender without one"), needed=False)
    phone = Line(_l("Phone"), needed=False, longest=20)
    from_on = DayField(_l("Acts since"), future=False)
    document = ScanField(_l("Document of the mandate"))

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the defenders."""
        self.defender_id.offer(users_with(acting, Role.DEFENDER))


class EndForm(PageForm):
    """A step that only takes its reason."""

    reason = Text(_l("Reason"), shortest=20)


class RecordConsentForm(PageForm):
    """One purpose, one recipient, one answer."""

    purpose = PickField(_l("What for"), ConsentPurpose)
    recipient = PickField(_l("Who may know"), ConsentRecipient)
    recipient_name = Line(_l("Name of somebody else"), needed=False)
    channel = PickField(_l("Channel of messages"), Channel, needed=False)
    answer = ChoiceField(_l("Answer"), ConsentAnswer)
    scope = Line(_l("What may be shared"))
    expires_on = DayField(_l("Runs until"), past=False)
    interpreter_name = Line(_l("Interpreter"), needed=False)
    witness = Line(_l("Witness"), needed=False)


class RevokeConsentForm(PageForm):
    """How the person took the consent back."""

    how = ChoiceField(_l("How the person said so"), NoticeChannel)


class AddressForm(PageForm):
    """Where the person lives."""

    line = Line(_l("Street and number"))
    unit_detail = Line(_l("Flat, block or tower"), needed=False)
    municipality = PickField(lazy_term("area"))
    reference = Line(_l("How to find it"), needed=False)
    source = Line(_l("Source"), needed=False)

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the places."""
        self.municipality.offer(queries.places(acting))


class PoliceReportForm(PageForm):
    """A police report by number, unit and day."""

    number = Line(_l("Number of the report"), longest=40)
    unit = Line(_l("Police unit"))
    on = DayField(_l("Day of the report"), future=False)
    note = Text(_l("What it says of the person"), needed=False)


class LinkForm(PageForm):
    """What joins two people."""

    other = PickField(_l("The other person"))
    kind = ChoiceField(_l("Kind of link"), LinkKind)
    direction = PickField(_l("Which way it runs"), LinkDirection, needed=False)
    basis = Text(_l("What it rests on"), shortest=20)
    since_on = DayField(_l("Since"), needed=False, future=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the cohort's other people by code."""
        self.other.offer(queries.others_in_cohort(acting, row))


class InfluentialForm(PageForm):
    """Somebody who stands beside the person."""

    name = Line(_l("Name"))
    relation = PickField(_l("Relation"), Relation)
    contact = Line(_l("How to reach them"), needed=False)
    consent_to_contact = ChoiceField(_l("Do they agree to be contacted?"), ConsentAnswer)
    consent_on = DayField(_l("Day of their consent"), needed=False, future=False)
    notes = Text(_l("What they can help with"), needed=False)


class ToldForm(PageForm):
    """When and how the person and the defence were told."""

    told_at = MomentField(_l("The person was told on"), future=False)
    how = ChoiceField(_l("How"), NoticeChannel)
    defender_told_at = MomentField(_l("The defence was told on"), needed=False, future=False)
