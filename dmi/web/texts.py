"""Fields of text, days, moments and numbers, read as people in Chile type them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, StringField, TextAreaField, ValidationError
from wtforms.validators import Length, Optional, StopValidation

from dmi.kernel.local_time import (
    Never,
    Once,
    Twice,
    from_local,
    instant_text,
    read_day,
    read_hour,
)

LINE_CHARS = 200
TEXT_CHARS = 4000
YEARS = range(1900, 2200)
MOST = 999_999
MINUTES_OF_A_DAY = 1440
DECIMAL_PLACES = 3
_KEPT_BREAKS = frozenset({"\n", "\t"})
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})
_ALLOWED_SIGNS = frozenset("^`´¨°º")


class PlainText:
    """Refuse what no paper can print: control and direction marks, pictures, broken signs."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop at the first character that is not text."""
        for sign in field.data or "":
            if sign in _KEPT_BREAKS or sign in _ALLOWED_SIGNS:
                continue
            if unicodedata.category(sign) in _REFUSED_CATEGORIES:
                message = _("Use letters, numbers and punctuation only: %(sign)s cannot be kept.")
                shown = f"U+{ord(sign):04X}"
                raise StopValidation(message % {"sign": shown})


class Filled:
    """Ask for something other than spaces."""

    field_flags = {"required": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse an empty value with a sentence of its own."""
        empty = field.data is None or (isinstance(field.data, str) and not field.data.strip())
        if empty and not field.errors:
            raise StopValidation(_("Fill in this field."))


# Three digits after a point are thousands to one reader and decimals to another.
_THOUSANDS_OR_NOT = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")


def _normal(text: str | None) -> str | None:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip() if text else text


class Line(StringField):
    """One line of text, NFC, without margins."""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = True,
        longest: int = LINE_CHARS,
        **kwargs: Any,
    ) -> None:
        """Build the field; ``longest`` is a count of characters."""
        checks: list[Any] = [Filled() if needed else Optional(), PlainText(), _at_most(longest)]
        super().__init__(label, checks, filters=[_normal], **kwargs)


class Text(TextAreaField):
    """Several lines of text, NFC, without margins."""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = True,
        shortest: int = 0,
        longest: int = TEXT_CHARS,
        **kwargs: Any,
    ) -> None:
        """Build the field; lengths are counts of characters."""
        checks: list[Any] = [Filled() if needed else Optional(), PlainText(), _at_most(longest)]
        if shortest:
            checks.append(_at_least(shortest))
        super().__init__(label, checks, filters=[_normal], **kwargs)


class DayField(StringField):
    """A day typed dd-mm-aaaa (or as a browser's calendar sends it)."""

    day: date | None = None

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = True,
        future: bool = True,
        past: bool = True,
        **kwargs: Any,
    ) -> None:
        """Build the field; ``future`` and ``past`` say which days may be typed."""
        super().__init__(label, [Filled() if needed else Optional()], **kwargs)
        self.future, self.past = future, past

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%d-%m-%Y}" if isinstance(self.data, date) else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the day or say what a day looks like."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data: Any = read_day(text) if text else None
        if self.data is not None and self.data.year not in YEARS:
            self.data = None
            years = {"first": YEARS.start, "last": YEARS.stop - 1}
            raise ValueError(_("Write a year from %(first)d to %(last)d.", **years))
        if text and self.data is None:
            raise ValueError(_("Write an existing day as dd-mm-yyyy."))

    def post_validate(self, form: Form, _stopped: bool) -> None:  # noqa: FBT001 - WTForms' own
        """Refuse days on the wrong side of today."""
        today: date | None = getattr(form, "today", None)
        if self.errors or not isinstance(self.data, date) or today is None:
            return
        if not self.future and self.data > today:
            raise ValidationError(_("This day has not come yet."))
        if not self.past and self.data < today:
            raise ValidationError(_("This day has passed."))


