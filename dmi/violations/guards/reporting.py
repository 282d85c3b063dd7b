"""Conditions of a report: who may say what, from which source, and what was told before."""

from datetime import datetime, timedelta

from dmi.access.guards import Gap, Look, guard
from dmi.kernel.local_time import local_day
from dmi.violations.queries import before, reports
from dmi.violations.rules import KINDS_OF, NUMBERED, source_fits
from dmi.violations.words import ViolationKind, ViolationSource


@guard("kind_fits_reporter", of_form=True)
def kind_fits_reporter(look: Look) -> Gap:
    """Each role reports what it can know of by its own work; no job reports at all."""
    allowed = KINDS_OF.get(look.acting.by.role, ())
    return None if look.field("kind") in allowed else {}


@guard("source_allowed", of_form=True)
def source_allowed(look: Look) -> Gap:
    """The source is one of the closed list, fits the kind, and is numbered where it must be."""
    kind, source = look.field("kind"), look.field("source_kind")
    if not isinstance(kind, ViolationKind) or not isinstance(source, ViolationSource):
        return {}
    if not source_fits(kind, source, look.acting.by.role):
        return {}
    return {} if source in NUMBERED and not look.text("report_number") else None


@guard("facts_written", of_form=True)
def facts_written(look: Look) -> Gap:
    """The facts are told in words of their own."""
    shortest = look.acting.number("suspicion_chars_min")
    return None if len(look.text("facts")) >= shortest else {"min": shortest}


@guard("rescues_failed_if_v5", of_form=True)
def rescues_failed_if_v5(look: Look) -> Gap:
    """Missed check-ins may be reported once so many rescues failed in the window."""
    if look.field("kind") is not ViolationKind.V5:
        return None
    acting = look.acting
    needed, days = acting.number("failed_rescues"), acting.number("repeated_window")
    since = acting.at - timedelta(days=days)
    found = before.failed_rescues(acting, look.row.id, since)
    return None if found >= needed else {"n": needed, "days": days, "found": found}


@guard("no_show_conditions_if_v4", of_form=True)
def no_show_conditions_if_v4(look: Look) -> Gap:
    """Nobody is reported for a meeting to which nobody called them in person."""
    if look.field("kind") is not ViolationKind.V4:
        return None
    acting = look.acting
    days = acting.number("make_up_quiet_days")
    met = before.no_show_stands(acting, look.row.id, acting.at - timedelta(days=days))
    return None if met else {"n": days}


@guard("no_same_event_report", of_form=True)
def no_same_event_report(look: Look) -> Gap:
    """The same event is reported once."""
    kind, alleged = look.field("kind"), look.field("alleged_at")
    if not isinstance(kind, ViolationKind) or not isinstance(alleged, datetime):
        return None
    found = reports.same_event(look.acting, look.row, kind, alleged)
    if found is None:
        return None
    day = local_day(found.alleged_at, look.acting.zone)
    return {"ref": f"{found.kind.value} {day:%d-%m-%Y}"}


@guard("after_person_was_told")
def after_person_was_told(look: Look) -> Gap:
    """Only what happened after the person knew the rules can break one."""
    told = before.told_at(look.acting, look.row.pathway_id)
    return None if told is not None and told <= look.row.alleged_at else {}


@guard("within_told_rules")
def within_told_rules(look: Look) -> Gap:
    """The kind is among the rules that this person was told."""
    return None if look.row.kind in before.told_kinds(look.acting, look.row.pathway_id) else {}


@guard("triager_not_reporter")
def triager_not_reporter(look: Look) -> Gap:
    """Nobody admits their own report."""
    return {} if look.row.reported_by_id == look.acting.by.id else None


@guard("no_open_violation_in_cohort")
def no_open_violation_in_cohort(look: Look) -> Gap:
    """A cohort is closed when nobody's report is left lying."""
    found = reports.open_in_cohort(look.acting, look.row.id)
    return {"n": found} if found else None
