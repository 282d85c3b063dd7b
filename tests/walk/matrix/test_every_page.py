"""Every page of the URL map in a browser, and every form sent empty: axe finds nothing."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page

from dmi.accounts.sessions import open_session
from dmi.accounts.views.signing import COOKIE
from dmi.policy.roles import Role
from tests.conftest import copied
from tests.walk.browser import FORM, LANGUAGES, OK, Eyes, chromium, serving, speak
from tests.walk.conftest import Carried
from tests.walk.matrix.expected import reaches
from tests.walk.matrix.sight import Reader
from tests.walk.matrix.table import Route, routes
from tests.walk.matrix.test_matrix import ROLES
from tests.walk.matrix.world import World, standing

pytestmark = [pytest.mark.browser, pytest.mark.no_cover, pytest.mark.one_database]

FILES = (".pdf", ".csv", ".svg", ".zip", "/health", "/language")
"""What is taken away as a file, and the choice of a language, which leads back at once."""
LOOKED_AT = [
    route
    for route in routes()
    if "GET" in route.methods.split(",") and not route.rule.endswith(FILES)
]
NOBODYS = {"/users/<row_id>/reverse-step", "/feedback/<row_id>/reverse-step"}
"""The walk takes no step of an account or a complaint that could be undone."""
PARTS = 4


@pytest.fixture(scope="module")
def world(
    server: str, carried: Carried, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Give the rows and the readers."""
    folder: Path = tmp_path_factory.mktemp("pages")
    with copied(server, carried, folder) as settings, standing(settings, carried) as made:
        yield made


def who(world: World, route: Route) -> tuple[Reader | None, str] | None:
    """Return somebody who reaches an address, and the address with its row."""
    rows = world.rows.get(route.slug, {}) if route.has_row else {None: None}
    for reader in (*(world.readers[role, "own", "given"] for role in ROLES), *walkers(world)):
        for row_id, row in list(rows.items())[:3]:
            if reaches(reader, route, row, world.rows, world.books):
                return reader, route.rule.replace("<row_id>", str(row_id))
    return None


def walkers(world: World) -> Iterator[Reader]:
    """Return those who walked the thread: what only its author reads is looked at by them."""
    for name, user in world.town.users.items():
        role = name.rstrip("123456789").upper()
        if role in ROLES:
            yield Reader(role, user, world.town.place.id)


class Windows:
    """One window for each reader, and one for who is not signed in."""

    def __init__(self, browser: Browser, base: str, world: World) -> None:
        self.browser, self.base, self.world = browser, base, world
        self.pages: dict[UUID | None, Page] = {}

    def of(self, reader: Reader | None) -> Page:
        """Return the reader's window."""
        key = reader.user.id if reader else None
        if key not in self.pages:
            context = self.browser.new_context(locale="es-CL", base_url=self.base)
            if reader is not None:
                town = self.world.town
                role = Role(reader.role)
                token = open_session(town.session, reader.user, role, town.clock())
                town.session.commit()
                context.add_cookies([{"name": COOKIE, "value": token, "url": self.base}])
            self.pages[key] = context.new_page()
            self.pages[key].goto("/health")
        return self.pages[key]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_and_every_form_sent_empty(world: World, part: int) -> None:
    eyes, seen, unmet = Eyes(), set[str](), set[str]()
    with serving(world.app) as base, chromium() as browser:
        windows = Windows(browser, base, world)
        for route in LOOKED_AT[part::PARTS]:
            found = (None, route.rule) if "NOBODY" in route.roles else who(world, route)
            if found is None:
                unmet.add(route.rule)
                continue
            reader, path = found
            seen.add(route.rule)
            look(windows.of(reader), path, eyes, fills="POST" in route.methods.split(","))
    assert not eyes.faults, "\n".join(sorted(set(eyes.faults)))
    assert seen | unmet == {route.rule for route in LOOKED_AT[part::PARTS]}
    assert unmet <= NOBODYS


def look(page: Page, path: str, eyes: Eyes, *, fills: bool) -> None:
    """Judge a page as it opens and, where it is filled in, as it answers an emptied form."""
    for language in LANGUAGES:
        speak(page, language)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == OK, f"{path}: {answer.status}"
        eyes.judge(page, path, language)
        if fills and sent_empty(page):
            eyes.judge(page, f"{path} sent empty", language)


def sent_empty(page: Page) -> bool:
    """Send the form of the page without a word in it; tell whether its faults are shown."""
    form = page.locator(f"{FORM}, main form").first
    if not form.count():
        return False
    form.evaluate(
        "form => { for (const e of form.elements) if (/text|area|password/.test(e.type)) "
        "e.value = ''; }"
    )
    button = form.locator("button[type=submit]").first
    if button.get_attribute("aria-disabled") == "true":
        return False
    with page.expect_navigation():
        button.click()
    return bool(page.locator(".error-summary").count())
