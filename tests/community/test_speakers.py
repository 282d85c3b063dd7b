"""The call-in's gate counts the voices that agreed to this wave, in the market's own sectors."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from dmi.access.guards import GUARDS, Look
from dmi.community.rules import Offer, confirmed
from dmi.policy import pathway
from dmi.policy.states import CohortStage
from dmi.territory.acts.choice import freeze_baseline
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort
from tests.community.neighbourhoods import a_partner
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.choosing import FIRST, LAST
from tests.territory.registers import a_sector

PROPOSED, TODAY = date(2026, 3, 2), date(2026, 5, 4)


def gap(town: Town, cohort: Cohort) -> dict[str, object]:
    step = pathway.step("M.schedule_callin")
    return dict(GUARDS["speakers_confirmed"].judge(Look(town.acting("jef1"), cohort, step)) or {})


def a_wave(town: Town) -> Cohort:
    """Write a cohort under review that was proposed thirty days ago."""
    cohort = a_cohort(town, CohortStage.REVIEWING)
    cohort.created_at = town.clock() - timedelta(days=30)
    return cohort


@pytest.mark.parametrize(
    ("area", "agreed_on", "counts"),
    [
        ("own", PROPOSED, True),
        ("own", TODAY, True),
        (None, TODAY, True),
        ("other", TODAY, False),
        ("own", PROPOSED - timedelta(days=1), False),
        ("own", TODAY + timedelta(days=1), False),
        ("own", None, False),
    ],
)
def test_a_voice_counts_if_it_agreed_to_this_wave_in_this_area(
    area: str | None, agreed_on: date | None, counts: bool
) -> None:
    found = confirmed([Offer(area, agreed_on)], frozenset({"own"}), PROPOSED, TODAY)
    assert found == int(counts)


def test_the_gate_opens_when_enough_voices_agreed(town: Town) -> None:
    cohort = a_wave(town)
    today = town.clock().date()
    for number in range(2):
        a_partner(town, f"Voz {number}", agreed_on=today)
    a_partner(town, "Voz que no habla", speaks=False, agreed_on=today)
    a_partner(town, "Voz de otra ronda", agreed_on=today - timedelta(days=31))
    a_partner(town, "Voz aún no consultada")
    assert gap(town, cohort) == {"n": 2, "min": 3, "href": "/partners?speakers=1"}
    gone = a_partner(town, "Voz que se retiró", agreed_on=today)
    assert gap(town, cohort) == {}
    gone.contact_name = gone.contact = ""
    gone.withdrawn_at, gone.withdrawn_by_id = town.clock(), town.users["ter1"].id
    gone.withdrawn_reason = "Ya no participa."
    town.session.flush()
    assert gap(town, cohort)["n"] == 2


def test_a_voice_of_another_sector_does_not_open_the_gate(town: Town) -> None:
    cohort = a_wave(town)
    own, other = a_sector(town, "Norte"), a_sector(town, "Sur")
    frozen(town, cohort, own.id)
    today = town.clock().date()
    for sector in (own, own, other):
        a_partner(town, f"Voz de {sector.name}", sector, agreed_on=today)
    assert gap(town, cohort)["n"] == 2
    a_partner(town, "Voz de todo el territorio", agreed_on=today)
    assert gap(town, cohort) == {}


def test_the_page_of_the_step_and_of_the_cohort_say_how_many_are_missing(
    client: FlaskClient, town: Town
) -> None:
    cohort = a_wave(town)
    a_partner(town, agreed_on=town.clock().date())
    sign_in(client, town, "jef1")
    page = says(client.get(f"/cohorts/{cohort.id}/schedule-callin"))
    assert "Hay 1 voces del barrio confirmadas; se requieren 3." in page
    assert 'href="/partners?speakers=1"' in page
    own = says(client.get(f"/cohorts/{cohort.id}"))
    assert "1 vocero aceptó desde que se propuso esta cohorte" in own
    assert "la reunión de notificación necesita 3." in own
    sign_in(client, town, "hnd1")
    assert "vocero" not in says(client.get(f"/cohorts/{cohort.id}"))


def frozen(town: Town, cohort: Cohort, sector_id: UUID) -> None:
    """Freeze a baseline of the cohort's market in one sector."""
    freeze_baseline(
        town.acting("ana1"), cohort.market, from_on=FIRST, to_on=LAST, sectors=[sector_id]
    )
