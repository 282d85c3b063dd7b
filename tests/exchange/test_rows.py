"""Each row of a file is used, or said by row, column and reason why not."""

import gzip
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from dmi.exchange.checked import Around, Checked
from dmi.exchange.checking import check
from dmi.exchange.rules import is_table, per_cent
from dmi.exchange.words import ImportKind
from dmi.kernel.headings import heading_of, person_columns
from tests.exchange.files import GOOD, HEAD, PROCEDURES, a_file

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
COLON = UUID(int=7)
DRAWN = (-70.60, -33.43, -70.50, -33.38)
FIVE = [GOOD.replace("C-1", f"C-{number}") for number in range(2, 7)]


def checked(
    content: bytes,
    kind: ImportKind = ImportKind.INCIDENTS,
    drawn: tuple[float, float, float, float] | None = DRAWN,
) -> Checked:
    around = Around(
        at=NOW,
        today=date(2026, 11, 23),
        zone="America/Santiago",
        profile="cl",
        sectors={"colon oriente": COLON},
        points={"PB-0001": UUID(int=9)},
    )
    return check(content, kind, around, drawn=drawn, tell=lambda _rows: None)


def told(found: Checked) -> list[tuple[int, str, str, str]]:
    """Return row, code, column and the whole sentence of each remark."""
    return [
        (one.row, one.code, one.column, one.sentence.format_map(one.args)) for one in found.listed
    ]


WRONG: Mapping[str, tuple[str, str, str]] = {
    ",2026-10-05,venta,-33.4086,-70.5663,municipal,": ("E_COLUMN", "id", "The row has no id."),
    "C-1,2026-10-05,,-33.4086,-70.5663,municipal,": ("E_COLUMN", "tipo", "The row has no tipo."),
    "C-1,05-10-2026,venta,-33.4086,-70.5663,municipal,": (
        "E_DATE",
        "fecha",
        "“05-10-2026” is no date written like 2026-11-23.",
    ),
    "C-1,2026-11-24,venta,-33.4086,-70.5663,municipal,": (
        "E_DATE",
        "fecha",
        "The date 2026-11-24 has not come yet.",
    ),
    "C-1,2026-11-23 23:00,venta,-33.4086,-70.5663,municipal,": (
        "E_DATE",
        "fecha",
        "The date 2026-11-23 23:00 has not come yet.",
    ),
    "C-1,2026-09-06 00:30,venta,-33.4086,-70.5663,municipal,": (
        "E_DATE",
        "fecha",
        "That night this hour comes twice or not at all: write it with its offset.",
    ),
    "C-1,2026-10-05,venta,,-70.5663,municipal,": (
        "E_COORD",
        "lat",
        "The coordinates are missing or no numbers.",
    ),
    "C-1,2026-10-05,venta,0,0,municipal,": (
        "E_ZERO",
        "lat",
        "The coordinates are 0, 0: the place is not known.",
    ),
    "C-1,2026-10-05,venta,-70.5663,-33.4086,municipal,": (
        "E_COORD",
        "lat",
        "Latitude and longitude are swapped.",
    ),
    "C-1,2026-10-05,venta,-23.65,-70.4,municipal,": (
        "E_COORD",
        "lat",
        "The place lies outside the areas.",
    ),
    "C-1,2026-10-05,venta,-33.4086,-70.5663,vecino,": (
        "E_SOURCE",
        "fuente",
        "“vecino” is no known source.",
    ),
    "C-1,2026-10-05,robo,-33.4086,-70.5663,municipal,": (
        "E_KIND",
        "tipo",
        "“robo” is not one of the words of this column.",
    ),
    "12.345.678-5,2026-10-05,venta,-33.4086,-70.5663,municipal,": (
        "E_PERSON",
        "id",
        "The cell looks as if it held a person's number.",
    ),
    "C-1,2026-10-05,venta,-33.4086,-70.5663,12.345.678-5,": (
        "E_PERSON",
        "fuente",
        "The cell looks as if it held a person's number.",
    ),
    f"{'9' * 61},2026-10-05,venta,-33.4086,-70.5663,municipal,": (
        "E_COLUMN",
        "id",
        "The cell has more than 60 characters.",
    ),
    "C-1,2026-10-05,venta,-33.4086,-70.5663": (
        "E_COLUMN",
        "",
        "The row has 5 cells and the heading 7.",
    ),
}


