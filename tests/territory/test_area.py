"""A market has an area: from sectors or a file, shown on its page, kept once others stand on it."""

import json
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import null

from dmi.kernel.refusals import Faults, NotKnown
from dmi.territory.acts import area
from dmi.territory.acts.area import draw_market
from dmi.territory.acts.choice import score_market
from dmi.territory.acts.place import AREAS_FAR, load_areas, load_schools
from dmi.territory.drawing import draw
from dmi.territory.geometry import apart_m, rounded, share_within, within_m
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import criteria_of
from dmi.territory.words import SectorKind
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.choosing import (
    BECAUSE,
    a_market,
    a_sector,
    both,
    choose,
    committed,
    drawn,
    ready_to_choose,
    square,
)
from tests.territory.ranking import SOUTH, WEST
from tests.territory.registers import LAT, LON, a_point
from tests.territory.test_choice_ranked import a_sure_ranking, rest


def a_file(*areas: tuple[str, list[Any]]) -> str:
    """Return a GeoJSON file of named areas."""
    features = [
        {
            "type": "Feature",
            "properties": {"nombre": name},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for name, polygons in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.rule("U5", "F2")
def test_a_market_is_drawn_from_whole_sectors(town: Town) -> None:
    market = a_market(town, "M-1")
    one = a_sector(town, "Norte", square(WEST, SOUTH))
    two = a_sector(town, "Sur", square(WEST, SOUTH - 0.01))
    draw_market(town.acting("ter1"), market, sectors=[one.id, two.id])
    assert market.polygon == [*square(WEST, SOUTH), *square(WEST, SOUTH - 0.01)]
    assert market.is_near_school is False


def test_or_from_the_one_area_of_a_file_or_the_one_that_bears_its_name(town: Town) -> None:
    market = a_market(town, "M-1", "Plaza Norte")
    own, other = square(WEST, SOUTH), square(WEST + 0.02, SOUTH)
    draw_market(town.acting("ana1"), market, text=a_file(("Otra", own)))
    assert market.polygon == own
    draw_market(town.acting("ana1"), market, text=a_file(("Otra", own), ("Plaza Norte", other)))
    assert market.polygon == other
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ana1"), market, text=a_file(("Una", own), ("Otra", other)))
    assert refused.value.faults == {"file": [area.ONE_AREA]}


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "sectors", area.NO_AREA),
        ({"text": "{}"}, "file", "This is not a GeoJSON file of polygons."),
        ({"sectors": "all", "text": "{}"}, "sectors", area.ONE_OF_BOTH),
        ({"sectors": "undrawn"}, "sectors", area.NOT_DRAWN),
    ],
)
def test_what_is_no_area_is_said_at_its_field(
    town: Town, given: dict[str, Any], field: str, sentence: str
) -> None:
    market = a_market(town, "M-1")
    rows = {"all": a_sector(town, "A", square(WEST, SOUTH)), "undrawn": a_sector(town, "B")}
    fields = {**given}
    if "sectors" in given:
        fields["sectors"] = [rows[given["sectors"]].id]
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), market, **fields)
    assert refused.value.faults == {field: [sentence]}
    assert market.polygon is None


@pytest.mark.parametrize(
    "polygons",
    [
        *([], [[]], [[], *square(WEST, SOUTH)], [[[]]], [[[[0, 0], [1, 1], [0, 0]]]]),
        [[[[0], [], [1, 1], [0, 0]]]],
        [[[[10**400, 0], [1, 0], [1, 1], [0, 0]]]],
    ],
)
def test_a_polygon_without_an_outline_is_none(town: Town, polygons: list[Any]) -> None:
    market = a_market(town, "M-1")
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), market, text=a_file(("M", polygons)))
    assert set(refused.value.faults) == {"file"}


@pytest.mark.parametrize("name", ["Pla\0za", "Pla\ud800za", "Pla\u202eza"])
def test_a_name_that_cannot_be_printed_names_no_area(town: Town, name: str) -> None:
    with pytest.raises(Faults) as refused:
        load_areas(
            town.acting("ter1"),
            None,
            text=a_file((name, square(WEST, SOUTH))),
            kind=SectorKind.NEIGHBOURHOOD,
        )
    assert set(refused.value.faults) == {"file"}


