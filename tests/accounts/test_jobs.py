"""What is told of the clockwork: a page to its watchers, a banner to everybody in its silence."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from dmi.jobs.steps import note_run
from tests.conftest import Clock
from tests.desk.test_statements import counted
from tests.pages import says, sign_in
from tests.people import Town


def test_the_jobs_page_tells_looks_steps_and_faults_in_words(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    for user in ("adm1", "aud1"):
        sign_in(client, town, user)
        assert "Aún no ha corrido ninguna tarea." in says(client.get("/jobs"))
    note_run(app, "A.expire_approval", clock.at, 3, 0)
    note_run(app, "B.expire_case", clock.at, 1, 2, error="IntegrityError")
    note_run(app, "work", clock.at, 0, 1, error="ValueError")
    clock.move(minutes=5)
    note_run(app, "B.expire_case", clock.at, 0, 0)
    page = says(client.get("/jobs"))
    assert "Última revisión: 23-11-2026 11:05" in page
    assert "B.expire_case" not in page
    assert "Marcar el caso como no utilizable" in page
    assert "La base de datos rechazó una fila que no cumplía una de sus reglas." in page
    assert "Ocurrió algo imprevisto (ValueError)." in page
    assert (page.count("Falló"), page.count("Hecha")) == (2, 1)


def test_the_banner_stands_on_every_page_while_the_clockwork_is_silent(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    told = "Las tareas programadas se detuvieron."
    note_run(app, "A.expire_approval", clock.at, 0, 0)
    sign_in(client, town, "ts1")
    for address in ("/", "/pathways", "/help", "/no-such-page"):
        assert told not in says(client.get(address)), address
    clock.move(minutes=16)
    for address in ("/", "/pathways", "/help", "/no-such-page"):
        assert told in says(client.get(address)), address
    note_run(app, "A.expire_approval", clock.at, 0, 0)
    clock.move(seconds=11)
    assert told not in says(client.get("/pathways"))


def test_a_clockwork_that_never_ran_is_told_too(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    clock.move(minutes=16)
    sign_in(client, town, "ts1")
    assert "Las tareas programadas se detuvieron." in says(client.get("/help"))


def test_watching_the_clockwork_costs_a_page_no_statement(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    for last_look in (clock.at, clock.at - timedelta(hours=1)):
        app.extensions.pop("dmi_heartbeat", None)
        note_run(app, "A.expire_approval", last_look, 0, 0)
        sign_in(client, town, "ts1")
        client.get("/pathways")
        with counted() as asked:
            assert client.get("/pathways").status_code == 200
        assert [one for one in asked if "job_runs" in one] == []
