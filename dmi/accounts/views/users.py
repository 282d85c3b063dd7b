"""Pages of users, their roles, their sessions and the codes that open an account once."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.access.user_acts  # noqa: F401 - registers the steps of these pages
from dmi.access.acting import Acting
from dmi.access.guards import has_just_proved
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, User
from dmi.access.user_acts import end_sessions_of, give_code
from dmi.accounts.forms import users as forms
from dmi.accounts.queries import users as queries
from dmi.accounts.views.signing import bp
from dmi.kernel.refusals import NotKnown
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import UserStatus
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.open_steps import open_steps
from dmi.web.sentences import word
from dmi.web.steps import FACTS, STEP_PAGES, TITLES, StepPage, StepPages, take
from dmi.web.undoing import undo_page

_READERS = frozenset({Role.SYSTEM_ADMIN, Role.PROGRAMME_MANAGER, Role.AUDITOR})
_CONFIRM = pathway.step("U.confirm_user")
_GIVERS = frozenset({Role.PROGRAMME_MANAGER})
_KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.PROGRAMME_MANAGER})
TAKEN = 303


def _to_user(row: RoleGrant, _result: object) -> str:
    return url_for("accounts.user", row_id=row.user_id)


steps = StepPages(bp)
undo_page(steps, User)
steps.add("U.propose_user", Agency, forms.ProposeUserForm)
steps.add("U.refuse_user", User, forms.ReasonForm)
steps.add("U.unlock_user", User, forms.ReasonForm)
steps.add("U.reset_second_factor", User, forms.ReasonForm, final=True)
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
        lacks_code=current.by.role in _GIVERS
        and found.user.status is UserStatus.ACTIVE
        and found.user.password_hash is None,
        live=queries.live(current, found.user) if current.by.role in _KEEPERS else None,
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


@page(
    bp,
    "/users/<uuid:row_id>/give-code",
    methods=("GET", "POST"),
    declared=Declared(DataClass.USERS, roles=_GIVERS),
)
def give_new_code(row_id: UUID) -> ResponseReturnValue:
    """Give a one-time code to an active user who has no password, once more if it was lost."""
    current = acting()
    found = queries.user(current, row_id).user
    if found.status is not UserStatus.ACTIVE or found.password_hash is not None:
        raise NotKnown
    if request.method != "POST":
        return render_template("accounts/give_code.html", user=found)
    if not has_just_proved(current):
        return redirect(url_for("accounts.step_up", next=request.path), TAKEN)
    return render_template("accounts/code.html", user=found, code=give_code(current, found))


@page(
    bp,
    "/users/<uuid:row_id>/end-sessions",
    methods=("POST",),
    declared=Declared(DataClass.USERS, roles=_KEEPERS),
)
def end_sessions(row_id: UUID) -> ResponseReturnValue:
    """End every session of somebody: a telephone or a computer is gone."""
    current = acting()
    found = queries.user(current, row_id).user
    end_sessions_of(current, found)
    flash(_("Every session of %(name)s has ended.", name=found.display_name), "ok")
    return redirect(_page_of(found), TAKEN)


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
