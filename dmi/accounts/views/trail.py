"""Pages of the log, the installation, its jobs, and of help."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.models.records import AuditEntry
from dmi.accounts.queries import trail as queries
from dmi.accounts.views.signing import ANYBODY, bp
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.pathway import STEPS
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.web.guard import acting, page
from dmi.web.sentences import label_of_step, word

_AUDITORS = frozenset({Role.AUDITOR, Role.PROGRAMME_MANAGER})
_ADMINS = frozenset({Role.SYSTEM_ADMIN})
_WATCHERS = frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR})
_FAULTS = {
    "IntegrityError": N_("The database refused a row that broke one of its rules."),
    "OperationalError": N_("The database was busy or did not answer."),
    "YearNotCovered": N_("The calendar of the profile lacks the holidays of a year: renew it."),
}
LABELS = {step.verb: step.label for step in STEPS.values()} | {
    "accounts.session.begun": N_("Signed in"),
    "accounts.session.ended": N_("Signed out"),
    "accounts.session.stepped_up": N_("Proved again who it is"),
    "accounts.password.chosen": N_("Chose a password"),
    "accounts.session.refused": N_("Was not let in"),
    "accounts.factor.set_up": N_("Set up a second factor"),
    "accounts.factor.codes_renewed": N_("Took ten new recovery codes"),
    "access.user.code_given": N_("Gave a one-time code"),
    "access.user.sessions_ended": N_("Ended somebody's sessions"),
    "web.form.extra_fields": N_("Sent fields that the form does not have"),
    "web.page.denied": N_("Asked for a page and was not let in"),
    "privacy.emergency.opened": N_("Opened an emergency sight"),
    "privacy.emergency.stopped": N_("Ended an emergency sight"),
    "privacy.emergency.reviewed": N_("Reviewed an emergency sight"),
    "privacy.emergency.not_found": N_("Asked for an emergency sight of nobody on file"),
    "privacy.who_saw.read": N_("Looked up who saw a person"),
    "privacy.who_saw_print.read": N_("Printed who saw a person"),
    "privacy.who_saw_export.read": N_("Took away a table of who saw a person"),
}


@page(bp, "/log", reads=DataClass.AUDIT, roles=_AUDITORS)
def audit() -> ResponseReturnValue:
    """Show the log, newest first, by event if asked."""
    event = request.args.get("event", "").strip()[:80]
    current = acting()
    lines = queries.log(current, before=number_before(), event=event)
    current.saw(DataClass.AUDIT, *current.by.jurisdiction_ids)
    return _page("accounts.audit", lines, event)


@page(bp, "/my-log", declared=ANYBODY)
def own_log() -> ResponseReturnValue:
    """Show everybody their own lines of the log."""
    current = acting()
    event = request.args.get("event", "").strip()[:80]
    lines = queries.log(current, before=number_before(), event=event, actor=current.by.id)
    return _page("accounts.own_log", lines, event)


@page(bp, "/installation", reads=DataClass.SETTINGS, roles=_ADMINS)
def installation() -> ResponseReturnValue:
    """Show the settings in force today."""
    return render_template(
        "accounts/installation.html",
        rows=queries.settings_shown(acting()),
        mode=str(current_app.extensions["dmi_settings"].mode),
        profile=acting().profile,
    )


@page(bp, "/jobs", reads=DataClass.OPERATIONS, roles=_WATCHERS)
def jobs() -> ResponseReturnValue:
    """Show when the clockwork last looked, what it did and what went wrong, in words."""
    runs = queries.job_runs(acting())
    return render_template(
        "accounts/jobs.html",
        rows=[(run, _job(run.job), _fault(run.error)) for run in runs],
        last=max((run.heartbeat_at or run.started_at for run in runs), default=None),
    )


@page(bp, "/help", declared=ANYBODY)
def help_page() -> ResponseReturnValue:
    """Show the keys of every page and the words of the way."""
    return render_template("accounts/help.html", stages=Stage, roles=Role)


def number_before() -> int | None:
    """Return the number that the address gives to go on from, if it is one."""
    text = request.args.get("before", "")
    return int(text) if text.isdecimal() and len(text) <= len(str(2**62)) - 1 else None


def _page(endpoint: str, lines: queries.Lines, event: str) -> str:
    older = url_for(endpoint, before=lines.older, event=event or None) if lines.older else ""
    return render_template(
        "accounts/log.html",
        own=endpoint == "accounts.own_log",
        rows=[(line, _said(line.entry)) for line in lines.rows],
        older_href=older,
        event=event,
        action=url_for(endpoint),
    )


def _said(entry: AuditEntry) -> str:
    if entry.event in LABELS:
        return str(_(LABELS[entry.event]))
    if entry.is_read:
        return str(_("Read: %(what)s", what=word(DataClass(entry.object_class))))
    return entry.event


def _job(name: str) -> str:
    return label_of_step(STEPS[name]) if name in STEPS else str(_("Long work that pages ask for"))


def _fault(kind: str | None) -> str:
    if not kind:
        return ""
    if kind in _FAULTS:
        return str(_(_FAULTS[kind]))
    return str(_("Something unforeseen happened (%(kind)s).", kind=kind))
