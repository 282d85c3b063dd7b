"""The register of the invented comuna: sectors, schools, points, complaints, procedures.

Every line and every figure is invented and follows from its number, so that two seedings agree.
"""

import json
import math
from datetime import datetime, timedelta
from decimal import Decimal

from dmi.demo.staff import CODE
from dmi.demo.staff import Stage as Play
from dmi.kernel.identifiers import mod11
from dmi.territory.acts import complaint, place, point, procedure
from dmi.territory.models.point import SalePoint
from dmi.territory.words import (
    CheckOutcome,
    ComplaintSource,
    IncidentKind,
    PointStatus,
    ProcedureOrigin,
    SectorKind,
    Substance,
    Unit,
)

WEST, NORTH = -70.575, -33.396
SECTORS = ("Colón Oriente", "Los Dominicos", "Plaza Norte", "Borde del Canal", "Feria Sur")
SCHOOLS = (
    "Escuela El Canelo",
    "Liceo Los Aromos",
    "Colegio La Vertiente",
    "Escuela Quillayes",
    "Jardín Las Lilas",
    "Liceo Peumo Alto",
    "Colegio Río Manso",
    "Escuela Dos Cerros",
)
OUTLINES = (
    ((0, 0), (10, 2), (13, -3), (12, -10), (5, -12), (-1, -8)),
    ((10, 2), (22, 3), (26, -4), (24, -11), (12, -10), (13, -3)),
    ((22, 3), (33, 1), (38, -6), (35, -12), (24, -11), (26, -4)),
    ((-1, -8), (5, -12), (12, -10), (13, -18), (8, -23), (-2, -20)),
    ((12, -10), (24, -11), (35, -12), (31, -20), (20, -24), (13, -18)),
)
"""Corners of the sectors, in thousandths of a degree from the corner of the map."""

MIDDLES = ((6, -5), (17, -4), (29, -5), (5, -16), (21, -17))
MARKS = ("Esquina del paradero", "Pasaje interior", "Costado de la multicancha", "Frente al kiosco")
TOLD = (
    "Se acercan autos que se quedan un minuto y se van, casi siempre después de las nueve.",
    "Venden en la esquina cuando salen los niños del colegio.",
    "Hay gritos y gente esperando en el pasaje los viernes en la noche.",
    "Consumen en la plaza y dejan envoltorios cerca de los juegos.",
)
SOURCES = (
    ComplaintSource.SAFE_LINE,
    ComplaintSource.PDI_134,
    ComplaintSource.MUNICIPAL,
    ComplaintSource.RESIDENT,
    ComplaintSource.PATROL,
    ComplaintSource.DESK,
    ComplaintSource.SAFE_LINE_OLD,
)
KINDS = (IncidentKind.SALE, IncidentKind.SALE, IncidentKind.USE, IncidentKind.NUISANCE)
DRUGS = (Substance.COCA_BASE, Substance.CANNABIS, Substance.COCAINE)
POLICE = (4, 3)
"""Sector and step at which the police station lies."""
POINTS, COMPLAINTS, PROCEDURES = 14, 72, 15
DAYS = 720
UNIT = "Brigada Microtráfico Cero"


def write(play: Play, now: datetime) -> None:
    """Write two years of the register, up to a few days ago."""
    began = play.at
    _draw(play)
    found = [_found(play, number) for number in range(POINTS)]
    for number in range(COMPLAINTS):
        _complain(play, now - timedelta(days=2 + number * DAYS // COMPLAINTS), number)
    for number in range(PROCEDURES):
        _proceed(play, found[number % POINTS], number)
    _carry_on(play, found, now)
    play.at = began


def _draw(play: Play) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"nombre": name},
            "geometry": {"type": "Polygon", "coordinates": [_outline(number)]},
        }
        for number, name in enumerate(SECTORS)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    place.load_areas(play.acting("ter1"), None, text=text, kind=SectorKind.NEIGHBOURHOOD)
    lines = ["RBD;NOM_RBD;COD_COM_RBD;LATITUD;LONGITUD"]
    for number, name in enumerate(SCHOOLS):
        lon, lat = around(number, 40 + number)
        told = (str(9001 + number), name, CODE, f"{lat:.6f}", f"{lon:.6f}")
        lines.append(";".join(told).replace(".", ","))
    place.load_schools(play.acting("ter1"), None, text="\n".join(lines))
    place.exclude_place(
        play.acting("ana1"),
        None,
        label="Comisaría del sector",
        reason="Lo que se decomisa en otra parte se registra aquí.",
        coordinates=_place(*POLICE),
        radius_m=Decimal(100),
    )


