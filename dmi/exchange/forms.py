"""Forms of what comes in by file."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Form
from wtforms.validators import StopValidation

from dmi.exchange import rules
from dmi.exchange.words import ImportKind
from dmi.policy.sentences import guard_text
from dmi.profiles.profile import load
from dmi.web.choices import ChoiceField
from dmi.web.forms import PageForm
from dmi.web.texts import Text


class TableField(FileField):
    """A delimited file; an empty, too large or other one is refused at the field."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Build the field."""
        super().__init__(label, **kwargs)
        self.flags.required = True
        self.content = b""
        self.name_given = ""

    def pre_validate(self, _form: Form) -> None:
        """Read the file once and look at its name, size and first bytes."""
        given = self.data
        if not isinstance(given, FileStorage) or not given.filename:
            raise StopValidation(_("Attach the file."))
        self.name_given = _plain(given.filename)
        profile = load(current_app.extensions["dmi_settings"].profile)
        if profile.holds_a_number(self.name_given):
            raise StopValidation(_("The name of the file holds a person's number: rename it."))
        self.content = given.stream.read(rules.LARGEST_MIB * rules.MEBIBYTE + 1)
        if not self.content:
            raise StopValidation(_("The file is empty."))
        if not rules.is_small(self.content):
            said = _(guard_text("file_size_allowed").sentence)
            raise StopValidation(said.format(max=rules.LARGEST_MIB))
        if not rules.is_table(self.content):
            raise StopValidation(_("Attach a CSV file: columns parted by commas or semicolons."))


class UploadForm(PageForm):
    """What comes in, and the file."""

    kind = ChoiceField(_l("What the file brings"), ImportKind, only=rules.KINDS)
    file = TableField(
        _l("File"),
        description=_l("CSV in UTF-8 or Latin-1, of at most 7 MB. No column that names people."),
    )


class DiscardForm(PageForm):
    """Why nothing of a file is used."""

    reason = Text(_l("Why it is not used"), longest=500)


class UndoForm(PageForm):
    """Why everything that a file brought is taken out again."""

    reason = Text(_l("Why the import is undone"), shortest=20, longest=500)


def _plain(name: str) -> str:
    """Return the name of a file without folders and signs that nobody sees."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[: rules.LONGEST_NAME] or "csv"
