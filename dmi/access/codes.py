"""Codes that open an account once, and the words that keep it afterwards."""

import secrets

from werkzeug.security import check_password_hash, generate_password_hash

CODE_BYTES = 12


def new_code() -> str:
    """Return a code that is shown once and kept only as its hash."""
    return secrets.token_urlsafe(CODE_BYTES)


def hash_secret(secret: str) -> str:
    """Return the scrypt hash of a code or a password."""
    return generate_password_hash(secret, method="scrypt")


def fits(kept: str | None, secret: str) -> bool:
    """Tell whether a secret is the one that was kept."""
    return bool(kept) and check_password_hash(str(kept), secret)
