"""``dmi``: everything that is done to an installation from outside its pages."""

import click

from dmi.cli import bench, database, doctor, outcomes, people, serving, shows, territory, trail


@click.group()
def cli() -> None:
    """Run a Drug Market Intervention: set up, serve and check one installation."""


for command in (
    database.group,
    people.init,
    people.group,
    serving.run,
    serving.scheduler,
    serving.jobs,
    serving.demo,
    doctor.doctor,
    trail.group,
    territory.group,
    shows.pathway,
    shows.permissions,
    outcomes.group,
    bench.bench,
):
    cli.add_command(command)