@pytest.mark.rule("F148")
@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_row_is_named_by_row_column_and_reason(line: str) -> None:
    found = checked(a_file(FIVE[0], line, *FIVE[1:]))
    code, column, sentence = WRONG[line]
    assert told(found) == [(3, code, column, sentence)]
    assert (found.rows_read, found.rows_bad, len(list(found.good()))) == (6, 1, 5)


def test_a_cell_that_holds_a_number_of_a_person_is_quoted_nowhere() -> None:
    found = checked(a_file("C-1,2026-10-05,venta,-33.4,-70.5,12.345.678-5,", *FIVE))
    assert "12.345.678" not in repr(found.listed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_row_is_read_in_every_common_writing(encoding: str) -> None:
    text = (
        "Id;Fecha;Tipo;Latitud;Longitud;Fuente;Sector;Año\n"
        "D-9;2026-10-05 21:15;Consumo en vía pública;-33,4086;-70,5663;anonima;Colón Oriente;1\n"
    )
    found = checked(text.encode(encoding))
    assert found.listed == []
    assert list(found.good()) == [
        [
            2,
            "D-9",
            "SAFE_LINE",
            "USE",
            "2026-10-06T00:15:00+00:00",
            "-70.566300",
            "-33.408600",
            COLON.hex,
            True,
            False,
            None,
        ]
    ]
    assert [one.args["column"] for one in found.warnings] == ["Año"]


def test_a_repeated_row_is_counted_once_and_named() -> None:
    other = GOOD.replace("venta", "consumo")
    elsewhere = GOOD.replace("municipal", "denuncia")
    found = checked(a_file(GOOD, GOOD, other, elsewhere))
    assert told(found) == [
        (3, "D_FILE", "", "The same row stands in the file before."),
        (4, "D_FILE", "", "A row of this source and number stands in the file before."),
    ]
    assert [line[0] for line in found.good()] == [2, 5]


def test_a_sector_that_nobody_drew_is_left_out_and_said() -> None:
    found = checked(a_file(GOOD + "Las Torres"))
    assert [row[:3] for row in told(found)] == [(2, "W_PLACE", "sector")]
    assert next(found.good())[7] is None
    assert found.rows_bad == 0


@pytest.mark.parametrize(
    ("head", "column"),
    [
        (f"{HEAD},RUN", "RUN"),
        (f"{HEAD},nombre_denunciante", "nombre_denunciante"),
        (f"{HEAD},Teléfono", "Teléfono"),
        (f"{HEAD},nombreCompleto", "nombreCompleto"),
        (f"{HEAD},complainant email", "complainant email"),
    ],
)
def test_a_column_that_names_people_refuses_the_file(head: str, column: str) -> None:
    found = checked(a_file(f"{GOOD},x", head=head))
    assert [(one.code, one.args) for one in found.stops] == [("E_PERSON", {"column": column})]
    assert list(found.good()) == []
    assert found.rows_read == 0


def test_ordinary_columns_name_nobody() -> None:
    assert person_columns(["id", "fecha", "unidad", "renombre", "runway", "direccion"]) == []


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_heading_is_read_before_any_row(pack: Callable[[bytes], bytes]) -> None:
    assert heading_of(pack("Año; RUN ;n\n1;2;3\n".encode("latin-1"))) == ["Año", "RUN", "n"]
    assert heading_of(pack(b'\xef\xbb\xbfid,"a,b"\r\n1,2\r\n')) == ["id", "a,b"]
    assert heading_of(b"\x1f\x8bbroken") == heading_of(b"") == []


def test_missing_columns_are_all_named() -> None:
    found = checked(a_file("C-1,venta", head="id,tipo"))
    missing = [(one.code, one.args["column"]) for one in found.stops]
    assert missing == [("E_COLUMN", name) for name in ("fecha", "lat", "lon", "fuente")]


def test_a_file_without_heading_keeps_nothing_of_its_first_row() -> None:
    found = checked(b"Juan Muestra,2026-10-05,venta\nC-2,2026-10-05,venta\n")
    assert [one.code for one in found.stops] == ["E_COLUMN"]
    assert "Muestra" not in repr((found.columns, found.stops, found.listed))


def test_a_file_without_rows_is_said_to_have_none() -> None:
    assert [one.code for one in checked(a_file()).stops] == ["E_ROWS"]


def test_a_broken_table_is_refused_as_a_whole() -> None:
    content = a_file(GOOD) + b'C-9,"' + b"x" * 200_000 + b'"\n'
    assert [one.code for one in checked(content).stops] == ["E_COLUMN"]


PROCEDURE = "P-1;2026-10-05;PDI Oriente;flagrancia;2;2610000123-2;pasta base;12,5;gramos;no"
WRONG_PROCEDURES: Mapping[str, tuple[str, str]] = {
    PROCEDURE.replace("P-1", ""): ("E_COLUMN", "numero"),
    PROCEDURE.replace("2026-10-05", "5/10/2026"): ("E_DATE", "fecha"),
    PROCEDURE.replace("2026-10-05", "2027-01-01"): ("E_DATE", "fecha"),
    PROCEDURE.replace("flagrancia", "azar"): ("E_KIND", "origen"),
    PROCEDURE.replace(";2;", ";dos;"): ("E_NUMBER", "detenidos"),
    PROCEDURE.replace(";2;", ";-1;"): ("E_NUMBER", "detenidos"),
    PROCEDURE.replace(";2;", f";{'9' * 5000};"): ("E_NUMBER", "detenidos"),
    PROCEDURE.replace("2026-10-05", "2026-W40-1"): ("E_DATE", "fecha"),
    PROCEDURE.replace("12,5", "1e99"): ("E_NUMBER", "cantidad"),
    PROCEDURE.replace("2610000123-2", "99"): ("E_CASE", "ruc"),
    PROCEDURE.replace("pasta base", "harina"): ("E_KIND", "sustancia"),
    PROCEDURE.replace("12,5", "0"): ("E_NUMBER", "cantidad"),
    PROCEDURE.replace("12,5", "nan"): ("E_NUMBER", "cantidad"),
    PROCEDURE.replace("12,5", ""): ("E_COLUMN", "cantidad"),
    PROCEDURE.replace("gramos", "cucharas"): ("E_KIND", "medida"),
    PROCEDURE.replace(";no", ";tal vez"): ("E_KIND", "pura"),
    PROCEDURE.replace("PDI Oriente", "12.345.678-5"): ("E_PERSON", "unidad"),
    PROCEDURE + ";1": ("E_COLUMN", ""),
}


@pytest.mark.parametrize("line", WRONG_PROCEDURES)
def test_a_wrong_procedure_is_named_by_row_and_column(line: str) -> None:
    found = checked(a_file(line, head=PROCEDURES), ImportKind.PROCEDURES)
    assert [row[:3] for row in told(found)] == [(2, *WRONG_PROCEDURES[line])]
    assert list(found.good()) == []


def test_a_further_row_of_a_procedure_is_one_more_seizure() -> None:
    second = PROCEDURE.replace("pasta base;12,5;gramos", "marihuana;3;plantas")
    otherwise = second.replace("PDI Oriente", "Otra unidad")
    found = checked(
        a_file(PROCEDURE, second, otherwise, PROCEDURE, head=PROCEDURES), ImportKind.PROCEDURES
    )
    assert [line[10:] for line in found.good()] == [
        [["COCA_BASE", "12.500", "G", False], True],
        [["CANNABIS", "3.000", "PLANT", False], False],
    ]
    assert [row[:2] for row in told(found)] == [(4, "E_SAME"), (5, "D_FILE")]


def test_after_a_wrong_first_row_the_next_one_begins_the_procedure() -> None:
    wrong = PROCEDURE.replace("gramos", "cucharas")
    found = checked(a_file(wrong, PROCEDURE, head=PROCEDURES), ImportKind.PROCEDURES)
    assert [(line[0], line[-1]) for line in found.good()] == [(3, True)]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x1f\x8b\x08", b"PK\x03\x04,", b"%PDF-1.7,", b'{"a": 1, "b"', b"a,\0b", b"<svg,", b"a"],
)
def test_other_kinds_of_file_are_no_table(content: bytes) -> None:
    assert not is_table(content)


def test_a_share_of_wrong_rows_is_never_rounded_down() -> None:
    assert [per_cent(1, 19), per_cent(1, 20), per_cent(0, 9)] == ["5.3", "5", "0"]
