"""Forms of sectors, schools and excluded places."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from dmi.territory.forms.fields import PlaceField, TextFileField
from dmi.territory.queries import place as queries
from dmi.territory.words import SectorKind
from dmi.web.choices import PickField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import Line, NumberField, Text

SURE = _l("I looked at it: it lies in the right place, even if it is far from what was loaded.")


class SectorForm(PageForm):
    """A named area."""

    name = Line(_l("Name of the sector"))
    kind = PickField(_l("Kind of area"), SectorKind)
    quadrant = Line(_l("Police quadrant"), needed=False)

    def validate_name(self, field: Any) -> None:
        """Ask for a name that no other sector has."""
        if queries.name_taken(acting(), field.data):
            raise ValidationError(_("There is a sector of this name already."))


class AreasForm(PageForm):
    """Areas drawn elsewhere."""

    file = TextFileField(
        _l("GeoJSON file"),
        description=_l(
            "Polygons with the property name or nombre, longitude and latitude in WGS84. "
            "A sector of the same name is drawn anew."
        ),
    )
    kind = PickField(_l("Kind of area"), SectorKind)
    is_sure = BooleanField(SURE)


class SchoolsForm(PageForm):
    """The ministry's list of schools."""

    file = TextFileField(
        _l("List of schools (CSV)"),
        description=_l(
            "As the ministry publishes it: columns RBD, NOM_RBD, LATITUD, LONGITUD and "
            "COD_COM_RBD, separated by semicolons. Schools of other places are left out."
        ),
    )
    is_sure = BooleanField(SURE)


class ExcludeForm(PageForm):
    """An address at which nothing is counted."""

    label = Line(
        _l("Address or name of the place"),
        description=_l("Incidents of a file with this very address are left out of rankings."),
    )
    reason = Text(_l("Why nothing is counted there"), shortest=10)
    coordinates = PlaceField(
        _l("Latitude and longitude"), description=_l("As a map gives them: -33.4086, -70.5663.")
    )
    radius_m = NumberField(
        _l("Radius"),
        needed=False,
        whole=True,
        least=1,
        most=2000,
        unit=_l("metres"),
        description=_l("Needed with coordinates: whatever lies within it is left out."),
    )


class WithdrawForm(PageForm):
    """Why something is withdrawn."""

    reason = Text(
        _l("Why it is withdrawn"),
        shortest=10,
        description=_l("It leaves every list and count and stays readable with this reason."),
    )
