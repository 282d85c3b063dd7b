"""Signing in and out, the demo's one click, the language, and proving again who one is."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from dmi.access.acting import Acting
from dmi.access.audit import record_event
from dmi.access.models.users import User
from dmi.access.words import AuditOutcome, SessionEnd
from dmi.accounts import sessions
from dmi.accounts.forms.signing import SignInForm, StepUpForm
from dmi.accounts.queries import signing as queries
from dmi.policy.roles import Role
from dmi.store.database import begin_writing, db
from dmi.web.guard import Declared, acting, page

bp = Blueprint("accounts", __name__)
COOKIE = "dmi_session"
GATE = Declared(None, signed_in=False)
ANYBODY = Declared(None)


@page(bp, "/sign-in", declared=GATE, methods=("GET", "POST"))
def sign_in() -> ResponseReturnValue:
    """Let a user in by name and password; the demo offers one click."""
    form = SignInForm()
    demo = current_app.extensions["dmi_settings"].is_demo
    roles = queries.demo_users(db.session()) if demo else []
    if request.method == "GET":
        return render_template("accounts/sign_in.html", form=form, demo_roles=roles)
    session = db.session()
    user = None
    if form.validate():
        user = sessions.check(session, form.sign_in_name.data or "", form.password.data or "")
    held = sessions.roles_of(session, user, g.at) if user else []
    if user is None or not held:
        form.password.errors = [_("The name or the password does not fit.")]
        return render_template("accounts/sign_in.html", form=form, demo_roles=roles), 400
    return _welcome(user, held[0])


@page(bp, "/demo/<uuid:user_id>", declared=GATE, methods=("POST",))
def demo_sign_in(user_id: UUID) -> ResponseReturnValue:
    """Sign in as one of the demo's invented users; in demo mode on loopback only."""
    loopback = request.remote_addr in {"127.0.0.1", "::1"}
    if not current_app.extensions["dmi_settings"].is_demo or not loopback:
        abort(404)
    session = db.session()
    user = session.get(User, user_id)
    held = sessions.roles_of(session, user, g.at) if user else []
    if user is None or not held:
        abort(404)
    return _welcome(user, held[0])


@page(bp, "/sign-out", declared=ANYBODY, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """End the session."""
    current = acting()
    session_id = UUID(str(current.by.session_ref))
    sessions.close_session(current.session, session_id, current.at, SessionEnd.SIGNED_OUT)
    record_event(current, "accounts.session.ended", AuditOutcome.ALLOW, {})
    answer = redirect("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@page(bp, "/confirm-it-is-you", declared=ANYBODY, methods=("GET", "POST"))
def step_up() -> ResponseReturnValue:
    """Ask the password again before a grave step; one click in the demo."""
    current = acting()
    form = StepUpForm()
    demo = current_app.extensions["dmi_settings"].is_demo
    way_back = _inside(request.values.get("next", "/"))
    if request.method == "GET":
        return render_template("accounts/step_up.html", form=form, next=way_back, demo=demo)
    user = current.session.get(User, current.by.id)
    fits = user and sessions.check(current.session, user.sign_in_name, form.password.data or "")
    if not (demo or fits):
        form.password.errors = [_("The password does not fit.")]
        return render_template("accounts/step_up.html", form=form, next=way_back, demo=demo), 400
    sessions.step_up(current.session, UUID(str(current.by.session_ref)), current.at)
    record_event(current, "accounts.session.stepped_up", AuditOutcome.ALLOW, {})
    flash(_("Thank you. You can go on."), "ok")
    return redirect(way_back, 303)


@page(bp, "/language", declared=GATE, methods=("GET", "POST"))
def language() -> ResponseReturnValue:
    """Switch between Spanish and English and return to the page at hand."""
    wanted = "en" if request.values.get("to") == "en" else "es"
    answer = redirect(_inside(request.values.get("next", "/")), 303)
    answer.set_cookie("dmi_language", wanted, max_age=31_536_000, httponly=True, samesite="Lax")
    return answer


@page(bp, "/health", declared=GATE)
def health() -> ResponseReturnValue:
    """Say that the application answers; nothing else."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


def load_actor() -> None:
    """Find who is behind the cookie; a request without a live session acts for nobody."""
    token = request.cookies.get(COOKIE)
    if not token or request.endpoint in {"static", "bootstrap.static"}:
        return
    session = db.session()
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        begin_writing(session)
    actor = sessions.actor_of(session, token, g.at)
    if actor is None:
        return
    settings = current_app.extensions["dmi_settings"]
    g.acting = Acting(
        session,
        actor,
        g.at,
        settings.profile,
        current_app.extensions["dmi_zone"],
        request_id=g.request_id,
        is_demo=settings.is_demo,
    )
    session.info["acting"] = g.acting


def require_sign_in() -> ResponseReturnValue | None:
    """Send everybody else to the sign-in; an unknown address shows nothing either."""
    view = current_app.view_functions.get(request.endpoint or "")
    declared = getattr(view, "declared", None)
    if request.endpoint in {"static", "bootstrap.static"} or current_user.is_authenticated:
        return None
    if declared is not None and not declared.signed_in:
        return None
    return redirect("/sign-in", 303)


def _welcome(user: User, role: Role) -> ResponseReturnValue:
    session = db.session()
    token = sessions.open_session(session, user, role, g.at)
    actor = sessions.actor_for(session, user, role)
    current = Acting(session, actor, g.at, request_id=g.request_id)
    record_event(current, "accounts.session.begun", AuditOutcome.ALLOW, {})
    answer = redirect("/", 303)
    answer.set_cookie(
        COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )
    return answer


def _inside(where: str) -> str:
    """Return a path of this application, never another address."""
    return where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/"
