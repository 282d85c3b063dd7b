"""What stands and what is missing, in words for whoever runs the installation."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import click
from flask import Flask
from sqlalchemy import Connection, func, literal, select
from sqlalchemy.orm import Session

from dmi.access import database_rights, triggers
from dmi.cli.installation import WRONG, application, working
from dmi.cli.trail import broken_links
from dmi.documents.filling import FilledBlock
from dmi.documents.paper import Paper
from dmi.documents.press import PressFailed, isolated, print_batch
from dmi.kernel.local_time import to_local
from dmi.owed.models import JobRun
from dmi.profiles.profile import YearNotCovered, load
from dmi.profiles.words import BlockKind, PaperId
from dmi.store.database import db
from dmi.web.heartbeat import TOO_LONG

YEARS_AHEAD = 1


@dataclass(frozen=True)
class Finding:
    """One thing looked at; what is not ``needed`` is said, and mending it is advised."""

    name: str
    holds: bool
    detail: str = ""
    needed: bool = True

    @property
    def line(self) -> str:
        """Return the finding as it is printed."""
        state = "ok   " if self.holds else "WRONG" if self.needed else "note "
        return f"{state} {self.name}{': ' if self.detail else ''}{self.detail}"


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print findings as JSON.")
def doctor(as_json: bool) -> None:  # noqa: FBT001 - click hands flags over by position
    """Say what stands and what is missing; 1 when something must be mended."""
    app = application()
    with working(app) as session:
        found = [*_database(session), *_keys(app), *_papers(app), *_calendar(app, session)]
    if as_json:
        click.echo(json.dumps({one.name: one.holds for one in found}))
    else:
        click.echo("\n".join(one.line for one in found))
    if not all(one.holds for one in found if one.needed):
        sys.exit(WRONG)


def _database(session: Session) -> Iterator[Finding]:
    kind = session.get_bind().dialect.name
    yield Finding("database answers", session.scalar(select(literal(1))) == 1, kind)
    with db.engine.connect() as connection:
        yield Finding("log guarded by its triggers", not triggers.missing(connection))
        yield _notes(connection)
    yield Finding("log unbroken", not broken_links(session))


def _notes(connection: Connection) -> Finding:
    name = "notes closed by the database itself"
    if connection.dialect.name == "sqlite":
        said = "SQLite has no roles; sight and a key of their own keep them"
        return Finding(name, holds=False, detail=said, needed=False)
    return Finding(name, not database_rights.wrong(connection))


def _keys(app: Flask) -> Iterator[Finding]:
    # The application does not start without a key that fits: here it lies where it should, or not.
    settings = app.extensions["dmi_settings"]
    outside = not settings.key_file.is_relative_to(settings.instance)
    yield Finding("root key outside the data", settings.is_demo or outside)
    private = not settings.key_file.stat().st_mode & 0o077
    yield Finding("root key read by its owner alone", private)


def _papers(app: Flask) -> Iterator[Finding]:
    try:
        print_batch([_probe(_today(app))])
        yield Finding("papers are printed in our fonts", holds=True)
    except PressFailed as failed:
        yield Finding("papers are printed in our fonts", holds=False, detail=str(failed))
    detail = "" if isolated() else "the system refuses unshare; the press refuses sockets itself"
    yield Finding("papers are printed without network", isolated(), detail, needed=False)


def _calendar(app: Flask, session: Session) -> Iterator[Finding]:
    today = _today(app)
    profile = load(app.extensions["dmi_settings"].profile)
    for year in (today.year, today.year + YEARS_AHEAD):
        try:
            profile.holidays_of(year, "")
            yield Finding(f"holidays of {year}", holds=True)
        except YearNotCovered as unknown:
            now = year == today.year
            yield Finding(f"holidays of {year}", holds=False, detail=str(unknown), needed=now)
    last = session.scalar(select(func.max(JobRun.heartbeat_at)))
    late = last is None or app.extensions["dmi_now"]() - last > TOO_LONG
    said = "it never ran" if last is None else f"last looked at {last.isoformat()}"
    yield Finding("scheduler looks at the calendar", not late, said, needed=False)


def _today(app: Flask) -> date:
    return to_local(app.extensions["dmi_now"](), app.extensions["dmi_zone"]).date()


def _probe(today: date) -> Paper:
    """Return the smallest letter that has letters of both fonts: words, and a foot."""
    lines = [FilledBlock(f"P10.{n:02}", BlockKind.P, ("áéí", "óúñ")) for n in (1, 2)]
    return Paper(PaperId.P10, "es", tuple(lines), today, folio="F-0")
