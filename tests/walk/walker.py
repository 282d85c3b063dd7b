"""What every walk says in a few words: moments, steps of one and of two people."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from dmi.access.models.records import Approval, Move
from dmi.kernel.local_time import to_local
from dmi.policy.states import ApprovalStatus
from tests.conftest import Clock
from tests.people import Town
from tests.walk.hands import Hands
from tests.walk.places import CL, Ways

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CONSENTS = (
    "share_attendance",
    "share_progress",
    "share_job_office",
    "contact_employer",
    "share_drug_service",
    "contact_family",
    "messages",
    "research",
)


@dataclass
class Walker:
    """One cohort and the people in it, walked by hands."""

    town: Town
    clock: Clock
    hands: Hands
    app: Flask
    visited: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    ways: Ways = CL
    also: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is sent besides, offered or not, by the last part of the form's address."""

    def __post_init__(self) -> None:
        """Begin with the place's case number."""
        self.ids.setdefault("ruc", self.ways.case_number)

    @property
    def words(self) -> Mapping[str, str]:
        """Return the place's words."""
        return self.ways.words

    @property
    def because(self) -> str:
        """Return a reason in a line."""
        return self.words["because"]

    @property
    def reasons(self) -> str:
        """Return reasons that carry a decision."""
        return self.words["reasons"]

    def holds(self, field: str) -> bool:
        """Return whether the mode of detail leaves a field open."""
        return self.town.acting("fis1").holds(field)

    # -- small words -------------------------------------------------------------------------
    def at(self, **ago: float) -> str:
        """Return a moment before now as people type it."""
        return f"{to_local(self.clock() - timedelta(**ago), self.ways.zone):%d-%m-%Y %H:%M}"

    def soon(self, **span: float) -> str:
        """Return a coming moment as people type it."""
        return f"{to_local(self.clock() + timedelta(**span), self.ways.zone):%d-%m-%Y %H:%M}"

    def day(self, days: float = 0) -> str:
        """Return a day as people type it."""
        return f"{to_local(self.clock() + timedelta(days=days), self.ways.zone):%d-%m-%Y}"

    def user(self, name: str) -> UUID:
        """Return a user's id."""
        return self.town.users[name].id

    def take(self, user: str, path: str, **typed: Any) -> str:
        """Take one step and return the id in the address that follows."""
        self.clock.move(minutes=1)
        typed |= self.also.get(path.rsplit("/", 1)[-1], {})
        where = self.hands.take(user, path, typed)
        self.visited += [path, where]
        found = ID.findall(where)
        return str(found[-1]) if found else ""

    def find(self, user: str, path: str, slug: str) -> str:
        """Return the first id behind a link of ``slug`` on a page."""
        found = re.findall(rf"/{slug}/({ID.pattern})", self.hands.look(user, path))
        assert found, f"no {slug} on {path}"
        return str(found[0])

    def two(self, first: str, second: str, path: str, **typed: Any) -> None:
        """Propose a step as one person and confirm it as another."""
        self.take(first, path, **typed)
        self.town.session.expire_all()
        waiting = self.town.session.scalars(
            select(Approval)
            .where(Approval.status == ApprovalStatus.PROPOSED)
            .order_by(Approval.proposed_at.desc())
        ).first()
        assert waiting is not None
        where = f"/approvals/{waiting.id}"
        self.clock.move(minutes=1)
        self.step_up(second)
        self.hands.press(second, where, f"{where}/confirm")
        self.town.session.expire_all()
        assert self.town.session.get(Approval, waiting.id).status is ApprovalStatus.EXECUTED

    def step_up(self, user: str) -> None:
        """Prove again who one is."""
        self.hands.take(user, "/confirm-it-is-you", {})

    def steps_walked(self) -> set[str]:
        """Return every machine step in the history."""
        self.town.session.expire_all()
        rows = self.town.session.execute(select(Move.machine, Move.step))
        return {f"{machine}.{step}" for machine, step in rows if machine}


MARKER = "palabra-reservada-7341"


def a_scan() -> tuple[io.BytesIO, str]:
    """Return a small PDF as a browser attaches it."""
    return io.BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"), "acta.pdf"
