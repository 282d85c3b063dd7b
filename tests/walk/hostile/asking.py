"""Which reader comes to which address with which row, and how many rows there are."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from dmi.store.base import Record
from tests.walk.hostile.reading import Form, Page
from tests.walk.matrix.sight import Reader
from tests.walk.matrix.table import GOLDEN, Route, routes
from tests.walk.matrix.world import World

NOT_COUNTED = frozenset(
    {"audit_entries", "audited_rows", "chain_heads", "sessions", "alembic_version", "drafts"}
)  # what a refused form held is kept as its writer's draft
MOST_ROWS_TRIED = 3


@dataclass(frozen=True)
class Door:
    """One address that takes a POST, open to one reader, with the form that leads to it."""

    route: Route
    path: str
    client: FlaskClient
    form: Form


def posts() -> list[Route]:
    """Return every address that takes a POST from somebody signed in, leaving it apart."""
    return [
        route
        for route in routes()
        if "POST" in route.methods.split(",")
        and "NOBODY" not in route.roles
        and route.rule != "/sign-out"
    ]


def doors(world: World) -> Iterator[Door]:
    """Open every such address as a role that may take it, on a row that stands right if any."""
    who = _first_roles()
    for route in posts():
        reader = _reader(world, route, who)
        client = world.enter(reader)
        found = [_door(world, route, path, client) for path in _paths(world, route)]
        ready = [one for one, blocked in found if not blocked]
        yield ready[0] if ready else found[0][0]


def _reader(world: World, route: Route, who: dict[str, str]) -> Reader:
    role = who[route.rule]
    if role == "nobody":  # a note is known to its author alone
        return Reader("TS", world.town.users["ts1"], world.town.place.id)
    return world.readers[role, "own", "given"]


def _first_roles() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (GOLDEN / "matrix.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            method, rule, *roles = line.split()
            if method == "POST" or rule not in found:
                found[rule] = roles[0].rstrip("*+!")
    return found


def _paths(world: World, route: Route) -> list[str]:
    if not route.has_row:
        return [route.rule]
    rows = list(world.rows[route.slug])[:MOST_ROWS_TRIED]
    return [route.rule.replace("<row_id>", str(one)) for one in rows]


def _door(world: World, route: Route, path: str, client: FlaskClient) -> tuple[Door, bool]:
    looked = path if "GET" in route.methods.split(",") else path.rsplit("/", 1)[0]
    answer = client.get(looked)
    html = answer.get_data(as_text=True)
    form = Page(html).at(path) or Form(path)
    blocked = answer.status_code != 200 or 'aria-disabled="true"' in html
    return Door(route, path, client, form), blocked


def counted(session: Session) -> dict[str, int]:
    """Return how many rows each table holds, the log and the sessions apart."""
    names = sorted(set(Record.metadata.tables) - NOT_COUNTED)
    parts = [f"SELECT '{name}', count(*) FROM {name}" for name in names]
    session.rollback()
    found = {str(name): int(n) for name, n in session.execute(text(" UNION ALL ".join(parts)))}
    session.rollback()
    return found
