"""What the defence is handed, and what the pages of a case show."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import dmi.people.guards  # noqa: F401 - conditions of lower features that these steps name
from dmi.access.models.grants import Grant
from dmi.cases.acts.disclosing import disclose, withdraw_disclosure
from dmi.cases.queries import buys_behind, clocks_of, disclosable, linked_buys
from dmi.kernel.refusals import Unmet
from dmi.people.models.contacts import Mandate
from dmi.people.words import MandateKind
from dmi.policy.states import GrantStatus
from tests.builders import placed
from tests.cases.scene import a_candidate, banked
from tests.desk.signing import without_token
from tests.eligibility.scene import unlinked
from tests.pages import says, sign_in
from tests.people import Town


def test_items_open_one_by_one_to_a_defender_with_a_mandate(town: Town) -> None:
    scene = a_candidate(town)
    acting = town.acting("fis1")
    items = [one for one, _ in disclosable(acting, scene.pathway.id)]
    fields = {"to_user_id": town.users["def1"].id, "why": "Right to the file."}
    with pytest.raises(Unmet, match="mandate_in_force"):
        disclose(acting, scene.pathway, items=items[:1], **fields)
    mandate = Mandate(
        pathway_id=scene.pathway.id,
        defender_id=town.users["def1"].id,
        kind=MandateKind.PUBLIC,
        from_on=town.clock().date() - timedelta(days=1),
        recorded_by_id=town.users["fis1"].id,
    )
    mandate.stand(GrantStatus.IN_FORCE)
    placed(town, mandate, scene.pathway)
    with pytest.raises(Unmet, match="items_named_one_by_one"):
        disclose(acting, scene.pathway, items=[], **fields)
    given = disclose(acting, scene.pathway, items=items[:2], **fields)
    grants = town.session.scalars(select(Grant).where(Grant.source_ref == given.id)).all()
    assert {grant.item_ref for grant in grants} == {*items[:2], *buys_behind(acting, items[:2])}
    withdraw_disclosure(acting, given, reason="The wrong file was handed over.")
    town.session.refresh(grants[0])
    assert grants[0].ended_at == town.clock()


def test_a_buy_whose_link_was_withdrawn_is_no_part_of_the_case(town: Town) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    acting = town.acting("fis1")

    def parts() -> tuple[int, int, int]:
        handed = disclosable(acting, scene.pathway.id)
        return len(linked_buys(acting, case)), len(clocks_of(acting, case.id)), len(handed)

    assert parts() == (2, 2, 4)
    unlinked(scene)
    assert parts() == (1, 1, 2)


def test_the_pages_show_the_dates_and_warn(client: FlaskClient, town: Town) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    sign_in(client, town, "fis1")
    assert case.ruc in says(client.get("/cases"))
    shown = says(client.get(f"/cases/{case.id}"))
    assert "24-10-2031" in shown
    assert f"/cases/{case.id}/recertify-case" in shown
    assert "banner-warn" in shown


@pytest.mark.rule("S3")
def test_a_foreign_case_does_not_exist(client: FlaskClient, town: Town) -> None:
    scene = a_candidate(town)
    case = banked(scene)
    case.jurisdiction_id = uuid4()
    town.session.flush()
    sign_in(client, town, "fis1")
    foreign = client.get(f"/cases/{case.id}")
    unknown = client.get(f"/cases/{uuid4()}")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert without_token(foreign) == without_token(unknown)
