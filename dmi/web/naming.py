"""The names that stand on every page: the programme's, the place's, and those of its numbers.

Names change once in years, so a process reads them when it starts and whenever somebody signs in
through it, and not on every page.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from dmi.access.acting import Acting
from dmi.access.naming import place_names, programme_name
from dmi.access.sight import ACTING
from dmi.kernel.local_time import local_day
from dmi.profiles.profile import load
from dmi.store.database import db

UNNAMED = "DMI"


@dataclass(slots=True)
class Names:
    """What was read last."""

    programme: str = ""
    places: dict[UUID, str] = field(default_factory=dict)


def install(app: Flask) -> None:
    """Give templates the names of the place's numbers; read what is on record if anything is."""
    app.jinja_env.globals["term"] = term
    app.extensions["dmi_names"] = Names()
    with app.app_context():
        if inspect(db.engine).has_table("jurisdictions"):
            db.session().info[ACTING] = None
            remember()
            db.session.remove()


def remember() -> Names:
    """Read the names anew."""
    kept: Names = current_app.extensions["dmi_names"]
    today = local_day(current_app.extensions["dmi_now"](), current_app.extensions["dmi_zone"])
    profile = current_app.extensions["dmi_settings"].profile
    kept.places = place_names(db.session())
    kept.programme = programme_name(db.session(), profile, today)
    return kept


def names_for(acting: Acting | None) -> tuple[str, str]:
    """Return the name of the programme and of the reader's place."""
    kept: Names = current_app.extensions["dmi_names"]
    places = acting.by.jurisdiction_ids if acting is not None else tuple(kept.places)
    if not places or places[0] not in kept.places:
        with suppress(SQLAlchemyError):  # a page that tells of a fault must not fail itself
            remember()
        places = places or tuple(kept.places)
    return kept.programme or UNNAMED, kept.places.get(places[0], "") if places else ""


def programme() -> str:
    """Return the name of the programme."""
    kept: Names = current_app.extensions["dmi_names"]
    return kept.programme or UNNAMED


def term(name: str) -> str:
    """Return what the place calls one of its numbers, in the language of the page."""
    place = load(current_app.extensions["dmi_settings"].profile)
    word = getattr(place.terms, name)
    return str(_(word)) if word else ""


def lazy_term(name: str) -> Any:
    """Return the same, looked up when the form is shown."""
    return LazyString(term, name)
