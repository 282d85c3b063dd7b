"""What the forms of a row in a sector share: the sectors to choose from, its own among them."""

from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from dmi.community.queries.area import offered_sectors
from dmi.territory.queries.place import MOST_OFFERED
from dmi.web.choices import PickField
from dmi.web.forms import PageForm


class InSector(PageForm):
    """A form with a sector to choose, declared where it stands among the fields.

    ``asked`` is the sector whose page led here; it is offered however many there are.
    """

    sector: PickField
    asked: UUID | None = None

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the first sectors by name, the row's own and the one that was asked for."""
        own = row.sector_id if row is not None else self.asked
        found = offered_sectors(acting, own)
        self.sector.offer(found)
        if len(found) >= MOST_OFFERED:
            self.sector.description = _("The first 50; the page of another leads here with it.")
        if row is None and not self.is_begun():
            self.sector.data = self.asked
