"""The call-in through its pages: each role in its turn, and nothing for anybody else."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.callin.acts.letters import void_letter
from dmi.callin.models.letter import Letter
from dmi.callin.queries.letters import rounds_of
from dmi.jobs.schedule import run_job
from dmi.kernel.local_time import instant_text
from dmi.policy.states import LetterStatus, MeetingStatus, Stage
from tests.callin.conftest import CallIn, pages
from tests.pages import says, sign_in

SIGNED = {"signatory_name": "Marta Plantilla Vera", "signatory_post": "Directora de Seguridad"}


def drafted(callin: CallIn, client: FlaskClient) -> Letter:
    """Let the clerk draft a letter through the page."""
    sign_in(client, callin.town, "sec1")
    listing = callin.listings[0]
    answer = client.post(f"/listings/{listing.id}/draft-letter", data=SIGNED)
    assert answer.status_code == 303, says(answer)[:2000]
    found = re.search(r"/letters/([0-9a-f-]{36})", answer.headers["Location"])
    assert found is not None
    letter = callin.town.session.get(Letter, UUID(found.group(1)))
    assert letter is not None
    return letter


def test_a_letter_goes_from_the_draft_to_the_door(
    callin: CallIn, client: FlaskClient, app: Flask
) -> None:
    town, letter = callin.town, drafted(callin, client)
    page = says(client.get(f"/letters/{letter.id}"))
    assert "Sara Muestra" in page
    sign_in(client, town, "jef1")
    assert client.post(f"/letters/{letter.id}/approve-letter").status_code == 303
    sign_in(client, town, "sec1")
    client.post("/step-up")
    printing = f"/meetings/{callin.meeting.id}/print-letters"
    answer = client.post(printing)
    if "step-up" in answer.headers["Location"] or "confirm" in answer.headers["Location"]:
        client.post(answer.headers["Location"])
        answer = client.post(printing)
    assert answer.headers["Location"] == printing
    assert "Se está imprimiendo 1 carta" in says(client.get(printing))
    assert client.post(printing).headers["Location"] == printing
    assert run_job(app, "work", town.clock()) == 1
    assert "Se imprimió 1 carta" in says(client.get(printing))
    town.session.refresh(letter)
    assert letter.status is LetterStatus.PRINTED
    for name in ("document", "envelope", "receipt"):
        paper = client.get(f"/letters/{letter.id}/{name}.pdf")
        assert paper.data[:5] == b"%PDF-"
        assert "Muestra" not in paper.headers["Content-Disposition"]
    pair = {
        "deliverer_id": str(town.users["pol1"].id),
        "second_deliverer_id": str(town.users["ts1"].id),
    }
    assert client.post(f"/letters/{letter.id}/hand-out-letter", data=pair).status_code == 303
    round_ = rounds_of(town.acting("sec1"), letter)[0]
    assert "Sara Muestra" in says(client.get("/deliveries"))
    visit = {
        "tried_at": instant_text(town.clock(), "America/Santiago"),
        "method": "HAND",
        "outcome": "DELIVERED_PERSON",
        "receiver_name": "Sara Muestra",
        "witness": "La otra persona de la pareja lo vio.",
    }
    answer = client.post(f"/delivery-rounds/{round_.id}/record-service", data=visit)
    assert answer.status_code == 303, says(answer)[:3000]
    town.session.refresh(callin.people[0])
    assert callin.people[0].stage is Stage.INVITED
    assert "Entregada" in says(client.get(f"/letters/{letter.id}"))


def test_the_board_marks_whoever_is_ticked(callin: CallIn, client: FlaskClient) -> None:
    town = callin.town
    for pathway in callin.people:
        pathway.stand(Stage.INVITED.value)
    town.clock.move(days=10, hours=9)
    sign_in(client, town, "sec1")
    ticked = {"listing": [str(one.id) for one in callin.listings[:2]]}
    answer = client.post(f"/meetings/{callin.meeting.id}/mark-present", data=ticked)
    assert answer.status_code == 303
    page = says(client.get(f"/meetings/{callin.meeting.id}"))
    assert page.count('class="tag tag-ok">Presente') == 2
    assert "Sara Ejemplo" in page
    answer = client.post(f"/listings/{callin.listings[2].id}/mark-attendance", data={})
    assert answer.status_code == 400
    absent = {"code": "EXCUSED_BEFORE"}
    answer = client.post(f"/listings/{callin.listings[2].id}/mark-attendance", data=absent)
    assert answer.status_code == 400
    assert "lleva su motivo" in says(answer)


def test_the_ledger_is_proposed_by_one_and_waits(callin: CallIn, client: FlaskClient) -> None:
    town = callin.town
    callin.meeting.ended_at = callin.meeting.held_at
    callin.meeting.stand(MeetingStatus.HELD.value)
    sign_in(client, town, "sec1")
    assert client.post(f"/meetings/{callin.meeting.id}/sign-ledger").status_code == 303
    town.session.refresh(callin.meeting)
    assert callin.meeting.status is MeetingStatus.HELD


def test_a_document_that_could_not_be_made_is_asked_for_anew(
    callin: CallIn, client: FlaskClient, app: Flask
) -> None:
    town, letters = callin.town, [callin.approved(0), callin.approved(1)]
    callin.ordered(*letters)
    void_letter(town.acting("sec1"), letters[0], reason="La dirección estaba equivocada.")
    town.session.commit()
    assert run_job(app, "work", town.clock()) == 0
    sign_in(client, town, "sec1")
    printing = f"/meetings/{callin.meeting.id}/print-letters"
    page = says(client.get(printing))
    assert "No se imprimió nada" in page
    assert "Espera 1 carta aprobada" in page
    client.post("/confirm-it-is-you")
    town.clock.move(minutes=1)
    assert client.post(printing).headers["Location"] == printing
    assert run_job(app, "work", town.clock()) == 1
    assert "Se imprimió 1 carta" in says(client.get(printing))
    document = client.get(f"/meetings/{callin.meeting.id}/printed.pdf")
    assert "Sara Ejemplo" in " ".join(pages(document.data))


@pytest.mark.parametrize("name", ["pol1", "ts1", "def1", "ana1", "aud1", "com1", "hnd1", "adm1"])
def test_nobody_else_finds_letters_or_the_list(
    callin: CallIn, client: FlaskClient, name: str
) -> None:
    letter = callin.draft(0)
    sign_in(client, callin.town, name)
    for address in (
        f"/letters/{letter.id}",
        f"/letters/{letter.id}/preview.pdf",
        f"/letters/{letter.id}/envelope.pdf",
        f"/letters/{letter.id}/approve-letter",
        f"/listings/{callin.listings[0].id}/draft-letter",
        f"/listings/{callin.listings[0].id}/mark-attendance",
        f"/meetings/{callin.meeting.id}/print-letters",
        "/letters",
        "/deliveries",
    ):
        assert client.get(address).status_code == 404, address
    page = client.get(f"/meetings/{callin.meeting.id}")
    assert page.status_code in {200, 404}
    assert "Sara" not in says(page)


def test_the_preflight_names_what_is_missing_and_where_it_is_mended(
    callin: CallIn, client: FlaskClient
) -> None:
    town = callin.town
    letter = callin.draft(0)
    town.clock.move(days=4)
    sign_in(client, town, "fis1")
    page = says(client.get(f"/letters/{letter.id}"))
    assert f"/pathways/{letter.pathway_id}/check-warrants" in page
    checked = {
        "checked_at": instant_text(town.clock(), "America/Santiago"),
        "result": "NONE",
    }
    address = f"/pathways/{letter.pathway_id}/check-warrants"
    assert client.post(address, data=checked).status_code == 303
    assert address not in says(client.get(f"/letters/{letter.id}"))


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        (
            "sec1",
            [
                "/meetings",
                "/letters",
                "/deliveries",
                "/meetings/{m}",
                "/meetings/{m}/end-meeting",
                "/meetings/{m}/attach-safety-plan",
                "/cohorts/{c}/plan-meeting",
                "/listings/{l}/take-off-list",
                "/meetings/{m}/call-off-meeting",
            ],
        ),
        (
            "jef1",
            [
                "/meetings",
                "/letters",
                "/meetings/{m}",
                "/pathways/{p}/list-person",
                "/meetings/{m}/debrief-meeting",
            ],
        ),
        (
            "fis1",
            [
                "/meetings",
                "/letters",
                "/meetings/{m}",
                "/pathways/{p}/release-facts",
                "/meetings/{m}/guarantee-safe-passage",
                "/pathways/{p}/review-again",
            ],
        ),
    ],
)
def test_every_page_opens(
    callin: CallIn, client: FlaskClient, name: str, addresses: list[str]
) -> None:
    keys = {
        "m": callin.meeting.id,
        "c": callin.cohort.id,
        "l": callin.listings[0].id,
        "p": callin.people[0].id,
    }
    sign_in(client, callin.town, name)
    found = {one: client.get(one.format(**keys)).status_code for one in addresses}
    assert set(found.values()) == {200}, found
