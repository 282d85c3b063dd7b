"""What is handed to the defence, item by item; each item opens for itself."""

from uuid import UUID

import dmi.cases.guards  # noqa: F401 - registers the conditions of these steps
from dmi.access import granting
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.access.models.grants import Disclosure
from dmi.cases.queries import buys_behind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.roles import Role


@act("DS.disclose", needs=("to_user_id", "why"))
def disclose(
    acting: Acting, pathway: Pathway, *, to_user_id: UUID, items: list[UUID], why: str
) -> Disclosure:
    """Hand named items to a defender with a mandate and open each of them."""
    row = Disclosure(
        to_user_id=to_user_id, items=[str(item) for item in items], why=why, at=acting.at
    )
    acting.add(row, under=pathway)
    acting.session.flush()
    for item in (*items, *buys_behind(acting, items)):
        granting.open_grants(
            acting,
            "DS.disclose",
            row,
            Role.DEFENDER,
            (DataClass.EVIDENCE,),
            user=to_user_id,
            condition=Condition.AFTER_DISCLOSURE,
            item=item,
        )
    return row


@act("DS.withdraw_disclosure")
def withdraw_disclosure(acting: Acting, disclosure: Disclosure, *, reason: str) -> None:
    """Take the items back; the reason stands on the move."""
    del reason
    granting.end_grants_of(acting, disclosure.id)
