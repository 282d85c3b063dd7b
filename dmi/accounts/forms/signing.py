"""Forms about the gate and about one's own account."""

from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import ValidationError

from dmi.accounts import factors, passwords
from dmi.web.forms import PageForm
from dmi.web.texts import Filled, Line, PlainText

CODE = {"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "characters"}


class SignInForm(PageForm):
    """Name, password and the code of the telephone."""

    sign_in_name = StringField(
        _l("User name"), [PlainText()], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "current-password"})
    code = StringField(
        _l("Code"),
        description=_l("Six figures from the telephone, or one of your recovery codes."),
        render_kw=CODE,
    )


class StepUpForm(PageForm):
    """The code once more."""

    code = StringField(
        _l("Code"),
        description=_l("Six figures from the telephone, or one of your recovery codes."),
        render_kw=CODE,
    )


class FactorForm(PageForm):
    """A new second factor, proven by its first code; the secret comes back signed."""

    secret = HiddenField()
    proof = StringField(
        _l("Code that the telephone shows now"),
        validators=[Filled()],
        description=_l("Six figures; a new one every 30 seconds."),
        render_kw={**CODE, "inputmode": "numeric"},
    )
    step: int | None = None

    @property
    def bare_secret(self) -> str:
        """Return the secret of this form, a new one where none came back in time."""
        found = factors.read_secret(self.secret.data or "")
        if found is None:
            found = factors.new_secret()
            self.secret.data = factors.sign_secret(found)
        return found

    def validate_proof(self, field: Any) -> None:
        """Ask for the code that belongs to the secret shown."""
        secret = factors.read_secret(self.secret.data or "")
        if secret is None:
            raise ValidationError(_("The picture is too old. Photograph the new one."))
        self.step = factors.step_of(secret, field.data or "", g.at)
        if self.step is None:
            raise ValidationError(_("This code does not fit. Type the one shown now."))


class NewPasswordForm(PageForm):
    """A password chosen twice."""

    password = PasswordField(
        _l("New password"),
        validators=[Filled()],
        description=_l("15 characters or more; a sentence is easiest to keep."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same password again"),
        validators=[Filled()],
        render_kw={"autocomplete": "new-password"},
    )

    @property
    def own_name(self) -> str:
        """Return the name on which the password may not be built."""
        return ""

    def validate_password(self, field: Any) -> None:
        """Refuse what is short or long, known to everybody or built on a name of the place."""
        length = len(field.data or "")
        if length < passwords.SHORTEST:
            raise ValidationError(_("At least %(min)d characters.", min=passwords.SHORTEST))
        if length > passwords.LONGEST:
            raise ValidationError(_("At most %(max)d characters.", max=passwords.LONGEST))
        if passwords.is_weak(field.data, self.own_name):
            raise ValidationError(_("This password is easy to guess. Choose another."))

    def validate_again(self, field: Any) -> None:
        """Ask for the same words twice."""
        if field.data != self.password.data:
            raise ValidationError(_("The two passwords differ."))


class ChangePasswordForm(NewPasswordForm):
    """The password of who is signed in."""

    name = ""

    @property
    def own_name(self) -> str:
        """Return the user's name."""
        return self.name


class FirstSignInForm(NewPasswordForm, FactorForm):
    """The code that opens an account once, the password that keeps it, and the second factor."""

    sign_in_name = Line(_l("User name"), render_kw={"autocomplete": "username"})
    code = PasswordField(
        _l("One-time code"), validators=[Filled()], render_kw={"autocomplete": "off"}
    )

    @property
    def own_name(self) -> str:
        """Return the typed name."""
        return self.sign_in_name.data or ""
