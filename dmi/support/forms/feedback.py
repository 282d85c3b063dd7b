"""Forms of complaints and praise."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.access.guards import SHORTEST_REASON
from dmi.accounts.queries.users import workers
from dmi.policy.roles import Role
from dmi.support.queries import feedback as queries
from dmi.support.words import FeedbackAbout, FeedbackFrom
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Text

SHORTEST_ANSWER = 20


class RecordFeedbackForm(PageForm):
    """Who speaks, of what, and in which words."""

    from_kind = ChoiceField(_l("Who says it"), FeedbackFrom)
    about = PickField(_l("What it is about"), FeedbackAbout)
    body = Text(
        _l("What was said"),
        shortest=10,
        description=_l("In the words of whoever says it. It is kept sealed."),
    )
    received_on = DayField(_l("Day it was received"), future=False)
    about_users = TicksField(
        _l("Which of the staff it is about"),
        needed=False,
        description=_l("None of them may answer it."),
    )

    def fill(self, acting: Any, _row: Any) -> None:
        """Begin with today; the names of the staff are offered to the manager alone."""
        if acting.by.role is Role.PROGRAMME_MANAGER:
            self.about_users.offer(workers(acting))
        else:
            del self.about_users
        if not self.is_begun():
            self.received_on.data = acting.today


class NameHandlerForm(PageForm):
    """Who answers, and until when."""

    about_users = TicksField(
        _l("Which of the staff it is about"),
        needed=False,
        description=_l("None of them may answer it."),
    )
    handler = PickField(_l("Who answers"), description=_l("A manager who took no part in it."))
    answer_by = DayField(_l("To be answered by"), past=False)

    def fill(self, acting: Any, row: Any) -> None:
        """Offer staff and managers, and the day that was promised or the next one that can be."""
        self.about_users.offer(workers(acting))
        self.handler.offer(queries.managers(acting))
        if not self.is_begun():
            self.about_users.data = [
                choice.value
                for choice in self.about_users.choices
                if choice.value in row.about_users
            ]
            self.answer_by.data = max(row.answer_by, acting.today + timedelta(days=1))


class AnswerForm(PageForm):
    """What is answered."""

    answer = Text(
        _l("The answer"),
        shortest=SHORTEST_ANSWER,
        description=_l("As it is told to whoever spoke, in plain words. It is kept sealed."),
    )


class WithdrawFeedbackForm(PageForm):
    """Why it is withdrawn."""

    reason = Text(_l("Why it is withdrawn"), shortest=SHORTEST_REASON)
