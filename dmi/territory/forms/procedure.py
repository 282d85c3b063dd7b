"""Forms of police procedures."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.territory.forms.point import SectorPicked
from dmi.territory.words import ProcedureOrigin, Purity, Substance, Unit
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.naming import term
from dmi.web.texts import DayField, Line, NumberField


class ProcedureForm(SectorPicked):
    """One procedure in counts; who was detained is not asked."""

    procedure_no = Line(_l("Number of the procedure"), longest=60)
    unit = Line(_l("Police unit"), longest=120)
    on = DayField(_l("Done on"), future=False)
    origin = ChoiceField(_l("It began with"), ProcedureOrigin)
    people_detained = NumberField(_l("People detained"), whole=True, most=500)
    sector = PickField(_l("Sector"), needed=False)
    point = Line(
        _l("Point of the register"),
        needed=False,
        longest=20,
        description=_l("Its code, for example PB-0007."),
    )
    ruc = Line("", needed=False, longest=20)
    closed_on = DayField(_l("Closed on"), needed=False, future=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Call the case number what the place calls it."""
        super().fill(acting, row)
        self.ruc.label.text = term("case_number")


class CloseForm(PageForm):
    """When a procedure was closed."""

    closed_on = DayField(_l("Closed on"), future=False)


class SeizureForm(PageForm):
    """What was seized of one substance."""

    substance = PickField(_l("Substance"), Substance)
    amount = NumberField(_l("Amount"))
    unit = ChoiceField(_l("Counted in"), Unit)
    purity = ChoiceField(
        _l("Pure or cut"), Purity, description=_l("As the field test or the laboratory said.")
    )

    def values(self) -> dict[str, Any]:
        """Return what was typed, with purity as yes, no or unknown."""
        found = super().values()
        purity = found.pop("purity")
        found["is_pure"] = None if purity is Purity.UNKNOWN else purity is Purity.PURE
        return found
