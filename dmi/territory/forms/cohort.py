"""Forms of markets and cohorts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from dmi.territory.forms.fields import TextFileField
from dmi.territory.forms.place import SURE
from dmi.territory.queries import cohort as queries
from dmi.territory.queries import place as places
from dmi.territory.words import MarketType
from dmi.web.choices import ChoiceField, TicksField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import DayField, Line


class MarketForm(PageForm):
    """A candidate market."""

    code = Line(_l("Code"), longest=20, description=_l("Short and neutral, for example M-01."))
    name = Line(_l("Name"))
    market_type = ChoiceField(_l("How it sells"), MarketType)
    public_name = Line(
        _l("Public name"), description=_l("What neighbours may read; it accuses nobody.")
    )

    def validate_code(self, field: Any) -> None:
        """Ask for a code that no other market has."""
        if queries.code_taken(acting(), field.data):
            raise ValidationError(_("There is a market of this code already."))


class DrawMarketForm(PageForm):
    """Where a market lies."""

    sectors = TicksField(
        _l("Sectors that it fills"),
        needed=False,
        description=_l("If it fills whole sectors that are drawn, tick them."),
    )
    file = TextFileField(
        _l("GeoJSON file"),
        needed=False,
        description=_l(
            "If it fills a part of a sector: one polygon, longitude and latitude in WGS84, with "
            "the property name or nombre."
        ),
    )
    is_sure = BooleanField(SURE)

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the sectors that are drawn."""
        drawn = [one for one in places.sectors(acting) if one.polygon]
        self.sectors.offer([(one.id, one.name) for one in drawn])

    def values(self) -> dict[str, Any]:
        """Return the sectors or the text of the file."""
        return {
            "sectors": self.sectors.data or (),
            "text": self.file.data,
            "is_sure": self.is_sure.data,
        }


class ProposeCohortForm(PageForm):
    """One wave of people in a market."""

    name = Line(_l("Name of the wave"))
    public_programme_name = Line(_l("Name of the programme on papers"))
    start_on = DayField(_l("First day"))
