"""Pages of users and their roles, and the first sign-in by a code."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.access.user_acts  # noqa: F401 - registers the steps of these pages
from dmi.access.acting import Acting
from dmi.access.audit import record_event
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, User
from dmi.access.user_acts import give_code
from dmi.access.words import AuditOutcome
from dmi.accounts import passwords, sessions
from dmi.accounts.forms import users as forms
from dmi.accounts.queries import users as queries
from dmi.accounts.views.signing import GATE, bp
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.database import db
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.open_steps import open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, STEP_PAGES, TITLES, StepPage, StepPages, take

_READERS = frozenset({Role.SYSTEM_ADMIN, Role.PROGRAMME_MANAGER, Role.AUDITOR})
_CONFIRM = pathway.step("U.confirm_user")
TAKEN = 303


def _to_user(row: RoleGrant, _result: object) -> str:
    return url_for("accounts.user", row_id=row.user_id)


steps = StepPages(bp)
steps.add("U.propose_user", Agency, forms.ProposeUserForm)
steps.add("U.refuse_user", User, forms.ReasonForm)
steps.add("U.deactivate_user", User, forms.ReasonForm)
steps.add("U.reactivate_user", User, forms.ReasonForm)
steps.add("G.propose_role", User, forms.ProposeRoleForm, back=lambda row, _made: _page_of(row))
steps.add("G.confirm_role", RoleGrant, back=_to_user)
steps.add("G.refuse_role", RoleGrant, forms.ReasonForm, back=_to_user)
steps.add("G.revoke_role", RoleGrant, forms.ReasonForm, back=_to_user)

STEP_PAGES["U.confirm_user"] = StepPage(
    "U.confirm_user",
    User,
    PageForm,
    "accounts.confirm_user",
    "steps/step.html",
    lambda row, _done: _page_of(row),
    final=False,
)


@page(bp, "/users", reads=DataClass.USERS, roles=_READERS)
def users() -> ResponseReturnValue:
    """List users with their roles and what waits to be confirmed."""
    current = acting()
    proposes = current.by.role is Role.SYSTEM_ADMIN
    return render_template(
        "accounts/users.html",
        rows=queries.users(current),
        agencies=queries.agencies(current) if proposes else [],
    )


@page(bp, "/users/<uuid:row_id>", reads=DataClass.USERS, shows=User, roles=_READERS)
def user(row_id: UUID) -> ResponseReturnValue:
    """Show one user, every role ever proposed, and the open steps of each."""
    current = acting()
    found = queries.user(current, row_id)
    return render_template(
        "accounts/user.html",
        found=found,
        facts=_facts(current, found.user),
        steps=open_steps(current, found.user),
        grants=[(grant, open_steps(current, grant)) for grant in found.grants],
    )


@page(
    bp,
    "/users/<uuid:row_id>/confirm-user",
    methods=("GET", "POST"),
    declared=Declared(DataClass.USERS, _CONFIRM),
)
def confirm_user(row_id: UUID) -> ResponseReturnValue:
    """Confirm a proposed user and show, once, the code that opens the account."""
    answer = take(STEP_PAGES["U.confirm_user"], row_id)
    if request.method != "POST" or getattr(answer, "status_code", 0) != TAKEN:
        return answer
    current = acting()
    found = queries.user(current, row_id).user
    code = give_code(current, found)
    return render_template("accounts/code.html", user=found, code=code)


@page(bp, "/first-sign-in", declared=GATE, methods=("GET", "POST"))
def first_sign_in() -> ResponseReturnValue:
    """Let somebody choose a password with the code that the manager handed over."""
    form = forms.FirstSignInForm()
    if request.method == "GET":
        return render_template("accounts/first_sign_in.html", form=form)
    session = db.session()
    if not form.validate():
        return render_template("accounts/first_sign_in.html", form=form), 400
    name = str(form.sign_in_name.data)
    found = passwords.waiting(session, name, str(form.code.data))
    held = sessions.roles_of(session, found, g.at) if found else []
    if found is None or not held:
        form.code.errors = [_("The name or the code does not fit, or the code has been used.")]
        return render_template("accounts/first_sign_in.html", form=form), 400
    passwords.choose(found, str(form.password.data))
    current = Acting(
        session, sessions.actor_for(session, found, held[0]), g.at, request_id=g.request_id
    )
    record_event(current, "accounts.password.chosen", AuditOutcome.ALLOW, {})
    flash(_("Your password is kept. Sign in with it now."), "ok")
    return redirect(url_for("accounts.sign_in"), TAKEN)


def _page_of(row: User) -> str:
    return url_for("accounts.user", row_id=row.id)


def _facts(current: Acting, row: User) -> list[tuple[str, str]]:
    agency = current.session.get(Agency, row.agency)
    return [
        (_("User name"), row.sign_in_name),
        (_("Institution"), agency.name if agency else "–"),
        (_("Post"), row.post or "–"),
        (_("State"), word(row.status)),
    ]


def _grant_facts(current: Acting, row: RoleGrant) -> list[tuple[str, str]]:
    holder = current.session.get(User, row.user_id)
    return [
        (_("User"), holder.display_name if holder else "–"),
        (_("Role"), word(row.role)),
        (_("State"), word(row.status)),
    ]


TITLES[User] = lambda _acting, row: str(row.display_name)
TITLES[Agency] = lambda _acting, row: str(row.name)
TITLES[RoleGrant] = lambda _acting, row: word(row.role)
FACTS[User] = _facts
FACTS[RoleGrant] = _grant_facts
