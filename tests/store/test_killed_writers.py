"""A web process killed while it writes: every answered act is there whole, and no half of one."""

import contextlib
import http.client
import signal
import subprocess
import threading
import time
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from dmi.access.audit import first_altered_read, verify_chain
from dmi.access.models.records import AuditEntry, ChainHead, Move
from dmi.checkins import acts
from dmi.checkins.models import CheckIn
from dmi.checkins.words import ContactMode
from dmi.cli.serving import free_port
from dmi.kernel.calendar import next_working_day
from dmi.profiles.holidays import Holidays
from dmi.profiles.profile import load
from dmi.settings import Settings
from dmi.store.database import db
from tests.builders import somebody
from tests.conftest import MONDAY
from tests.jobs.processes import PATIENCE, start
from tests.people import Town

WRITERS = 3
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class WorkingDays:
    """Gives working days from January 2027 on, none twice, to several threads."""

    def __init__(self) -> None:
        self.day, self.closed = date(2027, 1, 18), Holidays(load("cl"), {})
        self.lock = threading.Lock()

    def next(self) -> date:
        """Return the next working day."""
        with self.lock:
            self.day = next_working_day(self.day + timedelta(days=1), self.closed)
            return self.day


class Writer(threading.Thread):
    """A browser that plans check-ins one after the other until its server is gone."""

    def __init__(self, port: int, town: Town, series: UUID, days: WorkingDays) -> None:
        super().__init__()
        self.port, self.days = port, days
        self.user = town.users["ts1"].id
        self.address = f"/check-in-series/{series}/plan-checkin"
        self.answered: list[date] = []

    def run(self) -> None:
        """Write until the connection breaks."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line), contextlib.suppress(OSError, http.client.HTTPException):
            line.request("POST", f"/demo/{self.user}", headers=FORM)
            answer = line.getresponse()
            answer.read()
            assert answer.status == http.client.SEE_OTHER
            cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
            while True:
                day = self.days.next()
                typed = {"planned_for": f"{day:%d-%m-%Y} 10:30", "mode": "PHONE"}
                body = urlencode(typed | {"place": "Oficina 3", "worker_id": str(self.user)})
                line.request("POST", self.address, body, FORM | {"Cookie": cookie})
                answer = line.getresponse()
                answer.read()
                if answer.status == http.client.SEE_OTHER:
                    self.answered.append(day)


def serving(settings: Settings, port: int) -> subprocess.Popen[str]:
    """Start the server and wait until it listens."""
    server = start(settings, str(port), module="tests.store.serving")
    last = time.monotonic() + PATIENCE
    while free_port(port) == port:
        assert server.poll() is None, server.communicate()[1]
        assert time.monotonic() < last, "the server did not start"
        time.sleep(0.1)
    return server


def whole(town: Town) -> set[date]:
    """Return the days of the check-ins whose row, move and entry in the log all stand."""
    town.session.rollback()
    rows = dict(town.session.execute(select(CheckIn.id, CheckIn.due_on)).all())
    moved = select(Move.object_ref).where(Move.step == "plan_checkin")
    entered = select(AuditEntry.object_ref).where(AuditEntry.event == "checkins.checkin.planned")
    for query in (moved, entered):
        found = town.session.scalars(query).all()
        assert sorted(found, key=str) == sorted(rows, key=str)
    return set(rows.values())


@pytest.mark.rule("S25")
def test_kill_9_loses_no_answered_act_and_leaves_no_half(
    app: Flask, settings: Settings, town: Town
) -> None:
    pathway = somebody(town)
    first = acts.open_series(
        town.acting("ts1"),
        pathway,
        first_at=MONDAY,
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=town.users["ts1"].id,
    )
    town.session.commit()
    series, days, answered, asked = first.series_id, WorkingDays(), set(whole(town)), 0
    for enough in (2, 7, 15):
        port = free_port(8300)
        server = serving(settings, port)
        writers = [Writer(port, town, series, days) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        last = time.monotonic() + PATIENCE
        while sum(len(writer.answered) for writer in writers) < enough:
            assert time.monotonic() < last, "too few acts were answered"
            time.sleep(0.005)
        server.send_signal(signal.SIGKILL)
        server.communicate(timeout=PATIENCE)
        for writer in writers:
            writer.join()
            answered |= set(writer.answered)
        standing = whole(town)
        assert answered <= standing
        asked += WRITERS
        assert len(standing - answered) <= asked
    keys = town.session.scalars(select(ChainHead.chain_key)).all()
    assert [key for key in keys if verify_chain(town.session, key) is not None] == []
    assert first_altered_read(town.session) is None
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert len(answered) >= 24
