"""A file comes in by its pages: sent, read by the clockwork, looked at, applied, undone."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from dmi.exchange import checking
from dmi.exchange.acts import importing
from dmi.exchange.models import ImportBatch
from dmi.jobs import work
from dmi.owed.models import BackgroundWork
from dmi.policy.plain_states import ImportStatus, WorkStatus
from dmi.territory.models.complaint import Complaint
from tests.desk.signing import enter, without_token
from tests.desk.test_statements import counted
from tests.exchange.files import GOOD, a_file, applied, checked, posted, read, rows, sent
from tests.pages import says
from tests.people import Town, found_town

WHY = "The office sent the file of another year."
FORMULA = "=1+1"


def batch_of(town: Town) -> ImportBatch:
    town.session.rollback()
    town.session.info["acting"] = None
    return town.session.scalars(select(ImportBatch)).one()


def complaints(town: Town) -> int:
    town.session.rollback()
    town.session.info["acting"] = None
    return town.session.scalar(select(func.count(Complaint.id))) or 0


@pytest.mark.rule("F148")
def test_a_file_is_sent_read_looked_at_applied_and_undone(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    enter(client, town, "ter1")
    client.set_cookie("dmi_language", "en")
    assert "No file has come in yet." in says(client.get("/imports"))
    content = a_file(GOOD, *rows(30).splitlines(), "C-9,ayer,venta,-33.4,-70.5,municipal,")
    answer = posted(client, content)
    assert answer.status_code == 303
    page = f"/imports/{batch_of(town).id}"
    assert answer.location == page
    assert "The rows are being read." in says(client.get(page))
    assert client.post(f"{page}/apply-import").status_code == 409
    assert work.run_waiting(app, town.clock()) == 1
    early = client.post(f"{page}/apply-import")
    assert early.status_code == 409
    assert complaints(town) == 0
    seen = says(client.get(page))
    assert "Nothing is written yet." in seen
    assert "“ayer” is no date written like 2026-11-23." in seen
    assert f"{page}/apply-import" in seen
    assert client.post(f"{page}/apply-import").status_code == 303
    assert complaints(town) == 31
    assert f"{page}/undo-import" in says(client.get(page))
    assert client.post(f"{page}/undo-import", data={"reason": WHY}).status_code == 303
    assert complaints(town) == 0
    assert "The import was undone." in says(client.get(page))


def test_the_list_of_remarks_runs_no_formula_elsewhere(client: FlaskClient, town: Town) -> None:
    lines = [*rows(30).splitlines(), GOOD.replace("venta", FORMULA)]
    row = read(town, sent(town, a_file(*lines)))
    enter(client, town, "pol1")
    answer = client.get(f"/imports/{row.id}/rows.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    told = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert told[1][0] == "32"
    assert told[1][1] == "tipo"
    assert FORMULA in told[1][4]
    assert not any(cell.startswith(tuple("=+-@\t\r")) for line in told for cell in line)


def test_remarks_come_page_by_page(client: FlaskClient, town: Town) -> None:
    repeated = [GOOD] * 61
    row = read(town, sent(town, a_file(*repeated)))
    enter(client, town, "pol1")
    first = says(client.get(f"/imports/{row.id}"))
    assert f"/imports/{row.id}?row=52" in first
    assert first.count("<tr>") == 51
    second = says(client.get(f"/imports/{row.id}?row=52"))
    assert second.count("<tr>") == 11
    assert client.get(f"/imports/{row.id}?row=x").status_code == 200


REFUSED = {
    "vacio.csv": (b"", "The file is empty."),
    "datos.csv": (b"PK\x03\x04,hidden", "Attach a CSV file"),
    "12.345.678-5.csv": (a_file(GOOD), "rename it"),
    "grande.csv": (b"a,b\n" + b"x" * 7 * 1024, "The file is larger than 7 MB."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_come_in_is_refused_at_its_field(
    client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("dmi.exchange.rules.MEBIBYTE", 1024)
    content, sentence = REFUSED[name]
    enter(client, town, "pol1")
    client.set_cookie("dmi_language", "en")
    answer = posted(client, content, name=name)
    assert answer.status_code == 400
    assert sentence in says(answer)
    assert town.session.scalar(select(func.count(ImportBatch.id))) == 0


def test_only_kinds_of_this_room_come_in(client: FlaskClient, town: Town) -> None:
    enter(client, town, "pol1")
    assert posted(client, a_file(GOOD), kind="SCHOOLS").status_code == 400
    assert client.post("/imports/upload-file", data={"kind": "INCIDENTS"}).status_code == 400


def test_the_name_of_a_file_loses_its_folders(client: FlaskClient, town: Town) -> None:
    enter(client, town, "pol1")
    posted(client, a_file(GOOD), name="../Users/ana/denuncias\u202egpj.csv")
    assert batch_of(town).name == "denunciasgpj.csv"


def test_a_reading_that_broke_off_can_be_asked_for_again(
    app: Flask, client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client, town, "pol1")
    client.set_cookie("dmi_language", "en")
    posted(client, a_file(GOOD))
    page = f"/imports/{batch_of(town).id}"
    with monkeypatch.context() as patch:
        patch.delattr(checking, "open_table")
        work.run_waiting(app, town.clock())
    assert "The reading broke off." in says(client.get(page))
    assert client.post(f"{page}/read-again").status_code == 303
    town.session.rollback()
    status = town.session.scalars(select(BackgroundWork.status)).one()
    assert status is WorkStatus.QUEUED
    work.run_waiting(app, town.clock())
    assert batch_of(town).status is ImportStatus.CHECKED


def test_a_page_of_yesterday_changes_nothing(client: FlaskClient, town: Town) -> None:
    row = checked(town, a_file(GOOD))
    enter(client, town, "pol1")
    stale = {"row_version": str(row.row_version - 1)}
    assert client.post(f"/imports/{row.id}/apply-import", data=stale).status_code == 409
    assert complaints(town) == 0
    fresh = {"row_version": str(row.row_version)}
    assert client.post(f"/imports/{row.id}/apply-import", data=fresh).status_code == 303
    assert complaints(town) == 1


@pytest.mark.parametrize("reader", ["ana1", "ter1", "fis1", "sec1", "adm1", "abroad"])
def test_anothers_file_is_as_unknown_as_none(client: FlaskClient, town: Town, reader: str) -> None:
    row = checked(town, a_file(GOOD))
    if reader == "abroad":
        abroad = found_town(town.session, town.clock, "13115")
        enter(client, abroad, "jef1")
    else:
        enter(client, town, reader)
    unknown = without_token(client.get("/imports/00000000-0000-4000-8000-000000000000"))
    for page in ("", "/apply-import", "/discard-import", "/undo-import", "/rows.csv"):
        assert without_token(client.get(f"/imports/{row.id}{page}")) == unknown, page
    assert client.post(f"/imports/{row.id}/apply-import").status_code == 404
    assert client.post(f"/imports/{row.id}/read-again").status_code == 404
    assert complaints(town) == 0


def test_the_manager_sees_every_file_and_the_auditor_takes_no_step(
    client: FlaskClient, town: Town
) -> None:
    row = read(town, sent(town, a_file(GOOD)))
    enter(client, town, "aud1")
    page = says(client.get(f"/imports/{row.id}"))
    assert "denuncias.csv" in page
    assert "apply-import" not in page
    town.session.refresh(row)
    assert row.previewed_at is None, "who cannot apply has not looked for those who can"
    assert client.post(f"/imports/{row.id}/apply-import").status_code == 404
    enter(client, town, "jef1")
    assert "denuncias.csv" in says(client.get("/imports"))
    client.get(f"/imports/{row.id}")
    assert client.post(f"/imports/{row.id}/apply-import").status_code == 303


def test_two_who_apply_at_once_have_one_effect(app: Flask, town: Town) -> None:
    row = checked(town, a_file(*rows(200).splitlines()))
    browsers = [app.test_client() for _ in range(2)]
    for browser in browsers:
        enter(browser, town, "pol1")
    town.session.commit()
    path, start = f"/imports/{row.id}/apply-import", Barrier(2)

    def press(browser: FlaskClient) -> TestResponse:
        start.wait()
        return browser.post(path)

    app.config["WTF_CSRF_ENABLED"] = False
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(answer.status_code for answer in pool.map(press, browsers))
    assert answers == [303, 409]
    assert complaints(town) == 200


def test_the_list_asks_as_often_for_fifty_files_as_for_one(client: FlaskClient, town: Town) -> None:
    counts = []
    for before, size in ((0, 1), (1, 10), (10, 50)):
        for number in range(before, size):
            sent(town, a_file(GOOD.replace("C-1", f"C-{number}")))
            town.clock.move(seconds=1)
        enter(client, town, "jef1")
        client.get("/imports")
        with counted() as asked:
            assert client.get("/imports").status_code == 200
        counts.append(len(asked))
    assert counts[0] <= 6, counts
    assert len(set(counts)) == 1, counts


def test_a_used_import_says_why_it_stays(client: FlaskClient, town: Town) -> None:
    row = applied(town, a_file(GOOD))
    complaint = town.session.scalars(select(Complaint)).one()
    complaint.point_id = None
    complaint.import_ref = "another"
    town.session.commit()
    enter(client, town, "pol1")
    client.set_cookie("dmi_language", "en")
    page = says(client.get(f"/imports/{row.id}/undo-import"))
    assert "1 rows are already used by other records: somebody changed them." in page
    assert client.post(f"/imports/{row.id}/undo-import", data={"reason": WHY}).status_code == 409
    assert complaints(town) == 1
    assert importing.MEDIA_TYPE == "text/csv"
