"""Delivery sheets: one asks, another approves, each page bears who printed it, copies return."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.callin.acts.letters import hand_out_letter, recall_letter
from dmi.callin.acts.people import take_off_list
from dmi.callin.acts.sheets import (
    approve_sheet,
    ask_sheet,
    issued_of,
    last_copy,
    print_sheet,
    take_sheet_back,
)
from dmi.callin.models.letter import Letter
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.letters import letters, rounds_of
from dmi.callin.queries.sheets import TABLE, copies_of, marked
from dmi.documents.press import print_batch
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.models.person import Person
from tests.callin.conftest import SURNAMES, CallIn, pages
from tests.pages import says, sign_in

RUN = "12.345.678-5"
MARK = "SECRETARÍA"
AGAIN = "/confirm-it-is-you"


def on_the_way(callin: CallIn, *places: int) -> None:
    """Print letters and give them to one pair."""
    town, found = callin.town, [callin.approved(place) for place in places]
    callin.printed(*found)
    for letter in found:
        hand_out_letter(
            town.acting("sec1"),
            letter,
            deliverer_id=town.users["pol1"].id,
            second_deliverer_id=town.users["ts1"].id,
        )


def asked(callin: CallIn, *places: int, copies: int = 1) -> DeliverySheet:
    """Let the clerk ask for the list of the pair's letters."""
    town = callin.town
    on_the_way(callin, *places)
    listing = callin.listings[places[0]]
    letter = next(one for one in _letters(callin) if one.pathway_id == listing.pathway_id)
    return ask_sheet(
        town.acting("sec1"),
        callin.meeting,
        round_id=rounds_of(town.acting("sec1"), letter)[0].id,
        shift_on=town.clock().date(),
        copies=copies,
    )


def _letters(callin: CallIn) -> Sequence[Letter]:
    return [one.letter for one in letters(callin.town.acting("sec1"), callin.meeting)]


def printed(callin: CallIn, sheet: DeliverySheet) -> list[str]:
    """Let the clerk print the next copy; return the text of its pages."""
    print_sheet(callin.town.acting("sec1"), sheet)
    return pages(last_copy(callin.town.acting("sec1"), sheet).pdf)


def as_somebody_else(callin: CallIn) -> None:
    """Let another clerk sit down."""
    callin.town.users["sec1"].display_name = "Otra Figurada Vera"


@pytest.mark.rule("S30")
@pytest.mark.rule("X2")
def test_nothing_is_printed_that_a_second_person_did_not_approve(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0)
    with pytest.raises(Unmet, match="print_approved"):
        print_sheet(town.acting("sec1"), sheet)
    for name in ("sec1", "pol1", "ts1"):
        with pytest.raises(NotKnown):
            approve_sheet(town.acting(name), sheet)
    approve_sheet(town.acting("jef1"), sheet)
    with pytest.raises(NotKnown):
        print_sheet(town.acting("jef1"), sheet)
    assert printed(callin, sheet)
    with pytest.raises(Unmet, match="print_approved"):  # the one approved copy is printed
        print_sheet(town.acting("sec1"), sheet)


@pytest.mark.rule("S14")
def test_a_list_is_approved_and_printed_after_a_fresh_sign_in_alone(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0)
    stale = [replace(town.acting(name)) for name in ("jef1", "sec1")]
    for one in stale:
        one.by = replace(one.by, stepped_up_at=town.clock() - timedelta(hours=1))
    with pytest.raises(Unmet, match="signed_in_again"):
        approve_sheet(stale[0], sheet)
    approve_sheet(town.acting("jef1"), sheet)
    with pytest.raises(Unmet, match="signed_in_again"):
        print_sheet(stale[1], sheet)


@pytest.mark.rule("S30")
def test_two_copies_differ_in_the_mark_alone(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0, 1, copies=2)
    approve_sheet(town.acting("jef1"), sheet)
    first = printed(callin, sheet)
    town.clock.move(minutes=3)
    as_somebody_else(callin)
    second = printed(callin, sheet)
    marks = [one.watermark or "" for one in copies_of(town.acting("sec1"), sheet)]
    assert [one.rpartition(" ")[2] for one in marks] == ["1/2", "2/2"]
    assert marks[1].startswith("OTRA FIGURADA VERA ")
    assert first != second
    for page, other, one, two in zip(first, second, [marks[0]] * 9, [marks[1]] * 9, strict=False):
        assert one in page
        assert two in other
        assert page.replace(one, "") == other.replace(two, "")


@pytest.mark.rule("S30")
def test_a_list_holds_where_to_go_and_nothing_of_why(callin: CallIn) -> None:
    town = callin.town
    for pathway in callin.people:
        person = town.session.get_one(Person, pathway.person_id)
        person.run, person.phone = RUN, "+56 9 8765 4321"
    sheet = asked(callin, 0, 1)
    approve_sheet(town.acting("jef1"), sheet)
    text = " ".join(printed(callin, sheet))
    for surname in SURNAMES[:2]:
        assert f"Sara {surname}" in text
        assert f"Pasaje {surname} 123" in text
    assert SURNAMES[2] not in text
    assert "[nombre]" in text
    for never in (RUN, RUN.replace(".", ""), "8765", "droga", "venta", "delito", "RUC"):
        assert never not in text
    rows = marked_rows(callin, sheet)
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[2] for row in rows] == ["Sara Ejemplo", "Sara Muestra"]


