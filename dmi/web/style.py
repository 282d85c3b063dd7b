"""The page of every part in every state; in the demo only, for eyes and for the axe test."""

from datetime import date, timedelta

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, PasswordField

from dmi.kernel.words import N_
from dmi.policy.states import Stage, StageGroup
from dmi.policy.worded import Worded
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.guard import Declared, acting, page
from dmi.web.texts import DayField, Line, MomentField, NumberField, Text

bp = Blueprint("style", __name__)


class Sample(Worded):
    """Three answers of a sample question."""

    YES = "YES", N_("Yes")
    NO = "NO", N_("No")
    UNKNOWN = "UNKNOWN", N_("Not known")


class SampleForm(PageForm):
    """One field of every kind."""

    line = Line(_l("Name"), description=_l("As the person says it."))
    text = Text(_l("Reasons"), shortest=40)
    day = DayField(_l("Day"), future=False)
    moment = MomentField(_l("Day and hour"), needed=False)
    weight = NumberField(_l("Net weight"), unit="g")
    secret = PasswordField(_l("Password"))
    few = ChoiceField(_l("Did the person come?"), Sample)
    stages = PickField(_l("Stage"), Stage)
    groups = ChoiceField(_l("Group"), StageGroup)
    several = TicksField(_l("What was in sight?"), Sample)
    file = FileField(_l("File"))
    agreed = BooleanField(_l("I have no kinship, friendship or interest in this case"))


@page(bp, "/style", declared=Declared(None))
def style() -> ResponseReturnValue:
    """Show every part in every state."""
    if not current_app.extensions["dmi_settings"].is_demo:
        abort(404)
    today = acting().today
    return render_template(
        "style.html",
        sample=_form("plain", {"line": "Sara", "day": f"{today:%d-%m-%Y}", "few": "YES"}, today),
        wrong=_form("wrong", {"day": "31-02-2026", "weight": "x", "text": "…"}, today, check=True),
        today=today,
        days=[today + timedelta(days=ahead) for ahead in (-2, 0, 1, 3, 9)],
        stages=Stage,
    )


def _form(prefix: str, typed: dict[str, str], today: date, *, check: bool = False) -> SampleForm:
    data = MultiDict({f"{prefix}-{name}": value for name, value in typed.items()})
    form = SampleForm(data, prefix=prefix, meta={"csrf": False})
    form.today = today
    if check:
        form.validate()
    return form
