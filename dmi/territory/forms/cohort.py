"""Forms of markets and cohorts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from dmi.territory.queries import cohort as queries
from dmi.territory.words import MarketType
from dmi.web.choices import ChoiceField
from dmi.web.forms import PageForm
from dmi.web.guard import acting
from dmi.web.texts import DayField, Line


class MarketForm(PageForm):
    """A candidate market."""

    code = Line(_l("Code"), longest=20, description=_l("Short and neutral, for example M-01."))
    name = Line(_l("Name"))
    market_type = ChoiceField(_l("How it sells"), MarketType)
    public_name = Line(
        _l("Public name"), description=_l("What neighbours may read; it accuses nobody.")
    )

    def validate_code(self, field: Any) -> None:
        """Ask for a code that no other market has."""
        if queries.code_taken(acting(), field.data):
            raise ValidationError(_("There is a market of this code already."))


class ProposeCohortForm(PageForm):
    """One wave of people in a market."""

    name = Line(_l("Name of the wave"))
    public_programme_name = Line(_l("Name of the programme on papers"))
    start_on = DayField(_l("First day"))
