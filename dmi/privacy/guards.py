"""Conditions of a purge: the time is over, nothing holds it, and it is what was looked at."""

from dmi.access.guards import Gap, Look, guard
from dmi.kernel.local_time import local_day
from dmi.privacy.queries import retention as queries


@guard("retention_date_passed")
def retention_date_passed(look: Look) -> Gap:
    """The shortest time that the place may keep a person's data has run out, on every way."""
    found = queries.due(look.acting, look.row.person_id)
    if found is None:
        return {"date": "–"}
    return None if found[0] < look.acting.today else {"date": found[0].isoformat()}


@guard("no_legal_hold")
def no_legal_hold(look: Look) -> Gap:
    """No prosecutor holds what is about this person."""
    found = queries.holds(look.acting, look.row.person_id)
    return {"person": found[0][1]} if found else None


@guard("dry_run_shown")
def dry_run_shown(look: Look) -> Gap:
    """Somebody has looked at what would go, by class and number."""
    return None if look.row.dry_run_at is not None else {}


@guard("purge_list_unchanged")
def purge_list_unchanged(look: Look) -> Gap:
    """What goes is exactly what was looked at."""
    return None if look.row.list_hash == queries.list_hash(look.acting, look.row) else {}


@guard("purge_waiting_time_over")
def purge_waiting_time_over(look: Look) -> Gap:
    """There was time to stop it."""
    after = look.row.execute_after
    if after is not None and look.acting.at >= after:
        return None
    return {"date": local_day(after, look.acting.zone).isoformat() if after else "–"}
