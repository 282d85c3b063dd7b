"""What is not for a reader does not exist: the same answer as an unknown id, and one line of it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from dmi.access.models.records import AuditEntry
from dmi.access.words import AuditOutcome
from tests.conftest import copied
from tests.walk.conftest import Carried
from tests.walk.matrix.expected import reaches
from tests.walk.matrix.table import Route
from tests.walk.matrix.test_matrix import ASKED, ROLES
from tests.walk.matrix.world import HANDS, PLACES, World, standing

pytestmark = [pytest.mark.no_cover, pytest.mark.one_database]
NOWHERE = 404
OF_A_ROW = [route for route in ASKED if route.has_row]
SHOWN = [
    route
    for route in OF_A_ROW
    if route.method == "GET" and route.rule.count("/") == 2 and route.step == "-"
]
MOST_ROWS = 8
GUESSES = 26


@pytest.fixture(scope="module")
def world(
    server: str, carried: Carried, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Give the rows and the readers."""
    folder: Path = tmp_path_factory.mktemp("unknown")
    with copied(server, carried, folder) as settings, standing(settings, carried) as made:
        yield made


def denials(world: World) -> int:
    """Return how many refusals the log holds."""
    query = select(func.count()).where(AuditEntry.outcome == AuditOutcome.DENY)
    world.town.session.rollback()
    return world.town.session.scalar(query) or 0


@pytest.mark.rule("X1")
@pytest.mark.parametrize("role", ROLES)
def test_a_foreign_row_and_no_row_are_told_and_written_down_alike(world: World, role: str) -> None:
    reader = world.readers[role, "foreign", "given"]
    client = world.enter(reader)
    asked = 0
    for route in OF_A_ROW:
        row_id, row = next(iter(world.rows[route.slug].items()))
        if reaches(reader, route, row, world.rows, world.books):
            continue
        before = denials(world)
        answers = [
            client.open(route.rule.replace("<row_id>", str(one)), method=route.method)
            for one in (row_id, uuid4())
        ]
        assert [one.status_code for one in answers] == [NOWHERE, NOWHERE], (route.rule, role)
        assert answers[0].data == answers[1].data
        assert denials(world) == before + 2, route.rule
        asked += 1
    assert asked > 100


@pytest.mark.rule("X16")
@pytest.mark.parametrize("role", ROLES)
def test_whoever_tries_every_id_is_shown_the_own_rows_alone(world: World, role: str) -> None:
    wrong, tried, shown = [], 0, 0
    for place in PLACES:
        for hands in HANDS:
            reader = world.readers[role, place, hands]
            client = world.enter(reader)
            for route in SHOWN:
                for row_id, row in _some(world, route):
                    answer = client.get(route.rule.replace("<row_id>", str(row_id)))
                    wanted = reaches(reader, route, row, world.rows, world.books)
                    tried += 1
                    shown += wanted
                    if (answer.status_code != NOWHERE) is not wanted:
                        wrong.append(f"{place} {hands} {route.rule} {row_id}")
    client = world.enter(world.readers[role, "own", "given"])
    for route in SHOWN:
        for _ in range(GUESSES):
            assert client.get(route.rule.replace("<row_id>", str(uuid4()))).status_code == NOWHERE
            tried += 1
    assert wrong == []
    assert tried > 10_000 / len(ROLES)
    assert shown < tried


def _some(world: World, route: Route) -> list[tuple[UUID, object]]:
    return list(world.rows[route.slug].items())[:MOST_ROWS]
