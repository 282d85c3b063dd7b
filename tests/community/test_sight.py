"""Who may read and write the community: by role, by place, and what somebody wrote themselves."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.community.acts import partner as acts
from dmi.community.models import CommunityContact, Partner, Survey, Work
from dmi.community.words import PartnerKind
from dmi.kernel.refusals import NotKnown
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import Sector
from tests.community.neighbourhoods import a_neighbourhood, a_partner
from tests.pages import says, sign_in
from tests.people import Town, found_town

LISTS = ("/community", "/partners", "/community-contacts", "/works", "/surveys")
FORMS = ("/partners/new", "/community-contacts/new", "/works/new", "/surveys/new")
MODELS = (Partner, CommunityContact, Work, Survey)


def pages(town: Town) -> list[str]:
    """Return the page of each row."""
    return [
        f"/{model.__slug__}/{row.id}"
        for model in MODELS
        for row in town.session.scalars(select(model))
    ]


@pytest.mark.parametrize(
    ("name", "reads", "writes"),
    [
        ("jef1", True, True),
        ("ter1", True, True),
        *((one, True, False) for one in ("fis1", "pol1", "ana1", "ts1", "psi1", "lab1", "sec1")),
        ("aud1", True, False),
        *((one, False, False) for one in ("hnd1", "def1", "adm1")),
    ],
)
def test_each_role_reads_and_writes_what_the_table_says(
    client: FlaskClient, town: Town, name: str, reads: bool, writes: bool
) -> None:
    a_neighbourhood(town)
    sector = town.session.scalars(select(Sector)).one()
    market = town.session.scalars(select(Market)).one()
    sign_in(client, town, name)
    looked = (
        *LISTS,
        *pages(town),
        f"/sectors/{sector.id}/community",
        f"/markets/{market.id}/surveys",
    )
    for address in looked:
        assert client.get(address).status_code == (200 if reads else 404), address
    for address in FORMS:
        assert client.get(address).status_code == (200 if writes else 404), address
    if reads:
        assert ("/partners/new" in says(client.get("/partners"))) is writes
    assert ('href="/community"' in says(client.get("/"))) is reads


def test_the_community_representative_knows_what_they_wrote_alone(
    client: FlaskClient, town: Town
) -> None:
    a_neighbourhood(town)
    foreign = pages(town)
    sign_in(client, town, "com1")
    own = {"name": "Club del barrio", "kind": "CLUB"}
    assert client.post("/partners/new", data=own).status_code == 303
    page = says(client.get("/partners"))
    assert "Club del barrio" in page
    assert "Junta de vecinos 12" not in page
    assert "Aquí ve lo que usted mismo anotó" in page
    row = town.session.scalars(select(Partner).where(Partner.plain_name == "Club del barrio")).one()
    assert client.get(f"/partners/{row.id}/change-partner").status_code == 200
    for address in foreign:
        assert client.get(address).status_code == 404, address
    sector = town.session.scalars(select(Sector)).one()
    assert "Junta de vecinos 12" not in says(client.get(f"/sectors/{sector.id}/community"))
    sign_in(client, town, "ter1")
    assert "Club del barrio" in says(client.get("/partners"))


def test_a_representative_changes_nobody_elses_row(town: Town) -> None:
    row = a_partner(town)
    with pytest.raises(NotKnown):
        acts.change_partner(town.acting("com1"), row, name="Otra", kind=PartnerKind.CLUB)
    with pytest.raises(NotKnown):
        acts.record_partner(town.acting("fis1"), None, name="Otra", kind=PartnerKind.CLUB)


def test_another_place_knows_nothing_of_it(client: FlaskClient, town: Town) -> None:
    a_neighbourhood(town)
    there = found_town(town.session, town.clock, "13115")
    sector = town.session.scalars(select(Sector)).one()
    for name in ("ter1", "jef1", "ana1", "aud1"):
        sign_in(client, there, name)
        for address in (*pages(town), f"/sectors/{sector.id}/community"):
            assert client.get(address).status_code == 404, address
        assert "Junta de vecinos 12" not in says(client.get("/partners"))
        assert "Colon Oriente" not in says(client.get("/community"))
    sign_in(client, there, "ter1")
    taken = {"name": "Club", "kind": "CLUB", "sector": str(sector.id)}
    assert client.post("/partners/new", data=taken).status_code == 400
