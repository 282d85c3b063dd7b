"""Extracts laid beside each other, as whoever holds several would do."""

from itertools import combinations

import pytest
from flask.testing import FlaskClient

from dmi.outcomes.rules import singles_out
from tests.outcomes.giving import agree, agreed, approve, asked, fresh, handed_out, prove_again
from tests.pages import says, sign_in
from tests.people import Town


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
