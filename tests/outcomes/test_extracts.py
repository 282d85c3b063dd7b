"""Rows for researchers: whoever agreed, coarse enough, approved by two, attacked and holding."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from itertools import combinations
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from dmi.outcomes.models import ResearchExtract
from dmi.outcomes.rules import singles_out
from dmi.outcomes.tallies import extract as tally
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentPurpose, Sex
from dmi.policy.states import GrantStatus
from dmi.territory.models.cohort import Cohort
from tests.builders import placed
from tests.outcomes.place import newest
from tests.outcomes.scenes import ACTIVE, CAME, S, seeded
from tests.pages import says, sign_in
from tests.people import Town

GROUPS = ((14, (*ACTIVE, S.GRADUATED)), (7, (*ACTIVE, S.TERMINATED)), (3, (*CAME, S.DECLINED)))
ASKED = {
    "recipient": "Ana Muestra",
    "institution": "Universidad de Ejemplo",
    "audience": "INSIDE",
    "purpose": "Cuánto dura el apoyo hasta el egreso, comité de ética 12-2026.",
}


def agree(
    town: Town,
    pathway: Pathway,
    answer: ConsentAnswer = ConsentAnswer.YES,
    purpose: ConsentPurpose = ConsentPurpose.RESEARCH,
    days: int = 300,
) -> Consent:
    """Write somebody's answer on a purpose."""
    consent = Consent(
        pathway_id=pathway.id,
        purpose=purpose,
        recipient="Observatorio",
        scope="Evaluación anónima",
        answer=answer,
        given_at=town.clock(),
        language="es",
        expires_on=town.clock().date() + timedelta(days=days),
        status=GrantStatus.IN_FORCE,
        recorded_by_id=town.users["ts1"].id,
    )
    return placed(town, consent, pathway)


def agreed(town: Town, silent: int = 0) -> tuple[Cohort, list[Pathway]]:
    """Write a cohort of 24 of whom everybody agreed but the last ones."""
    cohort, people = seeded(town, groups=GROUPS)
    for one in people[: len(people) - silent]:
        agree(town, one)
    town.session.commit()
    return cohort, people


