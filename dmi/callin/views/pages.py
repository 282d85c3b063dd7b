"""Lists of the call-in: meetings, letters, deliveries."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dmi.callin.queries import letters as letter_queries
from dmi.callin.queries import meetings as meeting_queries
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps

bp = Blueprint("callin", __name__)

AROUND_LETTERS = frozenset({Role.CLERK, Role.PROGRAMME_MANAGER, Role.PROSECUTOR})
ORGANISERS = frozenset({Role.CLERK, Role.PROGRAMME_MANAGER})


@page(bp, "/meetings", reads=DataClass.MEETINGS)
def meetings() -> ResponseReturnValue:
    """List the meetings of this place."""
    return render_template(
        "callin/meetings.html", rows=meeting_queries.meetings(acting()), at=acting().at
    )


@page(bp, "/letters", reads=DataClass.LETTERS, roles=AROUND_LETTERS)
def letters() -> ResponseReturnValue:
    """List the letters, newest first."""
    return render_template("callin/letters.html", rows=letter_queries.letters(acting()))


@page(bp, "/deliveries", reads=DataClass.LETTERS, roles=AROUND_LETTERS)
def deliveries() -> ResponseReturnValue:
    """List the rounds, those under way first."""
    return render_template("callin/deliveries.html", rows=letter_queries.deliveries(acting()))


def steps_of(row: object) -> list[dict[str, object]]:
    """Return the open steps of a row as the buttons of its page."""
    return [
        {"label": one.label, "href": one.href, "forward": one.forward}
        for one in open_steps(acting(), row)
    ]
