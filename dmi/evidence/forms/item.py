"""Forms of items, custody and laboratory."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from dmi.evidence import queries, rules
from dmi.evidence.detail import ITEM, LINK, RESULT
from dmi.evidence.forms.detail import DetailForm
from dmi.evidence.guards import holder_of
from dmi.evidence.words import (
    CustodyHolder,
    CustodyPurpose,
    ItemKind,
    LabOutcome,
    SealState,
)
from dmi.territory.words import Substance, Unit
from dmi.web.choices import ChoiceField, PickField
from dmi.web.naming import lazy_term
from dmi.web.texts import Line, MomentField, NumberField, Text


class Weighed(DetailForm):
    """What a scale says."""

    gross_g = NumberField(_l("Gross weight"), needed=False, unit="g")
    net_g = NumberField(_l("Net weight"), needed=False, unit="g")

    def validate_net_g(self, field: Field) -> None:
        """Refuse a net weight above the gross one, at its field."""
        gross = self["gross_g"].data if "gross_g" in self else None
        if rules.wrong_quantities(gross, field.data, None):
            raise ValidationError(_("Net weight may not exceed gross."))


class CollectItemForm(Weighed):
    """Another thing collected at a buy."""

    holds = ITEM

    nue = Line(lazy_term("item_number"), longest=20)
    kind = PickField(_l("Kind of item"), ItemKind)
    description = Line(_l("What was collected"))
    quantity = NumberField(_l("Quantity"), needed=False)
    unit = PickField(_l("Unit"), Unit, needed=False)
    collected_at = MomentField(_l("Collected on"), future=False)
    place = Line(_l("Place"))
    holder_post = Line(_l("Post that keeps it first"))
    packaging = Line(_l("Packaging"), needed=False)
    seal_no = Line(_l("Seal number"), needed=False, longest=40)
    ground = Line(_l("Ground of collection"), needed=False)


class FromHolder(DetailForm):
    """A form that begins with who holds the item."""

    holds = LINK

    at = MomentField(_l("Date and hour"), future=False)
    from_institution = ChoiceField(_l("Who gives"), CustodyHolder)
    from_post = Line(_l("Post that gives"))

    def fill(self, acting: Any, row: Any) -> None:
        """Propose the present holder."""
        super().fill(acting, row)
        if self.is_begun():
            return
        institution, post = holder_of(queries.last_link(acting, row))
        self.from_institution.data, self.from_post.data = institution, post


class SealItemForm(FromHolder):
    """A new seal."""

    seal_no = Line(_l("Seal number"), longest=40)
    packaging = Line(_l("Packaging"), needed=False)


class OpenSealForm(FromHolder):
    """The opening of a seal."""

    seal_state = ChoiceField(_l("How the seal was found"), SealState)
    reason = Text(_l("Reason"), shortest=20)


class HandOverForm(FromHolder):
    """From one post to another."""

    to_institution = ChoiceField(_l("Who receives"), CustodyHolder)
    to_post = Line(_l("Post that receives"))
    purpose = PickField(_l("Purpose"), CustodyPurpose)
    seal_state = ChoiceField(_l("How the seal was found"), SealState)
    note = Line(_l("Note about the item and the seal only"), needed=False)


class ReceiveItemForm(DetailForm):
    """The named receiver has it."""

    holds = LINK

    at = MomentField(_l("Date and hour"), future=False)
    to_institution = ChoiceField(_l("Who receives"), CustodyHolder)
    to_post = Line(_l("Post that receives"))
    seal_state = ChoiceField(_l("How the seal was found"), SealState)
    note = Line(_l("Note about the item and the seal only"), needed=False)


class DeliverToLaboratoryForm(FromHolder):
    """To be analysed."""

    to_institution = ChoiceField(
        _l("Who receives"),
        CustodyHolder,
        only=(CustodyHolder.LABORATORY, CustodyHolder.HEALTH_SERVICE),
    )
    to_post = Line(_l("Post that receives"))
    seal_state = ChoiceField(_l("How the seal was found"), SealState)
    note = Line(_l("Letter that went with it"), needed=False)


class RecordLaboratoryReturnForm(Weighed):
    """The report, and the item under a new seal."""

    holds = RESULT

    at = MomentField(_l("Date and hour"), future=False)
    report_no = Line(_l("Number of the report"), longest=40)
    result = ChoiceField(_l("Result"), LabOutcome)
    substance = PickField(_l("Substance"), Substance, needed=False)
    purity_pct = NumberField(_l("Purity"), needed=False, unit="%", most=100)
    seal_no = Line(_l("New seal number"), longest=40)
    to_post = Line(_l("Post that receives"))


class FieldTestForm(Weighed):
    """What the test in the street showed."""

    holds = RESULT

    result = ChoiceField(_l("Result"), LabOutcome)
    substance = PickField(_l("Substance"), Substance, needed=False)
