"""What goes with an extract: the meaning of each column, and what its receiver must keep to."""

from flask_babel import gettext as _

from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.outcomes.rules import shown
from dmi.outcomes.tallies.extract import KNOWN_OUTSIDE


def codebook(row: ResearchExtract) -> list[list[str]]:
    """Return the codebook as rows of a file: the extract first, then column by column."""
    given = set(row.columns or [])
    withheld = shown(row.withheld, row.least)
    return [
        [_("Extract"), row.code],
        [_("Who receives it"), f"{row.recipient}, {row.institution}"],
        [_("Purpose"), row.purpose],
        [_("People who look alike, at least"), str(row.least)],
        [_("Rows withheld, for too few look alike"), withheld],
        [],
        [_("Column"), _("Meaning"), _("Values")],
        ["extract", _("The code of this extract, in every row"), row.code],
        ["row", _("Drawn by lot for this extract; stands nowhere else"), ""],
        *(
            [name, words, values if name in given else _("* (not given: too few look alike)")]
            for name, words, values in _known()
        ),
        [
            "furthest",
            _("How far the person came"),
            _("offered, enrolled, completed, ended (in another way)"),
        ],
        ["months_to_enrolment", _("Months from the offer to signing"), _spans()],
        ["months_to_end", _("Months from the offer to the end"), _spans()],
        ["job_sessions", _("Came to a session with the job coach"), "yes, no"],
        ["psychological_sessions", _("Came to a psychological session"), "yes, no"],
        [
            "new_offence_12_months",
            _("New offence within twelve months of the offer, by a final finding"),
            "yes, no, not followed for so long",
        ],
    ]


def _known() -> list[tuple[str, str, str]]:
    meanings = (_("Sex as registered"), _("Age on the day of the review"), _("Nationality"))
    values = ("F, M, O, unknown", "18-24, 25-34, 35-49, 50+; 18-34, 35+", "own, other, unknown")
    return [
        (name, str(words), told)
        for name, words, told in zip(KNOWN_OUTSIDE, meanings, values, strict=True)
    ]


def _spans() -> str:
    return "0-2, 3-5, 6-11, 12+; " + str(_("empty where it did not happen"))


def obligations() -> list[str]:
    """Return what the receiver of an extract promises, sentence by sentence."""
    return [
        str(_("Nobody tries to find out who stands behind a row.")),
        str(_("The rows are not joined with other data about people, nor with another extract.")),
        str(_("The rows are not passed on; whoever needs them asks for an extract.")),
        str(_("Nothing is published about fewer than ten people.")),
        str(_("If somebody is recognised by accident, the programme is told the same day.")),
        str(_("The rows are deleted when the study ends, and the programme is told so.")),
        str(_("Every person here is presumed innocent; no row says that somebody did something.")),
    ]
