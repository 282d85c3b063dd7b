"""Every page of the community in both languages, empty and filled, within its statements."""

import re
from itertools import chain

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.community.models import CommunityContact, Partner, Survey, Work
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import Sector
from tests.community.neighbourhoods import (
    a_contact,
    a_market,
    a_neighbourhood,
    a_partner,
    a_survey,
    a_work,
)
from tests.desk.test_statements import asked_for
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import a_sector

LIST = 6
SIZES = (1, 10, 50)
MODELS = (Partner, CommunityContact, Work, Survey)
LISTS = ("/community", "/partners", "/community-contacts", "/works", "/surveys")
FORMS = ("/partners/new", "/community-contacts/new", "/works/new", "/surveys/new")
NEXT = {
    "/community": ("No sector is written down yet.", "Aún no hay sectores registrados."),
    "/partners": ("No partner stands here yet.", "Aún no hay colaboradores anotados."),
    "/community-contacts": ("No meeting stands here yet.", "Aún no hay reuniones anotadas."),
    "/works": ("No work stands here yet.", "Aún no hay obras anotadas."),
    "/surveys": ("No survey wave stands here yet.", "Aún no hay rondas de encuesta anotadas."),
}
SPANISH = re.compile(r"\b(Sector|Colaboradores|Guardar|Retirar|Ronda|Aún|vecinos|Obras)\b")


def visible(page: str) -> str:
    """Return the words of a page between its tags."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"<[^>]*>", " ", main)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(("language", "which"), [("en", 0), ("es", 1)])
def test_an_empty_list_says_what_to_do_next(
    client: FlaskClient, town: Town, address: str, language: str, which: int
) -> None:
    client.set_cookie("dmi_language", language)
    sign_in(client, town, "ter1")
    page = says(client.get(address))
    assert NEXT[address][which] in page
    assert address == "/community" or page.count(f'href="{address}/new"') == 2
    sign_in(client, town, "aud1")
    page = says(client.get(address))
    assert NEXT[address][which] in page
    assert f'href="{address}/new"' not in page


def test_every_page_opens_in_both_languages(client: FlaskClient, town: Town) -> None:
    a_neighbourhood(town)
    sector = town.session.scalars(select(Sector)).one()
    market = town.session.scalars(select(Market)).one()
    rows = [(model, town.session.scalars(select(model)).one()) for model in MODELS]
    addresses = [
        *LISTS,
        *FORMS,
        f"/sectors/{sector.id}/community",
        f"/sectors/{sector.id}",
        f"/markets/{market.id}/surveys",
        f"/markets/{market.id}",
        *chain.from_iterable(
            (f"/{model.__slug__}/{row.id}", f"/{model.__slug__}/{row.id}/withdraw-{verb}")
            for (model, row), verb in zip(
                rows, ("partner", "contact", "work", "survey"), strict=True
            )
        ),
        f"/partners/{rows[0][1].id}/change-partner",
        f"/community-contacts/{rows[1][1].id}/change-contact",
        f"/works/{rows[2][1].id}/change-work",
    ]
    sign_in(client, town, "ter1")
    told: dict[str, list[str]] = {"es": [], "en": []}
    for language, pages in told.items():
        client.set_cookie("dmi_language", language)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            pages.append(visible(says(answer)))
    for address, spanish, english in zip(addresses, told["es"], told["en"], strict=True):
        assert spanish != english, address
        words = set(SPANISH.findall(english)) - {"Sector", "vecinos"}
        assert words == set(), address


def test_a_sector_with_nothing_in_it_says_what_stands_there(
    client: FlaskClient, town: Town
) -> None:
    row = a_sector(town)
    sign_in(client, town, "jef1")
    page = says(client.get(f"/sectors/{row.id}/community"))
    for told in (
        "Aún no hay colaboradores anotados.",
        "Aún no hay reuniones anotadas.",
        "Aún no hay obras anotadas.",
    ):
        assert told in page
    for noun in ("partners", "community-contacts", "works"):
        assert f'href="/{noun}/new?sector={row.id}"' in page
        form = says(client.get(f"/{noun}/new?sector={row.id}"))
        assert f'<option selected value="{row.id}">' in form
    market = a_market(town)
    town.session.commit()
    assert "En este mercado aún no se ha preguntado a nadie." in says(
        client.get(f"/markets/{market.id}/surveys")
    )
    form = says(client.get(f"/surveys/new?market={market.id}"))
    assert f'<option selected value="{market.id}">' in form


@pytest.mark.parametrize("address", [*LISTS, "sector", "waves"])
@pytest.mark.parametrize("user", ["ter1", "ts1"])
def test_a_page_asks_the_database_as_often_for_fifty_rows_as_for_one(
    client: FlaskClient, town: Town, user: str, address: str
) -> None:
    home, market = a_sector(town, "Primero"), a_market(town)
    wanted = {
        "sector": f"/sectors/{home.id}/community",
        "waves": f"/markets/{market.id}/surveys",
    }.get(address, address)
    counts, before = [], 0
    for size in SIZES:
        for number in range(before, size):
            sector = a_sector(town, f"Sector {number}") if address == "/community" else home
            a_partner(town, f"Voz {number}", sector)
            a_contact(town, sector)
            a_work(town, sector)
            a_survey(town, market, number + 1)
        before = size
        town.session.commit()
        sign_in(client, town, user)
        counts.append(asked_for(client, wanted))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= (LIST + 1 if address == "sector" else LIST), counts


def test_with_more_sectors_than_a_list_offers_each_is_reached_from_its_own_page(
    client: FlaskClient, town: Town
) -> None:
    for number in range(50):
        a_sector(town, f"A {number:02}")
    last = a_sector(town, "Z")
    sign_in(client, town, "ter1")
    assert str(last.id) not in says(client.get("/works/new"))
    sent = {"kind": "PATROL", "sector": str(last.id)}
    assert client.post("/works/new", data=sent).status_code == 400
    path = f"/works/new?sector={last.id}"
    assert "Los primeros 50" in says(client.get(path))
    assert client.post(path, data=sent).status_code == 303
    row = town.session.scalars(select(Work)).one()
    change = says(client.get(f"/works/{row.id}/change-work"))
    assert f'<option selected value="{last.id}">Z</option>' in change
