"""Forms about the gate."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField

from dmi.web.forms import PageForm


class SignInForm(PageForm):
    """Name and password."""

    sign_in_name = StringField(_l("User name"))
    password = PasswordField(_l("Password"))


class StepUpForm(PageForm):
    """The password once more."""

    password = PasswordField(_l("Your password"))