def test_sectors_that_are_too_fine_together_make_no_market(town: Town) -> None:
    fine = [[WEST + number * 1e-6, SOUTH] for number in range(3000)]
    rows = [a_sector(town, name, [[[*fine, fine[0]]]]) for name in ("A", "B")]
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), a_market(town, "M-1"), sectors=[one.id for one in rows])
    assert set(refused.value.faults) == {"sectors"}


def test_an_area_far_from_the_sectors_is_asked_again(town: Town) -> None:
    market = a_market(town, "M-1")
    a_sector(town, "A", square(WEST, SOUTH))
    swapped = a_file(("M", square(SOUTH, WEST)))
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), market, text=swapped)
    assert refused.value.faults == {"file": [AREAS_FAR]}
    draw_market(town.acting("ter1"), market, text=swapped, is_sure=True)
    assert market.polygon == square(SOUTH, WEST)


def test_the_area_stays_while_a_choice_counts_or_a_mark_rests_on_it(
    town: Town, clock: Clock
) -> None:
    cohort = committed(town)
    other = drawn(town, ready_to_choose(town, cohort))
    drawn(town, cohort.market)
    choose(town, cohort)
    new = a_sector(town, "Nuevo", square(WEST, SOUTH))
    for market in (cohort.market, other):
        with pytest.raises(Faults) as refused:
            draw_market(town.acting("ter1"), market, sectors=[new.id])
        assert refused.value.faults == {"sectors": [area.IS_CHOSEN]}
    clock.move(hours=1)
    both(town, "M.reverse_step", cohort, reason="Se escogio el mercado sin mirar el mapa.")
    draw_market(town.acting("ter1"), other, sectors=[new.id])
    rest(town, other, a_sure_ranking(town), 1)
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), other, sectors=[new.id])
    assert refused.value.faults == {"sectors": [area.IS_RANKED]}
    acting = town.acting("ana1")
    score_market(acting, other, marks=dict.fromkeys(criteria_of(acting), (7, BECAUSE)))
    draw_market(town.acting("ter1"), other, sectors=[new.id])


def test_a_market_that_was_chosen_before_anybody_drew_it_can_still_be_drawn(town: Town) -> None:
    cohort = committed(town)
    ready_to_choose(town, cohort)
    choose(town, cohort)
    for name, west in (("Mal", WEST + 0.02), ("Nuevo", WEST)):
        new = a_sector(town, name, square(west, SOUTH))
        draw_market(town.acting("ter1"), cohort.market, sectors=[new.id])
    assert town.session.get_one(Cohort, cohort.id).market.polygon == square(WEST, SOUTH)


def test_an_area_is_not_drawn_around_marks_that_rest_on_a_ranking_from_before(town: Town) -> None:
    market = drawn(town, a_market(town, "M-1"))
    rest(town, market, a_sure_ranking(town), 1)
    market.polygon = null()
    town.session.flush()
    new = a_sector(town, "Nuevo", square(WEST, SOUTH))
    with pytest.raises(Faults) as refused:
        draw_market(town.acting("ter1"), market, sectors=[new.id])
    assert refused.value.faults == {"sectors": [area.IS_RANKED]}


def test_who_is_told_cells_is_told_by_cells_which_points_lie_in_it(
    client: FlaskClient, town: Town
) -> None:
    point, market = a_point(town), a_market(town, "M-1")
    exact = (float(LON), float(LAT))
    middle = rounded(exact, 100)
    side = 0.00005
    seen = {}
    for name, place in (("exact", exact), ("middle", middle)):
        market.polygon = square(place[0] - side / 2, place[1] - side / 2, side)
        town.session.commit()
        for user in ("aud1", "ter1"):
            sign_in(client, town, user)
            seen[user, name] = point.code in client.get(f"/markets/{market.id}").text
    assert seen == {
        ("ter1", "exact"): True,
        ("ter1", "middle"): False,
        ("aud1", "exact"): False,
        ("aud1", "middle"): True,
    }


