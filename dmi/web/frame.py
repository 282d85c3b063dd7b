"""The frame of every page: rail, name, language and the functions that templates may call."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from dmi.access.acting import Emergency
from dmi.kernel.local_time import day_in_words, to_local
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.web import assets, heartbeat, looks
from dmi.web.naming import names_for
from dmi.web.rails import FOOT, RAILS, Entry
from dmi.web.sentences import word


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the rail."""

    label: str
    icon: str
    href: str
    current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The signed-in user in the top bar."""

    name: str
    initials: str
    role_label: str
    role: Role


@dataclass(slots=True)
class Frame:
    """What the layout needs; made once per page."""

    programme_name: str
    place: str
    demo: bool
    lang: str
    user: Shown | None = None
    rail: list[list[Item]] = field(default_factory=list)
    foot: list[Item] = field(default_factory=list)
    other_lang_href: str = ""
    search_href: str | None = None
    heartbeat_old: bool = False
    emergency: Emergency | None = None
    emergency_classes: str = ""
    now: datetime | None = None
    now_words: str = ""

    def csrf_token(self) -> str:
        """Return the token that every form carries."""
        return str(generate_csrf())


def install(app: Flask) -> None:
    """Give templates the frame and the formats."""
    app.context_processor(_context)
    assets.install(app)
    looks.install(app)
    app.jinja_env.globals.update(
        word=word, label=word, once=new_key, day=day, day_words=day_words, hour=hour, moment=moment
    )


def new_key() -> str:
    """Return the key of one form as it is shown: what carries it takes effect once."""
    return secrets.token_urlsafe(12)


def day(value: date | datetime | None) -> str:
    """Return dd-mm-yyyy in the place's time, or nothing."""
    if value is None:
        return ""
    return f"{_local(value):%d-%m-%Y}"


def day_words(value: date | datetime | None) -> str:
    """Return the weekday and the day in words."""
    if value is None:
        return ""
    found = _local(value)
    plain = found.date() if isinstance(found, datetime) else found
    return day_in_words(plain, language())


def hour(value: datetime | None) -> str:
    """Return HH:mm of the place."""
    return f"{_local(value):%H:%M}" if value is not None else ""


def moment(value: datetime | None) -> str:
    """Return day and hour of the place."""
    return f"{day(value)} {hour(value)}" if value is not None else ""


def language() -> str:
    """Return es or en."""
    return str(get_locale() or "es")[:2]


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime):
        return to_local(value, current_app.extensions["dmi_zone"])
    return value


def _context() -> dict[str, Any]:
    settings = current_app.extensions["dmi_settings"]
    acting = g.get("acting")
    programme, place = names_for(acting)
    frame = Frame(
        programme_name=programme,
        place=place,
        demo=settings.mode == "demo",
        lang=language(),
        other_lang_href=_href("accounts.language") if _speaks_two(settings.profile) else "",
        now=g.get("at"),
        now_words=day_words(g.get("at")),
    )
    if acting is not None:
        name = acting.by.name
        initials = "".join(part[0] for part in name.split()[:2]).upper()
        frame.user = Shown(name, initials, word(acting.by.role), acting.by.role)
        frame.rail = [_items(group) for group in RAILS.get(acting.by.role, ())]
        frame.foot = _items(FOOT)
        frame.search_href = _href("desk.search") or None
        frame.heartbeat_old = heartbeat.is_old(acting)
        _tell_of_emergency(frame)
    return {"ui": frame}


def _tell_of_emergency(frame: Frame) -> None:
    frame.emergency = g.get("emergency")
    if frame.emergency is not None:
        opened = [word(one) for one in DataClass if one in frame.emergency.classes]
        frame.emergency_classes = ", ".join(opened)


def _speaks_two(profile: str) -> bool:
    return len(load(profile).languages) > 1


def _items(entries: tuple[Entry, ...]) -> list[Item]:
    return [
        Item(_(entry.label), entry.icon, _href(entry.endpoint), entry.holds(request.endpoint))
        for entry in entries
        if entry.endpoint in current_app.view_functions
    ]


def _href(endpoint: str) -> str:
    return url_for(endpoint) if endpoint in current_app.view_functions else ""
