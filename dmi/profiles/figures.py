"""The kinds of settings and how their values are read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from dmi.kernel.words import N_

Value = int | Decimal | bool | date | str | tuple[int, ...] | tuple[Decimal, ...]

_HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")

NOT_A_NUMBER = N_("Write a number.")
OUT_OF_RANGE = N_("This number is outside the range that the rules allow.")
NOT_A_DATE = N_("Write a date.")
NOT_HOURS = N_("Write hours as 09:00-20:00.")
NOT_A_CHOICE = N_("Choose one of the values that the rules allow.")


class Kind(StrEnum):
    """How the text of a setting is read."""

    INTEGER = "INTEGER"
    DECIMAL = "DECIMAL"
    INTEGERS = "INTEGERS"
    DECIMALS = "DECIMALS"
    SWITCH = "SWITCH"
    CHOICE = "CHOICE"
    DATE = "DATE"
    HOURS = "HOURS"
    TEXT = "TEXT"


class BadValue(ValueError):
    """A value that a setting does not take; ``sentence`` says why."""

    def __init__(self, name: str, sentence: str) -> None:
        """Keep the name of the setting and the sentence for the form."""
        super().__init__(f"{name}: {sentence}")
        self.name = name
        self.sentence = sentence


@dataclass(frozen=True)
class Figure:
    """One setting of a profile: the default holds until a dated row changes it."""

    name: str
    kind: Kind
    default: str
    minimum: str = ""
    maximum: str = ""
    unit: str = ""
    is_local: bool = True

    def read(self, text: str) -> Value:
        """Return the typed value of ``text``.

        Raises:
            BadValue: the text is no value of this setting.
        """
        return _READERS[self.kind](self, text)


def _number(figure: Figure, text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation as cause:
        raise BadValue(figure.name, NOT_A_NUMBER) from cause
    if not number.is_finite():
        raise BadValue(figure.name, NOT_A_NUMBER)
    return number


def _whole(figure: Figure, text: str) -> int:
    number = _number(figure, text)
    if number != int(number):
        raise BadValue(figure.name, NOT_A_NUMBER)
    return int(number)


def _within(figure: Figure, number: Decimal | int) -> Decimal | int:
    too_small = figure.minimum and number < Decimal(figure.minimum)
    too_great = figure.maximum and number > Decimal(figure.maximum)
    if too_small or too_great:
        raise BadValue(figure.name, OUT_OF_RANGE)
    return number


def _choice(figure: Figure, text: str) -> str:
    if text not in figure.unit.split(", "):
        raise BadValue(figure.name, NOT_A_CHOICE)
    return text


def _switch(figure: Figure, text: str) -> bool:
    if text not in {"on", "off"}:
        raise BadValue(figure.name, NOT_A_CHOICE)
    return text == "on"


def _hours(figure: Figure, text: str) -> str:
    if _HOURS.fullmatch(text) is None:
        raise BadValue(figure.name, NOT_HOURS)
    return text


def _date(figure: Figure, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as cause:
        raise BadValue(figure.name, NOT_A_DATE) from cause


_READERS: Mapping[Kind, Callable[[Figure, str], Value]] = {
    Kind.INTEGER: lambda figure, text: _within(figure, _whole(figure, text)),
    Kind.DECIMAL: lambda figure, text: _within(figure, _number(figure, text)),
    Kind.INTEGERS: lambda figure, text: tuple(_whole(figure, part) for part in text.split(",")),
    Kind.DECIMALS: lambda figure, text: tuple(_number(figure, part) for part in text.split(",")),
    Kind.SWITCH: _switch,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.HOURS: _hours,
    Kind.TEXT: lambda _figure, text: text,
}


def by_name(figures: tuple[Figure, ...]) -> Mapping[str, Figure]:
    """Return the figures by name; two of one name are refused."""
    found = {figure.name: figure for figure in figures}
    if len(found) != len(figures):
        raise ValueError("two settings have one name")
    return found
