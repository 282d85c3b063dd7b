"""A file of counts is read row by row: what fits stays, what does not is named by its row."""

import gzip
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.documents.models import ShelfFile
from dmi.outcomes import queries
from dmi.outcomes.acts.counting import Made, keep
from dmi.outcomes.acts.reading import Row
from dmi.outcomes.models.evaluation import AreaCount, CountLoad
from dmi.outcomes.words import Indicator
from tests.outcomes.place import a_market, counted, hand_in, work
from tests.pages import says, sign_in
from tests.people import Town

HEAD = "cut_comuna;comuna;mes;delito;n"
GOOD = [
    f"131{place};Ñuñoa;2024-{month:02};Drogas;{place},0"
    for place in range(10, 14)
    for month in range(1, 13)
]


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows, ""]).encode("latin-1")


def read(
    app: Flask, client: FlaskClient, town: Town, content: bytes, name: str = "x.csv", **said: str
) -> CountLoad:
    """Hand in a file as the analyst and have it read."""
    sign_in(client, town, "ana1")
    typed = {"offence": "Drogas", "indicator": "DRUG", **said}
    answer = hand_in(client, content, name, **typed)
    assert answer.status_code == 303
    assert work(app, town) == 1
    return town.session.get_one(CountLoad, UUID(answer.location.rsplit("/", 1)[1]))


def test_the_public_file_is_read_offence_by_offence(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    load = counted(app, client, town)
    assert load.outcome is not None
    assert (load.outcome["kept"], load.outcome["units"]) == (9984, 52)
    assert (load.outcome["others"], load.outcome["rejected"]) == (39936 - 9984, 0)
    assert (load.outcome["first"], load.outcome["last"]) == ("2010-01", "2025-12")
    query = select(AreaCount.events).where(
        AreaCount.unit_code == "13114", AreaCount.period == "2019-09"
    )
    assert town.session.scalars(query).one() == 66
    assert "9.984" in says(client.get(f"/count-loads/{load.id}"))


def test_latin_letters_semicolons_and_decimal_commas_are_understood(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    load = read(app, client, town, gzip.compress(lines(*GOOD)), "x.csv.gz")
    assert load.outcome is not None
    assert (load.outcome["kept"], load.outcome["rejected"]) == (48, 0)
    assert set(town.session.scalars(select(AreaCount.unit_name))) == {"Ñuñoa"}
    assert town.session.scalar(select(func.sum(AreaCount.events))) == (10 + 11 + 12 + 13) * 12


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("13120;X;2024-13;Drogas;1", ("period", "E_PERIOD")),
        ("13120;X;2031-01;Drogas;1", ("period", "E_DATE")),
        ("13120;X;2024-01;Drogas;-1", ("count", "E_NEGATIVE")),
        ("13120;X;2024-01;Drogas;1,5", ("count", "E_NONINT")),
        ("13120;X;2024-01;Drogas;", ("count", "E_NONINT")),
        ("=1+1;X;2024-01;Drogas;1", ("unit", "E_CELL")),
        ("12.345.678-5;X;2024-01;Drogas;1", ("unit", "E_PERSON")),
        ("13110;X;2024-01;Drogas;1", ("period", "E_DUPKEY")),
        ("13120;2024-01;Drogas;1", ("", "E_COLUMN")),
    ],
)
def test_a_bad_row_is_named_by_row_column_and_reason(
    app: Flask, client: FlaskClient, town: Town, row: str, named: tuple[str, str]
) -> None:
    load = read(app, client, town, lines(*GOOD, row))
    assert load.outcome is not None
    assert [one[:3] for one in load.outcome["faults"]] == [[50, *named]]
    assert load.outcome["kept"] == 48
    assert ">50<" in says(client.get(f"/count-loads/{load.id}")).replace(" ", "")


def test_more_than_one_bad_row_in_twenty_leaves_nothing(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    bad = ["13120;X;2024-13;Drogas;1"] * 3
    load = read(app, client, town, lines(*GOOD, *bad))
    assert load.outcome is not None
    assert (load.outcome["fault"], load.outcome["rejected"]) == ("E_ROWS", 3)
    assert town.session.scalar(select(func.count(AreaCount.id))) == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (lines("13110;X;2024-01;Drogas", head="cut_comuna;comuna;mes;delito"), "E_COLUMN"),
        (lines("2024-01;Drogas;1", head="mes;delito;n"), "E_COLUMN"),
        (lines("13110;X;Drogas;1", head="cut_comuna;comuna;delito;n"), "E_COLUMN"),
        (lines("13110;X;2024-01;Robos;1"), "E_EMPTY"),
        (b"\x1f\x8b not gzip at all", "E_COLUMN"),
    ],
)
def test_a_file_of_no_use_says_why(
    app: Flask, client: FlaskClient, town: Town, content: bytes, fault: str
) -> None:
    load = read(app, client, town, content)
    assert load.outcome is not None
    assert load.outcome["fault"] == fault
    assert client.get(f"/count-loads/{load.id}").status_code == 200
    assert town.session.scalar(select(func.count(AreaCount.id))) == 0


