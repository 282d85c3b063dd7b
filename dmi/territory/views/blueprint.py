"""The blueprint of the territory's pages, who may come to them, and the way between them."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, g, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, Condition, right
from dmi.policy.roles import Role
from dmi.web.guard import Declared, acting, admits

bp = Blueprint("territory", __name__)

READERS = frozenset(
    role
    for role in Role
    if right(role, DataClass.TERRITORY).access
    and Condition.PUBLIC_PART not in right(role, DataClass.TERRITORY).conditions
)
WRITERS = frozenset(role for role in Role if may_write(role, DataClass.TERRITORY))
JUDGES = frozenset(role for role in Role if Access.W in right(role, DataClass.COMPLAINTS).access)
NEW = Declared(DataClass.TERRITORY, roles=WRITERS)


@bp.context_processor
def ways() -> dict[str, Any]:
    """Give the templates the parts of the territory that this reader may come to."""
    parts = (
        ("territory.home", _("Map")),
        ("territory.sectors", _("Sectors and markets")),
        ("territory.points", _("Points of sale")),
        ("territory.complaints", _("Complaints")),
        ("territory.hotspots", _("Rankings")),
        ("territory.procedures", _("Police procedures")),
        ("territory.schools", _("Schools")),
        ("territory.excluded_places", _("Excluded places")),
    )
    if "acting" not in g:
        return {}
    role = acting().by.role
    open_ones = [
        (label, url_for(endpoint), request.endpoint == endpoint)
        for endpoint, label in parts
        if admits(endpoint, role)
    ]
    return {"territory_ways": open_ones, "amount": amount}


def amount(value: Decimal) -> str:
    """Return an amount as the reader writes numbers, without needless zeros."""
    return str(format_decimal(value.normalize()))
