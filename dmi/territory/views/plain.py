"""What the forms without a row share: prepared, shown with its faults, carried out."""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.store.database import db
from dmi.territory.acts.place import WrongLines
from dmi.web.forms import PageForm
from dmi.web.guard import ROW_PAGES, acting
from dmi.web.rows import href_of

SHOWN_LINES = 5
LISTS: dict[str, str] = {
    "territory.sectors": N_("Sectors and markets"),
    "territory.schools": N_("Schools"),
    "territory.excluded_places": N_("Excluded places"),
    "territory.points": N_("Points of sale"),
    "territory.complaints": N_("Complaints"),
    "territory.procedures": N_("Police procedures"),
}
"""What the lists are called that such a form leads back to; higher features add theirs."""


def prepared(form: PageForm) -> Any:
    """Return a form that knows the hour, and the choices that this reader has."""
    current = acting()
    form.at, form.today, form.zone = current.at, current.today, current.zone
    form.fill(current, None)
    return form


def shown_form(form: Any, title: str, back: str) -> ResponseReturnValue:
    """Show a form, with its faults where it has some; ``back`` is the endpoint to return to."""
    body = render_template(
        "territory/new.html",
        form=form,
        title=title,
        back_href=url_for(back),
        back_label=_(LISTS[back]),
    )
    return body, 400 if form.errors else 200


def answered(
    form: PageForm, title: str, back: str, run: Callable[[], Any], told: Callable[[Any], None]
) -> ResponseReturnValue:
    """Show a form or carry its write out and go to the row, or to the list where it has no page."""
    if request.method != "POST" or not form.validate():
        return shown_form(form, title, back)
    try:
        made = run()
    except Faults as refusal:
        db.session().rollback()
        form.fill(acting(), None)
        form.blame(refusal)
        if isinstance(refusal, WrongLines):
            name_lines(form, refusal)
        return shown_form(form, title, back)
    told(made)
    return redirect(href_of(made) if type(made) in ROW_PAGES else url_for(back), 303)


def name_lines(form: Any, refusal: WrongLines) -> None:
    """Say at the file which of its lines cannot be read, the first ones."""
    said = [
        _("Line %(number)d: %(what)s.", number=number, what=_(sentence))
        for number, sentence in refusal.lines[:SHOWN_LINES]
    ]
    form.file.errors = [*form.file.errors, *said]
