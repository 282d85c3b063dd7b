"""Form of a wave of the residents' survey."""

from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.community.acts.survey import SHORTEST_METHOD
from dmi.community.queries.survey import offered_markets
from dmi.web.choices import PickField
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, NumberField, Text

MOST_WAVES = 99
MOST_ANSWERS = 100_000


class SurveyForm(PageForm):
    """One wave as it was counted: how many answered, and three percentages."""

    market = PickField(_l("Market"))
    wave = NumberField(
        _l("Number of the wave"),
        needed=False,
        whole=True,
        least=1,
        most=MOST_WAVES,
        description=_l("Empty: the next one of the market."),
    )
    on = DayField(_l("Last day of asking"), future=False)
    n = NumberField(_l("How many answered"), whole=True, least=1, most=MOST_ANSWERS)
    aware_pct = NumberField(_l("Know of the programme"), needed=False, most=100, unit="%")
    safer_pct = NumberField(_l("Feel safer than before"), needed=False, most=100, unit="%")
    trust_pct = NumberField(_l("Trust those who run it"), needed=False, most=100, unit="%")
    method = Text(
        _l("How it was asked"),
        shortest=SHORTEST_METHOD,
        description=_l("Who asked, which houses, in which way, and the words of the questions."),
    )

    def fill(self, acting: Any, _row: Any) -> None:
        """Offer the markets."""
        self.market.offer(offered_markets(acting))
