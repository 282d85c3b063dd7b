"""Every address that takes a POST, sent what no honest browser sends: told plainly, never a fault.

The acts run to the last statement before their commit, so that every form meets the same rows.
"""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.conftest import Clock
from tests.people import Town
from tests.walk.hands import ClientHands, Typed, plain
from tests.walk.hostile.asking import Door, counted, doors, posts
from tests.walk.hostile.reading import TYPED, Box, Page
from tests.walk.hostile.rehearsal import rehearsed
from tests.walk.hostile.values import (
    EDGES,
    EVERYWHERE,
    MARK,
    REFUSED_AT_THE_FIELD,
    ROUNDS,
    URLENCODED,
    Sent,
    encoded,
    hostile,
)
from tests.walk.matrix.world import World
from tests.walk.thread import Thread

pytestmark = pytest.mark.no_cover  # it is the width that counts here, not the depth

TOLD = frozenset({303, 400, 404, 409, 413, 415})
OF_THE_PAGE = frozenset({"csrf_token", "row_version", "once", "draft"})
WORD = EVERYWHERE.index("NO_SUCH_WORD")
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_every_post_tells_plainly_what_is_wrong(world: World) -> None:
    world.app.config["PROPAGATE_EXCEPTIONS"] = False
    wrong: list[str] = []
    before = counted(world.town.session)
    opened = list(doors(world))
    with rehearsed():
        for number, door in enumerate(opened):
            wrong += _sweep(door, number % 2)
    assert counted(world.town.session) == before
    assert {door.route.rule for door in opened} == {route.rule for route in posts()}
    assert sum(len(door.form.boxes) for door in opened) > 500  # the forms were found
    assert not wrong, "\n".join(wrong)


def _sweep(door: Door, half: int) -> list[str]:
    """Send one half of the values, and those whose answer is read; the next address the other."""
    wrong: list[str] = []
    boxes = [box for name, box in door.form.boxes.items() if name not in OF_THE_PAGE]
    version = [(name, box.value) for name, box in door.form.boxes.items() if name == "row_version"]
    mark = EVERYWHERE.index(MARK)
    for number in sorted({WORD, mark, *range(half, ROUNDS, 2)}) if boxes else []:
        pairs: list[tuple[str, Sent]] = [(box.name, hostile(box, number)) for box in boxes]
        answer = door.client.post(
            door.path, data=encoded([*version, *pairs]), content_type=URLENCODED
        )
        wrong += _untold(door.path, f"value {number}", answer)
        if answer.status_code == 400 and number in {WORD, mark}:
            wrong += _unkept(door.path, boxes, answer, number)
    for what, body in list(_shapes(boxes, version).items())[half::2]:
        wrong += _untold(door.path, what, door.client.post(door.path, **body))
    return wrong


def _untold(path: str, what: str, answer: TestResponse) -> list[str]:
    return [] if answer.status_code in TOLD else [f"{path}, {what}: {answer.status_code}"]


def _unkept(path: str, boxes: list[Box], answer: TestResponse, number: int) -> list[str]:
    """Return where a page lost what was typed, or does not say where it is wrong."""
    html = answer.get_data(as_text=True)
    if number == WORD:
        asked = [box.name for box in boxes if box.kind in REFUSED_AT_THE_FIELD]
        silent = [name for name in asked if f'id="{name}-error"' not in html]
        return [f"{path} says nothing at {', '.join(silent)}"] if silent else []
    shown = html.count(str(escape(MARK)))
    typed = [box.name for box in boxes if box.kind in TYPED - {"password"}]
    lost = [f"{path} kept {shown} of {len(typed)} texts"] if shown < len(typed) else []
    return lost + ([f"{path} shows markup as it was typed"] if MARK in html else [])


def _shapes(boxes: list[Box], version: list[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Return bodies that are wrong as a whole."""
    names = [box.name for box in boxes]
    junk = b"\x00\x01"
    stale = [("row_version", "999999"), *((name, "x") for name in names)]
    twice = [*version, *((name, word) for name in names for word in ("x", "y"))]
    many = [("n" * 20_000, "x"), *((f"field{number}", "x") for number in range(2000))]
    multipart = "multipart/form-data"
    return {
        "nothing": {"data": b"", "content_type": URLENCODED},
        "a stale version": {"data": encoded(stale), "content_type": URLENCODED},
        "fields twice": {"data": encoded(twice), "content_type": URLENCODED},
        "2000 fields": {"data": encoded([*version, *many]), "content_type": URLENCODED},
        "JSON": {"data": b'{"status": [1, {}]}', "content_type": "application/json"},
        "plain text": {"data": b"status=1", "content_type": "text/plain"},
        "a broken boundary": {
            "data": b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
            "content_type": f"{multipart}; boundary=y",
        },
        "empty files": {
            "data": {name: (io.BytesIO(b""), "acta.pdf") for name in names},
            "content_type": multipart,
        },
        "files everywhere": {
            "data": {name: (io.BytesIO(junk), "../acta.pdf") for name in [*names, "row_version"]},
            "content_type": multipart,
        },
    }


class HostileHands(ClientHands):
    """Hands that try every field at its edges before they take a step as it should be taken."""

    tried: set[str]
    wrong: list[str]
    asked: int = 0

    def take(self, user: str, path: str, typed: Typed | None = None) -> str:
        """Try, then take."""
        rule = ID.sub("", path)
        if rule not in self.tried:
            self.tried.add(rule)
            form = Page(self.look(user, path)).at(path)
            with rehearsed():
                for box in (form.boxes if form else {}).values():
                    self._try(path, box, typed or {})
        return super().take(user, path, typed)

    def _try(self, path: str, box: Box, typed: Typed) -> None:
        if box.name in OF_THE_PAGE:
            return
        kept = [(name, plain(value)) for name, value in typed.items() if name != box.name]
        well = [
            (name, one)
            for name, value in kept
            for one in (value if isinstance(value, list) else [value])
        ]
        files = {name: value for name, value in well if isinstance(value, tuple)}
        for edge in (*EDGES.get(box.kind, ()), *box.options[:3]):
            sent: dict[str, Any] = {name: _again(value) for name, value in files.items()}
            for name, value in [*well, (box.name, edge)]:
                if name not in files:
                    sent.setdefault(name, []).append(value)
            answer = self.client.post(path, data=sent, content_type="multipart/form-data")
            self.asked += 1
            self.wrong += _untold(path, f"{box.name}={edge!r:.40}", answer)


def _again(value: Any) -> Any:
    stream, name = value
    return io.BytesIO(stream.getvalue()), name


def test_the_edges_of_every_field_where_the_step_is_open(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    hands = HostileHands(client, town)
    hands.tried, hands.wrong = set(), []
    thread = Thread(town, clock, hands, app)
    thread.until_supported()
    thread.violate()
    thread.activate()
    assert hands.asked > 500
    assert len(hands.tried) > 50
    assert not hands.wrong, "\n".join(hands.wrong)
