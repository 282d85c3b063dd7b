"""Incident files: every way to be wrong has its code, and nothing is guessed right."""

import gzip
import io
from datetime import date

import numpy as np
import pytest

from dmi.science.geometry import Box, box_of
from dmi.science.incidents import UNNAMED, read_incidents
from dmi.science.remarks import Unusable
from tests.science.places import HEADING, ROW, TODAY, comunas, reading, rows

SANTIAGO = Box(-71.8, -34.3, -69.7, -32.9)
BAD_ROWS = {
    "1,2026-10-01,venta,-33.41,-70.57": "E_COLUMN",
    "1,2026-10-01,venta,-33.41,-70.57,denuncia,": "E_COLUMN",
    " ,2026-10-01,venta,-33.41,-70.57,denuncia": "E_COLUMN",
    "1,2026-10-01,,-33.41,-70.57,denuncia": "E_COLUMN",
    "1,01-10-2026,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,2026-02-30,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,20261001,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,2026-10-01 at noon,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,2026-11-24,venta,-33.41,-70.57,denuncia": "E_DATE",
    "1,2026-10-01,venta,,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,south,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,nan,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,inf,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,-3_3.41,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,-120.41,-70.57,denuncia": "E_COORD",
    "1,2026-10-01,venta,0,0.0,denuncia": "E_ZERO",
    "1,2026-10-01,venta,-33.41,-70.57,vecino": "E_SOURCE",
    "1,2026-10-01,venta,-33.41,-70.57,": "E_SOURCE",
}


@pytest.mark.parametrize(("bad", "code"), BAD_ROWS.items())
def test_a_bad_row_is_named_by_row_and_code_and_the_others_are_used(bad: str, code: str) -> None:
    found = reading(rows(bad))
    assert [(one.row, one.remark.code) for one in found.rejected] == [(42, code)]
    assert (found.rows_read, found.incidents.count) == (41, 40)
    assert not found.is_stopped
    assert found.rejected[0].remark.text()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("-70.57,-33.41", "Latitude and longitude are swapped."),
        ("-33.41,-60.57", "The place lies outside the areas."),
    ],
)
def test_a_place_outside_the_areas_is_rejected_and_a_swap_is_seen(
    place: str, sentence: str
) -> None:
    found = reading(rows(f"1,2026-10-01,venta,{place},denuncia"), box=SANTIAGO)
    assert [one.remark.text() for one in found.rejected] == [sentence]
    assert found.rejected[0].remark.code == "E_COORD"


def test_the_box_is_that_of_the_areas() -> None:
    found = reading(rows("1,2026-10-01,venta,-20.2,-70.1,denuncia"), box=box_of(comunas()))
    assert [one.row for one in found.rejected] == [42]


def test_a_swap_is_seen_without_areas_where_only_it_makes_a_place() -> None:
    found = reading(rows("1,2026-10-01,venta,-122.4,37.7,denuncia"))
    assert found.rejected[0].remark.text() == "Latitude and longitude are swapped."


@pytest.mark.parametrize("missing", ["id", "fecha", "tipo", "lat", "lon"])
def test_a_missing_column_ends_the_reading(missing: str) -> None:
    with pytest.raises(Unusable, match="E_COLUMN"):
        reading(rows(heading=HEADING.replace(missing, "otra", 1)))


@pytest.mark.parametrize(
    "text",
    ["", "\n", rows(heading=f"{HEADING.replace('fuente', 'date')}"), rows("x" * 140_000)],
)
def test_what_is_no_table_of_incidents_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="E_COLUMN"):
        reading(text)


CUT_OFF = gzip.compress(b"id,fecha\n" * 99)[:-9]


@pytest.mark.parametrize("packed", [b"\x1f\x8bnot gzip", CUT_OFF], ids=["no gzip", "cut off"])
def test_broken_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(Unusable, match="E_COLUMN"):
        read_incidents(io.BytesIO(packed), today=TODAY)


