"""Everything that a user can open from the first page on, each kind of page once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.walk.hands import ClientHands
from tests.walk.walker import ID

_LINK = re.compile(r'(?:href|data-href)="(/[^"#]*)"')
_LEFT_OUT = re.compile(r"^/(static|bootstrap|language|sign-out)")


@dataclass(frozen=True)
class Opened:
    """One page as one user opened it."""

    user: str
    path: str
    kind: str
    answer: TestResponse
    page: str


def crawl(hands: ClientHands, user: str, printed: set[str], *more: str) -> Iterator[Opened]:
    """Open what links lead to, from the home page and ``more`` on.

    ``printed`` remembers which papers somebody opened: each kind is printed once for all.
    """
    hands.sign_in(user)
    waiting, kinds = ["/", *more], set[str]()
    while waiting:
        path = waiting.pop(0).replace("&amp;", "&")
        kind = ID.sub("*", path).partition("?")[0]
        if kind in kinds | printed or _LEFT_OUT.match(path):
            continue
        kinds.add(kind)
        answer = hands.client.get(path)
        page = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
        if answer.mimetype == "application/pdf":
            printed.add(kind)
        yield Opened(user, path, kind, answer, page)
        waiting += _LINK.findall(page)
