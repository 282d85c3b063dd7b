"""Bringing a database to a revision, by Alembic's own interface."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from dmi.settings import beside

FOLDER = beside("migrations")


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
