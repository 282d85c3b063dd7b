"""One's own drafts: what was begun and not sent."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.accounts.views.signing import ANYBODY, bp
from dmi.web import drafts, extra
from dmi.web.guard import acting, page


@page(bp, "/my-drafts", declared=ANYBODY)
def my_drafts() -> ResponseReturnValue:
    """List what one has begun to write, the latest first; nobody else sees any of it."""
    rows = [(one, drafts.href_of(one)) for one in drafts.all_of(acting())]
    return render_template("accounts/drafts.html", rows=rows)


@page(bp, "/my-drafts/discard", declared=ANYBODY, methods=("POST",))
def discard_draft() -> ResponseReturnValue:
    """Forget one draft of one's own."""
    extra.expects("which")
    current = acting()
    asked = request.form.get("which", "")
    for one in drafts.all_of(current):
        if str(one.id) == asked:
            drafts.drop(current, one.object_ref, one.form)
            flash(_("The draft is gone."), "info")
    return redirect(url_for("accounts.my_drafts"), 303)
