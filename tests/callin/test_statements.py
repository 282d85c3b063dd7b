"""Lists cost the same however many people stand on them (decisions 9.17)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from dmi.callin.acts.letters import draft_letter
from dmi.store.database import db
from tests.callin.conftest import CallIn, a_person, listed
from tests.pages import sign_in

LIST = 6


@contextmanager
def counted() -> Iterator[list[str]]:
    """Note every statement that reaches the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.split(None, 1)[0] in {"SELECT", "INSERT", "UPDATE"}:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("address", ["/meetings", "/letters", "/deliveries"])
def test_a_list_costs_the_same_at_three_and_at_twelve(
    callin: CallIn, client: FlaskClient, address: str
) -> None:
    town = callin.town
    sign_in(client, town, "sec1")
    for place in range(3):
        callin.draft(place)
    town.session.commit()
    client.get(address)  # the first page of a process asks when the clockwork looked
    with counted() as few:
        assert client.get(address).status_code == 200
    for number in range(9):
        person = a_person(town, callin.cohort, f"Otra{'ABCDEFGHI'[number]}")
        listing = listed(town, callin.meeting, person)
        draft_letter(
            town.acting("sec1"), listing, signatory_name="Marta", signatory_post="Directora"
        )
    town.session.commit()
    with counted() as many:
        assert client.get(address).status_code == 200
    assert len(few) == len(many), (few, many)
    assert len(many) <= LIST, "\n".join(many)
