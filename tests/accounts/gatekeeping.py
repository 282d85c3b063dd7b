"""Somebody with a password and a telephone, and what they type at the gate."""

import re

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dmi.access.codes import hash_secret
from dmi.access.models.users import User
from dmi.accounts import factors
from tests.conftest import Clock
from tests.pages import says
from tests.people import Town

PASSWORD = "una laguna verde con garzas"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HALF_MINUTE = 30


def with_telephone(town: Town, name: str, secret: str = SECRET) -> User:
    """Give a user of the town a password and a second factor."""
    user = town.users[name]
    user.password_hash = hash_secret(PASSWORD)
    user.factor_secret = secret
    town.session.commit()
    return user


def recovery_codes(town: Town, user: User) -> list[str]:
    """Give a user ten recovery codes."""
    codes = factors.new_recovery_codes(town.session, user)
    town.session.commit()
    return codes


def code_at(clock: Clock, secret: str = SECRET, steps: int = 0) -> str:
    """Return what the telephone shows ``steps`` half minutes from now."""
    return pyotp.TOTP(secret).at(clock().timestamp() + steps * HALF_MINUTE)


def knock(
    client: FlaskClient, name: str, password: str, code: str, address: str = "127.0.0.1"
) -> TestResponse:
    """Try to sign in from an address."""
    client.delete_cookie("dmi_session")
    typed = {"sign_in_name": name, "password": password, "code": code}
    return client.post("/sign-in", data=typed, environ_base={"REMOTE_ADDR": address})


def shown_secret(answer: TestResponse) -> tuple[str, str]:
    """Return the secret that a page shows for typing, and the form's signed copy of it."""
    page = says(answer)
    (typed,) = re.findall(r"<code>([A-Z2-7 ]{39})</code>", page)
    (signed,) = re.findall(r'name="secret" type="hidden" value="([^"]+)"', page)
    return typed.replace(" ", ""), signed


def shown_codes(answer: TestResponse) -> list[str]:
    """Return the recovery codes that a page shows once."""
    assert answer.status_code == 200, answer.status_code
    return re.findall(r"<code>([2-9A-Z]{5}-[2-9A-Z]{5})</code>", says(answer))
