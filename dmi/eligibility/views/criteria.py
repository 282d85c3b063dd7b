"""The questions of a review: which version is in force, and a prosecutor's approval of the next."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import dmi.eligibility.views.writes  # noqa: F401 - the pages beside this one
from dmi.eligibility.acts.criteria import approve_criteria
from dmi.eligibility.queries.reviewing import criteria_in_force, criteria_of
from dmi.eligibility.views.pages import READERS, bp
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.web.forms import PageForm
from dmi.web.frame import language
from dmi.web.guard import Declared, acting, page

APPROVE = Declared(DataClass.SETTINGS, roles=frozenset({Role.PROSECUTOR}))


@page(bp, "/criteria", declared=Declared(DataClass.SETTINGS, roles=READERS))
def criteria() -> ResponseReturnValue:
    """Show the questions in force, or those that wait for a prosecutor's approval."""
    current = acting()
    version = criteria_in_force(current)
    kept = criteria_of(current, version.id) if version else load(current.profile).criteria
    english = language() == "en"
    return render_template(
        "eligibility/criteria.html",
        version=version,
        questions=[(one.code, one.text_en if english else one.text_es) for one in kept],
        form=PageForm() if current.by.role is Role.PROSECUTOR else None,
    )


@page(bp, "/criteria", declared=APPROVE, methods=("POST",), endpoint="approve_criteria")
def approve() -> ResponseReturnValue:
    """Put the profile's questions in force under the prosecutor's name."""
    version = approve_criteria(acting(), None)
    flash(_("Version %(number)d of the criteria is in force.", number=version.number), "ok")
    return redirect(url_for("eligibility.criteria"), 303)
