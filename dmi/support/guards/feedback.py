"""Conditions of complaints and praise: nobody answers for themselves."""

from uuid import UUID

from dmi.access.guards import Gap, Look, guard
from dmi.support.queries import feedback as queries


@guard("handler_not_involved", of_form=True)
def handler_not_involved(look: Look) -> Gap:
    """Whoever answers is none of those it is about, and has not the person's record."""
    handler = look.field("handler")
    if not isinstance(handler, UUID):
        return None
    about = {*look.row.about_users, *(str(one) for one in look.field("about_users") or ())}
    involved = str(handler) in about
    if not involved and not queries.works_with(look.acting, handler, look.row.subject_id):
        return None
    return {"person": queries.names_of_users(look.acting, [handler]).get(handler, "")}


@guard("handler_answers")
def handler_answers(look: Look) -> Gap:
    """The one who was named answers, and no other."""
    return None if look.row.handler_id == look.acting.by.id else {}
