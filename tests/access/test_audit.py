"""The log only grows, and two hundred at once leave one unbroken chain."""

import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from dmi.access.acting import Acting
from dmi.access.audit import first_altered_read, record_reads, verify_chain
from dmi.access.models.records import AuditEntry, ChainHead
from dmi.access.triggers import APPEND_ONLY, missing
from dmi.policy.classes import DataClass
from dmi.store.database import begin_writing, db
from dmi.store.keys import opened
from dmi.store.migrate import downgrade, upgrade
from dmi.territory.acts.cohort import propose_cohort, record_market
from dmi.territory.models.cohort import Market
from dmi.territory.words import MarketType
from tests.people import Town

ACTS = 200
WRITERS = 8


def a_market(town: Town, code: str = "M-1") -> Market:
    """Record a market and commit it."""
    market = record_market(
        town.acting("ter1"),
        None,
        code=code,
        name="Colon Oriente",
        market_type=next(iter(MarketType)),
        public_name="Sector oriente",
    )
    town.session.commit()
    return market


def refused(engine: Engine, statement: str) -> bool:
    """Tell whether the database refuses a statement on its own."""
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)
    except DBAPIError as cause:
        return "only grows" in str(cause)
    return False


def forgeries(engine: Engine, table: str) -> list[str]:
    """Return every way in which a written row could be changed."""
    ways = [f"UPDATE {table} SET at = at", f"DELETE FROM {table}"]
    if engine.dialect.name == "sqlite":
        ways.append(f"REPLACE INTO {table} SELECT * FROM {table}")
    else:
        ways.append(f"TRUNCATE {table} CASCADE")
    return ways


@pytest.mark.rule("S23")
@pytest.mark.parametrize("table", ["audit_entries", "moves"])
def test_no_written_line_is_edited_removed_or_replaced(town: Town, table: str) -> None:
    a_market(town)
    for way in forgeries(db.engine, table):
        assert refused(db.engine, way), way


def test_the_guards_stand_again_after_down_and_up(town: Town) -> None:
    a_market(town)
    town.session.close()
    downgrade(db.engine, "0005_from_approvals")
    upgrade(db.engine)
    with db.engine.connect() as connection:
        assert missing(connection) == []
    for table in ("audit_entries", "moves"):
        for way in forgeries(db.engine, table):
            assert refused(db.engine, way), way


def test_every_guarded_table_is_one_of_ours(town: Town) -> None:
    with db.engine.connect() as connection:
        assert missing(connection) == []
    assert {"audit_entries", "moves", "custody_links"} <= set(APPEND_ONLY)


def test_two_hundred_concurrent_acts_leave_an_unbroken_chain(app: Flask, town: Town) -> None:
    a_market(town)
    actor = town.actor("jef1")
    wrong: list[BaseException] = []

    def work(part: int) -> None:
        with app.app_context(), opened(app.extensions["dmi_vault"]):
            for number in range(ACTS // WRITERS):
                session = db.session()
                try:
                    begin_writing(session)
                    acting = Acting(session, actor, town.clock(), "cl", "UTC", is_demo=True)
                    session.info["acting"] = acting
                    record_market(
                        acting,
                        None,
                        code=f"C-{part}-{number}",
                        name="Otro",
                        market_type=next(iter(MarketType)),
                        public_name="Sector",
                    )
                    session.commit()
                except BaseException as cause:  # noqa: BLE001 - the test reports whatever fails
                    session.rollback()
                    wrong.append(cause)
                finally:
                    db.session.remove()

    threads = [threading.Thread(target=work, args=(part,)) for part in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    town.session.rollback()
    town.session.info["acting"] = None
    head = town.session.get(ChainHead, "installation", populate_existing=True)
    assert head is not None
    assert head.length == ACTS + 1
    assert verify_chain(town.session, "installation") is None


def test_a_changed_line_is_found(town: Town) -> None:
    market = a_market(town)
    propose_cohort(
        town.acting("jef1"),
        market,
        name="Primera",
        public_programme_name="Segunda Oportunidad",
        start_on=date(2026, 12, 1),
    )
    entry = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "territory.cohort.proposed")
    ).one()
    chain = str(entry.chain_key)
    assert verify_chain(town.session, chain) is None
    with town.session.no_autoflush:
        entry.details = {"fields": ["forged"]}
        assert verify_chain(town.session, chain) == entry.chain_seq
        town.session.expire(entry)


@pytest.mark.rule("S23")
def test_a_read_names_the_rows_and_proves_itself(town: Town) -> None:
    market = a_market(town)
    acting = town.acting("fis1")
    acting.saw(DataClass.TERRITORY, market.id)
    assert record_reads(acting, "territory.market") is False
    acting.saw(DataClass.IDENTITY, market.id)
    assert record_reads(acting, "desk.person") is True
    entry = town.session.scalars(select(AuditEntry).where(AuditEntry.is_read)).one()
    assert entry.details["rows"]["identity"] == [str(market.id)]
    assert first_altered_read(town.session) is None
