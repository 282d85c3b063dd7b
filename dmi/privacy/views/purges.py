"""Retention: what is about to be erased, by whose order, what stops it, and what was erased."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dmi.access.acting import Acting
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import PurgeStatus
from dmi.policy.roles import Role
from dmi.privacy import forms
from dmi.privacy.acts import purging
from dmi.privacy.models import PurgeRun
from dmi.privacy.queries import retention as queries
from dmi.privacy.rules import LISTERS, REVIEWERS
from dmi.privacy.views.emergency import bp
from dmi.web.forms import PageForm
from dmi.web.frame import day, moment
from dmi.web.guard import acting, page
from dmi.web.open_steps import OpenStep, open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.writes import WritePage, add_write

KIND = DataClass.RETENTION
PROSECUTORS = frozenset({Role.PROSECUTOR})
DRY_RUN = N_("Look through what would go")
LIFT = N_("Lift the hold")

steps = StepPages(bp)
steps.add("X.propose_purge", PurgeRun)
steps.add("X.confirm_purge", PurgeRun, final=True)
steps.add("X.stop_purge", PurgeRun, forms.StopPurgeForm)
steps.add("X.relist_for_purge", PurgeRun)
add_write(
    bp,
    "dry_run",
    WritePage(DRY_RUN, PurgeRun, KIND, purging.look_through, PageForm, None, REVIEWERS),
)
add_write(
    bp, "lift_hold", WritePage(LIFT, PurgeRun, KIND, purging.lift_hold, PageForm, None, PROSECUTORS)
)


@page(bp, "/retention", reads=KIND, roles=LISTERS)
def retention() -> ResponseReturnValue:
    """List whose data are about to be erased, and whose were."""
    rows, older = queries.all_of(acting(), request.args.get("after"))
    return render_template(
        "privacy/retention.html",
        rows=[_listed(one) for one in rows],
        older_href=url_for("privacy.retention", after=older) if older else "",
        wait=acting().number("purge_wait_days"),
    )


@page(bp, "/purges/<uuid:row_id>", reads=KIND, roles=LISTERS, shows=PurgeRun)
def purge(row_id: UUID) -> ResponseReturnValue:
    """Show one purge: what goes, why, by whose order, and what was erased once it is done."""
    return _page(row_id)


@page(bp, "/purges/<uuid:row_id>/print", reads=KIND, roles=LISTERS)
def purge_print(row_id: UUID) -> ResponseReturnValue:
    """Show the same without its controls, to be put on paper."""
    return _page(row_id, printing=True)


def _page(row_id: UUID, *, printing: bool = False) -> str:
    current = acting()
    found = queries.run(current, row_id)
    run = found.run
    held = queries.holds(current, run.person_id)
    return render_template(
        "privacy/purge.html",
        code=found.code,
        run=run,
        is_done=run.status is PurgeStatus.EXECUTED,
        classes=[(word(DataClass(kind)), number) for kind, number in run.classes.items()],
        facts=_facts(current, run),
        held=[(moment(hold.placed_at), name) for hold, name in held],
        held_reasons=_reasons(current, held),
        certificate=_certificate(current, run),
        steps=[] if printing else _steps(current, run, is_held=bool(held)),
        printing=printing,
        key_days=current.number("key_backup_days"),
    )


def _steps(current: Acting, run: PurgeRun, *, is_held: bool) -> list[OpenStep]:
    """Return what may be done now; what a condition still forbids is said on its page."""
    found = open_steps(current, run)
    if run.status is PurgeStatus.LISTED and current.by.role in REVIEWERS:
        href = url_for("privacy.dry_run", row_id=run.id)
        look = OpenStep("", _(DRY_RUN), href, run.dry_run_at is None)
        found = [look, *found] if run.dry_run_at is None else [*found, look]
    if is_held and current.by.role in PROSECUTORS:
        href = url_for("privacy.lift_hold", row_id=run.id)
        found.append(OpenStep("", _(LIFT), href, forward=False))
    return found


def _listed(one: queries.Listed) -> dict[str, Any]:
    run = one.run
    return {
        "code": one.code,
        "href": url_for("privacy.purge", row_id=run.id),
        "due_on": run.due_on,
        "why": word(run.rule),
        "rows": _count(run),
        "status": run.status,
        "note": _note(run),
    }


def _count(run: PurgeRun) -> str:
    rows = sum(run.classes.values())
    return str(ngettext("%(num)d row", "%(num)d rows", rows))


def _note(run: PurgeRun) -> str:
    if run.status is PurgeStatus.CONFIRMED:
        return str(_("From %(day)s", day=day(run.execute_after)))
    return day(run.executed_at)


def _title(current: Acting, run: PurgeRun) -> str:
    return str(_("Purge of %(code)s", code=queries.code_of(current, run)))


def _facts(current: Acting, run: PurgeRun) -> list[tuple[str, str]]:
    names = queries.names_of(current, run.proposed_by_id, run.confirmed_by_id)
    told = [
        (_("Why"), word(run.rule)),
        (_("Retention ended on"), day(run.due_on)),
        (_("Listed on"), day(run.created_at)),
        (_("Looked through"), moment(run.dry_run_at)),
        (_("Proposed"), _signed(run.proposed_at, run.proposed_by_id, names)),
        (_("Confirmed"), _signed(run.confirmed_at, run.confirmed_by_id, names)),
        (_("Can run from"), moment(run.execute_after)),
        (_("Erased"), moment(run.executed_at)),
    ]
    return [(name, value) for name, value in told if value]


def _signed(at: datetime | None, by: UUID | None, names: Mapping[UUID, str]) -> str:
    return f"{moment(at)} · {names[by]}" if at is not None and by is not None else ""


def _step_facts(current: Acting, run: PurgeRun) -> list[tuple[str, str]]:
    """Return beside each step what it would erase."""
    going = ", ".join(f"{word(DataClass(kind))} ({n})" for kind, n in run.classes.items())
    return [*_facts(current, run), (_("What would go"), going)]


def _reasons(current: Acting, held: list[tuple[Any, str]]) -> list[str]:
    """Return why it is held, to prosecutors: it is their own words about a person."""
    if current.by.role not in PROSECUTORS:
        return []
    return [hold.reason for hold, _name in held]


def _certificate(current: Acting, run: PurgeRun) -> list[tuple[str, str]]:
    stone = queries.tombstone_of(current, run)
    if stone is None:
        return []
    until = stone.purged_at + timedelta(days=current.number("key_backup_days"))
    return [
        (_("Erased"), moment(stone.purged_at)),
        (_("In backups of the keys until"), day(until)),
        (_("Mark of the person"), stone.subject_hash),
        (_("Hash of this certificate"), stone.certificate_hash),
    ]


TITLES[PurgeRun] = _title
FACTS[PurgeRun] = _step_facts
