"""Choosing a password with the code that opens an account once."""

import zxcvbn.matching
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access.codes import fits, hash_secret
from dmi.access.models.users import User
from dmi.policy.states import UserStatus

SHORTEST = 15
LONGEST = 128
CONTEXT = ("segunda", "oportunidad", "fiscalia", "municipalidad", "intervencion", "contrasena")
_COMMON = zxcvbn.matching.RANKED_DICTIONARIES["passwords"]
_SHORTEST_WORD = 4


def waiting(session: Session, sign_in_name: str, code: str) -> User | None:
    """Return the active user whom this code opens; a used or wrong code opens nobody."""
    query = select(User).where(User.sign_in_name == sign_in_name, User.status == UserStatus.ACTIVE)
    user = session.scalars(query).one_or_none()
    kept = user.one_time_code_hash if user and user.password_hash is None else None
    return user if fits(kept or _NOBODY, code) and kept else None


def is_weak(password: str, *own: str) -> bool:
    """Tell whether a password is known to everybody, or built on a name of the place."""
    folded = password.casefold()
    if folded in _COMMON or len(set(folded)) < _SHORTEST_WORD:
        return True
    bare = folded
    for word in sorted({*CONTEXT, *_words(own)}, key=len, reverse=True):
        bare = bare.replace(word, "")
    return len(bare) < SHORTEST and bare != folded


def choose(user: User, password: str) -> None:
    """Keep the password's hash; the code is spent."""
    user.password_hash = hash_secret(password)
    user.one_time_code_hash = None
    user.must_change_password = False


def _words(own: tuple[str, ...]) -> set[str]:
    parts = {part for text in own for part in text.casefold().replace(".", " ").split()}
    return {part for part in parts if len(part) >= _SHORTEST_WORD}


_NOBODY = hash_secret("nobody waits behind this code")