def marked_rows(callin: CallIn, sheet: DeliverySheet) -> Sequence[Sequence[str]]:
    acting = callin.town.acting("sec1")
    issued = issued_of(acting, sheet)
    assert issued is not None
    return marked(acting, sheet, issued, MARK, acting.at).rows[TABLE]


@pytest.mark.rule("S30")
def test_every_page_bears_the_mark_however_long_the_list_is(callin: CallIn) -> None:
    sheet = asked(callin, 0)
    approve_sheet(callin.town.acting("jef1"), sheet)
    acting = callin.town.acting("sec1")
    issued = issued_of(acting, sheet)
    assert issued is not None
    paper = marked(acting, sheet, issued, MARK, acting.at)
    (row,) = paper.rows[TABLE]
    counts = []
    for many in (1, 12, 40):
        long = replace(paper, rows={TABLE: [[str(n), *row[1:]] for n in range(1, many + 1)]})
        found = pages(print_batch([long]).pdf)
        counts.append(len(found))
        assert all(f"DEMO {MARK}" in page for page in found)
        assert sum(page.count("Pasaje Muestra 123") for page in found) == many
    assert counts == [1, 2, 5]


@pytest.mark.rule("S30")
def test_a_copy_is_kept_nowhere_and_rendered_again_for_who_printed_it(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0)
    approve_sheet(town.acting("jef1"), sheet)
    print_sheet(town.acting("sec1"), sheet)
    (copy,) = copies_of(town.acting("sec1"), sheet)
    issued = issued_of(town.acting("sec1"), sheet)
    assert issued is not None
    assert (copy.pdf_id, copy.copy_no) == (None, 1)
    assert copy.approval_ref == str(town.users["jef1"].id)
    town.clock.move(hours=1)
    again = last_copy(town.acting("sec1"), sheet)
    assert again.sha256 == copy.pdf_hash
    known = pypdf.PdfReader(io.BytesIO(again.pdf)).metadata
    assert known is not None
    assert (known.author, known.creator) == (None, None)
    assert str(known.producer).startswith("WeasyPrint")
    assert known.title == issued.folio
    with pytest.raises(NotKnown):
        last_copy(town.acting("jef1"), sheet)
    town.session.get_one(Person, callin.people[0].person_id).social_name = "Sol"
    with pytest.raises(Unmet, match="payload_unchanged"):
        last_copy(town.acting("sec1"), sheet)


def test_a_list_lapses_and_its_copies_come_back(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0, copies=2)
    with pytest.raises(Unmet, match="payload_unchanged"):
        take_sheet_back(town.acting("sec1"), sheet, copies_returned=1)
    approve_sheet(town.acting("jef1"), sheet)
    print_sheet(town.acting("sec1"), sheet)
    town.clock.move(days=1)
    with pytest.raises(Unmet, match="not_expired_approval"):
        print_sheet(town.acting("sec1"), sheet)
    with pytest.raises(Faults):
        take_sheet_back(town.acting("sec1"), sheet, copies_returned=2)
    with pytest.raises(Faults):
        take_sheet_back(town.acting("sec1"), sheet, copies_returned=0)
    take_sheet_back(
        town.acting("sec1"), sheet, copies_returned=0, missing_reason="Se la llevó el viento."
    )
    assert (sheet.returned_at, sheet.returned_to_id) == (town.clock(), town.users["sec1"].id)
    with pytest.raises(NotKnown):
        last_copy(town.acting("sec1"), sheet)


def test_an_approval_lapses_and_yesterdays_evening_is_refused(callin: CallIn) -> None:
    town, sheet = callin.town, asked(callin, 0)
    town.clock.move(days=1)
    with pytest.raises(Unmet, match="not_expired_approval"):
        approve_sheet(town.acting("jef1"), sheet)
    with pytest.raises(Faults):
        ask_sheet(
            town.acting("sec1"),
            callin.meeting,
            round_id=UUID(sheet.rounds[0]),
            shift_on=sheet.shift_on,
            copies=1,
        )


@pytest.mark.rule("S30")
def test_the_pages_lead_from_asking_to_the_return(callin: CallIn, client: FlaskClient) -> None:
    town, meeting = callin.town, callin.meeting
    listed = f"/meetings/{meeting.id}/delivery-sheets"
    sign_in(client, town, "sec1")
    assert "Ninguna pareja está en camino" in says(client.get(listed))
    on_the_way(callin, 0)
    town.session.commit()
    assert "Aún no hay hojas de reparto" in says(client.get(listed))
    letter = _letters(callin)[0]
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
    assert client.post(f"{here}/print").status_code == 409
    assert client.post(f"{here}/approve").status_code == 404
    sign_in(client, town, "jef1")
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
    assert "Atrasada" in says(client.get(listed))
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
        next(one for one in _letters(callin) if one.pathway_id == callin.people[0].id),
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
