"""The policy tables on paper."""

import click

from dmi.policy import show


@click.command("pathway")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", show_default=True)
def pathway(lang: str) -> None:
    """Print every state, step, signature and condition."""
    try:
        click.echo(show.pathway_text(lang), nl=False)
    except FileNotFoundError as missing:
        raise click.ClickException("Compile the catalogues first.") from missing


@click.command("permissions")
def permissions() -> None:
    """Print who may see and write what, and under which conditions."""
    click.echo(show.permissions_text(), nl=False)
