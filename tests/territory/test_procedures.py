"""Police procedures in counts, with seizures that are never added up across substances."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.kernel.refusals import Faults
from dmi.territory.acts import procedure as acts
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import Substance, Unit
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import a_point, a_procedure, a_sector


def typed(town: Town, **changed: str) -> dict[str, str]:
    return {
        "procedure_no": "PP-310",
        "unit": "Brigada Microtrafico Cero",
        "on": f"{town.clock() - timedelta(days=3):%d-%m-%Y}",
        "origin": "ANONYMOUS_TIP",
        "people_detained": "2",
        "point": "PB-0001",
        "ruc": "2600000001-K",
        **changed,
    }


def test_a_procedure_and_its_seizures_are_recorded(client: FlaskClient, town: Town) -> None:
    sector = a_sector(town)
    point = a_point(town, sector=sector)
    sign_in(client, town, "ter1")
    answer = client.post("/procedures/new", data=typed(town))
    assert answer.status_code == 303
    row = town.session.scalars(select(Procedure)).one()
    assert (row.point_id, row.sector_id, row.people_detained) == (point.id, sector.id, 2)
    path = f"/procedures/{row.id}/record-seizure"
    for drug, amount, purity in (("COCA_BASE", "12,5", "CUT"), ("CANNABIS", "340", "UNKNOWN")):
        given = {"substance": drug, "amount": amount, "unit": "G", "purity": purity}
        assert client.post(path, data=given).status_code == 303
    seizures = town.session.scalars(select(Seizure).order_by(Seizure.amount)).all()
    assert [(one.amount, one.is_pure) for one in seizures] == [
        (Decimal("12.500"), False),
        (Decimal("340.000"), None),
    ]
    page = says(client.get(f"/procedures/{row.id}"))
    assert "12,5 gramos" in page
    assert "340 gramos" in page
    assert "352,5" not in page
    assert "PP-310" in says(client.get(f"/points/{point.id}"))
    assert "12,5 gramos" in says(client.get("/procedures?origin=ANONYMOUS_TIP"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("procedure_no", "P-1"),
        ("on", "01-01-2090"),
        ("closed_on", "01-01-2020"),
        ("people_detained", "1,5"),
        ("people_detained", "-1"),
        ("point", "PB-0404"),
        ("ruc", "no es"),
        ("unit", "Detenido 12.345.678-5"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    a_procedure(town, point=a_point(town))
    sign_in(client, town, "ter1")
    answer = client.post("/procedures/new", data=typed(town, **{field: value}))
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert value in says(answer)
    assert len(town.session.scalars(select(Procedure)).all()) == 1


def test_nothing_seized_is_no_seizure(client: FlaskClient, town: Town) -> None:
    row = a_procedure(town)
    sign_in(client, town, "ana1")
    given = {"substance": "COCAINE", "amount": "0", "unit": "G", "purity": "PURE"}
    answer = client.post(f"/procedures/{row.id}/record-seizure", data=given)
    assert answer.status_code == 400
    assert "amount-error" in says(answer)


def test_a_withdrawn_procedure_takes_nothing_more(client: FlaskClient, town: Town) -> None:
    row = a_procedure(town)
    acts.withdraw_procedure(town.acting("ter1"), row, reason="Se anotó dos veces.")
    with pytest.raises(Faults, match="substance"):
        acts.record_seizure(
            town.acting("ter1"),
            row,
            substance=Substance.COCAINE,
            amount=Decimal(1),
            unit=Unit.G,
        )
    sign_in(client, town, "jef1")
    assert "P-1" not in says(client.get("/procedures"))
    assert "Se anotó dos veces." in says(client.get(f"/procedures/{row.id}"))


def test_the_case_number_is_for_who_works_on_the_cases(client: FlaskClient, town: Town) -> None:
    row = a_procedure(town)
    for name, shown in (("fis1", True), ("aud1", False)):
        sign_in(client, town, name)
        assert ("2600000001-K" in says(client.get(f"/procedures/{row.id}"))) is shown


def test_the_list_runs_from_the_newest_day_over_all_its_pages(
    client: FlaskClient, town: Town
) -> None:
    a_sector(town)
    days = [(place * 7) % 30 for place in range(30)]
    for place, ago in enumerate(days):
        a_procedure(town, f"PP-{place:03}").on = town.clock().date() - timedelta(days=ago)
    town.session.commit()
    sign_in(client, town, "ter1")
    first = client.get("/procedures").text
    older = re.search(r'href="(/procedures\?[^"]+)">Más antiguos', first)
    assert older is not None
    pages = first + client.get(older[1].replace("&amp;", "&")).text
    told = list(dict.fromkeys(re.findall(r"PP-\d{3}", pages)))
    assert told == [f"PP-{days.index(ago):03}" for ago in range(30)]


def test_a_procedure_is_closed_later_once_and_not_before_it_was_done(
    client: FlaskClient, town: Town
) -> None:
    row = a_procedure(town)
    sign_in(client, town, "ter1")
    path = f"/procedures/{row.id}/close-procedure"
    assert path in says(client.get(f"/procedures/{row.id}"))
    for wrong in (-1, 1):
        day = town.clock() + timedelta(days=wrong)
        assert client.post(path, data={"closed_on": f"{day:%d-%m-%Y}"}).status_code == 400
    assert client.post(path, data={"closed_on": f"{town.clock():%d-%m-%Y}"}).status_code == 303
    town.session.refresh(row)
    assert row.closed_on == town.clock().date()
    assert path not in says(client.get(f"/procedures/{row.id}"))
    with pytest.raises(Faults, match="closed_on"):
        acts.close_procedure(town.acting("ter1"), row, closed_on=row.on)
