"""Whether the installation is whole: its log, its triggers, its keys."""

import json
import sys

import click
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from dmi.access import triggers
from dmi.access.audit import first_altered_read, verify_chain
from dmi.access.models.records import ChainHead
from dmi.cli.installation import WRONG, application, working
from dmi.store.database import db


@click.group("audit")
def group() -> None:
    """Look after the log."""


@group.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
def verify(as_json: bool) -> None:  # noqa: FBT001 - click hands flags over by position
    """Recompute every chain of the log and every read entry; 1 when a link is broken."""
    with working(application()) as session:
        found = _broken(session)
        chains = len(list(session.scalars(select(ChainHead.chain_key))))
    if as_json:
        click.echo(json.dumps({"chains": chains, "broken": found}))
    else:
        for place in found:
            click.echo(f"broken: {place}")
        click.echo(f"{chains} chains, {len(found)} broken")
    if found:
        sys.exit(WRONG)


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print findings as JSON.")
def doctor(as_json: bool) -> None:  # noqa: FBT001 - click hands flags over by position
    """Say what stands and what is missing; 1 when something must be mended."""
    app = application()
    settings = app.extensions["dmi_settings"]
    with working(app) as session:
        checks = {
            "database answers": session.scalar(select(literal(1))) == 1,
            "log guarded by its triggers": _guarded(),
            "log unbroken": not _broken(session),
            "root key outside the data": settings.is_demo
            or not settings.key_file.is_relative_to(settings.instance),
        }
    if as_json:
        click.echo(json.dumps(checks))
    else:
        for name, holds in checks.items():
            click.echo(f"{'ok   ' if holds else 'WRONG'} {name}")
    if not all(checks.values()):
        sys.exit(WRONG)


def _broken(session: Session) -> list[str]:
    found = []
    for key in session.scalars(select(ChainHead.chain_key).order_by(ChainHead.chain_key)):
        link = verify_chain(session, key)
        if link is not None:
            found.append(f"{key}:{link}")
    read = first_altered_read(session)
    return [*found, f"read:{read}"] if read is not None else found


def _guarded() -> bool:
    with db.engine.connect() as connection:
        return not triggers.missing(connection)
