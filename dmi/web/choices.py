"""Fields that offer a closed list."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import current_app
from flask_babel import lazy_gettext as _l
from wtforms import Form, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from dmi.profiles.profile import load
from dmi.web.texts import Filled


class Closed:
    """Says of an answer outside the list that it is none of the options."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the answer; what is not even a word of the list is no answer."""
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as cause:
            raise ValueError(_l("Choose one of the options.")) from cause

    def pre_validate(self, form: Form) -> None:
        """Refuse what is not offered here; an optional list may still be left alone."""
        if self.process_errors:  # type: ignore[attr-defined]
            return
        try:
            super().pre_validate(form)  # type: ignore[misc]
        except ValidationError as cause:
            raise ValidationError(_l("Choose one of the options.")) from cause


class ChoiceField(Closed, RadioField):
    """A closed list of few options, all visible."""

    def __init__(
        self,
        label: Any,
        words: type[StrEnum],
        *,
        needed: bool = True,
        **kwargs: Any,
    ) -> None:
        """Offer every member of ``words``."""
        choices = offered(words, kwargs.pop("only", words))
        checks = [Filled()] if needed else [Optional()]
        super().__init__(
            label, checks, choices=choices, coerce=_member(words), validate_choice=True, **kwargs
        )


class PickField(Closed, SelectField):
    """A longer closed list, or rows handed in by ``fill``; the empty first option is no answer."""

    def __init__(
        self,
        label: Any,
        words: type[StrEnum] | None = None,
        *,
        needed: bool = True,
        **kwargs: Any,
    ) -> None:
        """Offer ``words``, or nothing until ``offer`` is called."""
        checks = [Filled()] if needed else [Optional()]
        coerce = _member(words) if words else _uuid
        choices = [SelectChoice("", "")]
        if words:
            choices += offered(words)
        super().__init__(label, checks, choices=choices, coerce=coerce, **kwargs)

    def offer(self, rows: Iterable[tuple[UUID, str]]) -> None:
        """Offer rows by id and name."""
        self.choices = [SelectChoice("", "")] + [SelectChoice(str(k), v) for k, v in rows]

    def pre_validate(self, form: Form) -> None:
        """Let an empty answer pass to the validators that ask for one."""
        if self.data is not None:
            super().pre_validate(form)


class TicksField(Closed, SelectMultipleField):
    """Several options of one list, or rows handed in by ``offer``."""

    def __init__(
        self,
        label: Any,
        words: type[StrEnum] | None = None,
        *,
        needed: bool = True,
        **kwargs: Any,
    ) -> None:
        """Offer ``words``, or nothing until ``offer`` is called."""
        coerce = _member(words) if words else _uuid
        choices = offered(words) if words else []
        checks = [InputRequired(_l("Choose at least one."))] if needed else [Optional()]
        super().__init__(label, checks, choices=choices, coerce=coerce, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the ticks: an empty one ticks nothing, one sent twice counts once."""
        super().process_formdata([one for one in dict.fromkeys(valuelist) if one])
        self.data: Any = [one for one in self.data or [] if one is not None]

    def offer(self, rows: Iterable[tuple[UUID, str]]) -> None:
        """Offer rows by id and name."""
        self.choices = [SelectChoice(str(k), v) for k, v in rows]


def offered(words: type[StrEnum], only: Iterable[StrEnum] | None = None) -> list[SelectChoice]:
    """Return the members of a closed list that this place has, to choose from."""
    place = load(current_app.extensions["dmi_settings"].profile)
    return [
        SelectChoice(str(word.value), label_of(word))
        for word in only or words
        if place.has(words, word)
    ]


def label_of(word: StrEnum) -> Any:
    """Return the lazy translated label of an enum's member."""
    return _l(str(getattr(word, "label", word.value)))


def _member(words: type[StrEnum]) -> Any:
    def coerce(value: Any) -> StrEnum | None:
        if value in (None, "", "None"):
            return None
        return value if isinstance(value, words) else words(str(value))

    return coerce


def _uuid(value: Any) -> UUID | None:
    if value in (None, "", "None"):
        return None
    return value if isinstance(value, UUID) else UUID(str(value))
