"""The press may fetch nothing, attach nothing and point nowhere, whatever a manuscript asks for."""

import base64
import io
import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from dmi.documents import press, render
from dmi.documents.paper import BATCH_MAX
from dmi.documents.press import PressFailed, print_batch
from dmi.profiles.words import PaperId
from tests.documents.channels import addresses, body, fetching
from tests.documents.samples import sample

CANARY = "canary-of-the-file-5519"
INERT = {
    *("iframe", "refresh", "external entity", "script", "form", "svg use", "svg style"),
    *("xmp_metadata argument", "stylesheets argument", "attachments argument"),
}
# What the press itself is started with, with a count of every socket that is asked for.
CHILD = """
import base64, json, sys
asked = []
sys.addaudithook(lambda event, what: event.startswith("socket.") and asked.append(event))
from dmi.documents import render
render.limit(1)
answers = {}
for name, work in json.load(sys.stdin).items():
    asked.clear()
    try:
        answers[name] = {"pdf": base64.b64encode(render.press(work)[1]).decode()}
    except ValueError as refused:
        answers[name] = {"refused": str(refused)}
    answers[name]["sockets"] = len(asked)
print(json.dumps(answers))
"""


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Give a socket that would take whatever connects."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0)
        yield server


def manuscript(channel: dict[str, Any]) -> dict[str, Any]:
    """Return a whole manuscript of one page."""
    own = base64.b64encode(channel.get("own", "<svg/>").encode()).decode()
    return {"css": "", "assets": {"own": own}, "feet": [{}], **channel}


def answers_of(work: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Print each manuscript in a child that the system leaves on the network."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=json.dumps(work).encode(),
        capture_output=True,
        check=False,
        timeout=300,
        env=press._environment(),
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def embedded(pdf: bytes) -> list[str]:
    """Return what a document carries or points at beyond its own pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(opened.attachments)
        for entry in opened.objects:
            if isinstance(entry, pikepdf.Dictionary):
                found += [
                    name
                    for name in ("/URI", "/Launch", "/JS", "/EF", "/GoToR", "/SubmitForm")
                    if name in entry or entry.get("/S") == name
                ]
    return found


@pytest.mark.rule("X14", "S17")
def test_no_channel_opens_a_socket_reads_a_file_or_leaves_an_attachment(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY, "utf-8")
    with listening() as server:
        where = "{}:{}".format(*server.getsockname())
        targets = addresses(where, str(canary))
        work = {
            f"{channel} | {kind}": manuscript(what)
            for kind, url in targets.items()
            for channel, what in fetching(url).items()
        }
        answers = answers_of(work)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert len(answers) == len(work) > 300
    assert {name: one for name, one in answers.items() if one["sockets"]} == {}
    printed = {name: base64.b64decode(one["pdf"]) for name, one in answers.items() if "pdf" in one}
    assert {name: found for name, pdf in printed.items() if (found := embedded(pdf))} == {}
    for name, pdf in printed.items():
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
        assert "canary" not in text, name
    refused = {name for name, one in answers.items() if "refused" in one}
    assert refused == {name for name in work if name.partition(" | ")[0] not in INERT}


@pytest.mark.rule("X14")
def test_what_a_person_typed_asks_for_nothing_and_stays_text() -> None:
    typed = fetching("http://127.0.0.1:9/x")
    papers = [sample(PaperId.P04, name=str(one["html"])[:200]) for one in typed.values()]
    printed = print_batch(papers)
    assert embedded(printed.pdf) == []
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for one in typed.values():
        assert "".join(str(one["html"])[:60].split()) in text


@pytest.mark.rule("S17")
def test_our_own_image_is_drawn_and_never_attached() -> None:
    own = '<img alt="x" src="asset:own">'
    assert embedded(render.press(manuscript(body(own)))[1]) == []
    for way in (
        '<a rel="attachment" href="asset:own">x</a>',
        '<link rel="attachment" href="asset:own">',
    ):
        with pytest.raises(render.Refused, match="attachment"):
            render.press(manuscript(body(way)))


@pytest.mark.rule("S17")
def test_an_own_image_that_does_not_open_ends_the_rendering() -> None:
    torn = {"assets": {"own": "abc"}}
    with pytest.raises(render.Refused, match="does not open"):
        render.press(manuscript(body('<img alt="x" src="asset:own">')) | torn)


def child(code: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a few lines as the press is run."""
    return subprocess.run(
        [*press._alone(), sys.executable, "-P", "-c", code],
        capture_output=True,
        check=False,
        timeout=60,
        env=press._environment(),
        **more,
    )


@pytest.mark.rule("S17")
def test_the_press_knows_no_key_no_secret_and_no_open_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DMI_KEY_FILE", "DMI_DATABASE_URL", "SECRET_KEY", "PGPASSWORD"):
        monkeypatch.setenv(name, CANARY)
    with (tmp_path / "root.key").open("w") as key:
        os.set_inheritable(key.fileno(), True)
        told = child("import os; print(dict(os.environ), sorted(os.listdir('/proc/self/fd')))")
    words = told.stdout.decode()
    assert told.returncode == 0, told.stderr.decode()
    assert CANARY not in words
    assert "DMI_" not in words.replace("DMI_TEST", "")
    assert "['0', '1', '2', '3']" in words  # the fourth lists the folder


@pytest.mark.rule("S17")
def test_the_press_opens_no_socket_even_where_the_system_would_let_it() -> None:
    code = (
        "from dmi.documents.render import limit\nlimit(1)\nimport socket\n"
        "for ask in (lambda: socket.socket(), lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "            lambda: socket.getaddrinfo('localhost', 80)):\n"
        "    try:\n        ask()\n    except PermissionError as refused:\n        print(refused)\n"
    )
    assert child(code).stdout.decode().splitlines() == ["the press opens no socket"] * 3


@pytest.mark.rule("S17")
@pytest.mark.parametrize(("papers", "seconds"), [(1, 20), (20, 20), (BATCH_MAX, 100)])
def test_the_press_has_a_gibibyte_and_a_second_for_each_letter(papers: int, seconds: int) -> None:
    code = (
        f"from dmi.documents.render import limit\nlimit({papers})\nimport resource as r\n"
        "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0],"
        " r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert child(code).stdout.split() == [b"%d" % 2**30, b"%d" % seconds, b"0"]


@pytest.mark.rule("S17")
def test_a_paper_that_takes_too_much_is_no_paper() -> None:
    eats = "from dmi.documents.render import limit\nlimit(1)\nx = bytearray(2 * 1024**3)"
    assert b"MemoryError" in child(eats).stderr
    spins = (
        "import resource\nfrom dmi.documents import render\nrender.CPU_SECONDS = 1\n"
        "render.limit(1)\nwhile True:\n    pass"
    )
    assert child(spins).returncode < 0
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY


@pytest.mark.rule("S17")
def test_a_document_has_forty_pages_or_two_for_each_letter() -> None:
    page = '<p style="page-break-after: always">x</p>'
    with pytest.raises(render.Refused, match="41 pages, where 40 are allowed"):
        render.press(manuscript(body(page * 40 + "x")))
    assert len(render.press(manuscript(body(page * 39 + "x")))[0]["pages"]) == 40
    assert max(render.PAGES, render.PAGES_FOR_EACH * BATCH_MAX) == 200


def test_what_the_press_refused_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = {**manuscript(body('<img alt="x" src="http://127.0.0.1:9/x">'))}
    monkeypatch.setattr(press, "asdict", lambda _work: asking)
    with pytest.raises(PressFailed, match="Refused: refused to fetch 'http:"):
        print_batch([sample(PaperId.P04)])
