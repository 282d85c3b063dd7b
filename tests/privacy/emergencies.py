"""What the tests of emergency sight share: strangers to a person, and how they open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from dmi.access.models.emergencies import BreakGlass
from dmi.access.models.places import Agency
from dmi.policy.roles import Role
from dmi.store.database import db
from tests.pages import sign_in
from tests.people import AGENCY_OF, AgencyType, Town, a_user

OPEN = "/emergency-sights/open"
REASON = "A relative called: he threatens to harm himself and we need his address."


def a_stranger(town: Town, name: str, role: Role) -> None:
    """Write one more user of the town who works on nobody."""
    home = AGENCY_OF.get(role, AgencyType.MUNICIPALITY)
    agency = town.session.scalars(
        select(Agency).where(Agency.jurisdiction_id == town.place.id, Agency.agency_type == home)
    ).one()
    town.users[name] = a_user(town.session, agency, f"{name}.{town.place.code}", role, town.clock())
    town.roles[name] = role
    town.session.commit()


def asked(code: str, **changed: Any) -> dict[str, Any]:
    """Return what somebody types to open it."""
    return {
        "who": code,
        "category": "LIFE",
        "reason": REASON,
        "classes": ["identity"],
        **changed,
    }


def opens(client: FlaskClient, town: Town, user: str, code: str, **changed: Any) -> TestResponse:
    """Sign in as somebody and send the form."""
    sign_in(client, town, user)
    return client.post(OPEN, data=asked(code, **changed))


def the_one(town: Town) -> BreakGlass:
    """Return the emergency sight that stands in the database."""
    town.session.expire_all()
    town.session.info["acting"] = None
    return town.session.scalars(select(BreakGlass)).one()


def all_of_them(town: Town) -> list[BreakGlass]:
    """Return every emergency sight."""
    town.session.expire_all()
    town.session.info["acting"] = None
    return list(town.session.scalars(select(BreakGlass).order_by(BreakGlass.started_at)))


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count what is asked of the database."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)
