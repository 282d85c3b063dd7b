"""Tasks: listed for their owner, done from home, and in the reader's words."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from dmi.checkins.acts import RESCUE_TEXT
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from tests.builders import somebody
from tests.desk.signing import enter
from tests.people import Town


def test_home_shows_own_tasks_by_deadline(app: Flask, town: Town, client: FlaskClient) -> None:
    pathway = somebody(town)
    owner = town.users["ts1"].id
    acting = town.acting("jef1")
    for text, days in (("Llamar", 5), ("Visitar", 1)):
        open_task(
            acting,
            pathway,
            kind=TaskKind.TASK,
            text=text,
            due_on=acting.today + timedelta(days=days),
            owner_id=owner,
        )
    town.session.commit()
    enter(client, town, "ts1")
    page = client.get("/").text
    assert 0 < page.index("Visitar") < page.index("Llamar")
    assert "Sara Muestra" in page
    enter(client, town, "ts2")
    assert "Visitar" not in client.get("/").text


def test_a_task_of_the_clockwork_speaks_the_readers_language(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    owner = town.users["ts1"].id
    task = open_task(
        town.acting("jef1"),
        somebody(town),
        kind=TaskKind.TASK,
        text=RESCUE_TEXT,
        due_on=None,
        owner_id=owner,
    )
    enter(client, town, "ts1")
    for path in ("/", f"/tasks/{task.id}/finish-task"):
        page = client.get(path).text
        assert "Buscar a la persona tras el control perdido." in page
        assert RESCUE_TEXT not in page


def test_a_task_is_done_from_home(app: Flask, town: Town, client: FlaskClient) -> None:
    pathway = somebody(town)
    task = open_task(
        town.acting("jef1"),
        pathway,
        kind=TaskKind.TASK,
        text="Llamar",
        due_on=None,
        owner_id=town.users["ts1"].id,
    )
    town.session.commit()
    enter(client, town, "ts1")
    answer = client.post(f"/tasks/{task.id}/finish-task", data={"note": ""})
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Llamar" not in client.get("/").text.split("</h1>")[1]
