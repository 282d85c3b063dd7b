"""The condition of a call-in that reads who speaks for the area."""

from dmi.access.guards import Gap, Look, guard
from dmi.community.queries.partner import speakers_of


@guard("speakers_confirmed")
def speakers_confirmed(look: Look) -> Gap:
    """Enough voices of the area agreed to speak since this wave was proposed."""
    least = look.acting.number("community_speakers_min")
    found = speakers_of(look.acting, look.row)
    if found >= least:
        return None
    return {"n": found, "min": least, "href": "/partners?speakers=1"}
