"""Conditions of activation and of the end of support: founded, final, and by other people."""

from dmi.access.guards import Gap, Look, guard
from dmi.access.moves import last
from dmi.kernel.calendar import add_months
from dmi.kernel.local_time import local_day
from dmi.violations.guards.chosen import finding_at_hand, stands
from dmi.violations.models.finding import Finding
from dmi.violations.queries import activation, reports
from dmi.violations.rules import ENDING, is_final
from dmi.violations.words import ResponseLevel, ViolationKind

REPEATED = 2


@guard("finding_founded_for_case")
def finding_founded_for_case(look: Look) -> Gap:
    """Activation names the founded finding about this very person."""
    finding = finding_at_hand(look)
    return None if finding is not None and stands(finding) else {}


@guard("finding_final")
def finding_final(look: Look) -> Gap:
    """Nobody can change the finding any more."""
    finding = finding_at_hand(look)
    if finding is None:
        return {}
    appeal = reports.appeal_of(look.acting, finding)
    outcome = appeal.outcome if appeal else None
    if is_final(finding.appeal_until, outcome, look.acting.today, appealed=appeal is not None):
        return None
    return {"date": f"{finding.appeal_until:%d-%m-%Y}"}


@guard("decider_not_requester")
def decider_not_requester(look: Look) -> Gap:
    """Who asked for the activation does not answer it."""
    request = activation.pending(look.acting, look.row)
    if request is None:
        return {}
    return {} if request.requested_by_id == look.acting.by.id else None


@guard("finding_supports_termination")
def finding_supports_termination(look: Look) -> Gap:
    """A new offence or violence, or missed check-ins again after the whole ladder."""
    finding = finding_at_hand(look)
    if finding is None or not stands(finding):
        return {}
    if finding.report.kind in ENDING:
        return None
    return None if _again_after_the_ladder(look, finding) else {}


def _again_after_the_ladder(look: Look, finding: Finding) -> bool:
    if finding.report.kind is not ViolationKind.V5:
        return False
    acting, pathway_id = look.acting, look.row.id
    same = [
        one for one in reports.founded(acting, pathway_id) if one.report.kind is ViolationKind.V5
    ]
    return len(same) >= REPEATED and ResponseLevel.L5 in reports.applied_levels(acting, pathway_id)


@guard("finding_signers_absent")
def finding_signers_absent(look: Look) -> Gap:
    """Who signed the finding does not sign the termination."""
    finding = finding_at_hand(look)
    if finding is None:
        return None
    signers = {finding.decided_by_id, finding.second_by_id}
    pair = (look.acting.first, look.acting.by)
    wrong = [one.name for one in pair if one is not None and one.id in signers]
    return {"person": ", ".join(wrong)} if wrong else None


@guard("quiet_year_passed")
def quiet_year_passed(look: Look) -> Gap:
    """A year since the person declined, withdrew or did not come, without a founded finding."""
    acting, months = look.acting, look.acting.number("quiet_months")
    starts = [one.decided_at for one in reports.founded(acting, look.row.id)]
    move = last(acting, look.row)
    starts.append(move.at if move else look.row.first_nominated_at)
    quiet_on = add_months(local_day(max(starts), acting.zone), months)
    return None if acting.today >= quiet_on else {"n": months}
