"""Evaluation from files: units, series, survival and plain differences.

The libraries of science are heavy: each command imports what it needs when it is asked.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dmi.cli.installation import MISUSED, WRONG, fail, plainly

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
_MISUSE = {"E_COLUMN", "E_CELL", "E_PERIOD", "E_UNKNOWN", "E_SPEC"}
_LIBRARIES = {"numpy", "scipy", "statsmodels", "pandas"}


@click.group("outcomes")
def group() -> None:
    """Say what changed, beside what changed elsewhere, from a file."""
    # One thread is faster on problems of this size, and gives the same last digit everywhere.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@contextmanager
def _soundly() -> Iterator[None]:
    """End the command with one sentence when the figures cannot be evaluated."""
    try:
        from dmi.science.findings import Unfit
    except ModuleNotFoundError as missing:
        _refuse_missing(missing)
        raise
    try:
        with plainly():
            yield
    except Unfit as unfit:
        click.echo(str(unfit), err=True)
        sys.exit(MISUSED if unfit.fault in _MISUSE else WRONG)
    except ModuleNotFoundError as missing:
        _refuse_missing(missing)
        raise


def _refuse_missing(missing: ModuleNotFoundError) -> None:
    if missing.name in _LIBRARIES:
        fail(f"{missing.name} is not installed here: install dmi with its extra science.")


@group.command("units")
@click.argument("table", type=_FILE)
@click.option("--spec", type=_FILE, required=True, help="What is compared, as JSON.")
@_JSON
def units(table: Path, spec: Path, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Weigh many small units until they equal the treated ones, and compare afterwards.

    TABLE holds a row for each unit and period. The spec names its columns (id, time, treated,
    outcomes, covariates, match_out) and the periods (start_pre, end_pre, end_post), and may set
    test, confidence, permutations, seed and placebo_in_time. match_out is a list of outcomes, or
    for each the spans whose sums are matched, the most recent first.
    """
    with _soundly():
        from dmi.cli import outcome_prints, outcome_units

        found = outcome_units.evaluated(table, outcome_units.read_spec(spec))
        click.echo(outcome_prints.as_text(found, as_json=as_json, table=outcome_prints.units))


@group.command("series")
@click.argument("counts", type=_FILE)
@click.option("--area", required=True, help="Code or name of the treated area.")
@click.option("--offence", default="", help="As the file says it; needed if it holds several.")
@click.option("--start", required=True, metavar="YYYY-MM", help="First month of the programme.")
@click.option("--from", "first", metavar="YYYY-MM", help="First month that is looked at.")
@click.option("--to", "last", metavar="YYYY-MM", help="Last month that is looked at.")
@click.option(
    "--controls",
    default="all",
    show_default=True,
    help="Areas to compare with, separated by commas; all others; or none, for a description.",
)
@click.option("--population", type=_FILE, help="People by area and year, for rates.")
@click.option(
    "--shock", "shocks", multiple=True, metavar="YYYY-MM", help="A month that struck everybody."
)
@_JSON
def series(
    counts: Path,
    *,
    area: str,
    offence: str,
    start: str,
    first: str | None,
    last: str | None,
    controls: str,
    population: Path | None,
    shocks: tuple[str, ...],
    as_json: bool,
) -> None:
    """Evaluate one area's monthly counts by every estimator, side by side.

    COUNTS holds a row for each area, month and offence, such as cut_comuna, comuna, mes, delito
    and n. Without comparison the ratio of before and after is a description, never an effect.
    """
    with _soundly():
        from dmi.cli import outcome_prints, outcome_series

        asked = outcome_series.Asked(
            counts, area, offence, start, first, last, controls, population, shocks
        )
        found = outcome_series.evaluated(asked)
        click.echo(outcome_prints.as_text(found, as_json=as_json, table=outcome_prints.series))


@group.command("survival")
@click.argument("people", type=_FILE)
@click.option(
    "--at", "moments", multiple=True, type=float, help="When to read the curve; else its quarters."
)
@_JSON
def survival(people: Path, moments: tuple[float, ...], as_json: bool) -> None:  # noqa: FBT001
    """Say how long people stayed without a new event, group beside group.

    PEOPLE holds a row for each person under a pseudonym: start, event and end of follow-up as
    dates, or a time with 0 or 1 for the event; a group; and covariates as numbers.
    """
    with _soundly():
        from dmi.cli import outcome_prints
        from dmi.science.columns import read_table
        from dmi.science.followed import evaluated

        found = evaluated(read_table(people), moments)
        click.echo(outcome_prints.as_text(found, as_json=as_json, table=outcome_prints.survival))


@group.command("wdd")
@click.argument("counts", type=click.IntRange(min=0), nargs=-1, required=True)
@_JSON
def wdd(counts: tuple[int, ...], as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Compare changes from plain counts, each pair before and after.

    Four counts: the area, its control. Six: the area, its control, the area's surroundings
    (displacement). Eight: the same and the surroundings of the control.
    """
    with _soundly():
        from dmi.cli import outcome_prints, outcome_wdd

        found = outcome_wdd.evaluated(counts)
        click.echo(outcome_prints.as_text(found, as_json=as_json, table=outcome_prints.wdd))
