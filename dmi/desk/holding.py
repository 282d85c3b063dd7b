"""The part of a cohort's page that leads to its people, evidence, call-in and letters."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.desk.queries.holding import LISTS, Held, held
from dmi.desk.queries.names import names_of
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import EvidenceItem
from dmi.kernel.words import N_
from dmi.people.models.pathway import Pathway
from dmi.people.told import stage_words
from dmi.store.base import Record
from dmi.territory.models.cohort import Cohort
from dmi.territory.views.cohort import PARTS
from dmi.web.frame import day, moment
from dmi.web.guard import admits, opens_to
from dmi.web.rows import href_of
from dmi.web.sentences import word

HEADINGS: dict[type[Record], str] = {
    Pathway: N_("People"),
    Buy: N_("Buys"),
    EvidenceItem: N_("Evidence items"),
    Meeting: N_("Meetings"),
    Letter: N_("Letters"),
}


def cohort_part(current: Acting, cohort: Cohort) -> dict[str, Any]:
    """Return what the cohort holds of each kind whose own list is open to the reader."""
    kinds = [one for one, (endpoint, _kind) in LISTS.items() if admits(endpoint, current.by.role)]
    found = held(current, cohort, kinds)
    names = names_of(current, [row.subject_id for one in found for row in one.rows])
    return {"kinds": [_kind_shown(current, one, names) for one in found]}


def _kind_shown(current: Acting, one: Held, names: dict[Any, str]) -> dict[str, Any]:
    opens = opens_to(current.by.role, one.model)
    return {
        "heading": _(HEADINGS[one.model]),
        "of": one.of,
        "href": url_for(LISTS[one.model][0]),
        "rows": [
            (_called(row, names), _stands(current, row), href_of(row) if opens else "")
            for row in one.rows
        ],
    }


def _called(row: Any, names: dict[Any, str]) -> str:
    if isinstance(row, Buy):
        return moment(row.occurred_at)
    if isinstance(row, EvidenceItem):
        return moment(row.collected_at)
    if isinstance(row, Meeting):
        return day(row.held_at or row.proposed_at)
    return names.get(row.subject_id) or str(_("No name for your role"))


def _stands(current: Acting, row: Any) -> str:
    if isinstance(row, Pathway):
        return str(_(stage_words(current.by.role, row.stage)))
    return word(row.status)


PARTS["desk/_holding.html"] = cohort_part
