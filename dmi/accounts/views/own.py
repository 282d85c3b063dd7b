"""One's own account: the first sign-in, sessions, password, second factor and role."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import failures
from dmi.access.acting import Acting
from dmi.access.audit import record_event
from dmi.access.guards import has_just_proved
from dmi.access.models.users import User
from dmi.access.words import AuditOutcome, SessionEnd
from dmi.accounts import factors, gate, passwords, sessions
from dmi.accounts.forms.signing import ChangePasswordForm, FactorForm, FirstSignInForm
from dmi.accounts.queries import users as queries
from dmi.accounts.views.signing import ANYBODY, GATE, anew, bp, visit, welcome
from dmi.policy.roles import Role
from dmi.store.database import db
from dmi.web import extra
from dmi.web.guard import acting, page
from dmi.web.naming import programme

TAKEN = 303


@page(bp, "/first-sign-in", declared=GATE, methods=("GET", "POST"))
def first_sign_in() -> ResponseReturnValue:
    """Choose a password and set up the second factor with the code that was handed over."""
    form = FirstSignInForm()
    if request.method != "POST":
        return _first(form)
    session, name = db.session(), str(form.sign_in_name.data or "").strip()
    here = visit()
    waits = failures.is_held_back(session, failures.account_of(name), here.address, g.at)
    if not form.validate():
        return _first(form), 400
    found = passwords.waiting(session, name, str(form.code.data))
    held = sessions.roles_of(session, found, g.at) if found else []
    if waits or found is None or not held or form.step is None:
        gate.refuse_code(here, name)
        form.code.errors = [_("The name or the code does not fit, or the code has been used.")]
        return _first(form), 400
    passwords.choose(found, str(form.password.data))
    codes = factors.set_up(session, found, form.bare_secret, form.step)
    failures.forget(session, failures.account_of(name))
    actor = sessions.actor_for(session, found, held[0])
    current = anew(actor)
    record_event(current, "accounts.password.chosen", AuditOutcome.ALLOW, {})
    record_event(current, "accounts.factor.set_up", AuditOutcome.ALLOW, {})
    return render_template(
        "accounts/recovery_codes.html", codes=codes, onward=url_for("accounts.sign_in")
    )


@page(bp, "/my-account", declared=ANYBODY)
def my_account() -> ResponseReturnValue:
    """Show one's sessions, what proves who one is, and the roles one may act in."""
    current = acting()
    user = _me(current)
    return render_template(
        "accounts/my_account.html",
        user=user,
        live=queries.live(current, user),
        here=current.by.session_ref,
        codes_left=factors.recovery_codes_left(current.session, user),
        roles=sessions.roles_of(current.session, user, current.at),
    )


@page(bp, "/my-account/end-session", declared=ANYBODY, methods=("POST",))
def end_own_session() -> ResponseReturnValue:
    """End one of one's own sessions, on whatever device it is; another's stays untouched."""
    extra.expects("session")
    current = acting()
    asked = request.form.get("session", "")
    for one in queries.live(current, _me(current)):
        if str(one.id) == asked:
            sessions.close_session(current.session, one.id, current.at, SessionEnd.SIGNED_OUT)
            record_event(current, "accounts.session.ended", AuditOutcome.ALLOW, {})
            flash(_("That session has ended."), "ok")
    return redirect(url_for("accounts.my_account"), TAKEN)


@page(bp, "/my-account/role", declared=ANYBODY, methods=("POST",))
def change_role() -> ResponseReturnValue:
    """Go on in another of one's roles: this session ends and a new one begins."""
    extra.expects("role")
    current = acting()
    user = _me(current)
    held = {role.value: role for role in sessions.roles_of(current.session, user, current.at)}
    role: Role | None = held.get(request.form.get("role", ""))
    if role is None:
        return redirect(url_for("accounts.my_account"), TAKEN)
    here = UUID(str(current.by.session_ref))
    sessions.close_session(current.session, here, current.at, SessionEnd.ROLE_CHANGED)
    return welcome(user, role)


@page(bp, "/my-account/password", declared=ANYBODY, methods=("GET", "POST"))
def change_password() -> ResponseReturnValue:
    """Choose another password after proving again who one is; other sessions end."""
    current = acting()
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), TAKEN)
    form, user = ChangePasswordForm(), _me(current)
    form.name = user.sign_in_name
    if request.method != "POST":
        return render_template("accounts/password.html", form=form)
    if not form.validate():
        return render_template("accounts/password.html", form=form), 400
    passwords.choose(user, str(form.password.data))
    _end_others(current, user)
    record_event(current, "accounts.password.chosen", AuditOutcome.ALLOW, {})
    flash(_("The new password holds. Your other sessions have ended."), "ok")
    return redirect(url_for("accounts.my_account"), TAKEN)


@page(bp, "/my-account/second-factor", declared=ANYBODY, methods=("GET", "POST"))
def change_factor() -> ResponseReturnValue:
    """Set up another telephone after proving again who one is; the one before it ends."""
    current = acting()
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), TAKEN)
    form, user = FactorForm(), _me(current)
    if request.method != "POST":
        return _factor(form, user)
    if not form.validate() or form.step is None:
        return _factor(form, user), 400
    codes = factors.set_up(current.session, user, form.bare_secret, form.step)
    _end_others(current, user)
    record_event(current, "accounts.factor.set_up", AuditOutcome.ALLOW, {})
    return render_template(
        "accounts/recovery_codes.html", codes=codes, onward=url_for("accounts.my_account")
    )


@page(bp, "/my-account/recovery-codes", declared=ANYBODY, methods=("POST",))
def renew_codes() -> ResponseReturnValue:
    """Show ten new recovery codes once; those before them end."""
    current = acting()
    user = _me(current)
    onward = url_for("accounts.my_account")
    if not user.factor_secret:
        return redirect(onward, TAKEN)
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=onward), TAKEN)
    codes = factors.new_recovery_codes(current.session, user)
    record_event(current, "accounts.factor.codes_renewed", AuditOutcome.ALLOW, {})
    return render_template("accounts/recovery_codes.html", codes=codes, onward=onward)


def _me(current: Acting) -> User:
    return current.session.get_one(User, current.by.id)


def _end_others(current: Acting, user: User) -> None:
    for one in queries.live(current, user):
        if str(one.id) != current.by.session_ref:
            sessions.close_session(current.session, one.id, current.at, SessionEnd.ENDED_BY_OTHER)


def _first(form: FirstSignInForm) -> str:
    return _with_picture("accounts/first_sign_in.html", form, "")


def _factor(form: FactorForm, user: User) -> str:
    return _with_picture("accounts/second_factor.html", form, user.sign_in_name)


def _with_picture(template: str, form: FactorForm, name: str) -> str:
    secret = form.bare_secret
    issuer = programme()
    return render_template(
        template,
        form=form,
        picture=factors.picture_of(secret, issuer, name or issuer),
        secret=factors.in_fours(secret),
    )
