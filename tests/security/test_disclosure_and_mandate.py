"""What a defender reads of the evidence, and what stays when one mandate of two ends."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

import dmi.people.guards  # noqa: F401 - conditions that these steps name
from dmi.access.granting import open_grants
from dmi.cases.acts.disclosing import disclose, withdraw_disclosure
from dmi.cases.queries import disclosable
from dmi.evidence.models.item import EvidenceItem
from dmi.people.acts.contacts import end_mandate
from dmi.people.models.contacts import Mandate
from dmi.people.models.links import BuySeller
from dmi.people.words import MandateKind
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus
from tests.builders import placed
from tests.cases.scene import a_candidate
from tests.eligibility.scene import Scene
from tests.pages import sign_in
from tests.people import Town

WHY = "Right to the file of the case."


def a_mandate(town: Town, scene: Scene) -> Mandate:
    """Write a mandate in force with what it opens."""
    row = Mandate(
        pathway_id=scene.pathway.id,
        defender_id=town.users["def1"].id,
        kind=MandateKind.PUBLIC,
        from_on=town.clock().date() - timedelta(days=1),
        recorded_by_id=town.users["fis1"].id,
    )
    row.stand(GrantStatus.IN_FORCE)
    placed(town, row, scene.pathway)
    held = [one for one in DataClass if Condition.MANDATE in right(Role.DEFENDER, one).conditions]
    open_grants(
        town.acting("fis1"), "T.record_mandate", row, Role.DEFENDER, held, user=row.defender_id
    )
    return row


@pytest.mark.rule("S3")
def test_a_disclosed_thing_opens_to_the_defender_and_no_other_thing_does(
    client: FlaskClient, town: Town
) -> None:
    scene = a_candidate(town)
    a_mandate(town, scene)
    offered = [one for one, _ in disclosable(town.acting("fis1"), scene.pathway.id)]
    links = list(town.session.scalars(select(BuySeller).where(BuySeller.id.in_(offered))))
    things = list(town.session.scalars(select(EvidenceItem).where(EvidenceItem.id.in_(offered))))
    told, kept = things[:2]
    fields = {"to_user_id": town.users["def1"].id, "why": WHY}
    given = disclose(town.acting("fis1"), scene.pathway, items=[told.id, links[0].id], **fields)
    opened = (f"/evidence-items/{told.id}", f"/buys/{links[0].buy_id}")
    closed = (f"/evidence-items/{kept.id}", f"/buys/{links[1].buy_id}")
    sign_in(client, town, "def1")
    assert [client.get(path).status_code for path in opened] == [200, 200]
    assert [client.get(path).status_code for path in closed] == [404, 404]
    shown = client.get("/evidence-items").get_data(as_text=True)
    assert str(told.id) in shown
    assert str(kept.id) not in shown
    withdraw_disclosure(town.acting("fis1"), given, reason="The wrong file was handed over.")
    sign_in(client, town, "def1")
    assert [client.get(path).status_code for path in opened] == [404, 404]


def test_the_end_of_the_mandate_closes_what_was_disclosed(client: FlaskClient, town: Town) -> None:
    scene = a_candidate(town)
    mandate = a_mandate(town, scene)
    offered = [one for one, _ in disclosable(town.acting("fis1"), scene.pathway.id)]
    things = list(town.session.scalars(select(EvidenceItem).where(EvidenceItem.id.in_(offered))))
    fields = {"to_user_id": town.users["def1"].id, "why": WHY}
    disclose(town.acting("fis1"), scene.pathway, items=[things[0].id], **fields)
    end_mandate(town.acting("fis1"), mandate, reason="The person chose another defender.")
    sign_in(client, town, "def1")
    paths = (f"/evidence-items/{things[0].id}", f"/pathways/{scene.pathway.id}")
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_the_end_of_one_mandate_leaves_the_other_in_force(client: FlaskClient, town: Town) -> None:
    scene = a_candidate(town)
    first, _second = a_mandate(town, scene), a_mandate(town, scene)
    end_mandate(town.acting("fis1"), first, reason="Recorded twice by mistake of the clerk.")
    sign_in(client, town, "def1")
    assert client.get(f"/pathways/{scene.pathway.id}").status_code == 200
