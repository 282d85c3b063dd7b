"""Forms of the evaluation."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import StopValidation, ValidationError

from dmi.outcomes import queries
from dmi.outcomes.models.evaluation import NAME_CHARS, SOURCE_CHARS, UNIT_CHARS
from dmi.outcomes.rules import (
    EVERY_OTHER,
    FEWEST_COMPARED,
    PRIMARY,
    SHORTEST_REASON,
    codes,
    is_month,
)
from dmi.outcomes.words import Estimator, Indicator, UnitKind
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import Line, Text
from dmi.web.uploads import LARGEST

NAMED = 5
_GZIP = b"\x1f\x8b"


class TableField(FileField):
    """A CSV file, plain or gzip; empty files, other kinds and too large ones are refused."""

    content = b""
    media_type = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say that it is needed: ``pre_validate`` asks for it, and no validator tells the page."""
        super().__init__(*args, **kwargs)
        self.flags.required = True

    def pre_validate(self, _form: Form) -> None:
        """Read the file once and look at how it begins."""
        given = self.data
        if not isinstance(given, FileStorage) or not given.filename:
            raise StopValidation(_("Attach the file."))
        self.content = given.stream.read(LARGEST + 1)
        if not self.content:
            raise StopValidation(_("The file is empty."))
        if len(self.content) > LARGEST:
            raise StopValidation(_("The file is larger than 6 MB: pack it with gzip."))
        self.media_type = "application/gzip" if self.content.startswith(_GZIP) else "text/csv"
        if self.media_type == "text/csv" and b"\0" in self.content:
            raise StopValidation(_("Attach a CSV file, plain or packed with gzip."))


class CountsForm(PageForm):
    """One file of counts of areas."""

    table = TableField(
        _l("File of counts"),
        description=_l(
            "CSV, also .gz: a row for each area and month, or block and quarter, with the columns "
            "area (cut_comuna), mes, n, and delito where it counts more than one."
        ),
    )
    source = Line(
        _l("Source"), longest=SOURCE_CHARS, description=_l("As papers will name it, such as CEAD.")
    )
    indicator = PickField(_l("What is counted"), Indicator)
    offence = Line(
        _l("Offence"),
        needed=False,
        longest=NAME_CHARS,
        description=_l("As the file spells it, where it counts several: only this one is read."),
    )
    unit_kind = ChoiceField(_l("Kind of area"), UnitKind)
    market_id = PickField(
        _l("Market"),
        needed=False,
        description=_l("Of blocks: whose programme the column “tratada” marks."),
    )

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the markets."""
        self.market_id.offer((one.id, one.name) for one in queries.markets(acting))


class UndoForm(PageForm):
    """Why an import is taken out again."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)