def _outline(number: int) -> list[list[float]]:
    outline = OUTLINES[number]
    return [list(from_corner(east, north)) for east, north in (*outline, outline[0])]


def from_corner(east: float, north: float) -> tuple[float, float]:
    """Return the place so many thousandths of a degree from the corner of the map."""
    return round(WEST + east / 1000, 6), round(NORTH + north / 1000, 6)


def around(number: int, step: int) -> tuple[float, float]:
    """Return a place in the sector of that number; each step lies elsewhere around its middle."""
    east, north = MIDDLES[number % len(MIDDLES)]
    turn, far = 2.4 * step, 0.7 + 2.6 * (step * 7 % 10) / 10
    return from_corner(east + far * math.cos(turn), north + far * math.sin(turn))


def _place(number: int, step: int) -> tuple[Decimal, Decimal]:
    lon, lat = around(number, step)
    return round(Decimal(lon), 6), round(Decimal(lat), 6)


def _found(play: Play, number: int) -> SalePoint:
    return point.record_point(
        play.acting("ter1" if number % 3 else "ana1"),
        None,
        detected_on=play.today - timedelta(days=20 + 37 * number),
        source=SOURCES[(number + 2) % 5],
        address_hint=MARKS[number % len(MARKS)],
        coordinates=_place(number, number),
        drugs_seen=list(dict.fromkeys((DRUGS[number % 3], DRUGS[number % 2]))),
    )


def _complain(play: Play, at: datetime, number: int) -> None:
    """Write one complaint, and what was found for two of every three that are not new."""
    source = SOURCES[number % len(SOURCES)]
    known = source is ComplaintSource.RESIDENT
    began, play.at = play.at, max(play.at, at + timedelta(hours=1))
    row = complaint.receive_complaint(
        play.acting("ter1" if number % 2 else "pol1"),
        None,
        source=source,
        received_at=at,
        kind=KINDS[number % len(KINDS)],
        text=TOLD[number % len(TOLD)],
        is_anonymous=not known,
        complainant_contact="Vecina de la junta, prefiere un llamado en la tarde"
        if known
        else None,
        reference=f"{source.value[:3]}-{1000 + number}",
        coordinates=_place(number * 3 % 7, number),
    )
    if number > COMPLAINTS // 12 and number % 3:
        outcome = CheckOutcome.CONFIRMED if number % 4 else CheckOutcome.NOT_CONFIRMED
        reason = "Se recorrió el lugar dos tardes con la patrulla municipal."
        complaint.check_complaint(play.acting("ter1"), row, outcome=outcome, reason=reason)
    play.at = began


def _proceed(play: Play, at: SalePoint, number: int) -> None:
    body = f"26{700 + number:08}"
    row = procedure.record_procedure(
        play.acting("ter1"),
        None,
        procedure_no=f"PP-{310 + number}",
        unit=UNIT,
        on=play.today - timedelta(days=9 + 31 * number),
        origin=list(ProcedureOrigin)[number % len(ProcedureOrigin)],
        people_detained=number % 4,
        point=at.code,
        ruc=f"{body}-{mod11(body)}" if number % 2 else None,
        closed_on=play.today - timedelta(days=5 + 30 * number) if number % 3 else None,
    )
    for place_in_line, drug in enumerate(DRUGS[: 1 + number % 3]):
        procedure.record_seizure(
            play.acting("ter1"),
            row,
            substance=drug,
            amount=Decimal(35 + 17 * number) / 4 + place_in_line,
            unit=Unit.G,
            is_pure=(None, False, True)[number % 3],
        )


def _carry_on(play: Play, found: list[SalePoint], now: datetime) -> None:
    """Let the points stand as they do today: some looked into, some reduced, one come back."""
    for number, one in enumerate(found[:10]):
        play.at = now - timedelta(days=150 - 6 * number)
        _change(play, one, PointStatus.UNDER_INVESTIGATION)
        if number % 3:
            play.move(days=20)
            _change(play, one, PointStatus.REDUCED, "La esquina quedó iluminada y con patrullaje.")
        if number == 1:
            play.move(days=40)
            _change(play, one, PointStatus.REACTIVATED, "Dos llamados nuevos en una semana.")


def _change(play: Play, one: SalePoint, to: PointStatus, reason: str | None = None) -> None:
    point.change_point(play.acting("ter1"), one, to_status=to, on=play.today, reason=reason)
