"""The second factor: codes of the telephone (TOTP, RFC 6238) and ten that replace them once."""

import hmac
import secrets
from datetime import datetime

import pyotp
import segno
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from dmi.access.models.factors import RecoveryCode
from dmi.access.models.users import User
from dmi.store.keys import vault

STEP_SECONDS = 30
DRIFT_STEPS = 1
RECOVERY_CODES = 10
_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"
_HALF = 5
_MINUTES_TO_SET_UP = 30
_PURPOSE = "recovery"


def new_secret() -> str:
    """Return a new secret of 160 bits in Base32."""
    return pyotp.random_base32()


def sign_secret(secret: str) -> str:
    """Return a secret that nobody has yet, as the form that sets it up carries it."""
    return str(_signer().dumps(secret))


def read_secret(signed: str) -> str | None:
    """Return the secret that the form carried; nothing if it is altered or too old."""
    try:
        secret: str = _signer().loads(signed, max_age=60 * _MINUTES_TO_SET_UP)
    except BadSignature:
        return None
    return secret


def picture_of(secret: str, issuer: str, name: str) -> str:
    """Return the code that a telephone photographs, as an image within the page."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)
    return segno.make(address, error="m", micro=False).png_data_uri(scale=5, border=4)


def in_fours(secret: str) -> str:
    """Return a secret in groups of four, for who types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """Return the half minute to which a code belongs, one before or after included."""
    bare = "".join(code.split())
    now = int(at.timestamp()) // STEP_SECONDS
    made = pyotp.TOTP(secret)
    for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1):
        if hmac.compare_digest(made.generate_otp(step).encode(), bare.encode()):
            return step
    return None


def fits(session: Session, user: User, code: str, at: datetime) -> bool:
    """Tell whether a code proves the second factor, and use it up."""
    if not user.factor_secret:
        return False
    step = step_of(user.factor_secret, code, at)
    if step is None:
        return _spend(session, user, code, at)
    if user.factor_step is not None and step <= user.factor_step:
        return False
    user.factor_step = step
    return True


def set_up(session: Session, user: User, secret: str, step: int) -> list[str]:
    """Keep a proven secret and return ten recovery codes, shown this once."""
    user.factor_secret = secret
    user.factor_step = step
    return new_recovery_codes(session, user)


def new_recovery_codes(session: Session, user: User) -> list[str]:
    """Return ten new codes; those before them end."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [f"{_half()}-{_half()}" for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(code_hash=_hash(user, code), user_id=user.id) for code in codes)
    session.flush()
    return codes


def recovery_codes_left(session: Session, user: User) -> int:
    """Return how many recovery codes have not been used."""
    query = select(func.count()).where(
        RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(query) or 0


def _spend(session: Session, user: User, code: str, at: datetime) -> bool:
    found = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.code_hash == _hash(user, code), RecoveryCode.used_at.is_(None))
        .values(used_at=at)
        .returning(RecoveryCode.code_hash)
    )
    return found.one_or_none() is not None


def _hash(user: User, code: str) -> str:
    bare = "".join(sign for sign in code.upper() if sign.isalnum())
    return vault().index(_PURPOSE, f"{user.id}:{bare}")


def _half() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_HALF))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(vault().secret("second factor").hex(), salt="set up")
