"""What a form holds, as words that somebody can read beside another's."""

import difflib
import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import BooleanField, Field

from dmi.web.forms import RESERVED, PageForm
from dmi.web.frame import day, moment
from dmi.web.looks import field_kind
from dmi.web.sentences import word

Parts = list[tuple[str, bool]]
"""A text in pieces, each with whether the other text lacks it."""


def pairs_of(form: PageForm) -> list[tuple[str, str]]:
    """Return the label and the words of every visible field."""
    return [
        (str(field.label.text), words_of(field))
        for field in form
        if field.name not in RESERVED and field_kind(field) != "hidden"
    ]


def words_of(field: Field) -> str:
    """Return what stands in a field, in the reader's words."""
    value = field.data
    if isinstance(value, UUID | list | tuple):
        wanted = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        offered = getattr(field, "choices", None) or []
        return ", ".join(str(one.label) for one in offered if str(one.value) in wanted) or "–"
    if isinstance(field, BooleanField):
        return str(_("Yes") if value else _("No"))
    return said(value)


def said(value: Any) -> str:
    """Return one value in the reader's words; a dash for nothing."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, StrEnum):
        return word(value)
    return str(value) if value not in (None, "") else "–"


def beside(theirs: str, own: str) -> tuple[Parts, Parts]:
    """Return two texts cut where they differ, word by word."""
    left, right = (re.findall(r"\S+\s*", text) for text in (theirs, own))
    of_theirs: Parts = []
    of_own: Parts = []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, from_left, to_left, from_right, to_right in matcher.get_opcodes():
        differs = tag != "equal"
        if to_left > from_left:
            of_theirs.append(("".join(left[from_left:to_left]), differs))
        if to_right > from_right:
            of_own.append(("".join(right[from_right:to_right]), differs))
    return of_theirs, of_own
