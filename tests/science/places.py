"""Where the data of these tests lie, and small incident files made of words."""

import gzip
import io
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings

from dmi.science.geometry import Area
from dmi.science.incidents import Reading, read_incidents
from dmi.science.places import read_areas
from tests.house.sources import ROOT

DATA = ROOT / "tests" / "data"
SAN_FRANCISCO = DATA / "sf_incidents_2012h2.csv.gz"
TODAY = date(2026, 11, 23)
unhurried = settings(deadline=None)
"""A busy machine is slow, not wrong."""
HEADING = "id,fecha,tipo,lat,lon,fuente"
ROW = "1,2026-10-01,venta,-33.41,-70.57,denuncia"


def comunas() -> tuple[Area, ...]:
    """Return the comunas of the Metropolitan Region."""
    with (DATA / "comunas_rm.geojson.gz").open("rb") as stream:
        return read_areas(stream)


def reading(text: str, *, encoding: str = "utf-8", **options: Any) -> Reading:
    """Read an incident file made of these lines."""
    stream = io.BytesIO(text.encode(encoding))
    return read_incidents(stream, **{"today": TODAY, **options})


def san_francisco() -> Reading:
    """Read the incidents of San Francisco."""
    with SAN_FRANCISCO.open("rb") as stream:
        return read_incidents(stream, today=TODAY)


def rows(*changes: str, heading: str = HEADING) -> str:
    """Return a file of good rows that differ by id, with some other lines after them."""
    good = [ROW.replace("1,", f"{number},", 1) for number in range(100, 140)]
    return "\n".join([heading, *good, *changes, ""])


def packed(text: str, path: Path) -> Path:
    """Write a file as gzip."""
    path.write_bytes(gzip.compress(text.encode()))
    return path
