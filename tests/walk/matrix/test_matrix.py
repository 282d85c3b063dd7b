"""Every address, asked by every role at home and abroad, with and without an assignment."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from dmi.web.guard import OPEN_ENDPOINTS, Declared
from tests.conftest import copied
from tests.walk.conftest import Carried
from tests.walk.matrix.expected import MARKS, reaches
from tests.walk.matrix.markers import WORD
from tests.walk.matrix.sight import Reader
from tests.walk.matrix.table import GOLDEN, Route, admitted, routes
from tests.walk.matrix.world import HANDS, PLACES, World, standing
from tests.walk.walker import MARKER

# What it asks is measured by the tests of each feature; measuring it here would double the time.
pytestmark = pytest.mark.no_cover

ROLES = "JEF FIS POL HND DEF COM TER ANA TS PSI LAB SEC AUD ADM".split()  # noqa: SIM905
PAGES = {"text/html"}
FILES = PAGES | {"application/pdf", "text/csv"}
KINDS = {
    **dict.fromkeys(("COM", "DEF", "LAB", "PSI", "TS"), FILES),
    **dict.fromkeys(("AUD", "FIS", "JEF", "POL", "TER"), FILES | {"image/svg+xml"}),
    "ANA": FILES | {"image/svg+xml", "application/zip"},
    "SEC": PAGES | {"application/pdf"},
}
"""What a role is given beside pages; of another kind nobody has looked for words of a note."""

LINK = re.compile(r'(href|action)="(/([a-z-]+)/([0-9a-f-]{36})[^"?#]*)')
ASKED = [route for route in routes() if "NOBODY" not in route.roles and route.rule != "/sign-out"]


@pytest.fixture(scope="module")
def world(
    server: str, carried: Carried, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Give the rows and the readers."""
    folder: Path = tmp_path_factory.mktemp("world")
    with copied(server, carried, folder) as settings, standing(settings, carried) as made:
        yield made


def written() -> dict[tuple[str, str], str]:
    """Return who reaches each address as the golden file says it."""
    lines = (GOLDEN / "matrix.txt").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            method, rule, *who = line.split()
            found[method, rule] = " ".join(who)
    return found


def computed(world: World, route: Route) -> str:
    """Return the same line from the tables and the grants."""
    row = next(iter(world.rows[route.slug].values())) if route.has_row else None
    said = []
    for role in ROLES:
        reached = frozenset(
            (place, hands)
            for place in PLACES
            for hands in HANDS
            if reaches(world.readers[role, place, hands], route, row, world.rows, world.books)
        )
        said += [f"{role}{MARKS[reached]}"] if reached else []
    return " ".join(said) or "nobody"


def test_every_address_is_one_that_was_reviewed(world: World) -> None:
    reviewed = {(one.rule, one.methods, one.data_class, one.step, one.roles) for one in routes()}
    assert set(_declared(world.app)) == reviewed


def test_the_matrix_follows_from_the_tables(world: World) -> None:
    said = {(route.method, route.rule): computed(world, route) for route in ASKED}
    assert said == written()


@pytest.mark.rule("S2", "S4", "X3")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_what_the_matrix_says_and_nothing_else(world: World, role: str) -> None:
    matrix, wrong, kinds = written(), [], set()
    for place in PLACES:
        for hands in HANDS:
            reader = world.readers[role, place, hands]
            client = world.enter(reader)
            for route in _worth_asking(world, role):
                row_id = next(iter(world.rows[route.slug])) if route.has_row else ""
                path = route.rule.replace("<row_id>", str(row_id))
                # The version of another day: a step that is reached is refused as stale.
                answer = client.open(path, method=route.method, data={"row_version": "0"})
                wanted = _says(matrix[route.method, route.rule], role, place, hands)
                if (answer.status_code != 404) is not wanted or answer.status_code >= 500:
                    wrong.append(f"{place} {hands} {path}: {answer.status_code}")
                wrong += _links_to_nowhere(world, reader, answer, path)
                wrong += _foreign_words(world, reader, _text(answer), path)
                kinds.add(answer.mimetype)
    assert not wrong, "\n".join(wrong)
    assert kinds == KINDS.get(role, PAGES)