def test_two_offences_are_never_added_up(app: Flask, client: FlaskClient, town: Town) -> None:
    content = lines("13110;X;2024-01;Drogas;1", "13110;X;2024-02;Robos;1")
    load = read(app, client, town, content, offence="")
    assert load.outcome is not None
    assert "Drogas, Robos" in load.outcome["args"]["found"]


def test_a_year_of_zeros_at_the_beginning_is_told(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    rows = [
        f"13110;X;{2023 + month // 12}-{month % 12 + 1:02};Drogas;{month // 12}"
        for month in range(24)
    ]
    load = read(app, client, town, lines(*rows))
    assert load.outcome is not None
    assert load.outcome["zeros"] == [["13110", "2024-01"]]
    assert "2024-01" in says(client.get(f"/count-loads/{load.id}"))


def test_what_stands_already_is_left_and_an_import_is_undone_whole(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    first = read(app, client, town, lines(*GOOD)).id
    again = read(app, client, town, lines(*GOOD, "13110;X;2025-01;Drogas;7"))
    assert again.outcome is not None
    assert (again.outcome["kept"], again.outcome["stood"]) == (1, 48)
    answer = client.post(f"/count-loads/{first}/undo", data={"reason": "corto"})
    assert answer.status_code == 400
    reason = "El archivo era de otro año, según avisó la fuente."
    assert client.post(f"/count-loads/{first}/undo", data={"reason": reason}).status_code == 303
    town.session.rollback()
    assert town.session.scalar(select(func.count(AreaCount.id))) == 1
    assert reason in says(client.get(f"/count-loads/{first}"))
    assert client.post(f"/count-loads/{first}/undo", data={"reason": reason}).status_code == 409


def test_people_are_read_by_year(app: Flask, client: FlaskClient, town: Town) -> None:
    rows = ("13114;Las Condes;2018;307708", "13114;Las Condes;2035;400000")
    content = lines(*rows, head="cut_comuna;comuna;anio;poblacion")
    load = read(app, client, town, content, indicator="POPULATION", offence="")
    assert load.outcome is not None
    assert load.outcome["kept"] == 2
    row = town.session.scalars(select(AreaCount).where(AreaCount.period == "2018")).one()
    assert (row.events, row.indicator) == (307708, Indicator.POPULATION)


def test_only_the_analyst_hands_in_counts(client: FlaskClient, town: Town) -> None:
    a_market(town)
    for name in ("jef1", "fis1", "ter1", "adm1"):
        sign_in(client, town, name)
        assert client.get("/counts/new").status_code == 404, name
        assert hand_in(client, lines(*GOOD)).status_code == 404, name


def test_an_empty_or_foreign_file_is_refused_at_its_field(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ana1")
    for content in (b"", b"PK\x03\x04\0\0\0"):
        answer = hand_in(client, content)
        assert answer.status_code == 400
        assert "table-error" in says(answer)


def test_an_import_that_waits_to_be_read_is_not_undone_and_an_undone_one_keeps_nothing(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "ana1")
    where = hand_in(client, lines(*GOOD), offence="Drogas", indicator="DRUG").location
    reason = {"reason": "Se entregó el archivo equivocado."}
    answer = client.post(f"{where}/undo", data=reason)
    assert answer.status_code == 409
    assert "espera ser leído" in says(answer)
    assert work(app, town) == 1
    assert town.session.scalar(select(func.count(AreaCount.id))) == 48
    assert client.post(f"{where}/undo", data=reason).status_code == 303
    assert town.session.scalar(select(func.count(AreaCount.id))) == 0
    load = town.session.scalars(select(CountLoad)).one()
    assert town.session.get_one(ShelfFile, load.file_id).removed_at is not None
    acting = town.acting("sys1")
    found = queries.work_of(acting, load.id)
    assert found is not None
    rows = (Row("13110", "Ñuñoa", "2024-01", 3, treated=False),)
    keep(acting, found, Made(rows, {}))
    assert town.session.scalar(select(func.count(AreaCount.id))) == 0


def test_counts_with_a_column_that_names_people_never_reach_the_shelf(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "ana1")
    for heading in ("RUN", "Nombre imputado", "teléfono"):
        content = lines(*(f"{row};x" for row in GOOD), head=f"{HEAD};{heading}")
        answer = hand_in(client, gzip.compress(content), "x.csv.gz", offence="Drogas")
        assert answer.status_code == 400
        assert "table-error" in says(answer)
    assert list(town.session.scalars(select(ShelfFile))) == []
    named = lines(*GOOD, head=HEAD.replace("comuna;mes", "nombre;mes"))
    assert hand_in(client, named, offence="Drogas").status_code == 303
