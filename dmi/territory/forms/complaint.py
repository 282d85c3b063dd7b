"""Forms of complaints."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.territory.forms.fields import PlaceField
from dmi.territory.forms.point import SectorPicked
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.place import offered_sectors
from dmi.territory.queries.waves import at_work
from dmi.territory.words import CheckOutcome, ComplaintSource, IncidentKind
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, MomentField, Text


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

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the sectors, that of the row too, and begin with what stands."""
        super().fill(acting, row)
        offered = offered_sectors(acting)
        if row.sector is not None and row.sector_id not in dict(offered):
            self.sector.offer([*offered, (row.sector_id, row.sector.name)])
        if self.is_begun():
            return
        self.sector.data = row.sector_id
        self.point.data = row.point.code if row.point else None


class GiveComplaintForm(PageForm):
    """Whose work it tells of."""

    wave = PickField(
        _l("Cohort that it bears on"),
        needed=False,
        description=_l(
            "Its prosecutor and its handler read the complaint. Leave it empty to take it from "
            "them, as when it tells of one of them."
        ),
    )
    reason = Text(_l("Why"), shortest=10, description=_l("It stays so, wherever it happened."))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the cohorts at work and the row's own, and begin with what stands."""
        found = at_work(acting, row.jurisdiction_id)
        own = acting.session.get(Cohort, row.cohort_id) if row.cohort_id else None
        known = {one.id: one for one in (*found, own) if one is not None}
        self.wave.offer([(one.id, one.name) for one in known.values()])
        if not self.is_begun():
            self.wave.data = row.cohort_id


class GatherForm(PageForm):
    """Since when complaints are gathered."""

    from_on = DayField(
        _l("Complaints since"),
        future=False,
        description=_l(
            "Every complaint since that day that lies in the market's area and bears on no cohort "
            "yet is given to this one. New ones come by themselves."
        ),
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Begin a year before the cohort did."""
        if not self.is_begun():
            began = row.start_on or acting.today
            self.from_on.data = began - timedelta(days=365)
