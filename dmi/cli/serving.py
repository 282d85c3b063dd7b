"""Serving pages, and the clockwork that takes the dated steps."""

import socket
from datetime import datetime

import click
import waitress
from flask import Flask

from dmi.cli.database import bring_to
from dmi.cli.installation import application, fail, plainly, settings
from dmi.kernel import clock

ADDRESS = "127.0.0.1"
PORTS_TRIED = 100


@click.command("run")
def run() -> None:
    """Serve the pages on this machine alone; the demo keeps its clockwork beside them."""
    _serve(application(), "http://{place}")


@click.command("scheduler")
def scheduler() -> None:
    """Take the dated steps until told to stop; one such process an installation."""
    from dmi.jobs import schedule

    schedule.run_forever(application())


@click.group("jobs")
def jobs() -> None:
    """Run single jobs of the clockwork."""


@jobs.command("run")
@click.argument("name")
@click.option("--at", "moment", help="The instant to stand at, ISO 8601 with its offset.")
def run_one(name: str, moment: str | None) -> None:
    """Run the job NAME once and say how many steps it took."""
    from dmi.jobs import schedule

    at = _instant(moment) if moment else clock.now()
    app = application()
    if name not in schedule.job_names():
        fail(f"There is no job {name}.")
    with plainly():
        done = schedule.run_job(app, name, at)
    click.echo(f"{name}: {done}")


@click.group("demo")
def demo() -> None:
    """Fill a demo installation with invented people."""


@demo.command("seed")
def seed_demo() -> None:
    """Bring the database up and seed the demo once; a second time finds it done."""
    from dmi.demo.seed import seed

    _only_in_a_demo()
    bring_to("head")
    seed(application())


@demo.command("serve")
def serve_demo() -> None:
    """Serve the demo and say how to sign in."""
    _only_in_a_demo()
    opening = "\nOpen http://{place} and choose a role: one click signs you in."
    _serve(application(), f"{opening}\nEverybody in it is invented. End with Ctrl+C.")


def _only_in_a_demo() -> None:
    if not settings().is_demo:
        fail("Invented people belong into a demo: set DMI_MODE=demo.")


def _serve(app: Flask, said: str) -> None:
    """Serve until told to stop, and say first where."""
    from dmi.jobs import schedule

    chosen = app.extensions["dmi_settings"]
    port = free_port(chosen.port)
    if chosen.is_demo:
        schedule.start_in_background(app)
    click.echo(said.format(place=f"{ADDRESS}:{port}"))
    waitress.serve(app, host=ADDRESS, port=port, threads=8, ident=None)


def free_port(first: int) -> int:
    """Return the first port from ``first`` on that nobody listens on."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    message = f"No free port from {first} on."
    raise click.ClickException(message)


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise click.BadParameter("is no instant such as 2026-11-23T14:00:00+00:00") from wrong
    if at.tzinfo is None:
        raise click.BadParameter("needs its offset, such as +00:00")
    return at
