"""What a row carries over into the register: its sector, how it was seen, its check."""

import csv
import io

from sqlalchemy import select

from dmi.exchange import remarks
from dmi.exchange.acts import importing
from dmi.exchange.models import ImportRow
from dmi.exchange.words import RowOutcome
from dmi.territory.models.complaint import ComplaintCheck
from dmi.territory.models.place import Sector
from dmi.territory.queries.hotspots import entries
from dmi.territory.words import SectorKind, SeenAs
from tests.builders import placed
from tests.exchange.files import GOOD, HEAD, a_file, applied
from tests.exchange.test_imports import complaints
from tests.people import Town


def test_a_row_without_a_sector_lies_in_the_one_that_is_drawn_around_it(town: Town) -> None:
    square = [[-70.58, -33.42], [-70.55, -33.42], [-70.55, -33.40], [-70.58, -33.40]]
    for name, kind in (("Cuadrante", SectorKind.QUADRANT), ("Colón", SectorKind.NEIGHBOURHOOD)):
        sector = Sector(name=name, kind=kind, polygon=[[*square, square[0]]])
        placed(town, sector)
    content = a_file(
        GOOD,
        GOOD.replace("C-1", "C-2") + "Desconocido",
        GOOD.replace("C-1", "C-3").replace("-70.5663", "-70.5463"),
        GOOD.replace("C-1", "C-4") + "Cuadrante",
    )
    applied(town, content)
    lie_in = [one.sector and one.sector.name for one in complaints(town)]
    assert lie_in == ["Colón", "Colón", None, "Cuadrante"]
    told = town.session.scalars(select(ImportRow).where(ImportRow.outcome == RowOutcome.WARNED))
    assert [one.text for one in told] == [remarks.NO_SECTOR_BUT_PLACE]


def test_a_file_keeps_how_it_was_seen_and_that_somebody_looked_into_it(town: Town) -> None:
    given = (("flagrancia", "1"), ("compra_controlada", "0"), ("anonima", "1"), ("PATROL", ""))
    content = a_file(
        *(
            f"C-{number},2026-10-05,venta,-33.4086,-70.5663,{source},,{verified}"
            for number, (source, verified) in enumerate(given)
        ),
        head=f"{HEAD},verificado",
    )
    row = applied(town, content)
    assert row.said == []
    found = complaints(town)
    assert [one.seen_as for one in found] == [SeenAs.FLAGRANCY, SeenAs.CONTROLLED_BUY, None, None]
    assert [one.verified_by_id is not None for one in found] == [True, False, True, False]
    checks = list(town.session.scalars(select(ComplaintCheck)))
    assert {one.complaint_id for one in checks} == {found[0].id, found[2].id}
    assert {one.reason for one in checks} == {"denuncias.csv: verificado = 1"}
    told = csv.DictReader(io.StringIO(entries(town.acting("ana1"), 12).content.decode()))
    assert {(one["fuente"], one["verificado"]) for one in told} == {
        *(("flagrancia", "1"), ("compra_controlada", "0")),
        *(("anonima", "1"), ("municipal", "0")),
    }
    importing.undo_import(
        town.acting("pol1"), row, reason="El archivo era de otro año, según avisó la fuente."
    )
    assert complaints(town) == []
    assert list(town.session.scalars(select(ComplaintCheck))) == []