def test_parts_that_overlap_are_drawn_as_parts_and_not_as_a_hole(town: Town) -> None:
    inner = square(WEST + 0.002, SOUTH + 0.002, 0.002)
    found = draw([("M", [*square(WEST, SOUTH), *inner])], [])
    assert found is not None
    assert len(found.shapes[0].paths) == 2


def test_small_parts_far_apart_are_found_in_what_they_lie_in() -> None:
    parts = [*square(WEST, SOUTH, 0.0005), *square(WEST + 0.05, SOUTH + 0.05, 0.0005)]
    assert share_within(parts, square(WEST - 0.01, SOUTH - 0.01, 0.1)) == 1
    assert share_within(parts, square(WEST - 0.01, SOUTH - 0.01, 0.02)) == pytest.approx(0.5)


def test_what_lies_near_an_area_is_found_and_nothing_else() -> None:
    area_ = square(WEST, SOUTH)
    spots = {"in": (WEST + 0.005, SOUTH + 0.005), "at": (WEST - 0.001, SOUTH + 0.005)}
    spots |= {"far": (WEST - 0.003, SOUTH), "corner": (WEST - 0.001, SOUTH - 0.001)}
    assert [key for key, _ in within_m(spots.items(), area_, 100)] == ["in", "at"]
    assert [key for key, _ in within_m(spots.items(), area_, 150)] == ["in", "at", "corner"]
    assert apart_m(spots["at"], area_) == pytest.approx(92.8, abs=0.5)


def test_schools_near_it_are_told_whichever_came_first(town: Town) -> None:
    market = a_market(town, "M-1")
    place = a_sector(town, "A", square(WEST, SOUTH))
    draw_market(town.acting("ter1"), market, sectors=[place.id])
    code = town.place.code
    lines = ["RBD;NOM_RBD;COD_COM_RBD;LATITUD;LONGITUD"]
    lines += [f"1;Escuela;{code};{SOUTH - 0.002:.6f};{WEST:.6f}".replace(".", ",")]
    load_schools(town.acting("ter1"), None, text="\n".join(lines))
    assert market.is_near_school is True
    again = a_market(town, "M-2")
    draw_market(town.acting("ter1"), again, text=a_file(("M", square(WEST, SOUTH + 0.01))))
    assert again.is_near_school is False


def test_who_writes_no_territory_draws_nothing(town: Town) -> None:
    market, place = a_market(town, "M-1"), a_sector(town, "A", square(WEST, SOUTH))
    for name in ("fis1", "hnd1", "com1", "def1", "ts1", "aud1"):
        with pytest.raises(NotKnown):
            draw_market(town.acting(name), market, sectors=[place.id])


def test_the_page_asks_for_the_area_and_shows_it_with_what_lies_there(
    client: FlaskClient, town: Town
) -> None:
    market = a_market(town, "M-1", "Plaza Norte")
    inside, outside = a_point(town, 1), a_point(town, 2)
    outside.lon = Decimal("-70.53")
    town.session.commit()
    sign_in(client, town, "ter1")
    page = says(client.get(f"/markets/{market.id}"))
    assert "El área todavía no está dibujada." in page
    path = f"/markets/{market.id}/draw-market"
    refused = client.post(path, data={})
    assert refused.status_code == 400
    assert "Marque los sectores" in says(refused)
    text = a_file(("Plaza", square(-70.57, -33.425, 0.02)))
    sent = {"file": (BytesIO(text.encode()), "area.geojson")}
    assert client.post(path, data=sent).status_code == 303
    page = client.get(f"/markets/{market.id}").text
    assert inside.code in page
    assert outside.code not in page
    assert 'class="map-area"' in page
    assert path in page
    rest(town, market, a_sure_ranking(town), 1)
    town.session.commit()
    page = says(client.get(f"/markets/{market.id}"))
    assert path not in page
    assert "Las notas de este mercado se apoyan en su lugar" in page
