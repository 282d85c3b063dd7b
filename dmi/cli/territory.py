"""Where incidents gather: one file ranked, without an installation."""

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from dmi.cli import choices as typed
from dmi.cli.installation import MISUSED, WRONG
from dmi.cli.ranking_told import Telling
from dmi.kernel import clock
from dmi.kernel.wording import fold
from dmi.science.remarks import Unusable
from dmi.science.sources import SOURCE_WEIGHTS

if TYPE_CHECKING:
    from dmi.science.geometry import Area
    from dmi.science.incidents import Incidents, Reading
    from dmi.science.study import Choices

Read = TypeVar("Read")
HALF_LIFE_DAYS = 180.0
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_METRES = click.FloatRange(min=1)


@click.group("territory")
def group() -> None:
    """Look at where incidents gather."""


@group.command("rank")
@click.argument("incidents", type=_FILE)
@click.option("--polygons", type=_FILE, help="Areas in GeoJSON; a place outside is rejected.")
@click.option("--schools", type=_FILE, help="RBD, LATITUD, LONGITUD: cells near one say so.")
@click.option("--excluded", type=_FILE, help="Addresses or circles where nothing is counted.")
@click.option(
    "--types", callback=typed.words, metavar="A,B", help="Types that rank; all by default."
)
@click.option("--cell", type=_METRES, default=100, show_default=True, help="Side in metres.")
@click.option("--bandwidth", type=_METRES, default=200, show_default=True, help="Of the density.")
@click.option(
    "--centre",
    callback=typed.point,
    metavar="LON,LAT",
    help="Middle of the plane for degrees; the incidents' by default.",
)
@click.option(
    "--weights",
    callback=typed.weights,
    metavar="SOURCE=W,...",
    help="What reports count where not as usual.",
)
@click.option("--unweighted", is_flag=True, help="Every incident counts one.")
@click.option(
    "--half-life",
    callback=typed.half_life,
    metavar="DAYS|none",
    help="180 by default; none if unweighted.",
)
@click.option(
    "--train-until",
    callback=typed.day,
    metavar="DATE",
    help="Earlier incidents rank, the others judge.",
)
@click.option("--top", callback=typed.shares, default="0.01,0.02,0.05", show_default=True)
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
def rank(incidents: Path, **asked: Any) -> None:
    """Rank the cells of a place by the incidents of one file, and test the ranking.

    INCIDENTS is CSV, plain or gzip, with id, fecha, tipo and lat, lon or x_m, y_m; fuente, sector,
    direccion and verificado are read too. It ends with 1 if nothing can be ranked.
    """
    if asked["unweighted"] and asked["weights"]:
        raise click.UsageError("Choose either --weights or --unweighted.")
    from dmi.science.places import read_areas, read_excluded, read_schools
    from dmi.science.study import study

    told = Telling(asked["lang"], as_json=asked["as_json"])
    reading = None
    try:
        with told.naming("--polygons"):
            areas = _read(asked["polygons"], read_areas) or ()
        with told.naming("--schools"):
            schools = _read(asked["schools"], read_schools)
        with told.naming("--excluded"):
            excluded = _read(asked["excluded"], read_excluded)
        reading = _incidents(incidents, asked["weights"], areas)
        if reading.is_stopped:
            told.stopped(reading)
            sys.exit(WRONG)
        choices = _choices(reading.incidents, asked)
        found = study(reading.incidents, choices, schools=schools, excluded=excluded, areas=areas)
    except Unusable as cause:
        told.unusable(cause.remark, reading)
        sys.exit(WRONG)
    told.left_out(
        [*(schools.rejected if schools else ()), *(excluded.rejected if excluded else ())]
    )
    told.ranked(reading, found, choices)
    if not found.is_ranked:
        sys.exit(WRONG)


def _read(path: Path | None, reader: Callable[[IO[bytes]], Read]) -> Read | None:
    """Return what a file beside the incidents says, if one is given."""
    if path is None:
        return None
    with path.open("rb") as stream:
        return reader(stream)


def _incidents(path: Path, weights: dict[str, float], areas: "tuple[Area, ...]") -> "Reading":
    """Read the incidents; a source that has a weight is known."""
    from dmi.science.geometry import box_of
    from dmi.science.incidents import read_incidents

    known = {**SOURCE_WEIGHTS, **weights}
    with path.open("rb") as stream, _bar(path, stream) as progress:
        return read_incidents(
            stream,
            today=clock.now().date(),
            sources=known,
            box=box_of(areas) if areas else None,
            progress=progress,
        )


def _choices(incidents: "Incidents", asked: dict[str, Any]) -> "Choices":
    """Return what was chosen; without sources or weights age does not matter unless asked for."""
    from dmi.science.incident_rows import EPOCH
    from dmi.science.study import Choices

    weighted = incidents.has_sources and not asked["unweighted"]
    _refuse_unheard(incidents, asked["weights"])
    half_life = asked["half_life"] or (HALF_LIFE_DAYS if weighted else math.inf)
    until = asked["train_until"]
    return Choices(
        kinds=_kinds(incidents, asked["types"]),
        cell_m=asked["cell"],
        bandwidth_m=asked["bandwidth"],
        centre=asked["centre"],
        weights={**SOURCE_WEIGHTS, **asked["weights"]} if weighted else None,
        half_life_days=None if half_life == math.inf else half_life,
        train_until=until.toordinal() - EPOCH if until else None,
        shares=asked["top"],
    )


def _refuse_unheard(incidents: "Incidents", weights: dict[str, float]) -> None:
    """End when a weight was given to a source that neither the file nor the programme knows."""
    heard = {incidents.sources[one] for one in set(incidents.source.tolist())}
    if strange := weights.keys() - heard - SOURCE_WEIGHTS.keys():
        names = ", ".join(sorted(heard - {""})) or "none"
        click.echo(
            f"No incident is of source {', '.join(sorted(strange))}. Sources of the file: {names}.",
            err=True,
        )
        sys.exit(MISUSED)


def _kinds(incidents: "Incidents", wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types as the file writes them, or end with those that it has."""
    folded = {fold(word) for word in wanted}
    found = tuple(name for name in incidents.kinds if fold(name) in folded)
    if missing := folded - {fold(name) for name in found}:
        click.echo(
            f"No incident is of type {', '.join(sorted(missing))}. Types of the file:", err=True
        )
        click.echo("\n".join(f"  {name}" for name in sorted(incidents.kinds)), err=True)
        sys.exit(MISUSED)
    return found


@contextmanager
def _bar(path: Path, stream: IO[bytes]) -> Iterator[Callable[[], None]]:
    """Show on a terminal how much of a file was read."""
    if not is_watched():
        yield lambda: None
        return
    with click.progressbar(length=path.stat().st_size, label=path.name, file=sys.stderr) as bar:
        yield lambda: bar.update(stream.tell() - bar.pos)


def is_watched() -> bool:
    """Say whether somebody looks on at a terminal."""
    return sys.stderr.isatty()
