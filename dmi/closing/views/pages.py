"""The end of one person's way: what stands, what is missing, which papers there are."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.cases.models import BankedCase
from dmi.closing import forms, queries
from dmi.closing.acts import finishing
from dmi.closing.acts import leaving as leaving_acts  # noqa: F401 - registers the acts
from dmi.closing.models import GraduationReview, Lapse
from dmi.closing.views import wordings
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.violations.queries import reports
from dmi.violations.views.wordings import shown
from dmi.violations.views.writing import write_page
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.naming import term
from dmi.web.open_steps import open_steps
from dmi.web.papers import PaperPages, papers_of
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import TITLES, StepPages

bp = Blueprint("closing", __name__)
steps = StepPages(bp)

READERS = frozenset(
    {Role.PROSECUTOR, Role.PROGRAMME_MANAGER, Role.SOCIAL_WORKER, Role.DEFENDER, Role.PSYCHOLOGIST}
)
LETTER_READERS = frozenset({Role.PROSECUTOR, Role.PROGRAMME_MANAGER, Role.DEFENDER})
PROSECUTORS = frozenset({Role.PROSECUTOR})
TELLERS = frozenset({Role.PROSECUTOR, Role.PROGRAMME_MANAGER})
WORKERS = frozenset({Role.SOCIAL_WORKER, Role.PSYCHOLOGIST})
OVERSEERS = frozenset({Role.PROGRAMME_MANAGER, Role.AUDITOR})


def _name(current: Acting, pathway_id: UUID | None) -> str:
    if pathway_id is None:
        return ""
    return reports.names(current, [pathway_id]).get(pathway_id) or str(_("a person"))


@page(bp, "/closures", reads=DataClass.TASKS, roles=OVERSEERS)
def closures() -> ResponseReturnValue:
    """Show which cases of people who finished well still wait to be closed, the oldest first."""
    current = acting()
    found = queries.closures(current)
    current.saw(DataClass.TASKS, *(one.task.id for one in found))
    late = [one for one in found if one.task.due_on and one.task.due_on < current.today]
    return render_template("closing/closures.html", rows=found, late=len(late), today=current.today)


@page(bp, "/pathways/<uuid:row_id>/closing", reads=DataClass.AGREEMENT, roles=READERS)
def ending(row_id: UUID) -> ResponseReturnValue:
    """Show how a way ends."""
    current = acting()
    row = queries.pathway(current, row_id)
    current.saw(DataClass.AGREEMENT, row.id)
    reads_letters = current.by.role in LETTER_READERS
    cases = [
        one
        for one in queries.cases_of(current, row.id)
        if reads_letters and sight.sees(current, one, DataClass.LETTERS)
    ]
    return render_template(
        "closing/ending.html",
        pathway=row,
        person_name=_name(current, row.id),
        person_href=href_of(row),
        enrolment=queries.enrolment_of(current, row.id),
        interview=queries.interview_of(current, row.id),
        left=queries.exit_of(current, row.id),
        graduation=queries.graduation_of(current, row.id),
        lapses=queries.lapses_of(current, row.id) if reads_letters else [],
        undrafted=[one for one in cases if wordings.lapse_is_due(current, one)],
        may_draft=current.by.role in TELLERS,
        may_interview=current.by.role in WORKERS,
        open_steps=[one for one in open_steps(current, row) if one.key in steps.keys],
    )


@page(
    bp,
    "/graduation-reviews/<uuid:row_id>",
    reads=DataClass.AGREEMENT,
    shows=GraduationReview,
    roles=READERS,
)
def graduation(row_id: UUID) -> ResponseReturnValue:
    """Show one graduation with its certificate."""
    current = acting()
    row = queries.graduation(current, row_id)
    current.saw(DataClass.AGREEMENT, row.id)
    signers = (
        reports.display_name(current, row.decided_by_id),
        reports.display_name(current, row.second_by_id),
    )
    return render_template(
        "closing/record.html",
        heading=_("Graduation of %(name)s", name=_name(current, row.subject_id)),
        facts=[
            (_("Granted on"), shown(current, row.on)),
            (_("Signed by"), ", ".join(signers)),
            (_("Achievements"), row.achievements or "–"),
        ],
        pathway_id=row.subject_id,
        actions=[],
        papers=papers_of(current, row),
    )


@page(bp, "/lapses/<uuid:row_id>", reads=DataClass.LETTERS, shows=Lapse, roles=LETTER_READERS)
def lapse(row_id: UUID) -> ResponseReturnValue:
    """Show one closing letter: drafted, released, told."""
    current = acting()
    row = queries.lapse(current, row_id)
    current.saw(DataClass.LETTERS, row.id)
    notice = row.notice
    told = [shown(current, notice.told_at), word(notice.how)]
    return render_template(
        "closing/record.html",
        heading=_("Closing letter for %(name)s", name=_name(current, row.subject_id)),
        facts=[
            (_("Case"), f"{term('case_number')} {row.case.ruc} · {word(row.case.status)}"),
            (_("Drafted on"), shown(current, notice.drafted_at)),
            (_("Released on"), shown(current, row.released_at) or _("not yet")),
            (_("Person told"), " · ".join(filter(None, told)) or _("not yet")),
            (_("Defender told"), shown(current, notice.defender_told_at) or _("not yet")),
        ],
        pathway_id=row.subject_id,
        actions=_lapse_actions(current, row),
        papers=papers_of(current, row),
    )


def _lapse_actions(current: Acting, row: Lapse) -> list[tuple[str, str]]:
    if row.released_at is None and current.by.role in PROSECUTORS:
        href = url_for("closing.release_lapse", row_id=row.id)
        return [(str(_("Release the closing letter")), href)]
    if row.released_at is not None and row.notice.told_at is None and current.by.role in TELLERS:
        href = url_for("closing.tell_of_lapse", row_id=row.id)
        return [(str(_("Record that the person was told")), href)]
    return []


def _case_title(_acting: Acting, row: Any) -> str:
    return f"RUC {row.ruc}"


TITLES.setdefault(BankedCase, _case_title)
TITLES[Lapse] = lambda current, row: str(
    _("Closing letter for %(name)s", name=_name(current, row.subject_id))
)


def _to_the_end(row: Any, _result: Any = None) -> str:
    return url_for("closing.ending", row_id=row.subject_id)


def _to_the_person(row: Any, _result: Any) -> str:
    return href_of(row)


steps.add("P.withdraw", Pathway, forms.WithdrawForm, back=_to_the_person)
steps.add("P.graduate", Pathway, forms.GraduateForm, back=_to_the_end)
steps.add("P.terminate", Pathway, forms.TerminateForm, back=_to_the_person, final=True)
steps.add("P.leave", Pathway, forms.LeaveForm, back=_to_the_person)
steps.add("P.release_person", Pathway, forms.ReleasePersonForm, back=_to_the_person)
steps.add("P.record_filing", Pathway, forms.RecordFilingForm, back=_to_the_person)
steps.add("P.record_filing_after_leaving", Pathway, forms.RecordFilingForm, back=_to_the_person)
steps.add("P.send_to_youth_late", Pathway, forms.SendToYouthLateForm, back=_to_the_person)
steps.add("B.close_by_completion", BankedCase)

write_page(
    bp,
    "/enrolments/<uuid:row_id>/closing-interview",
    endpoint="hold_interview",
    label=_l("Record the closing interview"),
    data_class=DataClass.NEEDS_PLAN,
    roles=WORKERS,
    load=queries.enrolment,
    form=forms.InterviewForm,
    do=finishing.hold_interview,
    back=_to_the_end,
)
write_page(
    bp,
    "/cases/<uuid:row_id>/closing-letter",
    endpoint="draft_lapse",
    label=_l("Draft the closing letter"),
    data_class=DataClass.LETTERS,
    roles=TELLERS,
    load=queries.case,
    form=forms.DraftLapseForm,
    do=finishing.draft_lapse,
    back=_to_the_end,
)
write_page(
    bp,
    "/lapses/<uuid:row_id>/release",
    endpoint="release_lapse",
    label=_l("Release the closing letter"),
    data_class=DataClass.LETTERS,
    roles=PROSECUTORS,
    load=queries.lapse,
    form=PageForm,
    do=finishing.release_lapse,
)
write_page(
    bp,
    "/lapses/<uuid:row_id>/told",
    endpoint="tell_of_lapse",
    label=_l("Record that the person was told"),
    data_class=DataClass.LETTERS,
    roles=TELLERS,
    load=queries.lapse,
    form=forms.TellOfLapseForm,
    do=finishing.tell_of_lapse,
)

paper_pages = PaperPages(bp)
paper_pages.add(
    "P16",
    GraduationReview,
    data_class=DataClass.AGREEMENT,
    wording=wordings.certificate_wording,
    readers=READERS,
    issuers=frozenset({Role.PROGRAMME_MANAGER}) | WORKERS,
)
paper_pages.add(
    "P13",
    Lapse,
    data_class=DataClass.LETTERS,
    wording=wordings.lapse_wording,
    readers=LETTER_READERS,
)
