"""Bringing a database to a revision, by Alembic's own interface."""

from functools import lru_cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from dmi.settings import beside

FOLDER = beside("migrations")


class NotAtHead(RuntimeError):
    """The tables are not those that this program writes: the application does not start."""


def configuration() -> Config:
    """Return Alembic's settings; there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("prepend_sys_path", str(FOLDER))
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring ``engine`` up to ``revision``, triggers included."""
    config = configuration()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


def downgrade(engine: Engine, revision: str) -> None:
    """Take ``engine`` back to ``revision``."""
    config = configuration()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def standing(engine: Engine) -> str | None:
    """Return the revision at which a database stands; nothing where it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_if_built(engine: Engine) -> None:
    """Refuse to start over tables of another revision; an empty database is not yet built.

    Raises:
        NotAtHead: with the two revisions and what to do.
    """
    found, wanted = standing(engine), _newest()
    if found not in {None, wanted}:
        message = f"the database stands at {found}, not at {wanted}; run dmi db upgrade"
        raise NotAtHead(message)


@lru_cache(maxsize=1)
def _newest() -> str:
    return str(ScriptDirectory.from_config(configuration()).get_current_head())
