"""The forms of the desk: a search, and a task that is done or dropped."""

from flask_babel import lazy_gettext as _l

from dmi.web.forms import PageForm
from dmi.web.texts import Line, Text


class SearchForm(PageForm):
    """A few words of a name, a RUN, a case number or a folio."""

    words = Line(_l("Search"), longest=120)


class FinishTaskForm(PageForm):
    """What came of a task."""

    note = Text(_l("Note"), needed=False)


class DropTaskForm(PageForm):
    """Why a task will not be done."""

    reason = Text(_l("Reason"), shortest=20)
