"""Conditions of accounts and of the roles they hold."""

from sqlalchemy import func, select

from dmi.access import failures
from dmi.access.guards import Gap, Look, guard
from dmi.access.models.grants import Assignment
from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, User
from dmi.policy.roles import ROLE_FACTS, Role
from dmi.policy.states import GrantStatus, RoleGrantStatus


@guard("installation_is_empty")
def installation_is_empty(look: Look) -> Gap:
    """The first users are made while nobody but the scheduler stands in the book."""
    query = select(func.count()).select_from(User).where(User.id != look.acting.by.id)
    return {} if look.acting.session.scalar(query) else None


@guard("confirmer_not_proposer")
def confirmer_not_proposer(look: Look) -> Gap:
    """Whoever proposed a user or a role does not confirm it."""
    return {} if look.row.proposed_by == look.acting.by.id else None


@guard("confirmer_not_self")
def confirmer_not_self(look: Look) -> Gap:
    """Nobody changes their own account."""
    mine = {look.acting.by.id} | ({look.acting.first.id} if look.acting.first else set())
    return {} if look.row.id in mine else None


@guard("too_many_failures")
def too_many_failures(look: Look) -> Gap:
    """An account is locked after ten refused proofs within a day."""
    account = failures.account_of(look.row.sign_in_name)
    since = look.acting.at - failures.LOCKED_WITHIN
    tried = failures.of_account(look.acting.session, account, since)
    return None if tried >= failures.LOCKED_AFTER else {}


@guard("grantee_not_proposer")
def grantee_not_proposer(look: Look) -> Gap:
    """Nobody proposes a role for themselves."""
    return {} if look.row.id == look.acting.by.id else None


@guard("grantee_not_confirmer")
def grantee_not_confirmer(look: Look) -> Gap:
    """Nobody confirms a role for themselves."""
    return {} if look.row.user_id == look.acting.by.id else None


@guard("role_fits_agency", of_form=True)
def role_fits_agency(look: Look) -> Gap:
    """An institution holds only the roles of its kind."""
    role = look.field("role")
    agency = look.acting.session.get(Agency, look.row.agency)
    if role is None or agency is None or agency.agency_type in ROLE_FACTS[role].agency_types:
        return None
    return {"institution": agency.name, "role": role}


@guard("role_fits_others", of_form=True)
def role_fits_others(look: Look) -> Gap:
    """Nobody holds two roles that the table keeps apart."""
    role, user_id = _wanted(look)
    if role is None:
        return None
    query = select(RoleGrant.role).where(
        RoleGrant.user_id == user_id,
        RoleGrant.status == RoleGrantStatus.GRANTED,
        RoleGrant.role != role,
    )
    held = set(look.acting.session.scalars(query))
    clash = sorted(held & ROLE_FACTS[role].not_with)
    return {"role": role, "roles": clash} if clash else None


@guard("role_term_over")
def role_term_over(look: Look) -> Gap:
    """A role lapses on the day after its last."""
    until = look.row.until_on
    over = until is not None and until < look.acting.today
    return None if over else {"date": f"{until:%d-%m-%Y}" if until else "…"}


@guard("handover_done")
def handover_done(look: Look) -> Gap:
    """Nobody leaves while people are still assigned to them."""
    user_id = look.row.id if isinstance(look.row, User) else look.row.user_id
    query = select(func.count()).where(
        Assignment.user_id == user_id, Assignment.status == GrantStatus.IN_FORCE
    )
    left = look.acting.session.scalar(query)
    return {"n": left} if left else None


def _wanted(look: Look) -> tuple[Role | None, object]:
    if isinstance(look.row, RoleGrant):
        return look.row.role, look.row.user_id
    return look.field("role"), look.row.id
