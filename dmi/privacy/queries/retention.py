"""Retention: whose time is over, what would go with them, and what holds it back."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, union_all

from dmi.access.acting import Acting
from dmi.access.erased import not_erased
from dmi.access.models.records import Move
from dmi.access.models.retention import LegalHold, Tombstone
from dmi.access.models.users import User
from dmi.access.sight import fetch, narrow
from dmi.cases.models import BankedCase
from dmi.cases.queries import limitations
from dmi.documents.models import IssuedPaper, PaperCopy, ShelfFile
from dmi.kernel.local_time import local_day
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.privacy import rules
from dmi.privacy.models import PurgeRun
from dmi.store.base import Record
from dmi.store.database_roles import reaching_notes
from dmi.store.paging import PAGE_ROWS, cursor, read_cursor

TRACES = frozenset({DataClass.RETENTION, DataClass.APPROVALS, DataClass.AUDIT, DataClass.OWN_WORK})
"""What the purge itself leaves under the person's key is no part of its list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One purge with the code of its person."""

    run: PurgeRun
    code: str


def may_be_listed() -> ColumnElement[bool]:
    """Return the condition under which the calendar looks at a way at all."""
    listed = select(PurgeRun.id).where(PurgeRun.person_id == Pathway.person_id)
    return (
        Pathway.stage.in_(sorted(rules.WITH_A_CLOCK))
        & ~listed.correlate(Pathway).exists()
        & not_erased(Pathway)
    )


def due(acting: Acting, person_id: UUID) -> rules.Due | None:
    """Return when a person's data must go and why; nothing while any of their ways is walked."""
    # Plain tables: a way in another place counts, though who acts may not know of it.
    table = Pathway.__table__
    ways = acting.session.execute(select(table).where(table.c.person_id == person_id)).all()
    if any(way.stage not in rules.WITH_A_CLOCK for way in ways):
        return None
    reached = _reached(acting, [way.id for way in ways])
    over = _limitations(acting, [way.id for way in ways])
    terms = _terms(acting)
    clocks = []
    for way in ways:
        nominated_on = local_day(way.first_nominated_at, acting.zone)
        at = reached.get(way.id)
        seen = rules.Way(
            stage=way.stage,
            nominated_on=nominated_on,
            since=local_day(at, acting.zone) if at else nominated_on,
            purge_on=way.purge_on,
            charged_on=way.charged_on,
            limitation_on=over.get(way.id),
        )
        clocks.append(rules.clock(seen, terms))
    return rules.last_of(clocks)


def holds(acting: Acting, person_id: UUID) -> list[tuple[LegalHold, str]]:
    """Return the holds in force on any way of a person, and who placed each."""
    ways = select(Pathway.id).where(Pathway.person_id == person_id)
    query = (
        select(LegalHold, User.display_name)
        .join(User, User.id == LegalHold.placed_by_id)
        .where(LegalHold.object_ref.in_(ways), LegalHold.lifted_at.is_(None))
        .order_by(LegalHold.placed_at)
    )
    return [(hold, name) for hold, name in acting.session.execute(query)]


def what_would_go(acting: Acting, person_id: UUID) -> dict[str, int]:
    """Count a person's rows by data class, in the order of the classes."""
    found = _rows(acting, person_id)
    return {kind: len(found[kind]) for kind in DataClass if kind in found}


def list_hash(acting: Acting, run: PurgeRun) -> str:
    """Return the hash over every row that would go, each with its version, and over the reason."""
    kept = {
        "person": str(run.person_id),
        "rule": run.rule.value,
        "due_on": run.due_on.isoformat(),
        "rows": {kind.value: rows for kind, rows in _rows(acting, run.person_id).items()},
    }
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def files_of(acting: Acting, person_id: UUID) -> list[ShelfFile]:
    """Return the kept files under a person's key, and each printed document that names them."""
    named = (
        select(PaperCopy.pdf_id)
        .join(IssuedPaper, IssuedPaper.id == PaperCopy.paper_id)
        .where(IssuedPaper.key_ref == person_id)
    )
    query = select(ShelfFile).where(
        or_(ShelfFile.key_ref == person_id, ShelfFile.id.in_(named)),
        ShelfFile.removed_at.is_(None),
    )
    return list(acting.session.scalars(query.order_by(ShelfFile.id)))