def asked(client: FlaskClient, town: Town, cohort: UUID, **said: str) -> ResearchExtract:
    """Ask for an extract as the analyst."""
    sign_in(client, town, "ana1")
    answer = client.post(f"/cohorts/{cohort}/research-extract", data={**ASKED, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return fresh(town, answer.location.rsplit("/", 1)[1])


def fresh(town: Town, row_id: str | UUID) -> ResearchExtract:
    """Return an extract as it stands now."""
    newest(town, ResearchExtract)
    town.session.expire_all()
    return town.session.get_one(ResearchExtract, UUID(str(row_id)))


def prove_again(client: FlaskClient) -> None:
    """Prove anew who is signed in."""
    assert client.post("/confirm-it-is-you", data={}).status_code == 303


def approve(client: FlaskClient, town: Town, row_id: UUID) -> int:
    """Approve an extract as the manager who has just proved who it is; return the answer."""
    sign_in(client, town, "jef1")
    prove_again(client)
    return client.post(f"/research-extracts/{row_id}/approve-extract", data={}).status_code


def handed_out(client: FlaskClient, town: Town, row_id: UUID) -> dict[str, list[list[str]]]:
    """Return the tables of the file by name, as the analyst downloads it."""
    sign_in(client, town, "ana1")
    prove_again(client)
    answer = client.get(f"/research-extracts/{row_id}/extract.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        texts = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}
    return {name: list(csv.reader(io.StringIO(text))) for name, text in texts.items()}


@pytest.mark.rule("F110")
def test_an_extract_holds_one_coarse_row_for_each_who_agreed_and_no_other(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town, silent=2)
    refuses, lapsed = people[0], people[1]
    agree(town, refuses, ConsentAnswer.NO).given_at += timedelta(minutes=1)
    agree(town, lapsed, days=-1).given_at += timedelta(minutes=1)
    agree(town, people[-1], purpose=ConsentPurpose.SHARE_ATTENDANCE)
    people[2].person.is_blocked = people[3].is_sealed = True
    town.session.commit()
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 303
    row = fresh(town, row_id)
    found = handed_out(client, town, row_id)
    assert set(found) == {f"{row.code}.csv", "codebook.csv", "obligations.txt"}
    heads, *rows = found[f"{row.code}.csv"]
    assert heads == list(tally.COLUMNS)
    assert len(rows) + (row.withheld or 0) == 24 - 6
    assert {one[0] for one in rows} == {row.code}
    assert len({one[1] for one in rows}) == len(rows)
    text = str(rows)
    for hidden in (*(str(one.id) for one in people), *(str(one.person_id) for one in people)):
        assert hidden not in text
        assert hidden not in str(row.cells)
    assert not re.search(r"\d{4}-\d{2}|Sembrada|fis1", text.replace(row.code, ""))
    code = str(found["codebook.csv"])
    for wanted in ("Universidad de Ejemplo", ASKED["purpose"], *tally.COLUMNS):
        assert wanted in code
    assert "nadie" in str(found["obligations.txt"]).lower()


def test_every_row_looks_like_enough_others_and_what_does_not_is_withheld_and_counted(
    town: Town,
) -> None:
    cohort, people = agreed(town)
    for number, one in enumerate(people):
        one.person.sex_registered = Sex.FEMALE if number < 3 else Sex.MALE
        one.person.nationality = "PE" if number == 23 else "CL"
    town.session.commit()
    acting = town.acting("ana1")
    for least in (5, 10):
        drawn = tally.draw(acting, cohort, least)
        alike = [tuple(row[:3]) for row in drawn.rows]
        assert all(alike.count(one) >= least for one in alike)
        assert drawn.withheld == 24 - len(drawn.rows)
        assert sorted(map(len, drawn.cells)) == sorted(alike.count(one) for one in set(alike))
        assert "nationality" not in drawn.columns
        assert tally.NOT_GIVEN in {row[2] for row in drawn.rows}
    assert tally.draw(acting, cohort, 25).rows == []
    assert tally.draw(acting, cohort, 25).withheld == 24


def test_two_drawings_share_no_id_and_no_order(client: FlaskClient, town: Town) -> None:
    cohort, _people = agreed(town)
    ids = [asked(client, town, cohort.id).id for _each in range(2)]
    for one in ids:
        assert approve(client, town, one) == 303
    files = [handed_out(client, town, one) for one in ids]
    drawn = [
        [row[1] for row in next(rows for name, rows in one.items() if name.startswith("X-"))[1:]]
        for one in files
    ]
    assert not set(drawn[0]) & set(drawn[1])


@pytest.mark.rule("F110")
def test_an_extract_that_differs_from_an_earlier_one_by_few_people_is_refused(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town, silent=1)
    first = asked(client, town, cohort.id).id
    assert approve(client, town, first) == 303
    agree(town, people[-1])
    town.session.commit()
    second = asked(client, town, cohort.id).id
    sign_in(client, town, "jef1")
    prove_again(client)
    answer = client.post(f"/research-extracts/{second}/approve-extract", data={})
    assert answer.status_code == 409
    assert "distinguir a personas" in says(answer)
    assert fresh(town, second).cells is None


def test_no_combination_of_extracts_points_at_fewer_than_the_least() -> None:
    people = [str(one) for one in range(20)]
    whole = (5, [people])
    assert not singles_out([whole, whole])
    assert not singles_out([whole, (5, [people[:10], people[10:]])])
    assert singles_out([whole, (5, [people[1:]])]), "one is in the first alone"
    halves, odd = (5, [people[:10], people[10:]]), (5, [people[:8], people[8:]])
    assert singles_out([halves, odd]), "two are in the first half and in the second part"
    assert singles_out([(10, [people]), (5, [people[:6], people[6:]])]), "the stricter one holds"
    # Three that hold pair by pair, and not together.
    three = [
        (5, [people[:10], people[10:]]),
        (5, [people[:5] + people[10:15], people[5:10] + people[15:]]),
        (5, [people[:3] + people[5:7] + people[10:12] + people[15:18], _rest(people)]),
    ]
    assert singles_out(three)
    assert not singles_out(three[:2])


def _rest(people: list[str]) -> list[str]:
    taken = {*people[:3], *people[5:7], *people[10:12], *people[15:18]}
    return [one for one in people if one not in taken]


def test_whatever_was_approved_holds_against_every_pair_of_files(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town, silent=12)
    given = []
    for wave in (0, 3, 9):
        for one in people[12 : 12 + wave]:
            agree(town, one)
        town.session.commit()
        row_id = asked(client, town, cohort.id).id
        if approve(client, town, row_id) == 303:
            given.append({m for cell in fresh(town, row_id).cells or [] for m in cell})
    assert len(given) == 2, "three more alone are refused, nine more are not"
    for first, second in combinations(given, 2):
        for alone in (first - second, second - first):
            assert not alone or len(alone) >= 5


def test_nothing_leaves_without_a_second_person_and_a_fresh_proof(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town)
    row_id = asked(client, town, cohort.id).id
    here = f"/research-extracts/{row_id}"
    prove_again(client)
    assert client.get(f"{here}/extract.zip").status_code == 404
    assert client.post(f"{here}/approve-extract", data={}).status_code == 404
    for name in ("aud1", "fis1", "ts1", "com1"):
        sign_in(client, town, name)
        assert client.post(f"{here}/approve-extract", data={}).status_code == 404, name
        assert client.get(here).status_code == (200 if name == "aud1" else 404), name
    sign_in(client, town, "jef1")
    assert client.post(f"{here}/approve-extract", data={}).status_code == 409
    assert approve(client, town, row_id) == 303
    assert client.post(f"{here}/approve-extract", data={}).status_code == 409
    assert client.get(f"{here}/extract.zip").status_code == 404
    sign_in(client, town, "ana1")
    answer = client.get(f"{here}/extract.zip")
    assert answer.status_code == 303
    assert "/confirm-it-is-you" in answer.location


def test_a_file_is_not_handed_out_any_more_once_somebody_took_their_consent_back(
    client: FlaskClient, town: Town
) -> None:
    cohort, people = agreed(town)
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 303
    assert handed_out(client, town, row_id)
    agree(town, people[0], ConsentAnswer.NO).given_at += timedelta(minutes=1)
    town.session.commit()
    prove_again(client)
    answer = client.get(f"/research-extracts/{row_id}/extract.zip")
    assert answer.status_code == 409
    assert "retiró su consentimiento" in says(answer)


def test_a_cohort_where_too_few_agreed_gives_nothing_and_a_refusal_has_its_reason(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town, silent=21)
    row_id = asked(client, town, cohort.id).id
    assert approve(client, town, row_id) == 409
    here = f"/research-extracts/{row_id}"
    assert client.post(f"{here}/refuse-extract", data={"reason": "no"}).status_code == 400
    reason = "Son muy pocas personas para un estudio."
    assert client.post(f"{here}/refuse-extract", data={"reason": reason}).status_code == 303
    assert reason in says(client.get(here))
    client.get("/language?to=en")
    assert "the request was refused" in says(client.get(here))
    assert "Ana Muestra" in says(client.get("/research-extracts"))


def test_the_form_asks_for_whom_for_what_and_how_far_it_goes(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = agreed(town)
    sign_in(client, town, "ana1")
    short = {**ASKED, "purpose": "Estudio", "recipient": "", "audience": "NADIE"}
    answer = client.post(f"/cohorts/{cohort.id}/research-extract", data=short)
    assert answer.status_code == 400
    assert newest_count(town) == 0
    outside = asked(client, town, cohort.id, audience="OUTSIDE")
    assert outside.least == 10
    sign_in(client, town, "jef1")
    assert client.get(f"/cohorts/{cohort.id}/research-extract").status_code == 404


def newest_count(town: Town) -> int:
    """Return how many extracts were asked for."""
    town.session.rollback()
    return town.session.query(ResearchExtract).count()
