"""Two people at one row: the second is told, sees both texts, and loses nothing."""

from typing import Any

from flask import render_template, request
from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.store.base import Record
from dmi.store.database import begin_writing
from dmi.web import drafts
from dmi.web.forms import RESERVED, PageForm
from dmi.web.typed import Parts, beside, said, words_of


def conflict(
    acting: Acting,
    row: Record,
    form: PageForm,
    *,
    title: str,
    facts: list[tuple[str, str]],
    back_href: str,
) -> str:
    """Keep what was typed as a draft and show it beside what stands now.

    Only somebody who may know the row comes here: the views fetch it by sight before.
    """
    begin_writing(acting.session)
    is_kept = drafts.save(acting, row, form, title)
    compared: list[tuple[str, Parts, Parts]] = []
    own: list[tuple[str, Parts]] = []
    for field in form:
        if field.name in RESERVED or hasattr(field, "kept"):
            continue
        label, typed = str(field.label.text), words_of(field)
        standing = getattr(row, field.name, None)
        if isinstance(standing, str) and standing:
            left, right = beside(said(standing), typed)
            compared.append((label, left, right))
            own.append((label, right))
        elif typed != "–":
            own.append((label, [(typed, False)]))
    changed = _last_change(acting, row)
    return render_template(
        "errors/conflict.html",
        changed=changed,
        row_title=title,
        theirs=[(label, [(value, False)]) for label, value in facts]
        + [(label, left) for label, left, _right in compared],
        own=own,
        is_kept=is_kept,
        form_href=request.path,
        back_href=back_href,
    )


def _last_change(acting: Acting, row: Record) -> dict[str, Any] | None:
    """Return who changed the row last, and when; the row itself is known to the reader."""
    query = (
        select(User.display_name, Move.at, Move.step)
        .join(User, User.id == Move.actor_id)
        .where(Move.object_ref == row.id)
        .order_by(Move.seq.desc())
        .limit(1)
    )
    found = acting.session.execute(query).one_or_none()
    return {"name": found[0], "at": found[1]} if found is not None else None
