"""What somebody is typing, kept on the server until it is sent.

A draft belongs to one user, one form and one row, is sealed with the key of the field it holds,
outlives the session and goes when the form takes effect (decisions 4.5, peers.md 3).
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from dmi.access.acting import Acting
from dmi.store.base import Record
from dmi.store.keys import KeyLost, vault
from dmi.web.forms import RESERVED, PageForm
from dmi.web.frame import hour
from dmi.web.models import Draft

Form = TypeVar("Form", bound=PageForm)

FIELD = "draft"
SAVE = "save"
DISCARD = "discard"
QUIETLY = "X-Draft"
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """One draft as its owner finds it again."""

    id: UUID
    form: str
    object_ref: UUID
    title: str
    fields: MultiDict[str, str]
    saved_at: datetime


def begin(
    kind: type[Form],
    acting: Acting,
    row: Record,
    typed: MultiDict[str, str] | None = None,
) -> Form:
    """Return a form about a row: as sent, as ``typed`` by a first person, or as kept."""
    kept = found(acting, row) if typed is None and request.method != "POST" else None
    given = kept.fields if kept is not None else typed
    form = kind(given) if given is not None else kind()
    form.restored_at = kept.saved_at if kept is not None else acting.at if typed else None
    form.at, form.today, form.zone = acting.at, acting.today, acting.zone
    form.fill(acting, row)
    return form


def answer(acting: Acting, row: Record, form: PageForm, title: str) -> Response | None:
    """Keep or drop the draft if the request asks for that and nothing else."""
    wanted = request.form.get(FIELD)
    if wanted == SAVE:
        if not save(acting, row, form, title):
            raise RequestEntityTooLarge
        if request.headers.get(QUIETLY):
            return Response(hour(acting.at), content_type="text/plain; charset=utf-8")
        flash(_("The draft is kept. Only you see it."), "ok")
        return redirect(request.path, 303)
    if wanted == DISCARD:
        drop(acting, row.id)
        flash(_("The draft is gone."), "info")
        return redirect(request.path, 303)
    return None


def save(acting: Acting, row: Record, form: PageForm, title: str) -> bool:
    """Keep what was typed, in place of what was kept before; tell whether it was kept."""
    fields = {
        field.name: request.form.getlist(field.name)[:100]
        for field in form
        if field.name not in RESERVED and not hasattr(field, "kept")
    }
    body = json.dumps({"title": title, "fields": fields})
    if len(body) > _LARGEST or not form.keeps_drafts():
        return False
    kept = _draft(acting, str(request.endpoint), row.id)
    if kept is None:
        kept = Draft(
            id=uuid4(), user_id=acting.by.id, form=str(request.endpoint), object_ref=row.id
        )
        acting.session.add(kept)
    kept.key_class = form.key_class or getattr(type(row), "__key_class__", "identity")
    kept.key_ref = row.id if getattr(type(row), "__owns_key__", False) else row.key_ref
    kept.body_sealed = vault().seal(kept.key_class, kept.key_ref, _place(kept.id), body)
    kept.saved_at = acting.at
    acting.session.flush()
    return True


def found(acting: Acting, row: Record) -> Kept | None:
    """Return the draft of this form about this row."""
    kept = _draft(acting, str(request.endpoint), row.id)
    return _opened(kept) if kept is not None else None


def all_of(acting: Acting) -> list[Kept]:
    """Return everybody's own drafts, the latest first."""
    query = select(Draft).where(Draft.user_id == acting.by.id).order_by(Draft.saved_at.desc())
    opened = [_opened(one) for one in acting.session.scalars(query.limit(50))]
    return [one for one in opened if one is not None]


def drop(acting: Acting, row_id: UUID, endpoint: str = "") -> None:
    """Forget a draft: it was sent, or nobody wants it."""
    acting.session.execute(
        delete(Draft).where(
            Draft.user_id == acting.by.id,
            Draft.form == (endpoint or str(request.endpoint)),
            Draft.object_ref == row_id,
        )
    )


def drop_if_sent(acting: Acting, row_id: UUID, status: int) -> None:
    """Forget the draft of a form that took effect; one that was refused keeps it."""
    if status < 400:  # noqa: PLR2004 - where refusals begin
        drop(acting, row_id)


def href_of(kept: Kept) -> str:
    """Return the page on which a draft goes on."""
    return url_for(kept.form, row_id=kept.object_ref)


def _draft(acting: Acting, endpoint: str, row_id: UUID) -> Draft | None:
    query = select(Draft).where(
        Draft.user_id == acting.by.id, Draft.form == endpoint, Draft.object_ref == row_id
    )
    return acting.session.scalars(query).one_or_none()


def _opened(kept: Draft) -> Kept | None:
    """Return a draft's words; with the person's key they are gone for good."""
    try:
        body: dict[str, Any] = json.loads(
            vault().open(kept.key_class, kept.key_ref, _place(kept.id), kept.body_sealed)
        )
    except KeyLost:
        return None
    pairs = [(name, one) for name, values in body["fields"].items() for one in values]
    return Kept(kept.id, kept.form, kept.object_ref, body["title"], MultiDict(pairs), kept.saved_at)


def _place(draft_id: UUID) -> bytes:
    return f"drafts.body_sealed.{draft_id}".encode()
