"""Real hands and eyes: a browser that clicks, and what it shows judged at two widths."""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from dmi.documents.press import NOTE
from tests.people import Town
from tests.walk.hands import Refused, Typed, plain
from tests.walk.walker import ID

WIDTHS = (1366, 360)
LANGUAGES = ("es", "en")  # the walk is in the first
HEIGHT = 900
OK = 200
RUN_AXE = "axe.run({resultTypes: ['violations'], reporter: 'no-passes'})"
FORM = "form:is(.step-form, .session-form)"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that the set-up brought, with the libraries it brought."""
    note = Path(sys.prefix) / NOTE
    ours: dict[str, str] = json.loads(note.read_text("utf-8")) if note.is_file() else {}
    found = {**ours, **os.environ}
    assert "DMI_TEST_BROWSER" in found, "the set-up did not bring the browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found["DMI_TEST_BROWSER"], args=["--no-sandbox"], env={**found}
        )
        yield started
        started.close()


class _Silent(WSGIRequestHandler):
    def log_request(self, *_arguments: object) -> None:
        """Leave the test's output to the test."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the application from this process on a port of its own; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Eyes:
    """Judge pages: axe, nothing cut off, in both languages and widths."""

    faults: list[str] = field(default_factory=list)

    def judge(self, page: Page, path: str, language: str) -> None:
        """Judge the page as it stands, at both widths."""
        page.evaluate(Axe().axe_script)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self._judge(page, f"{ID.sub('*', path)} {language} {width}")
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})

    def _judge(self, page: Page, where: str) -> None:
        for found in page.evaluate(RUN_AXE)["violations"]:
            nodes = [node["target"] for node in found["nodes"]]
            self.faults.append(f"{where}: {found['id']} {nodes[:3]}")
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.faults.append(f"{where}: {wide} px wider than the screen")


@dataclass
class BrowserHands:
    """Hands of every user in windows of their own."""

    browser: Browser
    base: str
    town: Town
    scripts: bool = True
    pages: dict[str, Page] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)

    def look(self, user: str, path: str) -> str:
        """Open a page, which must be there."""
        page = self._page(user)
        try:
            page.goto(path)
        except Error as lost:  # a page that shows how far work is looked anew just then
            if "ERR_ABORTED" not in str(lost):
                raise
            page.goto(path)
        if page.url.endswith("/sign-in"):  # the session slept while the clock was moved
            self.sign_in(user)
            page.goto(path)
        if (status := _status(page)) != OK:
            message = f"{user} GET {path}: {status}"
            raise Refused(message)
        return page.content()

    def sign_in(self, user: str) -> None:
        """Sign in by the demo's one click."""
        page = self._page(user)
        page.goto("/sign-in")
        button = f'form[action="/demo/{self.town.users[user].id}"] button'
        self._send(page, button, f"{user} signs in")

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Type into every field and press the step's own button."""
        self.look(user, path)
        page = self.pages[user]
        for name, value in (typed or {}).items():
            _type(page, name, value)
        return self._send(page, f"{FORM} button[type=submit]", f"{user} {path}")

    def press(self, user: str, path: str, button: str) -> str:
        """Press the small form's button."""
        self.look(user, path)
        return self._send(self.pages[user], f'form[action="{button}"] button', f"{user} {button}")

    def _page(self, user: str) -> Page:
        self.town.session.commit()  # the server reads what the test wrote, and the other way
        if user not in self.pages:
            context = self.browser.new_context(
                locale="es-CL", base_url=self.base, java_script_enabled=self.scripts
            )
            self.contexts.append(context)
            self.pages[user] = context.new_page()
            self.sign_in(user)
        return self.pages[user]

    def _send(self, page: Page, button: str, what: str) -> str:
        """Press a button and return the address that follows; a page that refuses is an error."""
        return self._after(page, page.locator(button).first.click, what)

    def _after(self, page: Page, act: Callable[[], None], what: str) -> str:
        with page.expect_navigation():
            act()
        self.town.session.commit()
        self.town.session.expire_all()
        if _status(page) != OK:
            message = f"{what}: {page.locator('main').inner_text()[:1500]}"
            raise Refused(message)
        return page.url.removeprefix(self.base)


def speak(page: Page, language: str) -> None:
    """Let the window ask for its pages in a language."""
    page.context.add_cookies([{"name": "dmi_language", "value": language, "url": page.url}])


def _status(page: Page) -> int:
    """Return what the open page was answered with; the driver now and then loses the answer."""
    said = page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
    return int(said)


def _type(page: Page, name: str, value: Any) -> None:
    found = page.locator(f'{FORM} [name="{name}"]')
    kind = found.first.evaluate("e => e.tagName + ':' + (e.type || '')")
    if kind == "INPUT:file":  # the stream's bytes and its name
        stream, filename = value
        sent = {"name": str(filename), "mimeType": "application/pdf", "buffer": stream.read()}
        found.set_input_files(sent)
    elif kind.startswith("SELECT"):
        found.select_option(plain(value))
    elif kind.endswith(("radio", "checkbox")):
        for one in value if isinstance(value, list | tuple) else [value]:
            found.and_(page.locator(f'[value="{plain(one)}"]')).check()
    else:
        found.fill(plain(value))