class PlanForm(PageForm):
    """What will be compared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form; its source tells later which areas there are."""
        super().__init__(*args, **kwargs)
        self._units: dict[str, str] = {}
        self.compared: list[str] = []

    source = Line(_l("Source of the counts"), longest=SOURCE_CHARS)
    primary_outcome = PickField(_l("Primary outcome"), Indicator)
    indicator_label = Line(
        _l("The outcome in words"),
        longest=NAME_CHARS,
        description=_l("As the mayor will read it, such as “street drug sales”."),
    )
    definition_line = Line(
        _l("Definition and cut-off"),
        description=_l("What a case is, who counts it and up to which day."),
    )
    unit_code = Line(_l("Code of the area"), longest=UNIT_CHARS)
    area_name = Line(_l("Name of the area"), longest=NAME_CHARS)
    start_month = Line(_l("First month of the programme"), longest=7, description=_l("yyyy-mm"))
    window_from = Line(_l("First month compared"), longest=7, description=_l("yyyy-mm"))
    window_to = Line(_l("Last month compared"), longest=7, description=_l("yyyy-mm"))
    primary_estimator = ChoiceField(
        _l("Primary estimator"),
        Estimator,
        only=PRIMARY,
        description=_l("The verdict leans on this one; all others are shown beside it."),
    )
    comparison = Text(
        _l("Comparison areas"),
        needed=False,
        description=_l("Codes, or * for every other area of the source."),
    )
    buffer = Text(
        _l("Surroundings of the area"),
        needed=False,
        description=_l("Codes, where the source counts what lies around the area."),
    )

    def validate_primary_outcome(self, field: Any) -> None:
        """Ask for something that a programme may change."""
        if field.data is Indicator.POPULATION:
            raise ValidationError(_("How many people live there is no outcome."))

    def validate_start_month(self, field: Any) -> None:
        """Ask for a month inside the window."""
        _a_month(field)
        edges = (self.window_from.data or "", self.window_to.data or "")
        if all(map(is_month, edges)) and not edges[0] < field.data <= edges[1]:
            raise ValidationError(
                _("The programme begins inside the window, after its first month.")
            )

    def validate_window_from(self, field: Any) -> None:
        """Ask for a month."""
        _a_month(field)

    def validate_window_to(self, field: Any) -> None:
        """Ask for a month that has ended."""
        _a_month(field)
        if self.today is not None and field.data >= f"{self.today:%Y-%m}":
            raise ValidationError(_("This month has not ended yet."))

    def validate_unit_code(self, field: Any) -> None:
        """Ask for an area that the source counts."""
        if self._units and field.data not in self._units:
            raise ValidationError(_("The source has no monthly counts of this area."))

    def validate_source(self, field: Any) -> None:
        """Ask for a source that counts this outcome."""
        self._units = {}
        if self.primary_outcome.data is not None:
            self._units = queries.known_units(acting(), field.data, self.primary_outcome.data)
            if not self._units:
                raise ValidationError(
                    _("No counts of this outcome were imported from this source.")
                )

    def validate_comparison(self, field: Any) -> None:
        """Ask for areas of the source that have no programme; a comparison with itself is none."""
        typed = (field.data or "").strip()
        own = {self.unit_code.data, *codes(self.buffer.data or "")}
        self.compared = [one for one in self._units if one not in own]
        if typed != EVERY_OTHER:
            self.compared = _known(typed, self._units)
            if self.unit_code.data in self.compared:
                raise ValidationError(_("The area cannot be compared with itself."))

    def validate_buffer(self, field: Any) -> None:
        """Ask for areas of the source beside the area itself."""
        found = _known(field.data or "", self._units)
        if self.unit_code.data in found:
            raise ValidationError(_("The area is not its own surroundings."))
        if set(found) & set(codes(self.comparison.data or "")):
            raise ValidationError(_("An area is either compared or surroundings, not both."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for as many areas to compare with as the estimator needs."""
        fits = bool(super().validate(extra_validators))
        by_areas = self.primary_estimator.data is Estimator.DID
        lacks = by_areas and len(self.compared) < FEWEST_COMPARED
        if lacks and not self.comparison.errors:
            told = _(
                "This estimator needs %(least)s areas to compare with, and here are %(found)s. "
                "With fewer the interrupted series may be named.",
                least=FEWEST_COMPARED,
                found=len(self.compared),
            )
            self.comparison.errors = [*self.comparison.errors, told]
        return fits and not lacks

    def values(self) -> dict[str, Any]:
        """Return what was typed, lists as lists."""
        typed = super().values()
        return {**typed, "comparison": self.compared, "buffer": codes(typed["buffer"] or "")}


class ChangeForm(PlanForm):
    """The next version of a plan."""

    change_reason = Text(_l("Why the plan changes"), shortest=SHORTEST_REASON)


def _a_month(field: Any) -> None:
    if not is_month(field.data or ""):
        raise StopValidation(_("Write the month as yyyy-mm."))


def _known(typed: str, units: dict[str, str]) -> list[str]:
    found = codes(typed)
    strange = [one for one in found if units and one not in units]
    if strange:
        named = ", ".join(strange[:NAMED])
        raise ValidationError(_("The source has no monthly counts of: %(units)s.", units=named))
    return found
