"""Signing in and out, the demo's one click, the language, and proving again who one is."""

import re
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request
from flask import session as browser
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from dmi.access.acting import Acting, Actor
from dmi.access.audit import record_event
from dmi.access.database_rights import role_for
from dmi.access.models.users import User
from dmi.access.words import AuditOutcome, SessionEnd
from dmi.accounts import gate, sessions
from dmi.accounts.forms.signing import SignInForm, StepUpForm
from dmi.accounts.queries import signing as queries
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.store.database import begin_writing, db
from dmi.store.database_roles import stand_as
from dmi.web.guard import SAFE_METHODS, Declared, acting, page, write_apart

bp = Blueprint("accounts", __name__)
COOKIE = "dmi_session"
GATE = Declared(None, signed_in=False)
ANYBODY = Declared(None)


@page(bp, "/sign-in", declared=GATE, methods=("GET", "POST"))
def sign_in() -> ResponseReturnValue:
    """Let a user in by name, password and code; the demo offers one click."""
    form = SignInForm()
    demo = current_app.extensions["dmi_settings"].is_demo
    roles = queries.demo_users(db.session()) if demo else []
    notice = load(current_app.extensions["dmi_settings"].profile).access_notice
    shown = {"form": form, "demo_roles": roles, "notice": notice}
    if request.method != "POST":
        return render_template("accounts/sign_in.html", **shown)
    session = db.session()
    user = None
    if form.validate():
        typed = (form.sign_in_name.data, form.password.data, form.code.data)
        user = gate.let_in(visit(), *((text or "").strip() for text in typed))
    held = sessions.roles_of(session, user, g.at) if user else []
    if user is None or not held:
        form.password.errors = [
            _("The name, the password or the code does not fit. After five tries wait 15 minutes.")
        ]
        return render_template("accounts/sign_in.html", **shown), 400
    return welcome(user, held[0])


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
    return welcome(user, held[0])


@page(bp, "/sign-out", declared=ANYBODY, methods=("POST",))
def sign_out() -> ResponseReturnValue:
    """End the session."""
    current = acting()
    session_id = UUID(str(current.by.session_ref))
    sessions.close_session(current.session, session_id, current.at, SessionEnd.SIGNED_OUT)
    record_event(current, "accounts.session.ended", AuditOutcome.ALLOW, {})
    browser.clear()
    answer = redirect("/sign-in", 303)
    answer.delete_cookie(cookie_name(), secure=not current.is_demo, httponly=True, samesite="Lax")
    return answer


@page(bp, "/confirm-it-is-you", declared=ANYBODY, methods=("GET", "POST"))
def step_up() -> ResponseReturnValue:
    """Ask the code again before a grave step; one click for the demo's invented people."""
    current = acting()
    form = StepUpForm()
    user = current.session.get_one(User, current.by.id)
    one_click = current.is_demo and not user.factor_secret
    way_back = inside(request.values.get("next", "/"))
    shown = {"form": form, "next": way_back, "demo": one_click}
    if request.method != "POST":
        return render_template("accounts/step_up.html", **shown)
    if not (one_click or gate.proves_again(visit(), user, form.code.data or "")):
        form.code.errors = [_("The code does not fit. After five tries wait 15 minutes.")]
        return render_template("accounts/step_up.html", **shown), 400
    token = sessions.step_up(current.session, UUID(str(current.by.session_ref)), current.at)
    record_event(current, "accounts.session.stepped_up", AuditOutcome.ALLOW, {})
    flash(_("Thank you. You can go on."), "ok")
    return with_token(redirect(way_back, 303), token)


@page(bp, "/language", declared=GATE, methods=("GET", "POST"))
def language() -> ResponseReturnValue:
    """Switch between the languages of the place and return to the page at hand."""
    place = load(current_app.extensions["dmi_settings"].profile)
    wanted = place.language_for(request.values.get("to"))
    answer = redirect(inside(request.values.get("next", "/")), 303)
    answer.set_cookie("dmi_language", wanted, max_age=31_536_000, httponly=True, samesite="Lax")
    return answer


@page(bp, "/health", declared=GATE)
def health() -> ResponseReturnValue:
    """Say that the application answers; nothing else."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


def load_actor() -> None:
    """Find who is behind the cookie; a request without a live session acts for nobody."""
    token = request.cookies.get(cookie_name())
    if not token or request.endpoint in {"static", "bootstrap.static"}:
        return
    session = db.session()
    looks_only = request.method in SAFE_METHODS
    if not looks_only:
        begin_writing(session)
    live = sessions.live_of(session, token, g.at)
    if live is None:
        return
    if live.is_to_note:
        if looks_only:  # a page that is only looked at writes nothing else down for certain
            write_apart(lambda: sessions.note_use(session, live.session_id, g.at))
        else:
            sessions.note_use(session, live.session_id, g.at)
    g.acting = anew(live.actor)
    g.emergency = live.actor.emergency  # told on every page, also where it opens nothing
    session.info["acting"] = g.acting
    stand_as(session, role_for(live.actor.role))


def anew(actor: Actor) -> Acting:
    """Return an actor acting in this request."""
    settings = current_app.extensions["dmi_settings"]
    return Acting(
        db.session(),
        actor,
        g.at,
        settings.profile,
        current_app.extensions["dmi_zone"],
        request_id=g.request_id,
        is_demo=settings.is_demo,
    )


def require_sign_in() -> ResponseReturnValue | None:
    """Send everybody else to the sign-in; an unknown address shows nothing either."""
    view = current_app.view_functions.get(request.endpoint or "")
    declared = getattr(view, "declared", None)
    if request.endpoint in {"static", "bootstrap.static"} or current_user.is_authenticated:
        return None
    if declared is not None and not declared.signed_in:
        return None
    return redirect("/sign-in", 303)


def welcome(user: User, role: Role) -> ResponseReturnValue:
    """Begin a session in a role and lead home; a form opened before it is no longer good."""
    session = db.session()
    browser.clear()
    token = sessions.open_session(session, user, role, g.at)
    actor = sessions.actor_for(session, user, role)
    current = anew(actor)
    record_event(current, "accounts.session.begun", AuditOutcome.ALLOW, {})
    return with_token(redirect("/", 303), token)


def with_token(answer: Response, token: str) -> Response:
    """Give the browser the token of its session; outside the demo over TLS alone."""
    name = cookie_name()
    secure = name != COOKIE
    answer.set_cookie(name, token, httponly=True, samesite="Lax", secure=secure, path="/")
    return answer


def cookie_name() -> str:
    """Return the cookie's name; its prefix makes browsers refuse it from another host."""
    is_demo = current_app.extensions["dmi_settings"].is_demo
    return COOKIE if is_demo else f"__Host-{COOKIE}"


def visit() -> gate.Visit:
    """Return who stands at the gate in this request."""
    settings = current_app.extensions["dmi_settings"]
    return gate.Visit(
        db.session(),
        request.remote_addr or "",
        g.at,
        g.request_id,
        settings.is_demo,
        settings.profile,
        current_app.extensions["dmi_zone"],
    )


def inside(where: str) -> str:
    """Return a path of this application, never another address."""
    plain = where.isprintable() and "\\" not in where and " " not in where
    return where if plain and re.match(r"/(?!/)", where) else "/"
