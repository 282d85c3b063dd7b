"""A cohort holds people, evidence, call-in and letters, each shown as its own list shows it."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from dmi.evidence.acts.buy import record_buy
from dmi.policy.roles import Role
from dmi.store.base import Record
from tests.builders import a_cohort, a_pathway, assign
from tests.callin.conftest import CallIn
from tests.evidence.places import a_code, an_authorisation, an_operation, bought
from tests.pages import says, sign_in

LISTS = ("pathways", "buys", "evidence-items", "meetings", "letters")
PART = "Lo que reúne la cohorte"
LINK = re.compile(rf'href="/({"|".join(LISTS)})/([0-9a-f-]{{36}})"')


@pytest.fixture
def full(callin: CallIn) -> CallIn:
    """Give the call-in a letter, a buy with its item, and another cohort beside it."""
    town = callin.town
    for name in ("pol1", "hnd1"):
        assign(town, name, callin.cohort)
    operation = an_operation(town, callin.cohort)
    a_code(town)
    authorisation = an_authorisation(town, operation)
    authorisation.recorded_at = town.clock() - timedelta(hours=2)
    record_buy(town.acting("hnd1"), authorisation, **bought(town))
    callin.draft(0)
    for name in ("fis1", "ts1", "def1"):
        assign(town, name, callin.people[0])
    a_pathway(town, a_cohort(town, name="Otra"), surname="Ajena")
    town.session.commit()
    return callin


def held(page: str) -> set[tuple[str, str]]:
    """Return what the part of the cohort's page leads to."""
    if PART not in page:
        return set()
    part = page.split(PART, 1)[1].split("</section>", 1)[0]
    return set(LINK.findall(part))


def of_cohort(callin: CallIn) -> set[tuple[str, str]]:
    """Return every row of the cohort, as the page would link it."""
    session, found = callin.town.session, set()
    for mapper in Record.registry.mappers:
        model = mapper.class_
        if getattr(model, "__slug__", "") in LISTS:
            rows = session.query(model).filter(model.cohort_id == callin.cohort.id)
            found |= {(model.__slug__, str(row.id)) for row in rows}
    return found


@pytest.mark.rule("F4")
def test_one_page_leads_to_people_evidence_call_in_and_letters(
    client: FlaskClient, full: CallIn
) -> None:
    sign_in(client, full.town, "fis1")
    found = held(says(client.get(f"/cohorts/{full.cohort.id}")))
    assert {kind for kind, _id in found} == set(LISTS)
    assert found == of_cohort(full)
    assert len([one for one in found if one[0] == "pathways"]) == len(full.people)
    for path in sorted(f"/{kind}/{row}" for kind, row in found):
        assert client.get(path).status_code == 200, path


@pytest.mark.rule("F4")
def test_each_role_finds_there_what_its_own_lists_show_and_no_more(
    client: FlaskClient, full: CallIn
) -> None:
    whole, seen = of_cohort(full), {}
    names = [f"{role.value.lower()}1" for role in Role if role is not Role.SCHEDULER]
    for name in (*names, "fis2", "pol2"):
        sign_in(client, full.town, name)
        own = set()
        for kind in LISTS:
            answer = client.get(f"/{kind}")
            own |= set(LINK.findall(says(answer))) if answer.status_code == 200 else set()
        page = says(client.get(f"/cohorts/{full.cohort.id}"))
        seen[name] = held(page)
        assert seen[name] <= own & whole, name
        # Who knows the public part of a cohort alone finds nothing of it there.
        if PART in page:
            assert seen[name] == own & whole, name
    kinds = {name: {kind for kind, _id in found} for name, found in seen.items()}
    assert kinds["fis1"] == set(LISTS)
    assert kinds["fis2"].isdisjoint({"buys", "evidence-items"})
    assert kinds["pol2"].isdisjoint({"buys", "evidence-items"})
    assert kinds["jef1"] == {"pathways", "meetings", "letters"}
    assert kinds["hnd1"] >= {"buys", "evidence-items"}
    assert kinds["aud1"].isdisjoint({"buys", "evidence-items", "letters"})
    assert kinds["ter1"] == {"meetings"}
    for name in ("sec1", "def1", "ts1", "com1", "adm1"):
        assert kinds[name] == set(), name
