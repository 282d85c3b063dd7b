"""The line of a report: what was done, when, and what comes next until which day."""

from datetime import date

from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.kernel.local_time import local_day
from dmi.policy.states import ViolationStatus
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import reports

_PLACE = {
    ViolationStatus.REPORTED: 1,
    ViolationStatus.UNDER_INQUIRY: 2,
    ViolationStatus.NOTICE_SENT: 3,
    ViolationStatus.ACCOUNT_TAKEN: 4,
    ViolationStatus.FOUNDED: 5,
    ViolationStatus.RESPONSE_SET: 6,
    ViolationStatus.APPEALED: 6,
    ViolationStatus.UPHELD: 5,
    ViolationStatus.CLOSED: 7,
}


def stations(acting: Acting, report: ViolationReport) -> list[dict[str, str]]:
    """Return the seven stations with their dates."""
    notice = reports.notice_of(acting, report)
    account = reports.account_of(acting, report)
    finding = reports.finding_of(acting, report)
    check = reports.latest_check(acting, report)
    place = _PLACE.get(report.status, 1)
    days = [
        local_day(report.reported_at, acting.zone),
        local_day(check.checked_at, acting.zone) if check else None,
        local_day(notice.sent_at, acting.zone) if notice else None,
        local_day(account.recorded_at, acting.zone) if account else None,
        local_day(finding.decided_at, acting.zone) if finding else None,
        None,
        None,
    ]
    named = [_("Report"), _("Reviewed"), _("Notice"), _("Account"), _("Finding"), _("Response")]
    named.append(_("Time to appeal"))
    lines = [_shown(day) for day in days]
    if notice is not None and account is None:
        lines[3] = str(_("until %(day)s", day=f"{notice.account_due_on:%d-%m-%Y}"))
    if finding is not None:
        lines[6] = str(_("until %(day)s", day=f"{finding.appeal_until:%d-%m-%Y}"))
    return [
        {"name": str(name), "date": line, "state": _state(number, place), "group": ""}
        for number, (name, line) in enumerate(zip(named, lines, strict=True))
    ]


def _shown(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _state(number: int, place: int) -> str:
    if number < place:
        return "done"
    return "now" if number == place else "todo"
