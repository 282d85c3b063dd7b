"""Conditions of findings, responses and appeals: two people who had no part in it."""

from uuid import UUID

from dmi.access.guards import Gap, Look, guard
from dmi.policy.roles import Role
from dmi.violations.queries import reports
from dmi.violations.rules import NEW_OFFENCES, deciders, first_missing_level
from dmi.violations.words import ResponseLevel, ViolationSource


def _actors(look: Look) -> dict[UUID, str]:
    pair = (look.acting.first, look.acting.by)
    return {one.id: one.name for one in pair if one is not None}


@guard("deciders_fit_kind")
def deciders_fit_kind(look: Look) -> Gap:
    """Missed check-ins are decided by manager and case manager, the rest with a prosecutor."""
    fitting = deciders(look.row.kind)
    roles = {one.role for one in (look.acting.first, look.acting.by) if one is not None}
    return None if roles <= fitting else {"roles": sorted(fitting)}


@guard("deciders_uninvolved")
def deciders_uninvolved(look: Look) -> Gap:
    """Who reported or examined the event has no voice in the finding."""
    involved = {look.row.reported_by_id, *reports.checkers(look.acting, look.row)}
    wrong = [name for key, name in _actors(look).items() if key in involved]
    return {"person": ", ".join(wrong)} if wrong else None


@guard("evidence_beyond_tip")
def evidence_beyond_tip(look: Look) -> Gap:
    """A tip alone founds nothing: seen at first hand, from a record, or verified."""
    report = look.row
    recorded = report.source_kind in (ViolationSource.COURT, ViolationSource.LEDGER)
    counted = report.source_kind is ViolationSource.CHECK_IN
    known = report.first_hand or recorded or counted or bool(report.verified_how)
    return None if known else {}


@guard("ladder_followed", of_form=True)
def ladder_followed(look: Look) -> Gap:
    """Every lower step was tried first, unless a new offence was founded."""
    level = look.field("level")
    if not isinstance(level, ResponseLevel):
        return {}
    applied = reports.applied_levels(look.acting, look.row.pathway_id)
    missing = first_missing_level(level, applied, look.row.kind)
    return None if missing is None else {"n": missing.value}


@guard("top_step_by_prosecutor", of_form=True)
def top_step_by_prosecutor(look: Look) -> Gap:
    """Only a prosecutor sends a matter to the prosecutor's office."""
    top = look.field("level") is ResponseLevel.L5
    return {} if top and look.acting.by.role is not Role.PROSECUTOR else None


@guard("appeal_window_open")
def appeal_window_open(look: Look) -> Gap:
    """The defender appeals within the days that the finding names, once."""
    finding = reports.finding_of(look.acting, look.row)
    if finding is None:
        return {}
    appealed = reports.appeal_of(look.acting, finding)
    if appealed is None and look.acting.today <= finding.appeal_until:
        return None
    return {"date": f"{finding.appeal_until:%d-%m-%Y}"}


@guard("appeal_window_over")
def appeal_window_over(look: Look) -> Gap:
    """Nothing is closed while somebody may still ask for a review."""
    finding = reports.finding_of(look.acting, look.row)
    if finding is None:
        return {}
    appeal = reports.appeal_of(look.acting, finding)
    decided = appeal is not None and appeal.outcome is not None
    if decided or look.acting.today > finding.appeal_until:
        return None
    return {"date": f"{finding.appeal_until:%d-%m-%Y}"}


@guard("reviewer_not_involved")
def reviewer_not_involved(look: Look) -> Gap:
    """The appeal is answered by the named reviewer, who signed and reported nothing."""
    acting, report = look.acting, look.row
    finding = reports.finding_of(acting, report)
    appeal = reports.appeal_of(acting, finding)
    if finding is None or appeal is None:
        return {}
    involved = {finding.decided_by_id, finding.second_by_id, report.reported_by_id}
    involved |= {report.triaged_by_id, *reports.checkers(acting, report)}
    free = acting.by.id == appeal.reviewer_id and acting.by.id not in involved
    return None if free else {}


@guard("response_recorded")
def response_recorded(look: Look) -> Gap:
    """A founded report ends with an answer."""
    finding = reports.finding_of(look.acting, look.row)
    answers = reports.responses_of(look.acting, look.row.pathway_id)
    answered = finding is not None and any(one.finding_id == finding.id for one in answers)
    return None if answered else {}


@guard("no_founded_new_offence")
def no_founded_new_offence(look: Look) -> Gap:
    """Nobody graduates with a founded new offence."""
    found = reports.founded(look.acting, look.row.id)
    return {} if any(one.report.kind in NEW_OFFENCES for one in found) else None
