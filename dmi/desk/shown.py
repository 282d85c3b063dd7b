"""From rows to what the desk's templates show."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dmi.access.acting import Acting
from dmi.access.models.records import Approval
from dmi.callin.models.letter import Letter
from dmi.cases.models import BankedCase
from dmi.checkins.models import CheckInSeries
from dmi.desk.queries.person import Told
from dmi.desk.queries.waiting import Waiting
from dmi.desk.rules import group_for, group_words, groups_of, is_hidden
from dmi.eligibility.models.review import Review
from dmi.kernel.calendar import age_on
from dmi.kernel.identifiers import format_run
from dmi.kernel.local_time import local_day, weekday_in_words
from dmi.kernel.words import N_
from dmi.owed.models import Task
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy import pathway as policy
from dmi.policy.classes import SENSITIVITY
from dmi.policy.roles import Role
from dmi.policy.states import STAGE_GROUP, StageGroup
from dmi.store.base import Record
from dmi.support.models.offer import Agreement
from dmi.territory.models.point import SalePoint
from dmi.violations.models.report import ViolationReport
from dmi.web.frame import day, hour, language
from dmi.web.naming import term
from dmi.web.rows import href_of
from dmi.web.sentences import label_of_step, word
from dmi.web.steps import STEP_PAGES

ICONS = {
    "P": "person-check",
    "B": "archive",
    "L": "envelope-paper",
    "D": "truck",
    "V": "flag",
    "C": "calendar-check",
    "E": "box-seam",
    "BY": "bag-check",
    "J": "bag-check",
    "OP": "ui-checks",
    "Y": "calendar-event",
}


def queue_row(one: Waiting, names: dict[UUID, str], today: date) -> dict[str, Any]:
    """Return one line of what waits; the name opens the person, the button the act."""
    subject = one.subject
    name = names.get(subject) if subject else None
    title = _(one.text) if one.text else label_of_step(policy.step(one.key))
    if isinstance(one.row, Approval):
        title = _("Second signature: %(step)s", step=title)
    if isinstance(one.row, SalePoint):
        name = one.row.code
    waits = not isinstance(one.row, Pathway)
    days = (today - local_day(one.row.created_at, current_app.extensions["dmi_zone"])).days
    return {
        "due": one.due_on,
        "when": ngettext("%(num)d day waiting", "%(num)d days waiting", days)
        if days and waits
        else "",
        "icon": one.icon,
        "title": title,
        "name": name or "",
        "name_href": url_for("desk.person", row_id=subject) if name and subject else None,
        "href": act_href(one),
        "act": _("Do it"),
    }


def act_href(one: Waiting) -> str:
    """Return the page of the act itself, or of the row where the act stands among others."""
    if isinstance(one.row, Approval):
        known = "accounts.approvals" in current_app.view_functions
        return url_for("accounts.approvals") if known else href_of(one.row)
    step_page = STEP_PAGES.get(one.key)
    if step_page is not None and step_page.model is type(one.row):
        return url_for(step_page.endpoint, row_id=one.row.id)
    return href_of(one.row)


def stations(role: Role, row: Pathway, told: list[Told]) -> list[dict[str, Any]]:
    """Return the line of the way as the role may know it."""
    groups = groups_of(role)
    here = group_for(role, row.stage)
    since = _since(told)
    reached = groups.index(here) if here in groups else len(groups) - 1
    found = []
    for place, group in enumerate(groups):
        state = "done" if place < reached else "todo"
        if place == reached:
            state = "now" if here in groups else "done"
        when = "" if state == "todo" else day(since.get(group))
        found.append(
            {"name": _(group_words(role, group)), "date": when, "state": state, "group": group}
        )
    return found


def _since(told: list[Told]) -> dict[StageGroup, Any]:
    """Return when each group was first reached, from the moves that the reader may know."""
    found: dict[StageGroup, Any] = {}
    stages = {str(stage): group for stage, group in STAGE_GROUP.items()}
    for one in told:
        if one.move.machine == "P" and one.move.to_status in stages:
            found[stages[one.move.to_status]] = one.move.at
    return found


def days_of(told: list[Told], role: Role) -> list[dict[str, Any]]:
    """Return the timeline by day, newest first."""
    found: list[dict[str, Any]] = []
    for one in told:
        when = local_day(one.move.at, current_app.extensions["dmi_zone"])
        if not found or found[-1]["on"] != when:
            weekday = weekday_in_words(when, language())
            found.append({"on": when, "day": day(when), "weekday": weekday, "entries": []})
        found[-1]["entries"].append(_entry(one, role))
    return found


def _entry(one: Told, role: Role) -> dict[str, Any]:
    move = one.move
    layer = SENSITIVITY.get(move.data_class)
    return {
        "hour": hour(move.at),
        "icon": ICONS.get(move.machine, "circle"),
        "title": _title(one),
        "line": _line(one, role),
        "sensitivity": str(layer) if layer else "",
        "group": "INVESTIGATION" if str(layer) == "A" else "SUPPORT",
    }


def _title(one: Told) -> str:
    move = one.move
    step = policy.STEPS.get(f"{move.machine}.{move.step}")
    return label_of_step(step) if step else word(move.data_class)


def _line(one: Told, role: Role) -> str:
    move = one.move
    states = policy.states_of(move.machine) if move.machine else None
    state = states(move.to_status) if states and move.to_status else None
    if move.machine == "P" and state is not None and is_hidden(role, state):  # type: ignore[arg-type]
        return one.who
    return f"{word(state)} · {one.who}" if state is not None else one.who


def person_facts(acting: Acting, person: Person | None, *, full: bool) -> str:
    """Return number and age for those who may know them."""
    if person is None or not full:
        return ""
    parts = []
    if person.run:
        parts.append(f"{term('national_number')} {format_run(person.run)}")
    born = person.birth_date
    if born is not None:
        years = age_on(born, acting.today)
        parts.append(ngettext("%(num)d year old", "%(num)d years old", years))
    return " · ".join(parts)


def related_links(rows: list[Record]) -> list[tuple[str, str, str]]:
    """Return what hangs on a person: its kind, how it stands, and its page."""
    return [(_(_KINDS[type(row)]), _stands(row), href_of(row)) for row in rows]


def _stands(row: Any) -> str:
    state = getattr(row, row.__state__) if row.__state__ else getattr(row, "status", None)
    return word(state) if state is not None else day(row.created_at)


def task_title(_acting: Acting, task: Task) -> str:
    """Return what a task asks for; the clockwork's own words stand in the catalogue."""
    return str(_(task.text))


_KINDS: dict[type[Record], str] = {
    Review: N_("Review"),
    BankedCase: N_("Banked case"),
    Letter: N_("Letter"),
    ViolationReport: N_("Report of possible non-compliance"),
    Agreement: N_("Agreement"),
    CheckInSeries: N_("Check-ins"),
}
