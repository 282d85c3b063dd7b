"""One file of complaints that came in and was applied, with the rows that it could not use."""

import random
from datetime import timedelta

from dmi.demo.staff import Stage as Play
from dmi.exchange.acts import importing, reading  # noqa: F401 - the reading is registered
from dmi.exchange.queries import work_of
from dmi.exchange.words import ImportKind
from dmi.owed.runners import run_here

ROWS = 40
HEADING = "id;fecha;tipo;lat;lon;fuente"
KINDS = ("venta", "venta", "venta", "consumo", "incivilidad")
SOURCES = ("municipal", "denuncia", "anonima", "anonima")
MIDDLE = (-33.4075, -70.5460)
SPREAD = 0.006
DAYS = 120


def write(play: Play) -> None:
    """Send a file of invented complaints, read it, look at it and apply it."""
    name = f"denuncias-{play.today:%Y-%m}.csv"
    row = importing.upload_file(
        play.acting("pol1"), None, kind=ImportKind.INCIDENTS, name=name, content=_file(play)
    )
    clockwork = play.acting("sys1")
    work = work_of(clockwork, row)
    if work is None:
        message = "nobody was asked to read the file"
        raise LookupError(message)
    run_here(clockwork, work)
    analyst = play.acting("pol1")
    importing.see_preview(analyst, row)
    importing.apply_import(analyst, row)


def _file(play: Play) -> bytes:
    """Return so many good rows, one repeated row, one from tomorrow and one of another kind."""
    chance = random.Random(4)  # noqa: S311 - invented places, the same every time
    lines = []
    for number in range(1, ROWS + 1):
        on = play.today - timedelta(days=chance.randrange(1, DAYS))
        lat, lon = (round(chance.gauss(middle, SPREAD), 4) for middle in MIDDLE)
        said = chance.choice(KINDS), f"{lat};{lon}".replace(".", ","), chance.choice(SOURCES)
        lines.append(f"OIRS-{number:04};{on};{';'.join(said)}")
    tomorrow = play.today + timedelta(days=1)
    lines.insert(12, lines[3])
    lines.insert(20, f"OIRS-0090;{tomorrow};venta;-33,4079;-70,5452;municipal")
    lines.insert(31, f"OIRS-0091;{play.today};robo;-33,4079;-70,5452;municipal")
    return "\n".join((HEADING, *lines, "")).encode()
