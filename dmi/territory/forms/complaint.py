"""Forms of complaints."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.territory.forms.fields import PlaceField
from dmi.territory.forms.point import SectorPicked
from dmi.territory.words import CheckOutcome, ComplaintSource, IncidentKind
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import Line, MomentField, Text


class ComplaintForm(SectorPicked):
    """What somebody told, and nothing about who, where they asked for it."""

    source = PickField(_l("Source"), ComplaintSource)
    received_at = MomentField(_l("Received on"), future=False)
    kind = PickField(_l("What it tells of"), IncidentKind)
    text = Text(
        _l("What was told"),
        needed=False,
        description=_l("Place, hour and what was seen. No name or number of a person."),
    )
    coordinates = PlaceField(
        _l("Latitude and longitude"), description=_l("As a map gives them: -33.4086, -70.5663.")
    )
    sector = PickField(_l("Sector"), needed=False)
    point = Line(
        _l("Point of the register"),
        needed=False,
        longest=20,
        description=_l("Its code, for example PB-0007."),
    )
    reference = Line(_l("Number of the source"), needed=False, longest=60)
    is_anonymous = BooleanField(_l("The complaint is anonymous"), default=True)
    complainant_contact = Line(
        _l("How to reach who complained"),
        needed=False,
        description=_l(
            "Only if they gave it and the complaint is not anonymous. It is kept sealed."
        ),
    )


class CheckForm(PageForm):
    """What was found by whoever looked into it."""

    outcome = ChoiceField(_l("What was found"), CheckOutcome)
    reason = Text(_l("How it was found"), shortest=10)


class PlaceComplaintForm(SectorPicked):
    """Where it happened."""

    sector = PickField(_l("Sector"), needed=False)
    point = Line(
        _l("Point of the register"),
        needed=False,
        longest=20,
        description=_l("Its code, for example PB-0007."),
    )
