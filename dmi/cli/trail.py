"""Whether the log is whole."""

import json
import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access.audit import first_altered_read, verify_chain
from dmi.access.models.records import ChainHead
from dmi.cli.installation import WRONG, application, working


@click.group("audit")
def group() -> None:
    """Look after the log."""


@group.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
def verify(as_json: bool) -> None:  # noqa: FBT001 - click hands flags over by position
    """Recompute every chain of the log and every read entry; 1 when a link is broken."""
    with working(application()) as session:
        found = broken_links(session)
        chains = len(list(session.scalars(select(ChainHead.chain_key))))
    if as_json:
        click.echo(json.dumps({"chains": chains, "broken": found}))
    else:
        for place in found:
            click.echo(f"broken: {place}")
        click.echo(f"{chains} chains, {len(found)} broken")
    if found:
        sys.exit(WRONG)


def broken_links(session: Session) -> list[str]:
    """Return every chain, and the first read entry, that no longer fits its hashes."""
    found = []
    for key in session.scalars(select(ChainHead.chain_key).order_by(ChainHead.chain_key)):
        link = verify_chain(session, key)
        if link is not None:
            found.append(f"{key}:{link}")
    read = first_altered_read(session)
    return [*found, f"read:{read}"] if read is not None else found
