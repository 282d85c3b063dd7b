"""Form of a meeting, walk, visit or campaign."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.community.forms.in_sector import InSector
from dmi.community.queries.contact import offered_cohorts
from dmi.community.words import CommunityKind
from dmi.web.choices import PickField
from dmi.web.texts import DayField, NumberField, Text


class ContactForm(InSector):
    """What was done with the residents, and nobody's name."""

    kind = PickField(_l("What was done"), CommunityKind)
    sector = PickField(_l("Sector"))
    on = DayField(_l("Day"), future=False)
    attendees = NumberField(_l("How many came or were met"), needed=False, whole=True, most=100_000)
    issues = Text(
        _l("What the residents raised"),
        needed=False,
        description=_l("Places, hours, things. No name of a person."),
    )
    outcome = Text(
        _l("What came of it"),
        needed=False,
        description=_l("What was agreed or promised, who does it, and until when."),
    )
    cohort = PickField(_l("Cohort"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer sectors and cohorts, and begin with what stands."""
        super().fill(acting, row)
        self.cohort.offer(offered_cohorts(acting))
        if row is None or self.is_begun():
            return
        self.kind.data, self.sector.data, self.on.data = row.kind, row.sector_id, row.on
        self.attendees.data, self.cohort.data = row.attendees, row.cohort_id
        self.issues.data, self.outcome.data = row.issues, row.outcome
