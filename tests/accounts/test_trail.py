"""The log and the installation through their pages."""

from flask.testing import FlaskClient

from dmi.access.audit import record_reads
from dmi.accounts.queries import trail
from dmi.policy.classes import DataClass
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town


def test_the_auditor_reads_the_log_newest_first_and_by_event(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "ts1")
    sign_in(client, town, "aud1")
    page = says(client.get("/log"))
    assert page.index("Prueba aud1") < page.index("Prueba ts1")
    assert "Inició sesión" in page
    assert "accounts.session.begun" in page
    assert "accounts.session.begun" in says(client.get("/log?event=accounts.session"))
    assert "Prueba ts1" not in says(client.get("/log?event=no.such"))
    assert client.get("/log?before=x&event=%25").status_code == 200
    assert client.get("/log?before=" + "9" * 40).status_code == 200


def test_the_log_turns_its_pages_without_losing_a_line(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    for _round in range(6):
        clock.move(minutes=1)
        sign_in(client, town, "aud1")
    acting = town.acting("aud1")
    whole = [line.entry.seq for line in trail.log(acting).rows]
    found: list[int] = []
    before: int | None = None
    kept, trail.PAGE_ROWS = trail.PAGE_ROWS, 4
    try:
        while True:
            lines = trail.log(acting, before=before)
            found += [line.entry.seq for line in lines.rows]
            before = lines.older
            if before is None:
                break
    finally:
        trail.PAGE_ROWS = kept
    assert found == whole
    assert len(whole) > 4


def test_everybody_reads_their_own_lines_and_nobody_elses(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ts2")
    sign_in(client, town, "ts1")
    page = says(client.get("/my-log"))
    assert "Inició sesión" in page
    assert "accounts.session.begun" in page
    reader = town.acting("ts1")
    reader.saw(DataClass.IDENTITY, town.users["ts1"].id)
    record_reads(reader, "desk.person")
    assert "Leyó: Identidad" in says(client.get("/my-log"))
    assert "Prueba ts2" not in page
    assert client.get("/log").status_code == 404


def test_the_installation_is_the_administrators(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "adm1")
    page = says(client.get("/installation"))
    assert "approval_hours" in page
    assert "Una propuesta espera a su segunda persona (horas)" in page
    assert client.get("/jobs").status_code == 200
    assert client.get("/help").status_code == 200
    sign_in(client, town, "jef1")
    assert client.get("/installation").status_code == 404
    assert client.get("/jobs").status_code == 404
    assert client.get("/help").status_code == 200


def test_another_comuna_stays_out_of_the_log(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ts1")
    stranger = town.acting("aud1")
    object.__setattr__(stranger.by, "jurisdiction_ids", ())
    assert trail.log(stranger).rows == []
