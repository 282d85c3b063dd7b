"""Refused proofs of who somebody is: counted by account and by address, in the database.

Five in 15 minutes hold an account back for as long; ten in a day lock it until a second
person frees it; ten in 5 minutes hold an address back (security.md S11, decisions 4.5). A try
that was held back anyway counts for the address alone: nobody is locked out by waiting badly.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dmi.access.models.factors import SignInFailure
from dmi.access.words import FailureKind
from dmi.store.keys import vault

HELD_BACK_AFTER = 5
HELD_BACK_FOR = timedelta(minutes=15)
LOCKED_AFTER = 10
LOCKED_WITHIN = timedelta(days=1)
ADDRESS_AFTER = 10
ADDRESS_WITHIN = timedelta(minutes=5)


def account_of(sign_in_name: str) -> str:
    """Return the keyed hash under which an account's failures are kept."""
    return vault().index("account", sign_in_name)


def note(
    session: Session, account: str, address: str, at: datetime, kind: FailureKind
) -> SignInFailure:
    """Keep one failure; those that no count reaches any more are dropped on the way."""
    session.execute(delete(SignInFailure).where(SignInFailure.at < at - LOCKED_WITHIN))
    failure = SignInFailure(
        id=uuid4(),
        account_index=account,
        address_hash=vault().index("address", address),
        at=at,
        kind=kind,
    )
    session.add(failure)
    session.flush()
    return failure


def is_held_back(session: Session, account: str, address: str, at: datetime) -> bool:
    """Tell whether the account or the address must wait, whatever it proves."""
    tried = of_account(session, account, at - HELD_BACK_FOR)
    query = select(func.count()).where(
        SignInFailure.address_hash == vault().index("address", address),
        SignInFailure.at > at - ADDRESS_WITHIN,
    )
    from_there = session.scalar(query) or 0
    return tried >= HELD_BACK_AFTER or from_there >= ADDRESS_AFTER


def of_account(session: Session, account: str, since: datetime) -> int:
    """Return how many failures an account has had since then."""
    query = select(func.count()).where(
        SignInFailure.account_index == account,
        SignInFailure.at > since,
        SignInFailure.kind != FailureKind.LOCKED,
    )
    return session.scalar(query) or 0


def forget(session: Session, account: str) -> None:
    """Drop the failures of an account: its owner has come in, or somebody has freed it."""
    session.execute(delete(SignInFailure).where(SignInFailure.account_index == account))
