"""Fields of places on the map and of files that are read as text."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form, StringField
from wtforms.validators import Optional, StopValidation

from dmi.territory.files import decoded

LARGEST = 6 * 1024 * 1024
_PAIR = re.compile(r"\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[;, ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*")


class PlaceField(StringField):
    """A place typed as maps give it, latitude first; gives longitude and latitude."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Build the field; it may stay empty."""
        super().__init__(label, [Optional()], **kwargs)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the pair or say what one looks like."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data: Any = None
        if not text:
            return
        found = _PAIR.fullmatch(text)
        if found is None:
            raise ValueError(_("Write latitude and longitude, for example -33.4086, -70.5663."))
        lat, lon = (round(Decimal(one.replace(",", ".")), 6) for one in found.groups())
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - degrees
            raise ValueError(_("Write latitude and longitude, for example -33.4086, -70.5663."))
        self.data = (lon, lat)


class TextFileField(FileField):
    """A file of text, UTF-8 or Latin-1, read once; its text is the field's value."""

    def __init__(self, label: Any, *, needed: bool = True, **kwargs: Any) -> None:
        """Build the field; ``needed``: without a file the form is refused."""
        super().__init__(label, **kwargs)
        self.needed = needed
        self.flags.required = needed

    def pre_validate(self, _form: Form) -> None:
        """Read the file and refuse what is none."""
        given = self.data
        if not isinstance(given, FileStorage) or not given.filename:
            self.data: Any = None
            if not self.needed:
                return
            raise StopValidation(_("Attach the file."))
        content = given.stream.read(LARGEST + 1)
        if not content.strip():
            raise StopValidation(_("The file is empty."))
        if len(content) > LARGEST:
            raise StopValidation(_("The file is larger than 6 MB."))
        if b"\0" in content:
            raise StopValidation(_("This is not a file of text."))
        self.data = decoded(content)
