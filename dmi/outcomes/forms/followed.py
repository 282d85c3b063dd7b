"""Form of a file of people who were followed."""

import re
from math import isfinite
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from dmi.outcomes.acts.followed import MOMENTS_WRONG
from dmi.outcomes.forms.plans import TableField
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.web.forms import PageForm
from dmi.web.texts import Line, Text


class FollowUpForm(PageForm):
    """People under pseudonyms, and when their curves are read."""

    table = TableField(
        _l("Table of people"),
        description=_l(
            "CSV, also .gz: a row for each person under a pseudonym (id), with inicio, evento and "
            "fin_seguimiento as days, or a time and 0 or 1 for the event; a grupo; covariates as "
            "numbers. No name and no number of identity. It lies encrypted until it is computed, "
            "and is deleted then."
        ),
    )
    moments = Line(
        _l("When the curves are read"),
        needed=False,
        description=_l(
            "In the unit of the table, such as 180; 365; 730. Left empty: the quarters of the "
            "longest time."
        ),
    )

    def validate_moments(self, _field: Any) -> None:
        """Ask for numbers above zero."""
        try:
            self.moments_read()
        except ValueError as wrong:
            raise ValidationError(_(MOMENTS_WRONG)) from wrong

    def moments_read(self) -> list[float]:
        """Return the moments.

        Raises:
            ValueError: one is no number above zero, or may be two.
        """
        if re.search(r"\d,\d{3}(?!\d)", self.moments.data or ""):
            message = "a list or a decimal comma"
            raise ValueError(message)
        parts = [one for one in re.split(r"[;\s]+", self.moments.data or "") if one]
        found = [float(one.replace(",", ".")) for one in parts]
        if any(not isfinite(one) or one <= 0 for one in found):
            message = "no moment"
            raise ValueError(message)
        return found


class AnotherFollowUpForm(FollowUpForm):
    """The same once more, which a reader is told."""

    change_reason = Text(
        _l("Why another one"),
        shortest=SHORTEST_REASON,
        description=_l("The earlier ones stay, and every page says how many there were."),
    )
