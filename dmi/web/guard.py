"""The front door: default deny, one actor per request, one transaction, reads written down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec
from uuid import uuid4

from flask import Blueprint, Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.audit import record_event, record_reads
from dmi.access.words import AuditOutcome
from dmi.kernel.refusals import NotKnown, Refusal, Stale
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.model import Step
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.store.database import begin_writing, db

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

_OPENS = frozenset({Access.R, Access.W, Access.C})
"""Rights that open a page by themselves; status, counts and metadata only do where a page says."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_ENDPOINTS = frozenset({"static", "bootstrap.static"})
ROW_PAGES: dict[type[Record], str] = {}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route touches: nobody reaches a route that did not say so.

    Attributes:
        data_class: the class whose read right opens the page; nothing for pages of the gate.
        step: the step of the policy table that the page takes, if it is one.
        signed_in: whether somebody must be signed in.
        roles: the only roles that may come, where the class alone would let in more.
    """

    data_class: DataClass | None
    step: Step | None = None
    signed_in: bool = True
    roles: frozenset[Role] = frozenset()

    def admits(self, role: Role) -> bool:
        """Tell whether a role may reach the page at all."""
        if self.step is not None:
            return any(role in pair for pair in self.step.who)
        if self.data_class is None:
            return not self.roles or role in self.roles
        held = right(role, self.data_class).access
        if self.roles:
            return role in self.roles and bool(held)
        return bool(held & _OPENS)


def page(
    bp: Blueprint,
    rule: str,
    *,
    reads: DataClass | None = None,
    methods: tuple[str, ...] = ("GET",),
    shows: type[Record] | None = None,
    declared: Declared | None = None,
    roles: frozenset[Role] = frozenset(),
    endpoint: str | None = None,
) -> Callable[[View[P]], View[P]]:
    """Register a route with what it touches; ``shows`` makes it the page of a model's rows."""
    says = declared or Declared(reads, roles=roles)

    def register(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            return _run(view, says, args, kwargs)

        guarded.declared = says  # type: ignore[attr-defined]
        name = endpoint or view.__name__
        bp.add_url_rule(rule, name, guarded, methods=list(methods))
        if shows is not None:
            ROW_PAGES[shows] = f"{bp.name}.{name}"
        return guarded

    return register


def opens_to(role: Role, model: type[Record]) -> bool:
    """Tell whether a role may reach the page of a model's rows at all."""
    endpoint = ROW_PAGES.get(model)
    if endpoint is None:
        return False
    declared: Declared = getattr(current_app.view_functions[endpoint], "declared")  # noqa: B009 - set by page
    return declared.admits(role)


def acting() -> Acting:
    """Return who acts in this request."""
    current: Acting = g.acting
    return current


def _run(
    view: Callable[..., ResponseReturnValue],
    says: Declared,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> ResponseReturnValue:
    session = db.session()
    if request.method not in SAFE_METHODS:
        begin_writing(session)
    try:
        if says.signed_in and not says.admits(acting().by.role):
            raise NotKnown
        answer = view(*args, **kwargs)
        if request.method not in SAFE_METHODS:
            session.commit()
        elif says.signed_in:
            _write_reads_down()
    except StaleDataError as cause:
        session.rollback()
        raise Stale from cause
    except Refusal as refusal:
        session.rollback()
        if isinstance(refusal, NotKnown) and says.signed_in:
            _write_denial_down()
        raise
    return answer


def _write_reads_down() -> None:
    """Commit the read entry in its own short transaction before the response leaves."""
    current = acting()
    if not current.seen:
        return
    session = db.session()
    session.rollback()
    try:
        begin_writing(session)
        record_reads(current, str(request.endpoint))
        session.commit()
    except SQLAlchemyError as cause:
        session.rollback()
        raise ServiceUnavailable from cause


def _write_denial_down() -> None:
    session = db.session()
    begin_writing(session)
    details = {"endpoint": str(request.endpoint), "method": request.method}
    record_event(acting(), "web.page.denied", AuditOutcome.DENY, details)
    session.commit()


def check_declared(app: Flask) -> None:
    """Refuse to start with a route that does not declare what it touches (S1)."""
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in OPEN_ENDPOINTS
        and not hasattr(app.view_functions[rule.endpoint], "declared")
    ]
    if silent:
        message = f"routes without a declaration: {', '.join(sorted(silent))}"
        raise RuntimeError(message)


def begin_request() -> None:
    """Give the request its instant and its id, and let nobody act yet.

    A browser says where an unsafe request comes from: another site's is refused before
    anything is looked at, whatever token it carries.
    """
    from_elsewhere = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
    if request.method not in SAFE_METHODS and from_elsewhere:
        raise BadRequest
    g.at = current_app.extensions["dmi_now"]()
    g.request_id = uuid4().hex
    db.session().info[sight.ACTING] = None
