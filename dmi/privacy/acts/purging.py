"""The purge of a person's data: listed by the calendar, proposed, confirmed, waited for, done."""

from datetime import timedelta

import dmi.privacy.guards  # noqa: F401 - the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.access.models.retention import LegalHold
from dmi.access.words import SubjectKind
from dmi.kernel.refusals import Faults, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import PurgeStatus
from dmi.policy.roles import Role
from dmi.privacy.acts.erasing import erase
from dmi.privacy.models import PurgeRun
from dmi.privacy.queries import retention as queries

HELD_BY_PROSECUTORS = N_("Only a prosecutor may hold it.")
NOTHING_HELD = N_("Nothing holds it any more.")


@act("X.list_for_purge")
def list_for_purge(acting: Acting, pathway: Pathway) -> PurgeRun:
    """Put a person on the list whose retention time is over."""
    run = PurgeRun(person_id=pathway.person_id)
    _why(acting, run)
    return acting.add(run, under=pathway)


@write("privacy.purge.dry_run", data_class=DataClass.RETENTION)
def look_through(acting: Acting, run: PurgeRun) -> None:
    """Keep what would go, by class and number, and bind the proposal to exactly that.

    Raises:
        Unmet: it was proposed already, or is over.
    """
    if run.status is not PurgeStatus.LISTED:
        step = {"state": run.status.value, "step": "propose_purge"}
        raise Unmet((UnmetCondition("out_of_step", step),))
    run.classes = queries.what_would_go(acting, run.person_id)
    run.list_hash = queries.list_hash(acting, run)
    run.dry_run_at = acting.at


@act("X.propose_purge")
def propose_purge(acting: Acting, run: PurgeRun) -> None:
    """Ask for the erasing of what the dry run listed."""
    run.proposed_by_id, run.proposed_at = acting.by.id, acting.at


@act("X.confirm_purge")
def confirm_purge(acting: Acting, run: PurgeRun) -> None:
    """Order it, manager and auditor together; it waits some days in which it can be stopped."""
    auditor = next(one for one in (acting.by, acting.first) if one and one.role is Role.AUDITOR)
    run.confirmed_by_id, run.confirmed_at = auditor.id, acting.at
    run.execute_after = acting.at + timedelta(days=acting.number("purge_wait_days"))


@act("X.execute_purge")
def execute_purge(acting: Acting, run: PurgeRun) -> None:
    """Erase the person, and keep nothing but that it was done."""
    erase(acting, run)
    run.executed_at = acting.at


@act("X.stop_purge")
def stop_purge(acting: Acting, run: PurgeRun, *, reason: str, hold: bool = False) -> None:
    """Stop it; a prosecutor may hold what is about the person until it is no longer needed."""
    if not hold:
        return
    if acting.by.role is not Role.PROSECUTOR:
        raise Faults({"hold": [HELD_BY_PROSECUTORS]})
    held = LegalHold(
        object_kind=SubjectKind.PATHWAY,
        object_ref=run.subject_id,
        placed_by_id=acting.by.id,
        placed_at=acting.at,
        key_ref=run.key_ref,
    )
    held.reason = reason
    acting.add(held, under=run)


@write("privacy.hold.lifted", data_class=DataClass.RETENTION)
def lift_hold(acting: Acting, run: PurgeRun) -> None:
    """Let go what was held.

    Raises:
        Faults: it is no longer held, or who lifts is no prosecutor.
    """
    held = queries.holds(acting, run.person_id)
    if not held:
        raise Faults({"row_version": [NOTHING_HELD]})
    if acting.by.role is not Role.PROSECUTOR:
        raise Faults({"row_version": [HELD_BY_PROSECUTORS]})
    for hold, _ in held:
        hold.lifted_by_id, hold.lifted_at = acting.by.id, acting.at


@act("X.relist_for_purge")
def relist_for_purge(acting: Acting, run: PurgeRun) -> None:
    """Begin anew what was stopped: another dry run, another proposal, another second person."""
    run.list_hash = run.dry_run_at = None
    run.proposed_by_id = run.proposed_at = None
    run.confirmed_by_id = run.confirmed_at = run.execute_after = None
    _why(acting, run)


def _why(acting: Acting, run: PurgeRun) -> None:
    due = queries.due(acting, run.person_id)
    if due is None:  # the guard before has just found a day
        raise Unmet((UnmetCondition("retention_date_passed", {"date": "–"}),))
    run.due_on, run.rule = due
    run.classes = queries.what_would_go(acting, run.person_id)
