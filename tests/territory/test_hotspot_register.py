"""The register of a place is ranked itself, and lends what lies beside the incidents of a file."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.kernel.refusals import Faults
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.models.place import ExcludedPlace, School, Sector
from dmi.territory.models.point import SalePoint
from dmi.territory.models.procedure import Procedure
from dmi.territory.queries.hotspots import entries, rings_of
from dmi.territory.words import (
    ComplaintSource,
    IncidentKind,
    PointStatus,
    ProcedureOrigin,
    SectorKind,
    SeenAs,
)
from tests.builders import placed
from tests.people import Town
from tests.territory.ranking import CELL, SOUTH, SPREAD, WEST, asked, done, lines, ranked, table

ADDRESS = "Pasaje Inventado 123"
GOOD = lines()


def test_the_register_lends_its_schools_excluded_places_and_sectors(town: Town) -> None:
    placed(town, School(school_code="9", name="Liceo", lon=WEST, lat=SOUTH))
    gone = School(school_code="8", name="Otro", lon=WEST, lat=SOUTH)
    gone.withdrawn_at, gone.withdrawn_by_id = town.clock(), town.users["ana1"].id
    gone.withdrawn_reason = "Cerró."
    placed(town, gone)
    where = {"lon": WEST + 8 * CELL[1], "lat": SOUTH, "radius_m": 40}
    placed(town, ExcludedPlace(label="Comisaría", reason="Se registra ahí.", **where))
    ring = [[WEST - 0.01, SOUTH - 0.01], [WEST + 0.03, SOUTH - 0.01], [WEST, SOUTH + 0.02]]
    sector = Sector(name="Colón", kind=next(iter(SectorKind)), polygon=[[*ring, ring[0]]])
    placed(town, sector)
    run = ranked(town, table(GOOD))
    assert run.result["schools"] == run.result["excluded"] == run.result["sectors"] == 1
    assert [one["code"] for one in run.result["warnings"]].count("W_EXCLUDED") == 1
    assert run.result["used"] == len(GOOD) - SPREAD[4]
    assert run.result["cells"][0]["sector"] == "Colón"
    assert run.parameters["own_files"] == []


def test_an_excluded_address_leaves_the_ranking_of_a_file_without_any_circle(town: Town) -> None:
    heading, *rows = table(GOOD).decode().splitlines()
    bryant = [f"{row},{'850 BRYANT ST' if number < 20 else ''}" for number, row in enumerate(rows)]
    content = "\n".join((f"{heading},direccion", *bryant, "")).encode()
    assert ranked(town, content).result["used"] == len(GOOD)
    placed(town, ExcludedPlace(label=" 850 Bryant St", reason="Se registra ahí."))
    run = ranked(town, content)
    assert run.result["used"] == len(GOOD) - 20
    assert "W_EXCLUDED" in [one["code"] for one in run.result["warnings"]]


def test_what_the_police_saw_themselves_keeps_its_weight_out_of_the_register(town: Town) -> None:
    told(town, 1, source=ComplaintSource.PATROL, is_anonymous=False, seen_as=SeenAs.FLAGRANCY)
    told(
        town,
        2,
        source=ComplaintSource.INVESTIGATION,
        is_anonymous=False,
        seen_as=SeenAs.CONTROLLED_BUY,
    )
    told(town, 3, source=ComplaintSource.PATROL, is_anonymous=False)
    rows = list(csv.DictReader(io.StringIO(entries(town.acting("ana1"), 12).content.decode())))
    assert [row["fuente"] for row in rows] == ["municipal", "compra_controlada", "flagrancia"]


def test_rings_are_found_however_deep_they_lie() -> None:
    ring = [[0, 0], [0, 1], [1, 1]]
    assert list(rings_of(ring)) == [ring]
    assert list(rings_of([ring, ring])) == [ring, ring]
    assert list(rings_of([[ring], [ring]])) == [ring, ring]
    assert list(rings_of([])) == []


def told(town: Town, number: int, **changed: object) -> Complaint:
    row = Complaint(
        source=ComplaintSource.SAFE_LINE,
        received_at=town.clock() - timedelta(days=number),
        kind=IncidentKind.SALE,
        is_anonymous=True,
        lon=WEST,
        lat=SOUTH,
    )
    row.text = ADDRESS
    for name, value in changed.items():
        setattr(row, name, value)
    return placed(town, row)


def test_the_register_itself_is_ranked_without_words_and_without_what_was_withdrawn(
    town: Town,
) -> None:
    point = SalePoint(
        code="P-1",
        lon=WEST,
        lat=SOUTH,
        detected_on=town.clock().date(),
        source=ComplaintSource.PATROL,
        standing=PointStatus.ACTIVE,
    )
    placed(town, point)
    told(town, 1)
    told(town, 2, is_anonymous=False)
    told(town, 3, source=ComplaintSource.PATROL, is_anonymous=False)
    told(town, 4, lon=None, lat=None, point_id=point.id)
    told(town, 5, lon=None, lat=None)
    told(town, 800)
    gone = {"withdrawn_at": town.clock(), "withdrawn_by_id": town.users["ana1"].id}
    told(town, 6, **gone, withdrawn_reason="Era otra comuna.")
    for number, detained in ((1, 2), (2, 0)):
        done_on = town.clock().date() - timedelta(days=number)
        row = {"unit": "BMC", "on": done_on, "point_id": point.id, "people_detained": detained}
        origin = ProcedureOrigin.ANONYMOUS_TIP
        placed(town, Procedure(procedure_no=f"{number}", origin=origin, **row))
    run = asked(town, None, months=12)
    file = town.session.scalars(select(ShelfFile)).one()
    rows = [line.split(",") for line in take(file).decode().splitlines()]
    assert ADDRESS not in take(file).decode()
    assert [row[5] for row in rows[1:]] == [
        *("anonima", "municipal", "denuncia", "anonima"),
        *("anonima", "flagrancia"),
    ]
    assert {(row[3], row[4]) for row in rows[1:]} == {(f"{SOUTH:.6f}", f"{WEST:.6f}")}
    assert (run.parameters["months"], run.parameters["has_unplaced"]) == (12, True)
    done(town, run)
    assert run.result["refused"] is None
    assert run.result["ranking"] == 6
    assert [one["code"] for one in run.result["warnings"]].count("E_COORD") == 1


def test_a_register_without_places_has_nothing_to_rank(town: Town) -> None:
    told(town, 5, lon=None, lat=None)
    with pytest.raises(Faults):
        asked(town, None)
    assert list(town.session.scalars(select(HotSpotRun))) == []


def test_a_file_with_a_column_that_names_people_is_not_ranked(town: Town) -> None:
    heading, *rows = table(GOOD).decode().splitlines()
    content = "\n".join((f"{heading},denunciante", *(f"{row},x" for row in rows), "")).encode()
    with pytest.raises(Faults, match="incidents"):
        asked(town, content)
    assert list(town.session.scalars(select(ShelfFile))) == []
