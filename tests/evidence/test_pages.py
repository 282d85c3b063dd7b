"""What people type wrongly is said at its field, kept, and changes nothing."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation, Operation
from dmi.evidence.models.item import EvidenceItem
from dmi.kernel.local_time import instant_text
from dmi.people.models.pathway import Pathway
from dmi.policy.states import BuyStatus, CohortStage
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort
from tests.evidence.places import RUC, a_buy, ready, staffed
from tests.pages import says, sign_in
from tests.people import Town

ZONE = "America/Santiago"


def typed(town: Town, **changed: str) -> dict[str, str]:
    return {
        "occurred_at": instant_text(town.clock() - timedelta(minutes=30), ZONE),
        "ruc": RUC,
        "seller": "V-07",
        "place": "Pasaje sin nombre",
        "substance": "COCA_BASE",
        "gross_g": "0,84",
        "net_g": "0,61",
        "officer_code": "AG-0012",
        "first_offer_by": "PERSON",
        "recording": "VIDEO",
        "offence_code": "L20000_4",
        "nue": "5512874",
        "description": "Dos envoltorios",
        "holder_post": "Funcionario a cargo",
        "no_inducement": "y",
        **changed,
    }


@pytest.fixture
def authorisation(town: Town) -> Authorisation:
    """Give an authorisation under which a buy of now counts."""
    return ready(town, a_cohort(town))


def count(town: Town, model: type[Buy] | type[Pathway] | type[Investigation]) -> int:
    town.session.expire_all()
    return int(town.session.query(model).count())


def test_a_buy_is_recorded_by_its_form(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    sign_in(client, town, "hnd1")
    page = f"/authorisations/{authorisation.id}/record-buy"
    assert client.get(page).status_code == 200
    answer = client.post(page, data=typed(town))
    assert answer.status_code == 303, says(answer)
    assert count(town, Buy) == 1
    assert client.get(answer.location).status_code == 200
    assert "V-07" in says(client.get("/buys"))


@pytest.mark.rule("C1", "C2")
@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"occurred_at": "01-10-2026 10:00"}, 409),
        ({"ruc": "2600999888-1"}, 409),
        ({"occurred_at": "23-11-2027 10:00"}, 400),
        ({"occurred_at": "31-02-2026 10:00"}, 400),
        ({"net_g": "1,20"}, 400),
        ({"narrative": "La persona (RUN 11.111.111-1) ofreció"}, 400),
        ({"place": "Pasaje \u0007 uno"}, 400),
        ({"place": "Pasaje \u202e uno"}, 400),
        ({"place": "Pasaje \U0001f600"}, 400),
        ({"officer_code": "AG-7777"}, 400),
        ({"nue": "12"}, 409),
    ],
)
def test_a_wrong_buy_is_said_and_its_text_is_kept(
    client: FlaskClient,
    town: Town,
    authorisation: Authorisation,
    wrong: dict[str, str],
    status: int,
) -> None:
    sign_in(client, town, "hnd1")
    answer = client.post(
        f"/authorisations/{authorisation.id}/record-buy",
        data=typed(town, **{"description": "Lo que escribí", **wrong}),
    )
    assert answer.status_code == status, says(answer)
    assert "Lo que escribí" in says(answer)
    assert count(town, Buy) == 0


def test_ten_megabytes_of_text_change_nothing(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    sign_in(client, town, "hnd1")
    page = f"/authorisations/{authorisation.id}/record-buy"
    answer = client.post(page, data=typed(town, narrative="a" * 10_000_000))
    assert answer.status_code == 413
    long = client.post(page, data=typed(town, narrative="a" * 5000))
    assert long.status_code == 400
    assert count(town, Buy) == 0


@pytest.mark.rule("U1")
def test_the_refusal_shows_the_way_to_keep_a_buy_as_unusable(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    sign_in(client, town, "hnd1")
    outside = typed(town, occurred_at="01-10-2026 10:00")
    refused = client.post(f"/authorisations/{authorisation.id}/record-buy", data=outside)
    way = f"/authorisations/{authorisation.id}/record-unusable-buy"
    assert way in says(refused)
    kept = client.post(way, data={**outside, "reason": "Ocurrió antes de la autorización"})
    assert kept.status_code == 303, says(kept)
    buy = town.session.query(Buy).one()
    assert buy.status is BuyStatus.UNUSABLE


@pytest.mark.rule("C3")
def test_a_page_of_another_role_or_place_does_not_exist(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    operation = authorisation.operation_id
    sign_in(client, town, "pol1")
    assert client.get(f"/operations/{operation}/create-authorisation").status_code == 404
    sign_in(client, town, "pol2")
    assert client.get(f"/authorisations/{authorisation.id}").status_code == 404
    sign_in(client, town, "ts1")
    assert client.get("/buys").status_code == 404


@pytest.mark.rule("C7")
def test_a_code_is_read_by_its_handler_alone(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    buy = a_buy(town, authorisation)
    item = town.session.query(EvidenceItem).filter_by(buy_id=buy.id).one()
    pages = (f"/authorisations/{authorisation.id}", f"/buys/{buy.id}", f"/evidence-items/{item.id}")
    sign_in(client, town, "hnd1")
    assert all("AG-0012" in says(client.get(page)) for page in pages)
    for name in ("pol1", "fis1"):
        sign_in(client, town, name)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            assert "AG-0012" not in says(answer)


@pytest.mark.rule("C17")
def test_an_unusual_case_number_asks_why_and_keeps_what_was_typed(
    client: FlaskClient, town: Town
) -> None:
    cohort: Cohort = staffed(town, a_cohort(town))
    sign_in(client, town, "fis1")
    page = f"/cohorts/{cohort.id}/record-investigation"
    digits = (f"2600111222-{digit}" for digit in "0123456789")
    answers = {ruc: client.post(page, data={"ruc": ruc}) for ruc in digits}
    asked = [ruc for ruc, answer in answers.items() if answer.status_code == 400]
    assert len(asked) >= 9
    assert asked[0] in says(answers[asked[0]])
    why = {"ruc": asked[0], "ruc_override_reason": "Así figura en la carátula"}
    assert client.post(page, data=why).status_code == 303


def test_every_list_and_row_page_opens(
    client: FlaskClient, town: Town, authorisation: Authorisation
) -> None:
    buy = a_buy(town, authorisation)
    item = town.session.query(EvidenceItem).filter_by(buy_id=buy.id).one()
    operation = town.session.get(Operation, authorisation.operation_id)
    assert operation is not None
    sign_in(client, town, "fis1")
    pages = (
        *("/authorisations", "/operations", "/buys", "/evidence-items"),
        f"/operations/{operation.id}",
        f"/investigations/{operation.investigation_id}",
        f"/evidence-items/{item.id}",
        f"/evidence-items/{item.id}/hand-over",
        f"/evidence-items/{item.id}/record-field-test",
    )
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.rule("U3", "C16")
def test_a_wrong_number_is_said_at_its_field_when_somebody_is_nominated(
    client: FlaskClient, town: Town
) -> None:
    cohort = a_cohort(town, CohortStage.IDENTIFYING)
    sign_in(client, town, "pol1")
    page = f"/cohorts/{cohort.id}/nominate"
    told = {
        "source_type": "OFFICER_OBSERVATION",
        "source_grade": "A",
        "information_grade": "1",
        "place": "Pasaje sin nombre",
        "observed_on": "20-11-2026",
        "suspicion_basis": "Se le vio entregar envoltorios a tres conductores en la esquina.",
        "in_market": "y",
        "run": "12.531.909-3",
    }
    assert client.get(page).status_code == 200
    wrong = client.post(page, data=told)
    assert wrong.status_code == 400
    assert "tres conductores" in says(wrong)
    future = client.post(page, data={**told, "run": "", "observed_on": "24-12-2026"})
    assert future.status_code == 400
    assert count(town, Pathway) == 0
    assert client.post(page, data={**told, "run": "12.531.909-2"}).status_code == 303
    assert count(town, Pathway) == 1
