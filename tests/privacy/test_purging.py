"""The way to a purge: the calendar lists, two people order, days pass, and anybody may stop it."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from dmi.access import approvals
from dmi.access.models.records import Approval, Move
from dmi.access.models.retention import LegalHold
from dmi.access.words import AssignmentGround
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.owed.models import JobRun
from dmi.policy.plain_states import PurgeStatus
from dmi.policy.states import Stage
from dmi.privacy.acts import purging
from dmi.privacy.models import PurgeRun
from dmi.privacy.words import RetentionRule
from tests.builders import a_cohort, a_pathway, assign
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.privacy.purges import (
    REASON,
    gets,
    gone_by,
    job,
    listed,
    ordered,
    proposed,
    the_run,
    two_sign,
)


def gaps(refusal: pytest.ExceptionInfo[Unmet]) -> set[str]:
    return {gap.guard for gap in refusal.value.gaps}


def test_the_calendar_lists_whoever_is_due_once_and_nobody_else(
    app: Flask, town: Town, clock: Clock
) -> None:
    pathway = gone_by(town)
    still = a_pathway(town, pathway.cohort, Stage.REMOVED, "Todavia")
    still.purge_on = clock().date()
    a_pathway(town, pathway.cohort, Stage.ACTIVE, "Camina").purge_on = clock().date()
    run = listed(app, town)
    assert (run.person_id, run.status) == (pathway.person_id, PurgeStatus.LISTED)
    assert (run.rule, run.due_on) == (RetentionRule.NOMINEE, pathway.purge_on)
    assert run.classes["identity"] == 3
    assert run.classes["nominations"] == 1
    assert job(app, town, "X.list_for_purge") == 0
    clock.move(days=1)
    assert job(app, town, "X.list_for_purge") == 1  # the other one's day has passed


def test_one_way_still_walked_keeps_everything(app: Flask, town: Town) -> None:
    pathway = gone_by(town)
    again = a_pathway(town, a_cohort(town, name="Otra"), Stage.ACTIVE, "Vive")
    again.person_id = again.key_ref = pathway.person_id
    town.session.commit()
    assert job(app, town, "X.list_for_purge") == 0


@pytest.mark.rule("S7")
def test_it_is_proposed_only_after_somebody_looked_through_it(app: Flask, town: Town) -> None:
    gone_by(town)
    run = listed(app, town)
    with pytest.raises(Unmet) as refusal:
        purging.propose_purge(town.acting("jef1"), run)
    assert gaps(refusal) == {"dry_run_shown"}
    purging.look_through(town.acting("jef1"), run)
    purging.propose_purge(town.acting("jef1"), run)
    assert run.status is PurgeStatus.PROPOSED
    with pytest.raises(Unmet):
        purging.look_through(town.acting("jef1"), run)


@pytest.mark.rule("S7")
@pytest.mark.parametrize(
    ("first", "second"), [("jef1", "jef1"), ("jef1", "jef2"), ("aud1", "aud1"), ("jef1", "fis1")]
)
def test_no_two_but_a_manager_and_the_auditor_order_it(
    app: Flask, town: Town, first: str, second: str
) -> None:
    gone_by(town)
    run = proposed(app, town)
    with pytest.raises(NotKnown):
        two_sign(town, run, first, second)
    assert run.status is PurgeStatus.PROPOSED
    two_sign(town, run, "aud1", "jef2")
    assert run.confirmed_by_id == town.users["aud1"].id


@pytest.mark.rule("S7", "S14")
def test_nobody_orders_it_alone_or_without_proving_who_they_are(app: Flask, town: Town) -> None:
    gone_by(town)
    run = proposed(app, town)
    for user in ("jef1", "aud1"):
        with pytest.raises(Unmet) as refusal:
            purging.confirm_purge(town.acting(user), run)
        assert gaps(refusal) == {"second_person"}
    late = town.acting("jef1")
    late.at += timedelta(minutes=6)
    with pytest.raises(Unmet) as refusal:
        approvals.propose(late, "X.confirm_purge", run)
    assert gaps(refusal) == {"signed_in_again"}


@pytest.mark.rule("S7")
@pytest.mark.parametrize(
    "changed",
    [
        {"confirmed_by_id": "jef1"},
        {"confirmed_by_id": None},
        {"dry_run_at": None},
        {"status": PurgeStatus.EXECUTED},
    ],
    ids="-".join,
)
def test_the_database_itself_refuses_an_order_of_one_or_of_nobody(
    app: Flask, town: Town, changed: dict[str, object]
) -> None:
    gone_by(town)
    run = ordered(app, town)
    values = {
        name: town.users[value].id if value == "jef1" else value for name, value in changed.items()
    }
    with pytest.raises(IntegrityError):
        town.session.execute(update(PurgeRun).where(PurgeRun.id == run.id).values(values))
    town.session.rollback()


def test_what_changed_since_must_be_looked_through_again(app: Flask, town: Town) -> None:
    pathway = gone_by(town)
    run = proposed(app, town)
    assign(town, "ts2", pathway)
    with pytest.raises(Unmet) as refusal:
        two_sign(town, run)
    assert gaps(refusal) == {"purge_list_unchanged"}
    purging.stop_purge(town.acting("jef1"), run, reason=REASON)
    purging.relist_for_purge(town.acting("jef1"), run)
    assert (run.status, run.list_hash, run.proposed_by_id) == (PurgeStatus.LISTED, None, None)
    purging.look_through(town.acting("jef2"), run)
    purging.propose_purge(town.acting("jef2"), run)
    two_sign(town, run, "jef1")
    assert run.proposed_by_id == town.users["jef2"].id


@pytest.mark.rule("S7")
def test_nothing_runs_before_the_days_have_passed(app: Flask, town: Town, clock: Clock) -> None:
    gone_by(town)
    run = ordered(app, town)
    assert run.execute_after == clock() + timedelta(days=7)
    clock.move(days=6, hours=23, minutes=59)
    assert job(app, town, "X.execute_purge") == 0
    assert town.session.scalar(select(func.max(JobRun.failures))) == 0  # nothing was even tried
    clock.move(minutes=1)
    assert job(app, town, "X.execute_purge") == 1
    assert job(app, town, "X.execute_purge") == 0
    steps = town.session.scalars(select(Move.step).where(Move.object_ref == run.id)).all()
    assert steps.count("execute_purge") == 1


def test_what_is_added_while_it_waits_holds_it_back(app: Flask, town: Town, clock: Clock) -> None:
    pathway = gone_by(town)
    ordered(app, town)
    clock.move(days=8)
    assign(town, "ts2", pathway)
    assert job(app, town, "X.execute_purge") == 0


@pytest.mark.parametrize("user", ["jef1", "aud1", "fis1"])
def test_it_is_stopped_with_a_reason_until_the_last_moment(
    app: Flask, town: Town, clock: Clock, user: str
) -> None:
    gone_by(town)
    run = ordered(app, town)
    with pytest.raises(Unmet) as refusal:
        purging.stop_purge(town.acting(user), run, reason="No.")
    assert gaps(refusal) == {"reason_given"}
    purging.stop_purge(town.acting(user), run, reason=REASON)
    town.session.commit()
    clock.move(days=30)
    assert job(app, town, "X.execute_purge") == 0
    assert job(app, town, "X.list_for_purge") == 0
    assert the_run(town).status is PurgeStatus.STOPPED


def test_a_prosecutor_of_nobody_here_neither_sees_nor_stops_it(app: Flask, town: Town) -> None:
    gone_by(town)
    run = listed(app, town)
    with pytest.raises(NotKnown):
        purging.stop_purge(town.acting("fis2"), run, reason=REASON)


def test_only_a_prosecutor_holds_it_and_only_a_prosecutor_lets_go(app: Flask, town: Town) -> None:
    gone_by(town)
    run = listed(app, town)
    with pytest.raises(Faults):
        purging.stop_purge(town.acting("jef1"), run, reason=REASON, hold=True)
    purging.stop_purge(town.acting("fis1"), run, reason=REASON, hold=True)
    town.session.commit()
    hold = town.session.scalars(select(LegalHold)).one()
    assert (hold.object_ref, hold.placed_by_id) == (run.subject_id, town.users["fis1"].id)
    with pytest.raises(Unmet) as refusal:
        purging.relist_for_purge(town.acting("jef1"), run)
    assert gaps(refusal) == {"no_legal_hold"}
    with pytest.raises(Faults):
        purging.lift_hold(town.acting("jef1"), run)
    purging.lift_hold(town.acting("fis1"), run)
    with pytest.raises(Faults):
        purging.lift_hold(town.acting("fis1"), run)
    purging.relist_for_purge(town.acting("jef1"), run)
    assert run.status is PurgeStatus.LISTED


def test_a_held_person_is_not_even_listed(app: Flask, town: Town) -> None:
    pathway = gone_by(town)
    hold = LegalHold(
        object_kind="PATHWAY",
        object_ref=pathway.id,
        placed_by_id=town.users["fis1"].id,
        placed_at=town.clock(),
        key_ref=pathway.key_ref,
    )
    hold.reason = REASON
    hold.created_at = town.clock()
    town.session.add(hold)
    assert job(app, town, "X.list_for_purge") == 0


def test_the_way_by_clicks(app: Flask, town: Town, client: FlaskClient) -> None:
    gone_by(town)
    status, page = gets(client, town, "jef1", "/retention")
    assert status == 200
    assert "No hay personas con el plazo de conservación cumplido" in page
    run = listed(app, town)
    here = f"/purges/{run.id}"
    assert here in gets(client, town, "jef1", "/retention")[1]
    page = says(client.get(here))
    assert "P-Muestra" in page
    assert "Sara" not in page
    for words in ("Mencionada o descartada", "Identidad", "22-11-2026", "30 días"):
        assert words in page, words
    assert client.post(f"{here}/propose-purge", data={}).status_code == 409
    assert client.post(f"{here}/dry-run", data={}).status_code == 303
    assert client.post(f"{here}/propose-purge", data={}).status_code == 303
    assert client.post(f"{here}/confirm-purge", data={}).status_code == 303
    assert the_run(town).status is PurgeStatus.PROPOSED
    approval = town.session.scalars(select(Approval)).one()
    confirm = f"/approvals/{approval.id}"
    assert "Identidad (3)" in gets(client, town, "aud1", confirm)[1]
    assert client.post(f"{confirm}/confirm", data={}).status_code == 303
    assert the_run(town).status is PurgeStatus.CONFIRMED
    assert "Desde el 30-11-2026" in gets(client, town, "aud1", "/retention")[1]


@pytest.mark.parametrize("user", ["ts1", "pol1", "adm1", "def1", "fis2", "ana1"])
def test_nobody_else_finds_it(app: Flask, town: Town, client: FlaskClient, user: str) -> None:
    gone_by(town)
    run = listed(app, town)
    for path in ("", "/print", "/dry-run", "/stop-purge", "/propose-purge"):
        assert gets(client, town, user, f"/purges/{run.id}{path}")[0] == 404, path


def test_a_prosecutor_of_this_person_reads_and_stops_by_clicks(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = gone_by(town)
    run = listed(app, town)
    assign(town, "fis2", pathway, AssignmentGround.PROSECUTOR)
    here = f"/purges/{run.id}"
    sign_in(client, town, "jef1")
    assert 'name="hold"' not in says(client.get(f"{here}/stop-purge"))
    sign_in(client, town, "fis2")
    assert 'name="hold"' in says(client.get(f"{here}/stop-purge"))
    answer = client.post(f"{here}/stop-purge", data={"reason": REASON, "hold": "y"})
    assert answer.status_code == 303
    assert REASON in says(client.get(here))
    sign_in(client, town, "aud1")
    page = says(client.get(here))
    assert "Retenida desde" in page
    assert REASON not in page
    sign_in(client, town, "fis2")
    assert client.post(f"{here}/lift-hold", data={}).status_code == 303
    assert "Retenida desde" not in says(client.get(here))
