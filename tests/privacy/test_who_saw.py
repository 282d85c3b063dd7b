"""Who saw this person: every read and act about one of the people on file, and about no other."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from dmi.access.models.records import AuditedRow, AuditEntry
from dmi.access.words import AssignmentGround
from dmi.policy.states import Stage, ViolationStatus
from dmi.violations.models.report import ViolationReport
from tests.builders import a_pathway, assign, somebody
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.privacy.emergencies import counted, opens, the_one
from tests.violations.scenes import a_report, a_scene


def lines(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """Return the table that a reader takes away."""
    answer = client.get(f"{path}.csv")
    assert answer.status_code == 200, answer.location
    read = csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""))
    return list(read)


@pytest.mark.rule("F119", "C55")
def test_reads_of_one_row_and_of_lists_are_found_newest_first(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    pathway = somebody(town, Stage.ACTIVE)
    other = a_pathway(town, pathway.cohort, Stage.ACTIVE, "Otrora")
    assign(town, "ts2", other)
    sign_in(client, town, "ts1")
    client.get("/pathways")  # a list
    clock.move(minutes=1)
    sign_in(client, town, "fis1")
    client.get(f"/pathways/{pathway.id}")
    sign_in(client, town, "ts2")
    client.get(f"/pathways/{other.id}")
    path = f"/pathways/{pathway.id}/who-saw"
    sign_in(client, town, "aud1")
    page = says(client.get(path))
    for name, seen in (("ts1", True), ("fis1", True), ("ts2", False)):
        shown = page.partition("<tbody>")[2]
        assert (town.users[name].display_name in shown) is seen, name
    told = lines(client, path)
    readers = [line["Quién"] for line in told]
    assert readers.index(town.users["fis1"].display_name) < readers.index(
        town.users["ts1"].display_name
    )
    numbers = [int(line["N"]) for line in told]
    assert numbers == sorted(numbers, reverse=True)
    assert "P-Muestra" in page
    assert "Sara" not in page


@pytest.mark.rule("F119")
def test_whoever_looks_stands_on_it_too(client: FlaskClient, town: Town) -> None:
    pathway = somebody(town)
    path = f"/pathways/{pathway.id}/who-saw"
    sign_in(client, town, "jef1")
    assert path in says(client.get(f"/pathways/{pathway.id}"))
    client.get(path)
    client.get(f"{path}/print")
    client.get(f"{path}.csv")
    events = [one.event for one in town.session.scalars(select(AuditEntry)) if one.is_read]
    assert {f"privacy.{name}.read" for name in ("who_saw", "who_saw_print", "who_saw_export")} <= (
        set(events)
    )
    shown = says(client.get(path))
    assert "Se llevó una tabla de quién vio a una persona" in shown
    assert "Imprimió quién vio a una persona" in shown
    sign_in(client, town, "aud1")
    client.get("/log")
    assert "accounts.audit.read" in set(town.session.scalars(select(AuditEntry.event)))
    sign_in(client, town, "ts1")
    assert path not in says(client.get(f"/pathways/{pathway.id}"))


@pytest.mark.rule("S14", "X13")
def test_paper_and_table_ask_again_who_one_is(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    pathway = somebody(town)
    town.users["fis1"].display_name = "=HYPERLINK(evil)"
    sign_in(client, town, "fis1")
    client.get(f"/pathways/{pathway.id}")
    path = f"/pathways/{pathway.id}/who-saw"
    sign_in(client, town, "aud1")
    told = lines(client, path)
    assert "'=HYPERLINK(evil)" in {line["Quién"] for line in told}
    clock.move(minutes=6)
    assert client.get(path).status_code == 200
    for ending in (".csv", "/print"):
        refused = client.get(f"{path}{ending}")
        assert refused.status_code == 303
        assert refused.location.startswith("/confirm-it-is-you?next=")
    assert client.get(f"{path}.csv").data.find(b"HYPERLINK") == -1


@pytest.mark.rule("F117", "F119")
def test_only_manager_and_auditor_of_the_place_come(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    pathway = somebody(town)
    abroad = found_town(town.session, clock, "13115")
    path = f"/pathways/{pathway.id}/who-saw"
    for user in town.users:
        if user == "sys1":
            continue
        sign_in(client, town, user)
        wanted = 200 if user in {"jef1", "jef2", "aud1"} else 404
        for ending in ("", "/print", ".csv"):
            assert client.get(path + ending).status_code == wanted, (user, ending)
    for user in ("jef1", "aud1"):
        sign_in(client, abroad, user)
        assert client.get(path).status_code == 404, user


def test_one_user_can_be_chosen_and_pages_go_on(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    pathway = somebody(town)
    sign_in(client, town, "fis1")
    for _ in range(55):
        client.get(f"/pathways/{pathway.id}")
    sign_in(client, town, "ts1")
    client.get(f"/pathways/{pathway.id}")
    path = f"/pathways/{pathway.id}/who-saw"
    sign_in(client, town, "aud1")
    with counted() as asked:
        first = says(client.get(path))
    assert len(asked) <= 7, asked
    rows = first.partition("<tbody>")[2].count("<tr>")
    assert rows == 50
    older = first.partition("who-saw?before=")[2].partition('"')[0]
    second = says(client.get(f"{path}?before={older}"))
    assert 5 <= second.partition("<tbody>")[2].count("<tr>") < 50
    mine = says(client.get(f"{path}?user={town.users['ts1'].id}")).partition("<tbody>")[2]
    assert mine.partition("</tbody>")[0].count("<tr>") == 1
    nobody = says(client.get(f"{path}?user={town.users['lab1'].id}"))
    assert "Nadie coincide" in nobody
    for wrong in ("?before=x", "?user=nobody", "?user=", "?before=-1", f"?before={10**30}"):
        assert client.get(path + wrong).status_code == 200, wrong


@pytest.mark.rule("S9", "F118", "F119")
def test_it_says_what_was_read_under_an_emergency(client: FlaskClient, town: Town) -> None:
    pathway = somebody(town)
    opens(client, town, "ts2", "P-Muestra")
    client.get(f"/emergency-sights/{the_one(town).id}")
    sign_in(client, town, "ts1")
    client.get(f"/pathways/{pathway.id}")
    sign_in(client, town, "aud1")
    told = lines(client, f"/pathways/{pathway.id}/who-saw")
    under = {(line["Quién"], line["Acceso de emergencia"]) for line in told}
    assert (town.users["ts2"].display_name, "Sí") in under
    assert (town.users["ts1"].display_name, "Sí") not in under
    assert "Abrió un acceso de emergencia" in {line["Qué"] for line in told}


def test_what_is_closed_is_told_without_its_name(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    path = f"/pathways/{scene.pathway.id}/who-saw"
    sign_in(client, town, "fis1")
    client.get(f"/violation-reports/{report.id}")
    sign_in(client, town, "jef1")
    before = lines(client, path)
    assert any("ncumplimiento" in line["Qué"] for line in before)
    town.session.get_one(ViolationReport, report.id).sealed_at = town.clock()
    town.session.commit()
    after = lines(client, path)
    assert [line for line in after if "ncumplimiento" in line["Qué"]] == []
    assert "Algo que esta lista no muestra" in {line["Qué"] for line in after}
    assert len(after) >= len(before)


@pytest.mark.rule("S23")
def test_the_index_of_reads_is_filled_by_the_database_and_only_grows(
    client: FlaskClient, town: Town
) -> None:
    pathway = somebody(town)
    sign_in(client, town, "fis1")
    client.get(f"/pathways/{pathway.id}")
    named = town.session.scalars(
        select(AuditedRow.audit_seq).where(AuditedRow.row_ref == pathway.id)
    ).all()
    entries = town.session.scalars(
        select(AuditEntry.seq).where(AuditEntry.is_read, AuditEntry.subject_ref == pathway.id)
    ).all()
    assert list(named) == list(entries)
    assert len(named) == 1
    for spoil in ("DELETE FROM audited_rows", "UPDATE audited_rows SET audit_seq = 0"):
        with pytest.raises(DatabaseError, match="only grows"):
            town.session.execute(text(spoil))
        town.session.rollback()


def test_acts_stand_beside_reads(client: FlaskClient, town: Town) -> None:
    pathway = somebody(town)
    given = assign(town, "ts2", pathway, AssignmentGround.DEPUTY)
    sign_in(client, town, "jef1")
    ended = client.post(
        f"/assignments/{given.id}/end-assignment",
        data={"reason": "Another worker takes over from today on."},
    )
    assert ended.status_code == 303
    told = lines(client, f"/pathways/{pathway.id}/who-saw")
    acts = [line for line in told if line["Qué"] == "Terminar la asignación"]
    assert [line["Quién"] for line in acts] == [town.users["jef1"].display_name]
