"""Deciding whether a case is activated: two keys, what holds it up, and two ways of equal rank."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.acts import ACTS, standing_gaps
from dmi.cases.models import BankedCase
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CaseStatus
from dmi.violations.acts import activation as activation_acts  # noqa: F401 - registers the acts
from dmi.violations.forms import activation as forms
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.models.report import ViolationReport
from dmi.violations.queries import activation, papers, reports
from dmi.violations.views import wordings
from dmi.violations.views.pages import REPORT_READERS, bp, steps
from dmi.violations.words import ActivationOutcome
from dmi.web.guard import acting, page
from dmi.web.open_steps import open_steps
from dmi.web.papers import PaperPages, papers_of
from dmi.web.rows import href_of
from dmi.web.sentences import condition_of, word

READERS = frozenset({Role.PROSECUTOR, Role.DEFENDER})
SECOND = "second_person"
EQUAL = (
    "B.request_activation",
    "B.decide_not_to_activate",
    "B.confirm_filing",
    "B.refuse_activation",
)
HOLDS = {
    "finding_founded_for_case": N_("A founded finding about this person"),
    "finding_final": N_("The finding is final"),
    "pathway_open_to_activation": N_("The person's way may still be activated"),
    "limitation_running": N_("Limitation is running"),
    "recertified_recently": N_("Certified within the term"),
    "activation_conditions_for_kind": N_("The conditions of this kind hold"),
    "defender_notified": N_("The defender was told"),
}
SHOWN_PAPER = {
    ActivationOutcome.CONFIRMED: "P12A",
    ActivationOutcome.REFUSED: "P12N",
    ActivationOutcome.DECLINED: "P12N",
    ActivationOutcome.PENDING: "P12A",
}


@page(
    bp,
    "/cases/<uuid:row_id>/activation",
    reads=DataClass.CASE_FILE,
    roles=READERS,
    endpoint="activation",
)
def of_case(row_id: UUID) -> ResponseReturnValue:
    """Show where a case stands between its finding and its filing."""
    current = acting()
    case = activation.case(current, row_id)
    return _shown(current, case, activation.pending(current, case))


@page(
    bp,
    "/activation-requests/<uuid:row_id>",
    reads=DataClass.CASE_FILE,
    shows=ActivationRequest,
    roles=READERS,
)
def activation_request(row_id: UUID) -> ResponseReturnValue:
    """Show one request or decision with its paper."""
    current = acting()
    request = activation.request(current, row_id)
    return _shown(current, request.case, request)


def _shown(current: Acting, case: BankedCase, request: ActivationRequest | None) -> str:
    current.saw(DataClass.CASE_FILE, case.id)
    names = reports.names(current, [case.pathway_id])
    finding = (
        request.finding if request else next(iter(reports.founded(current, case.pathway_id)), None)
    )
    return render_template(
        "violations/activation.html",
        case=case,
        person_name=names.get(case.pathway_id, ""),
        case_href=href_of(case),
        request=request,
        first=activation.user_of(current, request.requested_by_id) if request else None,
        second=activation.user_of(current, request.second_by_id) if request else None,
        facts=_facts(current, case, finding),
        conditions=_conditions(current, case),
        ways=[one for one in open_steps(current, case) if one.key in EQUAL],
        papers=_papers(current, request),
        earlier=[one for one in activation.requests_of(current, case) if one is not request],
        suspended=_suspended(current, case),
    )


def _papers(current: Acting, request: ActivationRequest | None) -> list[Any]:
    if request is None:
        return []
    wanted = SHOWN_PAPER[request.outcome]
    return [one for one in papers_of(current, request) if one.paper.value == wanted]


def _suspended(current: Acting, case: BankedCase) -> bool:
    vehicle = activation.vehicle_of(current, case)
    return vehicle is not None and vehicle.kind in wordings.SUSPENDED


def _facts(current: Acting, case: BankedCase, finding: Any) -> list[tuple[str, ...]]:
    vehicle = activation.vehicle_of(current, case)
    kept, over = papers.kept_share(current, case.pathway_id)
    shown = wordings.shown
    pairs: list[tuple[str, ...]] = []
    if finding is not None:
        report: ViolationReport = finding.report
        href = href_of(report)
        happened = shown(current, report.alleged_at)
        final = shown(current, finding.final_on or finding.appeal_until)
        decided = shown(current, finding.decided_at)
        pairs += [
            (_("Event"), f"{word(report.kind)} · {happened} · {word(report.source_kind)}"),
            (
                _("Finding"),
                _(
                    "%(outcome)s on %(day)s; appeal until %(final)s",
                    outcome=word(finding.outcome),
                    day=decided,
                    final=final,
                ),
                href,
            ),
            (_("Account"), _account_line(current, report), href),
        ]
    pairs += [
        (_("Case"), _case_line(current, case)),
        (_("Legal form"), word(vehicle.kind) if vehicle else _("none")),
        (_("In favour"), _("%(kept)s of %(over)s check-ins kept", kept=kept, over=over)),
    ]
    return pairs


def _case_line(current: Acting, case: BankedCase) -> str:
    limits = activation.limits_of(current, case)
    return str(
        _(
            "%(state)s; certified %(day)s; limitation %(end)s",
            state=word(case.status),
            day=wordings.shown(current, case.certified_on) or "–",
            end=wordings.shown(current, limits.farthest) or "–",
        )
    )


def _account_line(current: Acting, report: ViolationReport) -> str:
    account = reports.account_of(current, report)
    if account is None:
        return str(_("not heard yet"))
    if account.is_silence:
        return str(_("no answer; silence admits nothing"))
    return str(_("received on %(day)s", day=wordings.shown(current, account.recorded_at)))


def _conditions(current: Acting, case: BankedCase) -> list[dict[str, object]]:
    asked = case.status is CaseStatus.ACTIVATION_REQUESTED
    deed = ACTS["B.confirm_filing" if asked else "B.request_activation"]
    if case.status not in (CaseStatus.LIVE, CaseStatus.ACTIVATION_REQUESTED):
        return []
    gaps = [gap for gap in standing_gaps(current, deed, case, None) if gap.guard != SECOND]
    missing = {gap.guard for gap in gaps}
    held = [name for name in deed.step.guards if name in HOLDS and name not in missing]
    met = [{"met": True, "sentence": _(HOLDS[name]), "href": None} for name in held]
    return [*(condition_of(gap) for gap in gaps), *met]


def _to_the_request(_row: Any, result: Any) -> str:
    return url_for("violations.activation_request", row_id=result.id)


steps.add("B.request_activation", BankedCase, forms.RequestActivationForm, back=_to_the_request)
steps.add("B.confirm_filing", BankedCase, forms.ConfirmFilingForm, back=_to_the_request, final=True)
steps.add("B.refuse_activation", BankedCase, forms.RefuseActivationForm, back=_to_the_request)
steps.add(
    "B.decide_not_to_activate", BankedCase, forms.DecideNotToActivateForm, back=_to_the_request
)

paper_pages = PaperPages(bp)
paper_pages.add(
    "P10",
    ViolationReport,
    data_class=DataClass.VIOLATIONS,
    wording=wordings.notice_wording,
    readers=REPORT_READERS - {Role.JOB_COACH},
    issuers=frozenset({Role.PROGRAMME_MANAGER, Role.SOCIAL_WORKER}),
)
paper_pages.add(
    "P12A",
    ActivationRequest,
    data_class=DataClass.CASE_FILE,
    wording=wordings.activation_wording,
    readers=READERS,
)
paper_pages.add(
    "P12N",
    ActivationRequest,
    data_class=DataClass.CASE_FILE,
    wording=wordings.refusal_wording,
    readers=READERS,
)
