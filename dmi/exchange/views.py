"""Pages of what comes in by file: the list, sending, the preview, what became of it."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dmi.access.acting import Acting
from dmi.access.acts import may_take, may_write
from dmi.exchange import forms, queries, rules
from dmi.exchange.acts import importing, reading  # noqa: F401 - the reading is registered
from dmi.exchange.models import ImportBatch, ImportRow
from dmi.kernel.cells import as_csv
from dmi.owed import acts as owed
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import ImportStatus, WorkStatus
from dmi.web.frame import moment
from dmi.web.guard import Declared, acting, page, write_apart
from dmi.web.open_steps import open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES, StepPages

bp = Blueprint("exchange", __name__)
steps = StepPages(bp)
steps.add("I.apply_import", ImportBatch)
steps.add("I.discard_import", ImportBatch, forms.DiscardForm)
steps.add("I.undo_import", ImportBatch, forms.UndoForm)

UPLOAD = pathway.step("I.upload_file")
UNDER_WAY = (WorkStatus.QUEUED, WorkStatus.RUNNING)


@page(bp, "/imports", reads=DataClass.IMPORTS)
def imports() -> ResponseReturnValue:
    """List the files that came in, the newest first."""
    current = acting()
    found = queries.batches(current, request.args.get("after"))
    return render_template(
        "exchange/imports.html",
        rows=found.rows,
        names=queries.names_of(current, found.rows),
        older=found.older,
        sends=may_take(current.by, UPLOAD),
    )


@page(
    bp,
    "/imports/upload-file",
    methods=("GET", "POST"),
    declared=Declared(DataClass.IMPORTS, UPLOAD),
)
def upload_file() -> ResponseReturnValue:
    """Send a file; its rows are read at once, and nothing is written yet."""
    form = forms.UploadForm()
    if not form.validate_on_submit():
        body = render_template(
            "exchange/upload.html", form=form, needed=rules.NEEDED, optional=rules.OPTIONAL
        )
        return body, 400 if form.errors else 200
    made = importing.upload_file(
        acting(), None, kind=form.kind.data, name=form.file.name_given, content=form.file.content
    )
    flash(_("The file is kept. Its rows are being read; nothing is written yet."), "info")
    return redirect(url_for("exchange.batch", row_id=made.id), 303)


@page(bp, "/imports/<uuid:row_id>", reads=DataClass.IMPORTS, shows=ImportBatch)
def batch(row_id: UUID) -> ResponseReturnValue:
    """Show what became of a file and of its rows; looking at a checked one is the preview."""
    current = acting()
    row = queries.batch(current, row_id)
    if _is_first_look(current, row):
        write_apart(lambda: _preview(current, row_id))
        row = queries.batch(current, row_id)
    work = queries.work_of(current, row) if row.status is ImportStatus.UPLOADED else None
    listed, older = queries.listed(current, row, request.args.get("row", 0, int))
    return render_template(
        "exchange/import.html",
        row=row,
        facts=facts_of(current, row),
        said=[_said(sentence, args) for _code, sentence, args in row.said or ()],
        listed=[(one, reason_of(one)) for one in listed],
        more=older,
        most_listed=rules.MOST_LISTED,
        work=work,
        under_way=work is not None and work.status in UNDER_WAY,
        steps=open_steps(current, row),
        writes=may_write(current.by.role, DataClass.IMPORTS),
    )


@page(
    bp,
    "/imports/<uuid:row_id>/read-again",
    methods=("POST",),
    declared=Declared(DataClass.IMPORTS, writes=True),
)
def read_again(row_id: UUID) -> ResponseReturnValue:
    """Ask once more for the reading of a file that broke off."""
    current = acting()
    row = queries.batch(current, row_id)
    work = queries.work_of(current, row)
    if work is not None and work.status is WorkStatus.FAILED:
        owed.retry_work(current, work)
    return redirect(url_for("exchange.batch", row_id=row.id), 303)


@page(bp, "/imports/<uuid:row_id>/rows.csv", reads=DataClass.IMPORTS)
def rows_as_csv(row_id: UUID) -> ResponseReturnValue:
    """Give what is said of rows as a table for other programs."""
    current = acting()
    row = queries.batch(current, row_id)
    heads = [_("Row"), _("Column"), _("Outcome"), _("Code"), _("Reason")]
    cells = [
        (str(one.number), one.column or "", word(one.outcome), one.code or "", reason_of(one))
        for one in queries.all_listed(current, row)
    ]
    answer = Response("\ufeff" + as_csv([heads, *cells]), content_type="text/csv; charset=utf-8")
    name = f"import-{row.id.hex[:8]}-rows.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def reason_of(row: ImportRow) -> str:
    """Return in words what is said of a row."""
    return _said(row.text or "", json.loads(row.told) if row.told else {})


def facts_of(_current: Acting, row: ImportBatch) -> list[tuple[str, str]]:
    """Return what is on record about a file."""
    shown = [
        (_("What the file brings"), word(row.kind)),
        (_("State"), word(row.status)),
        (_("Sent on"), moment(row.created_at)),
        (_("Fingerprint of the file"), row.sha256[:16]),
    ]
    if row.rows_read is not None:
        shown += [
            (_("Rows read"), str(row.rows_read)),
            (_("Rows to use"), str(row.rows_good)),
            (_("Rows with errors"), str(row.rows_bad)),
            (_("Repeated rows"), str(row.rows_repeated)),
        ]
    shown += [
        (label, moment(at))
        for label, at in ((_("Applied on"), row.applied_at), (_("Undone on"), row.undone_at))
        if at is not None
    ]
    return shown


def _preview(current: Acting, row_id: UUID) -> None:
    importing.see_preview(current, queries.batch(current, row_id))


def _is_first_look(current: Acting, row: ImportBatch) -> bool:
    waits = row.status is ImportStatus.CHECKED and row.previewed_at is None
    return waits and may_take(current.by, pathway.step("I.apply_import"))


def _said(sentence: str, args: dict[str, Any]) -> str:
    return str(_(sentence)).format_map(args)


TITLES[ImportBatch] = lambda _acting, row: str(row.name)
FACTS[ImportBatch] = facts_of
