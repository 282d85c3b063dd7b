"""The register: folios without gaps, numbers entered once, words that never change."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dmi.documents.filling import FilledBlock
from dmi.documents.models import FolioSeries, IssuedPaper, NotEditable, PaperCopy, ShelfFile
from dmi.documents.press import Printed
from dmi.documents.register import (
    Entry,
    enter_official_number,
    issue,
    log_copy,
    next_folio,
    verification_code,
    void,
)
from dmi.documents.words import Classification
from dmi.kernel.refusals import Unmet
from dmi.profiles.profile import load
from dmi.profiles.words import BlockKind, PaperId
from dmi.store.base import Base
from dmi.store.database import begin_writing, prepare

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
DAY = date(2026, 3, 5)
BLOCKS = (FilledBlock("P12A.09", BlockKind.NUM, ("7. Fundamento: hechos.",)),)
# The gate itself: no actor whose sight would narrow what these tests read.
GATE = {"acting": None}
TWO_PAGES = Printed(b"%PDF", (0, 1, 1), is_isolated=True)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path / 'register.sqlite3'}")
    prepare(made)
    tables = [model.__table__ for model in (ShelfFile, FolioSeries, IssuedPaper, PaperCopy)]
    Base.metadata.create_all(made, tables=tables)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, info=GATE) as opened:
        yield opened


def issued(session: Session, folio: str = "F-2026-000001", *, has_qr: bool = True) -> IssuedPaper:
    entry = Entry(
        paper=PaperId.P12A,
        text_version_ref="version-1",
        language="es",
        object_ref="object-1",
        classification=Classification.RESERVED,
        issued_on=DAY,
        issued_by_ref="fis1",
        signatories=[{"name": "Andrea Muestra", "post": "Fiscal Adjunta"}],
        has_qr=has_qr,
    )
    paper = issue(session, entry, folio=folio, blocks=BLOCKS, key=b"k" * 32, at=AT)
    session.flush()
    return paper


def test_folios_follow_one_another_and_begin_anew_each_year(session: Session) -> None:
    taken = [next_folio(session, "F", DAY, AT) for _ in range(3)]
    assert taken == ["F-2026-000001", "F-2026-000002", "F-2026-000003"]
    assert next_folio(session, "F", date(2027, 1, 4), AT) == "F-2027-000001"


def test_a_folio_that_was_rolled_back_is_taken_again(engine: Engine) -> None:
    with Session(engine, info=GATE) as session:
        next_folio(session, "F", DAY, AT)
        session.commit()
        assert next_folio(session, "F", DAY, AT) == "F-2026-000002"
        session.rollback()
        assert next_folio(session, "F", DAY, AT) == "F-2026-000002"


def test_clerks_who_print_at_once_never_get_the_same_folio(engine: Engine) -> None:
    taken: list[str] = []

    def print_five() -> None:
        for _ in range(5):
            with Session(engine, info=GATE) as session:
                begin_writing(session)
                taken.append(next_folio(session, "F", DAY, AT))
                session.commit()

    clerks = [threading.Thread(target=print_five) for _ in range(4)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert sorted(taken) == [f"F-2026-{number:06}" for number in range(1, 21)]


@pytest.mark.parametrize("folio", ["DMI-2026-000001", "F-26-1", "2026"])
def test_a_folio_that_names_the_programme_or_has_no_shape_is_refused(
    session: Session, folio: str
) -> None:
    with pytest.raises(IntegrityError, match="folio"):
        issued(session, folio)


def test_the_code_depends_on_key_folio_and_words(session: Session) -> None:
    paper = issued(session)
    code = verification_code(b"k" * 32, paper.folio, paper.body_hash)
    assert paper.verification_code == code
    assert len(code) == 9
    assert code[4] == "-"
    others = {
        verification_code(b"o" * 32, paper.folio, paper.body_hash),
        verification_code(b"k" * 32, "F-2026-000002", paper.body_hash),
        verification_code(b"k" * 32, paper.folio, "0" * 64),
    }
    assert code not in others
    assert len(others) == 3


@pytest.mark.parametrize("profile", ["cl", "xx"])
def test_no_code_spells_a_word_that_its_paper_may_not_hold(profile: str) -> None:
    codes = [verification_code(b"k" * 32, f"F-2026-{number:06}", "") for number in range(500)]
    letters = {letter for code in codes for letter in code} - {"-"}
    sets = load(profile).words_for(PaperId.P01I)
    half = len(codes[0].partition("-")[0])
    # A whole word fills one half of a code, a stem begins one.
    spelt = {word.upper() for one in sets for word in one.words + one.capitals if len(word) == half}
    spelt |= {stem.upper() for one in sets for stem in one.stems if len(stem) <= half}
    assert spelt
    assert [word for word in sorted(spelt) if set(word) <= letters] == []


def test_tokens_are_random_and_only_where_a_code_is_printed(session: Session) -> None:
    first, second = issued(session), issued(session, "F-2026-000002")
    assert first.qr_token != second.qr_token
    assert issued(session, "F-2026-000003", has_qr=False).qr_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body_hash", "0" * 64),
        ("folio", "F-2026-000009"),
        ("signatories", []),
        ("issued_on", date(2026, 3, 6)),
        ("verification_code", "0000-0000"),
    ],
)
def test_an_issued_paper_is_never_edited(session: Session, name: str, value: object) -> None:
    paper = issued(session)
    setattr(paper, name, value)
    with pytest.raises(NotEditable, match=name):
        session.flush()


def test_a_correction_voids_and_issues_anew(session: Session) -> None:
    paper, other = issued(session), issued(session, "F-2026-000002")
    assert paper.status == "ISSUED"
    other.replaced_by_id = paper.id
    assert other.status == "SUPERSEDED"
    void(paper, at=AT, reason="Dirección equivocada.")
    paper.replaced_by_id = other.id
    session.flush()
    assert paper.status == "VOIDED"
    paper.void_reason = "Otra razón."
    with pytest.raises(NotEditable, match="void_reason"):
        session.flush()


def test_voiding_needs_a_reason(session: Session) -> None:
    paper = issued(session)
    paper.voided_at = AT
    with pytest.raises(IntegrityError, match="void_has_reason"):
        session.flush()


def test_an_official_number_is_entered_once(session: Session) -> None:
    paper, other = issued(session), issued(session, "F-2026-000002")
    enter_official_number(session, paper, unit="Fiscalía Local", number="245", year=2026)
    session.flush()
    with pytest.raises(Unmet) as refused:
        enter_official_number(session, paper, unit="Fiscalía Local", number="246", year=2026)
    assert refused.value.gaps[0].guard == "official_number_entered_once"
    with pytest.raises(Unmet) as refused:
        enter_official_number(session, other, unit="Fiscalía Local", number="245", year=2026)
    assert refused.value.gaps[0].guard == "official_number_free"
    enter_official_number(session, other, unit="Otra unidad", number="245", year=2026)
    session.flush()


def test_the_table_itself_refuses_the_same_number(session: Session) -> None:
    for folio in ("F-2026-000001", "F-2026-000002"):
        paper = issued(session, folio)
        paper.official_unit, paper.official_year, paper.official_number = "U", 2026, "245"
    with pytest.raises(IntegrityError, match="official"):
        session.flush()


def test_each_print_is_counted_with_its_pages(session: Session) -> None:
    paper = issued(session)
    first = log_copy(session, paper, TWO_PAGES, 1, at=AT, by_ref="sec1")
    session.flush()
    assert (first.copy_no, first.pages, first.pdf_hash) == (1, [2, 3], TWO_PAGES.sha256)
    again = log_copy(session, paper, TWO_PAGES, 1, at=AT, by_ref="sec1", reason="Se mojó.")
    session.flush()
    assert again.copy_no == 2


def test_a_second_print_says_why(session: Session) -> None:
    paper = issued(session)
    log_copy(session, paper, TWO_PAGES, 0, at=AT, by_ref="sec1")
    session.flush()
    log_copy(session, paper, TWO_PAGES, 0, at=AT, by_ref="sec1")
    with pytest.raises(IntegrityError, match="reprint_has_reason"):
        session.flush()
