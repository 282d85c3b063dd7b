"""Delivery sheets: one asks, another approves, each page bears who printed it, copies return."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest

from dmi.callin.acts.sheets import (
    approve_sheet,
    ask_sheet,
    issued_of,
    last_copy,
    print_sheet,
    take_sheet_back,
)
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.sheets import TABLE, copies_of, marked
from dmi.documents.press import print_batch
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.people.models.person import Person
from tests.callin.conftest import SURNAMES, CallIn, pages
from tests.callin.sheets import asked, printed

RUN = "12.345.678-5"
MARK = "SECRETARÍA"


def as_somebody_else(callin: CallIn) -> None:
    """Let another clerk sit down."""
    callin.town.users["sec1"].display_name = "Otra Figurada Vera"


@pytest.mark.rule("S30", "X2")
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


@pytest.mark.rule("S30", "X2")
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
