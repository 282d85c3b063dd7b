"""Invented incidents of two years around the demo's sectors, ranked as an analyst would."""

import csv
import io
import json
from datetime import date, timedelta
from random import Random

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
SECTORS = {
    "Colón Oriente": (-70.5560, -33.4210, -70.5420, -33.4110),
    "Plaza Norte": (-70.5750, -33.4080, -70.5600, -33.3980),
    "Borde del Canal": (-70.5400, -33.4020, -70.5260, -33.3920),
    "Feria Sur": (-70.5720, -33.4270, -70.5590, -33.4180),
}
GATHERINGS = (
    (0.22, -70.5490, -33.4160, 60, ("denuncia", "flagrancia", "municipal", "compra_controlada")),
    (0.15, -70.5680, -33.4030, 80, ("denuncia", "municipal", "flagrancia")),
    (0.12, -70.5330, -33.3970, 70, ("denuncia", "compra_controlada")),
    (0.08, -70.5650, -33.4225, 60, ("denuncia", "municipal", "anonima")),
    (0.06, -70.5465, -33.4130, 25, ("anonima",)),
)
"""Share of the incidents, longitude, latitude, spread in metres, and who reports them."""
SCHOOLS = (
    ("Escuela Los Quillayes", -70.5478, -33.4148),
    ("Liceo Plaza Norte", -70.5665, -33.4041),
    ("Escuela del Canal", -70.5312, -33.3958),
    ("Colegio Feria Sur", -70.5690, -33.4235),
)
STATION = (-70.5585, -33.4140)
KINDS = ("venta", "venta", "venta", "consumo", "riña")


def rank(play: Play) -> HotSpotRun:
    """Rank the incidents: asked for by the analyst, done by the job."""
    run = ask_ranking(
        play.acting("ana1"),
        None,
        files={
            "incidents": _incidents(play.today),
            "schools": _table(("rbd", "nombre", "lon", "lat"), _numbered(SCHOOLS)),
            "excluded": _table(("lon", "lat", "radio_m", "motivo"), [(*STATION, 60, "comisaría")]),
            "areas": _sectors(),
        },
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
    rows.append((INCIDENTS + 1, "ayer", "venta", "-33.4160", "-70.5490", "denuncia"))
    rows.append((INCIDENTS + 2, today.isoformat(), "venta", "0", "0", "denuncia"))
    return _table(("id", "fecha", "tipo", "lat", "lon", "fuente"), rows)


def _somewhere(chance: Random) -> tuple[float, float, str]:
    """Return a place and who reports it: in a gathering, at the station, or anywhere."""
    drawn = chance.random()
    for share, lon, lat, spread, sources in GATHERINGS:
        if drawn < share:
            x, y = (
                chance.gauss(0, spread) / METRES_OF_A_DEGREE[0],
                chance.gauss(0, spread) / METRES_OF_A_DEGREE[1],
            )
            return lon + x, lat + y, chance.choice(sources)
        drawn -= share
    if drawn < 0.03:  # noqa: PLR2004 - a few are written down where they were brought to
        return (*STATION, "flagrancia")
    west, south, east, north = SECTORS[chance.choice(list(SECTORS))]
    inside = chance.uniform(west, east), chance.uniform(south, north)
    return (*inside, chance.choice(list(SOURCE_WEIGHTS)))


def _sectors() -> bytes:
    features = []
    for name, (west, south, east, north) in SECTORS.items():
        bend = (east - west) / 5
        ring = [
            *([west, south], [east - bend, south], [east, south + bend], [east, north]),
            *([west + bend, north], [west, north - bend], [west, south]),
        ]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties = {"sector": name}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _numbered(places: tuple[tuple[str, float, float], ...]) -> list[tuple[object, ...]]:
    return [(900 + number, *place) for number, place in enumerate(places)]


def _table(heading: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue().encode()
