"""Wordings in the database: seeded as drafts, approved by somebody else, chosen by date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dmi.policy.plain_states import TextStatus
from dmi.profiles.models import Holiday, Setting, TextBlock, TextVersion
from dmi.profiles.papers import digest, packaged, seed_texts
from dmi.profiles.queries import approved_text, blocks_of, newest_text
from dmi.profiles.words import PaperId
from dmi.store.base import Base

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = date(2026, 3, 12)


@pytest.fixture
def session() -> Iterator[Session]:
    """Return a session on a database that holds the seeded papers."""
    engine = create_engine("sqlite://")
    tables = [model.__table__ for model in (Setting, Holiday, TextVersion, TextBlock)]
    Base.metadata.create_all(engine, tables=tables)
    with Session(engine, info={"acting": None}) as opened:
        seed_texts(opened, "cl", AT)
        yield opened
    engine.dispose()


def letter(session: Session) -> TextVersion:
    version = newest_text(session, "cl", PaperId.P01I, "es")
    assert version is not None
    return version


def test_seeding_writes_each_paper_once(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(TextVersion)) == 84
    assert session.scalar(select(func.count()).select_from(TextBlock)) == 946
    assert seed_texts(session, "cl", AT) == 0
    assert seed_texts(session, "xx", AT) == 14


def test_blocks_come_back_as_they_were_written(session: Session) -> None:
    version = letter(session)
    shipped = packaged("cl", "es")[PaperId.P01I]
    assert blocks_of(version) == shipped
    assert version.blocks_hash == digest(shipped)


def test_a_seeded_text_is_approved_by_nobody(session: Session) -> None:
    assert letter(session).status is TextStatus.DRAFT
    assert approved_text(session, "cl", PaperId.P01I, "es", DAY) is None


def test_an_approved_text_holds_from_its_day(session: Session) -> None:
    version = letter(session)
    version.status = TextStatus.APPROVED
    version.approved_by_ref, version.approved_at = "fis1", AT
    version.in_force_from = DAY
    session.flush()
    assert approved_text(session, "cl", PaperId.P01I, "es", DAY) is version
    assert approved_text(session, "cl", PaperId.P01I, "es", date(2026, 3, 11)) is None
    assert approved_text(session, "cl", PaperId.P01I, "en", DAY) is None


def test_a_retired_text_is_no_longer_chosen(session: Session) -> None:
    letter(session).status = TextStatus.RETIRED
    session.flush()
    assert newest_text(session, "cl", PaperId.P01I, "es") is None


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"approved_by_ref": "profile", "approved_at": AT}, "not_own_text"),
        ({"approved_by_ref": "fis1"}, "approved_by_somebody"),
        ({"status": TextStatus.APPROVED}, "approval_has_approver"),
    ],
)
def test_the_table_refuses_a_false_approval(
    session: Session, change: dict[str, object], constraint: str
) -> None:
    version = letter(session)
    for name, value in change.items():
        setattr(version, name, value)
    with pytest.raises(IntegrityError, match=constraint):
        session.flush()
