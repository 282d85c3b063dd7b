"""The migrations build what the models say, go down and up again, and keep the log guarded."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select

from dmi.access import triggers
from dmi.access.models.records import AuditEntry
from dmi.store.base import Base
from dmi.store.database import db
from dmi.store.migrate import configuration, downgrade, upgrade
from dmi.territory.acts.cohort import record_market
from dmi.territory.words import MarketType
from tests.people import Town


def test_head_equals_the_models(town: Town) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_line_of_revisions() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_up_down_and_up_with_rows(town: Town) -> None:
    record_market(
        town.acting("ter1"),
        None,
        code="M-1",
        name="Colon Oriente",
        market_type=next(iter(MarketType)),
        public_name="Sector oriente",
    )
    town.session.commit()
    assert town.session.scalars(select(AuditEntry)).first() is not None
    town.session.close()
    downgrade(db.engine, "base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade(db.engine)
    with db.engine.connect() as connection:
        assert triggers.missing(connection) == []
        assert set(inspect(connection).get_table_names()) >= set(Base.metadata.tables)
