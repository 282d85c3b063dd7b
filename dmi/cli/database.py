"""The database of an installation."""

import click
from sqlalchemy import create_engine

from dmi.cli.installation import plainly, settings
from dmi.store.database import prepare
from dmi.store.migrate import upgrade as bring_up


@click.group("db")
def group() -> None:
    """Keep the database."""


@group.command("upgrade")
@click.option("--to", default="head", show_default=True, help="The revision to reach.")
def upgrade(to: str) -> None:
    """Bring the database to the newest form and set its triggers anew."""
    bring_to(to)
    click.echo(f"The database stands at {to}.")


def bring_to(revision: str) -> None:
    """Bring the database of the environment to a revision."""
    chosen = settings()
    with plainly():
        chosen.instance.mkdir(parents=True, exist_ok=True)
        engine = create_engine(chosen.database_url)
        prepare(engine)
        bring_up(engine, revision)
        engine.dispose()