@pytest.mark.rule("X3")
def test_the_word_that_nobody_finds_stands_in_a_note(world: World) -> None:
    assert any(MARKER in note.body for note in world.rows["notes"].values())


def test_nobody_reaches_anything_without_signing_in(world: World) -> None:
    client = world.app.test_client()
    for route in ASKED:
        row_id = next(iter(world.rows[route.slug])) if route.has_row else ""
        path = route.rule.replace("<row_id>", str(row_id))
        answer = client.open(path, method=route.method, data={})
        assert answer.status_code == 303, path
        assert answer.headers["Location"].startswith("/sign-in"), path


def _worth_asking(world: World, role: str) -> list[Route]:
    """What a role alone refuses asks no database: on the second one it is left out."""
    if world.town.session.get_bind().dialect.name == "sqlite":
        return ASKED
    return [route for route in ASKED if admitted(route, role)]


def _says(line: str, role: str, place: str, hands: str) -> bool:
    mark = next((word.removeprefix(role) for word in line.split() if word[:-1] == role), "")
    reached = {sign: where for where, sign in MARKS.items()}
    return (place, hands) in reached[mark]


def _links_to_nowhere(world: World, reader: Reader, answer: TestResponse, page: str) -> list[str]:
    """Return the links of a page that its own reader could not follow."""
    if answer.mimetype != "text/html" or answer.status_code != 200:
        return []
    found = []
    for how, path, word, row_id in set(LINK.findall(answer.get_data(as_text=True))):
        rule = path.replace(row_id, "<row_id>")
        row = world.rows.get(word, {}).get(UUID(row_id))
        method = "POST" if how == "action" else "GET"
        led = [one for one in ASKED if one.rule == rule and method in one.methods.split(",")]
        if not led or not all(
            reaches(reader, route, row, world.rows, world.books) for route in led
        ):
            found.append(f"{page} leads {reader.role} to {path}")
    return found


def _foreign_words(world: World, reader: Reader, text: str, page: str) -> list[str]:
    """Return the rows whose words a page shows to somebody who may not know them."""
    found = [f"{page} shows a word of a note"] if MARKER in text else []
    # A token of the page may by chance look like one: a word that nobody wrote is no row's.
    for word in sorted(set(WORD.findall(text)) & world.words.keys()):
        row = world.words[word]
        kind = str(type(row).__data_class__)
        if not any(reader.knows(one, kind, world.books) for one in _stands_for(world, row)):
            found.append(f"{page} shows {reader.role} {type(row).__name__}: {kind}")
    return found


def _stands_for(world: World, row: Any) -> list[Any]:
    """A person is known by the ways that are known, a market by its cohorts."""
    ways = [one for one in world.rows["pathways"].values() if one.person_id == row.id]
    waves = [one for one in world.rows["cohorts"].values() if one.market_id == row.id]
    return [row, *ways, *waves]


def _text(answer: TestResponse) -> str:
    """Return what a page, a file or a printed paper says, in whatever lines it was broken."""
    if answer.mimetype == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            return "".join(packed.read(name).decode() for name in packed.namelist())
    if answer.mimetype != "application/pdf":
        return answer.get_data(as_text=True)
    paper = pypdf.PdfReader(io.BytesIO(answer.data))
    said = [str(paper.metadata), *(page.extract_text() for page in paper.pages)]
    return "".join(" ".join(said).split())


def _declared(app: Flask) -> Iterator[tuple[str, str, str, str, frozenset[str]]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS:
            continue
        says: Declared = getattr(app.view_functions[rule.endpoint], "declared")  # noqa: B009
        methods = ",".join(sorted(set(rule.methods or ()) - {"HEAD", "OPTIONS"}))
        step = says.step.key if says.step else "writes" if says.writes else "-"
        roles = frozenset(map(str, says.roles)) if says.signed_in else frozenset({"NOBODY"})
        path = re.sub(r"<uuid:(\w+)>", r"<\1>", rule.rule)
        yield path, methods, str(says.data_class or "-"), step, roles
