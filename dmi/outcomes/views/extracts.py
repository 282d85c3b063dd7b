"""Pages of rows about nobody: asked for, looked at by a second person, handed out, listed."""

import io
import zipfile
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.access.guards import has_just_proved
from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.kernel.cells import as_csv
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.kernel.words import N_
from dmi.outcomes.acts.extracting import (
    APPROVERS,
    approve_extract,
    ask_extract,
    refuse_extract,
)
from dmi.outcomes.extracts import all_of, extract, names_of
from dmi.outcomes.forms import reports
from dmi.outcomes.models.evaluation import ResearchExtract
from dmi.outcomes.tallies import extract as tally
from dmi.outcomes.tallies import ways
from dmi.outcomes.views.codebook import codebook, obligations
from dmi.outcomes.views.room import COUNTS, asked, bp, prepared
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.guard import Declared, acting, page
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

READERS = frozenset({Role.OBSERVATORY_ANALYST, Role.PROGRAMME_MANAGER, Role.AUDITOR})
REFUSE = N_("Refuse the request")


@page(bp, "/research-extracts", reads=DataClass.OUTCOMES, roles=READERS)
def research_extracts() -> ResponseReturnValue:
    """List every extract: who asked, who approved, who received it and for what."""
    current = acting()
    found = all_of(current)
    writes = may_write(current.by.role, DataClass.OUTCOMES)
    return render_template(
        "outcomes/extracts.html",
        extracts=found,
        names=names_of(current, found),
        cohorts=ways.cohorts(current) if writes else [],
        approves=current.by.role in APPROVERS,
    )


@page(bp, "/cohorts/<uuid:row_id>/research-extract", methods=("GET", "POST"), declared=COUNTS)
def new_extract(row_id: UUID) -> ResponseReturnValue:
    """Ask for the rows of one cohort."""
    current = acting()
    cohort = ways.cohort(current, row_id)
    form = prepared(reports.ExtractForm())
    if not form.validate_on_submit():
        told = _("Only people who agreed to anonymous evaluation. The manager approves it.")
        back = url_for("outcomes.research_extracts")
        return asked(form, _("Extract for research"), told, back, _("Extracts for research"))
    made = ask_extract(current, cohort, **form.values())
    return redirect(url_for("outcomes.research_extract", row_id=made.id), 303)


@page(
    bp,
    "/research-extracts/<uuid:row_id>",
    reads=DataClass.OUTCOMES,
    roles=READERS,
    shows=ResearchExtract,
)
def research_extract(row_id: UUID) -> ResponseReturnValue:
    """Show one extract: what would leave, or what left, and what its receiver has promised."""
    current = acting()
    found = extract(current, row_id)
    is_open = found.approved_at is None and found.refused_at is None
    cohort = ways.cohort(current, found.cohort_id) if found.cohort_id else None
    return render_template(
        "outcomes/extract.html",
        extract=found,
        cohort=cohort,
        drawn=tally.draw(current, cohort, found.least) if is_open and cohort else None,
        rows=sum(map(len, found.cells or [])),
        names=names_of(current, [found]),
        obligations=obligations(),
        approves=is_open and current.by.role in APPROVERS,
        writes=may_write(current.by.role, DataClass.OUTCOMES),
    )


@page(
    bp,
    "/research-extracts/<uuid:row_id>/approve-extract",
    declared=Declared(DataClass.APPROVALS, roles=APPROVERS, writes=True),
    methods=("GET", "POST"),
)
def approve(row_id: UUID) -> ResponseReturnValue:
    """Approve what another person asked for, after a fresh proof of who one is."""
    current = acting()
    found = extract(current, row_id)
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), 303)
    here = url_for("outcomes.research_extract", row_id=found.id)
    form = prepared(PageForm())
    if not form.validate_on_submit():
        told = _("The rows are drawn and kept now; the analyst hands them to the receiver.")
        return asked(form, _("Approve and draw the rows"), told, here, found.code)
    approve_extract(current, found)
    flash(_("The rows are drawn."), "ok")
    return redirect(here, 303)


@page(bp, "/research-extracts/<uuid:row_id>/extract.zip", declared=COUNTS)
def extract_file(row_id: UUID) -> ResponseReturnValue:
    """Hand out an approved file with its codebook, after a fresh proof of who one is."""
    current = acting()
    found = extract(current, row_id)
    if found.file_id is None:
        raise NotKnown
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), 303)
    if not tally.all_still_agree(current, found):
        raise Unmet((UnmetCondition("extract_consents_stand"),))
    rows = take(current.session.get_one(ShelfFile, found.file_id))
    answer = Response(_packed(found, rows), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{found.code}.zip")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _packed(row: ResearchExtract, rows: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(f"{row.code}.csv", rows)
        files.writestr("codebook.csv", "\ufeff" + as_csv(codebook(row)))
        files.writestr("obligations.txt", "\r\n".join(obligations()))
    return packed.getvalue()


TITLES[ResearchExtract] = lambda _current, row: str(
    _("Extract %(code)s, asked on %(when)s", code=row.code, when=moment(row.created_at))
)
add_write(
    bp,
    "refuse_extract",
    WritePage(
        REFUSE,
        ResearchExtract,
        DataClass.APPROVALS,
        refuse_extract,
        reports.RefuseExtractForm,
        None,
        APPROVERS,
    ),
)
