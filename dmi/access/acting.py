"""Who does something, when, and in which transaction: passed on explicitly, never looked up."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from dmi.kernel.local_time import local_day
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.profiles.queries import settings_in_force
from dmi.store.base import Record, Scoped

Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True, slots=True)
class Emergency:
    """An open emergency sight: some classes of one person, until it ends (decisions 9.2).

    Attributes:
        subject: the pathway.
        linked: rows without a person that belong to this one.
    """

    id: UUID
    subject: UUID
    classes: frozenset[DataClass]
    linked: frozenset[UUID]
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """One user in one role, as the sign-in found them."""

    id: UUID
    name: str
    role: Role
    agency_id: UUID | None
    jurisdiction_ids: tuple[UUID, ...]
    language: str = "es"
    offices: tuple[str, ...] = ()
    session_ref: str | None = None
    stepped_up_at: datetime | None = None
    emergency: Emergency | None = None


@dataclass(slots=True)
class Acting:
    """One actor at one instant with one session.

    Attributes:
        session: the transaction that everything of this request or job shares.
        by: who acts.
        at: the instant, aware UTC.
        first: who proposed, when ``by`` is the second of two people.
        profile: key of the jurisdiction profile in force.
        zone: name of the time zone in which people read hours.
        is_demo: whether everybody is invented, so that unapproved wordings may be shown.
    """

    session: Session
    by: Actor
    at: datetime
    profile: str
    zone: str
    first: Actor | None = None
    is_demo: bool = False
    request_id: str = field(default_factory=lambda: uuid4().hex)
    seen: list[tuple[DataClass, UUID]] = field(default_factory=list)
    arriving: tuple[str, str] | None = None
    _settings: dict[str, str] | None = None

    @property
    def today(self) -> date:
        """Return the local day."""
        return local_day(self.at, self.zone)

    @property
    def first_id(self) -> UUID:
        """Return who proposed, or who acts alone."""
        return (self.first or self.by).id

    @property
    def second_id(self) -> UUID | None:
        """Return who confirmed, when two people act."""
        return self.by.id if self.first else None

    def second(self, other: Actor) -> "Acting":
        """Return the same transaction with ``other`` confirming what ``by`` proposed."""
        return replace(self, by=other, first=self.by, seen=[])

    def in_ordinary(self) -> "Acting":
        """Return the same transaction without emergency sight: what danger opens is no work."""
        return replace(self, by=replace(self.by, emergency=None)) if self.by.emergency else self

    def setting(self, name: str) -> str:
        """Return the value in force today of one setting of the installation."""
        if self._settings is None:
            self._settings = settings_in_force(self.session, self.profile, self.today)
        return self._settings[name]

    def holds(self, field: str) -> bool:
        """Return whether ``field`` ("Buy.narrative") is kept and shown in the mode in force.

        Where nobody chose a mode only a demo, whose people are invented, holds everything.
        """
        chosen = self.setting("investigative_detail")
        return load(self.profile).is_open(chosen or ("full" if self.is_demo else "none"), field)

    def language_for(self, wanted: str | None = None) -> str:
        """Return the language in which the place speaks to somebody who would like ``wanted``."""
        return load(self.profile).language_for(wanted)

    def number(self, name: str) -> int:
        """Return a whole-number setting."""
        return int(self.setting(name))

    def add(self, row: Row, under: Record | None = None) -> Row:
        """Add ``row`` with the scope of ``under`` and with who and when."""
        if under is not None:
            for column in Scoped.COLUMNS:
                if getattr(row, column) is None:
                    setattr(row, column, getattr(under, column))
        if row.jurisdiction_id is None and len(self.by.jurisdiction_ids) == 1:
            row.jurisdiction_id = self.by.jurisdiction_ids[0]
        if self.arriving is not None and row.__machine__ == self.arriving[0]:
            row.stand(self.arriving[1])
        row.created_at = self.at
        row.created_by = self.by.id
        self.session.add(row)
        return row

    def saw(self, data_class: DataClass, *rows: UUID) -> None:
        """Note that rows of a class were shown; the page writes it down before it leaves."""
        self.seen.extend((data_class, row) for row in rows)
