"""The monthly review: beside the frozen baseline, the market that returns, the months counted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.policy.states import CohortStage
from dmi.programme.acts import begin_maintenance, review_month
from dmi.programme.models import MaintenanceReview
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.place import Sector
from tests.builders import a_cohort
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.programme.gates import others_met
from tests.programme.test_stages import by_two, state_all
from tests.territory.choosing import a_complaint, a_sector, freeze, local

ACTIONS = "Carabineros vuelve a la esquina los viernes; reunión del equipo el 4."
BASELINE = 10


@pytest.fixture
def cohort(town: Town, clock: Clock) -> Cohort:
    """Begin the maintenance in August; it is November now."""
    clock.at = datetime(2026, 8, 10, 15, 0, tzinfo=UTC)
    found = a_cohort(town, CohortStage.CALLIN_DONE)
    with others_met():
        begin_maintenance(town.acting("jef1"), found)
    clock.at = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    return found


@pytest.fixture
def sector(town: Town, cohort: Cohort) -> Sector:
    """Freeze a baseline of ten complaints a month in one sector."""
    found = a_sector(town)
    for month in (2, 3, 4):
        complain(town, found, month, BASELINE)
    freeze(town, cohort.market, found)
    return found


def complain(town: Town, sector: Sector, month: int, times: int) -> None:
    for number in range(times):
        a_complaint(town, sector, local(town, date(2026, month, number + 1)))


@pytest.mark.rule("F112")
def test_the_market_returns_after_two_months_above_the_share_of_the_place(
    town: Town, cohort: Cohort, sector: Sector
) -> None:
    for month, calls in ((8, 7), (9, 8), (10, 8)):
        complain(town, sector, month, calls)
    acting = town.acting("jef1")
    august = review_month(acting, cohort, month="2026-08")
    assert (august.calls, august.baseline_ratio, august.trigger_hit) == (7, Decimal("0.7"), False)
    september = review_month(acting, cohort, month="2026-09")
    assert (september.calls, september.trigger_hit) == (8, False)
    with pytest.raises(Faults) as refused:
        review_month(acting, cohort, month="2026-10")
    assert list(refused.value.faults) == ["actions"]
    october = review_month(acting, cohort, month="2026-10", actions=ACTIONS)
    assert (october.calls, october.baseline_ratio) == (8, Decimal("0.8"))
    assert october.trigger_hit
    assert (october.held_on, october.held_by_id) == (date(2026, 11, 23), town.users["jef1"].id)


def test_a_month_before_the_maintenance_is_none_of_the_two(
    town: Town, cohort: Cohort, sector: Sector
) -> None:
    complain(town, sector, 7, 20)
    complain(town, sector, 8, 20)
    assert not review_month(town.acting("jef1"), cohort, month="2026-08").trigger_hit


def test_without_a_baseline_calls_are_typed_and_nothing_is_compared(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/review-month"
    assert client.post(path, data={"month": "2026-08", "calls": "4"}).status_code == 303
    row = town.session.scalars(select(MaintenanceReview)).one()
    assert (row.calls, row.baseline_ratio, row.trigger_hit) == (4, None, False)
    assert "Sin comparar" in says(client.get(f"/cohorts/{cohort.id}/maintenance"))


def test_only_a_month_of_the_maintenance_that_is_over_is_reviewed(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    for month in ("2026-07", "2026-11", "2026-12", "x"):
        with pytest.raises(Faults):
            review_month(town.acting("jef1"), cohort, month=month)
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/review-month"
    page = says(client.get(path))
    assert [f'value="2026-{month:02}"' in page for month in (7, 8, 9, 10, 11)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    refused = client.post(path, data={"month": "2026-11", "calls": "x"})
    assert refused.status_code == 400
    assert says(refused).count('class="error"') == 2
    other = a_cohort(town, CohortStage.CALLIN_DONE, "Otra")
    with pytest.raises(Faults):
        review_month(town.acting("jef1"), other, month="2026-08")


def test_a_month_reviewed_again_is_corrected(
    client: FlaskClient, town: Town, cohort: Cohort, sector: Sector
) -> None:
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/review-month"
    assert client.post(path, data={"month": "2026-09", "actions": ACTIONS}).status_code == 303
    complain(town, sector, 9, 3)
    assert client.post(path, data={"month": "2026-09", "actions": "Nada."}).status_code == 303
    row = town.session.scalars(select(MaintenanceReview)).one()
    town.session.refresh(row)
    assert (row.calls, row.actions) == (3, "Nada.")


def test_the_manager_alone_holds_the_review(town: Town, cohort: Cohort) -> None:
    for name in ("fis1", "aud1", "ts1"):
        with pytest.raises(NotKnown):
            review_month(town.acting(name), cohort, month="2026-08")


@pytest.mark.rule("F112")
def test_a_cohort_closes_once_as_many_months_were_reviewed_as_the_place_asks(
    town: Town, clock: Clock, cohort: Cohort
) -> None:
    clock.at = datetime(2027, 8, 10, 15, 0, tzinfo=UTC)
    months = [f"2026-{month:02}" for month in range(8, 13)]
    months += [f"2027-{month:02}" for month in range(1, 8)]
    for month in months[:-1]:
        review_month(town.acting("jef1"), cohort, month=month)
    with others_met():
        state_all(town, cohort)
        with pytest.raises(Unmet) as refused:
            by_two(town, "M.close_cohort", cohort, "jef1", "aud1")
        assert [gap.guard for gap in refused.value.gaps] == ["maintenance_months_passed"]
        assert refused.value.gaps[0].args["n"] == 11
        review_month(town.acting("jef1"), cohort, month=months[-1])
        by_two(town, "M.close_cohort", cohort, "jef1", "aud1")
    assert cohort.stage is CohortStage.CLOSED


def test_the_overview_says_how_far_each_cohort_is(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    review_month(town.acting("jef1"), cohort, month="2026-08", calls=2)
    sign_in(client, town, "ts1")
    page = says(client.get("/programme"))
    assert "1 de 12 hechas" in page
    assert "0 de 20 respondidos" in page


@pytest.mark.parametrize(
    ("stage", "language", "words"),
    [
        (CohortStage.MAINTENANCE, "es", "El primer mes de la mantención está en curso."),
        (CohortStage.REVIEWING, "es", "La mantención no ha comenzado."),
        (CohortStage.REVIEWING, "en", "The maintenance has not begun."),
    ],
)
def test_an_empty_page_says_what_comes(
    client: FlaskClient, town: Town, stage: CohortStage, language: str, words: str
) -> None:
    cohort = a_cohort(town, stage)
    sign_in(client, town, "jef1")
    client.set_cookie("dmi_language", language)
    assert words in says(client.get(f"/cohorts/{cohort.id}/maintenance"))
    empty = says(client.get("/programme"))
    assert cohort.name in empty
