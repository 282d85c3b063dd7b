"""Form of how the cases of one group ended."""

from flask_babel import lazy_gettext as _l

from dmi.outcomes.models.evaluation import NAME_CHARS
from dmi.web.forms import PageForm
from dmi.web.texts import DayField, Line, NumberField

MOST_PEOPLE = 100_000


class JudgedGroupForm(PageForm):
    """One group of people formalised, and how many had a judgment twelve months later."""

    formalised_from = DayField(_l("Charged from"), future=False)
    formalised_to = DayField(_l("Charged up to"), future=False)
    formalised = NumberField(
        _l("People charged"),
        whole=True,
        least=1,
        most=MOST_PEOPLE,
        description=_l("People, not charges: somebody charged twice counts once, the first day."),
    )
    judged = NumberField(
        _l("With a final judgment"),
        whole=True,
        most=MOST_PEOPLE,
        description=_l(
            "Of these people, by the date of the sentence, within twelve months from the day"
            " on which each was charged."
        ),
    )
    convicted = NumberField(_l("Of them, convicted"), whole=True, most=MOST_PEOPLE)
    counted_on = DayField(_l("Counted on"), future=False)
    source = Line(
        _l("Source"),
        longest=NAME_CHARS,
        description=_l("Who counted, and in which letter or file it stands."),
    )
