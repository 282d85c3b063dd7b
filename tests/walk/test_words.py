"""A whole way walked with payloads in every free field, then everything that anybody can open."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from uuid import UUID

import pikepdf
import pypdf
import pytest
from flask import Flask
from playwright.sync_api import Dialog
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.app import create_app
from dmi.store.database import db
from dmi.store.keys import opened
from tests.conftest import Built, Clock, Visitor, copied
from tests.people import town_of
from tests.sparing import spared
from tests.walk.browser import chromium, serving
from tests.walk.crawl import Opened, crawl
from tests.walk.hands import ClientHands
from tests.walk.payloads import RAN, SHORT, HostileHands
from tests.walk.thread import Thread

NUMBERS = ("12345678", "12.345.678", "2600000001", "Muestra", "Sara")
CODE = "AG-0012"
WITHOUT_CODES = "pol1 def1 com1 ts1 psi1 lab1 sec1 jef1 aud1 adm1 ana1 ter1".split()  # noqa: SIM905


class Heard(logging.Handler):
    """Keeps every line that anything wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line with the trace of its fault."""
        self.lines.append(logging.Formatter().format(record))


@dataclass
class Walked:
    """What the walk left behind: its addresses, the log, and every page that somebody opened."""

    app: Flask
    users: dict[str, UUID]
    visited: list[str]
    stored: dict[tuple[str, str], str]
    heard: list[str]
    pages: list[Opened] = field(default_factory=list)

    @property
    def html(self) -> list[Opened]:
        """Return the pages that a browser shows."""
        return [one for one in self.pages if one.answer.mimetype == "text/html"]

    @property
    def papers(self) -> list[Opened]:
        """Return the papers."""
        return [one for one in self.pages if one.answer.mimetype == "application/pdf"]


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear every logger, ours down to the least."""
    ear, root, ours = Heard(), logging.getLogger(), logging.getLogger("dmi")
    root.addHandler(ear)
    ours.setLevel(logging.DEBUG)
    yield ear
    ours.setLevel(logging.NOTSET)
    root.removeHandler(ear)


@pytest.fixture(scope="session")
def walked(
    server: str, founded: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walked]:
    """Walk to a response with payloads, listening to every logger, then open all there is."""
    folder: Path = tmp_path_factory.mktemp("words")
    clock = Clock()
    with copied(server, founded, folder) as settings:
        app = spared(create_app(settings, clock))
        app.test_client_class = Visitor
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context(), opened(app.extensions["dmi_vault"]), listening() as ear:
            session: Session = db.session()
            session.info[sight.ACTING] = None
            town = town_of(session, clock)
            users = {name: user.id for name, user in town.users.items() if name != "sys1"}
            hands = HostileHands(app.test_client(), town)
            thread = Thread(town, clock, hands, app)
            thread.until_supported()
            thread.violate()
            thread.respond()
            found = Walked(app, users, thread.visited, hands.stored, ear.lines)
            looking, printed = ClientHands(app.test_client(), town), set[str]()
            for user in sorted(users):
                found.pages += crawl(looking, user, printed, *dict.fromkeys(thread.visited))
            db.session.remove()
        yield found
        with app.app_context():
            db.engine.dispose()


def raw(page: str) -> list[str]:
    """Return the payloads that stand in a page as they were typed."""
    return [payload for payload in SHORT if payload in page]


def words(pdf: bytes) -> str:
    """Return the text of a paper."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.rule("X12")
def test_what_was_typed_stands_in_every_page_as_words(walked: Walked) -> None:
    assert len({kind for kind, _ in walked.stored}) > 25
    assert len(walked.stored) > 50
    assert {one.answer.status_code for one in walked.pages} <= {200, 303, 404}
    assert len({one.kind for one in walked.html if one.answer.status_code == 200}) > 80
    assert {(one.user, one.path): raw(one.page) for one in walked.html if raw(one.page)} == {}
    shown = [one for one in walked.html if any(payload in unescape(one.page) for payload in SHORT)]
    assert len({one.kind for one in shown}) > 20


@pytest.mark.rule("X12", "S18")
def test_what_was_typed_stands_on_every_paper_as_words(walked: Walked) -> None:
    papers = {one.kind: one.answer.data for one in walked.papers}
    assert len(papers) > 5
    literal = 0
    for kind, content in papers.items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert not list(pdf.attachments), kind
            assert "/Names" not in pdf.Root or "/JavaScript" not in pdf.Root.Names, kind
        literal += any(payload.split()[0] in words(content) for payload in SHORT)
    assert literal > 0


@pytest.mark.rule("C20", "X27")
def test_no_number_and_no_name_stands_in_a_log_an_address_or_a_file_name(walked: Walked) -> None:
    told = [
        *walked.heard,
        *walked.visited,
        *(
            link
            for one in walked.html
            for link in re.findall(r'(?:href|action|src)="([^"]*)"', one.page)
        ),
        *(one.answer.headers.get("Location", "") for one in walked.pages),
        *(one.answer.headers.get("Content-Disposition", "") for one in walked.pages),
        *(one.name for one in Path(walked.app.extensions["dmi_settings"].instance).rglob("*")),
    ]
    assert len(told) > 1000
    assert sorted({one for one in told if any(number in one for number in NUMBERS)}) == []


@pytest.mark.rule("S5")
def test_an_agents_code_is_on_no_page_of_whoever_holds_no_codes(walked: Walked) -> None:
    shown = {one.user for one in walked.html if CODE in one.page}
    assert "hnd1" in shown
    assert sorted(shown & set(WITHOUT_CODES)) == []
    assert {one.kind for one in walked.papers if CODE in words(one.answer.data)} == set()


@pytest.mark.browser
@pytest.mark.no_cover
@pytest.mark.rule("X12")
def test_no_browser_runs_what_was_typed(walked: Walked) -> None:
    wanted = {one.kind: one for one in walked.html if one.answer.status_code == 200}
    events: list[str] = []

    def note(dialog: Dialog) -> None:
        events.append(dialog.message)
        dialog.dismiss()

    with serving(walked.app) as base, chromium() as browser:
        for user in sorted({one.user for one in wanted.values()}):
            context = browser.new_context(base_url=base)
            context.add_init_script(
                "addEventListener('securitypolicyviolation',"
                " e => console.error('refused', e.violatedDirective, e.blockedURI))"
            )
            page = context.new_page()
            page.on("dialog", note)
            page.on("pageerror", lambda one: events.append(str(one)))
            page.on("console", lambda one: events.extend([one.text] * (one.type == "error")))
            page.on("request", lambda one: events.extend([one.url] * (RAN in one.url)))
            page.request.post(f"/demo/{walked.users[user]}")
            for one in wanted.values():
                if one.user == user:
                    page.goto(one.path)
                    assert page.evaluate(f"typeof window.{RAN}") == "undefined", one.path
                    assert page.locator(f"{RAN}, [onerror], [onload], [ontoggle]").count() == 0
            context.close()
    assert events == []