class MomentField(StringField):
    """A day and an hour of the place, typed dd-mm-aaaa HH:mm; gives an instant in UTC.

    An hour that happens twice is asked for: ``twice`` then holds the two instants, the page
    offers them under the field's own name, and ``which`` is the answer, "1" or "2".
    """

    twice: tuple[datetime, datetime] | None = None
    which: str = ""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = True,
        future: bool = True,
        **kwargs: Any,
    ) -> None:
        """Build the field; ``future`` says whether a coming moment may be typed."""
        super().__init__(label, [Filled() if needed else Optional()], **kwargs)
        self.future = future

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.object_data or "")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read day and hour; the hour is placed once the form knows its zone."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.which = str(valuelist[1]) if len(valuelist) > 1 else ""
        self.data: Any = text or None

    def post_validate(self, form: Form, _stopped: bool) -> None:  # noqa: FBT001 - WTForms' own
        """Place the hour: refuse the gap of a clock change, ask in its overlap."""
        if self.errors or not self.data or isinstance(self.data, datetime):
            return
        self.data = self._placed(str(self.data), str(getattr(form, "zone", "UTC")))
        now: datetime | None = getattr(form, "at", None)
        if not self.future and now is not None and self.data > now:
            raise ValidationError(_("This hour has not come yet."))

    def _placed(self, typed: str, zone: str) -> datetime:
        found = _named(typed, zone)
        if isinstance(found, Never):
            raise ValidationError(
                _(
                    "That hour does not exist: the clocks go forward over it. "
                    "The next such hour is %(hour)s.",
                    hour=instant_text(found.nearest, zone),
                )
            )
        if isinstance(found, Once):
            return found.at
        self.twice = (found.first, found.second)
        if self.which not in {"1", "2"}:
            raise ValidationError(
                _("That hour happens twice, because the clocks go back. Choose which one is meant.")
            )
        return self.twice[int(self.which) - 1]


def _named(typed: str, zone: str) -> Once | Never | Twice:
    parts = typed.replace("T", " ").split()
    day = read_day(parts[0]) if parts else None
    hour = read_hour(parts[1]) if len(parts) == 2 else None  # noqa: PLR2004 - day and hour
    if day is None or hour is None or day.year not in YEARS:
        raise ValidationError(_("Write day and hour as dd-mm-yyyy HH:mm."))
    return from_local(day, hour, zone)


class NumberField(StringField):
    """A number typed with a comma or a point; gives a Decimal that its column can hold."""

    def __init__(
        self,
        label: Any,
        *,
        needed: bool = True,
        unit: str = "",
        whole: bool = False,
        least: int = 0,
        most: int = MOST,
        **kwargs: Any,
    ) -> None:
        """Build the field; ``unit`` stands inside its right edge, the bounds may be typed."""
        super().__init__(label, [Filled() if needed else Optional()], **kwargs)
        self.unit, self.places = unit, 0 if whole else DECIMAL_PLACES
        self.least, self.most = least, most

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data).replace(".", ",") if self.data is not None else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the number or say what a number looks like."""
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data: Any = None
        if not text:
            return
        if _THOUSANDS_OR_NOT.fullmatch(text):
            raise ValueError(_("Write it without a point: 1500, or 1,5 for one and a half."))
        if not _NUMBER.fullmatch(text):
            raise ValueError(
                _("Write a number, for example 0,45.")
                if self.places
                else _("Write a whole number, without decimals.")
            )
        number = Decimal(text.replace(",", "."))
        if not self.least <= number <= self.most:
            bounds = {"least": self.least, "most": self.most}
            raise ValueError(_("Write a number from %(least)d to %(most)d.", **bounds))
        if number != round(number, self.places):
            raise ValueError(
                _("Write at most %(places)d decimals.", places=self.places)
                if self.places
                else _("Write a whole number, without decimals.")
            )
        self.data = number


def _at_most(longest: int) -> Length:
    return Length(max=longest, message=_l("At most %(max)d characters."))


def _at_least(shortest: int) -> Length:
    return Length(min=shortest, message=_l("At least %(min)d characters."))