def run(acting: Acting, row_id: UUID) -> Listed:
    """Return one purge that the reader may know."""
    row = fetch(acting, PurgeRun, row_id)
    acting.saw(DataClass.RETENTION, row.id)
    return Listed(row, code_of(acting, row))


def code_of(acting: Acting, row: PurgeRun) -> str:
    """Return the code that stands for the person."""
    return acting.session.scalars(select(Person.code).where(Person.id == row.person_id)).one()


def all_of(acting: Acting, mark: str | None) -> tuple[list[Listed], str | None]:
    """Return one page of the purges that the reader knows, the newest first."""
    query = narrow(
        select(PurgeRun, Person.code).join(Person, Person.id == PurgeRun.person_id),
        acting,
        PurgeRun,
    )
    after = read_cursor(mark) if mark else None
    if after is not None:
        at, last = after
        same = (PurgeRun.created_at == at) & (PurgeRun.id < last)
        query = query.where(or_(PurgeRun.created_at < at, same))
    query = query.order_by(PurgeRun.created_at.desc(), PurgeRun.id.desc())
    found = [Listed(*row) for row in acting.session.execute(query.limit(PAGE_ROWS + 1))]
    shown = found[:PAGE_ROWS]
    acting.saw(DataClass.RETENTION, *(one.run.id for one in shown))
    if len(found) <= PAGE_ROWS:
        return shown, None
    return shown, cursor(shown[-1].run.created_at, shown[-1].run.id)


def tombstone_of(acting: Acting, row: PurgeRun) -> Tombstone | None:
    """Return what stays of an erased person."""
    query = select(Tombstone).where(Tombstone.key_ref == row.person_id)
    return acting.session.scalars(query).one_or_none()


def names_of(acting: Acting, *ids: UUID | None) -> dict[UUID, str]:
    """Return the names of users."""
    query = select(User.id, User.display_name).where(User.id.in_([one for one in ids if one]))
    return {row[0]: row[1] for row in acting.session.execute(query)}


def _rows(acting: Acting, person_id: UUID) -> dict[DataClass, list[tuple[str, int]]]:
    found: dict[DataClass, list[tuple[str, int]]] = {}
    with reaching_notes(acting.session):
        rows = acting.session.execute(union_all(*_selects(person_id))).all()
    for kind, row_id, version in sorted((one[0], str(one[1]), one[2]) for one in rows):
        found.setdefault(DataClass(kind), []).append((row_id, version))
    return found


def _selects(person_id: UUID) -> Iterator[Select[Any, Any, Any]]:
    for mapper in Record.registry.mappers:
        model: Any = mapper.class_
        if not issubclass(model, Record) or model.__data_class__ in TRACES | {None}:
            continue
        table = model.__table__
        columns = select(literal(model.__data_class__.value), table.c.id, table.c.row_version)
        yield columns.where(table.c.key_ref == person_id)


def _reached(acting: Acting, ways: list[UUID]) -> dict[UUID, Any]:
    move = Move.__table__.c
    query = (
        select(move.object_ref, func.max(move.at))
        .where(move.object_ref.in_(ways), move.machine == Pathway.__machine__)
        .where(move.from_status != move.to_status)
        .group_by(move.object_ref)
    )
    return {row[0]: row[1] for row in acting.session.execute(query)}


def _limitations(acting: Acting, ways: list[UUID]) -> dict[UUID, Any]:
    query = select(BankedCase.id, BankedCase.pathway_id).where(BankedCase.pathway_id.in_(ways))
    cases = {row[0]: row[1] for row in acting.session.execute(query)}
    if not cases:
        return {}
    found = limitations(acting.session, cases, acting.today)
    return {
        cases[one]: how.newest for one, how in found.items() if how.newest and not how.is_suspended
    }


def _terms(acting: Acting) -> rules.Terms:
    return rules.Terms(
        nominee=acting.number("retention_nominee_months"),
        stub=acting.number("retention_stub_months"),
        declined=acting.number("retention_declined_months"),
        participant_years=acting.number("retention_participant_years"),
        investigative_years=acting.number("retention_investigative_years"),
    )
