"""One person carried to an asked activation, and four readers of every role who did none of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.models.emergencies import BreakGlass
from dmi.access.models.grants import Assignment, Clearance, Compartment, Disclosure, Grant
from dmi.access.models.places import Agency
from dmi.access.models.records import Move
from dmi.access.words import BreakGlassCategory
from dmi.accounts.sessions import open_session
from dmi.accounts.views.signing import COOKIE
from dmi.app import create_app
from dmi.callin.models.attendance import Attendance, MakeUp
from dmi.callin.words import MakeUpKind
from dmi.cases.models import BankedCase
from dmi.closing.models import GraduationReview, Lapse
from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.models.decision import Override
from dmi.eligibility.models.review import Review
from dmi.exchange.models import ImportBatch
from dmi.exchange.words import ImportKind
from dmi.kernel.refusals import NotKnown
from dmi.people.models.contacts import PersonNotice
from dmi.people.models.pathway import Pathway
from dmi.people.words import NoticeKind
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.plain_states import DisclosureStatus, ImportStatus, PurgeStatus
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus, MakeUpStatus
from dmi.privacy.models import PurgeRun
from dmi.privacy.words import RetentionRule
from dmi.settings import Settings
from dmi.store.base import Record
from dmi.store.database import db
from dmi.store.keys import opened
from dmi.support.models.enrolment import Enrolment
from dmi.territory.models.cohort import Cohort
from dmi.web.models import SavedSearch
from tests.builders import assign, placed
from tests.community.neighbourhoods import a_neighbourhood
from tests.conftest import Clock, Visitor
from tests.people import AGENCY_OF, AgencyType, Town, a_user, found_town, town_of
from tests.sparing import spared
from tests.territory.ranking import a_ranking
from tests.territory.registers import a_register
from tests.walk.conftest import Carried
from tests.walk.hands import ClientHands
from tests.walk.matrix.asked import ask_oneself
from tests.walk.matrix.counted import count_something
from tests.walk.matrix.markers import mark
from tests.walk.matrix.sheets import ask_for_a_sheet
from tests.walk.matrix.sight import Books, Reader
from tests.walk.thread import Thread

PLACES = ("own", "foreign")
HANDS = ("given", "free")


@dataclass
class World:
    """All rows by the word of their addresses, who asks, and what was opened to whom."""

    app: Flask
    town: Town
    readers: dict[tuple[str, str, str], Reader]
    rows: dict[str, dict[UUID, Any]]
    books: Books
    words: Mapping[str, Any]
    """Whose each marked word is."""

    def enter(self, reader: Reader) -> FlaskClient:
        """Return a browser in which the reader is signed in."""
        client = self.app.test_client()
        token = open_session(self.town.session, reader.user, Role(reader.role), self.town.clock())
        self.town.session.commit()
        client.set_cookie(COOKIE, token)
        return client


@contextmanager
def standing(settings: Settings, carried: Carried) -> Iterator[World]:
    """Build the world on a copy of the database after the walk."""
    clock = Clock()
    app = spared(create_app(settings, clock))
    app.test_client_class = Visitor
    app.config["WTF_CSRF_ENABLED"] = False
    # What the page of an unknown address looks like is tested elsewhere; here it costs minutes.
    app.register_error_handler(NotKnown, lambda _refusal: ("", NotKnown.status))
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        town = town_of(session, clock)
        thread = carried.goes_on(Thread(town, clock, ClientHands(app.test_client(), town), app))
        thread.violate()
        thread.ask_for_activation()
        session.info[sight.ACTING] = None
        _what_the_walk_leaves_out(town)
        readers = dict(_readers(town, _every_row(session)))
        words = mark(session)
        session.commit()
        books = Books(
            session.scalars(select(Assignment)).all(),
            session.scalars(select(Clearance)).all(),
            session.scalars(select(Grant)).all(),
            _last_steps(session),
        )
        rows = _every_row(session)
        for row in words.values():
            session.refresh(row)
        session.expunge_all()  # from here on they are plain facts, and no statement reloads them
        yield World(app, town, readers, rows, books, words)
        db.session.remove()
        db.engine.dispose()


def _one(town: Town, model: type[Any]) -> Any:
    return town.session.scalars(select(model).order_by(model.id)).first()


def _what_the_walk_leaves_out(town: Town) -> None:
    """Write one row of each kind that no step of the walk makes."""
    now, today = town.clock(), town.clock().date()
    first, second = town.users["fis1"].id, town.users["fis2"].id
    pathway, case = _one(town, Pathway), _one(town, BankedCase)
    notice = PersonNotice(pathway_id=pathway.id, kind=next(iter(NoticeKind)), drafted_at=now)
    placed(town, notice, pathway)
    placed(town, Lapse(case_id=case.id, notice_id=notice.id), pathway)
    graduation = GraduationReview(
        enrolment_id=_one(town, Enrolment).id,
        criteria_met={},
        decided_by_id=first,
        second_by_id=second,
        on=today,
    )
    placed(town, graduation, pathway)
    review = _one(town, Review)
    override = Override(
        review_id=review.id, criterion_id=_one(town, Criterion).id, requested_by_id=first
    )
    override.key_ref = review.key_ref
    override.reason = "Set aside for a reason that two prosecutors signed."
    placed(town, override, review)
    attendance = _one(town, Attendance)
    make_up = MakeUp(
        attendance_id=attendance.id,
        kind=next(iter(MakeUpKind)),
        status=next(iter(MakeUpStatus)),
        offered_at=now,
        for_at=now + timedelta(days=3),
    )
    placed(town, make_up, attendance)
    disclosure = Disclosure(
        to_user_id=town.users["def1"].id,
        items=[],
        why="Handed over.",
        at=now,
        status=next(iter(DisclosureStatus)),
    )
    placed(town, disclosure, pathway)
    emergency = BreakGlass(
        user_id=town.users["ts2"].id,
        role=Role.SOCIAL_WORKER,
        classes=["identity"],
        linked=[],
        category=next(iter(BreakGlassCategory)),
        started_at=now,
        ends_at=now + timedelta(hours=1),
    )
    emergency.key_ref = pathway.key_ref
    emergency.reason = "A danger that somebody saw from far away."
    placed(town, emergency, pathway)
    placed(town, _a_purge(pathway, today), pathway)
    placed(town, a_ranking(town))
    batch = ImportBatch(
        kind=next(iter(ImportKind)),
        name="denuncias.csv",
        sha256="0" * 64,
        size_bytes=1,
        status=next(iter(ImportStatus)),
    )
    placed(town, batch)
    count_something(town)
    ask_for_a_sheet(town)
    search = SavedSearch(user_id=first, made_at=now)
    search.query = "Muestra"
    placed(town, search)
    a_register(town, _one(town, Cohort))
    a_neighbourhood(town)
    ask_oneself(town, _one(town, Cohort), pathway)


def _a_purge(pathway: Pathway, today: date) -> PurgeRun:
    run = PurgeRun(
        person_id=pathway.person_id,
        rule=RetentionRule.PARTICIPANT,
        due_on=today,
        classes={"identity": 1},
    )
    run.stand(PurgeStatus.LISTED)
    return run


def _every_row(session: Session) -> dict[str, dict[UUID, Any]]:
    """Return all rows that have an address, by its word and their id, the oldest first."""
    found: dict[str, dict[UUID, Any]] = {}
    for mapper in Record.registry.mappers:
        model = mapper.class_
        word = "search" if model is SavedSearch else getattr(model, "__slug__", "")
        if word:
            day = getattr(model, "due_on", model.id)
            query = select(model).order_by(model.created_at, day, model.id)
            found[word] = {row.id: row for row in session.scalars(query)}
    return found


def _readers(
    town: Town, rows: dict[str, dict[UUID, Any]]
) -> Iterator[tuple[tuple[str, str, str], Reader]]:
    abroad = found_town(town.session, town.clock, "13115")
    for place, where in zip(PLACES, (town, abroad), strict=True):
        for hands in HANDS:
            for role in Role:
                if role is Role.SCHEDULER:
                    continue
                home = AGENCY_OF.get(role, AgencyType.MUNICIPALITY)
                agency = town.session.scalars(
                    select(Agency).where(
                        Agency.jurisdiction_id == where.place.id, Agency.agency_type == home
                    )
                ).one()
                name = f"{role.lower()}.{place}.{hands}"
                user = a_user(town.session, agency, name, role, town.clock())
                if hands == "given":
                    town.users[name] = user
                    _give(town, name, role, rows)
                yield (str(role), place, hands), Reader(str(role), user, where.place.id)


def _give(town: Town, name: str, role: Role, rows: dict[str, dict[UUID, Any]]) -> None:
    """Open to one reader whatever can be opened: assignments, clearances, grants."""
    user, session = town.users[name], town.session
    pathway, cohort = _one(town, Pathway), _one(town, Cohort)
    assign(town, name, pathway)
    assign(town, name, cohort)
    for circle in session.scalars(select(Compartment)).all():
        clearance = Clearance(
            user_id=user.id,
            circle_id=circle.id,
            since_at=town.clock(),
            granted_by=town.users["fis1"].id,
            why="Needs to know.",
            status=GrantStatus.IN_FORCE,
        )
        placed(town, clearance)
    for data_class in DataClass:
        for condition in right(role, data_class).conditions:
            items = [one for group in rows.values() for one in group]
            for item in items if condition is Condition.AFTER_DISCLOSURE else [None]:
                session.add(
                    Grant(
                        id=uuid4(),
                        user_id=user.id,
                        subject_ref=pathway.id,
                        role=role,
                        data_class=data_class,
                        condition=condition,
                        item_ref=item,
                        opened_by_step="test",
                        source_ref=pathway.id,
                        since_at=town.clock(),
                    )
                )
    session.flush()


def _last_steps(session: Session) -> dict[UUID, str]:
    """Return the last step of each row of its own machine."""
    moves = session.scalars(select(Move).where(Move.machine != "").order_by(Move.seq))
    return {move.object_ref: f"{move.machine}.{move.step}" for move in moves}
