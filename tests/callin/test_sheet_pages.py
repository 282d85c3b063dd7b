"""Delivery sheets through their pages: who sees which button, and what the printed board bears."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.callin.acts.letters import recall_letter
from dmi.callin.acts.people import take_off_list
from dmi.callin.acts.sheets import approve_sheet, print_sheet
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.letters import rounds_of
from dmi.kernel.refusals import NotKnown
from tests.callin.conftest import CallIn
from tests.callin.sheets import asked, letters_out, on_the_way
from tests.pages import says, sign_in

AGAIN = "/confirm-it-is-you"


@pytest.mark.rule("S30", "X2")
def test_the_pages_lead_from_asking_to_the_return(callin: CallIn, client: FlaskClient) -> None:
    town, meeting = callin.town, callin.meeting
    listed = f"/meetings/{meeting.id}/delivery-sheets"
    sign_in(client, town, "sec1")
    assert "Ninguna pareja está en camino" in says(client.get(listed))
    on_the_way(callin, 0)
    town.session.commit()
    assert "Aún no hay hojas de reparto" in says(client.get(listed))
    letter = letters_out(callin)[0]
    form = {
        "round_id": str(rounds_of(town.acting("sec1"), letter)[0].id),
        "shift_on": f"{town.clock():%d-%m-%Y}",
        "copies": "1",
    }
    town.session.commit()
    answer = client.post(f"/meetings/{meeting.id}/ask-delivery-sheet", data=form)
    assert answer.status_code == 303, says(answer)[:2000]
    sheet = town.session.scalars(select(DeliverySheet)).one()
    here = f"/delivery-sheets/{sheet.id}"
    shown = says(client.get(here))
    assert "Sara Muestra" in shown
    assert "Pasaje Muestra" not in shown  # addresses stand on the printed copy alone
    assert "Imprimir una copia" not in shown
    assert client.get(f"{here}/copy.pdf").headers["Location"] == here
    refused = client.post(f"{here}/print")
    assert refused.status_code == 409
    assert "La impresión debe confirmarla la jefatura del programa." in says(refused)
    assert client.post(f"{here}/approve").status_code == 404
    sign_in(client, town, "jef1")
    home = says(client.get("/"))
    assert "Aprobar la impresión de una hoja de reparto" in home
    assert f'href="{here}"' in home
    assert "Espera aprobación" in says(client.get(listed))
    town.clock.move(minutes=6)
    assert client.post(f"{here}/approve").headers["Location"] == f"{AGAIN}?next={here}"
    assert client.post(AGAIN).status_code == 303
    assert client.post(f"{here}/approve").status_code == 303
    sign_in(client, town, "sec1")
    assert client.post(f"{here}/print").status_code == 303
    paper = client.get(f"{here}/copy.pdf")
    assert paper.data[:5] == b"%PDF-"
    assert "Muestra" not in paper.headers["Content-Disposition"]
    assert "Con la pareja" in says(client.get(listed))
    town.clock.move(days=1)
    sign_in(client, town, "sec1")
    assert "Fuera de plazo" in says(client.get(listed))
    back = client.post(f"{here}/take-sheet-back", data={"copies_returned": "1"})
    assert back.status_code == 303, says(back)[:2000]
    assert "Devuelta" in says(client.get(listed))


@pytest.mark.rule("S30")
def test_the_printed_board_bears_viewer_minute_and_list(
    callin: CallIn, client: FlaskClient
) -> None:
    town, meeting = callin.town, callin.meeting
    for name in ("sec1", "jef1"):
        sign_in(client, town, name)
        shown = says(client.get(f"/meetings/{meeting.id}"))
        mark = shown.split('<p class="viewer-mark" aria-hidden="true">')[1].split("</p>")[0]
        assert mark.startswith(town.users[name].display_name)
        assert mark.endswith(f"L-{meeting.id.hex[:8].upper()}")
        assert ":" in mark


def test_who_may_not_know_everybody_on_a_list_reads_nobody_of_it(
    callin: CallIn, client: FlaskClient
) -> None:
    town, sheet = callin.town, asked(callin, 0, 1)
    approve_sheet(town.acting("jef1"), sheet)
    recall_letter(
        town.acting("sec1"),
        next(one for one in letters_out(callin) if one.pathway_id == callin.people[0].id),
        reason="La persona cambió de comuna.",
        retrieved_by_id=town.users["ts1"].id,
    )
    take_off_list(town.acting("jef1"), callin.listings[0], reason="La persona cambió de comuna ya.")
    with pytest.raises(NotKnown):
        print_sheet(town.acting("sec1"), sheet)
    sign_in(client, town, "sec1")
    shown = says(client.get(f"/delivery-sheets/{sheet.id}"))
    assert "Ya no puede ver a todas las personas de esta hoja" in shown
    assert "Sara" not in shown
