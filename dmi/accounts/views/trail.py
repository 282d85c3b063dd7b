"""Pages of the log, the installation, its jobs, and of help."""

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.accounts.queries import trail as queries
from dmi.accounts.views.signing import ANYBODY, bp
from dmi.policy.classes import DataClass
from dmi.policy.pathway import STEPS
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.web.guard import acting, page

_AUDITORS = frozenset({Role.AUDITOR, Role.PROGRAMME_MANAGER})
_ADMINS = frozenset({Role.SYSTEM_ADMIN})
_LABELS = {step.verb: step.label for step in STEPS.values()}


@page(bp, "/log", reads=DataClass.AUDIT, roles=_AUDITORS)
def audit() -> ResponseReturnValue:
    """Show the log, newest first, by event if asked."""
    event = request.args.get("event", "").strip()[:80]
    lines = queries.log(acting(), before=_before(), event=event)
    return _page("accounts.audit", lines, event)


@page(bp, "/my-log", declared=ANYBODY)
def own_log() -> ResponseReturnValue:
    """Show everybody their own lines of the log."""
    current = acting()
    event = request.args.get("event", "").strip()[:80]
    lines = queries.log(current, before=_before(), event=event, actor=current.by.id)
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


@page(bp, "/jobs", reads=DataClass.OPERATIONS, roles=_ADMINS)
def jobs() -> ResponseReturnValue:
    """Show the latest runs of the clockwork."""
    return render_template("accounts/jobs.html", rows=queries.job_runs(acting()))


@page(bp, "/help", declared=ANYBODY)
def help_page() -> ResponseReturnValue:
    """Show the keys of every page and the words of the way."""
    return render_template("accounts/help.html", stages=Stage, roles=Role)


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isdecimal() and len(text) <= len(str(2**62)) - 1 else None


def _page(endpoint: str, lines: queries.Lines, event: str) -> str:
    older = url_for(endpoint, before=lines.older, event=event or None) if lines.older else ""
    return render_template(
        "accounts/log.html",
        own=endpoint == "accounts.own_log",
        rows=[(line, _said(line.entry.event)) for line in lines.rows],
        older_href=older,
        event=event,
        action=url_for(endpoint),
    )


def _said(event: str) -> str:
    return str(_(_LABELS[event])) if event in _LABELS else event
