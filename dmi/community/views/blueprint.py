"""The blueprint of the community's pages, who may write there, and the way between them."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, g, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from dmi.access.acts import may_write
from dmi.community.queries.area import sees_own_alone
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.territory.views.plain import LISTS
from dmi.web.guard import Declared, acting

bp = Blueprint("community", __name__)

WRITERS = frozenset(role for role in Role if may_write(role, DataClass.COMMUNITY))
NEW = Declared(DataClass.COMMUNITY, writes=True)
PARTS = {
    "community.areas": N_("By area"),
    "community.partners": N_("Partners"),
    "community.contacts": N_("Meetings and campaigns"),
    "community.works": N_("Works in the area"),
    "community.surveys": N_("Residents' survey"),
}
LISTS.update(PARTS)


@bp.context_processor
def ways() -> dict[str, Any]:
    """Give the templates the parts of the community, and whether the reader writes or sees all."""
    if "acting" not in g:
        return {}
    role = acting().by.role
    parts = [
        (_(label), url_for(endpoint), request.endpoint == endpoint)
        for endpoint, label in PARTS.items()
    ]
    return {
        "community_ways": parts,
        "writes": role in WRITERS,
        "own_alone": sees_own_alone(role),
        "whole": whole,
    }


def percent(value: Decimal) -> str:
    """Return a percentage as the reader writes numbers, without needless zeros."""
    return str(_("%(number)s %%", number=format_decimal(value.normalize())))


def whole(value: int) -> str:
    """Return a whole number as the reader writes it."""
    return str(format_decimal(value))
