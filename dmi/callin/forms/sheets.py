"""Forms of delivery sheets."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.callin.models.sheet import MOST_COPIES
from dmi.callin.queries.sheets import copies_of, pairs
from dmi.web.choices import PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, NumberField, Text


class AskSheetForm(PageForm):
    """Which pair goes on which day, and how many copies it needs."""

    round_id = PickField(_l("Which pair goes"))
    shift_on = DayField(
        _l("Day of the round"), past=False, description=_l("The list is due back that evening.")
    )
    copies = NumberField(_l("Copies"), whole=True, least=1, most=MOST_COPIES)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the pairs that are on their way with letters of the meeting."""
        self.round_id.offer(
            (
                one.rounds[0].id,
                _("%(pair)s (letters: %(n)d)", pair=" · ".join(one.names), n=len(one.rounds)),
            )
            for one in pairs(acting, row)
        )
        if not self.is_begun():
            self.shift_on.data, self.copies.data = acting.today, 1

    def values(self) -> dict[str, Any]:
        """Return what was typed; copies are counted."""
        return {**super().values(), "copies": int(self.copies.data)}


class TakeSheetBackForm(PageForm):
    """How many copies came back, and why any did not."""

    copies_returned = NumberField(_l("Copies that came back"), whole=True, most=MOST_COPIES)
    missing_reason = Text(_l("Why a copy is missing"), needed=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with all that were printed."""
        if not self.is_begun():
            self.copies_returned.data = len(copies_of(acting, row))

    def values(self) -> dict[str, Any]:
        """Return what was typed; copies are counted."""
        return {**super().values(), "copies_returned": int(self.copies_returned.data)}
