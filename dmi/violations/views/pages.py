"""The list of reports, one report, and its steps."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.kernel.local_time import local_day
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.violations.acts import findings as finding_acts  # noqa: F401 - registers the acts
from dmi.violations.acts import reports as report_acts
from dmi.violations.forms import findings as finding_forms
from dmi.violations.forms import reports as forms
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import reports
from dmi.violations.views.stations import stations
from dmi.violations.views.writing import write_page
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps
from dmi.web.papers import papers_of
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages
from dmi.web.undoing import undo_page

bp = Blueprint("violations", __name__)
steps = StepPages(bp)
undo_page(steps, ViolationReport)

LISTING = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.PROSECUTOR,
        Role.DEFENDER,
        Role.SOCIAL_WORKER,
        Role.JOB_COACH,
        Role.POLICE_ANALYST,
        Role.AUDITOR,
    }
)
REPORT_READERS = LISTING - {Role.POLICE_ANALYST}
CHECKING = frozenset({Role.POLICE_ANALYST, Role.PROGRAMME_MANAGER, Role.PROSECUTOR})


def reads_whole(current: Acting) -> bool:
    """Tell whether a role reads facts and account: readers, and the worker who tells and signs."""
    role = current.by.role
    return Access.R in right(role, DataClass.VIOLATIONS).access or role is Role.SOCIAL_WORKER


def name_of(current: Acting, row: ViolationReport) -> str:
    """Return the name of the person of a report, or the code."""
    known = reports.names(current, [row.pathway_id])
    return known.get(row.pathway_id) or str(_("a person"))


@page(bp, "/violation-reports", reads=DataClass.VIOLATIONS, roles=LISTING, endpoint="reports")
def listing() -> ResponseReturnValue:
    """Show the reports of the reader's work; sealed ones leave no trace."""
    current = acting()
    rows = reports.reports(current)
    names = reports.names(current, (row.pathway_id for row in rows))
    current.saw(DataClass.VIOLATIONS, *(row.id for row in rows))
    return render_template(
        "violations/reports.html",
        reports=[_line(current, row, names.get(row.pathway_id, "")) for row in rows],
        whole=reads_whole(current),
        for_defender=current.by.role is Role.DEFENDER,
        checks_only=current.by.role is Role.POLICE_ANALYST,
    )


def _line(current: Acting, row: ViolationReport, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "kind": f"{row.kind.value} · {word(row.kind)}",
        "state": word(row.status),
        "on": row.reported_at,
        "href": _page_of(current, row),
    }


def _page_of(current: Acting, row: ViolationReport) -> str:
    if current.by.role is Role.POLICE_ANALYST:
        return url_for("violations.check_identity", row_id=row.id)
    return url_for("violations.report", row_id=row.id)


@page(
    bp,
    "/violation-reports/<uuid:row_id>",
    reads=DataClass.VIOLATIONS,
    shows=ViolationReport,
    roles=REPORT_READERS,
)
def report(row_id: UUID) -> ResponseReturnValue:
    """Show what is said and what the person says, in equal size."""
    current = acting()
    row = reports.report(current, row_id)
    current.saw(DataClass.VIOLATIONS, row.id)
    return render_template(
        "violations/report.html",
        report=row,
        person_name=name_of(current, row),
        whole=reads_whole(current),
        stations=stations(current, row),
        account=reports.account_of(current, row),
        notice=reports.notice_of(current, row),
        finding=reports.finding_of(current, row),
        check=reports.latest_check(current, row),
        reporter=reports.display_name(current, row.reported_by_id),
        open_steps=_steps_on(current, row),
        papers=papers_of(current, row) if reads_whole(current) else [],
        may_check=current.by.role in CHECKING
        and row.status.value == "UNDER_INQUIRY"
        and sight.works_on(current, row, DataClass.VIOLATIONS),
    )


def _steps_on(current: Acting, row: ViolationReport) -> list[Any]:
    return [one for one in open_steps(current, row) if one.key != "V.close_cleared"]


def _title(current: Acting, row: Any) -> str:
    return str(_("Possible non-compliance of %(name)s", name=name_of(current, row)))


def _facts(current: Acting, row: Any) -> list[tuple[str, str]]:
    pairs = [
        (str(_("Kind")), f"{row.kind.value} · {word(row.kind)}"),
        (str(_("When it happened")), _day(current, row.alleged_at)),
        (str(_("Source")), word(row.source_kind)),
    ]
    if reads_whole(current):
        account = reports.account_of(current, row)
        pairs.append((str(_("What is reported")), row.facts or ""))
        if account is not None:
            words = _("No answer; silence admits nothing.") if account.is_silence else account.text
            pairs.append((str(_("What the person says")), str(words)))
    return pairs


def _day(current: Acting, moment: Any) -> str:
    day: date = local_day(moment, current.zone)
    return f"{day:%d-%m-%Y}"


TITLES[ViolationReport] = _title
FACTS[ViolationReport] = _facts


def _to_the_list(_row: Any, _result: Any) -> str:
    return url_for("violations.reports")


def _to_the_person(row: Any, _result: Any) -> str:
    return href_of(row)


steps.add("V.report_violation", Pathway, forms.ReportViolationForm, back=_to_the_person)
steps.add("V.accept_for_inquiry", ViolationReport)
steps.add("V.triage_out", ViolationReport, forms.TriageOutForm, back=_to_the_list)
steps.add("V.withdraw_report", ViolationReport, forms.WithdrawReportForm, back=_to_the_list)
steps.add("V.find_wrong_person", ViolationReport, back=_to_the_list, final=True)
steps.add("V.send_notice", ViolationReport, forms.SendNoticeForm)
steps.add("V.record_account", ViolationReport, forms.RecordAccountForm)
steps.add("V.find_unfounded", ViolationReport, finding_forms.FindForm, back=_to_the_list)
steps.add("V.find_not_proven", ViolationReport, finding_forms.FindForm, back=_to_the_list)
steps.add("V.find_founded", ViolationReport, finding_forms.FindForm)
steps.add("V.set_response", ViolationReport, finding_forms.SetResponseForm)
steps.add("V.appeal", ViolationReport, finding_forms.AppealForm)
steps.add("V.uphold", ViolationReport, finding_forms.ReviewForm)
steps.add("V.overturn", ViolationReport, finding_forms.ReviewForm, back=_to_the_list)
steps.add("V.close_founded", ViolationReport)
steps.add("V.close_cleared", ViolationReport, back=_to_the_list)

write_page(
    bp,
    "/violation-reports/<uuid:row_id>/check-identity",
    endpoint="check_identity",
    label=_l("Check whether it is this person"),
    data_class=DataClass.VIOLATIONS,
    roles=CHECKING,
    load=reports.report,
    form=forms.CheckIdentityForm,
    do=report_acts.check_identity,
    back=lambda row: (
        url_for("violations.reports") if acting().by.role is Role.POLICE_ANALYST else href_of(row)
    ),
)
