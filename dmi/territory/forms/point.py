"""Forms of the register of points."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.territory.forms.fields import PlaceField
from dmi.territory.queries.place import MOST_OFFERED, offered_sectors
from dmi.territory.rules import NEXT
from dmi.territory.words import ComplaintSource, PointStatus, Substance
from dmi.web.choices import ChoiceField, PickField, TicksField, offered
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, Text


class SectorPicked(PageForm):
    """A form with a sector to choose, declared where it stands among the fields."""

    sector: PickField

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the sectors of the comuna."""
        found = offered_sectors(acting)
        self.sector.offer(found)
        if len(found) == MOST_OFFERED:
            self.sector.description = _("The first 50; a place on the map finds its own sector.")


class PointForm(SectorPicked):
    """A place where drugs are said to be sold; never a person."""

    detected_on = DayField(_l("Detected on"), future=False)
    source = PickField(_l("Source"), ComplaintSource)
    coordinates = PlaceField(
        _l("Latitude and longitude"),
        description=_l("As a map gives them: -33.4086, -70.5663. They find sector and school."),
    )
    address_hint = Line(
        _l("How the place is found"),
        needed=False,
        description=_l("A corner, a passage, a square. No name of a person."),
    )
    sector = PickField(_l("Sector"), needed=False)
    drugs_seen = TicksField(_l("Drugs seen"), Substance, needed=False)


class ChangeForm(PageForm):
    """How a point stands from a day on."""

    to_status = ChoiceField(_l("It stands now as"), PointStatus)
    on = DayField(_l("Since"), future=False)
    reason = Text(_l("What happened"), needed=False)

    def fill(self, _acting: Any, row: Any) -> None:
        """Offer only where the point can go."""
        self.to_status.choices = offered(PointStatus, NEXT[row.standing])


class UndoChangeForm(PageForm):
    """Why the last change is taken back."""

    reason = Text(_l("Why it is taken back"), shortest=10)
