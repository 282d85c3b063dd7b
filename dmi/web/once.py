"""A form takes effect once, however often it is sent: twice by a hand, or again by a network.

Every form carries a key of its own. What is kept is a keyed hash of key and content and where
the first answer led, in the same transaction as the act (security.md S26, K7).
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import delete
from werkzeug.wrappers import Response

from dmi.access.acting import Acting
from dmi.kernel.refusals import AlreadySent
from dmi.store.database import queue_up
from dmi.store.keys import vault
from dmi.web import drafts
from dmi.web.models import Idempotency

FIELD = "once"
KEPT_FOR = timedelta(days=2)
_LONGEST_KEY = 64
_LONGEST_WAY = 300
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent under which key, both as keyed hashes."""

    acting: Acting
    key: str
    body_mac: str

    @classmethod
    def of_request(cls, acting: Acting) -> "Sent | None":
        """Return what this request sends, or nothing where its form has no key."""
        key = request.form.get(FIELD, "")
        if not key or len(key) > _LONGEST_KEY or drafts.FIELD in request.form:
            return None
        box = vault()
        mac = box.index("sent", _content())
        return cls(acting, box.index("once", f"{acting.by.id}:{key}"), mac)

    def answered(self) -> Response | None:
        """Return where the first one led; the same key with other words is refused.

        Raises:
            AlreadySent: with the key, something else was sent and took effect.
        """
        queue_up(self.acting.session, self.key)
        kept = self.acting.session.get(Idempotency, self.key)
        if kept is None:
            return None
        if kept.body_mac != self.body_mac:
            raise AlreadySent
        flash(_("This had been sent already; it was done once."), "info")
        return redirect(kept.redirect, 303)

    def keep(self, answer: ResponseReturnValue) -> None:
        """Keep where an accepted form led; those that nobody sends again are dropped."""
        status, way = status_of(answer)
        session, now = self.acting.session, self.acting.at
        if status >= _REFUSED or session.get(Idempotency, self.key) is not None:
            return
        session.execute(
            delete(Idempotency).where(
                Idempotency.user_id == self.acting.by.id, Idempotency.at < now - KEPT_FOR
            )
        )
        session.add(
            Idempotency(
                key=self.key,
                user_id=self.acting.by.id,
                body_mac=self.body_mac,
                redirect=way if len(way) <= _LONGEST_WAY else "/",
                at=now,
            )
        )


def _content() -> str:
    """Return a hash of address and content; a file by its bytes."""
    whole = hashlib.sha256(request.path.encode())
    for name, values in sorted(request.form.lists()):
        if name not in {"csrf_token", FIELD}:
            whole.update(repr((name, values)).encode(errors="surrogatepass"))
    for name, files in sorted(request.files.lists()):
        for one in files:
            whole.update(repr((name, one.filename)).encode(errors="surrogatepass"))
            whole.update(hashlib.sha256(one.stream.read()).digest())
            one.stream.seek(0)
    return whole.hexdigest()


def status_of(answer: ResponseReturnValue) -> tuple[int, str]:
    """Return the status of a view's answer and where it leads."""
    if isinstance(answer, tuple):
        return int(answer[1]) if isinstance(answer[1], int) else 200, "/"
    if isinstance(answer, str):
        return 200, "/"
    return int(getattr(answer, "status_code", 200)), str(getattr(answer, "location", "") or "/")
