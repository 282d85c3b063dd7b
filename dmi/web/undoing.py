"""The page that undoes the last step of a row, the same for every machine."""

from flask_babel import lazy_gettext as _l

import dmi.access.reversals  # noqa: F401 - registers the undoing of steps
from dmi.access.guards import SHORTEST_REASON
from dmi.access.moves import UNDOING
from dmi.store.base import Record
from dmi.web.forms import PageForm
from dmi.web.steps import StepPages, Way
from dmi.web.texts import Text


class UndoForm(PageForm):
    """Why the last step is taken back."""

    reason = Text(_l("Why it is taken back"), shortest=SHORTEST_REASON)


def undo_page(steps: StepPages, model: type[Record], back: Way | None = None) -> None:
    """Register the page of a model's rows on which their last step is undone."""
    steps.add(f"{model.__machine__}.{UNDOING}", model, UndoForm, back=back)
