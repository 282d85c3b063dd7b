"""The whole thread in an invented place: nothing of Chile is asked for, shown or printed."""

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from dmi.access.papers import other_languages
from dmi.cases.models import BankedCase, LegalVehicle
from dmi.documents.layouts import Sheet, office_sheet
from dmi.evidence.models.buy import Buy
from dmi.kernel.local_time import to_local
from dmi.people.models.person import IdentityDocument, Person
from dmi.policy.states import CaseStatus
from dmi.profiles.queries import holiday_calendar
from dmi.profiles.words import DocumentKind, PaperId, VehicleKind
from tests.people import Town
from tests.walk.crawl import crawl
from tests.walk.lives import Life, Lived, lived, words_of
from tests.walk.places import XX

CHILEAN = re.compile(
    r"\b(RUN|RUC|RIT|NUE|CUT|UTM|CPP|PDI|SENDA|Carabineros|[Cc]omunas?|Fiscal\w*|Chile\w*"
    r"|Las Condes|Santiago|Defensor[ií]a|Ley|Law \d+|20[.,]?000|19[.,]628|21[.,]719|21[.,]459"
    r"|18[.,]216|600 400 0101|\*4242)\b|\+56"
)
SPANISH = re.compile(r"[ñáéíóúÁÉÍÓÚ¿¡]|Español|Iniciar|Guardar")
A4 = (595, 842)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Walk the whole thread under the profile of the invented place."""
    with lived(Life(XX), tmp_path_factory.mktemp("xx")) as found:
        yield found


def town_at_rest(life: Lived) -> Town:
    """Return the town with a session in which nobody acts."""
    life.thread.town.session.expire_all()
    life.thread.town.session.info["acting"] = None
    return life.thread.town


@pytest.mark.rule("C67")
def test_the_thread_ends_under_another_law(elsewhere: Lived) -> None:
    session = town_at_rest(elsewhere).session
    case = session.scalars(select(BankedCase)).one()
    assert case.status is CaseStatus.FILED
    assert case.ruc == "XC-2026-17"
    assert session.scalars(select(LegalVehicle)).one().kind is VehicleKind.DIVERT
    person = session.scalars(select(Person)).one()
    document = session.scalars(select(IdentityDocument)).one()
    assert (person.run, person.run_index, person.language) == ("", None, "en")
    assert (document.kind, document.country) == (DocumentKind.PASSPORT, "PT")
    assert {"P.certify_evidence", "L.print_letter", "P.sign_agreement", "B.confirm_filing"} <= (
        elsewhere.thread.steps_walked()
    )


@pytest.mark.rule("C67")
def test_nothing_of_chile_stands_on_a_page_or_a_paper(elsewhere: Lived) -> None:
    papers: set[str] = set()
    pages = 0
    for user in sorted(elsewhere.thread.town.users):
        if user == "sys1" or user.endswith("2"):
            continue
        walked = elsewhere.thread.visited if user in {"fis1", "hnd1", "jef1"} else []
        for one in crawl(elsewhere.thread.hands, user, papers, *walked):
            path, text = one.path, words_of(one)
            pages += 1
            for found in (CHILEAN.search(text), SPANISH.search(text)):
                assert found is None, (user, path, text[found.start() - 80 : found.end() + 80])
    assert pages > 300
    assert {kind.rsplit("/", 1)[-1] for kind in papers} >= {
        *("document.pdf", "envelope.pdf", "receipt.pdf", "p06.pdf", "p07f.pdf", "p10.pdf"),
        *("p12a.pdf", "p17c.pdf"),
    }


def test_before_signing_in_nothing_of_chile_either(elsewhere: Lived) -> None:
    elsewhere.client.delete_cookie("dmi_session")
    page = elsewhere.client.get("/sign-in", headers={"Accept-Language": "es"}).text
    assert CHILEAN.search(page) is None
    assert SPANISH.search(page) is None
    assert "Second Chance" in page


def test_forms_ask_for_what_the_place_has(elsewhere: Lived) -> None:
    ids, hands = elsewhere.thread.ids, elsewhere.thread.hands
    bank = hands.look("fis1", f"/cases/{ids['case']}/bank-case")
    assert set(re.findall(r'<option value="([A-Z_]+)"', bank)) >= {"DIVERT", "COURT_BOND"}
    assert "SCP" not in bank
    assert 'name="regional_approval_no"' not in bank
    assert 'name="court"' in bank
    identify = hands.look("pol1", f"/pathways/{ids['person']}/identify")
    assert 'name="run"' not in identify
    assert 'value="PASSPORT"' in identify
    granting = hands.look("fis1", f"/operations/{ids['operation']}/create-authorisation")
    assert 'value="GENERIC"' in granting
    assert "L20000" not in granting


def test_one_language_offers_no_other(elsewhere: Lived) -> None:
    elsewhere.thread.hands.sign_in("jef1")
    page = elsewhere.client.get("/").text
    assert "/language" not in page
    assert '<html lang="en"' in page
    assert elsewhere.client.get("/language?to=es&next=/").status_code == 303
    assert '<html lang="en"' in elsewhere.client.get("/").text
    acting = elsewhere.thread.town.acting("jef1")
    assert other_languages(acting, "en") == ""
    town_at_rest(elsewhere)


def test_hours_and_holidays_are_those_of_the_place(elsewhere: Lived) -> None:
    town = town_at_rest(elsewhere)
    buy = town.session.scalars(select(Buy).order_by(Buy.occurred_at)).first()
    assert buy is not None
    lisbon = to_local(buy.occurred_at, "Europe/Lisbon")
    assert lisbon.utcoffset() != to_local(buy.occurred_at, "America/Santiago").utcoffset()
    assert f"{lisbon:%d-%m-%Y %H:%M}" in elsewhere.thread.hands.look("hnd1", f"/buys/{buy.id}")
    town = town_at_rest(elsewhere)
    closed = holiday_calendar(town.session, town.place.profile, town.place.code)
    assert closed(date(2026, 12, 25))
    assert not closed(date(2026, 9, 18))


def test_papers_are_of_another_size(elsewhere: Lived) -> None:
    letter = f"/letters/{elsewhere.thread.ids['letter']}/document.pdf"
    elsewhere.thread.hands.sign_in("jef1")
    answer = elsewhere.client.get(letter)
    box = PdfReader(io.BytesIO(answer.data)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4
    assert office_sheet(PaperId.P17C, "a4") is Sheet.WIDE_A4
    assert office_sheet(PaperId.P01E, "a4") is Sheet.ENVELOPE
    assert office_sheet(PaperId.P17C, "carta") is Sheet.WIDE
    assert office_sheet(PaperId.P01I, "carta") is Sheet.CARTA
