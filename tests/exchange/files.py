"""Files as offices send them, and the ways in that tests share."""

import io
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dmi.exchange.acts import importing, reading  # noqa: F401 - the reading is registered
from dmi.exchange.models import ImportBatch
from dmi.exchange.queries import work_of
from dmi.exchange.words import ImportKind
from dmi.owed.runners import run_here
from tests.people import Town

HEAD = "id,fecha,tipo,lat,lon,fuente,sector"
GOOD = "C-1,2026-10-05 21:15,venta,-33.4086,-70.5663,municipal,"
PROCEDURES = "numero;fecha;unidad;origen;detenidos;ruc;sustancia;cantidad;medida;pura"


def rows(count: int, begin: int = 0) -> str:
    """Return so many good rows of complaints, each with its own number."""
    return "\n".join(
        f"C-{number:06},2026-10-0{number % 9 + 1},SALE,-33.4{number % 1000:03},-70.56,PATROL,"
        for number in range(begin, begin + count)
    )


def a_file(*lines: str, head: str = HEAD) -> bytes:
    """Return a file of these lines under its heading."""
    return "\n".join((head, *lines, "")).encode()


def sent(
    town: Town, content: bytes, kind: ImportKind = ImportKind.INCIDENTS, by: str = "pol1"
) -> ImportBatch:
    """Send a file by the act."""
    return importing.upload_file(
        town.acting(by), None, kind=kind, name="denuncias.csv", content=content
    )


def read(town: Town, row: ImportBatch) -> ImportBatch:
    """Let the clockwork read the file."""
    acting = town.acting("sys1")
    work = work_of(acting, row)
    assert work is not None
    run_here(acting, work)
    return row


def checked(
    town: Town, content: bytes, kind: ImportKind = ImportKind.INCIDENTS, by: str = "pol1"
) -> ImportBatch:
    """Send a file, read it, and look at what it would write."""
    row = read(town, sent(town, content, kind, by))
    if row.status == "CHECKED":
        importing.see_preview(town.acting(by), row)
    return row


def applied(
    town: Town, content: bytes, kind: ImportKind = ImportKind.INCIDENTS, by: str = "pol1"
) -> ImportBatch:
    """Bring a file in."""
    row = checked(town, content, kind, by)
    importing.apply_import(town.acting(by), row)
    return row


def posted(
    client: FlaskClient, content: bytes, kind: str = "INCIDENTS", name: str = "denuncias.csv"
) -> TestResponse:
    """Send a file by its page."""
    data: dict[str, Any] = {"kind": kind, "file": (io.BytesIO(content), name)}
    return client.post("/imports/upload-file", data=data)
