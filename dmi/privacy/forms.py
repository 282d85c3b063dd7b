"""Forms of emergency sight and of the purge."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from dmi.access.guards import SHORTEST_REASON
from dmi.access.words import BreakGlassCategory, ReviewResult
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.privacy import rules
from dmi.web.choices import ChoiceField, TicksField, label_of
from dmi.web.forms import PageForm
from dmi.web.texts import Line, Text


class OpenSightForm(PageForm):
    """Whom, why, and what of the record."""

    who = Line(
        _l("Code of the person, or number of identity"),
        longest=40,
        description=_l("Exactly as it stands on your paper. Part of a name finds nobody."),
    )
    category = ChoiceField(_l("What is the danger?"), BreakGlassCategory)
    reason = Text(_l("What happens, and what you need to see for it"), shortest=30)
    classes = TicksField(_l("What you need to see"), DataClass)

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer what the role may open, and nothing else."""
        self.classes.choices = [
            (str(one.value), label_of(one)) for one in rules.openable(acting.by.role)
        ]

    def keeps_drafts(self) -> bool:
        """Keep nothing of it: it is sent at once or not at all."""
        return False


class ReviewSightForm(PageForm):
    """What another person makes of it."""

    result = ChoiceField(_l("Was it justified?"), ReviewResult)
    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)

    def keeps_drafts(self) -> bool:
        """Keep nothing of it: it is a short judgment."""
        return False


class StopPurgeForm(PageForm):
    """Why a person's data stay, and whether a prosecutor holds them."""

    reason = Text(_l("Reason"), shortest=SHORTEST_REASON)
    hold = BooleanField(
        _l("Hold it"),
        description=_l("Until a prosecutor lifts the hold, it cannot be listed again."),
    )

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the hold to prosecutors alone."""
        if acting.by.role is not Role.PROSECUTOR:
            del self.hold
