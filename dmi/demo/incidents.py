"""Invented incidents of two years around the demo's sectors, ranked as an analyst would."""

import csv
import io
from datetime import date, timedelta
from random import Random

from dmi.demo.register import POLICE, around, from_corner
from dmi.demo.staff import Stage as Play
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import run_here
from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.acts.hotspots import ask_ranking
from dmi.territory.models.hotspots import HotSpotRun

SEED = 20261123
INCIDENTS = 400
DAYS = 730
LEAST = 5
METRES_OF_A_DEGREE = (92_900, 111_200)
COLON, NORTH, CANAL, FAIR = (6.2, -5.1), (30.0, -4.4), (5.4, -15.6), (20.6, -16.8)
BUS_STOP = (17.5, -4.5)
"""Where they gather, in thousandths of a degree from the corner of the register's map."""
GATHERINGS = (
    (0.22, COLON, 60, ("denuncia", "flagrancia", "municipal", "compra_controlada")),
    (0.15, NORTH, 80, ("denuncia", "municipal", "flagrancia")),
    (0.12, CANAL, 70, ("denuncia", "compra_controlada")),
    (0.08, FAIR, 60, ("denuncia", "municipal", "anonima")),
    (0.06, BUS_STOP, 25, ("anonima",)),
)
"""Share of the incidents, where, spread in metres, and who reports them."""
EVERYWHERE = (-1, -23, 37, 2)
STATION = 0.03
KINDS = ("venta", "venta", "venta", "consumo", "riña")


def rank(play: Play) -> HotSpotRun:
    """Rank the incidents: asked for by the analyst, done by the job."""
    run = ask_ranking(
        play.acting("ana1"),
        None,
        files={"incidents": _incidents(play.today)},
        months=24,
        parameters={
            "kinds": [],
            "cell_m": 100,
            "bandwidth_m": 200,
            "school_m": 300,
            "train_until": None,
            "shares": [0.01, 0.02, 0.05],
            "half_life_days": 180,
            "weights": SOURCE_WEIGHTS,
            "least": LEAST,
        },
    )
    play.move(minutes=1)
    work = play.session.get_one(BackgroundWork, run.work_id)
    run_here(play.acting("sys1"), work)
    return run


def _incidents(today: date) -> bytes:
    """Return the file: gatherings, noise around them, a few repetitions and two bad rows."""
    # Invented and the same every time: no secret hangs on it.
    chance = Random(SEED)  # noqa: S311
    rows: list[tuple[object, ...]] = []
    for number in range(1, INCIDENTS + 1):
        lon, lat, source = _somewhere(chance)
        on = today - timedelta(days=int(DAYS * chance.random() ** 1.3) + 1)
        place = f"{lat:.6f}", f"{lon:.6f}"
        rows.append((number, on.isoformat(), chance.choice(KINDS), *place, source))
    rows += rows[:12]
    rows.append((INCIDENTS + 1, "ayer", "venta", "-33.4010", "-70.5690", "denuncia"))
    rows.append((INCIDENTS + 2, today.isoformat(), "venta", "0", "0", "denuncia"))
    return _table(("id", "fecha", "tipo", "lat", "lon", "fuente"), rows)


def _somewhere(chance: Random) -> tuple[float, float, str]:
    """Return a place and who reports it: in a gathering, at the station, or anywhere."""
    drawn = chance.random()
    for share, middle, spread, sources in GATHERINGS:
        if drawn < share:
            lon, lat = from_corner(*middle)
            x, y = (
                chance.gauss(0, spread) / METRES_OF_A_DEGREE[0],
                chance.gauss(0, spread) / METRES_OF_A_DEGREE[1],
            )
            return lon + x, lat + y, chance.choice(sources)
        drawn -= share
    if drawn < STATION:  # a few are written down where they were brought to
        return (*around(*POLICE), "flagrancia")
    west, south, east, north = EVERYWHERE
    place = from_corner(chance.uniform(west, east), chance.uniform(south, north))
    return (*place, chance.choice(list(SOURCE_WEIGHTS)))


def _table(heading: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue().encode()