def test_more_than_five_in_a_hundred_wrong_rows_stop_the_run() -> None:
    good = rows().strip()
    two = [f"{number},never,venta,-33.41,-70.57,denuncia" for number in (1, 2)]
    assert not reading("\n".join([good, *two])).is_stopped
    assert reading("\n".join([good, *two, two[0]])).is_stopped


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-8-sig"])
def test_semicolons_decimal_commas_and_both_alphabets_are_read(encoding: str) -> None:
    lines = '"Id";FECHA;Tipo;Latitud;Longitud;Fuente;Dirección;Verificado\n'
    lines += "1;2026-10-01 09:30;tráfico;-33,4086;-70,5663; Denuncia ;Colón 1;1\n"
    found = reading(lines, encoding=encoding).incidents
    assert found.degrees.tolist() == [[-70.5663, -33.4086]]
    assert found.kinds[found.kind[0]] == "tráfico"
    assert found.addresses[found.address[0]] == "Colón 1"
    assert found.sources[found.source[0]] == "denuncia"
    assert found.is_verified.tolist() == [True]
    assert date.fromordinal(int(found.day[0]) + date(1970, 1, 1).toordinal()) == date(2026, 10, 1)


def test_a_decimal_comma_between_commas_is_no_number() -> None:
    found = reading(rows('1,2026-10-01,venta,"-33,41",-70.57,denuncia'))
    assert [one.remark.code for one in found.rejected] == ["E_COORD"]


def test_the_order_of_columns_and_unknown_ones_do_not_matter() -> None:
    found = reading(
        "block,nombre,lon,category,lat,date,incident_id\nA,x,-70,venta,-33,2026-10-01,9\n"
    )
    assert found.incidents.degrees.tolist() == [[-70, -33]]
    assert found.incidents.sources == (UNNAMED,)
    assert not found.incidents.has_sources
    assert found.incidents.metres is None


def test_metres_of_a_plane_are_enough() -> None:
    found = reading("id,fecha,tipo,x_m,y_m\n1,2026-10-01,venta,1500.5,20\n").incidents
    assert found.degrees is None
    assert found.metres.tolist() == [[1500.5, 20]]


def test_sources_with_a_weight_of_their_own_are_known() -> None:
    row = "1,2026-10-01,venta,-33.41,-70.57,Patrulla"
    assert reading(rows(row), sources=("denuncia", "patrulla")).rejected == ()


def test_exact_repetitions_and_a_repeated_id_and_type_count_once() -> None:
    again = ROW.replace("1,", "100,", 1)
    other_place = again.replace("-33.41", "-33.42")
    other_kind = again.replace("venta", "consumo")
    found = reading(rows(again, again, other_place, other_kind))
    assert (found.duplicates, found.repeated) == (2, 1)
    assert found.incidents.count == 41
    assert found.incidents.row[:3].tolist() == [2, 3, 4]


def test_blank_lines_are_no_rows_and_rows_count_as_in_a_spreadsheet() -> None:
    found = reading(rows("", "", "1,never,venta,-33.41,-70.57,denuncia"))
    assert [one.row for one in found.rejected] == [44]
    assert found.rows_read == 41


def test_many_batches_are_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = reading(rows("1,never,venta,-33.41,-70.57,denuncia"))
    monkeypatch.setattr("dmi.science.tables.ROWS_AT_ONCE", 7)
    monkeypatch.setattr("dmi.science.incident_rows.ROWS_AT_ONCE", 0)
    calls: list[None] = []
    pieces = reading(
        rows("1,never,venta,-33.41,-70.57,denuncia"), progress=lambda: calls.append(None)
    )
    assert len(calls) == 6
    assert pieces.rejected == whole.rejected
    assert np.array_equal(pieces.incidents.row, whole.incidents.row)
    assert np.array_equal(pieces.incidents.degrees, whole.incidents.degrees)
