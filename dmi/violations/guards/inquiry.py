"""Conditions between a report and a finding: the right person, told, and heard."""

from typing import Any

from dmi.access.guards import Gap, Look, guard
from dmi.policy.model import Step
from dmi.violations.guards.chosen import finding_at_hand
from dmi.violations.queries import activation, reports
from dmi.violations.words import MatchResult

SHORTEST_NOTICE = 40


@guard("identity_check_positive")
def identity_check_positive(look: Look) -> Gap:
    """The newest check says that it is this very person."""
    check = reports.latest_check(look.acting, look.row)
    return None if check is not None and check.result is MatchResult.SAME else {}


@guard("identity_check_negative")
def identity_check_negative(look: Look) -> Gap:
    """Nobody is cleared as another person while the check says the same."""
    check = reports.latest_check(look.acting, look.row)
    return None if check is not None and check.result is MatchResult.DIFFERENT else {}


@guard("notice_plain_and_complete", of_form=True)
def notice_plain_and_complete(look: Look) -> Gap:
    """The notice tells what, when and how to answer; the day until when is computed."""
    told = len(look.text("body")) >= SHORTEST_NOTICE and look.field("how")
    return None if told else {}


@guard("defender_notified", of_form=True)
def defender_notified(look: Look) -> Gap:
    """The defender hears of it when the person does."""
    return None if look.field("defender_notified_at") or _notified(look, look.step) else {}


def _notified(look: Look, step: Step) -> Any:
    acting = look.acting
    if step.machine == "V":
        notice = reports.notice_of(acting, look.row)
        return notice is not None and notice.defender_notified_at
    if step.machine == "B":
        request = activation.pending(acting, look.row)
        return request is not None and request.defender_notified_at
    finding = finding_at_hand(look)
    notice = reports.notice_of(acting, finding.report) if finding else None
    return notice is not None and notice.defender_notified_at


@guard("account_window_open")
def account_window_open(look: Look) -> Gap:
    """The person answers until the day that the notice names."""
    notice = reports.notice_of(look.acting, look.row)
    if notice is not None and look.acting.today <= notice.account_due_on:
        return None
    return {"date": f"{notice.account_due_on:%d-%m-%Y}"} if notice else {}


@guard("account_window_over")
def account_window_over(look: Look) -> Gap:
    """Silence is written down only once the last day has passed."""
    notice = reports.notice_of(look.acting, look.row)
    if notice is not None and look.acting.today > notice.account_due_on:
        return None
    return {"date": f"{notice.account_due_on:%d-%m-%Y}"} if notice else {}


@guard("account_heard")
def account_heard(look: Look) -> Gap:
    """The person was heard, or let the time to answer pass."""
    finding = finding_at_hand(look)
    if finding is None:
        return {}
    if reports.account_of(look.acting, finding.report) is not None:
        return None
    notice = reports.notice_of(look.acting, finding.report)
    if notice is not None and look.acting.today > notice.account_due_on:
        return None
    return {"date": f"{notice.account_due_on:%d-%m-%Y}"} if notice else {}


@guard("no_open_report")
def no_open_report(look: Look) -> Gap:
    """Nothing about the person is left undecided."""
    return {} if reports.open_reports(look.acting, look.row.id) else None


@guard("cleared_report_sealed")
def cleared_report_sealed(look: Look) -> Gap:
    """What cleared a person has sealed the report already."""
    return None if look.row.sealed_at is not None else {}
