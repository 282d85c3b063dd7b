"""Tables and maps as offices export them: looked at before anything is made of them."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import StopValidation

LARGEST = 6 * 1024 * 1024
_NO_TEXT = b"\x00"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"%PDF")


class TextFileField(FileField):
    """A table or GeoJSON as text, UTF-8 or Latin-1; what is no text is refused at the field."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Build the field; it may stay empty."""
        super().__init__(label, **kwargs)
        self.content = b""

    def pre_validate(self, _form: Form) -> None:
        """Read the file once; what its rows say is judged where there is time for it."""
        given = self.data
        if not isinstance(given, FileStorage) or not given.filename:
            return
        self.content = given.stream.read(LARGEST + 1)
        if not self.content.strip():
            raise StopValidation(_("The file is empty."))
        if len(self.content) > LARGEST:
            raise StopValidation(_("The file is larger than 6 MB."))
        if _NO_TEXT in self.content or self.content.startswith(_PACKED):
            raise StopValidation(_("Attach plain text, in UTF-8 or Latin-1: CSV or GeoJSON."))
