"""The living register of points: recorded, changed by dated lines, taken back, withdrawn."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.kernel.refusals import Faults, NotKnown
from dmi.territory.acts import place as places
from dmi.territory.acts import point as acts
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.queries.point import reduced
from dmi.territory.words import ComplaintSource, PointStatus, Substance
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import LAT, LON, a_point, a_school, a_sector

PLACE = "-33.4086, -70.5663"


def typed(town: Town, **changed: object) -> dict[str, object]:
    return {
        "detected_on": f"{town.clock():%d-%m-%Y}",
        "source": "PATROL",
        "coordinates": PLACE,
        "address_hint": "Esquina del paradero",
        "drugs_seen": ["COCA_BASE", "CANNABIS"],
        **changed,
    }


def recorded(town: Town, **changed: object) -> SalePoint:
    today = town.acting("ter1").today
    given = {"detected_on": today, "source": ComplaintSource.PATROL, "coordinates": (LON, LAT)}
    return acts.record_point(town.acting("ter1"), None, **{**given, **changed})


@pytest.mark.rule("F1")
def test_a_point_is_recorded_with_sector_school_and_distance(
    client: FlaskClient, town: Town
) -> None:
    sector, school = a_sector(town), a_school(town)
    sign_in(client, town, "ter1")
    answer = client.post("/points/new", data=typed(town))
    assert answer.status_code == 303
    row = town.session.scalars(select(SalePoint)).one()
    assert (row.code, row.standing, row.sector_id) == ("PB-0001", PointStatus.ACTIVE, sector.id)
    assert (row.nearest_school_id, row.school_distance_m) == (school.id, 377)
    assert row.drugs_seen == [Substance.COCA_BASE.value, Substance.CANNABIS.value]
    page = says(client.get(answer.location))
    for told in (
        "PB-0001",
        "Esquina del paradero",
        "Liceo 8911, 377 m",
        "Colon Oriente",
        "-33.408600",
    ):
        assert told in page
    listed = says(client.get("/points"))
    assert "PB-0001" in listed
    assert "377 m" in listed


def test_what_is_typed_wrongly_is_named_and_kept(client: FlaskClient, town: Town) -> None:
    a_sector(town)
    sign_in(client, town, "ter1")
    for field, value in (
        ("coordinates", "en la esquina"),
        ("coordinates", "-70.5663, -33.4086"),
        ("address_hint", "La casa de 12.345.678-5"),
        ("detected_on", f"{town.clock() + timedelta(days=1):%d-%m-%Y}"),
        ("source", "NOBODY"),
    ):
        answer = client.post("/points/new", data=typed(town, **{field: value}))
        assert answer.status_code == 400, (field, value)
        assert f"{field}-error" in says(answer)
        if field != "source":
            assert value in says(answer)
    assert town.session.scalars(select(SalePoint)).all() == []


def test_a_point_measures_its_school_anew_when_a_school_comes_or_goes(town: Town) -> None:
    row = recorded(town)
    assert row.school_distance_m is None
    lines = ("RBD;NOM_RBD;COD_COM_RBD;LATITUD;LONGITUD", "77;Escuela;13114;-33,4086;-70,5664")
    places.load_schools(town.acting("ter1"), None, text="\n".join(lines))
    assert row.nearest_school is not None
    assert (row.nearest_school.school_code, row.school_distance_m) == ("77", 9)
    places.withdraw_place(town.acting("ter1"), row.nearest_school, reason="El colegio cerró.")
    assert (row.nearest_school_id, row.school_distance_m) == (None, None)


def test_every_change_is_a_line_and_an_undone_one_stays(client: FlaskClient, town: Town) -> None:
    row = recorded(town)
    day = town.acting("ter1").today
    acts.change_point(town.acting("ter1"), row, to_status=PointStatus.REDUCED, on=day)
    assert reduced(town.acting("ter1"), day, day).gross == {row.id}
    acts.undo_change(town.acting("ter1"), row, reason="Era otro punto.")
    town.session.expire_all()
    assert row.standing is PointStatus.ACTIVE
    changes = acts.changes_of(town.acting("ter1"), row)
    assert [one.to_status for one in changes] == ["ACTIVE", "REDUCED", "ACTIVE"]
    assert changes[2].undoes_id == changes[1].id
    assert reduced(town.acting("ter1"), day, day).gross == frozenset()
    with pytest.raises(Faults, match="reason"):
        acts.undo_change(town.acting("ter1"), row, reason="La detección no se deshace.")
    sign_in(client, town, "jef1")
    page = says(client.get(f"/points/{row.id}"))
    assert page.count("Era otro punto.") == 1
    assert "Deshecho después" in page


def test_a_change_must_be_possible_and_in_order(town: Town) -> None:
    row = recorded(town)
    today = town.acting("ter1").today
    for to_status, on, field in (
        (PointStatus.REACTIVATED, today, "to_status"),
        (PointStatus.REDUCED, today + timedelta(days=1), "on"),
        (PointStatus.REDUCED, row.detected_on - timedelta(days=1), "on"),
    ):
        with pytest.raises(Faults, match=field):
            acts.change_point(town.acting("ter1"), row, to_status=to_status, on=on)
    assert len(town.session.scalars(select(PointChange)).all()) == 1


def test_a_reopened_point_leaves_the_net_count_of_the_home(client: FlaskClient, town: Town) -> None:
    day = town.acting("ter1").today
    row = recorded(town, detected_on=day - timedelta(days=30))
    for to_status, back in ((PointStatus.REDUCED, 20), (PointStatus.REACTIVATED, 5)):
        on = day - timedelta(days=back)
        acts.change_point(town.acting("ter1"), row, to_status=to_status, on=on)
    found = reduced(town.acting("ter1"), day - timedelta(days=60), day)
    assert (len(found.gross), len(found.net)) == (1, 0)
    sign_in(client, town, "jef1")
    page = says(client.get("/territory"))
    assert "<dt>Puntos reducidos</dt> <dd>1</dd>" in page
    assert "<dt>De ellos siguen reducidos</dt> <dd>0</dd>" in page


def test_a_withdrawn_point_leaves_lists_and_counts_and_stays_readable(
    client: FlaskClient, town: Town
) -> None:
    row = recorded(town)
    acts.withdraw_point(town.acting("ter1"), row, reason="Se anotó dos veces.")
    with pytest.raises(Faults, match="to_status"):
        acts.change_point(
            town.acting("ter1"), row, to_status=PointStatus.REDUCED, on=date(2026, 1, 1)
        )
    sign_in(client, town, "jef1")
    assert row.code not in says(client.get("/points"))
    page = says(client.get(f"/points/{row.id}"))
    assert "Se anotó dos veces." in page
    assert "change-point" not in page
    assert recorded(town).code == "PB-0002"


def test_filters_narrow_the_list(client: FlaskClient, town: Town) -> None:
    school = a_school(town)
    near = a_point(town, 1, school=school)
    near.school_distance_m = 120
    far = a_point(town, 2, school=school)
    far.standing = PointStatus.REDUCED
    sign_in(client, town, "ana1")
    assert ("PB-0001" in says(client.get("/points?near=1"))) is True
    assert ("PB-0002" in says(client.get("/points?near=1"))) is False
    assert ("PB-0001" in says(client.get("/points?status=REDUCED"))) is False
    assert client.get("/points?status=NONSENSE&sector=x&after=%%%").status_code == 200
    assert "Ningún punto coincide" in says(client.get("/points?status=REACTIVATED"))


def test_only_who_may_write_the_territory_writes_it(town: Town) -> None:
    row = recorded(town)
    for name in ("pol1", "fis1", "aud1", "com1", "ts1"):
        with pytest.raises(NotKnown):
            acts.withdraw_point(town.acting(name), row, reason="No me corresponde.")
    assert row.withdrawn_at is None


@pytest.mark.rule("F9")
@pytest.mark.parametrize(("name", "exact"), [("pol1", True), ("jef1", True), ("aud1", False)])
def test_who_needs_no_exact_place_is_told_a_cell(
    client: FlaskClient, town: Town, name: str, *, exact: bool
) -> None:
    sector, school = a_sector(town), a_school(town)
    row = a_point(town, sector=sector, school=school)
    sign_in(client, town, name)
    pages = [says(client.get(at)) for at in (f"/points/{row.id}", "/points", "/territory")]
    everything = " ".join(pages)
    for told in ("-33.408600", "-70.566300", "Esquina del pasaje sin nombre", "377 m"):
        assert (told in everything) is exact, told
    assert ("celda de 100 m" in pages[0]) is not exact
    assert ('<circle class="map-point map-active" cx=' in pages[2]) is exact
    moved = a_point(town, 2, sector, school)
    moved.lon = LON + Decimal("0.000020")
    town.session.commit()
    if not exact:
        drawn = [one.split('"')[3] for one in says(client.get("/territory")).split("<rect ")[1:]]
        assert len(drawn) == 2
        assert len(set(drawn)) == 1
