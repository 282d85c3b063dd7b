"""What a page says by shape and colour: how near a day is, a stage's group, a field's control."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from dmi.kernel.local_time import to_local
from dmi.policy.states import STAGE_GROUP, Stage

NEAR_DAYS = 3
MOST_JOINED = 4
LONGEST_JOINED = 24
_WEEKDAYS = {
    "es": ("Lun", "Mar", "Mié", "Jue", "Vie", "Sáb", "Dom"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_KINDS = {
    "checkbox": "tick",
    "password": "password",
    "file": "file",
    "hidden": "hidden",
    "submit": "hidden",
}
_TYPES = {"DayField": "day", "MomentField": "moment", "NumberField": "number"}


@dataclass(frozen=True, slots=True)
class Urgency:
    """A deadline as a chip shows it.

    Attributes:
        level: bad, warn, later or plain; never the only carrier.
        icon: the shape that says the same.
        words: the same in words.
        iso: the instant for machines; empty where nothing is due.
        exact: the instant in full, for the title and for paper.
    """

    level: str
    icon: str
    words: str
    iso: str
    exact: str


def install(app: Flask) -> None:
    """Give templates the looks."""
    app.jinja_env.globals.update(
        urgency=urgency, group_of=group_of, field_kind=field_kind, option_shape=option_shape
    )
    app.jinja_env.filters["flatten_faults"] = flatten_faults


def urgency(due: date | None, at: date, left: int | None = None) -> Urgency:
    """Return how near a deadline is.

    Args:
        due: the day or the instant; None when nothing is due.
        at: the day or the instant of the page.
        left: days left in the deadline's own count (C21); calendar days if not given.
    """
    if due is None:
        return Urgency("plain", "", _("No deadline"), "", "")
    day = _day(due)
    ahead = (day - _day(at)).days
    hour = f", {_local(due):%H:%M}" if isinstance(due, datetime) else ""
    exact = f"{day:%d-%m-%Y}{hour}"
    if _is_past(due, at):
        return Urgency("bad", "exclamation-triangle-fill", _overdue(-ahead), due.isoformat(), exact)
    if ahead <= 1:
        words = _("Due today") if ahead == 0 else _("Due tomorrow")
        bad = "exclamation-triangle-fill"
        return Urgency("bad", bad, f"{words}{hour}", due.isoformat(), exact)
    count = ahead if left is None else left
    if count <= NEAR_DAYS:
        words = _in_days(count) if left is None else _in_working_days(count)
        return Urgency("warn", "hourglass-split", words, due.isoformat(), exact)
    name = _WEEKDAYS["en" if str(get_locale()) == "en" else "es"][day.weekday()]
    short = f"{name} {day:%d-%m}" if day.year == _day(at).year else f"{day:%d-%m-%Y}"
    return Urgency("later", "calendar3", short, due.isoformat(), exact)


def group_of(stage: Stage) -> str:
    """Return the class of the colours that a stage shares with its group."""
    return f"group-{STAGE_GROUP[stage].value.lower().replace('_', '-')}"


def field_kind(field: Any) -> str:
    """Return which control a form field wants."""
    for known in type(field).__mro__:
        if known.__name__ in _TYPES:
            return _TYPES[known.__name__]
    widget = type(field.widget).__name__
    if widget == "Select":
        return "ticks" if getattr(field.widget, "multiple", False) else "select"
    if widget == "ListWidget":
        inner = getattr(field.option_widget, "input_type", "radio")
        return "ticks" if inner == "checkbox" else "radio"
    if widget == "TextArea":
        return "area"
    return _KINDS.get(getattr(field.widget, "input_type", "text"), "text")


def option_shape(field: Any) -> str:
    """Return joined for up to four short options, long for the others."""
    labels = [str(option.label.text) for option in field]
    short = all(len(label) <= LONGEST_JOINED for label in labels)
    return "joined" if short and len(labels) <= MOST_JOINED else "long"


def flatten_faults(faults: Any) -> str:
    """Return the faults of a field, nested or not, as one text without repeats."""
    found: list[str] = []
    for fault in faults if isinstance(faults, (list, tuple)) else [faults]:
        text = flatten_faults(fault) if isinstance(fault, (list, tuple)) else str(fault)
        if text not in found:
            found.append(text)
    return " ".join(found)


def _local(value: datetime) -> datetime:
    return to_local(value, current_app.extensions["dmi_zone"])


def _day(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _is_past(due: date, at: date) -> bool:
    if isinstance(due, datetime) and isinstance(at, datetime):
        return due < at
    return _day(due) < _day(at)


def _overdue(days: int) -> str:
    if days == 0:
        return str(_("Overdue since today"))
    return str(ngettext("%(num)d day overdue", "%(num)d days overdue", days))


def _in_days(count: int) -> str:
    return str(ngettext("In %(num)d day", "In %(num)d days", count))


def _in_working_days(count: int) -> str:
    return str(ngettext("In %(num)d working day", "In %(num)d working days", count))
