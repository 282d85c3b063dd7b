"""A complaint of a market's area reaches the prosecutor and the handler of the wave there."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.assignment_acts import assign
from dmi.access.words import AssignmentGround
from dmi.exchange.acts.importing import undo_import
from dmi.kernel.refusals import Faults, NotKnown
from dmi.policy.roles import Role
from dmi.policy.states import CohortStage
from dmi.territory.acts import complaint as acts
from dmi.territory.acts.complaint import (
    gather_complaints,
    give_complaint,
    place_complaint,
    receive_complaint,
)
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint
from dmi.territory.words import ComplaintSource, IncidentKind
from tests.conftest import Clock
from tests.exchange.files import GOOD, a_file, applied
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.choosing import BECAUSE, a_sector, committed, drawn, square
from tests.territory.choosing import a_complaint as written
from tests.territory.ranking import SOUTH
from tests.territory.registers import LAT, LON, a_point

PROSECUTOR, HANDLER = AssignmentGround.PROSECUTOR, AssignmentGround.HANDLER
INSIDE = (Decimal("-70.560000"), Decimal("-33.420000"))
OUTSIDE = (Decimal("-70.540000"), Decimal("-33.420000"))


def at_work(town: Town, name: str = "Primera", area: list[Any] | None = None) -> Cohort:
    """Return a wave whose market is drawn and in which somebody works."""
    cohort = committed(town, name)
    drawn(town, cohort.market, area)
    cohort.stand(CohortStage.IDENTIFYING.value)
    town.session.flush()
    return cohort


def told(town: Town, coordinates: Any = INSIDE, **other: Any) -> Complaint:
    """Write a complaint down as the desk does."""
    return receive_complaint(
        town.acting("ter1"),
        None,
        source=ComplaintSource.DESK,
        received_at=town.clock(),
        kind=IncidentKind.SALE,
        text="Venden en la esquina de la plaza.",
        coordinates=coordinates,
        **other,
    )


def test_it_bears_on_the_wave_in_whose_market_it_lies(town: Town) -> None:
    cohort = at_work(town)
    assert told(town).cohort_id == cohort.id
    assert told(town, OUTSIDE).cohort_id is None
    assert told(town, None).cohort_id is None


def test_the_point_of_the_register_says_where_it_lies_if_nothing_else_does(town: Town) -> None:
    cohort = at_work(town, area=square(float(LON) - 0.005, float(LAT) - 0.005))
    point = a_point(town)
    assert told(town, None, point=point.code).cohort_id == cohort.id
    assert told(town, OUTSIDE, point=point.code).cohort_id is None


@pytest.mark.parametrize("stage", ["PROPOSED", "COMMITTED", "CLOSED", "ABANDONED"])
def test_a_wave_in_which_nobody_works_takes_none(town: Town, stage: str) -> None:
    cohort = at_work(town)
    cohort.stand(stage)
    town.session.flush()
    assert told(town).cohort_id is None


def test_where_two_waves_work_in_one_market_it_is_the_newer(town: Town) -> None:
    at_work(town)
    newer = at_work(town, "Segunda")
    newer.start_on = town.clock().date() + timedelta(days=1)
    town.session.flush()
    assert told(town).cohort_id == newer.id


@pytest.mark.rule("F9")
def test_prosecutor_and_handler_of_the_wave_read_it_and_no_others(
    client: FlaskClient, town: Town
) -> None:
    cohort, other = at_work(town), at_work(town, "Segunda", square(-70.5, -33.4))
    own, foreign = told(town), told(town, OUTSIDE)
    readers = ("fis1", "hnd1")
    for name in readers:
        sign_in(client, town, name)
        assert client.get(f"/complaints/{own.id}").status_code == 404
    assign(town.acting("jef1"), cohort, user_id=town.users["fis1"].id, ground=PROSECUTOR)
    assign(town.acting("fis1"), cohort, user_id=town.users["hnd1"].id, ground=HANDLER)
    assign(town.acting("jef1"), other, user_id=town.users["fis2"].id, ground=PROSECUTOR)
    town.session.commit()
    for name in readers:
        sign_in(client, town, name)
        page = says(client.get(f"/complaints/{own.id}"))
        assert "Venden en la esquina de la plaza." in page
        assert cohort.name in page
        listed = client.get(f"/complaints?cohort={cohort.id}").text
        assert str(own.id) in listed
        assert str(foreign.id) not in client.get("/complaints").text
        assert client.get(f"/complaints/{foreign.id}").status_code == 404
        for step in ("check-complaint", "place-complaint", "withdraw-complaint"):
            assert client.get(f"/complaints/{own.id}/{step}").status_code == 404
        assert client.get(f"/cohorts/{cohort.id}/gather-complaints").status_code == 404
        assert "1 denuncia se refiere a esta cohorte" in says(client.get(f"/cohorts/{cohort.id}"))
    sign_in(client, town, "fis2")
    assert client.get(f"/complaints/{own.id}").status_code == 404
    assert str(own.id) not in client.get("/complaints").text


def test_what_came_before_is_gathered_once_and_nothing_else(town: Town, clock: Clock) -> None:
    early = written(town, None, datetime(2025, 1, 5, 12, tzinfo=UTC), lon=INSIDE[0], lat=INSIDE[1])
    kept = written(town, None, datetime(2026, 3, 1, 3, tzinfo=UTC), lon=INSIDE[0], lat=INSIDE[1])
    day_before = datetime(2026, 3, 1, 2, 59, tzinfo=UTC)
    before = written(town, None, day_before, lon=INSIDE[0], lat=INSIDE[1])
    beside = written(town, None, clock.at, lon=OUTSIDE[0], lat=OUTSIDE[1])
    placeless = written(town, None, clock.at)
    point = a_point(town)
    of_point = written(town, None, clock.at, point_id=point.id)
    gone = written(town, None, clock.at, lon=INSIDE[0], lat=INSIDE[1])
    gone.withdrawn_at, gone.withdrawn_by_id = clock.at, town.users["ter1"].id
    gone.withdrawn_reason = "Se anoto dos veces."
    west, south = float(LON) - 0.001, SOUTH - 0.005
    cohort = at_work(town, area=square(west, south, 0.02))
    elsewhere = at_work(town, "Segunda", square(-70.5, -33.4))
    taken = written(town, None, clock.at, lon=INSIDE[0], lat=INSIDE[1])
    taken.cohort_id = elsewhere.id
    town.session.commit()
    acting = town.acting("pol1")
    assert gather_complaints(acting, cohort, from_on=date(2026, 3, 1)) == 2
    town.session.expire_all()
    assert {kept.cohort_id, of_point.cohort_id} == {cohort.id}
    assert {one.cohort_id for one in (early, before, beside, placeless, gone)} == {None}
    assert taken.cohort_id == elsewhere.id
    assert kept.row_version == 1
    assert gather_complaints(acting, cohort, from_on=date(2026, 3, 1)) == 0


def test_a_file_brings_its_complaints_to_the_wave_and_can_still_be_undone(
    town: Town, clock: Clock
) -> None:
    before = applied(town, a_file(GOOD))
    cohort = at_work(town, area=square(-70.57, -33.41))
    far = GOOD.replace("C-1", "C-3").replace("-70.5663", "-70.5463")
    row = applied(town, a_file(GOOD.replace("C-1", "C-2"), far))
    query = select(Complaint.reference, Complaint.cohort_id)
    given = {one.reference: one.cohort_id for one in town.session.execute(query)}
    assert given == {"C-1": None, "C-2": cohort.id, "C-3": None}
    gather_complaints(town.acting("pol1"), cohort, from_on=date(2026, 1, 1))
    early = query.where(Complaint.reference == "C-1")
    assert town.session.execute(early).one().cohort_id == cohort.id
    clock.move(hours=1)
    for batch in (row, before):
        undo_import(town.acting("pol1"), batch, reason="La oficina mando el archivo de otro mes.")
    assert town.session.execute(query).all() == []


def test_nothing_is_gathered_for_a_wave_without_an_area(town: Town) -> None:
    cohort = committed(town)
    cohort.stand(CohortStage.IDENTIFYING.value)
    town.session.flush()
    with pytest.raises(Faults) as refused:
        gather_complaints(town.acting("ter1"), cohort, from_on=date(2026, 1, 1))
    assert refused.value.faults == {"from_on": [acts.NO_AREA]}


def test_who_judges_no_complaint_gathers_none(town: Town) -> None:
    cohort = at_work(town)
    for role in Role:
        name = f"{role.value.lower()}1"
        if name in town.users and not acts.judges(role):
            with pytest.raises(NotKnown):
                gather_complaints(town.acting(name), cohort, from_on=date(2026, 1, 1))


def test_it_is_given_by_hand_or_taken_from_all_and_stays_so(town: Town) -> None:
    cohort, other = at_work(town), at_work(town, "Segunda", square(-70.5, -33.4))
    acting, far, inside = town.acting("ter1"), told(town, OUTSIDE), told(town)
    give_complaint(acting, far, wave=cohort.id, reason=BECAUSE)
    assert far.cohort_id == cohort.id
    give_complaint(acting, inside, reason="Habla de quien lleva la causa.")
    assert inside.cohort_id is None
    for row, kept in ((far, cohort.id), (inside, None)):
        place_complaint(acting, row)
        assert row.cohort_id == kept
    assert gather_complaints(acting, cohort, from_on=date(2026, 1, 1)) == 0
    assert inside.cohort_id is None
    give_complaint(acting, inside, wave=other.id, reason=BECAUSE)
    assert inside.cohort_id == other.id
    assert inside.given_reason == BECAUSE


def test_one_that_tells_of_the_handler_is_taken_from_the_handler(
    client: FlaskClient, town: Town
) -> None:
    cohort, row = at_work(town), None
    assign(town.acting("jef1"), cohort, user_id=town.users["fis1"].id, ground=PROSECUTOR)
    assign(town.acting("fis1"), cohort, user_id=town.users["hnd1"].id, ground=HANDLER)
    row = told(town)
    town.session.commit()
    sign_in(client, town, "hnd1")
    assert client.get(f"/complaints/{row.id}").status_code == 200
    sign_in(client, town, "ter1")
    typed = {"wave": "", "reason": "Habla del propio oficial a cargo."}
    assert client.post(f"/complaints/{row.id}/give-complaint", data=typed).status_code == 303
    assert "Habla del propio oficial" in says(client.get(f"/complaints/{row.id}"))
    sign_in(client, town, "hnd1")
    assert client.get(f"/complaints/{row.id}").status_code == 404


def test_another_point_brings_its_sector_and_its_cohort(town: Town) -> None:
    near = square(float(LON) - 0.005, float(LAT) - 0.005)
    first, second = a_sector(town, "A"), a_sector(town, "B", near)
    cohort = at_work(town, area=near)
    there, elsewhere = a_point(town, 1, second), a_point(town, 2, first)
    elsewhere.lon = Decimal("-70.500000")
    acting, row = town.acting("ter1"), told(town, None, point=there.code)
    assert (row.sector_id, row.cohort_id) == (second.id, cohort.id)
    place_complaint(acting, row, sector=second.id, point=elsewhere.code)
    assert (row.sector_id, row.cohort_id) == (first.id, None)
    place_complaint(acting, row, sector=second.id, point=elsewhere.code)
    assert row.sector_id == second.id


def test_a_point_that_was_withdrawn_meanwhile_stays_where_it_stands(
    town: Town, clock: Clock
) -> None:
    point = a_point(town)
    row = told(town, None, point=point.code)
    town.session.flush()
    point.withdrawn_at, point.withdrawn_by_id = clock.at, town.users["ter1"].id
    point.withdrawn_reason = "Se anoto dos veces."
    place_complaint(town.acting("ter1"), row, point=point.code.lower())
    assert row.point_id == point.id


def test_a_wave_that_was_closed_keeps_its_complaints_and_takes_no_new_ones(town: Town) -> None:
    cohort = at_work(town)
    row, fresh = told(town), told(town, OUTSIDE)
    cohort.stand(CohortStage.CLOSED.value)
    town.session.flush()
    acting = town.acting("ter1")
    give_complaint(acting, row, wave=cohort.id, reason=BECAUSE)
    assert row.cohort_id == cohort.id
    with pytest.raises(Faults) as refused:
        give_complaint(acting, fresh, wave=cohort.id, reason=BECAUSE)
    assert refused.value.faults == {"wave": [acts.NO_SUCH_WAVE]}


def test_who_may_not_read_them_all_is_told_no_count(client: FlaskClient, town: Town) -> None:
    cohort = at_work(town)
    told(town)
    town.session.commit()
    sign_in(client, town, "fis1")
    page = says(client.get(f"/cohorts/{cohort.id}"))
    assert "denuncia" not in page.split("<main", 1)[1]


def test_the_form_begins_with_what_stands_and_keeps_the_sector_of_the_place(
    client: FlaskClient, town: Town
) -> None:
    cohort = at_work(town)
    sector = a_sector(town, "A")
    for number in range(50):
        a_sector(town, f"0-{number}")
    row = told(town, sector=sector.id)
    town.session.commit()
    sign_in(client, town, "ter1")
    path = f"/complaints/{row.id}/place-complaint"
    assert f'selected value="{sector.id}"' in client.get(path).text
    assert client.post(path, data={"sector": str(sector.id)}).status_code == 303
    town.session.refresh(row)
    assert row.sector_id == sector.id
    assert (
        f'selected value="{cohort.id}"' in client.get(f"/complaints/{row.id}/give-complaint").text
    )
    page = says(client.get(f"/cohorts/{cohort.id}"))
    assert "Reunir las denuncias" in page
    sent = client.post(f"/cohorts/{cohort.id}/gather-complaints", data={"from_on": "01-01-2026"})
    assert sent.status_code == 303
    assert sent.location.endswith(f"/complaints?cohort={cohort.id}")
