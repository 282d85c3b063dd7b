"""Forms of the support."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.checkins.words import SupportPhase
from dmi.support.words import PauseReason
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Text


class NeedsForm(PageForm):
    """That the needs were looked at."""

    done_on = DayField(_l("When were the needs assessed?"), future=False)

    def fill(self, acting: Any, _row: Any) -> None:
        """Begin with today."""
        if not self.is_begun():
            self.done_on.data = acting.today


class BeginForm(PageForm):
    """How close the support begins."""

    phase = ChoiceField(_l("How close"), SupportPhase, default=SupportPhase.INTENSIVE)


class PauseForm(PageForm):
    """Why the support rests and when somebody looks again."""

    pause_reason = PickField(_l("Why"), PauseReason)
    review_on = DayField(_l("When do you look at it again?"), past=False)


class ResumeForm(PageForm):
    """Why the support goes on."""

    reason = Text(
        _l("Why does it go on now?"),
        shortest=20,
        longest=1000,
        description=_l("Facts only; no health details."),
    )
