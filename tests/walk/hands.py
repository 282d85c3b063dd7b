"""Hands that take a step as a user does: open its page, fill it in, press its button."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Protocol
from uuid import UUID

from flask.testing import FlaskClient

from tests.people import Town

Typed = Mapping[str, Any]


class Hands(Protocol):
    """One way of using the application."""

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Fill in and send the form of ``path`` as ``user``; return the address that follows."""

    def press(self, user: str, path: str, button: str) -> str:
        """Press the small form that posts to ``button`` on the page ``path``."""

    def look(self, user: str, path: str) -> str:
        """Return the page's text as HTML."""


class Forms(HTMLParser):
    """Reads the fields that a page's step form would send."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep hidden inputs."""
        found = dict(attrs)
        if tag == "input" and found.get("type") == "hidden" and found.get("name"):
            self.kept[str(found["name"])] = found.get("value") or ""


class Refused(AssertionError):
    """The application did not take the step."""


def plain(value: Any) -> Any:
    """Return a value as a form sends it."""
    if isinstance(value, tuple) and value and hasattr(value[0], "read"):
        return value
    if isinstance(value, bool):
        return "y" if value else ""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)


@dataclass
class ClientHands:
    """The test client's hands: forms without a screen."""

    client: FlaskClient
    town: Town

    def sign_in(self, user: str) -> None:
        """Sign in by the demo's one click."""
        user_id: UUID = self.town.users[user].id
        answer = self.client.post(f"/demo/{user_id}")
        assert answer.status_code == 303, answer.status

    def look(self, user: str, path: str) -> str:
        """Return the page, which must be there."""
        self.sign_in(user)
        answer = self.client.get(path)
        if answer.status_code != 200:
            message = f"{user} GET {path}: {answer.status}"
            raise Refused(message)
        return answer.get_data(as_text=True)

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Send the form with its hidden fields."""
        forms = Forms()
        forms.feed(self.look(user, path))
        sent = {**forms.kept, **{k: plain(v) for k, v in (typed or {}).items()}}
        answer = self.client.post(path, data=sent, content_type="multipart/form-data")
        page = answer.get_data(as_text=True)
        stays = answer.status_code == 200 and "error-summary" not in page
        if answer.status_code != 303 and not stays:
            message = f"{user} POST {path}: {answer.status}\n{_faults(answer.get_data(True))}"
            raise Refused(message)
        return str(answer.headers.get("Location", path))

    def press(self, user: str, path: str, button: str) -> str:
        """Post a small form."""
        self.look(user, path)
        answer = self.client.post(button)
        if answer.status_code != 303:
            message = f"{user} POST {button}: {answer.status}\n{_faults(answer.get_data(True))}"
            raise Refused(message)
        return str(answer.headers["Location"])


def _faults(page: str) -> str:
    start = page.find("<main")
    text = page[start:] if start >= 0 else page[:3000]
    words: list[str] = []
    within = False
    for sign in text:
        if sign == "<":
            within = True
        elif sign == ">":
            within = False
            words.append(" ")
        elif not within:
            words.append(sign)
    said = " ".join("".join(words).split())
    found = [said.find(word) for word in ("por corregir", "Condiciones") if word in said]
    cut = min(found, default=0)
    return said[cut : cut + 900]
