"""Emergency sight: one person, some classes, one hour, one user, and somebody else judges."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.records import AuditEntry, Move
from dmi.accounts.sessions import actor_for, emergency_of
from dmi.callin.models.letter import Letter
from dmi.evidence.models.authorisation import CovertCode
from dmi.evidence.models.buy import Buy
from dmi.kernel.refusals import NotKnown
from dmi.notes.models import ConfidentialNote
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import Stage, ViolationStatus
from dmi.privacy import rules
from dmi.violations.models.report import ViolationReport
from tests.builders import a_pathway, assign, somebody
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.privacy.emergencies import (
    OPEN,
    REASON,
    a_stranger,
    all_of_them,
    asked,
    counted,
    opens,
    the_one,
)
from tests.violations.scenes import FACTS, Scene, a_report, a_scene


@pytest.fixture
def scene(town: Town) -> Scene:
    """Give a person with buys and a case, and strangers of each role that may open."""
    made = a_scene(town)
    a_stranger(town, "fis9", Role.PROSECUTOR)
    a_stranger(town, "ts9", Role.SOCIAL_WORKER)
    return made


def acting_in(town: Town, user: str, at: Clock) -> Acting:
    """Return a user acting with whatever emergency sight stands open, as the door would."""
    town.session.info["acting"] = None
    actor = actor_for(town.session, town.users[user], town.roles[user])
    held = [one for one in all_of_them(town) if one.user_id == actor.id and one.is_open(at())]
    parts = {name: getattr(actor, name) for name in actor.__dataclass_fields__}
    emergency = emergency_of(held[0]) if held else None
    holding = type(actor)(**{**parts, "emergency": emergency})
    acting = Acting(town.session, holding, at(), town.place.profile, town.place.time_zone)
    town.session.info["acting"] = acting
    return acting


@pytest.mark.rule("S9", "F118", "C55")
def test_a_stranger_sees_one_person_for_an_hour_and_is_told_on_every_page(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    pathway = somebody(town, Stage.ACTIVE)
    other = a_pathway(town, pathway.cohort, Stage.ACTIVE, "Otrora")
    sign_in(client, town, "ts2")
    assert client.get(f"/pathways/{pathway.id}").status_code == 404
    answer = client.post(OPEN, data=asked("P-Muestra", category="CUSTODY"))
    opened = the_one(town)
    assert answer.location == f"/emergency-sights/{opened.id}"
    assert (opened.ends_at - opened.started_at).total_seconds() == 3600
    assert (opened.subject_id, opened.category) == (pathway.id, "CUSTODY")
    shown = says(client.get(answer.location))
    assert "Sara Muestra" in shown
    assert "Otrora" not in shown
    for path in ("/", "/pathways", "/help", f"/pathways/{other.id}", "/emergency-sights"):
        page = says(client.get(path))
        assert f"/emergency-sights/{opened.id}/stop" in page, path
        assert "Acceso de emergencia hasta las 12:00" in page, path
    for words in ("Muestra", "P-Muestra", "Otrora"):
        found = client.post("/search", data={"words": words}).location
        assert f"/pathways/{pathway.id}" not in says(client.get(found)), words
    assert client.get(f"/pathways/{pathway.id}").status_code == 404
    clock.move(minutes=29)
    client.get("/")
    clock.move(minutes=29)
    assert "Sara Muestra" in says(client.get(answer.location))
    clock.move(minutes=3)
    after = says(client.get(answer.location))
    assert "Sara Muestra" not in after
    assert "/stop" not in after


@pytest.mark.rule("S9")
def test_it_is_over_once_it_is_stopped(client: FlaskClient, town: Town) -> None:
    somebody(town)
    opens(client, town, "ts2", "P-Muestra")
    here = f"/emergency-sights/{the_one(town).id}"
    assert "Sara Muestra" in says(client.get(here))
    assert client.post(f"{here}/stop").status_code == 303
    assert "Sara Muestra" not in says(client.get(here))
    assert "/stop" not in says(client.get("/"))
    assert client.post(f"{here}/stop").status_code == 303  # twice does no harm
    events = set(town.session.scalars(select(AuditEntry.event)))
    assert {"privacy.emergency.opened", "privacy.emergency.stopped"} <= events


@pytest.mark.rule("S9", "F116", "F117")
def test_it_admits_its_classes_of_its_person_and_nothing_else(
    client: FlaskClient, town: Town, clock: Clock, scene: Scene
) -> None:
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    code = town.session.get_one(Person, scene.pathway.person_id).code
    stranger = a_pathway(town, scene.pathway.cohort, Stage.ACTIVE, "Ajena")
    opens(client, town, "fis9", code, classes=["violations", "identity"])
    acting = acting_in(town, "fis9", clock)
    assert sight.fetch(acting, ViolationReport, report.id) == report
    assert sight.sees(acting, scene.pathway, DataClass.IDENTITY)
    more = {
        kind
        for kind in DataClass
        if sight.sees(acting, scene.pathway, kind)
        and not sight.sees(acting.in_ordinary(), scene.pathway, kind)
    }
    assert more == {DataClass.VIOLATIONS, DataClass.IDENTITY}
    assert not sight.sees(acting, stranger, DataClass.IDENTITY)
    seen = town.session.scalars(
        sight.narrow(select(Pathway.id), acting, Pathway, DataClass.IDENTITY)
    ).all()
    assert seen == [scene.pathway.id]
    another = acting_in(town, "ts9", clock)
    assert not sight.sees(another, report, DataClass.VIOLATIONS)
    clock.move(minutes=61)
    late = Acting(town.session, acting.by, clock(), acting.profile, acting.zone)
    assert not sight.sees(late, report, DataClass.VIOLATIONS)


@pytest.mark.rule("S9", "F116")
def test_codes_and_notes_stay_closed_under_every_class(
    client: FlaskClient, town: Town, clock: Clock, scene: Scene
) -> None:
    code = town.session.get_one(Person, scene.pathway.person_id).code
    every = [str(one) for one in rules.openable(Role.SOCIAL_WORKER)]
    assert every == ["evidence", "identity", "criminal_history", "letters", "violations"]
    assert all(
        rules.openable(role) == rules.openable(Role.SOCIAL_WORKER) for role in rules.MAY_OPEN
    )
    assert {str(role) for role in rules.MAY_OPEN} == {"JEF", "FIS", "POL", "TS"}
    for name in ("covert_codes", "confidential_notes", "opinions", "case_file", "nonsense"):
        answer = opens(client, town, "ts9", code, classes=["identity", name])
        assert answer.status_code == 400, name
    assert all_of_them(town) == []
    opens(client, town, "ts9", code, classes=every)
    acting = acting_in(town, "ts9", clock)
    for kind in (*rules.openable(Role.SOCIAL_WORKER), DataClass.CONFIDENTIAL_NOTES):
        for model in (ConfidentialNote, CovertCode):
            query = sight.narrow(select(model.id), acting, model, kind)
            assert "subject_id = " not in str(query), (model, kind)
            assert town.session.scalars(query).all() == []


def test_buys_open_without_codes_and_items_by_their_link(
    client: FlaskClient, town: Town, clock: Clock, scene: Scene
) -> None:
    code = town.session.get_one(Person, scene.pathway.person_id).code
    bought = set(
        town.session.scalars(
            select(BuySeller.buy_id).where(BuySeller.pathway_id == scene.pathway.id)
        )
    )
    assert bought
    answer = opens(client, town, "ts9", code, classes=["evidence"])
    acting = acting_in(town, "ts9", clock)
    seen = town.session.scalars(sight.narrow(select(Buy.id), acting, Buy)).all()
    assert set(seen) == bought
    page = says(client.get(answer.location))
    assert "AG-" not in page
    names = town.session.scalars(select(CovertCode.code)).all()
    assert [name for name in names if name in page] == []


@pytest.mark.rule("S9", "C55")
def test_it_is_for_looking_and_opens_no_step(client: FlaskClient, town: Town, scene: Scene) -> None:
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    code = town.session.get_one(Person, scene.pathway.person_id).code
    answer = opens(client, town, "fis9", code, classes=["violations"])
    page = client.get(f"/violation-reports/{report.id}")
    assert page.status_code == 200
    assert f"/violation-reports/{report.id}/" not in says(page)
    assert f"/violation-reports/{report.id}" in says(client.get(answer.location))
    for step in ("triage-out", "send-notice", "check-identity"):
        path = f"/violation-reports/{report.id}/{step}"
        assert client.get(path).status_code == 404, step
        assert client.post(path, data={"reason": REASON}).status_code == 404, step
    moves = town.session.scalars(select(Move).where(Move.object_ref == report.id)).all()
    assert town.users["fis9"].id not in {one.actor_id for one in moves}
    assert f"/violation-reports/{report.id}" not in says(client.get("/"))


@pytest.mark.rule("S9", "F118", "F119", "C55")
def test_every_look_under_it_carries_its_number(client: FlaskClient, town: Town) -> None:
    pathway = somebody(town)
    opens(client, town, "ts2", "P-Muestra")
    opened = the_one(town)
    client.get(f"/emergency-sights/{opened.id}")
    entries = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "privacy.emergency.read")
    ).all()
    assert [one.details["break_glass"] for one in entries] == [str(opened.id)]
    assert entries[0].details["rows"]["identity"] == [str(pathway.id)]
    sign_in(client, town, "ts1")
    client.get(f"/pathways/{pathway.id}")
    other = town.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert other is not None
    assert "break_glass" not in other.details


def test_it_holds_in_the_role_in_which_it_was_opened(
    client: FlaskClient, town: Town, clock: Clock, scene: Scene
) -> None:
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    code = town.session.get_one(Person, scene.pathway.person_id).code
    opens(client, town, "fis9", code, classes=["violations"])
    opened = the_one(town)
    opened.role = Role.PROGRAMME_MANAGER
    town.session.commit()
    assert client.get(f"/violation-reports/{report.id}").status_code == 404
    assert FACTS not in says(client.get(f"/emergency-sights/{opened.id}"))
    with pytest.raises(NotKnown):
        sight.fetch(acting_in(town, "ts9", clock), ViolationReport, report.id)


def test_a_letter_opens_with_its_class(client: FlaskClient, town: Town, clock: Clock) -> None:
    pathway = somebody(town)
    opens(client, town, "ts2", "P-Muestra", classes=["letters"])
    acting = acting_in(town, "ts2", clock)
    query = str(sight.narrow(select(Letter.id), acting, Letter))
    assert "letters.subject_id = " in query
    page = says(client.get(f"/emergency-sights/{the_one(town).id}"))
    assert "Aquí no hay nada de esto registrado" in page
    assert "Sara Muestra" not in page
    assert not sight.sees(acting, pathway, DataClass.IDENTITY)


@pytest.mark.parametrize("user", ["ts2", "fis2", "jef1"])
def test_it_asks_the_database_no_more(client: FlaskClient, town: Town, user: str) -> None:
    somebody(town)
    sign_in(client, town, user)
    numbers: dict[str, list[int]] = {"/": [], "/pathways": []}
    for _ in ("without", "with"):
        for path, told in numbers.items():
            client.get(path)
            with counted() as asked_of_it:
                assert client.get(path).status_code == 200
            told.append(len(asked_of_it))
        client.post(OPEN, data=asked("P-Muestra"))
    assert len(all_of_them(town)) == 1  # the second was refused
    assert [told for told in numbers.values() if told[0] != told[1]] == []


def test_own_people_are_not_read_under_it(client: FlaskClient, town: Town) -> None:
    somebody(town)
    mine = somebody(town, surname="Propia")
    assign(town, "fis2", mine)
    opens(client, town, "fis2", "P-Muestra")
    client.get(f"/pathways/{mine.id}")
    last = town.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert last is not None
    assert last.details["rows"]["identity"] == [str(mine.id)]
    assert "break_glass" not in last.details
