"""Who saw this person: the log about one of the people on file, for manager and auditor."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from dmi.access.guards import has_just_proved
from dmi.accounts.views.trail import LABELS, number_before
from dmi.kernel.cells import as_csv
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.privacy.queries import seen as queries
from dmi.privacy.rules import REVIEWERS
from dmi.privacy.views.emergency import TAKEN, bp
from dmi.web.frame import moment
from dmi.web.guard import acting, page
from dmi.web.sentences import word

PRINTED_LINES = 500


@page(bp, "/pathways/<uuid:row_id>/who-saw", reads=DataClass.AUDIT, roles=REVIEWERS)
def who_saw(row_id: UUID) -> ResponseReturnValue:
    """Show who read or changed what about one person, newest first, and when."""
    return _page(row_id, "privacy.who_saw", queries.PAGE_LINES)


@page(bp, "/pathways/<uuid:row_id>/who-saw/print", reads=DataClass.AUDIT, roles=REVIEWERS)
def who_saw_print(row_id: UUID) -> ResponseReturnValue:
    """Show the same without its controls, to be put on paper after proving who one is."""
    if not has_just_proved(acting()):
        return _prove_first()
    return _page(row_id, "privacy.who_saw_print", PRINTED_LINES)


@page(bp, "/pathways/<uuid:row_id>/who-saw.csv", reads=DataClass.AUDIT, roles=REVIEWERS)
def who_saw_export(row_id: UUID) -> ResponseReturnValue:
    """Give every line as a table for other programs, after proving who one is."""
    current = acting()
    if not has_just_proved(current):
        return _prove_first()
    row, code = queries.subject(current, row_id)
    current.saw(DataClass.AUDIT, row.id)
    heads = [_("When"), _("Who"), _("Role"), _("What"), _("Emergency sight"), _("Outcome"), "N"]
    told = queries.every_line(current, queries.about(current, row), _user())
    text = as_csv([heads, *(_cells(_told(line)) for line in told)])
    answer = Response("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"who-saw-{code}.csv")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(row_id: UUID, endpoint: str, size: int) -> str:
    current = acting()
    row, code = queries.subject(current, row_id)
    current.saw(DataClass.AUDIT, row.id)
    user = _user()
    whom = queries.about(current, row)
    found, older = queries.lines(current, whom, before=number_before(), user=user, size=size)
    kept: dict[str, Any] = {"row_id": row.id, "user": user}
    return render_template(
        "privacy/who_saw.html",
        row=row,
        code=code,
        rows=[_told(line) for line in found],
        users=queries.users(current),
        user=user,
        printing=endpoint.endswith("_print"),
        older_href=url_for(endpoint, before=older, **kept) if older else "",
        print_href=url_for("privacy.who_saw_print", **kept),
        export_href=url_for("privacy.who_saw_export", **kept),
    )


def _prove_first() -> ResponseReturnValue:
    back = request.full_path.rstrip("?")
    return redirect(url_for("accounts.step_up", next=back), TAKEN)


def _user() -> UUID | None:
    try:
        return UUID(request.args.get("user", ""))
    except ValueError:
        return None


def _told(line: queries.Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "at": entry.at,
        "said": _said(line),
        "by": line.by,
        "role": word(Role(entry.actor_role)),
        "in_emergency": line.in_emergency,
        "outcome": entry.outcome,
        "number": entry.seq,
    }


def _said(line: queries.Line) -> str:
    """Say what was done; of what is closed no more than that something was."""
    entry = line.entry
    if not line.classes:
        return str(_("Something closed to this list"))
    what = ", ".join(word(kind) for kind in line.classes)
    if entry.event in LABELS:
        return str(_(LABELS[entry.event]))
    return str(_("Read: %(what)s", what=what) if entry.is_read else _("Wrote: %(what)s", what=what))


def _cells(told: dict[str, Any]) -> list[str]:
    return [
        moment(told["at"]),
        told["by"],
        told["role"],
        told["said"],
        _("Yes") if told["in_emergency"] else _("No"),
        word(told["outcome"]),
        str(told["number"]),
    ]
