"""Form of a work in the area."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.community.forms.in_sector import InSector
from dmi.community.models import MOST_PESOS
from dmi.community.words import TechnologyKind, WorkKind
from dmi.web.choices import PickField
from dmi.web.naming import lazy_term
from dmi.web.texts import DayField, Line, NumberField, Text


class WorkForm(InSector):
    """A work on places and things."""

    kind = PickField(_l("Kind of work"), WorkKind)
    sector = PickField(_l("Sector"))
    started_on = DayField(
        _l("Begins on"), needed=False, description=_l("Empty while it is only planned.")
    )
    finished_on = DayField(_l("Finished on"), needed=False, future=False)
    technology = PickField(
        _l("Technology"),
        TechnologyKind,
        needed=False,
        description=_l("On places and things, never on people."),
    )
    cost_clp = NumberField(
        _l("Cost"), needed=False, whole=True, most=MOST_PESOS, unit=lazy_term("currency")
    )
    budget_line = Line(_l("Budget line"), needed=False, longest=120)
    note = Text(
        _l("What is done, and where"),
        needed=False,
        description=_l("Corner, passage, square. No name of a person."),
    )

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the sectors, and begin with what stands."""
        super().fill(acting, row)
        if row is None or self.is_begun():
            return
        self.kind.data, self.sector.data = row.kind, row.sector_id
        self.started_on.data, self.finished_on.data = row.started_on, row.finished_on
        self.technology.data, self.cost_clp.data = row.technology, row.cost_clp
        self.budget_line.data, self.note.data = row.budget_line, row.note
