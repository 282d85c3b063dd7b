"""How long the heavy work takes here, and how much memory it holds."""

import json
import sys
from pathlib import Path

import click

from dmi.cli import choices as typed
from dmi.cli.installation import fail, plainly
from dmi.cli.territory import is_watched


@click.command("bench")
@click.option(
    "--incidents",
    callback=typed.sizes,
    default="10000,100000,1000000",
    show_default=True,
    metavar="N,...",
    help="Sizes of the files that are ranked, 1000 at least.",
)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=20240611, show_default=True)
@click.option(
    "--json",
    "as_json",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="Write the figures there as JSON; - prints them.",
)
def bench(incidents: tuple[int, ...], rounds: int, seed: int, as_json: Path | None) -> None:
    """Measure on this machine; believe the ratios of one run, not the seconds.

    Each size is read and ranked in a process of its own, from a file about an invented city. What
    comes out is judged before it is timed. It ends with 1 if it was wrong.
    """
    from dmi.bench.ranking import Wrong, costs
    from dmi.bench.report import figures, table

    try:
        with (
            plainly(),
            click.progressbar(
                costs(incidents, rounds=rounds, seed=seed),
                length=len(incidents),
                label="ranking",
                file=sys.stderr,
                hidden=not is_watched(),
            ) as each,
        ):
            found = list(each)
            if as_json is not None:
                text = json.dumps(figures(found, seed=seed, rounds=rounds))
                with click.open_file(str(as_json), "w", encoding="utf-8") as file:
                    file.write(text + "\n")
    except Wrong as wrong:
        fail(f"Nothing was measured: {wrong}")
    if as_json is None or str(as_json) != "-":
        click.echo(table(found, seed=seed, rounds=rounds))
