"""Scans: a file is looked at before it is kept; the act gets its id on the encrypted shelf."""

from typing import Any
from uuid import UUID

import puremagic
from flask_babel import gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import StopValidation

from dmi.access.acting import Acting
from dmi.access.papers import keep
from dmi.store.base import Record

LARGEST = 6 * 1024 * 1024
KINDS = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}


class ScanField(FileField):
    """A PDF, PNG or JPEG; empty, broken and other files are refused at the field."""

    def __init__(self, label: Any, *, needed: bool = True, **kwargs: Any) -> None:
        """Build the field."""
        super().__init__(label, **kwargs)
        self.needed = needed
        self.content = b""
        self.media_type = ""

    def pre_validate(self, _form: Form) -> None:
        """Read the file once and look at its first bytes."""
        given = self.data
        if not isinstance(given, FileStorage) or not given.filename:
            if self.needed:
                raise StopValidation(_("Attach the file."))
            return
        self.content = given.stream.read(LARGEST + 1)
        if not self.content:
            raise StopValidation(_("The file is empty."))
        if len(self.content) > LARGEST:
            raise StopValidation(_("The file is larger than 6 MB."))
        kind = _kind(self.content)
        if kind not in KINDS:
            raise StopValidation(_("Attach a PDF, PNG or JPEG file."))
        self.media_type = KINDS[kind]

    def kept(self, acting: Acting, row: Record | None) -> UUID | None:
        """Keep the file under the row's key and return its id."""
        if not self.content:
            return None
        return keep(acting, self.content, self.media_type, row).id


def _kind(content: bytes) -> str:
    try:
        found = str(puremagic.from_string(content))
    except puremagic.PureError:
        return ""
    return ".jpg" if found in {".jpeg", ".jfif"} else found
