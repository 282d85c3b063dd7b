"""Forms of findings, responses and appeals."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.policy.roles import Role
from dmi.violations.queries import reports
from dmi.violations.words import ResponseLevel
from dmi.web.choices import ChoiceField, PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Text

SHORTEST_REASONS = 50


class FindForm(PageForm):
    """Why two people find what they find."""

    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)


class SetResponseForm(PageForm):
    """Which step of the ladder answers it."""

    level = ChoiceField(_l("Step of the ladder"), ResponseLevel)
    description = Text(_l("What will be done"), longest=1000)
    ends_on = DayField(_l("Until"), needed=False, past=False)


class AppealForm(PageForm):
    """Why, and before whom."""

    grounds = Text(_l("Grounds of the appeal"))
    reviewer = PickField(_l("Who reviews it"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer people who had no part in the finding."""
        finding = reports.finding_of(acting, row)
        signers = (finding.decided_by_id, finding.second_by_id) if finding else ()
        involved = {*signers, row.reported_by_id, row.triaged_by_id, *reports.checkers(acting, row)}
        free = reports.users_of(
            acting,
            Role.PROSECUTOR,
            Role.PROGRAMME_MANAGER,
            without=[one for one in involved if one is not None],
        )
        self.reviewer.offer((one.id, one.display_name) for one in free)


class ReviewForm(PageForm):
    """Why the finding stands or falls."""

    reasons = Text(_l("Reasons"), shortest=SHORTEST_REASONS)
