"""The form base of every page."""

from datetime import date, datetime
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import HiddenField, StringField

from dmi.kernel.refusals import Faults
from dmi.profiles.profile import YearNotCovered
from dmi.web import extra
from dmi.web.sentences import uncovered_year

RESERVED = frozenset({"csrf_token", "row_version", "submit", "once", "draft"})


class PageForm(FlaskForm):
    """A form of one page; it knows the day, the zone and the version of the row it changes."""

    class Meta(FlaskForm.Meta):
        """Reads a request: files go to fields of files, and to no other."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Return what was sent, without a file in the place of a text."""
            given = super().wrap_formdata(form, formdata)
            if given is None or not request.files or isinstance(formdata, MultiDict):
                return given
            files = MultiDict(
                (name, one)
                for name, one in request.files.items(multi=True)
                if isinstance(form._fields.get(name), FileField)
            )
            return CombinedMultiDict((files, request.form))

    row_version = HiddenField()

    key_class: ClassVar[str] = ""
    """The key under which a draft is sealed; the row's own where nothing is said."""

    restored_at: datetime | None = None
    form_errors: list[str]
    at: datetime | None = None
    today: date | None = None
    zone: str = "America/Santiago"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Build the form and say which fields it reads."""
        super().__init__(*args, **kwargs)
        extra.expects(*self._fields)

    def is_begun(self) -> bool:
        """Tell whether somebody has typed already: sent just now, or kept as a draft."""
        return self.restored_at is not None or bool(self.is_submitted())

    def keeps_drafts(self) -> bool:
        """Tell whether there is text in it that somebody would miss."""
        return any(isinstance(field, StringField) and field.name not in RESERVED for field in self)

    def fill(self, acting: Any, row: Any) -> None:
        """Set choices that depend on the row; the base has none."""

    def kept(self, acting: Any, row: Any) -> dict[str, Any]:
        """Return what was typed with every attached file kept on the shelf."""
        values = self.values()
        for field in self:
            if hasattr(field, "kept"):
                values[field.name] = field.kept(acting, row)
        return values

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name."""
        return {field.name: field.data for field in self if field.name not in RESERVED}

    def blame(self, refusal: Faults | YearNotCovered) -> None:
        """Put what an act found wrong at its fields, or above all where no field is to blame."""
        if isinstance(refusal, YearNotCovered):
            self._blame_days(refusal.year)
            return
        for name, faults in refusal.faults.items():
            found = [_(fault) for fault in faults]
            if name in self:
                self[name].errors = [*self[name].errors, *found]
            else:
                self.form_errors = [*self.form_errors, *found]

    def _blame_days(self, year: int) -> None:
        said = uncovered_year(year)
        days = [field for field in self if isinstance(field.data, date)]
        blamed = [field for field in days if abs(field.data.year - year) <= 1]
        for field in blamed:
            field.errors = [*field.errors, said]
        if not blamed:
            self.form_errors = [*self.form_errors, said]
