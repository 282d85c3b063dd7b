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
from werkzeug.exceptions import BadRequest, SecurityError, ServiceUnavailable

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.audit import record_event, record_reads
from dmi.access.undone import signers_at_most
from dmi.access.words import AuditOutcome
from dmi.kernel.refusals import NotKnown, Refusal, Stale
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.model import Step
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.store.database import begin_writing, db
from dmi.store.database_roles import DatabaseRole, stand_as
from dmi.web import assets, drafts, once

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]

_OPENS = frozenset({Access.R, Access.W, Access.C})
"""Rights that open a page by themselves; status, counts and metadata only do where a page says."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_ENDPOINTS = assets.KEPT
ROW_PAGES: dict[type[Record], str] = {}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route touches: nobody reaches a route that did not say so.

    Attributes:
        data_class: the class whose read right opens the page; nothing for pages of the gate.
        step: the step of the policy table that the page takes, if it is one.
        signed_in: whether somebody must be signed in.
        roles: the only roles that may come, where the class alone would let in more.
        writes: whether only those come who may write the class.
    """

    data_class: DataClass | None
    step: Step | None = None
    signed_in: bool = True
    roles: frozenset[Role] = frozenset()
    writes: bool = False

    def admits(self, role: Role) -> bool:
        """Tell whether a role may reach the page at all."""
        if self.step is not None:
            return role in signers_at_most(self.step)
        if self.data_class is None:
            return not self.roles or role in self.roles
        if self.writes and not may_write(role, self.data_class):
            return False
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
    return endpoint is not None and admits(endpoint, role)


def admits(endpoint: str, role: Role) -> bool:
    """Tell whether a role may reach an endpoint at all."""
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
        if says.signed_in and (request.method not in SAFE_METHODS or says.step or says.writes):
            g.acting = session.info[sight.ACTING] = acting().in_ordinary()
        if request.method not in SAFE_METHODS:
            return _run_once(view, says, args, kwargs)
        answer = view(*args, **kwargs)
        if says.signed_in:
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


def _run_once(
    view: Callable[..., ResponseReturnValue],
    says: Declared,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> ResponseReturnValue:
    sent = once.Sent.of_request(acting()) if says.signed_in else None
    answer = (sent.answered() if sent else None) or view(*args, **kwargs)
    if sent is not None:
        sent.keep(answer)
    if says.signed_in and "row_id" in kwargs and drafts.FIELD not in request.form:
        drafts.drop_if_sent(acting(), kwargs["row_id"], once.status_of(answer)[0])
    db.session().commit()
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


def write_apart(deed: Callable[[], None]) -> None:
    """Write something small in a short transaction of its own."""
    session = db.session()
    session.rollback()
    begin_writing(session)
    deed()
    session.commit()


def _write_denial_down() -> None:
    details = {"endpoint": str(request.endpoint), "method": request.method}
    write_apart(lambda: record_event(acting(), "web.page.denied", AuditOutcome.DENY, details))


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
    anything is looked at, whatever token it carries. So is one for a host that is not ours.
    """
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception
    from_elsewhere = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
    if request.method not in SAFE_METHODS and from_elsewhere:
        raise BadRequest
    g.at = current_app.extensions["dmi_now"]()
    g.request_id = uuid4().hex
    session = db.session()
    session.info[sight.ACTING] = None
    stand_as(session, DatabaseRole.ORDINARY)
